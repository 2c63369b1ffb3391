"""An edited workbook comes back on the screen: seen, decided, taken as one change."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode.model.study import Summary
from qualcode.project import Project
from qualcode.tui.commands.bringing_back import What
from qualcode.tui.dialogs.choose import Choose
from qualcode.tui.screens.matrix import MatrixDesk
from tests.tui.driving import Driven, saved, until
from tests.tui.test_matrix import said, to_matrix

Drive = Callable[..., Driven]


def edited(study: Path) -> Path:
    """The workbook of two summaries, both edited; then we changed the first, too."""
    path = study.with_name("matrix.xlsx")
    with Project.open(study, coder="Ann") as project:
        carer, coordinator = project.participants.all()
        code = project.codebook.code("articulation work")
        project.charting.write(carer, code, text="Nobody rings.")
        project.charting.write(coordinator, code, text="The phone.")
        project.matrix.export(path)
        before = project.charting.summary(carer, code)
        project.charting.write(carer, code, seen=before, text="Nobody rings her.")
    book = openpyxl.load_workbook(path, rich_text=True)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value) in ("Nobody rings.", "The phone.") and sheet.title == "1 Connecting":
                    cell.value = f"{cell.value} So they say."
    book.save(path)
    return path


def summaries(desk: MatrixDesk) -> list[str]:
    return sorted(summary.text for summary in desk.project.all(Summary).values())


async def bring_back(pilot: Pilot[None], path: Path) -> MatrixDesk:
    desk = await to_matrix(pilot)
    await pilot.press("E")
    await until(pilot, lambda: bool(pilot.app.screen.query("Ask Input")))
    field = pilot.app.screen.query_one(Input)
    assert field.value == f"{path.parent}/"
    field.value = str(path)
    await pilot.press("enter")
    return desk


@pytest.mark.parametrize(
    ("keys", "carer", "coordinator"),
    [
        (["enter", "down", "enter"], "Nobody rings. So they say.", "The phone. So they say."),
        (["enter", "enter"], "Nobody rings her.", "The phone. So they say."),
        (["down", "down", "enter"], "Nobody rings. So they say.", "The phone. So they say."),
        (["down", "enter"], "Nobody rings her.", "The phone. So they say."),
        (["enter", "escape"], "Nobody rings her.", "The phone."),
        (["escape"], "Nobody rings her.", "The phone."),
    ],
)
async def test_what_both_changed_is_asked_and_all_is_one_change(
    drive: Drive, study: Path, keys: list[str], carer: str, coordinator: str
) -> None:
    path = edited(study)
    async with drive() as pilot:
        desk = await bring_back(pilot, path)
        await until(pilot, lambda: isinstance(pilot.app.screen, What))
        told = "\n".join(str(line.render()) for line in pilot.app.screen.query(".text"))
        assert "Care coordinator 1, Hazel, articulation work: “The phone. So they say.”" in told
        assert "(ours: “Nobody rings her.”)" in told
        await pilot.press("enter")
        for key in keys:
            await until(pilot, lambda: isinstance(pilot.app.screen, Choose))
            await pilot.press(key)
            await pilot.pause()
        await until(pilot, lambda: "rought in" in said(desk))
        await saved(pilot)
        assert summaries(desk) == sorted([carer, coordinator])
        if "escape" not in keys:
            await pilot.press("u")
            assert summaries(desk) == ["Nobody rings her.", "The phone."]


async def test_what_cannot_be_read_is_said(drive: Drive, study: Path) -> None:
    async with drive() as pilot:
        desk = await bring_back(pilot, study.with_name("nothing.xlsx"))
        await until(pilot, lambda: "nothing.xlsx" in said(desk) and "Reading" not in said(desk))
        assert desk.strip.has_class("-alarm")


async def test_a_workbook_that_nobody_edited_brings_nothing(drive: Drive, study: Path) -> None:
    path = study.with_name("matrix.xlsx")
    with Project.open(study, coder="Ann") as project:
        project.matrix.export(path)
    async with drive() as pilot:
        desk = await bring_back(pilot, path)
        await until(pilot, lambda: "Reading" not in said(desk) and "matrix.xlsx" in said(desk))
        assert said(desk) == "There is nothing to bring in from matrix.xlsx."
