"""What two texts have in common, and that no passage is shown on other words than those that were coded."""

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualcode.model.diff import offsets_between
from qualcode.model.revisions import Anchored, Kept, OffsetMap, Replaced
from qualcode.model.text import Span
from qualcode.model.torn import keeping_together

TALK = (
    "I: How do you get on with the surgery?\n"
    "P1: They never ring back. I have rang four times this week, and nobody rings back.\n"
    "I: And the hospital?\n"
    "P1: The hospital is better. My mother was in for three weeks and the nurses were lovely with her.\n"
    "P1: Nobody told us about the tablets though, and then she fell in the kitchen one night.\n"
)


def between(before: str, after: str, *quotes: str) -> OffsetMap:
    """The map, with these quotes of the first text kept together."""
    spans = [Span(before.index(q), before.index(q) + len(q)) for q in quotes]
    return keeping_together(offsets_between(before, after), before, after, spans)


def placed(before: str, after: str, quote: str) -> tuple[str, str]:
    """The words that a quote of the first text has in the second ("" for none), and how."""
    start = before.index(quote)
    found = between(before, after, quote).anchor(Span(start, start + len(quote)))
    return (after[slice(*found.span)], found.how) if found.span else ("", found.why)


def test_a_mended_word_leaves_what_is_coded_beside_it_and_changes_what_is_coded_around_it() -> None:
    after = TALK.replace("have rang", "have rung")
    assert placed(TALK, after, "They never ring back.") == ("They never ring back.", "same")
    assert placed(TALK, after, "nobody rings back") == ("nobody rings back", "same")
    mended = ("I have rung four times this week", "changed")
    assert placed(TALK, after, "I have rang four times this week") == mended
    assert placed(TALK, after, "rang four times") == ("rung four times", "changed")
    assert placed(TALK, after, "I have rang") == ("I have rung", "changed")
    assert placed(TALK, after, "rang") == ("rung", "changed")


def test_lines_that_end_elsewhere_change_no_words() -> None:
    after = TALK.replace(" and ", "\n  and ")
    quote = "I have rang four times this week, and nobody rings back."
    assert placed(TALK, after, quote) == (quote.replace(" and ", "\n  and "), "same")


def test_what_is_taken_out_is_not_placed_on_the_same_word_elsewhere() -> None:
    after = TALK.replace(
        "They never ring back. I have rang four times this week, and nobody rings back.", "No."
    )
    text, why = placed(TALK, after, "nobody rings back")
    assert (text, why) == ("", "its words were taken out or rewritten")
    assert placed(TALK, after, "rings")[0] == ""


def test_a_paragraph_written_anew_keeps_no_word_that_happens_to_be_in_it() -> None:
    before = "First line here.\nWe trust the doctor since she came to us in the winter.\nLast line here."
    after = "First line here.\nNobody at all could trust anything that my brother said then.\nLast line here."
    found = offsets_between(before, after).anchor(Span(before.index("trust"), before.index("trust") + 5))
    assert found.span is None


def test_a_turn_that_was_moved_is_found_where_it_stands_and_said_to_be_moved() -> None:
    lines = TALK.splitlines(keepends=True)
    after = "".join([lines[4], *lines[:4]])
    quote = "Nobody told us about the tablets though"
    assert placed(TALK, after, quote) == (quote, "moved")
    assert placed(TALK, after, "The hospital is better.") == ("The hospital is better.", "same")


def test_a_short_passage_that_was_moved_among_others_alike_has_no_place() -> None:
    before = "A yes B. C then no more of it at all. D said the rest of it."
    after = "C then no more of it at all. D said yes the rest of yes it."
    assert placed(before, after, "yes")[0] == ""


def test_a_passage_that_another_copy_of_it_hides_is_unclear() -> None:
    before = "one two three four"
    torn = OffsetMap(())
    text = keeping_together(torn, before, "two three, two three", [Span(4, 13)])
    assert text.anchor(Span(4, 13)).why == "its words stand in several places, and which is meant isn't clear"
    once = keeping_together(torn, before, "two three", [Span(4, 13)])
    assert once.anchor(Span(4, 13)) == Anchored(Span(0, 9), "same")


@pytest.mark.parametrize("text", ["", " ", "a", "word", TALK])
def test_a_text_is_itself_and_nothing_has_nothing_in_common(text: str) -> None:
    same = offsets_between(text, text)
    assert all((kept.start, kept.end) == (kept.to, kept.to_end) for kept in same.kept)
    assert sum(kept.end - kept.start for kept in same.kept) == len(text)
    assert not same.replaced
    assert sum(kept.end - kept.start for kept in offsets_between(text, "").kept) == 0


def test_a_long_text_that_says_one_word_over_and_over_is_compared_too() -> None:
    before = "yes " * 5_000 + "no"
    after = "well " + "yes " * 3_000 + "so " + "yes " * 2_500 + "no"
    kept = offsets_between(before, after).kept
    assert all(before[k.start : k.end] == after[k.to : k.to_end] for k in kept)
    assert sum(k.end - k.start for k in kept) > len(before) * 0.7


def test_a_transcript_with_an_edit_in_every_fiftieth_word_keeps_the_others() -> None:
    chance = random.Random(4)
    words = [f"w{chance.randrange(900)}" for _ in range(8_000)]
    edited = [f"{word}x" if chance.random() < 0.02 else word for word in words]
    before, after = " ".join(words), " ".join(edited)
    offsets = offsets_between(before, after)
    assert sum(k.end - k.start for k in offsets.kept) > len(before) * 0.98
    assert offsets == offsets_between(before, after)


# Texts edited at random

WORDS = (
    "yes",
    "no",
    "the",
    "care",
    "nobody",
    "rings",
    "trust",
    "mother",
    "hospital,",
    "I",
    "said.",
    "tablets\n",
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str, list[int | None]]:
    """A text, another made of it by edits, and where in it each character of the second comes from."""
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60)))
    made: list[tuple[str, int | None]] = [(char, place) for place, char in enumerate(text)]
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(made)))
        end = draw(st.integers(start, min(len(made), start + 40)))
        new: list[tuple[str, int | None]] = [
            (char, None)
            for char in draw(st.sampled_from([" ", "x", "no ", "mother said. ", "trust the care "]))
        ]
        match draw(st.sampled_from(["insert", "delete", "replace", "move", "duplicate"])):
            case "insert":
                made[start:start] = new
            case "delete":
                del made[start:end]
            case "replace":
                made[start:end] = new
            case "move":
                taken = made[start:end]
                del made[start:end]
                to = draw(st.integers(0, len(made)))
                made[to:to] = taken
            case _:
                made[end:end] = [(char, None) for char, _ in made[start:end]]
    return text, "".join(char for char, _ in made), [place for _, place in made]


def untouched(sources: list[int | None], span: Span) -> bool:
    """Whether the characters of a span stand together, in order, in the text made of it."""
    if span.start not in sources:
        return False
    first = sources.index(span.start)
    return sources[first : first + span.end - span.start] == list(range(*span))


@given(edited(), st.data())
def test_an_untouched_passage_keeps_exactly_its_words_or_is_listed(
    made: tuple[str, str, list[int | None]], data: st.DataObject
) -> None:
    before, after, sources = made
    spans = [
        Span(start, end)
        for start in data.draw(st.lists(st.integers(0, len(before) - 1), min_size=1, max_size=5))
        for end in [data.draw(st.integers(start + 1, len(before)))]
    ]
    offsets = keeping_together(offsets_between(before, after), before, after, spans)
    for span in spans:
        found = offsets.anchor(span)
        quote = before[slice(*span)]
        if found.span is not None and found.how in ("same", "moved"):
            assert after[slice(*found.span)].split() == quote.split()
        if untouched(sources, span):
            assert found.span is None or after[slice(*found.span)] == quote
        if found.span is None:
            assert found.why


@given(edited())
@example(("a b", "b a", [2, 1, 0]))
def test_what_is_kept_is_alike_and_nothing_is_kept_twice(made: tuple[str, str, list[int | None]]) -> None:
    before, after, _ = made
    offsets = offsets_between(before, after)
    for kept in offsets.kept:
        assert before[kept.start : kept.end] == after[kept.to : kept.to_end]
    pieces: list[Kept | Replaced] = [*offsets.kept, *offsets.replaced]
    for here in (sorted((p.start, p.end) for p in pieces), sorted((p.to, p.to_end) for p in pieces)):
        assert all(one[1] <= other[0] for one, other in pairwise(here))
    assert OffsetMap.from_rows(**offsets.rows) == offsets
