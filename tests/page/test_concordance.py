"""Lines of a concordance: as wide as asked, the match always in the same column."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.hits import Hit
from qualcode.model.text import Span
from qualcode.page.cells import width
from qualcode.page.concordance import aligned, clip_left, left_of

TEXTS = st.text("abc é漢🙂", max_size=60)


def hit(before: str, match: str, after: str) -> Hit:
    return Hit("t", Span(0, 1), 1, "", before, match, after)


@given(TEXTS, st.text("xyz", min_size=1, max_size=40), TEXTS, st.integers(20, 120))
def test_a_line_is_as_wide_as_there_is_room_and_the_match_in_its_column(
    before: str, match: str, after: str, room: int
) -> None:
    line = aligned(hit(before, match, after), room)
    assert width(line.before) == left_of(room)
    assert width("".join(line)) == room


def test_what_has_no_room_is_left_out_at_both_ends() -> None:
    line = aligned(hit("one two three four ", "care", " plan and so on for long"), 30)
    assert line.before == "…three four "
    assert line.match == "care"
    assert line.after.rstrip().endswith("…")


def test_the_end_of_a_text_is_kept() -> None:
    assert clip_left("abcdef", 4) == "…def"
    assert clip_left("abc", 4) == "abc"
    assert clip_left("abc", 0) == ""
