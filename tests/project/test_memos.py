"""Memos, decisions and versions of the codebook."""

from pathlib import Path

from qualcode.model.tables import MemoRow, MemosFile
from tests.project.small import code_quote, codes, refused, small


def test_memos_are_written_changed_and_removed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust = codes(project)["trust"]
        first = project.memos.add(trust, "Too wide?")
        project.memos.add(project.study, "Begin with one theme.", "methodological")
        assert [m.text for m in project.memos.all()] == ["Too wide?", "Begin with one theme."]
        assert [m.text for m in project.memos.all(trust)] == ["Too wide?"]
        project.memos.change(first, "Narrowed.")
        assert project.memos.all(trust)[0].text == "Narrowed."
        project.memos.remove(project.memos.all(trust)[0])
        assert project.memos.all(trust) == []
        project.history.undo()
        assert len(project.memos.all(trust)) == 1
        assert "Kind can't be" in refused(lambda: project.memos.add(trust, "x", "secret"), project)


def test_memos_say_what_they_are_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "Mostly")
        project.memos.add(project.study, "a")
        project.memos.add(coding, "b")
        project.memos.add(project.memos.thing("participant", "p1"), "c")
        project.memos.add(project.memos.thing("transcript", "ANN.txt"), "d")
        listed = [tuple(row)[3:] for row in project.memos.listed()]
        place = f"trust, ann {coding.start}–{coding.end}"
        assert listed == [
            ("project", "", "a"),
            ("coded passage", place, "b"),
            ("participant", "P1", "c"),
            ("transcript", "ann", "d"),
        ]
        assert refused(lambda: project.memos.thing("code", "tryst"), project) == "There is no code “tryst”."
        assert refused(lambda: project.memos.thing("dream", "x"), project) == "There is no dream “x”."


def test_memos_come_in_whole_or_not_at_all(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.add_theme("Engaging")
        file = MemosFile(
            "memos.csv",
            (
                MemoRow(2, "code", "TRUST", "ann", "reflexive", "2026-01-02", "One"),
                MemoRow(3, "theme", "engaging", "", "", "", "Two"),
                MemoRow(4, "", "", "", "", "", "Three"),
            ),
        )
        assert project.memos.bring_in(file) == 3
        one = project.memos.all(codes(project)["trust"])[0]
        assert (one.date, one.kind_of_memo, one.coder) == ("2026-01-02", "reflexive", project.coder.uid)
        bad = MemosFile(
            "memos.csv",
            (*file.rows, MemoRow(5, "code", "x", "", "", "", "y"), MemoRow(6, "", "", "Zoe", "", "", "z")),
        )
        assert refused(lambda: project.memos.bring_in(bad), project) == (
            "memos.csv: nothing was imported. row 5: there is no code “x”; row 6: there is no coder “Zoe”."
        )


def test_memos_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "memos.csv"
    path.write_text("about,name,text\ncode,trust,A thought\n", encoding="utf-8")
    with small(tmp_path) as project:
        assert project.memos.bring_in(project.memos.read(path)) == 1
        assert project.memos.all(codes(project)["trust"])[0].text == "A thought"


def test_decisions_stand_under_the_version_that_was_closed_last(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert project.decisions.version() is None
        first = project.decisions.record("Begin", date="2026-03-01")
        assert (first.who, first.reason) == ("Ann", "")
        one = project.decisions.close_version("First round", date="2026-03-02")
        same = project.decisions.close_version()
        project.codebook.change_code(codes(project)["trust"], brief="New")
        three = project.decisions.close_version()
        assert [v.number for v in (one, same, three)] == [1, 2, 3]
        assert one.digest == same.digest != three.digest
        assert project.decisions.version() == three
        project.decisions.record(
            "Merge", reason="They overlap", dissent="Ben", who="Ann, Ben", date="2026-02-01"
        )
        assert [(d.text, d.version) for d in project.decisions.all()] == [("Merge", 3), ("Begin", None)]
        charts = project.matrix.charts()
        assert (charts.version, [d.version for d in charts.decisions]) == ("3", ["3", ""])
