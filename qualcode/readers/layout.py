"""Who speaks where: the segments of a text, by the layout its transcriber used.

Each layout is a hypothesis that marks where speech begins and whose it is. All lines are gathered where, for
any of them, a turn seems to begin; the one that accounts for most is taken, unless the user chooses another.
To read another layout, add a function (see `layouts`) and a row in LAYOUTS.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from qualcode.model.errors import UnreadableFile
from qualcode.model.speakers import is_interviewer
from qualcode.model.text import Hypothesis, Segment, Span
from qualcode.readers.labels import Labels, believed, may_be_name
from qualcode.readers.layouts.around import cover_of
from qualcode.readers.layouts.labelled import alone, in_brackets, in_table, with_colon
from qualcode.readers.layouts.lines import Gap, Line, Mark, Marked, wraps
from qualcode.readers.layouts.page import Page, page_of
from qualcode.readers.layouts.segments import paragraphs, spoken_segments
from qualcode.readers.layouts.timed import cues, name_and_time, stamps_at_ends
from qualcode.readers.layouts.unlabelled import in_emphasis, in_questions

NO_SPEAKERS = "no speakers named; each paragraph is a segment"


class Found(NamedTuple):
    """The segments of a text, how they were found in words for the user, and warnings.

    `hypotheses` are the layouts it could be, the one taken first; `document` is what a cover page and running
    headers say; `labels` are the speakers' labels as they are spelt in the text, one for each segment.
    """

    segments: tuple[Segment, ...]
    layout: str
    warnings: tuple[str, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    document: tuple[tuple[str, str], ...] = ()
    labels: tuple[str, ...] = ()


class Layout(NamedTuple):
    """A layout: the name it is chosen by, what it is in words, and what finds its marks.

    One may `invent` the speakers' names. With `a_line_each`, label and speech stand in one paragraph.
    """

    name: str
    words: str
    marks: Callable[[Page], Marked]
    invents: bool = False
    a_line_each: bool = False


LAYOUTS = (
    Layout("f4", "times at the ends of turns", stamps_at_ends),
    Layout("colon", "speaker and colon at the start of a paragraph", with_colon, a_line_each=True),
    Layout("brackets", "speaker in brackets at the start of a paragraph", in_brackets, a_line_each=True),
    Layout("name-time", "speaker and time on a line, speech below", name_and_time),
    Layout("line", "speaker alone on a line, speech below", alone),
    Layout("table", "table with a column of speakers", in_table),
    Layout("cues", "captions: times on a line, speaker and speech below", cues),
    Layout("emphasis", "no labels; the interviewer in bold or italic", in_emphasis, invents=True),
    Layout("questions", "numbered questions, answers below", in_questions, invents=True),
)
"""Where two account for the same lines, the one above is taken."""

NONE = "none"
"""The name of the layout in which nobody is named: each paragraph is a segment."""

LAYOUT_NAMES = (*(layout.name for layout in LAYOUTS), NONE)


NOBODY = Labels({}, ())


@dataclass(frozen=True)
class _Reading:
    """What came of one layout: marks whose labels are believed, and the lines it accounts for."""

    layout: Layout
    marks: Sequence[Mark] = ()
    labels: Labels = NOBODY
    gaps: Sequence[Gap] = ()
    lines: frozenset[int] = frozenset()


def find_segments(text: str, *, layout: str | None = None, emphasised: Sequence[Span] = ()) -> Found:
    """Segments of a text with LF line ends, in order and not overlapping.

    `layout` is the name of the one to read it by, where the user has chosen; `emphasised` are the places of
    bold or italic text. A paragraph without a label continues the segment above it. What stands before the
    first label (a title, a cover page) is in no segment. Without any speakers, every paragraph is a segment.
    """
    if layout is not None and layout not in LAYOUT_NAMES:
        raise UnreadableFile(f"There is no layout “{layout}”: choose from {', '.join(LAYOUT_NAMES)}.")
    page = page_of(text, emphasised)
    readings = _readings(page, layout)
    if page.numbered and page.numbers_doubtful and not any(reading.marks for reading in readings):
        page = page_of(text, emphasised, numbers=False)  # a numbered list, or years
        readings = _readings(page, layout)
    likely = frozenset[int]().union(*(reading.lines for reading in readings))
    ranked = sorted((r for r in readings if r.marks), key=lambda r: -len(r.lines))
    chosen = next((r for r in ranked if layout in (None, r.layout.name)), None)
    segments = {reading.layout.name: _segments(page, reading) for reading in ranked}
    plain = Found(paragraphs(page), NO_SPEAKERS, document=tuple(_furniture(page)))
    if chosen is None or layout == NONE or not segments[chosen.layout.name][0]:
        found = plain
    else:
        found = _spoken(page, chosen, *segments[chosen.layout.name])
    hypotheses = _hypotheses(page, ranked, segments, len(plain.segments), likely)
    if layout not in (None, NONE) and chosen is None:
        words = next(each.words for each in LAYOUTS if each.name == layout)
        found = found._replace(warnings=(f"No speaker was found by the layout chosen ({words}).",))
    hypotheses.sort(key=lambda hypothesis: layout not in (None, hypothesis.name))
    return found._replace(hypotheses=tuple(hypotheses))


def _readings(page: Page, chosen: str | None) -> list[_Reading]:
    return [_read(layout, page, asked=layout.name == chosen) for layout in LAYOUTS]


def _read(layout: Layout, page: Page, *, asked: bool) -> _Reading:
    marked = layout.marks(page)
    marks = [mark for mark in marked.marks if mark.line >= page.cover]
    if layout.invents:
        names = {mark.label: mark.label for mark in marks}
        return _Reading(layout, marks, Labels(names, ()), marked.gaps, frozenset(marked.lines))
    # Where all paragraphs have times, these say something of labels only if most have one.
    telling = not marked.nameless or 5 * sum(bool(mark.label) for mark in marks) >= 4 * len(marks)
    timed = {m.label for m in marks if telling and m.time is not None and may_be_name(m.label)}
    labels = believed([m.label for m in marks if m.label], len(page.lines), timed=timed, asked=asked)
    kept = list(_named(marks, labels.speakers, layout, nameless=marked.nameless))
    if not kept:
        return _Reading(layout)
    lines = frozenset([*(m.line for m in kept), *(line for line in marked.lines if line >= kept[0].line)])
    if layout.a_line_each and _only_interviewer(labels.speakers) and _others_speak(page, kept):
        kept = _with_others(page, kept)
    return _Reading(layout, kept, labels, marked.gaps, lines)


def _only_interviewer(speakers: Mapping[str, str]) -> bool:
    return len(set(speakers.values())) == 1 and all(map(is_interviewer, speakers.values()))


def _others_speak(page: Page, marks: Sequence[Mark]) -> bool:
    """Whether most that stands in paragraphs without a label is hardly by whom alone labels name."""
    labelled = {mark.line for mark in marks}
    lines = [line for line in page.lines if line.at >= page.cover]
    words = [len(line.text.split()) for line in lines]
    asked = sum(count for line, count in zip(lines, words, strict=True) if line.at in labelled)
    more = sum(words) - asked > max(_MUCH, 2 * asked)
    return 2 * len(marks) < len(lines) and (more or lines[0].at not in labelled)


_MUCH = 40
"""Words without a label that an interviewer who goes on speaking may say."""


def _with_others(page: Page, marks: Sequence[Mark]) -> list[Mark]:
    """Where only the interviewer's few words have a label, all other paragraphs as nobody known's."""
    labelled = {mark.line: mark for mark in marks}
    found: list[Mark] = []
    for above, line in pairwise([None, *page.lines]):
        assert line is not None
        if mark := labelled.get(line.at):
            found.append(mark)
        elif line.at >= page.cover and not (above and _goes_on(page.text, above, line)):
            found.append(Mark(line.at, line.start, "", None))
    return found


def _named(
    marks: Sequence[Mark], speakers: Mapping[str, str], layout: Layout, *, nameless: bool
) -> Iterator[Mark]:
    """The marks of those who are believed to speak, and of nobody known where a layout has such.

    Where names stand at changes only, or paragraphs go on, it is the speaker before.
    """
    if not speakers and not nameless:
        return
    at_changes = 2 * sum(mark.label in speakers for mark in marks) < len(marks)
    goes_on = speakers and (layout.name == "f4" or (nameless and at_changes))
    speaker = ""
    for mark in marks:
        if mark.label in speakers:
            speaker = mark.label
            yield mark
        elif goes_on and speaker:
            yield mark.of(speaker)
        elif nameless and not goes_on:
            yield mark.of("")
        elif not mark.label:
            yield mark


def _goes_on(text: str, above: Line, line: Line) -> bool:
    ended = above.text.rstrip().endswith((".", "?", "!", "…", ")", "]"))
    return not ended and wraps(text, above, line)


# Segments


def _spoken(page: Page, reading: _Reading, segments: tuple[Segment, ...], labels: tuple[str, ...]) -> Found:
    first = reading.marks[0].line
    apart = {gap.start for gap in reading.gaps}
    before = [line for line in page.lines if line.at < first and line.at not in apart]
    warnings = list(reading.labels.warnings)
    words = sum(len(line.text.split()) for line in before)
    if words > _LONG_COVER:
        warnings.append(
            f"{words:,} words stand before the first speaker and are nobody's speech: “{_begin(before)} …”."
        )
    document = (*cover_of(before), *_furniture(page))
    return Found(segments, reading.layout.words, tuple(warnings), (), document, labels)


_LONG_COVER = 80
"""Words before the first label from which on they may be speech whose label is missing."""


def _begin(lines: Sequence[Line]) -> str:
    return " ".join(" ".join(line.text for line in lines[:10]).split()[:8])


def _furniture(page: Page) -> list[tuple[str, str]]:
    headers = [("running header", words) for words in page.headers]
    return [*headers, *(("transcriber's note", words) for words in page.notes)]


def _segments(page: Page, reading: _Reading) -> tuple[tuple[Segment, ...], tuple[str, ...]]:
    return spoken_segments(page, reading.marks, reading.labels.speakers, reading.gaps)


# Hypotheses


def _hypotheses(
    page: Page,
    ranked: Sequence[_Reading],
    segments: Mapping[str, tuple[Sequence[Segment], Sequence[str]]],
    paragraphs: int,
    likely: Collection[int],
) -> list[Hypothesis]:
    """The layouts that a text could be of, the likeliest first."""
    found = []
    for reading in ranked:
        said, _ = segments[reading.layout.name]
        speakers = tuple(dict.fromkeys(segment.speaker for segment in said if segment.speaker))
        score = round(len(reading.lines) / len(likely), 2)
        why = _why(page, len(reading.lines), len(likely), speakers)
        found.append(Hypothesis(reading.layout.name, reading.layout.words, score, len(said), speakers, why))
    best = found[0].score if found else 0.0
    why = "if none of these is a speaker" if found else "no line looks like a speaker's label"
    return [*found, Hypothesis(NONE, NO_SPEAKERS, round(1 - best, 2), paragraphs, (), why)]


def _why(page: Page, explained: int, likely: int, speakers: Sequence[str]) -> str:
    who = f"{len(speakers)} {'speaker' if len(speakers) == 1 else 'speakers'}" if speakers else "nobody named"
    of = f"all {likely}" if explained == likely else f"{explained} of {likely}"
    if len(speakers) == 1 and is_interviewer(speakers[0]):
        who += ", an interviewer; whoever else speaks isn't named"
    numbers = "; numbers at line starts are left out" if page.numbered else ""
    return f"it accounts for {of} lines where somebody seems to begin to speak, {who}{numbers}"
