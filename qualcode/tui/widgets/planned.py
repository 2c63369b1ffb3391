"""The files that are to be brought in, each with what would come of it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from qualcode.page.cells import clip, drawable, fit, width
from qualcode.page.entries import plain_letters
from qualcode.project.import_plan import PlannedFile
from qualcode.tui.widgets.listing import FILTER_KEY, LIST_KEYS, Listing

MARKS = {"new": "+", "corrected": "~", "unchanged": "=", "same text": "=", "left aside": "–", "left out": "–"}
"""What a file's status is marked with; a problem with an exclamation mark."""


class PlannedList(Listing):
    """Shows planned files; says which one one came to."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS, FILTER_KEY]

    class Went(Message):
        """One came to another file."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._all: Sequence[PlannedFile] = ()
        self._files: Sequence[PlannedFile] = ()

    def show(self, files: Sequence[PlannedFile], at: str = "") -> None:
        """Show these; one is then on the one of a name, or stays on the same one."""
        at = at or (self.file.name if self.file else "")
        self._all = sorted(files, key=lambda file: file.status == "left aside")
        self._files = self._matching(self.typed)
        self.relist(next((n for n, file in enumerate(self._files) if file.name == at), self.number or 0))

    def filter_by(self, typed: str) -> None:
        """Those with these letters in their name."""
        self._files = self._matching(typed)
        self.relist()
        self.post_message(self.Went())

    def _matching(self, typed: str) -> Sequence[PlannedFile]:
        letters = plain_letters(typed)
        return [file for file in self._all if letters in plain_letters(file.name)]

    @property
    def file(self) -> PlannedFile | None:
        """The file one is on."""
        number = self.number
        return self._files[number] if number is not None and number < len(self._files) else None

    @property
    def nothing(self) -> str:
        """How files come here."""
        return "No files yet: f adds some."

    def heights(self, room: int) -> Sequence[int]:
        """A line each."""
        return [1] * len(self._files)

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """Mark, name, words."""
        file, here = self._files[number], number == self.number
        ink = self.ink_of(number)
        quiet = ink if here or not file.stops else self.inks.accent_text()
        if file.status not in ("new", "corrected") and not file.stops and not here:
            ink = quiet = self.inks.quiet(0.65)
        elif not here and not file.stops:
            quiet = self.inks.quiet(0.65)
        words = f"{file.words:,}" if file.status == "new" else "problem" if file.stops else file.status
        left = max(4, room - 5 - width(words) - 1)
        mark = "!" if file.stops else MARKS.get(file.status, " ")
        name = _cut_in_front(drawable(file.name), left)
        return Strip([Segment(f" {mark} {fit(name, left)} ", ink), Segment(f"{words} ", quiet)])

    def went(self, number: int) -> None:
        """Say so."""
        self.post_message(self.Went())


def _cut_in_front(name: str, room: int) -> str:
    """A name in so many cells: what differs mostly stands at its end."""
    if width(name) <= room:
        return name
    while width(name) > room - 1:
        name = name[1:]
    return clip(f"…{name}", room)
