"""What stands beside a row: a stripe for each coding in its lane, and the names of those that begin there."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from typing import NamedTuple

from qualcode.page.cells import clip, width
from qualcode.page.lanes import CodedSpan, Lanes

_TELLING = 3  # letters that tell two names apart at a glance
_TWO_PARTS = 8  # cells: in fewer, how a name begins says more than how it begins and goes on


class Stripe(NamedTuple):
    """One lane beside one row: the code of the coding in it ("" if none), and the letter that names it.

    `saved` says whether the coding is on disk. The letter stands where the coding begins. The last lane's
    stripe without a code but with letters says how many more there are than lanes.
    """

    code: str = ""
    letter: str = " "
    saved: bool = True


class Name(NamedTuple):
    """A name beside a row, in the colour of its code; code "" for what is no name."""

    text: str
    code: str


def begins(coding: CodedSpan, row_start: int, stop_above: int) -> bool:
    """Whether a coding that touches a row touches none above it. `stop_above`: where the one above stops."""
    return coding.start >= min(row_start, stop_above)


def stripes(
    codings: Sequence[CodedSpan],
    beginning: Sequence[CodedSpan],
    lanes: Lanes,
    shown: int,
    letter: Callable[[str], str],
) -> list[Stripe]:
    """The stripes of a row in so many lanes; `letter` gives a code's letter."""
    drawn = [Stripe()] * shown
    starting = {coding.uid for coding in beginning}
    hidden = 0
    for coding in codings:
        lane = lanes.lane(coding.uid)
        if lane >= shown:
            hidden += 1
        else:
            begun = letter(coding.code) if coding.uid in starting else " "
            drawn[lane] = Stripe(coding.code, begun, lanes.is_saved(coding.uid))
    if hidden and shown:
        # The last lane gives way to the number, and counts among the hidden what stood in it.
        hidden += bool(drawn[-1].code)
        drawn[-1] = Stripe("", f"+{hidden}" if hidden < 10 else "++")
    return drawn


def names(beginning: Sequence[CodedSpan], room: int, name: Callable[[str], str]) -> list[Name]:
    """The names of the codes that begin beside a row, sharing its room; what has none is counted."""
    codes = list(dict.fromkeys(coding.code for coding in beginning))
    if not codes or room < 8:
        return []
    told = min(len(codes), max(1, (room + 2) // 10))
    more = f" +{len(codes) - told}" if told < len(codes) else ""
    room -= len(more)
    drawn: list[Name] = []
    for place, code in enumerate(codes[:told]):
        if place:
            drawn.append(Name(", ", ""))
            room -= 2
        left = told - place
        later = sum(min(width(name(other)), room // left) + 2 for other in codes[place + 1 : told])
        others = [name(other) for other in codes[:told] if other != code]
        text = _told_apart(name(code), others, max(3, room - later))
        drawn.append(Name(text, code))
        room -= width(text)
    if more:
        drawn.append(Name(more, ""))
    return drawn


def _told_apart(name: str, others: Sequence[str], room: int) -> str:
    """A name cut to fit: where it would look as others do, at what they have in common."""
    clipped = clip(name, room)
    alike = max((_alike(name, other) for other in others if other != name), default=0)
    if clipped == name or room < _TWO_PARTS or len(clipped) - 1 >= alike + _TELLING:
        return clipped
    differs = name[name.rfind(" ", 0, alike + 1) + 1 :]
    if differs == name:  # its first word
        differs = name[max(0, alike - 1) :]
    head = max(3, room - width(differs))
    return clip(name, head) + clip(differs, room - head)


def _alike(one: str, other: str) -> int:
    """How many letters two names begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
