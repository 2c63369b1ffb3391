"""Arranging the codebook: themes, which codes are in them, and their order."""

from collections.abc import Sequence

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Theme
from qualcode.tui.command import Task
from qualcode.tui.commands.chosen import BookCommand, code_here
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose

_IN_THEME = "No code is in a theme here: t puts one into a theme."


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
