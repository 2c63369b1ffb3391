"""The codebook as a panel: themes in their order, under each its codes and how many spoke about them."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.page.cells import drawable, fit
from qualcode.page.entries import CodeEntry, Line, ThemeEntry, listed, numbered
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.inks import Inks, inks_of


def _key(id: str, keys: str, action: str, description: str) -> Binding:
    return Binding(keys, action, description, show=False, id=f"codebook.{id}")


class CodebookPanel(ScrollView, can_focus=True):
    """Shows themes and codes; says which one is on and when one is opened. It changes nothing.

    `show` gives it the themes in order, codes that are in none under a last one without a uid; `recount` new
    counts; `point` marks those codes that lie on the passage being read.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"codebook--accent"}
    DEFAULT_CSS = """
    CodebookPanel {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $foreground 40%;
        scrollbar-color-active: $primary;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        .codebook--accent { color: $primary; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        _key("down", "down", "move(1)", "Next"),
        _key("up", "up", "move(-1)", "Previous"),
        _key("page_next", "pagedown", "page(1)", "Page down"),
        _key("page_back", "pageup", "page(-1)", "Page up"),
        _key("first", "home", "edge(-1)", "First"),
        _key("last", "end", "edge(1)", "Last"),
        _key("fold", "left", "fold(True)", "Fold the theme"),
        _key("unfold", "right", "fold(False)", "Unfold the theme"),
        _key("open", "enter", "open", "Put on the passage"),
    ]

    class Highlighted(Message):
        """Another line became the one one is on."""

        def __init__(self, panel: "CodebookPanel", line: Line) -> None:
            super().__init__()
            self.panel, self.line = panel, line

        @property
        def control(self) -> "CodebookPanel":
            """The panel it happened in."""
            return self.panel

    class Opened(Message):
        """A code or theme was opened, by enter or a second click."""

        def __init__(self, panel: "CodebookPanel", line: Line) -> None:
            super().__init__()
            self.panel, self.line = panel, line

        @property
        def control(self) -> "CodebookPanel":
            """The panel it happened in."""
            return self.panel

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._themes: Sequence[ThemeEntry] = ()
        self._folded: set[str] = set()
        self._lines: list[Line] = []
        self._counts: dict[str, int] = {}
        self._pointed: frozenset[str] = frozenset()
        self._cursor = 0
        self._inks: Inks | None = None

    def show(self, themes: Sequence[ThemeEntry]) -> None:
        """Show these themes; one stays on the same line, if it is still there."""
        here = self.line
        self._themes = themes
        self._counts = {}
        self._inks = None
        self._list()
        if here:
            self._cursor = next(
                (n for n, line in enumerate(self._lines) if _same(line, here)),
                min(self._cursor, max(0, len(self._lines) - 1)),
            )
        self._reveal()

    def recount(self, participants: dict[str, int]) -> None:
        """Show other numbers of participants for these codes, by uid."""
        self._counts.update(participants)
        for number, line in enumerate(self._lines):
            if line.uid in participants:
                self.refresh_line(number)

    def point(self, codes: Sequence[str]) -> None:
        """Mark these codes, by uid, and no others."""
        pointed = frozenset(codes)
        changed, self._pointed = pointed ^ self._pointed, pointed
        for number, line in enumerate(self._lines):
            if line.uid in changed:
                self.refresh_line(number)

    @property
    def line(self) -> Line | None:
        """The line one is on."""
        return self._lines[self._cursor] if self._cursor < len(self._lines) else None

    def go_to(self, uid: str) -> None:
        """Go to the first line of a code or theme."""
        for number, line in enumerate(self._lines):
            if line.uid == uid:
                self._go(number)
                return

    def _list(self) -> None:
        self._lines = listed(self._themes, self._folded)
        self._cursor = min(self._cursor, max(0, len(self._lines) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._lines))
        self.refresh()

    # Moving

    def action_move(self, step: int) -> None:
        """Go so many lines down."""
        self._go(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Go a screen down or up."""
        self._go(self._cursor + step * max(1, self.size.height - 1))

    def action_edge(self, step: int) -> None:
        """Go to the first (-1) or the last (1) line."""
        self._go(0 if step < 0 else len(self._lines) - 1)

    def action_fold(self, fold: bool) -> None:
        """Fold the theme one is in, or unfold it."""
        here = self.line
        if here is None:
            return
        (self._folded.add if fold else self._folded.discard)(here.theme.uid)
        self._list()
        lines = enumerate(self._lines)
        self._go(next(n for n, line in lines if line.kind == "theme" and line.uid == here.theme.uid))

    def action_open(self) -> None:
        """Open the code or theme."""
        if self.line:
            self.post_message(self.Opened(self, self.line))

    def _go(self, target: int) -> None:
        target = min(max(target, 0), len(self._lines) - 1)
        if target < 0 or target == self._cursor:
            return
        before, self._cursor = self._cursor, target
        self.refresh_line(before)
        self.refresh_line(target)
        self._reveal()
        self.post_message(self.Highlighted(self, self._lines[target]))

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if self._cursor < top:
            self.scroll_to(y=self._cursor, animate=False, force=True)
        elif height and self._cursor >= top + height:
            self.scroll_to(y=self._cursor - height + 1, animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the line; a second click opens it."""
        target = event.y + self.scroll_offset.y
        if target < len(self._lines):
            self._go(target)
            if event.chain == 2:
                self.action_open()

    # Drawing

    def on_resize(self) -> None:
        """Draw to the new width."""
        self._list()

    def notify_style_update(self) -> None:
        """Take the theme's colours anew."""
        super().notify_style_update()
        self._inks = None

    def on_focus(self) -> None:
        """Show the line one is on at its strongest."""
        self.refresh_line(self._cursor)

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh_line(self._cursor)

    def _drawn(self) -> Inks:
        if self._inks is None:
            codes = (code for theme in self._themes for code in theme.codes)
            looks = {code.uid: CodeLook(code.name, code.colour) for code in codes}
            self._inks = inks_of(self, "codebook--accent", looks)
        return self._inks

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        inks, room = self._drawn(), self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(room, inks.plain())
        line = self._lines[number]
        here = number == self._cursor and self.has_focus
        return self._code(line.code, here, room, inks) if line.code else self._theme(line, here, room, inks)

    def _theme(self, line: Line, here: bool, room: int, inks: Inks) -> Strip:
        closed = line.theme.uid in self._folded
        mark = "▸ " if closed else ""
        text = f" {'  ' * line.theme.depth}{mark}{drawable(line.theme.name)}"
        if closed:
            text += f" ({len(line.theme.codes)})"
        return Strip(
            [Segment(fit(text, room), inks.marked(0.55) if here else inks.quiet(0.75, bold=True))], room
        )

    def _code(self, code: CodeEntry, here: bool, room: int, inks: Inks) -> Strip:
        count = self._counts.get(code.uid, code.participants)
        pointed = code.uid in self._pointed
        name, number = numbered(code.name, f"{count} " if count else "  ", max(4, room - 5))
        text = inks.marked(0.55) if here else inks.plain() if pointed else inks.quiet(0.8)
        quiet = text if here else inks.quiet(0.55)
        segments = [
            Segment(f" {code.key or ' '} ", quiet),
            Segment("▌" if not pointed else "█", text if here else inks.name(code.uid)),
            Segment(" ", text),
            Segment(name, text),
            Segment(number, quiet),
        ]
        return Strip(segments).adjust_cell_length(room, inks.plain())


def _same(one: Line, other: Line) -> bool:
    return (one.kind, one.uid, one.theme.uid) == (other.kind, other.uid, other.theme.uid)
