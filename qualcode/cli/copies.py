"""Copies taken home by one coder and brought together again."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, dry_run_option, file_argument, json_option, project_argument
from qualcode.cli.printing import as_typed, counted, say, tell, tell_json

if TYPE_CHECKING:
    from qualcode.project.copies import United


@click.command()
@project_argument
@file_argument
@click.option("--for", "for_", metavar="CODER", required=True, help="Who takes it home.")
@coder_option
def copy(project: Path, file: Path, for_: str, coder: str | None) -> None:
    """Copy a project for a coder to take home.

    FILE is the copy to make. A coder who is new in the project is added first. Both files go on being worked
    on; “qualcode merge” brings them together again, in either direction and as often as you like.
    """
    with reading(project) as opened:
        known = bool(opened.coders.lookup().all(for_))
    # Added here, not in the copy: somebody with several copies stays one person.
    with reading(project) if known else changing(project, coder) as opened:
        if not known:
            opened.copies.refuse_unmakeable(file)
            opened.coders.add(for_)
        made = opened.copies.copy(file, for_)
    tell(f"Wrote {made.resolve()}")
    new = "" if known else ", who is new in this project"
    say(f"For {for_}{new}. On the command line: --coder {as_typed(for_)}")


@click.command()
@project_argument
@click.argument("copies", nargs=-1, required=True, type=click.Path(path_type=Path))
@dry_run_option
@json_option
@coder_option
def merge(project: Path, copies: Sequence[Path], dry_run: bool, as_json: bool, coder: str | None) -> None:
    """Bring copies of a project in.

    Everything that COPIES hold and PROJECT doesn't is added; the same copy again adds nothing, and the
    copies themselves stay as they are. Where two people changed the same thing differently, nothing is
    lost: “qualcode differences” lists it. A backup is made first.

    A copy in which something was erased, because somebody withdrew or names were replaced, erases it here
    too, with the backups that hold it; how much, and who had it so, is told. Look at --dry-run first where
    you expect none.

    JSON: a list of objects with file, changes, by_coder, by_kind (objects of numbers), erased (an object with
    texts, values, by: a list of objects with coder, reason).
    """
    from qualcode.project.names import several

    with changing(project, coder, dry_run=dry_run) as opened:
        # All are looked at before any is brought in: a bad one stops the others.
        united = [opened.copies.preview(path) for path in copies]
        if not dry_run:
            united = [opened.copies.bring_in(path) for path in copies]
        differences = len(opened.copies.differences())
    if as_json:
        tell_json([_as_object(each) for each in united])
        return
    for each in united:
        what = ", ".join(several(number, kind) for kind, number in each.by_kind)
        who = ", ".join(f"{name} {number:,}" for name, number in each.by_coder)
        verb = "would bring" if dry_run else "brought"
        detail = f" ({what}) by {who}" if each.changes else ""
        tell(f"{each.file} {verb} {counted(each.changes, 'change')}{detail}.")
        if each.texts or each.values:
            would = "would be" if dry_run else "were"
            tell(
                f"  {counted(each.texts, 'text')} and {counted(each.values, 'value')} of this project "
                f"{would} erased for good, with the backups that hold them:"
            )
            for name, reason in each.erased_by:
                tell(f"    by {name}: {reason}")
    if differences and not dry_run:
        say(f"{counted(differences, 'difference')} to settle: qualcode differences {as_typed(project)}")


def _as_object(united: "United") -> dict[str, object]:
    return {
        "file": united.file,
        "changes": united.changes,
        "by_coder": dict(united.by_coder),
        "by_kind": dict(united.by_kind),
        "erased": {
            "texts": united.texts,
            "values": united.values,
            "by": [{"coder": name, "reason": reason} for name, reason in united.erased_by],
        },
    }
