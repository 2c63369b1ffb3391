"""The order in which hits are read: by place, or by what stands around them."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, get_args

from qualcode.analysis.participants import natural
from qualcode.model.hits import Hit

Order = Literal["place", "left", "right", "transcript", "turn"]
ORDERS: tuple[Order, ...] = get_args(Order)

_WORD = re.compile(r"\w[\w'’-]*")


def ordered(hits: Sequence[Hit], order: Order, names: Mapping[str, str]) -> list[Hit]:
    """Hits in an order; those that are alike in it stay as they were.

    "left" is by the words before, the nearest first, "right" by what was found and the words after it; both
    as far as the context goes, in any case of letters. "transcript" is by the transcripts' names (by uid),
    "turn" by how far into a transcript it is.
    """
    keys: Mapping[Order, Callable[[Hit], Any]] = {
        "left": lambda hit: _words(hit.before)[::-1],
        "right": lambda hit: (_words(hit.match), _words(hit.after)),
        "transcript": lambda hit: (natural(names.get(hit.transcript, "")), hit.transcript),
        "turn": lambda hit: hit.turn,
    }
    return sorted(hits, key=keys[order]) if order in keys else list(hits)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
