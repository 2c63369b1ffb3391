"""How far each transcript is: listed, and said."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import analysis_argument, coder_option, json_option
from qualcode.cli.printing import counted, listed, tell, tell_json, tell_table

if TYPE_CHECKING:
    from qualcode.project.shelves import Entry


@click.command("progress")
@analysis_argument
@json_option
def progress(project: Path, as_json: bool) -> None:
    """List how far each transcript is, and by whom.

    Transcripts of an analysis by site: who has read them, who has coded passages in them, who says that they
    are coded under the codebook as it stands, who has charted their participants, and whether nothing is left
    to chart: every cell of theirs that has extracts is charted, or the cell of its theme.

    JSON: a list of objects with site, transcript (its file), label, progress ("coded", "begun" or "new"),
    read, coding, coded, charted (lists of coders), is_charted.
    """
    from qualcode.project.shelves import shelves

    with reading(project) as opened:
        files = {t.uid: t.file for t in opened.transcripts.all()}
        stand = [(shelf.site, entry) for shelf in shelves(opened) for entry in shelf.entries]
    if as_json:
        tell_json([_as_object(site, entry, files) for site, entry in stand])
        return
    header = ["Site", "Transcript", "Progress", "Read by", "Coding", "Coded by", "Charted by"]
    tell_table(header, [[site, entry.label, *_row(entry)] for site, entry in stand])
    done = sum(entry.progress == "coded" for _, entry in stand)
    tell(f"{counted(len(stand), 'transcript')}, {done:,} coded.")


def _row(entry: "Entry") -> list[str]:
    done = entry.done
    charted = listed(done.charted, "") + (" (all)" if done.is_charted else "")
    return [entry.progress, listed(done.read, ""), listed(done.coding, ""), listed(done.coded, ""), charted]


def _as_object(site: str, entry: "Entry", files: dict[str, str]) -> dict[str, object]:
    done = entry.done
    return {
        "site": site,
        "transcript": files[entry.transcript],
        "label": entry.label.strip(),
        "progress": entry.progress,
        "read": list(done.read),
        "coding": list(done.coding),
        "coded": list(done.coded),
        "charted": list(done.charted),
        "is_charted": done.is_charted,
    }


@click.command()
@analysis_argument
@click.argument("transcript")
@click.option("--read/--not-read", "read", default=None, help="Whether you have read it.")
@click.option("--coded/--not-coded", "coded", default=None, help="Whether you have coded it.")
@coder_option
def mark(project: Path, transcript: str, read: bool | None, coded: bool | None, coder: str | None) -> None:
    """Say how far you are with a transcript.

    It is coded under the codebook as it stands: once a later version is closed, it is to be coded again.
    """
    if read is None and coded is None:
        raise click.UsageError("Say --read or --coded, or take that back with --not-read or --not-coded.")
    with changing(project, coder) as opened:
        found = opened.transcripts.named(transcript)
        version = opened.decisions.version() if coded else None
        read = True if coded else read
        number = version.number if version else None
        opened.transcripts.mark(found, read=read, coded=coded, version=number)
    said = [
        name if on else f"not {name}" for name, on in (("read", read), ("coded", coded)) if on is not None
    ]
    tell(f"{found.name}: {', '.join(said)}")
