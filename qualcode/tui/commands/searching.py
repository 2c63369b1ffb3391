"""Searching the project: how words are looked for, where, and what is done with what is found."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from qualcode.model.errors import Refused
from qualcode.model.hits import Hit
from qualcode.model.study import Code, Transcript
from qualcode.model.text import Span
from qualcode.page.shown import Shown
from qualcode.project import Project
from qualcode.project.among import circles
from qualcode.project.names import several
from qualcode.tui import codes
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.pick_code import PickCode
from qualcode.tui.query import SPEECH, Query


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
    """See the hit in its transcript. Esc comes back to this line."""

    id, keys, footer, bound = "hits.open", "enter", "see it", False

    def do(self, desk: Searching) -> None:
        """Go there."""
        if desk.hit is None:
            raise Refused("There is no hit to see: type words to look for.")
        place = (desk.hit.transcript, str(desk.hit.span.start))
        desk.go("reading", place=(*place, *desk.sought.packed()))


class OtherWords(Command[Searching]):
    """Type other words to look for."""

    id, keys, footer = "search.words", "slash", "other words"

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
            places = passages(project, hits, unit)
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


class Toggle(Command[Searching]):
    """Look for words in another way."""

    def __init__(self, way: str, keys: str, footer: str, title: str) -> None:
        self.id, self.keys, self.footer = f"search.{way}", keys, footer
        self._way, self._title = way, title

    def do(self, desk: Searching) -> None:
        """Toggle it, and look again."""
        desk.look_for(desk.sought.turned(self._way))

    @property
    def title(self) -> str:
        """Say which."""
        return self._title


class WhoseSpeech(Command[Searching]):
    """Look in all speech, in participants' only, or in interviewers'."""

    id, keys, footer = "search.speech", "p", "whose speech"

    def do(self, desk: Searching) -> None:
        """The next of the three."""
        number = SPEECH.index(desk.sought.speech)
        desk.look_for(replace(desk.sought, speech=SPEECH[(number + 1) % len(SPEECH)]))


class WhichParticipants(Command[Searching]):
    """Look only at a site, or among a participant type."""

    id, keys, footer = "search.among", "f", "site, type"

    def do(self, desk: Searching) -> Task:
        """Ask which."""

        async def choose() -> None:
            found = circles(desk.project)
            if not found:
                raise Refused(
                    "No site or participant type is known yet: a brings in a table of participants."
                )
            choices = [Choice((), "Everybody")]
            choices += [Choice((where,), words, several(many, "participant")) for where, words, many in found]
            at = next((n for n, choice in enumerate(choices) if choice.value == desk.sought.where), 0)
            chosen = await desk.ask(Choose("Among whom?", choices, at=at))
            if chosen is not None:
                desk.look_for(replace(desk.sought, where=chosen))

        return choose()


def passages(project: Project, hits: Sequence[Hit], unit: str) -> list[tuple[Transcript, Span]]:
    """The passages that hits stand in, each once: their "sentence", "turn" or "words"."""
    found: dict[tuple[str, Span], None] = {}
    pages: dict[str, Shown] = {}
    for hit in hits:
        if unit == "words":
            found[hit.transcript, hit.span] = None
            continue
        if hit.transcript not in pages:
            content = project.transcripts.content(project.all(Transcript)[hit.transcript])
            pages[hit.transcript] = Shown(content)
        page = pages[hit.transcript]
        units = page.sentences if unit == "sentence" else page.turns
        around = units.at(hit.span.start)
        last = units.at(max(hit.span.start, hit.span.end - 1))
        found[hit.transcript, Span(around.start, max(around.end, last.end))] = None
    return [(project.all(Transcript)[uid], span) for uid, span in found]


SEARCHING: list[Command[Searching]] = [
    SeeHit(),
    TickHit(),
    OtherWords(),
    CodeHits(),
    Toggle("whole", "w", "whole words", "Whole words only"),
    Toggle("case", "i", "case", "Tell capitals from small letters"),
    Toggle("pattern", "r", "pattern", "Take the words as a regular expression"),
    WhoseSpeech(),
    WhichParticipants(),
]
