"""What was decided about what may identify someone, found again by its place or by its words."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.analysis.identifiers import same
from qualcode.model.study import Identified, Transcript
from qualcode.model.text import Span
from qualcode.project.identifier_places import Place, places

if TYPE_CHECKING:
    from qualcode.project.project import Project

Scope = Literal["here", "transcript", "project"]
Decision = Literal["leave", "replace", "not an identifier", "undecided"]


class Decided(NamedTuple):
    """A decision: what, by whom (a coder's uid), when, and how far it goes."""

    decision: Decision
    by: str
    at: str
    scope: Scope


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
