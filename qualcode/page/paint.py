"""A row as runs of text in inks: which codes lie on what, what is selected, where the cursor is."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from qualcode.model.text import Span
from qualcode.page.cells import clusters, is_plain
from qualcode.page.lanes import CodedSpan

Voice = Literal["participant", "interviewer", "aside"]
State = Literal["", "here", "pending", "selected", "cursor"]


class Ink(NamedTuple):
    """How a run of text is drawn, in words; a widget makes colours of it.

    `code` is the uid of the innermost code on it ("" for none), `depth` how many lie on it (3 for more).
    "here" is the sentence that would be coded, "pending" a passage for which `code` is being chosen. `hit`:
    it was looked for and found.
    """

    voice: Voice
    code: str = ""
    depth: int = 0
    state: State = ""
    hit: bool = False


class Run(NamedTuple):
    """A piece of a row, all in one ink."""

    text: str
    ink: Ink


class Marks(NamedTuple):
    """What lies on a text besides its codings: each a span, or None; the first on a place shows.

    `pending_code` is the code being chosen for the pending span.
    """

    pending: Span | None = None
    cursor: Span | None = None
    selected: Span | None = None
    here: Span | None = None
    pending_code: str = ""

    @property
    def spans(self) -> tuple[tuple[State, Span | None], ...]:
        """The spans with the state each gives."""
        return (
            ("pending", self.pending),
            ("cursor", self.cursor),
            ("selected", self.selected),
            ("here", self.here),
        )

    def within(self, start: int, end: int) -> "Marks":
        """The same, clipped to a stretch: two rows with equal marks look alike."""
        pending = _clipped(self.pending, start, end)
        return Marks(
            pending,
            _clipped(self.cursor, start, end),
            _clipped(self.selected, start, end),
            _clipped(self.here, start, end),
            self.pending_code if pending else "",
        )

    def state_at(self, offset: int) -> State:
        """The state at an offset."""
        for state, span in self.spans:
            if span is not None and span.start <= offset < span.end:
                return state
        return ""


def _clipped(span: Span | None, start: int, end: int) -> Span | None:
    if span is None or span.start >= end or span.end <= start:
        return None
    return Span(max(span.start, start), min(span.end, end))


def paint(
    text: str,
    start: int,
    end: int,
    voice: Voice,
    codings: Sequence[CodedSpan],
    marks: Marks,
    hits: Sequence[Span] = (),
) -> list[Run]:
    """The runs of a drawable text from `start` to `end`, under these codings and marks, with these hits.

    Marks are clipped to the row. What a reader sees as one character is never cut in two.
    """
    edges = {start, end}
    for coding in codings:
        edges.update((max(coding.start, start), min(coding.end, end)))
    for hit in hits:
        edges.update((max(hit.start, start), min(hit.end, end)))
    for _, span in marks.spans:
        if span is not None:
            edges.update(span)
    if not is_plain(text, start, end):
        edges = _whole(text, start, end, edges)
    runs: list[Run] = []
    places = sorted(edges)
    for first, last in pairwise(places):
        over = [coding for coding in codings if coding.start <= first < coding.end]
        state = marks.state_at(first)
        code = marks.pending_code if state == "pending" else innermost(over)
        found = any(hit.start <= first < hit.end for hit in hits)
        ink = Ink(voice, code, min(len(over), 3), state, found)
        if runs and runs[-1].ink == ink:
            runs[-1] = Run(runs[-1].text + text[first:last], ink)
        else:
            runs.append(Run(text[first:last], ink))
    return runs


def innermost(codings: Sequence[CodedSpan]) -> str:
    """The code of the shortest coding, and of these the last to begin; "" where there is none."""
    if not codings:
        return ""
    return min(codings, key=lambda coding: (coding.end - coding.start, -coding.start, coding.uid)).code


def _whole(text: str, start: int, end: int, edges: set[int]) -> set[int]:
    """The edges, moved back to where a character as seen begins."""
    starts = [first for first, _, _ in clusters(text, start, end)] + [end]
    kept = set()
    for edge in sorted(edges):
        while len(starts) > 1 and starts[1] <= edge:
            starts.pop(0)
        kept.add(starts[0])
    return kept
