"""What the reader shows beside the text: times, hits; how it looks without colours and in huge texts."""

from itertools import groupby

import pytest

from qualcode.model.text import Content, Segment, Span
from qualcode.tui.widgets.reader_lines import MEMO
from tests.tui.widgets.test_reader import CODINGS, TALK, _content, _reading, _screen, _stale, _text


def timed(*said: tuple[str, str, float]) -> Content:
    text, segments = "", []
    for speaker, speech, seconds in said:
        segments.append(Segment(speaker, len(text), len(text) + len(speech), seconds))
        text += speech + "\n"
    return Content(text, tuple(segments))


async def test_times_stand_behind_the_speaker_or_below_without_widening_the_gutter() -> None:
    content = timed(
        ("Int", "Who else?", 3), ("A participant's own name", "Nobody. " * 30, 3725.4), ("Int", "Oh?", 4000)
    )
    async with _reading(content, size=(80, 24)) as (reader, _):
        screen = _screen(reader)
        assert screen[0].split()[:4] == ["1", "Int", "0:03", "Who"]
        assert "1:02:05" not in screen[2]
        assert screen[3].split()[0] == "1:02:05"
        assert not any("1:02:05" in row for row in screen[4:6])
        assert reader._columns.gutter <= 19


async def test_times_are_shown_where_nobody_is_named_too() -> None:
    content = timed(("", "One.", 5), ("", "Two.", 65))
    async with _reading(content, size=(60, 16)) as (reader, _):
        assert [row.split()[:2] for row in _screen(reader)[:2]] == [["1", "0:05"], ["2", "1:05"]]


def hits_of(word: str) -> list[Span]:
    found, at = [], TALK.text.find(word)
    while at >= 0:
        found.append(Span(at, at + len(word)))
        at = TALK.text.find(word, at + 1)
    return found


async def test_hits_are_marked_not_by_colour_alone_and_stepped_through() -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        reader.hits = hits_of("Nobody")
        await pilot.pause()
        rows = [row for row in _screen(reader) if "Nobody" in row]
        assert rows
        assert all("›" in row for row in rows)
        y = next(y for y, row in enumerate(_screen(reader)) if "Nobody" in row)
        styles = {
            segment.style.bold
            for segment in reader.render_line(y)
            if "Nobody" in segment.text
            if segment.style
        }
        assert styles == {True}
        await pilot.press("f3")
        assert reader.cursor == reader.hits[0].start
        await pilot.press("f3", "f3", "shift+f3")
        assert reader.cursor == reader.hits[1].start
        assert _stale(reader) == []
        await pilot.press("escape", "v", "f3")
        assert _text(reader, reader.selected) == TALK.text[reader.hits[1].start : reader.hits[2].end]
        reader.hits = []
        await pilot.pause()
        assert not any("›" in row for row in _screen(reader))


async def test_another_transcript_has_no_hits_and_ends_what_was_begun() -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        reader.hits = hits_of("Nobody")
        await pilot.press("n")
        reader.adjust("a")
        assert reader.adjusting == "a"
        reader.show(TALK, (), {})
        assert (reader.hits, reader.adjusting, reader.selected) == ([], "", None)


async def test_a_coding_that_is_gone_is_no_longer_adjusted() -> None:
    async with _reading(codings=CODINGS) as (reader, _):
        reader.adjust("b")
        reader.remove_coding("b")
        assert not reader.holding
        reader.adjust("nothing")
        assert not reader.holding


async def test_characters_are_moved_by_and_drawn_alone() -> None:
    async with _reading() as (reader, pilot):
        reader.go_to(TALK.text.index("Half"))
        await pilot.press("plus", "plus")
        assert TALK.text[reader.cursor] == "l"
        marks = reader._marks()
        assert marks.cursor == Span(reader.cursor, reader.cursor + 1)
        await pilot.press("right")
        assert _text(reader, reader.word) == "my"
        await pilot.press("s", "minus", "minus", "Y", "plus")
        assert _text(reader, reader.selected) == "alf my week is the phon"
        assert _stale(reader) == []


@pytest.mark.parametrize("theme", ["qualcode-dark", "textual-light"])
async def test_without_colours_selection_and_cursor_are_reversed(
    theme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with _reading(codings=CODINGS) as (reader, pilot):
        assert reader.app.no_color
        await pilot.press("n", "s")
        await pilot.pause()
        y = next(y for y, row in enumerate(_screen(reader)) if "Half my" in row)
        kinds = [
            (bool(style and style.reverse), bool(style and style.underline), "".join(s.text for s in run))
            for style, run in groupby(reader.render_line(y), lambda segment: segment.style)
        ]
        reversed_ = [(underlined, text) for turned, underlined, text in kinds if turned]
        assert reversed_[0] == (True, "Half")
        assert "".join(text for _, text in reversed_) == "Half my week is the phone."


async def test_right_to_left_text_is_kept_from_what_stands_beside_it() -> None:
    async with _reading(_content(("P", "שלום עולם. مرحبا بالعالم.")), size=(90, 16)) as (reader, _):
        strip = reader.render_line(0)
        before, _, after = strip.text.partition("\u200e")
        assert "שלום" in before
        assert not after.strip()
        assert strip.cell_length == reader.scrollable_content_region.width


@pytest.mark.parametrize("size", [(80, 24), (300, 100)])
async def test_a_million_words_are_opened_and_moved_through(size: tuple[int, int]) -> None:
    line = "Half my week is the phone, and nobody rings anybody about it really. " * 4
    content = _content(*[("Interviewer", "And then what?"), ("Participant", line)] * 17_900)
    assert content.words > 950_000
    async with _reading(content, size=size) as (reader, pilot):
        for key in ("end", "up", "ctrl+left", "left", "minus", "Z", "pageup", "s", "shift+up", "home", "z"):
            await pilot.press(key)
        assert reader.cursor > 0
        assert _stale(reader) == []


async def test_a_sign_stands_beside_the_row_where_what_a_memo_is_on_begins() -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        start = TALK.text.index("Nobody")
        assert not any(MEMO in row for row in _screen(reader))
        reader.noted = [Span(start, start + 6), Span(start, start + 40)]
        await pilot.pause()
        rows = [row for row in _screen(reader) if MEMO in row]
        assert len(rows) == 1
        assert "Nobody" in rows[0]
        reader.noted = []
        await pilot.pause()
        assert not any(MEMO in row for row in _screen(reader))
