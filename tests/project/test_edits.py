"""A matrix workbook goes out, is edited, and comes back: exactly the edits arrive."""

import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from qualcode.model.errors import Refused, UnreadableFile
from qualcode.model.study import Participant, Summary
from qualcode.project import Project
from qualcode.project.edits import Edits
from tests.project.small import code_quote, refused, small

Change = Callable[[Workbook], None]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """The small project with its codes in a theme, and some of it charted."""
    with small(tmp_path) as project:
        people, code = project.participants.named, project.codebook.code
        codes = [code("trust"), code("time")]
        project.codebook.add_theme("Relying", short="Relying", definition="On whom, on what", codes=codes)
        code_quote(project, "trust", "ann", "I rely on that.")
        project.charting.write(people("P1"), code("trust"), text="Trusts them: “they call me back” (t2).")
        project.charting.write(people("P1"), code("time"), content="nothing said", comment="Ask again.")
        project.charting.write(people("P2"), code("trust"), text="“Takes years” (t2).")
        project.charting.write(people("Cat"), code("trust"), content="not asked")
        yield project


def cell(sheet: Worksheet, name: str, heading: str) -> Cell:
    """The cell of a participant under a heading."""
    column = next(c.column for c in sheet[3] if c.value == heading)
    row = next(row[0].row for row in sheet.iter_rows(min_row=4) if name in [c.value for c in row])
    assert column
    assert row
    found = sheet.cell(row, column)
    assert isinstance(found, Cell)
    return found


def returned(project: Project, change: Change) -> Path:
    """The workbook as exported, then changed."""
    path = project.path.with_name("matrix.xlsx")
    project.matrix.export(path)
    book = openpyxl.load_workbook(path, rich_text=True)
    change(book)
    book.save(path)
    return path


def told(edits: Edits) -> list[tuple[str, str, str, str]]:
    return [(e.participant, e.column, e.part, e.theirs) for e in edits.clean]


def state(project: Project) -> dict[tuple[str, str], tuple[str, str, str, str, str]]:
    """What is charted, by the names of the pair."""
    return {
        (s.participant, s.column): (
            s.summary.text, s.summary.content, s.summary.progress, s.summary.checked_by, s.summary.comment,
        )
        for s in project.charting.shown()
    }  # fmt: skip


def test_untouched_it_brings_nothing(project: Project) -> None:
    found = project.matrix.edits(returned(project, lambda book: None))

    assert (found.clean, found.differing, found.problems, found.notes) == ((), (), (), ())
    assert found.unchanged == 4 * 5  # of each: two codes, the theme, the comment, who checked


def test_each_kind_of_edit_arrives_as_one_change(project: Project) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["1 Relying"]
        cell(sheet, "P1", "trust").value = "Trusts them now (t2)."
        cell(sheet, "P2", "time").value = "Not applicable"
        cell(sheet, "P2", "trust").value = None
        cell(sheet, "Dan", "trust").value = "She is trusted, he isn't (t4)."
        cell(sheet, "Dan", "Checked by").value = "Cara"
        cell(sheet, "P1", "Analyst's comment").value = "A key case.\nOn time: Never asked.\nSee t4."

    before = state(project)
    found = project.matrix.edits(returned(project, edit))

    assert (found.differing, found.problems, found.notes) == ((), (), ())
    assert sorted(told(found)) == sorted([
        ("P1", "trust", "summary", "Trusts them now (t2)."),
        ("P2", "time", "summary", "Not applicable"),
        ("P2", "trust", "summary", ""),
        ("Dan", "trust", "summary", "She is trusted, he isn't (t4)."),
        ("Dan", "trust", "checked by", "Cara"),
        ("P1", "Relying", "comment", "A key case."),
        ("P1", "time", "comment", "Never asked.\nSee t4."),
    ])  # fmt: skip
    project.matrix.bring_in(found.clean)
    after = state(project)
    assert after["P1", "trust"] == ("Trusts them now (t2).", "charted", "drafted", "", "")
    assert after["P2", "time"][:2] == ("", "not applicable")
    assert after["P2", "trust"][:3] == ("", "", "to do")
    assert after["Dan", "trust"][1:4] == ("charted", "checked", "Cara")
    assert after["P1", "time"][4] == "Never asked.\nSee t4."
    assert after["Cat", "trust"] == before["Cat", "trust"]
    project.history.undo()
    assert {pair: said for pair, said in state(project).items() if any(said)} == before


def test_rows_sorted_columns_moved_and_hidden_sheets_added_and_deleted_do_not_matter(
    project: Project,
) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["1 Relying"]
        cell(sheet, "P2", "trust").value = "Years (t2)."
        rows = [[c.value for c in row] for row in sheet.iter_rows(min_row=3)]
        columns = list(range(len(rows[0])))
        columns[3], columns[4] = columns[4], columns[3]
        sheet.delete_rows(3, len(rows))
        for number, row in enumerate([rows[0], *reversed(rows[1:])], start=3):
            for place, column in enumerate(columns, start=1):
                sheet.cell(number, place, row[column])
        sheet.column_dimensions["D"].hidden = True
        del book["Groups"], book["Extracts"]
        book.create_sheet("My notes").cell(1, 1).value = "=1+1"

    found = project.matrix.edits(returned(project, edit))

    assert told(found) == [("P2", "trust", "summary", "Years (t2).")]
    assert found.problems == found.notes == ()


def test_what_both_changed_is_a_difference(project: Project) -> None:
    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P1", "trust").value = "Theirs."
        cell(book["1 Relying"], "P2", "trust").value = "Also theirs."

    path = returned(project, edit)
    person, code = project.participants.named("P1"), project.codebook.code("trust")
    project.charting.write(person, code, text="Ours by now.")
    found = project.matrix.edits(path)

    assert told(found) == [("P2", "trust", "summary", "Also theirs.")]
    assert [(e.participant, e.ours, e.theirs) for e in found.differing] == [("P1", "Ours by now.", "Theirs.")]
    project.matrix.bring_in([*found.clean, *found.differing])
    assert state(project)["P1", "trust"][0] == "Theirs."


def test_what_we_changed_to_the_same_is_no_difference(project: Project) -> None:
    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P1", "trust").value = "The same."

    path = returned(project, edit)
    person, code = project.participants.named("P1"), project.codebook.code("trust")
    project.charting.write(person, code, text="The same.")
    found = project.matrix.edits(path)

    assert found.clean == found.differing == ()


def test_what_we_changed_alone_stays(project: Project) -> None:
    path = returned(project, lambda book: None)
    person, code = project.participants.named("P1"), project.codebook.code("trust")
    project.charting.write(person, code, text="Ours by now.")

    assert project.matrix.edits(path).clean == ()


def test_what_cannot_be_taken_is_listed_by_cell_and_the_rest_offered(project: Project) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["1 Relying"]
        cell(sheet, "P1", "trust").value = '=CONCAT("a","b")'
        cell(sheet, "P2", "trust").value = "Taken."
        cell(sheet, "P2", "time").value = "#REF!"
        cell(sheet, "P2", "time").data_type = "e"
        below, above = cell(sheet, "P1", "time"), cell(sheet, "Dan", "time")
        rows = sorted([below.row, above.row])
        sheet.merge_cells(
            start_row=rows[0], end_row=rows[1], start_column=below.column, end_column=below.column
        )
        cell(sheet, "Cat", "Checked by").value = "Cara\nDora"
        book["Keys"].cell(2, 1).value = None

    before = state(project)
    found = project.matrix.edits(returned(project, edit))
    problems = " / ".join(found.problems)

    assert told(found) == [("P2", "trust", "summary", "Taken.")]
    assert "formula" in problems
    assert "#REF!" in problems
    assert "merged" in problems
    assert "write one name" in problems
    assert "Keys!2 was altered" in problems
    assert all("!" in problem for problem in found.problems)
    assert state(project) == before


def test_a_row_deleted_or_a_column_gone_is_said(project: Project) -> None:
    def edit(book: Workbook) -> None:
        sheet = book["1 Relying"]
        sheet.delete_rows(cell(sheet, "Dan", "trust").row)
        sheet.cell(1, 1).value = "Anything"
        next(c for c in sheet[3] if c.value == "time").value = "Renamed by hand"

    found = project.matrix.edits(returned(project, edit))

    assert found.clean == ()
    assert len(found.notes) == 2
    assert "Dan" in found.notes[1]
    assert "time" in found.notes[0]


def test_rows_without_their_key_are_found_by_name_unless_two_have_it(project: Project) -> None:
    with project.change() as draft:
        draft.create(Participant, name="P2")

    def edit(book: Workbook) -> None:
        sheet = book["1 Relying"]
        cell(sheet, "P1", "trust").value = "By name."
        for row in sheet.iter_rows(min_row=4):
            if row[0].value == "P2":
                row[next(i for i, c in enumerate(sheet[3]) if c.value == "trust")].value = "Whose?"
            row[-1].value = None

    found = project.matrix.edits(returned(project, edit))

    assert told(found) == [("P1", "trust", "summary", "By name.")]
    assert len(found.problems) == 2


def test_a_code_renamed_or_merged_since(project: Project) -> None:
    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P1", "trust").value = "Renamed, yet known."
        cell(book["1 Relying"], "P1", "time").value = "Merged since."

    path = returned(project, edit)
    trust, time = project.codebook.code("trust"), project.codebook.code("time")
    project.codebook.change_code(trust, name="believing")
    project.codebook.merge(time, project.codebook.code("believing"))
    found = project.matrix.edits(path)

    assert ("P1", "believing", "Renamed, yet known.") in [
        (e.participant, e.column, e.theirs) for e in itertools.chain(found.clean, found.differing)
    ]
    assert [p for p in found.problems if "“time” is no longer in use" in p]


def test_another_projects_workbook_is_refused(project: Project, tmp_path: Path) -> None:
    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P1", "trust").value = "Elsewhere."

    path = returned(project, edit)
    (tmp_path / "other").mkdir()
    with Project.new(tmp_path / "other" / "study.qualcode", "Ann") as other:
        assert "another project" in refused(lambda: other.matrix.edits(path), other)


def test_a_workbook_that_is_not_ours_is_refused(project: Project, tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "theirs.xlsx")

    with pytest.raises(UnreadableFile, match="no sheet “Keys”"):
        project.matrix.edits(tmp_path / "theirs.xlsx")


@pytest.mark.system
def test_libreoffice_saves_sorts_and_nothing_else_changes(project: Project, tmp_path: Path) -> None:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice isn't installed")

    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P1", "trust").value = "Through LibreOffice: “quoted”\non two lines."

    path = returned(project, edit)
    out = tmp_path / "saved"
    subprocess.run(
        [office, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    found = project.matrix.edits(out / path.name)

    assert told(found) == [("P1", "trust", "summary", "Through LibreOffice: “quoted”\non two lines.")]
    assert (found.differing, found.problems, found.notes) == ((), (), ())


def test_summaries_are_written_under_the_name_of_who_brings_them(project: Project) -> None:
    def edit(book: Workbook) -> None:
        cell(book["1 Relying"], "P2", "trust").value = "Cara's words."

    path = returned(project, edit)
    project.coders.add("Cara")
    project.sign("Cara")
    project.matrix.bring_in(project.matrix.edits(path).clean)
    written = next(s for s in project.all(Summary).values() if s.text == "Cara's words.")

    assert [project.coders.named("Cara").uid] == project.charting.writers()[written.uid]
    with pytest.raises(Refused):
        project.codings.apply(project.codebook.code("trust"), project.transcripts.named("ann"), 5, 5)
