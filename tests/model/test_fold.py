"""How operations make things: by hand for each rule, and by random logs for what holds of all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.fold import Recorded, fold, retracted_groups
from qualcode.model.operations import Create, Operation, Retract, Set
from qualcode.model.study import Code, Membership, Theme
from tests.model.logs import ANN, BEN, CODE, Log, thing, united


def two_copies(**values: Any) -> tuple[Log, Log, Operation]:
    """A code that two people have, each in a copy of their own."""
    ann = Log()
    made = ann.make(**values)
    return ann, Log("2" * 32, BEN, ann.recorded), made


def test_a_thing_is_as_it_was_made() -> None:
    log = Log()
    made = log.make(name="trust", brief="Believing", former_names=["faith"])
    assert thing(log.recorded) == Code(
        CODE,
        made.id,
        ANN,
        "2026-01-01T10:00:00.000Z",
        name="trust",
        brief="Believing",
        former_names=("faith",),
    )


def test_nothing_makes_nothing() -> None:
    assert fold([], frozenset()) is None


def test_a_change_replaces_the_value_and_is_the_head() -> None:
    log = Log()
    made = log.make(name="trust")
    renamed = log.set("name", "faith", made)
    code = thing(log.recorded)
    assert (code.name, code.open) == ("faith", ())
    assert code.heads_of("name") == (renamed.id,)
    assert code.heads_of("brief") == (made.id,)
    assert (code.made, code.by, code.at) == (made.id, ANN, "2026-01-01T10:00:00.000Z")


def test_a_field_that_was_never_given_can_be_set() -> None:
    log = Log()
    made = log.make(name="trust")
    log.set("brief", "Believing", made)
    assert (thing(log.recorded).brief, thing(log.recorded).open) == ("Believing", ())


def test_changes_that_did_not_know_of_each_other_are_an_open_difference() -> None:
    ann, ben, made = two_copies(name="trust")
    hers, his = ann.set("name", "faith", made), ben.set("name", "reliance", made)
    code = thing(united(ann, ben))
    assert code.open == ("name",)
    assert set(code.heads_of("name")) == {hers.id, his.id}
    assert code.name == ("faith" if hers.id > his.id else "reliance")  # one clock: the id decides


def test_meanwhile_the_later_one_is_shown() -> None:
    ann, ben, made = two_copies(name="trust")
    ann.set("brief", "x", made)
    hers, his = ann.set("name", "faith", made), ben.set("name", "reliance", made)
    assert hers.lamport > his.lamport
    code = thing(united(ben, ann))
    assert (code.name, code.open) == ("faith", ("name",))
    assert code.heads_of("name") == (his.id, hers.id)


def test_the_same_value_on_both_sides_is_no_difference_but_both_are_heads() -> None:
    ann, ben, made = two_copies(name="trust")
    heads = {ann.set("name", "faith", made).id, ben.set("name", "faith", made).id}
    code = thing(united(ann, ben))
    assert (code.name, code.open, set(code.heads_of("name"))) == ("faith", (), heads)


def test_lists_said_twice_are_no_difference() -> None:
    values = [("a", "b"), ["a", "b"]]
    log = Log()
    made = log.make(name="trust")
    sets = [Log(c * 32, seen=log.recorded).set("former_names", ["a", "b"], made) for c in "23"]
    recorded = [*log.recorded, *(Recorded(op, value) for op, value in zip(sets, values, strict=True))]
    assert thing(recorded).former_names == ("a", "b")
    assert thing(recorded).open == ()


def test_settling_supersedes_every_side() -> None:
    ann, ben, made = two_copies(name="trust")
    hers, his = ann.set("name", "faith", made), ben.set("name", "reliance", made)
    ann.recorded = united(ann, ben)
    settled = ann.set("name", "reliance", hers, his)
    code = thing(ann.recorded)
    assert (code.name, code.open, code.heads_of("name")) == ("reliance", (), (settled.id,))


def test_settling_one_side_only_leaves_the_other() -> None:
    ann, ben, made = two_copies(name="trust")
    hers, his = ann.set("name", "faith", made), ben.set("name", "reliance", made)
    ann.recorded = united(ann, ben)
    more = ann.set("name", "belief", hers)
    code = thing(ann.recorded)
    assert code.open == ("name",)
    assert set(code.heads_of("name")) == {his.id, more.id}


def test_taking_a_settlement_back_opens_the_difference_again() -> None:
    ann, ben, made = two_copies(name="trust")
    hers, his = ann.set("name", "faith", made), ben.set("name", "reliance", made)
    ann.recorded = united(ann, ben)
    before = thing(ann.recorded)
    ann.retract(ann.set("name", "reliance", hers, his))
    assert thing(ann.recorded) == before


def test_an_undone_change_shows_what_it_replaced_again() -> None:
    log = Log()
    made = log.make(name="trust")
    first = log.set("name", "faith", made)
    log.retract(log.set("name", "reliance", first))
    code = thing(log.recorded)
    assert (code.name, code.heads_of("name")) == ("faith", (first.id,))


def test_undoing_a_change_in_the_middle_keeps_what_came_after() -> None:
    """What the undone change replaced stays replaced by the one after it: `supersedes` is transitive."""
    log = Log()
    made = log.make(name="trust")
    middle = log.set("name", "faith", made)
    last = log.set("name", "reliance", middle)
    log.retract(middle)
    code = thing(log.recorded)
    assert (code.name, code.open, code.heads_of("name")) == ("reliance", (), (last.id,))


def test_undo_redo_undo_is_a_chain_of_retractions() -> None:
    log = Log()
    made = log.make(name="trust")
    change = log.set("name", "faith", made)
    names = []
    last = change
    for _ in range(5):
        last = log.retract(last)
        names.append(thing(log.recorded).name)
    assert names == ["trust", "faith", "trust", "faith", "trust"]


def test_a_chain_of_retractions_may_be_long() -> None:
    log = Log()
    last = change = log.make(name="trust")
    for _ in range(3001):
        last = Log(f"{len(log.recorded):032x}").retract(last)
        log.recorded.append(Recorded(last, None))
    assert change.group in retracted_groups(r.operation for r in log.recorded)


def test_two_undos_of_one_change_need_two_redos() -> None:
    ann, ben, made = two_copies(name="trust")
    change = ann.set("name", "faith", made)
    ben.recorded = united(ann, ben)
    hers, his = ann.retract(change), ben.retract(change)
    both = united(ann, ben)
    assert thing(both).name == "trust"
    ann.recorded = both
    ann.retract(hers)
    assert thing(ann.recorded).name == "trust"
    ann.retract(his)
    assert thing(ann.recorded).name == "faith"


def test_forged_circles_of_retractions_take_nothing_back() -> None:
    groups = [f"{n:032x}" for n in range(3)]
    log = Log()
    made = log.make(name="trust")
    circle = [
        Operation("9" * 32, n + 1, "", 1, ANN, "", "retract", "", groups[(n + 1) % 3], "", "", (), groups[n])
        for n in range(3)
    ]
    itself = Operation("8" * 32, 1, "", 1, ANN, "", "retract", "", "7" * 32, "", "", (), "7" * 32)
    out_of_it = Operation("6" * 32, 1, "", 1, ANN, "", "retract", "", made.group, "", "", (), groups[0])
    for order in ([*circle, itself, out_of_it], [out_of_it, itself, *reversed(circle)]):
        assert retracted_groups(order) == frozenset()


def test_a_change_of_something_undone_makes_nothing_until_redone() -> None:
    ann, ben, made = two_copies(name="trust")
    undone = ann.retract(made)
    ben.set("name", "faith", made)
    both = united(ann, ben)
    assert thing(both) is None
    ann.recorded = both
    ann.retract(undone)
    assert thing(ann.recorded).name == "faith"


PAIR = "ab" * 16


def membership(log: Log, member: bool = True, **more: Any) -> Operation:
    return log.make("membership", PAIR, theme="1" * 32, code="2" * 32, member=member, **more)


def test_a_pair_made_in_two_copies_is_one_thing() -> None:
    ann, ben = Log(), Log("2" * 32, BEN)
    ann.make(uid="3" * 32, name="before")
    hers, his = membership(ann), membership(ben)
    pair = thing(united(ann, ben), PAIR)
    assert isinstance(pair, Membership)
    assert pair.open == ()
    assert pair.made == his.id  # the first by the clock
    assert set(pair.heads_of("member")) == {hers.id, his.id}


def test_a_pair_made_differently_is_an_open_difference_and_outlives_one_undo() -> None:
    ann, ben = Log(), Log("2" * 32, BEN)
    hers, his = membership(ann), membership(ben, member=False)
    both = united(ann, ben)
    assert thing(both, PAIR).open == ("member",)
    ann.recorded = both
    ann.retract(hers)
    pair = thing(ann.recorded, PAIR)
    assert (pair.member, pair.open, pair.made) == (False, (), his.id)


def test_a_change_of_a_pair_made_twice_supersedes_both() -> None:
    ann, ben = Log(), Log("2" * 32, BEN)
    membership(ann), membership(ben)
    ann.recorded = united(ann, ben)
    heads = thing(ann.recorded, PAIR).heads_of("member")
    ann.write(Set("membership", PAIR, "member", False, heads))
    pair = thing(ann.recorded, PAIR)
    assert (pair.member, pair.open) == (False, ())


def test_advice_is_never_an_open_difference() -> None:
    ann, ben = Log(), None
    made = ann.make("theme", name="Engaging")
    ben = Log("2" * 32, BEN, ann.recorded)
    ann.write(Set("theme", CODE, "order", ["x"], (made.id,)))
    ann.write(Set("theme", CODE, "position", 7, (made.id,)))
    ben.write(Set("theme", CODE, "order", ["y"], (made.id,)))
    theme = thing(united(ann, ben))
    assert isinstance(theme, Theme)
    assert theme.open == ()
    assert theme.order in (("x",), ("y",))


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    log = Log()
    made = log.make(name="trust", mood="blue")
    log.set("mood", "red", made)
    log.make("hologram", "4" * 32, name="?")
    log.write(Set("hologram", "4" * 32, "name", "!", ()))
    code = thing(log.recorded)
    assert code == Code(CODE, made.id, ANN, "2026-01-01T10:00:00.000Z", name="trust")
    assert thing(log.recorded, "4" * 32) is None


def erased(recorded: list[Recorded], *operations: Operation) -> list[Recorded]:
    gone = {operation.id for operation in operations}
    return [Recorded(r.operation, None if r.operation.id in gone else r.value) for r in recorded]


def test_an_erased_making_leaves_a_thing_with_what_was_said_since() -> None:
    log = Log()
    made = log.make(name="trust", brief="Believing")
    change = log.set("brief", "Faith", made)
    code = thing(erased(log.recorded, made))
    assert (code.name, code.brief, code.made) == ("", "Faith", made.id)
    assert thing(erased(log.recorded, made, change)) is None


def test_a_thing_of_which_everything_is_erased_is_not_there() -> None:
    log = Log()
    made = log.make(name="trust", brief="Believing")
    assert thing(erased(log.recorded, made)) is None
    log.make("participant", "5" * 32, name="P1")
    assert thing(erased(log.recorded, made), "5" * 32).name == "P1"


def test_an_erased_change_does_not_bring_back_what_it_replaced() -> None:
    log = Log()
    made = log.make("participant", name="P1", portrait="Lives alone")
    change = log.write(Set("participant", CODE, "portrait", "Lives with a sister", (made.id,)))[0]
    participant = thing(erased(log.recorded, change))
    assert (participant.name, participant.portrait, participant.open) == ("P1", "", ())
    assert participant.heads_of("portrait") == (change.id,)


def test_erased_lists_are_empty_and_no_difference() -> None:
    ann, ben, made = two_copies(name="trust")
    hers, his = ann.set("former_names", ["x"], made), ben.set("former_names", [], made)
    code = thing(erased(united(ann, ben), hers, his))
    assert (code.former_names, code.open) == ((), ())


# Any logs

FIELDS: dict[str, list[Any]] = {
    "name": ["trust", "faith", "hope"],
    "status": ["candidate", "agreed"],
    "former_names": [["x"], ["y", "x"]],
}
UIDS = ("1" * 32, "2" * 32)


class Copies:
    """Two or three copies written to at random: what each may hold comes from what it has seen."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.logs = [Log(str(n) * 32, coder) for n, coder in enumerate((ANN, BEN, "c" * 32), start=1)]

    def step(self) -> None:
        log = self.draw(st.sampled_from(self.logs))
        match self.draw(st.sampled_from(["make", "set", "set", "retract", "unite"])):
            case "make":
                log.make(
                    uid=self.draw(st.sampled_from(UIDS)), name=self.draw(st.sampled_from(FIELDS["name"]))
                )
            case "set":
                self._set(log)
            case "retract" if log.recorded:
                log.retract(self.draw(st.sampled_from(log.recorded)).operation)
            case "unite":
                log.recorded = united(log, self.draw(st.sampled_from(self.logs)))

    def _set(self, log: Log) -> None:
        uid = self.draw(st.sampled_from(UIDS))
        seen = thing(log.recorded, uid)
        if seen is not None:
            name = self.draw(st.sampled_from(sorted(FIELDS)))
            value = self.draw(st.sampled_from(FIELDS[name]))
            log.write(Set("code", uid, name, value, seen.heads_of(name)))


@st.composite
def copies(draw: st.DrawFn) -> list[Log]:
    made = Copies(draw)
    for _ in range(draw(st.integers(1, 14))):
        made.step()
    return made.logs


def things(recorded: list[Recorded]) -> list[Any]:
    return [thing(recorded, uid) for uid in UIDS]


@given(copies(), st.randoms(use_true_random=False))
def test_the_order_of_operations_does_not_matter(logs: list[Log], random: Any) -> None:
    recorded = united(*logs)
    shuffled = list(recorded)
    random.shuffle(shuffled)
    assert things(shuffled) == things(recorded)


@given(copies())
def test_union_commutes_associates_is_idempotent_and_complete(logs: list[Log]) -> None:
    a, b, c = logs

    def union(*those: Log) -> Log:
        joined = Log("9" * 32)
        joined.recorded = united(*those)
        return joined

    def state(log: Log) -> tuple[frozenset[str], list[Any]]:
        return frozenset(r.operation.id for r in log.recorded), things(log.recorded)

    assert state(union(a, b)) == state(union(b, a))
    assert state(union(union(a, b), c)) == state(union(a, union(b, c)))
    assert state(union(a, a)) == state(a)
    assert state(union(a, b, c))[0] == {r.operation.id for log in logs for r in log.recorded}


@given(copies())
def test_undo_after_do_is_the_identity_after_a_merge_too(logs: list[Log]) -> None:
    log = Log("9" * 32)
    log.recorded = united(*logs)
    before = things(log.recorded)
    for uid, seen in zip(UIDS, before, strict=True):
        change = (
            Create("code", uid, {"name": "new"})
            if seen is None
            else Set("code", uid, "name", "new", seen.heads_of("name"))
        )
        done = log.write(change)[0]
        after = things(log.recorded)
        undone = log.retract(done)
        assert things(log.recorded) == before
        redone = log.retract(undone)
        assert things(log.recorded) == after
        log.retract(redone)


@given(copies())
def test_settling_clears_every_difference(logs: list[Log]) -> None:
    log = Log("9" * 32)
    log.recorded = united(*logs)
    for uid, seen in zip(UIDS, things(log.recorded), strict=True):
        for name in seen.open if seen is not None else ():
            log.write(Set("code", uid, name, getattr(seen, name), seen.heads_of(name)))
            settled = thing(log.recorded, uid)
            assert name not in settled.open
            assert getattr(settled, name) == getattr(seen, name)


@given(copies())
def test_heads_are_what_nothing_unretracted_supersedes(logs: list[Log]) -> None:
    """The definition, spelt out: over all unretracted writers of a field and everything they reach."""
    recorded = united(*logs)
    by_id = {r.operation.id: r.operation for r in recorded}
    retracted = retracted_groups(by_id.values())

    def reached(operation: Operation) -> set[str]:
        found: set[str] = set()
        for id_ in operation.supersedes:
            found |= {id_} | reached(by_id[id_])
        return found

    for uid in UIDS:
        seen = thing(recorded, uid)
        if seen is None:
            continue
        writers = [
            r.operation
            for r in recorded
            if r.operation.entity == uid
            and r.operation.group not in retracted
            and (r.operation.field == "name" or r.operation.action == "create")
        ]
        over = set().union(*map(reached, writers))
        assert set(seen.heads_of("name")) == {w.id for w in writers} - over


@pytest.mark.parametrize("action", [Retract("1" * 32)])
def test_a_retraction_of_what_is_not_there_does_nothing(action: Retract) -> None:
    log = Log()
    log.make(name="trust")
    log.write(action)
    assert thing(log.recorded).name == "trust"
