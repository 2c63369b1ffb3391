"""The line in which the tour says one thing to do after another."""

from textual.widgets import Static

from qualcode import settings
from qualcode.tui.tour import Tour, Toured


class TourLine(Static):
    """Says what to do next while one is on the tour; takes no room otherwise."""

    DEFAULT_CSS = """
    TourLine {
        display: none; height: auto; padding: 0 1; background: $primary; color: $background; text-style: bold;
    }
    TourLine.-on { display: block; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.tour: Tour | None = None

    def begin(self, toured: Toured) -> None:
        """Begin the tour there."""
        self.tour = Tour(toured)
        self._show()

    def leave(self) -> None:
        """End the tour, and remember that it was seen."""
        self.tour = None
        settings.tour_seen()
        self._show()

    def look(self, *, moved: bool = False) -> None:
        """Go on if what was to be done is done; `moved` where one has just moved."""
        if self.tour and self.tour.look(moved=moved):
            self._show()

    def _show(self) -> None:
        self.set_class(self.tour is not None, "-on")
        if self.tour:
            self.update(self.tour.says)
