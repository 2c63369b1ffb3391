"""The memos: all of them in one place, searched as one types."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.project.about import Found
from qualcode.project.changes import Changed
from qualcode.project.names import several
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.memos import REMEMBERING
from qualcode.tui.commands.searching import SearchElsewhere
from qualcode.tui.screens.words import WordsDesk
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.memo_list import MemoList

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [*REMEMBERING, SearchElsewhere(), *ALWAYS]


class MemosDesk(WordsDesk):
    """Words at the top, memos below."""

    where = "memos"
    LISTED = "memos"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("tab,shift+tab", "app.focus_next", "Words or memos", show=False, id="panel_next"),
    ]
    CSS = """
    MemosDesk #counted { height: 2; }
    MemosDesk #memos { height: 1fr; }
    """

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        """Show what `place` says: the memo one was on, then words, kind, on what, and whose."""
        super().__init__(project, keymap)
        self._at, self._words, self.kind, self.on, self.by = place or ("", "", "", "", "")

    @property
    def place(self) -> tuple[str, ...]:
        """The memo one is on, and what is shown."""
        return (self.memo.memo.uid if self.memo else "", self._words, self.kind, self.on, self.by)

    def compose_work(self) -> ComposeResult:
        """The words, what came of them, the memos."""
        yield from self.compose_words(self._words, "Words in memos, or in the names of what they are on")
        yield MemoList(id="memos")

    def begin(self) -> None:
        """Show them, and ask for words, unless those of before are there; be on the same memo."""
        self.query_one("#title", TitleLine).say("Memos", self.project.analysis.name, self.state)
        if self._words:
            self.memo_list.focus()
        else:
            self.write_words()
        self._show(self._at)

    # What commands need

    @property
    def memo_list(self) -> MemoList:
        """Where the memos are shown."""
        return self.query_one("#memos", MemoList)

    @property
    def memo(self) -> Found | None:
        """The memo one is on."""
        return self.memo_list.memo

    def show_only(self, *, kind: str | None = None, on: str | None = None, by: str | None = None) -> None:
        """Show those of a kind, on some kind of thing, or by a coder."""
        self.kind = self.kind if kind is None else kind
        self.on = self.on if on is None else on
        self.by = self.by if by is None else by
        self._show()

    def _show(self, at: str = "") -> None:
        memos = self.project.memos
        found = memos.search(self._words, kind=self.kind, about_kind=self.on, coder=self.by)[::-1]
        of = len(memos.all())
        self.memo_list.empty = "No memo like that." if of else "No memos yet: m in a transcript writes one."
        self.memo_list.show(found, at)
        how = [self.kind, f"on: {self.on}" if self.on else "", f"by {self.by}" if self.by else ""]
        shown = f"{len(found)} of {several(of, 'memo')}" if len(found) != of else several(of, "memo")
        line = Content.assemble((shown, "bold $foreground"), *(f" · {word}" for word in how if word))
        self.query_one("#counted", Static).update(line, layout=False)
        self.refresh_lines()

    # What widgets say

    @on(Input.Changed, "#words")
    def _words_changed(self, event: Input.Changed) -> None:
        if event.value != self._words:
            self._words = event.value
            self._show()

    @on(Input.Submitted, "#words")
    def _to_memos(self) -> None:
        self.memo_list.focus()

    @on(MemoList.Opened)
    def _see(self) -> None:
        self.action_do("memos.open")

    def on_key(self, event: events.Key) -> None:
        """Go down into the memos from the line of words."""
        if event.key == "down" and self._typing():
            event.stop()
            event.prevent_default()
            self.memo_list.focus()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of where one is."""
        self.refresh_lines()

    def heard(self, changed: Changed) -> None:
        """Show them as they are now."""
        self._show()

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widget whose keys the help shows."""
        return [("Memos", self.memo_list)]
