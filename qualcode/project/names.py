"""Finding things by the names that people call them."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from qualcode.model.declare import Entity
from qualcode.model.errors import NoSuchThing
from qualcode.model.study import Coder

if TYPE_CHECKING:
    from qualcode.project.project import Project

E = TypeVar("E", bound=Entity)
Called = Mapping[str, Sequence[E]]  # things by the key of what they are called

_UID = re.compile(r"[0-9a-f]{8,32}")


def key(name: str) -> str:
    """A name as compared: without case, white space as one space, accents one way or the other."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def file_key(name: str) -> str:
    r"""A file's name as compared: as other names, and folders with / or \ between them."""
    return key(name.replace("\\", "/"))


def called(things: Iterable[E], name: Callable[[E], str], as_: Callable[[str], str] = key) -> Called[E]:
    """Things by the key of one of their names; those whose name is empty are left out."""
    found: dict[str, list[E]] = {}
    for thing in things:
        if own := as_(name(thing)):
            found.setdefault(own, []).append(thing)
    return found


def by_name(things: Iterable[E]) -> Called[E]:
    """Things by the key of their name."""
    return called(things, _name)


class Names(Generic[E]):
    """Things by what people call them. Where several are called so, the beginning of its uid names each.

    What an earlier group calls so is preferred, as codes in use are to codes set aside.
    """

    def __init__(
        self, project: "Project", what: str, *groups: Called[E], as_: Callable[[str], str] = key
    ) -> None:
        self._project = project
        self._what = what
        self._groups = groups
        self._as = as_

    def all(self, name: str) -> Sequence[E]:
        """The things of a name, or else the one whose uid begins so."""
        wanted = self._as(name)
        for group in self._groups:
            if found := group.get(wanted):
                return found
        if not _UID.fullmatch(wanted):
            return ()
        return [thing for thing in self._things() if thing.uid.startswith(wanted)]

    def get(self, name: str) -> E | None:
        """The thing of a name; None if there is none, or if several are called so."""
        found = self.all(name)
        return found[0] if len(found) == 1 else None

    def one(self, name: str) -> E:
        """The thing of a name; NoSuchThing, with what to say instead, if there is none or several."""
        found = self.get(name)
        if found is not None:
            return found
        problem = self.problem(name)
        if not self.all(name):
            near = difflib.get_close_matches(name, map(_name, self._things()), n=3, cutoff=0.5)
            hint = f" Did you mean {' or '.join(f'“{n}”' for n in near)}?" if near else ""
            raise NoSuchThing(f"T{problem[1:]}.{hint}")
        raise NoSuchThing(f"T{problem[1:]}.")

    def problem(self, name: str) -> str:
        """Why a name doesn't say which thing is meant: there is none, or there are several."""
        found = self.all(name)
        if not found:
            return f"there is no {self._what} “{name}”"
        apart = " or ".join(self._apart(thing) for thing in found[:4])
        things = " or ".join(f"{what}s" for what in self._what.split(" or "))
        return f"there are {len(found)} {things} called “{name}”: call the one you mean {apart}"

    def sure(self, thing: E) -> str:
        """What names just this thing: its name, or the beginning of its uid where others are called so."""
        name = _name(thing)
        return name if self.all(name) == [thing] else thing.uid[:8]

    def _things(self) -> Iterable[E]:
        grouped = (thing for group in self._groups for same in group.values() for thing in same)
        return {thing.uid: thing for thing in grouped}.values()

    def _apart(self, thing: E) -> str:
        """What names just this thing and, where that is no name, whose it is and since when."""
        name = self.sure(thing)
        if name == _name(thing):
            return f"“{name}”"
        coder = self._project.find(Coder, thing.by)
        return f"{name} ({f'{coder.name}, ' if coder else ''}{thing.at[:16].replace('T', ' ')})"


def _name(thing: Entity) -> str:
    return str(getattr(thing, "name", ""))


_PLURALS = {
    "analysis": "analyses",
    "summary": "summaries",
    "place in a theme": "places in themes",
    "progress on a transcript": "transcripts read or coded",
}


def several(number: int, label: str) -> str:
    """A number of things of a kind, in words: "1 summary", "2 coded passages"."""
    one = label.lower()
    return f"{number:,} {one if number == 1 else _PLURALS.get(one, one + 's')}"
