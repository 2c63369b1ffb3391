"""Where somebody's words stand in other texts, letter for letter."""

from collections.abc import Mapping
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.verbatim import LEAST, Words, as_compared, names_in, plain

NOTHING: Mapping[str, int] = {}
SAID = Words.of(["My sister keeps the keys to the allotment.", "It’s “only”  a shed – no more."])


def found(text: str, said: Words = SAID, common: Mapping[str, int] = NOTHING) -> list[str]:
    return [text[start:end] for start, end in said.found_in(text, common)]


def test_what_is_alike_is_found_as_it_stands_there() -> None:
    assert found("They say that MY SISTER\nkeeps the keys, they do.") == ["MY SISTER\nkeeps the keys"]
    assert found('He: "It\'s "only" a shed - no more."') == ['It\'s "only" a shed - no more.']


def test_parts_of_words_at_the_ends_are_left_out() -> None:
    assert found("Her stepsister keeps the keyring.") == []
    assert found("Her stepsister keeps the keys.") == ["keeps the keys"]


def test_fewer_than_twelve_characters_are_none() -> None:
    assert found("my sister k") == []
    assert found("only a shed") == []
    assert found("It's only") == []


def test_words_from_two_of_their_texts_are_two_stretches() -> None:
    text = "the keys to the allotment. it's “only” a shed"
    assert found(text) == ["the keys to the allotment.", "it's “only” a shed"]


def test_what_others_say_too_is_none_unless_there_is_more() -> None:
    common = SAID.common(["Keys to the allotment are hard to get."])
    assert (
        found("He has the keys to the allotment.", common=SAID.common(["the keys to the allotment."])) == []
    )
    assert found("He has the keys to the allotment.", common=common) == ["the keys to the allotment."]


def test_scripts_without_spaces_are_found_too() -> None:
    said = Words.of(["我的妹妹一直保管着菜园小屋的钥匙从来没有给过别人"])
    assert found("他说我的妹妹一直保管着菜园小屋的钥匙。", said) == ["我的妹妹一直保管着菜园小屋的钥匙"]


def test_names_are_found_as_words_of_their_own() -> None:
    text = "Dee  Marlow and DEE, not Deeside or indeed."
    assert [text[s:e] for s, e in names_in(text, ["Dee", "Dee Marlow", " "])] == ["Dee  Marlow", "DEE"]
    assert names_in("x a.b axb", ["a.b"]) == [(2, 5)]
    assert names_in("anything", []) == []


texts = st.text(alphabet="abcABC ıİß’“–\n\u00a0", max_size=60)


@given(texts)
def test_places_lead_back_to_each_character(text: str) -> None:
    compared, places = plain(text)
    assert compared == as_compared(text) or "  " not in compared
    assert len(places) == len(compared) + 1
    assert all(as_compared(text[place]).startswith(compared[n][0]) or compared[n] in as_compared(text[place])
               for n, place in enumerate(places[:-1]))  # fmt: skip


@given(before=texts, said=texts, after=texts)
def test_whole_words_of_theirs_are_found_wherever_they_stand(before: str, said: str, after: str) -> None:
    words = Words.of([f"x {said} x"])
    text = f"{before} | {said} | {after}"
    spans = words.found_in(text, NOTHING)
    assert all(end - start >= 1 for start, end in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    wanted = as_compared(said).strip()
    if len(wanted) >= LEAST:
        assert any(wanted in as_compared(text[start:end]) for start, end in spans)
