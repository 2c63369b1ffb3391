"""Everything a framework matrix workbook holds, made from one material."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from qualcode.analysis.counts import Counted, all_or, count_table, counts, grouped
from qualcode.analysis.extracts import Quoter
from qualcode.analysis.material import Material
from qualcode.analysis.matrix import columns_of, matrix, passages_under
from qualcode.analysis.participants import heading
from qualcode.model.charts import (
    EMPTY_CELL,
    Charts,
    CodebookRow,
    Column,
    DecisionRow,
    GroupRow,
    Matrix,
    ParticipantRow,
    ThemeChart,
)
from qualcode.model.study import Attribute, Code, Decision, Stage

SMALL_GROUP = 3  # participants: fewer with one combination of attributes may be recognised
NAMED = 4  # groups named in a warning before it counts the rest


def charts(
    material: Material,
    *,
    study: str,
    analysis: str,
    date: str,
    version: str,
    by: Sequence[Attribute],
    others: Sequence[Attribute],
    among: Sequence[str],
    filter_words: str,
    decisions: Iterable[Decision],
    stages: Iterable[Stage],
    writers: Mapping[str, Collection[str]],
    columns: str = "codes",
    extracts: int = 0,
) -> Charts:
    """Gather the sheets of a workbook. `material` must hold the texts.

    With `columns` "codes" each theme has a chart with its codes as columns, and those in no theme have one;
    with "themes" there is one chart, whose columns are the themes. `writers` are the coders who wrote what a
    summary says now, by its uid.
    """
    quoter = Quoter(material, by)
    codes = columns_of(material, "codes")
    quoted = quoter if extracts else None

    def made(columns: Sequence[Column]) -> Matrix:
        return matrix(
            material, columns, by, among, filter_words=filter_words, quoter=quoted, extracts=extracts
        )

    theme_columns = columns_of(material, "themes")
    overview = matrix(material, theme_columns, by, among, filter_words=filter_words)
    if columns == "themes":
        whole = Column("", "theme", "", "", "")
        themes = [ThemeChart(1, whole, made(theme_columns), {row.uid: EMPTY_CELL for row in overview.rows})]
    else:
        themes = _theme_charts(material, overview, theme_columns, made)
    return Charts(
        study,
        analysis,
        date,
        version,
        tuple(heading(attribute.name) for attribute in by),
        tuple(heading(attribute.name) for attribute in others),
        overview,
        tuple(themes),
        group_rows(material, by, among, theme_columns),
        # Without a filter also what is nobody's, such as passages of a field note.
        tuple(quoter.all_extracts(material.passages, among if filter_words else None)),
        count_table(material, by, among, codes),
        codebook_rows(material, among),
        participant_rows(material, by, others, among, stages, writers),
        tuple(
            DecisionRow(d.date, d.text, d.reason, d.dissent, d.who, str(d.version or ""))
            for d in sorted(decisions, key=lambda d: (d.date, d.at))
        ),
        warnings(material, [*by, *others], among),
        extracts,
    )


def _theme_charts(
    material: Material,
    overview: Matrix,
    theme_columns: Sequence[Column],
    made: Callable[[Sequence[Column]], Matrix],
) -> list[ThemeChart]:
    charts = [
        ThemeChart(
            number,
            column,
            made(columns_of(material, "codes", column.uid)),
            {row.uid: overview.cell(row, column) for row in overview.rows},
        )
        for number, column in enumerate(theme_columns, start=1)
        if material.codebook.codes_in.get(column.uid)
    ]
    if loose := [material.codebook.code_column(code) for code in material.codebook.loose_codes]:
        rest = Column("", "theme", "Codes in no theme", "No theme", "These codes stand in no theme yet.")
        wholes = {row.uid: EMPTY_CELL for row in overview.rows}
        charts.append(ThemeChart(len(theme_columns) + 1, rest, made(loose), wholes))
    return charts


def group_rows(
    material: Material, by: Sequence[Attribute], among: Sequence[str], themes: Sequence[Column]
) -> tuple[GroupRow, ...]:
    """A row for each combination of values that occurs, with who of it spoke about each theme."""
    groups = grouped(material, by, among)
    under = {
        column.uid: counts(material, column.uid, passages_under(material, column), groups.values())
        for column in themes
    }
    return tuple(
        GroupRow(group, len(members), {uid: counted[number] for uid, counted in under.items()})
        for number, (group, members) in enumerate(groups.items())
    )


def codebook_rows(material: Material, among: Sequence[str]) -> tuple[CodebookRow, ...]:
    """The codes in use under each of their themes, in order, with their counts among some participants."""
    codebook = material.codebook
    group = all_or(material, among)
    rows = [
        _codebook_row(material, theme.name, code, group)
        for theme in codebook.ordered_themes
        for code in codebook.codes_in[theme.uid]
    ]
    return tuple(rows + [_codebook_row(material, "", code, group) for code in codebook.loose_codes])


def _codebook_row(material: Material, theme: str, code: Code, group: Counted) -> CodebookRow:
    passages = material.passages_by_code.get(code.uid, [])
    counted = counts(material, code.uid, passages, [group])[0]
    came_from = ", ".join(part for part in (code.origin, code.source) if part)
    merged = "; ".join(other.name for other in material.codebook.merged_from.get(code.uid, ()))
    return CodebookRow(
        theme, code.name, code.brief, code.full, code.use, code.avoid, code.example, code.kind_of_code,
        came_from, merged, counted.participants, counted.passages,
    )  # fmt: skip


def participant_rows(
    material: Material,
    by: Sequence[Attribute],
    others: Sequence[Attribute],
    among: Iterable[str],
    stages: Iterable[Stage],
    writers: Mapping[str, Collection[str]],
) -> tuple[ParticipantRow, ...]:
    """Participants with their sources, words spoken, and who read, coded and charted them."""
    read: dict[str, set[str]] = defaultdict(set)
    for stage in stages:
        if stage.read:
            read[stage.transcript].add(material.coder_name(stage.coder))
    coded: dict[str, set[str]] = defaultdict(set)
    for coding in material.codings:
        coded[coding.transcript].add(material.coder_name(coding.coder))
    charted: dict[str, set[str]] = defaultdict(set)
    for summary in material.summaries:
        if summary.text:
            charted[summary.participant].update(map(material.coder_name, writers.get(summary.uid, ())))
    words = _words_spoken(material)
    rows = []
    for row in material.people.rows(by, among):
        sources = material.sources_of.get(row.uid, ())
        rows.append(
            ParticipantRow(
                row.name,
                row.attributes,
                tuple(material.transcripts[uid].name for uid in sources),
                words[row.uid],
                tuple(sorted({name for uid in sources for name in read[uid]})),
                tuple(sorted({name for uid in sources for name in coded[uid]})),
                tuple(sorted(charted[row.uid])),
                tuple(material.people.value(row.uid, a) for a in others),
            )
        )
    return tuple(rows)


def _words_spoken(material: Material) -> Mapping[str, int]:
    words: Counter[str] = Counter()
    for uid, speech in material.speech.items():
        text = material.contents[material.transcripts[uid].content].text
        for start, end, voices in zip(speech.starts, speech.ends, speech.voices, strict=True):
            if voices:
                number = len(text[start:end].split())
                for voice in voices:
                    words[voice] += number
    return words


def warnings(material: Material, exported: Sequence[Attribute], among: Sequence[str]) -> tuple[str, ...]:
    """Who may be recognised by what is exported, and who must not be quoted."""
    people = material.people
    shown = [a for a in exported if a.name != "number"]
    small = [
        f"{', '.join(v for v in group if v) or 'no attribute known'} ({len(members)})"
        for group, members in grouped(material, shown, among).items()
        if len(members) < SMALL_GROUP
    ]
    found = []
    if small and len(among) >= SMALL_GROUP:
        more = f" and {len(small) - NAMED} more" if len(small) > NAMED else ""
        found.append(
            "Groups of fewer than three participants may be recognised by what is exported: "
            f"{'; '.join(small[:NAMED])}{more}."
        )
    found += [
        f"{people.participants[uid].name}: do not quote."
        for uid in people.ordered(exported, among)
        if not people.participants[uid].quotable
    ]
    return tuple(found)
