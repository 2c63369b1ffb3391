"""What was opened before a colleague's copy was brought in is changed as it was seen: nothing is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.model.declare import Entity
from qualcode.project import Project
from tests.project.small import codes, small
from tests.project.test_copies import taken

Seen = Callable[[Project], Entity | None]
Change = Callable[[Project, str, Entity | None], None]


def _seen_summary(project: Project) -> Entity | None:
    return project.charting.summary(project.participants.named("P1"), codes(project)["trust"])


def _write_text(project: Project, text: str, seen: Entity | None) -> None:
    person, code = project.participants.named("P1"), codes(project)["trust"]
    project.charting.write(person, code, text=text, seen=seen)  # type: ignore[arg-type]  # what was seen of it


def _seen_value(project: Project) -> Entity | None:
    return project.participants.value(project.participants.named("P1"), "group")


def _set_value(project: Project, text: str, seen: Entity | None) -> None:
    person = project.participants.named("P1")
    project.participants.set_value(person, "group", text, seen=seen)  # type: ignore[arg-type]  # as above


@pytest.mark.parametrize("before", ["", "Before."])
@pytest.mark.parametrize(
    ("see", "change"), [(_seen_summary, _write_text), (_seen_value, _set_value)], ids=["summary", "value"]
)
def test_what_came_in_meanwhile_stands_beside_it_as_a_difference(
    tmp_path: Path, see: Seen, change: Change, before: str
) -> None:
    with small(tmp_path) as project:
        if before:
            change(project, before, see(project))
        with taken(project, tmp_path) as home:
            change(home, "At home.", see(home))
            opened = see(project)
            project.copies.bring_in(home.path)
            change(project, "Here.", opened)
        (difference,) = project.copies.differences()
        assert {value for _, value in difference.sides} == {"At home.", "Here."}
        assert dict(difference.sides) == {"Ann": "Here.", "Ben": "At home."}
        change(project, "Both.", see(project))  # with both before one's eyes
        assert project.copies.differences() == []
        assert project.check() == []


def test_what_was_undone_since_it_was_opened_is_made_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        _write_text(project, "First.", None)
        opened = _seen_summary(project)
        project.history.undo()
        _write_text(project, "Second.", opened)
        person, code = project.participants.named("P1"), codes(project)["trust"]
        summary = project.charting.summary(person, code)
        assert summary is not None
        assert (summary.text, summary.content, summary.open) == ("Second.", "charted", ())


def test_ones_own_change_of_what_is_seen_is_no_difference(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        for text in ("One.", "Two.", "Three."):
            _write_text(project, text, _seen_summary(project))
        assert project.copies.differences() == []


def test_a_role_and_progress_are_said_as_they_were_seen(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        joint = project.transcripts.named("joint")
        with taken(project, tmp_path, "Ann") as home:
            there = home.transcripts.named("joint")
            home.transcripts.set_role(there, "P3", "interviewer")
            home.transcripts.mark(there, read=True, coded=True)
            role, stage = project.transcripts.speaker(joint, "P3"), project.transcripts.stage(joint)
            assert stage is None
            project.copies.bring_in(home.path)
        project.transcripts.set_role(joint, "P3", "participant", seen=role)
        assert project.transcripts.roles(joint)["P3"] == "interviewer"  # nothing was changed here
        project.transcripts.mark(joint, read=True, coded=False, seen=stage)
        (difference,) = project.copies.differences()
        assert (difference.field, {value for _, value in difference.sides}) == ("coded", {True, False})


def test_a_thing_is_changed_as_another_was_seen_by_nobody(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        _write_text(project, "Mine.", None)
        seen = _seen_summary(project)
        person, code = project.participants.named("P2"), codes(project)["trust"]
        project.charting.write(person, code, text="Other.")
        with pytest.raises(ValueError, match="was to be changed as another one was seen"):
            project.charting.write(person, code, text="x", seen=seen)  # type: ignore[arg-type]  # as above
