"""The practice study: a small invented study, made into a project that is coded, themed and charted."""

import csv
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import qualcode
from qualcode.project.project import Project
from qualcode.store.database import located
from qualcode.store.machine import discard, put_in_place, refuse_unmakeable

NAME = "Practice study"
EXTRACTS = 3

_Say = Callable[[str], None]


@dataclass(frozen=True)
class Demo:
    """What was made: the project, the files written from it, and how much is in it."""

    project: Path
    exports: tuple[Path, ...]
    transcripts: int
    participants: int
    codes: int
    passages: int
    to_chart: int  # cells left for the learner
    notes: tuple[str, ...]


def study_folders() -> tuple[Path, Path]:
    """Where the transcripts and the codebooks of the practice study are: in the package, or beside it."""
    package = Path(qualcode.__file__).parent
    within = package / "practice"
    root = within if within.is_dir() else package.parent
    return root / "transcripts", root / "codebooks"


def make_demo(folder: Path, exports: Path, say: _Say = lambda sentence: None) -> Demo:
    """Make the practice study in a folder and write its matrices; an earlier one there stays as it is.

    `say` is told each step, in words for the user. If one fails, no study is left.
    """
    folder.mkdir(parents=True, exist_ok=True)
    exports.mkdir(parents=True, exist_ok=True)
    path = _free(folder)
    with _at_its_place(path) as beside, _built(beside, say) as project:
        say("Writing the matrices")
        written, notes = write_exports(project, exports)
        material = project.materials.material()
        return Demo(
            path,
            tuple(written),
            len(project.transcripts.all()),
            len(project.participants.all()),
            len(project.codebook.now.ordered_codes),
            len(material.passages),
            sum(not cell.content for cell in project.matrix.show("codes").cells.values()),
            tuple(notes),
        )


def _free(folder: Path) -> Path:
    """A name for the project that isn't taken: somebody may have practised in an earlier one."""
    number, path = 1, folder / f"{NAME}.qualcode"
    while path.exists():
        number += 1
        path = folder / f"{NAME} {number}.qualcode"
    return path


def make_study(path: Path, say: _Say = lambda sentence: None) -> Project:
    """Make the practice study's project, whole or not at all, and open it, signed by its first coder."""
    path = located(path)
    with _at_its_place(path) as beside:
        _built(beside, say).close()
    return Project.open(path, coder="Ann")


@contextmanager
def _at_its_place(path: Path) -> Iterator[Path]:
    """A hidden place beside `path`, for what takes its place once it is whole and closed."""
    refuse_unmakeable(path)
    beside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}{path.suffix}")
    try:
        yield beside
        put_in_place(beside, path)
    except BaseException:  # Ctrl-C, for one
        discard(beside)
        raise


def _built(path: Path, say: _Say) -> Project:
    transcripts, codebooks = study_folders()
    tables = transcripts / "practice"
    project = Project.new(path, "Ann", name=NAME)
    try:
        project.coders.add("Ben")
        say("Bringing in the transcripts and participants")
        project.transcripts.bring_in(sorted(f for f in transcripts.iterdir() if f.is_file()))
        project.participants.bring_in(project.participants.read(tables / "participants.csv"))
        say("Bringing in the codebook, the coded passages and the memos")
        project.codebook.bring_in(project.codebook.read(codebooks / "practice.yaml"))
        project.codings.bring_in(project.codings.read(tables / "codings.csv"))
        project.memos.bring_in(project.memos.read(tables / "memos.csv"))
        project.decisions.close_version("As first agreed, 27 codes", date="2026-04-08")
        _mark(project, tables / "progress.csv")
        say("Putting the decisions on record, and the summaries in")
        decisions = _rows(tables / "decisions.csv")
        _decide(project, [row for row in decisions if row["action"] != "redefine"])
        project.charting.bring_in(project.charting.read(tables / "summaries.csv"))
        for row in _rows(tables / "portraits.csv"):
            project.participants.set_portrait(project.participants.named(row["participant"]), row["portrait"])
        _decide(project, [row for row in decisions if row["action"] == "redefine"])
        project.decisions.close_version("Three themes, 24 codes", date="2026-05-12")
    except BaseException:
        project.close()
        raise
    return project


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _decide(project: Project, decisions: Sequence[dict[str, str]]) -> None:
    for row in decisions:
        if row["action"] == "merge":
            code, into = project.codebook.any_code(row["code"]), project.codebook.any_code(row["into"])
            project.codebook.merge(code, into, row["reason"])
        elif row["action"] == "redefine":
            project.codebook.change_code(project.codebook.code(row["code"]), row["reason"], full=row["into"])
        project.decisions.record(
            row["decision"],
            reason=row["reason"],
            dissent=row["disagreement"],
            who=row["who"],
            date=row["date"],
        )


def _mark(project: Project, path: Path) -> None:
    """Who has read and coded what, and under which version of the codebook."""
    lookup = project.transcripts.lookup()
    for row in _rows(path):
        project.sign(row["coder"])
        version = int(row["version"]) if row["version"] else None
        transcript = lookup.one(row["transcript"])
        project.transcripts.mark(transcript, read=True, coded=bool(version), version=version)
    project.sign("Ann")


def write_exports(project: Project, folder: Path) -> tuple[list[Path], list[str]]:
    """Write one of each output of a project to a folder: the files, and notes on what was changed in them."""
    by = project.matrix.by(())
    names = [attribute.name for attribute in by]
    notes: list[str] = []
    written: list[Path] = []

    def wrote(name: str, write: Callable[[Path], Sequence[str]]) -> None:
        path = (folder / name).resolve()
        notes.extend(write(path))
        written.append(path)

    wrote("framework-matrix.xlsx", lambda path: project.matrix.export(path, extracts=EXTRACTS))
    wrote("matrix.html", project.matrix.export)
    wrote("matrix-by-theme.csv", lambda path: project.matrix.export(path, columns="themes"))
    wrote("matrix-by-code.csv", lambda path: project.matrix.export(path, columns="codes"))
    wrote("matrix-by-code.json", lambda path: project.matrix.export(path, columns="codes"))
    wrote("counts.csv", lambda path: project.matrix.export_counts(path, by=names[-2:]))
    wrote("extracts.xlsx", project.matrix.export_extracts)
    wrote("codebook.xlsx", project.codebook.export)
    wrote("summaries.csv", project.charting.export)
    return written, notes
