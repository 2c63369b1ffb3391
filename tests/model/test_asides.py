"""What of a text is nobody's speech, and no label."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.asides import asides_of
from qualcode.model.text import Content, Segment, Span
from tests.analysis.studies import content


def asides(made: Content) -> list[str]:
    """The asides of a text, in words."""
    return [made.text[start:end] for start, end in asides_of(made)]


def test_headings_and_notes_are_asides_and_labels_times_and_rules_are_none() -> None:
    made = content("# Interview 3\n#\nI: How?\n#  [They laugh]\n# 12:30\n# ----\nP: Well.\n# The end")
    assert asides(made) == ["# Interview 3", "#  [They laugh]", "# The end"]


def test_a_label_on_a_line_of_its_own_or_beside_is_no_aside() -> None:
    text = "Cover\nANN (carer)\nWell.\nANN: So.\nBen 12:30\nYes."
    segments = [Segment("ANN", 18, 23), Segment("ANN", 29, 32), Segment("Ben", 43, 47)]
    assert asides(Content(text, tuple(segments))) == ["Cover"]
    assert asides(Content("Only a heading\n", ())) == ["Only a heading"]
    assert asides(Content("a: ", (Segment("a", 3, 3),))) == ["a:"]


@given(st.lists(st.sampled_from(["# note", "I: How?", "P: I do.", "plain", "", "# 12"]), max_size=8))
def test_asides_stand_between_segments_in_order(lines: list[str]) -> None:
    made = content("\n".join(lines))
    found = list(asides_of(made))
    assert found == sorted(found)
    assert all(made.text[start:end].strip() == made.text[start:end] != "" for start, end in found)
    assert not any(span.overlaps(Span(s.start, s.end)) for span in found for s in made.segments)
