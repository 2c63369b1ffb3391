"""The codebook: what one does to the code or theme one is on."""

from collections.abc import Sequence

from textual import events

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Theme
from qualcode.tui import codes
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Reading, saying
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.colours import ChooseColour
from qualcode.tui.dialogs.form import Field, Form
from qualcode.tui.dialogs.pick_code import PickCode

_IN_THEME = "No code is in a theme here: t puts one into a theme."


class BookCommand(Command[Reading]):
    """A command for the code or theme one is on in the codebook; elsewhere it asks for one."""

    bound = False
    keys_where = "in the codebook"


async def pick(desk: Reading, question: str, *but: Code) -> Code | None:
    """Ask for one of the codes in use, but not for some."""
    left_out = {code.uid for code in but}
    entries = [entry for entry in desk.code_entries if entry.uid not in left_out]
    if not entries:
        raise Refused("There is no other code yet." if but else "There are no codes yet: c makes one.")
    picked = await desk.ask(PickCode(question, entries, new=False))
    return desk.project.find(Code, picked.code) if picked else None


async def thing(desk: Reading, question: str) -> Code | Theme | None:
    """The code or theme one is on; a code that is asked for, where one is on none."""
    return desk.thing_here or await pick(desk, question)


async def code_here(desk: Reading, question: str) -> Code | None:
    """The code one is on; asked for, where one is on none. Refused on a theme."""
    found = await thing(desk, question)
    if isinstance(found, Theme):
        raise Refused(f"“{found.name}” is a theme: go to one of its codes.")
    return found


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


def _fields(found: Code | Theme) -> list[Field]:
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


class MoveToTheme(BookCommand):
    """Move the code to another theme: out of this one, into that one."""

    id, keys, footer = "codebook.move", "t", "theme"

    def do(self, desk: Reading) -> Task:
        """Ask for the theme."""

        async def move() -> None:
            code = await code_here(desk, "Move which code?")
            if code is None:
                return
            book, here = desk.project.codebook, desk.theme_here
            there = {theme.uid for theme in book.now.themes_of.get(code.uid, ())}
            themes = [theme for theme in book.now.ordered_themes if theme.uid not in there]
            if not themes:
                raise Refused("There is no other theme: N makes one.")
            theme = await _theme(desk, f"Which theme does “{code.name}” go to?", themes)
            if theme is not None:
                out_of = here if here and here.uid in there else None
                await desk.changed(lambda: book.move(code, theme, out_of=out_of))
                desk.say(f"“{code.name}” now in “{theme.name}”.")

        return move()


class TakeOut(BookCommand):
    """Take the code out of the theme. It stays in its others, or in none."""

    id, keys = "codebook.take_out", "T"

    def do(self, desk: Reading) -> Task:
        """Ask for the theme where that isn't clear."""

        async def take() -> None:
            code = await code_here(desk, "Take which code out of a theme?")
            if code is None:
                return
            book = desk.project.codebook
            there = book.now.themes_of.get(code.uid, ())
            if not there:
                raise Refused(f"“{code.name}” is in no theme: t puts it into one.")
            here = desk.theme_here
            theme: Theme | None = here if here in there else there[0]
            if here not in there and len(there) > 1:
                theme = await _theme(desk, f"Which theme does “{code.name}” leave?", there)
            if theme is not None:
                leaves = theme
                await desk.changed(lambda: book.take_out([code], leaves))
                desk.say(f"“{code.name}” no longer in “{leaves.name}”.")

        return take()


async def _theme(desk: Reading, question: str, themes: Sequence[Theme]) -> Theme | None:
    found: Theme | None = await desk.ask(Choose(question, [Choice(t, t.name, t.definition) for t in themes]))
    return found


class NewTheme(BookCommand):
    """Make a theme."""

    id, keys = "codebook.new_theme", "N"

    def do(self, desk: Reading) -> Task:
        """Ask for its name."""

        async def make() -> None:
            name = await desk.ask(Ask("What is the new theme called?"))
            if name:
                theme = await desk.changed(lambda: desk.project.codebook.add_theme(name))
                desk.show_in_codebook(theme.uid)
                desk.say(f"New theme “{theme.name}”. t moves codes into it, e defines it.")

        return make()


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


class Reorder(BookCommand):
    """Move the code down in its theme, or the theme down among themes."""

    id, keys, step = "codebook.down", "shift+down,J", 1

    def do(self, desk: Reading) -> Task:
        """Change places with the next."""
        found, theme, book = desk.thing_here, desk.theme_here, desk.project.codebook
        if isinstance(found, Code):
            if theme is None:
                raise Refused(_IN_THEME)
            order = list(book.now.codes_in[theme.uid])
            if self._swapped(order, found):
                return desk.changed(lambda: book.order(theme, order))
        elif found is not None:
            beside = [t for t in book.now.ordered_themes if t.parent == found.parent]
            if self._swapped(beside, found):
                return desk.changed(lambda: book.order_themes(beside))
        else:
            raise Refused("Go to a code or theme in the codebook first: > shows it.")
        raise Refused(f"“{found.name}” is the {'last' if self.step > 0 else 'first'} already.")

    def _swapped(self, order: list[Code] | list[Theme], found: Code | Theme) -> bool:
        uids = [each.uid for each in order]
        here = uids.index(found.uid)
        there = here + self.step
        if not 0 <= there < len(order):
            return False
        order.insert(there, order.pop(here))  # type: ignore[arg-type]  # one kind or the other
        return True


class ReorderUp(Reorder):
    """Move the code up in its theme, or the theme up among themes."""

    id, keys, step = "codebook.up", "shift+up,K", -1


class Pin(BookCommand):
    """Pin the code to a number: that key alone puts it on. On this machine, for you."""

    id, keys, footer = "codebook.pin", "equals_sign", "pin"

    def do(self, desk: Reading) -> Task:
        """Ask for the number."""

        async def pin() -> None:
            code = await code_here(desk, "Pin which code?")
            if code is not None:
                await ask_number(desk, code)

        return pin()


class Number(Choose):
    """Asks for one of the nine numbers, which a digit gives at once."""

    KEYS = "1–9, or ↑ ↓ and enter · esc never mind"

    def on_key(self, event: events.Key) -> None:
        """Take a digit."""
        if event.key in "123456789":
            event.stop()
            self.dismiss(int(event.key))


async def ask_number(desk: Reading, code: Code) -> None:
    """Ask for the number that a code is put on by, and put it there."""
    held = enumerate(desk.pinned, start=1)
    choices = [Choice(number, f"{number}", there.name if there else "") for number, there in held]
    uids = [there.uid if there else "" for there in desk.pinned]
    here = uids.index(code.uid if code.uid in uids else "" if "" in uids else uids[0])
    if code.uid in uids:
        choices.append(Choice(0, "no number", f"“{code.name}” leaves its number"))
    number = await desk.ask(Number(f"Which number puts “{code.name}” on?", choices, at=here))
    if number is None:
        return
    desk.pin(code, number)
    said = f"{number} now puts “{code.name}” on." if number else f"“{code.name}” has no number now."
    desk.say(said)


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
