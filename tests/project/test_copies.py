"""Copies: taken home, worked on, brought together; what they say differently, settled."""

import sqlite3
from pathlib import Path

import pytest

from qualcode.model.errors import NoSuchThing, NotAProject
from qualcode.model.study import Code, Coding
from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small, unchanged


def taken(project: Project, folder: Path, coder: str = "Ben") -> Project:
    """A copy taken home by a coder, who is added if need be, open."""
    if coder not in [c.name for c in project.coders.all()]:
        project.coders.add(coder)
    path = project.copies.copy(folder / f"{coder}.qualcode", coder)
    return Project.open(path, coder=coder)


def test_what_was_done_at_home_comes_in_once(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        code_quote(home, "trust", "ann", "Mostly")
        code_quote(project, "trust", "ann", "Mostly")
        home.codebook.add_code("hope")
        heard: list[object] = []
        project.subscribe(heard.append)
        preview = unchanged(lambda: project.copies.preview(home.path), project)
        united = project.copies.bring_in(home.path)
        assert united == preview
        assert (united.file, united.changes, united.by_coder) == ("Ben.qualcode", 2, (("Ben", 2),))
        assert sorted(united.by_kind) == [("code", 1), ("coded passage", 1)]
        assert len(heard) == 1
        assert {c.name for c in project.coders.all()} == {"Ann", "Ben"}
        # The same words coded by two people are two codings and no difference.
        assert len(project.codings.all()) == 2
        assert project.copies.differences() == []
        again = unchanged(lambda: project.copies.bring_in(home.path), project)
        assert again.changes == 0  # type: ignore[attr-defined]  # `unchanged` gives back any object
        home.copies.bring_in(project.path)
        assert (home.all(Code), home.all(Coding)) == (project.all(Code), project.all(Coding))
        assert project.check() == home.check() == []


def test_a_difference_names_both_sides_and_is_settled_with_a_reason(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        home.codebook.change_code(codes(home)["trust"], name="reliance", status="agreed")
        project.codebook.change_code(codes(project)["trust"], name="faith")
        project.copies.bring_in(home.path)
        (difference,) = project.copies.differences()
        assert (difference.field, difference.label) == ("name", "Name")
        assert set(difference.sides) == {("Ann", "faith"), ("Ben", "reliance")}
        assert difference.sides[0][1] == difference.name == difference.thing.name  # type: ignore[attr-defined]  # a code
        assert project.copies.difference(difference.id) == difference
        with pytest.raises(NoSuchThing, match="There is no difference “x/y” to settle"):
            project.copies.difference("x/y")
        assert difference.side(2) == difference.sides[1][1]
        with pytest.raises(NoSuchThing, match="There is no side 3: choose from 1 to 2"):
            difference.side(3)
        said = refused(lambda: project.copies.settle(difference, "faith", "  "), project)
        assert said == "A difference is settled with a reason: give one."
        project.copies.settle(difference, "faith", "Ben agrees")
        assert project.copies.differences() == []
        assert {"faith", "time"} <= set(codes(project))
        assert project.history.all(last=1)[0].rationale == "Ben agrees"
        home.copies.bring_in(project.path)
        assert home.copies.differences() == []
        assert home.codebook.code("faith").status == "agreed"
        project.history.undo()
        assert len(project.copies.differences()) == 1


def test_differences_are_said_in_names_not_in_uids(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        hope = project.codebook.add_code("hope")
        coding = code_quote(project, "trust", "ann", "Mostly")
        p1 = project.participants.named("P1")
        with taken(project, tmp_path) as home:
            home.codings.recode(coding, codes(home)["time"])
            home.participants.set_value(home.participants.named("P1"), "site", "Oak")
            project.codings.recode(coding, hope)
            project.participants.set_value(p1, "site", "Ash")
            project.copies.bring_in(home.path)
        by_field = {d.field: d for d in project.copies.differences()}
        assert {value for _, value in by_field["code"].shown} == {"time", "hope"}
        assert by_field["value"].name == "site, P1"
        assert {value for _, value in by_field["value"].shown} == {"Oak", "Ash"}


def test_a_pair_made_differently_in_two_copies_is_a_difference_of_its_making(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        for where, text in ((project, "Hers"), (home, "His")):
            where.charting.write(where.participants.named("P1"), codes(where)["trust"], text=text)
        project.copies.bring_in(home.path)
        (difference,) = project.copies.differences()
        assert (difference.field, {value for _, value in difference.sides}) == ("text", {"Hers", "His"})
        assert difference.name == "P1, trust"
        project.copies.settle(difference, "Both", "Together")
        summary = project.charting.summary(project.participants.named("P1"), codes(project)["trust"])
        assert summary is not None
        assert (summary.text, summary.open) == ("Both", ())


def test_one_name_made_twice_is_found_for_people_to_decide(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        project.codebook.add_code("hope")
        home.codebook.add_code("Hope")
        home.participants.add("Eve")
        project.participants.add("Eve")
        project.copies.bring_in(home.path)
        assert project.codebook.findings() == ["2 codes are called “hope”"]
        assert [p.name for p in project.participants.all()].count("Eve") == 1
        assert "There are 2 codes called “hope”" in refused(lambda: project.codebook.code("hope"), project)


def test_two_coders_added_under_one_name_can_be_told_apart(tmp_path: Path) -> None:
    with small(tmp_path) as project, taken(project, tmp_path) as home:
        home.coders.add("Cy")
        cy = project.coders.add("Cy")
        project.copies.bring_in(home.path)
        assert "There are 2 coders called “Cy”" in refused(lambda: project.sign("Cy"), project)
        project.coders.rename(cy, "Cy Young")
        project.sign("Cy")


def test_what_is_no_copy_of_this_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    with small(tmp_path) as project, small(tmp_path / "other") as other:
        assert refused(lambda: project.copies.bring_in(other.path), project) == (
            "study.qualcode is a copy of another project: choose a copy of this one."
        )
        assert refused(lambda: project.copies.bring_in(project.path), project) == (
            "study.qualcode is this project itself: name a copy of it."
        )
        assert "doesn't exist" in refused(lambda: project.copies.preview(tmp_path / "lost.qualcode"), project)


def test_an_altered_copy_is_refused(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        home = taken(project, tmp_path)
        home.codebook.add_code("hope")
        home.close()
        connection = sqlite3.connect(home.path)
        connection.execute("UPDATE payload SET value = replace(value, 'hope', 'rope')")
        connection.commit()
        connection.close()
        assert "can't be brought in: a value was altered" in refused(
            lambda: project.copies.bring_in(home.path), project
        )
        with pytest.raises(NotAProject):
            project.copies.preview(home.path)


def test_a_settled_summary_is_to_be_checked_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        person, code = project.participants.named("P1"), project.codebook.code("trust")
        project.charting.write(person, code, text="As first written.")
        home = project.copies.copy(tmp_path / "home", project.coder.name)
        project.charting.write(person, code, text="Here.", progress="checked")
        with Project.open(home, coder=project.coder.name) as other:
            other.charting.write(person, code, text="At home.")
        project.copies.bring_in(home)
        (difference,) = (d for d in project.copies.differences() if d.field == "text")
        project.copies.settle(difference, "Here.", "It says more.")
        settled = project.charting.summary(person, code)
        assert settled is not None

        assert project.charting.again(settled) == "copies said it differently"
        project.charting.write(person, code, progress="checked")
        again = project.charting.summary(person, code)
        assert again is not None
        assert project.charting.again(again) == ""
