"""The reader: a transcript one moves through by word, sentence and turn, with its codings beside it."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from qualcode.model.speakers import is_interviewer
from qualcode.model.text import Content, Span
from qualcode.page.lanes import CodedSpan, Lanes
from qualcode.page.looks import CodeLook
from qualcode.page.shown import Shown
from qualcode.page.spans import Spans
from qualcode.page.walk import Walk
from qualcode.page.wrap import Wrapping
from qualcode.tui.widgets.reader_mouse import ReaderMouse
from qualcode.tui.widgets.reader_page import EMPTY, Pending

__all__ = ["Pending", "Reader"]


class Reader(ReaderMouse):
    """Shows a transcript and its codings; says where one is and what is selected. It changes nothing.

    `show` gives it a transcript, `add_coding` and `remove_coding` one coding more or less, `recode` others,
    `hits` what was found in it, `noted` what memos are on.
    """

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
        self._hits = Spans()
        self._noted = ()
        self.let_go()
        self._goal = None
        self._wrapping = Wrapping(self._shown, 80)
        self.recode(codings, looks)
        self._caret = self._walk.begin(at)
        if self.size.width:
            self._wrap()
            self._reveal(centred=True)

    def show_nothing(self) -> None:
        """Show no transcript."""
        self.show(EMPTY, [], {})

    def recode(self, codings: Iterable[CodedSpan], looks: Mapping[str, CodeLook] | None = None) -> None:
        """Show other codings, or the same ones looking otherwise, and stay in the same place."""
        self._lanes = Lanes(codings)
        self._walk = Walk(self._shown, self._lanes, self._interviewers, self._hits)
        if looks is not None:
            self._looks = looks
        if self.adjusting not in self._lanes:
            self.let_go()
        self._restyle()

    def add_coding(self, coding: CodedSpan, *, saved: bool = True) -> None:
        """Show one more coding; dimmed, where it isn't on disk yet."""
        self._lanes.add(coding, saved=saved)
        self._redraw(coding.start, coding.end)

    def remove_coding(self, uid: str) -> None:
        """Show a coding no longer. None of that uid: nothing happens."""
        coding = self._lanes.remove(uid)
        if coding is not None:
            if self.adjusting == uid:
                self.let_go()
            self._redraw(coding.start, coding.end)

    def codings_at(self, offset: int) -> list[CodedSpan]:
        """The codings shown that lie on an offset, in order."""
        return self._lanes.touching(offset, offset + 1)

    def codings_in(self, span: Span) -> list[CodedSpan]:
        """The codings shown that share something with a span, in order."""
        return self._lanes.touching(span.start, span.end)

    @property
    def content(self) -> Content:
        """The transcript shown."""
        return self._shown.content

    @property
    def pending(self) -> Pending | None:
        """The code being chosen, drawn on its span; None if none is."""
        return self._pending

    @pending.setter
    def pending(self, pending: Pending | None) -> None:
        if pending != self._pending:
            self._pending = pending
            self._refresh_changed()

    @property
    def hits(self) -> Sequence[Span]:
        """What was found in the transcript, in order and apart. Another transcript has none at first."""
        return list(self._hits)

    @hits.setter
    def hits(self, hits: Sequence[Span]) -> None:
        if list(hits) == self.hits:
            return
        self._hits = Spans(hits)
        self._walk.look_for(self._hits)
        self._restyle()

    @property
    def noted(self) -> Sequence[int]:
        """Where passages begin that memos are on, in order. Another transcript has none at first."""
        return self._noted

    @noted.setter
    def noted(self, places: Iterable[Span]) -> None:
        noted = sorted({place.start for place in places})
        if noted != list(self._noted):
            self._noted = noted
            self._restyle()
