"""How fast the workspace is at a terminal: each study is made, worked on with keys, and put in a table."""

import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.bench import QUALCODE, Bench, corpus_in
from benchmarks.gestures import CHANGES, GESTURES, Figures, Gesture, Study, perform, settle, shares
from benchmarks.measure import Failed
from benchmarks.table import drawn
from benchmarks.terminal import Terminal, ahead_of_others


@dataclass(frozen=True)
class Worked:
    """What came of working on a study: figures by gesture, and whether nothing else could come between."""

    study: Study
    figures: Figures
    undisturbed: bool


def work(study: Study, folder: Path, tell: Callable[[str], None]) -> Worked:
    """Make a study's project and work on it at a terminal. Failed if not everything arrived in it."""
    tell(f"terminal, {study.name}: project")
    corpus = corpus_in(folder, study.size)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        bench = Bench(corpus, Path(place))
        project = bench.project("coded")
        before = _changes(project)
        tell(f"terminal, {study.name}: keys")
        command = [*QUALCODE, "open", str(project)]

        def opened() -> Terminal:
            return Terminal(command, bench.environment, study.columns, study.lines)

        with ahead_of_others() as undisturbed:
            with opened() as terminal:  # the first time, in which Python may have to compile modules
                settle(terminal)
            with opened() as terminal:
                figures = perform(terminal, study)
        made = _changes(project) - before
        if made < CHANGES:
            raise Failed(f"of {CHANGES} changes {made} are in the project")
        return Worked(study, figures, undisturbed)


def _changes(project: Path) -> int:
    with closing(sqlite3.connect(project)) as connection:
        return int(connection.execute('SELECT count(DISTINCT "group") FROM operation').fetchone()[0])


def keys_table(all_worked: Sequence[Worked]) -> str:
    """The table, in Markdown, and what was measured on what."""
    header = ["at the terminal, p50 / p95"]
    for worked in all_worked:
        header += [_title(worked.study), "at most", "met"]
    rows = [(*header, "others, measured the same way")]
    for gesture in GESTURES:
        row = [f"{gesture.title} ({gesture.unit})"]
        for worked in all_worked:
            bounds = gesture.bounds[worked.study.name]
            found = _shown(gesture, worked.figures[gesture.name])
            row += [_said(found), _said(bounds), _met(found, bounds)]
        rows.append((*row, gesture.others))
    first = all_worked[0]
    how = "before all other processes" if first.undisturbed else "among other processes"
    return (
        f"{drawn(rows)}\n"
        f"From a key to the first complete frame after it, in a pseudo-terminal, {how}. A change is drawn\n"
        "once more when it is on disk."
    )


def _title(study: Study) -> str:
    size = study.size
    return f"{size.words:,} words, {size.codings:,} codings, {study.columns} × {study.lines}"


def _shown(gesture: Gesture, samples: Sequence[float]) -> tuple[float, ...]:
    """p50 and p95, or what the gesture is judged by."""
    return (max(samples),) if gesture.name == "mixed" else shares(samples)[: 2 if gesture.shares else 1]


def _said(values: Sequence[float]) -> str:
    return " / ".join(f"{value:.3g}" if value < 100 else f"{value:,.0f}" for value in values) or "–"


def _met(found: Sequence[float], bounds: Sequence[float]) -> str:
    if not bounds:
        return "–"
    return "yes" if all(each <= most for each, most in zip(found, bounds, strict=False)) else "no"


def keys_object(worked: Worked) -> Mapping[str, Any]:
    """The same with every sample, as it stands in JSON."""
    return {
        "study": worked.study.name,
        "corpus": vars(worked.study.size),
        "columns": worked.study.columns,
        "lines": worked.study.lines,
        "undisturbed": worked.undisturbed,
        "figures": [
            {
                "name": gesture.name,
                "title": gesture.title,
                "unit": gesture.unit,
                "at_most": gesture.bounds[worked.study.name],
                "samples": worked.figures[gesture.name],
                "others": gesture.others,
            }
            for gesture in GESTURES
        ],
    }
