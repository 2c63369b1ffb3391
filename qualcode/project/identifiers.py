"""What may still identify someone: the worklist, what was decided about each hit, and replacing."""

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.analysis.identifiers import Identifier, find, same
from qualcode.analysis.identifiers.entities import from_model, parts_of
from qualcode.analysis.language import Named, entities, model
from qualcode.model.errors import NoSuchThing
from qualcode.model.study import Identified, Transcript
from qualcode.model.text import Content, Span
from qualcode.project.identifier_cache import Cache
from qualcode.project.identifier_decisions import Decided, Decision, Decisions, Scope
from qualcode.project.identifier_places import Place, places

if TYPE_CHECKING:
    from qualcode.project.project import Project

Progress = Callable[[int, int, str], None]

ROOM = 40  # characters of context before a hit, and after it
_QUIETLY: Progress = lambda done, of, name: None  # noqa: E731 (a default that says that it does nothing)


@dataclass(frozen=True)
class Found:
    """A hit in its context. `id` is short and stays the same while its text does.

    `thing` is what it stands in (`thing_kind`), by uid, `part` the field of it, "" for a transcript's text
    with the hash `content`; `heading` says that to people. `transcript` is a uid, "" where it is in none.
    """

    id: str
    thing_kind: str
    thing: str
    part: str
    content: str
    transcript: str
    heading: str
    kind: str
    span: Span
    words: str
    why: str
    before: str
    after: str
    decided: Decided | None

    @property
    def same(self) -> str:
        """What all hits of the same words have in common."""
        return same(self.words)


@dataclass(frozen=True)
class Worklist:
    """All hits, in the order of the shelf, and how they were found.

    `model` is the language model that was asked, "" where there is none; `unasked` are the transcripts that
    it hasn't been asked about.
    """

    hits: tuple[Found, ...]
    model: str
    unasked: tuple[str, ...] = ()

    @property
    def undecided(self) -> list[Found]:
        """Those that nobody has decided about."""
        return [hit for hit in self.hits if hit.decided is None]


class Identifiers:
    """Finding what may identify someone, and deciding about it."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self._with_model: dict[str, list[Identifier]] = {}

    @cached_property
    def cache(self) -> Cache:
        """What was found before."""
        return Cache()

    # Finding

    def worklist(
        self,
        transcripts: Sequence[Transcript] | None = None,
        *,
        with_model: bool = True,
        wait: bool = True,
        progress: Progress = _QUIETLY,
    ) -> Worklist:
        """What may identify someone in transcripts (all), and, if in all, in what is written beside them.

        With `wait`, an installed model is asked about texts that it hasn't seen, a second for
        7,000 words; without, only what it said before counts.
        """
        among = self._project.transcripts.all() if transcripts is None else list(transcripts)
        name = model() if with_model else ""
        decided = Decisions(self._project)
        contents = self._project.contents([transcript.content for transcript in among])
        hits: list[Found] = []
        unasked = []
        for number, transcript in enumerate(among):
            progress(number, len(among), transcript.name)
            content = contents[transcript.content]
            if name and wait:
                self.ask(content)
            found = self.in_content(content, name)
            if name and self.cache.model(content, name) is None:
                unasked.append(transcript.name)
            hits += self.told(transcript, content, found, decided)
        if transcripts is None:
            hits += self.besides(decided)
        progress(len(among), len(among), "")
        return Worklist(tuple(hits), name, tuple(unasked))

    def in_content(self, content: Content, name: str = "") -> list[Identifier]:
        """What is found in a text: by the rules, and by a model as far as it was asked."""
        rules = self.cache.rules(content)
        if rules is None:
            rules = find(content)
            self.cache.keep_rules(content, rules)
        if not name:
            return rules
        if content.hash not in self._with_model and (named := self.cache.model(content, name)) is not None:
            self._with_model[content.hash] = find(content, from_model(content, named))
        return self._with_model.get(content.hash, rules)

    def ask(self, content: Content) -> None:
        """Ask the installed model about a text, unless it was asked before."""
        name = model()
        if name and self.cache.model(content, name) is None:
            parts = parts_of(content)
            texts = [content.text[slice(*part)] for part in parts]
            self.take(content, name, parts, entities(texts))

    def take(
        self, content: Content, name: str, parts: Sequence[Span], found: Iterable[Sequence[Named]]
    ) -> None:
        """Keep what a model said of the parts of a text, wherever it was asked."""
        named = [
            Named(part.start + start, part.start + end, label)
            for part, those in zip(parts, found, strict=True)
            for start, end, label in those
        ]
        self.cache.keep_model(content, name, named)

    def waiting(self) -> list[Transcript]:
        """The transcripts that the installed model hasn't been asked about."""
        name = model()
        if not name:
            return []
        contents = self._project.contents([t.content for t in self._project.transcripts.all()])
        return [
            transcript
            for transcript in self._project.transcripts.all()
            if self.cache.model(contents[transcript.content], name) is None
        ]

    def notes(
        self,
        *,
        passages: bool = False,
        stretches: Mapping[str, Sequence[Span]] | None = None,
        written: Sequence[str] = (),
    ) -> list[str]:
        """A sentence if what is exported may identify someone: see `identifier_notes.notes`."""
        from qualcode.project.identifier_notes import notes

        return notes(self._project, passages=passages, stretches=stretches, written=written)

    def hit(self, id_: str, worklist: Worklist) -> Found:
        """The hit of an id; NoSuchThing if there is none."""
        for hit in worklist.hits:
            if hit.id == id_:
                return hit
        raise NoSuchThing(f"There is no hit {id_}: “qualcode identifiers list” shows them, each with its id.")

    # Deciding

    def decide(self, hits: Iterable[Found], decision: Decision, scope: Scope = "here") -> int:
        """Decide about hits, as one change; about how many. Nothing but their places is written."""
        made = 0
        with self._project.change() as draft:
            known: set[tuple[str, str]] = set()
            for hit in hits:
                key = (hit.id, "") if scope == "here" else (hit.transcript * (scope != "project"), hit.same)
                if key in known:
                    continue
                known.add(key)
                made += 1
                start, end = hit.span
                draft.create(
                    Identified, about_kind=hit.thing_kind, about=hit.thing, part=hit.part,
                    content=hit.content, start=start, end=end, scope=scope, decision=decision,
                )  # fmt: skip
        return made

    def told(
        self, transcript: Transcript, content: Content, found: Iterable[Identifier], decided: Decisions
    ) -> list[Found]:
        """Hits in a transcript, each in its context and with what was decided about it."""
        starts = [segment.start for segment in content.segments]

        def start_of(hit: Identifier) -> int:
            """Where what somebody says begins, so that no label is shown as their words."""
            at = bisect_right(starts, hit.span.start)
            return starts[at - 1] if at else 0

        return [
            self._found(
                transcript.kind, transcript.uid, "", content.hash, transcript.uid, transcript.name,
                content.text, hit, decided, start_of(hit),
            )
            for hit in found
        ]  # fmt: skip

    def in_(self, transcript: Transcript) -> list[Found]:
        """What may identify someone in a transcript, as far as is known."""
        content = self._project.content(transcript.content)
        return self.told(transcript, content, self.in_content(content, model()), Decisions(self._project))

    def again(self, hits: Iterable[Found]) -> list[Found]:
        """Hits, with what is decided about them by now."""
        decided = Decisions(self._project)
        return [
            replace(
                hit,
                decided=decided.about(hit.thing, hit.part, hit.content, hit.transcript, hit.span, hit.same),
            )
            for hit in hits
        ]

    def besides(self, decided: Decisions) -> list[Found]:
        """Hits in what is written besides the transcripts' texts."""
        return [
            self._in_place(place, hit, decided)
            for place in places(self._project)
            for hit in place.identifiers()
        ]

    def _in_place(self, place: Place, hit: Identifier, decided: Decisions) -> Found:
        thing = place.thing
        return self._found(
            thing.kind, thing.uid, place.part, place.content, place.transcript, place.heading, place.text,
            hit, decided,
        )  # fmt: skip

    def _found(
        self,
        thing_kind: str,
        thing: str,
        part: str,
        content: str,
        transcript: str,
        heading: str,
        text: str,
        hit: Identifier,
        decided: Decisions,
        start_of_speech: int = 0,
    ) -> Found:
        key = f"{thing} {part} {content} {hit.span.start} {hit.span.end}"
        start, end = hit.span
        return Found(
            hashlib.sha256(key.encode()).hexdigest()[:7],
            thing_kind,
            thing,
            part,
            content,
            transcript,
            heading,
            hit.kind,
            hit.span,
            hit.words,
            hit.why,
            _before(text, start_of_speech, start),
            _after(text, end),
            decided.about(thing, part, content, transcript, hit.span, same(hit.words)),
        )


def _before(text: str, start: int, place: int) -> str:
    """The last words of a line before a place, as far back as `start`."""
    line = text[max(start, text.rfind("\n", 0, place) + 1) : place]
    return line if len(line) <= ROOM else line[-ROOM:].partition(" ")[2]


def _after(text: str, place: int) -> str:
    """The first words of a line after a place."""
    end = text.find("\n", place)
    line = text[place : end if end >= 0 else None]
    return line if len(line) <= ROOM else line[:ROOM].rpartition(" ")[0]
