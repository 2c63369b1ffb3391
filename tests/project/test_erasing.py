"""Erasing as people meet it: on record, not to be undone, and gone from what is shown."""

import dataclasses
from pathlib import Path

import pytest

from qualcode.model.errors import Refused, Unfinished
from qualcode.model.study import Code, Erasure, Memo, Transcript
from qualcode.project import Project
from qualcode.store import backup
from tests.store.test_erasing import found

WORDS = "My sister keeps the keys to the allotment"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    file = tmp_path / "P1.txt"
    file.write_text(f"I: And then?\nP: {WORDS}.\n", encoding="utf-8")
    project = Project.new(tmp_path / "study.qualcode", "Ann")
    project.transcripts.bring_in([file])
    project.store.back_up()
    return project


def text_of(project: Project) -> str:
    (transcript,) = project.transcripts.all()
    return transcript.content


def test_an_erasure_is_on_record_with_its_reason_and_cannot_be_undone(project: Project) -> None:
    with project:
        text = text_of(project)
        erased = project.erasing.erase(contents=[text], reason="Names were taken out")
        assert (erased.texts, erased.values, len(erased.backups)) == (1, 0, 1)
        (record,) = project.all(Erasure).values()
        assert (record.contents, record.payloads, record.reason) == ((text,), (), "Names were taken out")
        last = project.history.all()[0]
        assert (last.coder, last.what, last.rationale) == (
            "Ann", "1 text erased for good", "Names were taken out",
        )  # fmt: skip
        assert project.content(text).text == ""
        assert project.history.undo() == "1 transcript, 2 speakers" or not project.transcripts.all()
        assert project.all(Erasure)
        with pytest.raises(Refused, match="nothing of yours to undo"):
            project.history.undo()
        assert project.history.verify() == []
        assert project.check() == []
        assert found(project.path) == []


def test_what_was_erased_before_is_passed_over(project: Project) -> None:
    with project:
        text = text_of(project)
        project.erasing.erase(contents=[text], reason="Once")
        before, backups = len(project.store.recorded()), backup.backups_of(project.path)
        assert project.erasing.erase(contents=[text, "0" * 64], reason="Twice").texts == 0
        assert len(project.store.recorded()) == before
        assert backup.backups_of(project.path) == backups


def test_no_reason_no_erasure(project: Project) -> None:
    with project:
        with pytest.raises(Refused, match="give a reason"):
            project.erasing.erase(contents=[text_of(project)], reason=" ")
        assert WORDS in project.content(text_of(project)).text


def test_what_says_what_was_erased_is_never_erased(project: Project) -> None:
    with project:
        project.erasing.erase(contents=[text_of(project)], reason="Once")
        (record,) = project.store.recorded(about=project.all(Erasure))
        with pytest.raises(ValueError, match="say what was erased"):
            project.erasing.erase(payloads=[record.operation.value], reason="Twice")


def test_a_field_is_reworded_and_its_words_are_in_no_history(project: Project) -> None:
    with project:
        memo = project.memos.add(project.study, f"“{WORDS}”, they said")
        project.memos.change(memo, "Ask again")
        project.memos.change(project.all(Memo)[memo.uid], f"“{WORDS}” again")
        code = project.codebook.add_code("trust", example=WORDS, brief="Believing")
        project.codebook.change_code(code, name="faith")
        code = project.all(Code)[code.uid]
        before = project.all(Memo)[memo.uid]
        with project.change("They asked for it") as draft:
            hashes = project.erasing.reword(draft, before, text="They spoke of keys")
            hashes |= project.erasing.reword(draft, code, example="[withdrawn]")
            hashes.add(project.store.recorded(about=project.all(Transcript))[0].operation.value)
            texts = [text_of(project)]
            project.erasing.put(draft, contents=texts, payloads=hashes, reason="They asked for it")
        after, code_after = project.all(Memo)[memo.uid], project.all(Code)[code.uid]
        assert after == dataclasses.replace(before, text="They spoke of keys", heads=after.heads)
        assert code_after == dataclasses.replace(code, example="[withdrawn]", heads=code_after.heads)
        assert code_after.open == after.open == ()
        assert project.check() == []
        assert found(project.path) == []
        project.codebook.change_code(code_after, name="trust")
        assert project.all(Code)[code.uid].name == "trust"


def test_a_copy_brought_in_erases_and_is_erased(project: Project, tmp_path: Path) -> None:
    with project:
        text = text_of(project)
        project.copies.copy(tmp_path / "home.qualcode", "Ann")
        project.erasing.erase(contents=[text], reason="Names were taken out")
        project.copies.bring_in(tmp_path / "home.qualcode")
        assert found(project.path) == []
    with Project.open(tmp_path / "home.qualcode", coder="Ann") as home:
        assert WORDS in home.content(text).text
        home.copies.bring_in(project.path)
        assert home.content(text).text == ""
        assert home.check() == []
        assert found(home.path) == []


def test_a_backup_that_cannot_be_deleted_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with project:
        (old,) = backup.backups_of(project.path)
        unlink = Path.unlink

        def refuse(path: Path, missing_ok: bool = False) -> None:
            if path == old:
                raise PermissionError(13, "held by a scanner")
            unlink(path, missing_ok=missing_ok)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", refuse)
            with pytest.raises(Unfinished, match=rf"couldn't be deleted, and still hold it: {old.name}"):
                project.erasing.erase(contents=[text_of(project)], reason="Names were taken out")
        assert project.all(Erasure)
    with Project.open(project.path, coder="Ann") as again:
        assert found(again.path) == []
        assert again.check() == []
