"""Writing a memo: what it is on and of which kind is said above it, and changed with one key each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from qualcode.model.declare import Entity
from qualcode.model.study import MEMO_KINDS, Memo
from qualcode.model.text import Span
from qualcode.page.cells import clip
from qualcode.tui.dialogs.written import WrittenOn

if TYPE_CHECKING:
    from textual.widgets import TextArea


class Topic(NamedTuple):
    """What a memo may be on, in words; on a passage, the place; and the memo there that one goes on with."""

    name: str
    about: Entity
    span: Span | None = None
    memo: Memo | None = None


class Written(NamedTuple):
    """A memo as it was written."""

    topic: Topic
    kind: str
    text: str


class MemoPage(WrittenOn[Written]):
    """Asks for a memo on the first of some topics, unless another one is chosen."""

    KEYS: ClassVar[str] = "ctrl+s keep · tab kind · shift+tab what it is on · esc never mind"
    CSS = """
    MemoPage #topic { height: 1; }
    MemoPage #kind { height: 1; color: $quiet; }
    MemoPage .question { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "keep", "Keep", show=False, priority=True),
        Binding("tab", "kind", "Kind", show=False, priority=True),
        Binding("shift+tab", "topic", "What it is on", show=False, priority=True),
    ]
    LINES: ClassVar[int] = 12  # it takes, at most

    def __init__(self, topics: Sequence[Topic]) -> None:
        super().__init__("")
        self._topics, self._number = topics, 0
        self._before = ""
        self._kind = 0
        if len(topics) == 1:
            self.KEYS = "ctrl+s keep · tab kind · esc never mind"  # type: ignore[misc]  # of this one only

    @property
    def topic(self) -> Topic:
        """What it is on."""
        return self._topics[self._number]

    def compose_answer(self) -> ComposeResult:
        """What it is on, of which kind, and the page."""
        from textual.widgets import TextArea  # loads slowly, and few screens need it

        yield Static(id="topic", markup=False)
        yield TextArea("", soft_wrap=True, tab_behavior="focus", highlight_cursor_line=False, id="page")
        yield Static(id="kind", markup=False)

    @property
    def _page(self) -> "TextArea":
        from textual.widgets import TextArea

        return self.query_one("#page", TextArea)

    def on_mount(self) -> None:
        """Go on with what is there."""
        self._take_topic()
        self._page.focus()

    def _take_topic(self) -> None:
        """Show what there is on this topic; what is being written stays."""
        page, memo = self._page, self.topic.memo
        if page.text == self._before:
            self._before = memo.text if memo else ""
            page.load_text(self._before)
            page.move_cursor(page.document.end)
            self._kind = MEMO_KINDS.index(memo.kind_of_memo) if memo else self._kind
        self._draw()

    def _draw(self) -> None:
        room = self.app.size.width - 2
        goes_on = "Go on with the memo on " if self._goes_on else "Memo on "
        more = f"   ({self._number + 1} of {len(self._topics)})" if len(self._topics) > 1 else ""
        line = Content.assemble((clip(goes_on + self.topic.name, room - len(more)), "bold"), (more, "$quiet"))
        self.query_one("#topic", Static).update(line)
        kinds = [
            (f" {kind} ", "bold reverse" if n == self._kind else "") for n, kind in enumerate(MEMO_KINDS)
        ]
        self.query_one("#kind", Static).update(Content.assemble("Kind ", *kinds))

    @property
    def _goes_on(self) -> bool:
        """Whether the memo that is there is the one being written; else a further one is."""
        memo = self.topic.memo
        return memo is not None and self._before == memo.text

    @property
    def left(self) -> str:
        """As it was, where one goes on with one."""
        return "Leave the memo as it was" if self._goes_on else "Leave it: no memo is written"

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than before."""
        return self._page.text.strip() != self._before.strip()

    def action_kind(self) -> None:
        """The next kind."""
        self._kind = (self._kind + 1) % len(MEMO_KINDS)
        self._draw()

    def action_topic(self) -> None:
        """The next thing it may be on."""
        self._number = (self._number + 1) % len(self._topics)
        self._take_topic()

    def action_keep(self) -> None:
        """Give what is written."""
        topic = self.topic if self._goes_on else self.topic._replace(memo=None)
        self.dismiss(Written(topic, MEMO_KINDS[self._kind], self._page.text.strip()))
