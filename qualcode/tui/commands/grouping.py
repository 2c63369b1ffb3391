"""Themes: putting codes together."""

from collections.abc import Sequence

from qualcode.model.study import Code, Theme
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose, Tick

_KEYS = "↑ ↓ or letters find, or name a new one · enter takes the marked one · esc never mind"


class PutInThemes(Command[Reading]):
    """Put codes into a theme, or into a new one.

    Codes stay in the themes they are in already. In the codebook it is the code you are on.
    """

    id, keys, footer = "put_in_themes", "g", "themes"

    def do(self, desk: Reading) -> Task:
        """Ask for codes, then for the theme."""

        async def group() -> None:
            book = desk.project.codebook
            waiting_first = sorted(book.now.ordered_codes, key=lambda code: code.uid in book.now.themes_of)
            here = desk.pointed
            codes = [here] if isinstance(here, Code) else await self._ticked(desk, waiting_first)
            if not codes:
                return
            said = f"“{codes[0].name}”" if len(codes) == 1 else f"{len(codes)} codes"
            themes = [Choice(t, t.name, t.definition) for t in book.now.ordered_themes]
            goes = "does" if len(codes) == 1 else "do"
            question = f"Which theme {goes} {said} go into?"
            how = Choose(question, themes, self._stay(desk, codes), -1, new="A new theme", keys=_KEYS)
            theme = await desk.ask(how)
            if theme is None:
                return
            if isinstance(theme, Theme):
                await desk.changed(lambda: book.put_in(codes, theme))
                desk.say(f"{said[:1].upper()}{said[1:]} now in “{theme.name}”.")
                return
            name = theme.name or await desk.ask(Ask("What is the new theme called?"))
            if name:
                await desk.changed(lambda: book.add_theme(name, codes=codes))
                desk.say(f"New theme “{name}”, with {said} in it.")

        return group()

    def _stay(self, desk: Reading, codes: Sequence[Code]) -> str:
        """That nothing is taken out of where it is; "" where it is in no theme."""
        if not any(desk.project.codebook.now.themes_of.get(code.uid) for code in codes):
            return ""
        one = len(codes) == 1
        return f"{'It stays' if one else 'They stay'} in {'its' if one else 'their'} other themes too."

    async def _ticked(self, desk: Reading, offered: Sequence[Code]) -> list[Code]:
        choices = [self._choice(desk, code) for code in offered]
        return await desk.ask(Tick("Which codes belong together?", choices)) or []

    def _choice(self, desk: Reading, code: Code) -> Choice:
        themes = desk.project.codebook.now.themes_of.get(code.uid, ())
        return Choice(code, code.name, ", ".join(t.short or t.name for t in themes) or "in no theme yet")
