"""What a change did, as those hear it who follow the project."""

from collections.abc import Mapping
from typing import NamedTuple

from qualcode.model.declare import Entity


class Changed(NamedTuple):
    """The things that a change touched, as they are now, by uid (None: gone), and their kinds.

    `kinds` leaves out those of gone things that nobody had looked at: nothing rests on them.
    """

    things: Mapping[str, Entity | None]
    kinds: frozenset[str]
