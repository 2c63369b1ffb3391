"""The reader under the mouse: press, drag, twice for the sentence, three times for the turn."""

from textual import events
from textual.timer import Timer

from qualcode.tui.widgets.reader_moves import ReaderMoves

_PACE = 0.04  # seconds from line to line while one drags beyond the edge


class ReaderMouse(ReaderMoves):
    """Goes to the word that is pressed on, and selects as far as the mouse is dragged.

    The text stays under the mouse: it scrolls only while one drags beyond its edge.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._dragged: tuple[int, int] | None = None
        self._beyond: Timer | None = None

    def _offset_at(self, x: int, y: int) -> int | None:
        """The offset under a cell of the widget; None in a gap or past the end."""
        row = self._wrapping.row_on(y + self.scroll_offset.y)
        if row is None:
            return None
        return self._wrapping.offset_at(row.number, x - self._columns.gutter)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the word that is pressed on; with shift, select as far as there."""
        offset = self._offset_at(event.x, event.y)
        if offset is None or event.button != 1:
            return
        self.capture_mouse()
        self._dragged = (event.x, event.y)
        if not self.adjusting:
            self.let_go()
        extend = event.shift or bool(self.adjusting)
        here = self._shown.words.at(offset).start
        self._set(self._walk.to(self._caret, offset if extend else here, extend=extend), spare=0)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is dragged; beyond the edge, scroll and go on."""
        if self._dragged is None:
            return
        self._dragged = (event.x, event.y)
        outside = not 0 <= event.y < self.size.height
        if outside and self._beyond is None:
            self._beyond = self.set_interval(_PACE, self._drag_on)
        elif not outside:
            self._stop()
            self._drag_to(event.x, event.y)

    def _drag_on(self) -> None:
        """Scroll towards the mouse, which is beyond the edge, by as many lines as it is."""
        if self._dragged is None:
            return
        x, y = self._dragged
        edge = 0 if y < 0 else self.size.height - 1
        self.scroll_to(y=self.scroll_offset.y + y - edge, animate=False, force=True)
        self._drag_to(x, edge)

    def _drag_to(self, x: int, y: int) -> None:
        offset = self._offset_at(x, y)
        if offset is not None and (self.selected or self._shown.words.at(offset) != self.word):
            self._set(self._walk.to(self._caret, offset, extend=True), spare=0)

    def _stop(self) -> None:
        if self._beyond is not None:
            self._beyond.stop()
            self._beyond = None

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """Let go."""
        if self._dragged is not None:
            self._dragged = None
            self._stop()
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice selects the sentence, three times the turn."""
        if event.chain == 2:
            self._select("sentence", spare=0)
        elif event.chain == 3:
            self._select("turn", spare=0)
