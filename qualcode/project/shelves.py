"""The transcripts of an analysis as on a shelf: by site, then by whose they are, with how far each is."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from qualcode.analysis.participants import natural
from qualcode.model.study import PARTICIPANT_TYPE, SITE, Source, Transcript
from qualcode.project.progress import NOTHING, Done, done_with

if TYPE_CHECKING:
    from qualcode.project.project import Project

Progress = Literal["coded", "begun", "new"]

NOWHERE = "No site"

_RESTS_ON = frozenset(("participant", "attribute", "value", "transcript", "source"))


@dataclass(frozen=True)
class Entry:
    """A transcript on the shelf: whose it is, within its site, and how far it is in this analysis.

    A participant's further transcripts stand below the first and are called by their kind. It is "coded"
    where somebody has said so, "begun" where anything is coded or read; `done` has by whom, and what is
    charted.
    """

    transcript: str  # uid
    label: str
    progress: Progress
    done: Done = NOTHING
    type: str = ""
    """The participant type of those whose it is, if it is known, and all are of one."""


@dataclass(frozen=True)
class Shelf:
    """The transcripts of one site, in the usual order of participants."""

    site: str
    entries: tuple[Entry, ...]


def shelves(project: "Project") -> list[Shelf]:
    """Every transcript once, by site; those of nobody, and of nobody with a site, last."""
    progress = done_with(project)
    found: dict[str, list[Entry]] = {}
    for place in project.materials.kept(_places, _RESTS_ON):
        done = progress.get(place.transcript, NOTHING)
        entry = Entry(place.transcript, place.label, _progress(done), done, place.type)
        found.setdefault(place.site, []).append(entry)
    if set(found) == {NOWHERE}:
        return [Shelf("", tuple(found[NOWHERE]))]
    return [Shelf(site, tuple(entries)) for site, entries in found.items()]


def in_order(project: "Project") -> list[str]:
    """The transcripts, by uid, as they stand on the shelves; without asking how far each is."""
    found: dict[str, list[str]] = {}
    for place in project.materials.kept(_places, _RESTS_ON):
        found.setdefault(place.site, []).append(place.transcript)
    return [uid for those in found.values() for uid in those]


class _Place(NamedTuple):
    site: str
    label: str
    transcript: str
    type: str


def _places(project: "Project") -> list[_Place]:
    """Where each transcript stands, and what it is called there, in order."""
    people = project.materials.people
    order = {uid: n for n, uid in enumerate(people.ordered((), people.participants))}
    voices: dict[str, list[Source]] = defaultdict(list)
    for source in project.all(Source).values():
        if source.linked and source.participant in order:
            voices[source.transcript].append(source)
    rows = []
    for transcript in project.materials.transcripts.values():
        mine = sorted(voices[transcript.uid], key=lambda s: order[s.participant])
        first = order[mine[0].participant] if mine else len(order)
        site = people.named(mine[0].participant, SITE) if mine else ""
        label = ", ".join(dict.fromkeys(_label(project, s) for s in mine)) or transcript.name
        place = mine[0].position if mine else 0
        kind = transcript.kind_of_source
        key = (not site, first, place, natural(transcript.name), transcript.uid)
        rows.append((key, site or NOWHERE, label, kind, transcript.uid))
    found = []
    above: dict[tuple[str, str], list[str]] = {}  # kinds of the transcripts listed of the same participants
    for _, site, label, kind, uid in sorted(rows):
        kinds = above.setdefault((site, label), [])
        kinds.append(kind)
        if len(kinds) > 1:
            number = f" {kinds.count(kind)}" if kinds.count(kind) > 1 else ""
            label = f"   {kind}{number}"
        elif kind in ("document", "field note") and voices[uid]:
            label = f"{label}, {kind}"
        types = {people.named(source.participant, PARTICIPANT_TYPE) for source in voices[uid]}
        found.append(_Place(site, label, uid, _capital(types.pop()) if len(types) == 1 else ""))
    return found


def attribution(project: "Project", transcript: Transcript) -> str:
    """Whose a transcript is, as cited: "Care coordinator 2, Hazel (Wales)"; else its name."""
    people = project.materials.people
    mine = [
        s
        for s in project.all(Source).values()
        if s.linked and s.transcript == transcript.uid and s.participant in people.participants
    ]
    cited = [people.attribution(s.participant) for s in sorted(mine, key=lambda s: (s.position, s.uid))]
    return "; ".join(_capital(name) for name in sorted(set(cited), key=natural)) or transcript.name


def heading(project: "Project", transcript: Transcript) -> str:
    """Whose a transcript is, as cited, and where there are several of theirs, of what kind it is."""
    return project.materials.kept(_headings, _RESTS_ON).get(transcript.uid, transcript.name)


def _headings(project: "Project") -> dict[str, str]:
    theirs: dict[str, list[Transcript]] = defaultdict(list)
    for transcript in sorted(project.materials.transcripts.values(), key=lambda t: (natural(t.name), t.uid)):
        theirs[attribution(project, transcript)].append(transcript)
    found = {}
    for cited, several in theirs.items():
        kinds: list[str] = []
        for transcript in several:
            kinds.append(transcript.kind_of_source or transcript.name)
            number = f" {kinds.count(kinds[-1])}" if kinds.count(kinds[-1]) > 1 else ""
            found[transcript.uid] = f"{cited} · {kinds[-1]}{number}" if several[1:] else cited
    return found


def toggle_coded(project: "Project", transcript: Transcript) -> bool:
    """Mark a transcript as coded by the coder, under the codebook as it stands; or take that back (False)."""
    before = project.transcripts.stage(transcript)
    if before is not None and before.coded:
        project.transcripts.mark(transcript, seen=before, coded=False)
        return False
    closed = project.decisions.version()
    version = closed.number if closed else None
    project.transcripts.mark(transcript, seen=before, read=True, coded=True, version=version)
    return True


def _progress(done: Done) -> Progress:
    if done.coded:
        return "coded"
    return "begun" if done.read or done.coding else "new"


def _label(project: "Project", source: Source) -> str:
    people = project.materials.people
    kind = people.named(source.participant, PARTICIPANT_TYPE)
    number = people.named(source.participant, "number")
    name = f"{kind} {number}" if kind and number else people.participants[source.participant].name
    return _capital(name)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
