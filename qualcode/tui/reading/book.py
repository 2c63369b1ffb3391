"""The codebook at the side: the codes with their counts, below them what the one one is on means."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer

from qualcode import settings
from qualcode.model.charts import Count
from qualcode.model.study import Code, Coding, Theme
from qualcode.page.entries import CodeEntry, ThemeEntry
from qualcode.project import Project
from qualcode.project.changes import Changed
from qualcode.tui import codes
from qualcode.tui.commands.codebook import CODEBOOK
from qualcode.tui.reading.said import definition
from qualcode.tui.widgets.codebook import CodebookPanel
from qualcode.tui.widgets.lines import Line

FILTERING = [
    ("letters", "find a code"),
    ("↑ ↓", "choose"),
    ("enter", "keep the list so"),
    ("esc", "show all"),
]
_COUNT_AFTER = 0.4  # seconds without a change, after which passages are counted again


class BookPanel(CodebookPanel):
    """The codebook, with the keys of the commands for it: they act here and nowhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CodebookPanel.BINDINGS,
        *(
            Binding(command.keys, f"screen.do('{command.id}')", command.title, show=False, id=command.id)
            for command in CODEBOOK
        ),
    ]


class Book(Vertical):
    """The codebook of the analysis in use. It counts passages a moment after the last change to them."""

    DEFAULT_CSS = """
    Book #codebook { height: 1fr; overflow-y: scroll; }
    Book #definition { height: 11; padding: 1 1 0 1; color: $quiet; }
    """

    class Counted(Message):
        """Passages were counted."""

    def __init__(self, project: Project, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._project = project
        self._pins: dict[str, codes.Pins] = {}  # by analysis
        self._themes: list[ThemeEntry] = []
        self._counts: dict[str, Count] = {}  # by name; worked out once the text is on the screen
        self._uncounted: set[str] | None = None  # the codes to count anew; None for all
        self._counting: Timer | None = None
        self._here: Sequence[str] = ()  # the codes that lie where one reads

    def compose(self) -> ComposeResult:
        """The codes, below them the definition."""
        yield BookPanel(id="codebook")
        yield Line(id="definition")

    @property
    def panel(self) -> BookPanel:
        """The codes."""
        return self.query_one("#codebook", BookPanel)

    def begin(self) -> None:
        """Show the codebook of the analysis in use, and count its passages when it is on the screen."""
        self._uncounted, self._counts = None, {}
        self.renew()
        self.call_after_refresh(lambda: self.run_worker(self._recount()))

    def renew(self) -> None:
        """Show the codebook as it is now."""
        self._themes = codes.theme_entries(self._project, self._counts, self.pinned)
        self.panel.show(self._themes)
        self.define()

    # Where one is

    @property
    def thing_here(self) -> Code | Theme | None:
        """The code or theme one is on; while reading, the only code that lies there."""
        if self.panel.has_focus:
            return self.pointed
        here = set(self._here)
        return self._project.find(Code, here.pop()) if len(here) == 1 else None

    @property
    def pointed(self) -> Code | Theme | None:
        """The code or theme one is on in the codebook; None where one isn't in it."""
        line = self.panel.line if self.panel.has_focus else None
        if line is None:
            return None
        return self._project.find(Code, line.uid) or self._project.find(Theme, line.uid)

    @property
    def theme_here(self) -> Theme | None:
        """The theme one is in in the codebook; None while reading, and among codes in no theme."""
        line = self.panel.line if self.panel.has_focus else None
        return self._project.find(Theme, line.theme.uid) if line else None

    def point(self, here: Sequence[str]) -> bool:
        """Mark the codes that lie where one reads, by uid; whether they are others than before."""
        if here == self._here:
            return False
        self._here = here
        self.panel.point(here)
        self.define()
        return True

    def define(self) -> None:
        """Say what a code means: while reading, the last that lies there, else the one one is on."""
        here = [] if self.panel.has_focus else [uid for uid in self._here if uid]
        line = codes.line_of(self._themes, here[-1]) if here else self.panel.line
        of = len(self._project.materials.people.participants)
        self.query_one("#definition", Line).put(definition(line, of))

    # What can be chosen

    @property
    def entries(self) -> list[CodeEntry]:
        """The codes in use, to choose from."""
        return codes.code_entries(self._project, self._counts, self.pinned)

    @property
    def _pins_now(self) -> codes.Pins:
        """What is pinned: for this coder and analysis, on this machine."""
        analysis = self._project.analysis.uid
        if analysis not in self._pins:
            self._pins[analysis] = codes.Pins(settings.pinned(analysis, self._project.coder.uid))
        return self._pins[analysis]

    @property
    def pinned(self) -> Sequence[Code | None]:
        """The codes on the keys 1 to 9; None where there is none."""
        return self._pins_now.of(self._project)

    def pin(self, code: Code, number: int) -> None:
        """Pin a code to a number from 1 to 9, and show it; 0 takes it off the one it has."""
        pins, held = self._pins_now, [each.uid if each else "" for each in self.pinned]
        if number:
            pins.put(number, code.uid)
        elif code.uid in held:
            pins.put(held.index(code.uid) + 1, "")
        settings.pin(self._project.analysis.uid, self._project.coder.uid, pins.numbers)
        self.renew()

    # Counting

    def count_later(self, changed: Changed) -> None:
        """Count the codes concerned a moment after the last change; all, where it isn't of codings alone.

        Of what is gone nobody knows what it was.
        """
        only_codings = changed.kinds == {Coding.kind} and None not in changed.things.values()
        if only_codings and self._uncounted is not None:
            finals = self._project.codebook.now.finals
            coded = (thing.code for thing in changed.things.values() if isinstance(thing, Coding))
            self._uncounted |= {finals[code] for code in coded if code in finals}
        else:
            self._uncounted = None
        if self._counting is not None:
            self._counting.stop()
        self._counting = self.set_timer(_COUNT_AFTER, lambda: self.run_worker(self._recount()))

    async def _recount(self) -> None:
        """Count on the writing thread: in between two changes, and while one goes on reading."""
        uncounted, self._uncounted = self._uncounted, set()
        count = partial(codes.recounted, self._project, self._counts, uncounted)
        self._counts = await asyncio.wrap_future(self._project.writing.after(count))
        if self._pruning or not self.app.is_running:  # one has left, and what shows it may be gone
            return
        self.renew()
        self.post_message(self.Counted())
