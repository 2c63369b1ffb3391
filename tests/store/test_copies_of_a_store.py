"""Any number of files of one project, worked on, copied, restored and united in any order, lose nothing."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from qualcode.model.operations import Set
from qualcode.store import Store
from tests.store.stores import Elsewhere, change, ids, make, retract, state, write

pytestmark = pytest.mark.slow

UIDS = ("1" * 32, "2" * 32, "3" * 32)
FIELDS = {"name": ("trust", "faith"), "status": ("candidate", "agreed"), "former_names": (["x"], ["y", "x"])}

some_file = st.integers(0, 11)
some_uid = st.sampled_from(UIDS)
some_change = st.sampled_from([(name, value) for name, values in FIELDS.items() for value in values])


class Files(RuleBasedStateMachine):
    """Up to four files of one project; what each must hold is known all the time."""

    elsewhere: ClassVar[Elsewhere]

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qualcode"))
        self.stores: list[Store] = [Store.create(self.folder / "0.qualcode")]
        self.known: list[set[str]] = [set()]
        self.groups: list[list[str]] = [[]]
        self.backups: list[tuple[int, Path, set[str], list[str]]] = []
        self.ever: dict[tuple[str, int], str] = {}

    def teardown(self) -> None:
        for store in getattr(self, "stores", ()):
            store.close()
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    # What is done

    @rule(file=some_file, uid=some_uid, name=st.sampled_from(FIELDS["name"]))
    def make_a_code(self, file: int, uid: str, name: str) -> None:
        at = file % len(self.stores)
        self.groups[at].append(make(self.stores[at], uid, name=name))
        self.check_after_writing(at)

    @rule(file=some_file, uid=some_uid, to=some_change)
    def change_a_code(self, file: int, uid: str, to: tuple[str, object]) -> None:
        at = file % len(self.stores)
        if uid in self.stores[at].load("code"):
            self.groups[at].append(change(self.stores[at], *to, uid=uid))
            self.check_after_writing(at)

    @rule(file=some_file, which=st.integers(0, 30))
    def take_a_group_back(self, file: int, which: int) -> None:
        at = file % len(self.stores)
        if self.groups[at]:
            group = self.groups[at][-1 - which % len(self.groups[at])]
            self.groups[at].append(retract(self.stores[at], group))
            self.check_after_writing(at)

    @rule(file=some_file, uid=some_uid, to=some_change)
    def do_undo_redo(self, file: int, uid: str, to: tuple[str, object]) -> None:
        at = file % len(self.stores)
        store = self.stores[at]
        before = store.load("code")
        done = change(store, *to, uid=uid) if uid in before else make(store, uid, name="hope")
        after = store.load("code")
        undone = retract(store, done)
        assert store.load("code") == before
        redone = retract(store, undone)
        assert store.load("code") == after
        self.groups[at] += [done, undone, redone]
        self.check_after_writing(at)

    @rule(file=some_file)
    def settle_all_differences(self, file: int) -> None:
        at = file % len(self.stores)
        store = self.stores[at]
        for uid, seen in store.load("code").items():
            for name in seen.open:
                value = getattr(seen, name)
                self.groups[at].append(write(store, Set("code", uid, name, value, seen.heads_of(name))))
        assert not any(code.open for code in store.load("code").values())
        self.check_after_writing(at)

    @rule(file=some_file)
    def reopen(self, file: int) -> None:
        at = file % len(self.stores)
        before = state(self.stores[at])
        self.close(at)
        self.open(at)
        assert state(self.stores[at]) == before
        self.check(at)

    @rule(file=some_file, uid=some_uid)
    def another_process_writes(self, file: int, uid: str) -> None:
        at = file % len(self.stores)
        path = self.close(at)
        self.elsewhere.make(path, uid, "elsewhere")
        self.open(at)
        assert len(ids(self.stores[at]) - self.known[at]) == 1
        self.check_after_writing(at)

    # Files

    @precondition(lambda self: len(self.stores) < 4)
    @rule(file=some_file)
    def take_a_copy(self, file: int) -> None:
        at = file % len(self.stores)
        new = len(self.stores)
        path = self.stores[at].back_up(self.folder / f"{new}.qualcode")
        self.stores.append(Store.open(path, write=True))
        self.known.append(set(self.known[at]))
        self.groups.append(list(self.groups[at]))
        self.check(new)

    @rule(file=some_file)
    def back_up(self, file: int) -> None:
        at = file % len(self.stores)
        path = self.folder / f"backup {len(self.backups)}.qualcode"
        self.stores[at].back_up(path)
        self.backups.append((at, path, set(self.known[at]), list(self.groups[at])))

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 30))
    def restore_a_backup_in_place(self, which: int) -> None:
        at, backup, known, groups = self.backups[which % len(self.backups)]
        path = self.close(at)
        shutil.copyfile(backup, path)
        self.open(at)
        self.known[at], self.groups[at] = set(known), list(groups)
        self.check(at)

    @rule(file=some_file, other=some_file)
    def unite_two(self, file: int, other: int) -> None:
        at, of = file % len(self.stores), other % len(self.stores)
        if at != of:
            self.unite(at, of)

    @rule()
    def unite_all(self) -> None:
        for at in range(len(self.stores)):
            for of in range(len(self.stores)):
                if at != of:
                    self.unite(at, of)
        assert all(state(store) == state(self.stores[0]) for store in self.stores)

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 30))
    def bring_in_a_stale_copy(self, which: int) -> None:
        at, backup, known, _ = self.backups[which % len(self.backups)]
        if known <= self.known[at]:
            before, log = state(self.stores[at]), self.stores[at].recorded()
            stale = Store.open(backup, write=False)
            assert self.stores[at].incoming(stale).recorded == ()
            assert self.stores[at].unite(stale) == {}
            stale.close()
            assert state(self.stores[at]) == before
            assert self.stores[at].recorded() == log

    # What holds

    def unite(self, at: int, of: int) -> None:
        self.stores[at].unite(self.stores[of])
        self.known[at] |= self.known[of]
        self.groups[at] += [group for group in self.groups[of] if group not in self.groups[at]]
        self.check(at)

    def check_after_writing(self, at: int) -> None:
        now = ids(self.stores[at])
        assert self.known[at] <= now
        self.known[at] = now
        self.check(at)

    def check(self, at: int) -> None:
        """The file is sound, its cache is what its log folds to, and it holds exactly what it must."""
        store = self.stores[at]
        assert store.check() == []
        recorded = store.recorded()
        assert {r.operation.id for r in recorded} == self.known[at]
        for operation, _ in recorded:
            place = operation.copy, operation.seq
            assert self.ever.setdefault(place, operation.id) == operation.id, "a number was given twice"

    def close(self, at: int) -> Path:
        self.stores[at].close()
        return self.stores[at].path

    def open(self, at: int) -> None:
        self.stores[at] = Store.open(self.stores[at].path, write=True)


@pytest.fixture(autouse=True)
def _elsewhere() -> Iterator[None]:
    """One second process for all examples, with the same settings: both remember what either wrote."""
    Files.elsewhere = Elsewhere()
    yield
    Files.elsewhere.end()


TestFiles = Files.TestCase
TestFiles.settings = settings(
    max_examples=max(20, settings().max_examples // 8),
    stateful_step_count=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
