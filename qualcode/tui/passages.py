"""Coded passages as lists and dialogs show them: where each is, by whom, and in what words."""

from collections.abc import Iterable, Sequence

from qualcode.model.study import Code, Coder, Coding, Theme, Transcript
from qualcode.page.entries import PassageEntry
from qualcode.project import Project
from qualcode.project.search import on_the_shelf
from qualcode.project.shelves import heading

_AROUND = 120  # characters shown before and after a passage


def codings_of(project: Project, thing: Code | Theme) -> list[Coding]:
    """The codings of a code, or of a theme's codes, in the order of the shelf and of place."""
    if isinstance(thing, Code):
        return project.codings.under(thing)
    place = {transcript.uid: number for number, transcript in enumerate(on_the_shelf(project))}
    under = project.codebook.now.codes_under.get(thing.uid, ())
    found = (coding for code in under for coding in project.codings.under(code))
    return sorted(found, key=lambda c: (place[c.transcript], c.start, -c.end, c.uid))


def passages(
    project: Project, codings: Iterable[Coding], around: int = _AROUND, *, with_codes: bool = False
) -> Sequence[PassageEntry]:
    """Passages in their context, `around` characters before and after each."""
    codings = list(codings)
    transcripts, coders = project.all(Transcript), project.all(Coder)
    whose: dict[str, str] = {}
    found = []
    for coding, hit in zip(codings, project.codings.contexts(codings, around), strict=True):
        if coding.transcript not in whose:
            whose[coding.transcript] = heading(project, transcripts[coding.transcript])
        coder = coders.get(coding.coder)
        turn = f"t{hit.turn} {hit.speaker}" if hit.turn else hit.speaker
        code = project.codings.shown_code(coding) if with_codes else None
        found.append(
            PassageEntry(
                coding.uid,
                whose[coding.transcript],
                f"{turn} · {coder.name if coder else 'somebody'}",
                hit,
                code.name if code else "",
            )
        )
    return found
