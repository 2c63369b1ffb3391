"""What may still identify someone: a worklist, decided about key by key."""

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from qualcode.analysis.identifiers.entities import parts_of
from qualcode.analysis.language import model
from qualcode.model.errors import QualcodeError
from qualcode.model.study import Coder
from qualcode.project.asking import Asking
from qualcode.project.changes import Changed
from qualcode.project.identifier_decisions import Decisions, Scope
from qualcode.project.identifiers import Found
from qualcode.project.names import several
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.identifying import FOR, IDENTIFYING
from qualcode.tui.commands.memos import SeeMemos
from qualcode.tui.desk import Desk
from qualcode.tui.widgets.identifiers import IdentifierList
from qualcode.tui.widgets.lines import TitleLine

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [*IDENTIFYING, SeeMemos(), *ALWAYS]
_RESTS_ON = {"transcript", "identified", "revision", "participant", "memo", "summary", "value", "code"}


class IdentifiersDesk(Desk):
    """How it was checked at the top, hits below."""

    where = "identifiers"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    CSS = """
    IdentifiersDesk #counted { height: 3; padding: 1 1 0 1; color: $quiet; }
    IdentifiersDesk #identifiers { height: 1fr; margin: 1 0 0 0; }
    IdentifiersDesk #strip { height: 2; }
    """

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        """Be on the hit that `place` says, and decide as far as it says."""
        super().__init__(project, keymap)
        at, scope, shows = place or ("", "transcript", "")
        self._at = at
        self.scope: Scope = scope  # type: ignore[assignment]  # as `place` gave it
        self.shows_all = bool(shows)
        self._hits: list[Found] = []
        self._pseudonyms: dict[str, tuple[str, Scope, Found]] = {}
        self._checked = self._asked = 0
        self._asking = Asking()

    @property
    def place(self) -> tuple[str, ...]:
        """The hit one is on, and how far decisions go."""
        return (self.hit.id if self.hit else "", self.scope, "all" if self.shows_all else "")

    def compose_work(self) -> ComposeResult:
        """How it was checked, and the hits."""
        yield Static(id="counted", markup=False)
        yield IdentifierList(id="identifiers")

    def on_mount(self) -> None:
        """Check, and then ask the language model."""
        self.query_one("#title", TitleLine).say(
            "What may identify someone", self.project.study.name, self.state
        )
        self.hit_list.focus()
        self._check()
        self.refresh_lines()

    def on_unmount(self) -> None:
        """Ask no more."""
        self._asking.close()

    @property
    def way_out(self) -> str:
        """Back to the transcript."""
        return "q back"

    # What commands need

    @property
    def hit_list(self) -> IdentifierList:
        """Where the hits are shown."""
        return self.query_one("#identifiers", IdentifierList)

    @property
    def hit(self) -> Found | None:
        """The hit one is on."""
        return self.hit_list.hit

    @property
    def pseudonyms(self) -> Mapping[str, tuple[str, Scope, Found]]:
        """The words marked to be replaced. They are forgotten with this desk."""
        return self._pseudonyms

    def mark(self, words: str, pseudonym: str, scope: Scope, hit: Found) -> None:
        """Mark words to be replaced; with no pseudonym, not any more."""
        self._pseudonyms.pop(hit.same, None)
        if pseudonym:
            self._pseudonyms[hit.same] = pseudonym, scope, hit
        self.hit_list.mark(self._marked())
        self._say_counted()

    def forget(self) -> None:
        """Mark nothing any more."""
        self._pseudonyms.clear()
        self.hit_list.mark({})

    def show_all(self, shows: bool) -> None:
        """List what has been decided too, or not."""
        self.shows_all = shows
        self._show()

    # Checking

    @work(exclusive=True, group="check")
    async def _check(self) -> None:
        """Check transcript by transcript, beside whoever presses keys; then ask the model what it finds."""
        await self._find()
        if not self._asked and self.project.identifiers.waiting():
            self._ask()

    @work(exclusive=True, group="model")
    async def _ask(self) -> None:
        """Ask the model about all texts that it hasn't seen, and show what it found."""
        name = model()
        waiting = self.project.identifiers.waiting()
        self._asked = len(waiting)
        for transcript in waiting:
            self._say_counted()
            content = self.project.content(transcript.content)
            parts = parts_of(content)
            texts = [content.text[slice(*part)] for part in parts]
            try:
                found = await asyncio.to_thread(self._asking.ask, texts)
            except QualcodeError as error:
                self._asked = 0
                self.say(str(error))
                return
            self.project.identifiers.take(content, name, parts, found)
            self._asked -= 1
        await self._find()

    async def _find(self) -> None:
        project, name = self.project, model()
        decided = Decisions(project)
        hits: list[Found] = []
        for number, transcript in enumerate(project.transcripts.all()):
            self._checked = number
            content = project.content(transcript.content)
            found = await asyncio.to_thread(project.identifiers.in_content, content, name)
            hits += project.identifiers.told(transcript, content, found, decided)
        self._hits = [*hits, *project.identifiers.besides(decided)]
        self._checked = -1
        self._show()

    def _show(self) -> None:
        if not self.is_mounted:
            return
        shown = [hit for hit in self._hits if self.shows_all or hit.decided is None]
        coders = {coder.uid: coder.name for coder in self.project.all(Coder).values()}
        self.hit_list.empty = "Nothing here to decide about. That is no proof: read the transcripts too."
        self.hit_list.show(shown, self._marked(), coders, self._at)
        self._at = ""
        self._say_counted()
        self.refresh_lines()

    def _marked(self) -> dict[str, str]:
        """The pseudonyms by the ids of the hits that they will stand for."""
        found = {}
        for hit in self._hits:
            marked = self._pseudonyms.get(hit.same)
            if marked is not None and not hit.part:
                pseudonym, scope, of = marked
                if scope == "project" or hit.id == of.id or (scope, hit.thing) == ("transcript", of.thing):
                    found[hit.id] = pseudonym
        return found

    def _say_counted(self) -> None:
        for line in self.query("#counted").results(Static):
            marks = self._marked()
            open_ = sum(hit.decided is None and hit.id not in marks for hit in self._hits)
            counted = "Checking …" if self._checked >= 0 else f"{several(open_, 'place')} to decide about"
            how = "by rules alone: no English model is installed"
            if model():
                how = "by rules and a language model"
                if self._asked:
                    left = several(self._asked, "transcript")
                    how = f"by rules; the language model on this machine is looking too, {left} left"
            marked = f" · {several(len(self._pseudonyms), 'word')} marked" if self._pseudonyms else ""
            told = f"checked {how} · for {FOR[self.scope]}"
            line.update(Content.assemble((counted, "bold $foreground"), f"{marked}\n{told}"), layout=False)

    # What widgets say

    @on(IdentifierList.Opened)
    def _see(self) -> None:
        self.action_do("identifiers.open")

    @on(IdentifierList.Went)
    def _went(self) -> None:
        self.strip.hush()

    def refresh_lines(self) -> None:
        """Show how far decisions go, too."""
        super().refresh_lines()
        self._say_counted()

    def heard(self, changed: Changed) -> None:
        """Check anew what has changed; what was decided alone needs no checking."""
        if changed.kinds & _RESTS_ON == {"identified"} and self._checked < 0:
            self._hits = self.project.identifiers.again(self._hits)
            self._show()
        elif changed.kinds & _RESTS_ON:
            self._check()

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widget whose keys the help shows."""
        return [("Hits", self.hit_list)]
