"""The page in a browser: headless Chromium opens the file, as a colleague would, without a network."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest

from qualcode.model.charts import Cell, Charts, Extract, SpokenTurn, Surroundings, ThemeChart
from qualcode.writers.web import write_page
from tests.writers.charts_sample import ADJUSTING, CC1, E1, ENGAGING, PLANS, RISK, ROWS, TIME, charts, matrix

pytest.importorskip("playwright.sync_api", reason="Playwright isn't installed")

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium")

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium isn't installed"),
]

Opened = Callable[..., Page]

NEXT = "I share it when there is time."
QUESTION = SpokenTurn(11, "Interviewer", True, 0, ((0, "And plans?"),))
ANSWER = SpokenTurn(12, CC1.name, False, 12, ((12, f"{E1.text} {NEXT} There."),))
FIRST = E1
SECOND = Extract(
    **{name: getattr(E1, name) for name in E1.__dataclass_fields__}
    | {"start": 55, "end": 55 + len(NEXT), "text": NEXT}
)  # fmt: skip


def study() -> tuple[Charts, Surroundings]:
    """Three participants, two themes; the first cell rests on two extracts of one turn."""
    cells = {
        ("p-1", "code-1"): Cell(
            "Writes plans “for the computer” (t12).", "charted", comment="Compare with Elm.",
            checked_by="Ben", passages=2, extracts=(FIRST, SECOND),
        ),
        ("p-1", "code-2"): Cell(content="nothing said"),
        ("p-2", "code-1"): Cell("Agrees the plan at home.", "charted", again="1 extract added"),
        ("p-2", "code-2"): Cell("Did not know of it.", "charted"),
        ("p-3", "code-1"): Cell("Zealous about paper.", "charted"),
        ("p-1", "code-3"): Cell("No time.", "charted"),
    }  # fmt: skip
    themes = (
        ThemeChart(1, ENGAGING, matrix((PLANS, RISK), cells), {}),
        ThemeChart(2, ADJUSTING, matrix((TIME,), cells), {}),
    )
    around = {(e.transcript, e.start, e.end): (QUESTION, ANSWER) for e in (FIRST, SECOND)}
    return charts(themes=themes, other_attributes=(), participants=()), around


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # The sandbox wants rights that a container doesn't give; what is opened is our own file.
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "matrix.html"
    write_page(*study(), path)
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Opened]:
    """Opens the page; fails if it asks for anything else than itself or reports an error."""
    asked: list[str] = []
    told: list[str] = []
    contexts = []

    def open_(at: str = "", **settings: object) -> Page:
        context = browser.new_context(**settings)  # type: ignore[arg-type]  # any of a context's settings
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url.partition("#")[0]))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.goto(file.as_uri() + at)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert set(asked) <= {file.as_uri()}
    assert told == []


def names(page: Page) -> list[str]:
    """The participants in sight, in order."""
    heads = page.locator("section.theme:visible tbody tr:visible > th").all()
    return [str(head.evaluate("th => th.firstChild.data")) for head in heads]


def status(page: Page, text: str) -> None:
    """Wait until the live region says something."""
    page.get_by_role("status").filter(has_text=text).wait_for()


def focused(page: Page) -> Locator:
    return page.locator(":focus")


ALL = [row.name for row in ROWS]


def test_one_theme_is_shown_at_a_time(opened: Opened) -> None:
    page = opened()
    assert page.locator("section.theme:visible").evaluate_all("all => all.map(e => e.id)") == ["overview"]

    page.get_by_role("link", name="1 Engaging").first.click()
    page.locator("#theme-1").wait_for()
    assert page.locator("section.theme:visible").count() == 1
    assert page.locator("nav [aria-current]").inner_text() == "1 Engaging"

    page.go_back()
    page.locator("#overview").wait_for()
    assert page.locator("section.theme:visible").count() == 1


def test_it_opens_at_the_theme_of_its_address(opened: Opened) -> None:
    page = opened("#theme-2")

    assert page.locator("section.theme:visible").evaluate_all("all => all.map(e => e.id)") == ["theme-2"]


def test_rows_are_filtered_by_attributes_in_every_theme(opened: Opened) -> None:
    page = opened("#theme-1")
    status(page, "3 of 3 participants shown.")
    page.get_by_label("Country").select_option("Wales")
    status(page, "2 of 3 participants shown.")
    assert names(page) == ALL[1:]

    page.get_by_label("Site").select_option("Not known")
    status(page, "1 of 3 participants shown.")
    page.get_by_role("link", name="2 Adjusting").first.click()
    page.locator("#theme-2").wait_for()
    assert names(page) == ["Carer 1"]

    page.get_by_role("button", name="Clear").click()
    status(page, "3 of 3 participants shown.")
    assert names(page) == ALL


def test_a_search_finds_words_of_summaries_and_opens_cells_for_extracts(opened: Opened) -> None:
    page = opened("#theme-1")
    page.get_by_label("Search").fill("PLAN AT HOME")
    status(page, "1 of 3 participants shown with “PLAN AT HOME”.")
    assert names(page) == ["Service user 1"]

    page.get_by_label("Search").fill("to be honest")
    status(page, "1 of 3 participants shown with “to be honest”.")
    assert page.get_by_text(E1.text).first.is_visible()

    page.get_by_label("Search").fill("")
    status(page, "3 of 3 participants shown.")
    assert page.locator("td details[open]").count() == 0


def test_what_a_search_finds_is_brought_into_sight(opened: Opened) -> None:
    page = opened("#theme-1", viewport={"width": 800, "height": 700})

    def end() -> float:
        place = page.locator("#c1-1-1").bounding_box()
        assert place is not None
        return place["x"] + place["width"]

    assert end() > 800
    page.get_by_label("Search").fill("know of it")
    status(page, "with “know of it”")
    assert end() <= 800


@pytest.mark.parametrize("words", ["ltr", "class", "in context", "noscript"])
def test_a_search_does_not_find_what_the_page_is_made_of(opened: Opened, words: str) -> None:
    page = opened("#theme-1")
    page.get_by_label("Search").fill(words)

    status(page, "0 of 3 participants shown")
    assert names(page) == []


def test_a_column_sorts_up_down_and_back_with_words_last(opened: Opened) -> None:
    page = opened("#theme-1")
    head = page.locator("#theme-1 th", has=page.get_by_role("button", name=PLANS.name))
    button = head.get_by_role("button")

    button.click()
    assert (names(page), head.get_attribute("aria-sort")) == (
        ["Service user 1", "Care coordinator 1", "Carer 1"], "ascending",
    )  # fmt: skip
    status(page, f"sorted by {PLANS.name}, ascending")
    button.click()
    assert names(page) == ["Carer 1", "Care coordinator 1", "Service user 1"]
    button.click()
    assert (names(page), head.get_attribute("aria-sort")) == (ALL, None)

    page.get_by_role("button", name="risk").click()  # one summary, two words
    assert names(page)[0] == "Service user 1"


def test_a_cell_opens_and_its_extract_leads_to_the_turns_and_back(opened: Opened) -> None:
    page = opened("#theme-1")
    cell = page.locator("#c1-0-0")
    cell.locator("summary").click()
    assert cell.get_by_text("Compare with Elm.").is_visible()
    assert cell.get_by_text("Checked by Ben").is_visible()
    cell.get_by_role("link", name="t12 in context").first.click()

    dialog = page.get_by_role("dialog")
    assert dialog.get_by_text("And plans?").is_visible()
    assert dialog.locator("mark").count() == 1
    assert E1.text in dialog.locator("mark").inner_text()
    assert NEXT not in dialog.locator("mark").inner_text()
    dialog.get_by_role("button", name="Next extract").click()
    assert NEXT in dialog.locator("mark").inner_text()
    assert dialog.get_by_role("button", name="Next extract").is_disabled()
    dialog.get_by_role("button", name="Back to the cell").click()

    assert not dialog.is_visible()
    assert focused(page).evaluate("link => link.closest('td').id") == "c1-0-0"


def test_all_cells_open_and_close_at_once(opened: Opened) -> None:
    page = opened("#theme-1")
    page.get_by_role("button", name="Open all cells").click()
    assert page.locator("#theme-1 details:not([open])").count() == 0
    assert page.get_by_text(E1.text).first.is_visible()

    page.get_by_role("button", name="Open all cells").click()
    assert page.locator("#theme-1 details[open]").count() == 0


def test_the_keyboard_is_enough(opened: Opened) -> None:
    page = opened()

    def tab_to(name: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            if focused(page).inner_text().startswith(name):
                return
        raise AssertionError(f"{name} is not reached")

    page.keyboard.press("Tab")
    assert focused(page).inner_text() == "Skip to the matrix"
    assert focused(page).bounding_box()["y"] >= 0  # type: ignore[index]  # it is in sight
    page.keyboard.press("Enter")
    tab_to("1 Engaging")
    page.keyboard.press("Enter")
    page.locator("#theme-1").wait_for()
    assert focused(page).get_attribute("id") == "theme-1-title"

    tab_to(PLANS.name)
    page.keyboard.press("Enter")
    assert names(page)[0] == "Service user 1"
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    assert names(page) == ALL

    tab_to("2 extracts")
    page.keyboard.press("ArrowDown")
    assert focused(page).evaluate("e => e.closest('td').id") == "c1-1-0"
    page.keyboard.press("ArrowRight")
    assert focused(page).evaluate("e => e.closest('td').id") == "c1-1-1"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    tab_to("t12 in context", most=2)
    page.keyboard.press("Enter")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("dialog").wait_for(state="hidden")
    assert "t12 in context" in focused(page).inner_text()


def test_focus_is_seen(opened: Opened) -> None:
    page = opened()
    for _ in range(12):
        page.keyboard.press("Tab")
        style = focused(page).evaluate(
            "e => getComputedStyle(e).outlineStyle + getComputedStyle(e).outlineWidth"
        )
        assert style == "solid3px"


def words_of(pdf: bytes) -> list[str]:
    """The text of each page, its white space made one space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def test_print_has_every_theme_and_row_without_controls(opened: Opened) -> None:
    pages = words_of(opened("#theme-2").pdf(prefer_css_page_size=True))
    whole = " ".join(pages)

    assert len(pages) == 3
    for number, title in enumerate(("All themes", f"1 {ENGAGING.name}", f"2 {ADJUSTING.name}")):
        assert title in pages[number]
        for row in ROWS:
            assert row.name in pages[number]
    assert "Confidential" in pages[0]
    assert all(word not in whole for word in ("Search", "Clear", "Open all cells", "in context"))


def test_header_rows_come_again_on_each_page_of_print(browser: Browser, tmp_path: Path) -> None:
    many = charts(participants=(), other_attributes=())
    rows = tuple(row.__class__(f"r{n}", f"Person {n}", row.attributes) for n in range(60) for row in ROWS[:1])
    cells = {(row.uid, "code-1"): Cell("A long summary. " * 40, "charted") for row in rows}
    own = many.themes[0].matrix.__class__(("C", "S", "T"), rows, (PLANS, RISK), cells, 60)
    write_page(
        charts(participants=(), other_attributes=(), themes=(ThemeChart(1, ENGAGING, own, {}),)),
        {},
        tmp_path / "m.html",
    )
    page = browser.new_page()
    page.goto((tmp_path / "m.html").as_uri())
    pages = words_of(page.pdf(prefer_css_page_size=True))
    page.close()

    assert len(pages) > 3
    bare = [text.replace(" ", "") for text in pages]  # not all of them come out of a PDF
    for text in bare[1:]:
        assert "Participant" in text
        assert PLANS.name.replace(" ", "") in text
    assert [n for n in range(60) if f"Person{n}England" not in "".join(bare)] == []


def test_only_rows_that_are_shown_are_printed_and_it_says_so(opened: Opened) -> None:
    page = opened("#theme-1")
    page.get_by_label("Country").select_option("Wales")
    status(page, "2 of 3")
    whole = " ".join(words_of(page.pdf(prefer_css_page_size=True)))

    assert "2 of 3 participants shown." in whole
    assert "Writes plans" not in whole


def test_without_scripts_all_is_there(opened: Opened) -> None:
    page = opened(java_script_enabled=False)

    assert page.locator("section.theme:visible").count() == 3
    assert not page.locator(".controls").is_visible()
    page.locator("#c1-0-0 summary").click()
    page.locator("#c1-0-0 a.follow").first.click()
    assert page.url.endswith("#x1")
    assert page.locator("#x1").is_visible()
    page.locator(".cited a").first.click()
    assert page.url.endswith("#c1-0-0")


def test_the_policy_stops_what_is_not_the_pages_own(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    blocked: list[str] = []
    page.on("console", lambda message: blocked.append(message.text))
    page.goto(file.as_uri())
    page.evaluate(
        """() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';
        document.body.append(script); }"""
    )

    assert page.evaluate("window.ran") is None
    assert "Content Security Policy" in blocked[0]
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_serious(opened: Opened, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe isn't installed").Axe()
    page = opened("#theme-1", color_scheme=scheme, viewport={"width": width, "height": 900})

    def violations() -> list[str]:
        found = axe.run(page).response["violations"]
        return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]

    assert violations() == []
    page.locator(".reading summary").click()
    page.get_by_role("button", name="Open all cells").click()
    page.get_by_label("Search").fill("plan")
    status(page, "with “plan”")
    assert violations() == []
    page.locator("#c1-0-0 a.follow").first.click()
    page.get_by_role("dialog").wait_for()
    assert violations() == []
