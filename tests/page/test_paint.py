from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Span
from qualcode.page.cells import drawable, width
from qualcode.page.paint import Ink, Marks, Run, paint
from tests.page.test_lanes import Coded
from tests.page_texts import texts

TEXT = "I ring the pharmacy."


def test_the_innermost_code_colours_and_depth_is_counted() -> None:
    codings = [Coded("a", 0, 20, "wide"), Coded("b", 7, 19, "narrow")]

    assert paint(TEXT, 0, 20, "participant", codings, Marks()) == [
        Run("I ring ", Ink("participant", "wide", 1)),
        Run("the pharmacy", Ink("participant", "narrow", 2)),
        Run(".", Ink("participant", "wide", 1)),
    ]


def test_a_selected_sentence_keeps_its_full_stop() -> None:
    marks = Marks(cursor=Span(2, 6), selected=Span(0, 20))

    assert [(run.text, run.ink.state) for run in paint(TEXT, 0, 20, "participant", [], marks)] == [
        ("I ", "selected"),
        ("ring", "cursor"),
        (" the pharmacy.", "selected"),
    ]


def test_a_pending_code_is_drawn_over_everything() -> None:
    marks = Marks(pending=Span(0, 20), cursor=Span(2, 6), here=Span(0, 20), pending_code="new")

    assert paint(TEXT, 0, 20, "aside", [], marks) == [Run(TEXT, Ink("aside", "new", 0, "pending"))]


def test_marks_outside_a_row_leave_it_as_it_was() -> None:
    assert Marks(cursor=Span(2, 6), selected=Span(4, 40)).within(40, 50) == Marks()


edges = st.tuples(st.integers(0, 60), st.integers(1, 20))


@given(texts, st.lists(edges, max_size=5), edges)
def test_runs_are_the_row_and_as_wide(text: str, found: list[tuple[int, int]], mark: tuple[int, int]) -> None:
    text = drawable(text)
    codings = [Coded(str(n), start, start + length) for n, (start, length) in enumerate(found)]
    touching = [coding for coding in codings if coding.start < len(text)]
    marks = Marks(selected=Span(mark[0], sum(mark))).within(0, len(text))
    runs = paint(text, 0, len(text), "participant", touching, marks)

    assert "".join(run.text for run in runs) == text
    assert sum(width(run.text) for run in runs) == width(text)
