"""A desk with a line for words at the top, and below it a list of what has them."""

from collections.abc import Iterator
from typing import ClassVar

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.tui.desk import Desk


class WordsDesk(Desk):
    """Asks for words. Below them stands how much has them (`#counted`), then a list of the desk's own."""

    LISTED: ClassVar[str] = ""
    """What the list is called, in the footer."""
    DEFAULT_CSS = """
    WordsDesk #asked { height: auto; padding: 1 1 0 1; }
    WordsDesk #words { border: none; height: 1; padding: 0 1; background: $panel; color: $foreground; }
    WordsDesk #words:focus { border: none; background: $panel; background-tint: transparent; }
    WordsDesk #counted { height: 1; padding: 0 1; color: $quiet; }
    WordsDesk #strip { height: 2; }
    """

    def compose_words(self, words: str, placeholder: str) -> Iterator[Widget]:
        """The line for words, and the one for what came of them."""
        with Vertical(id="asked"):
            yield Input(words, placeholder=placeholder, id="words", select_on_focus=False, compact=True)
        yield Static(id="counted", markup=False)

    @property
    def way_out(self) -> str:
        """Back to the transcript."""
        return "esc back" if self._typing() else "q back"

    def write_words(self) -> None:
        """Go to the line where words are typed."""
        field = self.query_one("#words", Input)
        field.focus()
        field.action_select_all()

    def footer(self) -> list[tuple[str, str]]:
        """The keys of the line while one types."""
        if not self._typing():
            return super().footer()
        return [
            ("letters", "search as you type"),
            ("enter", f"to the {self.LISTED}"),
            ("esc", "back"),
            ("ctrl+u", "clear"),
        ]
