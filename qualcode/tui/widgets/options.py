"""A list one chooses from, which also stands keys that come before it was drawn."""

from typing import Literal

from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list of options."""

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        if self.scrollable_content_region:  # it knows no lines before
            super()._move_page(direction)
