"""Picking a code for a passage: while one chooses, the passage is painted with the code one is on."""

from collections.abc import Sequence
from typing import Self

from textual import on
from textual.geometry import Region

from qualcode.model.text import Span
from qualcode.page.entries import CodeEntry
from qualcode.tui.widgets.lines import Strip
from qualcode.tui.widgets.picker import CodePicker
from qualcode.tui.widgets.reader import Pending, Reader

PICKING = [
    ("letters", "find a code"),
    ("↑ ↓", "choose"),
    ("enter", "puts it on the passage"),
    ("ctrl+k", "pin"),
    ("esc", "never mind"),
]


class PassagePicker(CodePicker):
    """The code picker, opened on a passage of a text. What is chosen is said as the picker says it.

    It is drawn on the strip's lines: no widget comes or goes, and so the screen needn't be laid out anew.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, pins=True)
        self._reader: Reader | None = None
        self._passage = Span(0, 0)
        self._strip: Strip | None = None

    def ask(self, reader: Reader, passage: Span, entries: Sequence[CodeEntry], recent: Sequence[str]) -> None:
        """Offer codes for a passage; those in `recent` (uids, the last used first) first."""
        self._reader, self._passage = reader, passage
        reader.pending = Pending("", passage)
        self.open(entries, recent)

    def appear(self) -> None:
        """Take the lines of the strip."""
        self._strip = self.screen.query_one(Strip)
        self._strip.lend(self)

    def close(self) -> None:
        """Give them back."""
        if self._strip is not None:
            self._strip.lend(None)
            self._strip = None

    @property
    def is_open(self) -> bool:
        """Whether it is asking."""
        return self._strip is not None

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Have the strip drawn anew, too."""
        if self._strip is not None:
            self._strip.refresh()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def put_away(self) -> Span:
        """Be done with the passage; which it was."""
        if self._reader is not None:
            self._reader.pending = None
        return self._passage

    @on(CodePicker.Highlighted)
    def _paint(self, event: CodePicker.Highlighted) -> None:
        event.stop()
        if self._reader is not None and self.is_open:
            self._reader.pending = Pending(event.entry.uid if event.entry else "", self._passage)
