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
from qualcode.page.flow import Run, flowed
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.inks import Inks, inks_of

_BESIDE = 100  # cells: from here on the definition stands beside the codes, not below


def _said(entry: CodeEntry | None, offers_new: bool) -> list[list[Run[bool]]]:
    """What a code means: its definition, when to use it and when not; what begins a part is True."""
    if entry is None:
        return [[Run("Enter makes this code.", False)]] if offers_new else []
    parts = (("Use", entry.use), ("Not", entry.avoid))
    defined = [Run(entry.definition or "No definition yet.", False)]
    return [defined, *([Run(f"{begins} ", True), Run(text, False)] for begins, text in parts if text)]


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

    class Pinned(Message):
        """A code is wanted on a number from 1 to 9."""

        def __init__(self, picker: "CodePicker", entry: CodeEntry, number: int) -> None:
            super().__init__()
            self.picker, self.entry, self.number = picker, entry, number

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
        pins: bool = False,
        id: str | None = None,
        classes: str | None = None,
        name: str | None = None,
    ) -> None:
        """Ask with `prompt`; with `new`, offer to make a code of what was typed; with `pins`, ctrl+k pins."""
        super().__init__(name=name, id=id, classes=classes)
        self._prompt, self._new, self._pins = prompt, new, pins
        self._pinning = False
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
        self._pinning = False
        self.appear()
        self._filter(typed)

    def renew(self, entries: Sequence[CodeEntry]) -> None:
        """Show these codes in the place of those before, and stay on the same one."""
        self._entries = entries
        known = {entry.uid: entry for entry in entries}
        self._found = [known[entry.uid] for entry in self._found if entry.uid in known]
        self.refresh()

    def appear(self) -> None:
        """Take room."""
        self.display = True

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
        if self._pinning:
            self._pin(event.key)
            return True
        match event.key:
            case "ctrl+k" if self._pins and self.entry is not None:
                self._pinning = True
                self.refresh()
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

    def _pin(self, key: str) -> None:
        """A digit pins the code; any other key leaves it."""
        self._pinning = False
        self.refresh()
        if self.entry is not None and key in "123456789":
            self.post_message(self.Pinned(self, self.entry, int(key)))

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
        """One line of the widget."""
        return self.drawn(y, self.size.width, self.size.height)

    def drawn(self, y: int, room: int, height: int) -> Strip:
        """One line of so many, so wide: what was typed, then the codes, at last the definition."""
        if self._inks is None:
            looks = {entry.uid: CodeLook(entry.name, entry.colour, entry.mark) for entry in self._entries}
            self._inks = inks_of(self, "picker--accent", looks)
        if y == 0:
            return self._asking(room, self._inks)
        if room < _BESIDE:
            if y == height - 1 and height > 2:
                return self._defining(room, self._inks)
            return self._offered(y, max(1, height - 2), room, self._inks)
        # Where there is room, what the code means stands beside the list.
        left = self._offered(y, height - 1, room // 2, self._inks)
        return Strip([*left, *self._meaning(y - 1, height - 1, room - room // 2, self._inks)])

    def _offered(self, y: int, shown: int, room: int, inks: Inks) -> Strip:
        number = max(0, self._at - shown + 1) + y - 1
        if number < len(self._found):
            return self._offering(self._found[number], number == self._at, room, inks)
        if number == len(self._found) and self._offers_new:
            text = f"  make new code “{drawable(' '.join(self._typed.split()))}”"
            style = inks.marked(0.55) if number == self._at else inks.quiet(0.7)
            return Strip([Segment(fit(text, room), style)], room)
        if number == 0:
            text = "  No codes yet. Type a name to make one." if not self._entries else "  No such code."
            return Strip([Segment(fit(text, room), inks.quiet())], room)
        return Strip.blank(room, inks.plain())

    def _meaning(self, inside: int, lines: int, room: int, inks: Inks) -> Strip:
        """A line of what the code under the cursor means, and when it is used and when not."""
        parts = [flowed(part, room - 3) for part in _said(self.entry, self._offers_new)]
        while sum(map(len, parts)) > lines and max(map(len, parts)) > 1:
            max(parts, key=len).pop()
        found = [line for part in parts for line in part]
        runs = found[inside] if inside < len(found) else []
        segments = [Segment(run.text, inks.quiet(0.8, bold=run.voice)) for run in runs]
        return Strip([Segment("  ", inks.plain()), *segments]).adjust_cell_length(room, inks.plain())

    def _asking(self, room: int, inks: Inks) -> Strip:
        ground = inks.raised(0.08, bold=True)
        prompt, typed = f" {self._prompt}: ", drawable(self._typed)
        if self._pinning and self.entry is not None:
            prompt, typed = f" Which number puts “{drawable(self.entry.name)}” on, 1 to 9? ", ""
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
                Segment(inks.look(entry.uid).letter, inks.stripe(entry.uid)),
                Segment(" ", plain),
                Segment(fit(drawable(entry.name), left), plain),
                Segment(f"{themes}{drawable(note)}  ", quiet),
            ]
        ).adjust_cell_length(room, plain)

    def _defining(self, room: int, inks: Inks) -> Strip:
        said = _said(self.entry, self._offers_new)
        text = "  ".join("".join(run.text for run in part) for part in said)
        return Strip([Segment(fit(f"     {drawable(text)}", room), inks.quiet(0.65))], room)
