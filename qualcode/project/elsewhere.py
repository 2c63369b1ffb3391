"""Where somebody's words or names stand in what stays of a project: memos, definitions, transcripts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualcode.analysis.verbatim import LEAST, Words, names_in
from qualcode.model.declare import KINDS, Entity, Rule, defaults, rules
from qualcode.model.study import Code, Decision, Memo, Participant, Summary, Theme, Transcript
from qualcode.model.text import Span
from qualcode.project.about import Abouts
from qualcode.project.draft import Draft
from qualcode.project.theirs import ON_RECORD, Theirs

if TYPE_CHECKING:
    from qualcode.project.project import Project

WITHDRAWN = "[withdrawn]"
LONG = 24  # characters alike: what is shorter may be anybody's turn of phrase, and isn't looked for in speech

_SHOWN = 200  # characters of a stretch, at most


@dataclass(frozen=True)
class Match:
    """Words or a name of somebody's in one field of a thing that stays, or in another transcript.

    `words` are the stretches that are alike, the longest first. What is `standing` is said so now; else it
    was, and is in the history. `choices` are what can be done: "redact" puts [withdrawn] in place of these
    words, "erase" empties the field; none where it can only be read.
    """

    id: str
    uid: str
    field: str
    where: str
    what: str  # "words", "name" or "value"
    words: tuple[str, ...]
    standing: bool
    choices: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it is no more than a few words alike: by chance, perhaps."""
        return self.what == "words" and len(self.words[0]) < LONG


class Elsewhere:
    """Looks for all that is somebody's in what isn't."""

    def __init__(self, project: "Project", theirs: Theirs) -> None:
        self._project = project
        self._theirs = theirs
        self._words = Words.of(theirs.words)
        self._texts = self._others()
        self._common = self._words.common(text for _, text in self._texts)
        self._abouts = Abouts(project)

    def _others(self) -> list[tuple[Transcript, str]]:
        """What stays of the texts of transcripts."""
        project = self._project
        whole, shared = self._theirs.transcripts
        gone = {each.transcript.uid for each in whole}
        spoken = {each.transcript.uid: each.segments for each in shared}
        found = []
        for transcript in project.transcripts.all():
            if transcript.uid in gone:
                continue
            text = project.content(transcript.content).text
            for segment in reversed(spoken.get(transcript.uid, ())):  # as long as it was: places stay true
                text = text[: segment.start] + "\0" * (segment.end - segment.start) + text[segment.end :]
            found.append((transcript, text))
        return found

    def matches(self) -> list[Match]:
        """All of them: what can be changed first, and of that the longest."""
        found = [*self._in_fields(), *self._in_lists_of_values(), *self._in_transcripts()]
        return sorted(
            found, key=lambda m: (not m.choices, m.is_short, m.what == "name", -len(m.words[0]), m.where)
        )

    def _in_fields(self) -> Iterator[Match]:
        log = self._theirs.log
        for uid in log.about:
            cls = KINDS.get(log.kind(uid))
            if cls is None or cls.kind in ON_RECORD or uid in self._theirs.things:
                continue
            thing = self._project.find(cls, uid)
            said: dict[str, list[Any]] = {}
            for name, value in log.said(uid):
                said.setdefault(name, []).append(value)
            for name, rule in rules(cls).items():
                if rule.type in ("text", "name", "data"):
                    yield from self._in_field(cls, uid, thing, name, rule, said.get(name, ()))

    def _in_field(
        self, cls: type[Entity], uid: str, thing: Entity | None, name: str, rule: Rule, said: Sequence[Any]
    ) -> Iterator[Match]:
        texts = list(dict.fromkeys(text for value in said for text in _texts_in(value)))
        now = list(_texts_in(getattr(thing, name))) if thing is not None else []
        for what in ("words", "name"):
            words = {text[s:e] for text in texts for s, e in self._spans(text, what)}
            if not words:
                continue
            standing = any(self._spans(text, what) for text in now)
            where = f"{self._called(cls, thing)}, {rule.label.lower()}"
            yield Match(
                f"{uid[:8]}/{name}", uid, name, where if standing else f"{where} (an earlier wording)", what,
                _longest(words), standing,
                ("redact", "erase") if rule.type != "data" and standing else ("erase",),
            )  # fmt: skip

    def _in_lists_of_values(self) -> Iterator[Match]:
        """Values that nobody else has, where an attribute lists them: a place, perhaps, or an employer."""
        people = self._project.materials.everybody
        own = self._theirs.participant.uid
        for attribute in people.ordered_attributes:
            value = people.value(own, attribute)
            others = {people.value(uid, attribute) for uid in people.participants if uid != own}
            if value in attribute.categories and value not in others:
                yield Match(
                    f"{attribute.uid[:8]}/categories", attribute.uid, "categories",
                    f"attribute “{attribute.name}”, values", "value", (value,), True, ("erase",),
                )  # fmt: skip

    def _spans(self, text: str, what: str) -> list[Span]:
        if what == "words":
            return self._words.found_in(text, self._common)
        return names_in(text, self._theirs.names)

    def _in_transcripts(self) -> Iterator[Match]:
        for transcript, text in self._texts:
            spans = self._words.found_in(text, self._common, LONG, own=1)
            for what, found in (("words", spans), ("name", names_in(text, self._theirs.names))):
                if found:
                    words = _longest({text[start:end] for start, end in found})
                    where = f"transcript “{transcript.name}”"
                    yield Match(
                        f"{transcript.uid[:8]}/text", transcript.uid, "", where, what, words, True, ()
                    )

    def _called(self, cls: type[Entity], thing: Entity | None) -> str:
        label = cls.label.lower()
        match thing:
            case Memo():
                return f"memo on {self._abouts.found(thing).on}"
            case Summary():
                column = self._project.find(Code, thing.column) or self._project.find(Theme, thing.column)
                person = self._project.find(Participant, thing.participant)
                names = (person.name if person else "somebody", column.name if column else "")
                return f"summary of {', '.join(name for name in names if name)}"
            case Decision():
                return f"decision of {thing.date}"
            case None:
                return f"{label} that was undone"
        name = getattr(thing, "name", "")
        return f"{label} “{name}”" if name and cls.kind != "study" else label

    def tells(self, text: str) -> bool:
        """Whether a text quotes or names them."""
        return any(self._spans(text, what) for what in ("words", "name"))

    def _is_theirs(self, text: str) -> bool:
        return self.tells(text) or text in self._own_values

    @cached_property
    def _own_values(self) -> frozenset[str]:
        return frozenset(words for match in self._in_lists_of_values() for words in match.words)

    # What is done about them

    def apply(self, draft: Draft, decisions: Mapping[str, str]) -> set[str]:
        """Have a draft do what was decided about matches, by their ids; the hashes to erase with it."""
        hashes: set[str] = set()
        wanted: dict[str, dict[str, Any]] = {}
        undone: set[str] = set()
        for match in self.matches():
            how = decisions.get(match.id, "leave")
            if how not in match.choices:
                continue
            cls = KINDS[self._theirs.log.kind(match.uid)]
            thing = self._project.find(cls, match.uid)
            if thing is None:
                undone.add(match.uid)
            else:
                value = self._reworded(thing, match.field, how)
                wanted.setdefault(match.uid, {})[match.field] = value
        for uid, values in wanted.items():
            thing = self._project.find(KINDS[self._theirs.log.kind(uid)], uid)
            if thing is not None:
                hashes |= self._project.erasing.reword(draft, thing, **values)
        return hashes | self._theirs.log.values(undone)

    def _reworded(self, thing: Entity, field: str, how: str) -> Any:
        rule = rules(type(thing))[field]
        now = getattr(thing, field)
        spans = (
            [] if rule.type == "data" else [s for what in ("words", "name") for s in self._spans(now, what)]
        )
        if how == "redact":
            for start, end in _disjoint(spans)[::-1]:
                now = now[:start] + WITHDRAWN + now[end:]
            return now
        if rule.type == "data" and isinstance(now, tuple):
            return tuple(each for each in now if not any(map(self._is_theirs, _texts_in(each))))
        if rule.type == "data" or spans:
            return WITHDRAWN if rule.type == "name" else defaults(type(thing))[field]
        return now  # only an earlier wording goes


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield str(key)
            yield from _texts_in(each)
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts_in(each)


def _longest(words: set[str]) -> tuple[str, ...]:
    plain = {" ".join(word.split())[:_SHOWN] for word in words}
    return tuple(sorted(plain, key=lambda word: (-len(word), word)))


def _disjoint(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


__all__ = ["LEAST", "LONG", "WITHDRAWN", "Elsewhere", "Match"]
