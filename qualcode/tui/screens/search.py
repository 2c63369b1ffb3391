"""Searching the project: words as they are typed, and where they stand."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from qualcode.model.errors import QualcodeError
from qualcode.model.hits import Hit, Noted
from qualcode.model.study import Transcript
from qualcode.project.changes import Changed
from qualcode.project.names import several
from qualcode.project.shelves import heading
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.memos import SeeMemos
from qualcode.tui.commands.narrowing import NARROWING
from qualcode.tui.commands.searching import SEARCHING
from qualcode.tui.looking import hits_of
from qualcode.tui.query import ORDER_NAMES, Query
from qualcode.tui.screens.words import WordsDesk
from qualcode.tui.widgets.hits import Found, HitList
from qualcode.tui.widgets.lines import TitleLine

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [*SEARCHING, *NARROWING, SeeMemos(), *ALWAYS]

_SEARCHED = {"analysis", "transcript", "source", "participant", "value", "erasure"}
_CODED = {"coding", "code"}
_NOTED = {"memo", "summary"}
_TYPED = 0.15  # seconds without a letter, after which is looked
MOST = 10_000  # hits that are shown
FIRST = 50  # hits that are shown at once


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
        self._notes: list[Noted] = []

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

    def begin(self) -> None:
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
    def note(self) -> Noted | None:
        """The memo or summary one is on, where one is on what was found in one."""
        return next((note for note in self._notes if note.hit is self.hit), None)

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
    async def _search(self, after: float, *, stays: bool = False) -> None:
        """Look for it, a little at a time: the first hits are shown at once, and the next letter stops it.

        Where nothing is found, one is to type other words, unless one `stays` at the hits.
        """
        await asyncio.sleep(after)
        sought, at, begun = self.sought, self._at, self.hit
        if begun is not None:
            at = (begun.transcript, begun.span.start)
        found: list[Hit] = []
        notes: list[Noted] = []
        try:
            if sought.words.strip():
                shown = sought.order != "place"  # else the first to be shown are not known before the last
                async for some in hits_of(self.project, sought):
                    found += some
                    if len(found) >= MOST:
                        break
                    if len(found) >= FIRST and not shown:
                        shown = True
                        self._show(found, [], at)
                        self._say_counted(" so far")
                notes = self.project.noted(sought) if sought.everything else []
                found = await asyncio.to_thread(sought.ordered(self.project), found[:MOST])
        except QualcodeError as error:  # a query, or a regular expression, that isn't one yet
            self._show([], [], at, stays)
            self._say_counted(wrong=str(error))
            return
        if self.hit is not begun and self.hit is not None:  # one went on meanwhile
            at = (self.hit.transcript, self.hit.span.start)
        self._show(found, notes, at, stays)
        self._say_counted()

    def _show(
        self,
        found: Sequence[Hit],
        notes: Sequence[Noted],
        at: tuple[str, int] | None,
        stays: bool = False,
    ) -> None:
        self._hits, self._notes = list(found), list(notes)
        self.hit_list.empty = "Nothing found." if self.sought.words.strip() else ""
        parts = [*self._parts(), *_noted(notes)]
        whose = {} if self.sought.order in ("place", "transcript") else self._whose()
        self.hit_list.show(parts, at, whose)
        if not parts and not stays and self.hit_list.has_focus:
            self.write_words()
        self.refresh_lines()

    def _parts(self) -> list[Found]:
        """The hits in transcripts, under whose they are; or under how they are ordered."""
        if self.sought.order in ("place", "transcript"):
            transcripts = self.project.all(Transcript)
            return [
                Found(heading(self.project, transcripts[uid]), list(hits))
                for uid, hits in groupby(self._hits, key=lambda hit: hit.transcript)
                if uid in transcripts
            ]
        order = ORDER_NAMES[self.sought.order]
        return [Found(f"All transcripts, {order}", self._hits)] if self._hits else []

    def _whose(self) -> dict[str, str]:
        transcripts = self.project.all(Transcript)
        uids = {hit.transcript for hit in self._hits} & transcripts.keys()
        return {uid: heading(self.project, transcripts[uid]) for uid in uids}

    def _say_counted(self, so_far: str = "", wrong: str = "") -> None:
        counted = ""
        if wrong:
            counted = wrong
        elif self.sought.words.strip():
            transcripts = len({hit.transcript for hit in self._hits})
            first = "The first " if len(self._hits) >= MOST else ""
            counted = (
                f"{first}{several(len(self._hits), 'hit')} in {several(transcripts, 'transcript')}{so_far}"
            )
            if self._notes:
                counted += f", {len(self._notes):,} in memos and summaries"
        how = " · ".join(self.sought.said(self.project)) or "all speech, any part of a word"
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
        """Look again where what is searched is another than before."""
        sought = self.sought
        by_code = sought.coded or sought.not_coded or sought.uncoded
        rests_on = _SEARCHED | (_CODED if by_code else set()) | (_NOTED if sought.everything else set())
        if changed.kinds & rests_on and sought.words.strip():
            self._search(_TYPED, stays=True)

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widget whose keys the help shows."""
        return [("Hits", self.hit_list)]


def _noted(notes: Sequence[Noted]) -> list[Found]:
    """What was found in memos and summaries, under what each is on."""
    return [
        Found(on_what[:1].upper() + on_what[1:], [note.hit for note in those], noted=True)
        for on_what, those in groupby(notes, key=lambda note: note.heading)
    ]
