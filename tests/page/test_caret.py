from qualcode.model.text import Content, Segment, Span
from qualcode.page.caret import Caret, extended, moved, selecting, stretched
from qualcode.page.shown import Shown

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
