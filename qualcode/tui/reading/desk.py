"""What commands need of the desk at which transcripts are read: its parts, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from qualcode.model.study import Code, Coding, Theme, Transcript
from qualcode.model.text import Span
from qualcode.page.entries import CodeEntry
from qualcode.project.reviewing import Unplaced
from qualcode.tui.commands.showing import Showing
from qualcode.tui.desk import Desk
from qualcode.tui.query import Query
from qualcode.tui.reading.applying import Applying
from qualcode.tui.reading.book import Book, BookPanel
from qualcode.tui.reading.panels import Panels
from qualcode.tui.reading.picking import PassagePicker
from qualcode.tui.reading.text import OpenText
from qualcode.tui.reading.tour import TourLine
from qualcode.tui.reading.transcripts import Transcripts
from qualcode.tui.tour import Tour
from qualcode.tui.widgets.reader import Reader

_SOON = 0.03  # seconds: two frames


class ReadingDesk(Desk):
    """A desk with the list of transcripts, a text, the codebook, a picker and the tour."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.transcripts = Transcripts(self.project, id="transcripts")
        self.text = OpenText(self.project, id="middle")
        self.book = Book(self.project, id="book")
        stops = ("transcripts", "reader", "codebook")
        self.panels = Panels(self.transcripts, self.text, self.book, stops=stops, id="work")
        self.picker = PassagePicker(id="picker")
        self.tour_line = TourLine(id="tour")
        self._applying = Applying(self, self.text)
        self._here_due = False
        self.placing: Unplaced | None = None  # what one is looking for a place for, after a correction

    @property
    def is_at_rest(self) -> bool:
        """Whether all is saved, and drawn."""
        return super().is_at_rest and not self._here_due

    # The text

    @property
    def reader(self) -> Reader:
        """The transcript being read."""
        return self.text.reader

    @property
    def transcript(self) -> Transcript | None:
        """The transcript that is open."""
        return self.text.transcript

    def open_transcript(self, transcript: Transcript, at: int = 0) -> None:
        """Show a transcript, the cursor at an offset."""
        self.text.open(transcript, at)
        self.transcripts.mark_current(transcript.uid)
        self.refresh_lines()
        self._here_due = True
        self.call_next(self._say_here)  # all of the screen is drawn anyway

    def neighbour(self, step: int) -> Transcript | None:
        """The transcript so many further in the list."""
        return self.transcripts.neighbour(self.transcript, step)

    @property
    def codings_here(self) -> Sequence[Coding]:
        """The coded passages that lie on the word one is on, or on what is selected."""
        return self.text.codings_here

    @property
    def showing(self) -> Showing:
        """Which codings are shown."""
        return self.text.showing

    def show_only(self, showing: Showing) -> None:
        """Show some codings only, in this transcript and in those opened later."""
        self.text.show_only(showing)
        self.say_here()

    @property
    def looked_for(self) -> Query:
        """What is marked in the transcript."""
        return self.text.looked_for

    def mark(self, sought: Query) -> str:
        """Mark what is looked for, here and in transcripts opened later; what came of it, in words."""
        self.refresh_lines()
        return self.text.mark(sought)

    def next_hit(self, step: int) -> None:
        """Go to the next or previous of what is marked, round the end."""
        number, words = self.text.next_hit(step), self.looked_for.words
        if number is None:
            self.say(f"“{words}” isn't in this transcript. {self.key('search_all')} looks in all of them.")
            return
        self.say_here()
        of = len(self.reader.hits)
        self.say(f"“{words}”: {number + 1} of {of}. , and ; step, esc takes the marks away.")

    def keep_in_sight(self, lines: int) -> None:
        """See to it that so many lines at the bottom don't hide the place one is at."""
        self.reader.keep_above(self.size.height - lines)

    def say_here(self) -> None:
        """Say what lies where one is, and mark its codes in the codebook: soon, once for all moves till then.

        The move itself is drawn first: the whole screen takes three times as long as the text alone.
        """
        if not self._here_due:
            self._here_due = True
            self.set_timer(_SOON, self._say_here)

    def _say_here(self) -> None:
        self._here_due = False
        if not self.is_ready:
            return
        self.strip.rest(self.text.said_here)
        codes = (self.project.codings.shown_code(coding) for coding in self.codings_here)
        if self.book.point([code.uid for code in codes if code is not None]):
            self.refresh_lines()

    # Places

    @property
    def place(self) -> tuple[str, ...]:
        """The transcript, by uid, and the offset."""
        return (self.transcript.uid, str(self.reader.cursor)) if self.transcript else ()

    def show(self, place: tuple[str, ...]) -> None:
        """Be on a code of the codebook, or in a transcript at an offset, with the hits of a query if any."""
        transcript, offset, *sought = place
        if transcript == "codebook":
            self.show_code(offset)
            return
        self._show_text(transcript, int(offset))
        if sought:
            self.mark(Query.unpacked(tuple(sought)))

    def show_code(self, uid: str) -> None:
        """Be on a code or theme of the codebook."""
        if self.panels.is_folded(self.book):
            self.fold("book")
        self.book.panel.focus()
        self.show_in_codebook(uid)
        self.book.define()

    def _show_text(self, transcript: str, offset: int) -> None:
        found = self.project.find(Transcript, transcript)
        if found is None:
            self.say("That transcript is no longer in the project.", alarm=True)
        elif self.transcript and self.transcript.uid == transcript:
            self.reader.go_to(offset)
        else:
            self.open_transcript(found, offset)
        self.reader.focus()

    # Coding

    @property
    def last_code(self) -> Code | None:
        """The code used last."""
        return self._applying.last

    async def apply(self, code: Code, span: Span, *, only_on: bool = False) -> None:
        """Put a code on a passage, or take the same one off: shown at once, dimmed until it is on disk.

        With `only_on` it stays where it is on already.
        """
        self.say(await self._applying.toggle(code, span, only_on=only_on))

    async def apply_new(self, name: str, span: Span, kind: str = "") -> None:
        """Put a new code on a passage, as one change; of the kind "in vivo" if that is said."""
        self.say(await self._applying.make(name, span, kind))
        if self.last_code is not None:
            self.show_in_codebook(self.last_code.uid)  # it may stand out of sight

    def pick_code(self, span: Span) -> None:
        """Choose a code for a passage."""
        self.picker.ask(self.reader, span, self.code_entries, self._applying.recent)
        self.refresh_lines()

    # The codebook

    @property
    def book_panel(self) -> BookPanel:
        """The codes."""
        return self.book.panel

    @property
    def thing_here(self) -> Code | Theme | None:
        """The code or theme one is on in the codebook; while reading, the only code that lies here."""
        return self.book.thing_here

    @property
    def theme_here(self) -> Theme | None:
        """The theme one is in in the codebook; None while reading, and among codes in no theme."""
        return self.book.theme_here

    @property
    def code_entries(self) -> list[CodeEntry]:
        """The codes in use, to choose from."""
        return self.book.entries

    @property
    def pinned(self) -> Sequence[Code | None]:
        """The codes on the keys 1 to 9; None where there is none."""
        return self.book.pinned

    def pin(self, code: Code, number: int) -> None:
        """Pin a code to a number from 1 to 9; 0 takes it off the one it has."""
        self.book.pin(code, number)

    def show_in_codebook(self, uid: str) -> None:
        """Go to a code or theme in the codebook; the keys stay where they are."""
        self.book.panel.go_to(uid)

    # The tour

    @property
    def tour(self) -> Tour | None:
        """The tour, while one is on it."""
        return self.tour_line.tour

    def begin_tour(self) -> None:
        """Begin the tour where a participant speaks: it says one thing to do after another."""
        self.text.go_to_participant()
        self.tour_line.begin(self)

    def leave_tour(self) -> None:
        """End the tour."""
        self.tour_line.leave()

    @property
    def has_selected(self) -> bool:
        """Whether something is selected that isn't the interviewer's alone."""
        selected = self.reader.selected
        return selected is not None and not self.text.is_asked(selected)

    @property
    def coded(self) -> int:
        """How many coded passages there are in the transcript."""
        return len(self.project.codings.of(self.transcript)) if self.transcript else 0

    @property
    def is_in_codebook(self) -> bool:
        """Whether one is in the codebook."""
        return self.book.panel.has_focus

    # Panels

    @property
    def pointed(self) -> Code | Theme | Transcript | None:
        """What one is on in the panel that has the focus, the codebook or the list; None in the text."""
        return self.book.pointed or self.transcripts.pointed

    def fold(self, panel: str) -> None:
        """Fold a panel away, or show it and go there."""
        self.panels.fold(panel)
