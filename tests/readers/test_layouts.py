"""Each of the layouts that transcribers use: found, said why, and read as it was written."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.text import Segment
from qualcode.readers import read_source
from qualcode.readers.layout import LAYOUT_NAMES, NO_SPEAKERS, find_segments
from tests.readers.layout_fixtures import LAYOUTS, Fixture


@pytest.mark.parametrize("fixture", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_segments_of_a_layout(fixture: Fixture, tmp_path: Path) -> None:
    segments: tuple[Segment, ...]
    if fixture.format == "txt":
        text = fixture.text
        found = find_segments(text, emphasised=fixture.emphasised)
        segments = found.segments
        best, second = found.hypotheses[:2]
        assert best.name == fixture.layout
        assert (best.segments_count, best.score >= second.score) == (len(fixture.segments), True)
        assert found.document == fixture.document
    else:
        path = tmp_path / f"captions.{fixture.format}"
        path.write_text(fixture.text, encoding="utf-8")
        content = read_source(path).content
        text, segments = content.text, content.segments

    assert [(s.speaker, text[s.start : s.end], s.time) for s in segments] == fixture.segments


WORDS = [
    "well",
    "she rang",
    "at 10:30",
    "[laughs]",
    "(pause)",
    "e.g.: so",
    "no",
    "I see",
    "see https://a.org/b: it",
]
spoken = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(lambda words: f"{' '.join(words)}.")
turns = st.lists(
    st.tuples(st.sampled_from(["Interviewer", "Service user 3", "Carer 2"]), spoken), min_size=5, max_size=30
).filter(lambda turns: min(Counter(who for who, _ in turns).values()) > 1)


def _in_cues(who: str, words: str, n: int) -> str:
    return f"0:{n // 60}:{n % 60}.0 --> 0:{n // 60}:{n % 60}.900\n{who}\n{words}\n\n"


WRITTEN: dict[str, Callable[[str, str, int], str]] = {
    "colon": lambda who, words, n: f"{who}: {words}\n\n",
    "colons": lambda who, words, n: f"{who.upper() if n % 3 else who} {':' * (1 + n % 2)} {words}\n",
    "time behind": lambda who, words, n: f"{who} [00:{n:02}:00] {words}\n",
    "brackets": lambda who, words, n: f"[00:{n:02}:00] [{who}] {words}\n",
    "name-time": lambda who, words, n: f"{who}  {n}:07\n{words}\n\n",
    "time in front": lambda who, words, n: f"{n}:07 {who}  {60 - n}:00\n{words}\n\n",
    "line": lambda who, words, n: f"{who}\n{words}\n\n",
    "table": lambda who, words, n: f"0:{n:02}:00\t{who}\t{words}\n",
    "cues": _in_cues,
    "f4": lambda who, words, n: f"{who}: {words} #00:{n:02}:00-5#\n\n",
    "numbered": lambda who, words, n: f"{n + 1:03} {who}: {words}\n",
    "header": lambda who, words, n: f"{who}: {words}\nInterview 7   Page {n + 1} of 90\n",
}


@pytest.mark.parametrize("layout", WRITTEN)
@given(turns)
def test_nothing_said_is_lost_or_doubled_in_any_layout(layout: str, turns: list[tuple[str, str]]) -> None:
    text = "".join(WRITTEN[layout](who, words, n) for n, (who, words) in enumerate(turns))
    found = find_segments(text)

    assert [text[s.start : s.end] for s in found.segments] == [words for _, words in turns]
    assert [s.speaker.casefold() for s in found.segments] == [who.casefold() for who, _ in turns]
    assert len(found.labels) == len(found.segments)


@given(st.lists(st.sampled_from([*LAYOUTS.values()]), min_size=1, max_size=3), st.data())
def test_however_texts_are_mixed_and_read_each_word_is_said_once_or_left_in_the_text(
    fixtures: list[Fixture], data: st.DataObject
) -> None:
    lines = [line for fixture in fixtures for line in fixture.text.splitlines(keepends=True)]
    text = "".join(data.draw(st.permutations(lines)))
    found = find_segments(text, layout=data.draw(st.sampled_from([None, *LAYOUT_NAMES])))
    end = 0
    for segment in found.segments:
        assert end <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        end = segment.end


@pytest.mark.parametrize(
    "spelling",
    [
        "Interviewer1 ", "INTERVIEWER1", "Interviewer 1", "interviewer1", "Interviewer1:", "Interviewer_1",
        "Interviewer-1", "Interviwer1", "Interviewer1 :", "Interviewer#1",
    ],
)  # fmt: skip
def test_a_label_spelt_in_another_way_is_the_same_speaker_and_keeps_its_spelling(spelling: str) -> None:
    text = f"Interviewer1: A\nP07: B\nInterviewer1: C\nP07: D\n{spelling}: E\nP07: F\n"
    found = find_segments(text)

    assert [s.speaker for s in found.segments] == ["Interviewer1", "P07"] * 3
    assert found.labels[4].strip(" :") == spelling.strip(" :")


def test_a_layout_that_fits_nothing_is_said_to() -> None:
    found = find_segments("We walked.\n\nWe came back.\n", layout="table")

    assert (len(found.segments), found.layout) == (2, NO_SPEAKERS)
    assert found.warnings == ("No speaker was found by the layout chosen (table with a column of speakers).",)


def test_a_layout_chosen_takes_labels_that_stand_there_once() -> None:
    text = "Interviewer: A\n\nAnn: B\n\nInterviewer: C\n\nAnn: D\n\nBelinda: E"

    assert [s.speaker for s in find_segments(text, layout="colon").segments][-1] == "Belinda"
    assert [s.speaker for s in find_segments(text).segments][-1] == "Ann"


def test_answers_that_come_back_are_no_running_header() -> None:
    text = "".join(
        f"I: What of {n}?\nP1: Well.\nYou never know with them\nI: And {n} more?\nP1: Two of 3\n"
        for n in range(9)
    )
    found = find_segments(text)

    assert found.document == ()
    assert sum("You never know with them" in text[s.start : s.end] for s in found.segments) == 9


def test_a_numbered_list_is_speech_as_it_stands() -> None:
    text = "".join(f"{n}. The {n} thing is the plan.\n" for n in range(1, 8))

    assert [text[s.start : s.end] for s in find_segments(text).segments] == text.splitlines()


def test_years_at_line_starts_are_speech() -> None:
    text = "".join(f"{year} I was ill.\n" for year in range(1998, 2006))

    assert [text[s.start : s.end] for s in find_segments(text).segments] == text.splitlines()
