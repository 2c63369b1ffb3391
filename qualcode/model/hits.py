"""A passage in its context: what a search finds, and how a coded passage is shown among others."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from qualcode.model.text import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of a transcript with what stands before and after it in the same turn.

    `before`, `match` and `after` have each run of white space as one blank, and make one line together; the
    blanks between them belong to `before` and `after`. Control characters are as in the text. `turn` is the
    number of the turn where it begins, 0 where it is nobody's speech, such as a heading.
    """

    transcript: str  # uid
    span: Span
    turn: int
    speaker: str
    before: str
    match: str
    after: str


class Noted(NamedTuple):
    """What is found in a memo or a summary, under a heading that says what that is on.

    In its hit, `transcript` is the uid of the memo or summary, `span` a place in its text, and `speaker` who
    wrote the memo.
    """

    kind: Literal["memo", "summary"]
    heading: str
    hit: Hit
