"""The language of queries: what each says is found, and what can't be read is refused in a sentence."""

import re
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.query import parse, words_of
from qualcode.analysis.words import Words
from qualcode.model.errors import Refused
from qualcode.model.text import Span

SAID = (
    "The care plan is Ada's. I trust the police, not the careplan-maker: she cares, she is careful. "
    "Planning a plan and/or a review; she went home."
)


def found(query: str, text: str = SAID, *, whole: bool = False, case: bool = False) -> list[str]:
    """What a query finds in a stretch of text."""
    return [text[start:end] for start, end in parse(query, whole=whole, case=case).spans(text)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("care plan", ["care plan"]),
        ("plan", ["plan", "plan", "Plan", "plan"]),
        ("care*", ["care", "careplan", "cares", "careful"]),
        ("*plan", ["plan", "careplan", "plan"]),
        ("pl*n", ["plan", "plan"]),
        ("c*re plan", ["care plan"]),
        ('"care plan" trust', ["care plan", "trust"]),
        ('trust "care zebra"', []),
        ("trust AND home", ["trust", "home"]),
        ("trust AND zebra", []),
        ("trust OR zebra OR home", ["trust", "home"]),
        ("trust AND (zebra OR home)", ["trust", "home"]),
        ("(trust AND zebra) OR home", ["home"]),
        ("trust NEAR/1 police", ["trust the police"]),
        ("police NEAR/1 trust", ["trust the police"]),
        ("trust NEAR/0 police", []),
        ("trust NEAR home", []),
        ("trust NEAR (zebra OR police)", ["trust the police"]),
        ("trust -zebra", ["trust"]),
        ("trust -police", []),
        ("trust NOT police", []),
        ("trust AND NOT zebra", ["trust"]),
        ("-zebra trust", ["trust"]),
        ('trust -"the zebra" -(horse OR cow)', ["trust"]),
        ("trust -(zebra OR home)", []),
        ("care OR careful", ["care", "care", "care", "careful"]),  # the longest, and none twice
        ("and/or", ["and/or"]),
        ('"AND"', ["and"]),
        ('"(plan OR"', []),
        ("review; she", ["review; she"]),
        ("“care plan” OR ‘x", ["care plan"]),
        ("or a review", ["or a review"]),
        ("careplan-maker", ["careplan-maker"]),
    ],
)
def test_a_query_finds_what_it_says(query: str, expected: list[str]) -> None:
    assert found(query) == expected
    assert not expected or parse(query).may_be_in(SAID)


def test_whole_words_and_case_are_asked_of_every_part() -> None:
    assert found("plan OR care", whole=True) == ["care", "plan", "plan"]
    assert found("plan* OR Care", case=True) == ["plan", "plan"]
    assert found('"plan" OR zebra', whole=True) == ["plan", "plan"]


def test_forms_are_found_of_words_without_quotation_marks() -> None:
    forms = {"go": ["goes", "went"], "care": ["cares"]}

    def spans(query: str, text: str) -> list[str]:
        looked_for = parse(query, forms=lambda word: forms.get(word, []))
        return [text[slice(*span)] for span in looked_for.spans(text)]

    assert spans("go home", "She goes home. He went homewards; go home!") == ["goes home", "go home"]
    assert spans('"go" care', "go cares caress") == ["go", "cares"]
    assert spans('"go" care', "goes caress") == spans('"go" care', "went cares") == []
    assert spans("go", "goes gone ago going") == ["goes"]
    assert spans("GO", "Went") == []  # the forms are of the word as typed
    assert words_of('go home OR "trust" -care plan*') == ["go", "home", "care"]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Say which words to look for."),
        ('""', "Say which words to look for."),
        ('trust "care pl', "The quotation mark before “care pl” is never closed."),
        ("care AND (plan OR form", "A bracket “(” is never closed"),
        ("care AND ()", "There is nothing in a pair of brackets"),
        ("care AND plan OR form", "AND and OR stand side by side"),
        ('"care" plan OR form', "AND and OR stand side by side"),
        ("OR plan", "OR needs words on both sides"),
        ("plan AND", "AND needs words on both sides."),
        ("plan AND OR form", "OR needs words on both sides"),
        ("(plan OR) form", "OR needs words on both sides"),
        ("NEAR plan", "NEAR needs words on both sides."),
        ("plan NEAR/3", "NEAR needs words on both sides."),
        ("plan NEAR -care", "NEAR needs words on both sides."),
        ("-plan", "Say what to look for, besides what is to be left out."),
        ("plan NOT", "NOT needs the word behind it"),
        ("plan -OR care", "- needs the word behind it"),
        ("care (plan -form)", "What is to be left out stands outside brackets."),
        ("care * plan", "A star stands for letters of a word"),
        ("**", "A star stands for letters of a word"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(query: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        parse(query)
    assert said in str(refused.value)
    assert len(str(refused.value)) < 160
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("query", ["plan(s)", ":) plan", "care - plan", "5-6", "plan)", "fine?)", "NEAR/x b"])
def test_signs_that_say_nothing_else_are_letters_like_others(query: str) -> None:
    assert found(query, f"so: {query} it is") == [query]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("strass*", "Straße, STRASSENBAHN, Strass", ["Straße", "STRASSENBAHN", "Strass"]),
        ("*asse", "die Straße", ["Straße"]),
        ("İst* OR x", "İstanbul x", ["İstanbul", "x"]),
        ("caf*", "cafe\u0301s café caffè", ["cafe\u0301s", "café", "caffè"]),
        ("café*", "cafe\u0301s café", ["cafe\u0301s", "café"]),
        ("שלום*", "אמר שלומות שלום", ["שלום"]),  # the last letter has another form within a word
        ("سلام AND عليكم", "قال السلام عليكم", ["سلام", "عليكم"]),
        ("हिन्दी*", "वह हिन्दीभाषी है", ["हिन्दीभाषी"]),
        ("👍🏽 OR ok", "ok 👍🏽!", ["ok", "👍🏽"]),
        ("ok NEAR/1 👍🏽", "ok then 👍🏽", ["ok then 👍🏽"]),
        ("ケア* -プラン", "ケアの話", ["ケアの話"]),
    ],
)
def test_any_script_is_found(query: str, text: str, expected: list[str]) -> None:
    assert found(query, text) == expected


words = st.sampled_from(["care", "plan", "trust", "Straße", "café", "cafe\u0301", "İzmir", "go"])
queries = st.recursive(
    words.map(lambda word: ("word", word)),
    lambda inner: st.tuples(st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=2, max_size=3)),
    max_leaves=5,
)


def written(tree: tuple[str, str | Sequence[tuple[str, object]]]) -> str:
    """A tree as a query."""
    kind, held = tree
    if isinstance(held, str):
        return held
    return "(" + f" {kind} ".join(written(each) for each in held) + ")"  # type: ignore[arg-type]  # recursive


def holds(tree: tuple[str, str | Sequence[tuple[str, object]]], said: Sequence[str]) -> bool:
    """Whether words that are said have what a tree asks for, worked out word by word."""
    kind, held = tree
    if isinstance(held, str):
        return normalize("NFC", held).casefold() in said
    each = [holds(part, said) for part in held]  # type: ignore[arg-type]  # recursive
    return all(each) if kind == "AND" else any(each)


@given(queries, st.lists(words, max_size=6), st.lists(words, max_size=2))
def test_a_stretch_is_found_where_it_has_what_is_asked_for(
    tree: tuple[str, str | Sequence[tuple[str, object]]], spoken: list[str], left_out: list[str]
) -> None:
    text = ", ".join(spoken)
    said = [normalize("NFC", word).casefold() for word in spoken]
    query = " ".join([written(tree), *(f"-{word}" for word in left_out)])
    looked_for = parse(query, whole=True)
    spans = list(looked_for.spans(text))
    unwanted = any(normalize("NFC", word).casefold() in said for word in left_out)
    assert bool(spans) == (holds(tree, said) and not unwanted)
    assert looked_for.may_be_in(text) or not spans
    leaves = set(re.findall(r"[^\s()]+", written(tree))) - {"AND", "OR"}
    asked = {normalize("NFC", leaf).casefold() for leaf in leaves}
    every = [word for word in said if word in asked]
    assert [normalize("NFC", text[slice(*span)]).casefold() for span in spans] == (every if spans else [])


texts = st.lists(st.sampled_from(["care", "cares", "plan", "a", "b,", "x-y", "(so)", "Straße"]), max_size=14)


@given(texts, st.integers(0, 3))
def test_what_is_near_is_found_by_counting_words(spoken: list[str], most: int) -> None:
    text = " ".join(spoken)
    near = [
        (one, other)
        for one, first in enumerate(spoken)
        for other, second in enumerate(spoken)
        if first == "care" and second == "plan" and abs(one - other) - 1 <= most
    ]
    spans = list(parse(f"care NEAR/{most} plan", whole=True).spans(text))
    assert bool(spans) == bool(near)
    for span in spans:
        here = text[slice(*span)].split()
        assert {here[0], here[-1]} == {"care", "plan"}
        assert len(here) - 2 <= most
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text("ab*OR ()-\"'NEAR/1ßİ\u0301", max_size=12), st.text("ab (ß)İ\u0301", max_size=12))
def test_whatever_is_typed_is_read_or_refused(query: str, text: str) -> None:
    try:
        looked_for = parse(query)
    except Refused:
        return
    spans = list(looked_for.spans(text))
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert looked_for.may_be_in(text) or not spans


def test_one_speaker_who_says_much_does_not_take_long() -> None:
    text = "trust " * 20_000 + "so " * 20_000 + "police " * 20_000
    assert list(parse("trust NEAR/3 police").spans(text)) == []
    assert len(list(parse("so NEAR/0 police").spans(text))) == 1
    assert list(Words("police trust").spans(text)) == []
    assert list(parse("trust -zebra").spans(text))[-1] == Span(119_994, 119_999)
