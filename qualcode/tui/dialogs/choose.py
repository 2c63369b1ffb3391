"""Choosing one of several, or ticking as many as one wants. What is typed finds them by their names."""

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from qualcode.page.cells import clip, width
from qualcode.page.entries import plain_letters
from qualcode.tui.dialogs.panel import Answer, Panel
from qualcode.tui.keys import shown
from qualcode.tui.widgets.options import Offered, Options


class Choice(NamedTuple):
    """What can be chosen: what it is, its name, and something quieter behind that."""

    value: Any
    name: str
    more: str = ""


class New(NamedTuple):
    """What isn't among the choices yet, by the name that was typed; "" where none was."""

    name: str


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


def found(names: Sequence[str], typed: str) -> list[int]:
    """The numbers of the names in which a word begins as typed; else of those that have it anywhere."""
    sought = plain_letters(typed)
    plain = [f" {plain_letters(name)}" for name in names]
    begun = [number for number, name in enumerate(plain) if f" {sought}" in name]
    return begun or [number for number, name in enumerate(plain) if sought in name]


def begins(name: str, typed: str) -> bool:
    """Whether a name begins as typed, or what it says of something does: "carer" in "Type: Carer"."""
    sought = plain_letters(typed)
    return any(part.startswith(sought) for part in plain_letters(name).split(": "))


class Listed(Panel[Answer], Generic[Answer]):
    """Choices in a list. Letters leave those that have them; the question says what was typed."""

    def __init__(self, question: str, choices: Sequence[Choice], more: str = "", at: int = 0) -> None:
        super().__init__(question, more)
        self._choices, self._at = choices, at
        self._typed = ""
        self._shown = list(range(len(choices)))  # the numbers of the choices that are listed

    def compose_answer(self) -> ComposeResult:
        """The list."""
        yield Options(*self._options(), markup=False)

    def on_mount(self) -> None:
        """Begin at the first, or where asked."""
        found = self.query_one(OptionList)
        found.highlighted = self._at
        found.focus()

    def _options(self) -> list[Offered]:
        return [Offered(self._line(number), (number, self._typed)) for number in self._shown]

    def _line(self, number: int) -> Content:
        """How a choice is written."""
        raise NotImplementedError

    @property
    def _number(self) -> int | None:
        """The number of the choice one is on."""
        here = self.query_one(OptionList).highlighted
        return self._shown[here] if here is not None else None

    def on_key(self, event: events.Key) -> None:
        """Take letters; answer a key that does nothing with the ones that do."""
        letter = event.character if event.is_printable and event.character else ""
        if event.key == "backspace":
            self._look_for(self._typed[:-1])
        elif event.key == "ctrl+u":
            self._look_for("")
        elif event.key in self.active_bindings:
            return
        elif letter and not event.key.startswith(("alt+", "ctrl+")) and (letter != " " or self._typed):
            self._look_for(self._typed + letter)
        else:
            self.trouble(f"{shown(event.key)} does nothing here. {self.KEYS[0].upper()}{self.KEYS[1:]}.")
        event.stop()

    def _look_for(self, typed: str) -> None:
        here, self._typed = self._number, typed
        self._shown = self._matching()
        self.query_one(".question", Static).update(
            Content.assemble(self._question, ("   " if typed else "", ""), (typed, "$primary"))
        )
        nothing = "" if self._shown else f"Nothing here has “{typed}”: backspace takes a letter off."
        self.trouble(nothing)
        self._relist(self._likeliest() if typed else here)

    def _matching(self) -> list[int]:
        names = [choice.name for choice in self._choices]
        return found(names, self._typed) if self._typed else list(range(len(names)))

    def _likeliest(self) -> int | None:
        """The first that begins as typed, or else the first there is."""
        first = (n for n in self._shown if begins(self._choices[n].name, self._typed))
        return next(first, self._shown[0] if self._shown else None)

    def _relist(self, at: int | None) -> None:
        """List what is to be shown, and be on the choice of a number."""
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options(self._options())
        if self._shown:
            listed.highlighted = self._shown.index(at) if at in self._shown else 0


class Choose(Listed[Any]):
    """Asks to choose one of several; the answer is its value.

    With `new`, there may be another: that stands first, is called so, and the answer is then a `New`. `at` is
    the number of the choice that is marked at first; -1, the new one.
    """

    KEYS: ClassVar[str] = "↑ ↓ or letters find · enter choose · esc never mind"
    CSS = list_css("Choose")

    def __init__(
        self,
        question: str,
        choices: Sequence[Choice],
        more: str = "",
        at: int = 0,
        *,
        new: str = "",
        keys: str = "",
    ) -> None:
        others = [Choice(New(""), f"{new} …")] if new else []
        super().__init__(question, [*others, *choices], more, at + len(others) if choices else 0)
        self._new = new
        if keys:
            self.KEYS = keys  # type: ignore[misc]  # of this one only

    def _matching(self) -> list[int]:
        if not (self._new and self._typed):
            return super()._matching()
        names = [choice.name for choice in self._choices[1:]]
        exists = plain_letters(self._typed) in map(plain_letters, names)
        return [*([] if exists else [0]), *(number + 1 for number in found(names, self._typed))]

    def _likeliest(self) -> int | None:
        """As elsewhere; the new one only where there is no other."""
        others = [n for n in self._shown if n or not self._new]
        first = (n for n in others if begins(self._choices[n].name, self._typed))
        return next(first, next(iter(others or self._shown), None))

    def _line(self, number: int) -> Content:
        choice = self._choices[number]
        name = choice.name
        if self._new and not number and self._typed:
            name = f"{self._new} “{self._typed.strip()}”"
        more = _behind(choice, self._choices, self.app.size.width - 6)
        return Content.assemble(name, (more, "$quiet"))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the answer: what was chosen from the list as it was then, though one typed on."""
        assert isinstance(event.option, Offered)
        number, typed = event.option.value
        is_new = bool(self._new) and not number
        self.dismiss(New(typed.strip()) if is_new else self._choices[number].value)


class Tick(Listed[list[Any]]):
    """Asks to tick some of several; the answer is the values ticked."""

    KEYS: ClassVar[str] = "↑ ↓ or letters find · space ticks, and goes on · enter done · esc never mind"
    CSS = list_css("Tick")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Tick", show=False),
        Binding("enter", "done", "Done", show=False, priority=True),
    ]

    def __init__(self, question: str, choices: Sequence[Choice], more: str = "") -> None:
        super().__init__(question, choices, more)
        self._ticked: set[int] = set()

    def _line(self, number: int) -> Content:
        choice = self._choices[number]
        mark = ("✓ ", "bold $primary") if number in self._ticked else ("  ", "")
        more = _behind(choice, self._choices, self.app.size.width - 8)
        return Content.assemble(mark, choice.name, (more, "$quiet"))

    def action_tick(self) -> None:
        """Tick the one under the cursor, or take its tick away; then all are listed again."""
        number = self._number
        if number is None:
            return
        self._ticked ^= {number}
        if self._typed:
            self._look_for("")
        listed = self.query_one(OptionList)
        listed.replace_option_prompt_at_index(number, self._line(number))
        listed.action_cursor_down()

    def action_done(self) -> None:
        """Give what is ticked; the one under the cursor, if nothing is. Nothing, while nothing is found."""
        number = self._number
        if number is None and self._choices:
            return
        ticked = sorted(self._ticked) or ([number] if number is not None else [])
        self.dismiss([self._choices[n].value for n in ticked])
