"""The codebook as a whole: shown, in and out of files, and its versions."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import analysis_argument, coder_option, dry_run_option, file_argument, json_option
from qualcode.cli.printing import counted, say, tell, tell_json, wrote
from qualcode.model.study import Theme

if TYPE_CHECKING:
    from qualcode.model.study import Code
    from qualcode.model.tables import CodebookFile
    from qualcode.project import Project
    from qualcode.project.history import Change


@click.command()
@analysis_argument
@click.argument("name", required=False)
@json_option
def show(project: Path, name: str | None, as_json: bool) -> None:
    """Show themes and codes with their definitions, or one code or theme.

    Codes merged or set aside are listed last. One code is shown with its counts and its history; one theme
    with its codes and its history.

    JSON: an object with themes (objects with name, short, definition, status, parent, former_names, codes),
    codes (objects with name, brief, full, use, avoid, example, kind, origin, source, status, merged_into,
    former_names, colour) and findings (sentences on what people should look at). Of one code: its
    object, with themes (names), participants, of, passages, codings (numbers) and history (objects with time,
    coder, what, rationale, stands; latest first). Of one theme: its object, with history.
    """
    if name is not None:
        _show_one(project, name, as_json=as_json)
        return
    with reading(project) as opened:
        book, findings = opened.codebook.as_file(), opened.codebook.findings()
    if as_json:
        tell_json(
            {
                "themes": [theme._asdict() for theme in book.themes],
                "codes": [code._asdict() for code in book.codes],
                "findings": findings,
            }
        )
        return
    _tell_all(book, findings)


def _tell_all(book: "CodebookFile", findings: Sequence[str]) -> None:
    codes = {code.name: code for code in book.codes}
    shown: set[str] = set()
    for theme in book.themes:
        within = f" (within {theme.parent})" if theme.parent else ""
        tell(f"{theme.name}{within}{_defined(theme.definition)}")
        for name in theme.codes:
            if name in codes:
                tell(f"  {name}{_defined(codes[name].brief or codes[name].full)}")
        shown.update(theme.codes)
    loose = [code for code in book.codes if code.name not in shown and code.status in ("candidate", "agreed")]
    if loose:
        tell("In no theme")
        for code in loose:
            tell(f"  {code.name}{_defined(code.brief or code.full)}")
    for code in book.codes:
        if code.status not in ("candidate", "agreed"):
            tell(f"{code.name}: {code.status}{f' into {code.merged_into}' if code.merged_into else ''}")
    tell(f"{counted(len(book.themes), 'theme')}, {counted(len(book.codes), 'code')}.")
    for finding in findings:
        say(f"To look at: {finding}")


def _show_one(project: Path, name: str, *, as_json: bool) -> None:
    with reading(project) as opened:
        found = opened.codebook.column(name)
        if isinstance(found, Theme):
            _show_theme(opened, found, as_json=as_json)
        else:
            _show_code(opened, found, as_json=as_json)


def _show_theme(opened: "Project", theme: Theme, *, as_json: bool) -> None:
    [entry] = [each for each in opened.codebook.as_file().themes if each.name == theme.name]
    history = opened.codebook.story(theme)
    if as_json:
        tell_json({**entry._asdict(), "history": _told(history)})
        return
    tell(f"{entry.name} ({entry.status})")
    for label, text in (
        ("Short", entry.short), ("Within", entry.parent), ("Formerly", ", ".join(entry.former_names)),
        ("Definition", entry.definition), ("Codes", ", ".join(entry.codes)),
    ):  # fmt: skip
        if text:
            tell(f"  {label}: {text}")
    _tell_history(history)


def _show_code(opened: "Project", code: "Code", *, as_json: bool) -> None:
    entry = opened.codebook.entry(code)
    themes = [theme.name for theme in opened.codebook.now.themes_of.get(code.uid, ())]
    count, history = opened.matrix.count(code), opened.codebook.story(code)
    counts = {key: getattr(count, key) for key in ("participants", "of", "passages", "codings")}
    if as_json:
        tell_json({**entry._asdict(), "themes": themes, **counts, "history": _told(history)})
        return
    tell(f"{entry.name} ({entry.status}{f' into {entry.merged_into}' if entry.merged_into else ''})")
    for label, text in (
        ("In", ", ".join(themes)), ("Formerly", ", ".join(entry.former_names)), ("Brief", entry.brief),
        ("Definition", entry.full), ("Use when", entry.use), ("Don't use when", entry.avoid),
        ("Example", entry.example), ("Kind", entry.kind), ("Origin", entry.origin), ("Source", entry.source),
        ("Colour", entry.colour),
    ):  # fmt: skip
        if text:
            tell(f"  {label}: {text}")
    tell(
        f"  {count.participants} of {counted(count.of, 'participant')}, "
        f"{counted(count.passages, 'passage')}, {counted(count.codings, 'coding')}"
    )
    _tell_history(history)


def _told(history: "Sequence[Change]") -> list[dict[str, object]]:
    keys = ("time", "coder", "what", "rationale", "stands")
    return [{key: getattr(change, key) for key in keys} for change in history]


def _tell_history(history: "Sequence[Change]") -> None:
    for change in history:
        why = f" ({change.rationale})" if change.rationale else ""
        undone = "" if change.stands else " [undone]"
        tell(f"  {change.time[:10]} {change.coder}: {change.what}{why}{undone}")


def _defined(definition: str) -> str:
    return f" – {definition}" if definition else ""


@click.command("import")
@analysis_argument
@file_argument
@dry_run_option
@json_option
@coder_option
def import_(project: Path, file: Path, dry_run: bool, as_json: bool, coder: str | None) -> None:
    """Import codes and themes from a file.

    FILE is csv, xlsx, yaml or json. Codes and themes are matched by name: new ones are made, fields that the
    file gives are changed, and what it leaves empty or doesn't name stays as it is. A duplicate name, an
    unknown column, a missing name or themes in a circle are reported with their row, and nothing is imported.

    JSON: an object with new_codes, changed_codes, new_themes, changed_themes (numbers) and notes.
    """
    with changing(project, coder, dry_run=dry_run) as opened:
        brought = opened.codebook.bring_in(opened.codebook.read(file), dry_run=dry_run)
    if as_json:
        tell_json(
            {
                "new_codes": brought.new_codes,
                "changed_codes": brought.changed_codes,
                "new_themes": brought.new_themes,
                "changed_themes": brought.changed_themes,
                "notes": list(brought.notes),
            }
        )
        return
    verb = "Would import" if dry_run else "Imported"
    tell(
        f"{verb} {counted(brought.new_codes, 'new code')} and {counted(brought.new_themes, 'new theme')}; "
        f"{counted(brought.changed_codes, 'code')} and {counted(brought.changed_themes, 'theme')} changed."
    )
    for note in brought.notes:
        say(note)


@click.command()
@analysis_argument
@file_argument
def export(project: Path, file: Path) -> None:
    """Write the codebook to a file.

    FILE ends in .csv, .xlsx, .yaml or .json; it has every code and theme with every field, and can be
    imported again as the same codebook.
    """
    with reading(project) as opened:
        wrote(file, opened.codebook.export(file))


@click.command()
@analysis_argument
@click.option("--note", metavar="TEXT", default="", help="What this version stands for.")
@coder_option
def close(project: Path, note: str, coder: str | None) -> None:
    """Close a version of the codebook as it stands.

    Later versions are numbered on; matrices and decisions name the version they rest on.
    """
    with changing(project, coder) as opened:
        version = opened.decisions.close_version(note)
    tell(f"Version {version.number} of the codebook, {version.date}")
