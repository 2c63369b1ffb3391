from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from qualcode.model.charts import Cell, Column, Matrix, Row
from qualcode.tui.widgets.matrix import MatrixView

LONG = "Rings round before each meeting, and again after it, because nobody else will. " * 8


def _matrix(rows: int = 12, columns: int = 8) -> Matrix:
    down = tuple(
        Row(f"r{n}", f"Carer {n + 1}", (("Alder", "Hazel")[n // 6 % 2], "carer")) for n in range(rows)
    )
    across = tuple(Column(f"c{n}", "code", f"code {n + 1}", "", "") for n in range(columns))
    cells = {
        ("r0", "c0"): Cell(text=LONG, content="charted"),
        ("r0", "c1"): Cell(content="nothing said"),
        ("r1", "c1"): Cell(text="Does it herself", content="charted", again="two passages were added"),
    }
    return Matrix(("Site", "Type"), down, across, cells, rows)


class Page(App[None]):
    def __init__(self, matrix: Matrix) -> None:
        super().__init__()
        self.matrix = matrix
        self.heard: list[tuple[str, str, str]] = []

    def compose(self) -> ComposeResult:
        yield MatrixView()

    def on_mount(self) -> None:
        self.query_one(MatrixView).show(self.matrix)
        self.query_one(MatrixView).focus()

    @on(MatrixView.Moved)
    def moved(self, message: MatrixView.Moved) -> None:
        self.heard.append(("moved", message.row.uid, message.column.uid))

    @on(MatrixView.Opened)
    def opened(self, message: MatrixView.Opened) -> None:
        self.heard.append(("opened", message.row.uid, message.column.uid))


@asynccontextmanager
async def _looking(
    matrix: Matrix, size: tuple[int, int] = (110, 30)
) -> AsyncIterator[tuple[MatrixView, Pilot[None], list[tuple[str, str, str]]]]:
    app = Page(matrix)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app.query_one(MatrixView), pilot, app.heard


def _screen(view: MatrixView) -> list[str]:
    return [strip.text for strip in view.screen._compositor.render_strips()]


async def test_heads_and_labels_stay_in_sight() -> None:
    async with _looking(_matrix()) as (view, pilot, _):
        await pilot.press("ctrl+end", "end")
        await pilot.pause()
        screen = _screen(view)

        assert "Site" in screen[0]
        assert "Participant" in screen[0]
        assert "code 8" in screen[0]
        assert any("› Carer 12" in line for line in screen)
        assert all(view.render_line(y).cell_length == view.scrollable_content_region.width for y in range(28))


async def test_a_group_is_named_once_and_again_at_the_top() -> None:
    async with _looking(_matrix()) as (view, _, _):
        assert sum("Alder" in line for line in _screen(view)) == 1


async def test_cells_say_why_they_are_empty_and_what_to_check() -> None:
    async with _looking(_matrix()) as (view, _, _):
        screen = "\n".join(_screen(view))

        assert "Nothing said" in screen
        assert "To chart" in screen
        assert "↻ check again: two" in screen
        assert "…" in screen


async def test_it_says_where_one_is_and_what_is_opened() -> None:
    async with _looking(_matrix()) as (_, pilot, heard):
        await pilot.press("right", "down", "enter", "up", "up", "left")
        await pilot.pause()

        assert heard == [
            ("moved", "r0", "c1"),
            ("moved", "r1", "c1"),
            ("opened", "r1", "c1"),
            ("moved", "r0", "c1"),
            ("moved", "r0", "c0"),
        ]


async def test_n_goes_to_what_is_to_chart_or_to_check() -> None:
    async with _looking(_matrix()) as (_, pilot, heard):
        await pilot.press("n", "N", "N")
        await pilot.pause()

        assert heard == [("moved", "r0", "c2"), ("moved", "r11", "c7"), ("moved", "r11", "c6")]


async def test_a_row_shows_more_lines_when_asked() -> None:
    async with _looking(_matrix()) as (view, pilot, _):
        before = sum("Rings" in line or "meeting" in line for line in _screen(view))
        await pilot.press(*["plus"] * 8)
        await pilot.pause()
        assert sum("Rings" in line or "meeting" in line for line in _screen(view)) > before
        await pilot.press(*["minus"] * 20)
        assert view._grid.row_height(0) == 1


async def test_a_cell_is_shown_anew() -> None:
    async with _looking(_matrix()) as (view, pilot, _):
        view.set_cell("r0", "c1", Cell(text="Psychiatrist chairs", content="charted"))
        await pilot.pause()
        assert "Psychiatrist chairs" in "\n".join(_screen(view))


async def test_another_matrix_keeps_the_cell_one_was_on() -> None:
    async with _looking(_matrix()) as (view, pilot, _):
        await pilot.press("down", "right")
        view.show(_matrix(3, 3))
        assert (view.row, view.column) == (view.matrix.rows[1], view.matrix.columns[1])
        view.show(_matrix(3, 3), row="r2", column="c0")
        assert (view.row, view.column) == (view.matrix.rows[2], view.matrix.columns[0])


async def test_a_click_goes_to_a_cell_and_a_second_one_opens_it() -> None:
    async with _looking(_matrix()) as (view, pilot, heard):
        place = (view._frozen + view._grid.left(1) + 2, view._head_height + view._grid.top(1))
        await pilot.click(MatrixView, offset=place, times=2)
        await pilot.pause()
        assert heard == [("moved", "r1", "c1"), ("opened", "r1", "c1")]


async def test_matrices_without_rows_or_columns_and_narrow_ones() -> None:
    keys = ("right", "down", "pagedown", "n", "plus", "enter", "end", "ctrl+end", "pageup")
    for matrix in (_matrix(0, 3), _matrix(3, 0), _matrix(1, 1)):
        for size in ((80, 24), (24, 6)):
            async with _looking(matrix, size) as (view, pilot, _):
                await pilot.press(*keys)
                await pilot.pause()
                assert len(_screen(view)) == size[1]
