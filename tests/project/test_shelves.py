"""Transcripts on their shelves, with what is done with each and by whom."""

from pathlib import Path

from qualcode.project import Project
from qualcode.project.progress import NOTHING, Done
from qualcode.project.shelves import Entry, shelves
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
        done = Done(("Ben",), ("Ben",), ("Ann", "Ben"), ("Ben",))
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
        for person in (cat, dan):
            write(person, trust, text="Yes")
        assert not charted("joint")  # “time” is left
        write(cat, time, content="nothing said")
        assert not charted("joint")  # of Dan
        write(dan, time, content="not asked")
        assert charted("joint")
        theme = book.add_theme("Engaging", codes=[trust])
        assert charted("joint")  # all its codes are
        book.put_in([book.add_code("hope")], theme)
        assert not charted("joint")
        for person in (cat, dan):
            write(person, theme, text="All in all")
        assert charted("joint")  # the theme itself is
        assert not charted("ann")


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
