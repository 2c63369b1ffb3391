"""Where everything in the workbook will stand, before the first row is written: titles, links, widths."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from qualcode.model.charts import Charts, Extract, Row, ThemeChart
from qualcode.model.edits import KEYS
from qualcode.writers.sheets.long_texts import TITLE as LONG_TEXTS
from qualcode.writers.sheets.titles import location, sheet_title
from qualcode.writers.workbook.grid import FIRST_ROW, attribute_widths

READ_ME, OVERVIEW, GROUPS, EXTRACTS = "Read me", "All themes", "Groups", "Extracts"
COUNTS, CODEBOOK, PARTICIPANTS = "Participants by code", "Codebook", "Participants"
DECISIONS = "Decisions"

_FIXED = (
    READ_ME, OVERVIEW, GROUPS, EXTRACTS, COUNTS, CODEBOOK, PARTICIPANTS, DECISIONS, KEYS, LONG_TEXTS
)  # fmt: skip

MOST_MARKED = 50_000
"""Cells above which quotations are no longer put in italics: programs open such a file slowly."""

Place = tuple[str, int, int, str]


@dataclass(frozen=True)
class Plan:
    """Titles of each chart's two sheets ("" for none), and where extracts and participants stand.

    `numbers` leads from (transcript, start, end, code) to an extract's number; `firsts` from (participant's
    uid, name of a code or theme) to the number of the first one; `names` from a participant's uid to a name.
    """

    charts: Charts
    titles: tuple[str, ...]
    extract_titles: tuple[str, ...]
    widths: tuple[float, ...]
    marked: bool
    numbers: Mapping[Place, int]
    firsts: Mapping[tuple[str, str], int]
    names: Mapping[str, str]
    _columns: Mapping[str, tuple[int, int]]
    _rows: tuple[Mapping[str, int], ...]

    def number(self, extract: Extract) -> int:
        """The number of an extract on the sheet of all of them; 0 if it isn't there."""
        return self.numbers.get(_place(extract), 0)

    def first_extract(self, row: Row, names: tuple[str, ...]) -> str:
        """Where the first extract of a participant under any of the codes or themes stands; "" for none."""
        found = [number for name in names if (number := self.firsts.get((row.uid, name)))]
        return location(EXTRACTS, f"A{min(found) + FIRST_ROW - 1}") if found else ""

    def summary_cell(self, extract: Extract) -> str:
        """Where the summary that an extract belongs to stands; "" if it has none."""
        for name in (extract.code, *extract.themes):
            if name in self._columns:
                chart, column = self._columns[name]
                rows = self._rows[chart]
                for uid in extract.participants:
                    if uid in rows:
                        cell = f"{get_column_letter(column)}{rows[uid]}"
                        return location(self.titles[chart], cell)
        return ""


def plan(charts: Charts) -> Plan:
    """Decide where everything stands."""
    titles: list[str] = []
    extract_titles: list[str] = []
    for chart in charts.themes:
        taken = (*_FIXED, *titles, *extract_titles)
        titles.append(sheet_title(chart_name(chart), taken))
        if charts.extracts_per_cell:
            taken = (*_FIXED, *titles, *extract_titles)
            extract_titles.append(sheet_title(chart_name(chart), taken, " – extracts"))
    numbers: dict[Place, int] = {}
    firsts: dict[tuple[str, str], int] = {}
    for number, extract in enumerate(charts.extracts, start=1):
        numbers.setdefault(_place(extract), number)
        for uid in extract.participants:
            for name in (extract.code, *extract.themes):
                firsts.setdefault((uid, name), number)
    before = 2 + len(charts.attributes)  # the number of the first column of cells
    columns: dict[str, tuple[int, int]] = {}
    for index, chart in enumerate(charts.themes):
        for offset, column in enumerate(chart.matrix.columns):
            columns.setdefault(column.name, (index, before + offset))
    rows = tuple(
        {row.uid: FIRST_ROW + offset for offset, row in enumerate(chart.matrix.rows)}
        for chart in charts.themes
    )
    people = [*charts.overview.rows, *(row for chart in charts.themes for row in chart.matrix.rows)]
    widths = attribute_widths(charts.attributes, [row.attributes for row in people])
    return Plan(
        charts,
        tuple(titles),
        tuple(extract_titles),
        tuple(widths),
        _cells(charts) <= MOST_MARKED,
        numbers,
        firsts,
        {row.uid: row.name for row in people},
        columns,
        rows,
    )


def chart_name(chart: ThemeChart) -> str:
    """What a chart is called: number and short name of its theme; "Matrix" if it is no theme's."""
    name = chart.theme.short or chart.theme.name
    return f"{chart.number} {name}" if name else "Matrix"


def _cells(charts: Charts) -> int:
    sheets = 2 if charts.extracts_per_cell else 1
    ours = sum(len(chart.matrix.rows) * len(chart.matrix.columns) for chart in charts.themes)
    return ours * sheets + len(charts.overview.rows) * len(charts.overview.columns)


def _place(extract: Extract) -> Place:
    return extract.transcript, extract.start, extract.end, extract.code
