"""The reader's page: what is on it, how it is wrapped and drawn, and which part is in sight."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.strip import Strip

from qualcode.model.text import Content, Span
from qualcode.page.caret import Caret
from qualcode.page.columns import Columns, clock, columns
from qualcode.page.lanes import Lanes
from qualcode.page.looks import CodeLook
from qualcode.page.paint import Marks
from qualcode.page.shown import Shown
from qualcode.page.spans import Spans
from qualcode.page.walk import Walk
from qualcode.page.wrap import Wrapping
from qualcode.tui.widgets.inks import inks_of
from qualcode.tui.widgets.listing import Drawn
from qualcode.tui.widgets.reader_lines import ReaderLines

SPARE = 3  # lines kept in sight above and below the cursor
EMPTY = Content("", ())


class Pending(NamedTuple):
    """A code that is being chosen for a span, drawn before anything is stored."""

    code: str
    span: Span


class ReaderPage(Drawn, can_focus=True):
    """Draws a transcript and its codings at the widget's width. A line is drawn once, until it changes."""

    DEFAULT_CSS = "ReaderPage { overflow-x: hidden; overflow-y: scroll; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._shown = Shown(EMPTY)
        self._lanes = Lanes()
        self._looks: Mapping[str, CodeLook] = {}
        self._interviewers: Collection[str] = ()
        self._hits = Spans()
        self._noted: Sequence[int] = ()
        self._pending: Pending | None = None
        self._walk = Walk(self._shown, self._lanes)
        self._caret = Caret()
        self._columns: Columns = columns(80, 0, ())
        self._wrapping = Wrapping(self._shown, 80)
        self._wrappings: LRUCache[int, Wrapping] = LRUCache(4)
        self._lines: ReaderLines | None = None

    def on_resize(self) -> None:
        """Wrap to the new width; the word one is on stays on its line."""
        self._wrap()

    def _wrap(self) -> None:
        room = self.scrollable_content_region.width
        if not room:
            return
        line = self._wrapping.line_at(self._caret.cursor) - self.scroll_offset.y
        first = self._lines is None
        content, last = self._shown.content, max(self._shown.time, default=-1)
        timed = len(clock(last)) if last >= 0 else 0
        self._columns = columns(room, len(content.turns), content.speakers, timed)
        width = self._columns.text
        if (wrapping := self._wrappings.get(width)) is None:
            wrapping = self._wrappings[width] = Wrapping(self._shown, width)
        self._wrapping = wrapping
        self.virtual_size = Size(room, wrapping.height + 1)
        self._restyle()
        if first:
            self._reveal(centred=True)
        else:
            target = wrapping.line_at(self._caret.cursor) - max(0, line)
            self.scroll_to(y=max(0, target), animate=False, force=True)
            self._reveal()

    def notify_style_update(self) -> None:
        """Take the theme's colours anew."""
        super().notify_style_update()
        self._lines = None

    def on_focus(self) -> None:
        """Show the cursor at its strongest."""
        self._restyle()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self._restyle()

    def _restyle(self) -> None:
        """Have every line drawn anew."""
        self._lines = None
        self.refresh()

    def _drawn(self) -> ReaderLines:
        if self._lines is None:
            self._lines = ReaderLines(
                self._wrapping,
                self._columns,
                self._lanes,
                inks_of(self, "drawn--accent", self._looks),
                self._interviewers,
                self._hits,
                self.has_focus,
                self._noted,
            )
        return self._lines

    def _marks(self) -> Marks:
        pending, selected = self._pending, self._caret.selection
        return Marks(
            pending.span if pending else None,
            self._walk.place(self._caret),
            selected,
            None if selected else self._shown.sentences.at(self._caret.cursor),
            pending.code if pending else "",
        )

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        return self._drawn().strip(y + self.scroll_offset.y, self._marks())

    def _redraw(self, start: int, end: int) -> None:
        self._drawn().forget(start, end)
        self._refresh_changed()

    def _refresh_changed(self) -> None:
        """Have those lines drawn anew that are in sight and look different now."""
        lines, marks, top = self._drawn(), self._marks(), self.scroll_offset.y
        for line in range(top, top + self.size.height):
            if not lines.is_drawn(line, marks):
                self.refresh_line(line)

    def _reveal(self, centred: bool = False, spare: int = SPARE) -> None:
        """Scroll as little as needed to have the cursor in sight, with a few lines around it."""
        line = self._wrapping.line_at(self._caret.cursor)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        spare = min(spare, max(0, (height - 1) // 2))
        if centred:
            target = line - height // 3 if line >= height - spare else 0
        elif line < top + spare:
            target = line - spare
        elif line >= top + height - spare:
            target = line - height + spare + 1
        else:
            target = top
        if target != top:
            self.scroll_to(y=max(0, target), animate=False, force=True)
        self._place_terminal_cursor()

    def keep_above(self, y: int) -> None:
        """Scroll so that the line one is on is above a line of the screen, if it isn't."""
        line = self._wrapping.line_at(self._caret.cursor) - self.scroll_offset.y
        below = self.content_region.y + line + SPARE - y
        if below > 0:
            self.scroll_to(y=self.scroll_offset.y + below, animate=False, force=True)

    def _place_terminal_cursor(self) -> None:
        """Let the terminal's own cursor follow the word: input methods and braille displays go by it."""
        if not self.has_focus:
            return
        x = self._columns.gutter + self._wrapping.cell_of(self._caret.cursor)
        y = self._wrapping.line_at(self._caret.cursor) - self.scroll_offset.y
        self.app.cursor_position = self.content_region.offset + Offset(x, y)
