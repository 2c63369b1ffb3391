"""The reader under the mouse."""

from textual import events
from textual.geometry import Offset
from textual.pilot import Pilot

from qualcode.tui.widgets.reader import Reader
from tests.tui.widgets.test_reader import TALK, _reading, _screen, _text


def line_with(reader: Reader, words: str) -> int:
    return next(y for y, text in enumerate(_screen(reader)) if words in text)


async def wheel(pilot: Pilot[None], reader: Reader, down: bool) -> None:
    kind = events.MouseScrollDown if down else events.MouseScrollUp
    x, y = reader.region.offset + Offset(20, 5)
    reader.post_message(kind(reader, 20, 5, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
    await pilot.pause()


async def test_the_wheel_scrolls_and_leaves_the_cursor_where_it_is() -> None:
    async with _reading() as (reader, pilot):
        cursor = reader.cursor
        await wheel(pilot, reader, down=True)
        below = reader.scroll_offset.y
        assert below > 0
        assert reader.cursor == cursor
        await wheel(pilot, reader, down=False)
        assert reader.scroll_offset.y < below


async def test_a_click_in_a_scrolled_text_goes_to_the_word_and_moves_nothing() -> None:
    async with _reading() as (reader, pilot):
        reader.scroll_to(y=20, animate=False, force=True)
        await pilot.pause()
        gutter = reader._columns.gutter
        first = next(y for y in range(30) if reader._wrapping.row_on(y + 20) is not None)
        await pilot.click(Reader, offset=(gutter + 1, first))
        row = reader._wrapping.row_on(first + 20)
        assert row is not None
        assert reader.word.start == row.start
        assert reader.scroll_offset.y == 20


async def test_dragging_selects_in_both_directions_in_a_scrolled_text() -> None:
    async with _reading() as (reader, pilot):
        reader.scroll_to(y=20, animate=False, force=True)
        await pilot.pause()
        gutter = reader._columns.gutter
        ys = [y for y in range(30) if "Nobody else" in _screen(reader)[y]]
        await pilot.mouse_down(Reader, offset=(gutter + 9, ys[2]))
        await pilot.hover(Reader, offset=(gutter + 1, ys[0]))
        await pilot.mouse_up(Reader, offset=(gutter + 1, ys[0]))
        selected = _text(reader, reader.selected)
        assert selected is not None
        assert selected.startswith("Nobody else. Only me")
        assert selected.endswith("Nobody else")
        assert reader.scroll_offset.y == 20


async def drag_to(pilot: Pilot[None], reader: Reader, x: int, y: int) -> None:
    """Move the pressed mouse, which the reader has captured, also beyond the reader's edge."""
    place = reader.region.offset + Offset(x, y)
    reader.post_message(
        events.MouseMove(reader, x, y, 0, 0, 1, False, False, False, screen_x=place.x, screen_y=place.y)
    )
    await pilot.pause()


async def test_dragging_beyond_the_edge_scrolls_and_goes_on_selecting() -> None:
    async with _reading() as (reader, pilot):
        gutter = reader._columns.gutter
        await pilot.mouse_down(Reader, offset=(gutter + 1, line_with(reader, "Half my week")))
        await drag_to(pilot, reader, gutter + 4, reader.size.height + 1)
        for _ in range(50):
            await pilot.pause(0.04)
            if reader.scroll_offset.y > 8:
                break
        assert reader.scroll_offset.y > 8
        assert reader.selected is not None
        assert reader._wrapping.line_at(reader.selected.end - 1) > 30
        await drag_to(pilot, reader, gutter + 4, 3)
        stopped = reader.scroll_offset.y
        await pilot.pause(0.15)
        assert reader.scroll_offset.y == stopped
        await drag_to(pilot, reader, gutter + 4, -2)
        for _ in range(80):
            await pilot.pause(0.04)
            if reader.scroll_offset.y == 0:
                break
        await pilot.mouse_up(Reader, offset=(gutter, 0))
        assert reader.scroll_offset.y == 0
        assert reader.selected.start <= TALK.text.index("Half my week")


async def test_with_shift_a_click_selects_as_far_as_there() -> None:
    async with _reading() as (reader, pilot):
        gutter, line = reader._columns.gutter, line_with(reader, "Half my week")
        await pilot.click(Reader, offset=(gutter + 1, line))
        await pilot.click(Reader, offset=(gutter + 10, line), shift=True)
        assert _text(reader, reader.selected) == "Half my week"


async def test_two_and_three_clicks_select_in_a_scrolled_text() -> None:
    async with _reading() as (reader, pilot):
        reader.scroll_to(y=20, animate=False, force=True)
        await pilot.pause()
        gutter, line = reader._columns.gutter, 0
        line = next(y for y in range(30) if "Nobody else" in _screen(reader)[y])
        await pilot.click(Reader, offset=(gutter + 1, line), times=2)
        assert _text(reader, reader.selected) == "Nobody else."
        await pilot.click(Reader, offset=(gutter + 1, line), times=3)
        assert _text(reader, reader.selected) == "Nobody else. Only me and her sister."
        assert reader.scroll_offset.y == 20
