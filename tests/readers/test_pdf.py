"""PDF files: paragraphs from lines, what stands on every page, and what can't be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers import read_source
from qualcode.readers.pdf_lines import read_pages
from tests.readers.printed import HEIGHT, LEFT, Placed, lines, pdf, typeset

LONG = (
    "Well, it was a long road to get there and nobody told us what would come next, so in the end we "
    "rang the ward ourselves and asked whether somebody could see him before the weekend began."
)
SAID = [
    f"Interviewer: What happened then? {LONG}",
    f"P1: {LONG} {LONG}",
    "Interviewer: Yes.",
    f"P1: {LONG}",
] * 8


def read(tmp_path: Path, pages: list[list[Placed]]) -> Source:
    return read_source(pdf(tmp_path / "a.pdf", pages, title="An interview"))


def paragraphs(pages: list[list[Placed]]) -> list[str]:
    return read_pages(lines(pages), HEIGHT).paragraphs


@pytest.mark.parametrize("gap", [0.0, 6.0])
@pytest.mark.parametrize("footer", ["", "{}", "Page {} of 9"])
def test_lines_are_joined_to_the_paragraphs_they_were(gap: float, footer: str, tmp_path: Path) -> None:
    source = read(tmp_path, typeset(SAID, gap=gap, header="Study 7, interview with P1", footer=footer))

    assert source.content.text == "\n".join(SAID)
    assert source.content.speakers == ("Interviewer", "P1")
    assert len(source.content.segments) == len(SAID)
    assert ("running header", "Study 7, interview with P1") in source.properties
    assert ("title", "An interview") in source.properties


ALONE = [part for turn in SAID for part in turn.split(": ", 1)]


@pytest.mark.parametrize("said", [SAID, ALONE], ids=["labels", "names alone"])
@pytest.mark.parametrize(
    "style",
    [
        {"gap": 0}, {"gap": 3}, {"gap": 0, "leading": 24}, {"gap": 8, "leading": 24}, {"gap": 0, "first": 5},
        {"gap": 0, "rest": 8}, {"columns": 95}, {"gap": 0, "columns": 40},
    ],
    ids=str,
)  # fmt: skip
def test_paragraphs_are_found_however_they_are_set(
    style: dict[str, int], said: list[str], tmp_path: Path
) -> None:
    source = read(tmp_path, typeset(said, header="Study 7", footer="{}", **style))

    assert source.content.text.split("\n") == said
    assert len(source.content.segments) == len(SAID)


def test_page_numbers_and_headers_are_no_speech() -> None:
    found = read_pages(lines(typeset(SAID, header="Confidential", footer="{}")), HEIGHT)

    assert found.headers == ["Confidential"]
    assert found.footers == []  # a number alone says nothing
    assert not any("Confidential" in paragraph for paragraph in found.paragraphs)


def test_a_running_footer_with_a_number_is_told_once() -> None:
    found = read_pages(lines(typeset(SAID, footer="Study 7 - page {}")), HEIGHT)

    assert found.footers == ["Study 7 - page 1"]


def test_what_is_said_again_and_again_is_no_header() -> None:
    said = [line for n in range(60) for line in (f"I: Question {n}?", "P: Yes.")]

    assert paragraphs(typeset(said)) == said


def test_a_word_cut_at_the_end_of_a_line_is_put_together() -> None:
    hyphenated = [
        [(LEFT, 700.0, "P1: We talked about medi-"), (LEFT, 688.0, "cation and why medication helps.")]
    ]
    whole = [[(LEFT, 700.0, "P1: It hurts on the left-"), (LEFT, 688.0, "hand side of my stomach as well.")]]

    assert paragraphs(hyphenated) == ["P1: We talked about medication and why medication helps."]
    assert paragraphs(whole) == ["P1: It hurts on the left-hand side of my stomach as well."]


def test_hyphens_where_the_whole_document_is_hyphenated_are_taken_off() -> None:
    page: list[Placed] = []
    for n in range(20):
        page += [
            (LEFT, 800 - 24 * n, "so that there are many unbro-"),
            (LEFT, 788 - 24 * n, f"ken words, as in book {n}, and more"),
        ]

    assert "-" not in "".join(paragraphs([page]))


def test_a_speaker_alone_on_a_line_stays_alone() -> None:
    said = ["Interviewer", LONG, "Mary Smith", LONG] * 4

    assert paragraphs(typeset(said, gap=0)) == said


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(30, 90))
def test_no_word_is_lost_or_made(lengths: list[int], columns: int) -> None:
    said = [f"{'I' if n % 2 else 'P'}: " + " ".join(["word"] * length) for n, length in enumerate(lengths)]

    found = paragraphs(typeset(said, columns=columns))

    assert " ".join(found).split() == " ".join(said).split()


def test_a_scanned_file_a_broken_one_and_one_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="was scanned"):
        read(tmp_path, [[]])
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    with pytest.raises(UnreadableFile, match=r"b\.pdf is damaged"):
        read_source(tmp_path / "b.pdf")
    (tmp_path / "c.pdf").write_bytes(b"I: hello")
    with pytest.raises(UnreadableFile, match=r"c\.pdf is not a \.pdf file"):
        read_source(tmp_path / "c.pdf")


def test_control_characters_never_come_through(tmp_path: Path) -> None:
    source = read(tmp_path, [[(LEFT, 700.0, "I: red \x1b[31m and \x07 bell"), (LEFT, 600, "P1: so it is")]])

    assert not any(ord(sign) < 32 and sign != "\n" for sign in source.content.text)
