"""What commands need of the desks they are done at."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from qualcode.model.charts import Column, Extract
from qualcode.model.study import Code, Coding, Participant, Theme, Transcript
from qualcode.model.text import Span
from qualcode.page.entries import CodeEntry
from qualcode.project import Project
from qualcode.tui.dialogs.panel import Answer, Panel
from qualcode.tui.query import Query
from qualcode.tui.tour import Tour
from qualcode.tui.trail import Spot, Trail
from qualcode.tui.widgets.reader import Reader

Result = TypeVar("Result")


class Place(Protocol):
    """Any desk."""

    @property
    def project(self) -> Project:
        """The project that is worked on."""
        ...

    @property
    def undo_name(self) -> str:
        """What undo would take back, in words."""
        ...

    @property
    def can_redo(self) -> bool:
        """Whether there is something undone that may be done again."""
        ...

    def key(self, id: str) -> str:
        """The key of the command of an id, as it is shown."""
        ...

    def say(self, sentence: str, *, alarm: bool = False) -> None:
        """Say a sentence above the keys."""
        ...

    def go(self, where: str, at: tuple[str, int] | None = None, place: tuple[str, ...] | None = None) -> None:
        """Go to another desk, or, with "", back; there to a place, if one is given."""
        ...

    @property
    def trail(self) -> Trail:
        """Where one has been."""
        ...

    @property
    def spot(self) -> Spot:
        """Where one is."""
        ...

    async def ask(self, panel: Panel[Answer]) -> Answer | None:
        """Ask something, and wait for the answer."""
        ...

    async def changed(self, call: Callable[[], Result]) -> Result:
        """Make a change to the project, after those before it; what the call gives."""
        ...


class Reading(Place, Protocol):
    """Where transcripts are read and coded."""

    @property
    def reader(self) -> Reader:
        """The transcript being read."""
        ...

    @property
    def transcript(self) -> Transcript | None:
        """The transcript that is open."""
        ...

    @property
    def pinned(self) -> Sequence[Code | None]:
        """The codes on the keys 1 to 9; None where there is none."""
        ...

    @property
    def last_code(self) -> Code | None:
        """The code used last."""
        ...

    @property
    def codings_here(self) -> Sequence[Coding]:
        """The coded passages under the cursor, or in what is selected."""
        ...

    async def apply(self, code: Code, span: Span, *, only_on: bool = False) -> None:
        """Put a code on a passage, or take the same one off; with `only_on`, leave it on."""
        ...

    async def apply_new(self, name: str, span: Span, kind: str = "") -> None:
        """Put a new code on a passage, as one change; of the kind "in vivo" if that is said."""
        ...

    @property
    def thing_here(self) -> Code | Theme | None:
        """The code or theme one is on in the codebook; while reading, the only code that lies here."""
        ...

    @property
    def theme_here(self) -> Theme | None:
        """The theme one is in in the codebook; None while reading, and among codes in no theme."""
        ...

    @property
    def code_entries(self) -> Sequence[CodeEntry]:
        """The codes in use, to choose from."""
        ...

    def show_in_codebook(self, uid: str) -> None:
        """Go to a code or theme in the codebook; the keys stay where they are."""
        ...

    def pin(self, code: Code, number: int) -> None:
        """Pin a code to a number from 1 to 9; 0 takes it off the one it has."""
        ...

    def pick_code(self, span: Span) -> None:
        """Choose a code for a passage."""
        ...

    def open_transcript(self, transcript: Transcript, at: int = 0) -> None:
        """Show a transcript."""
        ...

    def neighbour(self, step: int) -> Transcript | None:
        """The transcript so many further in the list."""
        ...

    def fold(self, panel: str) -> None:
        """Fold a panel away, or show it."""
        ...

    @property
    def looked_for(self) -> Query:
        """What is marked in the transcript."""
        ...

    def mark(self, sought: Query) -> str:
        """Mark what is looked for, here and in transcripts opened later; what came of it, in words."""
        ...

    def next_hit(self, step: int) -> None:
        """Go to the next (`step` 1) or previous (-1) of what is marked, round the end."""
        ...

    @property
    def pointed(self) -> Code | Theme | Transcript | None:
        """What one is on in the panel that has the focus, the codebook or the list; None in the text."""
        ...

    @property
    def tour(self) -> Tour | None:
        """The tour, while one is on it."""
        ...

    def leave_tour(self) -> None:
        """End the tour."""
        ...

    def keep_in_sight(self, lines: int) -> None:
        """See to it that so many lines at the bottom don't hide the place one is at."""
        ...


class Charting(Place, Protocol):
    """Where the matrix is read and written."""

    @property
    def cell_here(self) -> tuple[Participant, Column] | None:
        """The participant and the column one is on."""
        ...

    @property
    def extract(self) -> Extract | None:
        """The extract one is on."""
        ...

    @property
    def theme(self) -> Theme | None:
        """The theme that is shown; None for all."""
        ...

    def show_theme(self, theme: Theme | None) -> None:
        """Show a theme, or all."""
        ...

    def write(self) -> None:
        """Go to the summary."""
        ...

    @property
    def is_writing(self) -> bool:
        """Whether one is in the summary."""
        ...

    def insert(self, words: str) -> None:
        """Put words where one writes."""
        ...

    def insists(self, what: str) -> bool:
        """Whether the same was wanted here just before, with nothing changed and nowhere gone since."""
        ...

    def next_to_chart(self) -> None:
        """Go to the next cell to chart."""
        ...


async def saying(desk: Place, change: Callable[[], str]) -> None:
    """Make a change, and say the sentence that it gives."""
    desk.say(await desk.changed(change))
