"""Bringing transcripts and participants in, with a report of what came of each file."""

import asyncio
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.model.errors import QualcodeError
from qualcode.page.cells import fit
from qualcode.project import Project
from qualcode.project.import_writing import Imported
from qualcode.project.participants_file import Joined
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.panel import Answering
from qualcode.tui.dialogs.paths import PathSuggester, cleaned
from qualcode.tui.widgets.lines import KeyLine, TitleLine


class BringIn(Answering[None]):
    """Asks for transcripts, then for a table of participants; reports; goes on to the workspace."""

    CSS = """
    BringIn { background: $surface; }
    BringIn #report { height: 1fr; padding: 1 3; scrollbar-size: 1 1; background: $surface; }
    BringIn #report > Static { height: auto; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,escape,q", "dismiss", "Go on", show=False, id="bring_in.done"),
    ]

    def __init__(self, project: Project) -> None:
        super().__init__()
        self.project = project

    def compose(self) -> ComposeResult:
        """A report that grows."""
        yield TitleLine(id="title")
        yield VerticalScroll(id="report")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Ask step by step."""
        self.query_one(TitleLine).say(self.project.study.name, "bringing in", f"{self.project.path}")
        self.query_one(KeyLine).show([("↑ ↓", "scroll"), ("enter", "go on to the transcripts")])
        self.run_worker(self._steps())

    async def _steps(self) -> None:
        await self._transcripts()
        if self.project.transcripts.all():
            await self._participants()
        self.query_one("#report").focus()
        await self._report(Content.styled("That is all. Press enter to go on.", "bold"))

    async def _transcripts(self) -> None:
        question = "Where are your transcripts?"
        while True:
            typed = await self.app.push_screen_wait(
                Ask(
                    question,
                    "A file or a folder: type, paste or drop it here. txt, docx, vtt or srt.",
                    suggester=PathSuggester((".txt", ".docx", ".vtt", ".srt")),
                    empty=True,
                )
            )
            if not typed:
                return
            path = cleaned(typed)
            line = await self._report(Content.styled(f"Reading {path} …", "$quiet"))

            def progress(done: int, of: int, name: str, line: Static = line) -> None:
                if name:
                    self.app.call_from_thread(line.update, f"Reading {done + 1} of {of}: {name}")

            try:
                bring_in = partial(self.project.transcripts.bring_in, [path], progress=progress)
                came = await asyncio.wrap_future(self.project.writing.do(bring_in))
            except QualcodeError as error:
                line.update(Content.styled(str(error), "$alarm"))
            else:
                line.update(_imported(came))
                question = "More transcripts? (enter alone: no)"

    async def _participants(self) -> None:
        question = "A table of your participants? (enter alone: later)"
        while True:
            typed = await self.app.push_screen_wait(
                Ask(
                    question,
                    "csv or xlsx, with a column for the participant and one for the transcript; site and "
                    "participant type, if you have them. template PATH writes one to fill in.",
                    suggester=PathSuggester((".csv", ".xlsx")),
                    empty=True,
                )
            )
            if not typed:
                return
            try:
                if typed.startswith("template"):
                    path = cleaned(typed.removeprefix("template").strip() or "participants.xlsx")
                    path = path if path.is_absolute() else self.project.path.parent / path
                    await asyncio.to_thread(self.project.participants.template, path)
                    await self._report(Content(f"Written: {path.resolve()}. Fill it in, then name it here."))
                    continue
                join = partial(self._join, cleaned(typed))
                joined = await asyncio.wrap_future(self.project.writing.do(join))
            except (QualcodeError, OSError) as error:
                await self._report(Content.styled(str(error), "$alarm"))
            else:
                await self._report(_joined(joined))
                return

    def _join(self, path: Path) -> Joined:
        return self.project.participants.bring_in(self.project.participants.read(path))

    async def _report(self, content: Content) -> Static:
        line = Static(content, markup=False)
        report = self.query_one("#report", VerticalScroll)
        await report.mount(line)
        report.scroll_end(animate=False)
        return line


def _imported(came: list[Imported]) -> Content:
    new = sum(one.status == "new" for one in came)
    lines = [Content.styled(f"{new} new transcript{'s' if new != 1 else ''}", "bold")]
    room = min(48, max((len(one.file) for one in came), default=0) + 2)
    for one in came:
        words = f"{one.words:>7,} words {one.turns:>4} turns   {', '.join(one.speakers)}" if one.words else ""
        state = "" if one.status == "new" else f"  {one.status}"
        lines.append(Content.assemble(f"  {fit(one.file, room)}", (f"{words}{state}", "$quiet")))
        lines += [Content.styled(f"      {warning}", "$alarm") for warning in one.warnings]
    return Content("\n").join(lines)


def _joined(joined: Joined) -> Content:
    lines = [
        Content.styled(f"{joined.participants} participants, {joined.links} with their transcripts", "bold"),
        *(
            Content.assemble(f"  {fit(column.name, 24)}", (f"{column.type}  {column.note}", "$quiet"))
            for column in joined.attributes
        ),
    ]
    for name, transcript, speaker in joined.unlinked:
        label = f" as {speaker}" if speaker else ""
        lines.append(Content.styled(f"  {name} no longer speaks in {transcript}{label}", "$alarm"))
    if joined.without_row:
        lines.append(Content.styled(f"  In no row: {', '.join(joined.without_row)}", "$alarm"))
    if joined.without_transcript:
        names = ", ".join(f"{who} ({which})" if which else who for who, which in joined.without_transcript)
        lines.append(Content.styled(f"  Without a transcript: {names}", "$alarm"))
    lines += [Content.styled(f"  {note}", "$quiet") for note in joined.notes]
    return Content("\n").join(lines)
