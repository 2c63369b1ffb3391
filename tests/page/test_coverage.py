"""What is coded and what isn't, as places to go to."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Content, Segment, Span
from qualcode.page.coverage import Passages, Uncoded
from qualcode.page.lanes import Lanes
from qualcode.page.shown import Shown
from tests.page_texts import contents

TEXT = "I: Who else?\nP: Nobody rings. Some weeks it is forms.\nP: All of it.\nI: And then?\nP: We went.\n"


@dataclass(frozen=True)
class Coded:
    uid: str
    start: int
    end: int
    code: str = ""


def told(*speeches: tuple[str, str]) -> Content:
    segments = []
    for speaker, speech in speeches:
        start = TEXT.index(speech)
        segments.append(Segment(speaker, start, start + len(speech)))
    return Content(TEXT, tuple(segments))


CONTENT = told(
    ("I", "Who else?"), ("P", "Nobody rings. Some weeks it is forms."), ("P", "All of it."),
    ("I", "And then?"), ("P", "We went."),
)  # fmt: skip


def coded(*quotes: str) -> Lanes:
    places = [TEXT.index(quote) for quote in quotes]
    return Lanes(
        [
            Coded(str(n), start, start + len(quote))
            for n, (quote, start) in enumerate(zip(quotes, places, strict=True))
        ]
    )


def all_of(uncoded: Uncoded) -> list[str]:
    found, offset = [], -1
    while (start := uncoded.next_start(offset)) is not None:
        found.append(TEXT[slice(*uncoded.at(start))])
        offset = start
    return found


def test_uncoded_is_what_participants_said_and_no_code_lies_on() -> None:
    lanes = coded("Nobody rings.", "weeks it")
    uncoded = Uncoded(Shown(CONTENT), lanes, {"I"})

    assert all_of(uncoded) == ["Some", "is forms.\nP: All of it.", "We went."]


def test_uncoded_leaves_out_labels_and_what_has_no_words() -> None:
    lanes = coded("Nobody rings. Some weeks it is forms", "All of it.")
    assert all_of(Uncoded(Shown(CONTENT), lanes, {"I"})) == ["We went."]
    assert all_of(Uncoded(Shown(CONTENT), coded("We went."), {"I", "P"})) == []


def test_uncoded_is_found_backwards_and_by_its_ends() -> None:
    uncoded = Uncoded(Shown(CONTENT), coded("Some weeks it is forms."), {"I"})
    last = TEXT.index("We went.")

    assert uncoded.previous_start(len(TEXT)) == last
    assert uncoded.previous_start(last) == TEXT.index("All of it.")
    assert uncoded.next_end(0) == TEXT.index(" Some")
    assert uncoded.previous_end(last) == TEXT.index("\nI: And")
    assert uncoded.at(0) == Span(0, 0)


@given(contents(), st.lists(st.tuples(st.integers(0, 80), st.integers(1, 40)), max_size=6))
def test_nothing_coded_is_uncoded_and_every_uncoded_word_is_found(
    content: Content, pairs: list[tuple[int, int]]
) -> None:
    lanes = Lanes([Coded(str(n), start, start + more) for n, (start, more) in enumerate(pairs)])
    shown = Shown(content)
    uncoded = Uncoded(shown, lanes, {"I"})
    inside: set[int] = set()
    offset = -1
    while (start := uncoded.next_start(offset)) is not None:
        span = uncoded.at(start)
        assert span.start == start
        assert lanes.touching(*span) == []
        inside.update(range(*span))
        offset = start
    for word in shown.words:
        turn = shown.turn_of(shown.stretches.index(word.start))
        if not any(map(str.isalnum, content.text[slice(*word)])):
            continue
        if turn is not None and turn.speaker != "I" and not lanes.touching(word.start, word.start + 1):
            free = not lanes.touching(word.start, word.end)
            assert word.start in inside or not free


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)), min_size=1, max_size=9),
    st.integers(0, 4000),
)
def test_passages_are_found_by_where_they_begin_and_end(pairs: list[tuple[int, int]], offset: int) -> None:
    codings = [Coded(str(n), start, start + more) for n, (start, more) in enumerate(pairs)]
    passages = Passages(Lanes(codings))

    assert passages.next_start(offset) == min((c.start for c in codings if c.start > offset), default=None)
    assert passages.previous_start(offset) == max(
        (c.start for c in codings if c.start < offset), default=None
    )
    assert passages.next_end(offset) == min((c.end for c in codings if c.end > offset), default=None)
    assert passages.previous_end(offset) == max((c.end for c in codings if c.end < offset), default=None)
    here = [c.end - c.start for c in codings if c.start <= offset < c.end]
    found = passages.at(offset)
    assert found.end - found.start == min(here, default=0)
