"""What was found that may identify someone: kind, place, words, and why."""

from typing import NamedTuple

from qualcode.model.text import Span

KINDS = (
    "person",
    "place",
    "organisation",
    "capitalised word",
    "e-mail address",
    "web address",
    "phone number",
    "postcode",
    "street address",
    "NHS number",
    "national insurance number",
    "vehicle",
    "other number",
    "date of birth",
    "date",
    "age over 89",
    "bracketed elsewhere",
    "speaker label",
    "file name",
    "name of a transcript",
    "participant's name",
    "document property",
    "comment",
)
"""The kinds, in the words of the worklist."""

FROM_MODEL = "the language model takes it for "
"""How the reason begins where only a model found it: a rule says more surely what something is."""

SURE = frozenset(KINDS[4:12]) | {"date of birth", "date", "age over 89"}
"""Kinds whose words are exact: what overlaps them and is less exact gives way."""


class Identifier(NamedTuple):
    """What may identify someone: a span of a text, its words, and the rule that found it, in words."""

    kind: str
    span: Span
    words: str
    why: str


def plain(word: str) -> str:
    """A word as the lists have it: in small letters, with typewriter apostrophes and no dots."""
    return word.casefold().replace("’", "'").replace("‘", "'").replace(".", "")


def same(words: str) -> str:
    """What hits of the same words have in common: case, apostrophes, white space and a final ’s left out."""
    folded = " ".join(plain(words).split())
    return folded[:-2] if folded.endswith("'s") else folded
