"""Dates that identify: full ones, dates of birth, and ages over 89."""

import re
from collections.abc import Iterator
from itertools import chain

from qualcode.analysis.identifiers.found import Identifier
from qualcode.analysis.identifiers.near import Near
from qualcode.model.text import Span

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_ORDINAL = (
    "(?:(?:twenty|thirty)[- ])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|"
    "twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_YEAR = (
    r"(?:,?(?: (?:um|uh|erm|er),)? (?:of )?(?:in )?"
    r"(?:(?:19|20)[0-9]{2}|['’][0-9]{2}|nineteen,?[- ]\w{3,9}(?:[- ]\w{3,5})?))?"
)
_DAY = rf"(?:[0-3]?[0-9](?:st|nd|rd|th)?|{_ORDINAL})"
_WORDED = re.compile(
    rf"\b(?:{_DAY} (?:day )?(?:of )?{_MONTH}\b{_YEAR}"
    rf"|{_MONTH} (?:the )?(?:{_DAY})\b(?! (?:to|or|and) \d){_YEAR})",
    re.IGNORECASE,
)
_FIGURES = re.compile(
    r"(?<![\w./-])(?:[0-3]?[0-9]([./-])[01]?[0-9]\1(?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}([./-])[01][0-9]\2[0-3][0-9])"
    r"(?![\w/-]|[.]\d)"
)
_BIRTH = re.compile(r"(?:\b(?:born|birth(?:day|date)?(?:['’]s)?|d\.?o\.?b)\b.{0,25})$", re.IGNORECASE)
_BORN = re.compile(
    r"\bborn (?:back )?in (?:the year )?((?:19|20)[0-9]{2}|['’][0-9]{2})\b(?! ?s)", re.IGNORECASE
)

_OLD = (
    r"(?:9[0-9]|1[01][0-9]|ninety(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|"
    r"(?:a|one) hundred(?: and (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve))?)"
)
_AGED = re.compile(
    rf"\b{_OLD}[- ](?:years?[- ]old|years? of age)\b"
    rf"|\b(?:aged?|age of|turn(?:s|ed|ing)?|reached) (?:about |nearly )?{_OLD}\b(?!\s?%)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\b(?:(?:I['’]?m|I am|(?:s?he|mum|dad|nan|gran|grandad|granny|mother|father|nain|taid|auntie|uncle|who|"
    r"wife|husband)"
    r"(?:['’]s|['’]d be| is| was|['’]ll be| will be| must be| would be| lived to be| lived to| died at)|"
    r"being|lived to be|lived to|died at|they were|will be|would be)"
    r"(?: (?:now|about|nearly|almost|only|just|over|well over|coming up|going on|getting on for|at least|"
    r"actually))?) "
    rf"({_OLD})\b"
    r"(?![ -]?(?:%|per\b|miles?|minutes?|mins?|hours?|days?|weeks?|months?|mg|milligrams?|mils?|kilos?|stone|"
    r"pounds?|quid|p\b|people|patients?|of\b|degrees?|times|metres?|pence|odd|to\b|thousand|million|"
    r"years? (?!old|of age)|"
    r"[a-z]+ (?:people|miles|pounds|minutes)|o'clock))",
    re.IGNORECASE,
)


_MONTHS = (
    *"january february march april may june july august september october november december".split(),
    *("jan ", "feb ", "mar ", "apr ", "jun ", "jul ", "aug ", "sep ", "sept ", "oct ", "nov ", "dec "),
    *(" jan", " feb", " apr", " aug", " sep", " oct", " nov", " dec"),
)
_HIGH = ("ninety", "hundred", " 9", " 10", " 11", "-9", "\n9")


def dates(near: Near) -> Iterator[Identifier]:
    """Full dates, dates of birth, and ages over 89 in a text."""
    figures = (match for match in near.figures(_FIGURES) if _is_a_day(match[0]))
    for match in chain(near.words(_WORDED, _MONTHS, 40, 70), figures):
        if _BIRTH.search(match.string, max(0, match.start() - 45), match.start()):
            yield Identifier("date of birth", Span(*match.span()), match[0], "a date said to be of birth")
        else:
            yield Identifier("date", Span(*match.span()), match[0], "a day and a month")
    for match in near.words(_BORN, ["born "], 1, 40):
        yield Identifier("date of birth", Span(*match.span(1)), match[1], "a year of birth")
    for match in near.words(_AGED, _HIGH, 40, 60):
        yield Identifier("age over 89", Span(*match.span()), match[0], "an age that few reach")
    for match in near.words(_IS, _HIGH, 60, 60):
        if _is_old(match[1]):
            yield Identifier("age over 89", Span(*match.span(1)), match[1], "an age that few reach")


def _is_a_day(figures: str) -> bool:
    """Whether figures are a day and a month in some order, with a year."""
    parts = [int(part) for part in re.split("[./-]", figures)]
    days = parts[1:] if parts[0] > 999 else parts[:2]
    return all(days) and min(days) <= 12 and max(days) <= 31


def _is_old(words: str) -> bool:
    return not words.isdigit() or 90 <= int(words) <= 119
