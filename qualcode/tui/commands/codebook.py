"""The codebook: what one does to the code or theme one is on."""

from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Theme
from qualcode.page.cells import clip
from qualcode.tui import codes
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.arranging import MoveToTheme, NewTheme, Reorder, ReorderUp, TakeOut
from qualcode.tui.commands.chosen import BookCommand, code_here, thing
from qualcode.tui.commands.joining import Merge, SplitCode
from qualcode.tui.commands.pinning import Pin
from qualcode.tui.commands.places import Reading, saying
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.colours import ChooseColour
from qualcode.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from qualcode.tui.dialogs.form import Field


class Rename(BookCommand):
    """Rename the code or theme. Its former name is kept with it."""

    id, keys, footer = "codebook.rename", "r", "rename"

    def do(self, desk: Reading) -> Task:
        """Ask for the name."""

        async def rename() -> None:
            found = await thing(desk, "Rename which code?")
            if found is None:
                return
            old = found.name
            name = await desk.ask(Ask(f"What is “{old}” called from now on?", value=old))
            if name and name != old:
                book = desk.project.codebook

                def change() -> str:
                    if isinstance(found, Theme):
                        book.change_theme(found, name=name)
                    else:
                        book.change_code(found, name=name)
                    return f"“{old}” is now “{name}”."

                await saying(desk, change)

        return rename()


class Define(BookCommand):
    """Write the definition: brief and full, when to use it and when not, an example."""

    id, keys, footer = "codebook.define", "e", "definition"

    def do(self, desk: Reading) -> Task:
        """Show the form."""

        async def define() -> None:
            from qualcode.tui.dialogs.form import Form  # pages to write on load slowly

            found = await thing(desk, "Define which code?")
            if found is None:
                return
            changed = await desk.ask(Form(f"The definition of “{found.name}”", _fields(found)))
            if not changed:
                return
            book = desk.project.codebook

            def change() -> str:
                if isinstance(found, Theme):
                    book.change_theme(found, **changed)
                else:
                    book.change_code(found, **changed)
                return f"The definition of “{changed.get('name', found.name)}” is kept."

            await saying(desk, change)

        return define()


def _fields(found: Code | Theme) -> list["Field"]:
    from qualcode.tui.dialogs.form import Field

    if isinstance(found, Theme):
        return [
            Field("name", "Name", found.name),
            Field("short", "Short name", found.short),
            Field("definition", "Definition", found.definition, 6),
        ]
    return [
        Field("name", "Name", found.name),
        Field("brief", "Brief definition", found.brief, 2),
        Field("full", "Full definition", found.full, 5),
        Field("use", "When to use", found.use, 3),
        Field("avoid", "When not to use", found.avoid, 3),
        Field("example", "Example", found.example, 3),
    ]


class Recolour(BookCommand):
    """Give the code another colour."""

    id, keys = "codebook.recolour", "C"

    def do(self, desk: Reading) -> Task:
        """Show the colours."""

        async def recolour() -> None:
            code = await code_here(desk, "Recolour which code?")
            if code is None:
                return
            looks = codes.looks(desk.project)
            others = [c for c in desk.project.codebook.now.ordered_codes if c.uid != code.uid]
            used = {looks[other.uid].colour: other.name for other in reversed(others)}
            question = f"Which colour does “{code.name}” have?"
            colour = await desk.ask(ChooseColour(question, looks[code.uid], used))
            if colour:
                await desk.changed(lambda: desk.project.codebook.change_code(code, colour=colour))

        return recolour()


class NewCode(BookCommand):
    """Make a code, in the theme one is in."""

    id, keys, footer = "codebook.new_code", "n", "new code"

    def do(self, desk: Reading) -> Task:
        """Ask for its name."""

        async def make() -> None:
            theme = desk.theme_here
            where = f" in “{theme.name}”" if theme else ""
            name = await desk.ask(Ask(f"What is the new code{where} called?"))
            if name:
                code = await desk.changed(lambda: desk.project.codebook.add_code(name, theme=theme))
                desk.show_in_codebook(code.uid)
                desk.say(f"New code “{code.name}”. e defines it.")

        return make()


class SetAside(BookCommand):
    """Set the code aside, or drop the theme.

    A code's passages stay with it, and a theme's codes stay in the codebook. R brings either back.
    """

    id, keys, footer = "codebook.set_aside", "d", "set aside"

    def do(self, desk: Reading) -> Task:
        """Do it: undo is a key away."""

        async def away() -> None:
            found = await thing(desk, "Set which code aside?")
            book = desk.project.codebook
            if isinstance(found, Theme):
                await desk.changed(lambda: book.drop_theme(found))
                desk.say(f"“{found.name}” dropped; its codes stay. u brings it back.")
            elif found is not None:
                await desk.changed(lambda: book.set_aside(found))
                desk.say(f"“{found.name}” set aside with its passages. u brings it back.")

        return away()


class BringBack(BookCommand):
    """Bring back a code that was set aside or merged, or a theme that was dropped."""

    id, keys = "codebook.bring_back", "R"

    def do(self, desk: Reading) -> Task:
        """Ask which."""

        async def back() -> None:
            book = desk.project.codebook
            choices = [Choice(each, each.name, self._why(desk, each)) for each in book.away()]
            if not choices:
                raise Refused("Nothing was set aside, merged or dropped.")
            found: Code | Theme | None = await desk.ask(Choose("What is brought back?", choices))
            if found is not None:
                await desk.changed(lambda: book.bring_back(found))
                desk.show_in_codebook(found.uid)
                desk.say(f"“{found.name}” is in use again.")

        return back()

    def _why(self, desk: Reading, away: Code | Theme) -> str:
        if isinstance(away, Theme):
            return "a theme, dropped"
        into = desk.project.find(Code, away.merged_into)
        return f"merged into {into.name}" if away.status == "merged" and into else away.status


class ShowPassages(BookCommand):
    """See all passages of the code or theme, in all transcripts."""

    id, keys, footer = "codebook.passages", "p", "passages"

    def do(self, desk: Reading) -> Task:
        """Go there."""

        async def show() -> None:
            found = await thing(desk, "See the passages of which code?")
            if found is not None:
                desk.go("passages", place=(found.uid,))

        return show()


class ShowDetails(BookCommand):
    """See the whole definition and the history of the code or theme."""

    id, keys, footer = "codebook.details", "i", "details"

    def do(self, desk: Reading) -> Task:
        """Show them until a key is pressed."""

        async def show() -> None:
            found = await thing(desk, "See which code?")
            if found is not None:
                await desk.ask(Tell(found.name, _parts(desk, found), _kind(found)))

        return show()


def _kind(found: Code | Theme) -> str:
    if isinstance(found, Theme):
        return f"Theme, {found.status}"
    return ", ".join(part for part in ("Code", found.kind_of_code, found.origin, found.status) if part)


def _parts(desk: Reading, found: Code | Theme) -> list[tuple[str, str | Content]]:
    project = desk.project
    former = ", ".join(f"“{name}”" for name in found.former_names)
    told: list[str] = []
    for change in project.codebook.story(found):
        why = f" Because: {change.rationale}" if change.rationale else ""
        undone = "" if change.stands else " (undone)"
        told.append(f"{change.time[:10]}  {change.coder}: {clip(change.what, 300)}{undone}.{why}")
    history = ("History", "\n".join(told))
    if isinstance(found, Theme):
        return [("Definition", found.definition), ("Former names", former), history]
    themes = ", ".join(theme.name for theme in project.codebook.now.themes_of.get(found.uid, ()))
    merged = ", ".join(f"“{c.name}”" for c in project.codebook.now.merged_from.get(found.uid, ()))
    return [
        ("Brief definition", found.brief), ("Full definition", found.full), ("When to use", found.use),
        ("When not to use", found.avoid), ("Example", found.example), ("Themes", themes),
        ("Source", found.source), ("Former names", former), ("Merged into it", merged), history,
    ]  # fmt: skip


CODEBOOK: list[Command[Reading]] = [
    ShowPassages(), Define(), Rename(), MoveToTheme(), Merge(), SplitCode(), SetAside(), ShowDetails(), Pin(),
    NewCode(), NewTheme(), TakeOut(), Recolour(), BringBack(), Reorder(), ReorderUp(),
]  # fmt: skip
"""What can be done to the code or theme one is on, in the order of the footer."""
