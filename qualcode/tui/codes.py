"""The codebook as lists and the reader show it: looks, entries with counts, pinned keys."""

from collections.abc import Collection, Mapping, Sequence

from qualcode.model.charts import Count
from qualcode.model.study import Code
from qualcode.page.colours import PALETTE
from qualcode.page.entries import CodeEntry, Line, ThemeEntry
from qualcode.page.looks import CodeLook
from qualcode.project import Project

PINS = 9
_NONE = "-"  # in the place of a code: this number is to have none
IN_USE = ("candidate", "agreed")


def looks(project: Project) -> dict[str, CodeLook]:
    """How each code looks, by uid; a merged one as the code it was merged into."""
    book = project.codebook.now
    marks = _marks(list(book.codes.values()))
    colours = _colours(list(book.codes.values()))
    found = {}
    for uid in book.codes:
        code = book.codes[book.finals[uid]]
        found[uid] = CodeLook(code.name, colours[code.uid], marks[code.uid])
    return found


def _colours(known: Sequence[Code]) -> dict[str, str]:
    """The colour of each code: its own, or one of the palette in turn, so that neighbours differ."""
    return {code.uid: code.colour or PALETTE[n % len(PALETTE)] for n, code in enumerate(_by_age(known))}


def _by_age(known: Sequence[Code]) -> list[Code]:
    """Codes as they were made, those in use first: what is given out in this order stays with its code."""
    return sorted(known, key=lambda code: (code.status not in IN_USE, code.at, code.name, code.uid))


def _marks(known: Sequence[Code]) -> dict[str, str]:
    """A letter for each code, no two alike while letters last; older codes choose first.

    Where names share a first part, the letter is of the last one ("recovery – as hope": h). A capital beside
    its small letter comes only where every other letter of the name is taken.
    """
    taken: set[str] = set()
    marks = {}
    for code in _by_age(known):
        first, _, rest = code.name.partition(" – ")
        letters = [c for c in rest.removeprefix("as ") + first if c.isascii() and c.isalnum()]
        wished = [*(c.lower() for c in letters), *(c.upper() for c in letters)]
        free = [c for c in wished if c not in taken]
        apart = (c for c in free if c.swapcase() not in taken)
        mark = next(apart, free[0] if free else letters[0] if letters else "·")
        taken.add(mark)
        marks[code.uid] = mark
    return marks


def counts(project: Project) -> dict[str, Count]:
    """The counts of each code in use, by name."""
    return {row.code: row.count for row in project.matrix.counts()}


def recounted(
    project: Project, before: Mapping[str, Count], uncounted: Collection[str] | None
) -> dict[str, Count]:
    """The counts of each code in use, by name, those of some codes (by uid; None: all) worked out anew."""
    if uncounted is None:
        return counts(project)
    book = project.codebook.now
    anew = {book.codes[uid].name: project.matrix.count(book.codes[uid]) for uid in uncounted}
    return {**before, **anew}


class Pins:
    """Which codes the keys 1 to 9 put on: those a coder chose on this machine; first, those at the head.

    A code keeps its number, whatever becomes of the codebook's order; a new one gets the first free number,
    if any is. A code taken back and brought back has its number again, unless another got it meanwhile.
    """

    def __init__(self, chosen: Sequence[str] = ()) -> None:
        self._numbers = [*chosen, *[""] * PINS][:PINS]
        self._seen = set(chosen)

    def of(self, project: Project) -> list[Code | None]:
        """The codes by number; None where there is none."""
        codes = {code.uid: code for code in project.codebook.now.ordered_codes}
        for uid in codes:
            if uid not in self._seen:
                self._seen.add(uid)
                free = next(
                    (n for n, held in enumerate(self._numbers) if held not in codes and held != _NONE), None
                )
                if free is not None:
                    self._numbers[free] = uid
        return [codes.get(uid) for uid in self._numbers]

    def put(self, number: int, uid: str) -> None:
        """Put a code on a number; it leaves the one it had to whatever was there. With "", none is there."""
        place, there = number - 1, self._numbers[number - 1]
        if uid and uid in self._numbers:
            self._numbers[self._numbers.index(uid)] = there
        self._numbers[place] = uid or _NONE
        self._seen.add(uid)

    @property
    def numbers(self) -> list[str]:
        """The codes by number, by uid, as they are remembered."""
        return list(self._numbers)


def _keys(pinned: Sequence[Code | None]) -> dict[str, str]:
    return {code.uid: str(number) for number, code in enumerate(pinned, start=1) if code is not None}


def code_entries(
    project: Project, counted: dict[str, Count], pinned: Sequence[Code | None]
) -> list[CodeEntry]:
    """The codes in use, in order."""
    keys, shown = _keys(pinned), looks(project)
    return [_entry(project, code, counted, keys, shown) for code in project.codebook.now.ordered_codes]


def theme_entries(
    project: Project, counted: dict[str, Count], pinned: Sequence[Code | None]
) -> list[ThemeEntry]:
    """The themes with their codes; codes that are in none come last."""
    book = project.codebook.now
    keys, shown = _keys(pinned), looks(project)
    found = []
    for theme in book.ordered_themes:
        depth, parent = 0, theme.parent
        while parent in book.themes and depth < 8:
            depth, parent = depth + 1, book.themes[parent].parent
        codes = tuple(_entry(project, code, counted, keys, shown) for code in book.codes_in[theme.uid])
        found.append(ThemeEntry(theme.uid, theme.name, codes, depth, theme.definition))
    if book.loose_codes or not found:
        loose = tuple(_entry(project, code, counted, keys, shown) for code in book.loose_codes)
        found.append(ThemeEntry("", "In no theme", loose))
    return found


def line_of(themes: Sequence[ThemeEntry], uid: str) -> Line | None:
    """The line of the codebook that a code has, under the first theme that it is in."""
    return next(
        (Line("code", theme, code) for theme in themes for code in theme.codes if code.uid == uid), None
    )


def _entry(
    project: Project, code: Code, counted: dict[str, Count], keys: dict[str, str], shown: dict[str, CodeLook]
) -> CodeEntry:
    count = counted.get(code.name, Count())
    themes = project.codebook.now.themes_of.get(code.uid, ())
    return CodeEntry(
        code.uid,
        code.name,
        code.brief or code.full,
        tuple(theme.short or theme.name for theme in themes),
        count.passages,
        count.participants,
        keys.get(code.uid, ""),
        shown[code.uid].colour,
        "" if code.status == "agreed" else code.status if code.status != "candidate" else "",
        code.use,
        code.avoid,
        shown[code.uid].mark,
    )
