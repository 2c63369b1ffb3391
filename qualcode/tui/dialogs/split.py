"""Splitting a code: its passages one by one, and for each whether it stays or where it goes."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qualcode.model.hits import Hit
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.panel import Panel

MOST = 9  # parts: each has a digit


class Split(Panel[Mapping[str, Sequence[int]]]):
    """Walks through passages. The answer says by the name of a part which go there, by their number.

    `passages` are those of the code, each in its context with a line on where it is.
    """

    KEYS: ClassVar[str] = (
        "0 stays · 1–9 goes there · n new code · ← → only look · ctrl+s split · esc never mind"
    )
    CSS = """
    Split .where { color: $quiet; height: 1; }
    Split .passage { height: 7; margin: 1 0; }
    Split .parts { height: auto; }
    Split.-low .passage { height: 5; margin: 0; }
    """
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]  # noqa: RUF012 (so declared by Textual)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down,space", "move(1)", "Next", show=False),
        Binding("left,up", "move(-1)", "Previous", show=False),
        Binding("n", "name", "One more code", show=False),
        Binding("ctrl+s", "keep", "Split", show=False, priority=True),
    ]

    def __init__(self, code: str, passages: Sequence[tuple[str, Hit]], parts: Sequence[str]) -> None:
        super().__init__(f"Split “{code}”")
        self._code, self._passages = code, passages
        self._parts = list(parts)[:MOST]
        self._goes: dict[int, int] = {}  # a passage's number, its part's
        self._at = 0

    def compose_answer(self) -> ComposeResult:
        """The passage and the parts."""
        yield Static(classes="where", markup=False)
        yield Static(classes="passage", markup=False)
        yield Static(classes="parts", markup=False)

    def on_mount(self) -> None:
        """Begin with the first passage."""
        self._show()

    def _show(self) -> None:
        where, hit = self._passages[self._at]
        place = f"{self._at + 1} of {len(self._passages)}   {where}"
        self.query_one(".where", Static).update(Content(place), layout=False)
        words = Content.assemble((hit.before, "$quiet"), (hit.match, "bold"), (hit.after, "$quiet"))
        self.query_one(".passage", Static).update(words, layout=False)
        chosen = self._goes.get(self._at, 0 if self._at in self._goes else -1)
        lines = []
        for number, name in enumerate([f"stays “{self._code}”", *self._parts]):
            count = sum(part == number for part in self._goes.values())
            mark = "✓" if number == chosen else " "
            lines.append(
                Content.assemble(
                    (f"{mark} ", "bold $primary"),
                    (f"{number} ", "bold"),
                    name,
                    (f"   {count or ''}", "$quiet"),
                )
            )
        self.query_one(".parts", Static).update(Content("\n").join(lines))

    def action_move(self, step: int) -> None:
        """Go to another passage."""
        self._at = min(max(self._at + step, 0), len(self._passages) - 1)
        self._show()

    def on_key(self, event: events.Key) -> None:
        """A digit says where the passage goes, and goes on to the next."""
        if event.key.isdigit() and int(event.key) <= len(self._parts):
            event.stop()
            self._goes[self._at] = int(event.key)
            self.action_move(1)

    def action_name(self) -> None:
        """Ask for one more code."""

        def named(name: str | None) -> None:
            if name and len(self._parts) < MOST:
                self._parts.append(name)
                self._show()

        self.app.push_screen(Ask("What is the new code called?", wrong=self._wrong), named)

    def _wrong(self, name: str) -> str:
        taken = name.casefold() in {part.casefold() for part in self._parts}
        return f"“{name}” is one of them already." if taken else ""

    def action_keep(self) -> None:
        """Give what was chosen, if anything goes anywhere."""
        parts = {
            name: [passage for passage, part in sorted(self._goes.items()) if part == number]
            for number, name in enumerate(self._parts, start=1)
        }
        going = {name: passages for name, passages in parts.items() if passages}
        if not going:
            self.trouble("Nothing goes anywhere yet: a digit puts the passage into a new code.")
        else:
            self.dismiss(going)
