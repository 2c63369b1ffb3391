"""The extracts of a cell: what the participant said under a code or theme, linked passages first."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.model.charts import Extract
from qualcode.page.cells import drawable, fit
from qualcode.page.flow import Run, flowed
from qualcode.tui.widgets.listing import LIST_KEYS, Listing, list_key


class ExtractList(Listing):
    """Shows extracts; says which one is to be seen in its transcript."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS,
        list_key("extracts.open", "enter", "open", "See it in its transcript"),
    ]
    DEFAULT_CSS = "ExtractList { padding: 0 1; }"

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return "Nothing coded for this cell."

    class Opened(Message):
        """An extract is to be seen in its transcript."""

        def __init__(self, extract: Extract) -> None:
            super().__init__()
            self.extract = extract

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._extracts: Sequence[Extract] = ()
        self._lines: list[list[str]] = []
        self._with_codes = True

    def show(self, extracts: Sequence[Extract], *, with_codes: bool = True) -> None:
        """Show these, with the names of their codes; one stays on the same one if it is still there."""
        here = self.extract
        self._with_codes = with_codes
        self._extracts = extracts
        place = (here.start, here.code) if here else None
        self.relist(next((n for n, one in enumerate(extracts) if (one.start, one.code) == place), 0))

    @property
    def extract(self) -> Extract | None:
        """The extract one is on."""
        return self._extracts[self.at] if self.at < len(self._extracts) else None

    def heights(self, room: int) -> Sequence[int]:
        """Where it is and who coded it, its words, an empty line."""
        quoted = [flowed([Run(f"“{extract.text.strip()}”", 0)], room) for extract in self._extracts]
        self._lines = [["".join(run.text for run in line) for line in lines] for lines in quoted]
        return [len(lines) + 2 for lines in self._lines]

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """The line above the words, or a line of them."""
        lines, inks = self._lines[number], self.inks
        if inside > len(lines):
            return Strip.blank(room, inks.plain())
        plain = self.ink_of(number)
        if inside:
            return Strip([Segment(fit(lines[inside - 1], room), plain)])
        extract, here = self._extracts[number], number == self.at
        coders = ", ".join(extract.coders)
        relation = f"{extract.relation}  " if extract.relation else ""
        whose = f"{extract.code}  {coders}" if self._with_codes else coders
        return Strip(
            [
                Segment(f"{extract.reference} ", plain if here else inks.accent_text()),
                Segment(relation, plain),
                Segment(
                    fit(drawable(whose), max(0, room - len(extract.reference) - 1 - len(relation))),
                    plain if here else inks.quiet(0.65),
                ),
            ]
        )

    def opened(self, number: int) -> None:
        """Say which one."""
        self.post_message(self.Opened(self._extracts[number]))
