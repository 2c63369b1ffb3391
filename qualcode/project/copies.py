"""Copies taken home by one coder and brought together again."""

import contextlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.analysis.charting import SETTLED
from qualcode.model.declare import KINDS, Entity, Rule, rules
from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.study import Coder, Erasure, Placement, Revision, Study, Summary
from qualcode.project import handed_out
from qualcode.project.clock import today
from qualcode.project.handed_out import HandedOut
from qualcode.store import Store
from qualcode.store.database import located
from qualcode.store.erasing import Hashes
from qualcode.store.machine import refuse_unmakeable, uninterrupted
from qualcode.store.store import Incoming

if TYPE_CHECKING:
    from qualcode.project.project import Project

# Left out of the name of a thing that has none of its own: every such thing has one of these.
_APART = ("analysis", "coder")


@dataclass(frozen=True)
class Difference:
    """A field that copies say differently: what each side says, and by whom. The first is shown meanwhile."""

    thing: Entity
    field: str
    label: str
    sides: tuple[tuple[str, Any], ...]  # (coder's name, value)
    name: str  # of the thing, "" where it has none
    shown: tuple[tuple[str, Any], ...]  # as sides, with names of things in place of their uids

    @property
    def id(self) -> str:
        """What it is called until it is settled, whatever else is settled meanwhile."""
        return f"{self.thing.uid[:8]}/{self.field}"

    def side(self, number: int) -> Any:
        """The value of a side, counted from 1; NoSuchThing if there is none of that number."""
        if not 1 <= number <= len(self.sides):
            raise NoSuchThing(f"There is no side {number}: choose from 1 to {len(self.sides)}.")
        return self.sides[number - 1][1]


@dataclass(frozen=True)
class United:
    """What a copy brings: new changes, by coder and by kind of thing.

    `texts` and `values` are how many of this project it erases for good, `erased_by` are those who had it so,
    each with the reason.
    """

    file: str
    changes: int
    by_coder: tuple[tuple[str, int], ...]
    by_kind: tuple[tuple[str, int], ...]
    texts: int = 0
    values: int = 0
    erased_by: tuple[tuple[str, str], ...] = ()


class Copies:
    """Taking copies, bringing them in, and settling what they say differently."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def copy(self, path: Path, coder: str) -> Path:
        """Copy the project for a coder to take home. Written to, it continues as a copy of its own."""
        found = self._project.coders.named(coder)
        made = self._project.store.copy_home(located(path))
        handed_out.note(self._project.study.uid, HandedOut(found.name, today(), str(made.resolve())))
        return made

    def handed_out(self) -> list[HandedOut]:
        """The copies that were made on this machine for somebody to take home."""
        return handed_out.of(self._project.study.uid)

    def refuse_unmakeable(self, path: Path) -> None:
        """Raise Refused if no copy can be made there: asked before a coder is added to take it home."""
        refuse_unmakeable(located(path))

    def preview(self, path: Path) -> United:
        """What bringing a copy in would bring."""
        with self._opened(path) as other:
            incoming = self._project.store.incoming(other)
            return self._brings(other, incoming, self._project.withdrawal.unwanted(incoming.recorded))

    def bring_in(self, path: Path) -> United:
        """Bring a copy in: everything it holds and this project doesn't. Again brings nothing."""
        store = self._project.store
        with self._opened(path) as other:
            incoming = store.incoming(other)
            withdrawal = self._project.withdrawal
            unwanted = withdrawal.unwanted(incoming.recorded)
            united = self._brings(other, incoming, unwanted)
            if incoming.recorded:
                with uninterrupted():
                    author = withdrawal.author_of_erasing(incoming.recorded) if unwanted else None
                    self._project.took_in(store.unite(other, incoming, unwanted, author))
                    withdrawal.catch_up()
                    self._project.erasing.finish()
            return united

    def _brings(self, other: Store, incoming: Incoming, unwanted: Hashes) -> United:
        recorded = incoming.recorded
        names = {uid: c.name for uid, c in other.load(Coder.kind).items() if isinstance(c, Coder)}
        coders = Counter(names.get(r.operation.coder, "somebody") for r in recorded)
        kinds = Counter(r.operation.kind for r in recorded if r.operation.kind in KINDS)
        goes = self._project.store.would_erase(incoming, unwanted)
        why = {
            (names.get(op.coder, "somebody"), str((value or {}).get("reason", "")))
            for op, value in recorded
            if op.kind == Erasure.kind and op.action == "create"
        }
        return United(
            other.path.name,
            len(recorded),
            tuple(coders.most_common()),
            tuple((KINDS[kind].label.lower(), number) for kind, number in kinds.most_common()),
            len(goes.contents),
            len(goes.payloads),
            tuple(sorted(why)) if goes else (),
        )

    @contextlib.contextmanager
    def _opened(self, path: Path) -> Iterator[Store]:
        if path.resolve() == self._project.path.resolve():
            raise Refused(f"{path.name} is this project itself: name a copy of it.")
        other = Store.open(path, write=False)
        try:
            if set(other.load(Study.kind)) != set(self._project.all(Study)):
                raise Refused(f"{path.name} is a copy of another project: choose a copy of this one.")
            yield other
        finally:
            other.close()

    def differences(self) -> list[Difference]:
        """What copies say differently and nobody has settled yet."""
        found = []
        for cls in KINDS.values():
            for thing in self._project.all(cls).values():
                for name in thing.open:
                    rule, sides = rules(cls)[name], self._sides(thing, name)
                    shown = tuple((coder, self._in_words(rule, value)) for coder, value in sides)
                    found.append(Difference(thing, name, rule.label, sides, self._name(thing), shown))
        return found

    def difference(self, id_: str) -> Difference:
        """The open difference of an id; NoSuchThing if there is none."""
        found = next((d for d in self.differences() if d.id == id_), None)
        if found is None:
            raise NoSuchThing(f"There is no difference “{id_}” to settle: “qualcode differences” lists them.")
        return found

    def _in_words(self, rule: Rule, value: Any) -> Any:
        """A value as people read it: names of things in place of their uids."""
        if rule.type == "hash":
            return self._text(value)
        if rule is rules(Placement)["place"]:
            return f"{value[0]}–{value[1]}" if value else "set aside"
        if rule.type == "data":  # the participants of an analysis: the only other such field that can differ
            one = Rule("ref", rule.label)
            return "all" if value is None else ", ".join(sorted(self._in_words(one, uid) for uid in value))
        if rule.type != "ref" or not value:
            return value
        things = (self._project.find(cls, value) for cls in KINDS.values())
        return next((self._name(thing) for thing in things if thing is not None), value)

    def _text(self, content: str) -> str:
        """A text of a transcript, in words: how it came to be, and how long it is."""
        from qualcode.project.reviewing import called

        words = self._project.content(content).words
        revisions = [r for r in self._project.all(Revision).values() if r.after == content]
        how = called(max(revisions, key=lambda r: r.at)) if revisions else "as imported"
        return f"{how}, {words:,} words"

    def _name(self, thing: Entity) -> str:
        """What a thing is called: its name, or the names of what it stands between."""
        if own := getattr(thing, "name", ""):
            return str(own)
        known = rules(type(thing))
        refs = [name for name, rule in known.items() if rule.type == "ref" and name not in _APART]
        named = (self._in_words(known[name], getattr(thing, name)) for name in refs)
        return ", ".join(str(name) for name in named if name)

    def _sides(self, thing: Entity, name: str) -> tuple[tuple[str, Any], ...]:
        heads = thing.heads_of(name)
        recorded = {r.operation.id: r for r in self._project.store.recorded(about=[thing.uid])}
        sides = []
        for id_ in reversed(heads):
            operation, value = recorded[id_]
            coder = self._project.find(Coder, operation.coder)
            said = (value or {}).get(name) if operation.action == "create" else value
            sides.append((coder.name if coder else "somebody", said))
        return tuple(sides)

    def settle(self, difference: Difference, value: Any, rationale: str) -> None:
        """Settle a difference: one change that replaces every side, with its reason.

        A summary whose text is settled is to be checked again: the sides may have rested on other things.
        """
        if not rationale.strip():
            raise Refused("A difference is settled with a reason: give one.")
        with self._project.change(rationale) as draft:
            draft.set(difference.thing, **{difference.field: value})
            if difference.thing.kind == Summary.kind and difference.field == "text":
                draft.set(difference.thing, basis=SETTLED)
