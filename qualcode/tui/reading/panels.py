"""Panels at both sides of the text, which fold away where there isn't room for all."""

from collections.abc import Sequence

from textual import events
from textual.containers import Horizontal
from textual.widget import Widget

WIDE = 126  # cells: below it the panels are folded until they are asked for
_FOLDED = "-folded"


class Panels(Horizontal):
    """The list of transcripts, the text, the codebook, beside each other.

    `stops` are ids of the widgets in which one works, from left to right, the middle one never folded.
    """

    DEFAULT_CSS = "Panels .-folded { display: none; }"

    def __init__(self, *children: Widget, stops: Sequence[str], id: str | None = None) -> None:
        super().__init__(*children, id=id)
        self._stops = stops
        self._wide: bool | None = None
        self._visited: Widget | None = None  # a panel shown only while one is in it
        self._arrived = False  # whether one is in it yet
        self._gave_way: list[Widget] = []  # the panels that were folded to make room for it

    @property
    def _sides(self) -> Sequence[Widget]:
        return (self.children[0], self.children[-1])

    @property
    def _in_work(self) -> list[Widget]:
        """The widgets in which one works, from left to right."""
        return [self.query_one(f"#{stop}") for stop in self._stops]

    def fit(self, width: int) -> None:
        """Fold the panels where so many cells aren't enough for all; show them where they are."""
        wide = width >= WIDE
        if wide != self._wide:
            self._wide = wide
            self._visited = None
            for panel in self._sides:
                panel.set_class(not wide, _FOLDED)
            if not wide:
                self._in_work[1].focus()

    def fold(self, panel: str) -> None:
        """Fold the panel of an id away, or show it and go there."""
        found = self.query_one(f"#{panel}")
        shows = found.has_class(_FOLDED)
        self._visited = None  # what is asked for stays
        if shows and not self._wide:
            for other in self._sides:
                other.add_class(_FOLDED)
        found.set_class(not shows, _FOLDED)
        left, middle, right = self._in_work
        (middle if not shows else left if found in left.ancestors_with_self else right).focus()

    def put_away(self, panel: str) -> None:
        """Fold the panel of an id away where there isn't room for all."""
        found = self.query_one(f"#{panel}")
        if found is self._visited:
            self._end_visit()
        elif not self._wide:
            found.add_class(_FOLDED)

    def step(self, step: int) -> None:
        """Go to the next panel, round the end; one that is folded is shown while one is in it."""
        stops, focused = self._in_work, self.screen.focused
        inside = focused.ancestors_with_self if focused is not None else []
        here = next((number for number, stop in enumerate(stops) if stop in inside), 1)
        self._visit(stops[(here + step) % len(stops)])

    def _visit(self, stop: Widget) -> None:
        self._end_visit()
        panel = next((side for side in self._sides if side in stop.ancestors_with_self), None)
        if panel is not None and panel.has_class(_FOLDED):
            self._visited, self._arrived = panel, False
            self._gave_way = [side for side in self._sides if not (self._wide or side.has_class(_FOLDED))]
            for side in self._gave_way:
                side.add_class(_FOLDED)
            panel.remove_class(_FOLDED)
        stop.focus()

    def _end_visit(self) -> None:
        """Fold the panel again that was shown while one was in it, and show what gave way to it."""
        if self._visited is not None:
            self._visited.add_class(_FOLDED)
            for side in self._gave_way:
                side.remove_class(_FOLDED)
            self._visited = None

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """End the visit to a panel when one has left it, by whatever way."""
        if self._visited is None:
            return
        if self._visited in event.widget.ancestors_with_self:
            self._arrived = True
        elif self._arrived:
            self._end_visit()

    def is_folded(self, widget: Widget) -> bool:
        """Whether a widget is in a panel that is folded away."""
        return any(isinstance(n, Widget) and n.has_class(_FOLDED) for n in widget.ancestors_with_self)
