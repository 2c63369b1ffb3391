"""Searching the project: what is done with what is found."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Protocol

from qualcode.model.errors import Refused
from qualcode.model.hits import Hit, Noted
from qualcode.model.study import Code, Transcript
from qualcode.model.text import Content, Span
from qualcode.page.shown import Shown
from qualcode.project.names import several
from qualcode.tui import codes
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.finding import SearchAll
from qualcode.tui.commands.memos import cell_place
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.pick_code import PickCode
from qualcode.tui.query import Query


class Searching(Place, Protocol):
    """Where the project is searched."""

    @property
    def sought(self) -> Query:
        """What is looked for, and how."""
        ...

    @property
    def hits(self) -> Sequence[Hit]:
        """What was found."""
        ...

    @property
    def note(self) -> Noted | None:
        """The memo or summary one is on, where one is on what was found in one."""
        ...

    @property
    def ticked(self) -> Sequence[Hit]:
        """What is ticked of it."""
        ...

    def tick(self) -> None:
        """Tick the hit one is on, or take its tick off."""
        ...

    def untick(self) -> None:
        """Take all ticks off."""
        ...

    @property
    def hit(self) -> Hit | None:
        """The hit one is on."""
        ...

    def look_for(self, sought: Query) -> None:
        """Look for something else, or otherwise."""
        ...

    def write_words(self) -> None:
        """Go to the line where words are typed."""
        ...


class SeeHit(Command[Searching]):
    """See the hit in its transcript; or the memo, or the cell of the matrix. Esc comes back to this line."""

    id, keys, footer, bound = "hits.open", "enter", "see it", False

    def do(self, desk: Searching) -> None:
        """Go there."""
        if desk.hit is None:
            raise Refused("There is no hit to see: type words to look for.")
        place = (desk.hit.transcript, str(desk.hit.span.start))
        if desk.note is None:
            desk.go("reading", place=(*place, *desk.sought.packed()))
        elif desk.note.kind == "memo":
            desk.go("memos", place=(desk.hit.transcript, "", "", "", ""))
        else:
            desk.go("matrix", place=cell_place(desk.project, desk.hit.transcript))


class OtherWords(Command[Searching]):
    """Type other words to look for."""

    id, keys, footer = "search.words", "slash,ctrl+f", "other words"

    def do(self, desk: Searching) -> None:
        """Go to the line."""
        desk.write_words()


class TickHit(Command[Searching]):
    """Tick the hit, to be coded, or take its tick off.

    Shift and the arrows tick several. Where none is ticked, all are coded.
    """

    id, keys, footer, bound = "hits.tick", "space", "tick", False

    def do(self, desk: Searching) -> None:
        """Tick it."""
        if desk.hit is None:
            raise Refused("There is no hit to tick: type words to look for.")
        if desk.note is not None:
            raise Refused("Only passages of transcripts are ticked, to be coded.")
        desk.tick()


class CodeHits(Command[Searching]):
    """Code the hits that are ticked, or all if none is, with one code.

    The words found, or the sentences or turns they stand in. What has the code already is left as it is.
    """

    id, keys, footer = "search.code", "c", "code all"

    def footer_at(self, desk: Searching) -> str:
        """Say how many."""
        return f"code {len(desk.ticked):,} ticked" if desk.ticked else self.footer

    def do(self, desk: Searching) -> Task:
        """Ask what is coded, and with what; code it, as one change."""

        async def code_them() -> None:
            ticked = list(desk.ticked)
            hits = ticked or list(desk.hits)
            if not hits:
                raise Refused("Nothing was found that could be coded.")
            units = [
                Choice("sentence", "The sentences", "each one that a hit stands in"),
                Choice("turn", "The turns", "all that is said there"),
                Choice("words", "The words found", "nothing around them"),
            ]
            which = f"{several(len(hits), 'hit')}, {'as ticked' if ticked else 'all that were found'}"
            unit = await desk.ask(Choose(f"{which}: what of them is coded?", units))
            if unit is None:
                return
            project = desk.project
            transcripts = project.all(Transcript)
            contents = project.contents(list({transcripts[hit.transcript].content for hit in hits}))
            texts = {hit.transcript: contents[transcripts[hit.transcript].content] for hit in hits}
            found = await asyncio.to_thread(passages, texts, hits, unit)
            places = [(transcripts[uid], span) for uid, span in found]
            entries = codes.code_entries(project, codes.counts(project), [])
            passage = several(len(places), "passage")
            picked = await desk.ask(PickCode(f"Which code goes on {passage}?", entries))
            if picked is None:
                return

            def apply() -> tuple[Code, int]:
                code = project.codebook.add_code(picked.new) if picked.new else project.all(Code)[picked.code]
                return code, project.codings.apply_all(code, places)

            code, many = await desk.changed(apply)
            desk.untick()
            left = len(places) - many
            rest = f" {left} had it already." if left else ""
            desk.say(f"Coded “{code.name}”: {several(many, 'passage')}.{rest} u takes them back.")

        return code_them()


def passages(texts: Mapping[str, Content], hits: Sequence[Hit], unit: str) -> list[tuple[str, Span]]:
    """The passages that hits stand in, each once, by transcript: their "sentence", "turn" or "words"."""
    found: dict[tuple[str, Span], None] = {}
    pages: dict[str, Shown] = {}
    for hit in hits:
        if unit == "words":
            found[hit.transcript, hit.span] = None
            continue
        if hit.transcript not in pages:
            pages[hit.transcript] = Shown(texts[hit.transcript])
        page = pages[hit.transcript]
        units = page.sentences if unit == "sentence" else page.turns
        around = units.at(hit.span.start)
        last = units.at(max(hit.span.start, hit.span.end - 1))
        found[hit.transcript, Span(around.start, max(around.end, last.end))] = None
    return list(found)


class SearchElsewhere(SearchAll):
    """Look for words in all transcripts, and code what is found."""

    footer = ""  # where other keys matter more


SEARCHING: list[Command[Searching]] = [SeeHit(), TickHit(), OtherWords(), CodeHits()]
