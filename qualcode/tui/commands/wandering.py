"""Back and forward between the places one has been at."""

from qualcode.tui.command import Command
from qualcode.tui.commands.places import Place, Reading
from qualcode.tui.query import Query

NAMES = {
    "search": "search",
    "memos": "memos",
    "matrix": "matrix",
    "passages": "passages",
    "identifiers": "identifiers",
}


class GoBack(Command[Place]):
    """Go back to where you were before.

    Every jump is remembered: from a search, a memo, a passage, a cell, from one transcript to another.
    """

    id, keys = "go_back", "b,backspace,alt+left"

    def do(self, desk: Place) -> None:
        """Along the trail."""
        desk.go("back")


class GoForward(Command[Place]):
    """Go forward again, after going back."""

    id, keys = "go_forward", "B,alt+right"

    def do(self, desk: Place) -> None:
        """Along the trail."""
        desk.go("forward")


class ComeBack(Command[Reading]):
    """Go back to the list you came from, or take the marks of a search away.

    After a jump from search, memos or passages, to the same line of it.
    """

    id, keys = "come_back", "escape"

    def do(self, desk: Reading) -> None:
        """Back, if one came from another desk; else let go of what is marked."""
        if desk.tour is not None:
            desk.leave_tour()
        elif self._from(desk):
            desk.go("back")
        elif desk.looked_for.words:
            desk.mark(Query())
        else:
            desk.say("There is nothing to leave here: q closes the project.")

    def footer_at(self, desk: Reading) -> str:
        """Name the list."""
        return f"back to {name}" if (name := self._from(desk)) else ""

    def _from(self, desk: Reading) -> str:
        last = desk.trail.last
        return NAMES.get(last.desk, "") if last else ""


WANDERING: list[Command[Place]] = [GoBack(), GoForward()]
