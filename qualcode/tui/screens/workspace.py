"""The workspace: a transcript read and coded, between the list of transcripts and the codebook."""

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.widget import Widget

from qualcode import settings
from qualcode.model.study import Code, Transcript
from qualcode.model.text import Span
from qualcode.project.changes import Changed
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.analyses import ANALYSES
from qualcode.tui.commands.anywhere import Close, Redo, ShowHelp, Undo
from qualcode.tui.commands.codebook import CODEBOOK
from qualcode.tui.commands.coding import CODING
from qualcode.tui.commands.correcting import CORRECTING
from qualcode.tui.commands.exporting import Export
from qualcode.tui.commands.finding import FINDING
from qualcode.tui.commands.grouping import PutInThemes
from qualcode.tui.commands.identifying import SeeIdentifiers
from qualcode.tui.commands.memos import SeeMemos, WriteMemo
from qualcode.tui.commands.moving import ADJUSTING, BY_NAME, HOLDING, MOVING, keep_ends
from qualcode.tui.commands.saving import SaveElsewhere
from qualcode.tui.commands.showing import SHOWING
from qualcode.tui.commands.touring import TakeTour
from qualcode.tui.commands.wandering import WANDERING, ComeBack
from qualcode.tui.commands.withdrawing import WithdrawHere
from qualcode.tui.desk import Desk
from qualcode.tui.reading.book import FILTERING, Book, BookPanel
from qualcode.tui.reading.desk import ReadingDesk
from qualcode.tui.reading.picking import PICKING, PassagePicker
from qualcode.tui.reading.transcripts import LISTING, Transcripts
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.reader import Reader
from qualcode.tui.widgets.reader_lines import MEMO
from qualcode.tui.widgets.transcripts import MARKS

COMMANDS: Commands = [
    *MOVING, *CODING, WriteMemo(), ComeBack(), Undo(), Redo(), *FINDING, SeeMemos(), PutInThemes(), Export(),
    SeeIdentifiers(), *CORRECTING,
    *WANDERING, SaveElsewhere(), TakeTour(), *ANALYSES, *CODEBOOK, *BY_NAME, *SHOWING, WithdrawHere(),
    Close(),
    ShowHelp(),
]  # fmt: skip

_CODEBOOK_KINDS = {"code", "theme", "membership"}


class Workspace(ReadingDesk):
    """Reads and codes one transcript at a time."""

    where = "reading"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("tab", "panel(1)", "Next panel", show=False, id="panel_next"),
        Binding("shift+tab", "panel(-1)", "Previous panel", show=False, id="panel_back"),
    ]
    AUTO_FOCUS = "#reader"
    DEFAULT_CSS = """
    Workspace #work { height: 1fr; }
    Workspace #transcripts { width: 29; margin: 1 1 0 0; }
    Workspace #reader { margin-top: 1; }
    Workspace #book { width: 36; margin: 1 0 0 1; }
    Workspace.-ample #book { width: 42; }
    Workspace.-broad #book { width: 52; }
    Workspace #strip { height: 6; }
    Workspace.-low #strip { height: 5; }
    Workspace.-low #whose { height: 1; padding: 0 1; }
    Workspace.-low #reader, Workspace.-low #transcripts, Workspace.-low #book { margin-top: 0; }
    """
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (so declared by Textual)
        (0, "-usual"), (138, "-ample"), (170, "-broad")
    ]  # fmt: skip
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 (so declared by Textual)

    _analysis = ""  # the one that is shown, by uid
    _text_at: Reader | None = None  # kept, as on leaving it is gone before the desk is

    def compose_work(self) -> ComposeResult:
        """The list, the text, the codebook; below them what comes up at times."""
        yield self.panels
        yield self.tour_line
        yield self.picker

    def begin(self) -> None:
        """Show the analysis in use, at the place one left; else at the transcript to be gone on with."""
        self._remember_place()
        self._analysis = self.project.analysis.uid
        title = self.query_one("#title", TitleLine)
        title.say(self.project.study.name, self.project.analysis.name, self.state)
        self.transcripts.renew()
        left, offset = settings.place(self._analysis, self.project.coder.uid)
        waiting = self.project.materials.transcripts.get(left)
        if waiting is None:
            waiting, offset = self.transcripts.waiting, 0
        if waiting is not None:
            self.open_transcript(waiting, offset)
        else:
            self.text.open_none(self.key("add"))
            self.say(f"There is nothing to read yet: {self.key('add')} brings transcripts in.")
        self.book.begin()
        self._text_at = self.reader
        self.reader.focus()
        self.refresh_lines()

    def _remember_place(self) -> None:
        """Keep where one is in the analysis that is shown, for the next time."""
        if self._text_at is not None and self.transcript is not None:
            coder = self.project.coder.uid
            settings.leave_at(self._analysis, coder, self.transcript.uid, self._text_at.cursor)

    def on_unmount(self) -> None:
        """Let go of the project: this desk is the first one at it, and the last."""
        self._remember_place()
        self.project.close()

    # Coding

    @on(PassagePicker.Chosen)
    def _chosen(self, event: PassagePicker.Chosen) -> None:
        span, code = self._put_picker_away(), self.project.all(Code)[event.entry.uid]
        self.attempt(lambda: self.apply(code, span))

    @on(PassagePicker.Named)
    def _new_code(self, event: PassagePicker.Named) -> None:
        span = self._put_picker_away()
        self.attempt(lambda: self.apply_new(event.name, span))

    @on(PassagePicker.Pinned)
    def _pinned(self, event: PassagePicker.Pinned) -> None:
        self.pin(self.project.all(Code)[event.entry.uid], event.number)
        self.picker.renew(self.code_entries)

    @on(PassagePicker.Cancelled)
    def _put_picker_away(self) -> Span:
        self.refresh_lines()
        return self.picker.put_away()

    @on(Reader.Adjusted)
    def _adjusted(self, event: Reader.Adjusted) -> None:
        self.attempt(lambda: keep_ends(self, event.uid, event.span))

    # The codebook

    @on(BookPanel.FilterTurned)
    def _filters(self) -> None:
        self.refresh_lines()

    @on(BookPanel.Highlighted)
    def _another_code(self) -> None:
        self.tour_line.look(moved=True)
        self.book.define()

    @on(BookPanel.Opened)
    def _apply_line(self, event: BookPanel.Opened) -> None:
        code = self.project.find(Code, event.line.uid)
        if code is not None:
            self.attempt(lambda: self.apply(code, self.reader.selection))

    def on_screen_suspend(self) -> None:
        """The last step leads to the matrix."""
        if self.tour and self.tour.is_at_its_end and isinstance(self.app.screen, Desk):
            self.leave_tour()

    # Where one is

    def action_panel(self, step: int) -> None:
        """Go to the next panel."""
        self.panels.step(step)

    def fit(self, size: Size) -> None:
        """Fold the panels where there isn't room for all; show them where there is."""
        super().fit(size)
        self.panels.fit(size.width)

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of where one is, and in the codebook the definition of what one is on there."""
        self.refresh_lines()
        self.book.define()

    @on(Reader.Moved)
    @on(Reader.Selected)
    def _moved(self) -> None:
        self.tour_line.look(moved=True)
        self.strip.hush()
        self.say_here()
        if self.tour and self.tour.wants_selection and self.reader.selected and not self.has_selected:
            self.say("That is the interviewer's. The tour goes on with a sentence of the participant's.")

    @on(Reader.Held)
    def _held(self) -> None:
        self.refresh_lines()

    @on(Transcripts.OptionHighlighted)
    def _another_transcript(self) -> None:
        if (done := self.transcripts.done) is not None:
            self.strip.rest(done)

    @on(Transcripts.Opened)
    def _opened(self, event: Transcripts.Opened) -> None:
        self.trail.left(self.spot)
        self.open_transcript(self.project.all(Transcript)[event.uid])
        self.panels.put_away("transcripts")
        self.reader.focus()

    # Hearing what changed

    def heard(self, changed: Changed) -> None:
        """Redraw what the change covers; what follows from it a moment later.

        What is looked at may have been undone: then one begins with what there is.
        """
        if self._analysis and (self._analysis != self.project.analysis.uid or not self.text.is_there):
            self.begin()
            return
        if changed.kinds & _CODEBOOK_KINDS:
            self.book.renew()
            self.text.recode()
        self.text.follow(changed)
        self.transcripts.follow(changed)
        self.say_here()
        self.tour_line.look()
        self.book.count_later(changed)

    @on(Book.Counted)
    def _counted(self) -> None:
        self.transcripts.renew()

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Let the picker have the keys while it is open; answer enter, which many try first."""
        if self.picker.is_open:
            event.stop()
            event.prevent_default()
            self.picker.feed(event)
        elif event.key == "enter" and self.reader.has_focus and event.key not in self.active_bindings:
            event.stop()
            event.prevent_default()
            self.say(f"enter does nothing here: {self.key('code')} codes the passage.")

    def footer(self) -> list[tuple[str, str]]:
        """The keys of where one is: of the picker, of moves that select or move an end, of a panel."""
        if self.picker.is_open:
            return PICKING
        if self.reader.holding:
            return ADJUSTING if self.reader.adjusting else HOLDING
        if self.transcript is None and not self.book.panel.has_focus:
            return [(self.key("add"), "bring in transcripts"), *self._always]
        if self.transcripts.has_focus:
            return [*LISTING, *self._always]
        if not self.book.panel.has_focus:
            return super().footer()
        if self.book.panel.is_typing:
            return FILTERING
        book = [(self.key(command.id), command.footer) for command in CODEBOOK if command.footer]
        return [("enter", "put on"), ("/", "filter"), *book, *self._always]

    @property
    def _always(self) -> list[tuple[str, str]]:
        always = (self.command("undo"), self.command("help"))
        return [(self.key(command.id), text) for command in always if (text := command.footer_at(self))]

    def signs(self) -> list[tuple[str, str]]:
        """How far a transcript is; what stands beside the text."""
        meanings = {
            "charted": "Coded, and charted wherever its participants have extracts, by code or by theme",
            "coded": "Marked as coded",
            "begun": "Begun",
            "new": "Nothing coded yet",
        }
        marks = [(MARKS[progress], meaning) for progress, meaning in meanings.items()]
        beside = [
            ("a, a bar", "A coded passage: the bar is as long, the letter is its code's, as in the codebook"),
            ("+2", "So many more codes lie there than there is room for"),
        ]
        return [*marks, *beside, (MEMO, "A memo is on the passage that begins here")]

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widgets whose keys the help shows."""
        return [("Reading", self.reader), ("Codebook", self.book.panel)]
