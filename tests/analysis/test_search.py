"""Words and patterns found where they stand, to the character; passages in their context."""

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.analysis.patterns import Pattern
from qualcode.analysis.query import Search
from qualcode.analysis.search import (
    hits_in,
    in_context,
    sentences_around,
    stretches_of,
)
from qualcode.analysis.words import Words
from qualcode.model.errors import Refused
from qualcode.model.text import Content, Segment, Span
from tests.analysis.studies import content

TEXT = """\
# Interview with Ada
I: How is the care plan?
Ada: The Care  Plan is in a drawer.
Ada: A care plan? It's Dr. Shaw's. He said "plan"; she said “careplan”.
# [A door bangs: the care plan falls]
I: And the plan?
"""
SPOKEN = content(TEXT)


def found(search: Search, text: str) -> list[str]:
    """What is found in a stretch of text."""
    return [text[start:end] for start, end in search.spans(text)]


def test_words_are_found_in_speech_and_asides_and_never_in_labels() -> None:
    assert [h.match for h in hits_in(SPOKEN, "t", Words("care plan"), lambda stretch: True)] == [
        "care plan", "Care Plan", "care plan", "care plan",
    ]  # fmt: skip
    assert [h.match for h in hits_in(SPOKEN, "t", Words("ada"), lambda stretch: True)] == ["Ada"]
    (aside,) = hits_in(SPOKEN, "t", Words("ada"), lambda stretch: True)
    assert (aside.turn, aside.speaker, aside.before, aside.after) == (0, "", "# Interview with ", "")
    asked = hits_in(SPOKEN, "t", Words("plan"), lambda stretch: stretch.speaker == "I")
    assert [(h.turn, h.speaker, h.before, h.after) for h in asked] == [
        (1, "I", "How is the care ", "?"), (3, "I", "And the ", "?"),
    ]  # fmt: skip


def test_a_hit_has_its_place_its_turn_and_the_words_around_it_on_one_line() -> None:
    hit = list(hits_in(SPOKEN, "t", Words("care plan"), lambda stretch: True))[1]
    assert TEXT[slice(*hit.span)] == "Care  Plan"
    assert (hit.transcript, hit.turn, hit.speaker) == ("t", 2, "Ada")
    assert (hit.before, hit.match, hit.after) == ("The ", "Care Plan", " is in a drawer.")


def test_words_are_found_over_the_captions_and_paragraphs_of_one_speaker_and_no_further() -> None:
    text = "Ada: I have no\ncare\nplan.\nBea: It is\nAda: plan."
    captions = Content(
        text,
        (Segment("Ada", 5, 14), Segment("Ada", 15, 19), Segment("Ada", 20, 25), Segment("Bea", 31, 36),
         Segment("Ada", 42, 47)),
    )  # fmt: skip
    (hit,) = hits_in(captions, "t", Words("no care plan"), lambda stretch: True)
    assert (hit.span, hit.match, hit.before, hit.after) == (Span(12, 24), "no care plan", "I have ", ".")
    assert not list(hits_in(captions, "t", Words("is Ada plan"), lambda stretch: True))
    assert not list(hits_in(captions, "t", Words("is plan"), lambda stretch: True))
    assert len(stretches_of(captions)) == 3


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("strasse", "In der Straße, STRASSE, straẞe", ["Straße", "STRASSE", "straẞe"]),
        ("STRAẞE", "Strasse", ["Strasse"]),
        ("x", "İİx", ["x"]),
        ("plan", "İ ﬁne plan", ["plan"]),
        ("fine", "a ﬁne plan", ["ﬁne"]),
        ("i", "ﬁn", []),  # within one character
        ("s", "ßs", ["s"]),
        ("ss", "sß", ["ß"]),
        ("café", "cafe café cafe\u0301 CAFÉ", ["café", "cafe\u0301", "CAFÉ"]),
        ("cafe\u0301", "café", ["café"]),
        ("cafe", "cafe\u0301 café cafe", ["cafe"]),
        ("don't", "I don’t, I don't", ["don’t", "don't"]),
        ('so-called "plan"', "the so‑called “plan”", ["so‑called “plan”"]),
        ("the plan", "the\n\t plan, the\u00a0plan, theplan", ["the\n\t plan", "the\u00a0plan"]),
        ("  plan ", "a plan", ["plan"]),
        ("a.c", "abc a.c", ["a.c"]),
        ("aa", "aaaaa", ["aa", "aa"]),
        ("プラン", "ケアプランは", ["プラン"]),
        ("👍🏽", "ok 👍🏽 ok", ["👍🏽"]),
    ],
)
def test_words_are_found_as_somebody_means_them(words: str, text: str, expected: list[str]) -> None:
    assert found(Words(words), text) == expected


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("plan", "planned plan, plans; plan_b replan plan", [8, 35]),
        ("a a", "xa a a", [3]),
        ("(plan)", "x(plan)y", [1]),
        ("plan", "plan", [0]),
        ("cafe", "cafes cafe", [6]),
        ("she", "she's she", [0, 6]),
    ],
)
def test_whole_words_are_no_parts_of_longer_ones(words: str, text: str, expected: list[int]) -> None:
    assert [span.start for span in Words(words, whole=True).spans(text)] == expected


def test_case_counts_where_asked_for() -> None:
    assert found(Words("Plan", case=True), "plan Plan PLAN") == ["Plan"]
    assert found(Pattern("Pl[ae]n", case=True), "plan Plan PLAN") == ["Plan"]
    assert found(Pattern("Pl[ae]n"), "plan Plan PLAN") == ["plan", "Plan", "PLAN"]


letters = st.sampled_from("aAsSßẞiIİı\u0307\u0301éÉfﬁ ŉ'’-_.kK\n\u00a0")
texts = st.text(letters, max_size=24)


def like(text: str) -> str:
    """A text as compared, but for white space."""
    return text.casefold().translate({ord("’"): "'", ord("ʼ"): "'"})


def by_hand(words: str, text: str) -> Iterator[Span]:
    """Every leftmost stretch that says the same, tried out one by one."""
    forms = {" ".join(like(normalize(form, words)).split()) for form in ("NFC", "NFD")}
    start = 0
    while start < len(text):
        for end in range(start + 1, len(text) + 1):
            said = re.sub(r"\s+", " ", like(text[start:end]))
            if said in forms and not (end < len(text) and combining(text[end])):
                yield Span(start, end)
                start = end - 1
                break
        start += 1


@given(texts, st.text(letters, min_size=1, max_size=4).filter(lambda words: bool(words.split())))
@example("Straße İ", "ss")
@example("sßs", "ss")
def test_what_is_found_is_what_is_found_by_hand(text: str, words: str) -> None:
    assert list(Words(words).spans(text)) == list(by_hand(words, text))


@pytest.mark.parametrize("words", ["", "  ", "\n"])
def test_nothing_is_not_looked_for(words: str) -> None:
    with pytest.raises(Refused, match="Say which words to look for"):
        Words(words)
    with pytest.raises(Refused, match="Say which pattern to look for"):
        Pattern(words)


def test_a_pattern_is_a_regular_expression_in_each_stretch() -> None:
    assert found(Pattern(r"\bcare\s+plans?\b"), "care\nplan, careplan, Care plans") == [
        "care\nplan", "Care plans",
    ]  # fmt: skip
    assert [h.match for h in hits_in(SPOKEN, "t", Pattern(r"^\w+"), lambda s: not s.aside)] == [
        "How", "The", "A", "And",
    ]  # fmt: skip
    assert found(Pattern("a*| +"), "b aa b") == ["aa"]  # nothing, and blanks alone, are no hit
    assert found(Pattern(" plan "), "a plan b") == ["plan"]
    assert found(Pattern("plan|plans", whole=True), "plans replan plan") == ["plans", "plan"]
    assert found(Pattern("strasse"), "Straße") == ["Straße"]


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("(", "missing )"),
        ("[", "unterminated character set"),
        ("*", "nothing to repeat"),
        ("\\", "bad escape"),
        ("a)|(b", ""),
        ("(" * 3_000 + ")" * 3_000, "brackets within brackets"),
        ("a{999999999}", "too large"),
        ("((a{1000}){1000}){1000}", "too large"),
        ("(?:(?:ab|c){1000}){1000}", "too large"),
        (r"[(]\((?:a{200}[)]){200}", "too large"),
    ],
)
def test_a_bad_pattern_is_refused_in_a_sentence(pattern: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        Pattern(pattern)
    assert why in str(refused.value)
    assert len(str(refused.value)) < 200


def test_a_usual_pattern_is_not_too_large() -> None:
    text = "She rings me every Friday, 12:30."
    assert found(Pattern(r"\w{3,60}\s\w{2,60}\s\w{3,60}\s\w{3,60}"), text) == ["rings me every Friday"]


def test_a_pattern_that_runs_for_ever_is_refused() -> None:
    pattern = Pattern(r"(a|a)*?b.*?c.*?d|x", patience=0.05)
    with pytest.raises(Refused, match="takes too long to look for"):
        list(pattern.spans("a" * 30_000))
    with pytest.raises(Refused, match="takes too long"):  # also after that
        list(pattern.spans("a"))


def test_long_context_is_cut_at_words() -> None:
    long = content("Ada: " + "one two three " * 20 + "HERE" + " four five six" * 20)
    (hit,) = hits_in(long, "t", Words("here"), lambda stretch: True)
    assert hit.before == "two three one two three one two three "
    assert hit.after == " four five six four five six four five"
    alone = content("Ada: " + "x" * 100 + "HERE" + "y" * 100)
    (hit,) = hits_in(alone, "t", Words("here"), lambda stretch: True)
    assert (hit.before, hit.after) == ("x" * 40, "y" * 40)


words_only = st.lists(st.sampled_from(["care", "plan", "a", "Friday,", "\n", "  ", "x" * 50]), max_size=40)


@given(words_only, words_only)
def test_context_is_whole_words_of_the_text(before: list[str], after: list[str]) -> None:
    text = "Ada: so " + " ".join(before) + " HERE " + " ".join(after)
    said = Content(text, (Segment("Ada", 5, len(text.rstrip())),))
    (hit,) = hits_in(said, "t", Words("HERE"), lambda stretch: True)
    line = hit.before + hit.match + hit.after
    assert "  " not in line
    assert "\n" not in line
    assert line in " ".join(text[5:].split())
    assert len(hit.before) <= 41
    assert len(hit.after) <= 41


def test_a_passage_of_several_speakers_has_its_context_before_the_first_and_after_the_last() -> None:
    start, end = TEXT.index("in a drawer"), TEXT.index("A care plan") + 11
    hit = in_context(SPOKEN, "t", Span(start, end))
    assert (hit.before, hit.match) == ("The Care Plan is ", "in a drawer. Ada: A care plan")
    assert hit.after.startswith("? It's Dr. Shaw's.")
    start = TEXT.index("care plan?")
    hit = in_context(SPOKEN, "t", Span(start, TEXT.index("Care  Plan") + 4))
    assert (hit.turn, hit.speaker, hit.match) == (1, "I", "care plan? Ada: The Care")
    assert hit.after == " Plan is in a drawer."
    assert in_context(Content("", ()), "t", Span(0, 0)).turn == 0


@given(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_any_passage_has_a_context(one: int, other: int) -> None:
    span = Span(min(one, other), max(one, other))
    hit = in_context(SPOKEN, "t", span)
    assert hit.span == span
    assert hit.match == " ".join(TEXT[slice(*span)].split())
    assert 0 <= hit.turn <= 3


def test_whole_sentences_around_a_hit() -> None:
    def around(words: str, number: int = 0) -> list[str]:
        spans = [h.span for h in hits_in(SPOKEN, "t", Words(words), lambda stretch: True)]
        return [TEXT[slice(*span)] for span in sentences_around(SPOKEN, spans)]

    assert around("drawer") == ["The Care  Plan is in a drawer."]
    assert around("shaw") == ["It's Dr. Shaw's."]
    assert around("care plan?") == ["How is the care plan?", "A care plan?"]
    assert around("care plan? It's") == ["A care plan? It's Dr. Shaw's."]
    label = Span(TEXT.index("Ada: The"), TEXT.index("Ada: The") + 3)
    assert sentences_around(SPOKEN, [label]) == [label]
