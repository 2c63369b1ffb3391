"""Who speaks where: layouts, false friends, spellings, cover pages, text without speakers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.readers.layout import NO_SPEAKERS, Found, find_segments


def said(text: str) -> list[tuple[str, str]]:
    return [(s.speaker, text[s.start : s.end]) for s in find_segments(text).segments]


def test_label_and_colon() -> None:
    text = "Invented for practice.\n\nI: How was it?\n\nP01: Fine.\nReally.\n\nAnd long.\n\nI: Thanks.\n"

    assert said(text) == [("I", "How was it?"), ("P01", "Fine.\nReally.\n\nAnd long."), ("I", "Thanks.")]


def test_neighbouring_paragraphs_of_one_speaker_stay_apart() -> None:
    assert len(said("Doctor: Well.\nDoctor: Yes.\nPatient: No.")) == 3


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("Interviewer: [00:05:05] Well", 305),
        ("[00:05:05] Interviewer: Well", 305),
        ("Interviewer [01:23:00] Well", 4980),
        ("[02:45:12] [Interviewer] Well", 9912),
        ("0:21 Interviewer: Well", 21),
        ("Interviewer (0:21): Well", 21),
        ("**Interviewer:** Well", None),
        ("Interviewer:\nWell", None),
        ("Interviewer:Well", None),
        ("Interviewer\nWell", None),
        ("INTERVIEWER 1\n\nWell", None),
        ("Interviewer  55:21\nWell", 3321),
        ("0:00:21\tInterviewer\tWell", 21),
        ("Interviewer\tWell", None),
    ],
)
def test_where_the_label_and_the_time_stand(line: str, time: float | None) -> None:
    text = "\n\n".join(
        [line, line.replace("nterviewer", "nterviewee").replace("NTERVIEWER", "NTERVIEWEE")] * 2
    )
    found = find_segments(text)

    assert {text[s.start : s.end] for s in found.segments} == {"Well"}
    assert len({s.speaker for s in found.segments}) == 2
    assert {s.time for s in found.segments} == {time}


def test_a_joint_interview_has_three_labels() -> None:
    text = "Interviewer: A\n\nService user: B\n\nCarer: C\n\nInterviewer: D"

    assert [speaker for speaker, _ in said(text)] == ["Interviewer", "Service user", "Carer", "Interviewer"]


def test_a_focus_group_with_names() -> None:
    text = "\n".join(
        f"{name}: words {n}" for n in range(3) for name in ("Moderator", "Ann", "Smith, Jo", "Dr. Lee")
    )

    assert {speaker for speaker, _ in said(text)} == {"Moderator", "Ann", "Smith, Jo", "Dr. Lee"}


FRIENDS = [
    "Note: the recorder was moved.",
    "e.g.: this one",
    "https://example.org is the page",
    "10:30 we had tea",
    "Time 10:30 is late",
    "The thing is: nobody asked",
    "Q: is on the form",
    "Remember: it was cold",
]


@pytest.mark.parametrize("friend", FRIENDS)
def test_a_false_friend_is_speech(friend: str) -> None:
    text = f"Interviewer: A\n\nParticipant: B\n\n{friend}\n\nInterviewer: C\n\nParticipant: D"

    assert {speaker for speaker, _ in said(text)} == {"Interviewer", "Participant"}
    assert said(text)[1] == ("Participant", f"B\n\n{friend}")


@pytest.mark.parametrize("friend", FRIENDS)
def test_a_false_friend_makes_no_speakers(friend: str) -> None:
    text = f"We walked.\n\n{friend}\n\nWe came back.\n\n{friend}\n\nThe end."
    found = find_segments(text)

    assert found.layout == NO_SPEAKERS
    assert len(found.segments) == 5


def test_a_form_has_no_speakers() -> None:
    text = "Review\n\nPlan signed: yes\nCrisis plan: no\nGoals: 3\n\nCarer: not seen\n\nLast review: May"

    assert {speaker for speaker, _ in said(text)} == {""}


def test_a_name_in_small_letters_is_believed_if_it_comes_back_often() -> None:
    often = "\n\n".join(["Kris Lee: A\n\nsam boyer: B\n\nIan Day: C"] * 5)
    once = "Kris Lee: A\n\nIan Day: B\n\nlittle thing: C\n\nKris Lee: D\n\nIan Day: E"

    assert {speaker for speaker, _ in said(often)} == {"Kris Lee", "sam boyer", "Ian Day"}
    assert {speaker for speaker, _ in said(once)} == {"Kris Lee", "Ian Day"}


def test_spellings_of_one_label_are_one_speaker_and_said_so() -> None:
    text = "Interviewer1 : A\n\nP1: B\n\nINTERVIEWER: C\n\nP01: D\n\nInterviewer: E\n\nIntervewer: F\n\nP1: G"
    found = find_segments(text)

    assert len({s.speaker for s in found.segments}) == 2
    assert any("one speaker" in warning and "Interviewer1" in warning for warning in found.warnings)


def test_numbered_speakers_stay_apart() -> None:
    text = "\n".join(f"{label}: words" for label in ("Interviewer 1", "Interviewer 2", "P1", "P2", "P") * 2)

    assert len({speaker for speaker, _ in said(text)}) == 5


def test_a_label_that_stands_there_once_is_named_in_a_warning() -> None:
    text = "Interviewer: A\n\nAnn: B\n\nInterviewer: C\n\nAnn: D\n\nBelinda: E"
    found = find_segments(text)

    assert {s.speaker for s in found.segments} == {"Interviewer", "Ann"}
    assert found.warnings == (
        "Taken as speech, not as a speaker, since it stands there only once: “Belinda:”.",
    )


def test_a_cover_page_is_nobodys_speech() -> None:
    text = (
        "Interview with a nurse\nDate: 3 May\nInterviewer: JS\nParticipant: P07\nDuration: 40 minutes\n\n"
        "Interviewer: How are you?\n\nParticipant: Fine.\n\nInterviewer: Good."
    )

    assert said(text)[0] == ("Interviewer", "How are you?")
    assert len(said(text)) == 3


def test_without_speakers_every_paragraph_is_a_segment() -> None:
    assert said("A note.\n\n  Second one. \nThird.\n") == [
        ("", "A note."),
        ("", "Second one."),
        ("", "Third."),
    ]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = "This line is broken by an editor at about seventy characters or so,\nand goes on here.\n\nNext."

    assert len(said(text)) == 2


def test_short_answers_alone_on_lines_are_no_labels() -> None:
    text = "How was it?\nYes\nI see, and then?\nNo\nWhy is that?\nYes\nReally?\nNo\n"

    assert find_segments(text).layout == NO_SPEAKERS


def check_segments(text: str, found: Found) -> None:
    end = 0
    for segment in found.segments:
        assert end <= segment.start < segment.end <= len(text)
        assert text[segment.start : segment.end].strip() == text[segment.start : segment.end]
        end = segment.end


@given(st.text())
def test_any_text_gives_segments_in_order(text: str) -> None:
    check_segments(text, find_segments(text))


pieces = st.sampled_from(
    [
        "Interviewer",
        "P1",
        "Ann",
        "I",
        ":",
        ": ",
        "\n",
        "\n\n",
        " ",
        "\t",
        "[",
        "]",
        "0:21",
        "(00:05:05)",
        "**",
        "-",
        "well",
        "Note",
        "Date: 3",
        "|",
        "said. ",
        "é",
        "\u00a0",
        "🙂",
        "Q",
    ]
)


@given(st.lists(pieces, max_size=60).map("".join))
def test_anything_like_a_transcript_gives_segments_in_order(text: str) -> None:
    check_segments(text, find_segments(text))


@given(
    st.lists(st.tuples(st.sampled_from(["Interviewer", "P01"]), st.text("abc .?\n", min_size=1)), min_size=4)
)
def test_labelled_paragraphs_come_back(turns: list[tuple[str, str]]) -> None:
    turns = [(speaker, words.strip() or "x") for speaker, words in turns]
    text = "\n\n".join(f"{speaker}: {words}" for speaker, words in turns)

    assert said(text) == turns


def test_thousands_of_names_are_not_compared_each_with_each() -> None:
    letters = "abcdefghij"
    names = [f"A{a}{b}{c} B{d}xyz" for a in letters for b in letters for c in letters for d in letters]
    labelled = [f"{name}: So." for name in names[:5_000] for _ in range(2)]
    once = [f"{name.upper()}: And a longer sentence of speech." for name in names[5_000:]]

    assert find_segments("\n".join([*labelled, *once])).segments


def test_where_only_the_interviewer_is_labelled_the_rest_is_not_the_interviewers() -> None:
    text = (
        "I log in here.\nMODERATOR: Please read aloud.\nOh, yes. The home tab.\nNow what?\n"
        "MODERATOR: Go on.\nThe map is nice.\nI would press here.\n"
    )
    found = find_segments(text)

    assert said(text) == [
        ("", "I log in here."),
        ("MODERATOR", "Please read aloud."),
        ("", "Oh, yes. The home tab."),
        ("", "Now what?"),
        ("MODERATOR", "Go on."),
        ("", "The map is nice."),
        ("", "I would press here."),
    ]
    assert found.hypotheses[0].why.endswith("an interviewer; whoever else speaks isn't named")
