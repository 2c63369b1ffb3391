"""The orders in which hits are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.concordance import ORDERS, Order, ordered
from qualcode.model.hits import Hit
from qualcode.model.text import Span

NAMES = {"a": "P10", "b": "P9", "c": "p11"}


def hit(transcript: str, turn: int, before: str, match: str, after: str) -> Hit:
    return Hit(transcript, Span(turn, turn + 1), turn, "P", before, match, after)


HITS = [
    hit("a", 4, "in the ", "plan", " of care."),
    hit("b", 2, "At a ", "Plan", ", care of"),
    hit("c", 3, "", "plans", ""),
    hit("a", 1, "“On the ", "plan", " again."),
]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("place", [0, 1, 2, 3]),
        ("left", [2, 1, 0, 3]),  # nothing; a at; the in; the on
        ("right", [3, 1, 0, 2]),  # plan again; plan care; plan of; plans
        ("transcript", [1, 0, 3, 2]),  # P9, P10 twice as they were, p11
        ("turn", [3, 1, 2, 0]),
    ],
)
def test_hits_in_each_order(order: Order, expected: list[int]) -> None:
    assert ordered(HITS, order, NAMES) == [HITS[number] for number in expected]


contexts = st.lists(st.sampled_from(["care", "Care", "plan,", "“so”", "é", "ß"]), max_size=3).map(" ".join)


@given(st.lists(st.builds(hit, st.sampled_from("abc"), st.integers(0, 3), contexts, contexts, contexts)))
def test_an_order_loses_no_hit_and_is_kept(hits: list[Hit]) -> None:
    for order in ORDERS:
        once = ordered(hits, order, NAMES)
        assert sorted(map(id, once)) == sorted(map(id, hits))
        assert ordered(once, order, NAMES) == once
    assert [h.turn for h in ordered(hits, "turn", NAMES)] == sorted(h.turn for h in hits)
