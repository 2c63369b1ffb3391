"""Pages that are written on: what was written isn't lost without being asked for."""

from abc import abstractmethod
from typing import ClassVar

from textual.binding import Binding, BindingType

from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.panel import Answer, Panel


class WrittenOn(Panel[Answer]):
    """Asks for something that takes a while to write. Escape asks first where something was written."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Never mind", show=False)]

    @property
    def left(self) -> str:
        """What leaving it unkept is called, beside "Keep it"."""
        return "Leave it as it was"

    @property
    @abstractmethod
    def is_changed(self) -> bool:
        """Whether something was written that isn't kept yet."""

    @abstractmethod
    def action_keep(self) -> None:
        """Give what is written."""

    def action_leave(self) -> None:
        """Give nothing; ask before, where something would be lost."""
        if not self.is_changed:
            self.dismiss(None)
        elif self.is_current:  # else it is being asked already
            answers = [Choice("keep", "Keep it"), Choice("leave", self.left)]
            keys = "↑ ↓ move · enter choose · esc go on writing"
            self.app.push_screen(Choose("Keep what you wrote?", answers, keys=keys), self._answer)

    def _answer(self, answer: str | None) -> None:
        if answer == "keep":
            self.action_keep()
        elif answer == "leave":
            self.dismiss(None)
