from textual import on
from textual.app import App, ComposeResult

from qualcode.page.entries import CodeEntry, ThemeEntry
from qualcode.tui.widgets.codebook import CodebookPanel

THEMES = [
    ThemeEntry(
        "t1", "Engaging", (CodeEntry("c1", "hope", participants=5, key="1"), CodeEntry("c2", "trust"))
    ),
    ThemeEntry("t2", "Connecting", tuple(CodeEntry(f"d{n}", f"code {n}", participants=n) for n in range(40))),
]


class Page(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield CodebookPanel()

    def on_mount(self) -> None:
        self.query_one(CodebookPanel).show(THEMES)
        self.query_one(CodebookPanel).focus()

    @on(CodebookPanel.Highlighted)
    def highlighted(self, message: CodebookPanel.Highlighted) -> None:
        self.heard.append(("on", message.line.uid))

    @on(CodebookPanel.Opened)
    def opened(self, message: CodebookPanel.Opened) -> None:
        self.heard.append(("opened", message.line.uid))


def _screen(panel: CodebookPanel) -> list[str]:
    return [strip.text for strip in panel.screen._compositor.render_strips()]


async def test_themes_and_codes_with_keys_and_counts() -> None:
    app = Page()
    async with app.run_test(size=(34, 12)) as pilot:
        await pilot.pause()
        screen = _screen(app.query_one(CodebookPanel))

        assert screen[0].split() == ["Engaging", "participants"]
        assert screen[1].split()[0] == "1"
        assert "hope" in screen[1]
        assert screen[1].split()[-1].startswith("5")
        app.query_one(CodebookPanel).recount({"c1": 6})
        await pilot.pause()
        assert "6" in _screen(app.query_one(CodebookPanel))[1]


async def test_it_says_which_line_one_is_on() -> None:
    app = Page()
    async with app.run_test(size=(34, 12)) as pilot:
        await pilot.press("down", "enter", "end", "home", "up")
        await pilot.pause()

        assert app.heard == [("on", "c1"), ("opened", "c1"), ("on", "d39"), ("on", "t1")]


async def test_a_theme_folds_and_unfolds() -> None:
    app = Page()
    async with app.run_test(size=(34, 12)) as pilot:
        panel = app.query_one(CodebookPanel)
        await pilot.press("down", "left")
        await pilot.pause()
        assert panel.line is not None
        assert panel.line.uid == "t1"
        assert [line.split()[-2:] for line in _screen(panel)[:2]] == [["(2)", "participants"], ["Connecting"]]
        await pilot.press("right", "down")
        assert panel.line.uid == "c1"


async def test_one_stays_on_the_same_code_when_themes_change() -> None:
    app = Page()
    async with app.run_test(size=(34, 12)) as pilot:
        panel = app.query_one(CodebookPanel)
        panel.go_to("d7")
        panel.show([THEMES[1], THEMES[0]])
        panel.point(["d7"])
        await pilot.pause()
        assert panel.line is not None
        assert panel.line.uid == "d7"
        panel.show([])
        await pilot.press("down", "enter", "left", "pagedown")
        assert panel.line is None


async def test_what_is_typed_filters_by_name_theme_and_definition_also_in_folded_themes() -> None:
    app = Page()
    async with app.run_test(size=(34, 12)) as pilot:
        panel = app.query_one(CodebookPanel)
        panel.show([THEMES[0], ThemeEntry("t3", "Adjusting", (CodeEntry("e1", "forms", "hoping less"),))])
        await pilot.press("end", "left", "slash", "h", "o", "p")
        await pilot.pause()
        lines = [line.split() for line in _screen(panel)]
        assert [line[0] for line in lines[:5]] == ["/", "Engaging", "1", "Adjusting", "f"]
        await pilot.press("enter", "end", "enter", "escape")
        await pilot.pause()
        assert app.heard[-1] == ("opened", "e1")
        assert panel.line is not None
        assert (panel.line.uid, _screen(panel)[0].split()) == ("e1", ["Engaging", "participants"])


async def test_both_counts_where_there_is_room() -> None:
    app = Page()
    async with app.run_test(size=(50, 12)) as pilot:
        app.query_one(CodebookPanel).show(
            [ThemeEntry("t1", "Engaging", (CodeEntry("c1", "hope", passages=12, participants=5),))]
        )
        await pilot.pause()
        assert _screen(app.query_one(CodebookPanel))[1].split()[-2:] == ["5", "12"]


async def test_what_went_from_under_one_is_gone_back_to_when_it_comes_back() -> None:
    app = Page()
    without = [ThemeEntry("t1", "Engaging", THEMES[0].codes[1:]), THEMES[1]]
    async with app.run_test(size=(34, 12)) as pilot:
        panel = app.query_one(CodebookPanel)
        for keys, uid in (((), "c1"), (("down",), "t2")):
            panel.go_to("c1")
            panel.show(without)
            assert panel.line is not None
            assert panel.line.uid == "c2"
            await pilot.press(*keys)
            panel.show(THEMES)
            assert panel.line.uid == uid
