"""The worklist of what may identify someone, decisions about it, and pseudonyms in its place."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.identifiers import find
from qualcode.analysis.identifiers.replacing import Pseudonyms, Replacing
from qualcode.model.errors import NoSuchThing, Refused
from qualcode.model.revisions import Edit, edited
from qualcode.model.study import Memo, Participant, Revision, Speaker
from qualcode.model.text import Content, Segment, Span
from qualcode.project import Project
from qualcode.project.identifier_cache import Cache
from qualcode.project.identifiers import Found
from qualcode.project.replacing import Replaced, Replacement
from tests.project.small import code_quote

ONE = (
    "I: Who came?\nMargaret: Well, Margaret Hill came, from Wrexham. And Siobhan.\n"
    "I: Margaret's plan?\nMargaret: I rang Siobhan at St Margaret's Hospital.\n"
)
TWO = "I: And you?\nP2: Siobhan did. [Anna] told me, and Anna told Siobhan.\n"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(ONE, encoding="utf-8")
    (tmp_path / "in" / "two.txt").write_text(TWO, encoding="utf-8")
    with Project.new(tmp_path / "study.qualcode", "Ann") as made:
        made.transcripts.bring_in([tmp_path / "in"])
        made.codebook.add_code("help")
        yield made


def hits(project: Project) -> tuple[Found, ...]:
    return project.identifiers.worklist(with_model=False).hits


def open_words(project: Project) -> list[str]:
    return [hit.words for hit in project.identifiers.worklist(with_model=False).undecided]


def the(project: Project, words: str, number: int = 0) -> Found:
    return [hit for hit in hits(project) if hit.words == words][number]


def replace(project: Project, words: str, pseudonym: str, *, besides: bool = False) -> Replaced:
    return Replacement(project, [Replacing(words, pseudonym)]).everywhere(besides=besides)


def text(project: Project, name: str) -> str:
    return project.transcripts.content(project.transcripts.named(name)).text


def bytes_of(project: Project) -> bytes:
    backups = project.path.with_name(f"{project.path.stem} backups")
    return b"".join(path.read_bytes() for path in [project.path, *backups.glob("*")])


def test_the_worklist_has_each_place_in_its_context(project: Project) -> None:
    first = the(project, "Wrexham")

    assert [hit.words for hit in hits(project)] == [
        "Margaret", "Margaret Hill", "Wrexham", "Siobhan", "Margaret", "Siobhan", "St Margaret's Hospital",
        "Siobhan", "Anna", "Siobhan",
    ]  # fmt: skip
    assert (first.kind, first.heading, first.before, first.after) == (
        "place", "one", "Well, Margaret Hill came, from ", ". And Siobhan.",
    )  # fmt: skip
    assert ONE[slice(*first.span)] == "Wrexham"
    assert the(project, "Anna").kind == "bracketed elsewhere"


def test_a_decision_is_for_one_place_for_a_transcript_or_for_all(project: Project) -> None:
    project.identifiers.decide([the(project, "Siobhan")], "leave")
    assert open_words(project).count("Siobhan") == 3

    project.identifiers.decide([the(project, "Siobhan")], "leave", "transcript")
    assert open_words(project).count("Siobhan") == 2

    project.identifiers.decide([the(project, "Siobhan")], "not an identifier", "project")
    assert "Siobhan" not in open_words(project)
    decided = the(project, "Siobhan").decided
    assert decided is not None
    assert (decided.decision, decided.by, decided.scope) == ("leave", project.coder.uid, "here")

    project.identifiers.decide([the(project, "Siobhan", 1)], "undecided")
    assert open_words(project).count("Siobhan") == 1


def test_a_decision_can_be_undone_and_names_nobody_in_the_history(project: Project) -> None:
    before = open_words(project)
    project.identifiers.decide([the(project, "Wrexham")], "leave", "project")
    assert "Wrexham" not in open_words(project)
    assert "Wrexham" not in str(project.store.recorded())

    project.history.undo()
    assert open_words(project) == before


def test_those_who_code_may_be_named_in_what_they_write(project: Project) -> None:
    project.coders.add("Bronwen Hughes")
    one = project.transcripts.named("one")
    project.memos.add(one, "Bronwen disagrees; Ann thinks of Gareth. Hughes knows.")

    assert [hit.words for hit in hits(project) if hit.thing_kind == "memo"] == ["Gareth"]


def test_a_new_transcript_brings_new_hits_only(project: Project, tmp_path: Path) -> None:
    project.identifiers.decide(hits(project), "leave", "project")
    assert open_words(project) == []

    (tmp_path / "three.txt").write_text("I: Who?\nP3: I rang Siobhan, and then Bronwen.\n", encoding="utf-8")
    project.transcripts.bring_in([tmp_path / "three.txt"])
    assert open_words(project) == ["Bronwen"]


def test_a_decision_stays_with_its_words_when_the_text_is_corrected(project: Project) -> None:
    project.identifiers.decide([the(project, "Siobhan", 1)], "leave")
    one = project.transcripts.named("one")
    project.revisions.edit(one, Span(ONE.index("Well,"), ONE.index("Well,") + 5), "Oh well, you know,")

    assert [hit.decided is not None for hit in hits(project) if hit.words == "Siobhan"][:2] == [False, True]


def test_words_are_replaced_in_all_transcripts_and_codings_stay_with_theirs(project: Project) -> None:
    coding = code_quote(project, "help", "one", "I rang Siobhan at St")
    done = replace(project, "Siobhan", "nurse 1")

    assert done.places == {"one": 2, "two": 2}
    assert text(project, "two") == TWO.replace("Siobhan", "[nurse 1]")
    there = project.codings.all()[0]
    assert there.uid == coding.uid
    assert text(project, "one")[there.start : there.end] == "I rang [nurse 1] at St"
    assert "Siobhan" not in [hit.words for hit in hits(project)]
    assert {revision.reason for revision in project.all(Revision).values()} == {"identifiers"}
    assert project.check() == []


def test_a_label_that_is_a_name_is_replaced_with_all_that_was_said_of_it(project: Project) -> None:
    margaret = project.participants.add("P1")
    project.participants.link(margaret, project.transcripts.named("one"), "Margaret")
    replace(project, "Margaret", "Anna")

    assert text(project, "one") == (
        "I: Who came?\n[Anna]: Well, [Anna] Hill came, from Wrexham. And Siobhan.\n"
        "I: [Anna]'s plan?\n[Anna]: I rang Siobhan at St Margaret's Hospital.\n"
    )
    assert project.transcripts.content(project.transcripts.named("one")).speakers == ("I", "[Anna]")
    assert {s.name for s in project.all(Speaker).values()} == {"I", "P2", "[Anna]"}
    assert [label for _, label in project.participants.sources(margaret)] == ["[Anna]"]
    assert project.check() == []


def test_nothing_of_the_words_is_left_in_the_file_or_its_backups(project: Project) -> None:
    project.store.back_up()
    code_quote(project, "help", "two", "told Siobhan")
    assert b"Siobhan" in bytes_of(project)
    replace(project, "Siobhan", "nurse 1")

    assert b"siobhan" not in bytes_of(project).lower()
    assert project.store.alterations() == []


def test_what_is_written_besides_is_listed_and_replaced_only_if_asked(project: Project) -> None:
    memo = project.memos.add(project.transcripts.named("one"), "Siobhan again: see SIOBHAN'S notes.")
    project.memos.change(memo, text="Siobhan once more.")
    project.participants.add("Siobhan")
    done = replace(project, "Siobhan", "nurse 1")
    assert {(each.label, each.older) for each in done.elsewhere} == {
        ("Memo: Text", False),
        ("Participant: Participant", False),
    }
    assert next(iter(project.all(Memo).values())).text == "Siobhan once more."

    done = replace(project, "Siobhan", "nurse 1", besides=True)
    assert done.reworded
    assert next(iter(project.all(Memo).values())).text == "[nurse 1] once more."
    assert [p.name for p in project.all(Participant).values()] == ["[nurse 1]"]
    assert b"siobhan" not in bytes_of(project).lower()
    assert project.check() == []


def test_spellings_of_labels_and_reasons_for_changes_are_looked_through_too(project: Project) -> None:
    speaker = next(s for s in project.all(Speaker).values() if s.name == "P2")
    with project.change("Siobhan is P2") as draft:
        draft.set(speaker, spellings=["P2", "Siobhan (nurse)"])
    done = replace(project, "Siobhan", "nurse 1", besides=True)

    assert [(each.label, each.older) for each in done.elsewhere] == [("Speaker: Spellings", False)]
    assert done.reasons == 1
    now = next(s for s in project.all(Speaker).values() if s.name == "P2")
    assert now.spellings == ("P2", "[nurse 1] (nurse)")
    assert project.check() == []


def test_what_was_replaced_cannot_be_undone(project: Project) -> None:
    replace(project, "Siobhan", "nurse 1")
    project.history.undo()  # what was done before

    assert all("Siobhan" not in project.transcripts.content(t).text for t in project.transcripts.all())


def test_an_older_wording_is_told_of_and_erased_without_what_it_says_now(project: Project) -> None:
    memo = project.memos.add(project.transcripts.named("one"), "Siobhan again.")
    project.memos.change(memo, text="Her again.")
    (each,) = Replacement(project, [Replacing("Siobhan", "nurse 1")]).everywhere(dry_run=True).elsewhere
    assert each.older

    replace(project, "Siobhan", "nurse 1", besides=True)
    (memo,) = project.all(Memo).values()
    assert (memo.text, memo.about_kind) == ("Her again.", "transcript")
    assert b"siobhan" not in bytes_of(project).lower()
    assert project.check() == []


def test_an_earlier_text_that_still_has_the_words_is_erased_too(project: Project) -> None:
    two = project.transcripts.named("two")
    for _ in range(2):
        now = text(project, "two")
        at = now.index("Siobhan")
        project.revisions.edit(project.transcripts.named("two"), Span(at, at + 7), "she")
    assert "Siobhan" not in text(project, "two")
    assert "Siobhan" in project.content(two.content).text
    replace(project, "Siobhan", "nurse 1")

    assert b"siobhan" not in bytes_of(project).lower()


def test_one_place_alone_can_be_replaced(project: Project) -> None:
    hit = the(project, "Siobhan", 1)
    Replacement(project, [Replacing(hit.words, "a nurse")]).here([hit])

    assert text(project, "one").count("Siobhan") == 1
    assert "I rang [a nurse] at" in text(project, "one")
    assert "Siobhan" in text(project, "two")


def test_a_dry_run_changes_nothing(project: Project) -> None:
    before = project.store.recorded()
    done = Replacement(project, [Replacing("Margaret", "Anna")]).everywhere(dry_run=True)

    assert (done.times, done.labels) == (4, (("Margaret", "[Anna]"),))
    assert project.store.recorded() == before


@pytest.mark.parametrize(
    ("words", "pseudonym", "why"),
    [
        ("Siobhan", "", "Say what stands"),
        ("Siobhan", "[ ]", "Say what stands"),
        ("Siobhan", "the siobhan", "very words"),
        ("Siobhan", "a]b", "without brackets"),
        (" ", "Anna", "Say which words"),
    ],
)
def test_what_cannot_be_replaced_is_refused(project: Project, words: str, pseudonym: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        Replacement(project, [Replacing(words, pseudonym)])


def test_an_unknown_hit_is_refused(project: Project) -> None:
    with pytest.raises(NoSuchThing, match="no hit abc"):
        project.identifiers.hit("abc", project.identifiers.worklist(with_model=False))


def test_what_is_kept_for_the_next_time_holds_no_word_of_a_text(project: Project, tmp_path: Path) -> None:
    content = project.transcripts.content(project.transcripts.named("one"))
    project.identifiers.cache = Cache(tmp_path / "cache")
    first = project.identifiers.in_content(content)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").iterdir())

    assert not any(word in kept for word in (b"Margaret", b"Siobhan", b"Wrexham"))
    assert Cache(tmp_path / "cache").rules(content) == first
    (file,) = (tmp_path / "cache").iterdir()
    file.write_text("{")
    assert Cache(tmp_path / "cache").rules(content) is None


NAMES = ("Margaret", "Hill", "Siobhan", "MARGARET", "[Anna]", "St Margaret's Hospital")
SPEECH = st.lists(
    st.sampled_from((*NAMES, "said", "to", "in", "the", "ward.", "'Margaret'", "Margaret-Ann")), min_size=1
)


@given(st.lists(SPEECH.map(" ".join), min_size=1, max_size=6), st.integers(0, 200), st.integers(1, 60))
def test_whatever_is_replaced_all_that_stands_around_it_keeps_its_words(
    turns: list[str], start: int, length: int
) -> None:
    text = "".join(f"P: {turn}\n" for turn in turns)
    ends = [match.end() for match in re.finditer("\n", text)]
    segments = tuple(
        Segment("P", end - len(turn) - 1, end - 1) for turn, end in zip(turns, ends, strict=True)
    )
    content = Content(text, segments)
    words = Pseudonyms([Replacing("Margaret", "Ann 1"), Replacing("Margaret Hill", "Ann 2")])
    spans = words.places(text, find(content))
    new, offsets = edited(content, [Edit(s, words.marked(text[slice(*s)])) for s in spans], kind="name")

    assert words.places(new.text, find(new)) == []
    assert not any(text[slice(*span)] in ("Ann", "[Anna]") for span in spans)
    passage = Span(min(start, len(text) - 1), min(start + length, len(text)))
    apart = not any(span.start < edge < span.end for span in spans for edge in passage)
    there = offsets.anchor(passage).span
    if there is not None and apart and text[slice(*passage)].strip() == text[slice(*passage)]:
        expected = text[slice(*passage)]
        for span in reversed([s for s in spans if passage.start <= s.start and s.end <= passage.end]):
            at = span.start - passage.start
            marked = words.marked(text[slice(*span)])
            expected = expected[:at] + marked + expected[at + span.end - span.start :]
        assert new.text[slice(*there)] == expected


def test_a_copy_taken_home_before_loses_the_words_too_and_its_work_finds_its_place(
    project: Project, tmp_path: Path
) -> None:
    project.coders.add("Cat")
    home_path = project.copies.copy(tmp_path / "home.qualcode", "Cat")
    replace(project, "Siobhan", "nurse 1")
    with Project.open(home_path, coder="Cat") as home:
        code_quote(home, "help", "two", "told Siobhan")
        home.identifiers.decide([the(home, "Wrexham")], "leave", "project")
        project.copies.bring_in(home.path)
        home.copies.bring_in(project.path)
        for side in (project, home):
            (coding,) = side.codings.all()
            assert text(side, "two")[coding.start : coding.end] == "told [nurse 1]"
            assert "Wrexham" not in open_words(side)
            assert b"siobhan" not in bytes_of(side).lower()
            assert side.check() == []
