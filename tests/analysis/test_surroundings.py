"""What stands around an extract: the question before it and whole turns, without what isn't for others."""

from typing import Any

from qualcode.analysis.extracts import Quoter
from qualcode.analysis.material import Material
from qualcode.analysis.surroundings import surroundings
from qualcode.model.charts import SpokenTurn
from tests.analysis.studies import codebook, material

TEXT = (
    "# Ward 3\nI: How do you\nI: trust them?\nP1: They call me back.\nP1: I rely on that.\n"
    "P2: So do I.\nI: Always?\nP1: Mostly.\nA note."
)


def study(*quotes: str, **more: Any) -> Material:
    people = more.pop("people", {"P1": ["joint/P1"], "P2": ["joint/P2"]})
    codings = [("A", "trust", "joint", quote) for quote in quotes]
    return material({"joint": TEXT}, people, codebook(["trust"]), codings, **more)


def around(made: Material) -> dict[str, list[tuple[str, str]]]:
    """Per extract's text the turns around it: who speaks (with the turn's number), and what."""
    extracts = Quoter(made).all_extracts(made.passages)
    found = surroundings(made, extracts)
    return {
        e.text: [(f"{t.speaker} {t.number}", t.text) for t in found[e.transcript, e.start, e.end]]
        for e in extracts
    }


QUESTION = ("Interviewer 1", "How do you trust them?")
FIRST = ("P1 2", "They call me back. I rely on that.")


def test_the_question_stands_before_the_whole_turn() -> None:
    assert around(study("call me", "Mostly.")) == {
        "call me": [QUESTION, FIRST],
        "Mostly.": [("Interviewer 4", "Always?"), ("P1 5", "Mostly.")],
    }


def test_an_extract_over_several_turns_has_them_all() -> None:
    quote = "that.\nP2: So do I.\nI: Always?"

    assert around(study(quote)) == {
        quote: [QUESTION, FIRST, ("P2 3", "So do I."), ("Interviewer 4", "Always?")]
    }


def test_the_question_may_be_some_turns_before() -> None:
    assert around(study("So do I.")) == {"So do I.": [QUESTION, ("P2 3", "So do I.")]}


def test_parts_know_their_places() -> None:
    made = study("I rely")
    (found,) = surroundings(made, Quoter(made).all_extracts(made.passages)).values()

    turn = found[-1]
    assert turn.parts == tuple((TEXT.index(text), text) for text in ("They call me back.", "I rely on that."))
    assert (turn.start, turn.end) == (TEXT.index("They"), TEXT.index("\nP2"))
    assert [t.asked for t in found] == [True, False]


def test_who_may_not_be_quoted_is_not_heard_beside_others() -> None:
    made = study("So do I.\nI: Always?\nP1: Mostly.", not_quotable=["P2"])
    extract, *_ = Quoter(made).all_extracts(made.passages)
    (found,) = surroundings(made, [extract]).values()

    assert not extract.quotable
    assert SpokenTurn(3, "P2", False, TEXT.index("So do"), (), True) in found


def test_an_extract_linked_to_one_isnt_quotable_where_another_speaks_who_isnt() -> None:
    made = study(not_quotable=["P2"])
    start = TEXT.index("I rely")
    quoter = Quoter(made)

    assert quoter.quote("joint", start, start + 15, ("P1",)).quotable
    assert not quoter.quote("joint", start, TEXT.index("I: Always"), ("P1",)).quotable


def test_those_the_analysis_isnt_about_are_not_heard() -> None:
    made = study("rely on that.\nP2: So do I.")
    outside = study("rely on that.\nP2: So do I.", people={"P1": ["joint/P1"], "P3": ["joint/P2"]})
    del outside.people.participants["P3"]  # type: ignore[attr-defined]  # a dict here

    assert around(made)["rely on that.\nP2: So do I."][-1] == ("P2 3", "So do I.")
    assert around(outside)["rely on that.\nP2: So do I."][-1] == ("Somebody else 3", "")


def test_what_is_in_no_turn_stands_for_itself() -> None:
    made = study()
    heading = Quoter(made).quote("joint", 2, 8, ())
    (found,) = surroundings(made, [heading]).values()

    assert found == (SpokenTurn(0, "", False, 2, ((2, "Ward 3"),)),)
    assert around(study("A note.")) == {"A note.": [("Interviewer 4", "Always?"), (" 6", "A note.")]}
