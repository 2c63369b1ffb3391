"""What a change did, in words that say what it was done to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.model.study import Coding
from qualcode.model.text import Span
from qualcode.project import Project
from tests.project.small import ANN, JOINT, code_quote, codes, small

Step = Callable[[Project], object]
ANN_AT = ANN.index("They")
QUOTE = "They call me back. I rely on that."


def coded(project: Project) -> Coding:
    return code_quote(project, "trust", "ann", QUOTE)


def last(project: Project) -> str:
    return project.history.all(last=1)[0].what


def cell(project: Project, **fields: Any) -> None:
    participant, code = project.participants.named("P1"), codes(project)["trust"]
    project.charting.write(participant, code, **fields)


def note_on_passage(project: Project) -> None:
    joint, start = project.transcripts.named("joint"), JOINT.index("Look at them")
    project.memos.add(joint, "Whom?", span=Span(start, start + 12))


STEPS: dict[str, tuple[list[Step], str]] = {
    "coded": ([coded], "“trust” on “They call me back. I…”"),
    "removed": ([lambda p: p.codings.remove([coded(p)])], "“trust” taken off “They call me back. I…”"),
    "removed, several": (
        [lambda p: p.codings.remove([coded(p), code_quote(p, "trust", "ben", "Trust takes years.")])],
        "“trust” taken off 2 passages",
    ),
    "recoded": (
        [lambda p: p.codings.recode(coded(p), codes(p)["time"])],
        "“They call me back. I…” coded “time” instead",
    ),
    "adjusted": (
        [lambda p: p.codings.stretch(coded(p), ANN_AT, ANN_AT + 4)], "other ends for “trust” on “They”",
    ),
    "memo on a coded passage": (
        [lambda p: p.memos.add(coded(p), "So?")], "memo on “They call me back. I…” (P1)",
    ),
    "memo on a passage": ([note_on_passage], "memo on “Look at them” (joint)"),
    "memo on a code": ([lambda p: p.memos.add(codes(p)["time"], "So?")], "memo on code “time”"),
    "memo changed": (
        [lambda p: p.memos.change(p.memos.add(codes(p)["time"], "So?"), "So what?")],
        "memo on code “time” changed",
    ),
    "theme": (
        [lambda p: p.codebook.add_theme("Through", codes=list(codes(p).values()))],
        "new theme “Through” with 2 codes",
    ),
    "put in": (
        [lambda p: p.codebook.put_in(list(codes(p).values()), p.codebook.add_theme("Through"))],
        "2 codes put in “Through”",
    ),
    "put in, one": (
        [lambda p: p.codebook.put_in([codes(p)["time"]], p.codebook.add_theme("Through"))],
        "“time” put in “Through”",
    ),
    "summary": (
        [lambda p: cell(p, text="One"), lambda p: cell(p, text="Two")], "summary of P1, “trust”",
    ),
    "checked": (
        [lambda p: cell(p, text="One"), lambda p: cell(p, progress="checked")],
        "summary of P1, “trust” checked",
    ),
    "nothing said": ([lambda p: cell(p, content="nothing said")], "“nothing said” for P1, “trust”"),
    "value": (
        [lambda p: p.participants.set_value(p.participants.named("P1"), "site", "Oak")], "site of P1",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "said"), STEPS.values(), ids=STEPS)
def test_a_change_is_named_by_what_it_was_done_to(tmp_path: Path, steps: list[Step], said: str) -> None:
    with small(tmp_path) as project:
        for step in steps:
            step(project)
        assert last(project) == said
        assert project.history.undo() == said
        assert project.history.redo() == said
        project.history.undo()
        assert "an undo or redo" in last(project)


def test_what_was_done_to_many_things_is_counted(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        turns = [Span(n, n + 4) for n in range(0, 60, 2)]
        ann = project.transcripts.named("ann")
        project.codings.apply_all(codes(project)["trust"], [(ann, turn) for turn in turns])
        assert last(project) == "30 coded passages"
