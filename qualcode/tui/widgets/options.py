"""A list one chooses from, which also stands keys that come before it was drawn."""

from typing import Any, Literal

from textual.visual import VisualType
from textual.widgets import OptionList
from textual.widgets.option_list import Option


class Offered(Option):
    """An option that has with it what it stands for.

    By the time one is told that it was chosen, keys typed ahead may have made the list another.
    """

    def __init__(
        self, prompt: VisualType, value: Any, *, id: str | None = None, disabled: bool = False
    ) -> None:
        super().__init__(prompt, id, disabled)
        self.value = value


class Options(OptionList):
    """Textual's list of options, but the last one isn't before the first."""

    def action_cursor_up(self) -> None:
        """Go to the one before, if there is one."""
        here = self.highlighted
        if here is None or not all(option.disabled for option in self.options[:here]):
            super().action_cursor_up()

    def action_cursor_down(self) -> None:
        """Go to the next one, if there is one."""
        here = self.highlighted
        if here is None or not all(option.disabled for option in self.options[here + 1 :]):
            super().action_cursor_down()

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if self.scrollable_content_region:  # it knows no lines before
            super()._move_page(direction)
