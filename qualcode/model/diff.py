"""What two versions of a text have in common: the offset map from one to the other.

Words are compared. What both texts begin and end with is taken off first, then words that stand once in both
divide the rest, until what is left is small enough to compare all with all: 100,000 words take a second.
The same two texts always give the same map.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import NamedTuple

from qualcode.model.revisions import Kept, OffsetMap, Replaced, joined

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ALL_WITH_ALL = 60_000  # comparisons of words that are made where no word divides a stretch
_SURE = 40  # letters: a stretch that long is the same one, whatever is around it
_LETTERS = 300  # characters of a change in which single letters are compared
_TYPO = 0.6  # how alike words are that are the same words
_SHORT = 40  # characters of words that stand in place of others
_SAME_LETTERS = 3  # that stand together within a word that was mended
_RUN = 6  # words that are known again, wherever they stand, if they stand there once


class Block(NamedTuple):
    """So many tokens alike: from `before` in the one list, from `after` in the other."""

    before: int
    after: int
    size: int


def offsets_between(before: str, after: str) -> OffsetMap:
    """The map from one text to another."""
    ours, theirs = _Words(before), _Words(after)
    blocks = _without_islands(ours, theirs, _common(ours.keys, theirs.keys))
    moved = _moved(ours, theirs, blocks)
    kept, replaced = _stretches(ours, theirs, blocks, moved)
    kept.append(Kept(len(before), len(before), len(after)))
    return OffsetMap(tuple(joined(sorted(kept))), tuple(replaced))


class _Words:
    """A text as words, marks and white space; one white space is like another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[str] = _TOKEN.findall(text)
        self.keys = [" " if token.isspace() else token for token in self.tokens]
        self.offsets = list(accumulate(map(len, self.tokens), initial=0))
        lengths = (0 if key == " " else len(key) for key in self.keys)
        self._letters = list(accumulate(lengths, initial=0))

    def letters(self, start: int, end: int) -> int:
        """How many characters, without white space, are in these tokens."""
        return self._letters[end] - self._letters[start]

    def slice(self, start: int, end: int) -> str:
        """The text of these tokens."""
        return self.text[self.offsets[start] : self.offsets[end]]


def _common(ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """The blocks alike, in the order of both."""
    found: list[Block] = []
    waiting = [(0, len(ours), 0, len(theirs))]
    while waiting:
        start, end, to, to_end = waiting.pop()
        first, from_ = start, to
        while start < end and to < to_end and ours[start] == theirs[to]:
            start, to = start + 1, to + 1
        if start > first:
            found.append(Block(first, from_, start - first))
        last = end
        while start < end and to < to_end and ours[end - 1] == theirs[to_end - 1]:
            end, to_end = end - 1, to_end - 1
        if last > end:
            found.append(Block(end, to_end, last - end))
        if start == end or to == to_end:
            continue
        anchors = _anchors(ours, theirs, start, end, to, to_end)
        if not anchors:
            found += _compared(ours, theirs, start, end, to, to_end)
            continue
        for (here, there), (next_, next_there) in pairwise([(start, to), *anchors, (end, to_end)]):
            waiting.append((here, next_, there, next_there))
    return _one_by_one(found)


def _one_by_one(blocks: Iterable[Block]) -> list[Block]:
    """The blocks in order, those that touch made one."""
    found: list[Block] = []
    for block in sorted(blocks):
        last = found[-1] if found else None
        if last and (last.before + last.size, last.after + last.size) == block[:2]:
            found[-1] = last._replace(size=last.size + block.size)
        else:
            found.append(block)
    return found


def _anchors(
    ours: Sequence[str], theirs: Sequence[str], start: int, end: int, to: int, to_end: int
) -> list[tuple[int, int]]:
    """Where words stand that are there once in both stretches, as far as they are in one order in both."""
    mine, other = Counter(ours[start:end]), Counter(theirs[to:to_end])
    once = {word for word, number in mine.items() if number == 1 and other.get(word) == 1 and word != " "}
    place = {theirs[number]: number for number in range(to, to_end) if theirs[number] in once}
    pairs = [(number, place[ours[number]]) for number in range(start, end) if ours[number] in once]
    return _rising(pairs)


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs, in order, whose second places rise too."""
    ends: list[int] = []  # the second place at which a run of each length ends, as early as it can
    last: list[int] = []  # which pair that is
    before: list[int] = []  # which pair comes before each in its run
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    run: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        run.append(pairs[number])
        number = before[number]
    return run[::-1]


def _compared(
    ours: Sequence[str], theirs: Sequence[str], start: int, end: int, to: int, to_end: int
) -> Iterator[Block]:
    """The blocks alike in stretches that no word divides."""
    if (end - start) * (to_end - to) <= _ALL_WITH_ALL:
        matcher = SequenceMatcher(None, ours[start:end], theirs[to:to_end], autojunk=False)
        yield from (Block(a + start, b + to, size) for a, b, size in matcher.get_matching_blocks() if size)
        return
    runs = defaultdict(list)  # where each run of words stands
    for number in range(to, to_end - _RUN):
        runs[tuple(theirs[number : number + _RUN])].append(number)
    while start <= end - _RUN:
        places = runs.get(tuple(ours[start : start + _RUN]), [])
        number = bisect_left(places, to)
        if number == len(places):
            start += 1
            continue
        to, size = places[number], _RUN
        while start + size < end and to + size < to_end and ours[start + size] == theirs[to + size]:
            size += 1
        yield Block(start, to, size)
        start, to = start + size, to + size


def _without_islands(ours: _Words, theirs: _Words, blocks: list[Block]) -> list[Block]:
    """The blocks without those few words that are alike by chance, in the midst of others that aren't.

    Who looks for “trust” must not be sent to another “trust” in a paragraph that was written anew.
    """
    ends = Block(len(ours.keys), len(theirs.keys), 0)
    while True:
        held: list[Block] = []
        for block, after in pairwise([*blocks, ends]):
            before = held[-1] if held else Block(0, 0, 0)
            gone = ours.letters(before.before + before.size, block.before)
            come = theirs.letters(before.after + before.size, block.after)
            gone_next = ours.letters(block.before + block.size, after.before)
            come_next = theirs.letters(block.after + block.size, after.after)
            size = ours.letters(block.before, block.before + block.size)
            alone = gone + come and gone_next + come_next
            if not (alone and size < min(gone + gone_next, come + come_next, _SURE)):
                held.append(block)
        if len(held) == len(blocks):
            return held
        blocks = held


def _moved(ours: _Words, theirs: _Words, blocks: Sequence[Block]) -> list[Block]:
    """Runs of words among what was taken out that stand, once in both texts, among what was put in."""
    gone, come = _between(blocks, 0, len(ours.keys)), _between(blocks, 1, len(theirs.keys))
    least = 2 * _RUN - 1  # words with what stands between them
    if max(map(len, gone), default=0) < least or max(map(len, come), default=0) < least:
        return []
    run_at = {place: run for run, place in _once(ours).items()}
    place_of = _once(theirs)
    free = {number for stretch in come for number in stretch}
    found: list[Block] = []
    for stretch in gone:
        start = stretch.start
        while start < stretch.stop:
            to = place_of.get(run_at.get(start, ()), -1)
            size = 0
            while (
                to >= 0
                and start + size < stretch.stop
                and to + size in free
                and ours.keys[start + size] == theirs.keys[to + size]
            ):
                size += 1
            if size >= least:
                found.append(Block(start, to, size))
                free.difference_update(range(to, to + size))
            start += max(size, 1)
    return found


def _once(words: _Words) -> dict[tuple[str, ...], int]:
    """The runs of words that stand once in a text, and where: by the number of their first token."""
    numbers = [number for number, key in enumerate(words.keys) if key != " "]
    keys = [words.keys[number] for number in numbers]
    counted: dict[tuple[str, ...], int] = {}
    for first in range(len(keys) - _RUN + 1):
        run = tuple(keys[first : first + _RUN])
        counted[run] = -1 if run in counted else numbers[first]
    return {run: place for run, place in counted.items() if place >= 0}


def _between(blocks: Sequence[Block], side: int, end: int) -> list[range]:
    """The tokens of one side that are in no block."""
    done, found = 0, []
    for block in [*blocks, Block(end, end, 0)]:
        if block[side] > done:
            found.append(range(done, block[side]))
        done = block[side] + block.size
    return found


def _stretches(
    ours: _Words, theirs: _Words, blocks: Sequence[Block], moved: Sequence[Block]
) -> tuple[list[Kept], list[Replaced]]:
    """Blocks as stretches of text, with what stands between them looked at letter by letter."""
    kept: list[Kept] = []
    replaced: list[Replaced] = []
    for block in (*blocks, *moved):
        _alike(ours, theirs, block, kept, replaced, moved=block in moved)
    ends = Block(len(ours.keys), len(theirs.keys), 0)
    for one, other in pairwise([Block(0, 0, 0), *blocks, ends]):
        gone = range(one.before + one.size, other.before)
        come = range(one.after + one.size, other.after)
        if any(block.before in gone or block.after in come for block in moved):
            continue
        place = ours.offsets[gone.start], theirs.offsets[come.start]
        texts = ours.slice(gone.start, gone.stop), theirs.slice(come.start, come.stop)
        _changed(*texts, *place, kept, replaced)
    return sorted(kept), sorted(replaced)


def _alike(
    ours: _Words, theirs: _Words, block: Block, kept: list[Kept], replaced: list[Replaced], *, moved: bool
) -> None:
    """A block as stretches: one, where its white space is alike too."""
    before, after, size = block
    start, to = ours.offsets[before], theirs.offsets[after]
    end, to_end = ours.offsets[before + size], theirs.offsets[after + size]
    if ours.text[start:end] == theirs.text[to:to_end]:
        kept.append(Kept(start, end, to, moved))
        return
    for one, other in zip(
        ours.tokens[before : before + size], theirs.tokens[after : after + size], strict=True
    ):
        if one == other:
            kept.append(Kept(start, start + len(one), to, moved))
        else:
            replaced.append(Replaced(start, start + len(one), to, to + len(other), "space"))
        start, to = start + len(one), to + len(other)


def _changed(gone: str, come: str, start: int, to: int, kept: list[Kept], replaced: list[Replaced]) -> None:
    """What two stretches, which begin at `start` and at `to`, have in common letter by letter."""
    if not gone or not come:
        return
    small = max(len(gone), len(come)) <= _LETTERS
    typo = small and SequenceMatcher(None, gone, come, autojunk=False).ratio() >= _TYPO
    first = _alike_at_first(gone, come)
    last = _alike_at_first(gone[first:][::-1], come[first:][::-1])
    kept += [
        stretch
        for stretch in (
            Kept(start, start + first, to),
            Kept(start + len(gone) - last, start + len(gone), to + len(come) - last),
        )
        if stretch.end > stretch.start
    ]
    gone, come = gone[first : len(gone) - last], come[first : len(come) - last]
    start, to = start + first, to + first
    if not gone or not come:
        return
    if not typo:
        if max(len(gone), len(come)) <= _SHORT:
            replaced.append(Replaced(start, start + len(gone), to, to + len(come)))
        return
    blocks = SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks()
    done = other_done = 0
    for a, b, size in blocks:
        if 0 < size < _SAME_LETTERS:
            continue
        if a > done and b > other_done:
            replaced.append(Replaced(start + done, start + a, to + other_done, to + b, "typo"))
        if size:
            kept.append(Kept(start + a, start + a + size, to + b))
        done, other_done = a + size, b + size


def _alike_at_first(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
