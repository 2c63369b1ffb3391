"""A desk: a screen at which one works. Commands are run, errors said and wrong keys answered here."""

import asyncio
import contextvars
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import Worker, WorkType

from qualcode.model.errors import QualcodeError
from qualcode.tui.command import Command, Commands, Task, keys_of
from qualcode.tui.dialogs.panel import Answer, Panel
from qualcode.tui.keys import clashes, shown
from qualcode.tui.laid_out import LaidOut
from qualcode.tui.trail import Spot, Trail
from qualcode.tui.widgets.lines import KeyLine, Strip, TitleLine

if TYPE_CHECKING:
    from qualcode.project import Project
    from qualcode.project.changes import Changed

Result = TypeVar("Result")

_ANSWERED = 6  # keys that a wrong one is answered with, and the last of the footer: help
_DRAWN = 0.05  # seconds, after which a change is made though nothing was drawn
LEAST = (60, 16)  # cells: below it nothing can be shown that helps


def _desks(app: App[Any]) -> list["Desk"]:
    """All the desks that one is at or may go back to."""
    return [screen for screen in app.screen_stack if isinstance(screen, Desk)]


class Desk(LaidOut[None]):
    """A title line, the work (`compose_work`), what is said, and the keys.

    `COMMANDS_HERE` are the commands, those of the footer in its order. `keymap` is a user's own keys by id.
    `where` is what `go` calls it. `places` are where one was at the desks that one came back from (their
    `place`), by `where`; `trail` is where one has been, shared by all desks of a project.
    """

    where: ClassVar[str] = ""
    COMMANDS_HERE: ClassVar[Commands] = ()
    DEFAULT_CSS = """
    Desk { background: $surface; }
    Desk > #too-small { display: none; }
    Desk.-too-small > * { display: none; }
    Desk.-too-small > #too-small { display: block; width: 1fr; height: 1fr; content-align: center middle;
                                   text-align: center; color: $foreground; }
    """

    def __init__(self, project: "Project", keymap: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.project = project
        self.keymap = dict(keymap or {})
        self.places: dict[str, tuple[str, ...]] = {}
        self.trail = Trail()
        self._undo_name = ""
        self._can_redo = False
        self._naming = self._lines_due = self._asks = False
        self._is_drawn = False
        self._thread = threading.get_ident()
        self._unsubscribe = project.subscribe(self._heard)

    @property
    def is_ready(self) -> bool:
        """Whether it is drawn, and neither it nor the application on the way out.

        Else keys do nothing, and no change is followed: what changes before is seen on beginning, and on the
        way out the widgets go before the desk does.
        """
        return self._is_drawn and self.app.is_running and not self._pruning

    def compose(self) -> ComposeResult:
        """The lines around the work."""
        yield TitleLine(id="title")
        yield from self.compose_work()
        yield Strip(id="strip")
        yield KeyLine(id="keys")
        yield Static(id="too-small", markup=False)

    def compose_work(self) -> ComposeResult:
        """The widgets of the work."""
        yield from ()

    def on_mount(self) -> None:
        """Begin: show the work, follow changes, report keys that clash, fill what is around the work."""
        self.begin()
        loop, context = asyncio.get_running_loop(), contextvars.copy_context()
        self.project.writing.take_in_by(lambda take: loop.call_soon_threadsafe(take, context=context.copy()))
        self._rename_undo()
        self._is_drawn = True
        for sentence in clashes(self._bound(), self.keymap)[:1]:
            self.say(sentence, alarm=True)

    def begin(self) -> None:
        """Show the work as one finds it on coming here."""

    def _bound(self) -> list[Binding]:
        """The keys of the desk and of the widget one works in; where others have the focus, theirs win."""
        widgets = [type(widget).BINDINGS for _, widget in self.widgets_with_keys()[:1]]
        return [b for some in (self.BINDINGS, *widgets) for b in some if isinstance(b, Binding) and b.id]

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widgets with keys of their own, by what one does in them; the one one works in first."""
        return []

    def signs(self) -> list[tuple[str, str]]:
        """The signs on this screen that the help explains, each with what it means."""
        return []

    def on_unmount(self) -> None:
        """Hear no more of changes."""
        self._is_drawn = False
        self._unsubscribe()

    def fit(self, size: Size) -> None:
        """Say so where the terminal is too small."""
        super().fit(size)
        small = size.width < LEAST[0] or size.height < LEAST[1]
        self.set_class(small, "-too-small")
        if small:
            self.query_one("#too-small", Static).update(
                f"This window is {size.width} × {size.height}.\n"
                f"Make it at least {LEAST[0]} × {LEAST[1]}, or the letters smaller.",
                layout=False,
            )

    class Go(Message):
        """Another desk is wanted, by its `where`, there at a `place` of its own.

        "reading" may have (transcript uid, offset) as `at`; "back" and "forward" go along the trail; ""
        leaves.
        """

        def __init__(
            self, where: str, at: tuple[str, int] | None = None, place: tuple[str, ...] | None = None
        ) -> None:
            super().__init__()
            self.where, self.at, self.place = where, at, place

    def go(self, where: str, at: tuple[str, int] | None = None, place: tuple[str, ...] | None = None) -> None:
        """Go to another desk, or, with "", back; there to a place, if one is given."""
        self.post_message(self.Go(where, at, place))

    @property
    def spot(self) -> Spot:
        """Where one is, for the trail."""
        return Spot(self.where, self.place)

    @property
    def place(self) -> tuple[str, ...]:
        """Where one is, to be there again on coming back; () where that doesn't matter."""
        return ()

    def show(self, place: tuple[str, ...]) -> None:
        """Be at a place of this desk, where `place` says it."""

    async def ask(self, panel: Panel[Answer]) -> Answer | None:
        """Ask something, and wait for the answer; None at once where something is being asked already.

        So no key pressed before a question is drawn puts another one on top of it.
        """
        if self._asks:
            return None
        self._asks = True
        try:
            return await self.app.push_screen_wait(panel)
        finally:
            self._asks = False

    # What is said

    @property
    def strip(self) -> Strip:
        """Where things are said."""
        return self.query_one("#strip", Strip)

    def say(self, sentence: str, *, alarm: bool = False) -> None:
        """Say a sentence above the keys, until something else is done; nothing, once one has left."""
        for strip in self.query(Strip).results():
            strip.say(sentence, alarm=alarm)

    @property
    def state(self) -> str:
        """Who works, whether everything is saved, and how one leaves."""
        state = "Saving" if self.project.writing.pending else "Saved"
        return f"{self.project.coder.name} · {state} · {self.way_out}"

    @property
    def way_out(self) -> str:
        """The key that leaves, and where to."""
        return "q close"

    @property
    def is_at_rest(self) -> bool:
        """Whether all is saved, and drawn."""
        return not (self.project.writing.pending or self._lines_due)

    def refresh_lines(self) -> None:
        """Show state and keys as they are when what is being done is done."""
        if not self._lines_due:
            self._lines_due = True
            self.call_next(self._show_lines)

    def _show_lines(self) -> None:
        self._lines_due = False
        if not self.is_ready:
            return
        self._show_state()
        self.query_one("#keys", KeyLine).show(self.footer())

    def _show_state(self) -> None:
        for title in self.query(TitleLine).results():
            title.say_right(self.state)

    def footer(self) -> list[tuple[str, str]]:
        """The keys of the footer, each with what it does: those that count everywhere at the desk."""
        return [
            (command.keys_shown or shown(keys_of(command, self.keymap)), text)
            for command in self.COMMANDS_HERE
            if not command.keys_where and (text := command.footer_at(self))
        ]

    # Doing

    def command(self, id: str) -> Command[Any]:
        """The command of an id."""
        return next(command for command in self.COMMANDS_HERE if command.id == id)

    def key(self, id: str) -> str:
        """The key of the command of an id, as it is shown."""
        return shown(keys_of(self.command(id), self.keymap))

    @property
    def undo_name(self) -> str:
        """What undo would take back, in words; "" if there is nothing, or it isn't known yet."""
        return self._undo_name

    @property
    def can_redo(self) -> bool:
        """Whether there is something undone that may be done again; False while that isn't known yet."""
        return self._can_redo

    async def _name_undo(self) -> None:
        try:
            found = await asyncio.wrap_future(self.project.writing.after(self._described_undo))
        except QualcodeError:  # the file can't be read just now: whoever needs it will say so
            found = "", False
        if found != (self._undo_name, self._can_redo):
            self._undo_name, self._can_redo = found
            self.refresh_lines()

    def _described_undo(self) -> tuple[str, bool]:
        self._naming = False  # what changes from now on is to be named again
        history = self.project.history
        group = history.to_undo()
        return history.describe_group(group) if group else "", history.to_redo() is not None

    def _rename_undo(self) -> None:
        if not self._naming:
            self._naming = True
            self.run_worker(self._name_undo())

    def action_do(self, id: str) -> None:
        """Do what a key says."""
        self._do(lambda: self.command(id).do(self))

    def do_by_name(self, command: Command[Any]) -> None:
        """Do what the palette says."""
        self._do(lambda: command.do_by_name(self))

    def _do(self, call: Callable[[], Task | None]) -> None:
        if self.is_ready:
            self.strip.hush()
            self.attempt(call)

    def attempt(self, call: Callable[[], Task | None]) -> None:
        """Call something. An error becomes a sentence; what comes back to be awaited is, as a worker."""
        try:
            task = call()
        except QualcodeError as error:
            self.say(self._told(error), alarm=True)
        else:
            if task is not None:
                self.run_worker(self._later(task), exclusive=False)
                return  # lines are shown as they are when it is done
        self.refresh_lines()

    async def changed(self, call: Callable[[], Result]) -> Result:
        """Make a change, after those before it; what the call gives. Its errors are the caller's.

        It is made on the project's writing thread: nothing here waits for the disk. Acknowledged it is when
        this comes back, and "Saved" stands at the top again. It begins when what is shown at once is drawn:
        only one thread of Python runs at a time, and the screen comes first.
        """
        drawn = threading.Event()
        self.call_after_refresh(drawn.set)

        def write() -> Result:
            drawn.wait(_DRAWN)
            return call()

        app, made = self.app, asyncio.wrap_future(self.project.writing.do(write))

        def show_states(_: object = None) -> None:
            for desk in _desks(app):
                desk._show_state()

        show_states()  # at once: "Saved" never stands over what isn't, at whichever desk one is meanwhile
        made.add_done_callback(show_states)
        return await asyncio.shield(made)  # what was begun is made, though one leaves meanwhile

    def _told(self, error: QualcodeError) -> str:
        """What an error says; where a project had better be saved elsewhere, with the key for that."""
        if not any(command.id == "save_elsewhere" for command in self.COMMANDS_HERE):
            return str(error)
        way_out = f"save the project elsewhere ({self.key('save_elsewhere')})"
        return str(error).replace("save the project elsewhere", way_out)

    async def _later(self, task: Task) -> None:
        try:
            await task
        except QualcodeError as error:
            self.say(self._told(error), alarm=True)
        finally:
            self.refresh_lines()

    def run_worker(self, work: WorkType[Any], *how: Any, **more: Any) -> Worker[Any]:
        """Run a worker of the desk. Where one leaves meanwhile it ends when there is nothing to draw on."""
        return super().run_worker(partial(self._work_here, work), *how, **more)

    async def _work_here(self, work: Any) -> Any:
        try:
            called: Any = work() if callable(work) else work
            return await called
        except NoMatches:
            if self.is_ready:
                raise
            return None

    # Hearing

    def _heard(self, changed: "Changed") -> None:
        if self.is_ready and threading.get_ident() == self._thread:  # else it is being closed
            self._rename_undo()
            self.heard(changed)

    def heard(self, changed: "Changed") -> None:
        """Follow what changed."""

    # Wrong keys

    def on_key(self, event: events.Key) -> None:
        """Answer a key that does nothing with the ones that do."""
        if not self.is_ready:
            event.stop()
            return
        if self.has_class("-too-small"):
            if event.key not in ("q", "ctrl+q", "ctrl+c"):
                event.stop()  # nobody sees what it would do
            return
        if event.key in self.active_bindings or self._typing():
            return
        plain = event.is_printable and event.character and not event.key.startswith(("alt+", "ctrl+"))
        named = (plain and (event.character or "").strip()) or shown(event.key)
        *some, last = self.footer()
        there_are = " · ".join(f"{key} {text}" for key, text in [*some[:_ANSWERED], last])
        self.say(f"{named} does nothing here. These keys do: {there_are}.")
        event.stop()

    def _typing(self) -> bool:
        """Whether letters go into a text."""
        from textual.widgets import Input, TextArea

        return isinstance(self.focused, Input | TextArea)
