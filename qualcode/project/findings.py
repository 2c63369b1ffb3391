"""What people should look at: names that several have, circles, and work that hangs on what was undone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qualcode.model.declare import KINDS, Entity
from qualcode.model.study import (
    Analysis,
    Code,
    Coder,
    Coding,
    Decision,
    Memo,
    Participant,
    Stage,
    Summary,
    Theme,
    Transcript,
    Version,
)
from qualcode.project.names import by_name, several

if TYPE_CHECKING:
    from qualcode.project.project import Project

_HANGS_ON: tuple[tuple[type[Entity], str, tuple[type[Entity], ...]], ...] = (
    (Coding, "code", (Code,)),
    (Coding, "transcript", (Transcript,)),
    (Summary, "column", (Code, Theme)),
    (Summary, "participant", (Participant,)),
    (Memo, "about", tuple(KINDS.values())),
)
_OF_AN_ANALYSIS: tuple[type[Entity], ...] = (Code, Theme, Coding, Memo, Summary, Stage, Version, Decision)
_CALLED: dict[type[Entity], str] = {Coding: "passage"}


def findings(project: "Project") -> list[str]:
    """What people should look at, a sentence each. None of it is wrong with the file."""
    return [
        *project.codebook.findings(),
        *_same_names(project),
        *orphans(project),
        *_passed_over(project),
        *_unplaced(project),
    ]


def _unplaced(project: "Project") -> Iterator[str]:
    """What has no place in the corrected text of its transcript."""
    listed = project.revisions.unplaced()
    counted = Counter((each.transcript.uid, each.thing.label) for each in listed if each.status == "unplaced")
    for (uid, what), number in counted.items():
        are = "has" if number == 1 else "have"
        yield (
            f"{several(number, what)} {are} no place in the corrected text of "
            f"{project.all(Transcript)[uid].name} (“qualcode transcripts review” lists them)"
        )


def _same_names(project: "Project") -> list[str]:
    kinds: tuple[Iterable[Entity], ...] = (
        project.coders.all(),
        project.participants.all(),
        project.analyses.all(),
    )
    return [
        f"{several(len(same), same[0].label)} are called “{getattr(same[0], 'name', '')}”"
        for things in kinds
        for same in by_name(sorted(things, key=lambda thing: thing.at)).values()
        if len(same) > 1
    ]


def orphans(project: "Project") -> list[str]:
    """What isn't shown, because the code, transcript, analysis or the like that it is on was undone."""
    counted: Counter[tuple[str, str, str]] = Counter()
    analyses = project.all(Analysis)
    for cls in _OF_AN_ANALYSIS:
        for thing in project.all(cls).values():
            of = str(getattr(thing, "analysis", ""))
            if of not in analyses and _stands(thing):
                counted[_CALLED.get(cls, cls.label), str(getattr(thing, "coder", thing.by)), of] += 1
    for cls, field, kinds in _HANGS_ON:
        for thing in project.all(cls).values():
            on = str(getattr(thing, field))
            gone = not any(on in project.all(kind) for kind in kinds)
            if gone and _stands(thing) and getattr(thing, "analysis", "") == project.analysis.uid:
                counted[_CALLED.get(cls, cls.label), str(getattr(thing, "coder", thing.by)), on] += 1
    undone = _undone(project, {on for _, _, on in counted})
    found = []
    for (what, by, on), number in counted.items():
        coder = project.find(Coder, by)
        are = "is" if number == 1 else "are"
        found.append(
            f"{several(number, what)} of {coder.name if coder else 'somebody'} {are} on {undone[on]}"
        )
    return found


def _passed_over(project: "Project") -> Iterator[str]:
    """Where a passage's ends were adjusted in one copy, and its code was changed or taken off in another.

    The new passage has the code that whoever adjusted it saw, until somebody gives it another.
    """
    known, codes, transcripts = project.all(Coding), project.all(Code), project.all(Transcript)
    followers: dict[str, list[Coding]] = defaultdict(list)
    for coding in known.values():
        if coding.replaces:
            followers[coding.replaces].append(coding)
    for coding in project.codings.all():
        before = known.get(coding.replaces)
        if before is not None and len(before.heads_of("removed")) > len(followers[before.uid]):
            yield (
                f"{transcripts[coding.transcript].name} {coding.start}–{coding.end} is coded as "
                f"“{codes[coding.code].name}”; a copy, where its ends hadn't been adjusted, took that off"
            )
        untouched = coding.heads_of("code") == (coding.made,)
        if before is not None and before.code != coding.code and before.code in codes and untouched:
            yield (
                f"{transcripts[coding.transcript].name} {coding.start}–{coding.end} is coded as "
                f"“{codes[coding.code].name}”; a copy, where its ends hadn't been adjusted, says "
                f"“{codes[before.code].name}”"
            )


def _stands(thing: Entity) -> bool:
    return not getattr(thing, "removed", False)


def _undone(project: "Project", uids: set[str]) -> dict[str, str]:
    """What each of these was that aren't there any more, in words, and who undid it."""
    said = dict.fromkeys(uids, "something that isn't there")
    if not uids:
        return said
    by: dict[str, str] = defaultdict(lambda: "was undone")
    for group in project.store.groups():
        if group.retracts:
            coder = project.find(Coder, group.coder)
            by[group.retracts] = f"{coder.name} undid" if coder else "was undone"
    for operation, value in project.store.recorded(about=uids):
        if operation.action == "create" and operation.kind in KINDS:
            name = str((value or {}).get("name", ""))
            what = f"{KINDS[operation.kind].label.lower()}{f' “{name}”' if name else ''}"
            said[operation.entity] = f"the {what}, which {by[operation.group]} (redo brings it back)"
    return said
