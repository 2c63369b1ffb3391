"""Transcripts on their shelves, with what is done with each and by whom."""

from pathlib import Path

from qualcode.project import Project
from qualcode.project.progress import NOTHING, Done
from qualcode.project.shelves import Entry, attribution, heading, shelves
from tests.project.small import code_quote, small


def entries(project: Project) -> dict[str, Entry]:
    """The entries by transcript."""
    every = {t.uid: t.name for t in project.transcripts.all()}
    return {every[e.transcript]: e for shelf in shelves(project) for e in shelf.entries}


def test_a_transcript_says_who_has_read_coded_and_charted_it(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        assert {e.progress for e in entries(project).values()} == {"new"}
        assert {e.done for e in entries(project).values()} == {NOTHING}
        ann, trust = project.transcripts.named("ann"), project.codebook.code("trust")
        coding = code_quote(project, "trust", "ann", "They call me back.")
        project.coders.add("Ben")
        project.sign("Ben")
        project.transcripts.mark(ann, read=True)
        assert entries(project)["ann"].progress == "begun"
        assert entries(project)["ann"].done == Done(read=("Ben",), coding=("Ann",))
        code_quote(project, "trust", "ann", "Mostly, yes.")
        project.transcripts.mark(ann, read=True, coded=True)
        project.charting.write(project.participants.named("P1"), trust, text="Relies on them")
        done = Done(("Ben",), ("Ben",), ("Ann", "Ben"), ("Ben",), True)
        assert (entries(project)["ann"].progress, entries(project)["ann"].done) == ("coded", done)
        project.codings.remove([coding])
        assert entries(project)["ann"].done.coding == ("Ben",)
        project.history.undo()
        assert entries(project)["ann"].done.coding == ("Ann", "Ben")
        assert entries(project)["ben"].done == NOTHING


def test_coded_under_an_older_codebook_is_begun_again(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann = project.transcripts.named("ann")
        first = project.decisions.close_version()
        project.transcripts.mark(ann, read=True, coded=True, version=first.number)
        assert entries(project)["ann"].progress == "coded"
        project.decisions.close_version()
        assert entries(project)["ann"].progress == "begun"
        assert entries(project)["ann"].done == Done(read=("Ann",))


def test_a_transcript_is_charted_when_nothing_is_left_to_chart_of_its_participants(tmp_path: Path) -> None:
    def charted(name: str) -> bool:
        return entries(project)[name].done.is_charted

    with small(tmp_path) as project:
        book, write = project.codebook, project.charting.write
        trust, time = book.code("trust"), book.code("time")
        cat, dan = project.participants.named("Cat"), project.participants.named("Dan")
        code_quote(project, "trust", "joint", "We both do.")
        code_quote(project, "time", "joint", "Look at them.")
        assert not charted("joint")
        write(cat, trust, text="Yes")
        assert not charted("joint")  # “time” is left of Dan
        write(dan, time, content="nothing said")
        assert charted("joint")
        code_quote(project, "trust", "joint", "I: Why?\nP4: Look at them.")
        assert not charted("joint")  # Dan's too now
        theme = book.add_theme("Engaging", codes=[trust])
        write(dan, theme, text="All in all")
        assert charted("joint")  # the theme is
        assert not charted("ann")


def test_codes_that_nobody_used_there_leave_a_transcript_charted(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        code_quote(project, "trust", "ann", "They call me back.")
        project.charting.write(project.participants.named("P1"), project.codebook.code("trust"), text="Yes")
        assert entries(project)["ann"].done.is_charted
        hope = project.codebook.add_code("hope")
        project.codebook.add_theme("Engaging", codes=[hope])
        code_quote(project, "hope", "ben", "Trust takes years.")
        code_quote(project, "hope", "ann", "How do you trust them?")  # the interviewer's
        assert entries(project)["ann"].done.is_charted
        assert not entries(project)["ben"].done.is_charted
        used = code_quote(project, "hope", "ann", "Mostly, yes.")
        assert not entries(project)["ann"].done.is_charted
        project.codebook.merge(hope, project.codebook.code("trust"))
        assert entries(project)["ann"].done.is_charted
        project.history.undo()
        project.codings.remove([used])
        assert entries(project)["ann"].done.is_charted


def test_transcripts_of_the_same_participant_are_told_apart_by_their_kind(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        ann, ben = project.transcripts.named("ann"), project.transcripts.named("ben")
        assert heading(project, ann) == attribution(project, ann)
        project.participants.link(project.participants.named("P1"), ben)
        project.participants.unlink(project.participants.named("P2"), ben)
        project.transcripts.set_kind(ben, "document")
        whose = attribution(project, ann)
        ann, ben = project.transcripts.named("ann"), project.transcripts.named("ben")
        assert attribution(project, ben) == whose
        assert [heading(project, t) for t in (ann, ben)] == [f"{whose} · interview", f"{whose} · document"]


def test_the_index_of_who_coded_follows_every_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded = project.materials.coded
        ann = project.transcripts.named("ann").uid
        one = code_quote(project, "trust", "ann", "Mostly, yes.")
        code_quote(project, "trust", "ann", "They call me back.")
        assert project.materials.coded is coded  # kept up with, not made anew
        assert coded.makers(ann) == {project.coder.uid: 2}
        project.codings.recode(one, project.codebook.code("time"))
        assert coded.makers(ann) == {project.coder.uid: 2}
        project.codings.remove([one])
        project.history.undo()
        project.history.undo()
        project.history.undo()
        assert coded.makers(ann) == {project.coder.uid: 1}
        project.history.undo()
        assert coded.makers(ann) == {}
        assert project.check() == []
