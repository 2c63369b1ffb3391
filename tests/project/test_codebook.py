"""Codes and themes: made, changed, merged, moved; codebook files in and out."""

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from qualcode.model.errors import BadTable
from qualcode.model.study import Theme
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry
from qualcode.project import Project
from tests.project.small import codes, refused, small, unchanged


def themes(project: Project) -> dict[str, list[str]]:
    """The codes in each theme, in order."""
    book = project.codebook.now
    return {theme.name: [code.name for code in book.codes_in[theme.uid]] for theme in book.ordered_themes}


def test_codes_are_found_by_name_in_any_case_and_spacing(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        care = project.codebook.add_code(
            "care  coordination – as\tadministration", kind_of_code="descriptive"
        )
        assert care.name == "care coordination – as administration"
        assert project.codebook.code(" Care coordination –  as ADMINISTRATION ").uid == care.uid
        said = refused(lambda: project.codebook.code("trusst"), project)
        assert said == "There is no code “trusst”. Did you mean “trust”?"
        assert refused(lambda: project.codebook.add_code("TRUST"), project) == (
            "There is a code “TRUST” already: choose another name."
        )


def test_a_code_out_of_use_frees_its_name_and_is_found_by_any_code(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        old = codes(project)["trust"]
        project.codebook.set_aside(old, "Too wide")
        assert "There is no code “trust”" in refused(lambda: project.codebook.code("trust"), project)
        assert project.codebook.any_code("trust").uid == old.uid
        new = project.codebook.add_code("trust")
        assert project.codebook.any_code("trust").uid == project.codebook.code("trust").uid == new.uid
        assert project.history.all(last=2)[1].rationale == "Too wide"


def test_renaming_keeps_former_names_and_refuses_anothers(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        for name in ("faith", "Trust", "trust"):
            project.codebook.change_code(first(project), name=name)
        assert first(project).former_names == ("trust", "faith", "Trust")
        assert "already" in refused(
            lambda: project.codebook.change_code(first(project), name="Time"), project
        )
        assert refused(lambda: project.codebook.change_code(first(project), status="dead"), project) == (
            "Status can't be 'dead': it must be one of: candidate, agreed, merged, set aside."
        )


def first(project: Project) -> Any:
    """The code that was made first, whatever it is called now."""
    return next(iter(project.store.load("code").values()))


def test_codes_are_merged_in_a_chain_and_never_into_themselves(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, time = codes(project)["trust"], codes(project)["time"]
        project.codebook.merge(trust, time, "They overlap")
        assert project.codebook.now.finals[trust.uid] == time.uid
        trust, time = codes(project)["trust"], codes(project)["time"]
        assert (
            refused(lambda: project.codebook.merge(time, trust), project)
            == "“time” can't be merged into itself."
        )
        assert (
            refused(lambda: project.codebook.merge(time, time), project)
            == "“time” can't be merged into itself."
        )
        assert project.codebook.findings() == []


def test_themes_hold_codes_in_order_and_a_code_may_be_in_several(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        book = project.codebook
        trust, time = codes(project)["trust"], codes(project)["time"]
        engaging = book.add_theme("Engaging", codes=[time, trust], short="Eng")
        adjusting = book.add_theme("Adjusting")
        assert book.theme("eng").uid == book.theme("ENGAGING").uid == engaging.uid
        book.put_in([trust], adjusting)
        hope = book.add_code("hope", theme=book.theme("Engaging"))
        assert themes(project) == {"Engaging": ["time", "trust", "hope"], "Adjusting": ["trust"]}
        book.order(book.theme("Engaging"), [hope, trust])
        assert themes(project)["Engaging"] == ["hope", "trust", "time"]
        book.put_in([hope], book.theme("Engaging"))  # again: last
        assert themes(project)["Engaging"] == ["trust", "time", "hope"]
        book.take_out([time], book.theme("Engaging"))
        assert themes(project)["Engaging"] == ["trust", "hope"]
        assert [c.name for c in book.now.loose_codes] == ["time"]
        assert refused(lambda: book.order(book.theme("Engaging"), [time]), project) == (
            "“time” is not in Engaging: put it there first."
        )
        book.move(trust, book.theme("Adjusting"))
        assert themes(project) == {"Engaging": ["hope"], "Adjusting": ["trust"]}
        book.order_themes([adjusting])
        assert list(themes(project)) == ["Adjusting", "Engaging"]
        assert project.check() == []


def test_a_dropped_theme_leaves_its_codes_and_frees_its_name(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        theme = project.codebook.add_theme("Engaging", codes=[codes(project)["trust"]])
        inner = project.codebook.add_theme("Inner", parent=theme.uid)
        project.codebook.drop_theme(theme, "No theme")
        assert [t.name for t in project.codebook.now.ordered_themes] == ["Inner"]
        assert inner.uid in project.codebook.now.themes
        assert {c.name for c in project.codebook.now.loose_codes} == {"trust", "time"}
        project.codebook.add_theme("Engaging")


def test_themes_stand_within_others_but_not_within_themselves(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        book = project.codebook
        a = book.add_theme("A")
        b = book.add_theme("B", parent=a.uid)
        c = book.add_theme("C", parent=b.uid)
        for within in (a, b, c):
            call = partial(book.change_theme, book.theme("A"), parent=within.uid)
            assert refused(call, project) == "“A” can't stand within itself."
        book.change_theme(book.theme("C"), parent=a.uid, name="D", definition="d")
        assert book.theme("D").former_names == ("C",)
        assert "There is a theme “a” already" in refused(
            lambda: book.change_theme(book.theme("B"), name="a"), project
        )
        assert "There is a theme “A” already" in refused(lambda: book.add_theme("A"), project)


def test_a_theme_can_be_put_within_a_circle_that_two_copies_made(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        book = project.codebook
        a, b, c = (book.add_theme(name) for name in "ABC")
        with project.change() as draft:  # as it comes in with a copy
            draft.set(a, parent=b.uid)
            draft.set(b, parent=a.uid)
        assert len(book.findings()) == 2
        book.change_theme(c, parent=a.uid)
        assert book.theme("C").parent == a.uid
        book.change_theme(book.theme("A"), parent="")
        assert book.findings() == []
        assert [t.name for t in book.now.ordered_themes] == ["A", "B", "C"]


def test_a_column_is_a_code_or_else_a_theme(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        theme = project.codebook.add_theme("Engaging")
        project.codebook.add_theme("trust")
        assert project.codebook.column("engaging").uid == theme.uid
        assert project.codebook.column("trust").kind == "code"
        assert "There is no code or theme “x”" in refused(lambda: project.codebook.column("x"), project)
        with project.change() as draft:
            draft.create(Theme, analysis=project.analysis.uid, name="engaging")
        said = refused(lambda: project.codebook.theme("Engaging"), project)
        assert said.startswith("There are 2 themes called “Engaging”: call the one you mean ")
        assert f"{theme.uid[:8]} (Ann, " in said
        assert project.codebook.theme(theme.uid[:8]).uid == theme.uid


FILE = CodebookFile(
    "book.csv",
    (
        ThemeEntry("Engaging", "Eng", "Close to people", "agreed", "", ("Binding",), ("hope", "trust")),
        ThemeEntry("Inner", parent="Engaging", codes=("hope",)),
    ),
    (
        CodeEntry(
            "Trust",
            brief="Other",
            full="F",
            use="U",
            avoid="A",
            example="E",
            kind="in vivo",
            origin="a priori",
            source="Strauss",
            status="agreed",
            former_names=("faith",),
            colour="#3c78d8",
        ),
        CodeEntry("hope"),
        CodeEntry("old hope", status="merged", merged_into="hope"),
        CodeEntry("time", status="merged", merged_into="old hope"),
    ),
    ("a note",),
)


def test_a_codebook_file_makes_and_changes_by_name_and_leaves_the_rest(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        uids = {name: code.uid for name, code in codes(project).items()}
        brought = project.codebook.bring_in(FILE)
        assert (brought.new_codes, brought.changed_codes, brought.new_themes, brought.changed_themes) == (
            2,
            2,
            2,
            0,
        )
        assert brought.notes == ("a note",)
        trust = codes(project)["trust"]
        assert trust.uid == uids["trust"]
        assert (trust.brief, trust.kind_of_code, trust.status, trust.colour) == (
            "Other",
            "in vivo",
            "agreed",
            "#3c78d8",
        )
        hope = codes(project)["hope"].uid
        assert {project.codebook.now.finals[codes(project)[n].uid] for n in ("old hope", "time", "hope")} == {
            hope
        }
        assert themes(project) == {"Engaging": ["hope", "trust"], "Inner": ["hope"]}
        inner = project.codebook.theme("Inner")
        assert project.codebook.now.themes[inner.parent].name == "Engaging"
        log = project.store.recorded()
        again = project.codebook.bring_in(FILE)
        assert (again.new_codes, again.changed_codes, again.new_themes, again.changed_themes) == (0, 0, 0, 0)
        assert project.store.recorded() == log
        assert project.check() == []


def test_a_codebook_file_changes_themes_and_their_order(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.bring_in(FILE)
        changed = CodebookFile(
            "book.csv",
            (
                ThemeEntry("engaging", definition="New", codes=("trust",)),
                ThemeEntry("Inner", parent="Inner 2"),
                ThemeEntry("Inner 2"),
            ),
            (CodeEntry("trust"),),
        )
        brought = project.codebook.bring_in(changed)
        assert (brought.new_themes, brought.changed_themes) == (1, 1)
        assert themes(project)["Engaging"] == ["trust", "hope"]
        assert project.codebook.theme("Engaging").definition == "New"
        inner = project.codebook.theme("Inner")
        assert project.codebook.now.themes[inner.parent].name == "Inner 2"


def test_a_dry_run_of_a_codebook_writes_nothing(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        brought = unchanged(lambda: project.codebook.bring_in(FILE, dry_run=True), project)
        assert (brought.new_codes, brought.changed_codes) == (2, 2)  # type: ignore[attr-defined]  # `unchanged` gives back any object
        assert set(codes(project)) == {"trust", "time"}


def test_a_codebook_whose_theme_has_no_place_is_refused_whole(tmp_path: Path) -> None:
    file = CodebookFile("book.csv", (ThemeEntry("A", parent="nowhere"),), (CodeEntry("new"),))
    with small(tmp_path) as project:
        assert refused(lambda: project.codebook.bring_in(file), project) == (
            "book.csv: nothing was imported. theme “A” stands within “nowhere”, which isn't there."
        )


def test_a_file_prefers_the_code_in_use_to_one_set_aside(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.set_aside(codes(project)["trust"])
        new = project.codebook.add_code("trust")
        project.codebook.bring_in(CodebookFile("f", (), (CodeEntry("trust", brief="from the file"),)))
        assert project.codebook.code("trust").uid == new.uid
        assert project.codebook.code("trust").brief == "from the file"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "yaml", "json"])
def test_a_codebook_goes_out_and_into_another_project_as_it_was(tmp_path: Path, ending: str) -> None:
    (tmp_path / "other").mkdir()
    with small(tmp_path) as project, Project.new(tmp_path / "other" / "other.qualcode", "Ben") as other:
        project.codebook.bring_in(FILE)
        project.codebook.change_code(codes(project)["hope"], name="care – as “hope”, été", example="a\nb; c")
        path = tmp_path / f"book.{ending}"
        assert list(project.codebook.export(path)) == []
        other.codebook.bring_in(other.codebook.read(path))
        ours, theirs = project.codebook.as_file(), other.codebook.as_file()
        assert (theirs.themes, theirs.codes) == (ours.themes, ours.codes)


def test_a_bad_codebook_file_is_refused_with_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "book.json"
    path.write_text(json.dumps({"codes": [{"name": "a"}, {"name": "A"}]}), encoding="utf-8")
    with small(tmp_path) as project, pytest.raises(BadTable):
        project.codebook.bring_in(project.codebook.read(path))


def test_a_file_closes_no_circle_through_what_is_there(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        a = project.codebook.add_theme("A")
        b = project.codebook.add_theme("B", parent=a.uid)
        project.codebook.add_theme("C", parent=b.uid)
        file = CodebookFile("book.csv", (ThemeEntry("A", parent="c"), ThemeEntry("D", parent="A")), ())
        assert refused(lambda: project.codebook.bring_in(file), project) == (
            "book.csv: nothing was imported. theme “A” can't stand within “c”, which stands within “A”."
        )
        turned = CodebookFile(
            "book.csv", (ThemeEntry("A", parent="C"), ThemeEntry("B", parent="D"), ThemeEntry("D")), ()
        )
        project.codebook.bring_in(turned)  # B moves out of the way
        assert project.codebook.findings() == []
        project.codebook.merge(codes(project)["trust"], codes(project)["time"])
        file = CodebookFile("book.csv", (), (CodeEntry("time", status="merged", merged_into="trust"),))
        assert "code “time” can't be merged into “trust”" in refused(
            lambda: project.codebook.bring_in(file), project
        )
        file = CodebookFile(
            "book.csv",
            (),
            (CodeEntry("time", status="merged", merged_into="trust"), CodeEntry("trust", status="agreed")),
        )
        project.codebook.bring_in(file)
        assert project.codebook.findings() == []


def test_codes_merged_in_a_circle_are_in_use_under_their_names(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, time = codes(project)["trust"], codes(project)["time"]
        with project.change() as draft:  # as it comes in with a copy
            draft.set(trust, status="merged", merged_into=time.uid)
            draft.set(time, status="merged", merged_into=trust.uid)
        assert len(project.codebook.findings()) == 2
        assert project.codebook.code("trust").uid == trust.uid
        assert sorted(entry.name for entry in project.codebook.as_file().codes) == ["time", "trust"]
        assert "already" in refused(lambda: project.codebook.add_code("time"), project)
