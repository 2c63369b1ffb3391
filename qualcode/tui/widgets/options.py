"""A list one chooses from, which also stands keys that come before it was drawn."""

from typing import Literal

from textual.widgets import OptionList


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
