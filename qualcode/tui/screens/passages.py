"""The passages of a code or theme in all transcripts, read together, each in its context."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model.study import Code, Coding, Theme
from qualcode.page.entries import CodeEntry
from qualcode.project.changes import Changed
from qualcode.tui import codes
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.memos import SeeMemos
from qualcode.tui.commands.passages import PASSAGES
from qualcode.tui.commands.searching import SearchElsewhere
from qualcode.tui.desk import Desk
from qualcode.tui.passages import codings_of, passages
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.passages import PassageList

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [*PASSAGES, SearchElsewhere(), SeeMemos(), *ALWAYS]


class PassagesDesk(Desk):
    """Shows all passages of one code or theme, by transcript."""

    where = "passages"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    CSS = """
    PassagesDesk #defined { height: auto; max-height: 4; padding: 0 1; margin: 1 0; color: $quiet; }
    PassagesDesk #passages { height: 1fr; }
    PassagesDesk #strip { height: 2; }
    PassagesDesk.-low #defined { margin: 0; max-height: 2; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 (so declared by Textual)

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        """Show the code or theme of a place, on the coding that it names, if any: their uids."""
        super().__init__(project, keymap)
        self._thing, self._at = (*place, "", "")[:2]

    @property
    def way_out(self) -> str:
        """Back to the transcript."""
        return "q back"

    @property
    def place(self) -> tuple[str, ...]:
        """The code or theme, and the passage one is on, by uid."""
        entry = self.listing.entry
        return (self._thing, entry.uid if entry else "")

    def compose_work(self) -> ComposeResult:
        """The definition, the passages."""
        yield Static(id="defined", markup=False)
        yield PassageList(id="passages")

    def begin(self) -> None:
        """Begin on the passage one was on."""
        self._show(self._at)
        self.listing.focus()
        self.refresh_lines()

    # What commands need

    @property
    def listing(self) -> PassageList:
        """Where the passages are."""
        return self.query_one("#passages", PassageList)

    @property
    def thing(self) -> Code | Theme | None:
        """The code or theme."""
        return self.project.find(Code, self._thing) or self.project.find(Theme, self._thing)

    @property
    def coding(self) -> Coding | None:
        """The passage one is on."""
        entry = self.listing.entry
        return self.project.find(Coding, entry.uid) if entry else None

    @property
    def code_entries(self) -> Sequence[CodeEntry]:
        """The codes to choose from."""
        return codes.code_entries(self.project, {}, ())

    @on(PassageList.Opened)
    def _see(self) -> None:
        self.attempt(lambda: self.command("passages.open").do(self))

    def heard(self, changed: Changed) -> None:
        """Show them as they are now."""
        self._show()

    def _show(self, at: str = "") -> None:
        thing = self.thing
        if thing is None:
            self.say("That code is no longer there.", alarm=True)
            self.listing.show([])
            return
        those = codings_of(self.project, thing)
        entries = passages(self.project, those, with_codes=isinstance(thing, Theme))
        where = len({entry.hit.transcript for entry in entries})
        passage = "passage" if len(entries) == 1 else "passages"
        transcript = "transcript" if where == 1 else "transcripts"
        counted = f"{len(entries):,} {passage} in {where} {transcript}"
        self.query_one("#title", TitleLine).say(thing.name, counted, self.state)
        brief = thing.definition if isinstance(thing, Theme) else thing.brief or thing.full
        self.query_one("#defined", Static).update(brief or "No definition yet.")
        self.listing.show(entries, at)

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widgets whose keys the help shows."""
        return [("Passages", self.listing)]
