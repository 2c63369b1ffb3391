"""The list of transcripts: by site, with a mark for how far each is."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList

from qualcode.page.cells import clip, fit, width
from qualcode.page.entries import plain_letters
from qualcode.tui.widgets.listing import list_key
from qualcode.tui.widgets.options import Offered, Options

MARKS = {"charted": "◉", "coded": "●", "begun": "◐", "new": "○"}
_DONE = ("coded", "charted")


class Listed(NamedTuple):
    """A line of the list: a heading (uid ""), or a transcript."""

    uid: str
    label: str
    progress: str = ""


class TranscriptList(Options):
    """Shows transcripts under headings; says which one is opened."""

    DEFAULT_CSS = """
    TranscriptList {
        border: none; padding: 0; background: $surface; color: $foreground; overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    }
    TranscriptList:focus { border: none; background-tint: transparent; }
    TranscriptList > .option-list--option-disabled { color: $quiet; text-style: bold; }
    TranscriptList > .option-list--option-highlighted {
        background: $surface; color: $foreground; text-style: none;
    }
    TranscriptList:focus > .option-list--option-highlighted { background: $primary 20%; color: $foreground; }
    TranscriptList > .option-list--option-hover { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        list_key("transcripts.filter", "slash", "filter", "Show only what has these letters"),
    ]

    class Opened(Message):
        """A transcript was opened."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._listed: list[Listed] = []
        self._all: Sequence[Listed] = ()
        self._typing = False
        self.typed = ""
        self.current = ""

    def show(self, lines: Sequence[Listed]) -> None:
        """Show these lines, of which those that have what is typed; one stays on the same transcript."""
        self._all = lines
        lines = self._filtered()
        if [line.uid for line in lines] == [line.uid for line in self._listed]:
            for number, line in enumerate(lines):
                if line != self._listed[number]:
                    self._listed[number] = line
                    self.replace_option_prompt_at_index(number, self._drawn(line))
            return
        self._listed = lines
        self._fill()

    def _filtered(self) -> list[Listed]:
        """The lines whose name, or whose site, has what is typed; a heading only where something is below."""
        if not self._typing and not self.typed:
            return list(self._all)
        wanted, site = plain_letters(self.typed), ""
        found = [Listed("", f"/ {self.typed}{'▏' if self._typing else ''}")]
        for line in self._all:
            if not line.uid:
                site = line.label
            elif wanted in plain_letters(f"{site} {line.label}"):
                if site and Listed("", site) not in found:
                    found.append(Listed("", site))
                found.append(line)
        return found

    def action_filter(self) -> None:
        """Let what is typed filter the list."""
        self._typing = True
        self.show(self._all)

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while the filter is open; escape shows everything again."""
        if not self._typing and not (self.typed and event.key == "escape"):
            return
        if event.key == "escape":
            self._typing, self.typed = False, ""
        elif event.key == "enter":
            self._typing = False
            self.show(self._all)
            return
        elif event.key == "backspace":
            self.typed = self.typed[:-1]
        elif event.is_printable and event.character:
            self.typed = (self.typed + event.character).lstrip()
        else:
            return
        event.stop()
        event.prevent_default()
        self.show(self._all)
        first = next((n for n, line in enumerate(self._listed) if line.uid), None)
        if self.highlighted is None and first is not None:
            self.highlighted = first

    @property
    def uid(self) -> str:
        """The transcript one is on in the list; "" if none."""
        here = self.highlighted
        return self._listed[here].uid if here is not None and here < len(self._listed) else ""

    def mark_current(self, uid: str) -> None:
        """Mark the transcript that is open."""
        before, self.current = self.current, uid
        for number, line in enumerate(self._listed):
            if line.uid and line.uid in (before, uid):
                self.replace_option_prompt_at_index(number, self._drawn(line))
            if line.uid and line.uid == uid:
                self.highlighted = number

    def _fill(self) -> None:
        self.clear_options()
        self.add_options(Offered(self._drawn(line), line.uid, disabled=not line.uid) for line in self._listed)
        self.highlighted = next((n for n, line in enumerate(self._listed) if line.uid == self.current), None)

    def _drawn(self, line: Listed) -> Content:
        room = max(8, self.scrollable_content_region.width or self.size.width or 26)
        if not line.uid:
            return Content(f" {clip(line.label, room - 2)}")
        here = line.uid == self.current
        mark = MARKS[line.progress]
        name = fit(f"{'›' if here else ' '} {line.label}", room - 3)
        return Content.assemble(
            (name, "bold" if here else ""), " ", (mark, "$primary" if line.progress in _DONE else "$quiet"),
            " " * max(0, room - width(name) - 2),
        )  # fmt: skip

    def on_resize(self) -> None:
        """Draw to the new width."""
        for number, line in enumerate(self._listed):
            self.replace_option_prompt_at_index(number, self._drawn(line))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which one."""
        event.stop()
        assert isinstance(event.option, Offered)
        self.post_message(self.Opened(event.option.value))

    def action_page_down(self) -> None:
        """Go a page down, where there is one: Textual's list trips when it has no height yet."""
        if self.scrollable_content_region.height:
            super().action_page_down()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def action_page_up(self) -> None:
        """Go a page up, likewise."""
        if self.scrollable_content_region.height:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual gives it no types
