"""What somebody can write into a copy who means harm: it is told, refused, or does none."""

import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from qualcode.model.errors import NotAProject
from qualcode.model.operations import Authorship, Change, Create, record
from qualcode.model.study import Erasure, Memo
from qualcode.project import Project
from qualcode.store import database, log
from tests.project.small import code_quote, refused, small

UID = "e" * 32


def forge(copy: Path, changes: Sequence[Change]) -> None:
    """Write changes into a copy as any program can: with hashes that fit, and whatever values."""
    engine = database.engine_for(copy, write=True)
    with database.writing(engine, copy) as connection:
        at = log.position(connection, secrets.token_hex(16))
        author = Authorship("f" * 32, "2026-11-22T10:00:00Z", secrets.token_hex(16), "Mended")
        operations, payloads = record(changes, at, author)
        log.add_payloads(connection, log.payload_rows(payloads))
        log.add_operations(connection, operations)
    engine.dispose()


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with small(tmp_path) as made:
        code_quote(made, "trust", "ann", "I rely on that")
        yield made


def hashes(project: Project, kind: str) -> list[str]:
    return [r.operation.value for r in project.store.recorded() if r.operation.kind == kind]


@pytest.mark.parametrize(
    "change",
    [
        Create("erasure", UID, {"contents": ["zz"], "payloads": []}),
        Create("erasure", UID, {"contents": [], "payloads": [["a"]]}),
        Create("withdrawal", UID, {"transcripts": 5}),
        Create("memo", UID, {"text": 5}),
        Create("theme", UID, {"name": "n", "order": [{}]}),
        Create("placement", UID, {"place": ["a", None]}),
        Create("summary", UID, {"basis": [5]}),
    ],
)
def test_a_copy_with_values_that_can_not_be_is_refused_whole(
    project: Project, tmp_path: Path, change: Create
) -> None:
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    forge(copy, [Create("code", "d" * 32, {"name": "fine"}), change])
    assert "can't be that. Ask for the copy again." in refused(lambda: project.copies.bring_in(copy), project)
    assert "can't be that" in refused(lambda: project.copies.preview(copy), project)


@pytest.mark.parametrize("kind", ["coding", "memo", "transcript"])
def test_a_thing_on_no_text_does_not_make_the_project_unreadable(
    project: Project, tmp_path: Path, kind: str
) -> None:
    transcript = project.transcripts.named("ann")
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    values: dict[str, dict[str, object]] = {
        "coding": {"transcript": transcript.uid, "start": 0, "end": 5},
        "memo": {"about_kind": "transcript", "about": transcript.uid, "start": 0, "end": 5, "text": "x"},
        "transcript": {"name": "Of nothing"},
    }
    forge(copy, [Create(kind, UID, {"analysis": project.analysis.uid} | values[kind])])
    project.copies.bring_in(copy)
    project.matrix.charts()
    assert project.identifiers.worklist(with_model=False).hits
    assert project.history.all()
    assert project.check() == []


def test_what_a_copy_erases_is_told_before_and_after(project: Project, tmp_path: Path) -> None:
    memo = project.memos.add(project.study, "A thought of Ann's")
    (value,) = hashes(project, Memo.kind)
    text = project.transcripts.named("ben").content
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    erasure = {"contents": [text, "0" * 64], "payloads": [value], "reason": "Because"}
    forge(copy, [Create(Erasure.kind, UID, erasure)])
    for united in (project.copies.preview(copy), project.copies.bring_in(copy)):
        assert (united.texts, united.values) == (1, 1)
        assert united.erased_by == (("somebody", "Because"),)
    assert project.find(Memo, memo.uid) is None
    again = project.copies.bring_in(copy)
    assert (again.texts, again.values, again.erased_by) == (0, 0, ())


def test_an_erasure_of_the_erasures_brings_nothing_back(project: Project, tmp_path: Path) -> None:
    older = project.copies.copy(tmp_path / "older.qualcode", "Ann")
    project.withdrawal.withdraw(project.participants.named("P1"), "By post")
    records = [*hashes(project, "erasure"), *hashes(project, "withdrawal")]
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    forge(copy, [Create("erasure", UID, {"contents": [], "payloads": records, "reason": "r"})])
    with Project.open(older, coder="Ann") as other:
        other.memos.add(other.participants.named("P1"), "Said later of them")
    united = project.copies.bring_in(copy)
    project.copies.bring_in(older)
    assert (united.texts, united.values) == (0, 0)
    assert project.withdrawal.all()
    assert "Said later" not in str(project.store.recorded())
    assert project.check() == []


def test_what_comes_in_empty_is_named_so_that_the_history_verifies(project: Project, tmp_path: Path) -> None:
    home = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    project.withdrawal.withdraw(project.participants.named("P1"), "By post")
    with Project.open(home, coder="Ann") as other:
        other.memos.add(other.participants.named("P1"), "Said later of them")
        before = other.store.text_hashes()
    project.copies.bring_in(home)
    assert project.history.verify() == project.check() == []
    with Project.open(home, coder="Ann") as other:
        other.copies.bring_in(project.path)
        assert other.history.verify() == other.check() == []
        assert set(other.store.text_hashes()) >= set(before)
        assert "Said later" not in str(other.store.recorded())
    project.copies.bring_in(home)
    assert project.check() == []


def test_an_emptied_copy_is_not_brought_in(project: Project, tmp_path: Path) -> None:
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    forge(copy, [Create("code", UID, {"name": "fine"})])
    engine = database.engine_for(copy, write=True)
    with database.writing(engine, copy) as connection:
        connection.exec_driver_sql("UPDATE content SET text = NULL, segments = NULL")
    engine.dispose()
    with pytest.raises(NotAProject, match="can't be brought in: 3 texts or values were emptied"):
        project.copies.bring_in(copy)
