"""Coded passages adjusted: other ends, another code; many coded at once; shown in their context."""

from pathlib import Path

import pytest

from qualcode.model.study import Coding
from qualcode.model.text import Span
from qualcode.project import Project
from tests.project.small import ANN, JOINT, code_quote, codes, refused, small, unchanged

RELY = ANN.index("I rely on that.")
CALL = ANN.index("They call me back.")


def test_other_ends_make_a_new_coding_that_replaces_the_one_before(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely on that.")
        ben = project.coders.add("Ben")
        project.sign("Ben")
        before = len(project.history.all())
        made = project.codings.stretch(coding, CALL, coding.end + 1)
        assert (made.start, made.end) == (CALL, coding.end)
        assert (made.coder, made.code, made.transcript, made.content, made.analysis) == (
            coding.coder, coding.code, coding.transcript, coding.content, coding.analysis,
        )  # fmt: skip
        assert (made.replaces, made.by) == (coding.uid, ben.uid)
        assert project.codings.all() == [made]
        assert project.codings.of(project.transcripts.named("ann")) == [made]
        assert len(project.history.all()) == before + 1
        project.history.undo()
        assert [c.uid for c in project.codings.all()] == [coding.uid]
        project.history.redo()
        assert project.codings.all() == [made]
        assert project.check() == []


def test_the_same_ends_change_nothing_and_ends_without_words_or_outside_are_refused(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely on that.")
        again = unchanged(lambda: project.codings.stretch(coding, coding.start - 1, coding.end + 1), project)
        assert again == coding
        assert "Nothing is selected" in refused(lambda: project.codings.stretch(coding, 5, 5), project)
        assert "There is no text" in refused(lambda: project.codings.stretch(coding, 0, 10_000), project)


def test_nothing_is_coded_twice_by_stretching_or_recoding(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        first = code_quote(project, "trust", "ann", "I rely on that.")
        second = code_quote(project, "trust", "ann", "I rely")
        third = code_quote(project, "time", "ann", "I rely")
        said = refused(lambda: project.codings.stretch(second, first.start, first.end), project)
        assert said == f"Ann has coded ann {first.start}–{first.end} as “trust” already."
        said = refused(lambda: project.codings.recode(third, codes(project)["trust"]), project)
        assert said == f"Ann has coded ann {second.start}–{second.end} as “trust” already."
        project.coders.add("Ben")
        project.sign("Ben")
        bens = code_quote(project, "time", "ann", "I rely on that.")
        project.codings.recode(bens, codes(project)["trust"])  # another coder's is no obstacle
        project.codings.stretch(bens, second.start, second.end)
        assert len(project.codings.all()) == 4


def test_a_merged_code_is_no_way_round(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "I rely")
        other = code_quote(project, "time", "ann", "I rely on that.")
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        said = refused(lambda: project.codings.stretch(other, RELY, RELY + 6), project)
        assert said == f"Ann has coded ann {RELY}–{RELY + 6} as “time” already."
        project.codings.recode(other, codes(project)["trust"])  # itself is no obstacle
        assert {c.code for c in project.codings.all()} == {codes(project)["trust"].uid}


def test_memos_go_with_a_passage_through_all_its_ends(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely")
        first = project.memos.add(coding, "First")
        longer = project.codings.stretch(coding, RELY, RELY + 15)
        second = project.memos.add(longer, "Second")
        longest = project.codings.stretch(longer, CALL, RELY + 15)
        assert project.codings.memos()[longest.uid] == [first, second]
        assert project.memos.all(longest) == [first, second]
        assert [row[5] for row in project.codings.rows()] == ["First\nSecond"]
        assert project.codings.replaced(longest) == [longer.uid, coding.uid]
        assert project.codings.heirs(coding) == project.codings.heirs(longest) == [longest]
        project.history.undo()
        assert [row[5] for row in project.codings.rows()] == ["First\nSecond"]
        project.history.undo()
        project.history.undo()
        assert [row[5] for row in project.codings.rows()] == ["First"]
        assert project.findings() == []


def test_what_was_adjusted_meanwhile_is_followed_and_what_is_gone_is_said(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely")
        longer = project.codings.stretch(coding, RELY, RELY + 15)
        longest = project.codings.stretch(coding, CALL, RELY + 15)  # as two quick keys do
        assert longest.replaces == longer.uid
        project.codings.recode(coding, codes(project)["time"])
        (now,) = project.codings.all()
        assert (now.uid, now.code) == (longest.uid, codes(project)["time"].uid)
        project.codings.remove([now])
        for change in (
            lambda: project.codings.stretch(coding, 3, 9),
            lambda: project.codings.recode(coding, codes(project)["trust"]),
        ):
            assert refused(change, project) == (
                "This coded passage isn't there any more as you saw it: look at it again."
            )


def copies(tmp_path: Path) -> tuple[Project, Project, Coding]:
    """A project with a coding of Ann's, and Ben's copy of it."""
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely")
        project.coders.add("Ben")
        project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        path = project.path
    return Project.open(path, coder="Ann"), Project.open(tmp_path / "ben.qualcode", coder="Ben"), coding


def test_ends_adjusted_in_two_copies_stand_both_and_are_one_passage(tmp_path: Path) -> None:
    ann, ben, coding = copies(tmp_path)
    with ann, ben:
        ann.memos.add(coding, "Why?")
        left = ann.codings.stretch(coding, CALL, coding.end)
        right = ben.codings.stretch(coding, coding.start, RELY + 15)
        ben.close()
        ann.copies.bring_in(tmp_path / "ben.qualcode")
        assert {c.uid for c in ann.codings.all()} == {left.uid, right.uid}
        assert {c.uid for c in ann.codings.heirs(coding)} == {left.uid, right.uid}
        assert ann.copies.differences() == []
        assert [row[5] for row in ann.codings.rows()] == ["Why?", "Why?"]
        (passage,) = ann.materials.material().passages
        assert (passage.start, passage.end) == (CALL, RELY + 15)
        assert refused(lambda: ann.codings.stretch(coding, 3, 9), ann).startswith("This coded passage isn't")
        ann.history.undo()
        assert {c.uid for c in ann.codings.all()} == {right.uid}
        assert ann.check() == ann.history.verify() == []


def test_a_code_changed_in_one_copy_and_ends_in_another_is_a_finding(tmp_path: Path) -> None:
    ann, ben, coding = copies(tmp_path)
    with ann, ben:
        ann.codings.stretch(coding, CALL, coding.end)
        ben.codings.recode(coding, codes(ben)["time"])
        ben.close()
        ann.copies.bring_in(tmp_path / "ben.qualcode")
        assert ann.findings() == [
            f"ann {CALL}–{coding.end} is coded as “trust”; a copy, where its ends hadn't been adjusted, "
            "says “time”"
        ]
        (now,) = ann.codings.all()
        ann.codings.recode(now, codes(ann)["time"])
        assert ann.findings() == []


def test_ends_wait_for_a_difference_about_the_code(tmp_path: Path) -> None:
    ann, ben, coding = copies(tmp_path)
    with ann, ben:
        third = ann.codebook.add_code("hope")
        ann.codings.recode(coding, third)
        ben.codings.recode(coding, codes(ben)["time"])
        ben.close()
        ann.copies.bring_in(tmp_path / "ben.qualcode")
        (now,) = ann.codings.all()
        said = refused(lambda: ann.codings.stretch(now, CALL, now.end), ann)
        assert said.startswith("Copies say differently which code ann ")
        (difference,) = ann.copies.differences()
        ann.copies.settle(difference, third.uid, "It is hope")
        (now,) = ann.codings.all()
        assert ann.codings.stretch(now, CALL, now.end).code == third.uid


def test_what_was_adjusted_since_it_was_seen_is_taken_off_and_split_off(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        seen = code_quote(project, "trust", "ann", "I rely")
        now = project.codings.stretch(seen, CALL, seen.end)
        (hope,) = project.codebook.split(codes(project)["trust"], {"hope": [seen]})
        assert [(c.uid, c.code) for c in project.codings.all()] == [(now.uid, hope.uid)]
        project.codings.remove([seen])
        assert project.codings.all() == []
        unchanged(lambda: project.codings.remove([seen, now]), project)  # it is off already
        said = refused(lambda: project.codebook.split(hope, {"faith": [seen]}), project)
        assert said.startswith("This coded passage isn't there any more")


def test_which_of_two_that_replace_it_is_to_be_taken_off_is_not_guessed(tmp_path: Path) -> None:
    ann, ben, coding = copies(tmp_path)
    with ann, ben:
        ann.codings.stretch(coding, CALL, coding.end)
        ben.codings.stretch(coding, coding.start, RELY + 15)
        ben.close()
        ann.copies.bring_in(tmp_path / "ben.qualcode")
        assert refused(lambda: ann.codings.remove([coding]), ann).startswith("This coded passage isn't")


def test_other_ends_leave_the_code_that_a_passage_was_given_meanwhile(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        seen = code_quote(project, "trust", "ann", "I rely")
        project.codings.recode(seen, codes(project)["time"])
        made = project.codings.stretch(seen, CALL, seen.end)
        assert made.code == codes(project)["time"].uid
        assert project.findings() == []


def test_what_a_summary_rests_on_is_found_under_the_new_ends(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "I rely")
        trust, ann = codes(project)["trust"], project.transcripts.named("ann")
        p1 = project.participants.named("P1")
        project.charting.link(p1, trust, ann, coding.start, coding.end)
        project.charting.write(p1, trust, text="Relies on it")
        project.codings.stretch(coding, CALL, RELY + 15)
        summary = project.charting.summary(p1, trust)
        assert summary is not None
        assert project.charting.again(summary) == ""
        (extract,) = project.charting.extracts(p1, project.codebook.now.code_column(trust))
        assert (extract.start, extract.end, extract.relation) == (CALL, RELY + 15, "supports")


def test_many_places_are_coded_as_one_change_and_what_is_there_is_left(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, ann, joint = codes(project)["trust"], *map(project.transcripts.named, ("ann", "joint"))
        code_quote(project, "trust", "ann", "I rely on that.")
        places = [
            (ann, Span(RELY - 1, RELY + 16)),
            (joint, Span(3, 8)),
            (joint, Span(2, 8)),
            (ann, Span(CALL, CALL + 4)),
        ]
        assert project.codings.not_yet(trust, places) == [
            (joint, Span(3, 8)), (ann, Span(CALL, CALL + 4)),
        ]  # fmt: skip
        before = len(project.history.all())
        assert project.codings.apply_all(trust, places) == 2
        assert len(project.history.all()) == before + 1
        assert unchanged(lambda: project.codings.apply_all(trust, places), project) == 0
        assert len(project.codings.all()) == 3
        project.history.undo()
        assert len(project.codings.all()) == 1
        said = refused(lambda: project.codings.apply_all(trust, [*places, (ann, Span(4, 4))]), project)
        assert "Nothing is selected" in said


def test_the_passages_of_a_code_and_of_what_was_merged_into_it_stand_in_order(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        late = code_quote(project, "time", "ann", "Mostly")
        early = code_quote(project, "trust", "ann", "call")
        ash = code_quote(project, "trust", "ben", "takes years")
        trust, time = codes(project)["trust"], codes(project)["time"]
        assert project.codings.under(trust) == [early, ash]  # Elm is before Ash on the shelf
        project.codebook.merge(time, trust)
        assert project.codings.under(trust) == [early, late, ash]
        assert project.codings.under(time) == [late]


@pytest.mark.parametrize(
    ("transcript", "quote", "expected"),
    [
        ("ann", "call", (2, "P1", "They ", "call", " me back. I rely on that.")),
        ("joint", "We both do.\nP4: She", (2, "P3", "I do. ", "We both do. P4: She", " does, I don't.")),
        ("joint", "P4: She does", (3, "P4", "", "P4: She does", ", I don't.")),
        ("joint", "P4:", None),
        ("ben", "never call.", (2, "P2", "Trust takes years. They ", "never call.", "")),
    ],
)
def test_a_passage_is_shown_in_its_context(
    tmp_path: Path, transcript: str, quote: str, expected: tuple[int, str, str, str, str] | None
) -> None:
    with small(tmp_path) as project:
        if expected is None:
            start = JOINT.index(quote)
            source = project.transcripts.named(transcript)
            coding = project.codings.apply(codes(project)["trust"], source, start, start + 3)
            expected = (3, "P4", "", "P4:", "")
        else:
            coding = code_quote(project, "trust", transcript, quote)
        hit = project.codings.context(coding)
        assert (hit.turn, hit.speaker, hit.before, hit.match, hit.after) == expected
        assert (hit.transcript, hit.span) == (coding.transcript, Span(coding.start, coding.end))
