"""Where things stand in the present texts of their transcripts: worked out here, once, for everybody.

A coded passage, a linked extract and a memo on a passage keep the text and the place that they were made on.
Once the transcript was corrected, what the project hands out is at the place where that stands now. What has
none keeps its own text, which isn't the transcript's any more: by that it is known, and left out where places
are shown.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from qualcode.analysis.charting import LOST
from qualcode.model.declare import Entity
from qualcode.model.revisions import Anchored, How, OffsetMap
from qualcode.model.study import Coding, Link, Memo, Placement, Revision, Transcript
from qualcode.model.text import Span

if TYPE_CHECKING:
    from qualcode.project.project import Project

PLACED: Mapping[str, type[Entity]] = {cls.kind: cls for cls in (Coding, Link, Memo)}
RESTS_ON = frozenset({Transcript.kind, Revision.kind, Placement.kind})

_RANKS: tuple[How, ...] = ("same", "name", "moved", "changed")
_UNKNOWN = "the text it was made on isn't known as a version of the transcript"
SET_ASIDE = "set aside"


class Standing(NamedTuple):
    """Where a thing stands now: as it was made, and how it came to its place, or why it has none.

    `since` is the text in which its words changed last ("" if they are as they were coded). `from_` is the
    text and the place that it came from: where it was made, or where somebody last placed it.
    """

    made: Entity
    anchored: Anchored
    since: str = ""
    from_: tuple[str, Span] = ("", Span(0, 0))


class Placing:
    """Finds the places of things in present texts. Where nothing was ever corrected, it costs nothing."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self.elsewhere: dict[str, Standing] = {}  # by uid: of those that don't stand as they were made
        self._ways: dict[str, _Ways] = {}  # by transcript
        self._by_hand: Mapping[str, list[Placement]] | None = None
        self._links: Mapping[str, Mapping[str, str]] | None = None

    def all_placed(self, things: dict[str, Entity]) -> dict[str, Entity]:
        """Things as the store has them, at their places."""
        if not self._project.all(Revision):
            return things
        return {uid: self.placed(thing) for uid, thing in things.items()}

    def placed(self, thing: Entity) -> Entity:
        """A thing as the store has it, at its place."""
        self._links = None
        self.elsewhere.pop(thing.uid, None)
        transcript = self._project.find(Transcript, transcript_of(thing))
        span = span_of(thing)
        if transcript is None or span is None:
            return thing
        by_hand = self._placements.get(thing.uid, ())
        content = str(getattr(thing, "content", ""))
        if content == transcript.content and not by_hand:
            return thing
        standing = self._standing(thing, span, transcript, content, by_hand)
        self.elsewhere[thing.uid] = standing
        there = standing.anchored.span
        if there is None:
            return thing
        return replace(thing, content=transcript.content, start=there.start, end=there.end)  # type: ignore[call-arg]  # all three kinds have these

    def follow(self, kinds: frozenset[str], things: Mapping[str, Entity | None]) -> dict[str, Entity]:
        """The things that don't stand, after a change, where the store or the project has them."""
        self._links = None
        for uid in things:
            self.elsewhere.pop(uid, None)
        if kinds & RESTS_ON:
            self._ways, self._by_hand = {}, None
        elif not kinds & PLACED.keys():
            return {}
        if not self.elsewhere and not self._project.all(Revision):
            return {}
        if kinds & RESTS_ON:
            those = [each for cls in PLACED.values() for each in self._project.known(cls).values()]
        else:
            those = [each for each in things.values() if each is not None and each.kind in PLACED]
        found = {}
        for thing in those:
            before = self.elsewhere.get(thing.uid)
            now = self.placed(before.made if before else thing)
            after = self.elsewhere.get(thing.uid)
            if now != thing or (before and before.anchored) != (after and after.anchored):
                found[thing.uid] = now
        return found

    def corrected_links(self) -> Mapping[str, Mapping[str, str]]:
        """What corrections did to linked extracts, by summary and uid: see `analysis.charting.basis_of`."""
        self._project.all(Link)
        if self._links is not None:
            return self._links
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for uid, (made, anchored, since, _) in self.elsewhere.items():
            if isinstance(made, Link) and made.linked and anchored.why != SET_ASIDE:
                what = LOST if anchored.span is None else f" {since[:12]}" if since else ""
                found[made.summary][uid] = f"{made.start}-{made.end}{what}"
        self._links = found
        return found

    def link_at(self, summary: str, transcript: Transcript, span: Span) -> str:
        """The uid of the link of a summary that has come to stand exactly there; "" if none has."""
        self._project.all(Link)
        for uid, standing in self.elsewhere.items():
            made = standing.made
            here = isinstance(made, Link) and (made.summary, made.transcript) == (summary, transcript.uid)
            if here and standing.anchored.span == span:
                return uid
        return ""

    def unknown(self, thing: Entity, span: Span) -> Standing:
        """How a thing stands whose text was undone together with what led from it to the present one."""
        return Standing(thing, Anchored(None, why=_UNKNOWN), from_=(str(getattr(thing, "content", "")), span))

    def near(self, transcript: Transcript, content: str, place: int) -> int:
        """Where in the present text a place of another one would be, as nearly as that can be said."""
        return self._ways_of(transcript).near(content, place)

    def present(self, transcript: Transcript, content: str, span: Span) -> Span | None:
        """Where a span of any text of a transcript stands in its present one; None if that can't be said."""
        ways = self._ways_of(transcript)
        return ways.anchor(content, span)[0].span if content in ways.steps else None

    def _ways_of(self, transcript: Transcript) -> "_Ways":
        if transcript.uid not in self._ways:
            self._ways[transcript.uid] = _Ways.to(self._project, transcript)
        return self._ways[transcript.uid]

    @property
    def _placements(self) -> Mapping[str, list[Placement]]:
        if self._by_hand is None:
            by_hand: dict[str, list[Placement]] = defaultdict(list)
            for placement in self._project.all(Placement).values():
                by_hand[placement.about].append(placement)
            self._by_hand = by_hand
        return self._by_hand

    def _standing(
        self,
        thing: Entity,
        span: Span,
        transcript: Transcript,
        content: str,
        by_hand: Iterable[Placement],
    ) -> Standing:
        ways = self._ways_of(transcript)
        if not by_hand and content in ways.steps:  # as it is with nearly all
            anchored, since = ways.anchor(content, span)
            return Standing(thing, anchored, since, (content, span))
        starts: list[tuple[int, int, str, Span | None]] = []
        if content in ways.steps:
            starts.append((ways.steps[content], 1, content, span))
        starts += [
            (ways.steps[each.content], 0, each.content, Span(*each.place) if each.place else None)
            for each in by_hand
            if each.content in ways.steps
        ]
        if not starts:
            return self.unknown(thing, span)._replace(since=content)
        _, made, nearest, place = min(starts, key=lambda start: start[:3])
        if place is None:
            return Standing(thing, Anchored(None, why=SET_ASIDE), nearest, (content, span))
        anchored, since = ways.anchor(nearest, place)
        if not made and not since:
            since = nearest if place != span or nearest != content else ""
        return Standing(thing, anchored, since, (nearest, place))


@dataclass(frozen=True)
class _Ways:
    """How to come from each text of a transcript to its present one.

    `next` has the text that follows on each on its way, and the map to that; `steps` how many there are.
    """

    next: Mapping[str, tuple[str, OffsetMap]]
    steps: Mapping[str, int]
    whole: dict[str, OffsetMap]

    @classmethod
    def to(cls, project: "Project", transcript: Transcript) -> "_Ways":
        """The shortest ways, over corrections or back: where copies corrected one text differently."""
        joined: dict[str, list[tuple[str, Revision, bool]]] = defaultdict(list)
        for revision in sorted(project.all(Revision).values(), key=lambda r: (r.at, r.uid)):
            if revision.transcript == transcript.uid:
                joined[revision.after].append((revision.before, revision, False))
                joined[revision.before].append((revision.after, revision, True))
        next_: dict[str, tuple[str, OffsetMap]] = {}
        steps = {transcript.content: 0}
        waiting = deque([transcript.content])
        while waiting:
            here = waiting.popleft()
            for there, revision, back in joined[here]:
                if there not in steps:
                    offsets = offsets_of(revision)
                    next_[there] = here, offsets.inverted if back else offsets
                    steps[there] = steps[here] + 1
                    waiting.append(there)
        return cls(next_, steps, {})

    def anchor(self, content: str, span: Span) -> tuple[Anchored, str]:
        """Where a span of a text stands in the present one, and in which text its words changed last."""
        if content not in self.next:
            return Anchored(span), ""
        if exact := self._whole(content).exactly(span):
            return exact, ""
        how: How = "same"
        since = ""
        while content in self.next:
            content, offsets = self.next[content]
            step = offsets.anchor(span)
            if step.span is None:
                return step, content
            if step.how == "changed":
                since = content
            how = how if _RANKS.index(how) >= _RANKS.index(step.how) else step.how
            span = step.span
        return Anchored(span, how), since

    def near(self, content: str, place: int) -> int:
        """Where in the present text a place of another one is, or what stood before it."""
        while content in self.next:
            content, offsets = self.next[content]
            place = offsets.near(place)
        return place

    def _whole(self, content: str) -> OffsetMap:
        """What stands in the present text of what stood in another: one map for all the way."""
        way = []
        while content in self.next and content not in self.whole:
            way.append(content)
            content = self.next[content][0]
        for each in reversed(way):
            after, offsets = self.next[each]
            content = each
            self.whole[each] = offsets.then(self.whole[after]) if after in self.whole else offsets
        return self.whole[content]


def offsets_of(revision: Revision) -> OffsetMap:
    """The map of a correction."""
    return OffsetMap.from_rows(revision.kept, revision.replaced, revision.unclear)


def transcript_of(thing: Entity) -> str:
    """The uid of the transcript that a thing is on a passage of."""
    return str(getattr(thing, "about" if isinstance(thing, Memo) else "transcript", ""))


def span_of(thing: Entity) -> Span | None:
    """The place of a thing in its text; None if it is on no passage."""
    start, end = getattr(thing, "start", None), getattr(thing, "end", None)
    return Span(start, end) if start is not None and end is not None else None


def is_there(thing: Entity) -> bool:
    """Whether nobody has taken a thing off."""
    return not getattr(thing, "removed", False) and bool(getattr(thing, "linked", True))
