"""The workspace: a transcript read and coded, between the list of transcripts and the codebook."""

import asyncio
import secrets
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from qualcode import settings
from qualcode.model.charts import Count
from qualcode.model.errors import QualcodeError
from qualcode.model.study import Code, Coding, Memo, Participant, Theme, Transcript
from qualcode.model.text import Span
from qualcode.page.entries import ThemeEntry
from qualcode.project.changes import Changed
from qualcode.project.names import several
from qualcode.project.progress import NOTHING, done_with
from qualcode.project.shelves import Entry, attribution, shelves
from qualcode.tui import codes
from qualcode.tui.command import Commands, bindings, keys_of
from qualcode.tui.commands.analyses import ANALYSES
from qualcode.tui.commands.anywhere import Close, Redo, ShowHelp, Undo
from qualcode.tui.commands.coding import CODING
from qualcode.tui.commands.exporting import Export
from qualcode.tui.commands.finding import FINDING
from qualcode.tui.commands.grouping import PutInThemes
from qualcode.tui.commands.joining import CODEBOOK
from qualcode.tui.commands.memos import SeeMemos, WriteMemo
from qualcode.tui.commands.moving import ADJUSTING, BY_NAME, HOLDING, MOVING, keep_ends
from qualcode.tui.commands.saving import SaveElsewhere
from qualcode.tui.commands.showing import SHOWING, Showing
from qualcode.tui.commands.touring import TakeTour
from qualcode.tui.commands.wandering import WANDERING, ComeBack
from qualcode.tui.desk import Desk
from qualcode.tui.keys import shown
from qualcode.tui.query import Query
from qualcode.tui.screens.book import BookDesk, BookPanel
from qualcode.tui.screens.said import definition, said_done, under_cursor
from qualcode.tui.tour import STEPS, Tour
from qualcode.tui.widgets.codebook import CodebookPanel
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.picker import CodePicker
from qualcode.tui.widgets.reader import Pending, Reader
from qualcode.tui.widgets.transcripts import MARKS, Listed, TranscriptList

COMMANDS: Commands = [
    *MOVING, *CODING, WriteMemo(), ComeBack(), Undo(), Redo(), *FINDING, SeeMemos(), PutInThemes(), Export(),
    *WANDERING, SaveElsewhere(), TakeTour(), *ANALYSES, *CODEBOOK, *BY_NAME, *SHOWING, Close(), ShowHelp(),
]  # fmt: skip

PICKING = [
    ("letters", "find a code"),
    ("↑ ↓", "choose"),
    ("enter", "puts it on the passage"),
    ("ctrl+k", "pin"),
    ("esc", "never mind"),
]

WIDE = 126  # cells: below it the panels are folded until they are asked for
_COUNT_AFTER = 0.4  # seconds without a change, after which passages are counted again
_CODEBOOK_KINDS = {"code", "theme", "membership"}
_SHELF_KINDS = {"transcript", "source", "participant", "value", "stage"}


def _progress(entry: Entry) -> str:
    return "charted" if entry.progress == "coded" and entry.done.is_charted else entry.progress


class Unsaved(NamedTuple):
    """A coded passage that is shown and not on disk yet."""

    uid: str
    start: int
    end: int
    code: str


class Workspace(BookDesk):
    """Reads and codes one transcript at a time."""

    where = "reading"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("tab", "panel(1)", "Next panel", show=False, id="panel_next"),
        Binding("shift+tab", "panel(-1)", "Previous panel", show=False, id="panel_back"),
    ]
    CSS = """
    Workspace #work { height: 1fr; }
    Workspace #transcripts { width: 29; margin: 1 1 0 0; }
    Workspace #middle { width: 1fr; }
    Workspace #whose {
        height: 2; padding: 1 1 0 1; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis;
    }
    Workspace #reader { margin-top: 1; }
    Workspace #book { width: 36; margin: 1 0 0 1; }
    Workspace.-broad #book { width: 52; }
    Workspace #codebook { height: 1fr; }
    Workspace #definition { height: 11; padding: 1 1 0 1; color: $quiet; }
    Workspace #strip, Workspace #picker { height: 5; }
    Workspace.-low #strip, Workspace.-low #picker { height: 4; }
    Workspace.-low #whose { height: 1; padding: 0 1; }
    Workspace.-low #reader, Workspace.-low #transcripts, Workspace.-low #book { margin-top: 0; }
    Workspace .-folded { display: none; }
    Workspace #tour {
        display: none; height: auto; padding: 0 1; background: $primary; color: $background; text-style: bold;
    }
    Workspace #tour.-on { display: block; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-usual"), (170, "-broad")]  # noqa: RUF012 (so declared by Textual)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 (so declared by Textual)

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.transcript: Transcript | None = None
        self.last_code: Code | None = None
        self._recent: list[str] = []
        self._codes_here: list[str] = []
        self._themes: list[ThemeEntry] = []
        self._counts: dict[str, Count] = {}  # worked out once the text is on the screen
        self._uncounted: set[str] | None = None  # the codes to count anew; None for all
        self._counting: Timer | None = None
        self._target: Span | None = None
        self._wide: bool | None = None
        self.looked_for = Query()
        self.tour: Tour | None = None
        self.moves = 0
        self._memos: Sequence[Memo] = ()  # on passages of the transcript
        self.showing = Showing()

    def compose_work(self) -> ComposeResult:
        """The list, the reader, the codebook."""
        with Horizontal(id="work"):
            yield TranscriptList(id="transcripts")
            with Vertical(id="middle"):
                yield Static(id="whose", markup=False)
                yield Reader(id="reader")
            with Vertical(id="book"):
                yield BookPanel(id="codebook")
                yield Static(id="definition", markup=False)
        yield Static(id="tour", markup=False)
        yield CodePicker(id="picker", pins=True)

    def on_mount(self) -> None:
        """Begin with the analysis in use."""
        self.begin()

    def begin(self) -> None:
        """Show the analysis in use: open the first transcript of it that isn't coded yet."""
        self._uncounted, self._counts = None, {}
        study = self.project.study
        self.query_one("#title", TitleLine).say(study.name, self.project.analysis.name, self.state)
        self._show_shelves()
        self._show_codebook()
        entries = [entry for shelf in shelves(self.project) for entry in shelf.entries]
        waiting = [e for e in entries if e.progress == "begun"] + [e for e in entries if e.progress == "new"]
        if entries:
            first = (waiting or entries)[0].transcript
            self.open_transcript(self.project.all(Transcript)[first])
        else:
            self.transcript = None
            self.query_one("#whose", Static).update("No transcripts yet")
            self.say("There is nothing to read yet: a brings transcripts in.")
        self.reader.focus()
        self.refresh_lines()
        self.call_after_refresh(lambda: self.run_worker(self._recount()))

    def on_unmount(self) -> None:
        """Let go of the project: this desk is the first one at it, and the last."""
        self.project.close()

    # What commands need

    @property
    def reader(self) -> Reader:
        """The transcript being read."""
        return self.query_one("#reader", Reader)

    @property
    def picker(self) -> CodePicker:
        """Where codes are chosen."""
        return self.query_one("#picker", CodePicker)

    @property
    def codings_here(self) -> Sequence[Coding]:
        """The coded passages that lie on the word one is on, or on what is selected."""
        found = self.project.all(Coding)
        span = self.reader.selected or self.reader.word
        return [found[coding.uid] for coding in self.reader.codings_in(span) if coding.uid in found]

    def open_transcript(self, transcript: Transcript, at: int = 0) -> None:
        """Show a transcript, the cursor at an offset."""
        project = self.project
        self.transcript = transcript
        content = project.transcripts.content(transcript)
        roles = project.transcripts.roles(transcript)
        interviewers = {label for label, role in roles.items() if role == "interviewer"}
        those = self._shown_codings()
        self.reader.show(content, those, codes.looks(project), at, interviewers)
        self._say_whose()
        self.query_one("#transcripts", TranscriptList).mark_current(transcript.uid)
        self.mark(self.looked_for)
        self._memos = project.memos.on_passages(transcript)
        self._say_here()

    def _say_whose(self) -> None:
        """Whose transcript it is, what it is; and which codings are shown, where not all are."""
        project, transcript = self.project, self.transcript
        if transcript is None:
            return
        content = self.reader.content
        turns = f"{len(content.turns)} turns" if content.speakers else f"{content.words} words"
        kind = ", ".join(part for part in (transcript.kind_of_source, transcript.date) if part)
        more = [kind, turns]
        if not self.showing.everything:
            more = [f"showing: {self.showing.said(project)}"]
        said = " · ".join(part for part in more if part)
        self.query_one("#whose", Static).update(f"{attribution(project, transcript)}   {said}", layout=False)

    def show_only(self, showing: Showing) -> None:
        """Show some codings only, in this transcript and in those opened later."""
        self.showing = showing
        self._show_codings()
        self._say_whose()
        self._say_here()

    def _shown_codings(self) -> list[Coding]:
        if self.transcript is None:
            return []
        return self.showing.of(self.project, self.project.codings.of(self.transcript))

    def _is_shown(self, coding: Coding) -> bool:
        here = self.transcript is not None and coding.transcript == self.transcript.uid
        return here and bool(self.showing.of(self.project, [coding]))

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
        panel = self.query_one("#codebook", CodebookPanel)
        if self._folded(panel):
            self.fold("book")
        panel.focus()
        panel.go_to(uid)
        self._define()

    def _show_text(self, transcript: str, offset: int) -> None:
        found = self.project.find(Transcript, transcript)
        if found is None:
            self.say("That transcript is no longer in the project.", alarm=True)
        elif self.transcript and self.transcript.uid == transcript:
            self.reader.go_to(offset)
        else:
            self.open_transcript(found, offset)
        self.reader.focus()

    def neighbour(self, step: int) -> Transcript | None:
        """The transcript so many further in the list."""
        uids = [entry.transcript for shelf in shelves(self.project) for entry in shelf.entries]
        here = uids.index(self.transcript.uid) if self.transcript and self.transcript.uid in uids else -step
        place = here + step
        return self.project.all(Transcript)[uids[place]] if 0 <= place < len(uids) else None

    async def apply(self, code: Code, span: Span) -> None:
        """Put a code on a passage, or take the same one off: shown at once, dimmed until it is on disk."""
        transcript, codings = self.transcript, self.project.codings
        if transcript is None:
            return
        self.reader.let_go()
        self.last_code = code
        self._recent = [code.uid, *(uid for uid in self._recent if uid != code.uid)][:20]
        uid = secrets.token_hex(16)
        there = codings.own(code, transcript, *span)
        if there is not None:
            self.reader.remove_coding(there.uid)
        else:
            self.reader.add_coding(Unsaved(uid, *span, code.uid), saved=False)
        try:
            made = await self.changed(lambda: codings.toggle(code, transcript, *span, uid=uid))
        except QualcodeError:
            self._show_codings()  # as they are without it
            raise
        if made is None or made.uid != uid:  # there was one already, or one just coming
            self.reader.remove_coding(uid)
        done, hidden = made or there, ""
        if done is not None and not self.showing.of(self.project, [done]):
            self.reader.remove_coding(done.uid)
            key = shown(keys_of(self.command("show"), self.keymap))
            hidden = f" It isn't among what is shown just now: {key} shows everything."
        self.say((f"Coded “{code.name}”." if made else f"“{code.name}” taken off.") + hidden)

    def _show_codings(self) -> None:
        if self.transcript:
            self.reader.recode(self._shown_codings(), codes.looks(self.project))

    def pick_code(self, span: Span) -> None:
        """Choose a code for a passage."""
        self._target = span
        self.reader.pending = Pending("", span)
        self.strip.display = False
        self.picker.open(self.code_entries, self._recent)
        self.refresh_lines()

    def mark(self, sought: Query) -> str:
        """Mark what is looked for, here and in transcripts opened later; what came of it, in words."""
        self.looked_for = sought
        hits, wrong = [], ""
        if self.transcript and sought.words.strip():
            try:
                hits = sought.hits(self.project, [self.transcript])
            except QualcodeError as error:  # a regular expression that isn't one yet
                wrong = str(error)
        self.reader.hits = [hit.span for hit in hits]
        self.refresh_lines()
        return wrong or (several(len(hits), "hit") if sought.words.strip() else "")

    def next_hit(self, step: int) -> None:
        """Go to the next or previous of what is marked, round the end."""
        hits, words = self.reader.hits, self.looked_for.words
        if not hits:
            key = shown(keys_of(self.command("search_all"), self.keymap))
            self.say(f"“{words}” isn't in this transcript. {key} looks in all of them.")
            return
        starts = [self.reader.word_at(hit.start).start for hit in hits]
        cursor = self.reader.cursor
        number = bisect_right(starts, cursor) if step > 0 else bisect_left(starts, cursor) - 1
        number %= len(hits)
        # This move must not hush what is said of it.
        with self.reader.prevent(Reader.Moved, Reader.Selected):
            self.reader.go_to(hits[number].start)
        self._say_here()
        self.say(f"“{words}”: {number + 1} of {len(hits)}. , and ; step, esc takes the marks away.")

    @property
    def pointed(self) -> Code | Theme | Transcript | None:
        """What one is on in the panel that has the focus, the codebook or the list; None in the text."""
        panel, listed = (
            self.query_one("#codebook", CodebookPanel),
            self.query_one("#transcripts", TranscriptList),
        )
        if panel.has_focus and panel.line:
            return self.project.find(Code, panel.line.uid) or self.project.find(Theme, panel.line.uid)
        return self.project.find(Transcript, listed.uid) if listed.has_focus else None

    # The tour

    @property
    def has_selected(self) -> bool:
        """Whether something is selected."""
        return self.reader.selected is not None

    @property
    def coded(self) -> int:
        """How many coded passages there are in the transcript."""
        return len(self.project.codings.of(self.transcript)) if self.transcript else 0

    @property
    def is_in_codebook(self) -> bool:
        """Whether one is in the codebook."""
        return self.book_panel.has_focus

    def begin_tour(self) -> None:
        """Begin the tour: it says one thing to do after another."""
        self.tour = Tour(self)
        self._show_tour()

    def leave_tour(self) -> None:
        """End the tour, and remember that it was seen."""
        self.tour = None
        settings.tour_seen()
        self._show_tour()

    def on_screen_suspend(self) -> None:
        """The last step leads to the matrix."""
        if self.tour and self.tour.number == len(STEPS) - 1 and isinstance(self.app.screen, Desk):
            self.leave_tour()

    def _show_tour(self) -> None:
        line = self.query_one("#tour", Static)
        line.set_class(self.tour is not None, "-on")
        if self.tour:
            line.update(self.tour.says)

    def _look_on_tour(self) -> None:
        if self.tour and self.tour.look():
            self._show_tour()

    def keep_in_sight(self, lines: int) -> None:
        """See to it that so many lines at the bottom don't hide the place one is at."""
        self.reader.keep_above(self.size.height - lines)

    def fold(self, panel: str) -> None:
        """Fold a panel away, or show it and go there."""
        found = self.query_one(f"#{panel}")
        shows = found.has_class("-folded")
        if shows and not self._wide:
            for other in self._panels():
                other.add_class("-folded")
        found.set_class(not shows, "-folded")
        self._focus(found if shows else self.reader)

    def footer(self) -> list[tuple[str, str]]:
        """The picker's keys while it is open; those of moves that select, or move an end."""
        if self.picker.is_open:
            return PICKING
        if self.reader.holding:
            return ADJUSTING if self.reader.adjusting else HOLDING
        return super().footer()

    # Panels

    def _panels(self) -> list[Widget]:
        return [self.query_one("#transcripts"), self.query_one("#book")]

    def _focus(self, panel: Widget) -> None:
        (panel if panel.can_focus else self.query_one("#codebook")).focus()

    def action_panel(self, step: int) -> None:
        """Go to the next panel that is to be seen; where all are folded, show the list."""
        order = [self.query_one("#transcripts"), self.reader, self.query_one("#codebook")]
        seen = [panel for panel in order if panel.display and not self._folded(panel)]
        if len(seen) == 1:
            self.fold("transcripts" if step < 0 else "book")
            return
        here = seen.index(self.focused) if self.focused in seen else 0
        seen[(here + step) % len(seen)].focus()

    def _folded(self, panel: Widget) -> bool:
        return any(
            isinstance(node, Widget) and node.has_class("-folded") for node in panel.ancestors_with_self
        )

    def on_resize(self, event: events.Resize) -> None:
        """Fold the panels where there isn't room for all; show them where there is."""
        wide = event.size.width >= WIDE
        if wide != self._wide:
            self._wide = wide
            for panel in self._panels():
                panel.set_class(not wide, "-folded")
            if not wide:
                self.reader.focus()

    # What widgets say

    @on(Reader.Moved)
    @on(Reader.Selected)
    def _moved(self) -> None:
        self.moves += 1
        self._look_on_tour()
        self.strip.hush()
        self._say_here()

    @on(Reader.Held)
    def _held(self) -> None:
        self.refresh_lines()

    @on(Reader.Adjusted)
    def _adjusted(self, event: Reader.Adjusted) -> None:
        self.attempt(lambda: keep_ends(self, event.uid, event.span))

    @on(TranscriptList.OptionHighlighted)
    def _say_done(self) -> None:
        """Say by whom the transcript in the list was read, coded and charted."""
        listed = self.query_one("#transcripts", TranscriptList)
        if listed.has_focus and listed.uid:
            self.strip.rest(Content(said_done(done_with(self.project).get(listed.uid, NOTHING))))

    @on(TranscriptList.Opened)
    def _opened(self, event: TranscriptList.Opened) -> None:
        self.trail.left(self.spot)
        self.open_transcript(self.project.all(Transcript)[event.uid])
        if not self._wide:
            self.query_one("#transcripts").add_class("-folded")
        self.reader.focus()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of where one is, and in the codebook the definition of what one is on there."""
        self.refresh_lines()
        self._define()

    def pin(self, code: Code, number: int) -> None:
        """Pin a code to a number, and show it."""
        super().pin(code, number)
        self._show_codebook()

    @on(CodebookPanel.FilterTurned)
    def _filters(self) -> None:
        self.refresh_lines()

    @on(CodebookPanel.Highlighted)
    def _defines(self) -> None:
        self.moves += 1
        self._look_on_tour()
        self._define()

    @on(CodebookPanel.Opened)
    def _apply_line(self, event: CodebookPanel.Opened) -> None:
        code = self.project.find(Code, event.line.uid)
        if code is not None:
            self.attempt(lambda: self.apply(code, self.reader.selection))

    def on_key(self, event: events.Key) -> None:
        """Let the picker have the keys while it is open; answer enter, which many try first."""
        if self.picker.is_open:
            event.stop()
            event.prevent_default()
            self.picker.feed(event)
        elif event.key == "enter" and self.reader.has_focus and event.key not in self.active_bindings:
            event.stop()
            event.prevent_default()
            key = shown(keys_of(self.command("code"), self.keymap))
            self.say(f"enter does nothing here: {key} codes the passage.")

    @on(CodePicker.Highlighted)
    def _preview(self, event: CodePicker.Highlighted) -> None:
        if self._target is not None and self.picker.is_open:
            self.reader.pending = Pending(event.entry.uid if event.entry else "", self._target)

    @on(CodePicker.Chosen)
    def _chosen(self, event: CodePicker.Chosen) -> None:
        self._picked(self.project.all(Code)[event.entry.uid])

    @on(CodePicker.Named)
    def _named(self, event: CodePicker.Named) -> None:
        self._picked(None, event.name)

    @on(CodePicker.Pinned)
    def _pinned(self, event: CodePicker.Pinned) -> None:
        self.pin(self.project.all(Code)[event.entry.uid], event.number)
        self.picker.renew(self.code_entries)

    @on(CodePicker.Cancelled)
    def _cancelled(self) -> None:
        self._put_picker_away()

    def _picked(self, code: Code | None, new: str = "") -> None:
        span = self._target
        self._put_picker_away()
        if span is not None:
            target = span

            async def apply() -> None:
                put = code
                if put is None:
                    put = await self.changed(lambda: self.project.codebook.add_code(new))
                await self.apply(put, target)
                if new:
                    self.show_in_codebook(put.uid)  # it may stand out of sight
                    self.say(
                        f"Coded “{put.name}”, a new code. Its definition can come later: e in the codebook."
                    )

            self.attempt(apply)

    def _put_picker_away(self) -> None:
        self._target = None
        self.reader.pending = None
        self.strip.display = True
        self.refresh_lines()

    # Hearing what changed

    def heard(self, changed: Changed) -> None:
        """Redraw what the change covers; what follows from it a moment later."""
        if changed.kinds & _CODEBOOK_KINDS:
            self._show_codebook()
            self._show_codings()
        for uid, thing in changed.things.items():
            if thing is None or (isinstance(thing, Coding) and thing.removed):
                self.reader.remove_coding(uid)
            elif isinstance(thing, Coding) and self._is_shown(thing):
                self.reader.add_coding(thing)
        if changed.kinds & _SHELF_KINDS:
            self._show_shelves()
        if Memo.kind in changed.kinds and self.transcript:
            self._memos = self.project.memos.on_passages(self.transcript)
        self._say_here()
        self._look_on_tour()
        self._count_later(changed)

    def _count_later(self, changed: Changed) -> None:
        if changed.kinds == {Coding.kind} and self._uncounted is not None:
            finals = self.project.codebook.now.finals
            coded = (thing.code for thing in changed.things.values() if isinstance(thing, Coding))
            self._uncounted |= {finals[code] for code in coded if code in finals}
        else:
            self._uncounted = None
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(_COUNT_AFTER, lambda: self.run_worker(self._recount()))

    async def _recount(self) -> None:
        """Count on the writing thread: in between two changes, and while one goes on reading."""
        uncounted, self._uncounted = self._uncounted, set()
        count = partial(codes.recounted, self.project, self._counts, uncounted)
        self._counts = await asyncio.wrap_future(self.project.writing.after(count))
        if not self.query("#codebook"):  # on the way out
            return
        self._show_codebook()
        self._show_shelves()

    def _show_shelves(self) -> None:
        lines: list[Listed] = []
        for number, shelf in enumerate(shelves(self.project)):
            if shelf.site:
                lines += [Listed("", "")] if number else []
                lines.append(Listed("", shelf.site))
            lines += [Listed(e.transcript, e.label, _progress(e)) for e in shelf.entries]
        self.query_one("#transcripts", TranscriptList).show(lines)

    def _show_codebook(self) -> None:
        self._themes = codes.theme_entries(self.project, self._counts, self.pinned)
        self.query_one("#codebook", CodebookPanel).show(self._themes)
        self._define()

    def _define(self) -> None:
        panel = self.query_one("#codebook", CodebookPanel)
        shown = [] if panel.has_focus else [uid for uid in self._codes_here if uid]
        line = codes.line_of(self._themes, shown[-1]) if shown else panel.line
        of = len(self.project.all(Participant))
        self.query_one("#definition", Static).update(definition(line, of), layout=False)

    def _say_here(self) -> None:
        here = self.codings_here
        span = self.reader.selected or self.reader.word
        memos = [m for m in self._memos if (m.start or 0) < span.end and span.start < (m.end or 0)]
        self.strip.rest(under_cursor(self.project, here, self.reader.content.text, memos))
        shown = (self.project.codings.shown_code(coding) for coding in here)
        found = [code.uid for code in shown if code is not None]
        if found != self._codes_here:
            self._codes_here = found
            self.query_one("#codebook", CodebookPanel).point(found)
            self._define()
            self.refresh_lines()

    def signs(self) -> list[tuple[str, str]]:
        """How far a transcript is."""
        meanings = {
            "charted": "Coded, and everybody in it charted",
            "coded": "Marked as coded",
            "begun": "Begun",
            "new": "Nothing coded yet",
        }
        return [(MARKS[progress], meaning) for progress, meaning in meanings.items()]

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widgets whose keys the help shows."""
        return [("Reading", self.reader), ("Codebook", self.query_one("#codebook"))]
