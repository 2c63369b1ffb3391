"""Matrices, counts and extracts: asked for by names, and written to files."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from qualcode.model.errors import Refused
from qualcode.project import Project
from qualcode.project.shelves import attribution, shelves, toggle_coded
from tests.project.small import code_quote, codes, refused, small


def coded(project: Project) -> None:
    project.codebook.add_theme("Engaging", codes=[codes(project)["trust"]], short="Eng")
    code_quote(project, "trust", "ann", "They call me back.")
    code_quote(project, "trust", "joint", "both do.\nP4: She")
    code_quote(project, "time", "ben", "Trust takes years.")


def test_rows_and_columns_are_chosen_by_name(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        matrix = project.matrix.show("codes", where=[("site", "elm")], extracts=1)
        assert [row.name for row in matrix.rows] == ["Cat", "Dan", "P1"]
        assert (matrix.attributes, matrix.filter, matrix.of) == (("site",), "site is elm", 4)
        only = project.matrix.show("codes", theme=project.codebook.theme("eng"), by=["participant type"])
        assert [column.name for column in only.columns] == ["trust"]
        assert only.attributes == ("participant_type",)
        assert "There is no attribute “age”" in refused(lambda: project.matrix.show(by=["age"]), project)
        assert "No participant has site “Oak”" in refused(
            lambda: project.matrix.show(where=[("site", "Oak")]), project
        )


def test_the_count_of_one_code_is_that_of_all_counts(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        counts = {row.code: row.count for row in project.matrix.counts()}
        book = project.codebook.now
        assert {code.name: project.matrix.count(code) for code in book.ordered_codes} == counts
        assert counts["trust"].passages == 3


def test_counts_and_extracts_follow_every_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)

        def told() -> list[tuple[str, int, int, int]]:
            return [
                (r.code, r.count.participants, r.count.of, r.count.passages) for r in project.matrix.counts()
            ]

        assert told() == [("trust", 3, 4, 2), ("time", 1, 4, 1)]
        project.charting.write(project.participants.named("P2"), codes(project)["trust"], content="not asked")
        assert told()[0] == ("trust", 3, 3, 2)
        project.transcripts.set_role(project.transcripts.named("joint"), "P4", "interviewer")
        assert told()[0] == ("trust", 2, 3, 2)
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        assert told() == [("trust", 3, 4, 3)]
        project.codings.remove(project.codings.all())
        assert told() == [("trust", 0, 3, 0)]
        for _ in range(4):
            project.history.undo()
        assert told() == [("trust", 3, 4, 2), ("time", 1, 4, 1)]
        assert [e.text for e in project.matrix.extracts()] == [
            "They call me back.",
            "both do.\nP4: She",
            "Trust takes years.",
        ]
        assert [e.participant for e in project.matrix.extracts(where=[("site", "Ash")])] == ["P2"]


def test_counts_as_objects_and_files(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        objects = project.matrix.count_objects(by=["site"])
        assert {
            key: objects[1][key] for key in ("code", "site", "participants", "of", "passages", "codings")
        } == {
            "code": "trust",
            "site": "Ash",
            "participants": 0,
            "of": 1,
            "passages": 0,
            "codings": 0,
        }
        project.matrix.export_counts(tmp_path / "counts.json", by=["site"])
        assert json.loads((tmp_path / "counts.json").read_text(encoding="utf-8")) == objects
        project.matrix.export_counts(tmp_path / "counts.csv")
        with (tmp_path / "counts.csv").open(encoding="utf-8-sig", newline="") as file:
            assert [row["participants"] for row in csv.DictReader(file)] == ["3", "1"]


def test_a_matrix_is_written_by_the_files_ending(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        for name in ("m.xlsx", "m.html", "m.md", "m.csv", "m.json"):
            project.matrix.export(tmp_path / name, columns="codes", extracts=2)
            assert (tmp_path / name).stat().st_size > 0
        written = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
        made = project.matrix.as_object(project.matrix.show("codes", extracts=2))
        assert written == json.loads(json.dumps(made))
        assert refused(lambda: project.matrix.export(tmp_path / "m.pdf"), project) == (
            "m.pdf: name a file that ends in .xlsx, .html, .md, .csv or .json."
        )
        for name in ("e.xlsx", "e.csv"):
            project.matrix.export_extracts(tmp_path / name)
            assert (tmp_path / name).stat().st_size > 0


@pytest.mark.parametrize("columns", ["themes", "codes"])
def test_a_workbook_can_hold_other_attributes_and_part_of_the_participants(
    tmp_path: Path, columns: str
) -> None:
    with small(tmp_path) as project:
        coded(project)
        project.participants.set_value(project.participants.named("P1"), "age", "40")
        charts = project.matrix.charts(by=["site"], where=[("site", "Elm")], others=["age"], columns=columns)
        assert (charts.study, charts.attributes, charts.other_attributes) == ("study", ("Site",), ("Age",))
        assert [row.name for row in charts.participants] == ["Cat", "Dan", "P1"]
        assert charts.participants[-1].others == ("40",)
        assert charts.overview.of == 4


def test_transcripts_stand_on_shelves_by_site_with_how_far_they_are(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1 = project.participants.named("P1")
        (tmp_path / "extra.txt").write_text("Nobody was there.\n")
        (tmp_path / "plan.txt").write_text("A plan.\n")
        project.transcripts.bring_in([tmp_path / "extra.txt", tmp_path / "plan.txt"])
        plan = project.transcripts.named("plan")
        project.participants.link(p1, plan)
        project.transcripts.set_kind(plan, "document")
        project.participants.describe(p1, {"participant_type": "carer", "number": "2"})
        code_quote(project, "trust", "ann", "Mostly")
        assert toggle_coded(project, project.transcripts.named("ben")) is True
        found = {s.site: {e.transcript: (e.label, e.progress) for e in s.entries} for s in shelves(project)}
        uid = {t.name: t.uid for t in project.transcripts.all()}
        assert list(found) == ["Elm", "Ash", "No site"]  # in the order in which they were first said
        assert found["Ash"] == {uid["ben"]: ("P2", "coded")}
        assert found["Elm"][uid["joint"]] == ("Cat, Dan", "new")
        assert found["Elm"][uid["ann"]][1] == "begun"
        assert found["No site"] == {uid["extra"]: ("extra", "new")}
        assert attribution(project, project.transcripts.named("ann")) == "Carer 2, Elm"
        assert attribution(project, project.transcripts.named("extra")) == "extra"
        assert toggle_coded(project, project.transcripts.named("ben")) is False
        project.decisions.close_version()
        toggle_coded(project, project.transcripts.named("ben"))
        project.decisions.close_version()  # what was coded under the version before is to be gone over again
        found = {s.site: {e.transcript: (e.label, e.progress) for e in s.entries} for s in shelves(project)}
        assert found["Ash"][uid["ben"]][1] == "begun"


def test_without_sites_there_is_one_shelf(tmp_path: Path) -> None:
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        (tmp_path / "a.txt").write_text("Nobody was there.\n")
        project.transcripts.bring_in([tmp_path / "a.txt"])
        (shelf,) = shelves(project)
        assert (shelf.site, [e.label for e in shelf.entries]) == ("", ["a"])


def test_a_workbook_has_a_chart_a_theme_or_one_of_themes(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        theme = project.codebook.add_theme("engaging", codes=[project.codebook.code("trust")])
        project.matrix.export(tmp_path / "codes.xlsx")
        project.matrix.export(tmp_path / "themes.xlsx", columns="themes")
        by_code = openpyxl.load_workbook(tmp_path / "codes.xlsx").sheetnames
        by_theme = openpyxl.load_workbook(tmp_path / "themes.xlsx").sheetnames
        with pytest.raises(Refused, match="every theme"):
            project.matrix.export(tmp_path / "one.xlsx", theme=theme)

    assert set(by_code) != set(by_theme)
    assert "Matrix" in by_theme
    assert not (tmp_path / "one.xlsx").exists()


def test_a_page_is_looked_through_for_what_stands_around_its_extracts(tmp_path: Path) -> None:
    said = "I: Who called?\nP1: Mr Haddersby did. He was kind.\nI: And then?\nP1: Ms Quillfeather.\n"
    (tmp_path / "eve.txt").write_text(said, encoding="utf-8")
    with small(tmp_path) as project:
        project.transcripts.bring_in([tmp_path / "eve.txt"])
        eve = project.participants.add("Eve")
        project.participants.link(eve, project.transcripts.named("eve"), "")
        code_quote(project, "trust", "eve", "He was kind.")

        def places(name: str) -> int:
            """How many places in a file are told of: names of participants are among them."""
            (note,) = project.matrix.export(tmp_path / name)
            return int(note.split()[0])

        assert places("m.xlsx") == places("m.md")
        assert places("m.html") == places("m.md") + 1
