"""A row as runs of text in inks: which codes lie on what, what is selected, where the cursor is."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from qualcode.model.text import Span
from qualcode.page.cells import clusters, is_plain
from qualcode.page.lanes import CodedSpan

Voice = Literal["participant", "interviewer", "aside"]
State = Literal["", "here", "pending", "selected", "cursor"]


class Ink(NamedTuple):
    """How a run of text is drawn, in words; a widget makes colours of it.

    `code` is the uid of the innermost code on it ("" for none), `depth` how many lie on it (3 for more).
    Of the states, the later ones hide the earlier: "here" is the sentence that would be coded, "pending" a
    code that is being chosen for it.
    """

    voice: Voice
    code: str = ""
    depth: int = 0
    state: State = ""


class Run(NamedTuple):
    """A piece of a row, all in one ink."""

    text: str
    ink: Ink


class Marks(NamedTuple):
    """What lies on a text besides its codings: each a span, or None."""

    cursor: Span | None = None
    selected: Span | None = None
    here: Span | None = None
    pending: Span | None = None

    def within(self, start: int, end: int) -> "Marks":
        """The same, clipped to a stretch: two rows with equal marks look alike."""
        return Marks(*(_clipped(span, start, end) for span in self))

    def state_at(self, offset: int) -> State:
        """The state at an offset."""
        for span, state in zip(self, _STATES, strict=True):
            if span is not None and span.start <= offset < span.end:
                return state
        return ""


_STATES: tuple[State, ...] = ("cursor", "selected", "here", "pending")


def _clipped(span: Span | None, start: int, end: int) -> Span | None:
    if span is None or span.start >= end or span.end <= start:
        return None
    return Span(max(span.start, start), min(span.end, end))


def paint(
    text: str, start: int, end: int, voice: Voice, codings: Sequence[CodedSpan], marks: Marks
) -> list[Run]:
    """The runs of a drawable text from `start` to `end`, under these codings and marks.

    Marks are clipped to the row. What a reader sees as one character is never cut in two.
    """
    edges = {start, end}
    for coding in codings:
        edges.update((max(coding.start, start), min(coding.end, end)))
    for span in marks:
        if span is not None:
            edges.update(span)
    if not is_plain(text, start, end):
        edges = _whole(text, start, end, edges)
    runs: list[Run] = []
    places = sorted(edges)
    for first, last in zip(places, places[1:], strict=False):
        over = [coding for coding in codings if coding.start <= first < coding.end]
        ink = Ink(voice, innermost(over), min(len(over), 3), marks.state_at(first))
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
