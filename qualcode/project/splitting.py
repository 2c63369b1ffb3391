"""Which passages of a code go to which new one, as a table says."""

from collections import defaultdict
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable
from qualcode.model.study import Code, Coding
from qualcode.model.tables import CodingRow, CodingsFile
from qualcode.model.text import place_quote
from qualcode.project.names import key

if TYPE_CHECKING:
    from qualcode.project.project import Project


def parts(project: "Project", code: Code, file: CodingsFile) -> dict[str, list[Coding]]:
    """The codings of a code by the new code that a row gives each; those given the code itself are left out.

    A row without a coder means all codings of its passage. BadTable, naming each row, if a row is of none.
    """
    transcripts, coders = project.transcripts.lookup(), project.coders.lookup()
    there: dict[tuple[str, int, int], list[Coding]] = defaultdict(list)
    for coding in project.codings.under(code):
        there[coding.transcript, coding.start, coding.end].append(coding)
    found: dict[str, dict[str, Coding]] = {}
    names: dict[str, str] = {key(code.name): code.name}
    problems = []
    for row in file.rows:
        transcript = transcripts.get(row.transcript)
        coder = coders.get(row.coder) if row.coder else None
        if transcript is None or (row.coder and coder is None):
            which = transcripts.problem(row.transcript) if transcript is None else coders.problem(row.coder)
            problems.append(f"row {row.row}: {which}")
            continue
        place = _place(row, project.transcripts.content(transcript).text)
        those = [c for c in there.get((transcript.uid, *place), ()) if coder is None or c.coder == coder.uid]
        if not those:
            problems.append(f"row {row.row}: this is no passage of “{code.name}”")
        name = names.setdefault(key(row.code), row.code)
        if name != code.name:
            found.setdefault(name, {}).update({c.uid: c for c in those})
    if problems:
        raise BadTable(file.file, problems)
    return {name: list(codings.values()) for name, codings in found.items()}


def _place(row: CodingRow, text: str) -> tuple[int, int]:
    """The passage of a row, by its place or else its words; (0, 0), where nothing is coded, if not known."""
    if row.start is not None and row.end is not None:
        return row.start, row.end
    return place_quote(text, row.quote) or (0, 0)
