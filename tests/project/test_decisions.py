"""Decisions on record, and versions of the codebook."""

from pathlib import Path

from qualcode.model.study import Decision
from tests.project.small import codes, small


def test_decisions_of_this_analysis_are_listed_with_the_version_they_were_made_under(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert project.decisions.version() is None
        first = project.decisions.record("Keep both", reason="They differ", date="2026-02-01")
        closed = project.decisions.close_version("Before the second site")
        project.decisions.record("Merge", who="All", dissent="Ben", date="2026-03-01")
        with project.change() as draft:
            draft.create(Decision, analysis="0" * 32, date="2026-02-02", text="Another analysis's")
        assert [(d.text, d.who, d.version) for d in project.decisions.all()] == [
            ("Keep both", "Ann", None),
            ("Merge", "All", closed.number),
        ]
        assert first.version is None
        assert closed.number == 1


def test_a_version_s_digest_changes_with_the_codebook_only(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        one = project.decisions.close_version()
        project.participants.add("P9")
        two = project.decisions.close_version()
        project.codebook.change_code(codes(project)["trust"], full="Anew")
        three = project.decisions.close_version()
        assert [one.number, two.number, three.number] == [1, 2, 3]
        assert one.digest == two.digest != three.digest
