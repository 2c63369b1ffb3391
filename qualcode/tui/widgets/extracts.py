"""The extracts of a cell: what the participant said under a code or theme, linked passages first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from qualcode.model.charts import Extract
from qualcode.tui.widgets.options import Options


class ExtractList(Options):
    """Shows extracts; says which one is to be seen in its transcript."""

    DEFAULT_CSS = """
    ExtractList {
        border: none; padding: 0 1; background: $surface; color: $foreground; overflow-x: hidden;
        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
    }
    ExtractList:focus { border: none; background-tint: transparent; }
    ExtractList > .option-list--option-highlighted {
        background: $panel; color: $foreground; text-style: none;
    }
    ExtractList:focus > .option-list--option-highlighted { background: $primary 20%; color: $foreground; }
    ExtractList > .option-list--option-disabled { color: $quiet; text-style: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "See it in its transcript", show=False, id="extracts.open"),
    ]

    class Opened(Message):
        """An extract is to be seen in its transcript."""

        def __init__(self, extract: Extract) -> None:
            super().__init__()
            self.extract = extract

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._extracts: Sequence[Extract] = ()
        self._with_codes = True

    def show(self, extracts: Sequence[Extract], *, with_codes: bool = True) -> None:
        """Show these, with the names of their codes; one stays on the same one if it is still there."""
        here = self.extract
        self._with_codes = with_codes
        self._extracts = extracts
        self.clear_options()
        if not extracts:
            self.add_option(Option("  Nothing coded for this cell.", disabled=True))
            return
        self.add_options([Option(self._drawn(extract)) for extract in extracts])
        place = (here.start, here.code) if here else None
        self.highlighted = next((n for n, one in enumerate(extracts) if (one.start, one.code) == place), 0)

    @property
    def extract(self) -> Extract | None:
        """The extract one is on."""
        number = self.highlighted
        return self._extracts[number] if number is not None and number < len(self._extracts) else None

    def _drawn(self, extract: Extract) -> Content:
        words = " ".join(extract.text.split())
        coders = ", ".join(extract.coders)
        return Content.assemble(
            (f"{extract.reference} ", "bold $primary"),
            (f"{extract.relation}  " if extract.relation else "", "bold"),
            (f"{extract.code}  {coders}" if self._with_codes else coders, "$quiet"),
            f"\n“{words}”\n",
        )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Say which one."""
        event.stop()
        if event.option_index < len(self._extracts):
            self.post_message(self.Opened(self._extracts[event.option_index]))

    def action_page_down(self) -> None:
        """Go a page down, where there is one: Textual's list trips when it has no height yet."""
        if self.scrollable_content_region.height:
            super().action_page_down()  # type: ignore[no-untyped-call]  # Textual gives it no types

    def action_page_up(self) -> None:
        """Go a page up, likewise."""
        if self.scrollable_content_region.height:
            super().action_page_up()  # type: ignore[no-untyped-call]  # Textual gives it no types
