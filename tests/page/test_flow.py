from hypothesis import given
from hypothesis import strategies as st

from qualcode.page.cells import drawable, width
from qualcode.page.flow import Run, flowed

VOICED = st.lists(st.tuples(st.text(max_size=40), st.booleans()), max_size=4)


def test_voices_keep_their_words_over_the_ends_of_lines() -> None:
    runs = [Run("and so I\n", False), Run("ring  housing", True), Run(" every week.", False)]
    assert flowed(runs, 14) == [
        [Run("and so I ", False), Run("ring", True)],
        [Run("housing", True), Run(" every", False)],
        [Run("week.", False)],
    ]


def test_what_is_left_out_at_the_end_is_marked() -> None:
    lines = flowed([Run("one two three four five", 0)], 9, most=2)
    assert [run.text for line in lines for run in line] == ["one two", "three…"]


@given(VOICED, st.integers(1, 30))
def test_no_line_is_wider_than_the_room_and_no_word_is_lost(parts: list[tuple[str, bool]], room: int) -> None:
    lines = flowed([Run(*part) for part in parts], room)
    texts = ["".join(run.text for run in line) for line in lines]
    assert all(width(text) <= max(room, 2) for text in texts)
    wanted = "".join(drawable("".join(text for text, _ in parts)).split())
    assert "".join("".join(texts).split()) == wanted
