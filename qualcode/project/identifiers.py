"""What may still identify someone: the worklist, what was decided about each hit, and replacing."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.analysis.identifiers import Identifier, find, same
from qualcode.analysis.identifiers.entities import from_model, parts_of
from qualcode.analysis.language import Named, entities, model
from qualcode.model.errors import NoSuchThing
from qualcode.model.study import Identified, Transcript
from qualcode.model.text import Content, Span
from qualcode.project.identifier_cache import Cache
from qualcode.project.identifier_places import Place, places

if TYPE_CHECKING:
    from qualcode.project.project import Project

Scope = Literal["here", "transcript", "project"]
Decision = Literal["leave", "replace", "not an identifier", "undecided"]
Progress = Callable[[int, int, str], None]

ROOM = 40  # characters of context before a hit, and after it
_QUIETLY: Progress = lambda done, of, name: None  # noqa: E731 (a default that says that it does nothing)


class Decided(NamedTuple):
    """A decision: what, by whom (a coder's uid), when, and how far it goes."""

    decision: Decision
    by: str
    at: str
    scope: Scope


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
            hits += [self._in_transcript(transcript, content, hit, decided) for hit in found]
        if transcripts is None:
            for place in places(self._project):
                hits += [self._in_place(place, hit, decided) for hit in place.identifiers()]
        progress(len(among), len(among), "")
        return Worklist(tuple(hits), name, tuple(unasked))

    def in_content(self, content: Content, name: str = "") -> list[Identifier]:
        """What is found in a text: by the rules, and by a model as far as it was asked."""
        rules = self.cache.rules(content)
        if rules is None:
            rules = find(content)
            self.cache.keep_rules(content, rules)
        named = self.cache.model(content, name) if name else None
        return find(content, from_model(content, named)) if named else rules

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

    def notes(self, *, passages: bool = False, written: Sequence[str] = ()) -> list[str]:
        """A sentence if what is exported may identify someone: see `identifier_notes.notes`."""
        from qualcode.project.identifier_notes import notes

        return notes(self._project, passages=passages, written=written)

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

    def _in_transcript(
        self, transcript: Transcript, content: Content, hit: Identifier, decided: "Decisions"
    ) -> Found:
        return self._found(
            transcript.kind, transcript.uid, "", content.hash, transcript.uid, transcript.name, content.text,
            hit, decided,
        )  # fmt: skip

    def _in_place(self, place: Place, hit: Identifier, decided: "Decisions") -> Found:
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
        decided: "Decisions",
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
            _before(text, start),
            _after(text, end),
            decided.about(thing, part, content, transcript, hit.span, same(hit.words)),
        )


def _before(text: str, place: int) -> str:
    """The last words of a line before a place."""
    line = text[text.rfind("\n", 0, place) + 1 : place]
    return line if len(line) <= ROOM else line[-ROOM:].partition(" ")[2]


def _after(text: str, place: int) -> str:
    """The first words of a line after a place."""
    end = text.find("\n", place)
    line = text[place : end if end >= 0 else None]
    return line if len(line) <= ROOM else line[:ROOM].rpartition(" ")[0]


class Decisions:
    """What was decided, to be asked about a hit: for its place, its transcript, or everywhere."""

    def __init__(self, project: "Project") -> None:
        self._here: dict[tuple[str, str, str], list[tuple[Span, Decided]]] = defaultdict(list)
        self._words: dict[tuple[str, str], Decided] = {}
        transcripts = project.all(Transcript)
        texts: Mapping[tuple[str, str], Place] | None = None
        for made in sorted(project.all(Identified).values(), key=lambda d: (d.at, d.uid)):
            decided = Decided(made.decision, made.by, made.at, made.scope)  # type: ignore[arg-type]  # checked choices
            span: Span | None = Span(made.start, made.end)
            transcript = transcripts.get(made.about) if not made.part else None
            if transcript is not None:
                assert span is not None
                if made.content != transcript.content:
                    span = project.placing.present(transcript, made.content, span)
                text, content, of = project.content(transcript.content).text, transcript.content, made.about
            else:
                if texts is None:
                    texts = {(place.thing.uid, place.part): place for place in places(project)}
                place = texts.get((made.about, made.part))
                if place is None or place.content != made.content:
                    continue
                text, content, of = place.text, place.content, place.transcript
            if span is None:
                continue
            if made.scope == "here":
                self._here[made.about, made.part, content].append((span, decided))
            else:
                words = same(text[slice(*span)])
                self._words[of if made.scope == "transcript" else "", words] = decided

    def about(
        self, thing: str, part: str, content: str, transcript: str, span: Span, words: str
    ) -> Decided | None:
        """What was decided about a hit: the decision nearest to it, and there the last one."""
        near = [
            decided
            for where, decided in self._here.get((thing, part, content), ())
            if where.start <= span.start and span.end <= where.end
        ]
        last = near[-1] if near else self._words.get((transcript, words)) or self._words.get(("", words))
        return None if last is None or last.decision == "undecided" else last
