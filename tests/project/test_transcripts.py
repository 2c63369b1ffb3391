"""Transcripts: brought in as one change, found by name, marked."""

import os
from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.model.study import Stage
from qualcode.model.text import Span
from qualcode.project import Project
from tests.project.small import ANN, interviews, refused, small, unchanged


def empty(folder: Path) -> Project:
    return Project.new(folder / "study.qualcode", "Ann")


def test_files_and_folders_come_in_as_one_change_with_a_report(tmp_path: Path) -> None:
    interviews(tmp_path)
    (tmp_path / "interviews" / "deep").mkdir()
    (tmp_path / "interviews" / "deep" / "ann.txt").write_text("I: Other?\nP1: Yes.\n")
    for name in ("photo.png", ".hidden.txt", "~$lock.docx"):
        (tmp_path / "interviews" / name).write_text("x")
    steps = []
    with empty(tmp_path) as project:
        came = project.transcripts.bring_in(
            [tmp_path / "interviews", tmp_path / "interviews" / "ann.txt"],
            progress=lambda done, of, name: steps.append((done, of, name)),
        )
        told = {row.file: (row.status, row.turns, row.segments, row.speakers) for row in came}
        assert told == {
            "photo.png": ("left aside", 0, 0, ()),
            "ann.txt": ("new", 4, 4, ("I", "P1")),
            "ben.txt": ("new", 2, 2, ("I", "P2")),
            "deep/ann.txt": ("new", 2, 2, ("I", "P1")),
            "joint.txt": ("new", 5, 5, ("I", "P3", "P4")),
        }
        assert steps == [
            (0, 4, "ann.txt"),
            (1, 4, "ben.txt"),
            (2, 4, "deep/ann.txt"),
            (3, 4, "joint.txt"),
            (4, 4, ""),
        ]
        assert [t.name for t in project.transcripts.all()] == ["ann", "ben", "deep/ann", "joint"]
        assert len(project.history.all()) == 2
        ann = project.transcripts.named("ANN")
        assert project.transcripts.content(ann).text == ANN
        assert project.transcripts.roles(ann) == {"I": "interviewer", "P1": "participant"}
        project.history.undo()
        assert project.transcripts.all() == []
        project.transcripts.bring_in([tmp_path / "interviews"])  # again, after it was undone
        assert project.transcripts.named("ann").uid == ann.uid
        assert project.check() == []


def test_what_is_there_already_is_skipped_and_what_has_changed_refused(tmp_path: Path) -> None:
    paths = interviews(tmp_path)
    with small(tmp_path) as project:
        came = unchanged(lambda: project.transcripts.bring_in(paths), project)
        assert [row.status for row in came] == ["unchanged"] * 3  # type: ignore[attr-defined]  # `unchanged` gives back any object
        (tmp_path / "again.txt").write_text(ANN, encoding="utf-8", newline="\n")
        (row,) = project.transcripts.bring_in([tmp_path / "again.txt"])
        assert (row.status, row.warnings[-1]) == ("same text", "the text is the same as in ann.txt; skipped")
        paths[0].write_text(ANN + "P1: More.\n")
        (tmp_path / "new.txt").write_text("I: New?\nP1: New.\n")
        assert refused(lambda: project.transcripts.bring_in([tmp_path / "new.txt", *paths]), project) == (
            "Nothing was imported. ann.txt has changed since it was imported: "
            "take its new text (qualcode import --correct), or import it under another file name."
        )


def test_two_files_of_one_name_are_refused_unless_their_text_is_the_same(tmp_path: Path) -> None:
    for folder in ("elm", "ash"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "int1.txt").write_text(f"I: So?\nP1: {folder}.\n")
    files = [tmp_path / folder / "int1.txt" for folder in ("elm", "ash")]
    with empty(tmp_path) as project:
        assert refused(lambda: project.transcripts.bring_in(files), project) == (
            "Nothing was imported. two files are called int1.txt: "
            "rename one, or import the folder above both."
        )
        files[1].write_text(files[0].read_text())
        assert [row.status for row in project.transcripts.bring_in(files)] == ["new", "unchanged"]


def test_one_bad_file_and_nothing_comes_in(tmp_path: Path) -> None:
    paths = interviews(tmp_path)
    bad = tmp_path / "interviews" / "scan.docx"
    bad.write_bytes(b"\x00not a zip")
    with empty(tmp_path) as project:
        assert "scan.docx" in refused(lambda: project.transcripts.bring_in([*paths, bad]), project)
        for path in (tmp_path / "nowhere.txt", tmp_path / "old.doc"):
            assert path.name in refused(lambda: project.transcripts.bring_in([*paths, path]), project)  # noqa: B023 (called at once)
        assert project.transcripts.all() == []


def test_a_folder_without_transcripts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with empty(tmp_path) as project:
        with pytest.raises(UnreadableFile, match=r"empty: no transcripts there \(txt, .*docx, .*or json\)"):
            project.transcripts.bring_in([tmp_path / "empty"])
        with pytest.raises(UnreadableFile, match="no path: no transcripts there"):
            project.transcripts.bring_in([])


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path) -> None:
    paths = interviews(tmp_path)
    with empty(tmp_path) as project:
        tried = unchanged(lambda: project.transcripts.bring_in(paths, dry_run=True), project)
        assert project.transcripts.all() == []
        assert project.transcripts.bring_in(paths) == tried


def test_an_encoding_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "greek.txt"
    path.write_bytes("I: Τι;\nP1: Ναι, ναι.\n".encode("cp1253"))
    with empty(tmp_path) as project:
        project.transcripts.bring_in([path], encoding="cp1253")
        assert "Ναι" in project.transcripts.content(project.transcripts.named("greek")).text


def test_a_file_like_anothers_name_keeps_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("I: Say?\nP1: This.\n")
    (tmp_path / "a.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\n<v P1>That.</v>\n")
    with empty(tmp_path) as project:
        project.transcripts.bring_in([tmp_path / "a.txt", tmp_path / "a.vtt"])
        assert [t.name for t in project.transcripts.all()] == ["a", "a.vtt"]
        assert project.transcripts.named("a").file == "a.txt"
        assert project.transcripts.named("a.vtt").file == "a.vtt"


def test_a_transcript_is_found_by_name_or_file_or_refused_with_near_ones(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        for name in ("ann", " Ann.TXT "):
            assert project.transcripts.named(name).file == "ann.txt"
        assert refused(lambda: project.transcripts.named("an"), project) == (
            "There is no transcript “an”. Did you mean “ann”?"
        )


def test_a_passage_is_given_by_words_or_place_or_both(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        place = project.transcripts.passage
        start = ANN.index("Mostly")
        span = Span(start, start + 6)
        assert place(ann, "Mostly") == place(ann, "", *span) == place(ann, "Mostly", *span) == span
        for call, said in (
            (lambda: place(ann, ""), "Say which passage: its words, or both its start and its end."),
            (lambda: place(ann, "", 3, None), "Say which passage: its words, or both its start and its end."),
            (
                lambda: place(ann, "never"),
                "“never” doesn't stand in ann: give more of its words, or its start and end.",
            ),
            (
                lambda: place(ann, "P1"),
                "“P1” stands 2 times in ann: give more of its words, or its start and end.",
            ),
            (
                lambda: place(ann, "", 5, 9999),
                f"There is no text from 5 to 9999 in ann: it ends at {len(ANN)}.",
            ),
            (lambda: place(ann, "Mostly", 0, 6), "“Mostly” doesn't stand from 0 to 6 in ann."),
        ):
            assert refused(call, project) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (b" .txt", "“ .txt” has no name before its ending: give the file one"),
        (b"r\xe9sum\xe9.txt", r"“r\xe9sum\xe9.txt” is no name in UTF-8: give the file another"),
    ],
)
def test_a_file_whose_name_no_transcript_can_have_is_named(tmp_path: Path, name: bytes, said: str) -> None:
    path = tmp_path / os.fsdecode(name)
    try:
        path.write_text(ANN, encoding="utf-8")
    except OSError:
        pytest.skip("this drive has no such names")
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        assert (
            refused(lambda: project.transcripts.bring_in([path]), project) == f"Nothing was imported. {said}."
        )


def test_a_transcript_gets_another_name_and_is_still_known_by_its_file(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        project.transcripts.rename(ann, " Ann,  first ")
        renamed = project.transcripts.named("ann, first")
        assert (renamed.uid, renamed.name, renamed.file) == (ann.uid, "Ann, first", "ann.txt")
        assert project.transcripts.named("ann.txt") == renamed
        for call, taken in (
            (lambda: project.transcripts.rename(renamed, "BEN"), "BEN"),
            (lambda: project.transcripts.rename(renamed, "ben.txt"), "ben.txt"),
        ):
            assert refused(call, project) == f"There is a transcript “{taken}” already: two need two names."
        assert "Transcript is empty" in refused(lambda: project.transcripts.rename(renamed, " "), project)
        project.transcripts.rename(renamed, "ann")
        assert [t.name for t in project.transcripts.all()] == ["ann", "ben", "joint"]


def test_kind_and_role_are_set_or_refused(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        joint = project.transcripts.named("joint")
        project.transcripts.set_kind(joint, "joint interview")
        assert project.transcripts.named("joint").kind_of_source == "joint interview"
        assert refused(lambda: project.transcripts.set_kind(joint, "chat"), project) == (
            "“chat” is no kind of transcript: "
            "choose from interview, joint interview, focus group, field note, document."
        )
        assert refused(lambda: project.transcripts.set_role(joint, "P9", "interviewer"), project) == (
            "Nobody is called “P9” in joint."
        )
        project.transcripts.set_role(joint, "P4", "interviewer")
        assert project.transcripts.roles(joint)["P4"] == "interviewer"
        assert "Role can't be" in refused(lambda: project.transcripts.set_role(joint, "P4", "judge"), project)


def test_progress_is_each_coders_own(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        project.transcripts.mark(ann, read=True)
        project.transcripts.mark(ann, coded=True, version=2)
        (stage,) = project.all(Stage).values()
        assert (stage.read, stage.coded, stage.version, stage.coder) == (True, True, 2, project.coder.uid)
        project.coders.add("Ben")
        project.sign("Ben")
        project.transcripts.mark(ann, read=True)
        assert len(project.all(Stage)) == 2
        rows = {row.name: row.read_by for row in project.matrix.charts().participants}
        assert rows["P1"] == ("Ann", "Ben")
