"""Who spoke about a thing, of how many asked: studies with known answers, and any study by brute force."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.counts import count_rows, count_table, counts, grouped
from qualcode.analysis.material import Material
from qualcode.analysis.matrix import columns_of, passages_under
from qualcode.model.charts import Column, Count
from qualcode.model.study import Code, Coding, Theme
from qualcode.model.text import Segment
from tests.analysis.studies import code_column, codebook, material, merged, summary, theme_column

ANN = "I: How do you trust them?\nAnn: They call me back. I rely on that.\nI: Always?\nAnn: Mostly."
BEN = "I: And you?\nBen: Trust takes years. They never call."
JOINT = "I: Both of you?\nCat: I do. We both do.\nDan: She does, I don't.\nI: Why?\nDan: Look at them."


def counted(made: Material, column: Column, among: Sequence[str] = ()) -> Count:
    people = frozenset(among or made.people.participants)
    return counts(made, column.uid, passages_under(made, column), [people])[0]


TRUST = code_column("trust")
TWO = {"ann": ANN, "ben": BEN}
OWN = {"Ann": ["ann"], "Ben": ["ben"]}


def test_overlapping_codings_of_two_coders_are_one_passage() -> None:
    made = material(
        TWO,
        OWN,
        codebook(["trust"]),
        [("A", "trust", "ann", "They call me back."), ("B", "trust", "ann", "call me back. I rely")],
    )
    assert counted(made, TRUST) == Count(participants=1, of=2, passages=1, codings=2)
    (passage,) = made.passages
    assert ANN[passage.start : passage.end] == "They call me back. I rely"


def test_codings_that_only_touch_are_two_passages() -> None:
    made = material(
        TWO,
        OWN,
        codebook(["trust"]),
        [("A", "trust", "ann", "They call"), ("A", "trust", "ann", " me back.")],
    )
    assert counted(made, TRUST) == Count(1, 2, 2, 2)


def test_a_chain_of_overlaps_is_one_passage_and_what_lies_within_another_too() -> None:
    quotes = ["They call me", "me back. I", "I rely on that.", "call"]
    made = material(TWO, OWN, codebook(["trust"]), [("A", "trust", "ann", quote) for quote in quotes])
    assert counted(made, TRUST) == Count(1, 2, 1, 4)


def test_what_only_the_interviewer_says_does_not_count() -> None:
    made = material(
        TWO,
        OWN,
        codebook(["trust"]),
        [
            ("A", "trust", "ann", "How do you trust"),
            ("A", "trust", "ann", "Always?"),
            ("A", "trust", "ben", "I: And"),
        ],
    )
    assert counted(made, TRUST) == Count(0, 2, 0, 0)


def test_a_question_coded_with_its_answer_counts() -> None:
    made = material(TWO, OWN, codebook(["trust"]), [("A", "trust", "ann", "Always?\nAnn: Mostly")])
    assert counted(made, TRUST) == Count(1, 2, 1, 1)


def test_labels_alone_are_nobodys_words() -> None:
    made = material(TWO, OWN, codebook(["trust"]), [("A", "trust", "ben", "\nBen: ")])
    assert counted(made, TRUST) == Count(0, 2, 0, 0)


def test_who_was_not_asked_is_left_out_of_n_unless_they_spoke_all_the_same() -> None:
    codings = [("A", "trust", "ann", "They call me back.")]
    asked = [summary("Ben", "trust", content="not asked")]
    book = codebook(["trust"])
    assert counted(material(TWO, OWN, book, codings, summaries=asked), TRUST) == Count(1, 1, 1, 1)
    spoke = [*codings, ("A", "trust", "ben", "Trust takes years.")]
    assert counted(material(TWO, OWN, book, spoke, summaries=asked), TRUST) == Count(2, 2, 2, 2)
    silent = [summary("Ben", "trust", content="nothing said"), summary("Ben", "other", content="not asked")]
    assert counted(material(TWO, OWN, book, codings, summaries=silent), TRUST) == Count(1, 2, 1, 1)


def test_in_a_joint_interview_each_speaks_for_themselves() -> None:
    people = {"Cat": ["joint/Cat"], "Dan": ["joint/Dan"]}
    made = material(
        {"joint": JOINT},
        people,
        codebook(["trust"]),
        [
            ("A", "trust", "joint", "We both do."),
            ("A", "trust", "joint", "Look at them."),
            ("B", "trust", "joint", "I don't"),
        ],
    )
    assert counted(made, TRUST, ["Cat"]) == Count(1, 1, 1, 1)
    assert counted(made, TRUST, ["Dan"]) == Count(1, 1, 2, 2)
    assert counted(made, TRUST) == Count(2, 2, 3, 3)


def test_a_passage_over_two_speakers_is_one_passage_of_both() -> None:
    people = {"Cat": ["joint/Cat"], "Dan": ["joint/Dan"]}
    made = material(
        {"joint": JOINT}, people, codebook(["trust"]), [("A", "trust", "joint", "both do.\nDan: She")]
    )
    assert counted(made, TRUST) == Count(2, 2, 1, 1)
    assert counted(made, TRUST, ["Dan"]) == Count(1, 1, 1, 1)


def test_whoever_claims_no_label_has_what_nobody_else_claims() -> None:
    people = {"Cat": ["joint/Cat"], "Pair": ["joint"]}
    made = material(
        {"joint": JOINT},
        people,
        codebook(["trust"]),
        [("A", "trust", "joint", "We both do."), ("A", "trust", "joint", "Look at them.")],
    )
    assert {p.participants for p in made.passages} == {("Cat",), ("Pair",)}


def test_a_group_speaks_with_one_voice_where_several_have_one_label() -> None:
    people = {"Cat": ["joint"], "Dan": ["joint"]}
    made = material({"joint": JOINT}, people, codebook(["trust"]), [("A", "trust", "joint", "Look at them.")])
    assert counted(made, TRUST) == Count(2, 2, 1, 1)


def test_passages_in_two_interviews_of_one_participant_are_counted_together() -> None:
    made = material(
        {"first": ANN, "second": BEN},
        {"Ann": ["first", "second"]},
        codebook(["trust"]),
        [("A", "trust", "first", "They call me back."), ("A", "trust", "second", "Trust takes years.")],
    )
    assert counted(made, TRUST) == Count(1, 1, 2, 2)
    assert made.sources_of == {"Ann": ("first", "second")}


def test_merged_codes_count_under_the_last_and_their_overlaps_as_one() -> None:
    book = codebook([merged("pulling together", "articulation"), merged("articulation", "trust"), "trust"])
    made = material(
        TWO,
        OWN,
        book,
        [
            ("A", "pulling together", "ann", "They call me back."),
            ("A", "trust", "ann", "back. I rely"),
            ("A", "articulation", "ben", "They never call."),
        ],
    )
    assert counted(made, TRUST) == Count(2, 2, 2, 3)
    assert counted(made, code_column("articulation")) == Count(0, 2, 0, 0)


def test_codes_merged_in_a_circle_count_as_themselves() -> None:
    book = codebook([merged("a", "b"), merged("b", "a"), merged("c", "b"), merged("d", "nowhere")])
    assert book.finals == {"a": "a", "b": "b", "c": "c", "d": "d"}
    made = material(
        TWO,
        OWN,
        book,
        [
            ("A", "a", "ann", "Mostly."),
            ("A", "b", "ben", "Trust takes years."),
            ("A", "c", "ben", "They never call."),
        ],
    )
    assert [counted(made, code_column(name)).passages for name in "abc"] == [1, 1, 1]


def test_a_code_set_aside_keeps_its_passages() -> None:
    book = codebook([Code("trust", name="trust", status="set aside")])
    made = material(TWO, OWN, book, [("A", "trust", "ann", "Mostly.")])
    assert counted(made, TRUST) == Count(1, 2, 1, 1)
    assert count_rows(made, [], made.people.participants) == []


def test_a_theme_counts_its_codes_and_those_of_the_themes_within_it() -> None:
    book = codebook(
        ["trust", "time", "talk"],
        {"engaging": ["trust"], "within": ["time", "trust"], "deep": ["talk"]},
        Theme("within", name="within", parent="engaging"),
        Theme("deep", name="deep", parent="within"),
    )
    made = material(
        TWO,
        OWN,
        book,
        [
            ("A", "trust", "ann", "They call me back."),
            ("A", "time", "ben", "Trust takes years."),
            ("A", "talk", "ben", "They never call."),
        ],
    )
    assert [c.uid for c in columns_of(made, "themes")] == ["engaging", "within", "deep"]
    assert counted(made, theme_column("engaging")) == Count(2, 2, 3, 3)
    assert counted(made, theme_column("within")) == Count(2, 2, 3, 3)
    assert counted(made, theme_column("deep")) == Count(1, 2, 1, 1)


def test_themes_in_a_circle_each_count_all_of_it() -> None:
    book = codebook(
        ["trust", "time"],
        {"a": ["trust"], "b": ["time"]},
        Theme("a", name="a", parent="b", order=("trust",)),
        Theme("b", name="b", parent="a", order=("time",)),
    )
    made = material(
        TWO, OWN, book, [("A", "trust", "ann", "Mostly."), ("A", "time", "ben", "Trust takes years.")]
    )
    assert {c.uid for c in columns_of(made, "themes")} == {"a", "b"}
    assert counted(made, theme_column("a")) == counted(made, theme_column("b")) == Count(2, 2, 2, 2)


def test_passages_of_nobody_count_only_where_everybody_is_counted() -> None:
    texts = {"ann": ANN, "note": "Ward round.\nNobody came.\n# Monday"}
    made = material(
        texts,
        {"Ann": ["ann"]},
        codebook(["trust"]),
        [
            ("A", "trust", "note", "Nobody came."),
            ("A", "trust", "note", "# Monday"),
            ("A", "trust", "ann", "Mostly."),
        ],
        values={"Ann": {"site": "Elm"}},
    )
    (row,) = count_rows(made, [], made.people.participants)
    assert row.count == Count(1, 1, 2, 2)
    (row,) = count_rows(made, [made.people.attribute("site")], made.people.participants)
    assert (row.group, row.count) == (("Elm",), Count(1, 1, 1, 1))
    assert count_rows(made, [], [])[0].count == Count(0, 0, 0, 0)


PLACES = {
    "Ann": {"site": "Elm", "type": "nurse"},
    "Ben": {"site": "Ash", "type": "nurse"},
    "Cat": {"site": "Elm", "type": "carer"},
    "Dan": {"site": "Elm"},
}
FOUR = {"ann": ANN, "ben": BEN, "joint": JOINT}
ALL = {"Ann": ["ann"], "Ben": ["ben"], "Cat": ["joint/Cat"], "Dan": ["joint/Dan"]}


def four() -> Material:
    return material(
        FOUR,
        ALL,
        codebook(["trust", "time"], {"engaging": ["trust"]}),
        [
            ("A", "trust", "ann", "They call me back."),
            ("B", "trust", "ben", "Trust takes years."),
            ("A", "trust", "joint", "both do.\nDan: She"),
            ("A", "time", "ben", "years"),
        ],
        values=PLACES,
    )


def test_counts_by_attributes_have_a_row_for_each_code_and_group() -> None:
    made = four()
    by = [made.people.attribute("site"), made.people.attribute("type")]
    rows = {(r.code, r.group): r.count for r in count_rows(made, by, made.people.participants)}
    assert rows == {
        ("trust", ("Ash", "nurse")): Count(1, 1, 1, 1),
        ("trust", ("Elm", "carer")): Count(1, 1, 1, 1),
        ("trust", ("Elm", "nurse")): Count(1, 1, 1, 1),
        ("trust", ("Elm", "")): Count(1, 1, 1, 1),
        ("time", ("Ash", "nurse")): Count(1, 1, 1, 1),
        ("time", ("Elm", "carer")): Count(0, 1, 0, 0),
        ("time", ("Elm", "nurse")): Count(0, 1, 0, 0),
        ("time", ("Elm", "")): Count(0, 1, 0, 0),
    }
    assert [r.theme for r in count_rows(made, [], ["Ann"])] == ["engaging", ""]
    assert list(grouped(made, by, ["Dan", "Ben"])) == [("Ash", "nurse"), ("Elm", "")]
    assert grouped(made, [], []) == {(): frozenset()}


def test_a_passage_of_two_people_of_one_group_is_one_passage_of_the_group() -> None:
    made = four()
    table = count_table(made, [made.people.attribute("site")], list(ALL), columns_of(made, "codes"))
    assert table.groups == (("All", "", 4), ("Site", "Ash", 1), ("Site", "Elm", 3))
    assert table.cells["trust", "Site", "Elm"] == Count(3, 3, 2, 2)
    assert table.cells["trust", "All", ""] == Count(4, 4, 3, 3)
    assert table.cells["time", "Site", "Elm"] == Count(0, 3, 0, 0)


# Any study, counted character by character


@dataclass(frozen=True)
class Drawn:
    text: str
    made: Material


@st.composite
def studies(draw: st.DrawFn) -> list[Drawn]:
    """A text of random segments, one of three labels the interviewer's, and codings anywhere in it."""
    lines = draw(
        st.lists(
            st.tuples(st.sampled_from(["I", "P", "Q", ""]), st.text("ab ", max_size=6)),
            min_size=1,
            max_size=8,
        )
    )
    text = "\n".join(f"{label}: {said}" if label else said for label, said in lines)
    sources = draw(
        st.lists(
            st.tuples(st.sampled_from(["Ann", "Ben"]), st.sampled_from(["t", "t/P", "t/Q", "t/I"])),
            max_size=4,
            unique=True,
        )
    )
    people: dict[str, list[str]] = {"Ann": [], "Ben": [], "Cat": []}
    for person, source in sources:
        people[person].append(source)
    made = material({"t": text}, people, codebook(["x", merged("y", "x"), "z"]))
    spans = st.tuples(st.integers(0, len(text)), st.integers(1, 9))
    for n, ((start, length), code, coder) in enumerate(
        draw(st.lists(st.tuples(spans, st.sampled_from("xyz"), st.sampled_from("AB")), max_size=8))
    ):
        end = min(len(text), start + length)
        if start < end:
            made.codings.append(  # type: ignore[attr-defined]  # a list here
                Coding(str(n), transcript="t", start=start, end=end, code=code, coder=coder)
            )
    return [Drawn(text, made)]


def by_brute_force(made: Material, code: str) -> tuple[set[str], int, int]:
    """Who speaks in the passages of a code, how many passages and codings: one character at a time."""
    content = next(iter(made.contents.values()))
    codings = [c for c in made.codings if made.codebook.finals[c.code] == code]
    claimed = {
        s.speaker: [t.participant for t in made.sources if t.speaker == s.speaker] for s in made.sources
    }

    def voices(segment: Segment) -> list[str] | None:
        if segment.speaker == "I":
            return None
        return claimed.get(segment.speaker, claimed.get("", [])) if segment.speaker else claimed.get("", [])

    # Characters marked by the same chain of overlapping codings have the same number.
    groups: list[set[int]] = []
    members: list[int] = []
    for coding in codings:
        marked = set(range(coding.start, coding.end))
        joined = [n for n, group in enumerate(groups) if group & marked]
        merged_group = marked.union(*(groups[n] for n in joined))
        number = 1 + sum(members[n] for n in joined)
        groups = [g for n, g in enumerate(groups) if n not in joined] + [merged_group]
        members = [m for n, m in enumerate(members) if n not in joined] + [number]
    spoke: set[str] = set()
    passages = codings_heard = 0
    for group, number in zip(groups, members, strict=True):
        heard = [
            v for s in content.segments if group & set(range(s.start, s.end)) and (v := voices(s)) is not None
        ]
        if heard:
            passages += 1
            codings_heard += number
            spoke |= {uid for v in heard for uid in v}
    return spoke, passages, codings_heard


@given(studies())
def test_passages_and_participants_are_those_found_by_brute_force(drawn: list[Drawn]) -> None:
    made = drawn[0].made
    for code in ("x", "z"):
        spoke, passages, codings = by_brute_force(made, code)
        found = made.passages_by_code.get(code, [])
        assert len(found) == passages
        assert sum(len(p.codings) for p in found) == codings
        assert {uid for p in found for uid in p.participants} == spoke
        for person in made.people.participants:
            own = [p for p in found if person in p.participants]
            expected = Count(int(person in spoke), 1, len(own), sum(len(p.codings) for p in own))
            assert counted(made, code_column(code), [person]) == expected
    (all_x, all_z) = count_rows(made, [], made.people.participants)
    assert (all_x.count.passages, all_z.count.passages) == tuple(by_brute_force(made, c)[1] for c in "xz")


@pytest.mark.parametrize("start", range(len(JOINT)))
def test_who_is_heard_at_each_single_character(start: int) -> None:
    made = material({"joint": JOINT}, {"Cat": ["joint/Cat"], "Dan": ["joint/Dan"]}, codebook(["trust"]))
    segment = next(
        (s for s in made.contents[made.transcripts["joint"].content].segments if s.start <= start < s.end),
        None,
    )
    heard, who = made.speech["joint"].heard(start, start + 1)
    assert heard == (segment is not None and segment.speaker != "I")
    assert who == ((segment.speaker,) if segment is not None and segment.speaker != "I" else ())
