"""Words looked for in all transcripts: in the order of the shelf, among whose speech is asked for."""

from pathlib import Path

import pytest

from qualcode.model.errors import NoSuchThing
from qualcode.model.hits import Hit
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.search import Sought, Speech
from tests.project.small import JOINT, codes, refused, small


def told(project: Project, hits: list[Hit]) -> list[str]:
    """Hits as transcript, turn, speaker and the line around them."""
    names = {transcript.uid: transcript.name for transcript in project.transcripts.all()}
    return [
        f"{names[h.transcript]} {h.turn} {h.speaker}: {h.before}<{h.match}>{h.after}" for h in hits
    ]  # fmt: skip


def test_hits_stand_in_the_order_of_the_shelf_and_of_place(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert told(project, project.search("they")) == [
            "ann 2 P1: <They> call me back. I rely on that.",
            "ben 2 P2: Trust takes years. <They> never call.",
        ]
        assert told(project, project.search("TRUST")) == [
            "ann 1 I: How do you <trust> them?",
            "ben 2 P2: <Trust> takes years. They never call.",
        ]
        assert project.search("P2") == project.search("nobody says this") == []
        assert told(project, project.search(Sought("them", whole=True), limit=1)) == [
            "joint 5 P4: Look at <them>."
        ]
        assert told(project, project.search(Sought("^they never", pattern=True))) == []
        assert told(
            project, project.search(Sought("they never|They call", pattern=True, case=True), room=9)
        ) == ["ann 2 P1: <They call> me back."]
        assert "Say which words" in refused(lambda: project.search(" "), project)


@pytest.mark.parametrize(
    ("speech", "expected"),
    [
        ("all", ["I: <Both>?", "P3: I do. We <both> do."]),
        ("participants", ["P3: I do. We <both> do."]),
        ("interviewers", ["I: <Both>?"]),
    ],
)
def test_only_those_are_searched_who_are_asked_for(
    tmp_path: Path, speech: Speech, expected: list[str]
) -> None:
    with small(tmp_path) as project:
        found = told(project, project.search(Sought("both", speech=speech)))
        assert [line.split(" ", 2)[2] for line in found] == expected


def test_only_what_participants_with_some_values_say(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.participants.set_value(project.participants.named("Dan"), "site", "Ash")
        found = project.search(Sought("do", where=(("site", "Elm"),)))
        assert [line[:10] for line in told(project, found)] == ["joint 2 P3", "joint 2 P3"]
        ash = told(project, project.search(Sought("t", where=(("site", "Ash"),))))
        assert {line.split(":")[0] for line in ash} == {"ben 2 P2", "joint 3 P4", "joint 5 P4"}
        asked = told(project, project.search(Sought("?", where=(("site", "Ash"),), speech="interviewers")))
        assert asked == ["joint 1 I: Both<?>", "joint 4 I: Why<?>", "ben 1 I: And you<?>"]
        with pytest.raises(NoSuchThing):
            project.search(Sought("t", where=(("site", "Oak"),)))


def test_some_transcripts_are_searched_in_the_order_given(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        among = [project.transcripts.named("ben"), project.transcripts.named("ann")]
        assert [line[:3] for line in told(project, project.search("call", among=among))] == ["ben", "ann"]
        assert project.search("call", among=[]) == []


def test_hits_are_coded_as_sentences_or_as_found(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        hits = project.search(Sought("do", speech="participants"))
        joint = project.transcripts.named("joint")
        first, second = JOINT.index("I do."), JOINT.index("We both do.")
        third = JOINT.index("She does")
        assert project.codings.places(hits) == [
            (joint, Span(first, first + 5)),
            (joint, Span(second, second + 11)),
            (joint, Span(third, third + len("She does, I don't."))),
        ]
        found = project.codings.places(hits, sentences=False)
        assert [JOINT[slice(*span)] for _, span in found] == ["do", "do", "do", "do"]
        assert project.codings.apply_all(codes(project)["trust"], project.codings.places(hits)) == 3
        assert [row[6] for row in project.codings.rows()] == ["I do.", "We both do.", "She does, I don't."]
