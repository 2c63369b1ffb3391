"""Analyses: several ways of coding the same material, each with its own codebook, codings and memos."""

from typing import Protocol

from qualcode import settings
from qualcode.model.study import Analysis, Participant
from qualcode.project.among import circles
from qualcode.project.names import several
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose, Tick

_CHOSEN = "as I tick them"


class Analysing(Place, Protocol):
    """Where analyses are made and switched."""

    def begin(self) -> None:
        """Show the analysis that is in use from its beginning."""
        ...


class SwitchAnalysis(Command[Analysing]):
    """Switch to another analysis.

    Each has its own codebook, and sees only its own coded passages, memos and summaries. The one you chose
    is open again the next time.
    """

    id, keys = "analyses", "A"

    def do(self, desk: Analysing) -> Task:
        """Ask for it; the last choice makes one."""

        async def switch() -> None:
            listed = desk.project.analyses.listed()
            choices = [
                Choice(one.analysis, one.name, _said(one.participants, one.codes, one.codings))
                for one in listed
            ]
            at = next((n for n, one in enumerate(listed) if one.in_use), 0)
            chosen = await desk.ask(
                Choose("Which analysis?", [*choices, Choice("new", "Another analysis …")], at=at)
            )
            if chosen == "new":
                await _make(desk)
            elif chosen is not None:
                await _use(desk, chosen)

        return switch()


class NewAnalysis(Command[Analysing]):
    """Make another analysis, over all participants or some.

    Its codebook is empty, or begins as a copy of another analysis's.
    """

    id, keys = "new_analysis", "ctrl+n"

    def do(self, desk: Analysing) -> Task:
        """Ask for its name, its participants and its codebook."""
        return _make(desk)


ANALYSES: list[Command[Analysing]] = [SwitchAnalysis(), NewAnalysis()]


async def _make(desk: Analysing) -> None:
    project = desk.project
    name = await desk.ask(Ask("What is the new analysis called?", "For example: care plans."))
    if name is None:
        return
    people = project.materials.everybody
    groups = [
        Choice((where,), words, several(many, "participant")) for where, words, many in circles(project)
    ]
    whom = await desk.ask(
        Choose(
            "Over which participants?",
            [Choice("all", "All"), *groups, Choice(_CHOSEN, "Some, to be ticked …")],
        )
    )
    if whom is None:
        return
    chosen: list[Participant] | None = None
    if whom == _CHOSEN:
        named = [people.participants[uid] for uid in people.ordered((), people.participants)]
        ticked = await desk.ask(Tick("Which ones?", [Choice(one, one.name) for one in named]))
        if ticked is None:
            return
        chosen = ticked
    elif whom != "all":
        chosen = [people.participants[uid] for uid in people.chosen(whom)]
    books = [Choice(one, f"A copy of the codebook of “{one.name}”") for one in project.analyses.all()]
    book = await desk.ask(Choose("Which codebook does it begin with?", [Choice("", "An empty one"), *books]))
    if book is None:
        return
    copied = book if isinstance(book, Analysis) else None
    made = await desk.changed(lambda: project.analyses.add(name, participants=chosen, codebook_of=copied))
    await _use(desk, made)


async def _use(desk: Analysing, analysis: Analysis) -> None:
    project = desk.project
    await desk.changed(lambda: project.analyses.use(analysis))
    settings.use_analysis(project.study.uid, project.coder.uid, analysis.uid)
    desk.begin()
    desk.say(f"This is the analysis “{analysis.name}”.")


def _said(participants: tuple[str, ...] | None, codes: int, codings: int) -> str:
    whom = "all participants" if participants is None else several(len(participants), "participant")
    return f"{whom}, {several(codes, 'code')}, {several(codings, 'coded passage')}"
