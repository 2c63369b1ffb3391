"""What others have built on a change, and would lose sight of if it were undone."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qualcode.model.declare import KINDS, Entity
from qualcode.model.fold import Recorded
from qualcode.model.study import (
    Analysis,
    Attribute,
    Code,
    Coder,
    Coding,
    Decision,
    Link,
    Membership,
    Memo,
    Participant,
    Placement,
    Revision,
    Source,
    Stage,
    Summary,
    Theme,
    Transcript,
    Value,
    Version,
)
from qualcode.project.names import several
from qualcode.project.placing import PLACED, transcript_of

if TYPE_CHECKING:
    from qualcode.project.project import Project

_MEMO = (Memo, "about")
# What may stand on a thing of a kind, by the field that names the thing.
_ON: Mapping[type[Entity], tuple[tuple[type[Entity], str], ...]] = {
    Analysis: (
        (Code, "analysis"), (Theme, "analysis"), (Coding, "analysis"), (Summary, "analysis"),
        (Memo, "analysis"), (Stage, "analysis"), (Version, "analysis"), (Decision, "analysis"),
    ),
    Participant: ((Value, "participant"), (Source, "participant"), (Summary, "participant"), _MEMO),
    Attribute: ((Value, "attribute"),),
    Transcript: (
        (Coding, "transcript"), (Source, "transcript"), (Stage, "transcript"), (Link, "transcript"), _MEMO,
    ),
    Code: (
        (Coding, "code"), (Summary, "column"), (Membership, "code"), (Code, "merged_into"), _MEMO,
    ),
    Theme: ((Summary, "column"), (Membership, "theme"), (Theme, "parent"), _MEMO),
    Coding: (_MEMO,),
    Summary: ((Link, "summary"), _MEMO),
}  # fmt: skip


def built_on(project: "Project", group: str) -> str:
    """What stands on the things that a group of changes made and nobody else made too; "" if nothing does.

    In words: "2 coded passages of Ben, 1 memo of Ben". Changes of these things by other groups count too.
    """
    recorded = project.store.recorded_in([group])
    things, others = _about(project, group, [r for r in recorded if r.operation.action == "create"])
    counted = Counter(("change", r.operation.coder) for r in others if r.operation.entity in things)
    counted.update(_naming(project, things, frozenset(r.operation.id for r in recorded)))
    counted.update(_on_texts(project, recorded))
    for uid, kind in things.items():
        if kind is Coder and (own := len([g for g in project.store.groups(coder=uid) if not g.retracts])):
            counted["change", uid] += own
    return ", ".join(
        f"{several(number, what)} of {coder.name if coder else 'somebody'}"
        for (what, uid), number in counted.items()
        for coder in [project.find(Coder, uid)]
    )


def _about(
    project: "Project", group: str, made: Iterable[Recorded]
) -> tuple[dict[str, type[Entity]], list[Recorded]]:
    """The things that only this group made, by uid, and what other groups that stand say of them."""
    things = {r.operation.entity: KINDS[r.operation.kind] for r in made if r.operation.kind in KINDS}
    retracted = project.store.retracted()
    others = [
        r
        for r in project.store.recorded(about=things)
        if r.operation.group != group and r.operation.group not in retracted
    ]
    for operation, _ in others:
        if operation.action == "create":
            things.pop(operation.entity, None)
    return things, others


def _naming(
    project: "Project", things: Mapping[str, type[Entity]], own: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """What names these things, and who said so; without what the group says itself (operations `own`)."""
    for cls, field in dict.fromkeys(on for kind in set(things.values()) for on in _ON.get(kind, ())):
        those = [t for t in project.all(cls).values() if getattr(t, field) in things and _stands(t)]
        said = [(thing, set(thing.heads_of(field)) - own) for thing in those]
        authors = project.store.authors({id_ for _, heads in said for id_ in heads})
        for thing, heads in said:
            if thing.made in heads:
                yield cls.label, str(getattr(thing, "coder", thing.by))
            elif heads:
                yield cls.label, authors[max(heads)]


def _on_texts(project: "Project", recorded: Iterable[Recorded]) -> Iterator[tuple[str, str]]:
    """What stands on texts that a group of corrections brought in: made there, or placed there by hand."""
    own = {r.operation.entity for r in recorded}
    revisions = [r for r in project.all(Revision).values() if r.uid in own]
    texts = {(revision.transcript, revision.after) for revision in revisions}
    kinds: tuple[type[Entity], ...] = (*PLACED.values(), Placement, Revision) if texts else ()
    for cls in kinds:
        for thing in project.all(cls).values():
            standing = project.placing.elsewhere.get(thing.uid)
            made = standing.made if standing else thing
            content = getattr(made, "before" if cls is Revision else "content")
            if (transcript_of(made), content) in texts and thing.uid not in own and _stands(thing):
                yield cls.label, str(getattr(thing, "coder", thing.by))


def _stands(thing: Entity) -> bool:
    return (
        not getattr(thing, "removed", False)
        and getattr(thing, "linked", True)
        and getattr(thing, "member", True)
    )
