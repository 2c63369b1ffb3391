"""Choosing one of several, or ticking as many as one wants."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.page.cells import clip, width
from qualcode.tui.dialogs.panel import Panel
from qualcode.tui.widgets.options import Options


class Choice(NamedTuple):
    """What can be chosen: what it is, its name, and something quieter behind that."""

    value: Any
    name: str
    more: str = ""


def list_css(screen: str) -> str:
    """How the lists of a screen look: no frame, and one line marked."""
    return f"""
    {screen} OptionList {{
        border: none; padding: 0; height: auto; max-height: 14; background: transparent; color: $foreground;
        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $surface;
    }}
    {screen} OptionList:focus {{ border: none; background-tint: transparent; }}
    {screen} OptionList > .option-list--option-highlighted {{
        background: $primary 14%; color: $foreground; text-style: none;
    }}
    {screen} OptionList:focus > .option-list--option-highlighted {{
        background: $primary 20%; color: $foreground; text-style: bold;
    }}
    {screen} OptionList > .option-list--option-disabled {{ color: $quiet; text-style: none; }}
    """


def _behind(choice: Choice, choices: Sequence[Choice], room: int) -> str:
    """What stands behind a name: all in one column, as far as there is room."""
    if not choice.more:
        return ""
    column = min(max(width(other.name) for other in choices), room // 2)
    gap = max(0, column - width(choice.name)) + 3
    left = room - width(choice.name) - gap
    return " " * gap + clip(choice.more, left) if left > 8 else ""


class Choose(Panel[Any]):
    """Asks to choose one of several; the answer is its value."""

    KEYS: ClassVar[str] = "↑ ↓ move · enter choose · esc never mind"
    CSS = list_css("Choose")

    def __init__(self, question: str, choices: Sequence[Choice], more: str = "", at: int = 0) -> None:
        super().__init__(question, more)
        self._choices, self._at = choices, at

    def compose_answer(self) -> ComposeResult:
        """The list."""
        yield Options(*(Option(self._line(choice)) for choice in self._choices), markup=False)

    def on_mount(self) -> None:
        """Begin at the first, or where asked."""
        found = self.query_one(OptionList)
        found.highlighted = self._at
        found.focus()

    def _line(self, choice: Choice) -> Content:
        more = _behind(choice, self._choices, self.app.size.width - 6)
        return Content.assemble(choice.name, (more, "$quiet"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer."""
        self.dismiss(self._choices[event.option_index].value)


class Tick(Panel[list[Any]]):
    """Asks to tick some of several; the answer is the values ticked."""

    KEYS: ClassVar[str] = "↑ ↓ move · space tick · enter done · esc never mind"
    CSS = list_css("Tick")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", show=False),
        Binding("enter", "done", "Done", show=False, priority=True),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], more: str = "") -> None:
        super().__init__(question, more)
        self._choices = choices
        self._ticked: set[int] = set()

    def compose_answer(self) -> ComposeResult:
        """The list, each with its tick."""
        yield Options(*(Option(self._line(n)) for n in range(len(self._choices))), markup=False)

    def on_mount(self) -> None:
        """Begin at the first."""
        found = self.query_one(OptionList)
        found.highlighted = 0
        found.focus()

    def _line(self, number: int) -> Content:
        choice = self._choices[number]
        mark = ("✓ ", "bold $primary") if number in self._ticked else ("  ", "")
        more = _behind(choice, self._choices, self.app.size.width - 8)
        return Content.assemble(mark, choice.name, (more, "$quiet"))

    def action_tick(self) -> None:
        """Tick the one under the cursor, or take its tick away."""
        found = self.query_one(OptionList)
        number = found.highlighted
        if number is not None:
            self._ticked ^= {number}
            found.replace_option_prompt_at_index(number, self._line(number))
            found.action_cursor_down()

    def action_done(self) -> None:
        """Give what is ticked; the one under the cursor, if nothing is."""
        number = self.query_one(OptionList).highlighted
        ticked = sorted(self._ticked) or ([number] if number is not None else [])
        self.dismiss([self._choices[n].value for n in ticked])
