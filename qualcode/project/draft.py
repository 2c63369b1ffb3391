"""A draft: changes gathered into one group, then written together or not at all."""

import secrets
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, Final, TypeVar

from qualcode.model.declare import Entity, rules
from qualcode.model.errors import Refused
from qualcode.model.operations import Change, Create, Retract, Set
from qualcode.model.text import Content

E = TypeVar("E", bound=Entity)


class Seen(Enum):
    """When a thing was seen that is to be changed, where the thing itself isn't handed back."""

    NOW = "as it is when it is written"


NOW: Final = Seen.NOW


class Draft:
    """Changes to a project that aren't written yet. Every value is checked as it comes in."""

    def __init__(self, find: Callable[[type[Entity], str], Entity | None]) -> None:
        self._find = find
        self._made: dict[str, tuple[type[Entity], dict[str, Any]]] = {}
        self._places: dict[tuple[str, str], int] = {}  # of changes, by uid and field
        self.changes: list[Change] = []
        self.contents: list[Content] = []

    def create(self, cls: type[Entity], uid: str = "", **values: Any) -> str:
        """Make a thing; its uid."""
        uid = uid or secrets.token_hex(16)
        known = rules(cls)
        checked = {name: known[name].checked(value) for name, value in values.items()}
        self.changes.append(Create(cls.kind, uid, checked))
        self._made[uid] = cls, checked
        return uid

    def set(self, thing: Entity, **values: Any) -> None:
        """Change fields of a thing as it was seen; a field that has the value already is left alone.

        A field on which copies differ is settled by setting it, even to the value that is shown. Set twice in
        one draft, the last value counts: two changes of one moment would be an open difference.
        """
        known = rules(type(thing))
        for name, value in values.items():
            if known[name].fixed:
                raise Refused(f"{known[name].label} of {thing.label.lower()} can't change once it is made.")
            checked = known[name].restored(known[name].checked(value))
            change = Set(thing.kind, thing.uid, name, checked, thing.heads_of(name))
            place = self._places.get((thing.uid, name))
            if place is not None:
                self.changes[place] = change
            elif checked != getattr(thing, name) or name in thing.open:
                self._places[thing.uid, name] = len(self.changes)
                self.changes.append(change)

    def leave_out(self, cls: type[Entity], those: Callable[[Mapping[str, Any]], bool]) -> None:
        """Don't make things of a kind after all, by the values they would be made with."""
        gone = {uid for uid, (of, values) in self._made.items() if of is cls and those(values)}
        self._made = {uid: made for uid, made in self._made.items() if uid not in gone}
        self.changes[:] = [c for c in self.changes if not (isinstance(c, Create) and c.uid in gone)]
        self._places = {
            (change.uid, change.field): n for n, change in enumerate(self.changes) if isinstance(change, Set)
        }

    def fields_set(self, thing: Entity) -> frozenset[str]:
        """The fields of a thing that this draft changes."""
        return frozenset(field for uid, field in self._places if uid == thing.uid)

    def as_seen(self, cls: type[E], uid: str, seen: E | Seen | None = NOW) -> E | None:
        """The thing of this uid as a change of it should take it; None if it is to be made (again)."""
        now = self._find(cls, uid)
        if seen is NOW or now is None:  # what was undone since it was seen has nothing left to change
            return now  # type: ignore[return-value]  # `_find` gives things of the kind it is asked for
        if isinstance(seen, Entity) and seen.uid != uid:
            raise ValueError(f"{cls.kind} {uid} was to be changed as another one was seen")
        return seen

    def put(
        self,
        cls: type[E],
        uid: str,
        fixed: Mapping[str, Any],
        *,
        seen: E | Seen | None = NOW,
        **values: Any,
    ) -> str:
        """Make the thing of this uid, or change it if it is there: for pairs.

        `seen` is the thing as whoever changes it saw it, None if it wasn't there. What has come in since is
        not replaced, then: it stands beside the new value as an open difference.
        """
        there = self.as_seen(cls, uid, seen)
        if there is not None:
            self.set(there, **values)
        elif uid in self._made:
            self.complete(uid, **values)
        else:
            self.create(cls, uid, **fixed, **values)
        return uid

    def complete(self, uid: str, **values: Any) -> None:
        """Give a thing that this draft makes more values."""
        cls, made = self._made[uid]
        known = rules(cls)
        made.update({name: known[name].checked(value) for name, value in values.items()})

    def retract(self, group: str) -> None:
        """Take a group of changes back."""
        self.changes.append(Retract(group))

    def keep(self, content: Content) -> None:
        """Keep a text."""
        self.contents.append(content)
