"""Searching the project: words as they are typed, and where they stand."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.model.errors import QualcodeError
from qualcode.model.hits import Hit
from qualcode.project.changes import Changed
from qualcode.project.names import several
from qualcode.project.search import on_the_shelf
from qualcode.project.shelves import heading
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.searching import SEARCHING
from qualcode.tui.query import Query
from qualcode.tui.screens.words import WordsDesk
from qualcode.tui.widgets.hits import Found, HitList
from qualcode.tui.widgets.lines import TitleLine

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [*SEARCHING, *ALWAYS]

_SEARCHED = {"analysis", "transcript", "source", "participant", "value"}
_TYPED = 0.15  # seconds without a letter, after which is looked
MOST = 5000  # hits that are shown


class SearchDesk(WordsDesk):
    """Words at the top, hits below."""

    where = "search"
    LISTED = "hits"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("tab,shift+tab", "app.focus_next", "Words or hits", show=False, id="panel_next"),
    ]
    CSS = """
    SearchDesk #hits { height: 1fr; }
    """

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        """Look again for what `place` says, and be on the same hit."""
        super().__init__(project, keymap)
        self._at = (place[0], int(place[1])) if place and place[0] else None
        self.sought = Query.unpacked(place[2:])
        self._hits: list[Hit] = []

    @property
    def place(self) -> tuple[str, ...]:
        """The hit one is on, and what was looked for."""
        hit = self.hit
        at = (hit.transcript, str(hit.span.start)) if hit else ("", "0")
        return (*at, *self.sought.packed())

    def compose_work(self) -> ComposeResult:
        """The words, what came of them, the hits."""
        yield from self.compose_words(self.sought.words, "Words to look for in all transcripts")
        yield HitList(id="hits")

    def on_mount(self) -> None:
        """Look again, or ask for words."""
        self.query_one("#title", TitleLine).say("Search", self.project.study.name, self.state)
        if self.sought.words:
            self.hit_list.focus()
            self._search(0)
        else:
            self.write_words()
            self._say_counted()
        self.refresh_lines()

    # What commands need

    @property
    def hit_list(self) -> HitList:
        """Where the hits are shown."""
        return self.query_one("#hits", HitList)

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found."""
        return self._hits

    @property
    def ticked(self) -> Sequence[Hit]:
        """What is ticked of it."""
        return self.hit_list.ticked

    def tick(self) -> None:
        """Tick the hit one is on, or take its tick off."""
        self.hit_list.action_tick()

    def untick(self) -> None:
        """Take all ticks off."""
        self.hit_list.untick()

    @property
    def hit(self) -> Hit | None:
        """The hit one is on."""
        return self.hit_list.hit

    def look_for(self, sought: Query) -> None:
        """Look for something else, or otherwise; one stays on the same hit, if it is still found."""
        self.sought = sought
        self._search(0)

    # Looking

    @on(Input.Changed, "#words")
    def _words_changed(self, event: Input.Changed) -> None:
        if event.value != self.sought.words:
            self.strip.hush()
            self.sought = replace(self.sought, words=event.value)
            self._search(_TYPED)

    @on(Input.Submitted, "#words")
    def _to_hits(self) -> None:
        if self._hits:
            self.hit_list.focus()
        elif not self.sought.words.strip():
            self.say("Type some words first.")

    @work(exclusive=True, group="search")
    async def _search(self, after: float) -> None:
        """Look transcript by transcript, so that the next letter can stop it."""
        await asyncio.sleep(after)
        sought, at = self.sought, self._at
        here = self.hit
        if here is not None:
            at = (here.transcript, here.span.start)
        found: list[Found] = []
        count = 0
        try:
            among = on_the_shelf(self.project) if sought.words.strip() else []
            for transcript in among:
                hits = sought.hits(self.project, [transcript])[: MOST - count]
                if hits:
                    found.append(Found(heading(self.project, transcript), hits))
                    count += len(hits)
                await asyncio.sleep(0)
                if count >= MOST:
                    break
        except QualcodeError as error:  # a regular expression that isn't one yet
            self._show([], at)
            self._say_counted(str(error))
            return
        self._show(found, at)
        self._say_counted()

    def _show(self, found: Sequence[Found], at: tuple[str, int] | None) -> None:
        self._hits = [hit for part in found for hit in part.hits]
        self.hit_list.empty = "Nothing found." if self.sought.words.strip() else ""
        self.hit_list.show(found, at)
        if not self._hits and self.hit_list.has_focus:
            self.write_words()
        self.refresh_lines()

    def _say_counted(self, wrong: str = "") -> None:
        counted = ""
        if wrong:
            counted = wrong
        elif self.sought.words.strip():
            transcripts = len({hit.transcript for hit in self._hits})
            first = "The first " if len(self._hits) >= MOST else ""
            counted = f"{first}{several(len(self._hits), 'hit')} in {several(transcripts, 'transcript')}"
        how = " · ".join(self.sought.said) or "all speech, any part of a word"
        style = "$alarm" if wrong else "bold $foreground"
        line = Content.assemble((counted, style), "   " if counted else "", how)
        self.query_one("#counted", Static).update(line, layout=False)

    # What widgets say

    @on(HitList.Opened)
    def _see(self, event: HitList.Opened) -> None:
        self.action_do("hits.open")

    @on(HitList.Ticked)
    def _ticked(self) -> None:
        self.refresh_lines()

    @on(HitList.Went)
    def _went(self) -> None:
        self.strip.hush()

    def on_key(self, event: events.Key) -> None:
        """Go down into the hits from the line of words, and up out of them."""
        if event.key == "down" and self._typing() and self._hits:
            event.stop()
            event.prevent_default()
            self.hit_list.focus()

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of where one is."""
        self.refresh_lines()

    def heard(self, changed: Changed) -> None:
        """Look again where there are other transcripts, or they are somebody else's."""
        if changed.kinds & _SEARCHED and self.sought.words.strip():
            self._search(_TYPED)

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widget whose keys the help shows."""
        return [("Hits", self.hit_list)]
