"""The matrix: participants down, codes or themes across, a summary in each cell."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from qualcode.model.charts import Cell, Column, Matrix, Row
from qualcode.page.cells import drawable, fit
from qualcode.page.grid import Grid, Place, cell_width, label_room, label_widths, lines_of
from qualcode.tui.widgets.inks import Inks
from qualcode.tui.widgets.listing import Drawn

_LINES = 6  # of a row, until the user asks for more
_HEAD_LINES = 2
_SLIVER = 6  # cells
_INDENT = "  "  # before participants, where the mark of the cursor stands
_EMPTY = Matrix((), (), (), {}, 0)


def _key(id: str, keys: str, action: str, description: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"matrix.{id}")


class MatrixView(Drawn, can_focus=True):
    """Shows a matrix; says which cell one is on and when one is opened. It changes nothing.

    `show` gives it a matrix, `set_cell` one cell anew. Heads and the columns with attributes and names stay
    in sight; only what is in sight is drawn.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("right", "right", "move(0, 1)", "Next column"),
        _key("left", "left", "move(0, -1)", "Previous column"),
        _key("down", "down", "move(1, 0)", "Next participant"),
        _key("up", "up", "move(-1, 0)", "Previous participant"),
        _key("page_next", "pagedown", "page(1)", "Page down"),
        _key("page_back", "pageup", "page(-1)", "Page up"),
        _key("row_first", "home", "edge(0, -1)", "First column"),
        _key("row_last", "end", "edge(0, 1)", "Last column"),
        _key("first", "ctrl+home", "edge(-1, 0)", "First participant"),
        _key("last", "ctrl+end", "edge(1, 0)", "Last participant"),
        _key("to_chart_next", "n", "to_chart(1)", "Next cell to chart"),
        _key("to_chart_back", "N", "to_chart(-1)", "Previous cell to chart"),
        _key("more_lines", "plus", "lines(2)", "More lines in this row"),
        _key("fewer_lines", "minus", "lines(-2)", "Fewer lines in this row"),
        _key("open", "enter", "open", "Open the cell"),
    ]

    class Moved(Message):
        """Another cell became the one one is on."""

        def __init__(self, view: "MatrixView", row: Row, column: Column) -> None:
            super().__init__()
            self.view, self.row, self.column = view, row, column

        @property
        def control(self) -> "MatrixView":
            """The matrix it happened in."""
            return self.view

    class Opened(Message):
        """A cell was opened, by enter or a second click."""

        def __init__(self, view: "MatrixView", row: Row, column: Column) -> None:
            super().__init__()
            self.view, self.row, self.column = view, row, column

        @property
        def control(self) -> "MatrixView":
            """The matrix it happened in."""
            return self.view

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._matrix = _EMPTY
        self._changed: dict[tuple[str, str], Cell] = {}
        self._cursor = Place(0, 0)
        self._labels: list[int] = []
        self._heads: list[list[str]] = []
        self._grid = Grid(0, 0, 24, _LINES, self._text)

    # What it shows

    def show(self, matrix: Matrix, row: str = "", column: str = "") -> None:
        """Show a matrix, on the cell of these uids; without them, on the cell one was on if still there."""
        old_row, old_column = self.row, self.column
        self._matrix = matrix
        self._changed = {}
        row = row or (old_row.uid if old_row else "")
        column = column or (old_column.uid if old_column else "")
        self._cursor = Place(
            next((n for n, found in enumerate(matrix.rows) if found.uid == row), 0),
            next((n for n, found in enumerate(matrix.columns) if found.uid == column), 0),
        )
        self._lay_out()

    def set_cell(self, row: str, column: str, cell: Cell) -> None:
        """Show one cell anew, by the uids of its row and column."""
        self._changed[row, column] = cell
        for across, one in enumerate(self._matrix.columns):
            for down, other in enumerate(self._matrix.rows):
                if (other.uid, one.uid) == (row, column):
                    if self._grid.changed(down, across):
                        self._resized()
                    self._refresh_row(down)

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a row under a column, as it is shown."""
        return self._changed.get((row.uid, column.uid)) or self._matrix.cell(row, column)

    @property
    def matrix(self) -> Matrix:
        """The matrix shown, without the cells set since."""
        return self._matrix

    @property
    def row(self) -> Row | None:
        """The participant one is on."""
        return self._matrix.rows[self._cursor.row] if self._matrix.rows else None

    @property
    def column(self) -> Column | None:
        """The code or theme one is on."""
        return self._matrix.columns[self._cursor.column] if self._matrix.columns else None

    def _text(self, row: int, column: int) -> str:
        cell = self.cell(self._matrix.rows[row], self._matrix.columns[column])
        return f"{cell.shown}\n↻ check again: {cell.again}" if cell.again else cell.shown

    # Where things are

    @property
    def _frozen(self) -> int:
        return sum(self._labels)

    @property
    def _head_height(self) -> int:
        return max((len(head) for head in self._heads), default=1) + 1

    def _lay_out(self) -> None:
        room = self.scrollable_content_region.width
        if not room:
            return
        matrix, lines = self._matrix, self._grid.lines
        values = [
            [title, *(row.attributes[n] if n < len(row.attributes) else "" for row in matrix.rows)]
            for n, title in enumerate(matrix.attributes)
        ]
        names = [f"{_INDENT}{name}" for name in ("Participant", *(row.name for row in matrix.rows))]
        self._labels = label_widths([*values, names], label_room(room, len(matrix.columns)))
        across = cell_width(max(8, room - self._frozen), len(matrix.columns))
        self._grid = Grid(len(matrix.rows), len(matrix.columns), across, lines, self._text)
        self._heads = [lines_of(column.name, across - 1)[:_HEAD_LINES] for column in matrix.columns]
        self._resized()
        self._reveal()
        self.refresh()

    def _resized(self) -> None:
        self.virtual_size = Size(self._frozen + self._grid.breadth, self._grid.total + self._head_height)
        self.refresh()

    def on_resize(self) -> None:
        """Share the new width among the columns."""
        self._lay_out()

    # Moving

    def action_move(self, rows: int, columns: int) -> None:
        """Go so many rows down and columns to the right."""
        self._go(self._cursor.row + rows, self._cursor.column + columns)

    def action_edge(self, rows: int, columns: int) -> None:
        """Go to the first (-1) or last (1) row or column."""
        self._go(
            self._cursor.row if not rows else self._grid.rows * (rows > 0),
            self._cursor.column if not columns else self._grid.columns * (columns > 0),
        )

    def action_page(self, step: int) -> None:
        """Go a screen down or up."""
        if not self._grid.rows:
            return
        room = max(1, self.scrollable_content_region.height - self._head_height)
        line = min(max(0, self._grid.top(self._cursor.row) + step * room), self._grid.total - 1)
        found = self._grid.row_on(line)
        target = found[0] if found else self._cursor.row
        self._go(target if target != self._cursor.row else target + step, self._cursor.column)

    def action_to_chart(self, step: int) -> None:
        """Go to the next or the previous cell that is still to chart or to check again."""
        matrix, columns = self._matrix, self._grid.columns
        total = self._grid.rows * columns
        here = self._cursor.row * columns + self._cursor.column
        for number in range(1, total):
            row, column = divmod((here + step * number) % total, columns)
            cell = self.cell(matrix.rows[row], matrix.columns[column])
            if cell.again or (not cell.text and not cell.content):
                self._go(row, column)
                return

    def action_lines(self, step: int) -> None:
        """Give the row more or fewer lines."""
        if self._grid.rows:
            self._grid.resize_row(self._cursor.row, step)
            self._resized()
            self._reveal()

    def action_open(self) -> None:
        """Open the cell."""
        row, column = self.row, self.column
        if row and column:
            self.post_message(self.Opened(self, row, column))

    def _go(self, row: int, column: int) -> None:
        grid = self._grid
        target = Place(min(max(row, 0), grid.rows - 1), min(max(column, 0), grid.columns - 1))
        if target == self._cursor or target.row < 0 or target.column < 0:
            return
        before, self._cursor = self._cursor, target
        for down in {before.row, target.row}:
            self._refresh_row(down)
        if before.column != target.column:
            self.refresh(Region(0, 0, self.size.width, self._head_height))
        self._reveal()
        here, under = self.row, self.column
        if here and under:
            self.post_message(self.Moved(self, here, under))

    def _refresh_row(self, row: int) -> None:
        top = self._grid.top(row) - self.scroll_offset.y + self._head_height
        region = Region(0, top, self.size.width, self._grid.row_height(row) + 1)
        self.refresh(region.intersection(Region(0, 0, *self.size)))

    def _reveal(self) -> None:
        if not self._grid.rows or not self._grid.columns:
            return
        x, y = self.scroll_offset
        width = self.scrollable_content_region.width - self._frozen
        height = self.scrollable_content_region.height - self._head_height
        left, top = self._grid.left(self._cursor.column), self._grid.top(self._cursor.row)
        right = left + self._grid.column_width + 1
        bottom = top + self._grid.row_height(self._cursor.row) + 1
        x = left if left < x else min(left, right - width) if right > x + width else x
        y = top if top < y else min(top, bottom - height) if bottom > y + height else y
        if (x, y) != tuple(self.scroll_offset):
            self.scroll_to(max(0, x), max(0, y), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the cell; a second click opens it."""
        found = self._grid.row_on(event.y - self._head_height + self.scroll_offset.y)
        if found is None or event.y < self._head_height:
            return
        column = self._grid.column_on(event.x - self._frozen + self.scroll_offset.x)
        if event.x < self._frozen or column is None:
            column = self._cursor.column
        self._go(found[0], column)
        if event.chain == 2:
            self.action_open()

    # Drawing

    def on_focus(self) -> None:
        """Show the cell one is on at its strongest."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        inks, width = self.inks, self.scrollable_content_region.width
        if y < self._head_height:
            frozen, body, ground = self._head(y, inks)
        else:
            found = self._grid.row_on(y - self._head_height + self.scroll_offset.y)
            if found is None:
                return Strip.blank(width, inks.plain())
            frozen, body, ground = self._line(*found, inks)
        first = self._grid.column_on(self.scroll_offset.x) or 0
        hidden = self.scroll_offset.x - self._grid.left(first)
        shown = Strip(body).crop_extend(hidden, hidden + max(0, width - self._frozen), ground)
        return Strip([*frozen, *shown])

    def _in_sight(self) -> range:
        pitch = self._grid.column_width + 1
        first = self.scroll_offset.x // pitch
        # A column of which less could be seen than a word or two is left out: slivers of text only disturb.
        edge = self.scroll_offset.x + self.scrollable_content_region.width - self._frozen
        last = max(0, edge - _SLIVER) // pitch + 1
        return range(first, min(self._grid.columns, max(first, last)))

    def _head(self, y: int, inks: Inks) -> tuple[list[Segment], list[Segment], Style]:
        ground = inks.raised(0.06, bold=True)
        last = y == self._head_height - 2
        titles = [*self._matrix.attributes, " Participant"] if last else [""] * len(self._labels)
        if y == self._head_height - 1:
            return [Segment(" " * self._frozen, inks.plain())], [], inks.plain()
        frozen = [
            Segment(fit(" " + drawable(title), room - 1) + " ", ground)
            for title, room in zip(titles, self._labels, strict=False)
        ]
        body = []
        for column in self._in_sight():
            lines = self._heads[column]
            # Names stand on the line next to the cells, short ones too.
            place = y - (self._head_height - 1 - len(lines))
            text = lines[place] if 0 <= place < len(lines) else ""
            here = column == self._cursor.column
            style = inks.marked(0.35) if here else ground
            body += [Segment(fit(text, self._grid.column_width), style), Segment(" ", ground)]
        return frozen, body, ground

    def _line(self, row: int, inside: int, inks: Inks) -> tuple[list[Segment], list[Segment], Style]:
        plain = inks.plain()
        height = self._grid.row_height(row)
        frozen = self._label(row, inside, inks)
        if inside >= height:
            return frozen, [], plain
        body: list[Segment] = []
        for column in self._in_sight():
            text = self._grid.line(row, column, inside)
            style = self._style(row, column, inside, inks)
            body += [Segment(text, style), Segment(" ", plain)]
        return frozen, body, plain

    def _style(self, row: int, column: int, inside: int, inks: Inks) -> Style:
        cell = self.cell(self._matrix.rows[row], self._matrix.columns[column])
        if Place(row, column) == self._cursor:
            return inks.marked(0.55 if self.has_focus else 0.25)
        if cell.shown != cell.text:
            return inks.quiet(0.55)
        if cell.again and self._grid.wrapped(row, column)[inside : inside + 1]:
            return inks.accent_text() if self._is_again(row, column, inside) else inks.plain()
        return inks.plain()

    def _is_again(self, row: int, column: int, inside: int) -> bool:
        """Whether a line of a cell belongs to its mark "check again"."""
        lines = self._grid.wrapped(row, column)[: inside + 1]
        return any(line.startswith("↻") for line in lines)

    def _label(self, row: int, inside: int, inks: Inks) -> list[Segment]:
        """The frozen columns: a group's attributes where they change, and the participant."""
        matrix = self._matrix
        here = matrix.rows[row]
        above = matrix.rows[row - 1] if row else None
        top = self._grid.top(row) < self.scroll_offset.y
        values = [*here.attributes, *[""] * (len(matrix.attributes) - len(here.attributes))]
        segments: list[Segment] = []
        same = above is not None and not top
        for n, (value, room) in enumerate(zip(values, self._labels, strict=False)):
            same = same and above is not None and above.attributes[n : n + 1] == here.attributes[n : n + 1]
            text = "" if inside or same else value
            segments.append(Segment(fit(" " + drawable(text), room - 1) + " ", inks.quiet(0.6)))
        mark = "› " if row == self._cursor.row and not inside else _INDENT
        name = drawable(here.name) if not inside else ""
        style = inks.plain() if row == self._cursor.row else inks.quiet(0.8)
        segments.append(Segment(fit(mark + name, self._labels[-1] - 1) + " ", style))
        return segments
