"""Texts: whose speech is where, and where a quote stands."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import (
    Content,
    Segment,
    Span,
    Turn,
    content_hash,
    merged_spans,
    place_quote,
    turns_of,
    unpack_segments,
)

TEXT = "I: How?\nP: Well 👍 fine.\nP: Yes.\nNo name.\nAgain.\nI: Ok."
SEGMENTS = (
    Segment("I", 3, 7, 0.5),
    Segment("P", 11, 23, 2.0),
    Segment("P", 27, 31),
    Segment("", 32, 40),
    Segment("", 41, 47),
    Segment("I", 51, 54),
)
CONTENT = Content(TEXT, SEGMENTS)


def test_turns_join_neighbouring_segments_of_one_named_speaker() -> None:
    assert CONTENT.turns == (
        Turn(1, "I", 3, 7, 0.5),
        Turn(2, "P", 11, 31, 2.0),
        Turn(3, "", 32, 40),
        Turn(4, "", 41, 47),
        Turn(5, "I", 51, 54),
    )
    assert turns_of(()) == ()


def test_speakers_and_words_are_those_spoken() -> None:
    assert CONTENT.speakers == ("I", "P")
    assert CONTENT.words == 1 + 3 + 1 + 2 + 1 + 1


@pytest.mark.parametrize(
    ("offset", "number"), [(0, None), (2, None), (3, 1), (8, 1), (11, 2), (25, 2), (31, 2), (32, 3), (54, 5)]
)
def test_the_turn_at_an_offset_is_the_one_there_or_the_last_before(offset: int, number: int | None) -> None:
    turn = CONTENT.turn_at(offset)
    assert (turn.number if turn else None) == number


def test_the_hash_of_a_content_is_what_codings_refer_to() -> None:
    assert CONTENT.packed_segments == (
        '[["I","P",""],'
        "[[0,3,7,0.5],[1,11,23,2.0],[1,27,31,null],[2,32,40,null],[2,41,47,null],[0,51,54,null]]]"
    )
    assert CONTENT.hash == "be143e2db12d94f5350f973bc15e9ae192005465f1db9c3dd759b74b0efa2ead"
    assert CONTENT.hash == content_hash(TEXT, CONTENT.packed_segments)


def test_another_text_or_another_speaker_is_another_content() -> None:
    others = [
        Content(TEXT + " ", SEGMENTS),
        Content(TEXT, SEGMENTS[1:]),
        Content(TEXT, (SEGMENTS[0]._replace(speaker="J"), *SEGMENTS[1:])),
    ]
    assert len({CONTENT.hash, *(other.hash for other in others)}) == 4


@given(
    st.lists(
        st.builds(
            Segment, st.text(max_size=5), st.integers(0, 99), st.integers(0, 99),
            st.none() | st.floats(0, 1e6, allow_nan=False),
        )
    )
)  # fmt: skip
def test_segments_packed_come_back_as_they_were(segments: list[Segment]) -> None:
    content = Content("", tuple(segments))
    assert unpack_segments(content.packed_segments) == tuple(segments)


def test_a_quote_stands_where_it_is_said_to() -> None:
    assert place_quote("to be or not to be", "to be", (13, 18)) == Span(13, 18)


def test_a_quote_that_stands_elsewhere_is_found_if_it_stands_once() -> None:
    assert place_quote("to be or not to be", "or not", (0, 6)) == Span(6, 12)
    assert place_quote("to be or not to be", "not") == Span(9, 12)


def test_a_quote_that_stands_nowhere_or_twice_is_not_placed() -> None:
    assert place_quote("to be or not to be", "never") is None
    assert place_quote("to be or not to be", "to be") is None
    assert place_quote("to be or not to be", "to be", (1, 6)) is None
    assert place_quote("aaa", "aa") is None  # twice, overlapping


def test_overlapping_spans_are_joined_and_touching_ones_stay_apart() -> None:
    spans = [Span(7, 9), Span(0, 3), Span(3, 5), Span(4, 6), Span(8, 8), Span(5, 6)]
    assert merged_spans(spans) == [Span(0, 3), Span(3, 6), Span(7, 9)]
    assert merged_spans([]) == []


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [((0, 3), (2, 5), True), ((0, 3), (3, 5), False), ((3, 5), (0, 3), False), ((0, 9), (4, 5), True)],
)
def test_spans_overlap_where_they_share_a_character(
    one: tuple[int, int], other: tuple[int, int], overlap: bool
) -> None:
    assert Span(*one).overlaps(Span(*other)) is overlap


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda p: Span(p[0], p[0] + p[1]))))
def test_merged_spans_cover_the_same_characters_and_do_not_overlap(spans: list[Span]) -> None:
    merged = merged_spans(spans)
    assert {n for span in merged for n in range(*span)} == {n for span in spans for n in range(*span)}
    assert all(one.end <= other.start for one, other in itertools.pairwise(merged))
    # Two spans that share a character are within one.
    assert all(any(m.start <= s.start and s.end <= m.end for m in merged) for s in spans)
