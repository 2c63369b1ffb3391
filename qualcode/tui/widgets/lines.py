"""The lines around the work: the title above, what is said below, and the keys."""

from collections.abc import Sequence
from typing import Protocol

from textual.content import Content
from textual.strip import Strip as Drawn
from textual.widgets import Static

from qualcode.page.cells import clip, width


class Line(Static):
    """A few words that are drawn again only when they are other words.

    Lines drawn in one frame have all that stands between them drawn, too: the title and the keys, everything.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def put(self, content: Content) -> None:
        """Show these words."""
        shown = self.content
        if not (isinstance(shown, Content) and content.is_same(shown)):
            self.update(content, layout=False)


class TitleLine(Line):
    """One line: where one is at the left, and at the right by whom, whether all is saved, and the way out."""

    DEFAULT_CSS = "TitleLine { height: 1; padding: 0 1; background: $panel; color: $foreground; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: tuple[str, str] = ("", "")
        self.right = ""

    def say(self, title: str, more: str = "", right: str | None = None) -> None:
        """Show a title, with something quieter behind it."""
        self.left = (title, more)
        self.right = self.right if right is None else right
        self._draw()

    def say_right(self, right: str) -> None:
        """Show another state at the right."""
        self.right = right
        self._draw()

    def on_resize(self) -> None:
        """Share the new width."""
        self._draw()

    def _draw(self) -> None:
        room = self.content_size.width or self.size.width - 2
        right = clip(self.right, room)
        left_room = max(0, room - width(right) - 2)
        title = clip(self.left[0], left_room)
        more = clip(f" · {self.left[1]}", left_room - width(title)) if self.left[1] else ""
        gap = " " * max(1, room - width(title) - width(more) - width(right))
        self.put(Content.assemble((title, "bold"), (more, "$quiet"), gap, (right, "$quiet")))


class KeyLine(Line):
    """The footer: the keys that matter here, as many as there is room for; the last one always."""

    DEFAULT_CSS = "KeyLine { height: 1; padding: 0 1; background: $panel; color: $quiet; }"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: Sequence[tuple[str, str]] = ()

    def show(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show keys, each with what it does, the most important ones first."""
        if keys != self._keys:
            self._keys = keys
            self._draw()

    def on_resize(self) -> None:
        """Share the new width."""
        self._draw()

    def _draw(self) -> None:
        if not self._keys:
            return
        room = self.content_size.width or self.size.width - 2
        *others, last = self._keys
        room -= _room(last)
        chosen = []
        for key in others:
            if _room(key) + 3 <= room:
                chosen.append(key)
                room -= _room(key) + 3
        parts = [Content.assemble((key, "bold $foreground"), f" {text}") for key, text in [*chosen, last]]
        self.put(Content(" · ").join(parts))


def _room(key: tuple[str, str]) -> int:
    return width(key[0]) + 1 + width(key[1])


class Borrower(Protocol):
    """Draws on the strip's lines for a while."""

    def drawn(self, y: int, room: int, height: int) -> Drawn:
        """One line of so many, so wide."""
        ...


class Strip(Line):
    """What is said above the keys: what lies under the cursor, or, until the next move, an answer."""

    DEFAULT_CSS = """
    Strip { height: 3; padding: 0 1; border-top: solid $line; background: $surface; color: $foreground; }
    Strip.-alarm { color: $alarm; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._quiet: Content = Content("")
        self._borrower: Borrower | None = None
        self.said = ""

    def lend(self, borrower: Borrower | None) -> None:
        """Have the lines drawn by somebody else; None: by the strip again."""
        self._borrower = borrower
        self.refresh()

    def render_line(self, y: int) -> Drawn:
        """One line, drawn by whoever has it."""
        if self._borrower is not None:
            return self._borrower.drawn(y, *self.content_size)
        return super().render_line(y)

    def rest(self, content: Content) -> None:
        """What to say when there is nothing else to say."""
        self._quiet = content
        if not self.said:
            self._show(content, alarm=False)

    def say(self, sentence: str, *, alarm: bool = False) -> None:
        """Say a sentence until `hush`."""
        self.said = sentence
        self._show(Content(sentence), alarm=alarm)

    def hush(self) -> None:
        """Go back to what there was before."""
        if self.said:
            self.said = ""
            self._show(self._quiet, alarm=False)

    def _show(self, content: Content, *, alarm: bool) -> None:
        self.set_class(alarm, "-alarm")
        self.put(content)
