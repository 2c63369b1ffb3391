"""The codebook at the side of a desk: its panel with the commands' keys, and what those need of it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from qualcode import settings
from qualcode.model.charts import Count
from qualcode.model.study import Code, Theme
from qualcode.page.entries import CodeEntry
from qualcode.tui import codes
from qualcode.tui.command import keys_of
from qualcode.tui.commands.joining import CODEBOOK
from qualcode.tui.desk import Desk
from qualcode.tui.keys import shown
from qualcode.tui.widgets.codebook import CodebookPanel

_FILTERING = [
    ("letters", "find a code"),
    ("↑ ↓", "choose"),
    ("enter", "keep the list so"),
    ("esc", "show all"),
]


class BookPanel(CodebookPanel):
    """The codebook, with the keys of the commands for it: they act here and nowhere else."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CodebookPanel.BINDINGS,
        *(
            Binding(command.keys, f"screen.do('{command.id}')", command.title, show=False, id=command.id)
            for command in CODEBOOK
        ),
    ]


class BookDesk(Desk):
    """A desk with the codebook beside it."""

    _counts: dict[str, Count]
    _codes_here: Sequence[str] = ()

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._pins: dict[str, codes.Pins] = {}  # by analysis

    @property
    def book_panel(self) -> BookPanel:
        """The codebook."""
        return self.query_one("#codebook", BookPanel)

    @property
    def thing_here(self) -> Code | Theme | None:
        """The code or theme one is on in the codebook; while reading, the only code that lies here."""
        panel, project = self.book_panel, self.project
        if not panel.has_focus:
            here = set(self._codes_here)
            return project.find(Code, here.pop()) if len(here) == 1 else None
        uid = panel.line.uid if panel.line else ""
        return project.find(Code, uid) or project.find(Theme, uid)

    @property
    def theme_here(self) -> Theme | None:
        """The theme one is in in the codebook; None while reading, and among codes in no theme."""
        panel = self.book_panel
        line = panel.line if panel.has_focus else None
        return self.project.find(Theme, line.theme.uid) if line else None

    @property
    def code_entries(self) -> list[CodeEntry]:
        """The codes in use, to choose from."""
        return codes.code_entries(self.project, self._counts, self.pinned)

    def show_in_codebook(self, uid: str) -> None:
        """Go to a code or theme in the codebook; the keys stay where they are."""
        self.book_panel.go_to(uid)

    # Pinned codes

    @property
    def pins(self) -> codes.Pins:
        """What is pinned: for this coder and analysis, on this machine."""
        analysis = self.project.analysis.uid
        if analysis not in self._pins:
            self._pins[analysis] = codes.Pins(settings.pinned(analysis, self.project.coder.uid))
        return self._pins[analysis]

    @property
    def pinned(self) -> Sequence[Code | None]:
        """The codes on the keys 1 to 9; None where there is none."""
        return self.pins.of(self.project)

    def pin(self, code: Code, number: int) -> None:
        """Pin a code to a number from 1 to 9; 0 takes it off the one it has."""
        pinned = [held.uid if held else "" for held in self.pinned]
        if number:
            self.pins.put(number, code.uid)
        elif code.uid in pinned:
            self.pins.put(pinned.index(code.uid) + 1, "")
        settings.pin(self.project.analysis.uid, self.project.coder.uid, self.pins.numbers)

    def footer(self) -> list[tuple[str, str]]:
        """The keys of the codebook while one is in it."""
        panel = self.book_panel
        if not panel.has_focus:
            return super().footer()
        if panel.is_typing:
            return _FILTERING
        first = [("enter", "put on"), ("/", "filter")]
        book = [(shown(keys_of(c, self.keymap)), c.footer) for c in CODEBOOK if c.footer]
        last = [(shown(keys_of(c, self.keymap)), text) for c in (self.command("undo"), self.command("help"))
                if (text := c.footer_at(self))]  # fmt: skip
        return [*first, *book, *last]
