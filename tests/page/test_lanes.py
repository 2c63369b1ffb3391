from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from qualcode.page.lanes import Lanes, in_order


@dataclass(frozen=True)
class Coded:
    uid: str
    start: int
    end: int
    code: str = "c"


spans = st.tuples(st.integers(0, 3000), st.integers(1, 1500))
some = st.lists(spans, max_size=30).map(
    lambda found: [Coded(f"u{n}", start, start + length) for n, (start, length) in enumerate(found)]
)


def check_lanes(lanes: Lanes, codings: list[Coded]) -> None:
    for one in codings:
        for other in codings:
            if one is not other and one.start < other.end and other.start < one.end:
                assert lanes.lane(one.uid) != lanes.lane(other.uid)


@given(some)
def test_codings_that_overlap_have_lanes_of_their_own(codings: list[Coded]) -> None:
    check_lanes(Lanes(codings), codings)


@given(some, some, st.sets(st.integers(0, 29)))
def test_adding_and_removing_is_as_building_anew(
    first: list[Coded], later: list[Coded], gone: set[int]
) -> None:
    lanes = Lanes(first)
    later = [Coded(f"later {coding.uid}", coding.start, coding.end) for coding in later]
    kept = {coding.uid: lanes.lane(coding.uid) for coding in first}
    for coding in later:
        lanes.add(coding)
    for coding in first:
        assert lanes.lane(coding.uid) == kept[coding.uid]
    for number in gone:
        lanes.remove(f"u{number}")
    left = [coding for coding in first if int(coding.uid[1:]) not in gone] + later
    anew = Lanes(left)

    check_lanes(lanes, left)
    assert len(lanes) == len(anew) == len(left)
    for start in range(0, 4600, 97):
        for length in (1, 60, 1200):
            expected = [c for c in sorted(left, key=in_order) if c.start < start + length and c.end > start]
            assert lanes.touching(start, start + length) == anew.touching(start, start + length) == expected
        starts = [coding.start for coding in left]
        assert lanes.next_start(start) == min((s for s in starts if s > start), default=None)
        assert lanes.previous_start(start) == max((s for s in starts if s < start), default=None)


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert Lanes().remove("x") is None
