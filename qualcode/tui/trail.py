"""Where one has been: back and forward between places, as in a browser."""

from typing import NamedTuple

LONGEST = 200  # spots


class Spot(NamedTuple):
    """A place at a desk: the desk's name, and its `place` (for the workspace: transcript uid and offset)."""

    desk: str
    place: tuple[str, ...] = ()


class Trail:
    """The spots one has left, behind one and, after going back, before one."""

    def __init__(self) -> None:
        self._behind: list[Spot] = []
        self._before: list[Spot] = []

    def left(self, spot: Spot) -> None:
        """Remember a spot one leaves for a new one. What was before one is forgotten."""
        if not self._behind or self._behind[-1] != spot:
            self._behind.append(spot)
        del self._behind[:-LONGEST]
        self._before.clear()

    @property
    def last(self) -> Spot | None:
        """Where back leads; None if nowhere."""
        return self._behind[-1] if self._behind else None

    def back(self, here: Spot) -> Spot | None:
        """Where one was before; None if nowhere."""
        return self._step(here, self._behind, self._before)

    def forward(self, here: Spot) -> Spot | None:
        """Where one was before going back; None if nowhere."""
        return self._step(here, self._before, self._behind)

    def _step(self, here: Spot, source: list[Spot], other: list[Spot]) -> Spot | None:
        while source:
            spot = source.pop()
            if spot != here:
                other.append(here)
                return spot
        return None
