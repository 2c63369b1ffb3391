"""What corrections left to look at: what has no place, has other words, or was moved; placing by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.model.declare import Entity, pair_uid
from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.study import (
    Analysis,
    Code,
    Coder,
    Coding,
    Link,
    Memo,
    Participant,
    Placement,
    Revision,
    Summary,
    Theme,
    Transcript,
)
from qualcode.model.text import Span
from qualcode.project.codings import trimmed
from qualcode.project.placing import PLACED, SET_ASIDE, Standing, is_there, span_of, transcript_of

if TYPE_CHECKING:
    from qualcode.project.project import Project

Status = Literal["unplaced", "changed", "moved", "set aside"]

_ORDER: tuple[Status, ...] = ("unplaced", "changed", "moved", "set aside")
_SAYS = {
    "changed": "its words were corrected",
    "moved": "it stands elsewhere than what was around it",
    "set aside": "it was set aside",
}


@dataclass(frozen=True)
class Unplaced:
    """A coded passage, linked extract or memo that a correction left to look at.

    `what` says which it is, in words. `quote` are the words it was on ("" if they were erased), `why` what is
    the matter. `span` is where it stands now, with `now` the words there (None and "" if nowhere); `near` is
    where in the present text that would be.
    """

    thing: Entity
    transcript: Transcript
    status: Status
    what: str
    quote: str
    why: str
    span: Span | None
    now: str
    near: int

    @property
    def id(self) -> str:
        """What it is called on the command line."""
        return self.thing.uid[:8]


@dataclass(frozen=True)
class Version:
    """A text that a transcript has, or had: how it came to be. `words` is None where it was erased."""

    number: int
    content: str
    at: str
    coder: str
    reason: str
    file: str
    words: int | None
    present: bool


class Reviewing:
    """What corrections left to look at."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def unplaced(self, transcript: Transcript | None = None, *, everything: bool = False) -> list[Unplaced]:
        """What has no place in the present text, what has other words now, and what was moved, in this order.

        In every analysis; of one transcript, or of all. With `everything`, what was set aside too.
        """
        found = [each for each in self._all(transcript) if everything or each.status != "set aside"]
        names = {uid: n for n, uid in enumerate(t.uid for t in self._project.transcripts.all())}
        return sorted(
            found, key=lambda u: (_ORDER.index(u.status), names[u.transcript.uid], u.near, u.thing.uid)
        )

    def _all(self, only: Transcript | None) -> Iterable[Unplaced]:
        project = self._project
        transcripts = project.all(Transcript)
        for cls in PLACED.values():
            for thing in project.all(cls).values():
                transcript, span = transcripts.get(transcript_of(thing)), span_of(thing)
                if transcript is None or span is None or not is_there(thing):
                    continue
                if only is not None and transcript.uid != only.uid:
                    continue
                standing = project.placing.elsewhere.get(thing.uid)
                lost = getattr(thing, "content", "") != transcript.content
                if lost or (standing is not None and standing.anchored.how in ("changed", "moved")):
                    seen = self._seen(thing, transcript, standing or project.placing.unknown(thing, span))
                    if seen is not None:
                        yield seen

    def _seen(self, thing: Entity, transcript: Transcript, standing: Standing) -> Unplaced | None:
        project, anchored = self._project, standing.anchored
        content, place = standing.from_
        quote = project.content(content).text[slice(*place)]
        text = project.transcripts.content(transcript).text
        span = anchored.span
        now = text[slice(*span)] if span else ""
        if span is None:
            status: Status = "set aside" if anchored.why == SET_ASIDE else "unplaced"
        elif anchored.how == "moved":
            status = "moved"
        else:
            status = "changed"
            if quote.split() == now.split():  # only lines end elsewhere
                return None
        return Unplaced(
            thing,
            transcript,
            status,
            self._what(thing),
            quote,
            _SAYS.get(status, anchored.why),
            span,
            now,
            span.start if span else project.placing.near(transcript, content, place.start),
        )

    def _what(self, thing: Entity) -> str:
        """What a thing is, in words, with the analysis where it isn't the one in use."""
        project = self._project
        match thing:
            case Coding():
                code = project.find(Code, thing.code)
                what, analysis = (
                    f"“{code.name if code else '?'}” of {self._coder(thing.coder)}",
                    thing.analysis,
                )
            case Memo():
                what, analysis = f"memo of {self._coder(thing.coder)}: {_short(thing.text)}", thing.analysis
            case Link():
                summary = project.find(Summary, thing.summary)
                person = project.find(Participant, summary.participant if summary else "")
                column = summary.column if summary else ""
                under = project.find(Code, column) or project.find(Theme, column)
                names = ", ".join(each.name for each in (person, under) if each is not None)
                what, analysis = f"extract of the summary of {names}", summary.analysis if summary else ""
            case _:
                return thing.label.lower()
        other = project.find(Analysis, analysis)
        elsewhere = other is not None and other.uid != project.analysis.uid
        return f"{what} (analysis “{other.name}”)" if other and elsewhere else what

    def _coder(self, uid: str) -> str:
        coder = self._project.find(Coder, uid)
        return coder.name if coder else "somebody"

    def named(self, beginning: str) -> Unplaced:
        """What is to be looked at and whose uid begins so; NoSuchThing if nothing is, or several."""
        listed = self.unplaced(everything=True)
        found = [u for u in listed if len(beginning) >= 4 and u.thing.uid.startswith(beginning.casefold())]
        if len(found) == 1:
            return found[0]
        many = f"{len(found)} things are" if found else "Nothing to place is"
        raise NoSuchThing(
            f"{many} called “{beginning}”: “qualcode transcripts review” shows what each is called."
        )

    # Placing

    def place(self, thing: Entity, span: Span) -> None:
        """Say where a thing stands in the present text of its transcript. Refused if no text is there."""
        transcript = self._of(thing)
        text = self._project.transcripts.content(transcript).text
        if not 0 <= span.start < span.end <= len(text):
            raise Refused(f"There is no text from {span.start} to {span.end} in {transcript.name}.")
        self._say([(thing, transcript, tuple(trimmed(text, *span)))])

    def set_aside(self, *things: Entity) -> None:
        """Say of things that they have no place in the present text: they are listed no more."""
        self._say([(thing, self._of(thing), ()) for thing in things])

    def leave(self, unplaced: Sequence[Unplaced]) -> None:
        """Say of what has other words now, or was moved, that its place is right. Refused if it has none."""
        if any(each.span is None for each in unplaced):
            raise Refused("What has no place can't be left as it is: place it, or set it aside.")
        self._say([(each.thing, each.transcript, tuple(each.span or ())) for each in unplaced])

    def _of(self, thing: Entity) -> Transcript:
        now = self._project.find(type(thing), thing.uid)
        transcript = self._project.find(Transcript, transcript_of(thing))
        if now is None or not is_there(now) or transcript is None or span_of(thing) is None:
            raise Refused("This isn't there any more as you saw it: look again.")
        return transcript

    def _say(self, said: Iterable[tuple[Entity, Transcript, tuple[int, ...]]]) -> None:
        with self._project.change() as draft:
            for thing, transcript, place in said:
                fixed = {
                    "transcript": transcript.uid, "about_kind": thing.kind, "about": thing.uid,
                    "content": transcript.content,
                }  # fmt: skip
                uid = pair_uid("placement", thing.uid, transcript.content)
                draft.put(Placement, uid, fixed, place=list(place))

    # Versions

    def versions(self, transcript: Transcript) -> list[Version]:
        """The texts of a transcript, the first one first."""
        project = self._project
        mine = [r for r in project.all(Revision).values() if r.transcript == transcript.uid]
        mine.sort(key=lambda r: (r.at, r.uid))
        after = {revision.after for revision in mine}
        roots = [revision.before for revision in mine if revision.before not in after] or [transcript.content]
        rows = [(roots[0], transcript.at, transcript.by, "import", transcript.file)]
        rows += [(r.after, r.at, r.by, r.reason, r.file) for r in mine]
        first: dict[str, tuple[str, str, str, str, str]] = {}
        for row in rows:
            first.setdefault(row[0], row)
        contents = project.contents([content for content, *_ in rows])
        return [
            Version(
                number,
                content,
                at,
                self._coder(by),
                reason,
                file,
                contents[content].words if contents[content].text else None,
                content == transcript.content,
            )
            for number, (content, at, by, reason, file) in enumerate(first.values(), start=1)
        ]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"{words[:39]}…" if len(words) > 40 else words


def called(revision: Revision) -> str:
    """How a text came to be, in words: "corrected by ann.docx on 2026-11-22"."""
    how = {"edit": "edited", "identifiers": "with pseudonyms", "withdrawal": "after a withdrawal"}.get(
        revision.reason, "corrected"
    )
    by = f" by {revision.file}" if revision.file else ""
    return f"{how}{by} on {revision.at[:10]}"
