"""Matrices, counts and extracts: shown, and written to files."""

import dataclasses
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.analysis.counts import count_of, count_rows
from qualcode.analysis.extracts import Quoter
from qualcode.analysis.matrix import columns_of, matrix
from qualcode.analysis.participants import USUAL_ORDER
from qualcode.analysis.report import charts
from qualcode.analysis.surroundings import surroundings
from qualcode.model.charts import Charts, Count, CountRow, Extract, Matrix
from qualcode.model.errors import Refused
from qualcode.model.study import Attribute, Code, Decision, Stage, Theme
from qualcode.model.text import Span
from qualcode.project.clock import today
from qualcode.project.quoting import (
    charts_to_quote,
    matrix_to_quote,
    notes,
    to_quote,
    without_quotations,
)

if TYPE_CHECKING:
    from qualcode.project.edits import Edit, Edits
    from qualcode.project.project import Project

Where = Sequence[tuple[str, str]]


class Matrices:
    """Views of the analysis: who spoke about what, and what is charted of it."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def by(self, names: Sequence[str]) -> list[Attribute]:
        """The attributes of these names; without names those of the usual order that are in use."""
        people = self._project.materials.people
        if names:
            return self._named(names)
        return [people.attribute(name) for name in USUAL_ORDER[:3] if people.has(name)]

    def show(
        self,
        columns: str = "themes",
        *,
        by: Sequence[str] = (),
        where: Where = (),
        theme: Theme | None = None,
        extracts: int = 0,
    ) -> Matrix:
        """Participants by themes or by codes (of one theme, or all)."""
        material = self._project.materials.material(text=extracts > 0)
        attributes = self.by(by)
        made = matrix(
            material,
            columns_of(material, columns, theme.uid if theme else ""),
            attributes,
            material.people.chosen(where),
            filter_words=_words(where),
            quoter=Quoter(material, attributes) if extracts else None,
            extracts=extracts,
        )
        return dataclasses.replace(made, analysis=self._project.analysis.name)

    def charts(
        self,
        *,
        by: Sequence[str] = (),
        where: Where = (),
        others: Sequence[str] = (),
        columns: str = "codes",
        extracts: int = 0,
    ) -> Charts:
        """Everything that a workbook holds: a chart a theme, or with `columns` "themes" one chart of them."""
        project = self._project
        material = project.materials.material()
        people = material.people
        version = project.decisions.version()
        return charts(
            material,
            study=project.study.name,
            analysis=project.analysis.name,
            date=today(),
            version=str(version.number) if version else "",
            by=self.by(by),
            others=[people.attribute(name) for name in others],
            among=people.ordered(self.by(by), people.chosen(where)),
            filter_words=_words(where),
            decisions=[d for d in project.all(Decision).values() if d.analysis == project.analysis.uid],
            stages=[s for s in project.all(Stage).values() if s.analysis == project.analysis.uid],
            writers=project.charting.writers(),
            columns=columns,
            extracts=extracts,
        )

    def export(
        self,
        path: Path,
        *,
        columns: str = "codes",
        by: Sequence[str] = (),
        where: Where = (),
        theme: Theme | None = None,
        others: Sequence[str] = (),
        extracts: int | None = None,
    ) -> list[str]:
        """Write the matrix by the file's ending: xlsx (a whole workbook), html, md, csv, json. Notes on it.

        Of `extracts` a cell holds as many at most: None is all of them on a page (html), elsewhere none.
        What participants don't want to be quoted is left out, and a note says so; it is counted as before.
        """
        match path.suffix.casefold():
            case ".html" | ".htm" | ".md":
                return self._export_page(
                    path, columns=columns, by=by, where=where, theme=theme, others=others, extracts=extracts
                )
            case ".xlsx":
                from qualcode.writers.workbook import write_workbook

                if theme is not None:
                    raise Refused(f"A workbook holds every theme: write {path.stem}.csv for one of them.")
                made = self.charts(by=by, where=where, others=others, columns=columns, extracts=extracts or 0)
                made, unquoted = charts_to_quote(made)
                written = write_workbook(made, path)
                open_ = self._project.identifiers.notes(passages=True, written=["summary", "participant"])
                return [*unquoted, *written, *open_]
            case ".csv":
                from qualcode.writers.matrix import write_matrix_csv

                return write_matrix_csv(self.show(columns, by=by, where=where, theme=theme), path)
            case ".json":
                from qualcode.writers.matrix import write_matrix_json

                shown = self.show(columns, by=by, where=where, theme=theme, extracts=extracts or 0)
                shown, left_out = matrix_to_quote(shown)
                return [*notes(left_out), *write_matrix_json(shown, path)]
        raise Refused(f"{path.name}: name a file that ends in .xlsx, .html, .md, .csv or .json.")

    def _export_page(
        self,
        path: Path,
        *,
        columns: str,
        by: Sequence[str],
        where: Where,
        theme: Theme | None,
        others: Sequence[str],
        extracts: int | None,
    ) -> list[str]:
        """Write the matrix to be read: as a page (html), or as Markdown, which has no extracts."""
        from qualcode.writers.quotations import without_quotations as unquoting

        is_page = path.suffix.casefold() != ".md"
        most = sys.maxsize if extracts is None else extracts
        made = self.charts(
            by=by, where=where, others=others, columns=columns, extracts=most if is_page else 0
        )
        if theme is not None:
            made = _of_theme(made, theme)
        made, unquoted = charts_to_quote(made)
        people = self._project.materials.people.participants
        silent = {uid for uid, person in people.items() if not person.quotable}
        made, shortened = without_quotations(made, silent, unquoting)
        stretches: dict[str, list[Span]] = defaultdict(list)
        if is_page:
            from qualcode.writers.web import write_page

            cells = (cell for chart in made.themes for cell in chart.matrix.cells.values())
            quoted = (extract for cell in cells for extract in cell.extracts)
            around = surroundings(self._project.materials.material(), quoted)
            written = write_page(made, around, path)
            for (transcript, _, _), turns in around.items():
                stretches[transcript] += (Span(turn.start, turn.end) for turn in turns)
        else:
            from qualcode.writers.markdown import write_markdown

            written = write_markdown(made, path)
        open_ = self._project.identifiers.notes(stretches=stretches, written=["summary", "participant"])
        return [*unquoted, *shortened, *written, *open_]

    def edits(self, path: Path) -> "Edits":
        """What colleagues changed in a workbook that was exported, and where we differ by now."""
        from qualcode.project.edits import edits_in

        return edits_in(self._project, path)

    def bring_in(self, edits: "Iterable[Edit]") -> None:
        """Write what colleagues changed, as one change."""
        from qualcode.project.edits import bring_in

        bring_in(self._project, edits)

    def as_object(self, made: Matrix) -> dict[str, Any]:
        """A matrix as a plain object, as it stands in json."""
        from qualcode.writers.matrix import matrix_json

        return matrix_json(made)

    def counts(self, *, by: Sequence[str] = (), where: Where = ()) -> list[CountRow]:
        """Per code and group: participants who spoke about it, of how many asked; passages; codings."""
        material = self._project.materials.material(text=False)
        return count_rows(material, self._named(by), material.people.chosen(where))

    def count(self, code: Code) -> Count:
        """The same of one code for everybody, at once."""
        return count_of(self._project.materials.material(text=False), code)

    def _named(self, names: Sequence[str]) -> list[Attribute]:
        return [self._project.materials.people.attribute(name) for name in names]

    def count_objects(self, *, by: Sequence[str] = (), where: Where = ()) -> list[dict[str, str | int]]:
        """The counts as plain objects, as they stand in json."""
        from qualcode.writers.counts import counts_json

        return counts_json(self.counts(by=by, where=where), [a.name for a in self._named(by)])

    def export_counts(self, path: Path, *, by: Sequence[str] = (), where: Where = ()) -> Sequence[str]:
        """Write counts to csv or json, by the file's ending. Notes on it."""
        from qualcode.writers.counts import write_counts

        return write_counts(self.counts(by=by, where=where), [a.name for a in self._named(by)], path)

    def extracts(self, *, by: Sequence[str] = (), where: Where = ()) -> list[Extract]:
        """Every passage as quoted, in codebook order."""
        material = self._project.materials.material()
        chosen = material.people.chosen(where) if where else None
        return Quoter(material, self.by(by)).all_extracts(material.passages, chosen)

    def export_extracts(self, path: Path, *, by: Sequence[str] = (), where: Where = ()) -> list[str]:
        """Write every passage that may be quoted to xlsx or csv. Notes for the user."""
        from qualcode.writers.extracts import write_extracts

        names = [attribute.name for attribute in self.by(by)]
        kept, unquoted = to_quote(self.extracts(by=by, where=where))
        written = write_extracts(kept, names, path)
        return [*unquoted, *written, *self._project.identifiers.notes(passages=True)]


def _of_theme(charts: Charts, theme: Theme) -> Charts:
    overview = charts.overview
    column = tuple(column for column in overview.columns if column.uid == theme.uid)
    chosen = tuple(chart for chart in charts.themes if chart.theme.uid == theme.uid)
    return dataclasses.replace(charts, overview=dataclasses.replace(overview, columns=column), themes=chosen)


def _words(where: Where) -> str:
    return ", ".join(f"{name} is {value}" for name, value in where)
