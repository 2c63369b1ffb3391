import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.page.cells import width
from qualcode.page.grid import CELL_WIDTHS, Grid, cell_width, label_room, label_widths, lines_of
from tests.page_texts import texts

TABLE = [["short", "a longer summary that takes several lines of its column"], ["", "To chart"]]


def _grid(lines: int = 3) -> Grid:
    return Grid(2, 2, 12, lines, lambda row, column: TABLE[row][column])


def test_rows_are_as_high_as_their_longest_cell_but_not_higher_than_allowed() -> None:
    grid = _grid()

    assert [grid.row_height(0), grid.row_height(1)] == [3, 1]
    assert [grid.top(0), grid.top(1), grid.total] == [0, 4, 6]
    assert grid.row_on(3) == (0, 3)
    assert grid.row_on(4) == (1, 0)
    assert grid.row_on(6) is None


def test_a_cell_that_is_cut_says_so() -> None:
    grid = _grid()

    assert grid.line(0, 1, 2).rstrip().endswith("…")
    assert grid.line(0, 0, 0) == "short       "
    assert grid.line(0, 0, 1) == " " * 12


def test_a_row_can_be_made_higher() -> None:
    grid = _grid()
    grid.resize_row(0, 10)

    assert "…" not in "".join(grid.line(0, 1, n) for n in range(grid.row_height(0)))
    assert grid.top(1) == grid.row_height(0) + 1
    grid.resize_row(0, -2)
    assert grid.row_height(0) < 9


def test_a_changed_cell_moves_the_rows_below() -> None:
    table = [["one"], ["two"]]
    grid = Grid(2, 1, 12, 5, lambda row, column: table[row][column])
    table[0][0] = "much longer than one line of this column"

    assert grid.changed(0, 0)
    assert grid.top(1) == grid.row_height(0) + 1 > 2
    assert not grid.changed(1, 0)


def test_an_empty_grid_has_no_rows() -> None:
    grid = Grid(0, 0, 12, 5, lambda row, column: "")

    assert (grid.total, grid.breadth, grid.row_on(0), grid.column_on(0)) == (0, 0, None, None)


def test_columns_share_the_room() -> None:
    assert cell_width(100, 3) == 32
    assert cell_width(30, 10) == 29
    assert sum(label_widths([["x" * 40], ["y" * 10]], 30)) <= 30


@given(texts, st.integers(8, 40))
def test_wrapped_lines_fit(text: str, room: int) -> None:
    assert all(width(line) <= room for line in lines_of(text, room))


@pytest.mark.parametrize("room", range(20, 200, 7))
@pytest.mark.parametrize("columns", [1, 2, 5, 12])
def test_names_take_the_room_that_no_column_of_summaries_needs(room: int, columns: int) -> None:
    usual, names, least = max(12, room * 2 // 5), label_room(room, columns), CELL_WIDTHS[0] + 1

    def beside(labels: int) -> int:
        return max(1, min(columns, (room - labels) // least))

    assert usual <= names <= max(usual, room * 3 // 5)
    assert beside(names) == beside(usual)
    assert label_room(93, 5) == 43  # of a window of 140: a site, and “Senior practitioner 1, Alder”
