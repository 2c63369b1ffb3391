"""The ways through one transcript: from a caret to the next, by whatever one moves or selects."""

from collections.abc import Collection
from typing import Literal

from qualcode.model.text import Span
from qualcode.page.caret import Caret, extended, moved, snapped, stretched
from qualcode.page.coverage import Passages, Uncoded
from qualcode.page.lanes import Lanes
from qualcode.page.shown import Shown
from qualcode.page.spans import Spans
from qualcode.page.units import Units
from qualcode.page.wrap import Wrapping

Unit = Literal["character", "word", "sentence", "turn", "coded", "hit", "uncoded"]


class Walk:
    """Moves by character, word, sentence, turn, coded passage, hit and uncoded stretch, and by rows.

    Whatever the unit, one comes to a word; only by characters to one of them.
    """

    def __init__(
        self, shown: Shown, lanes: Lanes, interviewers: Collection[str] = (), hits: Spans | None = None
    ) -> None:
        self.shown = shown
        self._units: dict[Unit, Units] = {
            "character": shown.characters,
            "word": shown.words,
            "sentence": shown.sentences,
            "turn": shown.turns,
            "coded": Passages(lanes),
            "hit": hits or Spans(),
            "uncoded": Uncoded(shown, lanes, interviewers),
        }

    def look_for(self, hits: Spans) -> None:
        """Move by other hits."""
        self._units["hit"] = hits

    def unit_at(self, unit: Unit, offset: int) -> Span:
        """The unit at an offset, or the last before it."""
        return self._units[unit].at(offset)

    def grid(self, fine: bool) -> Units:
        """What one can be on: words, or characters."""
        return self.shown.characters if fine else self.shown.words

    def begin(self, offset: int) -> Caret:
        """On the word at an offset, or the next one."""
        return Caret(snapped(self.shown.words, offset))

    def place(self, caret: Caret) -> Span | None:
        """What one is on: a word or a character, as far as it is selected, if something is."""
        if not self.shown.words:
            return None
        on, selected = self.grid(caret.fine).at(caret.cursor), caret.selection
        if selected is None or not selected.overlaps(on):
            return on
        return Span(max(on.start, selected.start), min(on.end, selected.end))

    def moved(self, caret: Caret, unit: Unit, step: int) -> Caret:
        """One unit on (`step` 1) or back (-1), with nothing selected."""
        fine = unit == "character"
        return moved(caret, self._units[unit], step, self.grid(fine), fine)

    def extended(self, caret: Caret, unit: Unit, step: int) -> Caret:
        """With one unit more selected (`step` 1), or less (-1)."""
        fine = unit == "character"
        return extended(caret, self._units[unit], step, self.grid(fine), fine)

    def to(self, caret: Caret, offset: int, *, extend: bool) -> Caret:
        """On the word at an offset; or with everything selected as far as there."""
        return stretched(caret, offset, self.shown.words) if extend else self.begin(offset)

    def in_row(self, wrapping: Wrapping, number: int, cell: int) -> int:
        """Where the word at a cell of a row begins; where the row does, if the word began above."""
        row, words = wrapping[number], self.shown.words
        start = words.at(wrapping.offset_at(number, cell)).start
        if start >= row.start:
            return start
        following = words.next_start(row.start - 1)
        return row.start if following is None or following >= row.end else following
