"""Taking texts and values out of a project for good: on record, and never to be undone."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.model.declare import Entity, rules
from qualcode.model.errors import QualcodeError, Refused, Unfinished
from qualcode.model.operations import Create
from qualcode.model.study import Erasure
from qualcode.project.draft import Draft
from qualcode.store.erasing import Hashes

if TYPE_CHECKING:
    from qualcode.project.project import Project

# Said wherever something was erased: the tool knows of no file that people made of the project.
OUTSIDE = (
    "Files that were exported, copies that were handed out and backups made elsewhere are not touched: "
    "delete or replace them by hand."
)


def names_of(files: Iterable[Path]) -> str:
    """Files as they are told: each with the folder that it is in."""
    return ", ".join(f"{path.parent.name}/{path.name}" for path in files)


@dataclass(frozen=True)
class Erased:
    """What an erasure took out: how many texts and values, and which backups were deleted for it."""

    texts: int
    values: int
    backups: tuple[Path, ...]


class Erasing:
    """Takes texts and values out, in this file and in every copy that the change comes to."""

    def __init__(self, project: "Project") -> None:
        self._project = project
        self.deleted: tuple[Path, ...] = ()  # the backups that the last erasure deleted
        self.beside: tuple[Path, ...] = ()  # other files beside the project that still hold what it erased

    def erase(self, *, contents: Collection[str] = (), payloads: Collection[str] = (), reason: str) -> Erased:
        """Erase texts and values, by their hashes, as one change; what was erased before is passed over.

        The file is written anew without them, backed up, and the backups beside it that hold them are
        deleted. Unfinished, with the change saved, if that can't be done yet. It can't be undone.
        """
        with self._project.change(reason) as draft:
            erased = self.put(draft, contents=contents, payloads=payloads, reason=reason)
        return Erased(len(erased.contents), len(erased.payloads), self.deleted if erased else ())

    def put(
        self, draft: Draft, *, contents: Collection[str] = (), payloads: Collection[str] = (), reason: str
    ) -> Hashes:
        """Have a draft erase texts and values together with what else it does; those that are still there.

        The whole change then can't be undone.
        """
        if not reason.strip():
            raise Refused("What is erased is gone for good, and the history says why: give a reason.")
        there = self._project.store.held(Hashes(frozenset(contents), frozenset(payloads)))
        if own := self._of_erasures() & there.payloads:
            raise ValueError(f"{len(own)} of these values say what was erased, which copies must know")
        if there:
            draft.create(
                Erasure, contents=sorted(there.contents), payloads=sorted(there.payloads), reason=reason
            )
        return there

    def reword(self, draft: Draft, thing: Entity, **values: Any) -> set[str]:
        """Have a draft give fields of a thing other values; the hashes to erase for the old ones to be gone.

        Those are all values that were ever said of these fields, which means that what else was said together
        with them is said again.
        """
        known = rules(type(thing))
        checked = {name: known[name].checked(value) for name, value in values.items()}
        hashes: set[str] = set()
        for operation, value in self._project.store.recorded(about=[thing.uid]):
            if value is None:
                continue
            if operation.action == "set" and operation.field in checked:
                hashes.add(operation.value)
            elif operation.action == "create" and not checked.keys().isdisjoint(value):
                hashes.add(operation.value)
                replaced = draft.fields_set(thing)  # of which what was said first is no value any more
                standing = {
                    n: v for n, v in value.items() if operation.id in thing.heads_of(n) and n not in replaced
                }
                again = standing | {name: new for name, new in checked.items() if name in standing}
                draft.changes.append(Create(thing.kind, thing.uid, again))
        draft.set(thing, **{n: new for n, new in checked.items() if thing.heads_of(n) != (thing.made,)})
        return hashes

    def _of_erasures(self) -> set[str]:
        erasures = self._project.all(Erasure)
        return {r.operation.value for r in self._project.store.recorded(about=erasures)}

    def finish(self) -> None:
        """Do what is left to do of an erasure, if there is anything. Unfinished if it can't be done yet."""
        store = self._project.store
        if not store.has_unfinished_erasing:
            return
        try:
            cleaned = store.finish_erasing()
        except QualcodeError as error:
            raise Unfinished(
                f"Erased; but unused parts of the file and older backups may still hold it ({error}) It is "
                "tried again when the project is opened next."
            ) from error
        self.deleted, self.beside = cleaned.deleted, cleaned.beside
        if cleaned.left:
            names = ", ".join(path.name for path in cleaned.left)
            raise Unfinished(f"Erased; but these backups couldn't be deleted, and still hold it: {names}.")
