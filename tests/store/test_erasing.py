"""What is erased is nowhere in the file, its journal or its backups, stays so, and the history verifies."""

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest

from qualcode.model.errors import Refused
from qualcode.model.operations import Create, Set
from qualcode.store import Store, backup
from qualcode.store.erasing import Hashes
from tests.store.stores import UID, a_text, author, code, created, make, opened, write

WORDS = "My sister keeps the keys to the allotment"
MEMO = "1" * 32


def found(path: Path, words: str = WORDS) -> list[str]:
    """The files of a project, its backups included, in whose bytes these words stand."""
    files = [path, *path.parent.glob(f"{path.name}-*"), *backup.folder_of(path).glob("*")]
    files += backup.folder_of(path).glob(".*")
    forms = [words.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return sorted({file.name for file in files for form in forms if form in file.read_bytes()})


def value_of(store: Store, uid: str) -> str:
    """The hash of the value a thing was made with."""
    return store.recorded(about=[uid])[0].operation.value


def erase(store: Store, *, contents: tuple[str, ...] = (), payloads: tuple[str, ...] = ()) -> None:
    write(store, Create("erasure", author().group, {"contents": list(contents), "payloads": list(payloads)}))
    store.finish_erasing()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a text, a memo that quotes it, a code, and a backup of all that."""
    path = tmp_path / "study.qualcode"
    text = a_text(f"{WORDS}. " * 400)
    with created(path) as store:
        make(store)
        write(store, Create("transcript", "4" * 32, {"name": "A", "content": text.hash}), contents=(text,))
        make(store, MEMO, "memo", text=f"“{WORDS}”: ask again")
        store.back_up()
    return path


def hashes(path: Path) -> tuple[str, str]:
    """The hashes of its text, and of what its memo was made with."""
    with opened(path, write=False) as store:
        return store.load("transcript")["4" * 32].content, value_of(store, MEMO)  # type: ignore[attr-defined]  # a transcript


def test_what_is_erased_is_in_no_byte_of_file_and_backups(project: Path) -> None:
    text, memo = hashes(project)
    assert len(found(project)) == 2
    with opened(project) as store:
        erase(store, contents=(text,), payloads=(memo,))
        assert found(project) == []
        assert store.check() == []
        assert store.load("memo") == {}
        assert store.contents([text]) == {}
        assert code(store).name == "trust"
        assert not store.has_unfinished_erasing
    (made,) = backup.backups_of(project)
    with opened(made, write=False) as store:
        assert store.check() == []
        assert store.load("memo") == {}


def test_a_value_that_was_replaced_is_erased_without_what_replaced_it(project: Path) -> None:
    _, memo = hashes(project)
    with opened(project) as store:
        made = store.load("memo")[MEMO].made
        write(store, Set("memo", MEMO, "text", "Ask again", (made,)))
        erase(store, payloads=(memo,))
        assert store.load("memo")[MEMO].text == "Ask again"  # type: ignore[attr-defined]  # a memo
        assert store.check() == []


def test_backups_that_never_held_it_are_kept(project: Path) -> None:
    with opened(project) as store:
        memo = make(store, "2" * 32, "memo", text="Nothing much") and value_of(store, "2" * 32)
        (older,) = backup.backups_of(project)
        newer = store.back_up()
        erase(store, payloads=(memo,))
        kept = backup.backups_of(project)
    assert older in kept
    assert newer not in kept
    assert len(kept) == 2


def test_backups_that_are_broken_or_unfinished_go_too(project: Path) -> None:
    text, _ = hashes(project)
    folder = backup.folder_of(project)
    broken = folder / "study 2020-01-01 000000.qualcode"
    broken.write_bytes(b"\0" * 100 + WORDS.encode())
    begun = folder / ".study 2020-01-02 000000.qualcode.part-00000000"
    begun.write_bytes(WORDS.encode())
    people_s = folder / "note.txt"
    people_s.write_text(WORDS, encoding="utf-8")
    with opened(project) as store:
        erase(store, contents=(text,))
    assert not broken.exists()
    assert not begun.exists()
    assert people_s.exists()


def test_other_files_beside_it_that_hold_it_are_named_and_stay(project: Path) -> None:
    """Backups of when the project was called otherwise, copies, what a killed copying left."""
    text, _ = hashes(project)
    older = backup.back_up(project)
    assert older is not None
    folder = backup.folder_of(project).rename(project.with_name("before backups"))
    copy = Path(shutil.copy(project, project.with_name("home.qualcode")))
    begun = Path(shutil.copy(project, project.with_name(".home.qualcode.part-00000000")))
    project.with_name("none.qualcode").write_bytes(b"nothing")
    with opened(project) as store:
        theirs = Hashes(contents=frozenset([text]))
        holding = {copy, begun, *folder.glob(f"*{older.name}")}
        assert set(store.others_with(theirs)) >= holding
        write(store, Create("erasure", "8" * 32, {"contents": [text], "payloads": []}))
        cleaned = store.finish_erasing()
        assert set(cleaned.beside) >= holding
        assert all(path.exists() for path in cleaned.beside)
        assert not any(path.name == "none.qualcode" for path in cleaned.beside)


def test_an_older_copy_never_brings_it_back(project: Path, tmp_path: Path) -> None:
    text, memo = hashes(project)
    copy = Path(shutil.copy(project, tmp_path / "copy.qualcode"))
    with opened(copy) as other:
        make(other, "3" * 32, name="hope")
    with opened(project) as store, opened(copy, write=False) as other:
        erase(store, contents=(text,), payloads=(memo,))
        store.unite(other)
        assert found(project) == []
        assert store.check() == []
        assert code(store, "3" * 32).name == "hope"
        assert store.contents([text]) == {}


def test_a_copy_that_hears_of_it_erases_too(project: Path, tmp_path: Path) -> None:
    text, memo = hashes(project)
    copy = Path(shutil.copy(project, tmp_path / "copy.qualcode"))
    with opened(project) as store:
        erase(store, contents=(text,), payloads=(memo,))
    with opened(copy) as store, opened(project, write=False) as other:
        store.back_up()
        store.unite(other)
        assert store.has_unfinished_erasing
        store.finish_erasing()
        assert found(copy) == []
        assert store.check() == []
        assert store.load("memo") == {}


def test_a_third_copy_hears_of_it_before_it_hears_of_what_was_erased(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"{name}.qualcode" for name in ("first", "second", "third"))
    text = a_text(WORDS)
    with created(first) as store:
        make(store)
        store.copy_home(third)
        write(store, Create("transcript", "4" * 32, {"content": text.hash}), contents=(text,))
        store.copy_home(second)
        erase(store, contents=(text.hash,), payloads=(value_of(store, "4" * 32),))
    with opened(third) as store:
        for path in (first, second, first):
            with opened(path, write=False) as other:
                store.unite(other)
            assert store.check() == []
            assert found(third) == []
        assert store.load("transcript") == {}


def test_values_that_nobody_wants_come_in_empty(project: Path, tmp_path: Path) -> None:
    with opened(project) as store:
        copy = store.copy_home(tmp_path / "copy.qualcode")
    with opened(copy) as other:
        make(other, "6" * 32, "memo", text="An afterthought of theirs")
        unwanted = value_of(other, "6" * 32)
    with opened(project) as store, opened(copy, write=False) as other:
        store.unite(other, None, Hashes(payloads=frozenset([unwanted])), author())
        assert "6" * 32 not in store.load("memo")
        assert store.check() == []
        assert found(project, "An afterthought") == []


def test_what_says_what_was_erased_is_never_erased(project: Path, tmp_path: Path) -> None:
    """Or a forged erasure of an erasure would let a copy bring back what that keeps out."""
    text, memo = hashes(project)
    with opened(project) as store:
        erase(store, contents=(text,), payloads=(memo,))
        copy = store.copy_home(tmp_path / "copy.qualcode")
        erasures = [r.operation.value for r in store.recorded() if r.operation.kind == "erasure"]
    with opened(copy) as other:
        write(other, Create("erasure", "9" * 32, {"contents": [], "payloads": erasures}))
        assert other.held(Hashes(payloads=frozenset(erasures))).payloads == set(erasures)
    with opened(project) as store, opened(copy, write=False) as other:
        store.unite(other)
        assert store.held(Hashes(payloads=frozenset(erasures))).payloads == set(erasures)
        assert store.check() == []


def test_an_erased_text_is_not_taken_in_again(project: Path) -> None:
    text, _ = hashes(project)
    with opened(project) as store:
        whole = store.contents([text])[text]
        erase(store, contents=(text,))
        before = store.recorded()
        with pytest.raises(Refused, match=r"was erased from the project .* leave it out"):
            write(store, Create("transcript", "7" * 32, {"content": text}), contents=(whole,))
        assert store.recorded() == before
        assert store.contents([text]) == {}


def test_held_says_what_is_still_there(project: Path) -> None:
    text, memo = hashes(project)
    both = Hashes(frozenset([text, "0" * 64]), frozenset([memo, "0" * 64]))
    with opened(project) as store:
        assert store.held(both) == Hashes(frozenset([text]), frozenset([memo]))
        erase(store, payloads=(memo,))
        assert store.held(both) == Hashes(frozenset([text]), frozenset())


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is locked otherwise there")
def test_while_another_program_reads_it_is_unfinished_and_finished_at_the_next_opening(project: Path) -> None:
    text, memo = hashes(project)
    with opened(project) as store:
        write(store, Create("erasure", "8" * 32, {"contents": [text], "payloads": [memo]}))
        reader = sqlite3.connect(project)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM operation").fetchone()
        store._engine.dispose()
        with pytest.raises(Refused, match="being written to by another program"):
            store.finish_erasing()
        assert store.has_unfinished_erasing
        assert any("what was erased may still be" in finding for finding in store.check())
        reader.close()
    with opened(project) as store:
        assert not store.has_unfinished_erasing
        assert store.check() == []
    assert found(project) == []


def test_a_copy_says_that_it_was_erased_where_only_the_code_is_known(project: Path) -> None:
    """An erasure of things that were never brought here says nothing against what is here."""
    with opened(project) as store:
        write(store, Create("erasure", "8" * 32, {"contents": ["a" * 64], "payloads": ["b" * 64]}))
        assert not store.has_unfinished_erasing
        assert code(store, UID).name == "trust"
        assert store.check() == []
