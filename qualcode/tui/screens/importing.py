"""Bringing transcripts in: the files at the left, and at the right the one one is on, as it would come in."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model.errors import Refused
from qualcode.page.cells import drawable, width
from qualcode.project.import_plan import Choices, Plan, PlannedFile
from qualcode.project.names import several
from qualcode.tui.command import Commands, Task, bindings
from qualcode.tui.commands.always import ALWAYS
from qualcode.tui.commands.importing import IMPORTING, coming, who_is
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.paths import cleaned
from qualcode.tui.dialogs.tell import Tell
from qualcode.tui.screens.joined import told_joined
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.planned import PlannedList
from qualcode.tui.widgets.reader import Reader

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.import_writing import Applied

Result = TypeVar("Result")

COMMANDS: Commands = [*IMPORTING, *ALWAYS]

_LABEL = 10  # cells
_PROPERTIES = 5  # of a document that are shown
_EMPTY = """Nothing is brought in yet.

f adds files, or a folder with all the transcripts in it. You can also drop them on this window.

Each is read and shown here as it would come in: who speaks, how it is laid out, what is odd about it. \
You can change that file by file. Then enter brings all of them in, and u takes them back."""


class _Stopped(Exception):
    """Reading was stopped by the user."""


class ImportDesk(Desk):
    """Plans what comes in; nothing is written before it is brought in."""

    where = "import"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(COMMANDS)]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (so declared by Textual)
    CSS = """
    ImportDesk #work { height: 1fr; }
    ImportDesk #files { width: 46; margin: 1 1 0 0; }
    ImportDesk #one { width: 1fr; margin-top: 1; }
    ImportDesk #about { height: auto; max-height: 50%; padding: 0 1; background: $surface;
                        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $surface; }
    ImportDesk #said { height: auto; }
    ImportDesk #reader { height: 1fr; margin-top: 1; }
    ImportDesk #strip { height: 2; }
    ImportDesk.-narrow #work { layout: vertical; }
    ImportDesk.-narrow #files { width: 1fr; height: 7; margin: 1 0 0 0; }
    ImportDesk.-narrow #about { max-height: 7; }
    ImportDesk.-narrow #reader { margin-top: 0; }
    """

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        super().__init__(project, keymap)
        self.plan = Plan(())
        self._paths: list[Path] = []
        self._table: Path | None = None
        self._reading = False
        self._stopping = threading.Event()

    @property
    def way_out(self) -> str:
        """Back to the transcript, or out of reading files."""
        return "esc stop" if self._reading else "q back"

    def compose_work(self) -> ComposeResult:
        """The files; what is said of one of them, and its text."""
        with Horizontal(id="work"):
            yield PlannedList(id="files")
            with Vertical(id="one"):
                with VerticalScroll(id="about", can_focus=False):
                    yield Static(id="said", markup=False)
                yield Reader(id="reader")

    def on_mount(self) -> None:
        """Begin with nothing."""
        self.query_one(Reader).can_focus = False
        self._show()
        self._files.focus()

    # What commands need

    @property
    def _files(self) -> PlannedList:
        return self.query_one("#files", PlannedList)

    @property
    def file(self) -> PlannedFile | None:
        """The file one is on."""
        return self._files.file

    async def add(self, paths: Sequence[Path]) -> None:
        """Read more files, and all transcripts in folders."""
        if missing := [path for path in paths if not path.exists()]:
            raise Refused(f"{missing[0]} does not exist; check the name and the folder.")
        await self._plan([*self._paths, *(path for path in paths if path not in self._paths)], self._table)

    async def join(self, table: Path | None) -> None:
        """Have a table joined with what comes in; where nothing does, with what is there."""
        if not self.plan.new:
            assert table is not None
            read = await self._after(lambda: self.project.participants.read(table))
            joined = await self.changed(lambda: self.project.participants.bring_in(read))
            await self.ask(Tell("Brought in. u takes it back.", [(table.name, told_joined(joined))]))
        else:
            await self._plan(self._paths, table)

    async def _plan(self, paths: Sequence[Path], table: Path | None) -> None:
        """Read files, all of them anew; what was chosen of each stays."""
        if self._reading:
            raise Refused("Files are being read just now: wait, or esc stops that.")
        chosen: Mapping[str, Choices] = {file.name: file.choices for file in self.plan.files}
        self._reading = True
        self._stopping.clear()
        self.refresh_lines()
        try:
            plan = await self._after(
                partial(
                    self.project.importing.plan, paths, by_file=chosen, comments=self.plan.comments,
                    participants=table, correct=self.plan.correct, progress=self._progress,
                )
            )  # fmt: skip
        except _Stopped:
            self.say("Stopped: nothing more was read.")
            return
        finally:
            self._reading = False
            self.refresh_lines()
        self._paths, self._table = list(paths), table
        added = (file.name for file in plan.files if file.name not in chosen and file.status != "left aside")
        self.settle(plan, at=next(added, ""))
        problems = len(plan.problems)
        wrong = f" {several(problems, 'file')} can't: see what is marked “!”." if problems else ""
        self.say(f"{coming(plan) or 'Nothing'} can be brought in.{wrong}", alarm=bool(problems))

    def _progress(self, done: int, of: int, name: str) -> None:
        if self._stopping.is_set():
            raise _Stopped
        if name:
            self.app.call_from_thread(self.say, f"Reading {done + 1} of {of}: {name}   esc stops")

    async def _after(self, call: Callable[[], Result]) -> Result:
        return await asyncio.wrap_future(self.project.writing.after(call))

    async def choose(self, file: PlannedFile, **choices: Any) -> None:
        """Read a file otherwise."""
        plan = self.plan
        self.settle(await self._after(lambda: self.project.importing.choose(plan, file.name, **choices)))

    def settle(self, plan: Plan, at: str = "") -> None:
        """Plan something else; one is then on the file of a name, or stays on the same one."""
        self.plan = plan
        self._show(at)

    def read_on(self, step: int) -> None:
        """Scroll the text."""
        self.query_one(Reader).action_page(step)

    async def bring_in(self) -> None:
        """Bring in what is planned, and go to it."""
        plan = self.plan
        if not coming(plan) and not plan.problems:
            raise Refused("There is nothing to bring in yet: f adds files.")
        if not plan.problems and not await self._sure(plan):
            return
        self.say(f"Bringing in {coming(plan)} …")
        applied = await self.changed(lambda: self.project.importing.apply(plan))
        self.plan, self._paths, self._table = Plan(()), [], None
        if report := _report(applied):
            await self.ask(Tell(f"{coming(plan)} brought in. u takes them back.", report))
        self.go("")
        for below in self.app.screen_stack[-2:-1]:
            if isinstance(below, Desk):
                below.say(f"{coming(plan)} brought in. u takes them back.")

    async def _sure(self, plan: Plan) -> bool:
        choices = [
            Choice(True, f"Bring in {coming(plan)}", "as one change, which u takes back"),
            Choice(False, "Not yet"),
        ]
        return bool(await self.ask(Choose("All of them?", choices)))

    # Leaving

    def go(self, where: str, at: tuple[str, int] | None = None, place: tuple[str, ...] | None = None) -> None:
        """Stop reading files, if one does; else leave, but not what was decided without being asked."""
        if self._reading:
            self._stopping.set()
        elif where or not coming(self.plan):
            super().go(where, at, place)
        else:
            self.attempt(self._leave)

    def _leave(self) -> Task:
        async def leave() -> None:
            choices = [
                Choice(False, "Stay", "enter brings the transcripts in"),
                Choice(True, "Leave", "the list of files is forgotten, and what you chose for them"),
            ]
            if await self.ask(Choose("Nothing is brought in yet.", choices)):
                super(ImportDesk, self).go("")

        return leave()

    # Showing

    def _show(self, at: str = "") -> None:
        plan = self.plan
        self._files.show(plan.files, at)
        what = (
            f"{several(len(plan.new), 'transcript')} to bring in" if plan.files else self.project.study.name
        )
        if plan.participants is not None:
            what += (
                f" · with {several(len(plan.participants.values), 'participant')} of {plan.participants.file}"
            )
        self.query_one("#title", TitleLine).say("Bringing in", what, self.state)
        self._show_file()
        self.refresh_lines()

    @on(PlannedList.Went)
    def _show_file(self) -> None:
        file, reader = self.file, self.query_one(Reader)
        said = self.query_one("#said", Static)
        said.update(said_of(file, said.size.width or 80) if file else Content(_EMPTY))
        self.query_one("#about").scroll_home(animate=False)
        if file is None or file.source is None:
            reader.show_nothing()
        else:
            content = file.source.content
            asking = {speaker.label for speaker in file.speakers if speaker.role == "interviewer"}
            first = content.segments[0].start if content.segments else 0
            reader.show(content, [], {}, first, asking)
        self.refresh_lines()

    def on_resize(self) -> None:
        """Say it in the new width."""
        if self.is_ready:
            self.call_after_refresh(self._show_file)

    def on_paste(self, event: events.Paste) -> None:
        """Take files that are dropped on the window: a terminal types their paths."""
        paths = [cleaned(line) for line in event.text.splitlines() if line.strip()]
        if paths and all(path.exists() for path in paths):
            event.stop()
            self.attempt(lambda: self.add(paths))
        else:
            self.say("That is no file or folder: drop one here, or f asks for it.")

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widget whose keys the help shows."""
        return [("Files", self._files)]


def said_of(file: PlannedFile, room: int) -> Content:
    """What is known of a file, in so many cells: how it was read, who speaks, what is odd."""
    lines = [Content.styled(drawable(file.name), "bold")]

    def line(label: str, text: str, more: str = "", style: str = "") -> None:
        parts = [(word, style) for word in drawable(text).split()]
        parts += [(word, "$quiet") for word in drawable(more).split()]
        for number, words in enumerate(_wrapped(parts, room - _LABEL)):
            head = (f"{'' if number else label:<{_LABEL}}", "$quiet")
            lines.append(Content.assemble(head, *((f"{word} ", ink) for word, ink in words)))

    if file.stops:
        lines.append(Content.styled(drawable(file.problem), "$alarm"))
    if file.source is not None:
        source = file.source
        size = f"{file.words:,} words · {several(file.turns, 'turn')}"
        line("File", " · ".join(part for part in (source.format, file.encoding, file.kind, size) if part))
        best = file.hypotheses[0] if file.hypotheses else None
        line("Layout", source.layout, f"· {best.why}" if best else "")
        if len(file.hypotheses) > 1:
            line("", "", f"or {file.hypotheses[1].words}: l chooses")
        for number, speaker in enumerate(file.speakers):
            spelt = [f"“{each}”" for each in speaker.spellings if each != speaker.label]
            notes = [
                several(speaker.segments, "segment"),
                *([f"also spelled {', '.join(spelt)}"] if spelt else []),
                *([speaker.why] if speaker.why else []),
            ]
            label = "" if number else "Speakers"
            line(label, f"{speaker.label or 'not named'} – {who_is(speaker)}", f"· {' · '.join(notes)}")
        for number, (name, value) in enumerate(source.properties[:_PROPERTIES]):
            line("" if number else "Document", "", f"{name}: {value}")
    elif file.problem and not file.stops:
        line("Left out", file.problem, style="$quiet")
    elif file.status == "left aside" and not file.warnings:
        line("", "Left aside: it is of no format for transcripts.", style="$quiet")
    for number, warning in enumerate(file.warnings):
        line("" if number else "Note", warning, style="$alarm")
    return Content("\n").join(lines)


def _wrapped(words: Sequence[tuple[str, str]], room: int) -> list[list[tuple[str, str]]]:
    """Words, each with its style, in lines of so many cells."""
    lines: list[list[tuple[str, str]]] = [[]]
    left = room
    for word, style in words:
        if lines[-1] and width(word) > left:
            lines.append([])
            left = room
        lines[-1].append((word, style))
        left -= width(word) + 1
    return lines


def _report(applied: "Applied") -> list[tuple[str, str | Content]]:
    """What is to be told after files came in: what couldn't be seen before."""
    notes = [
        f"{each.file}: {warning}"
        for each in applied.files
        for warning in each.warnings
        if "comment" in warning
    ]
    parts: list[tuple[str, str | Content]] = [("Comments", "\n".join(notes))] if notes else []
    for each in applied.corrected:
        went = f"{several(each.kept, 'passage')} kept, {each.changed} with other words, {each.moved} moved"
        left = f", {each.unplaced} to be placed: f6 lists them" if each.unplaced else ""
        parts.append((each.transcript, f"{went}{left}."))
    if applied.joined is not None:
        parts.append(("Participants", told_joined(applied.joined)))
    return parts
