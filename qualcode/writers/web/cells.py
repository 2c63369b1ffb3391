"""A cell on the page: the summary in sight, and behind it its comment, who checked it and its extracts.

What stands in `noscript` is read at once where there are no scripts. Where there are, a browser takes it as
one text, which costs next to nothing, and the script unpacks it once it is asked for.
"""

from qualcode.model.charts import Cell, Extract
from qualcode.writers.web.marked import counted, escaped, with_quotations
from qualcode.writers.web.passages import Passages


def cell_html(cell: Cell, id_: str, about: str, passages: Passages) -> str:
    """A participant's cell under a code. `about` names the two."""
    is_written = _is_written(cell)
    kind = "c" if is_written else "c empty"
    return f'<td class="{kind}" id="{id_}">{_shown(cell)}{_behind(cell, id_, about, passages)}</td>\n'


def plain_cell_html(cell: Cell, theme: tuple[str, str] | None) -> str:
    """A participant's cell under a theme; `theme` is id and short title of the section with its codes."""
    if cell.text or cell.content not in ("", "charted"):
        return f'<td class="{"c" if _is_written(cell) else "c empty"}">{_shown(cell)}{_comment(cell)}</td>\n'
    where = f": see {escaped(theme[1])}" if theme else ""
    return f'<td class="c empty"><p class="word">Not yet summarised{where}</p></td>\n'


def _is_written(cell: Cell) -> bool:
    return bool(cell.text) and cell.shown == cell.text


def _shown(cell: Cell) -> str:
    if _is_written(cell):
        made = f'<p class="summary" dir="auto">{with_quotations(cell.text)}</p>'
    else:
        made = f'<p class="word">{escaped(cell.shown)}</p>'
    if cell.again:
        made += f'<p class="again"><b>Check again:</b> {escaped(cell.again)}</p>'
    return made


def _comment(cell: Cell) -> str:
    if not cell.comment.strip():
        return ""
    return f'<p class="comment" dir="auto"><b>Comment:</b> {with_quotations(cell.comment)}</p>'


def _checked(cell: Cell) -> str:
    return f"Checked by {cell.checked_by}" if cell.checked_by else "Not yet checked"


def _behind(cell: Cell, id_: str, about: str, passages: Passages) -> str:
    """What expands; nothing where there is nothing behind the word."""
    comment = _comment(cell)
    if not (_is_written(cell) or comment or cell.passages or cell.extracts):
        return ""
    quoted = [extract for extract in cell.extracts if extract.quotable]
    label = [_how_many(cell, len(quoted))]
    if comment:
        label.append("comment")
    if cell.checked_by:
        label.append("checked")
    inside = comment
    if _is_written(cell) or cell.checked_by:
        inside += f'<p class="checked">{escaped(_checked(cell))}</p>'
    if quoted:
        items = "".join(_extract(extract, id_, about, passages) for extract in quoted)
        inside += f'<noscript><ol class="extracts">{items}</ol></noscript>'
    if more := max(cell.passages, len(cell.extracts)) - len(quoted):
        are = "is" if more == 1 else "are"
        inside += f'<p class="word">{counted(more, "passage")} {are} not shown here.</p>'
    return f"<details><summary>{' · '.join(label)}</summary><div>{inside}</div></details>"


def _how_many(cell: Cell, quoted: int) -> str:
    if quoted:
        return counted(quoted, "extract")
    passages = max(cell.passages, len(cell.extracts))
    return f"{counted(passages, 'passage')}, none to show" if passages else "No extracts"


def _extract(extract: Extract, id_: str, about: str, passages: Passages) -> str:
    number = passages.number(extract, id_, about)
    source = passages.source(extract)
    place = escaped(extract.reference or "Passage")
    relation = f' <span class="relation">{escaped(extract.relation)}</span>' if extract.relation else ""
    return (
        f'<li><q dir="auto">{escaped(extract.text)}</q> '
        f'<a class="follow" href="#x{number}" data-source="s{source}">{place} in context'
        f'<span class="vh">: {escaped(about)}</span></a>'
        f"{relation}</li>"
    )
