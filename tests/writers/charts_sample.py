"""Charts built by hand: a small study with a known answer for every cell."""

from collections.abc import Mapping
from dataclasses import replace

from qualcode.model.charts import (
    Cell,
    Charts,
    CodebookRow,
    Column,
    Count,
    CountTable,
    DecisionRow,
    Extract,
    GroupRow,
    Matrix,
    ParticipantRow,
    Row,
    ThemeChart,
)

ATTRIBUTES = ("Country", "Site", "Participant type")
ENGAGING = Column(
    "theme-1",
    "theme",
    "Engaging and supporting",
    "Engaging",
    "How workers and service users get on together.",
)
ADJUSTING = Column("theme-2", "theme", "Accommodating and adjusting", "Adjusting", "")
PLANS = Column(
    "code-1", "code", "care planning – as paperwork", "", "Plans written for the file", ENGAGING.name
)
RISK = Column("code-2", "code", "risk", "", "What is said about risk, and to whom", ENGAGING.name)
TIME = Column("code-3", "code", "time", "", "", ADJUSTING.name)

CC1 = Row("p-1", "Care coordinator 1", ("England", "Alder", "Care coordinator"), "Ten years in the team.")
SU1 = Row("p-2", "Service user 1", ("Wales", "Hazel", "Service user"))
CA1 = Row("p-3", "Carer 1", ("Wales", "", "Carer"), "Looks after a son.")
ROWS = (CC1, SU1, CA1)


def extract(row: Row, code: Column, start: int, text: str, **changes: object) -> Extract:
    made = Extract(
        transcript=f"transcript of {row.uid}",
        start=start,
        end=start + len(text),
        text=text,
        question="What happens to the plan then?",
        speaker=row.name,
        source=f"{row.name} interview",
        reference=f"t{start}",
        participants=(row.uid,),
        participant=row.name,
        attributes=row.attributes,
        code=code.name,
        themes=(code.theme,),
        coders=("Ada", "Ben"),
        relation="",
        attribution=f"{row.name}, {row.attributes[1]} ({row.attributes[0]})",
        quotable=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # any field


E1 = extract(CC1, PLANS, 12, "I write it for the computer, to be honest.", relation="supports")
E2 = extract(CC1, PLANS, 31, "I share it when there is time.", relation="complicates")
E3 = extract(SU1, RISK, 7, "Nobody told me there was an assessment.", quotable=False, question="")
EXTRACTS = (E1, E2, E3)

CELLS: Mapping[tuple[str, str], Cell] = {
    ("p-1", "code-1"): Cell(
        "Writes plans “for the computer” to meet targets (t12); shares them when time allows (t31).",
        "charted",
        "checked",
        comment="Compare with Elm.",
        checked_by="Ben",
        passages=5,
        extracts=(E1, E2),
    ),
    ("p-1", "code-2"): Cell(content="nothing said"),
    ("p-2", "code-2"): Cell(
        "Did not know that risk was assessed (t7).", "charted", "drafted", again="1 extract added",
        passages=1, extracts=(E3,),
    ),
    ("p-2", "code-1"): Cell(content="not asked"),
}  # fmt: skip
THEME_CELLS: Mapping[tuple[str, str], Cell] = {
    ("p-1", "theme-1"): Cell("Close to people, far from the plan.", "charted", comment="A key case.")
}


def matrix(columns: tuple[Column, ...], cells: Mapping[tuple[str, str], Cell] = CELLS) -> Matrix:
    return Matrix(ATTRIBUTES, ROWS, columns, cells, of=20, filter="Country is England or Wales")


def wholes(theme: Column) -> dict[str, Cell]:
    return {row: cell for (row, column), cell in THEME_CELLS.items() if column == theme.uid}


def charts(**changes: object) -> Charts:
    made = Charts(
        study="Care plans & practice",
        analysis="Main study",
        date="2026-05-04",
        version="3",
        attributes=ATTRIBUTES,
        other_attributes=("Years in service",),
        overview=matrix((ENGAGING, ADJUSTING), THEME_CELLS),
        themes=(
            ThemeChart(1, ENGAGING, matrix((PLANS, RISK)), wholes(ENGAGING)),
            ThemeChart(2, ADJUSTING, matrix((TIME,)), wholes(ADJUSTING)),
        ),
        groups=(
            GroupRow(CC1.attributes, 4, {"theme-1": Count(3, 4, 9, 12), "theme-2": Count(2, 3, 2, 2)}),
            GroupRow(SU1.attributes, 1, {"theme-1": Count(1, 1, 1, 1)}),
        ),
        extracts=EXTRACTS,
        counts=CountTable(
            (PLANS, RISK, TIME),
            (("All", "", 20), ("Country", "England", 12), ("Country", "Wales", 8), ("Site", "", 1)),
            {
                ("code-1", "All", ""): Count(11, 20, 40, 50),
                ("code-1", "Country", "England"): Count(9, 10, 30, 40),
                ("code-1", "Country", "Wales"): Count(2, 8, 10, 10),
            },
        ),
        codebook=(
            CodebookRow(
                ENGAGING.name, PLANS.name, PLANS.definition, "Full.", "Use.", "Don't.", "An example.",
                "descriptive", "inductive", "pulling together", 11, 40,
            ),
            CodebookRow("", TIME.name, "", "", "", "", "", "", "", "", 0, 0),
        ),
        participants=(
            ParticipantRow("Care coordinator 1", CC1.attributes, ("cc1.txt", "cc1b.txt"), 12345, ("Ada",),
                           ("Ada", "Ben"), (), ("10",)),
        ),
        decisions=(DecisionRow("2026-05-03", "Merge the two codes", "They overlap", "", "Ada, Ben", "2"),),
        warnings=("2 participants share this combination: Wales, Hazel, Service user.",),
        extracts_per_cell=3,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # any field
