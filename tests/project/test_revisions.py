"""Transcripts corrected: what is coded moves with its words, in everything that is shown of it."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.model.charts import Column
from qualcode.model.study import Coding, Link, Memo, Placement, Revision, Source, Transcript
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.history import Change
from qualcode.project.revisions import Corrected, Revised
from tests.project.small import ANN, JOINT, code_quote, refused, small

BETTER = "Recorded in May.\n\n" + ANN.replace("They call me back", "They called me back")


def correct(project: Project, folder: Path, name: str, text: str) -> Corrected:
    """Correct the transcript of a file by another text of it."""
    path = folder / "interviews" / name
    path.write_text(text, encoding="utf-8", newline="\n")
    (corrected,) = project.revisions.correct([path])
    return corrected


def shown(project: Project) -> dict[str, str]:
    """The words that are shown as coded, by code."""
    names = {code.uid: code.name for code in project.codebook.now.codes.values()}
    return {names[c.code]: project.codings.context(c).match for c in project.codings.all()}


def span_of(project: Project, name: str, quote: str) -> Span:
    """The only place of a quote."""
    return project.transcripts.passage(project.transcripts.named(name), quote)


def test_a_changed_file_moves_what_is_coded_with_its_words(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "They call me back.")
        code_quote(project, "time", "ann", "I rely on that.")
        done = correct(project, tmp_path, "ann.txt", BETTER)
        assert (done.status, done.kept, done.changed, done.moved, done.unplaced) == ("corrected", 1, 1, 0, 0)
        assert shown(project) == {"trust": "They called me back.", "time": "I rely on that."}
        (extract, *_), *_ = [
            project.charting.extracts(project.participants.named("P1"), column(project, "time"))
        ]
        assert (extract.text, extract.question) == ("I rely on that.", "How do you trust them?")
        assert [hit.match for hit in project.search("called")] == ["called"]
        assert project.check() == []
        with Project.open(tmp_path / "study.qualcode", write=False) as again:
            assert shown(again) == shown(project)
            assert again.placing.elsewhere[made.uid].made == made


def test_undo_of_a_correction_restores_everything_and_redo_does_it_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        before = dict(project.all(Coding)), dict(project.all(Transcript)), shown(project)
        correct(project, tmp_path, "ann.txt", BETTER)
        after = shown(project)
        project.history.undo()
        assert (dict(project.all(Coding)), shown(project)) == (before[0], before[2])
        assert {t.uid: t.content for t in project.all(Transcript).values()} == {
            uid: t.content for uid, t in before[1].items()
        }
        assert (project.all(Revision), project.placing.elsewhere, project.check()) == ({}, {}, [])
        project.history.redo()
        assert (shown(project), project.check()) == (after, [])


def test_a_correction_is_told_and_not_undone_under_what_was_coded_since(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        correct(project, tmp_path, "ann.txt", BETTER)
        assert latest(project).what == "“ann” corrected"
        group = latest(project).group
        project.sign("Ben")
        made = code_quote(project, "trust", "ann", "They called me back.")
        project.sign("Ann")
        assert "1 coded passage of Ben" in refused(project.history.undo, project)
        project.history.undo(anyway=True)
        assert made.uid not in {c.uid for c in project.codings.all()}
        (listed,) = project.revisions.unplaced()
        assert (listed.thing.uid, listed.status, listed.quote) == (
            made.uid,
            "unplaced",
            "They called me back.",
        )
        assert "isn't known as a version" in listed.why
        assert group not in {change.group for change in project.history.all() if change.stands}


def test_what_was_taken_out_is_listed_with_its_old_words_and_can_be_placed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        done = correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", " No."))
        assert (done.unplaced, shown(project)) == (1, {})
        (listed,) = project.revisions.unplaced()
        assert (listed.status, listed.quote, listed.span) == ("unplaced", "I rely on that.", None)
        assert listed.what == "“trust” of Ann"
        text = project.transcripts.content(listed.transcript).text
        assert text.index("back.") < listed.near <= text.index("No.") + 3
        (finding,) = project.findings()
        assert finding.startswith("1 coded passage has no place in the corrected text of ann")
        project.revisions.place(listed.thing, span_of(project, "ann", "No."))
        assert (shown(project), project.revisions.unplaced(), project.findings()) == (
            {"trust": "No."},
            [],
            [],
        )
        assert latest(project).what == "“No.” placed in “ann”"
        project.history.undo()
        assert [u.thing.uid for u in project.revisions.unplaced()] == [made.uid]
        assert project.all(Placement) == {}


def test_what_is_placed_by_hand_moves_with_later_corrections(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", " No."))
        project.revisions.place(made, span_of(project, "ann", "Mostly, yes."))
        correct(project, tmp_path, "ann.txt", "May.\n" + ANN.replace(" I rely on that.", " No. Not at all."))
        assert shown(project) == {"trust": "Mostly, yes."}
        assert project.revisions.unplaced() == []


def test_what_is_set_aside_is_neither_shown_nor_listed_until_it_is_asked_for(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", " No."))
        project.revisions.set_aside(made)
        assert (project.revisions.unplaced(), project.findings(), shown(project)) == ([], [], {})
        (listed,) = project.revisions.unplaced(everything=True)
        assert (listed.status, listed.quote) == ("set aside", "I rely on that.")
        project.revisions.place(listed.thing, span_of(project, "ann", "No."))
        assert shown(project) == {"trust": "No."}


def test_changed_words_are_listed_until_somebody_says_that_they_are_right(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        correct(project, tmp_path, "ann.txt", BETTER)
        (listed,) = project.revisions.unplaced()
        assert (listed.status, listed.quote, listed.now) == (
            "changed", "They call me back.", "They called me back.",
        )  # fmt: skip
        project.revisions.leave([listed])
        assert (project.revisions.unplaced(), shown(project)) == ([], {"trust": "They called me back."})


def test_lines_that_end_elsewhere_are_nothing_to_look_at(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        text = project.transcripts.content(project.transcripts.named("ann"))
        project.revisions.edit(
            project.transcripts.named("ann"), span_of(project, "ann", "call me"), "call\nme"
        )
        (coding,) = project.codings.all()
        text_now = project.transcripts.content(project.transcripts.named("ann"))
        assert text_now.text[coding.start : coding.end] == "They call\nme back."
        assert project.revisions.unplaced() == []
        assert text_now.turns[1].start == text.turns[1].start


def test_an_old_text_brought_back_is_the_text_that_things_were_made_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", " No."))
        later = code_quote(project, "time", "ann", "No.")
        correct(project, tmp_path, "ann.txt", ANN)
        assert shown(project) == {"trust": "I rely on that."}
        assert project.all(Coding)[made.uid] == made
        assert [u.thing.uid for u in project.revisions.unplaced()] == [later.uid]
        assert [v.present for v in project.revisions.versions(project.transcripts.named("ann"))] == [
            True,
            False,
        ]


def test_a_summary_is_checked_again_where_the_words_of_an_extract_changed_and_only_there(
    tmp_path: Path,
) -> None:
    with small(tmp_path) as project:
        p1, code = project.participants.named("P1"), project.codebook.code("trust")
        ann = project.transcripts.named("ann")
        project.charting.link(p1, code, ann, *span_of(project, "ann", "They call me back."))
        project.charting.link(p1, code, ann, *span_of(project, "ann", "Mostly, yes."))
        summary = project.charting.write(p1, code, text="Relies on them.")

        def again() -> str:
            cell = next(iter(c for c in project.matrix.show("codes").cells.values() if c.text))
            said = project.charting.again(project.charting.summary(p1, code) or summary)
            assert cell.again == said
            return said

        correct(project, tmp_path, "ann.txt", "Recorded in May.\n" + ANN)
        assert again() == ""
        correct(project, tmp_path, "ann.txt", BETTER)
        assert again() == "the words of 1 linked extract was corrected"
        project.charting.write(p1, code, progress="checked")
        assert again() == ""
        correct(project, tmp_path, "ann.txt", BETTER.replace("Mostly, yes.", "Hm."))
        assert again() == "1 linked extract was not found in the corrected text"
        (lost,) = [u for u in project.revisions.unplaced() if u.status == "unplaced"]
        assert (lost.what, lost.quote) == ("extract of the summary of P1, trust", "Mostly, yes.")
        assert [e.quote for e in project.charting.shown()[0].extracts] == ["They called me back."]
        project.revisions.place(lost.thing, span_of(project, "ann", "Hm."))
        assert again() == "the words of 1 linked extract was corrected"


def test_a_link_is_not_made_twice_on_a_passage_that_has_moved(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, code = project.participants.named("P1"), project.codebook.code("trust")
        project.charting.link(
            p1, code, project.transcripts.named("ann"), *span_of(project, "ann", "Mostly, yes.")
        )
        correct(project, tmp_path, "ann.txt", "May.\n" + ANN)
        ann = project.transcripts.named("ann")
        project.charting.link(p1, code, ann, *span_of(project, "ann", "Mostly, yes."), relation="contradicts")
        assert [link.relation for link in project.all(Link).values()] == ["contradicts"]


def test_memos_on_passages_move_too_and_one_without_a_place_is_listed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        stays = project.memos.add(ann, "odd", span=span_of(project, "ann", "Always?"))
        goes = project.memos.add(ann, "gone", span=span_of(project, "ann", "I rely on that."))
        correct(project, tmp_path, "ann.txt", BETTER.replace(" I rely on that.", ""))
        ann = project.transcripts.named("ann")
        assert [memo.uid for memo in project.memos.on_passages(ann)] == [stays.uid]
        assert project.memos.places(ann) == [span_of(project, "ann", "Always?")]
        found = {each.memo.uid: each for each in project.memos.search()}
        assert (found[stays.uid].quote, found[goes.uid].quote) == ("Always?", "I rely on that.")
        assert found[goes.uid].name == "ann, before it was corrected"
        (lost,) = project.revisions.unplaced()
        assert (lost.thing.uid, lost.what) == (goes.uid, "memo of Ann: gone")
        project.revisions.place(lost.thing, span_of(project, "ann", "Mostly, yes."))
        assert len(project.memos.on_passages(ann)) == 2
        assert isinstance(project.find(Memo, goes.uid), Memo)


def test_a_speaker_who_is_called_otherwise_keeps_role_and_participant(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.transcripts.set_role(project.transcripts.named("joint"), "P4", "interviewer")
        done = correct(project, tmp_path, "joint.txt", JOINT.replace("P4:", "Anna:").replace("P3:", "P33:"))
        assert dict(done.relabelled) == {"P3": "P33", "P4": "Anna"}
        joint = project.transcripts.named("joint")
        assert project.transcripts.roles(joint)["Anna"] == "interviewer"
        labels = {project.participants.named(name).uid: name for name in ("Cat", "Dan")}
        theirs = {
            (labels[s.participant], s.speaker)
            for s in project.all(Source).values()
            if s.participant in labels and s.linked
        }
        assert {("Cat", "P33"), ("Dan", "Anna")} <= theirs
        code_quote(project, "trust", "joint", "We both do.")
        (extract,) = project.charting.extracts(project.participants.named("Cat"), column(project, "trust"))
        assert extract.speaker == "P33"
        project.history.undo(anyway=True)


def test_somebody_who_speaks_too_now_is_a_speaker(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        done = correct(project, tmp_path, "joint.txt", JOINT + "P5: I came late.\nI: Yes?\nP5: Yes.\n")
        assert (done.new_speakers, done.relabelled) == (("P5",), ())
        assert project.transcripts.roles(project.transcripts.named("joint"))["P5"] == "participant"


def test_a_passage_is_edited_where_it_stands(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back. I rely on that.")
        code_quote(project, "time", "ann", "Mostly, yes.")
        ann = project.transcripts.named("ann")
        done = project.revisions.edit(
            ann, span_of(project, "ann", "call me back"), "called me back", "heard again"
        )
        assert (done.kept, done.changed) == (1, 1)
        assert shown(project) == {"trust": "They called me back. I rely on that.", "time": "Mostly, yes."}
        assert latest(project).what == "correction in “ann”"
        assert latest(project).rationale == "heard again"
        (revision,) = project.all(Revision).values()
        assert revision.reason == "edit"


@pytest.mark.parametrize(
    ("quote", "words", "why"),
    [
        ("me back. I rely on that.\nI: Always", "x", "Only what one speaker says"),
        ("I: Always", "x", "Only what one speaker says"),
        ("They call", "They call", "These are the words that stand there"),
    ],
)
def test_an_edit_that_is_none_or_not_of_one_speaker_is_refused(
    tmp_path: Path, quote: str, words: str, why: str
) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        span = span_of(project, "ann", quote)
        assert why in refused(lambda: project.revisions.edit(ann, span, words), project)


def test_files_that_correct_nothing_are_refused_or_left(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = tmp_path / "interviews" / "ann.txt"
        assert project.revisions.correct([ann])[0].status == "unchanged"
        other = tmp_path / "other.txt"
        other.write_text(BETTER, encoding="utf-8")
        assert "no transcript to correct by other.txt" in refused(
            lambda: project.revisions.correct([other]), project
        )
        named = project.transcripts.named("ann")
        both = refused(lambda: project.revisions.correct([other, ann], transcript=named), project)
        assert both == "ann is corrected by one file: 2 were named."
        (rehearsed,) = project.revisions.correct([other], transcript=named, dry_run=True)
        assert (rehearsed.status, dict(project.all(Revision))) == ("corrected", {})
        (done,) = project.revisions.correct([other], transcript=named)
        assert done.status == "corrected"
        broken = tmp_path / "ben.docx"
        broken.write_bytes(b"no document")
        assert "ben.docx" in refused(lambda: project.revisions.correct([broken, ann]), project)


def test_earlier_texts_can_be_erased_and_their_maps_stay(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        lost = code_quote(project, "time", "ann", "I rely on that.")
        correct(project, tmp_path, "ann.txt", BETTER)
        ann = project.transcripts.named("ann")
        content = project.transcripts.content(ann)
        text = content.text.replace(" I rely on that.", "")
        from qualcode.model.revisions import Edit, edited

        start = content.text.index(" I rely on that.")
        new, offsets = edited(content, [Edit(Span(start, start + 16), "")], kind="name")
        assert new.text == text
        project.revisions.revise(
            [Revised(ann, new, offsets)], reason="identifiers", erase=True, rationale="names"
        )
        assert shown(project) == {"trust": "They called me back."}
        assert [v.words for v in project.revisions.versions(ann)][:2] == [None, None]
        listed = {each.thing.uid: each for each in project.revisions.unplaced()}
        assert (listed[lost.uid].quote, listed[lost.uid].status) == ("", "unplaced")
        assert project.check() == []
    with Project.open(tmp_path / "study.qualcode", coder="Ann") as again:
        assert shown(again) == {"trust": "They called me back."}
        assert b"I rely on that" not in (tmp_path / "study.qualcode").read_bytes()


def column(project: Project, code: str) -> Column:
    """A code as a column of the matrix."""
    return project.codebook.now.code_column(project.codebook.code(code))


def latest(project: Project) -> Change:
    """The last change."""
    return project.history.all(1)[0]


def home(project: Project, folder: Path) -> Path:
    """A copy for Ben to take home."""
    if not any(coder.name == "Ben" for coder in project.coders.all()):
        project.coders.add("Ben")
    return project.copies.copy(folder / "ben.qualcode", "Ben")


def test_two_copies_that_correct_one_transcript_differently_differ_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        path = home(project, tmp_path)
        with Project.open(path, coder="Ben") as ben:
            correct(ben, tmp_path, "ann.txt", "Ben's.\n" + ANN)
            code_quote(ben, "time", "ann", "Mostly, yes.")
        correct(project, tmp_path, "ann.txt", BETTER)
        project.copies.bring_in(path)
        (difference,) = project.copies.differences()
        assert (difference.field, difference.label) == ("content", "Text")
        assert all("corrected by ann.txt on" in str(side) for _, side in difference.shown)
        for number in (1, 2):
            assert project.check() == []
            assert shown(project)["time"] == "Mostly, yes."
            assert shown(project)["trust"].startswith("They call")
            if project.copies.differences():
                project.copies.settle(difference, difference.side(3 - number), "the better one")
        assert project.copies.differences() == []
        assert project.revisions.unplaced() == [] or project.revisions.unplaced()[0].status == "changed"


def test_the_same_correction_in_two_copies_is_one(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        path = home(project, tmp_path)
        with Project.open(path, coder="Ben") as ben:
            correct(ben, tmp_path, "ann.txt", BETTER)
        correct(project, tmp_path, "ann.txt", BETTER)
        project.copies.bring_in(path)
        assert project.copies.differences() == []
        assert (len(project.all(Revision)), project.check()) == (1, [])
        assert shown(project) == {"trust": "They called me back."}


def test_what_a_copy_coded_on_the_older_text_moves_when_it_is_brought_in(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        path = home(project, tmp_path)
        with Project.open(path, coder="Ben") as ben:
            code_quote(ben, "trust", "ann", "They call me back.")
            code_quote(ben, "time", "ann", "Mostly, yes.")
        correct(project, tmp_path, "ann.txt", BETTER.replace("Mostly, yes.", "Hm."))
        project.copies.bring_in(path)
        assert shown(project) == {"trust": "They called me back."}
        assert project.revisions.unplaced()[0].quote == "Mostly, yes."


def test_many_edits_one_after_the_other_take_everything_along(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "time", "ann", "Mostly, yes.")
        for number in range(40):
            ann = project.transcripts.named("ann")
            project.revisions.edit(
                ann, span_of(project, "ann", "They"), f"They{number}" if number % 2 else "They "
            )
            ann = project.transcripts.named("ann")
            text = project.transcripts.content(ann).text
            start = text.index("They")
            end = text.index("call")
            project.revisions.edit(
                ann, Span(start, end), "They  " if text[start:end] != "They  " else "They "
            )
        assert shown(project) == {"time": "Mostly, yes."}
        with Project.open(project.path, write=False) as again:
            assert shown(again) == {"time": "Mostly, yes."}


@settings(max_examples=settings().max_examples // 10)  # each makes three projects
@given(data=st.data())
def test_corrected_undone_and_united_in_any_order_it_is_the_same(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    words = ("They", "call", "me back.", "I rely", "on that.", "Mostly,", "yes.", "Always?")
    with small(folder) as project:
        for quote in data.draw(st.sets(st.sampled_from(words), min_size=1, max_size=4)):
            code_quote(project, "trust", "ann", quote)
        before = sorted((c.uid, c.start, c.end) for c in project.codings.all())
        path = home(project, folder)
        texts = []
        for _ in range(2):
            text = ANN
            for word in data.draw(st.sets(st.sampled_from(words), max_size=3)):
                text = text.replace(
                    word, data.draw(st.sampled_from(("", "x", word + " " + word, "Hm, " + word)))
                )
            texts.append(text)
        with Project.open(path, coder="Ben") as ben:
            (folder / "interviews").mkdir(exist_ok=True)
            correct(ben, folder, "ann.txt", texts[1])
        united = folder / "united.qualcode"
        changed = correct(project, folder, "ann.txt", texts[0]).status == "corrected"
        if changed:
            project.history.undo()
            assert sorted((c.uid, c.start, c.end) for c in project.codings.all()) == before
            project.history.redo()
        project.back_up(united)
        project.copies.bring_in(path)
        one = {c.uid: project.codings.context(c).match for c in project.codings.all()}
        assert project.check() == []
        listed = {u.thing.uid for u in project.revisions.unplaced() if u.status == "unplaced"}
        assert {uid for uid, _, _ in before} == set(one) | listed
    home_again = folder / "again.qualcode"
    shutil.copy(path, home_again)
    with Project.open(home_again, coder="Ben") as ben:
        ben.copies.bring_in(united)
        assert {c.uid: ben.codings.context(c).match for c in ben.codings.all()} == one


def test_what_is_listed_says_of_which_analysis_it_is_and_can_be_asked_of_one_transcript(
    tmp_path: Path,
) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "I rely on that.")
        project.analyses.use(project.analyses.add("second"))
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", ""))
        (listed,) = project.revisions.unplaced(project.transcripts.named("ann"))
        assert listed.what == "“trust” of Ann (analysis “main analysis”)"
        assert project.revisions.unplaced(project.transcripts.named("ben")) == []


def test_what_cannot_be_placed_so_is_refused(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", ""))
        revisions = project.revisions
        assert "no text from 5 to 999" in refused(lambda: revisions.place(made, Span(5, 999)), project)
        project.codings.remove([made])
        assert revisions.unplaced() == []
        assert "isn't there any more" in refused(lambda: revisions.set_aside(made), project)
        ann = project.transcripts.named("ann")
        assert "no text from 3 to 999" in refused(lambda: revisions.edit(ann, Span(3, 999), "x"), project)


def test_copies_that_place_one_passage_differently_differ(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = code_quote(project, "trust", "ann", "I rely on that.")
        project.coders.add("Ben")
        correct(project, tmp_path, "ann.txt", ANN.replace(" I rely on that.", " No."))
        path = home(project, tmp_path)
        with Project.open(path, coder="Ben") as ben:
            ben.revisions.place(made, span_of(ben, "ann", "No."))
        project.revisions.set_aside(made)
        project.copies.bring_in(path)
        (difference,) = project.copies.differences()
        start = span_of(project, "ann", "No.").start
        assert {side for _, side in difference.shown} == {"set aside", f"{start}–{start + 3}"}
        place = next(value for _, value in difference.sides if value)
        project.copies.settle(difference, place, "Ben heard it")
        assert shown(project) == {"trust": "No."}


def test_where_nothing_was_corrected_nothing_is_looked_at(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "I rely on that.")
        assert project.placing.elsewhere == {}
        assert project.placing.corrected_links() == {}
        assert project.revisions.unplaced(everything=True) == []
        (version,) = project.revisions.versions(project.transcripts.named("ann"))
        assert (version.number, version.reason, version.file, version.present) == (
            1,
            "import",
            "ann.txt",
            True,
        )
