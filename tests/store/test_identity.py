"""Which copy writes: a file copied, moved or restored gets a new log; the same file keeps its own."""

import shutil
import threading
from pathlib import Path

import pytest

from qualcode.store import Store, identity
from tests.store.stores import created, ids, make, opened


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "study.qualcode"
    with created(path) as store:
        make(store, "1" * 32)
    return path


def copies(store: Store) -> list[tuple[str, int]]:
    """The copy and number of each operation, in the order they were written."""
    return [(r.operation.copy, r.operation.seq) for r in store.recorded()]


def written_in(path: Path, uid: str) -> list[tuple[str, int]]:
    with opened(path) as store:
        make(store, uid)
        assert store.check() == []
        return copies(store)


def test_the_same_file_continues_its_log(project: Path) -> None:
    written_in(project, "2" * 32)
    log = written_in(project, "3" * 32)
    assert len({copy for copy, _ in log}) == 1
    assert [seq for _, seq in log] == [1, 2, 3]


def test_a_file_copied_gets_a_log_of_its_own(project: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(project, tmp_path / "copied.qualcode"))
    theirs, ours = written_in(copied, "2" * 32), written_in(project, "2" * 32)
    assert theirs[0] == ours[0]
    assert theirs[1][0] != ours[1][0]
    assert (theirs[1][1], ours[1][1]) == (1, 2)


def test_a_file_moved_gets_a_log_of_its_own(project: Path, tmp_path: Path) -> None:
    log = written_in(project.rename(tmp_path / "moved.qualcode"), "2" * 32)
    assert log[1][0] != log[0][0]


def test_a_backup_restored_in_place_gets_a_log_of_its_own(project: Path, tmp_path: Path) -> None:
    """Place and file are the same as before: only this machine knows that more had been written."""
    backup = Path(shutil.copy(project, tmp_path / "backup"))
    lost = written_in(project, "2" * 32)
    shutil.copyfile(backup, project)
    log = written_in(project, "3" * 32)
    assert lost[1] == (lost[0][0], 2)
    assert log[1][0] != lost[1][0]
    # What was lost is in another copy: uniting brings it back beside what was done since.
    with opened(project) as store:
        before = ids(store)
        assert len(before) == 2


def test_a_restored_backup_that_holds_everything_continues(project: Path, tmp_path: Path) -> None:
    backup = Path(shutil.copy(project, tmp_path / "backup"))
    shutil.copyfile(backup, project)
    log = written_in(project, "2" * 32)
    assert log[1] == (log[0][0], 2)


@pytest.mark.parametrize("memory", ["", "no id", "ff", "zz" * 32])
def test_a_memory_that_says_nothing_is_passed_over(project: Path, memory: str) -> None:
    with opened(project) as store:
        (copy, _) = copies(store)[0]
    identity._memory(copy).write_text(memory)
    log = written_in(project, "2" * 32)
    assert log[1] == (copy, 2)


def test_a_machine_that_cannot_remember_still_writes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(project / "no folder"))
    assert len(written_in(project, "2" * 32)) == 2


def test_two_projects_written_at_once_are_both_remembered(tmp_path: Path) -> None:
    def write(path: Path) -> None:
        with created(path) as store:
            for n in range(10):
                make(store, f"{n:032x}")

    paths = [tmp_path / "one.qualcode", tmp_path / "two.qualcode"]
    threads = [threading.Thread(target=write, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for path in paths:
        with opened(path) as store:
            last = store.recorded()[-1].operation
            assert identity._remembered(last.copy) == last.id
            assert identity._memory(last.copy) in identity._memory("x").parent.iterdir()


def test_groups_made_here_are_those_of_this_file(project: Path, tmp_path: Path) -> None:
    with opened(project) as store:
        copy = store.back_up(tmp_path / "copy.qualcode")
        with opened(copy) as other:
            theirs = make(other, "2" * 32)
            store.unite(other)
        ours = make(store, "3" * 32)
        assert [group.uid for group in store.groups()][1:] == [theirs, ours]
        assert [group.uid for group in store.groups(here=True)][1:] == [ours]
        assert store.groups(coder="b" * 32) == []
        assert [(g.operations, g.first, g.retracts) for g in store.groups()] == [
            (1, 1, ""),
            (1, 2, ""),
            (1, 3, ""),
        ]
