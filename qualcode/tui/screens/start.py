"""The start screen: the practice study, one's own, or one that is there already."""

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode import settings
from qualcode.page.cells import fit
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose, list_css
from qualcode.tui.dialogs.paths import PathSuggester, cleaned
from qualcode.tui.laid_out import LaidOut
from qualcode.tui.screens.desks import go, open_project, sit_down
from qualcode.tui.widgets.lines import KeyLine, Strip, TitleLine
from qualcode.tui.widgets.options import Offered, Options

_Do = Callable[[], Coroutine[Any, Any, str]]
_NAME = 24  # cells

PRACTICE_FOLDER = "Qualcode practice"


class Start(LaidOut[None]):
    """Offers what one can begin with. `path` is opened at once."""

    DEFAULT_CSS = (
        list_css("Start")
        + """
    Start { background: $surface; }
    Start #welcome { padding: 2 4 1 4; color: $quiet; }
    Start OptionList {
        margin: 0 3; max-height: 1fr; height: 1fr; background: $surface;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    Start #strip { border-top: none; height: 4; padding: 0 4; }
    """
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "app.quit", "Close", show=False, id="start.close"),
        Binding("w", "who", "Who is coding?", show=False, id="start.who"),
        Binding("question_mark", "help", "Help", show=False, id="start.help"),
        Binding("d,delete", "forget", "Drop a recent project from the list", show=False, id="start.forget"),
        Binding("c,f2", "colours", "Colours", show=False, id="start.colours"),
    ]

    def __init__(self, coder: str, path: Path | None = None) -> None:
        super().__init__()
        self.coder = coder
        self._path = path
        self._opening = path is not None  # at once, and not yet ended
        self._recent: list[settings.Recent] = []

    def compose(self) -> ComposeResult:
        """A title, the offers, what is said, the keys."""
        yield TitleLine(id="title")
        yield Static("Code interviews and chart them, on this machine alone.", id="welcome", markup=False)
        yield Options(id="offers", markup=False)
        yield Strip(id="strip")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Show what there is; open what was asked for."""
        keys = [("enter", "choose"), ("w", "who is coding?"), ("c", "colours"), ("q", "close"), ("?", "help")]
        self.query_one(KeyLine).show(keys)
        self.query_one(OptionList).focus()
        if self._path is not None:  # what else there is to begin with is shown if that fails, or is closed
            path = self._path
            self._begin(lambda: self._open(path))
        elif not self.coder:
            self.action_who()

    def on_screen_resume(self) -> None:
        """Show what is recent by now."""
        if not self._opening:
            self._show()

    def _show(self) -> None:
        who = f"Who is coding?  {self.coder}" if self.coder else ""
        self.query_one(TitleLine).say("Qualcode", "", who)
        lines: list[tuple[str, str, _Do]] = [
            ("Try the practice study", "a small invented study, five minutes", self._practise),
            ("Start my study", "bring transcripts and participants", self._start),
            ("Open …", "a project file: NAME.qualcode", self._ask_open),
        ]
        recent = settings.recent(missing=True)
        lines += [
            (r.name, _said(r), lambda path=r.path: self._open(path))  # type: ignore[misc]  # bound at once
            for r in recent
        ]
        self._recent = recent
        self._is_shown = True
        offers = self.query_one(OptionList)
        at = offers.highlighted or 0
        options: list[Option | None] = []
        for number, (name, more, do) in enumerate(lines):
            if number == 3:
                options += [Option("", disabled=True), Option("  Recent", disabled=True)]
            gone = number >= 3 and not recent[number - 3].path.exists()
            shown = (f"  {fit(name, _NAME)} ", "$quiet" if gone else "")
            options.append(Offered(Content.assemble(shown, (more, "$quiet")), do, id=str(number)))
        offers.clear_options()
        offers.add_options(options)
        offers.highlighted = min(at, len(options) - 1)

    def say(self, sentence: str, *, alarm: bool = False) -> None:
        """Say a sentence above the keys."""
        if self.is_mounted:
            self.query_one(Strip).say(sentence, alarm=alarm)

    def action_forget(self) -> None:
        """Drop the recent project one is on from the list; the file itself stays."""
        offers = self.query_one(OptionList)
        option = offers.highlighted_option
        number = int(option.id) - 3 if option is not None and option.id else -1
        if number < 0:
            self.say("d drops a recent project from the list: go to one first.")
            return
        settings.forget(self._recent[number].path)
        self._show()
        self.say("Dropped from the list. The file itself stays.")

    # What is chosen

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what was chosen."""
        if isinstance(event.option, Offered):
            self._begin(event.option.value)

    @work(exclusive=True, group="begin")
    async def _begin(self, do: _Do) -> None:
        self.query_one(Strip).hush()
        try:
            sentence = await do()
        finally:
            self._opening = False
        if self.app.screen is self:
            self._show()
        if sentence:
            self.say(sentence, alarm=True)

    async def _open(self, path: Path, *, join: bool = False) -> str:
        self.say(f"Opening {path.name} …")
        sentence = await open_project(self.app, path, self.coder, join=join)
        self.query_one(Strip).hush()
        return sentence

    async def _ask_open(self) -> str:
        typed = await self.app.push_screen_wait(
            Ask(
                "Which project?",
                "Type or paste where it is; → takes what is suggested. You can also drop the file here.",
                value=f"{Path.cwd()}/",
                suggester=PathSuggester((".qualcode",)),
            )
        )
        return "" if typed is None else await self._open(cleaned(typed))

    async def _practise(self) -> str:
        from qualcode.tui.screens.beginnings import practise

        if not await self._named():
            return ""
        path, sentence = await practise(self.app, Path.home() / PRACTICE_FOLDER, self.say)
        if path is None:
            return sentence
        sentence = await self._open(path, join=True)
        from qualcode.tui.screens.workspace import Workspace

        desk = self.app.screen
        if not sentence and isinstance(desk, Workspace) and desk.is_ready and not settings.toured():
            desk.begin_tour()
        return sentence

    async def _start(self) -> str:
        from qualcode.tui.screens.beginnings import start_study

        if not await self._named():
            return ""
        project, sentence = await start_study(self.app, self.coder)
        if project is not None:
            settings.remember(project.path, project.study.name, datetime.now(UTC).isoformat())
            await sit_down(self.app, project)
            await go(self.app, "import")
        return sentence

    # Who

    @work(exclusive=True, group="begin")
    async def action_who(self) -> None:
        """Ask who is coding."""
        await self._ask_who()

    async def _ask_who(self) -> bool:
        name = await self.app.push_screen_wait(
            Ask("Who is coding?", "Your name, as colleagues will see it on your codes.", value=self.coder)
        )
        if name:
            self.coder = name
            settings.change(coder=name)
            self._show()
        return bool(name)

    async def _named(self) -> bool:
        return bool(self.coder) or await self._ask_who()

    @work(exclusive=True, group="begin")
    async def action_colours(self) -> None:
        """Choose the colours."""
        from qualcode.tui.themes import THEMES

        choices = [Choice(theme.name, theme.name.removeprefix("qualcode-")) for theme in THEMES]
        name = await self.app.push_screen_wait(Choose("Which colours?", choices))
        if name:
            self.app.theme = name
            settings.change(theme=name)

    def action_help(self) -> None:
        """Say what one can do here."""
        self.say(
            "↑ ↓ and enter choose. The practice study is made in a folder of its own; your own study needs "
            "transcripts in files of nearly any kind and, if you have one, a table of participants."
        )


def _day(opened: str) -> str:
    try:
        then = datetime.fromisoformat(opened.replace("Z", "+00:00")).astimezone().date()
    except ValueError:
        return ""
    days = (datetime.now().astimezone().date() - then).days
    return {0: "today", 1: "yesterday"}.get(days, f"{then.day} {then:%b %Y}")


def _said(recent: settings.Recent) -> str:
    day = _day(recent.opened)
    if not recent.path.exists():
        return f"{day}   isn't there now (d drops it)   {_short(recent.path)}"
    number = recent.transcripts
    many = f"{number} transcript{'s' if number != 1 else ''}, " if number else ""
    return f"{day}, {many}{_state(recent.path)}   {_short(recent.path)}"


def _state(path: Path) -> str:
    """Whether all changes are saved: one that was begun and not ended leaves a journal beside the file."""
    journal = path.with_name(f"{path.name}-journal")
    return "stopped in the middle of a change" if journal.exists() else "all changes saved"


def _short(path: Path) -> str:
    try:
        return f"~/{path.relative_to(Path.home())}"
    except ValueError:
        return str(path)
