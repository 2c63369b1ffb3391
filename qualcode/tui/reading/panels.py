"""Panels at both sides of the text, which fold away where there isn't room for all."""

from collections.abc import Sequence

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
            for panel in self._sides:
                panel.set_class(not wide, _FOLDED)
            if not wide:
                self._in_work[1].focus()

    def fold(self, panel: str) -> None:
        """Fold the panel of an id away, or show it and go there."""
        found = self.query_one(f"#{panel}")
        shows = found.has_class(_FOLDED)
        if shows and not self._wide:
            for other in self._sides:
                other.add_class(_FOLDED)
        found.set_class(not shows, _FOLDED)
        left, middle, right = self._in_work
        (middle if not shows else left if found in left.ancestors_with_self else right).focus()

    def put_away(self, panel: str) -> None:
        """Fold the panel of an id away where there isn't room for all."""
        if not self._wide:
            self.query_one(f"#{panel}").add_class(_FOLDED)

    def step(self, step: int) -> None:
        """Go to the next panel that is to be seen; where all are folded, show the one on that side."""
        seen = [widget for widget in self._in_work if not self.is_folded(widget)]
        if len(seen) == 1:
            self.fold(str(self._sides[0 if step < 0 else 1].id))
            return
        focused = self.screen.focused
        here = seen.index(focused) if focused in seen else 0
        seen[(here + step) % len(seen)].focus()

    def is_folded(self, widget: Widget) -> bool:
        """Whether a widget is in a panel that is folded away."""
        return any(isinstance(n, Widget) and n.has_class(_FOLDED) for n in widget.ancestors_with_self)
