"""Places in one version of a text, taken along to the next."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.revisions import Anchored, Edit, Kept, OffsetMap, Replaced, edited
from qualcode.model.text import Content, Segment, Span

TEXT = "Sarah: I went to see Dr Jones on Monday.\nInt: Did she help?\nSarah: Sarah did, yes.\n"


def content(text: str = TEXT) -> Content:
    """The text as a transcript of two speakers."""
    segments = []
    place = 0
    for line in text.splitlines(keepends=True):
        label, _, said = line.partition(": ")
        segments.append(Segment(label, place + len(label) + 2, place + len(label) + 2 + len(said) - 1))
        place += len(line)
    return Content(text, tuple(segments))


def at(quote: str, text: str = TEXT) -> Span:
    """The first place of a quote."""
    return Span(text.index(quote), text.index(quote) + len(quote))


def edit(*pairs: tuple[str, str], labels: dict[str, str] | None = None) -> tuple[Content, OffsetMap]:
    """The transcript with the first place of words given others."""
    return edited(content(), [Edit(at(old), new) for old, new in pairs], kind="name", labels=labels or {})


def test_words_go_along_with_what_is_put_before_them() -> None:
    new, offsets = edit(("I went", "Well, I went"))
    assert new.text.startswith("Sarah: Well, I went to")
    span = offsets.anchor(at("Dr Jones on Monday"))
    assert span == Anchored(at("Dr Jones on Monday", new.text), "same")


def test_a_passage_stretches_over_what_was_put_for_a_name_inside_it_and_is_known_to() -> None:
    new, offsets = edit(("Dr Jones", "[GP]"))
    there = offsets.anchor(at("to see Dr Jones on Monday"))
    assert there.span is not None
    assert (new.text[slice(*there.span)], there.how) == ("to see [GP] on Monday", "name")


@pytest.mark.parametrize("quote", ["Dr Jones", "Jones", "Dr"])
def test_a_name_or_a_part_of_it_is_the_whole_of_what_stands_for_it(quote: str) -> None:
    new, offsets = edit(("Dr Jones", "[GP]"))
    assert offsets.anchor(at(quote)) == Anchored(at("[GP]", new.text), "name")


def test_a_passage_that_ends_in_a_name_ends_with_what_stands_for_it() -> None:
    new, offsets = edit(("Dr Jones", "[GP]"))
    assert offsets.anchor(at("to see Dr")).span == at("to see [GP]", new.text)
    assert offsets.anchor(at("Jones on Monday")).span == at("[GP] on Monday", new.text)


def test_what_was_taken_out_has_no_place_and_what_was_around_it_has() -> None:
    new, offsets = edit((" on Monday", ""))
    assert offsets.anchor(at("on Monday")).span is None
    assert "taken out" in offsets.anchor(at("on Monday")).why
    assert offsets.anchor(at("see Dr Jones on Monday")) == Anchored(at("see Dr Jones", new.text), "changed")
    assert offsets.anchor(at("see Dr Jones on Monday.")) == Anchored(at("see Dr Jones.", new.text), "changed")


def test_a_passage_of_which_little_was_kept_has_no_place() -> None:
    assert edit(("went to see Dr Jones on", ""))[1].anchor(at("went to see Dr Jones on Monday")).span is None


def test_a_passage_into_which_very_much_was_put_has_no_place() -> None:
    _, offsets = edit(("to see", "to see" + " and so on" * 60))
    assert "much was put" in offsets.anchor(at("I went to see Dr Jones on Monday")).why


def test_a_passage_whose_parts_stand_in_another_order_has_no_place() -> None:
    swapped = OffsetMap((Kept(0, 5, 10), Kept(5, 10, 0, moved=True)))
    assert swapped.anchor(Span(3, 8)).span is None
    assert swapped.anchor(Span(6, 9)) == Anchored(Span(1, 4), "moved")


def test_what_is_unclear_has_no_place_and_only_that() -> None:
    offsets = OffsetMap((Kept(0, 10, 5),), (), (Span(2, 4),))
    assert "several places" in offsets.anchor(Span(2, 4)).why
    assert offsets.anchor(Span(2, 5)).span == Span(7, 10)


def test_a_map_is_kept_as_rows_and_is_the_same_again() -> None:
    offsets = OffsetMap(
        (Kept(0, 3, 1), Kept(5, 9, 20, moved=True)), (Replaced(3, 5, 4, 7, "name"),), (Span(1, 2),)
    )
    assert OffsetMap.from_rows(**offsets.rows) == offsets


def test_a_label_that_is_replaced_is_the_speaker_too() -> None:
    new, _ = edited(content(), [Edit(Span(0, 5), "[Carer 1]"), Edit(at("Sarah: Sarah"), "[Carer 1]: Sarah")])
    assert new.segments[0].speaker == "[Carer 1]"
    assert new.text[slice(*new.segments[0][1:3])] == "I went to see Dr Jones on Monday."
    called, _ = edit(("Dr Jones", "[GP]"), labels={"Sarah": "[Carer 1]"})
    assert [s.speaker for s in called.segments] == ["[Carer 1]", "Int", "[Carer 1]"]


def test_segments_hold_what_is_put_in_at_their_ends() -> None:
    text = content()
    first = text.segments[0]
    new, _ = edited(
        text, [Edit(Span(first.start, first.start), "Oh. "), Edit(Span(first.end, first.end), " Yes.")]
    )
    assert new.text[new.segments[0].start : new.segments[0].end].startswith("Oh. I went")
    assert new.text[new.segments[0].start : new.segments[0].end].endswith("on Monday. Yes.")
    assert new.text[new.segments[1].start : new.segments[1].end] == "Did she help?"


@pytest.mark.parametrize("spans", [[Span(0, 5), Span(3, 8)], [Span(5, 900)], [Span(6, 4)]])
def test_edits_that_cannot_be_are_refused(spans: list[Span]) -> None:
    with pytest.raises(ValueError, match="nothing can be put"):
        edited(content(), [Edit(span, "x") for span in spans])


LENGTH = 30


@st.composite
def maps(draw: st.DrawFn) -> OffsetMap:
    """Any map between texts of LENGTH characters: each kept at most once on either side."""
    places = draw(st.permutations(range(LENGTH)))
    cuts = sorted(draw(st.sets(st.integers(1, LENGTH - 1), max_size=6)))
    kept = []
    used: set[int] = set()
    for start, end in zip([0, *cuts], [*cuts, LENGTH], strict=True):
        to = places[start]
        there = set(range(to, to + end - start))
        if to + end - start <= LENGTH and not there & used:
            used |= there
            kept.append(Kept(start, end, to, draw(st.booleans())))
    return OffsetMap(tuple(kept))


def points(offsets: OffsetMap) -> dict[int, tuple[int, bool]]:
    """Where each place goes, and whether as one that was moved."""
    return {p: (k.to + p - k.start, k.moved) for k in offsets.kept for p in range(k.start, k.end)}


@given(maps(), maps(), maps())
def test_maps_compose_associatively(one: OffsetMap, two: OffsetMap, three: OffsetMap) -> None:
    assert one.then(two).then(three) == one.then(two.then(three))


@given(maps(), maps())
def test_composed_maps_are_one_after_the_other(one: OffsetMap, two: OffsetMap) -> None:
    first, second = points(one), points(two)
    expected = {
        place: (second[there][0], moved or second[there][1])
        for place, (there, moved) in first.items()
        if there in second
    }
    assert points(one.then(two)) == expected


@given(maps())
def test_a_map_there_and_back_is_where_one_was(one: OffsetMap) -> None:
    assert one.inverted.inverted == one
    assert all(place == there for place, (there, _) in points(one.then(one.inverted)).items())


@given(st.data())
def test_edits_keep_all_that_they_do_not_touch(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", min_size=1, max_size=60))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8)))
    edits = [
        Edit(Span(start, end), data.draw(st.text("xy", max_size=4)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    new, offsets = edited(Content(text, (Segment("A", 0, len(text)),)), edits)
    assert new.segments == (Segment("A", 0, len(new.text)),)
    assert new.text.count("x") + new.text.count("y") == sum(len(words) for _, words in edits)
    for kept in offsets.kept:
        assert new.text[kept.to : kept.to_end] == text[kept.start : kept.end]
    touched = {place for span, _ in edits for place in range(*span)}
    assert {p for k in offsets.kept for p in range(k.start, k.end)} == set(range(len(text))) - touched


GAP = OffsetMap((Kept(0, 10, 0), Kept(20, 30, 15), Kept(30, 40, 35)))


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (Span(15, 28), "the text around its beginning was rewritten"),
        (Span(2, 13), "the text around its end was rewritten"),
        (Span(32, 45), "the text around its end was rewritten"),
        (Span(10, 30), Span(10, 25)),  # it begins where the rewritten words begin
        (Span(2, 20), "most of its words were rewritten"),
        (Span(0, 20), Span(0, 15)),
        (Span(22, 38), Span(17, 43)),
        (Span(12, 18), "its words were taken out or rewritten"),
    ],
)
def test_an_end_is_known_where_it_was_kept_or_is_the_edits_own(span: Span, found: Span | str) -> None:
    there = GAP.anchor(span)
    assert (there.span or there.why) == found


@pytest.mark.parametrize(("place", "there"), [(4, 4), (14, 10), (25, 20), (60, 45)])
def test_a_place_is_near_what_stood_before_it(place: int, there: int) -> None:
    assert GAP.near(place) == there
    assert OffsetMap((Kept(5, 6, 0),)).near(2) == 0


def test_a_passage_made_of_stretches_that_were_moved_together_is_moved() -> None:
    offsets = OffsetMap(
        (Kept(0, 5, 10, moved=True), Kept(7, 9, 17, moved=True)), (Replaced(5, 7, 15, 17, "space"),)
    )
    assert offsets.anchor(Span(2, 8)) == Anchored(Span(12, 18), "moved")
