"""Running jobs: the corpus and the projects they start from, then each job some times."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.first_screen import first_screen
from benchmarks.jobs import CODEBOOK, CODINGS, CORPUS, IMPORT, OUT, PARTICIPANTS, STUDY, Job, State
from benchmarks.make_corpus import Size
from benchmarks.measure import Failed, Sample, measured

QUALCODE = (sys.executable, "-m", "qualcode")

BEFORE: Mapping[State, tuple[State, Sequence[Job]]] = {
    "ready": ("empty", (IMPORT, PARTICIPANTS, CODEBOOK)),
    "coded": ("ready", (CODINGS,)),
}
"""How each state of a project is reached: from which other, by which jobs."""


@dataclass(frozen=True)
class Outcome:
    """What came of a job: its samples, or why it failed."""

    job: Job
    samples: tuple[Sample, ...]
    failure: str = ""


def corpus_in(folder: Path, size: Size) -> Path:
    """The corpus of a size in a folder: made if it isn't there yet, and then left for the next time.

    It is made in another process, so that its memory isn't counted to what is measured later.
    """
    name = f"interviews {size.transcripts}x{size.words} {size.codes} {size.themes} {size.codings}"
    corpus = folder / name.replace(" ", "-")
    if not corpus.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as beside:
            made = Path(beside) / "corpus"
            options = [f"--{field}={value}" for field, value in vars(size).items()]
            subprocess.run([sys.executable, "-m", "benchmarks.make_corpus", made, *options], check=True)
            subprocess.run([sys.executable, "-m", "benchmarks.make_formats", made], check=True)
            made.rename(corpus)
    return corpus


class Bench:
    """A folder with a corpus and projects, in which jobs are run. Nothing of the user's own is touched."""

    def __init__(self, corpus: Path, folder: Path) -> None:
        self._corpus = corpus
        self._folder = folder
        self._projects: dict[State, Path] = {}
        self.environment = _environment(folder)

    def run(self, job: Job, runs: int, tell: Callable[[str], None]) -> Outcome:
        """Run a job some times; the first run, in which Python may have to compile modules, isn't counted."""
        try:
            samples = []
            for number in range(runs + 1):
                tell(f"{job.name} {number}/{runs}")
                samples.append(self._run(job))
        except Failed as failure:
            return Outcome(job, (), str(failure))
        return Outcome(job, tuple(samples[1:]))

    def _run(self, job: Job) -> Sample:
        study = None if job.starts_from == "none" else self.project(job.starts_from)
        with tempfile.TemporaryDirectory(dir=self._folder) as place:
            return self._once(job, study, Path(place))

    def _once(self, job: Job, study: Path | None, place: Path) -> Sample:
        project = place / "study.qualcode"
        if study is not None:
            _copy(study, project)
        places = {STUDY: str(project), CORPUS: str(self._corpus), OUT: str(place)}
        command = [*QUALCODE, *(_filled(part, places) for part in job.command)]
        if job.screen:
            return first_screen(command, self.environment, job.shows)[0]
        taken, printed = measured(command, self.environment, place / "printed")
        if job.says not in printed:
            raise Failed(f"“{job.says}” isn't in what it printed")
        return taken

    def project(self, state: State) -> Path:
        """A project in a state, made once by the same commands that are measured."""
        if state not in self._projects:
            path = self._folder / f"{state}.qualcode"
            if state in BEFORE:
                earlier, jobs = BEFORE[state]
                _copy(self.project(earlier), path)
                commands = [job.command for job in jobs]
            else:
                commands = [("new", STUDY)]
            places = {STUDY: str(path), CORPUS: str(self._corpus)}
            for command in commands:
                filled = [_filled(part, places) for part in command]
                measured([*QUALCODE, *filled], self.environment, self._folder / "printed")
            self._projects[state] = path
        return self._projects[state]


def _environment(folder: Path) -> Mapping[str, str]:
    """The user's environment, but with settings and a memory of its own, and with modules kept compiled.

    An installed program is compiled; so it is here, whatever the shell says of it.
    """
    home = folder / "home"
    home.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "QUALCODE_", "PYTHON"))
    }
    compiled = str(folder / "compiled")
    return {**kept, "HOME": str(home), "QUALCODE_CODER": "alice", "PYTHONPYCACHEPREFIX": compiled}


def _filled(part: str, places: Mapping[str, str]) -> str:
    name, slash, rest = part.partition("/")
    return places.get(name, name) + slash + rest


def _copy(project: Path, to: Path) -> None:
    """Copy a project and wait for the disk, so that no job waits for it later."""
    shutil.copyfile(project, to)
    with to.open("rb+") as file:
        os.fsync(file.fileno())
