"""Extracts: quoted with the question before them, where they stand, whose they are and how they bear."""

from typing import Any

from qualcode.analysis.extracts import Quoter
from qualcode.analysis.material import Material
from qualcode.analysis.matrix import cell_extracts, passages_under
from qualcode.model.charts import Extract
from qualcode.model.study import Theme
from tests.analysis.studies import code_column, codebook, link, material, summary, theme_column, with_links

FIRST = (
    "# Ward 3\nI: How do you\nI: trust them?\nP1: They call me back.\nP1: I rely on that.\n"
    "I: Always?\nP1: Mostly."
)
SECOND = "P1: Hello again.\nI: Still?\nP1: Still so.\nA note."
BOOK = codebook(["trust", "time"], {"engaging": ["trust"], "over": []}, Theme("over", name="over"))


def study(**more: Any) -> Material:
    codings = [
        ("B", "trust", "first", "I rely on"),
        ("A", "trust", "first", "rely on that."),
        ("A", "trust", "first", "Mostly."),
        ("A", "trust", "second", "Still so."),
        ("A", "time", "second", "again"),
        ("A", "time", "second", "A note."),
    ]
    settings: dict[str, Any] = {
        "values": {"P1": {"site": "Hazel", "participant_type": "Carer", "number": "3", "country": "Wales"}}
    }
    return material(
        {"first": FIRST, "second": SECOND}, {"P1": ["first", "second"]}, BOOK, codings, **(settings | more)
    )


def quoted(made: Material) -> dict[str, Extract]:
    site = [made.people.attribute("site")] if made.people.attributes else []
    return {e.text: e for e in Quoter(made, site).all_extracts(made.passages)}


def test_an_extract_says_all_that_a_paper_needs() -> None:
    made = study()
    text = "I rely on that."
    start = FIRST.index(text)
    assert quoted(made)[text] == Extract(
        transcript="first",
        start=start,
        end=start + len(text),
        text=text,
        question="How do you trust them?",
        speaker="P1",
        source="first",
        reference="t2",
        participants=("P1",),
        participant="P1",
        attributes=("Hazel",),
        code="trust",
        themes=("engaging",),
        coders=("B", "A"),
        relation="",
        attribution="Carer 3, Hazel (Wales)",
        quotable=True,
    )


def test_the_reference_counts_turns_and_names_the_second_source() -> None:
    found = quoted(study())
    assert {text: e.reference for text, e in found.items()} == {
        "I rely on that.": "t2",
        "Mostly.": "t4",
        "Still so.": "S2 t3",
        "again": "S2 t1",
        "A note.": "S2 t4",
    }


def test_the_question_is_the_whole_turn_asked_last_before_it() -> None:
    """Captions and pasted paragraphs cut a question into several segments."""
    found = quoted(study())
    assert {text: e.question for text, e in found.items()} == {
        "I rely on that.": "How do you trust them?",
        "Mostly.": "Always?",
        "Still so.": "Still?",
        "again": "",
        "A note.": "Still?",
    }


def test_a_passage_from_the_middle_of_a_question_shows_what_was_asked_up_to_there() -> None:
    made = study()
    quote = Quoter(made).quote
    place = FIRST.index("trust them?")
    end = FIRST.index("I rely")
    assert quote("first", place, end, ("P1",)).question == "How do you"
    assert quote("first", place + 3, end, ("P1",)).question == "How do you trust them?"
    assert quote("first", 0, 5, ()).question == ""


def test_a_question_after_an_answer_or_of_another_interviewer_is_another_question() -> None:
    text = "I: One?\nP1: Yes.\nI: Two?\nJ: Three?\nP1: Because."
    made = material(
        {"t": text}, {"P1": ["t"]}, BOOK, [("A", "time", "t", "Because.")], interviewers=("I", "J")
    )
    assert [e.question for e in quoted(made).values()] == ["Three?"]


def test_a_passage_that_begins_in_a_label_belongs_to_the_turn_it_runs_into() -> None:
    made = study()
    start = FIRST.index("\nP1: They")
    extract = Quoter(made).quote("first", start, start + 12, ("P1",))
    assert (extract.reference, extract.speaker) == ("t2", "P1")
    after = Quoter(made).quote("second", len(SECOND), len(SECOND), ())
    assert after.reference == "t4"
    before = Quoter(made).quote("first", 0, 8, ())
    assert (before.reference, before.speaker, before.participant) == ("t1", "I", "")
    assert before.attribution == "first"  # nobody's: cited by its source


def test_a_text_without_turns_is_one() -> None:
    made = material({"t": "# Only a heading"}, {}, BOOK)
    extract = Quoter(made).quote("t", 2, 6, ())
    assert (extract.reference, extract.speaker) == ("t1", "")


def test_who_must_not_be_quoted_is_marked_in_every_passage_they_speak_in() -> None:
    made = material(
        {"t": "I: So?\nCat: I do.\nDan: I don't."},
        {"Cat": ["t/Cat"], "Dan": ["t/Dan"]},
        BOOK,
        [("A", "time", "t", "I do."), ("A", "time", "t", "don't"), ("A", "trust", "t", "do.\nDan: I")],
        not_quotable=["Dan"],
    )
    found = quoted(made)
    assert {text: e.quotable for text, e in found.items()} == {
        "I do.": True,
        "don't": False,
        "do.\nDan: I": False,
    }
    assert found["do.\nDan: I"].participants == ("Cat", "Dan")


def test_extracts_stand_in_codebook_order_then_by_transcript_and_place() -> None:
    made = study()
    quoter = Quoter(made)
    assert [e.text for e in quoter.all_extracts(made.passages)] == [
        "I rely on that.",
        "Mostly.",
        "Still so.",
        "again",
        "A note.",
    ]
    assert [e.text for e in quoter.all_extracts(made.passages, [])] == []
    assert len(quoter.all_extracts(made.passages, ["P1"])) == 5


def linked(relation: str = "contradicts", column: str = "trust", quote: str = "Mostly.") -> Material:
    made = study(summaries=[summary("P1", column, text="x")])
    return with_links(made, link(made, "P1", column, "first", quote, relation))


def test_a_linked_extract_says_how_it_bears_on_the_summary() -> None:
    assert quoted(linked())["Mostly."].relation == "contradicts"
    assert quoted(linked())["Still so."].relation == ""
    # Linked to the summary of the theme.
    assert quoted(linked(column="engaging"))["Mostly."].relation == "contradicts"


def test_a_link_to_part_of_a_passage_is_a_link_to_it() -> None:
    """Another coder's overlapping coding makes a passage longer than what was linked."""
    assert quoted(linked(quote="rely on that."))["I rely on that."].relation == "contradicts"


def test_a_link_to_the_summary_of_another_code_says_nothing_of_this_one() -> None:
    assert quoted(linked(column="time"))["Mostly."].relation == ""


def test_a_cell_shows_what_is_linked_first_then_by_source_and_place() -> None:
    made = linked()
    column = code_column("trust")
    shown = [*cell_extracts(made, "P1", column, passages_under(made, column), Quoter(made))]
    assert [e.text for e in shown] == ["Mostly.", "I rely on that.", "Still so."]
    made = linked(column="engaging", quote="rely on that.")
    column = theme_column("engaging")
    shown = [*cell_extracts(made, "P1", column, passages_under(made, column), Quoter(made))]
    assert [e.text for e in shown] == ["I rely on that.", "Mostly.", "Still so."]
