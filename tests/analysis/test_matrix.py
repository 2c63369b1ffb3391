"""The matrix: participants by codes or themes, and all that a workbook holds."""

from dataclasses import replace
from typing import Any

from qualcode.analysis.charting import basis_of
from qualcode.analysis.extracts import Quoter
from qualcode.analysis.material import Material
from qualcode.analysis.matrix import columns_of, matrix
from qualcode.analysis.report import charts
from qualcode.model.charts import EMPTY_CELL, Cell, Charts, Count, DecisionRow, ParticipantRow
from qualcode.model.study import Code, Decision, Stage, Theme
from tests.analysis.studies import codebook, link, material, merged, summary, with_links

ANN = "I: Trust?\nAnn: They call me. I rely on that. Mostly."
BEN = "I: And you?\nBen: Never."
JOINT = "I: Both?\nAnn: Again.\nCat: No."


def study() -> Material:
    book = codebook(
        ["trust", "time", "loose", merged("faith", "trust"), Code("old", name="old", status="set aside")],
        {"engaging": ["trust", "time"], "bare": []},
        Theme("engaging", name="engaging", short="Eng", definition="d", order=("time", "trust"), position=1),
        Theme("bare", name="bare", position=2),
    )
    made = material(
        {"ann": ANN, "ben": BEN, "joint": JOINT},
        {"Ann": ["ann", "joint/Ann"], "Ben": ["ben"], "Cat": ["joint/Cat"]},
        book,
        [
            ("A", "trust", "ann", "They call me."),
            ("B", "faith", "ann", "I rely on that."),
            ("A", "trust", "ann", "Mostly."),
            ("A", "trust", "joint", "Again.\nCat: No."),
            ("A", "time", "ben", "Never."),
            ("B", "loose", "ben", "Never"),
            ("A", "old", "ben", "ever"),
        ],
        values={"Ann": {"site": "Elm"}, "Ben": {"site": "Ash"}, "Cat": {"site": "Elm"}},
        summaries=[
            summary(
                "Ann",
                "trust",
                text="Relies on calls.",
                content="charted",
                progress="checked",
                comment="c",
                checked_by="B",
                basis={"definition": "other"},
            ),
            summary("Ben", "trust", content="not asked"),
            summary("Cat", "engaging", text="Whole.", content="charted", progress="drafted"),
            summary("Ben", "faith", text="Has none."),
        ],
        not_quotable=["Cat"],
    )
    return with_links(made, link(made, "Ann", "trust", "ann", "Mostly.", "complicates"))


def test_every_cell_of_a_matrix_of_codes() -> None:
    made = study()
    site = made.people.attribute("site")
    quoter = Quoter(made, [site])
    found = matrix(
        made,
        columns_of(made, "codes"),
        [site],
        made.people.participants,
        filter_words="f",
        quoter=quoter,
        extracts=2,
    )
    assert (found.attributes, found.of, found.filter) == (("site",), 3, "f")
    assert [(row.name, row.attributes) for row in found.rows] == [
        ("Ben", ("Ash",)),
        ("Ann", ("Elm",)),
        ("Cat", ("Elm",)),
    ]
    assert [(c.name, c.theme) for c in found.columns] == [
        ("time", "engaging"),
        ("trust", "engaging"),
        ("loose", ""),
    ]
    told = {
        (row.name, column.name): (cell.shown, cell.passages, [e.text for e in cell.extracts])
        for row in found.rows
        for column in found.columns
        for cell in (found.cell(row, column),)
    }
    assert told == {
        ("Ann", "trust"): ("Relies on calls.", 4, ["Mostly.", "They call me."]),
        ("Ben", "trust"): ("faith: Has none.", 0, []),  # charted before faith was merged into it
        ("Cat", "trust"): ("To chart", 1, ["Again.\nCat: No."]),
        ("Ann", "time"): ("To chart", 0, []),
        ("Ben", "time"): ("To chart", 1, ["Never."]),
        ("Cat", "time"): ("To chart", 0, []),
        ("Ann", "loose"): ("To chart", 0, []),
        ("Ben", "loose"): ("To chart", 1, ["Never"]),
        ("Cat", "loose"): ("To chart", 0, []),
    }
    cell = found.cells["Ann", "trust"]
    assert (cell.progress, cell.comment, cell.checked_by) == ("checked", "c", "B")
    assert cell.again == "the definition changed, 1 linked extract was added"
    assert ("Cat", "time") not in found.cells


def test_a_matrix_without_extracts_only_counts_them() -> None:
    made = study()
    for quoter, extracts in ((None, 5), (Quoter(made), 0)):
        found = matrix(
            made, columns_of(made, "codes", "engaging"), [], ["Ann"], quoter=quoter, extracts=extracts
        )
        assert [c.name for c in found.columns] == ["time", "trust"]
        assert found.cells["Ann", "trust"].extracts == ()
        assert found.cells["Ann", "trust"].passages == 4


def test_merged_codes_summaries_show_together_until_one_is_written() -> None:
    made = study()
    book = codebook([merged("faith", "hope"), merged("belief", "hope"), "hope"])
    texts = [
        summary("Ben", "faith", text="Has none."),
        summary("Ben", "belief", text="Has some."),
        summary("Ann", "faith"),
    ]
    one = Material(
        made.people,
        book,
        made.transcripts,
        made.contents,
        made.speakers,
        made.sources,
        made.coders,
        [],
        texts,
        [],
    )
    found = matrix(one, columns_of(one, "codes"), [], made.people.participants)
    assert found.cells == {
        ("Ben", "hope"): Cell(
            "belief: Has some.\nfaith: Has none.",
            "charted",
            "drafted",
            again="these are the summaries of codes that were merged",
        )
    }
    knowing = basis_of(book, "hope", [])
    texts.append(summary("Ben", "hope", text="Hopes.", content="charted", progress="drafted", basis=knowing))
    one = Material(
        made.people,
        book,
        made.transcripts,
        made.contents,
        made.speakers,
        made.sources,
        made.coders,
        [],
        texts,
        [],
    )
    assert matrix(one, columns_of(one, "codes"), [], ["Ben"]).cells["Ben", "hope"] == Cell(
        "Hopes.", "charted", "drafted"
    )


def all_charts(made: Material, among: list[str] | None = None, **more: Any) -> Charts:
    given: dict[str, Any] = {
        "study": "s",
        "analysis": "main",
        "date": "2026-01-01",
        "version": "2",
        "by": [made.people.attribute("site")],
        "others": [],
        "among": among or made.people.ordered((), made.people.participants),
        "filter_words": "",
        "decisions": [
            Decision("d2", date="2026-02-01", text="Later", version=3),
            Decision("d1", date="2026-01-01", text="First", reason="r"),
        ],
        "stages": [
            Stage("1", transcript="ann", coder="A", read=True),
            Stage("2", transcript="joint", coder="B", read=True),
            Stage("3", transcript="ben", coder="B", coded=True),
        ],
        "writers": {},
    }
    return charts(made, **(given | more))


def test_all_that_a_workbook_holds() -> None:
    made = study()
    book = all_charts(made, extracts=1)
    assert [(t.number, t.theme.name, [c.name for c in t.matrix.columns]) for t in book.themes] == [
        (1, "engaging", ["time", "trust"]),
        (3, "Codes in no theme", ["loose"]),
    ]
    first = book.themes[0]
    assert first.wholes["Cat"].text == "Whole."
    assert first.wholes["Ann"].passages == 4
    assert book.themes[1].wholes["Cat"] == EMPTY_CELL
    assert [len(cell.extracts) for cell in first.matrix.cells.values()].count(1) == 3
    assert [c.name for c in book.overview.columns] == ["engaging", "bare"]
    assert [(g.group, g.participants, g.spoke["engaging"]) for g in book.groups] == [
        (("Ash",), 1, Count(1, 1, 1, 1)),
        (("Elm",), 2, Count(2, 2, 4, 4)),
    ]
    assert book.counts.cells["trust", "All", ""] == Count(2, 2, 4, 4)
    assert [(r.theme, r.code, r.merged_from, r.participants, r.passages) for r in book.codebook] == [
        ("engaging", "time", "", 1, 1),
        ("engaging", "trust", "faith", 2, 4),
        ("", "loose", "", 1, 1),
    ]
    assert book.participants == (
        ParticipantRow("Ben", ("Ash",), ("ben",), 1, (), ("A", "B"), (), ()),
        ParticipantRow("Ann", ("Elm",), ("ann", "joint"), 9, ("A", "B"), ("A", "B"), (), ()),
        ParticipantRow("Cat", ("Elm",), ("joint",), 1, ("B",), ("A",), (), ()),
    )
    assert book.decisions == (
        DecisionRow("2026-01-01", "First", "r", "", "", ""),
        DecisionRow("2026-02-01", "Later", "", "", "", "3"),
    )
    assert book.warnings == (
        "Groups of fewer than three participants may be recognised by what is exported: Ash (1); Elm (2).",
        "Cat: do not quote.",
    )
    assert book.extracts_per_cell == 1
    assert len(book.extracts) == 6


def test_who_charted_is_who_wrote_a_summary() -> None:
    made = study()
    written = summary("Ben", "time", text="x", by="B")  # B made the pair, A wrote what it says now
    charted = replace(made, summaries=[*made.summaries, written])
    rows = all_charts(charted, writers={written.uid: ["A"]}).participants
    assert {row.name: row.charted_by for row in rows} == {"Ann": (), "Ben": ("A",), "Cat": ()}


def test_with_themes_as_columns_there_is_one_chart() -> None:
    found = all_charts(study(), columns="themes")
    (chart,) = found.themes
    assert chart.theme.name == ""
    assert [c.name for c in chart.matrix.columns] == ["engaging", "bare"]


def test_a_filter_keeps_other_peoples_extracts_out() -> None:
    found = all_charts(study(), ["Ben"], filter_words="site is Ash")
    assert [e.participant for e in found.extracts] == ["Ben", "Ben"]
    assert found.overview.of == 3
    assert found.warnings == ()


def test_a_study_of_nobody_has_empty_sheets() -> None:
    made = material({}, {}, codebook(["a"]))
    found = charts(
        made,
        study="s",
        analysis="m",
        date="",
        version="",
        by=[],
        others=[],
        among=[],
        filter_words="",
        decisions=[],
        stages=[],
        writers={},
    )
    assert found.extracts == ()
    assert found.counts.cells == {("a", "All", ""): Count()}
    assert [(g.group, g.participants) for g in found.groups] == [((), 0)]
    assert found.warnings == ()
