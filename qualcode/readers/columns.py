"""What type a column of a table is, guessed from all its values, with the reason in words."""

import datetime
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

_YES = frozenset(["yes", "y", "true", "ja", "ydw"])
_NO = frozenset(["no", "n", "false"])
_INTEGER = re.compile(r"[+-]?\d{1,15}")
_NUMBER = re.compile(r"[+-]?\d{0,15}[.,]?\d{1,15}")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]00:00(?::00)?)?")
_SLASHES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_WRITTEN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3})[a-z]*\.?,? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MISSING = frozenset(["n/a", "na", "not known", "unknown", "missing", "-", "–", "—", "."])
_MOST_CATEGORIES = 20


class Column(NamedTuple):
    """A column's type and its values in the type's one spelling, "" where nothing is said."""

    type: str
    values: tuple[str, ...]
    categories: tuple[str, ...]
    note: str


def column_of(cells: Sequence[str]) -> Column:
    """The narrowest type that fits every value: yes/no, integer, number, date, categories, else text."""
    plain = [" ".join(cell.split()) for cell in cells]
    said = [value for value in plain if value and value.casefold() not in _MISSING]
    if not said:
        return _plain(plain, "text", (), "no value at all")
    for name, convert, note in _CONVERSIONS:
        converted = {value: convert(value) for value in said}
        if all(value is not None for value in converted.values()):
            values = tuple(converted.get(value) or "" for value in plain)
            return Column(name, values, (), note)
    if all(_SLASHES.fullmatch(value) for value in said):
        dates = _dates(said)
        if dates:
            found, note = dates
            return Column("date", tuple(found.get(value, "") for value in plain), (), note)
    return _words(plain)


def spelt(type_: str, value: str) -> str | None:
    """A value in a type's one spelling, "" for “unknown” and the like; None if it isn't of the type."""
    plain = " ".join(value.split())
    convert = next((convert for name, convert, _ in _CONVERSIONS if name == type_), None)
    if convert is None:
        return plain if type_ == "categories" else value
    return "" if not plain or plain.casefold() in _MISSING else convert(plain)


def _words(plain: Sequence[str]) -> Column:
    """Categories if few texts come again and again, else free text."""
    said = [value for value in plain if value]
    distinct = tuple(dict.fromkeys(said))
    short = all(len(value) <= 60 for value in distinct)
    repeated = len(distinct) < len(said) and 2 * len(distinct) <= len(said) + 2
    if short and repeated and len(distinct) <= _MOST_CATEGORIES:
        return _plain(plain, "categories", distinct, f"{len(distinct)} different values that come back")
    return _plain(plain, "text", (), "different words in most rows")


def _plain(plain: Sequence[str], name: str, categories: tuple[str, ...], note: str) -> Column:
    return Column(name, tuple(plain), categories, note)


def _truth(value: str) -> str | None:
    word = value.casefold()
    return "yes" if word in _YES else "no" if word in _NO else None


def _integer(value: str) -> str | None:
    # "007" is a number somebody is known by, not seven.
    if not _INTEGER.fullmatch(value) or (len(value) > 1 and value.lstrip("+-").startswith("0")):
        return None
    return str(int(value))


def _number(value: str) -> str | None:
    if not _NUMBER.fullmatch(value) or re.match(r"[+-]?0\d", value):
        return None
    return repr(float(value.replace(",", "."))).removesuffix(".0")


def _iso_date(value: str) -> str | None:
    found = _ISO.fullmatch(value)
    if found:
        return _date(int(found[1]), int(found[2]), int(found[3]))
    written = _WRITTEN.fullmatch(value)
    if written and written[2].casefold() in _MONTHS:
        return _date(int(written[3]), _MONTHS.index(written[2].casefold()) + 1, int(written[1]))
    return None


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _dates(said: Sequence[str]) -> tuple[dict[str, str], str] | None:
    """Dates with the day first, if all fit; else with the month first."""
    parts = {value: [int(part) for part in re.split(r"[./-]", value)] for value in said}
    day_first = {value: _date(year, b, a) for value, (a, b, year) in parts.items()}
    month_first = {value: _date(year, a, b) for value, (a, b, year) in parts.items()}
    by_day = {value: date for value, date in day_first.items() if date}
    by_month = {value: date for value, date in month_first.items() if date}
    if len(by_day) == len(parts):
        note = "all values are dates, day before month"
        if len(by_month) == len(parts) and by_month != by_day:
            note += " (could be month before day: check)"
        return by_day, note
    if len(by_month) == len(parts):
        return by_month, "all values are dates, month before day"
    return None


_CONVERSIONS: tuple[tuple[str, Callable[[str], str | None], str], ...] = (
    ("yes/no", _truth, "all values are yes or no"),
    ("integer", _integer, "all values are whole numbers"),
    ("number", _number, "all values are numbers"),
    ("date", _iso_date, "all values are dates"),
)
