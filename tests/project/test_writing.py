"""The writer's thread: changes in order, taken in where they are shown, and nothing lost on closing."""

import queue
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.model.study import Code
from qualcode.project import Project
from tests.project.small import small


class Shown:
    """Somebody who shows a project on this thread: takes in what the writer posts, when told to."""

    def __init__(self, project: Project) -> None:
        self.posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self.threads: set[int] = set()
        project.writing.take_in_by(self.posted.put)
        project.subscribe(lambda changed: self.threads.add(threading.get_ident()))

    def follow(self, seconds: float = 5) -> None:
        """Take in one change."""
        self.posted.get(timeout=seconds)()


def test_a_change_is_taken_in_on_the_thread_that_shows_it(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        shown = Shown(project)
        before = set(project.all(Code))
        done = project.writing.do(lambda: project.codebook.add_code("hope"))
        take = shown.posted.get(timeout=5)
        assert set(project.all(Code)) == before  # on disk, and not yet seen
        assert "hope" in {getattr(code, "name", "") for code in project.store.load("code").values()}
        assert not done.done()
        take()
        assert done.result(5).name == "hope"
        assert set(project.all(Code)) - before == {done.result().uid}
        assert shown.threads == {threading.get_ident()}


def test_a_change_waits_for_the_one_before_it(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        shown = Shown(project)
        first = project.writing.do(lambda: project.codebook.add_code("hope"))
        again = project.writing.do(lambda: project.codebook.add_code("hope"))
        shown.follow()
        with pytest.raises(Refused, match="There is a code “hope” already"):
            again.result(5)
        assert first.result(5).name == "hope"
        assert shown.posted.empty()


def test_what_was_begun_is_written_when_the_project_is_closed(tmp_path: Path) -> None:
    project = Project.new(tmp_path / "s.qualcode", "Ann")
    Shown(project)  # and never follows
    begun = threading.Event()

    def add() -> None:
        begun.set()
        time.sleep(0.1)
        project.codebook.add_code("hope")

    first = project.writing.do(add)
    second = project.writing.do(lambda: project.codebook.add_code("faith"))
    begun.wait(5)
    project.close()
    assert first.done()
    assert second.result().name == "faith"
    with Project.open(project.path, write=False) as again:
        assert {"hope", "faith"} <= {code.name for code in again.all(Code).values()}
        assert again.check() == []


def test_changes_made_elsewhere_are_taken_in_at_once(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        shown = Shown(project)
        project.codebook.add_code("hope")
        assert project.codebook.code("hope").name == "hope"
        assert shown.posted.empty()
