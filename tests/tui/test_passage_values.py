"""Passages as lists show them, on the practice study."""

from pathlib import Path

from qualcode.project import Project
from qualcode.tui.passages import codings_of, passages
from tests.tui.driving import COORDINATOR


def test_passages_of_many_are_those_of_one_by_one(study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ann")
        code = project.codebook.code("administration")
        for name, words in (("coordinator.txt", "Nobody rings anybody."), ("carer.txt", "I do it myself")):
            transcript = project.transcripts.named(name)
            start = project.content(transcript.content).text.index(words)
            project.codings.apply(code, transcript, start, start + len(words))
        those = codings_of(project, project.codebook.theme("Connecting"))
        assert len(those) == 3
        assert project.codings.contexts(those) == [project.codings.context(coding) for coding in those]
        shown = passages(project, those, with_codes=True)
        assert [(e.where, e.hit.match, e.code) for e in shown] == [
            ("t2 Participant · Ann", "I do it myself", "administration"),
            ("t2 Participant · Ben", "Half my week is the phone.", "articulation work"),
            ("t4 Participant · Ann", "Nobody rings anybody.", "administration"),
        ]
        assert shown[2].hit.after.strip() in COORDINATOR
        assert codings_of(project, code) == [those[0], those[2]]
