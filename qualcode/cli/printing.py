"""What commands print: results on standard output, remarks on standard error."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from qualcode.cli.options import ANALYSIS
from qualcode.page.cells import drawable, fit, width

# What json leaves as it is though it would move the cursor or turn what stands around it.
_UNDRAWABLE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def tell(text: str = "") -> None:
    """Print a result. Control characters that a file brought along don't reach the terminal."""
    click.echo("\n".join(drawable(line) for line in text.split("\n")))


def say(text: str) -> None:
    """Print a remark, which is no part of the result."""
    click.echo("\n".join(drawable(line) for line in text.split("\n")), err=True)


def tell_json(value: Any) -> None:
    """Print a result as JSON; characters that the output can't hold are escaped."""
    utf8 = (sys.stdout.encoding or "").casefold().replace("-", "") == "utf8"
    text = json.dumps(value, ensure_ascii=not utf8, indent=2)
    click.echo(_UNDRAWABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))


def wrote(path: Path, notes: Iterable[str] = ()) -> None:
    """Print the full path of a file that was written, and what is to be said about it.

    Where the command was given an analysis, it is named: a table of it doesn't say so itself.
    """
    context = click.get_current_context(silent=True)
    analysis = context.meta.get(ANALYSIS) if context else None
    tell(f"Wrote {path.resolve()}{f', of the analysis {analysis}' if analysis else ''}")
    for note in notes:
        say(note)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 passage", "2,000 passages"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(things: Iterable[str], none: str = "none") -> str:
    """Names in a row, or a word that says that there are none."""
    return ", ".join(things) or none


def as_typed(word: str | Path) -> str:
    """A name or path as it is typed in a command: in plain quotation marks if it has spaces."""
    return f'"{word}"' if len(str(word).split()) > 1 else str(word)


def tell_table(header: Sequence[str], rows: Sequence[Sequence[str | int]]) -> None:
    """Print rows in columns. What is too long for the terminal is cut, the widest columns first."""
    cells = [[drawable(" ".join(str(value).split())) for value in row] for row in [header, *rows]]
    widths = _shared([max(width(row[place]) for row in cells) for place in range(len(header))])
    numbers = [
        bool(rows) and all(isinstance(row[place], int) for row in rows) for place in range(len(header))
    ]
    for row in cells:
        columns = zip(row, widths, numbers, strict=True)
        shown = [text.rjust(room) if number else fit(text, room) for text, room, number in columns]
        click.echo("  ".join(shown).rstrip())


def _shared(wanted: list[int]) -> list[int]:
    """Widths that fit the terminal together; output to a file or pipe is never cut."""
    if not sys.stdout.isatty():
        return wanted
    room = terminal_width() - 2 * (len(wanted) - 1)
    widths = list(wanted)
    while sum(widths) > room and max(widths) > 8:
        widths[widths.index(max(widths))] -= 1
    return widths


def terminal_width() -> int:
    """Cells in a line of the terminal."""
    return max(shutil.get_terminal_size().columns, 20)
