from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import groupby

import pytest
from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from qualcode.model.text import Content, Segment, Span
from qualcode.page.colours import contrast
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.reader import Pending, Reader

LOOKS = {
    "art": CodeLook("as articulation work", "#2e8b57"),
    "hope": CodeLook("hope", "#ffffff"),
    "risk": CodeLook("risk", "#000000"),
}


@dataclass(frozen=True)
class Coded:
    uid: str
    start: int
    end: int
    code: str = "art"


def _content(*said: tuple[str, str], heading: str = "") -> Content:
    text, segments = heading, []
    for speaker, speech in said:
        text += f"{speaker}: " if speaker else ""
        segments.append(Segment(speaker, len(text), len(text) + len(speech)))
        text += speech + "\n"
    return Content(text, tuple(segments))


TALK = _content(
    ("Interviewer", "What does a week look like?"),
    ("Participant", "Half my week is the phone. I ring housing, e.g. Dr. Smith. So it goes on."),
    *[("Interviewer", "Who else?"), ("Participant", "Nobody else. Only me and her sister.")] * 30,
    heading="Interview 3\n\n",
)


class Page(App[None]):
    def __init__(self, content: Content, codings: list[Coded]) -> None:
        super().__init__()
        self.content, self.codings = content, codings
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield Reader()

    def on_mount(self) -> None:
        self.query_one(Reader).show(self.content, self.codings, LOOKS)
        self.query_one(Reader).focus()

    @on(Reader.Moved)
    def moved(self, message: Reader.Moved) -> None:
        self.heard.append(message.offset)

    @on(Reader.Selected)
    def selected(self, message: Reader.Selected) -> None:
        self.heard.append(message.span)


@asynccontextmanager
async def _reading(
    content: Content = TALK, codings: tuple[Coded, ...] = (), size: tuple[int, int] = (110, 30)
) -> AsyncIterator[tuple[Reader, Pilot[None]]]:
    app = Page(content, list(codings))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.query_one(Reader), pilot


def _text(reader: Reader, span: Span | None) -> str | None:
    return None if span is None else reader.content.text[slice(*span)]


def _screen(reader: Reader) -> list[str]:
    return [strip.text for strip in reader.screen._compositor.render_strips()]


def _stale(reader: Reader) -> list[int]:
    """Lines on the screen that differ from what would be drawn anew."""
    shown = reader.screen._compositor.render_strips()
    room = reader.scrollable_content_region.width
    reader._lines = None
    lines = []
    for y in range(reader.size.height):
        drawn = [(c, s.style) for s in reader.render_line(y) for c in s.text]
        there = [(c, s.style) for s in shown[y].crop(0, room) for c in s.text]
        if [(c, str(s)) for c, s in drawn] != [(c, str(s)) for c, s in there]:
            lines.append(y)
    return lines


async def test_it_shows_turns_with_number_and_speaker_without_the_labels_in_the_text() -> None:
    async with _reading() as (reader, _):
        screen = _screen(reader)

        assert screen[0].strip() == "Interview 3"
        assert screen[2].split() == ["1", "Interviewer", "What", "does", "a", "week", "look", "like?"]
        assert "Interviewer:" not in "".join(screen)


async def test_keys_move_by_word_sentence_and_turn() -> None:
    async with _reading() as (reader, pilot):
        places = []
        for key in ("right", "ctrl+down", "ctrl+right", "ctrl+right", "left", "down", "[", "end", "home"):
            await pilot.press("left_square_bracket" if key == "[" else key)
            places.append(_text(reader, reader.word))

        assert places == ["3", "What", "Half", "I", "phone", "on", "Half", "sister", "Interview"]


async def test_what_is_selected_keeps_its_full_stop() -> None:
    async with _reading() as (reader, pilot):
        reader.go_to(TALK.text.index("housing"))
        assert _text(reader, reader.selection) == "I ring housing, e.g. Dr. Smith."
        assert reader.selected is None
        await pilot.press("s")
        assert _text(reader, reader.selected) == "I ring housing, e.g. Dr. Smith."
        await pilot.press("ctrl+shift+right")
        assert _text(reader, reader.selected) == "I ring housing, e.g. Dr. Smith. So it goes on."
        await pilot.press("escape", "t")
        assert _text(reader, reader.selected) == TALK.text[slice(*TALK.turns[1][2:4])]
        await pilot.press("escape", "shift+right", "shift+right")
        assert _text(reader, reader.selected) == "on.\nInterviewer: Who else"


async def test_it_says_where_one_is_and_what_is_selected() -> None:
    async with _reading() as (reader, pilot):
        heard = reader.app.heard  # type: ignore[attr-defined]  # of the test
        heard.clear()
        await pilot.press("right", "s", "escape", "escape")
        await pilot.pause()

        assert heard == [10, Span(0, 11), None]


CODINGS = (
    Coded("a", TALK.text.index("Half"), TALK.text.index("Half") + 26),
    Coded("b", TALK.text.index("I ring"), TALK.text.index("So it"), "hope"),
    Coded("c", TALK.text.index("Only"), TALK.text.index("Only") + 400, "risk"),
)


async def test_nothing_on_the_screen_is_out_of_date() -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        keys = "down right s shift+down escape ctrl+right n n N shift+pagedown pageup t ] shift+up end up up"
        for key in keys.split():
            await pilot.press("right_square_bracket" if key == "]" else key)
            await pilot.pause()
            assert _stale(reader) == [], key
        reader.go_to(20)
        reader.add_coding(Coded("d", 13, 120, "hope"))
        await pilot.pause()
        assert _stale(reader) == []
        reader.pending = Pending("risk", reader.selection)
        await pilot.pause()
        assert _stale(reader) == []
        reader.pending = None
        reader.remove_coding("d")
        reader.remove_coding("nothing")
        await pilot.pause()
        assert _stale(reader) == []


async def test_a_move_draws_only_the_lines_that_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        reader.go_to(TALK.text.index("Half"))
        await pilot.pause()
        drawn: list[int] = []
        monkeypatch.setattr(reader, "refresh_line", drawn.append)
        await pilot.press("right")

        assert len(drawn) == 1


async def test_coded_passages_are_found_in_turn() -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        places = []
        for key in "nnnnNN":
            await pilot.press(key)
            places.append(reader.cursor)

        first, second, third = (coding.start for coding in CODINGS)
        assert places == [first, second, third, third, second, first]
        assert [coding.uid for coding in reader.codings_at(first)] == ["a"]
        assert [coding.uid for coding in reader.codings_in(Span(first, third + 1))] == ["a", "b", "c"]


async def test_names_stand_beside_where_a_coding_begins_and_fold_away_when_narrow() -> None:
    async with _reading(codings=CODINGS) as (reader, _):
        row = next(line for line in _screen(reader) if "Half my week" in line)
        assert "as articulation" in row
        assert "hope" in row
    async with _reading(codings=CODINGS, size=(80, 24)) as (reader, _):
        row = next(line for line in _screen(reader) if "Half my week" in line)
        assert "articulation" not in row
        assert row.rstrip(" ▁▂▃▄▅▆▇█").split()[-2:] == ["a", "h"]


async def test_the_mouse_selects() -> None:
    async with _reading() as (reader, pilot):
        gutter = reader._columns.gutter
        line = next(y for y, text in enumerate(_screen(reader)) if "Half my week" in text)
        await pilot.click(Reader, offset=(gutter + 6, line))
        assert _text(reader, reader.word) == "my"
        await pilot.mouse_down(Reader, offset=(gutter + 1, line))
        await pilot.hover(Reader, offset=(gutter + 10, line))
        await pilot.mouse_up(Reader, offset=(gutter + 10, line))
        assert _text(reader, reader.selected) == "Half my week"
        await pilot.click(Reader, offset=(gutter + 6, line), times=2)
        assert _text(reader, reader.selected) == "Half my week is the phone."
        await pilot.click(Reader, offset=(gutter + 6, line), times=3)
        assert (_text(reader, reader.selected) or "").endswith("So it goes on.")


async def test_the_word_stays_on_its_line_when_the_width_changes() -> None:
    async with _reading() as (reader, pilot):
        reader.go_to(len(TALK.text) // 2)
        await pilot.pause()
        before = reader._wrapping.line_at(reader.cursor) - reader.scroll_offset.y
        await pilot.resize_terminal(64, 30)
        await pilot.pause()
        after = reader._wrapping.line_at(reader.cursor) - reader.scroll_offset.y

        assert abs(after - before) <= 1
        assert _stale(reader) == []


STRANGE = {
    "empty": Content("", ()),
    "no segments": Content("Only a heading\n", ()),
    "one line": _content(("", "x" * 200_000)),
    "no speakers": _content(("", "A note."), ("", "Another."), heading=""),
    "control": _content(("P", "a\x1b[31mred\x07\tb\x00\u202eright\u2028"), ("P", "\r")),
    "right to left": _content(("P", "שלום עולם. مرحبا بالعالم.")),
    "emoji": _content(("P", "👩‍👩‍👧 👍🏽 ❤️ 🇬🇧 e\u0301 你好，世界。" * 20), ("你好", "क्षि")),
    "no words": _content(("P", "…"), ("P", "?!"), ("P", " ")),
    "surrogate": _content(("P", "a\ud800b")),
}


@pytest.mark.parametrize("name", STRANGE)
async def test_strange_texts_are_drawn_and_moved_through(name: str) -> None:
    content = STRANGE[name]
    coding = Coded("a", 2, max(3, len(content.text) // 2))
    async with _reading(content, (coding,), size=(60, 16)) as (reader, pilot):
        keys = "right down shift+right s t n N end up home pagedown shift+pagedown ctrl+right escape"
        await pilot.press(*keys.split())
        await pilot.pause()

        room = reader.scrollable_content_region.width
        assert all(reader.render_line(y).cell_length == room for y in range(16))
        for line in range(min(40, reader._wrapping.height)):
            strip = reader._drawn().strip(line, reader._marks())
            assert sum(segment.cell_length for segment in strip) == room
            assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in strip.text)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "nord", "solarized-light", "ansi-dark"])
async def test_everything_can_be_read_in_every_theme(theme: str) -> None:
    async with _reading(codings=CODINGS) as (reader, pilot):
        reader.app.theme = theme
        await pilot.press("down", "down", "n", "s")
        await pilot.pause()
        for y in range(reader.size.height):
            for style, segments in groupby(reader.render_line(y), lambda segment: segment.style):
                text = "".join(segment.text for segment in segments)
                assert style is not None
                assert style.color is not None
                assert style.bgcolor is not None
                if text.strip():
                    ink, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
                    assert contrast(tuple(ink), tuple(ground)) >= 4.5, text
