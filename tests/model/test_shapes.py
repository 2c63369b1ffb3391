"""Values that come in from a copy have the shapes that their fields are declared with."""

from typing import Any

import pytest

from qualcode.model.declare import KINDS, defaults, rules
from qualcode.model.fold import Recorded
from qualcode.model.operations import Authorship, Change, Create, Position, Set, record
from qualcode.model.shapes import _DATA, is_record, misfit

UID, HASH = "a" * 32, "b" * 64


def said(kind: str, name: str, value: Any) -> list[Recorded]:
    """A thing made with a value, and one changed to have it."""
    changes: list[Change] = [Create(kind, UID, {name: value}), Set(kind, UID, name, value, ())]
    operations, _ = record(changes, Position("c" * 32, 0, "", 0), Authorship(UID, "", UID))
    return [Recorded(operations[0], {name: value}), Recorded(operations[1], value)]


FITTING: list[tuple[str, str, Any]] = [
    ("code", "name", "trust"), ("code", "status", "a newer one"), ("coding", "start", 5),
    ("coding", "code", ""), ("coding", "content", HASH), ("memo", "start", None), ("memo", "removed", False),
    ("analysis", "participants", None), ("analysis", "participants", [UID]), ("placement", "place", []),
    ("placement", "place", [1, 2]), ("revision", "kept", [[0, 1, 2], [1, 2, 3, 1]]),
    ("revision", "replaced", [[1, 2, 3, 4, "typo"]]), ("revision", "unclear", [[1, 2]]),
    ("summary", "basis", {"definition": "x"}), ("erasure", "contents", [HASH]),
    ("withdrawal", "things", [UID]), ("withdrawal", "erased", {"memo": 2}),
    ("code", "not known yet", {"a": [1]}), ("not known yet", "name", 5),
]  # fmt: skip

MISFITS: list[tuple[str, str, Any]] = [
    ("code", "name", 5), ("code", "name", None), ("code", "status", ["agreed"]), ("coding", "start", None),
    ("coding", "start", True), ("coding", "end", 2**63), ("coding", "code", None), ("coding", "code", "x"),
    ("coding", "content", "b" * 63), ("memo", "text", {"a": 1}), ("memo", "removed", 1),
    ("analysis", "participants", {UID: 1}), ("analysis", "participants", [[]]), ("theme", "order", [{}]),
    ("placement", "place", [1]), ("placement", "place", ["a", None]), ("placement", "place", [1, 2, 3]),
    ("revision", "kept", [[0, 1]]), ("revision", "replaced", [[1, 2, 3, 4, 5]]), ("revision", "unclear", [5]),
    ("summary", "basis", [5]), ("erasure", "contents", ["zz"]), ("erasure", "payloads", [[HASH]]),
    ("erasure", "payloads", None), ("withdrawal", "transcripts", 5), ("withdrawal", "things", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name", "value"), FITTING)
def test_what_the_field_is_declared_to_hold_fits(kind: str, name: str, value: Any) -> None:
    assert [misfit(each) for each in said(kind, name, value)] == ["", ""]


@pytest.mark.parametrize(("kind", "name", "value"), MISFITS)
def test_what_it_can_not_hold_does_not(kind: str, name: str, value: Any) -> None:
    # A field that is set to nothing can't be told from one whose value was erased: it is as it was made.
    for each in said(kind, name, value)[: 1 if value is None else 2]:
        assert misfit(each).endswith(f"of {KINDS[kind].label.lower()} {UID[:8]} can't be that")


def test_what_a_thing_has_that_was_made_without_fits_for_every_field() -> None:
    for kind, cls in KINDS.items():
        for name, default in defaults(cls).items():
            fitting = 1 if rules(cls)[name].type == "integer" and default is None else default
            assert [misfit(each) for each in said(kind, name, fitting)] == ["", ""], (kind, name)


def test_every_field_of_open_shape_is_told_its_own() -> None:
    open_ = {
        (kind, name) for kind, cls in KINDS.items() for name, r in rules(cls).items() if r.type == "data"
    }
    assert open_ == set(_DATA)


def test_nothing_but_a_record_of_what_was_erased_is_one() -> None:
    erasure = {"contents": [], "payloads": [HASH], "reason": "By post"}
    withdrawal = {"participant": UID, "transcripts": [], "shared": [], "things": [UID], "name": "Withdrawn 1"}
    assert is_record("erasure", erasure)
    assert is_record("withdrawal", withdrawal)
    assert not is_record("memo", erasure)
    assert not is_record("erasure", {"text": "A memo that somebody calls an erasure"})
    assert not is_record("erasure", {"contents": ["words"], "payloads": []})
    assert not is_record("withdrawal", {"participant": UID, "attribute": UID, "value": "82"})
    assert not is_record("erasure", None)
