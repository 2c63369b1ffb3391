from qualcode.page.cells import width
from qualcode.page.entries import CodeEntry, ThemeEntry, is_new, listed, numbered, ranked

CODES = [
    CodeEntry("1", "care coordination – as articulation work", themes=("Connecting",)),
    CodeEntry("2", "articulation"),
    CodeEntry("3", "hope", definition="Looking forward to a part in things"),
    CodeEntry("4", "heart", themes=("Engaging",)),
    CodeEntry("5", "café visits"),
]


def _found(typed: str, *recent: str) -> list[str]:
    return [entry.uid for entry in ranked(CODES, typed, recent)]


def test_the_likeliest_comes_first() -> None:
    assert _found("art") == ["2", "1", "4", "3"]
    assert _found("art", "1", "2")[:2] == ["2", "1"]
    assert _found("engag") == ["4"]
    assert _found("looking") == ["3"]
    assert _found("cafe") == ["5"]
    assert _found("as work") == ["1"]
    assert _found("coordination as") == ["1"]
    assert _found("zzz") == []


def test_nothing_typed_shows_all_last_used_first() -> None:
    assert _found("") == ["1", "2", "3", "4", "5"]
    assert _found("", "4", "2") == ["4", "2", "1", "3", "5"]


def test_a_name_that_exists_is_not_new() -> None:
    assert not is_new(CODES, "  HOPE ")
    assert is_new(CODES, "hop")
    assert not is_new(CODES, " ")


def test_a_folded_theme_hides_its_codes() -> None:
    themes = [
        ThemeEntry("t", "Connecting", tuple(CODES[:2])),
        ThemeEntry("", "In no theme", tuple(CODES[2:])),
    ]

    assert len(listed(themes)) == 7
    assert [line.uid for line in listed(themes, {"t"})] == ["t", "", "3", "4", "5"]


def test_a_number_stands_at_the_edge() -> None:
    name, number = numbered("a rather long name of a code", "31", 20)

    assert width(name + number) == 20
    assert number.endswith(" 31")


def test_names_that_begin_alike_are_cut_where_they_are_alike() -> None:
    cut = [
        numbered(f"care coordination – as {rest}", "3 ", 30)[0] for rest in ("artful work", "administering")
    ]
    assert cut == ["care coor… – as artful work", "care co… – as administering"]
    assert numbered("care", "3 ", 12) == ("care", "      3 ")
    assert numbered("a – " + "long " * 9, "3 ", 12)[0].endswith("…")
