"""README and docs: every link leads somewhere, and every command line that they show works."""

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import openpyxl
import pytest

from qualcode import cli
from qualcode.project import Project

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
SHOWN = [ROOT / "README.md", ROOT / "docs" / "tutorial.md"]

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(qualcode [^`]+)`")
_WRAPPED = re.compile(r"\n *")


def links(page: Path) -> list[str]:
    """Where a page leads within the repository."""
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if "://" not in link and not link.startswith("mailto:")]


def heading(line: str) -> str:
    """The anchor that a heading gets."""
    return re.sub(r"[^\w\- ]", "", line.lstrip("# ").strip().lower()).replace(" ", "-")


def blocks(page: Path) -> Iterator[str]:
    """The lines of a page that are typed in a terminal, in order; those in remarks after the others' own."""
    for block in _FENCED.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            command, _, remark = line.partition("  #")
            if command.strip():
                yield command.strip()
            if "qualcode " in remark:
                yield remark[remark.index("qualcode ") :]


def typed(page: Path) -> list[list[str]]:
    """All command lines of a page, in words; in the text, a whole line begins with the program's name."""
    inline = [_WRAPPED.sub(" ", found) for found in _INLINE.findall(page.read_text(encoding="utf-8"))]
    lines = [shlex.split(line) for line in [*blocks(page), *inline]]
    return [words for words in lines if words[0] == "qualcode"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.name))
def test_every_link_and_picture_is_there(page: Path) -> None:
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name} leads to {link}"
        if anchor:
            headings = re.findall(r"^#+ .*$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(heading, headings), f"{page.name} leads to {link}"


def command_of(words: Sequence[str]) -> tuple[click.Command, list[str]]:
    """The command that the words after “qualcode” name, and what they give it."""
    command: click.Command = cli.qualcode
    rest = list(words)
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        found = command.get_command(click.Context(command), rest[0])
        assert found is not None, f"there is no command “{' '.join(words)}”"
        command, rest = found, rest[1:]
    return command, rest


@pytest.mark.parametrize("page", SHOWN, ids=lambda page: str(page.name))
def test_every_command_line_of_a_page_can_be_read(page: Path) -> None:
    lines = typed(page)
    assert len(lines) > 10
    for words in lines:
        command, rest = command_of(words[1:])
        options = {name for parameter in command.params for name in parameter.opts}
        unknown = {word for word in rest if word.startswith("--")} - options
        assert not unknown, f"{shlex.join(words)}: {unknown}"
        if rest:  # else it is only named
            command.make_context(command.name, rest).close()


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Run a line as typed, and give what it printed; it must succeed."""
    capsys.readouterr()
    status = cli.main(shlex.split(line)[1:])
    printed = capsys.readouterr()
    assert status == 0, f"{line}\n{printed.err}"
    return printed.out


def test_the_tour_of_the_readme_works_in_its_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    interviews = tmp_path / "interviews"
    interviews.mkdir()
    (interviews / "P01.txt").write_text("Interviewer: And the plan?\nP01: In a drawer.\n", encoding="utf-8")
    (interviews / "P02.vtt").write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Interviewer>And you?\n\n"
        "00:05.000 --> 00:09.000\n<v Carer>I ring on Fridays.\n",
        encoding="utf-8",
    )
    book = openpyxl.Workbook()
    for row in (("code", "theme", "definition"), ("the plan in a drawer", "Plans", "A plan not looked at.")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "codebook.xlsx")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUALCODE_CODER", "Ann")

    lines = [line for line in blocks(ROOT / "README.md") if line.startswith("qualcode ")]
    assert lines[0].startswith("qualcode new study")
    for line in lines:
        if not line.startswith("qualcode open"):
            run(line, capsys)
        if "participants template" in line:
            _fill_in(tmp_path / "people.xlsx")

    with Project.open(tmp_path / "study.qualcode", write=False) as study:
        assert [row.name for row in study.matrix.charts().participants] == ["Carer 1", "Service user 1"]
        assert [coder.name for coder in study.coders.all()] == ["Ann", "Ben"]
        assert study.check() == []
    assert "Plans" in " ".join(openpyxl.load_workbook(tmp_path / "matrix.xlsx").sheetnames)


def _fill_in(table: Path) -> None:
    """As somebody does: a name, a site and a type beside each transcript."""
    book = openpyxl.load_workbook(table)
    sheet = book.worksheets[0]
    columns = {str(cell.value): number for number, cell in enumerate(sheet[1], start=1)}
    people = {"P01.txt": ("Service user 1", "Elm", "service user"), "P02.vtt": ("Carer 1", "Elm", "carer")}
    for row in range(2, sheet.max_row + 1):
        transcript = str(sheet.cell(row, columns["transcript"]).value)
        for name, value in zip(("participant", "site", "participant_type"), people[transcript], strict=True):
            sheet.cell(row, columns[name], value)
    book.save(table)


def test_the_tutorial_ends_with_the_sentence_in_the_spreadsheet_and_quotes_to_the_letter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    printed = {}
    for line in blocks(ROOT / "docs" / "tutorial.md"):
        if line.startswith("cd "):
            monkeypatch.chdir(line.removeprefix("cd "))
        else:
            printed[line] = run(line, capsys)

    def said(part: str) -> str:
        return next(text for line, text in printed.items() if part in line)

    assert "3 of 20 participants" in said("matrix show")  # the three carers
    assert "6 summaries." in said('summaries show "Practice study" --again')
    assert "1 difference." in said("differences list")

    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    sentence = re.findall(r"^> (.*)$", tutorial, re.MULTILINE)[-1]
    sheet = openpyxl.load_workbook("exports/framework-matrix.xlsx")["3 Adjusting"]
    rows = list(sheet.iter_rows(values_only=True))
    header = next(row for row in rows if row[0] == "Participant")
    carer = next(row for row in rows if row[0] == "Carer 1, Alder")
    assert carer[header.index("the plan in use")] == sentence

    with Project.open(Path("Practice study"), write=False) as study:
        texts = [study.transcripts.content(each).text for each in study.transcripts.all()]
    spoken = re.findall(r"(?<!You see )“([^“”]*\.)”", " ".join(tutorial.split()))
    assert len(spoken) >= 5
    for words in spoken:
        assert any(words in " ".join(text.split()) for text in texts), words
