"""A small project of two interviews and a joint one, on which most tests of `project` work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.model.errors import QualcodeError
from qualcode.model.study import Code, Coding
from qualcode.project import Project

ANN = "I: How do you trust them?\nP1: They call me back. I rely on that.\nI: Always?\nP1: Mostly, yes.\n"
BEN = "I: And you?\nP2: Trust takes years. They never call.\n"
JOINT = "I: Both?\nP3: I do. We both do.\nP4: She does, I don't.\nI: Why?\nP4: Look at them.\n"
TEXTS = {"ann.txt": ANN, "ben.txt": BEN, "joint.txt": JOINT}


def interviews(folder: Path) -> list[Path]:
    """The three interviews as files."""
    (folder / "interviews").mkdir(exist_ok=True)
    paths = [folder / "interviews" / name for name in TEXTS]
    for path in paths:
        path.write_text(TEXTS[path.name], encoding="utf-8", newline="\n")
    return paths


@contextmanager
def small(folder: Path) -> Iterator[Project]:
    """The project: P1 (ann), P2 (ben), Cat and Dan (P3 and P4 in joint), and the codes trust and time."""
    with Project.new(folder / "study.qualcode", "Ann") as project:
        project.transcripts.bring_in(interviews(folder))
        for name, source, label, site in (
            ("P1", "ann", "", "Elm"), ("P2", "ben", "", "Ash"), ("Cat", "joint", "P3", "Elm"),
            ("Dan", "joint", "P4", "Elm"),
        ):  # fmt: skip
            participant = project.participants.add(name)
            project.participants.link(participant, project.transcripts.named(source), label)
            project.participants.set_value(participant, "site", site)
        project.codebook.add_code("trust", brief="Believing what is said")
        project.codebook.add_code("time")
        yield project


def code_quote(project: Project, code: str, transcript: str, quote: str) -> Coding:
    """Code the only place of a quote."""
    source = project.transcripts.named(transcript)
    text = project.transcripts.content(source).text
    assert text.count(quote) == 1
    start = text.index(quote)
    return project.codings.apply(project.codebook.code(code), source, start, start + len(quote))


def refused(call: Callable[[], object], project: Project) -> str:
    """The sentence with which a call is refused; it must have written nothing."""
    before = project.store.recorded()
    try:
        call()
    except QualcodeError as error:
        assert project.store.recorded() == before
        return str(error)
    raise AssertionError("was not refused")


def unchanged(call: Callable[[], object], project: Project) -> object:
    """What a call returns that must write nothing."""
    before = project.store.recorded()
    found = call()
    assert project.store.recorded() == before
    return found


def codes(project: Project) -> dict[str, Code]:
    """The codes by name."""
    return {code.name: code for code in project.all(Code).values()}
