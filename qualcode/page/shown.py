"""What of a transcript is shown, in order: speech by turn and what is nobody's; without the labels."""

from array import array
from functools import cached_property

from qualcode.model.asides import asides
from qualcode.model.sentences import sentences, words
from qualcode.model.text import Content, Turn
from qualcode.page.cells import drawable, is_plain
from qualcode.page.spans import Spans
from qualcode.page.units import Characters, Within

ASIDE = -1  # in the place of a turn: a heading, a cover page, a note of the transcriber


class Shown:
    """A content as it is shown.

    `text` is the content's text as it can be drawn, of the same length, so that an offset means the same in
    both. `stretches` are the segments and, between them, the lines that are no labels; `turn` holds for each
    the number of its turn (counted from 0), or ASIDE; `time` the seconds since the recording began, or -1.
    """

    def __init__(self, content: Content) -> None:
        self.content = content
        self.text = drawable(content.text)
        self.plain = is_plain(self.text)
        self.stretches = Spans()
        self.turn = array("i")
        self.time = array("d")
        self._lay_out()

    def _lay_out(self) -> None:
        turns = self.content.turns
        current, done = 0, 0
        for segment in self.content.segments:
            if segment.end <= segment.start:
                continue
            for start, end in asides(self.content.text, done, segment):
                self._add(start, end, ASIDE)
            while current + 1 < len(turns) and turns[current + 1].start <= segment.start:
                current += 1
            self._add(segment.start, segment.end, current, -1.0 if segment.time is None else segment.time)
            done = segment.end
        for start, end in asides(self.content.text, done, None):
            self._add(start, end, ASIDE)

    def _add(self, start: int, end: int, turn: int, time: float = -1.0) -> None:
        self.stretches.add(start, end)
        self.turn.append(turn)
        self.time.append(time)

    def turn_of(self, stretch: int) -> Turn | None:
        """The turn that a stretch is part of; None for what is nobody's speech."""
        number = self.turn[stretch]
        return None if number == ASIDE else self.content.turns[number]

    @cached_property
    def words(self) -> Within:
        """The words."""
        return Within(self.content.text, self.stretches, words)

    @cached_property
    def sentences(self) -> Within:
        """The sentences."""
        return Within(self.content.text, self.stretches, sentences)

    @cached_property
    def characters(self) -> Characters:
        """The characters as a reader sees them, without white space."""
        return Characters(self.text, self.stretches)

    @cached_property
    def turns(self) -> Spans:
        """The turns and, each by itself, the stretches that are nobody's speech."""
        spans = Spans()
        last = ASIDE
        for turn, (start, end) in zip(self.turn, self.stretches, strict=True):
            if turn != ASIDE and turn == last:
                spans.ends[-1] = end
            else:
                spans.add(start, end)
            last = turn
        return spans

    def apart(self, stretch: int) -> bool:
        """Whether an empty line stands before a stretch.

        Not within a turn, nor between lines that nobody is named for, unless the text has an empty line.
        """
        if stretch == 0:
            return False
        one, other = self.turn_of(stretch - 1), self.turn_of(stretch)
        if one is not None and one is other:
            return False
        if (one and one.speaker) or (other and other.speaker) or (one is None) != (other is None):
            return True
        gap = self.content.text[self.stretches.ends[stretch - 1] : self.stretches.starts[stretch]]
        return gap.count("\n") > 1
