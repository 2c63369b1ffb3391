"""Attributes of participants by type: which values they take, and how a type gives way to what is said."""

from collections.abc import Iterable, Mapping, Sequence

from qualcode.analysis.participants import natural
from qualcode.model.errors import Refused
from qualcode.model.study import Attribute
from qualcode.model.tables import AttributeColumn
from qualcode.readers.columns import column_of, spelt

SHOULD_BE = {
    "integer": "a whole number, such as 42",
    "number": "a number, such as 1.5",
    "date": "a date, such as 2026-03-31",
    "yes/no": "yes or no",
}


def checked(attribute: Attribute, value: str) -> str:
    """A value as an attribute keeps it; Refused if it isn't of its type. A new category is one."""
    found = spelt(attribute.type, value)
    if found is None:
        raise Refused(f"{attribute.name} can't be “{value}”: it should be {SHOULD_BE[attribute.type]}.")
    return found


def with_new(categories: Sequence[str], values: Iterable[str]) -> list[str]:
    """Categories with the new ones behind them: those that come in together are put in order."""
    new = {value for value in values if value and value not in categories}
    return [*categories, *sorted(new, key=natural)]


def joined(
    there: Attribute | None, kept: Sequence[str], column: AttributeColumn, said: Mapping[str, str]
) -> tuple[AttributeColumn, list[str]]:
    """What an attribute is once a table's column joins it, and what there is to say of that.

    `said` are the column's values by participant, `kept` those of participants of whom it says nothing. A
    type that doesn't fit all that the table says gives way to a wider one, never the other way round but
    from text.
    """
    values = list(said.values())
    type_ = _type(there, kept, column.type, values)
    categories: list[str] = []
    notes = []
    if type_ == "categories":
        before = there.categories if there is not None else ()
        others = kept if there is None or there.type != type_ else ()
        categories = with_new(before, [*others, *column.categories, *values])
        if there is not None and there.type == type_ and before and (new := categories[len(before) :]):
            notes.append(f"{there.name} has new categories: {', '.join(new)}. Check their spelling.")
    note = column.note
    if there is not None and there.type not in ("text", type_):
        who, value = next((who, v) for who, v in said.items() if spelt(there.type, v) is None)
        notes.append(f"{there.name} was {there.type} and is {type_} from now on: {who} has “{value}”.")
    if there is not None and type_ != column.type:
        note = "as it is in the project" if type_ == there.type else "not all values are of one narrower type"
    return column._replace(type=type_, categories=tuple(categories), note=note), notes


def _type(there: Attribute | None, kept: Sequence[str], guessed: str, said: Sequence[str]) -> str:
    if there is None:
        return guessed
    if not said:
        return there.type
    if there.type == "text":
        wanted = column_of([*kept, *said]).type if kept else guessed
        return wanted if all(spelt(wanted, value) == value for value in kept) else "text"
    for type_ in (there.type, *(["number"] if there.type == "integer" else [])):
        if all(spelt(type_, value) is not None for value in said):
            return type_
    return "categories" if guessed == "categories" else "text"
