"""The list of transcripts: by site, with a mark for how far each is."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.page.cells import clip, fit, width
from qualcode.tui.widgets.options import Options

MARKS = {"coded": "●", "begun": "◐", "new": "○"}


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
    BINDINGS: ClassVar[list[BindingType]] = []

    class Opened(Message):
        """A transcript was opened."""

        def __init__(self, uid: str) -> None:
            super().__init__()
            self.uid = uid

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._listed: list[Listed] = []
        self.current = ""

    def show(self, lines: Sequence[Listed]) -> None:
        """Show these lines; one stays on the same transcript."""
        lines = list(lines)
        if [line.uid for line in lines] == [line.uid for line in self._listed]:
            for number, line in enumerate(lines):
                if line != self._listed[number]:
                    self._listed[number] = line
                    self.replace_option_prompt_at_index(number, self._drawn(line))
            return
        self._listed = lines
        self._fill()

    @property
    def uid(self) -> str:
        """The transcript one is on in the list; "" if none."""
        return self._listed[self.highlighted].uid if self.highlighted is not None else ""

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
        self.add_options(Option(self._drawn(line), disabled=not line.uid) for line in self._listed)
        self.highlighted = next((n for n, line in enumerate(self._listed) if line.uid == self.current), None)

    def _drawn(self, line: Listed) -> Content:
        room = max(8, self.scrollable_content_region.width or self.size.width or 26)
        if not line.uid:
            return Content(f" {clip(line.label, room - 2)}")
        here = line.uid == self.current
        mark = MARKS[line.progress]
        name = fit(f"{'›' if here else ' '} {line.label}", room - 3)
        return Content.assemble(
            (name, "bold" if here else ""), " ", (mark, "$primary" if line.progress == "coded" else "$quiet"),
            " " * max(0, room - width(name) - 2),
        )  # fmt: skip

    def on_resize(self) -> None:
        """Draw to the new width."""
        for number, line in enumerate(self._listed):
            self.replace_option_prompt_at_index(number, self._drawn(line))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which one."""
        event.stop()
        self.post_message(self.Opened(self._listed[event.option_index].uid))

    def action_page_down(self) -> None:
        """Go a page down, where there is one: Textual's list trips when it has no height yet."""
        if self.scrollable_content_region.height:
            super().action_page_down()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def action_page_up(self) -> None:
        """Go a page up, likewise."""
        if self.scrollable_content_region.height:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual gives it no types
