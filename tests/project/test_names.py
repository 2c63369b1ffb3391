"""Names as compared, and what is done where several things have one."""

import unicodedata
from pathlib import Path

import pytest

from qualcode.model.study import Code, Coder, Participant
from qualcode.model.tables import (
    CodingRow,
    CodingsFile,
    MemoRow,
    MemosFile,
    ParticipantTable,
    SourceRow,
)
from qualcode.project import Project
from qualcode.project.names import file_key, key, several
from tests.project.small import codes, refused, small


def test_names_are_compared_without_case_spacing_and_spelling_of_accents() -> None:
    assert key("  Care \t PLAN ") == "care plan"
    assert key(unicodedata.normalize("NFD", "Zoë")) == key("ZOË")
    assert key("a\\b") != key("a/b")
    assert file_key("sub\\P 05  second.txt") == file_key("Sub/P 05 second.TXT")


def test_numbers_of_things_are_said_in_words() -> None:
    assert [several(1, "Summary"), several(2, "Summary"), several(1200, "Code")] == [
        "1 summary",
        "2 summaries",
        "1,200 codes",
    ]


@pytest.fixture
def twins(tmp_path: Path) -> Path:
    """A project as two copies made it: two codes, two coders and two participants of one name each."""
    with small(tmp_path) as project:
        project.coders.add("Dan")
        with project.change() as draft:
            draft.create(Code, analysis=project.analysis.uid, name="Trust", brief="Another one")
            draft.create(Coder, name="dan")
            draft.create(Participant, name="p1")
    return tmp_path / "study.qualcode"


def test_the_beginning_of_its_uid_names_one_of_several(twins: Path) -> None:
    with Project.open(twins, coder="Ann") as project:
        said = refused(lambda: project.codebook.code("trust"), project)
        first, second = (code for code in project.all(Code).values() if key(code.name) == "trust")
        assert said.startswith("There are 2 codes called “trust”: call the one you mean ")
        for code in (first, second):
            assert f"{code.uid[:8]} (Ann, {code.at[:10]} " in said
            for find in (project.codebook.code, project.codebook.any_code, project.codebook.column):
                assert find(code.uid[:8].upper()).uid == code.uid
        assert "There is no code" in refused(lambda: project.codebook.code(first.uid[:7]), project)
        project.codebook.change_code(second, name="faith")
        assert project.codebook.code("trust").uid == first.uid


def test_what_is_called_like_a_uid_goes_before_the_thing_of_that_uid(twins: Path) -> None:
    with Project.open(twins, coder="Ann") as project:
        time = codes(project)["time"]
        named = project.codebook.add_code(time.uid[:8])
        assert project.codebook.code(time.uid[:8]).uid == named.uid


def test_somebody_of_a_name_that_two_have_signs_and_is_renamed(twins: Path) -> None:
    with Project.open(twins) as project:
        assert "There are 2 coders called “Dan”" in refused(lambda: project.sign("Dan"), project)
        one, other = (coder for coder in project.coders.all() if key(coder.name) == "dan")
        project.sign(one.uid[:8])
        assert project.coder.uid == one.uid
        project.coders.rename(other, "Dan Lee")
        assert project.coders.named("dan").uid == one.uid


def test_rows_that_name_one_of_several_are_refused_by_their_number(twins: Path) -> None:
    codings = CodingsFile(
        "c.csv", (CodingRow(2, "ann", 3, 6, "trust", "Dan"), CodingRow(3, "ann", 3, 6, "time", "Dan"))
    )
    memos = MemosFile(
        "m.csv",
        (
            MemoRow(2, "code", "Trust", "Ann", "", "", "Which?"),
            MemoRow(3, "participant", "P1", "Ann", "", "", "Who?"),
            MemoRow(4, "code", "time", "DAN", "", "", "Whose?"),
        ),
    )
    people = ParticipantTable("p.csv", (), (SourceRow(5, "P1", "ann"),), {"P1": {}})
    path = twins.with_name("b.csv")
    path.write_text(
        "code,status,merged into,theme\ntime,,,Engaging\nTrust,,,Engaging\nhope,merged,Trust,\n",
        encoding="utf-8",
    )
    with Project.open(twins, coder="Ann") as project:
        said = refused(lambda: project.codings.bring_in(codings), project)
        assert "row 2: there are 2 codes called “trust”" in said
        assert "row 3: there are 2 coders called “Dan”" in said
        said = refused(lambda: project.memos.bring_in(memos), project)
        assert "row 2: there are 2 codes called “Trust”" in said
        assert "row 3: there are 2 participants called “P1”" in said
        assert "row 4: there are 2 coders called “DAN”" in said
        said = refused(lambda: project.participants.bring_in(people), project)
        assert "row 5: there are 2 participants called “P1”" in said
        said = refused(lambda: project.codebook.bring_in(project.codebook.read(path)), project)
        assert "row 3: there are 2 codes called “Trust”" in said
        path.write_text("code,status,merged into\nhope,merged,time\ntime,,\n", encoding="utf-8")
        project.codebook.bring_in(project.codebook.read(path))


def test_rows_name_one_of_several_by_the_beginning_of_its_uid(twins: Path) -> None:
    with Project.open(twins, coder="Ann") as project:
        code = next(c for c in project.all(Code).values() if c.brief == "Another one")
        coder = next(c for c in project.coders.all() if c.name == "dan")
        row = CodingRow(2, "ann", 3, 6, code.uid[:8], coder.uid[:8])
        taken = project.codings.bring_in(CodingsFile("c.csv", (row,)), create_codes=True)
        assert (taken.codings, taken.new_codes, taken.new_coders) == (1, (), ())
        assert [(c.code, c.coder) for c in project.codings.all()] == [(code.uid, coder.uid)]


def test_a_code_with_a_backslash_is_not_the_one_with_a_slash(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        rows = tuple(CodingRow(n, "ann", 3, 6, name) for n, name in ((2, "a/b"), (3, "a\\b"), (4, "A/B")))
        taken = project.codings.bring_in(CodingsFile("c.csv", rows), create_codes=True)
        assert (taken.codings, taken.already, taken.new_codes) == (2, 1, ("a/b", "a\\b"))


def test_transcripts_are_called_alike_everywhere(tmp_path: Path) -> None:
    folder = tmp_path / "more"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "P06.txt").write_text("I: So?\nP6: It is so.\n")
    (folder / "P 05  second.txt").write_text("I: And?\nP5: It is not.\n")
    with small(tmp_path) as project:
        project.transcripts.bring_in([folder])
        for name in ("sub\\P06.txt", "P 05 second", "P 05  second.txt"):
            found = project.transcripts.named(name)
            table = ParticipantTable("t", (), (SourceRow(2, "X", name),), {"X": {}})
            assert project.participants.bring_in(table, dry_run=True).links == 1
            row = CodingRow(2, name, 3, 6, "trust")
            assert project.codings.bring_in(CodingsFile("c", (row,)), dry_run=True).codings == 1
            assert project.memos.thing("transcript", name).uid == found.uid
