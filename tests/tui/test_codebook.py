"""The codebook by keys: each command, and what is then in the project."""

from collections.abc import Callable

from textual.pilot import Pilot
from textual.widgets import OptionList, Static, TextArea

from qualcode.model.study import Code, Theme
from qualcode.project import Project
from qualcode.tui.dialogs.split import Split
from qualcode.tui.dialogs.tell import Tell
from qualcode.tui.screens.workspace import Workspace
from tests.tui.driving import Driven, type_in, until
from tests.tui.test_workspace import desk, keys, read_coordinator, said

Drive = Callable[..., Driven]


async def go_to(pilot: Pilot[None], name: str) -> None:
    """Be in the codebook, on a code or theme."""
    work, book = desk(pilot), desk(pilot).project.codebook
    panel = work.book_panel
    panel.focus()
    await pilot.pause()
    things: list[Code | Theme] = [*book.now.ordered_codes, *book.now.ordered_themes]
    panel.go_to(next(thing.uid for thing in things if thing.name == name))
    await pilot.pause()


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was changed is saved and nothing more is being done."""
    await pilot.pause(0.05)
    screen = pilot.app.screen
    if isinstance(screen, Workspace):
        await until(pilot, lambda: not screen.project.writing.pending)
    await pilot.pause(0.05)


async def answer(pilot: Pilot[None], text: str) -> None:
    """Type an answer over what stands there."""
    await pilot.pause()
    await pilot.press("end", "ctrl+u")
    await type_in(pilot, text)
    await pilot.press("enter")
    await settled(pilot)


def themes(project: Project) -> dict[str, list[str]]:
    book = project.codebook.now
    return {theme.name: [code.name for code in book.codes_in[theme.uid]] for theme in book.ordered_themes}


async def test_a_code_and_a_theme_are_renamed_and_their_former_names_kept(drive: Drive) -> None:
    async with drive() as pilot:
        book = desk(pilot).project.codebook
        await go_to(pilot, "hope")
        await pilot.press("r")
        await answer(pilot, "hoping")
        assert book.code("hoping").former_names == ("hope",)
        await go_to(pilot, "Adjusting")
        await pilot.press("r")
        await answer(pilot, "Adapting")
        assert list(themes(desk(pilot).project)) == ["Connecting", "Adapting"]
        assert "“Adjusting” is now “Adapting”" in said(pilot)
        await pilot.press("u")
        await settled(pilot)
        assert list(themes(desk(pilot).project)) == ["Connecting", "Adjusting"]


async def test_a_name_there_is_already_is_refused_and_said(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "hope")
        await pilot.press("r")
        await answer(pilot, "administration")
        assert "There is a code “administration” already" in said(pilot)


async def test_the_parts_of_a_definition_are_written_in_one_form_as_one_change(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "hope")
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("tab")
        await type_in(pilot, "looking forward")
        await pilot.press("tab", "tab")
        await type_in(pilot, "they say so")
        await pilot.press("ctrl+s")
        await settled(pilot)
        hope = desk(pilot).project.codebook.code("hope")
        assert (hope.brief, hope.full, hope.use, hope.avoid) == ("looking forward", "", "they say so", "")
        shown = str(pilot.app.screen.query_one("#definition").render())
        assert "looking forward" in shown
        assert "they say so" in shown
        await pilot.press("u")
        await settled(pilot)
        assert desk(pilot).project.codebook.code("hope").brief == ""


async def test_the_form_at_a_small_terminal_keeps_its_first_line_and_keys_in_sight(drive: Drive) -> None:
    async with drive(size=(80, 24)) as pilot:
        await pilot.press("greater_than_sign")
        await go_to(pilot, "articulation work")
        await pilot.press("e")
        await pilot.pause(0.2)
        text = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "The definition of “articulation work”" in text
        assert "Making others' work fit." in text
        assert "ctrl+s keep" in text
        assert len(pilot.app.screen.query(TextArea)) == 5


async def test_a_code_has_another_colour(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "hope")
        await pilot.press("C")
        await pilot.pause()
        await pilot.press("home", "enter")
        await settled(pilot)
        assert desk(pilot).project.codebook.code("hope").colour == "#e8974c"


async def test_a_code_moves_into_a_theme_out_of_it_and_to_another_as_one_change_each(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await go_to(pilot, "hope")
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert themes(project)["Connecting"] == ["articulation work", "administration", "hope"]
        await pilot.press("t")
        await pilot.pause()
        await pilot.press("enter")
        await settled(pilot)
        assert themes(project)["Adjusting"] == ["hope"]
        assert "hope" not in themes(project)["Connecting"]
        await pilot.press("u")
        await settled(pilot)
        assert "hope" in themes(project)["Connecting"]
        await go_to(pilot, "hope")
        await pilot.press("T")
        await settled(pilot)
        assert [code.name for code in project.codebook.now.loose_codes] == ["hope"]


async def test_a_code_goes_into_one_more_theme_and_stays_in_its_own(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "administration")
        await pilot.press("g")
        await until(pilot, lambda: bool(pilot.app.screen.query("Choose OptionList")))
        told = [str(line.render()) for line in pilot.app.screen.query(Static)]
        assert "It stays in its other themes too." in told
        assert pilot.app.screen.query_one(OptionList).highlighted == 0  # the new theme: what enter takes
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        found = themes(desk(pilot).project)
        assert found == {
            "Connecting": ["articulation work", "administration"],
            "Adjusting": ["administration"],
        }


async def test_new_themes_and_codes(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await go_to(pilot, "Adjusting")
        await pilot.press("n")
        await answer(pilot, "making do")
        assert themes(project)["Adjusting"] == ["making do"]
        await pilot.press("N")
        await answer(pilot, "Waiting")
        assert "Waiting" in themes(project)
        assert isinstance(desk(pilot).thing_here, Theme)


async def test_merging_shows_what_will_move_and_is_undone(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await go_to(pilot, "articulation work")
        await pilot.press("I")
        await pilot.pause()
        await type_in(pilot, "hop")
        await pilot.press("enter")
        await pilot.pause()
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "1 passage of 1 participant will count under “hope”" in shown
        assert "Coded by Ben 1." in shown
        await type_in(pilot, "the same")
        await pilot.press("enter")
        await settled(pilot)
        assert [c.name for c in project.codebook.now.merged_from[project.codebook.code("hope").uid]] == [
            "articulation work"
        ]
        assert project.history.all()[0].rationale == "the same"
        await pilot.press("u")
        await settled(pilot)
        assert project.codebook.code("articulation work").status == "candidate"
        assert desk(pilot).thing_here == project.codebook.code("articulation work")


async def test_a_code_set_aside_or_a_theme_dropped_is_brought_back(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await go_to(pilot, "articulation work")
        await pilot.press("d")
        await settled(pilot)
        assert "articulation work" not in themes(project)["Connecting"]
        await go_to(pilot, "Connecting")
        await pilot.press("d")
        await settled(pilot)
        assert list(themes(project)) == ["Adjusting"]
        for _ in range(2):
            await pilot.press("R")
            await pilot.pause()
            await pilot.press("home", "enter")
            await settled(pilot)
        assert themes(project)["Connecting"] == ["articulation work", "administration"]
        await pilot.press("R")
        await settled(pilot)
        assert "Nothing was set aside" in said(pilot)


async def test_codes_and_themes_change_places(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await go_to(pilot, "articulation work")
        await pilot.press("shift+down")
        await settled(pilot)
        assert themes(project)["Connecting"] == ["administration", "articulation work"]
        assert isinstance(desk(pilot).thing_here, Code)
        await pilot.press("shift+down")
        await settled(pilot)
        assert "is the last already" in said(pilot)
        await pilot.press("K")
        await settled(pilot)
        assert themes(project)["Connecting"] == ["articulation work", "administration"]
        await go_to(pilot, "Adjusting")
        await pilot.press("shift+up")
        await settled(pilot)
        assert list(themes(project)) == ["Adjusting", "Connecting"]


async def test_a_code_is_split_by_going_through_its_passages(drive: Drive) -> None:
    async with drive() as pilot:
        project = desk(pilot).project
        await read_coordinator(pilot)
        await pilot.press("ctrl+right", "1", "ctrl+right", "1")
        await settled(pilot)
        await go_to(pilot, "articulation work")
        await pilot.press("S")
        await answer(pilot, "telephoning; going on")
        assert isinstance(pilot.app.screen, Split)
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "1 of 3" in shown
        assert "Half my week is the phone." in shown
        await pilot.press("1", "0", "left", "left", "right", "2", "2", "ctrl+s")
        await until(pilot, lambda: isinstance(pilot.app.screen, Workspace))
        await settled(pilot)
        book = project.codebook
        counted = {
            name: len(project.codings.under(book.code(name)))
            for name in ("articulation work", "telephoning", "going on")
        }
        assert counted == {"articulation work": 0, "telephoning": 1, "going on": 2}
        assert themes(project)["Connecting"][:3] == ["articulation work", "telephoning", "going on"]
        await pilot.press("u")
        await settled(pilot)
        assert len(project.codings.under(book.code("articulation work"))) == 3


async def test_details_tell_the_definition_and_the_history(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "articulation work")
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Tell)
        shown = "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())
        assert "Making others' work fit." in shown
        assert "Ben: made as “articulation work”" in shown
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Workspace)


async def test_a_code_is_pinned_to_a_number_which_is_remembered(drive: Drive) -> None:
    async with drive() as pilot:
        await go_to(pilot, "hope")
        await pilot.press("equals_sign")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert [code.name if code else "" for code in desk(pilot).pinned][:3] == [
            "hope", "administration", "articulation work",
        ]  # fmt: skip
        assert "1 now puts “hope” on" in said(pilot)
    async with drive() as pilot:
        pinned = desk(pilot).pinned[0]
        assert pinned is not None
        assert pinned.name == "hope"


async def test_while_reading_the_code_that_lies_here_is_meant_and_otherwise_one_is_asked_for(
    drive: Drive,
) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        work = desk(pilot)
        work.do_by_name(work.command("codebook.rename"))
        await answer(pilot, "phoning")
        assert work.project.codebook.code("phoning").former_names == ("articulation work",)
        await pilot.press("home")
        work.do_by_name(work.command("codebook.rename"))
        await pilot.pause()
        await type_in(pilot, "hop")
        await pilot.press("enter")
        await answer(pilot, "hoping")
        assert work.project.codebook.code("hoping").former_names == ("hope",)


async def test_the_keys_of_the_codebook_are_shown_there_and_count_nowhere_else(drive: Drive) -> None:
    async with drive() as pilot:
        await read_coordinator(pilot)
        assert "p passages" not in keys(pilot)
        await go_to(pilot, "hope")
        assert "p passages" in keys(pilot)
        await pilot.press("slash")
        await pilot.pause()
        assert "esc show all" in keys(pilot)
        await pilot.press("escape", "tab")
        await pilot.pause()
        assert "p passages" not in keys(pilot)
