"""What a field takes, what it refuses, and with which sentence."""

import re
from pathlib import Path
from typing import Any

import pytest

from qualcode.model import study
from qualcode.model.declare import KINDS, Entity, Rule, declare, defaults, field, pair_uid, rules
from qualcode.model.errors import Refused


@pytest.mark.parametrize(
    ("rule", "value", "stored"),
    [
        (Rule("text", "Note"), " two\nlines ", " two\nlines "),
        (Rule("text", "Note"), "", ""),
        (Rule("name", "Name"), "  care  coordination –\nas work ", "care coordination – as work"),
        (Rule("flag", "Read"), True, True),
        (Rule("integer", "Order"), -3, -3),
        (Rule("integer", "Order"), None, None),
        (Rule("choice", "Kind", choices=("a", "b")), "b", "b"),
        (Rule("choice", "Kind", choices=("a", "b")), "", ""),
        (Rule("ref", "Code"), "f" * 32, "f" * 32),
        (Rule("data", "Rests on"), {"x": [1]}, {"x": [1]}),
    ],
)
def test_a_value_is_taken(rule: Rule, value: Any, stored: Any) -> None:
    assert rule.checked(value) == stored


@pytest.mark.parametrize(
    ("rule", "value", "sentence"),
    [
        (Rule("text", "Note"), 3, "Note can't be 3: it must be of type text."),
        (Rule("name", "Name"), " \n ", "Name is empty: give it a few words."),
        (Rule("flag", "Read"), 1, "Read can't be 1: it must be of type flag."),
        (Rule("integer", "Order"), True, "Order can't be True: it must be of type integer."),
        (Rule("integer", "Order"), 1.5, "Order can't be 1.5: it must be of type integer."),
        (Rule("choice", "Kind", choices=("a", "b")), "c", "Kind can't be 'c': it must be one of: a, b."),
        (Rule("ref", "Code"), None, "Code can't be None: it must be of type ref."),
        (Rule("text", "Note"), "a\0b", "Note holds characters that no file can keep"),
        (Rule("name", "Name"), "a\ud83db", "Name holds characters that no file can keep"),
    ],
)
def test_a_value_is_refused_with_a_sentence(rule: Rule, value: Any, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        rule.checked(value)
    assert str(refusal.value).startswith(sentence)


def test_lists_come_back_as_tuples() -> None:
    assert Rule("data", "Order").restored(["a", "b"]) == ("a", "b")
    assert Rule("data", "Order").restored({"a": 1}) == {"a": 1}


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS.keys())
def test_every_default_is_a_value_of_its_field(cls: type[Entity]) -> None:
    for name, rule in rules(cls).items():
        if rule.type != "name":  # a thing without a name is one whose maker a newer version wrote
            value = defaults(cls)[name]
            assert rule.checked(value) == value


@pytest.mark.parametrize("cls", KINDS.values(), ids=KINDS.keys())
def test_every_kind_and_field_has_a_label(cls: type[Entity]) -> None:
    assert cls.label
    assert all(rule.label for rule in rules(cls).values())


def test_what_one_person_said_is_declared_as_personal() -> None:
    personal = {
        (kind, name) for kind, cls in KINDS.items() for name, rule in rules(cls).items() if rule.personal
    }
    assert personal == {
        ("participant", "portrait"),
        ("value", "value"),
        ("memo", "text"),
        ("summary", "text"),
        ("summary", "comment"),
    }


def test_a_kind_is_declared_once_with_its_fields_in_order() -> None:
    try:

        @declare("leaflet", "Leaflet")
        class Leaflet(Entity):
            title: str = field("name", "Title", default="", fixed=True)
            pages: int = field("integer", "Pages", default=2, advisory=True)

        assert KINDS["leaflet"] is Leaflet
        assert list(rules(Leaflet)) == ["title", "pages"]
        assert defaults(Leaflet) == {"title": "", "pages": 2}
        assert (Leaflet("1" * 32).pages, Leaflet.kind, Leaflet.label) == (2, "leaflet", "Leaflet")
    finally:
        KINDS.pop("leaflet", None)


def test_a_thing_is_hashed_by_its_uid_and_hands_back_what_made_it() -> None:
    code = study.Code("1" * 32, made="made", heads={"name": ("x", "y")}, name="one")
    assert hash(code) == hash(study.Code("1" * 32, name="other"))
    assert code != study.Code("1" * 32, made="made", name="other")
    assert code.heads_of("name") == ("x", "y")
    assert code.heads_of("brief") == ("made",)


def test_a_pair_has_the_same_uid_in_every_copy() -> None:
    assert pair_uid("membership", "1" * 32, "2" * 32) == "3d528ecfc59f296a4ba80c0c5990ca33"
    assert pair_uid("speaker", "1" * 32, "Frau Müller") == "ae1597f735d5f35d0b4c0d1ec19e605d"


def test_pairs_of_other_kinds_or_parts_are_other_things() -> None:
    uids = [
        pair_uid("a", "b", "c"), pair_uid("a", "c", "b"), pair_uid("a", "bc"), pair_uid("a", "b", "c", ""),
        pair_uid("ab", "c"), pair_uid("a", 'b","c'),
    ]  # fmt: skip
    assert len(set(uids)) == len(uids)
    assert all(len(uid) == 32 and int(uid, 16) >= 0 for uid in uids)


# What the uid of a thing says by itself, in every copy (of a link, its text is that of one transcript; of a
# placement, what it is about says of which kind that is, and on which transcript).
DERIVED_FROM = {
    "attribute": set(), "link": {"summary", "transcript", "content", "start", "end"},
    "membership": {"theme", "code"}, "participant": set(),
    "placement": {"transcript", "about_kind", "about", "content"},
    "revision": {"transcript", "before", "after"},
    "source": {"participant", "transcript", "speaker"},
    "speaker": {"transcript", "name"}, "stage": {"analysis", "transcript", "coder"},
    "summary": {"analysis", "participant", "column"}, "transcript": set(),
    "value": {"attribute", "participant"}, "withdrawal": {"participant"},
}  # fmt: skip


def test_every_kind_with_a_derived_uid_is_known_here() -> None:
    package = Path(study.__file__).parents[1]
    calls = re.compile(r'pair_uid\(\s*"(\w+)"')
    said = {
        kind for file in package.rglob("*.py") for kind in calls.findall(file.read_text(encoding="utf-8"))
    }
    assert said == set(DERIVED_FROM)


@pytest.mark.parametrize("kind", DERIVED_FROM)
def test_what_two_copies_may_make_differently_can_be_settled(kind: str) -> None:
    """Both make one thing: a field that its uid doesn't say may differ, so it must not be fixed."""
    assert {name for name, rule in rules(KINDS[kind]).items() if rule.fixed} <= DERIVED_FROM[kind]
