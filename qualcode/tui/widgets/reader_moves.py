"""Moving and selecting in the reader by keys. What moves is the caret; this says so, and shows it."""

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from qualcode.model.text import Span
from qualcode.page.caret import Caret, selecting, turned, with_end
from qualcode.page.walk import Unit
from qualcode.tui.widgets.reader_keys import READER_KEYS
from qualcode.tui.widgets.reader_page import SPARE, ReaderPage


class ReaderMoves(ReaderPage):
    """Moves by whatever a `Walk` knows.

    While it is `holding`, moves select; while it is `adjusting` a coding, they move one of its ends.
    """

    BINDINGS: ClassVar[list[BindingType]] = READER_KEYS

    class Said(Message):
        """Something happened in a reader."""

        def __init__(self, reader: "ReaderMoves") -> None:
            super().__init__()
            self.reader = reader

        @property
        def control(self) -> "ReaderMoves":
            """The reader it happened in."""
            return self.reader

    class Moved(Said):
        """The cursor came to another word or character; `offset` is where it begins."""

        def __init__(self, reader: "ReaderMoves", offset: int) -> None:
            super().__init__(reader)
            self.offset = offset

    class Selected(Said):
        """Something was selected, or (`span` None) no longer is."""

        def __init__(self, reader: "ReaderMoves", span: Span | None) -> None:
            super().__init__(reader)
            self.span = span

    class Held(Said):
        """From now on moves select, or adjust a coding; or they no longer do."""

    class Adjusted(Said):
        """A coding, by its uid, is to reach over another span."""

        def __init__(self, reader: "ReaderMoves", uid: str, span: Span) -> None:
            super().__init__(reader)
            self.uid, self.span = uid, span

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(id=id, classes=classes, name=name)
        self._goal: int | None = None  # the cell that moving up and down keeps to
        self._holding = False
        self._adjusting = ""

    # Where one is

    @property
    def cursor(self) -> int:
        """The offset of the word or character one is on."""
        return self._caret.cursor

    @property
    def word(self) -> Span:
        """The word one is on."""
        return self._shown.words.at(self._caret.cursor)

    def word_at(self, offset: int) -> Span:
        """The word at an offset."""
        return self._shown.words.at(offset)

    @property
    def selected(self) -> Span | None:
        """What was selected on purpose; None if nothing was."""
        return self._caret.selection

    @property
    def selection(self) -> Span:
        """What a code would be put on: what is selected, or else the sentence one is in."""
        return self._caret.selection or self._shown.sentences.at(self._caret.cursor)

    def go_to(self, offset: int) -> None:
        """Go to an offset and bring it into sight."""
        self._set(self._walk.begin(offset))

    def select(self, span: Span) -> None:
        """Select a span and bring it into sight."""
        self._set(selecting(span, self._walk.begin(span.start).cursor))

    # Moves that select

    @property
    def holding(self) -> bool:
        """Whether moves select, without shift."""
        return self._holding

    @property
    def adjusting(self) -> str:
        """The uid of the coding whose ends are being moved; "" if none is."""
        return self._adjusting

    def adjust(self, uid: str) -> None:
        """Have moves move the end of a coding; `Adjusted` says when that is to be kept."""
        coding = self._lanes.get(uid)
        if coding is None:
            return
        self._hold(True, uid)
        self._set(with_end(Span(coding.start, coding.end), self._shown.words))

    def let_go(self) -> None:
        """Have moves move again. What is selected stays selected."""
        self._hold(False)

    def _hold(self, holding: bool, adjusting: str = "") -> None:
        if (holding, adjusting) != (self._holding, self._adjusting):
            self._holding, self._adjusting = holding, adjusting
            self.post_message(self.Held(self))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let go of keys that would do nothing now: somebody else may have use for them."""
        match action:
            case "keep":
                return bool(self._adjusting)
            case "clear":
                return self._holding or self.selected is not None
        return True

    # What the keys do

    def action_move(self, unit: Unit, step: int) -> None:
        """Go one on (`step` 1) or back (-1); select as far as there, while holding.

        By characters one moves the end of what is selected, if something is.
        """
        if self._holding or (unit == "character" and self.selected):
            self.action_extend(unit, step)
        else:
            self._set(self._walk.moved(self._caret, unit, step))

    def action_extend(self, unit: Unit, step: int) -> None:
        """Select one more (`step` 1) or less (-1)."""
        self._set(self._walk.extended(self._caret, unit, step))

    def action_rows(self, step: int, extend: bool = False) -> None:
        """Go so many rows down, or select as far as there."""
        if not len(self._wrapping):
            return
        here = self._wrapping.row_at(self._caret.cursor)
        target = min(max(here + step, 0), len(self._wrapping) - 1)
        if target == here:
            return
        goal = self._wrapping.cell_of(self._caret.cursor) if self._goal is None else self._goal
        self._to(self._walk.in_row(self._wrapping, target, goal), extend)
        self._goal = goal

    def action_page(self, step: int, extend: bool = False) -> None:
        """Go a screen down or up."""
        lines = max(1, self.scrollable_content_region.height - 2)
        line = self._wrapping.line_at(self._caret.cursor) + step * lines
        target = self._wrapping.row_near(max(0, line))
        self.action_rows(target - self._wrapping.row_at(self._caret.cursor), extend)

    def action_edge(self, step: int, extend: bool = False) -> None:
        """Go to the end (`step` 1) or the beginning (-1) of the transcript."""
        self._to(self._walk.begin(len(self._shown.text) if step > 0 else 0).cursor, extend)

    def _to(self, offset: int, extend: bool) -> None:
        self._set(self._walk.to(self._caret, offset, extend=extend or self._holding))

    def action_select(self, unit: Unit) -> None:
        """Select the word, sentence or turn one is in."""
        self._select(unit)

    def _select(self, unit: Unit, spare: int = SPARE) -> None:
        if self._shown.words:
            self.let_go()
            here = self._caret.cursor
            self._set(selecting(self._walk.unit_at(unit, here), here), spare)

    def action_hold(self) -> None:
        """Have moves select from here on, or move again."""
        if self._holding:
            self.let_go()
            return
        self._hold(True)
        place = self._walk.place(self._caret)
        if place is not None and self.selected is None:
            self._set(selecting(place, self._caret.cursor)._replace(fine=self._caret.fine))

    def action_turn_round(self) -> None:
        """Go to the other end of what is selected, and move that one."""
        self._set(turned(self._caret, self._walk.grid(self._caret.fine)))

    def action_keep(self) -> None:
        """Have the coding reach as far as is selected now."""
        uid, span = self._adjusting, self.selected
        if uid and span is not None:
            self.action_clear()
            self.post_message(self.Adjusted(self, uid, span))

    def action_clear(self) -> None:
        """Select nothing; leave a coding as it is."""
        self._hold(False)
        self._set(Caret(self._caret.cursor, fine=self._caret.fine))

    def _set(self, caret: Caret, spare: int = SPARE) -> None:
        before, self._caret = self._caret, caret
        self._goal = None
        if caret == before:
            return
        self._reveal(spare=spare)
        self._refresh_changed()
        if caret.cursor != before.cursor:
            self.post_message(self.Moved(self, caret.cursor))
        if caret.selection != before.selection:
            self.post_message(self.Selected(self, caret.selection))
