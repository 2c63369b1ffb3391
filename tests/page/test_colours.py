from hypothesis import given
from hypothesis import strategies as st

from qualcode.page.colours import BLACK, PALETTE, WHITE, Colour, colour_of, contrast, mix, parsed, readable

colours = st.tuples(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255))


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast(BLACK, WHITE), 1) == 21.0
    assert round(contrast((0x77, 0x77, 0x77), WHITE), 2) == 4.48


@given(colours, colours)
def test_whatever_the_colours_text_can_be_read(ink: Colour, ground: Colour) -> None:
    assert contrast(readable(ink, ground), ground) >= 4.5


def test_a_code_has_the_colour_chosen_or_always_the_same_one() -> None:
    assert colour_of("uid", "#12ab34") == (0x12, 0xAB, 0x34)
    assert colour_of("uid", "#fff") == WHITE
    assert colour_of("uid", "pinkish") == colour_of("uid")
    assert colour_of("uid") in map(parsed, PALETTE)


def test_mixing() -> None:
    assert mix(BLACK, WHITE, 0.0) == BLACK
    assert mix(BLACK, WHITE, 1.0) == WHITE
