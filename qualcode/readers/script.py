"""The text of a document as a walk through it writes it down: words, and what stands between paragraphs."""

from qualcode.model.text import Span

_MOST_BLANK = 1_000  # line ends between two paragraphs; what is beyond is a damaged or made-up file


class Script:
    """The words so far, and which of them are emphasised.

    What is put between paragraphs is only written once words follow, so that no text begins or ends blank.
    """

    def __init__(self) -> None:
        self.length = 0
        self.emphasised: list[Span] = []
        self._parts: list[str] = []
        self._gap = ""

    @property
    def text(self) -> str:
        """All words so far, paragraphs on lines of their own."""
        return "".join(self._parts)

    @property
    def next(self) -> int:
        """Where the next words will begin."""
        return self.length and self.length + len(self._gap)

    def say(self, words: str, *, emphasised: bool = False) -> None:
        """Write words; bold and italic ones are `emphasised`."""
        if not words:
            return
        if self.length and self._gap:
            self._parts.append(self._gap)
            self.length += len(self._gap)
        self._gap = ""
        self._parts.append(words)
        start = self.length
        self.length += len(words)
        if emphasised:
            if self.emphasised and self.emphasised[-1].end == start:
                start = self.emphasised.pop().start
            self.emphasised.append(Span(start, self.length))

    def end(self, between: str = "\n") -> None:
        """End a paragraph; `between` stands before the next."""
        if len(self._gap) < _MOST_BLANK:
            self._gap += between

    def cell(self) -> "Cell":
        """A table's cell, within which blank paragraphs leave nothing behind: `with script.cell(): …`."""
        return Cell(self)

    def restore(self, length: int, gap: str) -> None:
        """Leave what stands between as it was before a cell in which nothing was said."""
        self._gap = gap if self.length == length else ""

    @property
    def gap(self) -> str:
        """What stands before the next words."""
        return self._gap


class Cell:
    """A cell of a table that is being written."""

    def __init__(self, script: Script) -> None:
        self._script = script

    def __enter__(self) -> None:
        self._length, self._gap = self._script.length, self._script.gap

    def __exit__(self, *error: object) -> None:
        self._script.restore(self._length, self._gap)
