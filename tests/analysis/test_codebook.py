"""The codebook in order, and what people should look at."""

from qualcode.analysis.codebook import Codebook, findings
from qualcode.model.study import Code, Membership, Theme
from tests.analysis.studies import codebook, merged


def names(things: object) -> list[str]:
    return [thing.name for thing in things]  # type: ignore[attr-defined]  # codes or themes


def test_themes_stand_by_position_then_name_each_followed_by_those_within() -> None:
    book = codebook(
        [],
        None,
        Theme("c", name="c", position=10),
        Theme("b", name="B", position=20),
        Theme("a", name="a", position=20),
        Theme("c2", name="c2", parent="c", position=2),
        Theme("c1", name="c1", parent="c", position=1),
        Theme("c1x", name="c1x", parent="c1"),
        Theme("orphan", name="orphan", parent="gone", position=30),
        Theme("gone", name="gone", dropped=True),
    )
    assert names(book.ordered_themes) == ["c", "c1", "c1x", "c2", "a", "B", "orphan"]


def test_codes_stand_in_their_themes_order_and_those_it_lacks_follow_by_uid() -> None:
    codes = {uid: Code(uid, name=uid) for uid in "abcd"} | {
        "old": Code("old", name="old", status="set aside")
    }
    theme = Theme("t", name="t", order=("c", "gone", "a", "old"))
    book = Codebook(
        codes,
        {"t": theme},
        [
            *(Membership(uid, theme="t", code=uid) for uid in ("d", "b", "a", "c", "old", "nobody")),
        ],
    )
    assert names(book.codes_in["t"]) == ["c", "a", "b", "d"]


def test_a_code_taken_out_is_loose_and_one_in_two_themes_is_listed_once() -> None:
    codes = {uid: Code(uid, name=uid) for uid in "abz"} | {"B": Code("B", name="B")}
    themes = {uid: Theme(uid, name=uid, short=uid.upper()) for uid in ("s", "t")}
    book = Codebook(
        codes,
        themes,
        [
            Membership("1", theme="s", code="a"),
            Membership("2", theme="t", code="a"),
            Membership("3", theme="t", code="z", member=False),
        ],
    )
    assert names(book.themes_of["a"]) == ["s", "t"]
    assert names(book.loose_codes) == ["B", "b", "z"]
    assert names(book.ordered_codes) == ["a", "B", "b", "z"]
    assert book.code_column(codes["a"]).theme == "s"
    assert book.code_column(codes["z"]).theme == ""
    assert book.theme_column(themes["s"]).short == "S"


def test_codes_merged_come_under_the_last_one_by_name() -> None:
    book = codebook([merged("b", "c"), merged("a", "b"), "c", merged("lost", "")])
    assert book.finals == {"a": "c", "b": "c", "c": "c", "lost": "lost"}
    assert {uid: names(codes) for uid, codes in book.merged_from.items()} == {"c": ["a", "b"]}


def test_names_used_twice_circles_and_lost_merges_are_findings() -> None:
    codes = [
        Code("1", name="Trust"),
        Code("2", name="trust"),
        Code("3", name="trust", status="set aside"),
        Code("4", name="a", status="merged", merged_into="5"),
        Code("5", name="b", status="merged", merged_into="4"),
    ]
    themes = [
        Theme("t", name="time", parent="u"),
        Theme("u", name="unit", parent="t"),
        Theme("v", name="v", parent="u"),
        Theme("w", name="V"),
    ]
    book = Codebook({c.uid: c for c in codes}, {t.uid: t for t in themes}, [])
    assert findings(book) == [
        "2 codes are called “Trust”",
        "2 themes are called “V”",
        "“a” is merged in a circle and counts as itself",
        "“b” is merged in a circle and counts as itself",
        "theme “time” stands within itself",
        "theme “unit” stands within itself",
    ]
    assert {t.uid for t in book.ordered_themes} == {"t", "u", "v", "w"}


def test_a_sound_codebook_has_no_findings() -> None:
    assert findings(codebook(["a", "b", merged("c", "a")], {"t": ["a"]})) == []
