"""Backups: made before the first change, verified, the last ten kept, none for reading."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.store import Store, backup
from tests.store.stores import created, ids, make, opened, state


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "study [2].qualcode"  # brackets mean something to a glob
    with created(path) as store:
        make(store)
    return path


def test_a_new_project_needs_no_backup_yet(project: Path) -> None:
    assert backup.backups_of(project) == []


def test_the_first_change_after_opening_makes_one_of_how_it_was(project: Path) -> None:
    with opened(project) as store:
        before = state(store)
        make(store, "2" * 32)
        make(store, "3" * 32)
    (made,) = backup.backups_of(project)
    assert made.parent == project.with_name("study [2] backups")
    with opened(made, write=False) as store:
        assert state(store) == before
        assert store.check() == []
    if sys.platform != "win32":
        assert made.stat().st_mode & 0o077 == 0
        assert made.parent.stat().st_mode & 0o077 == 0


def test_reading_makes_none(project: Path) -> None:
    with opened(project) as store:
        store.check()
        store.recorded()
    with opened(project, write=False) as store:
        store.load("code")
    assert not project.with_name("study [2] backups").exists()


def test_a_recent_one_is_enough_for_everyday_changes(project: Path) -> None:
    for uid in "234":
        with opened(project) as store:
            make(store, uid * 32)
    (made,) = backup.backups_of(project)
    an_hour_ago = time.time() - 3600
    os.utime(made, (an_hour_ago, an_hour_ago))
    with opened(project) as store:
        make(store, "5" * 32)
    assert len(backup.backups_of(project)) == 2


def test_the_last_ten_are_kept_in_the_order_they_were_made(project: Path) -> None:
    beside = project.with_name("study [2] backups")
    with opened(project) as store:
        made = [store.back_up() for _ in range(13)]  # in one second, most of them
    assert backup.backups_of(project) == made[-10:]
    assert sorted(beside.iterdir()) == sorted(made[-10:])


def test_one_is_made_again_while_a_project_stays_open_for_long(project: Path) -> None:
    with opened(project) as store:
        make(store, "2" * 32)
        (made,) = backup.backups_of(project)
        long_ago = time.time() - backup.RECENT
        os.utime(made, (long_ago, long_ago))
        make(store, "3" * 32)
        make(store, "4" * 32)
    assert len(backup.backups_of(project)) == 2


def test_one_of_the_future_is_not_recent(project: Path) -> None:
    """A clock that was wrong for a day doesn't keep backups from being made for a year."""
    with opened(project) as store:
        made = store.back_up()
        next_year = time.time() + 365 * 86_400
        os.utime(made, (next_year, next_year))
        make(store, "2" * 32)
    assert len(backup.backups_of(project)) == 2


def test_the_last_of_each_of_the_last_days_is_kept_too(project: Path) -> None:
    folder = backup.folder_of(project)
    with opened(project) as store:
        whole = store.back_up()
        for day in range(1, 21):
            for hour in ("09", "17"):
                shutil.copy(whole, folder / f"study [2] 2020-01-{day:02} {hour}0000.qualcode")
        made = [whole, *(store.back_up() for _ in range(11))][-10:]
    earlier = [folder / f"study [2] 2020-01-{day} 170000.qualcode" for day in range(12, 21)]
    assert backup.backups_of(project) == earlier + made


KILLED = """
import os, sys
from pathlib import Path
from qualcode.store import Store, machine
store = Store.open(Path(sys.argv[1]), write=True)
machine.put_in_place = lambda beside, path: os._exit(9)
store.back_up(Path(sys.argv[2]) if len(sys.argv) > 2 else None)
"""


def test_one_whose_making_was_killed_is_none(project: Path, tmp_path: Path) -> None:
    for target in ([], [str(tmp_path / "copy.qualcode")]):
        done = subprocess.run([sys.executable, "-c", KILLED, str(project), *target], check=False)
        assert done.returncode == 9
    assert backup.backups_of(project) == []
    assert not (tmp_path / "copy.qualcode").exists()
    (left,) = backup.folder_of(project).iterdir()
    with opened(project) as store:
        make(store, "2" * 32)
        (made,) = backup.backups_of(project)
        assert left.exists()  # somebody may be at it
        an_hour_ago = time.time() - 3600
        os.utime(left, (an_hour_ago, an_hour_ago))
        store.back_up()
        store.back_up(tmp_path / "copy.qualcode")
    assert not left.exists()
    assert made.exists()


def test_what_people_keep_beside_the_backups_stays(project: Path) -> None:
    with opened(project) as store:
        store.back_up()
        own = project.with_name("study [2] backups") / "study [2] before the workshop.qualcode"
        own.write_text("mine")
        for _ in range(12):
            store.back_up()
    assert own.read_text() == "mine"
    assert own not in backup.backups_of(project)


def test_uniting_makes_one_before(project: Path, tmp_path: Path) -> None:
    with opened(project) as store:
        copy = store.back_up(tmp_path / "copy.qualcode")
        with opened(copy) as other:
            make(other, "2" * 32)
            before = ids(store)
            store.unite(other)
        (made,) = backup.backups_of(project)
        with opened(made, write=False) as kept:
            assert ids(kept) == before < ids(store)


def test_a_backup_goes_to_a_new_file_only(project: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken.qualcode"
    taken.write_text("a thesis")
    with opened(project) as store:
        with pytest.raises(Refused, match=r"taken\.qualcode exists already: choose another name"):
            store.back_up(taken)
        with pytest.raises(Refused, match=r"can't be made .*: choose another folder"):
            store.back_up(tmp_path / "nowhere" / "copy.qualcode")
    assert taken.read_text() == "a thesis"


def test_nothing_is_changed_where_no_backup_can_be_made(project: Path) -> None:
    project.with_name("study [2] backups").write_text("a file in the way")
    with opened(project) as store:
        before = state(store)
        with pytest.raises(
            Refused, match=r"study \[2\] backups can't be made \(.*\), and nothing is changed"
        ):
            make(store, "2" * 32)
        assert state(store) == before


def test_a_copy_that_does_not_come_out_sound_is_removed(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = iter([1, 2])
    monkeypatch.setattr(backup, "_size", lambda connection: next(sizes))
    with opened(project) as store, pytest.raises(Refused, match="did not come out sound and was removed"):
        store.back_up(tmp_path / "copy.qualcode")
    assert not (tmp_path / "copy.qualcode").exists()


def test_a_file_that_is_no_project_is_not_backed_up(tmp_path: Path) -> None:
    (tmp_path / "other.qualcode").write_text("no database at all, but long enough to be taken for one" * 20)
    with pytest.raises(Refused, match="could not be written"):
        backup.copy_to(tmp_path / "other.qualcode", tmp_path / "copy.qualcode")
    assert not (tmp_path / "copy.qualcode").exists()


def test_a_backup_of_a_project_that_another_process_has_open_is_whole(project: Path, tmp_path: Path) -> None:
    with opened(project) as writer:
        make(writer, "2" * 32)
        reader = Store.open(project, write=False)
        with opened(reader.back_up(tmp_path / "copy.qualcode"), write=False) as copy:
            assert ids(copy) == ids(writer)
        reader.close()
