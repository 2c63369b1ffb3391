"""Replacing what identifies someone by pseudonyms: new texts, and nothing of the old words left."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.analysis.identifiers.replacing import Pseudonyms, Replacing, put_in_data
from qualcode.model.declare import KINDS, Entity, pair_uid, rules
from qualcode.model.errors import Refused
from qualcode.model.operations import Create
from qualcode.model.revisions import Edit, edited
from qualcode.model.study import Coder, Erasure, Identified, Source, Speaker, Transcript
from qualcode.model.text import Content, Span
from qualcode.project.draft import Draft
from qualcode.project.identifiers import Found
from qualcode.project.revisions import Revised

if TYPE_CHECKING:
    from qualcode.project.project import Project

_NEVER: frozenset[str] = frozenset(
    # A coder's name is a colleague's; the rest says no words of anybody.
    cls.kind
    for cls in (Coder, Erasure, Identified)
)
_LABELS: frozenset[str] = frozenset([Speaker.kind, Source.kind])
REASON = "identifiers replaced"


@dataclass(frozen=True)
class Elsewhere:
    """A place besides the transcripts' texts where replaced words stand: a field of a thing.

    `older` says that they stand only in what it said before. `name` is the thing's, if it has one.
    """

    kind: str
    thing: str
    part: str
    label: str
    name: str
    older: bool


@dataclass(frozen=True)
class Replaced:
    """What came, or would come, of replacing: how often in which transcripts, and where else words stand.

    `reworded` says that what is `elsewhere` was replaced too; else it is to be decided. `reasons` given for
    changes that hold the words are part of the history's proof, and stay.
    """

    places: Mapping[str, int]
    labels: tuple[tuple[str, str], ...]
    elsewhere: tuple[Elsewhere, ...]
    reworded: bool
    reasons: int = 0

    @property
    def times(self) -> int:
        """In how many places of transcripts."""
        return sum(self.places.values())


class Replacement:
    """Words to be replaced in a project, by a pseudonym for each."""

    def __init__(self, project: "Project", replaced: Iterable[Replacing]) -> None:
        self._project = project
        wanted = [each for each in replaced if each.words.strip()]
        for each in wanted:
            if not each.pseudonym.strip("[] "):
                raise Refused(
                    "Say what stands for these words: a pseudonym, or what they are, such as “town”."
                )
            if (
                "\n" in each.pseudonym
                or "[" in each.pseudonym.strip("[]")
                or "]" in each.pseudonym.strip("[]")
            ):
                raise Refused("A pseudonym is one line, without brackets in it: they are put around it.")
            if Pseudonyms([each]).stand_in(each.pseudonym):
                raise Refused("The pseudonym holds the very words that it is to replace: choose another one.")
        if not wanted:
            raise Refused("Say which words to replace.")
        self._words = Pseudonyms(wanted)

    def everywhere(
        self, transcripts: Sequence[Transcript] | None = None, *, besides: bool = False, dry_run: bool = False
    ) -> Replaced:
        """Replace them in these transcripts, or in all; with `besides`, also in all else that is written.

        One change that can't be undone: the older texts are erased, here, in copies it comes to and in the
        backups beside the project.
        """
        project = self._project
        among = project.transcripts.all() if transcripts is None else transcripts
        contents = project.contents([transcript.content for transcript in among])
        wanted = []
        for transcript in among:
            content = contents[transcript.content]
            if self._words.stand_in(content.text) or any(map(self._words.stand_in, content.speakers)):
                spans = self._words.places(content.text, project.identifiers.in_content(content))
                wanted.append((transcript, content, spans))
        whole = transcripts is None
        return self._replace(wanted, whole=whole, labelled=True, besides=besides, dry_run=dry_run)

    def here(self, hits: Sequence[Found], *, dry_run: bool = False) -> Replaced:
        """Replace them in the very places of hits in one transcript."""
        transcripts = self._project.all(Transcript)
        uids = {hit.transcript for hit in hits if hit.thing_kind == Transcript.kind and not hit.part}
        if len(uids) != 1 or any(hit.content != transcripts[hit.transcript].content for hit in hits):
            raise Refused(
                "These words don't stand in the present text of one transcript: list the hits again."
            )
        transcript = transcripts[uids.pop()]
        content = self._project.content(transcript.content)
        spans = sorted({hit.span for hit in hits if hit.kind != "speaker label"})
        if len(spans) < len({hit.span for hit in hits}):
            raise Refused("A speaker's label is replaced in its whole transcript, or in the project.")
        wanted = [(transcript, content, spans)]
        return self._replace(wanted, whole=False, labelled=False, besides=False, dry_run=dry_run)

    def _replace(
        self,
        wanted: Sequence[tuple[Transcript, Content, Sequence[Span]]],
        *,
        whole: bool,
        labelled: bool,
        besides: bool,
        dry_run: bool,
    ) -> Replaced:
        project = self._project
        draft = Draft(project.find)
        revised: list[Revised] = []
        payloads: set[str] = set()
        labels: dict[str, str] = {}
        counted: dict[str, int] = {}
        for transcript, content, spans in wanted:
            edits = [Edit(span, self._words.marked(content.text[slice(*span)])) for span in spans]
            renamed = self._labels(content) if labelled else {}
            edits += _labels_in_text(content, renamed, spans)
            if not edits and not renamed:
                continue
            edits.sort()
            new, offsets = edited(content, edits, kind="name", labels=renamed)
            revised.append(Revised(transcript, new, offsets))
            counted[transcript.name] = len(edits)
            labels |= renamed
            payloads |= self._payloads_of_labels(transcript, renamed)
            self._note(draft, transcript, new, content, edits)
        elsewhere = tuple(self._elsewhere(payloads)) if whole else ()
        groups = project.store.groups() if whole else []
        reasons = sum(self._words.stand_in(group.rationale) for group in groups)
        older: set[str] = set()
        if whole:
            present = {t.content for t in project.all(Transcript).values()}
            older = self._older_texts(present)
        if not revised and not (besides and elsewhere) and not older:
            return Replaced({}, (), elsewhere, False, reasons)
        if not dry_run:
            project.revisions.put(draft, revised, reason="identifiers", erase=True, rationale=REASON)
            if besides:
                payloads |= self._reworded(draft, elsewhere)
            if payloads or older:
                project.erasing.put(draft, contents=older, payloads=payloads, reason=REASON)
            project.write(draft, REASON)
        return Replaced(counted, tuple(labels.items()), elsewhere, besides and not dry_run, reasons)

    def _labels(self, content: Content) -> dict[str, str]:
        """The speakers who are called otherwise then."""
        new = {label: self._words.put_in(label) for label in content.speakers}
        return {label: other for label, other in new.items() if label != other}

    def _older_texts(self, present: Collection[str]) -> set[str]:
        """The texts of earlier versions, and of what was undone, in which the words stand."""
        hashes = [hash_ for hash_ in self._project.store.text_hashes() if hash_ not in present]
        texts = self._project.store.contents(hashes)
        return {hash_ for hash_, content in texts.items() if self._words.stand_in(content.text)}

    def _payloads_of_labels(self, transcript: Transcript, renamed: Mapping[str, str]) -> set[str]:
        """What was said of speakers under labels that go."""
        known = self._project.all(Source).values()
        uids = {pair_uid("speaker", transcript.uid, label) for label in renamed}
        uids |= {s.uid for s in known if s.transcript == transcript.uid and s.speaker in renamed}
        recorded = self._project.store.recorded(about=uids) if uids else []
        return {r.operation.value for r in recorded if r.value is not None}

    def _note(
        self, draft: Draft, transcript: Transcript, new: Content, before: Content, edits: Sequence[Edit]
    ) -> None:
        """Put the decision on record, by the place of the pseudonym."""
        moved = 0
        for (start, end), words in edits:
            place = start + moved
            draft.create(
                Identified, about_kind=transcript.kind, about=transcript.uid, content=new.hash, start=place,
                end=place + len(words), scope="here", decision="replace",
            )  # fmt: skip
            moved += len(words) - (end - start)

    # What is written besides

    def _elsewhere(self, gone: Collection[str]) -> Iterator[Elsewhere]:
        """Where the words stand besides transcripts' texts and labels, now or in what was said before.

        `gone` are the values that go with the labels.
        """
        seen: set[tuple[str, str]] = set()
        for operation, value in self._project.store.recorded():
            if (
                value is None
                or operation.kind in _NEVER
                or operation.kind not in KINDS
                or operation.value in gone
            ):
                continue
            parts = value if operation.action == "create" else {operation.field: value}
            for part, said in parts.items() if isinstance(parts, Mapping) else ():
                if (operation.entity, part) not in seen and _holds(said, self._words):
                    seen.add((operation.entity, part))
                    yield self._told(KINDS[operation.kind], operation.entity, part)

    def _told(self, cls: type[Entity], uid: str, part: str) -> Elsewhere:
        thing = self._project.find(cls, uid)
        rule = rules(cls).get(part)
        now = getattr(thing, part, None)
        name = str(getattr(thing, "name", "") or "")
        label = f"{cls.label}: {rule.label if rule else part}"
        return Elsewhere(cls.kind, uid, part, label, name, thing is None or not _holds(now, self._words))

    def _reworded(self, draft: Draft, elsewhere: Iterable[Elsewhere]) -> set[str]:
        """Have a draft say all that without the words; the hashes to erase for that."""
        by_thing: dict[tuple[str, str], list[str]] = {}
        for each in elsewhere:
            by_thing.setdefault((each.kind, each.thing), []).append(each.part)
        hashes: set[str] = set()
        for (kind, uid), parts in by_thing.items():
            thing = self._project.find(KINDS[kind], uid)
            for operation, value in self._project.store.recorded(about=[uid]):
                if value is None or not _holds(value, self._words):
                    continue
                hashes.add(operation.value)
                if thing is None or operation.action != "create":
                    continue
                if kind in _LABELS and {"name", "speaker"} & set(parts):
                    continue  # a label that no text has any more: it goes, and nobody misses it
                # What else was said in the same breath stands: it is said again, without the words.
                standing = {n: v for n, v in value.items() if operation.id in thing.heads_of(n)}
                again = {n: put_in_data(v, self._words) for n, v in standing.items()}
                draft.changes.append(Create(kind, uid, again))
            if thing is not None:
                self._say_again(draft, thing, parts)
        return hashes

    def _say_again(self, draft: Draft, thing: Entity, parts: Sequence[str]) -> None:
        known = rules(type(thing))
        changed: dict[str, Any] = {}
        for part in parts:
            now = getattr(thing, part, None)
            if part in known and not known[part].fixed and thing.heads_of(part) != (thing.made,):
                new = put_in_data(now, self._words)
                if known[part].restored(new) != now:
                    changed[part] = new
        draft.set(thing, **changed)


def _labels_in_text(content: Content, renamed: Mapping[str, str], spans: Sequence[Span]) -> list[Edit]:
    """What is to be changed for labels, as they stand before segments, to be the new ones."""
    found = set()
    for segment in content.segments:
        if segment.speaker in renamed:
            label = segment.speaker
            start = content.text.rfind(label, max(0, segment.start - len(label) - 80), segment.start)
            span = Span(start, start + len(label))
            if start >= 0 and not any(span.overlaps(other) for other in spans):
                found.add(Edit(span, renamed[label]))
    return sorted(found)


def _holds(value: Any, words: Pseudonyms) -> bool:
    if isinstance(value, str):
        return words.stand_in(value)
    if isinstance(value, Mapping):
        return any(_holds(each, words) for pair in value.items() for each in pair)
    return isinstance(value, list | tuple) and any(_holds(each, words) for each in value)
