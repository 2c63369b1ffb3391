"""Somebody withdraws: all of theirs goes, nothing of others', and the history still verifies."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.errors import NoSuchThing
from qualcode.model.study import (
    Coding,
    Link,
    Memo,
    Participant,
    Source,
    Speaker,
    Summary,
    Transcript,
    Value,
    Withdrawal,
)
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.elsewhere import WITHDRAWN
from tests.project.small import code_quote, refused
from tests.project.stray import stray

DEE = (
    "My sister keeps the keys to the allotment shed.",
    "Since the flood of 2011 I grow dahlias and nothing besides.",
    "Nobody from the ward ever rang me after nine.",
)
EVE = ("I never saw a care plan.", "They come on Tuesdays, mostly.")
JOINT = ("The bus was late again, so I walked to Fenwick Road.", "He walks everywhere since his heart scare.")
FILES = {
    "Dee Marlow.txt": "I: Could you tell me about the garden?\n"
    f"Dee: {DEE[0]}\nI: And since then?\nDee: {DEE[1]} {DEE[2]}\n",
    "Eve.txt": f"I: And the plan?\nEve: {EVE[0]} {EVE[1]}\nI: Thank you.\n",
    "pair.txt": f"I: How did you get here?\nDee: {JOINT[0]}\nEve: {JOINT[1]}\n"
    "I: And home?\nEve: By car, I think.\nDee: Taxi.\n",
}
REASON = "Asked by telephone to be taken out"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Dee and Eve, each interviewed alone and both together; coded, charted, memoed and talked about."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        project.transcripts.bring_in([folder])
        for name, own in (("Dee Marlow", "Dee Marlow"), ("Eve", "Eve")):
            person = project.participants.add(name, {"site": "Elm" if name == "Eve" else "Dragonfly House"})
            project.participants.link(person, project.transcripts.named(own))
            project.participants.link(person, project.transcripts.named("pair"), name.split()[0])
        project.participants.set_portrait(dee(project), "Grows dahlias behind the ward.")
        trust = project.codebook.add_code("trust", brief="Believing what is said")
        place = project.codebook.add_code("place", example=f"“{DEE[0]}”", full="Where one is, or grew up")
        code_quote(project, "place", "Dee Marlow", "the allotment shed")
        hers = code_quote(project, "trust", "Dee Marlow", DEE[2])
        code_quote(project, "trust", "Eve", EVE[0])
        code_quote(project, "place", "pair", "walked to Fenwick Road")
        code_quote(project, "place", "pair", "since his heart scare")
        project.memos.add(hers, "She says nobody ever rang me after nine, and means Ward 9.")
        project.memos.add(dee(project), "Very open on the telephone, but shy at the door.")
        project.memos.add(project.study, "Others too grow dahlias and nothing besides.")
        project.charting.write(dee(project), trust, text="Doesn't trust anybody after dark.")
        project.charting.write(
            eve(project), trust, text="Unlike the one whose sister keeps the keys to the allotment."
        )
        project.charting.write(eve(project), place, text="Comes on foot.")
        undone = project.memos.add(project.study, "Since the flood of 2011 I grow leeks, too.")
        project.history.undo()
        assert undone.uid not in project.all(Memo)
        project.store.back_up()
        yield project


def dee(project: Project) -> Participant:
    return project.participants.named("Dee Marlow")


def eve(project: Project) -> Participant:
    return project.participants.named("Eve")


def everything_else(*more: str) -> list[str]:
    """All that others said and wrote, and that the tool itself writes."""
    return [
        FILES["Eve.txt"], FILES["pair.txt"].replace(JOINT[0], ""), *more,
        "Unlike the one whose sister keeps the keys to the allotment.", f"“{DEE[0]}”",
        "Others too grow dahlias and nothing besides.", "Since the flood of 2011 I grow leeks, too.",
    ]  # fmt: skip


def redact_all(project: Project) -> dict[str, str]:
    matches = project.withdrawal.preview(dee(project)).matches
    return {match.id: match.choices[0] for match in matches if match.choices}


def test_the_preview_says_what_goes_and_what_stands_elsewhere(project: Project) -> None:
    before = project.store.recorded()
    preview = project.withdrawal.preview(dee(project))
    assert project.store.recorded() == before
    assert (preview.participant, preview.becomes) == ("Dee Marlow", "Withdrawn 1")
    (whole,) = preview.transcripts
    assert (whole.name, whole.segments) == ("Dee Marlow", 4)
    (shared,) = preview.shared
    assert (shared.name, shared.segments, shared.words, shared.others) == ("pair", 2, 12, ("Eve",))
    assert dict(preview.counts) == {"Coded passage": 3, "Memo": 2, "Summary": 1, "Attribute value": 1}
    found = {(match.where, match.words[0]) for match in preview.matches if match.what == "words"}
    assert found == {
        ("code “place”, example", "My sister keeps the keys to the allotment shed."),
        ("summary of Eve, trust, summary", "sister keeps the keys to the allotment"),
        ("memo on the project, text", "grow dahlias and nothing besides."),
        ("memo that was undone, text (an earlier wording)", "Since the flood of 2011 I grow"),
    }
    values = [m for m in preview.matches if m.what == "value"]
    assert [(m.where, m.words, m.choices) for m in values] == [
        ("attribute “site”, values", ("Dragonfly House",), ("erase",))
    ]
    assert len(preview.backups) == 1
    assert preview.copies == ()
    assert any("delete or replace them by hand" in sentence for sentence in preview.sentences)


def test_nothing_of_theirs_is_left_and_all_of_the_others_is(project: Project) -> None:
    # Not the site, which others may have one day: that is to be decided about.
    words = [*DEE, JOINT[0], "Grows dahlias behind the ward.", "Dee Marlow.txt"]
    words += [
        "She says nobody ever rang me after nine, and means Ward 9.",
        "Very open on the telephone, but shy",
    ]
    words.append("Doesn't trust anybody after dark.")
    before = {t.name: project.transcripts.content(t).text for t in project.transcripts.all()}
    assert stray(project.path, words, everything_else())
    project.withdrawal.withdraw(dee(project), REASON)

    assert stray(project.path, words, everything_else()) == {}
    assert project.check() == []
    assert project.history.verify() == []
    assert [person.name for person in project.participants.all()] == ["Eve"]
    assert [transcript.name for transcript in project.transcripts.all()] == ["Eve", "pair"]
    pair = project.transcripts.named("pair")
    assert project.transcripts.content(pair).text == before["pair"].replace(
        f"Dee: {JOINT[0]}", f"Withdrawn 1: {WITHDRAWN}"
    ).replace("Dee: Taxi.", f"Withdrawn 1: {WITHDRAWN}")
    assert [len(project.all(cls)) for cls in (Coding, Memo, Summary, Value, Source)] == [2, 1, 2, 1, 2]
    assert {s.name for s in project.all(Speaker).values() if s.transcript == pair.uid} == {
        "I",
        "Eve",
        "Withdrawn 1",
    }
    (coding,) = (c for c in project.all(Coding).values() if c.transcript == pair.uid)
    text = project.transcripts.content(pair).text
    assert text[coding.start : coding.end] == "since his heart scare"


def test_numbers_matrix_and_reading_go_on_without_them(project: Project, tmp_path: Path) -> None:
    project.withdrawal.withdraw(dee(project), REASON)
    matrix = project.matrix.show("codes")
    assert [row.name for row in matrix.rows] == ["Eve"]
    material = project.materials.material()
    assert {p.participants for p in material.passages} == {(eve(project).uid,)}
    speech = material.speech[project.transcripts.named("pair").uid]
    assert len(speech.starts) == 2  # what Eve says: what is withdrawn is nobody's speech
    assert project.search("allotment") == []
    assert project.history.all()[0].what.startswith("a participant withdrew (“Withdrawn 1”)")
    assert project.findings() == []
    assert project.codebook.story(project.codebook.code("place"))
    project.matrix.export(tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").exists()


def test_it_is_on_record_and_never_undone(project: Project) -> None:
    project.withdrawal.withdraw(dee(project), REASON)
    (withdrawal,) = project.withdrawal.all()
    assert (withdrawal.name, withdrawal.reason, len(withdrawal.transcripts)) == ("Withdrawn 1", REASON, 1)
    assert withdrawal.erased["coding"] == 3
    while project.history.to_undo() is not None:
        project.history.undo(anyway=True)
    assert project.all(Withdrawal)
    assert stray(project.path, [*DEE, JOINT[0]], everything_else()) == {}
    assert project.check() == []


def test_matches_elsewhere_are_left_redacted_or_erased_as_decided(project: Project) -> None:
    matches = {m.where: m for m in project.withdrawal.preview(dee(project)).matches if m.what != "name"}
    also = {
        matches["code “place”, example"].id: "erase",
        matches["summary of Eve, trust, summary"].id: "redact",
        matches["memo that was undone, text (an earlier wording)"].id: "erase",
        matches["attribute “site”, values"].id: "erase",
    }
    project.withdrawal.withdraw(dee(project), REASON, also)
    place = project.codebook.code("place")
    assert (place.example, place.full, place.name) == ("", "Where one is, or grew up", "place")
    said = {s.text for s in project.all(Summary).values()}
    assert said == {"Unlike the one whose [withdrawn].", "Comes on foot."}
    assert [m.text for m in project.all(Memo).values()] == ["Others too grow dahlias and nothing besides."]
    left = [
        FILES["Eve.txt"],
        FILES["pair.txt"].replace(JOINT[0], ""),
        "Others too grow dahlias and nothing besides.",
    ]
    assert stray(project.path, [*DEE, "Dragonfly House"], left) == {}
    assert project.participants.attribute("site").categories == ("Elm",)
    assert project.check() == []


def test_a_code_whose_name_quotes_them_can_be_redacted(project: Project) -> None:
    project.codebook.add_code("grow dahlias and nothing besides", origin="inductive")
    names = [m for m in project.withdrawal.preview(dee(project)).matches if m.field == "name"]
    (match,) = (m for m in names if m.what == "words")
    project.withdrawal.withdraw(dee(project), REASON, {match.id: "redact"})
    assert {code.name for code in project.codebook.now.codes.values()} == {"trust", "place", WITHDRAWN}
    assert project.codebook.code(WITHDRAWN).origin == "inductive"


def test_what_everybody_says_is_no_match(project: Project) -> None:
    project.memos.add(project.study, "And so they said: nobody from the ward ever rang me after nine.")
    project.memos.add(project.study, "By car, I think: could you tell me about the garden?")
    words = {w for m in project.withdrawal.preview(dee(project)).matches for w in m.words}
    assert "obody from the ward ever rang me after nine." in {w[1:] for w in words}
    assert not any("garden" in word or "By car" in word for word in words)


def test_their_name_is_found_where_it_stands_as_a_word(project: Project) -> None:
    project.memos.add(project.study, "Ask dee marlow about Deeside.")
    names = [m for m in project.withdrawal.preview(dee(project)).matches if m.what == "name"]
    assert [(m.words, m.choices) for m in names] == [(("dee marlow",), ("redact", "erase"))]


@pytest.mark.parametrize("reason", ["", " ", "Dee Marlow asked for it", f"She said: {DEE[0]}"])
def test_a_reason_is_needed_that_does_not_tell_who(project: Project, reason: str) -> None:
    said = refused(lambda: project.withdrawal.withdraw(dee(project), reason), project)
    assert "reason" in said
    assert stray(project.path, DEE, everything_else())


def test_only_decisions_about_what_was_found_are_taken(project: Project) -> None:
    with pytest.raises(NoSuchThing, match="no place “x/y”"):
        project.withdrawal.withdraw(dee(project), REASON, {"x/y": "redact"})
    match = next(m for m in project.withdrawal.preview(dee(project)).matches if "undone" in m.where)
    assert "can't be done there" in refused(
        lambda: project.withdrawal.withdraw(dee(project), REASON, {match.id: "redact"}), project
    )


def test_reasons_that_tell_of_them_are_listed(project: Project) -> None:
    trust = project.codebook.code("trust")
    project.codebook.change_code(trust, "Dee Marlow made me think", brief="Relying on somebody")
    (told,) = project.withdrawal.preview(dee(project)).reasons
    assert told.endswith(": Dee Marlow made me think")


def test_who_withdrew_is_not_taken_in_again(project: Project, tmp_path: Path) -> None:
    project.withdrawal.withdraw(dee(project), REASON)
    assert "withdrew on" in refused(lambda: project.participants.add("dee marlow"), project)
    folder = tmp_path / "interviews"
    again = {done.file: done for done in project.transcripts.bring_in([folder])}
    assert {name: done.status for name, done in again.items()} == {
        "Dee Marlow.txt": "left aside", "Eve.txt": "unchanged", "pair.txt": "unchanged",
    }  # fmt: skip
    assert again["Dee Marlow.txt"].warnings == ("its text was erased from the project for good; skipped",)
    assert stray(project.path, [*DEE, JOINT[0]], everything_else()) == {}


# Copies


def test_an_older_copy_with_new_work_on_them_brings_nothing_of_it(project: Project, tmp_path: Path) -> None:
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    new = "In truth she grows dahlias for the ward, every year since."
    with Project.open(copy, coder="Ann") as home:
        home.memos.add(dee(home), new)
        home.charting.write(dee(home), home.codebook.code("place"), text=new)
        code_quote(home, "trust", "Dee Marlow", "grow dahlias and nothing")
        home.participants.set_portrait(dee(home), new)
        home.memos.add(home.study, "Mine, and about nobody.")
        text = home.transcripts.content(home.transcripts.named("Dee Marlow")).text
        home.memos.add(home.transcripts.named("Dee Marlow"), new, span=Span(text.index("Since"), len(text)))
    project.withdrawal.withdraw(dee(project), REASON, redact_all(project))
    (out,) = project.copies.handed_out()
    assert (out.coder, out.path) == ("Ann", str(copy.resolve()))
    project.copies.bring_in(copy)
    project.copies.bring_in(copy)
    assert (
        stray(
            project.path, [*DEE, JOINT[0], new], [FILES["Eve.txt"], FILES["pair.txt"].replace(JOINT[0], "")]
        )
        == {}
    )
    assert "Mine, and about nobody." in {m.text for m in project.all(Memo).values()}
    assert [p.name for p in project.participants.all()] == ["Eve"]
    assert project.check() == []
    assert project.findings() == []
    with Project.open(copy, coder="Ann") as home:
        home.copies.bring_in(project.path)
        assert (
            stray(copy, [*DEE, JOINT[0], new], [FILES["Eve.txt"], FILES["pair.txt"].replace(JOINT[0], "")])
            == {}
        )
        assert home.check() == []
        assert [p.name for p in home.participants.all()] == ["Eve"]
        project.copies.bring_in(copy)
        assert project.check() == []
        home.copies.bring_in(project.path)
        assert project.all(Memo) == home.all(Memo)


def test_a_correction_made_elsewhere_does_not_bring_their_words_back(
    project: Project, tmp_path: Path
) -> None:
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    with Project.open(copy, coder="Ann") as home:
        pair = home.transcripts.named("pair")
        text = home.transcripts.content(pair).text
        start = text.index("heart scare")
        home.revisions.edit(pair, Span(start, start + len("heart scare")), "operation")
    project.withdrawal.withdraw(dee(project), REASON)
    project.copies.bring_in(copy)
    assert stray(project.path, [JOINT[0]], everything_else()) == {}
    assert project.check() == []
    assert project.copies.differences() == []
    assert "heart scare" in project.transcripts.content(project.transcripts.named("pair")).text
    project.copies.bring_in(copy)
    assert project.check() == []


def test_texts_of_before_a_correction_go_too(project: Project) -> None:
    for name, old, new in (("Dee Marlow", "dahlias", "delphiniums"), ("pair", "heart scare", "operation")):
        transcript = project.transcripts.named(name)
        start = project.transcripts.content(transcript).text.index(old)
        project.revisions.edit(transcript, Span(start, start + len(old)), new)
    project.withdrawal.withdraw(dee(project), REASON, redact_all(project))
    left = [FILES["Eve.txt"], FILES["pair.txt"].replace(JOINT[0], "")]
    assert stray(project.path, [*DEE, JOINT[0], DEE[1].replace("dahlias", "delphiniums")], left) == {}
    assert "since his operation." in project.transcripts.content(project.transcripts.named("pair")).text
    (coding,) = (
        c for c in project.all(Coding).values() if c.transcript == project.transcripts.named("pair").uid
    )
    assert coding.content == project.transcripts.named("pair").content
    assert project.check() == []


def test_the_second_one_who_withdraws_takes_the_rest(project: Project) -> None:
    project.withdrawal.withdraw(dee(project), REASON)
    preview = project.withdrawal.withdraw(eve(project), REASON)
    assert preview.becomes == "Withdrawn 2"
    assert stray(project.path, [*EVE, JOINT[1]], [*DEE, "And home?"]) == {}
    assert project.participants.all() == []
    assert project.check() == []
    assert not project.all(Link)
    assert {t.name for t in project.all(Transcript).values()} <= {"pair"}


def test_a_project_whose_backups_are_gone_is_no_trouble(project: Project) -> None:
    shutil.rmtree(project.path.with_name("study backups"))
    project.withdrawal.withdraw(dee(project), REASON)
    assert stray(project.path, DEE, everything_else()) == {}


def test_two_who_spoke_together_withdraw_in_two_copies(project: Project, tmp_path: Path) -> None:
    copy = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    project.withdrawal.withdraw(dee(project), REASON)
    with Project.open(copy, coder="Ann") as home:
        home.withdrawal.withdraw(eve(home), REASON)
    words = [*DEE, *EVE, *JOINT]
    left = [
        "Unlike the one whose sister keeps the keys to the allotment.", f"“{DEE[0]}”",
        "Others too grow dahlias and nothing besides.", "Since the flood of 2011 I grow leeks, too.",
    ]  # fmt: skip
    for _ in range(2):
        project.copies.bring_in(copy)
        assert stray(project.path, words, left) == {}
        assert project.check() == []
        assert project.copies.differences() == []
        with Project.open(copy, coder="Ann") as home:
            home.copies.bring_in(project.path)
            assert stray(copy, words, left) == {}
            assert home.check() == []
            assert home.copies.differences() == []
    pair = project.transcripts.named("pair")
    text = project.transcripts.content(pair).text
    assert "I: How did you get here?" in text
    assert "And home?" in text
    assert text.count(WITHDRAWN) == 4
