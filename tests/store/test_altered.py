"""What is altered behind the history's back is found; what is erased isn't called altered."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qualcode.model.errors import NotAProject
from qualcode.model.operations import Create, Set
from qualcode.model.text import Content
from qualcode.store import Store
from tests.store.stores import UID, a_text, change, code, created, make, opened, retract, write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Some operations of each sort, a text and an undo."""
    path = tmp_path / "study.qualcode"
    with created(path) as store:
        make(store, name="trust", brief="Believing")
        change(store, "name", "faith")
        retract(store, change(store, "brief", "Reliance"))
        write(store, Create("code", "2" * 32, {"name": "hope"}), contents=(a_text(),))
    return path


def raw(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """Change the file as somebody without this program would: triggers dropped first."""
    with closing(sqlite3.connect(path)) as connection, connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        for statement, values in statements:
            assert connection.execute(statement, values).rowcount > 0


def declaration(path: Path, table: str) -> str:
    """How a table is declared in the file."""
    with closing(sqlite3.connect(path)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return str(sql)


def redeclare(path: Path, table: str, declared: str) -> None:
    """Declare a table otherwise, whatever stands in it."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (declared, table))


COLUMNS = [
    "copy", "seq", "previous", "lamport", "coder", "time", "action", "kind", "entity", "field", "value",
    "supersedes", "group", "rationale", "event", "extra",
]  # fmt: skip


@pytest.mark.parametrize("column", [*COLUMNS, "id"])
def test_a_changed_operation_is_found(project: Path, column: str) -> None:
    new: object = 77 if column in ("seq", "lamport") else "create" if column == "action" else "x"
    if column in ("copy", "coder", "entity", "group", "event"):
        new = b"\7" * 16
    elif column in ("id", "previous", "value", "supersedes"):
        new = b"\7" * 32
    raw(project, (f'UPDATE operation SET "{column}" = ? WHERE number = 3', (new,)))
    with opened(project, write=False) as store:
        assert any("was altered after it was written" in finding for finding in store.alterations())
        assert store.check() == store.alterations()


def test_a_deleted_operation_is_found(project: Path) -> None:
    raw(project, ("DELETE FROM operation WHERE number = 3", ()))
    with opened(project, write=False) as store:
        assert any("is missing or was altered" in finding for finding in store.alterations())


@pytest.mark.parametrize(
    "change_",
    ["value = replace(value, 'trust', 'truss')", "value = 'no json'", "salt = zeroblob(16)", "salt = NULL"],
)
def test_a_changed_value_is_found(project: Path, change_: str) -> None:
    raw(project, (f"UPDATE payload SET {change_} WHERE value LIKE '%trust%'", ()))
    with opened(project, write=False) as store:
        (finding,) = store.check()
        assert finding.startswith("a value was altered after it was written (")


def test_a_deleted_value_is_found(project: Path) -> None:
    raw(project, ("DELETE FROM payload WHERE value LIKE '%trust%'", ()))
    with opened(project, write=False) as store:
        assert store.check() == ["the values of 1 changes are missing"]


@pytest.mark.parametrize("column", ["text", "segments"])
def test_a_changed_text_is_found(project: Path, column: str) -> None:
    raw(project, (f"UPDATE content SET {column} = {column} || ' '", ()))
    with opened(project, write=False) as store:
        (finding,) = store.check()
        assert finding.startswith("the text of a transcript was altered after it was imported (")


def refer(store: Store, text: Content) -> None:
    """Make a transcript whose text was corrected, a coding and a link: each refers to a text of its own."""
    first, second, third = (a_text(f"{n}?") for n in range(3))
    write(store, Create("transcript", "4" * 32, {"content": first.hash}), contents=(first, text))
    write(store, Set("transcript", "4" * 32, "content", text.hash, ()))
    write(store, Create("coding", "5" * 32, {"content": second.hash, "code": UID}), contents=(second,))
    write(store, Create("link", "6" * 32, {"content": third.hash}), contents=(third,))


@pytest.mark.parametrize("number", range(4))
def test_a_missing_text_is_found(project: Path, tmp_path: Path, number: int) -> None:
    texts = [*(a_text(f"{n}?") for n in range(3)), a_text("Corrected?")]
    with opened(project) as store:
        refer(store, texts[3])
        assert store.check() == []
        copy = store.back_up(tmp_path / "copy.qualcode")
    raw(copy, ("DELETE FROM content WHERE hash = ?", (bytes.fromhex(texts[number].hash),)))
    with opened(project) as store, opened(copy, write=False) as other:
        assert other.check() == ["1 texts that were imported are missing"]
        with pytest.raises(NotAProject, match="can't be brought in: 1 texts that were imported are missing"):
            store.unite(other)
    with opened(project) as store:
        write(store, Create("erasure", "7" * 32, {"contents": store.text_hashes(), "payloads": []}))
        store.finish_erasing()
        assert store.check() == []  # erased, all of them, and none is missing


def test_a_changed_cache_is_found_and_folded_anew(project: Path) -> None:
    raw(
        project,
        ("UPDATE the_code SET name = 'x' WHERE uid = ?", ("2" * 32,)),
        ("DELETE FROM the_code WHERE uid = ?", (UID,)),
        (
            "INSERT INTO the_code (uid, made, by, at) VALUES ('abcdefabcdef', '', '', '')",
            (),
        ),
    )
    with opened(project) as store:
        assert sorted(store.check()) == [
            "Code 22222222 isn't as the history says",
            "Code abcdefab stands in no history",
            "Code c0dec0de isn't as the history says",
        ]
        store.refold()
        assert store.check() == []
        assert (code(store).name, code(store).brief) == ("faith", "Believing")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE operation SET time = 'x' WHERE number = 2",
        "UPDATE payload SET value = '1' WHERE value LIKE '%trust%'",
        "UPDATE content SET text = ''",
    ],
)
def test_an_altered_copy_is_not_brought_in(project: Path, tmp_path: Path, statement: str) -> None:
    with opened(project) as store:
        copy = store.back_up(tmp_path / "copy.qualcode")
        with opened(copy) as other:
            make(other, "3" * 32)
        raw(copy, (statement, ()))
        before = store.recorded()
        with opened(copy, write=False) as other:
            for bring in (store.incoming, store.unite):
                with pytest.raises(
                    NotAProject,
                    match=r"copy\.qualcode can't be brought in: .*altered",
                ):
                    bring(other)
        assert store.recorded() == before


EMPTY_VALUE = "UPDATE payload SET salt = NULL, value = NULL WHERE value LIKE '%trust%'"
EMPTY_TEXT = "UPDATE content SET text = NULL, segments = NULL"


@pytest.mark.parametrize("statement", [EMPTY_VALUE, EMPTY_TEXT])
def test_what_was_emptied_and_no_erasure_names_is_found(
    project: Path, tmp_path: Path, statement: str
) -> None:
    with opened(project) as store:
        copy = store.back_up(tmp_path / "copy.qualcode")
    raw(copy, (statement, ()))
    emptied = ["1 texts or values were emptied, and no erasure in the history says so"]
    with opened(copy) as other:
        other.refold()
        assert other.alterations() == other.check() == emptied
    with opened(project) as store, opened(copy) as other:
        make(other, "3" * 32)
        with pytest.raises(NotAProject, match="can't be brought in: 1 texts or values were emptied"):
            store.unite(other)


def test_an_erasure_that_was_emptied_itself_names_nothing_any_more(project: Path) -> None:
    erase(project)
    raw(project, ("UPDATE payload SET salt = NULL, value = NULL WHERE value LIKE '%payloads%'", ()))
    with opened(project) as store:
        assert store.alterations() == [
            "3 texts or values were emptied, and no erasure in the history says so"
        ]


def erase(path: Path) -> None:
    """What withdrawal does to a value and a text: the hash stays."""
    with opened(path) as store:
        (value,) = (r.operation.value for r in store.recorded() if "trust" in str(r.value))
        text = a_text().hash if a_text().hash in store.text_hashes() else ""
        write(store, Create("erasure", "7" * 32, {"contents": [text] * bool(text), "payloads": [value]}))
        store.finish_erasing()


def test_what_was_erased_is_not_altered_and_makes_an_empty_thing(project: Path) -> None:
    erase(project)
    with opened(project) as store:
        assert store.alterations() == []
        assert store.check() == []
        assert (code(store).name, code(store).brief) == ("faith", "")
        assert store.contents([a_text().hash]) == {}


def test_uniting_never_brings_back_what_was_erased(project: Path, tmp_path: Path) -> None:
    with opened(project) as store:
        copy = store.back_up(tmp_path / "copy.qualcode")
    with opened(copy) as other:
        make(other, "3" * 32)
    erase(project)
    with opened(project) as store, opened(copy, write=False) as other:
        store.unite(other)
        assert code(store).brief == ""
        assert store.contents([a_text().hash]) == {}
        assert store.check() == []


def test_what_a_copy_erased_comes_in_as_erased(tmp_path: Path) -> None:
    path, copy = tmp_path / "study.qualcode", tmp_path / "copy.qualcode"
    with created(path) as store:
        make(store, "9" * 32, name="hope")
        store.back_up(copy)
        with opened(copy) as other:
            make(other, name="trust")
        erase(copy)
        with opened(copy) as other:
            store.unite(other)
            assert store.load("code") == other.load("code")
        assert store.check() == []


def test_a_store_of_nothing_has_nothing_wrong(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        assert store.check() == []
        assert store.groups() == []
        assert store.retracted() == frozenset()
        assert isinstance(store, Store)


@pytest.mark.parametrize("what", ["operation.seq", "payload.value", "content.segments", "the_code.colour"])
def test_a_value_of_another_type_is_refused_and_found_at_opening(project: Path, what: str) -> None:
    table, column = what.split(".")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        raw(project, (f"UPDATE {table} SET {column} = x'00'", ()))
    strict = declaration(project, table)
    redeclare(project, table, strict.replace(" WITHOUT ROWID,", " WITHOUT ROWID").replace(" STRICT", ""))
    raw(project, (f"UPDATE {table} SET {column} = x'00'", ()))
    redeclare(project, table, strict)

    with pytest.raises(NotAProject, match=rf"study\.qualcode is damaged \(.*{table}.*restore the latest"):
        Store.open(project, write=False)


@pytest.mark.parametrize("missing", ["operation.event", "payload.salt", "content.segments", "meta.value"])
def test_a_history_without_one_of_its_columns_is_damaged(project: Path, missing: str) -> None:
    table, column = missing.split(".")
    connection = sqlite3.connect(project)
    connection.execute(f"ALTER TABLE {table} RENAME COLUMN {column} TO other")
    connection.close()

    with pytest.raises(NotAProject, match=rf"damaged \(no column {column} in {table}\)"):
        Store.open(project, write=False)


@pytest.mark.parametrize(
    ("column", "value"),
    [("text", "You could rely on it?"), ("segments", "{}"), ("segments", '[["P"],[[7,0,1,null]]]')],
)
def test_an_altered_text_is_never_shown(project: Path, column: str, value: str) -> None:
    raw(project, (f"UPDATE content SET {column} = ?", (value,)))

    with opened(project, write=False) as store, pytest.raises(NotAProject, match="damaged"):
        store.contents([a_text().hash])


def test_a_text_that_is_no_utf_8_is_damaged_and_not_repeated(project: Path) -> None:
    raw(project, ("UPDATE payload SET value = CAST(x'22ff53656372657422' AS TEXT)", ()))

    with opened(project, write=False) as store:
        with pytest.raises(NotAProject, match="a text in it can't be decoded") as refused:
            store.recorded()
        assert "Secret" not in str(refused.value)
        with pytest.raises(NotAProject, match="damaged"):
            store.check()


def test_a_text_that_was_taken_out_is_damage(project: Path) -> None:
    raw(project, ("DELETE FROM content", ()))

    with opened(project, write=False) as store, pytest.raises(NotAProject, match="damaged"):
        store.contents([a_text().hash])


def test_a_declaration_that_is_no_proper_one_is_damage(project: Path) -> None:
    sound = declaration(project, "operation")
    for no_type_or_function, said in (
        ("seq INTEGRE", "malformed database schema"),
        ("seq INTEGER CHECK (typxof(seq))", "its tables aren't as they were declared"),
    ):
        redeclare(project, "operation", sound.replace("seq INTEGER", no_type_or_function))

        with pytest.raises(NotAProject, match=rf"damaged \({said}.*restore the latest"):
            Store.open(project, write=False)


def test_a_thing_made_of_no_fields_is_damage(project: Path) -> None:
    raw(project, ("UPDATE payload SET value = '77'", ()))

    with opened(project, write=False) as store, pytest.raises(NotAProject, match="damaged"):
        store.recorded()
