"""The code picker: filters codes as one types. It is fed keys by its screen; the focus never moves."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from qualcode.page.cells import clip, drawable, fit, width
from qualcode.page.entries import CodeEntry, is_new, ranked
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.inks import Inks, inks_of


class CodePicker(Widget, can_focus=False):
    """A few lines to choose a code in. Closed, it takes no room.

    The screen opens it with `open`, passes every key to `feed` while it `is_open`, and closes it with
    `close`, which `feed` also does on enter and escape.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"picker--accent"}
    DEFAULT_CSS = """
    CodePicker {
        height: 7;
        display: none;
        background: $surface;
        color: $foreground;
        .picker--accent { color: $primary; }
    }
    """

    class Highlighted(Message):
        """Another code came to be the one enter would choose; None where it would make a new one."""

        def __init__(self, picker: "CodePicker", entry: CodeEntry | None) -> None:
            super().__init__()
            self.picker, self.entry = picker, entry

        @property
        def control(self) -> "CodePicker":
            """The picker it happened in."""
            return self.picker

    class Chosen(Message):
        """A code was chosen."""

        def __init__(self, picker: "CodePicker", entry: CodeEntry) -> None:
            super().__init__()
            self.picker, self.entry = picker, entry

        @property
        def control(self) -> "CodePicker":
            """The picker it happened in."""
            return self.picker

    class Named(Message):
        """A new code is wanted, of that name."""

        def __init__(self, picker: "CodePicker", name: str) -> None:
            super().__init__()
            self.picker, self.name = picker, name

        @property
        def control(self) -> "CodePicker":
            """The picker it happened in."""
            return self.picker

    class Cancelled(Message):
        """Nothing was chosen."""

        def __init__(self, picker: "CodePicker") -> None:
            super().__init__()
            self.picker = picker

        @property
        def control(self) -> "CodePicker":
            """The picker it happened in."""
            return self.picker

    def __init__(
        self,
        *,
        prompt: str = "Code",
        new: bool = True,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        """Ask with `prompt`; with `new`, offer to make a code of what was typed."""
        super().__init__(name=name, id=id, classes=classes)
        self._prompt, self._new = prompt, new
        self._entries: Sequence[CodeEntry] = ()
        self._recent: Sequence[str] = ()
        self._typed = ""
        self._found: list[CodeEntry] = []
        self._offers_new = False
        self._at = 0
        self._inks: Inks | None = None

    # What the screen does with it

    def open(self, entries: Sequence[CodeEntry], recent: Sequence[str] = (), typed: str = "") -> None:
        """Offer these codes, in the codebook's order; those in `recent` (uids, the last used first) first."""
        self._entries, self._recent = entries, recent
        self._inks = None
        self.display = True
        self._filter(typed)

    def close(self) -> None:
        """Fold away."""
        self.display = False

    @property
    def is_open(self) -> bool:
        """Whether it is asking."""
        return bool(self.display)

    @property
    def typed(self) -> str:
        """What was typed so far."""
        return self._typed

    @property
    def entry(self) -> CodeEntry | None:
        """The code that enter would choose; None where it would make a new one, or nothing."""
        return self._found[self._at] if self._at < len(self._found) else None

    def feed(self, event: events.Key) -> bool:
        """Take a key; False if it means nothing here and may be used elsewhere."""
        match event.key:
            case "enter":
                self._choose()
            case "escape":
                self.close()
                self.post_message(self.Cancelled(self))
            case "down" | "ctrl+n" | "tab":
                self._move(1)
            case "up" | "ctrl+p" | "shift+tab":
                self._move(-1)
            case "backspace":
                self._filter(self._typed[:-1])
            case "ctrl+u":
                self._filter("")
            case "ctrl+w":
                self._filter(self._typed.rstrip().rpartition(" ")[0])
            case _:
                if not event.is_printable or event.character is None:
                    return False
                self._filter(self._typed + event.character)
        return True

    # How it answers

    def _filter(self, typed: str) -> None:
        before = self.entry
        self._typed = typed.lstrip()
        self._found = ranked(self._entries, self._typed, self._recent)
        self._offers_new = self._new and is_new(self._entries, self._typed)
        self._at = 0
        self.refresh()
        if self.entry != before or not typed:
            self.post_message(self.Highlighted(self, self.entry))

    def _move(self, step: int) -> None:
        last = len(self._found) + self._offers_new - 1
        target = min(max(self._at + step, 0), max(last, 0))
        if target != self._at:
            self._at = target
            self.refresh()
            self.post_message(self.Highlighted(self, self.entry))

    def _choose(self) -> None:
        entry = self.entry
        if entry is not None:
            self.close()
            self.post_message(self.Chosen(self, entry))
        elif self._offers_new:
            self.close()
            self.post_message(self.Named(self, " ".join(self._typed.split())))

    # Drawing

    def notify_style_update(self) -> None:
        """Take the theme's colours anew."""
        super().notify_style_update()
        self._inks = None

    def render_line(self, y: int) -> Strip:
        """One line of the widget: what was typed, then the codes, at last the definition."""
        if self._inks is None:
            looks = {entry.uid: CodeLook(entry.name, entry.colour) for entry in self._entries}
            self._inks = inks_of(self, "picker--accent", looks)
        room, height = self.size.width, self.size.height
        if y == 0:
            return self._asking(room, self._inks)
        if y == height - 1 and height > 2:
            return self._defining(room, self._inks)
        shown = max(1, height - 2)
        number = max(0, self._at - shown + 1) + y - 1
        if number < len(self._found):
            return self._offering(self._found[number], number == self._at, room, self._inks)
        if number == len(self._found) and self._offers_new:
            text = f"  make new code “{drawable(' '.join(self._typed.split()))}”"
            style = self._inks.marked(0.55) if number == self._at else self._inks.quiet(0.7)
            return Strip([Segment(fit(text, room), style)], room)
        if number == 0:
            text = "  No codes yet. Type a name to make one." if not self._entries else "  No such code."
            return Strip([Segment(fit(text, room), self._inks.quiet())], room)
        return Strip.blank(room, self._inks.plain())

    def _asking(self, room: int, inks: Inks) -> Strip:
        ground = inks.raised(0.08, bold=True)
        prompt = f" {self._prompt}: "
        typed = drawable(self._typed)
        while width(typed) > max(1, room - width(prompt) - 2):
            typed = typed[1:]
        count = f"{len(self._found)} of {len(self._entries)} "
        left = room - width(prompt) - width(typed) - 1
        count = count if left > len(count) + 2 else ""
        quiet = inks.raised(0.08)
        return Strip(
            [
                Segment(prompt, quiet),
                Segment(typed, ground),
                Segment(" ", inks.accented()),
                Segment(" " * max(0, left - len(count)) + count, quiet),
            ]
        ).adjust_cell_length(room, quiet)

    def _offering(self, entry: CodeEntry, here: bool, room: int, inks: Inks) -> Strip:
        plain = inks.marked(0.55) if here else inks.plain()
        quiet = plain if here else inks.quiet(0.6)
        themes = clip(drawable(", ".join(entry.themes)), max(0, room // 3))
        note = f"  {entry.note}" if entry.note else ""
        left = max(4, room - 5 - width(themes) - width(note) - 2)
        return Strip(
            [
                Segment(f"{'›' if here else ' '}{entry.key or ' '} ", quiet),
                Segment("▌ ", plain if here else inks.name(entry.uid)),
                Segment(fit(drawable(entry.name), left), plain),
                Segment(f"{themes}{drawable(note)}  ", quiet),
            ]
        ).adjust_cell_length(room, plain)

    def _defining(self, room: int, inks: Inks) -> Strip:
        if self.entry is not None:
            text = self.entry.definition or "No definition yet."
        elif self._offers_new:
            text = "Enter makes this code and puts it on the passage."
        else:
            text = ""
        return Strip([Segment(fit(f"     {drawable(text)}", room), inks.quiet(0.65))], room)
