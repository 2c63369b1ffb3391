"""Participants as rows: their attribute values, filtered and put in order."""

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from qualcode.model.charts import Row
from qualcode.model.errors import NoSuchThing
from qualcode.model.study import PARTICIPANT_TYPE, SITE, Attribute, Participant, Value

USUAL_ORDER = ("country", SITE, PARTICIPANT_TYPE, "number")

SortKey = tuple[int, float, str]


@dataclass(frozen=True)
class People:
    """The participants of a study with their attributes, by uid."""

    participants: Mapping[str, Participant]
    attributes: Mapping[str, Attribute]
    values: Iterable[Value]

    @cached_property
    def _values(self) -> Mapping[tuple[str, str], str]:
        return {(v.participant, v.attribute): v.value for v in self.values}

    @cached_property
    def _by_name(self) -> Mapping[str, Attribute]:
        return {key_of(attribute.name): attribute for attribute in self.attributes.values()}

    @cached_property
    def ordered_attributes(self) -> tuple[Attribute, ...]:
        """The attributes, those above others first."""
        usual = {name: n for n, name in enumerate(USUAL_ORDER)}
        return tuple(
            sorted(
                self.attributes.values(),
                key=lambda a: (a.position, usual.get(key_of(a.name), len(usual)), key_of(a.name)),
            )
        )

    def attribute(self, name: str) -> Attribute:
        """The attribute of a name, however it is spelt in case, spaces and dashes; NoSuchThing if none."""
        found = self._by_name.get(key_of(name))
        if found is None:
            known = ", ".join(a.name for a in self.ordered_attributes) or "none yet"
            raise NoSuchThing(f"There is no attribute “{name}”: choose from {known}.")
        return found

    def has(self, name: str) -> bool:
        """Whether there is an attribute of this name that any participant has a value for."""
        attribute = self._by_name.get(key_of(name))
        return attribute is not None and any(self.value(uid, attribute) for uid in self.participants)

    def value(self, participant: str, attribute: Attribute) -> str:
        """A participant's value, "" where it isn't known."""
        return self._values.get((participant, attribute.uid), "")

    def named(self, participant: str, name: str) -> str:
        """A participant's value of the attribute of a name, "" where there is none."""
        attribute = self._by_name.get(key_of(name))
        return self.value(participant, attribute) if attribute else ""

    def sort_key(self, attribute: Attribute) -> Callable[[str], SortKey]:
        """How values of an attribute are put in order: by category, number, or text; the unknown last."""
        place = {value: n for n, value in enumerate(attribute.categories)}

        def key(value: str) -> SortKey:
            if not value:
                return 3, 0, ""
            if value in place:
                return 0, place[value], ""
            try:
                number = float(value)
            except ValueError:
                number = math.nan
            # "nan" and "inf" are somebody's words: as numbers they would put all others in any order.
            return (1, number, "") if math.isfinite(number) else (2, 0, natural(value))

        return key

    def values_of(self, attribute: Attribute, among: Iterable[str]) -> tuple[str, ...]:
        """The distinct values of an attribute among some participants, in its order."""
        return tuple(sorted({self.value(uid, attribute) for uid in among}, key=self.sort_key(attribute)))

    def ordered(self, by: Sequence[Attribute], among: Iterable[str]) -> list[str]:
        """Participants in the order of some attributes, then in the usual order, then by name."""
        usual = [self._by_name[name] for name in USUAL_ORDER if name in self._by_name]
        keys = [(a, self.sort_key(a)) for a in [*by, *(a for a in usual if a not in by)]]
        return sorted(
            among,
            key=lambda uid: (
                [key(self.value(uid, attribute)) for attribute, key in keys],
                natural(self.participants[uid].name),
                uid,
            ),
        )

    def chosen(self, where: Sequence[tuple[str, str]]) -> list[str]:
        """The participants with these attribute values. Values of one attribute are alternatives."""
        wanted: dict[str, set[str]] = {}
        for name, value in where:
            attribute = self.attribute(name)
            known = {v.casefold() for v in self.values_of(attribute, self.participants)}
            if value.casefold() not in known:
                options = ", ".join(v or "(none)" for v in self.values_of(attribute, self.participants))
                raise NoSuchThing(f"No participant has {attribute.name} “{value}”: there are {options}.")
            wanted.setdefault(attribute.uid, set()).add(value.casefold())
        return [
            uid
            for uid in self.participants
            if all(self.value(uid, self.attributes[a]).casefold() in values for a, values in wanted.items())
        ]

    def rows(self, by: Sequence[Attribute], among: Iterable[str]) -> tuple[Row, ...]:
        """Participants as rows, in order."""
        return tuple(
            Row(uid, person.name, tuple(self.value(uid, a) for a in by), person.portrait)
            for uid in self.ordered(by, among)
            for person in (self.participants[uid],)
        )

    def attribution(self, participant: str) -> str:
        """How a participant is cited: "Care coordinator 3, Hazel (Wales)", else by name."""
        kind, number = self.named(participant, PARTICIPANT_TYPE), self.named(participant, "number")
        if not kind or not number:
            return self.participants[participant].name
        site, country = self.named(participant, SITE), self.named(participant, "country")
        place = f"{site} ({country})" if site and country else site or country
        return f"{kind} {number}" + (f", {place}" if place else "")


def key_of(name: str) -> str:
    """A name as compared: without case, with one underscore for spaces and dashes."""
    return re.sub(r"[\s\-–_]+", "_", name.strip()).casefold()


def heading(name: str) -> str:
    """An attribute's name as it heads a column: "participant_type" as "Participant type"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def natural(text: str) -> str:
    """A text as sorted: without case, numbers in it by size."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(9), text.casefold())
