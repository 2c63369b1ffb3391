"""The proof of a withdrawal: whatever was said, noted, undone, corrected and copied, nothing is left."""

import itertools
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from qualcode.model.study import Participant
from qualcode.model.text import Span
from qualcode.project import Project
from tests.project.stray import stray

pytestmark = pytest.mark.slow

CONSULTATIONS = Path(__file__).parents[3] / "shared" / "data" / "consultations" / "derived" / "txt"
REASON = "By post"

# Real words


@pytest.fixture
def consultations(tmp_path: Path) -> Iterator[tuple[Project, dict[str, str]]]:
    """Some consultations, a patient each; the doctor is interviewer in all but one, where both take part."""
    if not CONSULTATIONS.is_dir():
        pytest.skip("the consultations aren't here")
    files = sorted(CONSULTATIONS.glob("*.txt"))[:12]
    with Project.new(tmp_path / "study.qualcode", "Ann") as project:
        project.transcripts.bring_in(files)
        for file in files:
            patient = project.participants.add(f"Patient of {file.stem}")
            transcript = project.transcripts.named(file.name)
            labels = project.transcripts.content(transcript).speakers
            for label in labels:
                role = "interviewer" if "d" in label.casefold() and file != files[0] else "participant"
                project.transcripts.set_role(transcript, label, role)
            if file == files[0]:
                doctor = project.participants.add("The doctor")
                for label in labels:
                    who = doctor if "d" in label.casefold() else patient
                    project.participants.link(who, transcript, label)
            else:
                project.participants.link(patient, transcript)
        yield project, {file.stem: file.read_text(encoding="utf-8") for file in files}


def spoken(project: Project, transcript: str, *labels: str) -> list[str]:
    content = project.transcripts.content(project.transcripts.named(transcript))
    return [content.text[s.start : s.end] for s in content.segments if s.speaker in labels or not labels]


def test_of_a_consultation_nothing_is_left(
    consultations: tuple[Project, dict[str, str]], tmp_path: Path
) -> None:
    project, texts = consultations
    shared, own, *_ = texts
    trust = project.codebook.add_code("trust")
    for name in (shared, own):
        transcript = project.transcripts.named(name)
        for turn in project.transcripts.content(transcript).turns[1:30]:
            if turn.end - turn.start > 20:
                project.codings.apply(trust, transcript, turn.start, turn.end)
    longest = max(spoken(project, own), key=len)
    project.memos.add(project.study, f"Compare: {longest[:200]}")
    home = project.copies.copy(tmp_path / "home.qualcode", "Ann")
    project.store.back_up()
    for name in (own, shared):
        person = project.participants.named(f"Patient of {name}")
        labels = project.transcripts.content(project.transcripts.named(name)).speakers
        theirs = [label for label in labels if "d" not in label.casefold()]
        words = spoken(project, name, *(theirs if name == shared else ()))
        others = [text for stem, text in texts.items() if stem != name]
        if name == shared:
            others += spoken(project, name, *(label for label in labels if label not in theirs))
        assert stray(project.path, words, others)
        matches = project.withdrawal.preview(person).matches
        also = {match.id: match.choices[0] for match in matches if match.choices}
        project.withdrawal.withdraw(person, REASON, also)
        assert stray(project.path, words, others) == {}
        project.copies.bring_in(home)
        assert stray(project.path, words, others) == {}
    assert project.history.verify() == []
    assert project.check() == []
    assert own not in {transcript.name for transcript in project.transcripts.all()}
    after = project.transcripts.content(project.transcripts.named(shared)).text
    assert after.count("[withdrawn]") > 5


# Invented ones

PEOPLE = ("Amra", "Boris", "Cyril")


@st.composite
def turns(draw: st.DrawFn) -> list[tuple[str, int]]:
    """Who speaks in a transcript, and how many sentences each time."""
    return draw(
        st.lists(st.tuples(st.sampled_from(("I", *PEOPLE)), st.integers(1, 3)), min_size=4, max_size=9)
    )


Deed = tuple[str, int, int]
deeds = st.lists(
    st.tuples(
        st.sampled_from(("code", "memo", "summary", "correct", "undo", "portrait", "remove")),
        st.integers(0, 50),
        st.integers(0, 50),
    ),
    max_size=10,
)


class Invented:
    """A study of sentences that are all different, and what is done in it."""

    def __init__(self, folder: Path, transcripts: Sequence[Sequence[tuple[str, int]]]) -> None:
        number = itertools.count(1000)
        self.said: dict[str, list[str]] = {name: [] for name in ("I", *PEOPLE)}
        self.written: list[str] = []
        files = folder / "files"
        files.mkdir()
        for n, those in enumerate(transcripts):
            lines = ["I: How did it all begin?", *(f"{person}: Mine{person}alone." for person in PEOPLE)]
            lines += ["I: Well, well.", *(f"{person}: Well, hello." for person in PEOPLE)]
            for who, sentences in those:
                said = [
                    f"Sentence{m}of{who}{m * 7919} ends{m * 104729}here."
                    for m in itertools.islice(number, sentences)
                ]
                self.said[who] += said
                lines.append(f"{who}: {' '.join(said)}")
            (files / f"t{n}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.project = Project.new(folder / "study.qualcode", "Ann")
        self.project.transcripts.bring_in([files])
        self.code = self.project.codebook.add_code("trust")
        for name in PEOPLE:
            person = self.project.participants.add(name)
            for transcript in self.project.transcripts.all():
                self.project.participants.link(person, transcript, name)

    def do(self, project: Project, deed: Deed) -> None:
        """Do one thing; what can't be done just now is passed over."""
        what, a, b = deed
        transcripts = project.transcripts.all()
        transcript = transcripts[a % len(transcripts)]
        content = project.transcripts.content(transcript)
        segment = content.segments[b % len(content.segments)]
        people = [p for p in project.participants.all() if p.name in PEOPLE]
        if what == "code" and segment.start < segment.end:
            project.codings.apply(project.codebook.code("trust"), transcript, segment.start, segment.end)
        elif what == "memo" and segment.start < segment.end:
            project.memos.add(transcript, "Look at this", span=Span(segment.start, segment.end))
        elif what == "summary":
            person = people[a % len(people)]
            quote = (
                self.said[person.name][b % len(self.said[person.name])]
                if self.said[person.name]
                else "Nothing"
            )
            project.charting.write(person, project.codebook.code("trust"), text=f"Says: {quote}")
        elif what == "portrait":
            person = people[a % len(people)]
            project.participants.set_portrait(person, f"One of {self.said[person.name][:1]}")
        elif what == "correct" and segment.end - segment.start > 8:
            words = content.text[segment.start : segment.start + 4]
            project.revisions.edit(transcript, Span(segment.start, segment.start + 4), words[::-1] + "x")
        elif what == "undo" and project.history.to_undo() is not None and len(project.store.groups()) > 20:
            project.history.undo(anyway=True)
        elif what == "remove" and (codings := project.codings.all()):
            project.codings.remove([codings[a % len(codings)]])


# To shrink what fails takes long, as each example is a study on disk.
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    transcripts=st.lists(turns(), min_size=1, max_size=2),
    before=deeds,
    elsewhere=deeds,
    after=deeds,
    who=st.sampled_from(PEOPLE),
)
def test_whatever_was_done_nothing_of_them_is_left(
    transcripts: list[list[tuple[str, int]]],
    before: list[Deed],
    elsewhere: list[Deed],
    after: list[Deed],
    who: str,
) -> None:
    with TemporaryDirectory() as folder:
        study = Invented(Path(folder), transcripts)
        with study.project as project:
            for deed in before:
                study.do(project, deed)
            project.store.back_up()
            home = Path(shutil.copy(project.path, Path(folder) / "home.qualcode"))
            with Project.open(home, coder="Ann") as copy:
                for deed in elsewhere:
                    study.do(copy, deed)
            for deed in after:
                study.do(project, deed)
            kept = {t.uid: project.transcripts.content(t).text for t in project.transcripts.all()}
            matches = project.withdrawal.preview(project.participants.named(who)).matches
            also = {match.id: match.choices[0] for match in matches if match.choices}
            project.withdrawal.withdraw(project.participants.named(who), REASON, also)
            others = [said for name, those in study.said.items() if name != who for said in those]
            words = [*study.said[who], f"Mine{who}alone."]
            assert stray(project.path, words, others) == {}
            assert project.check() == []
            assert who not in {person.name for person in project.all(Participant).values()}
            for transcript in project.transcripts.all():
                lines = [line for line in kept[transcript.uid].splitlines() if not line.startswith(f"{who}:")]
                now = project.transcripts.content(transcript).text.splitlines()
                assert [line for line in now if not line.startswith("Withdrawn 1:")] == lines
            project.copies.bring_in(home)
            project.copies.bring_in(home)
            assert stray(project.path, words, others) == {}
            assert project.check() == []
            project.matrix.charts()
            project.history.all()
            with Project.open(home, coder="Ann") as copy:
                copy.copies.bring_in(project.path)
                assert stray(home, words, others) == {}
                assert copy.check() == []
                project.copies.bring_in(home)
            assert project.check() == []
            assert stray(project.path, words, others) == {}
