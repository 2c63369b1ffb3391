from textual import events, on
from textual.app import App, ComposeResult

from qualcode.model.text import Content, Segment
from qualcode.page.entries import CodeEntry
from qualcode.tui.widgets.picker import CodePicker
from qualcode.tui.widgets.reader import Reader

CODES = [
    CodeEntry("1", "hope", "Looking forward."),
    CodeEntry("2", "as articulation work", "Pulling services together.", ("Connecting",)),
    CodeEntry("3", "as administration", themes=("Adjusting",)),
]


class Page(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield Reader()
        yield CodePicker()

    def on_mount(self) -> None:
        reader = self.query_one(Reader)
        reader.show(Content("Some words.", (Segment("", 0, 11),)), [], {})
        reader.focus()

    def on_key(self, event: events.Key) -> None:
        picker = self.query_one(CodePicker)
        if picker.is_open and picker.feed(event):
            event.prevent_default()

    @on(CodePicker.Highlighted)
    def highlighted(self, message: CodePicker.Highlighted) -> None:
        self.heard.append(("on", message.entry.uid if message.entry else ""))

    @on(CodePicker.Chosen)
    def chosen(self, message: CodePicker.Chosen) -> None:
        self.heard.append(("chosen", message.entry.uid))

    @on(CodePicker.Named)
    def named(self, message: CodePicker.Named) -> None:
        self.heard.append(("new", message.name))

    @on(CodePicker.Cancelled)
    def cancelled(self) -> None:
        self.heard.append(("cancelled", ""))


def _screen(app: Page) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()][-7:]


async def test_typing_filters_while_the_focus_stays() -> None:
    app = Page()
    async with app.run_test(size=(90, 24)) as pilot:
        app.query_one(CodePicker).open(CODES, recent=["3"])
        await pilot.pause()
        assert "as administration" in _screen(app)[1]
        await pilot.press("a", "r", "t")
        await pilot.pause()
        screen = _screen(app)

        assert "Code: art" in screen[0]
        assert "as articulation work" in screen[1]
        assert "Connecting" in screen[1]
        assert "make new code “art”" in screen[2]
        assert "Pulling services together." in screen[-1]
        assert app.focused is app.query_one(Reader)
        await pilot.press("enter")
        await pilot.pause()
        assert app.heard[-1] == ("chosen", "2")
        assert not app.query_one(CodePicker).is_open


async def test_a_new_code_is_named() -> None:
    app = Page()
    async with app.run_test(size=(90, 24)) as pilot:
        app.query_one(CodePicker).open(CODES)
        await pilot.press("h", "o", "p", "down", "enter")
        await pilot.pause()
        assert app.heard[-2:] == [("on", ""), ("new", "hop")]
        app.query_one(CodePicker).open([])
        await pilot.press("enter", "x", "space", "y", "enter")
        await pilot.pause()
        assert app.heard[-1] == ("new", "x y")


async def test_a_name_that_exists_is_offered_once() -> None:
    app = Page()
    async with app.run_test(size=(90, 24)) as pilot:
        app.query_one(CodePicker).open(CODES)
        await pilot.press(*"hope")
        await pilot.pause()
        assert not any("make new" in line for line in _screen(app))


async def test_keys_edit_and_leave() -> None:
    app = Page()
    async with app.run_test(size=(90, 24)) as pilot:
        picker = app.query_one(CodePicker)
        picker.open(CODES)
        await pilot.press("a", "s", "space", "w", "backspace", "ctrl+w")
        assert picker.typed == ""
        await pilot.press("z", "q", "ctrl+u", "down", "up", "pagedown", "escape")
        await pilot.pause()
        assert picker.typed == ""
        assert app.heard[-1] == ("cancelled", "")
        assert not picker.is_open


async def test_pasted_and_strange_letters_are_drawn() -> None:
    app = Page()
    async with app.run_test(size=(24, 10)) as pilot:
        app.query_one(CodePicker).open(
            [*CODES, CodeEntry("9", "👍🏽" * 20 + "\x1b", "漢" * 80)], typed="漢👍🏽" * 9
        )
        await pilot.pause()
        assert all(app.query_one(CodePicker).render_line(y).cell_length == 24 for y in range(7))
