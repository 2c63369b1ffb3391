"""Killed at any moment, a project opens, is sound, and has every change that was acknowledged."""

import random
import shutil
from pathlib import Path

import pytest

from qualcode.project import Project
from tests.store.killing import how_often, killed

INTERVIEWS = 12

IMPORT = """
import sys
from pathlib import Path
from qualcode.project import Project
from qualcode.readers import read_source
project = Project.open(Path(sys.argv[1]), coder="Ann")
print("ready", flush=True)
for file in sorted(Path(sys.argv[2]).iterdir()):
    project.transcripts.bring_in([file])
    print(file.name, flush=True)
project.transcripts.bring_in([Path(sys.argv[3])])
print("all", flush=True)
"""

CODE = """
import sys
from pathlib import Path
from qualcode.project import Project
project = Project.open(Path(sys.argv[1]), coder="Ann")
code = project.codebook.code("trust")
transcripts = project.transcripts.all()
print("ready", flush=True)
for n in range(10_000):
    transcript = transcripts[n % len(transcripts)]
    start = 3 + n % 400
    coding = project.codings.apply(code, transcript, start, start + 60 + n)
    print("made", coding.uid, flush=True)
    if n % 3 == 0:
        project.codings.remove([coding])
        print("removed", coding.uid, flush=True)
    if n % 5 == 0:
        project.history.undo()
        print("undone", coding.uid, "removed" if n % 3 == 0 else "made", flush=True)
"""


def interview(number: int, words: int = 900) -> str:
    """Questions and answers of about so many words, unlike any other number's."""
    answer = "It is much as it was before. " * 6
    turns = [f"I: How is day {n} on ward {number}?\nP: {answer}" for n in range(words // 48)]
    return "\n".join(turns)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two transcripts and a code, and two folders of files to import."""
    folder = tmp_path_factory.mktemp("study")
    for name, numbers in (("single", range(INTERVIEWS)), ("together", range(100, 100 + 4 * INTERVIEWS))):
        (folder / name).mkdir()
        for number in numbers:
            (folder / name / f"{number:03}.txt").write_text(interview(number), encoding="utf-8")
    (folder / "first.txt").write_text(interview(900, 10_000), encoding="utf-8")
    (folder / "second.txt").write_text(interview(901, 10_000), encoding="utf-8")
    with Project.new(folder / "study.qualcode", "Ann") as project:
        project.transcripts.bring_in([folder / "first.txt", folder / "second.txt"])
        project.codebook.add_code("trust")
    return folder


@pytest.mark.parametrize("time", range(how_often()))
def test_an_import_killed_at_any_moment_keeps_what_it_acknowledged(
    study: Path, tmp_path: Path, time: int
) -> None:
    path = Path(shutil.copy(study / "study.qualcode", tmp_path))
    moment = random.Random(time).uniform(0, 0.8)
    said = killed(IMPORT, str(path), str(study / "single"), str(study / "together"), after=moment)
    assert said[0] == "ready"
    with Project.open(path, coder="Ann") as project:
        assert project.store.check() == []
        files = {transcript.file for transcript in project.transcripts.all()}
        assert files >= {"first.txt", "second.txt"} | {name for name in said[1:] if name != "all"}
        together = {file.name for file in (study / "together").iterdir()}
        assert together & files in (set(), together)  # a whole folder, or nothing of it
        assert "all" not in said or together <= files
        for transcript in project.transcripts.all():
            assert project.transcripts.content(transcript).hash == transcript.content
        # It goes on where it was killed.
        project.transcripts.bring_in([study / "single", study / "together"])
        assert len(project.transcripts.all()) == 2 + 5 * INTERVIEWS
        assert project.store.check() == []


@pytest.mark.parametrize("time", range(how_often()))
def test_coding_killed_at_any_moment_keeps_what_it_acknowledged(
    study: Path, tmp_path: Path, time: int
) -> None:
    path = Path(shutil.copy(study / "study.qualcode", tmp_path))
    moment = random.Random(1000 + time).uniform(0, 1.2)
    said = killed(CODE, str(path), after=moment)
    assert said[0] == "ready"
    stands: dict[str, bool] = {}
    for line in said[1:]:
        match line.split():
            case ["made", uid]:
                stands[uid] = True
            case ["removed", uid]:
                stands[uid] = False
            case ["undone", uid, what]:
                stands[uid] = what == "removed"
    sure = dict(
        list(stands.items())[:-1]
    )  # the last one may have gone on, unacknowledged, to its next change
    with Project.open(path, coder="Ann") as project:
        assert project.store.check() == []
        there = {coding.uid for coding in project.codings.all()}
        assert {uid for uid, standing in sure.items() if standing} <= there
        assert not {uid for uid, standing in sure.items() if not standing} & there
        assert len(there - set(stands)) <= 1  # written, but not yet said
        last = next(reversed(stands), "")
        made = {r.operation.entity for r in project.store.recorded() if r.operation.kind == "coding"}
        assert not last or last in made
        project.history.undo()
        assert project.store.check() == []


NEW = """
import sys
from pathlib import Path
from qualcode.project import Project
print("ready", flush=True)
for n in range(10_000):
    Project.new(Path(sys.argv[1]) / f"study {n}", "Ann").close()
    print(n, flush=True)
"""


@pytest.mark.parametrize("time", range(how_often()))
def test_a_project_killed_while_it_is_made_is_whole_or_not_there(tmp_path: Path, time: int) -> None:
    said = killed(NEW, str(tmp_path), after=random.Random(2000 + time).uniform(0, 0.6))
    made = list(tmp_path.glob("*.qualcode"))
    assert len(said) - 1 <= len(made) <= len(said)
    for path in {*made, tmp_path / f"study {len(said) - 1}.qualcode"}:
        if not path.exists():  # the one that was being made can be made now
            Project.new(path, "Ann").close()
        with Project.open(path, coder="Ann") as project:
            assert project.analysis.name == "main analysis"
            project.codebook.add_code("trust")
            assert project.check() == []
            assert len({r.operation.copy for r in project.store.recorded()}) == 1
