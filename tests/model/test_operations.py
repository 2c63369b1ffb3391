"""Operations: their canonical bytes never change, and a log shows where it was altered."""

import dataclasses
import hashlib
from typing import Any

import pytest

from qualcode.model.operations import (
    Authorship,
    Change,
    Create,
    Operation,
    Payload,
    Position,
    Retract,
    Set,
    broken_links,
    record,
)
from tests.model.logs import Log

# Golden vectors: what is written here was written into projects. If one of these tests fails, it is the
# code that has to change, or the format mark.

CREATE = Operation(
    copy="00112233445566778899aabbccddeeff", seq=1, previous="", lamport=1,
    coder="0123456789abcdef0123456789abcdef", time="2026-02-03T04:05:06.789Z", action="create",
    kind="code", entity="ffeeddccbbaa99887766554433221100", field="",
    value="11" * 32, supersedes=(), group="deadbeefdeadbeefdeadbeefdeadbeef",
)  # fmt: skip
SET = dataclasses.replace(
    CREATE, seq=2, previous="22" * 32, lamport=7, action="set", field="name",
    supersedes=("22" * 32, "33" * 32), rationale="“care” – as articulation work", event="99" * 16,
)  # fmt: skip
RETRACT = Operation(
    copy="00112233445566778899aabbccddeeff", seq=3, previous="44" * 32, lamport=8,
    coder="0123456789abcdef0123456789abcdef", time="2026-02-03T04:05:06.789Z", action="retract", kind="",
    entity="deadbeefdeadbeefdeadbeefdeadbeef", field="", value="", supersedes=(), group="55" * 16,
)  # fmt: skip
NEWER = dataclasses.replace(RETRACT, extra='{"signature":"x"}')


GOLDEN: list[tuple[Operation, str, str]] = [
    (
        CREATE,
        '["qualcode operation 1","00112233445566778899aabbccddeeff",1,"",1,"0123456789abcdef01234'
        '56789abcdef","2026-02-03T04:05:06.789Z","create","code","ffeeddccbbaa9988776655443322110'
        '0","","1111111111111111111111111111111111111111111111111111111111111111",[],"deadbeefdea'
        'dbeefdeadbeefdeadbeef","",""]',
        "44e987910f4ab4842500ac784f3e187b9db3e2e531f338d0ccd2685b13b930ef",
    ),
    (
        SET,
        '["qualcode operation 1","00112233445566778899aabbccddeeff",2,"22222222222222222222222222'
        '22222222222222222222222222222222222222",7,"0123456789abcdef0123456789abcdef","2026-02-03'
        'T04:05:06.789Z","set","code","ffeeddccbbaa99887766554433221100","name","1111111111111111'
        '111111111111111111111111111111111111111111111111",["222222222222222222222222222222222222'
        '2222222222222222222222222222","333333333333333333333333333333333333333333333333333333333'
        '3333333"],"deadbeefdeadbeefdeadbeefdeadbeef","“care” – as articulation work","9999999999'
        '9999999999999999999999"]',
        "c9c00ab01d47f41d3a4a42486f50529af91a79a7e5bd85fd0f4bff724cb61bae",
    ),
    (
        RETRACT,
        '["qualcode operation 1","00112233445566778899aabbccddeeff",3,"44444444444444444444444444'
        '44444444444444444444444444444444444444",8,"0123456789abcdef0123456789abcdef","2026-02-03'
        'T04:05:06.789Z","retract","","deadbeefdeadbeefdeadbeefdeadbeef","","",[],"55555555555555'
        '555555555555555555","",""]',
        "f0b984dadfdfd50eb5b74857ddd124db8a2db3620f0eef16ad125b5f31182843",
    ),
    (
        NEWER,
        '["qualcode operation 1","00112233445566778899aabbccddeeff",3,"44444444444444444444444444'
        '44444444444444444444444444444444444444",8,"0123456789abcdef0123456789abcdef","2026-02-03'
        'T04:05:06.789Z","retract","","deadbeefdeadbeefdeadbeefdeadbeef","","",[],"55555555555555'
        r'555555555555555555","","","{\"signature\":\"x\"}"]',
        "066f3b37ef92c9580407b02e05dd1b65755ab9b263eb17613df5bb48650748ac",
    ),
]


@pytest.mark.parametrize(("operation", "canonical", "id_"), GOLDEN, ids=["create", "set", "retract", "newer"])
def test_an_operation_has_these_bytes_and_this_id(operation: Operation, canonical: str, id_: str) -> None:
    assert operation.canonical == canonical.encode()
    assert operation.id == id_
    assert operation.id == hashlib.sha256(canonical.encode()).hexdigest()


def test_every_field_counts_in_the_id() -> None:
    values: dict[str, object] = {"seq": 99, "lamport": 99, "supersedes": ("x",)}
    names = [field.name for field in dataclasses.fields(SET)]
    changed = {dataclasses.replace(SET, **{name: values.get(name, "x")}).id for name in names}  # type: ignore[arg-type]  # any field
    assert len({SET.id, *changed}) == len(names) + 1


def test_a_payload_is_hashed_with_its_salt() -> None:
    payload = Payload(bytes(range(16)), '{"name":"Zuhören"}')
    assert payload.hash == "0c42a3cfd857b5fc78e537769b0351e0548dfb23152ab8b5151ae5a1b581af67"
    assert Payload(bytes(16), payload.value).hash != payload.hash


def test_a_payload_is_canonical_json_with_a_salt_of_its_own() -> None:
    first, second = Payload.of({"b": "é", "a": [1, None]}), Payload.of({"a": [1, None], "b": "é"})
    assert first.value == second.value == '{"a":[1,null],"b":"é"}'
    assert len(first.salt) == 16
    assert first.hash != second.hash


def test_recording_continues_the_log() -> None:
    changes: list[Change] = [
        Create("code", "1" * 32, {"name": "x"}),
        Set("code", "1" * 32, "brief", "y", ("2" * 64,)),
        Retract("3" * 32),
    ]
    after = Position("c" * 32, 41, "4" * 64, 100)
    operations, payloads = record(changes, after, Authorship("5" * 32, "2026", "6" * 32, "because", "7" * 32))
    create, change, _ = operations
    assert [op.seq for op in operations] == [42, 43, 44]
    assert [op.previous for op in operations] == ["4" * 64, create.id, change.id]
    assert {op.lamport for op in operations} == {101}
    assert {(op.coder, op.time, op.group, op.rationale, op.event) for op in operations} == {
        ("5" * 32, "2026", "6" * 32, "because", "7" * 32)
    }
    assert [(op.action, op.kind, op.entity, op.field, op.supersedes) for op in operations] == [
        ("create", "code", "1" * 32, "", ()),
        ("set", "code", "1" * 32, "brief", ("2" * 64,)),
        ("retract", "", "3" * 32, "", ()),
    ]
    assert [op.value for op in operations] == [payloads[0].hash, payloads[1].hash, ""]
    assert [payload.value for payload in payloads] == ['{"name":"x"}', '"y"']


def a_log() -> list[Operation]:
    log = Log()
    first = log.make(name="one")
    log.set("name", "two", first)
    log.retract(first)
    log.set("brief", "three", first)
    return [r.operation for r in log.recorded]


def kept(operations: list[Operation]) -> list[tuple[str, Operation]]:
    return [(operation.id, operation) for operation in operations]


def test_an_unaltered_log_has_no_broken_links() -> None:
    assert broken_links(kept(a_log())) == []


@pytest.mark.parametrize("number", range(4))
@pytest.mark.parametrize("field", [f.name for f in dataclasses.fields(Operation)])
def test_a_changed_field_is_found_where_it_is(number: int, field: str) -> None:
    log = kept(a_log())
    id_, operation = log[number]
    was = getattr(operation, field)
    now: Any = was + 1 if isinstance(was, int) else ("e" * 64,) if field == "supersedes" else "f" * 32
    log[number] = id_, dataclasses.replace(operation, **{field: now})
    findings = broken_links(log)
    changed = log[number][1]
    assert f"change {changed.seq} of copy {changed.copy[:8]} was altered after it was written" in findings


@pytest.mark.parametrize("number", range(3))
def test_an_operation_taken_out_is_missed_by_the_next(number: int) -> None:
    operations = a_log()
    del operations[number]
    assert broken_links(kept(operations)) == [
        f"the change before change {number + 2} of copy 11111111 is missing or was altered"
    ]


def test_a_link_into_another_copy_or_out_of_turn_is_broken() -> None:
    operations = a_log()
    elsewhere = dataclasses.replace(operations[1], copy="2" * 32)
    skipped = dataclasses.replace(operations[2], seq=5)
    assert broken_links(kept([operations[0], elsewhere])) == [
        "the change before change 2 of copy 22222222 is missing or was altered"
    ]
    assert broken_links(kept([*operations[:2], skipped])) == [
        "the change before change 5 of copy 11111111 is missing or was altered"
    ]


def test_a_first_change_follows_no_other() -> None:
    operations = a_log()
    forged = dataclasses.replace(operations[0], previous=operations[1].id)
    assert broken_links(kept([forged, *operations]))[0] == (
        "change 1 of copy 11111111 says it is the first, yet follows another"
    )


def test_a_log_that_forked_is_unbroken() -> None:
    """A file copied and worked on in both places may continue one number twice: identity is the hash."""
    here = Log()
    first = here.make(name="one")
    there = Log(seen=here.recorded)
    here.set("name", "here", first)
    there.set("name", "there", first)
    both = {r.operation.id: r.operation for r in [*here.recorded, *there.recorded]}
    assert len(both) == 3
    assert broken_links(list(both.items())) == []
