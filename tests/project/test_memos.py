"""Memos: written, listed, brought in and written out again."""

from pathlib import Path

import pytest

from qualcode.model.study import Coding, Memo, Summary
from qualcode.model.text import Span
from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small, unchanged
from tests.project.test_copies import taken


def fill(project: Project) -> None:
    """A memo on one of each kind of thing, by two coders."""
    coding = code_quote(project, "trust", "ann", "Mostly")
    ann = project.transcripts.named("ann")
    project.memos.add(project.study, "What is trust to them?", "reflexive")
    project.memos.add(ann, "She laughs,\nthen hesitates.")
    project.codebook.set_aside(codes(project)["time"])
    project.memos.add(codes(project)["time"], "=too wide; “set” aside", "methodological")
    project.coders.add("Ben")
    project.sign("Ben")
    project.memos.add(project.codebook.add_theme("Engaging", short="Eng"), "A theme?")
    project.memos.add(project.participants.named("P1"), "Seen twice.")
    project.memos.add(coding, "Hesitant")
    place = project.transcripts.passage(ann, "They call me back.")
    project.memos.add(ann, "A promise?", "reflexive", place)
    project.memos.add(
        project.memos.cell(project.participants.named("P1"), codes(project)["trust"]), "Thin", "analytic"
    )


def said(project: Project) -> list[tuple[str, ...]]:
    """What the memos say, in any order."""
    return sorted((f.date, f.coder, f.kind, f.about, f.name, f.text) for f in project.memos.search())


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_memos_written_out_come_back_as_they_were(tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"memos.{ending}"
    with small(tmp_path) as project:
        fill(project)
        assert project.memos.export(file) == []
        before = said(project)
        assert len(before) == 8
        read = project.memos.read(file)
        assert unchanged(lambda: project.memos.bring_in(read), project) == 0
    (tmp_path / "other").mkdir()
    with small(tmp_path / "other") as other:
        other.coders.add("Ben")
        other.codebook.set_aside(codes(other)["time"])
        other.codebook.add_theme("Engaging")
        code_quote(other, "trust", "ann", "Mostly")
        assert unchanged(lambda: other.memos.bring_in(other.memos.read(file), dry_run=True), other) == 8
        assert other.memos.bring_in(other.memos.read(file)) == 8
        assert other.check() == []
        assert said(other) == before


def test_memos_on_what_is_not_there_any_more_stay_out_and_that_is_said(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coding = code_quote(project, "trust", "ann", "Mostly")
        project.memos.add(coding, "Hesitant")
        project.codings.remove([coding])
        project.memos.add(project.study, "Note")
        notes = project.memos.export(tmp_path / "memos.csv")
        assert notes == ["1 memo on what was undone or changed since left out."]
        assert len(project.memos.read(tmp_path / "memos.csv").rows) == 1


def test_a_memo_on_one_of_two_codes_of_a_name_comes_back_to_that_one(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        old = codes(project)["trust"]
        project.memos.add(old, "On the old one")
        project.codebook.set_aside(old)
        project.codebook.add_code("trust")
        project.memos.export(tmp_path / "memos.csv")
        project.memos.remove(project.memos.all()[0])
        project.memos.bring_in(project.memos.read(tmp_path / "memos.csv"))
        assert [memo.about for memo in project.memos.all()] == [old.uid]


def test_memos_of_another_analysis_are_not_listed(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.memos.add(project.study, "Ours")
        with project.change() as draft:
            draft.create(Memo, analysis="0" * 32, about_kind="study", about=project.study.uid, text="Theirs")
        assert [memo.text for memo in project.memos.all()] == ["Ours"]


def test_rows_of_memos_on_nothing_are_refused_together(tmp_path: Path) -> None:
    file = tmp_path / "memos.csv"
    file.write_text(
        "about,name,start,end,code,made by,coder,text,quote\n"
        "code,trusst,,,,,Ann,One,\n"
        "code,trust,,,,,Bea,Two,\n"
        "cell,P1,,,trusst,,Ann,Three,\n"
        "passage,ann,5000,5001,,,Ann,Four,\n"
        "passage,ann,,,,,Ann,Five,nowhere\n"
        "coded passage,ann,27,44,trust,Ann,Ann,Six,\n"
    )
    with small(tmp_path) as project:
        message = refused(lambda: project.memos.bring_in(project.memos.read(file)), project)
        assert message == (
            "memos.csv: nothing was imported. row 2: there is no code “trusst”; "
            "row 3: there is no coder “Bea”; row 4: there is no code or theme “trusst”; "
            "row 5: there is no text from 5000 to 5001 in ann; "
            "row 6: “nowhere” isn't, or stands more than once, in ann; "
            "row 7: Ann has not coded ann 27–44 as “trust”."
        )


def test_one_thing_s_memos_are_found(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        memo = project.memos.add(ann, "First")
        project.memos.add(project.study, "Other")
        project.memos.change(memo, "Second")
        assert [m.text for m in project.memos.all(ann)] == ["Second"]
        project.memos.remove(project.memos.all(ann)[0])
        assert project.memos.all(ann) == []


def test_a_memo_on_a_passage_is_not_on_the_whole_transcript(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        text = project.transcripts.content(ann).text
        start = text.index(" They call")
        memo = project.memos.add(ann, "A promise?", span=Span(start, start + len(" They call me ")))
        assert text[memo.start : memo.end] == "They call me"
        assert project.memos.all(ann) == []
        outside = Span(len(text), len(text) + 4)
        assert "There is no text from" in refused(
            lambda: project.memos.add(ann, "Nowhere", span=outside), project
        )
        code = codes(project)["trust"]
        assert "Only a transcript has passages" in refused(
            lambda: project.memos.add(code, "x", span=Span(0, 4)), project
        )
        assert refused(lambda: project.memos.add(ann, " \n"), project) == "A memo needs some words."
        assert refused(lambda: project.memos.change(memo, ""), project) == "A memo needs some words."


def test_memos_are_searched_in_what_they_say_and_in_what_they_are_on(tmp_path: Path) -> None:
    def texts(words: str = "", **which: str) -> set[str]:
        return {found.text for found in project.memos.search(words, **which)}

    with small(tmp_path) as project:
        fill(project)
        assert texts("HESITA") == {"She laughs,\nthen hesitates.", "Hesitant"}
        assert texts("trust") == {"What is trust to them?", "Hesitant", "Thin"}  # its code, its column
        assert texts("trust p1") == {"Hesitant", "Thin"}
        assert texts("promise back") == {"A promise?"}  # a word of the passage
        assert texts("nothing of it") == set()
        assert texts(kind="reflexive") == {"What is trust to them?", "A promise?"}
        assert texts(about_kind="cell") == {"Thin"}
        assert texts(about_kind="passage") == {"A promise?"}
        assert texts(coder="ann") == {
            "What is trust to them?", "She laughs,\nthen hesitates.", "=too wide; “set” aside",
        }  # fmt: skip
        assert len(texts("", coder="Ben", kind="analytic")) == 4


def test_what_is_found_says_where_it_belongs(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        fill(project)
        ann = project.transcripts.named("ann").uid
        found = {f.about: f for f in project.memos.search()}
        passage = found["passage"]
        assert passage.name == f"ann {passage.start}–{passage.end}"
        assert (passage.transcript, passage.quote) == (ann, "They call me back.")
        assert (passage.coder, passage.participants, passage.code) == ("Ben", ("P1",), "")
        coded = found["coded passage"]
        assert (coded.code, coded.participants, coded.transcript) == ("trust", ("P1",), ann)
        assert coded.quote == "Mostly"
        assert (found["transcript"].transcript, found["transcript"].start) == (ann, 0)
        assert found["transcript"].participants == ("P1",)
        assert (found["cell"].name, found["cell"].code, found["cell"].transcript) == (
            "P1, trust",
            "trust",
            "",
        )
        assert (found["theme"].on, found["project"].on) == ("theme Engaging", "the project")


def test_a_memo_in_a_cell_where_nothing_is_charted_leaves_it_to_chart(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        person, code = project.participants.named("P1"), codes(project)["trust"]
        memo = project.memos.add(project.memos.cell(person, code), "Ask again")
        summary = project.charting.summary(person, code)
        assert summary is not None
        assert (summary.content, summary.progress) == ("", "to do")
        project.charting.write(person, code, text="Relies on them")
        again = project.memos.cell(person, code)
        assert again.text == "Relies on them"
        project.memos.add(again, "Better")
        assert [m.text for m in project.memos.all(again)] == ["Ask again", "Better"]
        assert memo.about == again.uid == project.charting.uid(person, code)
        assert len(project.all(Summary)) == 1


def test_a_memo_follows_the_coding_that_replaces_its_own(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        old = code_quote(project, "trust", "ann", "They call")
        project.memos.add(old, "A promise?")
        fixed = {
            name: getattr(old, name)
            for name in ("analysis", "transcript", "content", "start", "coder", "code")
        }
        with project.change() as draft:
            uid = draft.create(Coding, **fixed, end=old.end + 8, replaces=old.uid)
            draft.set(old, removed=True)
        new = project.all(Coding)[uid]
        assert [m.text for m in project.memos.all(new)] == ["A promise?"]
        assert [f.quote for f in project.memos.search()] == ["They call me back"]
        assert project.memos.export(tmp_path / "memos.csv") == []
        assert project.memos.bring_in(project.memos.read(tmp_path / "memos.csv")) == 0


def test_a_memo_follows_to_the_coding_that_stands_where_copies_made_several(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        old = code_quote(project, "trust", "ann", "They call")
        project.memos.add(old, "A promise?")
        with taken(project, tmp_path) as home:
            stands = project.codings.stretch(old, old.start, old.end + 3)
            other = home.codings.stretch(old, old.start, old.end + 8)
            home.codings.remove([other])  # the later of the two
            project.copies.bring_in(home.path)
        (coding,) = project.codings.all()
        assert coding == stands
        assert [m.text for m in project.memos.all(coding)] == ["A promise?"]
        assert [f.quote for f in project.memos.search()] == ["They call me"]
        assert project.memos.export(tmp_path / "memos.csv") == []
        assert project.memos.bring_in(project.memos.read(tmp_path / "memos.csv")) == 0


def test_memos_are_changed_and_called_by_the_beginning_of_their_uid(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        memo = project.memos.add(project.study, "First")
        assert project.memos.named(memo.uid[:8].upper()).uid == memo.uid
        project.memos.change(memo, "First", "methodological")
        assert [(m.text, m.kind_of_memo) for m in project.memos.all()] == [("First", "methodological")]
        assert "No memo is called" in refused(lambda: project.memos.named("zzzz"), project)
        assert "No memo is called" in refused(lambda: project.memos.named(""), project)


def test_memos_of_two_copies_come_together(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        trust, person = codes(project)["trust"], project.participants.named("P1")
        project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        with Project.open(tmp_path / "ben.qualcode", coder="Ben") as ben:
            ben.memos.add(ben.memos.cell(ben.participants.named("P1"), codes(ben)["trust"]), "His")
            ben.memos.add(ben.transcripts.named("ann"), "There", span=Span(28, 33))
        project.memos.add(project.memos.cell(person, trust), "Hers")
        project.copies.bring_in(tmp_path / "ben.qualcode")
        assert {(f.coder, f.about, f.text) for f in project.memos.search()} == {
            ("Ben", "cell", "His"), ("Ann", "cell", "Hers"), ("Ben", "passage", "There"),
        }  # fmt: skip
        assert project.copies.differences() == []
        assert len(project.all(Summary)) == 1


def test_memos_on_passages_are_placed_and_follow_their_coding(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        coding = code_quote(project, "trust", "ann", "Mostly")
        assert project.memos.places(ann) == []
        project.memos.add(ann, "On the whole of it")
        memo = project.memos.add(coding, "Hesitant")
        passage = project.transcripts.passage(ann, "They call me back.")
        project.memos.add(ann, "A promise?", "reflexive", passage)
        assert project.memos.places(ann) == sorted([Span(coding.start, coding.end), passage])
        longer = project.codings.stretch(coding, coding.start, coding.end + 3)
        assert Span(longer.start, longer.end) in project.memos.places(ann)
        project.memos.remove(memo)
        assert project.memos.places(ann) == [passage]
