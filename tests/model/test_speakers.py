"""Labels of interviewers and of others."""

import pytest

from qualcode.model.speakers import is_interviewer


@pytest.mark.parametrize(
    "label",
    [
        "I",
        "i",
        "Int",
        "INT:",
        "Int.",
        "Int1",
        "I2",
        "Interviewer",
        "INTERVIEWER",
        "Interviewer 2",
        "Interviewer1 :",
        "Interviewer A",
        "Interviewer (JS)",
        "Interviewer, First",
        "Second interviewer",
        "Co-interviewer",
        "Researcher",
        "Peer researcher 1",
        "Moderator",
        "Mod",
        "Facilitator [Ann]",
        "Q",
        "Q1",
    ],
)
def test_an_interviewer(label: str) -> None:
    assert is_interviewer(label)


@pytest.mark.parametrize(
    "label",
    [
        "",
        "JS",
        "P01",
        "R",
        "Respondent",
        "Interviewee",
        "Participant 2",
        "Doctor",
        "Inge",
        "A",
        "IT",
        "Care coordinator 3",
    ],
)
def test_somebody_else(label: str) -> None:
    assert not is_interviewer(label)
