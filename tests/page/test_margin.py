from qualcode.page.cells import width
from qualcode.page.lanes import Lanes
from qualcode.page.margin import Name, Stripe, begins, names, stripes
from tests.page.test_lanes import Coded


def test_a_stripe_bears_its_letter_where_it_begins() -> None:
    codings = [Coded("a", 0, 50, "x"), Coded("b", 10, 20, "y")]

    assert stripes(codings, codings[1:], Lanes(codings), 3, str) == [
        Stripe("x", " "),
        Stripe("y", "y"),
        Stripe(),
    ]


def test_codings_beyond_the_lanes_are_counted() -> None:
    codings = [Coded(str(n), 0, 50, "x") for n in range(5)]

    assert stripes(codings, [], Lanes(codings), 3, str)[-1] == Stripe("", "+3")


def test_names_share_the_room() -> None:
    codings = [Coded(str(n), 0, 50, f"care coordination {n}") for n in range(5)]
    for room in range(60):
        assert sum(width(name.text) for name in names(codings, room, str)) <= room
    assert names(codings[:1], 30, str) == [Name("care coordination 0", "care coordination 0")]
    assert names(codings, 30, str)[-1].text == " +2"


def test_names_that_begin_alike_are_cut_where_they_are_alike() -> None:
    for one, other, room, drawn in (
        ("the plan in the clinic", "the plan in use at home", 30, "th…the clinic, the…use at home"),
        ("the plan in theory", "the plan in use", 24, "the…theory, the plan…use"),
        ("care – as work", "care – as burden", 20, "car…work, car…burden"),
        ("administration", "administrator", 24, "admin…tion, administ…tor"),
        ("hope", "trust and time together", 20, "hope, trust and tim…"),
    ):
        codings = [Coded("1", 0, 50, one), Coded("2", 0, 50, other)]
        assert "".join(name.text for name in names(codings, room, str)) == drawn
        for room in range(60):
            assert sum(width(name.text) for name in names(codings, room, str)) <= room


def test_a_coding_begins_on_the_first_row_it_touches() -> None:
    assert begins(Coded("a", 12, 20), row_start=10, stop_above=10)
    assert begins(Coded("a", 8, 20), row_start=10, stop_above=7)
    assert not begins(Coded("a", 6, 20), row_start=10, stop_above=7)
