"""The framework matrix: participants by codes or themes, each cell resting on its summary and extracts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from qualcode.analysis.charting import basis_of, check_again
from qualcode.analysis.extracts import Quoter
from qualcode.analysis.material import Material
from qualcode.analysis.passages import Passage
from qualcode.model.charts import Cell, Column, Extract, Matrix
from qualcode.model.study import Attribute


def columns_of(material: Material, kind: str, theme: str = "") -> tuple[Column, ...]:
    """The columns of a matrix: "themes", or "codes" (those of one theme, by uid, or all)."""
    codebook = material.codebook
    if kind == "themes":
        return tuple(codebook.theme_column(t) for t in codebook.ordered_themes)
    codes = codebook.codes_in.get(theme, ()) if theme else codebook.ordered_codes
    return tuple(codebook.code_column(code) for code in codes)


def passages_under(material: Material, column: Column) -> list[Passage]:
    """The passages of a code, or of all codes of a theme and of the themes within it."""
    if column.kind == "code":
        return list(material.passages_by_code.get(column.uid, ()))
    codes = material.codebook.codes_under.get(column.uid, ())
    return [p for code in codes for p in material.passages_by_code.get(code.uid, ())]


def matrix(
    material: Material,
    columns: Sequence[Column],
    by: Sequence[Attribute],
    among: Iterable[str],
    *,
    filter_words: str = "",
    quoter: Quoter | None = None,
    extracts: int = 0,
) -> Matrix:
    """Participants in order by columns. With a `quoter`, each cell holds up to `extracts` extracts."""
    rows = material.people.rows(by, among)
    wanted = {row.uid for row in rows}
    cells: dict[tuple[str, str], Cell] = {}
    for column in columns:
        of_participant: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages_under(material, column):
            for uid in passage.participants:
                if uid in wanted:
                    of_participant[uid].append(passage)
        for row in rows:
            cell = _cell(material, row.uid, column, of_participant.get(row.uid, []), quoter, extracts)
            if cell is not None:
                cells[row.uid, column.uid] = cell
    return Matrix(
        tuple(attribute.name for attribute in by),
        rows,
        tuple(columns),
        cells,
        len(material.people.participants),
        filter_words,
    )


def _cell(
    material: Material,
    participant: str,
    column: Column,
    passages: list[Passage],
    quoter: Quoter | None,
    extracts: int,
) -> Cell | None:
    summary = material.summary_of.get((participant, column.uid))
    merged = (
        "" if summary and (summary.text or summary.content) else _merged_texts(material, participant, column)
    )
    if summary is None and not passages and not merged:
        return None
    quoted: tuple[Extract, ...] = ()
    if quoter is not None and extracts:
        quoted = cell_extracts(material, participant, column, passages, quoter)[:extracts]
    if merged:
        again = "these are the summaries of codes that were merged"
        return Cell(merged, "charted", "drafted", again=again, passages=len(passages), extracts=quoted)
    if summary is None:
        return Cell(passages=len(passages), extracts=quoted)
    now = basis_of(material.codebook, column.uid, material.links_of.get(summary.uid, ()))
    return Cell(
        summary.text,
        summary.content,
        summary.progress,
        summary.comment,
        summary.checked_by,
        check_again(summary, now),
        len(passages),
        quoted,
    )


def _merged_texts(material: Material, participant: str, column: Column) -> str:
    """The summaries of codes merged into this one, each under its name: shown until one is written."""
    merged = material.codebook.merged_from.get(column.uid, ())
    written = [(code.name, material.summary_of.get((participant, code.uid))) for code in merged]
    return "\n".join(f"{name}: {s.text}" for name, s in written if s is not None and s.text)


def cell_extracts(
    material: Material, participant: str, column: Column, passages: Iterable[Passage], quoter: Quoter
) -> tuple[Extract, ...]:
    """The extracts of a cell: those linked to its summary first, then by source and place."""
    links = material.links_to(participant, column.uid)
    sources = {uid: n for n, uid in enumerate(material.sources_of.get(participant, ()))}

    def place(passage: Passage) -> tuple[bool, int, int]:
        is_linked = any(passage.holds(link) for link in links)
        return not is_linked, sources.get(passage.transcript, 0), passage.start

    return tuple(quoter.extract(passage) for passage in sorted(passages, key=place))
