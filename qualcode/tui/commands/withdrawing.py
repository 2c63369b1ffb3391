"""What participants wish about their words: not to be quoted, or to be taken out."""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.model.errors import Refused
from qualcode.model.study import Participant, Source
from qualcode.tui.command import Command, Commands, Task
from qualcode.tui.commands.places import Charting, Place, Reading, saying
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.tell import Tell

if TYPE_CHECKING:
    from qualcode.project.elsewhere import Match
    from qualcode.project.withdrawal import Preview

_HOW = {
    "leave": ("leave it", ""),
    "redact": ("put [withdrawn] there", "in place of their words"),
    "erase": ("empty the field", "whatever else it says"),
}
_WHAT = {"words": "their words", "name": "their name", "value": "a value only they have"}


class Quotable(Command[Charting]):
    """Say that this participant may not be quoted, or may after all.

    Not to be quoted: shown here and counted as before, but left out of every file.
    """

    id, keys = "matrix.quotable", "Q"

    def do(self, desk: Charting) -> Task:
        """Turn it round, and say how it is now."""
        person = _participant(desk)

        def turn() -> str:
            people = desk.project.participants
            people.set_quotable(person, not person.quotable)
            if person.quotable:
                return f"{person.name} may not be quoted: left out of files, counted as before."
            return f"{person.name} may be quoted."

        return saying(desk, turn)


class Withdraw(Command[Charting]):
    """Erase all that is this participant's, who withdrew from the study. It can't be undone.

    You see what goes and where else their words stand, decide about those, say why, and type the name.
    """

    id, keys = "matrix.withdraw", "W"

    def do(self, desk: Charting) -> Task:
        """Show what would go; ask; erase."""
        return _withdraw(desk, _participant(desk))


class WithdrawHere(Command[Reading]):
    """Erase all that is of a participant of this transcript, who withdrew. It can't be undone.

    You see what goes and where else their words stand, decide about those, say why, and type the name.
    """

    id, keys = "withdraw", "f7"

    def do(self, desk: Reading) -> Task:
        """Ask of whom, where there are several; go on as in the matrix."""
        people = _speaking(desk)

        async def withdraw() -> None:
            person: Participant | None = people[0]
            if len(people) > 1:
                choices = [Choice(each, each.name) for each in people]
                person = await desk.ask(Choose("Which participant withdraws?", choices))
            if person is not None:
                await _withdraw(desk, person)

        return withdraw()


def _withdraw(desk: Place, person: Participant) -> Task:
    """Show what would go; ask; erase."""

    async def withdraw() -> None:
        project = desk.project
        desk.say(f"Looking for all that is {person.name}'s …")
        looked = project.writing.after(lambda: project.withdrawal.preview(person))
        preview = await asyncio.wrap_future(looked)
        desk.say("")
        await desk.ask(Before(preview))
        also = await _decided(desk, preview.matches)
        if also is None:
            return
        reason = await desk.ask(
            Ask(
                "Why does the participant withdraw?",
                "Kept in the history for good: name nobody, quote nothing.",
            )
        )
        if reason is None:
            return
        name = await desk.ask(
            Ask(
                f"Erase all that is {person.name}'s, for good?",
                "It can't be undone.",
                placeholder=f"type {person.name}",
                wrong=lambda typed: "" if typed == person.name else f"Type {person.name}, or press esc.",
            )
        )
        if name is None:
            return
        desk.say("Erasing, and making a new backup …")
        done = await desk.changed(lambda: project.withdrawal.withdraw(person, reason, also))
        desk.say(f"Erased. On record as {done.becomes}, with your reason and nothing of what they said.")

    return withdraw()


class Before(Tell):
    """What would go, before anything does."""

    KEYS = "↑ ↓ scroll · enter goes on to what is to be decided"

    def __init__(self, preview: "Preview") -> None:
        told = [(match.where, f"{_WHAT[match.what]}: {_quoted(match)}") for match in preview.matches]
        reasons = ("Reasons once given, which stay", "\n".join(preview.reasons))
        goes = ("What goes, and what doesn't", "\n".join(preview.sentences))
        super().__init__(
            f"{preview.participant} withdraws", [goes, *told, reasons], "Nothing is changed yet."
        )


async def _decided(desk: Place, matches: "Sequence[Match]") -> dict[str, str] | None:
    """What to do about each place where their words stand; None for never mind."""
    open_ = [match for match in matches if match.choices]
    if not open_:
        return {}
    many = f"{len(open_)} places that can be changed" if len(open_) > 1 else "One place that can be changed"
    how = await desk.ask(
        Choose(
            "Their words, name or values stand elsewhere too: what about those?",
            [
                Choice("each", "decide one by one"),
                Choice("redact", "put [withdrawn] in their place", "but where only a few words are alike"),
                Choice("leave", "leave them all"),
            ],
            f"{many}.",
        )
    )
    if how is None or how == "leave":
        return None if how is None else {}
    if how == "redact":
        return {match.id: match.choices[0] for match in open_ if not match.is_short}
    also: dict[str, str] = {}
    for number, match in enumerate(open_, start=1):
        choices = [Choice(way, *_HOW[way]) for way in ("leave", *match.choices)]
        question = f"{number} of {len(open_)}: {match.where}"
        answer = await desk.ask(Choose(question, choices, f"{_WHAT[match.what]}: {_quoted(match)}"))
        if answer is None:
            return None
        also[match.id] = answer
    return also


def _quoted(match: "Match") -> str:
    return " … ".join(f"“{words}”" for words in match.words[:3])


def _participant(desk: Charting) -> Participant:
    here = desk.cell_here
    if here is None:
        raise Refused("The matrix is empty: nobody is to be chosen here.")
    return desk.project.all(Participant)[here[0].uid]


def _speaking(desk: Reading) -> list[Participant]:
    """Those who are said to speak in the transcript that is open."""
    transcript, project = desk.transcript, desk.project
    if transcript is None:
        raise Refused("Open a transcript first: its participants are chosen here.")
    sources = project.all(Source).values()
    speaking = {s.participant for s in sources if s.linked and s.transcript == transcript.uid}
    people = [person for person in project.participants.all() if person.uid in speaking]
    if not people:
        raise Refused(
            "Nobody is said to be the participant of this transcript: the matrix has all participants."
        )
    return people


WITHDRAWING: Commands = [Quotable(), Withdraw()]
