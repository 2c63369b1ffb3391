"""Lists: moving, headings, pages, filtering, clicking; every line that is drawn fills the width."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.strip import Strip

from qualcode.tui.widgets.listing import FILTER_KEY, LIST_KEYS, Listing, list_key


class Names(Listing):
    """Names under headings, two lines each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LIST_KEYS, FILTER_KEY, list_key("names.open", "enter", "open", "Open"),
    ]  # fmt: skip

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.all = self.names = list(names)
        self.heard: list[str] = []

    nothing = "Nobody."

    def heights(self, room: int) -> Sequence[int]:
        return [1 if name.startswith("#") else 2 for name in self.names]

    def can_be_on(self, number: int) -> bool:
        return not self.names[number].startswith("#")

    def draw(self, number: int, inside: int, room: int) -> Strip:
        return Strip([Segment(f"{self.names[number]} {inside}", self.ink_of(number))])

    def went(self, number: int) -> None:
        self.heard.append(self.names[number])

    def opened(self, number: int) -> None:
        self.heard.append(f"opened {self.names[number]}")

    def filter_by(self, typed: str) -> None:
        here = self.names[self.number] if self.number is not None else ""
        self.names = [name for name in self.all if typed in name]
        self.relist(self.names.index(here) if here in self.names else 0)


class Page(App[None]):
    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.list = Names(names)

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.relist()
        self.list.focus()


def lines(page: Page) -> list[str]:
    return [strip.text.rstrip() for strip in page.screen._compositor.render_strips()]


ALDER = ["#Alder", "Ann", "Ben", "#Hazel", *(f"Carer {n}" for n in range(40))]


async def test_one_steps_over_headings_and_they_come_into_sight_again() -> None:
    page = Page(ALDER)
    async with page.run_test(size=(20, 8)) as pilot:
        await pilot.pause()
        assert page.list.number == 1
        await pilot.press("down", "down", "end", "home", "up")
        await pilot.pause()
        assert page.list.heard == ["Ben", "Carer 0", "Carer 39", "Ann"]
        assert lines(page)[:3] == ["#Alder 0", "Ann 0", "Ann 1"]


async def test_a_page_is_what_one_sees_less_a_line() -> None:
    page = Page([f"{n}" for n in range(50)])
    async with page.run_test(size=(20, 9)) as pilot:
        await pilot.press("pagedown", "pagedown", "pageup", "enter")
        await pilot.pause()
        assert page.list.heard == ["4", "8", "4", "opened 4"]
        assert any(line.startswith("4 0") for line in lines(page))


async def test_what_is_typed_filters_until_escape_and_one_stays_on_the_same_item() -> None:
    page = Page(ALDER)
    async with page.run_test(size=(20, 8)) as pilot:
        await pilot.press("slash", "3", "down", "enter")
        await pilot.pause()
        assert lines(page)[0].split() == ["/", "3", "esc", "shows", "all"]
        assert page.list.names == [f"Carer {n}" for n in (3, 13, 23, *range(30, 40))]
        here = page.list.names[page.list.number or 0]
        assert here == "Carer 13"
        await pilot.press("down", "enter", "escape")
        await pilot.pause()
        assert page.list.heard == ["Carer 13", "Carer 23", "opened Carer 23"]
        assert page.list.names == ALDER
        assert page.list.names[page.list.number or 0] == "Carer 23"
        assert not any("/" in line for line in lines(page))


async def test_nothing_left_says_so_and_keys_do_no_harm() -> None:
    page = Page(ALDER)
    async with page.run_test(size=(30, 8)) as pilot:
        await pilot.press("slash", "x", "x", "down", "up", "pagedown", "pageup", "home", "end")
        await pilot.pause()
        assert page.list.number is None
        assert "Nothing has these letters." in lines(page)[1]
        await pilot.press("ctrl+u", "enter")
        assert page.list.number is not None


async def test_an_empty_list_says_what_it_is_empty_of() -> None:
    page = Page([])
    async with page.run_test(size=(30, 8)) as pilot:
        await pilot.press("down", "enter", "end", "pagedown")
        await pilot.pause()
        assert lines(page)[0].strip() == "Nobody."
        assert page.list.heard == []


async def test_a_click_goes_there_and_a_second_one_opens() -> None:
    page = Page(ALDER)
    async with page.run_test(size=(20, 8)) as pilot:
        await pilot.click(Names, offset=(2, 4))
        await pilot.click(Names, offset=(2, 0))
        assert page.list.heard == ["Ben"]
        await pilot.click(Names, offset=(2, 4), times=2)
        assert page.list.heard[-1] == "opened Ben"
