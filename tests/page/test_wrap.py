from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Content, Segment
from qualcode.page.cells import clusters, width
from qualcode.page.shown import Shown
from qualcode.page.wrap import Wrapping
from tests.page_texts import contents

rooms = st.integers(8, 60)


@given(contents(), rooms)
def test_rows_show_every_character_once_and_fit_the_width(content: Content, room: int) -> None:
    shown = Shown(content)
    wrapping = Wrapping(shown, room)
    rows = [wrapping[number] for number in range(len(wrapping))]

    for number, (start, end) in enumerate(shown.stretches):
        own = [row for row in rows if row.stretch == number]
        assert own[0].start == start
        assert own[-1].stop == end
        assert all(one.stop == other.start for one, other in pairwise(own))
    for row in rows:
        assert row.start < row.end <= row.stop or not content.text[row.start : row.stop].strip()
        assert content.text[row.end : row.stop].strip() == ""
        assert width(shown.text[row.start : row.end]) <= room


@given(contents(), rooms)
def test_a_place_and_its_offset_lead_to_each_other(content: Content, room: int) -> None:
    shown = Shown(content)
    wrapping = Wrapping(shown, room)
    for number in range(len(wrapping)):
        row = wrapping[number]
        assert wrapping.row_on(wrapping.line_at(row.start)) == row
        for start, end, cells in clusters(shown.text, row.start, row.end):
            for offset in range(start, end):
                assert wrapping.row_at(offset) == number
            if cells:
                assert wrapping.offset_at(number, wrapping.cell_of(start)) == start


@given(contents(), rooms)
def test_no_character_as_seen_is_cut_in_two(content: Content, room: int) -> None:
    shown = Shown(content)
    wrapping = Wrapping(shown, room)
    for stretch, (start, end) in enumerate(shown.stretches):
        whole = {first for first, _, _ in clusters(shown.text, start, end)}
        rows = [wrapping[n] for n in range(len(wrapping)) if wrapping[n].stretch == stretch]
        assert {row.start for row in rows} <= whole


def _shown(text: str, *said: tuple[str, str]) -> Shown:
    segments = []
    for speaker, speech in said:
        start = text.index(speech)
        segments.append(Segment(speaker, start, start + len(speech)))
    return Shown(Content(text, tuple(segments)))


def _lines(shown: Shown, room: int) -> list[str]:
    wrapping = Wrapping(shown, room)
    rows = [wrapping.row_on(line) for line in range(wrapping.height)]
    return ["" if row is None else shown.text[row.start : row.end] for row in rows]


def test_turns_stand_apart_and_their_paragraphs_together() -> None:
    shown = _shown(
        "I: And then?\nP: We went.\nIt rained.\n", ("I", "And then?"), ("P", "We went."), ("P", "It rained.")
    )

    assert _lines(shown, 40) == ["And then?", "", "We went.", "It rained."]


def test_rows_break_at_spaces_and_leave_them_out() -> None:
    assert _lines(_shown("one two   three", ("P", "one two   three")), 8) == ["one two", "three"]


def test_an_empty_line_within_a_segment_breaks_the_row() -> None:
    assert _lines(_shown("one\n \n two\nthree", ("", "one\n \n two\nthree")), 20) == ["one", "two three"]


def test_one_line_of_200_000_characters() -> None:
    text = "x" * 200_000
    wrapping = Wrapping(_shown(text, ("", text)), 80)

    assert len(wrapping) == 2500
    assert wrapping.row_at(199_999) == 2499


def test_a_text_without_segments_can_still_be_read() -> None:
    assert _lines(Shown(Content("Title\n\n12\nSome words", ())), 40) == ["Title", "", "Some words"]
    assert _lines(Shown(Content("", ())), 40) == []
