"""What was said around each extract: by transcript the turns that extracts stand in, the extracts marked."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from qualcode.model.charts import Extract, SpokenTurn, Surroundings
from qualcode.writers.web.marked import escaped

Place = tuple[str, int, int]


@dataclass
class Passages:
    """The distinct extracts of a page, numbered from 1 as they are met, and where in it each is quoted."""

    around: Surroundings
    numbers: dict[Place, int] = field(default_factory=dict)
    sources: dict[str, tuple[int, str]] = field(default_factory=dict)  # number and name, by transcript's uid
    cells: dict[Place, list[tuple[str, str]]] = field(default_factory=dict)  # id of the cell, what it is

    def number(self, extract: Extract, cell: str, about: str) -> int:
        """The number of an extract; `cell` is the id of a cell that quotes it, `about` says which that is."""
        place = (extract.transcript, extract.start, extract.end)
        self.cells.setdefault(place, []).append((cell, about))
        return self.numbers.setdefault(place, len(self.numbers) + 1)

    def source(self, extract: Extract) -> int:
        """The number of an extract's transcript."""
        new = (len(self.sources) + 1, extract.source)
        return self.sources.setdefault(extract.transcript, new)[0]


def passages_html(passages: Passages) -> Iterator[str]:
    """The section of all passages, transcript by transcript."""
    yield '<section id="passages" aria-labelledby="passages-title">\n'
    yield '<h2 id="passages-title">Passages</h2>\n'
    yield (
        '<p class="lead">What was said around each extract: the question before it and the whole turns, '
        "each extract underlined, its number before it. […] stands for turns that aren't shown.</p>\n"
    )
    if not passages.numbers:
        yield '<p class="word">No extracts are shown in this page.</p>\n'
    places: dict[str, list[Place]] = defaultdict(list)
    for place in sorted(passages.numbers):
        places[place[0]].append(place)
    for uid, (index, name) in sorted(passages.sources.items(), key=lambda pair: pair[1][1].casefold()):
        yield from _transcript(passages, index, name, places[uid])
    yield "</section>\n"


def _transcript(passages: Passages, index: int, name: str, places: list[Place]) -> Iterator[str]:
    turns: dict[int, SpokenTurn] = {}
    for place in places:
        for turn in passages.around[place]:
            if turn.start not in turns or turn.end > turns[turn.start].end:
                turns[turn.start] = turn
    heading = f"s{index}-title"
    yield f'<section class="transcript" id="s{index}" aria-labelledby="{heading}">\n'
    yield f'<h3 id="{heading}">{escaped(name)}</h3>\n<noscript>\n'
    before = 0
    for turn in (turns[start] for start in sorted(turns)):
        if turn.number > before + 1:
            yield '<p class="gap">[…]</p>\n'
        before = turn.number or before
        yield _turn(passages, index, turn, places)
    yield '<p class="back"><a href="#matrix">Back to the matrix</a></p>\n</noscript></section>\n'


def _turn(passages: Passages, index: int, turn: SpokenTurn, places: list[Place]) -> str:
    kind = "turn asked" if turn.asked else "turn"
    number = f' <span class="no">t{turn.number}</span>' if turn.number else ""
    speaker = f"<b>{escaped(turn.speaker)}</b>" if turn.speaker else ""
    here = [place for place in places if place[1] < turn.end and place[2] > turn.start]
    said = _said(passages, index, turn, here)
    if turn.withheld:
        said = '<span class="word">[These words are not for quotation.]</span>'
    cited = "".join(
        f"<li>Extract {passages.numbers[place]}: {_cells(passages.cells[place])}</li>"
        for place in here
        if _first(passages, place) == turn.start
    )
    list_ = f'<ul class="cited">{cited}</ul>' if cited else ""
    return (
        f'<div class="{kind}" id="s{index}-{turn.start}"><p class="who">{speaker}{number}</p>'
        f'<p class="said" dir="auto">{said}</p>{list_}</div>\n'
    )


def _first(passages: Passages, place: Place) -> int:
    """Where the first turn begins that an extract stands in."""
    return next((t.start for t in passages.around[place] if t.end > place[1]), place[1])


def _cells(cells: list[tuple[str, str]]) -> str:
    return ", ".join(f'<a href="#{id_}">{escaped(about)}</a>' for id_, about in dict.fromkeys(cells))


def _said(passages: Passages, index: int, turn: SpokenTurn, places: list[Place]) -> str:
    """The turn's text in pieces, cut where any extract begins or ends."""
    opened: set[Place] = set()
    return " ".join(_part(passages, index, turn, part, places, opened) for part in turn.parts)


def _part(
    passages: Passages,
    index: int,
    turn: SpokenTurn,
    part: tuple[int, str],
    places: list[Place],
    opened: set[Place],
) -> str:
    begin, text = part
    end = begin + len(text)
    cuts = {begin, end}
    for _, first, last in places:
        cuts |= {min(max(first, begin), end), max(min(last, end), begin)}
    made = []
    for start, stop in pairwise(sorted(cuts)):
        within = [place for place in places if place[1] < stop and place[2] > start]
        for place in within:
            if place not in opened and _first(passages, place) == turn.start:
                opened.add(place)
                made.append(_anchor(passages, index, place))
        piece = escaped(text[start - begin : stop - begin])
        numbers = " ".join(str(passages.numbers[place]) for place in within)
        made.append(f'<mark data-x="{numbers}">{piece}</mark>' if within else piece)
    return "".join(made)


def _anchor(passages: Passages, index: int, place: Place) -> str:
    """Where the link to an extract leads; it names the turns to show around it."""
    number = passages.numbers[place]
    turns = " ".join(f"s{index}-{turn.start}" for turn in passages.around[place])
    return f'<a class="mark-no" id="x{number}" data-turns="{turns}">{number}</a>'
