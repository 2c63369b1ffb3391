"""The matrix as a page, read back as a browser without scripts would read it."""

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from qualcode.model.charts import Cell, Charts, Column, Row, SpokenTurn, Surroundings, ThemeChart
from qualcode.model.errors import Refused
from qualcode.writers.cells import safe_text
from qualcode.writers.web import write_page
from qualcode.writers.web.page import page_html
from tests.writers.charts_sample import CC1, E1, E2, E3, ENGAGING, PLANS, ROWS, charts, extract, matrix

QUESTION = SpokenTurn(11, "Interviewer", True, 0, ((0, "So, plans?"),))
ANSWER = SpokenTurn(12, CC1.name, False, 11, ((11, f"W{E1.text} That is how it is."),))
AROUND: Surroundings = {(e.transcript, e.start, e.end): (QUESTION, ANSWER) for e in (E1, E2)}


def page(values: Charts, around: Surroundings = AROUND) -> HtmlElement:
    return html.document_fromstring(safe_text("".join(page_html(values, around)))[0])


def said(element: HtmlElement) -> str:
    """What an element says, its lines and spaces as they are drawn."""
    return " ".join(str(element.text_content()).split())


def one(where: HtmlElement, path: str) -> HtmlElement:
    (found,) = where.xpath(path)
    assert isinstance(found, HtmlElement)
    return found


def table(of: HtmlElement, id_: str) -> list[list[str]]:
    """The rows of a theme's table: participant, attributes, then summaries or words, and the comment."""
    rows = one(of, f"//section[@id='{id_}']").xpath(".//tbody/tr")
    return [[str(row.xpath("./th/text()")[0]), *map(in_sight, row.xpath("./td"))] for row in rows]


def in_sight(cell: HtmlElement) -> str:
    """What a cell says before it is opened."""
    return said(cell.xpath("./p")[0]) if cell.xpath("./p") else said(cell)


def test_every_cell_says_its_summary_or_why_there_is_none() -> None:
    assert table(page(charts(other_attributes=(), participants=())), "theme-1") == [
        [
            "Care coordinator 1", "England", "Alder", "Care coordinator",
            "Writes plans “for the computer” to meet targets (t12); shares them when time allows (t31).",
            "Nothing said", "A key case.",
        ],
        [
            "Service user 1", "Wales", "Hazel", "Service user", "Not asked",
            "Did not know that risk was assessed (t7).", "No comment",
        ],
        ["Carer 1", "Wales", "Not known", "Carer", "To chart", "To chart", "No comment"],
    ]  # fmt: skip


def test_all_themes_come_first_with_portraits() -> None:
    made = page(charts(other_attributes=(), participants=()))

    assert [section.get("id") for section in made.xpath("//section[@class='theme']")] == [
        "overview", "theme-1", "theme-2",
    ]  # fmt: skip
    assert table(made, "overview")[0][4:] == [
        "Ten years in the team.",
        "Close to people, far from the plan.",
        "Not yet summarised: see 2 Adjusting",
    ]
    assert table(made, "overview")[1][4] == "Not yet written"


def test_themes_and_codes_are_defined() -> None:
    made = page(charts())
    section = one(made, "//section[@id='theme-1']")

    assert said(one(section, "./h2")) == "1 Engaging and supporting"
    assert said(one(section, "./p[@class='lead']")) == ENGAGING.definition
    heads = [said(th) for th in section.xpath(".//thead//th[contains(@class, 'code')]")]
    assert heads == [f"{PLANS.name}Plans written for the file", "riskWhat is said about risk, and to whom"]
    assert "Not yet defined" in said(one(made, "//section[@id='theme-2']//thead"))


def test_a_cell_holds_its_comment_who_checked_and_its_extracts() -> None:
    cell = one(page(charts()), "//td[@id='c1-0-0']")

    assert said(one(cell, "./details/summary")) == "2 extracts · comment · checked"
    assert "Comment: Compare with Elm." in said(cell)
    assert "Checked by Ben" in said(cell)
    assert [said(q) for q in cell.xpath(".//q")] == [E1.text, E2.text]
    assert [said(r) for r in cell.xpath(".//*[@class='relation']")] == ["supports", "complicates"]
    assert "3 passages are not shown here." in said(cell)


def test_quotations_are_in_italics_and_checking_again_is_said() -> None:
    made = page(charts())

    assert [said(i) for i in made.xpath("//td[@id='c1-0-0']//p[@class='summary']/i")] == ["for the computer"]
    assert said(one(made, "//td[@id='c1-1-1']/p[@class='again']")) == "Check again: 1 extract added"


def test_an_extract_leads_to_the_passage_and_the_passage_back() -> None:
    made = page(charts())
    link = one(made, f"//td[@id='c1-0-0']//li[1]//a[contains(., '{E1.reference}')]")
    anchor = one(made, f"//*[@id='{link.get('href', '')[1:]}']")
    turns = [one(made, f"//*[@id='{id_}']") for id_ in anchor.get("data-turns", "").split()]

    assert [said(one(turn, "./p[@class='who']")) for turn in turns] == ["Interviewer t11", f"{CC1.name} t12"]
    assert said(one(turns[0], "./p[@class='said']")) == "So, plans?"
    marked = [m.text for m in turns[1].xpath(".//mark") if anchor.text in m.get("data-x", "").split()]
    assert "".join(map(str, marked)) == E1.text
    assert one(turns[1], ".//li[1]/a").get("href") == "#c1-0-0"


def test_overlapping_extracts_keep_every_letter_and_know_their_own() -> None:
    text = "one two three four"
    parts = ((0, text[:8]), (12, text[12:]))  # a label stood between
    turn = SpokenTurn(1, "P", False, 0, parts)
    whole, middle, same = (
        extract(CC1, PLANS, 0, text),
        extract(CC1, PLANS, 4, text[4:14]),
        extract(CC1, PLANS, 4, text[4:14]),
    )
    cell = Cell("Said.", "charted", extracts=(whole, middle, same))
    chart = ThemeChart(1, ENGAGING, matrix((PLANS,), {("p-1", "code-1"): cell}), {})
    around = {(e.transcript, e.start, e.end): (turn,) for e in (whole, middle)}
    made = one(page(charts(themes=(chart,)), around), "//*[@class='turn']/p[@class='said']")

    pieces = [(m.text, m.get("data-x")) for m in made.xpath(".//mark")]
    assert pieces == [("one ", "1"), ("two ", "1 2"), ("e ", "1 2"), ("four", "1")]
    assert [a.get("id") for a in made.xpath(".//a")] == ["x1", "x2"]


def test_words_that_may_not_be_quoted_are_nowhere() -> None:
    withheld = SpokenTurn(7, "Service user 1", False, 100, (), True)
    around = {**AROUND, (E1.transcript, E1.start, E1.end): (QUESTION, ANSWER, withheld)}
    whole = "".join(page_html(charts(), around))

    assert not E3.quotable
    assert E3.text not in whole
    assert "1 passage, none to show" in whole
    assert "[These words are not for quotation.]" in whole


def test_it_says_what_it_is_and_what_to_check_before_sharing() -> None:
    made = page(charts())
    header = said(one(made, "//header"))

    assert said(one(made, "//h1")) == "Care plans & practice"
    assert "Confidential." in header
    assert "3 of 20 participants. Filter: Country is England or Wales." in header
    assert "Before you share it" in header
    assert charts().warnings[0] in header


def test_an_empty_study_is_a_page_too() -> None:
    empty = replace(matrix(()), rows=(), cells={})
    made = page(charts(overview=empty, themes=(), extracts=(), participants=(), warnings=()), {})

    assert "No participants." in said(made)
    assert "No extracts are shown" in said(made)


def test_one_matrix_of_themes_has_no_overview() -> None:
    whole = ThemeChart(1, Column("", "theme", "", "", ""), matrix((ENGAGING,), {}), {})
    made = page(charts(themes=(whole,), other_attributes=(), participants=()))

    assert [section.get("id") for section in made.xpath("//section[@class='theme']")] == ["theme-1"]
    assert table(made, "theme-1")[0][4:] == ["To chart"]


def test_other_attributes_can_be_filtered_by() -> None:
    made = page(charts())

    assert said(one(made, "//label[@for='filter-3']")) == "Years in service"
    assert [said(o) for o in made.xpath("//select[@id='filter-0']/option")] == ["All", "England", "Wales"]
    assert [said(o) for o in made.xpath("//select[@id='filter-1']/option")] == [
        "All",
        "Alder",
        "Hazel",
        "Not known",
    ]


# What it is made of


def test_a_table_is_told_to_those_who_dont_see_it() -> None:
    for section in page(charts()).xpath("//section[@class='theme']"):
        caption = one(section, ".//table/caption")
        region = one(section, "./div[@role='region']")
        assert region.get("aria-labelledby") == caption.get("id")
        assert region.get("tabindex") == "0"
        assert {th.get("scope") for th in section.xpath(".//thead//th")} == {"col"}
        assert {th.get("scope") for th in section.xpath(".//tbody//th")} == {"row"}


def test_ids_are_used_once_and_links_lead_somewhere() -> None:
    made = page(charts())
    ids = made.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in made.xpath("//a/@href")} <= set(ids)
    labelled = [*made.xpath("//@aria-labelledby"), *made.xpath("//label/@for")]
    assert set(labelled) <= set(ids)


def test_nothing_is_loaded_from_anywhere() -> None:
    whole = "".join(page_html(charts(), AROUND))
    made = page(charts())

    assert not made.xpath("//@src | //link | //img | //iframe | //object | //form | //@style | //base")
    assert not [name for name in made.xpath("//@*") if "://" in name]
    assert not re.search(r"url\(|@import|https?://|fetch\(|XMLHttp|import\(", whole)
    assert not re.search(r"\son[a-z]+=", whole)


def test_the_policy_allows_what_is_carried_and_nothing_else() -> None:
    made = page(charts())
    policy = one(made, "//meta[@http-equiv='Content-Security-Policy']").get("content", "")

    def hashed(text: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"

    scripts = [str(script.text) for script in made.xpath("//script")]
    styles = [str(style.text) for style in made.xpath("//style")]
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(styles[0])}",
        f"script-src {' '.join(map(hashed, scripts))}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert (len(scripts), len(styles)) == (2, 1)


def test_no_key_of_the_project_is_in_it() -> None:
    whole = "".join(page_html(charts(), AROUND))

    assert not re.search(r"\bp-[123]\b|code-[123]|theme-uid|transcript of", whole)


def everywhere(text: str) -> HtmlElement:
    """A page with a text in each place where one of the study can stand, each behind a letter of its own."""
    row = Row("p-1", f"A{text}", (f"B{text}", "", ""), f"C{text}")
    code = replace(PLANS, name=f"D{text}", definition=f"E{text}")
    theme = replace(ENGAGING, name=f"F{text}", short=f"G{text}", definition=f"H{text}")
    words = f"I{text}"
    quoted = extract(row, code, 0, words, reference=f"J{text}", source=f"K{text}")
    cell = Cell(
        f"L{text}", "charted", comment=f"M{text}", checked_by=f"N{text}", again=f"O{text}", extracts=(quoted,)
    )
    own = replace(matrix((code,), {("p-1", code.uid): cell}), rows=(row,))
    values = charts(
        study=f"P{text}",
        analysis=f"Q{text}",
        overview=replace(matrix((theme,), {}), rows=(row,), filter=f"R{text}"),
        themes=(ThemeChart(1, theme, own, {"p-1": Cell(comment=f"S{text}")}),),
        warnings=(f"T{text}",),
        participants=(),
        attributes=(f"U{text}", "Site", "Type"),
        other_attributes=(),
    )
    turn = SpokenTurn(1, f"V{text}", False, 0, ((0, words),))
    return page(values, {(quoted.transcript, 0, len(words)): (turn,)})


def tags(of: HtmlElement) -> list[str]:
    return [str(element.tag) for element in of.iter() if element.tag != "i"]  # quotations are in italics


PLAIN = tags(everywhere(""))


@given(st.text(max_size=60))
def test_whatever_a_text_holds_is_text(text: str) -> None:
    made = everywhere(text)

    assert tags(made) == PLAIN
    whole = said(made)
    for letter in "ABCDEFHIJKLMNOPQRSTUV":
        assert " ".join(safe_text(letter + text)[0].split()) in whole


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "</noscript><b>", "<!--", "\x00\x1b[31m\ud800"]
)
def test_signs_that_end_what_they_stand_in_are_text(text: str, tmp_path: Path) -> None:
    cell = Cell(text, "charted", comment=text, extracts=(replace(E1, text=text),))
    chart = ThemeChart(1, ENGAGING, matrix((PLANS,), {("p-1", "code-1"): cell}), {})
    path = tmp_path / "m.html"
    notes = write_page(charts(study=text, themes=(chart,)), AROUND, path)
    made = html.document_fromstring(path.read_text(encoding="utf-8"))

    assert len(made.xpath("//script")) == 2
    assert said(one(made, "//h1")) == " ".join(safe_text(text)[0].split())
    assert bool(notes) == ("\x00" in text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f]", path.read_text(encoding="utf-8"))


def test_a_folder_that_isnt_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"can't be written"):
        write_page(charts(), AROUND, tmp_path / "nowhere" / "m.html")


def test_all_rows_are_in_every_theme() -> None:
    made = page(charts())

    for section in made.xpath("//section[@class='theme']"):
        assert len(section.xpath(".//tbody/tr")) == len(ROWS)
