"""Counts: participants who spoke about a thing, of how many asked; then passages; then codings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qualcode.analysis.material import Material
from qualcode.analysis.participants import heading
from qualcode.analysis.passages import Passage, passages_of
from qualcode.model.charts import Column, Count, CountRow, CountTable
from qualcode.model.study import Attribute, Code

Counted = frozenset[str] | None
"""Participants by uid; None for everybody, and with them what nobody known says, as in a field note."""


def all_or(material: Material, among: Iterable[str]) -> Counted:
    """Some participants, or None where they are everybody."""
    chosen = frozenset(among)
    return None if chosen == frozenset(material.people.participants) else chosen


def counts(
    material: Material, column: str, passages: Sequence[Passage], groups: Iterable[Counted]
) -> list[Count]:
    """The counts of a column's passages for each group of participants."""
    touched = _by_participant(passages)
    return [
        _count(passages if group is None else _of(group, touched), column, group, material)
        for group in groups
    ]


def _count(passages: Iterable[Passage], column: str, counted: Counted, material: Material) -> Count:
    group = frozenset(material.people.participants) if counted is None else counted
    spoke: set[str] = set()
    number = codings = 0
    for passage in passages:
        spoke.update(group.intersection(passage.participants))
        number += 1
        codings += len(passage.codings)
    asked = sum((uid, column) not in material.not_asked or uid in spoke for uid in group)
    return Count(len(spoke), asked, number, codings)


def count_rows(material: Material, by: Sequence[Attribute], among: Iterable[str]) -> list[CountRow]:
    """A row for each code in use and each group that has participants, in codebook and attribute order."""
    groups = grouped(material, by, list(among))
    members: list[Counted] = [g if by else all_or(material, g) for g in groups.values()]
    return [
        CountRow(material.codebook.code_column(code).theme, code.name, group, counted)
        for code in material.codebook.ordered_codes
        for group, counted in zip(
            groups,
            counts(material, code.uid, material.passages_by_code.get(code.uid, []), members),
            strict=True,
        )
    ]


def count_of(material: Material, code: Code) -> Count:
    """The count of one code for everybody, without working out those of others."""
    finals = material.codebook.finals
    those = [coding for coding in material.codings if finals.get(coding.code) == code.uid]
    return _count(passages_of(those, finals, material.speech), code.uid, None, material)


def _by_participant(passages: Iterable[Passage]) -> Mapping[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        for uid in passage.participants:
            found[uid].append(passage)
    return found


def _of(members: Iterable[str], touched: Mapping[str, list[Passage]]) -> Iterable[Passage]:
    """The passages of some participants, each once."""
    shared = {id(p): p for uid in members for p in touched.get(uid, ())}
    return shared.values()


def grouped(
    material: Material, by: Sequence[Attribute], among: Iterable[str]
) -> Mapping[tuple[str, ...], frozenset[str]]:
    """The participants of each combination of values that occurs, in order; all together for no `by`."""
    people = material.people
    members: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for uid in people.ordered(by, among):
        members[tuple(people.value(uid, attribute) for attribute in by)].add(uid)
    if not by and not members:
        members[()] = set()
    return {group: frozenset(uids) for group, uids in members.items()}


def count_table(
    material: Material, by: Sequence[Attribute], among: Sequence[str], columns: Sequence[Column]
) -> CountTable:
    """Codes by all participants and by each value of each attribute."""
    people = material.people
    groups: list[tuple[str, str, frozenset[str]]] = [("All", "", frozenset(among))]
    for attribute in by:
        for value in people.values_of(attribute, among):
            members = frozenset(uid for uid in among if people.value(uid, attribute) == value)
            groups.append((heading(attribute.name), value, members))
    everybody = all_or(material, among)
    cells = {}
    for column in columns:
        passages = material.passages_by_code.get(column.uid, [])
        counted = counts(material, column.uid, passages, [everybody, *(m for _, _, m in groups[1:])])
        for (name, value, _), each in zip(groups, counted, strict=True):
            cells[column.uid, name, value] = each
    return CountTable(tuple(columns), tuple((name, value, len(m)) for name, value, m in groups), cells)
