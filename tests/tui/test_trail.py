"""Back and forward, as in a browser."""

from qualcode.tui.trail import LONGEST, Spot, Trail

A, B, C = Spot("reading", ("a", "0")), Spot("matrix"), Spot("reading", ("b", "7"))


def test_back_and_forward_return_what_was_left() -> None:
    trail = Trail()
    trail.left(A)
    trail.left(B)
    assert trail.back(C) == B
    assert trail.back(B) == A
    assert trail.back(A) is None
    assert trail.forward(A) == B
    assert trail.forward(B) == C
    assert trail.forward(C) is None


def test_a_new_way_forgets_what_lay_before() -> None:
    trail = Trail()
    trail.left(A)
    assert trail.back(B) == A
    trail.left(A)
    assert trail.forward(C) is None
    assert trail.last == A


def test_where_one_is_already_is_no_step() -> None:
    trail = Trail()
    trail.left(A)
    trail.left(B)
    assert trail.back(B) == A


def test_the_oldest_are_forgotten() -> None:
    trail = Trail()
    for number in range(LONGEST + 10):
        trail.left(Spot("reading", (str(number), "0")))
    steps = 0
    here = A
    while (spot := trail.back(here)) is not None:
        here, steps = spot, steps + 1
    assert steps == LONGEST
