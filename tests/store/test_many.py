"""Large groups: more things than fit one query, made, changed, taken back and brought in."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from qualcode.model.operations import Create, Retract, Set
from qualcode.store import log
from tests.store.stores import a_text, author, change, created, make, opened, retract, write

MANY = 2 * log.AT_ONCE + 17


def uid(number: int) -> str:
    return f"{number:032x}"


def test_a_large_group_is_made_taken_back_and_done_again(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        make(store, uid(3), name="before")
        change(store, "brief", "kept", uid(3))
        group = write(
            store,
            *(
                Create("code", uid(n), {"name": f"code {n}", "former_names": ["a"]})
                for n in range(MANY)
                if n != 3
            ),
        )
        assert len(store.load("code")) == MANY
        assert store.check() == []
        before = store.load("code")
        undone = retract(store, group)
        assert list(store.load("code")) == [uid(3)]
        assert store.check() == []
        retract(store, undone)
        assert store.load("code") == before
        assert store.check() == []


def test_a_large_group_of_changes_and_of_new_things_keeps_older_values(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        write(store, *(Create("code", uid(n), {"name": f"code {n}", "brief": "kept"}) for n in range(MANY)))
        now = store.load("code")
        write(
            store,
            *(
                Set("code", uid(n), "name", f"renamed {n}", now[uid(n)].heads_of("name"))
                for n in range(0, MANY, 2)
            ),
            *(Create("theme", uid(MANY + n), {"name": f"theme {n}"}) for n in range(MANY)),
        )
        codes: dict[str, Any] = dict(store.load("code"))
        assert {code.brief for code in codes.values()} == {"kept"}
        assert [codes[uid(n)].name for n in (0, 1, MANY - 1)] == [
            "renamed 0",
            "code 1",
            f"renamed {MANY - 1}",
        ]
        assert len(store.load("theme")) == MANY
        assert store.check() == []


def test_a_large_copy_is_brought_in_with_its_texts(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        make(store, uid(0))
        with opened(store.back_up(tmp_path / "copy.qualcode")) as other:
            texts = tuple(a_text(f"Question {n}?") for n in range(MANY))
            group = write(
                other, *(Create("code", uid(n), {"name": "x"}) for n in range(1, MANY)), contents=texts
            )
            change(other, "name", "elsewhere", uid(0))
            retract(other, group)
            incoming = store.incoming(other)
            assert (len(incoming.recorded), len(incoming.contents)) == (MANY + 1, MANY)
            store.unite(other)
            assert store.load("code") == other.load("code")
            assert store.contents([text.hash for text in texts]) == {text.hash: text for text in texts}
            segments = store.contents([texts[0].hash], text=False)[texts[0].hash]
            assert (segments.text, segments.segments) == ("", texts[0].segments)
        assert store.check() == []
        assert store.recorded(about=[uid(0)])[-1].value == "elsewhere"
        assert {r.operation.entity for r in store.recorded_in([group])} == {uid(n) for n in range(1, MANY)}


def test_the_groups_are_the_same_from_either_end(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        make(store, uid(1))
        undone = retract(store, change(store, "name", "faith", uid(1)))
        with opened(store.back_up(tmp_path / "copy.qualcode")) as other:
            write(other, Create("theme", uid(2), {"name": "x"}), Create("theme", uid(3), {"name": "y"}))
            store.commit([Create("code", uid(4), {"name": "z"})], replace(author(), coder="b" * 32))
            store.unite(other)
        write(store, Retract(undone), Create("code", uid(5), {"name": "last"}))
        for asked in (
            {},
            {"here": True},
            {"coder": "a" * 32},
            {"coder": "b" * 32, "here": True},
            {"coder": "c" * 32},
        ):
            with store.newest_groups(**asked) as newest:
                assert list(newest) == store.groups(**asked)[::-1]
        assert len(store.groups()) == 6


def test_a_retraction_that_comes_with_a_copy_takes_back_what_is_here(tmp_path: Path) -> None:
    with created(tmp_path / "study.qualcode") as store:
        group = make(store, uid(1))
        with opened(store.back_up(tmp_path / "copy.qualcode")) as other:
            undone = retract(other, group)
            assert store.unite(other) == {uid(1): None}
            assert store.load("code") == {}
            retract(other, undone)
            store.unite(other)
            assert set(store.load("code")) == {uid(1)}
        assert store.check() == []
