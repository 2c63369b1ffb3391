"""The reader: a transcript one moves through by word, sentence and turn, with its codings beside it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import ClassVar, Literal, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.model.speakers import is_interviewer
from qualcode.model.text import Content, Span
from qualcode.page.caret import Caret, extended, moved, selecting, snapped, stretched
from qualcode.page.columns import Columns, columns
from qualcode.page.lanes import CodedSpan, Lanes
from qualcode.page.looks import CodeLook
from qualcode.page.paint import Marks
from qualcode.page.shown import Shown
from qualcode.page.units import Units
from qualcode.page.wrap import Row, Wrapping
from qualcode.tui.widgets.inks import Inks, inks_of
from qualcode.tui.widgets.reader_keys import READER_KEYS
from qualcode.tui.widgets.reader_lines import ReaderLines

Unit = Literal["word", "sentence", "turn"]

_SPARE = 3  # lines kept in sight above and below the cursor
_EMPTY = Content("", ())


class Pending(NamedTuple):
    """A code that is being chosen for a span, drawn before anything is stored."""

    code: str
    span: Span


class Reader(ScrollView, can_focus=True):
    """Shows a transcript and its codings; says where one is and what is selected. It changes nothing.

    `show` gives it a transcript, `add_coding` and `remove_coding` one coding more or less, `recode` others.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"reader--accent"}
    DEFAULT_CSS = """
    Reader {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $foreground 40%;
        scrollbar-color-active: $primary;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        .reader--accent { color: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = READER_KEYS

    class Moved(Message):
        """The cursor came to another word; `offset` is where it begins."""

        def __init__(self, reader: "Reader", offset: int) -> None:
            super().__init__()
            self.reader, self.offset = reader, offset

        @property
        def control(self) -> "Reader":
            """The reader it happened in."""
            return self.reader

    class Selected(Message):
        """Something was selected, or (`span` None) no longer is."""

        def __init__(self, reader: "Reader", span: Span | None) -> None:
            super().__init__()
            self.reader, self.span = reader, span

        @property
        def control(self) -> "Reader":
            """The reader it happened in."""
            return self.reader

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        # While set, it is asked first about every key; True if it used the key up. So that a picker can be
        # typed into while the focus, and with it the screen's picture, stays.
        self.keys_to: Callable[[events.Key], bool] | None = None
        self._shown = Shown(_EMPTY)
        self._lanes = Lanes()
        self._looks: Mapping[str, CodeLook] = {}
        self._interviewers: Collection[str] = ()
        self._caret = Caret()
        self._pending: Pending | None = None
        self._goal: int | None = None  # the cell that moving up and down keeps to
        self._dragging = False
        self._columns: Columns = columns(80, 0, ())
        self._wrapping = Wrapping(self._shown, 80)
        self._wrappings: LRUCache[int, Wrapping] = LRUCache(4)
        self._inks: Inks | None = None
        self._lines: ReaderLines | None = None

    # What it shows

    def show(
        self,
        content: Content,
        codings: Iterable[CodedSpan],
        looks: Mapping[str, CodeLook],
        at: int = 0,
        interviewers: Collection[str] | None = None,
    ) -> None:
        """Show a transcript with its codings, the cursor at an offset.

        `looks` says by uid how a code looks; `interviewers` whose speech is dimmer, by default those whose
        label says so.
        """
        self._shown = Shown(content)
        self._wrappings.clear()
        if interviewers is None:
            interviewers = {label for label in content.speakers if is_interviewer(label)}
        self._interviewers = interviewers
        self._pending = None
        self._caret = Caret(snapped(self._shown.words, at))
        self._goal = None
        self._wrapping = Wrapping(self._shown, 80)
        self.recode(codings, looks)
        if self.size.width:
            self._wrap()
            self._reveal(centred=True)

    def recode(self, codings: Iterable[CodedSpan], looks: Mapping[str, CodeLook] | None = None) -> None:
        """Show other codings, or the same ones looking otherwise, and stay in the same place."""
        self._lanes = Lanes(codings)
        if looks is not None:
            self._looks = looks
        self._restyle()

    def add_coding(self, coding: CodedSpan, *, saved: bool = True) -> None:
        """Show one more coding; dimmed, where it isn't on disk yet."""
        self._lanes.add(coding, saved=saved)
        self._redraw(coding.start, coding.end)

    def remove_coding(self, uid: str) -> None:
        """Show a coding no longer. None of that uid: nothing happens."""
        coding = self._lanes.remove(uid)
        if coding is not None:
            self._redraw(coding.start, coding.end)

    def codings_at(self, offset: int) -> list[CodedSpan]:
        """The codings shown that lie on an offset, in order."""
        return self._lanes.touching(offset, offset + 1)

    def codings_in(self, span: Span) -> list[CodedSpan]:
        """The codings shown that share something with a span, in order."""
        return self._lanes.touching(span.start, span.end)

    @property
    def pending(self) -> Pending | None:
        """The code being chosen, drawn on its span; None if none is."""
        return self._pending

    @pending.setter
    def pending(self, pending: Pending | None) -> None:
        if pending != self._pending:
            self._pending = pending
            self._refresh_changed()

    # Where one is

    @property
    def content(self) -> Content:
        """The transcript shown."""
        return self._shown.content

    @property
    def cursor(self) -> int:
        """The offset of the word one is on."""
        return self._caret.cursor

    @property
    def word(self) -> Span:
        """The word one is on."""
        return self._shown.words.at(self._caret.cursor)

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
        self._set(Caret(snapped(self._shown.words, offset)))

    def select(self, span: Span) -> None:
        """Select a span and bring it into sight."""
        self._set(selecting(span, snapped(self._shown.words, span.start)))

    # Moving and selecting

    def _units(self, unit: Unit) -> Units:
        match unit:
            case "word":
                return self._shown.words
            case "sentence":
                return self._shown.sentences
            case "turn":
                return self._shown.turns

    def action_move(self, unit: Unit, step: int) -> None:
        """Go to the next (`step` 1) or the previous (-1) word, sentence or turn."""
        self._set(moved(self._caret, self._units(unit), step, self._shown.words))

    def action_extend(self, unit: Unit, step: int) -> None:
        """Select a word, sentence or turn more (`step` 1) or less (-1)."""
        self._set(extended(self._caret, self._units(unit), step, self._shown.words))

    def action_rows(self, step: int, extend: bool = False) -> None:
        """Go so many rows down, or select as far as there."""
        if not len(self._wrapping):
            return
        here = self._wrapping.row_at(self._caret.cursor)
        target = min(max(here + step, 0), len(self._wrapping) - 1)
        if target == here:
            return
        goal = self._wrapping.cell_of(self._caret.cursor) if self._goal is None else self._goal
        row = self._wrapping[target]
        offset = self._word_in(row, self._wrapping.offset_at(target, goal))
        if extend:
            self._set(stretched(self._caret, offset, self._shown.words))
        else:
            self._set(Caret(offset))
        self._goal = goal

    def _word_in(self, row: Row, offset: int) -> int:
        """Where the word at an offset begins; where the row does, if the word began above and fills it."""
        words = self._shown.words
        start = words.at(offset).start
        if start >= row.start:
            return start
        following = words.next_start(row.start - 1)
        return row.start if following is None or following >= row.end else following

    def action_page(self, step: int, extend: bool = False) -> None:
        """Go a screen down or up."""
        lines = max(1, self.scrollable_content_region.height - 2)
        line = self._wrapping.line_at(self._caret.cursor) + step * lines
        target = self._wrapping.row_near(max(0, line))
        self.action_rows(target - self._wrapping.row_at(self._caret.cursor), extend)

    def action_edge(self, step: int, extend: bool = False) -> None:
        """Go to the end (`step` 1) or the beginning (-1) of the transcript."""
        offset = snapped(self._shown.words, len(self.content.text) if step > 0 else 0)
        self._set(stretched(self._caret, offset, self._shown.words) if extend else Caret(offset))

    def action_coded(self, step: int) -> None:
        """Go to the next or the previous coded passage."""
        cursor = self._caret.cursor
        find = self._lanes.next_start if step > 0 else self._lanes.previous_start
        offset = find(cursor)
        while offset is not None and snapped(self._shown.words, offset) == cursor:
            offset = find(offset)  # it begins in the white space or the mark before this word
        if offset is not None:
            self._set(Caret(snapped(self._shown.words, offset)))

    def action_select(self, unit: Unit) -> None:
        """Select the word, sentence or turn one is in."""
        if self._shown.words:
            self._set(selecting(self._units(unit).at(self._caret.cursor), self._caret.cursor))

    def action_clear(self) -> None:
        """Select nothing."""
        self._set(Caret(self._caret.cursor))

    def _set(self, caret: Caret) -> None:
        before, self._caret = self._caret, caret
        self._goal = None
        if caret == before:
            return
        self._reveal()
        self._refresh_changed()
        if caret.cursor != before.cursor:
            self.post_message(self.Moved(self, caret.cursor))
        if caret.selection != before.selection:
            self.post_message(self.Selected(self, caret.selection))

    def on_key(self, event: events.Key) -> None:
        """Let go of keys that somebody else takes."""
        if self.keys_to is not None and self.keys_to(event):
            event.stop()
            event.prevent_default()

    # The mouse

    def _offset_at(self, x: int, y: int) -> int | None:
        """The offset under a cell of the widget; None in a gap or past the end."""
        row = self._wrapping.row_on(y + self.scroll_offset.y)
        if row is None:
            return None
        return self._wrapping.offset_at(row.number, x - self._columns.gutter)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the word that is pressed on; with shift, select as far as there."""
        offset = self._offset_at(event.x, event.y)
        if offset is None:
            return
        self.capture_mouse()
        self._dragging = True
        words = self._shown.words
        self._set(stretched(self._caret, offset, words) if event.shift else Caret(words.at(offset).start))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select as far as the mouse is dragged."""
        if not self._dragging:
            return
        offset = self._offset_at(event.x, min(max(event.y, 0), self.size.height - 1))
        if offset is not None and (self.selected or self._shown.words.at(offset) != self.word):
            self._set(stretched(self._caret, offset, self._shown.words))

    def on_mouse_up(self, _: events.MouseUp) -> None:
        """Let go."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Twice selects the sentence, three times the turn."""
        if event.chain == 2:
            self.action_select("sentence")
        elif event.chain == 3:
            self.action_select("turn")

    # Drawing

    def on_resize(self) -> None:
        """Wrap to the new width; the word one is on stays on its line."""
        self._wrap()

    def _wrap(self) -> None:
        room = self.scrollable_content_region.width
        if not room:
            return
        line = self._wrapping.line_at(self._caret.cursor) - self.scroll_offset.y
        first = self._lines is None
        self._columns = columns(room, len(self.content.turns), self.content.speakers)
        width = self._columns.text
        if (wrapping := self._wrappings.get(width)) is None:
            wrapping = self._wrappings[width] = Wrapping(self._shown, width)
        self._wrapping = wrapping
        self.virtual_size = Size(room, wrapping.height + 1)
        self._restyle()
        if first:
            self._reveal(centred=True)
        else:
            target = wrapping.line_at(self._caret.cursor) - max(0, line)
            self.scroll_to(y=max(0, target), animate=False, force=True)
            self._reveal()

    def notify_style_update(self) -> None:
        """Take the theme's colours anew."""
        super().notify_style_update()
        self._inks = None
        self._lines = None

    def on_focus(self) -> None:
        """Show the cursor at its strongest."""
        self._restyle()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self._restyle()

    def _restyle(self) -> None:
        """Have every line drawn anew."""
        self._inks = None
        self._lines = None
        self.refresh()

    def _drawn(self) -> ReaderLines:
        if self._lines is None:
            self._inks = inks_of(self, "reader--accent", self._looks)
            self._lines = ReaderLines(
                self._wrapping, self._columns, self._lanes, self._inks, self._interviewers, self.has_focus
            )
        return self._lines

    def _marks(self) -> Marks:
        pending = self._pending
        selected = self._caret.selection
        return Marks(
            pending.span if pending else None,
            self.word if self._shown.words else None,
            selected,
            None if selected else self.selection,
            pending.code if pending else "",
        )

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        line = y + self.scroll_offset.y
        return self._drawn().strip(line, self._marks())

    def _redraw(self, start: int, end: int) -> None:
        self._drawn().forget(start, end)
        self._refresh_changed()

    def _refresh_changed(self) -> None:
        """Have those lines drawn anew that are in sight and look different now."""
        lines, marks, top = self._drawn(), self._marks(), self.scroll_offset.y
        for line in range(top, top + self.size.height):
            if not lines.is_drawn(line, marks):
                self.refresh_line(line)

    def _reveal(self, centred: bool = False) -> None:
        """Scroll as little as needed to have the cursor in sight, with a few lines around it."""
        line = self._wrapping.line_at(self._caret.cursor)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        spare = min(_SPARE, max(0, (height - 1) // 2))
        if centred:
            target = line - height // 3 if line >= height - spare else 0
        elif line < top + spare:
            target = line - spare
        elif line >= top + height - spare:
            target = line - height + spare + 1
        else:
            target = top
        if target != top:
            self.scroll_to(y=max(0, target), animate=False, force=True)
        self._place_terminal_cursor()

    def _place_terminal_cursor(self) -> None:
        """Let the terminal's own cursor follow the word: input methods and braille displays go by it."""
        if not self.has_focus:
            return
        x = self._columns.gutter + self._wrapping.cell_of(self._caret.cursor)
        y = self._wrapping.line_at(self._caret.cursor) - self.scroll_offset.y
        self.app.cursor_position = self.content_region.offset + Offset(x, y)
