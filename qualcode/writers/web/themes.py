"""A theme on the page: its definition, and the table of participants by codes."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.model.charts import EMPTY_CELL, Cell, Column, Row, ThemeChart
from qualcode.writers.web.cells import cell_html, plain_cell_html
from qualcode.writers.web.marked import counted, escaped, or_word, with_quotations
from qualcode.writers.web.passages import Passages

Others = Mapping[str, Sequence[str]]
"""Values of further attributes, by participant's uid."""


def theme_title(chart: ThemeChart) -> str:
    """What a theme is called: its number and name."""
    return f"{chart.number} {chart.theme.name}" if chart.theme.name else "Participants by themes"


def short_title(chart: ThemeChart) -> str:
    """What a theme is called where there is little room."""
    name = chart.theme.short or chart.theme.name
    return f"{chart.number} {name}" if name else "Matrix"


def theme_html(
    chart: ThemeChart, number: int, attributes: Sequence[str], others: Others, passages: Passages
) -> Iterator[str]:
    """The section of one theme."""
    matrix, theme = chart.matrix, chart.theme
    title = theme_title(chart)
    lead = theme.definition or ("Not yet defined." if theme.name else "Each column is a theme.")
    yield from _opened(f"theme-{number}", title, lead)
    things = counted(len(matrix.columns), "code" if theme.name else "theme")
    yield from _head(number, title, f"{counted(len(matrix.rows), 'participant')} by {things}", attributes)
    yield from (_column(column, at) for at, column in enumerate(matrix.columns))
    if theme.name:
        yield '<th scope="col" data-sort="text" class="wide" abbr="Analyst\'s comment">'
        yield '<span class="name">Analyst\'s comment</span><span class="brief">On the whole row</span></th>\n'
    yield "</tr></thead>\n<tbody>\n"
    for at, row in enumerate(matrix.rows):
        yield _row_start(row, others)
        for place, column in enumerate(matrix.columns):
            about = f"{row.name} – {column.name}"
            yield cell_html(matrix.cell(row, column), f"c{number}-{at}-{place}", about, passages)
        if theme.name:
            yield _comment(chart.wholes.get(row.uid, EMPTY_CELL))
        yield "</tr>\n"
    yield _closed(bool(matrix.rows))


def overview_html(
    rows: Sequence[Row],
    columns: Sequence[Column],
    cells: Mapping[tuple[str, str], Cell],
    attributes: Sequence[str],
    others: Others,
    titles: Mapping[str, tuple[str, str]],
) -> Iterator[str]:
    """The section of all themes, with pen portraits; `titles` are id and short title of a theme's section."""
    title = "All themes"
    yield from _opened("overview", title, "Each row is a participant, each column a theme.")
    size = f"{counted(len(rows), 'participant')} by {counted(len(columns), 'theme')}"
    yield from _head(0, title, size, attributes)
    yield '<th scope="col" data-sort="text" class="wide" abbr="Pen portrait"><span class="name">Pen portrait'
    yield '</span><span class="brief">Who it is</span></th>\n'
    yield from (_column(column, at, titles.get(column.uid)) for at, column in enumerate(columns))
    yield "</tr></thead>\n<tbody>\n"
    for row in rows:
        yield _row_start(row, others)
        yield f'<td class="c">{_portrait(row)}</td>\n'
        for column in columns:
            cell = cells.get((row.uid, column.uid), EMPTY_CELL)
            yield plain_cell_html(cell, titles.get(column.uid))
        yield "</tr>\n"
    yield _closed(bool(rows))


def _opened(id_: str, title: str, lead: str) -> Iterator[str]:
    yield f'<section class="theme" id="{id_}" aria-labelledby="{id_}-title">\n'
    yield f'<h2 id="{id_}-title" tabindex="-1">{escaped(title)}</h2>\n'
    yield f'<p class="lead" dir="auto">{with_quotations(lead)}</p>\n'


def _head(number: int, title: str, size: str, attributes: Sequence[str]) -> Iterator[str]:
    yield f'<div class="scroll" role="region" tabindex="0" aria-labelledby="caption-{number}">\n<table>\n'
    yield f'<caption id="caption-{number}">{escaped(title)}: {size}</caption>\n<thead><tr>\n'
    yield '<th scope="col" class="who" data-sort="text"><span class="name">Participant</span></th>\n'
    for name in attributes:
        yield '<th scope="col" class="attribute" data-sort="text">'
        yield f'<span class="name">{escaped(name)}</span></th>\n'


def _column(column: Column, at: int, theme: tuple[str, str] | None = None) -> str:
    name = escaped(column.name)
    brief = or_word(column.definition, "Not yet defined")
    link = f'<a class="to-theme" href="#{theme[0]}">Show its codes</a>' if theme else ""
    return (
        f'<th scope="col" class="code" data-sort="cell" abbr="{name}">'
        f'<span class="name" dir="auto">{name}</span>'
        f'<span class="brief" dir="auto">{brief}</span>{link}</th>\n'
    )


def _row_start(row: Row, others: Others) -> str:
    values = [*row.attributes, *others.get(row.uid, ())]
    cells = "".join(
        f'<td class="attribute" dir="auto">{or_word(value, "Not known")}</td>' for value in values
    )
    known = " · ".join(value for value in values if value.strip())
    under = f'<span class="attributes" aria-hidden="true">{escaped(known)}</span>' if known else ""
    return f'<tr><th scope="row" dir="auto">{escaped(row.name)}{under}</th>{cells}\n'


def _portrait(row: Row) -> str:
    if not row.portrait.strip():
        return '<p class="word">Not yet written</p>'
    return f'<p dir="auto">{with_quotations(row.portrait)}</p>'


def _comment(whole: Cell) -> str:
    if not whole.comment.strip():
        return '<td class="c"><p class="word">No comment</p></td>\n'
    return f'<td class="c"><p dir="auto">{with_quotations(whole.comment)}</p></td>\n'


def _closed(rows: bool) -> str:
    nobody = "" if rows else '<p class="word">No participants.</p>\n'
    return f"</tbody>\n</table>\n</div>\n{nobody}</section>\n"
