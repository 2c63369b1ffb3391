"""The lines of the reader as strips: gutter, text, lanes and names, each drawn once until it changes."""

from bisect import bisect_left
from collections.abc import Collection, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.page.cells import LEFT_TO_RIGHT, turns, width
from qualcode.page.columns import Columns, clock, gutter, shows_time
from qualcode.page.lanes import CodedSpan, Lanes
from qualcode.page.margin import Stripe, begins, names, stripes
from qualcode.page.paint import Marks, Voice, paint
from qualcode.page.spans import Spans
from qualcode.page.wrap import Row, Wrapping
from qualcode.tui.widgets.inks import Inks

MEMO = "✎"  # beside the row where what a memo is on begins
_KEPT = 2048  # lines; some thirty screens


class ReaderLines:
    """Draws the lines of one wrapped transcript.

    Each line is kept with the marks it was drawn with, so that asking again costs nothing, and `is_drawn`
    tells which lines a move changed. `interviewers` are the labels whose speech is dimmer, `hits` what was
    looked for and found, `noted` where what memos are on begins, in order.
    """

    def __init__(
        self,
        wrapping: Wrapping,
        columns: Columns,
        lanes: Lanes,
        inks: Inks,
        interviewers: Collection[str],
        hits: Spans,
        focused: bool,
        noted: Sequence[int] = (),
    ) -> None:
        self._wrapping, self._columns, self._lanes, self._inks = wrapping, columns, lanes, inks
        self._interviewers, self._hits, self._focused = interviewers, hits, focused
        self._noted = noted
        self._width = columns.gutter + columns.text + columns.margin
        self._kept: dict[int, tuple[Marks | None, Strip]] = {}

    def forget(self, start: int, end: int) -> None:
        """Have the lines drawn anew that show a stretch of text."""
        first = self._wrapping.line_at(start)
        last = self._wrapping.line_at(max(start, end - 1))
        for line in range(first, last + 1):
            self._kept.pop(line, None)

    def is_drawn(self, line: int, marks: Marks) -> bool:
        """Whether a line was drawn before and would look the same with these marks."""
        kept = self._kept.get(line)
        if kept is None:
            return False
        row = self._wrapping.row_on(line)
        return row is None or kept[0] == marks.within(row.start, row.end)

    def strip(self, line: int, marks: Marks) -> Strip:
        """A line, drawn with the marks on the text."""
        row = self._wrapping.row_on(line)
        clipped = None if row is None else marks.within(row.start, row.end)
        kept = self._kept.get(line)
        if kept is not None and kept[0] == clipped:
            return kept[1]
        strip = self._gap(line) if row is None or clipped is None else self._row(row, clipped)
        if len(self._kept) >= _KEPT:
            self._kept.clear()
        self._kept[line] = (clipped, strip)
        return strip

    def _row(self, row: Row, marks: Marks) -> Strip:
        shown, columns, inks = self._wrapping.shown, self._columns, self._inks
        codings = self._lanes.touching(row.start, row.end)
        hits = self._hits.touching(row.start, row.end)
        segments = self._gutter(row, found=bool(hits))
        used = 0
        for text, ink in paint(shown.text, row.start, row.end, self._voice(row), codings, marks, hits):
            segments.append(Segment(text, inks.of(ink, self._focused)))
            used += width(text)
        turned_back = LEFT_TO_RIGHT if turns(shown.text, row.start, row.end) else ""
        segments.append(Segment(turned_back + " " * (columns.text - used), inks.plain()))
        above = self._wrapping.stops[row.number - 1] if row.number else 0
        segments.append(self._memo_sign(min(row.start, above), row.end))
        beginning = [coding for coding in codings if begins(coding, row.start, above)]
        segments += self._margin(codings, beginning)
        return Strip(segments, self._width)

    def _memo_sign(self, start: int, end: int) -> Segment:
        """A sign beside the row where a passage begins that a memo is on."""
        first = bisect_left(self._noted, start)
        if first < len(self._noted) and self._noted[first] < end:
            return Segment(MEMO, self._inks.accent_text())
        return Segment(" ", self._inks.plain())

    def _gap(self, line: int) -> Strip:
        """An empty line: nothing but the stripes that cross it."""
        number = self._wrapping.row_near(line)
        crossing: list[CodedSpan] = []
        if 0 < line < self._wrapping.height and number + 1 < len(self._wrapping):
            above, below = self._wrapping[number], self._wrapping[number + 1]
            crossing = [
                coding
                for coding in self._lanes.touching(above.end - 1, above.end)
                if coding.end > below.start
            ]
        room = self._columns.gutter + self._columns.text + 1
        return Strip([Segment(" " * room, self._inks.plain()), *self._margin(crossing, [])], self._width)

    def _voice(self, row: Row) -> Voice:
        turn = self._wrapping.shown.turn_of(row.stretch)
        if turn is None:
            return "aside"
        return "interviewer" if turn.speaker in self._interviewers else "participant"

    def _gutter(self, row: Row, found: bool) -> list[Segment]:
        """Number and speaker where a turn begins, a time where one is known; a mark for what is found."""
        columns, inks = self._columns, self._inks
        turn = self._wrapping.shown.turn_of(row.stretch)
        mark = Segment("›" if found else " ", inks.accent_text() if found else inks.plain())
        if turn is None or turn.start != row.start:
            time = self._time(row)
            room = columns.gutter - 1
            if not time or len(time) > room - 2:
                return [Segment(" " * room, inks.plain()), mark]
            return [Segment(f"{time:>{room - 1}} ", inks.quiet(0.4)), mark]
        time = "" if turn.time is None else clock(turn.time)
        number, speaker = gutter(columns, turn.number, turn.speaker, time)
        share = 0.5 if turn.speaker in self._interviewers else 0.7
        return [Segment(number, inks.quiet(0.4)), Segment(speaker[:-1], inks.quiet(share)), mark]

    def _time(self, row: Row) -> str:
        """The time of a row that begins a segment within its turn, or follows a label with no room for it."""
        shown, number = self._wrapping.shown, row.stretch
        seconds = shown.time[number]
        if seconds < 0 or row.number == 0:
            return ""
        if row.start == shown.stretches.starts[number]:
            return clock(seconds)
        turn = shown.turn_of(number)
        if turn is None or self._wrapping.starts[row.number - 1] != turn.start:
            return ""
        return "" if shows_time(self._columns, turn.speaker, clock(seconds)) else clock(seconds)

    def _margin(self, codings: list[CodedSpan], beginning: list[CodedSpan]) -> list[Segment]:
        columns, inks = self._columns, self._inks
        plain = inks.plain()
        segments: list[Segment] = []
        for stripe in stripes(codings, beginning, self._lanes, columns.lanes, self._letter):
            segments += self._stripe(stripe, plain)
        room = columns.names
        for text, code in names(beginning, max(0, columns.names - 1), self._name):
            segments.append(Segment(text, inks.name(code) if code else inks.quiet()))
            room -= width(text)
        segments.append(Segment(" " * (room + columns.rest + 1), plain))
        return segments

    def _stripe(self, stripe: Stripe, plain: Style) -> list[Segment]:
        if stripe.code:
            return [Segment(stripe.letter, self._inks.stripe(stripe.code, stripe.saved)), Segment(" ", plain)]
        return [Segment(stripe.letter.ljust(2), self._inks.quiet())]

    def _letter(self, code: str) -> str:
        return self._inks.look(code).letter

    def _name(self, code: str) -> str:
        return self._inks.look(code).name
