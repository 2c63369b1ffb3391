"""Finding things by the names that people call them."""

import difflib
from typing import TypeVar

from qualcode.model.declare import Entity
from qualcode.model.errors import NoSuchThing

E = TypeVar("E", bound=Entity)


def only(found: list[E], what: str, name: str, among: list[str]) -> E:
    """The one thing of a name; NoSuchThing, naming near ones, if there is none or several."""
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchThing(f"There are {len(found)} {what}s called “{name}”: rename one of them first.")
    near = difflib.get_close_matches(name, among, n=3, cutoff=0.5)
    hint = f" Did you mean {' or '.join(f'“{n}”' for n in near)}?" if near else ""
    raise NoSuchThing(f"There is no {what} “{name}”.{hint}")


_PLURALS = {
    "summary": "summaries",
    "place in a theme": "places in themes",
    "progress on a transcript": "transcripts read or coded",
}


def several(number: int, label: str) -> str:
    """A number of things of a kind, in words: "1 summary", "2 coded passages"."""
    one = label.lower()
    return f"{number:,} {one if number == 1 else _PLURALS.get(one, one + 's')}"
