"""Counts: participants who spoke about a thing, of how many asked; then passages; then codings."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from qualcode.analysis.material import Material
from qualcode.analysis.participants import heading
from qualcode.analysis.passages import Passage
from qualcode.model.charts import Column, Count, CountRow, CountTable
from qualcode.model.study import Attribute


def count(
    passages: Iterable[Passage],
    column: str,
    among: frozenset[str],
    material: Material,
    *,
    everyone: bool = False,
) -> Count:
    """The counts of passages that some participants speak in; `everyone` also counts nobody's passages."""
    spoke: set[str] = set()
    number = codings = 0
    for passage in passages:
        voices = among.intersection(passage.participants)
        if voices or (everyone and not passage.participants):
            spoke |= voices
            number += 1
            codings += len(passage.codings)
    asked = sum((uid, column) not in material.not_asked or uid in spoke for uid in among)
    return Count(len(spoke), asked, number, codings)


def count_rows(material: Material, by: Sequence[Attribute], among: Iterable[str]) -> list[CountRow]:
    """A row for each code in use and each group that has participants, in codebook and attribute order."""
    chosen = list(among)
    groups = grouped(material, by, chosen)
    everyone = not by and len(chosen) == len(material.people.participants)
    rows = []
    for code in material.codebook.ordered_codes:
        passages = material.passages_by_code.get(code.uid, [])
        theme = material.codebook.code_column(code).theme
        touched = _by_participant(passages)
        for group, members in groups.items():
            own = passages if everyone else _of(members, touched)
            counted = count(own, code.uid, members, material, everyone=everyone)
            rows.append(CountRow(theme, code.name, group, counted))
    return rows


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
    cells = {}
    for column in columns:
        touched = _by_participant(material.passages_by_code.get(column.uid, []))
        for name, value, members in groups:
            cells[column.uid, name, value] = count(_of(members, touched), column.uid, members, material)
    return CountTable(tuple(columns), tuple((name, value, len(m)) for name, value, m in groups), cells)
