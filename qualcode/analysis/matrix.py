"""The framework matrix: participants by codes or themes, each cell resting on its summary and extracts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from qualcode.analysis.charting import NOTHING, basis_of, check_again, written_since_merging
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
    merged = merged_texts(material, participant, column)
    if summary is None and not passages and not merged:
        return None
    quoted: tuple[Extract, ...] = ()
    if quoter is not None and extracts:
        quoted = tuple(islice(cell_extracts(material, participant, column, passages, quoter), extracts))
    if merged:
        again = "these are the summaries of codes that were merged"
        comment = summary.comment if summary else ""
        return Cell(
            merged, "charted", "drafted", comment, again=again, passages=len(passages), extracts=quoted
        )
    if summary is None:
        return Cell(passages=len(passages), extracts=quoted)
    corrected = material.corrected.get(summary.uid, NOTHING)
    links = material.links_of.get(summary.uid, ())
    now = basis_of(material.codebook, column.uid, links, corrected=corrected)
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


def merged_texts(material: Material, participant: str, column: Column) -> str:
    """The summaries of a code and of those merged into it, each under its name, until one is written for all.

    "" where nothing was merged into it that is charted, or one has been written since.
    """
    merged = material.codebook.merged_from.get(column.uid, ())
    theirs = [(code.name, material.summary_of.get((participant, code.uid))) for code in merged]
    if not any(summary is not None and summary.text for _, summary in theirs):
        return ""
    own = material.summary_of.get((participant, column.uid))
    if own is not None and written_since_merging(own, material.codebook):
        return ""
    every = [(column.name, own), *theirs]
    return "\n".join(f"{name}: {s.text}" for name, s in every if s is not None and s.text)


def cell_extracts(
    material: Material, participant: str, column: Column, passages: Iterable[Passage], quoter: Quoter
) -> Iterator[Extract]:
    """The extracts of a cell: those linked to its summary first, coded or not; then by source and place."""
    links = material.links_to(participant, column.uid)
    sources = {uid: n for n, uid in enumerate(material.sources_of.get(participant, ()))}

    def place(passage: Passage) -> tuple[bool, int, int]:
        is_linked = any(passage.holds(link) for link in links)
        return not is_linked, sources.get(passage.transcript, 0), passage.start

    held = sorted(passages, key=place)
    loose = [link for link in links if not any(passage.holds(link) for passage in held)]
    yield from (quoter.linked(link, participant, column.name) for link in loose)
    yield from (quoter.extract(passage, links) for passage in held)
