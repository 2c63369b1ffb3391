"""Asking for several texts at once, such as the parts of a definition."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static, TextArea

from qualcode.tui.dialogs.written import WrittenOn


class Field(NamedTuple):
    """A text to fill in: its name, what stands before it, what is in it, and its lines."""

    name: str
    label: str
    value: str = ""
    lines: int = 1


class Form(WrittenOn[dict[str, str]]):
    """Asks for texts; the answer is those that are other than before, by name."""

    KEYS: ClassVar[str] = "ctrl+s keep · tab next line · esc never mind"
    CSS = """
    Form VerticalScroll { height: auto; max-height: 30; background: transparent; scrollbar-size: 1 1; }
    Form Horizontal { height: auto; }
    Form .label { width: 18; color: $quiet; }
    Form TextArea, Form Input { width: 1fr; }
    Form TextArea {
        scrollbar-size: 1 1; scrollbar-color: $line; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
    }
    Form .-more { margin-top: 1; }
    Form.-low .-more { margin-top: 0; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 (so declared by Textual)
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "keep", "Keep", show=False, priority=True)]

    def __init__(self, question: str, fields: Sequence[Field], more: str = "") -> None:
        super().__init__(question, more)
        self._fields = fields

    def compose_answer(self) -> ComposeResult:
        """The lines to fill."""
        with VerticalScroll(can_focus=False):
            for number, field in enumerate(self._fields):
                with Horizontal(classes="-more" if number else ""):
                    yield Static(field.label, classes="label", markup=False)
                    if field.lines == 1:
                        yield Input(field.value, id=field.name, compact=True, select_on_focus=False)
                    else:
                        yield TextArea(
                            field.value, id=field.name, soft_wrap=True, compact=True,
                            tab_behavior="focus", highlight_cursor_line=False,
                        )  # fmt: skip

    def on_mount(self) -> None:
        """Begin with the first, at the end of what is there."""
        low = self.app.size.height < 32
        for field in self._fields:
            if field.lines > 1:
                page = self.query_one(f"#{field.name}", TextArea)
                page.styles.height = max(2, field.lines // 2) if low else field.lines
                if not low:  # where a text may not fit, its beginning is what one wants to see
                    page.move_cursor(page.document.end)
        first = self.query_one(f"#{self._fields[0].name}")
        first.focus()
        if isinstance(first, Input):
            first.cursor_position = len(first.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line."""
        event.stop()
        self.focus_next()

    @property
    def is_changed(self) -> bool:
        """Whether any of them is other than before."""
        return bool(self._changed())

    def action_keep(self) -> None:
        """Give what was changed."""
        self.dismiss(self._changed())

    def _changed(self) -> dict[str, str]:
        found = {}
        for field in self._fields:
            widget = self.query_one(f"#{field.name}")
            assert isinstance(widget, Input | TextArea)
            text = (widget.value if isinstance(widget, Input) else widget.text).strip()
            if text != field.value.strip():
                found[field.name] = text
        return found
