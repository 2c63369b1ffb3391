"""Files planned, chosen of, and brought in as one change; what was decided is remembered for the next."""

from pathlib import Path

import pytest

from qualcode.model.errors import BadTable, UnreadableFile
from qualcode.model.study import Coder, Coding, Memo
from qualcode.project import Project
from qualcode.project.import_plan import Choices, Plan
from tests.project.small import ANN, TEXTS, interviews, refused
from tests.readers.word import docx, p

JOINT = (
    "Interviewer: Who rings?\nCarer: I do.\nService user: She does.\n"
    "Both: We both hate it.\nInterviewer: And visits?\nCarer: Fewer.\n"
)


def study(folder: Path) -> Project:
    return Project.new(folder / "study.qualcode", "Ann")


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True, parents=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def who(plan: Plan, name: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The speakers of a planned file, with role and participants."""
    return {s.label: (s.role, s.participants) for s in plan.file(name).speakers}


def test_a_plan_says_what_would_come_and_writes_nothing(tmp_path: Path) -> None:
    paths = interviews(tmp_path)
    written(tmp_path, "interviews/again.txt", ANN)
    written(tmp_path, "interviews/broken.docx", "no zip")
    written(tmp_path, "interviews/photo.png", "x")
    with study(tmp_path) as project:
        project.transcripts.bring_in([paths[1]])
        paths[1].write_text("I: Other?\nP2: Words.\n", encoding="utf-8")
        before = project.store.recorded()
        plan = project.importing.plan([tmp_path / "interviews"])
        assert project.store.recorded() == before
        assert {file.name: file.status for file in plan.files} == {
            "photo.png": "left aside",
            "again.txt": "new",
            "ann.txt": "same text",
            "ben.txt": "changed",
            "broken.docx": "unreadable",
            "joint.txt": "new",
        }
        assert [len(problem) > 20 for problem in plan.problems] == [True, True]
        assert refused(lambda: project.importing.apply(plan), project).startswith("Nothing was imported. ")
        for name in ("ben.txt", "broken.docx"):
            plan = project.importing.choose(plan, name, left_out=True)
        assert plan.problems == ()
        came = {row.file: row.status for row in project.importing.apply(plan).files}
        assert (came["again.txt"], came["ben.txt"], came["joint.txt"]) == ("new", "left out", "new")
        assert [t.name for t in project.transcripts.all()] == ["again", "ben", "joint"]


def test_hypotheses_are_shown_and_another_is_chosen(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Note A: x\n\nNote A: y\n\n" + ANN.replace("\n", "\n\n"))
    with study(tmp_path) as project:
        plan = project.importing.plan([path])
        file = plan.file("a.txt")
        assert (file.layout, file.segments) == ("colon", 4)
        assert [each.name for each in file.hypotheses] == ["colon", "none"]
        plan = project.importing.choose(plan, "a.txt", layout="none")
        assert (plan.file("a.txt").layout, plan.file("a.txt").segments) == ("none", 6)
        project.importing.apply(plan)
        assert project.transcripts.named("a").layout == "none"
        assert project.importing.plan([path]).file("a.txt").status == "unchanged"
        # The same folder and format: read so as well, unless somebody chooses again.
        other = written(tmp_path, "b.txt", ANN)
        assert project.importing.plan([other]).file("b.txt").layout == "none"
        assert project.importing.plan([other], Choices(layout="colon")).file("b.txt").layout == "colon"
        with pytest.raises(UnreadableFile, match=r"There is no layout “x”: choose from f4, colon, brackets"):
            project.importing.apply(project.importing.plan([other], Choices(layout="x")))


def test_spellings_are_taken_together_or_apart_as_chosen(tmp_path: Path) -> None:
    text = (
        "Interviewer: A\nP1: B\nIntervewer: C\nP01: D\nInterviewer: E\nMary: F\nMary: G\nAnne: H\nAnne: I\n"
    )
    path = written(tmp_path, "a.txt", text)
    with study(tmp_path) as project:
        plan = project.importing.plan([path])
        spelt = {s.label: s.spellings for s in plan.file("a.txt").speakers}
        assert spelt["Interviewer"] == ("Interviewer", "Intervewer")
        assert set(spelt["P1"]) == {"P1", "P01"}
        apart = {"P01": "P01", "Anne": "Mary"}
        plan = project.importing.choose(plan, "a.txt", same=apart)
        labels = [speaker.label for speaker in plan.file("a.txt").speakers]
        assert labels == ["Interviewer", "P1", "P01", "Mary"]
        project.importing.apply(plan)
        again = project.importing.plan([path])
        assert again.file("a.txt").status == "unchanged"
        later = project.importing.plan(
            [written(tmp_path, "b.txt", "I: So?\nAnne: Well.\nI: So?\nAnne: No.\n")]
        )
        assert set(who(later, "b.txt")) == {"I", "Mary"}


def test_roles_are_proposed_chosen_and_remembered(tmp_path: Path) -> None:
    asked = "".join(f"JS: How is it, {n}?\nMorag: It is {n}.\n" for n in range(6))
    path = written(tmp_path, "a.txt", asked)
    with study(tmp_path) as project:
        plan = project.importing.plan([path])
        assert who(plan, "a.txt") == {"JS": ("participant", ()), "Morag": ("participant", ())}
        assert plan.file("a.txt").speakers[0].why == "asks most of the questions: an interviewer?"
        plan = project.importing.choose(plan, "a.txt", roles={"JS": "interviewer"})
        project.importing.apply(plan)
        assert project.transcripts.roles(project.transcripts.named("a"))["JS"] == "interviewer"
        plan = project.importing.plan(
            [written(tmp_path, "b.txt", asked.replace("JS", "Js").replace("It", "He"))]
        )
        speaker = plan.file("b.txt").speakers[0]
        assert (speaker.label, speaker.role, speaker.why) == ("Js", "interviewer", "as in a")
        sentence = "“judge” is no role: choose from participant, interviewer."
        assert (
            refused(lambda: project.importing.choose(plan, "b.txt", roles={"Js": "judge"}), project)
            == sentence
        )


def test_what_is_chosen_of_one_file_holds_for_the_others_of_a_plan(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path, f"in/{name}.txt", f"JS: How?\nMorag: So {name}.\nJS: Why?\nMorag: So.\n")
    with study(tmp_path) as project:
        plan = project.importing.plan([tmp_path / "in"])
        plan = project.importing.choose(plan, "a.txt", roles={"JS": "interviewer"})
        assert who(plan, "b.txt")["JS"][0] == "interviewer"


def test_participants_are_proposed_where_a_label_is_the_same_persons_in_a_study(tmp_path: Path) -> None:
    first = written(tmp_path, "1.txt", "I: So?\nP07: Yes.\nI: So?\nAnna: No.\nP1: Hm.\nAnna: No.\n")
    second = written(
        tmp_path, "2.txt", "I: So?\nP07: No.\nI: So?\nAnna: Yes.\nP1: Hm.\nAnna: No.\nP08: .\nP08: .\n"
    )
    with study(tmp_path) as project:
        project.participants.add("P08")
        people = {"P07": ("Service user 3",), "Anna": ("Carer 1",), "P1": ("Somebody",)}
        project.importing.apply(project.importing.plan([first], Choices(participants=people)))
        assert {p.name for p in project.participants.all()} == {
            "P08", "Service user 3", "Carer 1", "Somebody",
        }  # fmt: skip
        plan = project.importing.plan([second], Choices(kind="interview"))
        found = {label: people for label, (_, people) in who(plan, "2.txt").items()}
        assert found == {
            "I": (), "P07": ("Service user 3",), "Anna": ("Carer 1",), "P1": (), "P08": ("P08",),
        }  # fmt: skip
        group = project.importing.choose(plan, "2.txt", kind="focus group")
        assert (who(group, "2.txt")["P07"][1], who(group, "2.txt")["Anna"][1]) == ((), ("Carer 1",))


def test_both_counts_for_each(tmp_path: Path) -> None:
    path = written(tmp_path, "joint.txt", JOINT)
    people = {"Carer": ("Cat",), "Service user": ("Dan",)}
    with study(tmp_path) as project:
        plan = project.importing.plan([path], Choices(participants=people))
        assert plan.file("joint.txt").kind == "joint interview"
        assert who(plan, "joint.txt")["Both"] == ("participant", ("Cat", "Dan"))
        project.importing.apply(plan)
        joint = project.transcripts.named("joint")
        code = project.codebook.add_code("hate")
        for words, those in (("We both hate it.", {"Cat", "Dan"}), ("Fewer.", {"Cat"})):
            start = JOINT.index(words)
            coding = project.codings.apply(code, joint, start, start + len(words))
            cells = project.matrix.charts().counts.cells
            count = next(c for (uid, label, _), c in cells.items() if (uid, label) == (code.uid, "All"))
            assert (count.participants, count.of) == (len(those), 2)
            project.codings.remove([coding])


def test_the_table_of_participants_comes_in_the_same_change(tmp_path: Path) -> None:
    interviews(tmp_path)
    table = written(
        tmp_path,
        "people.csv",
        "participant,transcript,speaker,site,kind\nP1,ann.txt,,Elm,\nCat,joint,P3,Ash,focus group\n"
        "Dan,joint,P4,Ash,focus group\n",
    )
    with study(tmp_path) as project:
        plan = project.importing.plan([tmp_path / "interviews"], participants=table)
        applied = project.importing.apply(plan)
        assert applied.joined is not None
        assert (applied.joined.participants, applied.joined.links) == (3, 3)
        assert applied.joined.without_row == ("ben",)
        assert project.transcripts.named("joint").kind_of_source == "focus group"
        assert len(project.history.all()) == 2
        assert project.participants.values(project.participants.named("Cat")) == {"site": "Ash"}
        project.history.undo()
        assert (project.transcripts.all(), project.participants.all()) == ([], [])
        written(tmp_path, "people.csv", "participant,transcript,speaker\nCat,joint,P9\n")
        bad = project.importing.plan([tmp_path / "interviews"], participants=table)
        with pytest.raises(BadTable, match=r"nobody is called “P9” in joint\.txt"):
            project.importing.apply(bad)
        assert project.transcripts.all() == []


def test_a_table_with_a_row_a_participant_gives_attributes_and_documents(tmp_path: Path) -> None:
    rows = "".join(
        f"SU {n},{'Elm' if n % 2 else 'Ash'},{20 + n},"
        f'"What helps me is answer {n}, and that somebody rings me back when I ask.",'
        f'"The plan of {n} lies in a drawer, and nobody has looked at it since the review."\n'
        for n in range(1, 7)
    )
    table = written(tmp_path, "review.csv", f"participant,site,age,What helps?,Where is the plan?\n{rows}")
    with study(tmp_path) as project:
        plan = project.importing.plan([table])
        assert [file.kind for file in plan.files] == ["document"] * 6
        project.importing.apply(plan)
        assert len(project.history.all()) == 2
        assert [t.name for t in project.transcripts.all()] == [f"SU {n}" for n in range(1, 7)]
        third = project.participants.named("SU 3")
        assert project.participants.values(third) == {"site": "Elm", "age": "23"}
        assert project.participants.attribute("age").type == "integer"
        ((transcript, label),) = project.participants.sources(third)
        assert (transcript.kind_of_source, label) == ("document", "")
        assert "answer 3" in project.transcripts.content(transcript).text
        again = project.importing.plan([table])
        assert {file.status for file in again.files} == {"unchanged"}


def commented(folder: Path) -> Path:
    def range_(key: int, words: str) -> str:
        start, end = (f'<w:commentRange{side} w:id="{key}"/>' for side in ("Start", "End"))
        return f"{start}<w:r><w:t>{words}</w:t></w:r>{end}"

    def comment(key: int, author: str, words: str) -> str:
        return f'<w:comment w:id="{key}" w:author="{author}">{p(words)}</w:comment>'

    body = (
        p("Interviewer: Who rings?")
        + f"<w:p><w:r><w:t xml:space='preserve'>P1: </w:t></w:r>{range_(1, 'They ring me back.')}</w:p>"
        + p("Interviewer: Always?")
        + f"<w:p><w:r><w:t xml:space='preserve'>P1: </w:t></w:r>{range_(2, 'No.')}</w:p>"
    )
    comments = comment(1, "Ben Ash", "trust") + comment(2, "ann", "See what she said " + "before, " * 20)
    return docx(folder / "c.docx", body, comments=comments)


def test_comments_become_memos_by_their_authors(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        (came,) = project.importing.apply(project.importing.plan([commented(tmp_path)])).files
        assert came.warnings[-1] == "2 comments by Ben Ash, ann: now 2 memos."
        transcript = project.transcripts.named("c")
        text = project.transcripts.content(transcript).text
        coders = {coder.uid: coder.name for coder in project.all(Coder).values()}
        assert [
            (coders[memo.coder], text[memo.start : memo.end], memo.text[:8])
            for memo in project.memos.on_passages(transcript)
        ] == [("Ben Ash", "They ring me back.", "trust"), ("Ann", "No.", "See what")]
        project.history.undo()
        assert project.all(Memo) == {}
        assert [coder.name for coder in project.coders.all()] == ["Ann"]


def test_comments_become_codings_if_asked_and_long_ones_memos(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        project.codebook.add_code("Trust")
        plan = project.importing.plan([commented(tmp_path)], comments="codings")
        (came,) = project.importing.apply(plan).files
        assert came.warnings[-1] == "2 comments by Ben Ash, ann: now 1 coded passage and 1 memo."
        (coding,) = project.all(Coding).values()
        text = project.transcripts.content(project.transcripts.named("c")).text
        assert text[coding.start : coding.end] == "They ring me back."
        assert project.all(Coder)[coding.coder].name == "Ben Ash"
        assert [code.name for code in project.codebook.now.codes.values()] == ["Trust"]


def test_comments_are_left_if_asked(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        plan = project.importing.plan([commented(tmp_path)]).with_comments("leave")
        (came,) = project.importing.apply(plan).files
        assert came.warnings[-1] == "2 comments left out."
        assert (project.all(Memo), project.all(Coding)) == ({}, {})


def test_a_label_that_no_file_has_is_refused(tmp_path: Path) -> None:
    with study(tmp_path) as project:
        assert (
            refused(
                lambda: project.importing.plan(interviews(tmp_path), Choices(roles={"X": "interviewer"})),
                project,
            )
            == "Nobody is called “X” in these files: there are I, P1, P2, P3, P4."
        )
        assert len(TEXTS) == 3


def test_a_part_of_a_file_is_chosen_of_alone_but_read_as_the_whole_file_is(tmp_path: Path) -> None:
    rows = "".join(
        f'SU {n},Elm,"Das hält {n} schön, und ich bin dafür, dass man zurückruft."\n' for n in range(4)
    )
    table = tmp_path / "review.csv"
    table.write_bytes(f"participant,site,What helps?\n{rows}".encode("mac_roman"))
    with study(tmp_path) as project:
        plan = project.importing.plan([table])
        names = [file.name for file in plan.files]
        assert names == [f"review.csv/SU {n}" for n in range(4)]
        plan = project.importing.choose(plan, names[1], left_out=True)
        plan = project.importing.choose(plan, names[0], encoding="mac_roman", kind="field note")
        assert [file.kind for file in plan.files] == ["field note", *["document"] * 3]
        assert [file.status for file in plan.files] == ["new", "left out", "new", "new"]
        assert all("hält" in file.source.content.text for file in plan.files if file.source)
        chosen = {file.name: file.choices for file in plan.files}
        again = project.importing.plan([table], by_file=chosen)
        assert [(file.name, file.status, file.words) for file in again.files] == [
            (file.name, file.status, file.words) for file in plan.files
        ]
        assert all("hält" in file.source.content.text for file in again.files if file.source)
