"""Titles: what stands before a name, of professionals, neighbours and relatives."""

import re
from collections.abc import Iterator

from qualcode.analysis.identifiers.allowed import is_allowed
from qualcode.analysis.identifiers.found import Identifier
from qualcode.model.text import Span

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend father fr sister nurse matron
    imam rabbi pastor canon bishop vicar auntie aunty aunt uncle nana nanna nan nain taid gran granny
    grandad grandpa cousin big little wee old young pc wpc sgt sergeant inspector councillor cllr judge
    captain major colonel brother bro doc consultant psychiatrist
    """.split()
)
"""In small letters."""

_SMALL = re.compile(
    r"\b(?:dr|doctor|mr|mrs|miss|ms|prof|professor|auntie|aunty|uncle|sister|nurse|father|imam|reverend)\.? "
    r"([a-z][\w'’-]{2,30})\b"
)
_ROLES = frozenset(
    """
    said says told came rang always never still just when where about because before after they them then
    than her his him she he her's it's our your their was were had has did does would could can will who
    what which there here with from into onto over under and the that this those these for but not and all
    any one two three or if as in on at to of so up off out back down again really actually also either ever
    even only visited asked gave wanted thought didn't wasn't doesn't hadn't couldn't wouldn't isn't hasn't
    led being been seeing gets got goes went comes like appointment appointments surgery practice letter
    letters training student students call calls calling line figure in-law prescriber practitioner
    specialist manager consultant assessor visits round station home led-clinic hat
    """.split()
)


def titles_in_small_letters(text: str) -> Iterator[Identifier]:
    """“dr patel”, “auntie sue”: for a text without capitals, where no other rule sees them."""
    for match in _SMALL.finditer(text):
        word = match[1].replace("’", "'").removesuffix("'s")
        if word not in _ROLES and not is_allowed(word):
            yield Identifier("person", Span(*match.span()), match[0], "a title and a name")
