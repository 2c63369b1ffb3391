"""Damaged files brought in together with whole ones: all of it comes in, or nothing does."""

import random
from pathlib import Path

import pytest

from qualcode.model.errors import QualcodeError
from qualcode.project import Project
from tests.project.small import interviews
from tests.readers.test_mutated import ARCHIVES, ENDINGS, FULL, mutated, mutated_archive, transcripts

TRIES = 60 if FULL else 12


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_damaged_file_comes_in_with_the_others_or_nothing_does(ending: str, tmp_path: Path) -> None:
    whole = transcripts(ending, tmp_path)
    folder = tmp_path / "interviews"
    others = {path.name for path in interviews(tmp_path)}
    mutate = mutated_archive if ending in ARCHIVES else mutated
    outcomes = set()
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        for seed in range(TRIES):
            rnd = random.Random(seed)
            (folder / f"x{ending}").write_bytes(mutate(rnd.choice(whole), rnd))
            before = project.store.recorded()
            try:
                project.transcripts.bring_in([folder])
            except QualcodeError:
                assert project.store.recorded() == before
                outcomes.add("refused")
                continue
            came = {transcript.file for transcript in project.transcripts.all()}
            assert others <= came
            outcomes.add("came")
            if came > others:
                project.history.undo()
        assert not project.check()

    assert outcomes
