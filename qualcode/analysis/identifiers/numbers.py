"""Numbers and addresses that identify: e-mail, web, telephone, postcode, NHS number, vehicles."""

import re
from collections.abc import Iterable, Iterator

from qualcode.analysis.identifiers.found import Identifier
from qualcode.analysis.identifiers.near import Near
from qualcode.analysis.identifiers.uk_places import STREETS
from qualcode.model.text import Span

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}\b")
_SPOKEN_EMAIL = re.compile(
    r"\b[\w-]{1,40}(?: (?:dot|underscore|dash) [\w-]{1,40}){0,4} at [\w-]{1,40}(?: dot [a-z]{2,12}){1,3}\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w@.])@[A-Za-z_]\w{2,30}")
_WEB = re.compile(
    r"\bhttps?://[^\s<>\"“”]{3,200}|\bwww\.[^\s<>\"“”]{3,200}"
    r"|\b(?:[A-Za-z0-9-]{2,63}\.){1,4}(?:co\.uk|org\.uk|ac\.uk|nhs\.uk|gov\.uk|gov\.wales|com|org|net|info|wales|"
    r"cymru|scot|uk|eu|ie)\b(?:/[^\s<>\"“”]{0,200})?"
)
_PHONE = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)44[\s.-]{0,2}(?:\(0\)[\s-]?)?|\(?0)[1-9]\d{0,4}\)?(?:[\s.-]{0,2}\d){4,9}(?![\w/])"
)
_POSTCODE = re.compile(r"\b(?:[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNP-Y]?|GIR) ?[0-9][ABD-HJLNP-UW-Z]{2}\b")
_NHS = re.compile(r"(?<![\w.,/-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w/-])")
_NI = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
    re.IGNORECASE,
)
_PLATE = re.compile(
    r"\b(?:[A-HJ-PR-Y][A-HJ-PR-Y][0-9]{2} ?[A-HJ-PR-Z]{3}"  # since 2001
    r"|[A-HJ-NPR-TV-Y][1-9][0-9]{0,2} ?[A-HJ-PR-Y]{3}"  # since 1983
    r"|[A-HJ-PR-Y]{3} ?[1-9][0-9]{0,2}[A-HJ-NPR-TV-Y])\b"  # since 1963
)
_ROAD = re.compile(r"(?<=\b[Tt]he )(?:[AM][1-9][0-9]{0,3}(?:\(M\))?|B[1-9][0-9]{3})\b")
_STREET = "|".join(sorted((street.capitalize() for street in STREETS), key=len, reverse=True))
_ADDRESS = re.compile(
    r"\b(?:(?:[Ff]lat|[Rr]oom|[Aa]partment|[Uu]nit) [0-9A-Z]{1,4},? )?[0-9]{1,4}[A-Za-z]?,? "
    rf"(?:[A-Z][\w'’-]{{1,30}} ){{1,4}}(?:{_STREET})\b"
)
_DIGIT = "oh|zero|nought|one|two|three|four|five|six|seven|eight|nine"
_SPOKEN = re.compile(
    rf"\b(?:(?:double |treble |triple )?(?:{_DIGIT})\b[ ,.-]{{0,3}}){{6,24}}(?<=[a-z])", re.IGNORECASE
)
_NAMED = re.compile(
    r"\b(?:hospital|patient|case|reference|ref|account|passport|licence|license|client|customer|policy|prisoner|"
    r"NHS|NI|national insurance|Rio|PIN|sort|UTR)\s(?:number|no\.?|code|ID)(?:\s?(?:'s|’s|is|was|,|:))?\s"
    r"(?=[A-Za-z]{0,3}[0-9])([A-Z0-9][A-Z0-9 /-]{2,24}[A-Z0-9])\b",
    re.IGNORECASE,
)


_SITES = (
    *(
        "http",
        "www.",
        ".co",
        ".org",
        ".net",
        ".uk",
        ".ac.",
        ".nhs",
        ".gov",
        ".info",
        ".wales",
        ".cymru",
        ".scot",
    ),
    *(".eu", ".ie"),
)
_SAID = (" number", " no.", " no ", " code", " id ", " id:")
_DIGITS = (
    "zero",
    "nought",
    "two ",
    "three ",
    "four ",
    "five ",
    "six ",
    "seven ",
    "eight ",
    "nine ",
    "double ",
    "treble ",
)


def numbers(near: Near) -> Iterator[Identifier]:
    """Such numbers and addresses in a text."""
    yield from _found(near.words(_EMAIL, "@", 70, 60), "e-mail address", "looks like an e-mail address")
    yield from _found(near.words(_HANDLE, "@", 1, 32), "web address", "looks like a name on a social network")
    spelled = near.words(_SPOKEN_EMAIL, [" dot "], 100, 60)
    yield from _found(spelled, "e-mail address", "an e-mail address, spelled out")
    for site in near.words(_WEB, _SITES, 130, 210):
        words = site[0].rstrip(".,;:!?)’'")
        span = Span(site.start(), site.start() + len(words))
        yield Identifier("web address", span, words, "an address of the web")
    yield from _found(near.words(_SPOKEN, _DIGITS, 40, 60), "other number", "a number, digit by digit")
    for number in near.figures(_NHS):
        if is_nhs_number(number[0]):
            yield _as("NHS number", number, "ten digits, the last of which checks")
    for number in near.figures(_PHONE):
        if 9 <= sum(c.isdigit() for c in number[0]) <= 14:
            yield _as("phone number", number, "looks like a telephone number")
    yield from _found(near.figures(_POSTCODE), "postcode", "looks like a postcode")
    insured = near.figures(_NI)
    yield from _found(insured, "national insurance number", "two letters, six digits, a letter")
    for plate in near.figures(_PLATE):
        if any(c.isdigit() for c in plate[0][-2:]) or plate[0][-3:].isupper():
            yield _as("vehicle", plate, "looks like a registration plate")
    yield from _found(near.figures(_ADDRESS, 20, 140), "street address", "a house number and a street")
    yield from _found(near.figures(_ROAD, 6, 6), "place", "the number of a road")
    for named in near.words(_NAMED, _SAID, 30, 60):
        yield Identifier("other number", Span(*named.span(1)), named[1], "said to be somebody's number")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits are an NHS number by its last one (modulo 11); spaces and hyphens are left out.

    Ten times the same digit pass the check by chance, and are none.
    """
    figures = [int(c) for c in digits if c.isdigit()]
    if len(figures) != 10 or len(set(figures)) == 1:
        return False
    check = 11 - sum(weight * figure for weight, figure in zip(range(10, 1, -1), figures, strict=False)) % 11
    return check != 10 and figures[9] == check % 11


def _found(matches: Iterable[re.Match[str]], kind: str, why: str) -> Iterator[Identifier]:
    for match in matches:
        yield _as(kind, match, why)


def _as(kind: str, match: re.Match[str], why: str) -> Identifier:
    return Identifier(kind, Span(*match.span()), match[0], why)
