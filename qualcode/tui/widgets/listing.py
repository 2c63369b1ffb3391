"""Lists drawn line by line: what all of them share, so that each says only what its lines look like.

A list of one's own is a subclass of `Listing`:

    class Hits(Listing):
        BINDINGS = [*LIST_KEYS, FILTER_KEY, list_key("hits.open", "enter", "open", "See it in its text")]

        def show(self, hits):            # what it is given
            self._all = hits
            self.filter_by(self.typed)   # or, without a filter: self._hits = hits; self.relist()

        def filter_by(self, typed):      # only with FILTER_KEY: / opens a line at the top that is typed into
            self._hits = [hit for hit in self._all if plain_letters(typed) in plain_letters(hit.match)]
            self.relist()

        def heights(self, room):         # lines of each item, for this width in cells
            return [2] * len(self._hits)

        def draw(self, number, inside, room):  # line `inside` of an item
            ink = self.ink_of(number)    # plain; marked where one is
            return Strip([Segment(fit(self._hits[number].match, room), ink)])

        def went(self, number):          # one came to another item: post a message of your own
        def opened(self, number):        # enter or a second click: likewise

    `number` is the item one is on (None in an empty list), `go(number)` goes there, `refresh_item` draws one
    anew, `relist(at)` takes everything anew. Headings are items that `can_be_on` says False of: one steps
    over them, and they are scrolled into sight with what is below them.

`Drawn` is what grids and texts share with lists: the scrollbar, and inks that follow the theme (`self.inks`;
give `looks` if codes are drawn in their colours).
"""

from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.page.cells import drawable, fit, width
from qualcode.page.looks import CodeLook
from qualcode.tui.widgets.inks import Inks, inks_of


def list_key(id: str, keys: str, action: str, description: str) -> Binding:
    """A key of a list. Its id is the name under which a user's settings can give it others."""
    return Binding(keys, action, description, show=False, id=id)


LIST_KEYS: list[BindingType] = [
    list_key("list.down", "down", "step(1)", "Next"),
    list_key("list.up", "up", "step(-1)", "Previous"),
    list_key("list.page_next", "pagedown", "page(1)", "Page down"),
    list_key("list.page_back", "pageup", "page(-1)", "Page up"),
    list_key("list.first", "home", "edge(-1)", "First"),
    list_key("list.last", "end", "edge(1)", "Last"),
]
FILTER_KEY = list_key("list.filter", "slash", "filter", "Show only what has these letters")


class Drawn(ScrollView):
    """A widget drawn line by line, with a thin scrollbar, in the theme's inks."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"drawn--accent"}
    DEFAULT_CSS = """
    Drawn {
        background: $surface;
        color: $foreground;
        scrollbar-size: 1 1;
        scrollbar-color: $foreground 25%;
        scrollbar-color-hover: $foreground 40%;
        scrollbar-color-active: $primary;
        scrollbar-background: $surface;
        scrollbar-background-hover: $surface;
        scrollbar-background-active: $surface;
        scrollbar-corner-color: $surface;
        .drawn--accent { color: $primary; }
    }
    """
    _inks: Inks | None = None
    _scrolls: tuple[Size, Size] | None = None  # what a scrollbar that is always there was last told of

    def _scroll_update(self, virtual_size: Size) -> None:
        # Textual draws scrollbars anew, in a frame of their own, whenever anything on the screen is laid out.
        told = (virtual_size, self._container_size) if self.styles.overflow_y == "scroll" else None
        if told is None or told != self._scrolls:
            self._scrolls = told
            super()._scroll_update(virtual_size)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lines as they were drawn, in all their colours: Textual would dress each anew that scrolls."""
        if self.gutter or self.opacity < 1:
            return super().render_lines(crop)
        width, ground, filters = self.outer_size.width, self.background_colors[1], self.get_line_filters()
        bare = self.visual_style.rich_style  # below the scrollbar
        strips = []
        for y in crop.line_range:
            strip = self.render_line(y).adjust_cell_length(width, bare)
            for each in filters:
                strip = strip.apply_filter(each, ground)
            strips.append(strip.crop(crop.x, crop.right))
        return strips

    @property
    def looks(self) -> Mapping[str, CodeLook]:
        """How codes look that are drawn in their colours, by uid."""
        return {}

    @property
    def inks(self) -> Inks:
        """The styles, under the theme as it is now."""
        if self._inks is None:
            self._inks = inks_of(self, "drawn--accent", self.looks)
        return self._inks

    def forget_inks(self) -> None:
        """Take colours anew: codes look otherwise."""
        self._inks = None
        self.refresh()

    def notify_style_update(self) -> None:
        """Take the theme's colours anew."""
        super().notify_style_update()
        self._inks = None


class Listing(Drawn, can_focus=True):
    """Items of one or more lines each, one of which one is on. It changes nothing; see the module."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST_KEYS]
    DEFAULT_CSS = "Listing { overflow-x: hidden; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None, name: str | None = None) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._ends: array[int] = array("I")  # where each item ends, in lines from the first
        self.at = 0
        """The number of the item one is on, if there are any."""
        self._typing = False
        self.typed = ""
        """What was typed to filter by; "" shows everything."""

    # What a subclass says

    def heights(self, room: int) -> Sequence[int]:
        """How many lines each item takes, at a width in cells."""
        raise NotImplementedError

    def draw(self, number: int, inside: int, room: int) -> Strip:
        """A line of an item, `room` cells wide."""
        raise NotImplementedError

    def can_be_on(self, number: int) -> bool:
        """Whether one can be on an item; False for headings."""
        return True

    def went(self, number: int) -> None:
        """Tell that one came to an item."""

    def opened(self, number: int) -> None:
        """Tell that an item was opened, by enter or a second click."""

    def filter_by(self, typed: str) -> None:
        """Show only what has these letters, or, with "", everything."""

    def filter_turned(self) -> None:
        """Tell that typing into the filter began or ended: other keys count now."""

    @property
    def nothing(self) -> str:
        """What an empty list says."""
        return ""

    # Where one is

    @property
    def number(self) -> int | None:
        """The number of the item one is on."""
        return self.at if self.at < len(self._ends) and self.can_be_on(self.at) else None

    @property
    def head(self) -> int:
        """How many lines stay at the top while the rest scrolls."""
        return int(self.is_filtered)

    @property
    def is_typing(self) -> bool:
        """Whether what is typed goes into the filter."""
        return self._typing

    @property
    def is_filtered(self) -> bool:
        """Whether some items may be hidden, or are about to be."""
        return self._typing or bool(self.typed)

    def watch_show_vertical_scrollbar(self) -> None:
        """Take the items anew: a scrollbar that comes or goes changes the room."""
        self.call_next(self.relist)

    def relist(self, at: int | None = None) -> None:
        """Take the items anew; one is then on item `at`, or on the same number as before."""
        room = self.scrollable_content_region.width
        if at is not None:
            self.at = at
        if not room:  # not laid out yet: that comes
            return
        self._ends = array("I", accumulate(self.heights(room)))
        self.virtual_size = Size(room, (self._ends[-1] if self._ends else 0) + self.head)
        self.at = self._near(self.at)
        self._reveal()
        self.refresh()

    def refresh_item(self, number: int) -> None:
        """Draw an item anew."""
        if number >= len(self._ends):  # not laid out yet
            return
        top = self._top(number) - self.scroll_offset.y
        last = self._ends[number] - self.scroll_offset.y
        if last > 0:
            top = max(top, 0)
            self.refresh(Region(0, top + self.head, self.size.width, last - top))

    def go(self, target: int) -> None:
        """Go to an item, or to the nearest one can be on."""
        if not self._ends:
            self.at = max(target, 0)
            return
        target = self._near(target)
        if target == self.at:
            return
        before, self.at = self.at, target
        self.refresh_item(before)
        self.refresh_item(target)
        self._reveal()
        self.went(target)

    def _near(self, target: int) -> int:
        """The nearest item one can be on, in the direction one was going if that leads anywhere."""
        if not self._ends:
            return 0
        last = len(self._ends) - 1
        target = min(max(target, 0), last)
        onwards = range(target, last + 1) if target >= self.at else range(target, -1, -1)
        back = range(target, -1, -1) if target >= self.at else range(target, last + 1)
        return next((n for part in (onwards, back) for n in part if self.can_be_on(n)), target)

    def _top(self, number: int) -> int:
        return self._ends[number - 1] if number else 0

    def item_on(self, y: int) -> int | None:
        """The item on a line of the widget; None above and below them all."""
        line = y - self.head + self.scroll_offset.y
        found = bisect_right(self._ends, line)
        return found if y >= self.head and found < len(self._ends) else None

    # Moving

    def action_step(self, step: int) -> None:
        """Go so many items down."""
        target = self._near(self.at + step)
        if target == self.at and step < 0:
            self.scroll_to(y=0, animate=False, force=True)  # a heading may stand above the first
        self.go(target)

    def action_page(self, step: int) -> None:
        """Go a screen down or up."""
        if not self._ends:
            return
        room = max(1, self.scrollable_content_region.height - self.head - 1)
        line = min(max(self._top(self.at) + step * room, 0), self._ends[-1] - 1)
        target = bisect_right(self._ends, line)
        self.go(target if target != self.at else target + step)

    def action_edge(self, step: int) -> None:
        """Go to the first (-1) or the last (1) item."""
        if step < 0:
            self.scroll_to(y=0, animate=False, force=True)
        self.go(0 if step < 0 else len(self._ends) - 1)

    def action_open(self) -> None:
        """Open the item."""
        if self.number is not None:
            self.opened(self.number)

    def _reveal(self) -> None:
        if not self._ends:
            return
        top, height = self.scroll_offset.y, self.scrollable_content_region.height - self.head
        number = self.at
        first, last = self._top(number), self._ends[number]
        while number and not self.can_be_on(number - 1) and last - self._top(number - 1) <= height:
            number -= 1
            first = self._top(number)  # its heading comes into sight with it
        if first < top:
            self.scroll_to(y=first, animate=False, force=True)
        elif height > 0 and last > top + height:
            self.scroll_to(y=min(self._top(self.at), last - height), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the item; a second click opens it."""
        target = self.item_on(event.y)
        if target is not None and self.can_be_on(target):
            self.go(target)
            if event.chain == 2:
                self.action_open()

    # Filtering

    def action_filter(self) -> None:
        """Let what is typed filter the list."""
        if not self._typing:
            self._typing = True
            self.relist()
            self.filter_turned()

    def clear_filter(self) -> None:
        """Show everything again; one stays on the same item."""
        if self.is_filtered:
            self._typing = False
            self._take("")
            self.filter_turned()

    def on_key(self, event: events.Key) -> None:
        """Take what is typed while the filter is open; escape shows everything again."""
        if not self.is_filtered:
            return
        match event.key:
            case "escape":
                self.clear_filter()
            case _ if not self._typing:
                return
            case "enter":
                self._typing = False
                self.relist()
                self.filter_turned()
            case "backspace":
                self._take(self.typed[:-1])
            case "ctrl+u":
                self._take("")
            case _ if event.is_printable and event.character:
                self._take(self.typed + event.character)
            case _:
                return
        event.stop()
        event.prevent_default()

    def _take(self, typed: str) -> None:
        self.typed = typed.lstrip()
        self.filter_by(self.typed)

    # Drawing

    def ink_of(self, number: int) -> Style:
        """How the text of an item looks: marked where one is."""
        if number != self.at:
            return self.inks.plain()
        return self.inks.marked(0.55 if self.has_focus else 0.2)

    def on_resize(self) -> None:
        """Draw to the new width."""
        self.relist()

    def on_focus(self) -> None:
        """Show the item one is on at its strongest."""
        self._refresh_here()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        if self._typing:
            self._typing = False
            self.relist()
        self._refresh_here()

    def _refresh_here(self) -> None:
        self.refresh_item(self.at)

    def render_line(self, y: int) -> Strip:
        """One line of the widget."""
        room = self.scrollable_content_region.width
        if y < self.head:
            return self._asking(room)
        number = self.item_on(y)
        if number is not None:
            inside = y - self.head + self.scroll_offset.y - self._top(number)
            return self.draw(number, inside, room).adjust_cell_length(room, self.inks.plain())
        if y == self.head and not self._ends:
            text = "  Nothing has these letters." if self.typed else f"  {self.nothing}"
            return Strip([Segment(fit(text, room), self.inks.quiet(0.65))], room)
        return Strip.blank(room, self.inks.plain())

    def _asking(self, room: int) -> Strip:
        ground, quiet = self.inks.raised(0.08, bold=True), self.inks.raised(0.08)
        typed = drawable(self.typed)
        while width(typed) > max(1, room - 4):
            typed = typed[1:]
        segments = [Segment(" / ", quiet), Segment(typed, ground)]
        if self._typing:
            segments.append(Segment(" ", self.inks.accented()))
        else:
            segments.append(Segment("  esc shows all", quiet))
        return Strip(segments).adjust_cell_length(room, quiet)
