"""Texts without capitals, as some captions are: names and places there are found by the lists alone."""

import re
from collections.abc import Iterator

from qualcode.analysis.identifiers.first_names import PLAIN
from qualcode.analysis.identifiers.found import Identifier
from qualcode.analysis.identifiers.surnames import SURNAMES
from qualcode.analysis.identifiers.titles import titles_in_small_letters
from qualcode.analysis.identifiers.uk_places import AMBIGUOUS, PLACES
from qualcode.model.text import Span

_WORD = re.compile(r"[a-z][a-z'’-]{2,40}")
_PLACES = frozenset(place for place in PLACES if " " not in place) - AMBIGUOUS
_ALSO_SMALL = frozenset(
    """
    abba ant bess bertha bev cal cat cath celia china clement cole coral dan dot dev fay finn gary gill hugo
    ida ira jay jean jo jude kat kay ken kit lean levi lou max mel mick mike mona nat neil nell nick nita
    noel nora pat paddy peg percy pip ram ria rick rita rose ross rod ron roy sal sam sonny stan su tam ted
    tess tim tom tony una val vera vic wes will josh dean dale crispin mina lara blessing mercy opal crystal
    jasmine jade gemini hira patience dawn june hazel heather paris roman royal angus barry chester short
    young white brown green black noble little swift winter finch fielding cooper carter butler fisher
    slater mason taylor walker turner porter potter miller baker cook walton bates barker page kerr burton
    marsden gill tucker savage sharpe parsons chambers brooks wells rivers fields hicks burns hardy webster
    ram regan lawson ali hull fleet parry
    """.split()
)


def has_no_capitals(text: str) -> bool:
    """Whether hardly a letter of a text is a capital, “I” left out."""
    sample = text[:20_000]
    capitals = sum(
        1 for word in sample.split() if word[0].isupper() and word.rstrip(".,?!")[:2] not in ("I", "I'", "I’")
    )
    return capitals * 200 < sample.count(" ")


def small_letters(text: str) -> Iterator[Identifier]:
    """Names, places and titled names in a text without capitals."""
    yield from titles_in_small_letters(text)
    for match in _WORD.finditer(text):
        word = match[0].replace("’", "'").removesuffix("'s")
        if word in _ALSO_SMALL:
            continue
        span = Span(match.start(), match.start() + len(word))
        if word in PLAIN:
            yield Identifier("person", span, text[slice(*span)], "a first name")
        elif word in SURNAMES:
            yield Identifier("person", span, text[slice(*span)], "a surname")
        elif word in _PLACES:
            yield Identifier("place", span, text[slice(*span)], "a place of the UK")
