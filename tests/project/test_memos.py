"""Memos: written, listed, brought in and written out again."""

from pathlib import Path

import pytest

from qualcode.model.study import Memo
from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small, unchanged


def fill(project: Project) -> None:
    """A memo on one of each kind of thing, by two coders."""
    ann = project.transcripts.named("ann")
    project.memos.add(project.study, "What is trust to them?", "reflexive")
    project.memos.add(ann, "She laughs,\nthen hesitates.")
    project.codebook.set_aside(codes(project)["time"])
    project.memos.add(codes(project)["time"], "=too wide; “set” aside", "methodological")
    project.coders.add("Ben")
    project.sign("Ben")
    project.memos.add(project.codebook.add_theme("Engaging", short="Eng"), "A theme?")
    project.memos.add(project.participants.named("P1"), "Seen twice.")


def said(project: Project) -> list[tuple[str, ...]]:
    """What the memos say, in any order."""
    return sorted(tuple(memo) for memo in project.memos.listed())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_memos_written_out_come_back_as_they_were(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"memos.{ending}"
    with small(tmp_path) as project:
        fill(project)
        assert project.memos.export(file) == []
        before = said(project)
        assert len(before) == 5
        read = project.memos.read(file)
        assert unchanged(lambda: project.memos.bring_in(read), project) == 0
    (tmp_path / "other").mkdir()
    with small(tmp_path / "other") as other:
        other.coders.add("Ben")
        other.codebook.set_aside(codes(other)["time"])
        other.codebook.add_theme("Engaging")
        assert other.memos.bring_in(other.memos.read(file)) == 5
        assert said(other) == before


def test_memos_on_passages_stay_with_these_and_that_is_said(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.memos.add(code_quote(project, "trust", "ann", "Mostly"), "Hesitant")
        project.memos.add(project.study, "Note")
        notes = project.memos.export(tmp_path / "memos.csv")
        assert notes == ["1 memo on coded passages, summaries or what was undone left out."]
        assert len(project.memos.read(tmp_path / "memos.csv").rows) == 1


def test_a_memo_on_one_of_two_codes_of_a_name_comes_back_to_that_one(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        old = codes(project)["trust"]
        project.memos.add(old, "On the old one")
        project.codebook.set_aside(old)
        project.codebook.add_code("trust")
        project.memos.export(tmp_path / "memos.csv")
        project.memos.remove(project.memos.all()[0])
        project.memos.bring_in(project.memos.read(tmp_path / "memos.csv"))
        assert [memo.about for memo in project.memos.all()] == [old.uid]


def test_memos_of_another_analysis_are_not_listed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.memos.add(project.study, "Ours")
        with project.change() as draft:
            draft.create(Memo, analysis="0" * 32, about_kind="study", about=project.study.uid, text="Theirs")
        assert [memo.text for memo in project.memos.all()] == ["Ours"]


def test_rows_of_memos_on_nothing_are_refused_together(tmp_path: Path) -> None:
    file = tmp_path / "memos.csv"
    file.write_text("about,name,coder,text\ncode,trusst,Ann,One\ncell,P1,Ann,Two\ncode,trust,Bea,Three\n")
    with small(tmp_path) as project:
        message = refused(lambda: project.memos.bring_in(project.memos.read(file)), project)
        assert message == (
            "memos.csv: nothing was imported. row 2: there is no code “trusst”; "
            "row 3: a memo on a cell can't be brought in; row 4: there is no coder “Bea”."
        )


def test_one_thing_s_memos_are_found(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        memo = project.memos.add(ann, "First")
        project.memos.add(project.study, "Other")
        project.memos.change(memo, "Second")
        assert [m.text for m in project.memos.all(ann)] == ["Second"]
        project.memos.remove(project.memos.all(ann)[0])
        assert project.memos.all(ann) == []
