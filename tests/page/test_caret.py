from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Content, Segment, Span
from qualcode.page.caret import Caret, extended, moved, selecting, snapped, stretched, turned, with_end
from qualcode.page.shown import Shown
from qualcode.page.spans import Spans
from qualcode.page.units import Units
from tests.page_texts import contents

TEXT = "One two. “Three four.” Five six."
SHOWN = Shown(Content(TEXT, (Segment("P", 0, len(TEXT)),)))
WORDS, SENTENCES = SHOWN.words, SHOWN.sentences


def _said(caret: Caret) -> str | None:
    return None if caret.selection is None else TEXT[slice(*caret.selection)]


def test_moving_by_sentence_goes_to_its_first_word() -> None:
    second = moved(Caret(0), SENTENCES, 1, WORDS)
    third = moved(second, SENTENCES, 1, WORDS)

    assert TEXT[second.cursor :].startswith("Three")
    assert TEXT[third.cursor :].startswith("Five")
    assert moved(third, SENTENCES, 1, WORDS) == third
    assert moved(third, SENTENCES, -1, WORDS) == second
    assert moved(moved(third, WORDS, 1, WORDS), SENTENCES, -1, WORDS) == third
    assert moved(Caret(0), SENTENCES, -1, WORDS) == Caret(0)


def test_extending_by_word_grows_and_shrinks() -> None:
    caret = extended(Caret(0), WORDS, 1, WORDS)
    assert _said(caret) == "One two"
    assert _said(extended(caret, WORDS, -1, WORDS)) == "One"
    assert _said(extended(extended(caret, WORDS, -1, WORDS), WORDS, -1, WORDS)) == "One"


def test_extending_backwards_keeps_the_word_one_began_with() -> None:
    caret = extended(Caret(TEXT.index("four")), WORDS, -1, WORDS)
    assert _said(caret) == "Three four"
    assert _said(extended(caret, WORDS, 1, WORDS)) == "four"


def test_extending_by_sentence_keeps_full_stops() -> None:
    caret = extended(Caret(0), SENTENCES, 1, WORDS)
    assert _said(caret) == "One two. “Three four.”"
    assert _said(extended(caret, WORDS, 1, WORDS)) == "One two. “Three four.” Five"
    assert _said(extended(caret, SENTENCES, 1, WORDS)) == TEXT


def test_stretching_reaches_to_a_word_on_either_side() -> None:
    assert _said(stretched(Caret(4), TEXT.index("four"), WORDS)) == "two. “Three four"
    assert _said(stretched(Caret(TEXT.index("four")), 5, WORDS)) == "two. “Three four"


def test_selecting_keeps_the_cursor_within() -> None:
    assert selecting(Span(0, 8), 30) == Caret(7, Span(0, 8), 8)


CHARACTERS = SHOWN.characters


def _by_character(caret: Caret, *steps: int) -> Caret:
    for step in steps:
        caret = extended(caret, CHARACTERS, step, CHARACTERS, fine=True)
    return caret


def test_moving_by_character_passes_over_blanks_and_by_word_comes_back_to_words() -> None:
    third = moved(
        moved(Caret(1, fine=True), CHARACTERS, 1, CHARACTERS, True), CHARACTERS, 1, CHARACTERS, True
    )
    assert TEXT[third.cursor] == "t"
    inside = moved(third, CHARACTERS, 1, CHARACTERS, True)
    assert moved(inside, WORDS, -1, WORDS) == Caret(4)
    assert TEXT[moved(inside, WORDS, 1, WORDS).cursor :].startswith("Three")


def test_an_end_is_set_to_the_character() -> None:
    sentence = selecting(Span(0, 8), 0)
    assert _said(_by_character(sentence, -1)) == "One two"
    assert _said(_by_character(sentence, -1, -1, 1)) == "One tw" + "o"
    assert _said(_by_character(sentence, 1)) == "One two. “"


def test_a_selection_never_shrinks_to_nothing() -> None:
    assert _said(_by_character(selecting(Span(0, 3), 0), *[-1] * 9)) == "O"
    assert _said(_by_character(turned(selecting(Span(4, 8), 4), WORDS), *[1] * 9)) == "."
    shorter = extended(with_end(Span(4, 8), WORDS), WORDS, -1, WORDS)
    assert _said(shorter) == _said(extended(shorter, WORDS, -1, WORDS)) == "two"


def test_turned_round_the_other_end_moves() -> None:
    start = turned(selecting(Span(4, 7), 4), WORDS)
    assert _said(start) == "two"
    assert start.cursor == 4
    grown = extended(start, WORDS, -1, WORDS)
    assert _said(grown) == "One two"
    assert _said(extended(turned(grown, WORDS), SENTENCES, 1, WORDS)) == "One two."
    assert turned(Caret(4), WORDS) == Caret(4)


def test_an_end_that_moves_alone_shrinks_by_words_too() -> None:
    caret = with_end(Span(0, len(TEXT)), WORDS)
    assert (
        _said(extended(extended(caret, WORDS, -1, WORDS), WORDS, -1, WORDS)) == "One two. “Three four.” Five"
    )


def test_a_selection_begins_with_the_word_where_there_is_no_unit() -> None:
    hits = Spans([(9, 20)])
    assert _said(extended(Caret(0), hits, 1, WORDS)) == "One two. “Three four"


@given(
    contents(),
    st.lists(
        st.tuples(st.sampled_from(["character", "word", "sentence", "turn", "end"]), st.sampled_from([1, -1]))
    ),
)
def test_whatever_one_selects_by_it_is_never_empty_nor_outside(
    content: Content, steps: list[tuple[str, int]]
) -> None:
    shown = Shown(content)
    if not shown.words:
        return
    grids: dict[str, Units] = {
        "character": shown.characters,
        "sentence": shown.sentences,
        "turn": shown.turns,
    }
    caret = Caret(snapped(shown.words, 0))
    for unit, step in steps:
        if unit == "end":
            caret = turned(caret, shown.words)
        else:
            fine = unit == "character"
            grid = shown.characters if fine else shown.words
            caret = extended(caret, grids.get(unit, shown.words), step, grid, fine)
            assert caret.selection is not None
            assert 0 <= caret.selection.start < caret.selection.end <= len(content.text)
