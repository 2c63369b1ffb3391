"""Whether values have the shape that their fields are declared with: asked of all that comes in from a copy.

A history that verifies may still say anything: whoever can write a file can write one that fits its hashes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from qualcode.model.declare import KINDS, Rule, defaults, rules
from qualcode.model.fold import Recorded
from qualcode.model.study import Erasure, Withdrawal

_HASH = re.compile("[0-9a-f]{64}")
_UID = re.compile("[0-9a-f]{32}")
_LARGEST = 2**63  # what an integer of the file must be less than

# The lists in what says what was erased, and what they are of.
_LISTS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    Erasure.kind: {"contents": _HASH, "payloads": _HASH},
    Withdrawal.kind: {"transcripts": _UID, "shared": _UID, "things": _UID},
}


def _none_or(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: value is None or fits(value)


def _list_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list | tuple) and all(map(fits, value))


def _object_of(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, Mapping) and all(map(fits, value.values()))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and -_LARGEST <= value < _LARGEST


def _row(*lengths: int, words: int = 0) -> Callable[[Any], bool]:
    """Whether it is a row of one of these lengths: numbers, and as many words at its end."""

    def fits(value: Any) -> bool:
        if not isinstance(value, list | tuple) or len(value) not in lengths:
            return False
        numbers = len(value) - words
        return all(map(_is_whole, value[:numbers])) and all(map(_is_text, value[numbers:]))

    return fits


# What the fields of type "data" hold, for each kind; one that isn't here may hold anything.
_DATA: Mapping[tuple[str, str], Callable[[Any], bool]] = {
    ("analysis", "participants"): _none_or(_list_of(_is_text)),
    ("attribute", "categories"): _list_of(_is_text),
    ("revision", "kept"): _list_of(_row(3, 4)),
    ("revision", "replaced"): _list_of(_row(5, words=1)),
    ("revision", "unclear"): _list_of(_row(2)),
    ("placement", "place"): _row(0, 2),
    ("speaker", "spellings"): _list_of(_is_text),
    ("code", "former_names"): _list_of(_is_text),
    ("theme", "former_names"): _list_of(_is_text),
    ("theme", "order"): _list_of(_is_text),
    ("summary", "basis"): _none_or(_object_of(_is_text)),
    ("erasure", "contents"): _list_of(_is_text),
    ("erasure", "payloads"): _list_of(_is_text),
    ("withdrawal", "transcripts"): _list_of(_is_text),
    ("withdrawal", "shared"): _list_of(_is_text),
    ("withdrawal", "things"): _list_of(_is_text),
    ("withdrawal", "erased"): _none_or(_object_of(_is_whole)),
}


def misfit(recorded: Recorded) -> str:
    """What is wrong with the value of an operation, in words that tell none of it; "" if it fits.

    What a newer version added fits: kinds and fields that this one doesn't know.
    """
    operation, value = recorded
    if operation.action not in ("create", "set") or operation.kind not in KINDS or value is None:
        return ""
    cls = KINDS[operation.kind]
    known = rules(cls)
    given = value if operation.action == "create" else {operation.field: value}
    for name, said in given.items():
        if name not in known:
            continue
        fits = _fits(known[name], defaults(cls)[name], said)
        fits = fits and _DATA.get((cls.kind, name), _is_anything)(said)
        of = _LISTS.get(cls.kind, {}).get(name)
        if not fits or (of and not _lists(said, of)):
            return f"“{known[name].label}” of {cls.label.lower()} {operation.entity[:8]} can't be that"
    return ""


def is_record(kind: str, value: Any) -> bool:
    """Whether a value says what was erased: an erasure's, or a withdrawal's, with all its lists."""
    lists = _LISTS.get(kind, {})
    return (
        bool(lists)
        and isinstance(value, Mapping)
        and all(name in value and _lists(value[name], of) for name, of in lists.items())
    )


def _fits(rule: Rule, default: Any, value: Any) -> bool:
    match rule.type:
        case "flag":
            return isinstance(value, bool)
        case "integer":
            return _is_whole(value) or (value is None and default is None)
        case "ref":
            return value == "" or (isinstance(value, str) and bool(_UID.fullmatch(value)))
        case "hash":
            return value == "" or (isinstance(value, str) and bool(_HASH.fullmatch(value)))
        case "data":
            return True
    return isinstance(value, str)


def _is_anything(value: Any) -> bool:
    return True


def _lists(value: Any, of: re.Pattern[str]) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(v, str) and of.fullmatch(v) for v in value)
