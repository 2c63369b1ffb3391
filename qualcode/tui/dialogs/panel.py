"""What all questions look like: a few lines at the bottom; the work above stays in sight."""

from typing import ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from qualcode.tui.ending import Ending

Answer = TypeVar("Answer")


class Answering(Ending[Answer | None], Generic[Answer]):
    """A screen that gives one answer. A key typed ahead may ask it for a second: the first counts."""

    _answered = False

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Give the answer and go."""
        if self._answered or not self.is_current:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]  # Textual's
            return nothing
        self._answered = True
        return super().dismiss(result)


class Panel(Answering[Answer], ModalScreen[Answer | None], Generic[Answer]):
    """A question with its widgets (`compose_answer`) and a line that says which keys answer it.

    Escape gives None.
    """

    KEYS: ClassVar[str] = "esc never mind"
    DEFAULT_CSS = """
    Panel { background: transparent; align: center bottom; }
    Panel > Vertical {
        height: auto; max-height: 80%; padding: 0 1; background: $panel; border-top: solid $primary;
    }
    Panel .question { text-style: bold; color: $foreground; width: 1fr; }
    Panel .more { color: $quiet; width: 1fr; }
    Panel .keys { color: $quiet; margin-top: 1; width: 1fr; }
    Panel .trouble { color: $alarm; display: none; width: 1fr; }
    Panel .trouble.-said { display: block; }
    Panel Input, Panel TextArea {
        border: none; padding: 0; margin: 0; background: $background; color: $foreground;
    }
    Panel Input { height: 1; }
    Panel TextArea { height: 6; }
    Panel Input:focus, Panel TextArea:focus { border: none; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "Never mind", show=False)]

    def __init__(self, question: str, more: str = "") -> None:
        super().__init__()
        self._question, self._more = question, more

    def compose(self) -> ComposeResult:
        """The question, its answer, the keys."""
        with Vertical():
            yield Static(self._question, classes="question", markup=False)
            if self._more:
                yield Static(self._more, classes="more", markup=False)
            yield from self.compose_answer()
            yield Static("", classes="trouble", markup=False)
            yield Static(self.KEYS, classes="keys", markup=False)

    def compose_answer(self) -> ComposeResult:
        """The widgets that take the answer."""
        yield from ()

    def trouble(self, sentence: str) -> None:
        """Say why an answer can't be taken."""
        line = self.query_one(".trouble", Static)
        line.update(sentence)
        line.set_class(bool(sentence), "-said")
