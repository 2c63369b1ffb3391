"""What merging a code would do, before it is done."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.passages import Passage
from qualcode.model.study import Code, Coder
from qualcode.project.names import several

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Merging:
    """What would come of merging `code` into `into` (their names).

    `codings` are those that would count under `into` from then on; `passages` what they are counted as now,
    of which `overlapping` would become one with a passage of `into`, so that it has `after`. `participants`
    are those who speak in them, in the usual order, `coders` who made the codings, with how many of them.
    `themes` are those that lose the code and don't hold `into`; `summaries` how many are charted under it.
    """

    code: str
    into: str
    codings: int
    passages: int
    overlapping: int
    after: int
    participants: tuple[str, ...]
    coders: tuple[tuple[str, int], ...]
    themes: tuple[str, ...]
    summaries: int

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that in words, a sentence each: as it is shown before somebody says yes."""
        said = [f"{several(self.passages, 'passage')} of {several(len(self.participants), 'participant')} "
                f"will count under “{self.into}”, which then has {self.after:,}."]  # fmt: skip
        if self.overlapping:
            overlap = "overlaps with one" if self.overlapping == 1 else "overlap with some"
            said.append(f"{self.overlapping:,} {overlap} of “{self.into}” and will be one with it.")
        if self.coders:
            by = ", ".join(f"{name} {number:,}" for name, number in self.coders)
            said.append(f"Coded by {by}.")
        if self.themes:
            where = ", ".join(f"“{name}”" for name in self.themes)
            said.append(f"“{self.code}” leaves {where}, where “{self.into}” does not stand.")
        if self.summaries:
            are = "is" if self.summaries == 1 else "are"
            said.append(f"{several(self.summaries, 'summary')} {are} charted under “{self.code}”.")
        return tuple(said)


def merging(project: "Project", code: Code, into: Code) -> Merging:
    """What would come of merging a code into another."""
    material = project.materials.material(text=False)
    book = material.codebook
    final = book.finals.get(into.uid, into.uid)
    moved = material.passages_by_code.get(code.uid, [])
    there = material.passages_by_code.get(final, [])
    codings = [c for c in material.codings if book.finals.get(c.code) == code.uid]
    spoke = {uid for passage in moved for uid in passage.participants}
    people = material.people
    made = Counter(coding.coder for coding in codings)
    coders = project.all(Coder)
    names = [(coders[uid].name if uid in coders else "somebody", number) for uid, number in made.items()]
    held = {theme.uid for theme in book.themes_of.get(final, ())}
    return Merging(
        code.name,
        book.codes[final].name,
        len(codings),
        len(moved),
        _overlapping(moved, there),
        _joined([*moved, *there]),
        tuple(people.participants[uid].name for uid in people.ordered((), spoke)),
        tuple(sorted(names, key=lambda named: (-named[1], named[0].casefold()))),
        tuple(theme.name for theme in book.themes_of.get(code.uid, ()) if theme.uid not in held),
        sum(s.column == code.uid and bool(s.text) for s in material.summaries),
    )


def _overlapping(passages: Iterable[Passage], others: Iterable[Passage]) -> int:
    """How many of some passages overlap with one of the others, which don't overlap among themselves."""
    spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for other in others:
        spans[other.transcript].append((other.start, other.end))
    for of_one in spans.values():
        of_one.sort()
    number = 0
    for passage in passages:
        here = spans.get(passage.transcript, [])
        before = bisect_left(here, (passage.end, 0))  # those that begin before it ends: the last ends last
        number += before > 0 and here[before - 1][1] > passage.start
    return number


def _joined(passages: Sequence[Passage]) -> int:
    """How many passages these are once those that overlap are one."""
    number, transcript, end = 0, "", 0
    for passage in sorted(passages, key=lambda p: (p.transcript, p.start, p.end)):
        if (passage.transcript, passage.start < end) != (transcript, True):
            number, transcript, end = number + 1, passage.transcript, passage.end
        end = max(end, passage.end)
    return number
