"""What is said of the place one is at: the coded passages under the cursor, the definition of a code."""

from collections.abc import Sequence

from textual.content import Content

from qualcode.model.study import Coder, Coding
from qualcode.page.cells import clip
from qualcode.page.entries import Line
from qualcode.project import Project


def under_cursor(project: Project, codings: Sequence[Coding], text: str) -> Content:
    """Each coded passage on a line: code, coder, how it begins, memo."""
    if not codings:
        return Content.styled("Nothing coded here.", "$quiet")
    lines = []
    for coding in codings:
        code = project.codings.shown_code(coding)
        coder = project.find(Coder, coding.coder)
        memos = " · ".join(memo.text for memo in project.memos.all(coding))
        words = text[coding.start : coding.end].replace("\n", " ")
        lines.append(
            Content.assemble(
                (code.name if code else "?", "bold"),
                (f"  {coder.name if coder else 'somebody'}", "$quiet"),
                (f"  “{clip(words, 48)}”", "$quiet"),
                f"  Memo: {memos}" if memos else "",
            )
        )
    return Content("\n").join(lines)


def definition(line: Line | None, of: int) -> Content:
    """What a code or theme means; for a code, who spoke about it."""
    if line is None:
        return Content("")
    if line.code is None:
        return Content.assemble((line.theme.name, "bold $foreground"), "\n", line.theme.definition)
    code = line.code
    passages = "passage" if code.passages == 1 else "passages"
    counted = f"{code.participants} of {of} participants\n{code.passages} {passages}"
    return Content.assemble(
        (code.name, "bold $foreground"), "\n", code.definition or "No definition yet.", "\n", counted
    )
