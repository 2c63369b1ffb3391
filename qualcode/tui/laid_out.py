"""A screen that is drawn when its widgets have taken their sizes, not before.

Textual 8.2.8 draws a screen at a new size at once, and then tells its widgets what sizes they have. Those
that wrap to their size want another layout, and the whole screen is drawn again, often three times. This
follows `Screen._refresh_layout` and `Screen._compositor_refresh`, which are private.
"""

from textual.geometry import Size
from textual.screen import ScreenResultType

from qualcode.tui.compositor import Covered
from qualcode.tui.ending import Ending


class LaidOut(Ending[ScreenResultType]):
    """Draws the whole screen once for each size it gets, and otherwise what a change covers."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor: Covered = Covered()
        self._sizing = False  # being laid out at a new size
        self._undrawn = False  # laid out at a new size, and not drawn since

    def fit(self, size: Size) -> None:
        """Take the classes that go with a size: before it is laid out, as Textual takes them afterwards."""
        across, down = self.HORIZONTAL_BREAKPOINTS or [], self.VERTICAL_BREAKPOINTS or []
        here = self._get_breakpoint_classes(size.width, across)
        here |= self._get_breakpoint_classes(size.height, down)
        self.update_classes({name: name in here for _, name in (*across, *down)}, animate=False)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        if size is None:
            super()._refresh_layout(size, scroll)
            return
        self._sizing = self._undrawn = True
        try:
            self.fit(size)
            super()._refresh_layout(size, scroll)
        finally:
            self._sizing = False
        self._dirty_widgets.add(self)  # so that it is drawn, if no widget wants another layout
        self.check_idle()

    def _compositor_refresh(self) -> None:
        if self._sizing:
            return
        if self._undrawn:  # all of it is drawn now, and need not be drawn again
            self._undrawn = self._repaint_required = False
            self._compositor.cover_all()
        super()._compositor_refresh()
