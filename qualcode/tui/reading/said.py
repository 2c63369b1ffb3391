"""What is said of the place one is at: the coded passages under the cursor, the definition of a code."""

from collections.abc import Sequence

from textual.content import Content

from qualcode.model.study import Coder, Coding, Memo
from qualcode.page.cells import clip
from qualcode.page.entries import Line
from qualcode.project import Project
from qualcode.project.progress import Done


def under_cursor(
    project: Project, codings: Sequence[Coding], text: str, memos: Sequence[Memo] = ()
) -> Content:
    """Each coded passage on a line: code, coder, how it begins, memo; then memos on the passage itself."""
    lines = []
    for coding in codings:
        code = project.codings.shown_code(coding)
        coder = project.find(Coder, coding.coder)
        words = text[coding.start : coding.end].replace("\n", " ")
        lines.append(
            Content.assemble(
                (code.name if code else "?", "bold"),
                (f"  {coder.name if coder else 'somebody'}", "$quiet"),
                (f"  “{clip(words, 48)}”", "$quiet"),
                *(_memo(project, memo) for memo in project.memos.all(coding)),
            )
        )
    if memos:
        lines.append(Content.assemble(*(_memo(project, memo) for memo in memos)))
    return Content("\n").join(lines) if lines else Content.styled("Nothing coded here.", "$quiet")


def _memo(project: Project, memo: Memo) -> str:
    coder = project.find(Coder, memo.coder)
    kind = "" if memo.kind_of_memo == "analytic" else f", {memo.kind_of_memo}"
    return f"  Memo ({coder.name if coder else 'somebody'}{kind}): {' '.join(memo.text.split())}"


def definition(line: Line | None, of: int) -> Content:
    """What a code or theme means; for a code, who spoke about it."""
    if line is None:
        return Content("")
    if line.code is None:
        return Content.assemble((line.theme.name, "bold $foreground"), "\n", line.theme.definition)
    code = line.code
    passages = "passage" if code.passages == 1 else "passages"
    counted = f"{code.participants} of {of} participants, {code.passages} {passages}"
    rest = [
        Content.assemble(("\n" + when, "bold"), f" {text}")
        for when, text in (("Use", code.use), ("Not", code.avoid))
        if text
    ]
    return Content.assemble(
        (code.name, "bold $foreground"), (f" · {code.note}" if code.note else ""), "\n", counted, "\n",
        (code.definition or "No definition yet.", "$foreground 85%"), *rest,
    )  # fmt: skip


def said_done(done: Done) -> str:
    """By whom a transcript was read, coded and charted."""
    parts = [
        f"Read by {', '.join(done.read)}." if done.read else "",
        f"Coded by {', '.join(done.coded)}." if done.coded else "",
        f"Begun by {', '.join(who)}." if (who := [n for n in done.coding if n not in done.coded]) else "",
        f"Charted by {', '.join(done.charted)}." if done.charted else "",
    ]
    return " ".join(part for part in parts if part) or "Nobody has begun with it yet."
