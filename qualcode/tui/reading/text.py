"""The transcript that is open: whose it is, its text, which coded passages and hits are shown in it."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from qualcode.model.errors import QualcodeError
from qualcode.model.study import Coding, Memo, Placement, Transcript
from qualcode.model.text import Span
from qualcode.page.cells import drawable
from qualcode.project import Project
from qualcode.project.changes import Changed
from qualcode.project.names import several
from qualcode.project.shelves import attribution
from qualcode.tui import codes
from qualcode.tui.commands.showing import Showing
from qualcode.tui.query import Query
from qualcode.tui.reading.said import under_cursor
from qualcode.tui.widgets.reader import Reader


class OpenText(Vertical):
    """Shows one transcript at a time; `showing` says which codings, `looked_for` which words are marked."""

    DEFAULT_CSS = """
    OpenText { width: 1fr; }
    OpenText #whose {
        height: 2; padding: 1 1 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    def __init__(self, project: Project, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._project = project
        self.transcript: Transcript | None = None
        self.showing = Showing()
        self.looked_for = Query()
        self._memos: Sequence[Memo] = ()  # on passages of the transcript

    def compose(self) -> ComposeResult:
        """Whose it is, above the text."""
        yield Static(id="whose", markup=False)
        yield Reader(id="reader")

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one("#reader", Reader)

    def open(self, transcript: Transcript, at: int = 0) -> None:
        """Show a transcript, the cursor at an offset; at 0, where speech begins, below a cover page."""
        project = self._project
        self.transcript = transcript
        content = project.transcripts.content(transcript)
        at = at or next((segment.start for segment in content.segments), 0)
        roles = project.transcripts.roles(transcript)
        interviewers = {label for label, role in roles.items() if role == "interviewer"}
        self.reader.show(content, self._shown(), codes.looks(project), at, interviewers)
        self._say_whose()
        self.mark(self.looked_for)
        self._follow_memos()

    def open_none(self, key: str) -> None:
        """Say that there is nothing to open, and the key that brings something in."""
        self.transcript = None
        self._memos = ()
        self.reader.show_nothing()
        self.query_one("#whose", Static).update(f"No transcripts yet: {key} brings them in")

    @property
    def is_there(self) -> bool:
        """Whether what is open is in the project; where nothing is open, whether nothing can be."""
        if self.transcript is None:
            return not self._project.materials.transcripts
        return self._project.find(Transcript, self.transcript.uid) is not None

    def _say_whose(self) -> None:
        """Whose transcript it is, what it is; and which codings are shown, where not all are."""
        project, transcript = self._project, self.transcript
        if transcript is None:
            return
        content = self.reader.content
        turns = f"{len(content.turns)} turns" if content.speakers else f"{content.words} words"
        kind = ", ".join(part for part in (transcript.kind_of_source, transcript.date) if part)
        more = [kind, turns]
        if not self.showing.everything:
            more = [f"showing: {self.showing.said(project)}"]
        said = " · ".join(part for part in more if part)
        whose = drawable(f"{attribution(project, transcript)}   {said}")  # a name may hold anything
        self.query_one("#whose", Static).update(whose, layout=False)

    # Coded passages

    def show_only(self, showing: Showing) -> None:
        """Show some codings only, in this transcript and in those opened later."""
        self.showing = showing
        self.recode()
        self._say_whose()

    def recode(self) -> None:
        """Show the codings as they are now."""
        if self.transcript:
            self.reader.recode(self._shown(), codes.looks(self._project))

    def shows(self, coding: Coding) -> bool:
        """Whether a coding is among those that are shown."""
        return bool(self.showing.of(self._project, [coding]))

    def _shown(self) -> list[Coding]:
        if self.transcript is None:
            return []
        return self.showing.of(self._project, self._project.codings.of(self.transcript))

    def follow(self, changed: Changed) -> None:
        """Show what a change made of the codings and memos, and of the text itself."""
        if self._correct():
            return
        placed = Placement.kind in changed.kinds  # then what is shown may stand elsewhere
        for uid, thing in changed.things.items():
            gone = thing is None or (isinstance(thing, Coding) and (thing.removed or self._is_lost(thing)))
            if gone or placed:
                self.reader.remove_coding(uid)
            if not gone and isinstance(thing, Coding) and self._is_here(thing) and self.shows(thing):
                self.reader.add_coding(thing)
        if changed.kinds & {Memo.kind, Coding.kind}:
            self._follow_memos()

    def _correct(self) -> bool:
        """Show the text that the transcript has now, if it has another, at the same place; whether it has."""
        before = self.transcript
        now = self._project.find(Transcript, before.uid) if before else None
        if before is None or now is None or now.content == before.content:
            return False
        self.open(now, self._project.placing.near(now, before.content, self.reader.cursor))
        return True

    def _follow_memos(self) -> None:
        if self.transcript is not None:
            self._memos = self._project.memos.on_passages(self.transcript)
            self.reader.noted = self._project.memos.places(self.transcript)

    def _is_lost(self, coding: Coding) -> bool:
        """Whether a coding has no place in the text that is open, which was corrected since."""
        return (
            self._is_here(coding)
            and self.transcript is not None
            and coding.content != self.transcript.content
        )

    def _is_here(self, coding: Coding) -> bool:
        return self.transcript is not None and coding.transcript == self.transcript.uid

    # Where one is

    @property
    def here(self) -> Span:
        """What is selected, or else the word one is on."""
        return self.reader.selected or self.reader.word

    @property
    def codings_here(self) -> Sequence[Coding]:
        """The coded passages that lie on the word one is on, or on what is selected."""
        found = self._project.all(Coding)
        return [found[coding.uid] for coding in self.reader.codings_in(self.here) if coding.uid in found]

    def is_asked(self, span: Span) -> bool:
        """Whether only interviewers speak in a passage: no participant is counted for what is coded there."""
        if self.transcript is None:
            return False
        roles = self._project.transcripts.roles(self.transcript)
        heard = [s for s in self.reader.content.segments if s.start < span.end and span.start < s.end]
        return bool(heard) and all(roles.get(segment.speaker) == "interviewer" for segment in heard)

    def go_to_participant(self) -> None:
        """Go on to where somebody else speaks, where an interviewer does."""
        reader = self.reader
        if self.is_asked(reader.word):
            later = (s for s in reader.content.segments if s.start > reader.cursor)
            answer = next((s for s in later if not self.is_asked(Span(s.start, s.end))), None)
            if answer is not None:
                reader.go_to(answer.start)

    @property
    def said_here(self) -> Content:
        """What lies where one is: coded passages, memos."""
        here = self.here
        memos = [m for m in self._memos if (m.start or 0) < here.end and here.start < (m.end or 0)]
        return under_cursor(self._project, self.codings_here, self.reader.content.text, memos)

    # What is looked for

    def mark(self, sought: Query) -> str:
        """Mark what is looked for, here and in transcripts opened later; what came of it, in words."""
        self.looked_for = sought
        hits, wrong = [], ""
        if self.transcript and sought.words.strip():
            try:
                hits = sought.hits(self._project, [self.transcript])
            except QualcodeError as error:  # a regular expression that isn't one yet
                wrong = str(error)
        self.reader.hits = [hit.span for hit in hits]
        return wrong or (several(len(hits), "hit") if sought.words.strip() else "")

    def next_hit(self, step: int) -> int | None:
        """Go to the next or previous of what is marked, round the end; which it is, or None if none is."""
        hits, reader = self.reader.hits, self.reader
        if not hits:
            return None
        starts = [reader.word_at(hit.start).start for hit in hits]
        after = bisect_right(starts, reader.cursor) if step > 0 else bisect_left(starts, reader.cursor) - 1
        number = after % len(hits)
        # Whoever asked says something of it: a move would hush that.
        with reader.prevent(Reader.Moved, Reader.Selected):
            reader.go_to(hits[number].start)
        return number
