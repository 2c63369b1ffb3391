"""Random keys on the practice study: nothing breaks, what is said to be saved is, all can be undone."""

import os
import shutil
from pathlib import Path

import pytest

from scripts.scenes import copied
from tests.tui.playing import at_random, play, seat_player, verify_sound, verify_undone

KEYS = {"": 300, "dev": 300, "ci": 300, "full": 10_000}[os.environ.get("HYPOTHESIS_PROFILE", "")]
ROUNDS = 4  # each with a project of its own


@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_whatever_is_pressed_the_project_stays_whole(
    seed: int, practice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda name: None)  # nothing that was written is opened
    path = copied(practice, tmp_path)
    before = seat_player(path)
    played = await play(path, at_random(seed, KEYS // ROUNDS))
    assert len(played) == KEYS // ROUNDS
    verify_sound(path)
    assert verify_undone(path, before) >= 0
