"""The whole page: what it is, how to read it, the controls, the themes, the passages.

It runs in a browser from a file. Its policy allows the one style sheet and the two scripts that it carries,
by their hashes, and nothing else: no network, no picture, no form. Without scripts all is there, one theme
after the other; the scripts hide, sort and show, and unpack extracts and passages as they are asked for.
"""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from qualcode.model.charts import Charts, Surroundings
from qualcode.writers.cells import safe_text
from qualcode.writers.tables import atomically
from qualcode.writers.web.marked import escaped
from qualcode.writers.web.passages import Passages, passages_html
from qualcode.writers.web.themes import Others, overview_html, short_title, theme_html

_FIRST = 'document.documentElement.classList.add("js");'  # before anything is drawn

_READING = (
    (
        "Rows and columns",
        "Each row is a participant, each column a code. A cell is the analyst's summary; words in “quotation "
        "marks” are the participant's.",
    ),
    ("References", "(t12) is turn 12, (S2 t12) turn 12 of the second source."),
    ("Nothing said", "Asked, but nothing on this."),
    ("Not asked", "The question was not put to this participant."),
    ("To chart", "Not done yet."),
    ("Check again", "Something changed since the summary was written."),
    (
        "Open a cell",
        "The line below a summary, such as “2 extracts”, opens the comment, who checked, and what was said. "
        "“t12 in context” shows the question before and the whole turns.",
    ),
)
_WITH_SCRIPTS = (
    "Sort",
    "A column's name in the header row sorts by it: again for the other way round, once more for the order "
    "of the project. With the cursor keys one moves from cell to cell once one is reached with Tab.",
)


def write_page(charts: Charts, around: Surroundings, path: Path) -> list[str]:
    """Write the matrix as one HTML file. Returns sentences on what had to be changed.

    `around` holds the turns around each extract of its cells. What may not be quoted must be out of both.
    Raises Refused if the file can't be written.
    """
    text, changed = safe_text("".join(page_html(charts, around)))
    with atomically(path) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")
    return [f"{sentence}." for sentence in changed]


def page_html(charts: Charts, around: Surroundings) -> Iterator[str]:
    """The page, in parts."""
    style, script = _carried("page.css"), _carried("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(_FIRST)}' '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    title = charts.study or "Framework matrix"
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="robots" content="noindex">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escaped(title)} – framework matrix</title>\n"
    yield f"<script>{_FIRST}</script>\n<style>{style}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#matrix">Skip to the matrix</a>\n'
    yield from _header(charts, title)
    yield '<main id="matrix" tabindex="-1" aria-label="Matrix">\n'
    yield from _nav(charts)
    yield from _controls(charts)
    passages = Passages(around)
    attributes = (*charts.attributes, *charts.other_attributes)
    others = _others(charts)
    yield from _themes(charts, attributes, others, passages)
    yield from passages_html(passages)
    yield "</main>\n"
    yield from _dialog()
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _header(charts: Charts, title: str) -> Iterator[str]:
    matrix = charts.overview
    yield f'<header>\n<h1 dir="auto">{escaped(title)}</h1>\n'
    yield '<p class="confidential"><b>Confidential.</b> This file holds what participants said. '
    yield "Share it only with the team.</p>\n<dl>\n"
    for label, value in (
        ("Analysis", charts.analysis or "Not named"),
        ("Date", charts.date or "Not dated"),
        ("Codebook version", charts.version or "No version closed yet"),
        ("Rows", f"{len(matrix.rows)} of {matrix.of} participants. Filter: {matrix.filter or 'none'}."),
    ):
        yield f"<div><dt>{label}</dt><dd>{escaped(value)}</dd></div>\n"
    yield "</dl>\n"
    if charts.warnings:
        yield '<div class="warnings"><h2>Before you share it</h2>\n<ul>\n'
        yield from (f"<li>{escaped(warning)}</li>\n" for warning in charts.warnings)
        yield "</ul></div>\n"
    yield '<details class="reading"><summary>How to read it</summary>\n<dl>\n'
    yield from (f"<div><dt>{label}</dt><dd>{text}</dd></div>\n" for label, text in _READING)
    yield f'<div class="with-scripts"><dt>{_WITH_SCRIPTS[0]}</dt><dd>{_WITH_SCRIPTS[1]}</dd></div>\n'
    yield "</dl></details>\n</header>\n"


def _nav(charts: Charts) -> Iterator[str]:
    yield '<nav aria-label="Themes"><ul>\n'
    if _has_overview(charts):
        yield '<li><a href="#overview">All themes</a></li>\n'
    for number, chart in enumerate(charts.themes, start=1):
        yield f'<li><a href="#theme-{number}">{escaped(short_title(chart))}</a></li>\n'
    yield '<li class="without-scripts"><a href="#passages">Passages</a></li>\n</ul></nav>\n'


def _controls(charts: Charts) -> Iterator[str]:
    attributes = [*charts.attributes, *charts.other_attributes]
    others = _others(charts)
    yield '<div class="controls" role="search" aria-label="Rows to show" hidden>\n'
    yield '<p><label for="search">Search</label><input id="search" type="search" autocomplete="off" '
    yield 'spellcheck="false"></p>\n'
    for place, name in enumerate(attributes):
        values = ((*row.attributes, *others.get(row.uid, ()))[place] for row in charts.overview.rows)
        found = dict.fromkeys(value if value.strip() else "Not known" for value in values)
        yield f'<p><label for="filter-{place}">{escaped(name)}</label>'
        yield f'<select id="filter-{place}" data-place="{place}"><option value="">All</option>'
        yield from (f"<option>{escaped(value)}</option>" for value in found)
        yield "</select></p>\n"
    yield '<p><button type="button" id="clear">Clear</button></p>\n'
    yield '<p><button type="button" id="open-all" aria-pressed="false">Open all cells</button></p>\n'
    yield '<p><button type="button" id="print">Print</button></p>\n</div>\n'
    yield '<p id="shown" role="status"></p>\n'


def _themes(charts: Charts, attributes: tuple[str, ...], others: Others, passages: Passages) -> Iterator[str]:
    if _has_overview(charts):
        titles = {
            chart.theme.uid: (f"theme-{number}", short_title(chart))
            for number, chart in enumerate(charts.themes, start=1)
        }
        overview = charts.overview
        yield from overview_html(overview.rows, overview.columns, overview.cells, attributes, others, titles)
    for number, chart in enumerate(charts.themes, start=1):
        yield from theme_html(chart, number, attributes, others, passages)


def _dialog() -> Iterator[str]:
    yield '<dialog id="passage" aria-labelledby="passage-title">\n<div class="bar">'
    yield '<button type="button" id="passage-back">Back to the cell</button>'
    yield '<button type="button" id="passage-before">Extract before</button>'
    yield '<button type="button" id="passage-after">Next extract</button></div>\n'
    yield '<h2 id="passage-title"></h2>\n<p class="lead" id="passage-source"></p>\n'
    yield '<div id="passage-turns" role="group" aria-label="What was said" tabindex="0"></div>\n</dialog>\n'


def _has_overview(charts: Charts) -> bool:
    """Whether a table of all themes says more than the themes' own."""
    return not (len(charts.themes) == 1 and not charts.themes[0].theme.name)


def _others(charts: Charts) -> Others:
    known = {person.name: person.others for person in charts.participants}
    unknown = ("",) * len(charts.other_attributes)
    return {row.uid: known.get(row.name, unknown) for row in charts.overview.rows}


@cache
def _carried(name: str) -> str:
    return files("qualcode.writers.web").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """How a content security policy names a script or a style sheet that the page carries."""
    return f"sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
