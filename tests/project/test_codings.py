"""Coded passages: applied, removed, brought in and out."""

from pathlib import Path
from typing import Any

import pytest

from qualcode.model.errors import Refused
from qualcode.model.study import Coding, Memo
from qualcode.model.tables import CodingRow, CodingsFile
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.codings import trimmed
from tests.project.small import ANN, BEN, code_quote, codes, refused, small, unchanged


def test_a_passage_is_coded_without_the_white_space_at_its_ends(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", " I rely on that.\n")
        assert ANN[coding.start : coding.end] == "I rely on that."
        assert (coding.coder, coding.analysis) == (project.coder.uid, project.analysis.uid)
        assert coding.content == project.transcripts.named("ann").content
        assert project.codings.of(project.transcripts.named("ann")) == [coding]
        assert project.codings.of(project.transcripts.named("ben")) == []
        assert project.codings.by_coder() == {project.coder.uid: 1}


def test_the_same_passage_is_not_coded_twice_by_one_coder_but_by_two(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        first = code_quote(project, "trust", "ann", "Mostly")
        assert unchanged(lambda: code_quote(project, "trust", "ann", "Mostly"), project) == first
        project.coders.add("Ben")
        project.sign("Ben")
        assert code_quote(project, "trust", "ann", "Mostly") != first
        assert len(project.codings.all()) == 2


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (0, 10_000), (5, 4)])
def test_a_place_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(
        Refused, match=f"There is no text from {start} to {end}: it has {len(ANN)} characters"
    ):
        trimmed(ANN, start, end)


def test_nothing_cannot_be_coded() -> None:
    assert trimmed(" a ", 0, 3) == Span(1, 2)
    for start, end in ((1, 1), (0, 2)):
        with pytest.raises(Refused, match="Nothing is selected: select some words first"):
            trimmed("  x", start, end)


def test_a_new_code_and_the_passage_it_is_put_on_are_one_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        made = project.codings.apply_new("hope", ann, 3, 20, kind="in vivo", uid="c" * 32)
        code = project.codebook.code("hope")
        assert (made.uid, made.code, code.kind_of_code) == ("c" * 32, code.uid, "in vivo")
        project.history.undo()
        assert project.codings.all() == []
        assert "hope" not in codes(project)
        project.history.redo()
        assert [c.code for c in project.codings.all()] == [code.uid]


def test_a_new_code_is_not_made_where_its_passage_cannot_be_coded_or_its_name_is_taken(
    tmp_path: Path,
) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        refused(lambda: project.codings.apply_new("hope", ann, 5, 4), project)
        refused(lambda: project.codings.apply_new("Trust", ann, 3, 20), project)
        assert "hope" not in codes(project)


def test_toggling_takes_off_and_puts_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, ann = codes(project)["trust"], project.transcripts.named("ann")
        made = project.codings.toggle(trust, ann, 3, 20)
        assert made is not None
        assert project.codings.toggle(trust, ann, 3, 20) is None
        assert project.codings.all() == []
        project.history.undo()
        assert [c.uid for c in project.codings.all()] == [made.uid]


def test_a_coding_is_found_by_its_place_and_coder(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "Mostly")
        ann, trust = project.transcripts.named("ann"), codes(project)["trust"]
        span = Span(coding.start - 1, coding.end)  # the white space before it
        assert project.codings.there(trust, ann, span, project.coder) == coding
        ben = project.coders.add("Ben")
        assert refused(lambda: project.codings.there(trust, ann, span, ben), project) == (
            f"Ben has not coded ann {coding.start}–{coding.end} as “trust”; Ann did."
        )
        assert "has not coded" in refused(lambda: project.codings.there(trust, ann, Span(3, 9), ben), project)


def test_a_recoded_passage_stands_under_its_new_code_and_a_merged_one_under_the_last(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "Mostly")
        project.codings.recode(coding, codes(project)["time"])
        (coding,) = project.codings.all()
        assert project.codings.shown_code(coding) == codes(project)["time"]
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        assert project.codings.shown_code(coding) == codes(project)["trust"]
        assert [row[3] for row in project.codings.rows(code=codes(project)["trust"])] == ["time"]
        assert project.codings.rows(code=codes(project)["time"]) == project.codings.rows()
        assert project.codings.rows(coder=project.coders.add("Ben")) == []
        assert project.codings.rows(transcript=project.transcripts.named("ben")) == []


def rows(*given: tuple[Any, ...]) -> CodingsFile:
    made = tuple(CodingRow(n, *row) for n, row in enumerate(given, start=2))
    return CodingsFile("codings.csv", made, ("note",))


START = BEN.index("Trust takes")


def test_codings_come_in_by_place_by_quote_and_by_both(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        file = rows(
            ("ben", START, START + 5, "trust"),
            ("ben.txt", START, START + 5, "TIME", "Bob", "A memo", "Trust"),
            ("BEN", None, None, "trust", "Bob", "", "never call."),
            ("ben", 0, 5, "trust", "ann", "", "takes years"),
        )
        taken = project.codings.bring_in(file)
        assert (taken.codings, taken.already, taken.memos, taken.new_coders, taken.new_codes) == (
            4,
            0,
            1,
            ("Bob",),
            (),
        )
        assert taken.notes == ("note",)
        at = BEN.index("never call."), BEN.index("takes years")
        assert taken.placed == (
            f"row 4: found by its quote at {at[0]}–{at[0] + 11} in ben",
            f"row 5: found by its quote at {at[1]}–{at[1] + 11} in ben",
        )
        (memo,) = project.all(Memo).values()
        assert (memo.text, memo.about_kind, memo.coder) == (
            "A memo",
            "coding",
            project.coders.named("Bob").uid,
        )
        assert {c.coder for c in project.codings.all()} == {project.coder.uid, memo.coder}
        again = project.codings.bring_in(file)
        assert (again.codings, again.already) == (0, 4)
        assert project.check() == []


def test_every_bad_row_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        file = rows(
            ("ben", START, START + 5, "trust"),
            ("nobody", 0, 5, "trust"),
            ("ben", 0, 5, "tryst"),
            ("ben", 5, 9999, "trust"),
            ("ben", 5, 5, "trust"),
            ("ben", None, None, "trust"),
            ("ben", None, None, "trust", "", "", "not there"),
            ("ben", None, None, "trust", "", "", "e"),
        )
        assert refused(lambda: project.codings.bring_in(file), project) == (
            "codings.csv: nothing was imported. row 3: there is no transcript “nobody”; "
            "row 4: there is no code “tryst” (--create-codes makes it); "
            f"row 5: there is no text from 5 to 9999 (it has {len(BEN)} characters); "
            f"row 6: there is no text from 5 to 5 (it has {len(BEN)} characters); "
            "row 7: it has neither start and end nor a quote; "
            "row 8: its quote isn't in the transcript; "
            f"row 9: its quote stands {BEN.count('e')} times in the transcript."
        )
        assert project.codings.all() == []


def test_codes_are_made_only_if_asked_for_and_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        file = rows(("ben", START, START + 5, "new"), ("ben", START, START + 9, "New"))
        taken = unchanged(lambda: project.codings.bring_in(file, create_codes=True, dry_run=True), project)
        assert taken.new_codes == ("new",)  # type: ignore[attr-defined]  # `unchanged` gives back any object
        project.codings.bring_in(file, create_codes=True)
        assert {c.code for c in project.codings.all()} == {project.codebook.code("new").uid}


def test_a_name_that_two_interviews_have_codes_neither(tmp_path: Path) -> None:
    for site in ("elm", "ash"):
        (tmp_path / "sites" / site).mkdir(parents=True)
        (tmp_path / "sites" / site / "int1.txt").write_text(f"I: So?\nP1: It is {site}.\n")
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        project.codebook.add_code("trust")
        project.transcripts.bring_in([tmp_path / "sites"])
        said = refused(lambda: project.codings.bring_in(rows(("int1.txt", 3, 6, "trust"))), project)
        assert "row 2: there are 2 transcripts called “int1.txt”" in said
        assert refused(lambda: project.transcripts.named("int1"), project) == (
            "There are 2 transcripts called “int1”: call the one you mean “ash/int1” or “elm/int1”."
        )
        project.codings.bring_in(rows(("elm/int1.txt", 3, 6, "trust"), ("ash/int1", 3, 6, "trust")))
        assert len(project.codings.all()) == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_codings_go_out_with_quotes_and_into_another_project(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"codings.{ending}"
    (tmp_path / "other").mkdir()
    with small(tmp_path) as project, small(tmp_path / "other") as other:
        coding = code_quote(project, "trust", "ann", "They call me back. I rely on that.")
        code_quote(project, "time", "joint", "both do.\nP4: She")
        project.memos.add(coding, "First")
        project.memos.add(coding, "Second")
        assert list(project.codings.export(path)) == []
        other.codings.bring_in(other.codings.read(path))
        assert other.codings.rows() == project.codings.rows()
        assert project.codings.rows()[0][5] == "First\nSecond"
        assert isinstance(other.codings.all()[0], Coding)


def test_codings_of_a_merged_code_come_back_to_it_where_another_has_its_name_now(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "Mostly")
        old = project.codebook.code("trust")
        project.codebook.merge(old, project.codebook.add_code("faith"))
        project.codebook.add_code("trust")
        project.codings.export(path)
        assert [row[3] for row in project.codings.rows()] == [old.uid[:8]]
        taken = unchanged(lambda: project.codings.bring_in(project.codings.read(path)), project)
        assert (taken.codings, taken.already) == (0, 1)  # type: ignore[attr-defined]  # any object


def test_what_is_coded_under_a_merged_code_is_not_coded_again_by_a_file(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    path.write_text("transcript,code,quote\nann,faith,Mostly\n", encoding="utf-8")
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "Mostly")
        project.codebook.merge(project.codebook.code("trust"), project.codebook.add_code("faith"))
        assert project.codings.bring_in(project.codings.read(path)).already == 1


def test_what_a_file_codes_can_be_taken_off_by_its_place(tmp_path: Path) -> None:
    path = tmp_path / "codings.csv"
    start = ANN.index(" I rely")
    path.write_text(f"transcript,code,start,end\nann,trust,{start},{start + 8}\n", encoding="utf-8")
    with small(tmp_path) as project:
        project.codings.bring_in(project.codings.read(path))
        trust, ann = codes(project)["trust"], project.transcripts.named("ann")
        (coding,) = project.codings.all()
        assert project.codings.there(trust, ann, Span(start, start + 8), project.coder) == coding
