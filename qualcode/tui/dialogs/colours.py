"""Choosing a colour for a code, seen as it will look beside the text and in it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import drawable, fit
from qualcode.page.colours import PALETTE_NAMES
from qualcode.page.looks import CodeLook
from qualcode.page.paint import Ink
from qualcode.tui.dialogs.panel import Panel
from qualcode.tui.widgets.listing import LIST_KEYS, Listing, list_key


class Swatches(Listing):
    """The colours to choose from: each with the code's letter, its name, and text coded with it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS, list_key("colours.choose", "enter", "open", "Choose"),
    ]  # fmt: skip
    DEFAULT_CSS = "Swatches { height: auto; max-height: 12; }"

    class Chosen(Message):
        """A colour was chosen."""

        def __init__(self, colour: str) -> None:
            super().__init__()
            self.colour = colour

    def __init__(self, look: CodeLook, used: Mapping[str, str]) -> None:
        """`used` says by colour which other code has it."""
        super().__init__()
        self._look, self._used = look, used
        self.colours: Sequence[str] = list(PALETTE_NAMES)
        if look.colour and look.colour not in PALETTE_NAMES:
            self.colours = [look.colour, *self.colours]

    def on_mount(self) -> None:
        """Begin with the colour it has."""
        here = self._look.colour
        self.relist(self.colours.index(here) if here in self.colours else 0)
        self.focus()

    @property
    def looks(self) -> Mapping[str, CodeLook]:
        """The code in each colour."""
        return {colour: self._look._replace(colour=colour) for colour in self.colours}

    def heights(self, room: int) -> Sequence[int]:
        """A line each."""
        return [1] * len(self.colours)

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """The letter, the name, coded text, and who has the colour."""
        colour, plain = self.colours[number], self.ink_of(number)
        here = number == self.at
        name = PALETTE_NAMES.get(colour, colour)
        used = "now" if colour == self._look.colour else self._used.get(colour, "")
        coded = self.inks.of(Ink("participant", colour, 1, ""), True)
        return Strip(
            [
                Segment(" › " if here else "   ", plain),
                Segment(f"{self._look.mark} ", self.inks.stripe(colour)),
                Segment(" ", plain),
                Segment(fit(name, 10), plain if here else self.inks.name(colour)),
                Segment(" their words, coded ", coded),
                Segment(fit(f"   {drawable(used)}", max(0, room - 36)), plain if here else self.inks.quiet()),
            ]
        )

    def opened(self, number: int) -> None:
        """Say which."""
        self.post_message(self.Chosen(self.colours[number]))


class ChooseColour(Panel[str]):
    """Asks for one of the palette's colours."""

    KEYS: ClassVar[str] = "↑ ↓ move · enter choose · esc never mind"
    CSS = "ChooseColour Swatches { background: $panel; }"

    def __init__(self, question: str, look: CodeLook, used: Mapping[str, str]) -> None:
        super().__init__(question)
        self._look, self._used = look, used

    def compose_answer(self) -> ComposeResult:
        """The colours."""
        yield Swatches(self._look, self._used)

    def on_swatches_chosen(self, event: Swatches.Chosen) -> None:
        """Give the answer."""
        self.dismiss(event.colour)
