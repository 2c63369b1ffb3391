"""The tour, begun again."""

from typing import Protocol

from qualcode.tui.command import Command
from qualcode.tui.commands.places import Place


class Touring(Place, Protocol):
    """Where the tour leads."""

    def begin_tour(self) -> None:
        """Begin the tour."""
        ...


class TakeTour(Command[Touring]):
    """Take the tour of one minute."""

    id, keys = "tour", "f4"

    def do(self, desk: Touring) -> None:
        """Begin it."""
        desk.begin_tour()
