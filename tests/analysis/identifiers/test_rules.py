"""Each rule of the check, by what it finds and what it leaves alone."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.identifiers import find, find_in_words, label_is_a_name, names_in, names_in_label, same
from qualcode.analysis.identifiers.entities import from_model
from qualcode.analysis.identifiers.numbers import is_nhs_number
from qualcode.analysis.language import Named
from qualcode.model.text import Content, Segment, Span


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.words, hit.kind) for hit in find_in_words(text)]


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("It's sue.ross@example.com if you need it.", "sue.ross@example.com", "e-mail address"),
        ("It is j smith at example dot co dot uk.", "smith at example dot co dot uk", "e-mail address"),
        ("Look at www.example.org/help. It's good.", "www.example.org/help", "web address"),
        ("Ring 020 7946 0018 any time.", "020 7946 0018", "phone number"),
        ("Ring +44 (0)161 496 0018, love.", "+44 (0)161 496 0018", "phone number"),
        (
            "on oh seven seven double nine six three one",
            "oh seven seven double nine six three one",
            "other number",
        ),
        ("I live at SW1A 2AA now.", "SW1A 2AA", "postcode"),
        ("My NHS number is 943 476 5919.", "943 476 5919", "NHS number"),
        ("it's AB123456C, that", "AB123456C", "national insurance number"),
        ("a Fiesta, AB12 CDE, was", "AB12 CDE", "vehicle"),
        ("an old Mini, A123 BCD, was", "A123 BCD", "vehicle"),
        ("at 14a Beech Tree Road for years", "14a Beech Tree Road", "street address"),
        ("on the 14th of March 1962 I", "14th of March 1962", "date"),
        ("born on 14/03/1962, me", "14/03/1962", "date of birth"),
        ("she was born in 1931", "1931", "date of birth"),
        ("on 2019-03-14 we met", "2019-03-14", "date"),
        ("he's ninety-one now", "ninety-one", "age over 89"),
        ("aged 90, with all her teeth", "aged 90", "age over 89"),
        ("then Dr Patel came", "Dr Patel", "person"),
        ("then doctor Oyelaran came", "Oyelaran", "person"),
        ("my Auntie Sue had me", "Auntie Sue", "person"),
        ("it was O’Brien’s idea", "O’Brien", "person"),
        ("we were in Llanfairfechan then", "Llanfairfechan", "place"),
        ("at St Mary's Hospital, they", "St Mary's Hospital", "organisation"),
        ("the Department for Work and Pensions wrote", "Department for Work and Pensions", "organisation"),
        ("off the A576 there", "A576", "place"),
        ("my hospital number is X123456, they", "X123456", "other number"),
    ],
)
def test_what_identifies_is_found_with_its_kind(text: str, words: str, kind: str) -> None:
    assert (words, kind) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'd say the GP, the CPN and the CMHT all knew by Tuesday.",
        "She said, You need to go, and I said, No, I don't.",
        "They put me on Clozapine, then Bisoprolol, and I had an X-ray.",
        "About ninety miles away, and 95 per cent of it was fine, and it was 92 pounds.",
        "My score was 12/4 and I take 20 milligrams at 10.30.",
        "My number is 123 456 7890.",  # ten digits, but no NHS number
        "[Margaret] told [Dr Patel] in [Anytown] on [14 March 1962].",
        "We were on the ward <INAUDIBLE_SPEECH/> then.",
        "Margarine is what I had. Will you come? May I? Mark my words.",
        "The Mental Health Act, the Care Programme Approach, Universal Credit.",
        "Mum and Dad are Welsh. I'm a Catholic.",
        "",
    ],
)
def test_what_identifies_nobody_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_letters_that_no_national_insurance_number_begins_with() -> None:
    for beginning in ("BG", "QQ", "DA", "AO", "TN"):
        assert "national insurance number" not in dict(found(f"it's {beginning}123456A, that")).values()


def test_a_word_at_the_beginning_of_a_sentence_counts_where_it_is_a_name_elsewhere() -> None:
    assert found("Balderdash said so.") == []
    assert found("Balderdash said so. I asked Balderdash.") == [
        ("Balderdash", "capitalised word"),
        ("Balderdash", "capitalised word"),
    ]
    assert found("Margaret said so.") == [("Margaret", "person")]
    assert found("Balderdash Postlethwaite said so.") == [("Balderdash Postlethwaite", "capitalised word")]


def test_a_word_that_is_none_of_english_counts_at_the_beginning_of_a_sentence() -> None:
    assert found("Geraghty said so.") == [("Geraghty", "capitalised word")]
    assert found("Mm-hmm. Ohh. Righty-ho. Nobody'd ring. Self-harm. Gout. Twice. Vacancies.") == []


def test_a_model_is_not_believed_where_a_common_word_begins_a_sentence() -> None:
    text = "Twice I rang. I rang Twice. Margaret rang."
    content = Content(text, (Segment("P", 0, len(text)),))
    named = [Named(0, 5, "PERSON"), Named(21, 26, "PERSON"), Named(28, 36, "PERSON"), Named(0, 5, "DATE")]

    assert [hit.span.start for hit in from_model(content, named)] == [21, 28]


def test_names_in_a_label_stand_by_themselves() -> None:
    hits = names_in_label("Carer 1, Wrexham Vale", "participant's name")
    assert [(hit.words, hit.kind) for hit in hits] == [("Wrexham Vale", "participant's name")]
    assert list(names_in_label("Care coordinator 3")) == []


def test_a_pseudonym_that_is_bare_in_another_place_is_said_so() -> None:
    assert found("I told [Anna], and then Anna told me.") == [("Anna", "bracketed elsewhere")]


def test_names_are_found_in_a_text_without_capitals() -> None:
    text = "yeah so margaret came round and we went to dr patel in wrexham and it was fine then. " * 2
    assert {words for words, _ in found(text)} == {"margaret", "dr patel", "wrexham"}
    assert found("i will go to mark the may tests and grace said no, " * 3) == []


def test_a_name_never_reaches_into_another_speakers_words() -> None:
    text = "P: I saw Margaret\nI: Hall is where?\n"
    content = Content(text, (Segment("P", 3, 17), Segment("I", 21, 35)))

    assert [hit.words for hit in find(content)] == ["Margaret"]


def test_what_stands_between_segments_is_no_hit_but_a_heading_is() -> None:
    text = "Interview with Margaret Hill\n\nMargaret: Well, yes.\nI: Fine.\n"
    content = Content(text, (Segment("Margaret", 40, 50), Segment("I", 54, 59)))

    hits = [(hit.words, hit.kind) for hit in find(content)]
    assert hits == [("Margaret Hill", "person"), ("Margaret", "speaker label")]


@pytest.mark.parametrize("label", ["Margaret", "Kev W", "Dr Patel", "MARGARET HILL", "Ffion"])
def test_a_label_that_is_a_name(label: str) -> None:
    assert label_is_a_name(label)


@pytest.mark.parametrize(
    "label",
    [
        "P01",
        "I",
        "Interviewer",
        "CC",
        "Service user 3",
        "Carer",
        "Speaker 1",
        "Both",
        "Peer researcher",
        "Q1",
    ],
)
def test_a_label_that_is_none(label: str) -> None:
    assert not label_is_a_name(label)


def test_names_in_a_file_name() -> None:
    assert [hit.words for hit in names_in("interview_MargaretHill_Wrexham_final.docx", "file name")] == [
        "Margaret",
        "Wrexham",
    ]
    assert list(names_in("alder-care-coordinator-1.txt", "file name")) == []


def test_the_check_digit_of_an_nhs_number() -> None:
    assert is_nhs_number("943 476 5919")
    assert is_nhs_number("4010232137")
    assert not is_nhs_number("943 476 5918")
    assert not is_nhs_number("111 111 1111")
    assert not is_nhs_number("943476591")


def test_words_are_the_same_whatever_their_case_and_apostrophes() -> None:
    assert same("MARGARET’s") == same("Margaret's") == same("margaret")
    assert same("St  Mary's") != same("St John's")


WORDS = """
I told [Anna] Margaret Hill Dr. Patel's in Wrexham. on 14 March 1962 [ ] <UNSURE> 943 476 5919 AB12 CDE
ninety-one
İstanbul ’ St O’Neill @ a@b.co www.x.org Department for oh seven six five four three
"""
SPEECH = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)


@given(SPEECH | st.text(max_size=200))
def test_hits_are_in_order_apart_and_never_in_brackets(text: str) -> None:
    hits = [hit for hit in find_in_words(text) if hit.kind != "speaker label"]

    assert all(hit.words == text[slice(*hit.span)] and hit.words for hit in hits)
    assert all(one.span.end <= other.span.start for one, other in pairwise(hits))
    for brackets in re.finditer(r"\[[^\[\]\n]{1,200}\]", text):
        assert not any(hit.span.overlaps(Span(*brackets.span())) for hit in hits)


@pytest.mark.parametrize(
    "part", ["A ", "Aa of ", "a@", "[a ", "07 ", "I'm ninety ", "www.", "x dot y at ", "12 Aa "]
)
def test_a_text_of_one_thing_over_and_over_is_done_with(part: str) -> None:
    hits = find_in_words(part * 20_000)

    assert all(hit.words and hit.span.end - hit.span.start < 1000 for hit in hits)
