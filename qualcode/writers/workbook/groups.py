"""The second-level sheets: groups of participants by theme, and how many spoke about each code."""

from qualcode.model.charts import Charts, Count
from qualcode.writers.sheets.book import Book, Sheet
from qualcode.writers.sheets.items import Item
from qualcode.writers.sheets.looks import numbered
from qualcode.writers.workbook.grid import NARROW, attribute_widths, attributes, nothing, top, word
from qualcode.writers.workbook.looks import BRIEF, EDITABLE_WORD, HEADER, NAME, NUMBER, TITLE
from qualcode.writers.workbook.plan import COUNTS, GROUPS, Plan

_NONE = Count()


def write_groups(book: Book, plan: Plan) -> None:
    """Write the sheet of groups: one row for each combination of attributes that has participants."""
    charts = plan.charts
    themes = charts.overview.columns
    headers = [*charts.attributes, "Participants (N)"]
    widths = [*attribute_widths(charts.attributes, (group.group for group in charts.groups)), 14.0]
    for theme in themes:
        name = theme.short or theme.name
        headers += [f"{name}: group summary", f"{name}: spoke about it (n)", f"{name}: who differs"]
        widths += [NARROW, 16.0, 32.0]
    note = "What a group has in common, how many of it spoke about a theme, and who differs."
    with book.sheet(Sheet(GROUPS, widths, frozen=len(charts.attributes) + 1)) as rows:
        top(rows, GROUPS, note, headers)
        if not charts.groups:
            nothing(rows, "No groups", len(headers))
        for group in charts.groups:
            items = [*attributes(group.group), Item(group.participants, NUMBER)]
            for theme in themes:
                items.append(Item("To write", EDITABLE_WORD))
                items.append(_spoke(group.spoke.get(theme.uid, _NONE), group.participants))
                items.append(Item("To write", EDITABLE_WORD))
            rows.add(items, 22)


def write_counts(book: Book, charts: Charts) -> None:
    """Write the sheet of participants by code."""
    groups = charts.counts.groups
    headers = ["Theme", "Code", *(_group_name(*group) for group in groups)]
    widths = [30.0, 40.0, *[15.0] * len(groups)]
    with book.sheet(Sheet(COUNTS, widths, frozen=2)) as rows:
        rows.add([Item(COUNTS, TITLE)], 26)
        kinds = (word("" if kind == "All" else kind, "Everyone", BRIEF, BRIEF) for kind, _, _ in groups)
        said = "Counts show where to look; they are not findings."
        rows.add([Item(said, BRIEF), Item("", BRIEF), *kinds], 20)
        rows.add([Item(header, HEADER) for header in headers], 24)
        if not charts.counts.codes:
            nothing(rows, "No codes yet", len(headers))
        for code in charts.counts.codes:
            cells = charts.counts.cells
            rows.add(
                [
                    word(code.theme, "In no theme"),
                    Item(code.name, NAME),
                    *(_spoke(cells.get((code.uid, kind, value), _NONE), n) for kind, value, n in groups),
                ]
            )


def _spoke(count: Count, number: int) -> Item:
    """How many spoke about a thing; "of" how many, where not all of the group were asked."""
    if count.of in (0, number):
        return Item(count.participants, NUMBER)
    return Item(count.participants, numbered(NUMBER, f'0" of {count.of}"'))


def _group_name(kind: str, value: str, number: int) -> str:
    name = "All" if kind == "All" else value or "Not known"
    return f"{name} (N = {number})"
