"""Texts such as no interview is: all work on them is done, and nothing raw reaches the terminal."""

import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Run, Runner

# What a terminal would obey, or show the wrong way round.
_RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]")

ESCAPES = (
    "I: he\x1b[31mllo\x07 \x9b2J \u202eabc\u202c \u2066x\u2069 a\x08b\rc\n"
    "P\u202e1: fine \x1b]0;title\x07 yes, they always ring me back\nI: So?\nP\u202e1: again\n"
)
TEXTS = {
    "escapes": ESCAPES,
    "one line": "I: So?\nP: " + "they ring me back " * 11_111 + "\n",
    "one word": "x" * 200_000,
    "nobody speaks": "\n\n".join(["They ring me back, every week, and I ring them."] * 300),
}


def check_nothing_raw(run: Run) -> Run:
    """What a command said, which holds nothing that a terminal would obey."""
    assert not _RAW.search(run.out)
    assert not _RAW.search(run.err)
    return run


def check_worked_on(text: str, ok: Runner, empty: Path) -> None:
    """Bring a text in, read it, code it, give it to somebody and export the matrix."""
    path = empty.with_name("strange.txt")
    path.write_text(text, encoding="utf-8", newline="")
    book = empty.with_name("matrix.xlsx")
    check_nothing_raw(ok("import", empty, path))
    check_nothing_raw(ok("codebook", "add", empty, "trust"))
    check_nothing_raw(ok("themes", "add", empty, "Engaging", "trust"))
    check_nothing_raw(ok("participants", "add", empty, "Ada"))
    check_nothing_raw(ok("participants", "link", empty, "Ada", "strange"))
    shown = check_nothing_raw(ok("transcripts", "show", empty, "strange", "--json")).json
    assert "".join(shown["text"].split())
    last = shown["turns"][-1]
    for start, end in ((last["start"], last["end"]), (0, len(shown["text"]))):
        check_nothing_raw(ok("codings", "add", empty, "strange", "trust", "--start", start, "--end", end))
    for looking in (
        ("transcripts", "show", empty, "strange"), ("transcripts", "list", empty), ("codings", "list", empty),
        ("matrix", "show", empty), ("history", "show", empty), ("check", empty),
    ):  # fmt: skip
        check_nothing_raw(ok(*looking))
    check_nothing_raw(ok("matrix", "export", empty, book, "--extracts", 2))
    sheets = openpyxl.load_workbook(book, read_only=True)
    assert "Ada" in [cell.value for sheet in sheets for row in sheet for cell in row]
    sheets.close()


@pytest.mark.parametrize("name", TEXTS)
def test_a_strange_text_is_worked_on_like_any_other(name: str, ok: Runner, empty: Path) -> None:
    check_worked_on(TEXTS[name], ok, empty)


@pytest.mark.slow
def test_a_transcript_of_a_million_words_is_worked_on_like_any_other(ok: Runner, empty: Path) -> None:
    check_worked_on("I: So?\nP: " + "\nI: And?\nP: ".join(["they ring me back " * 25] * 10_000), ok, empty)
