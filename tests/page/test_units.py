"""Words, sentences and characters, found where they are needed, are those that there are."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Content, Segment
from qualcode.page.shown import Shown
from qualcode.page.spans import Spans
from qualcode.page.units import Units
from tests.page_texts import contents


def same(units: Units, all_of_them: Spans, length: int) -> None:
    """Check that units answer as the list of them all does."""
    for offset in range(length + 1):
        assert units.next_start(offset) == all_of_them.next_start(offset)
        assert units.previous_start(offset) == all_of_them.previous_start(offset)
        assert units.next_end(offset) == all_of_them.next_end(offset)
        assert units.previous_end(offset) == all_of_them.previous_end(offset)


@given(contents())
def test_words_and_sentences_are_found_from_everywhere(content: Content) -> None:
    shown = Shown(content)
    for units in (shown.words, shown.sentences):
        everything = Spans(units)
        same(units, everything, len(content.text))
        for offset in range(len(content.text)):
            assert units.at(offset) == everything.at(offset)


@given(contents())
def test_characters_lead_on_and_back_again(content: Content) -> None:
    shown = Shown(content)
    characters = shown.characters
    spans, offset = Spans(), -1
    while (start := characters.next_start(offset)) is not None:
        spans.add(*characters.at(start))
        assert characters.at(start).start == start
        assert not shown.text[start : spans.ends[-1]].isspace()
        offset = start
    same(characters, spans, len(content.text))


@given(st.text(alphabet="ab \n.é", min_size=1))
def test_every_letter_is_a_character(text: str) -> None:
    characters = Shown(Content(text, (Segment("", 0, len(text)),))).characters
    found, offset = [], -1
    while (start := characters.next_start(offset)) is not None:
        found.append(start)
        offset = start

    assert found == [place for place, letter in enumerate(text) if not letter.isspace()]
