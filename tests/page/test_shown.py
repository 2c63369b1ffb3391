from hypothesis import given

from qualcode.model.text import Content, Segment
from qualcode.page.shown import ASIDE, Shown
from tests.page_texts import contents


def test_labels_and_times_are_no_speech_but_headings_are_shown() -> None:
    text = "Interview 3\n\n00:01:02\nI: Hello there.\nCare coordinator 2 [00:03]\nWell, yes.\n(Tape ends)\n"
    hello, well = text.index("Hello"), text.index("Well")
    shown = Shown(
        Content(text, (Segment("I", hello, hello + 12), Segment("Care coordinator 2", well, well + 10)))
    )

    assert [text[start:end] for start, end in shown.stretches] == [
        "Interview 3",
        "Hello there.",
        "Well, yes.",
        "(Tape ends)",
    ]
    assert list(shown.turn) == [ASIDE, 0, 1, ASIDE]


@given(contents())
def test_every_stretch_can_be_reached(content: Content) -> None:
    shown = Shown(content)
    for spans in (shown.words, shown.sentences):
        assert all(start < end for start, end in spans)
        assert all(one.end <= other.start for one, other in zip(spans, list(spans)[1:], strict=False))
        for start, end in shown.stretches:
            assert any(start <= span.start < end for span in spans)
