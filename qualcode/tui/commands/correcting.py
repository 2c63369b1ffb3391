"""Correcting what a transcript says, and placing what a correction left without a place."""

from collections.abc import Sequence
from typing import Protocol

from qualcode.model.errors import Refused
from qualcode.model.study import Transcript
from qualcode.model.text import Span
from qualcode.page.cells import clip_words, drawable
from qualcode.project.names import several
from qualcode.project.reviewing import Unplaced
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.coding import passage
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.write import Write

_QUOTED = 60  # cells


class Correcting(Reading, Protocol):
    """Where a transcript is read and corrected."""

    placing: Unplaced | None
    """What one is looking for a place for."""


class CorrectWords(Command[Correcting]):
    """Correct the words of the passage: what was misheard or mistyped.

    The passage is what is selected, or else the sentence you are in. What is coded moves with its words.
    """

    id, keys = "correct_words", "R"

    def do(self, desk: Correcting) -> Task:
        """Ask for the words, and put them there."""
        span = passage(desk)

        async def correct() -> None:
            words = desk.reader.content.text[span.start : span.end]
            asked = Write("What was said here?", "What is coded moves with its words.", value=words.strip())
            said = await desk.ask(asked)
            if said is None:
                return
            inner = _inner(words, span)
            project = desk.project

            def change() -> tuple[int, int]:
                done = project.revisions.edit(_present(desk), inner, said)
                return done.changed, done.unplaced

            changed, unplaced = await desk.changed(change)
            left = several(unplaced, "coded passage") + " without a place now" if unplaced else ""
            other = f"{several(changed, 'coded passage')} with other words" if changed else ""
            more = ", ".join(part for part in (left, other) if part)
            desk.say(f"Corrected: {more}. {desk.key('corrections')} shows them." if more else "Corrected.")

        return correct()


class LookThroughCorrections(Command[Correcting]):
    """Look through what corrections left: what has no place, other words, or was moved.

    Each is shown with its old words. From there you go to where it stood, and place it by hand.
    """

    id, keys = "corrections", "f6"

    def do(self, desk: Correcting) -> Task:
        """List it, and ask what to do with one."""

        async def look() -> None:
            listed = desk.project.revisions.unplaced()
            if not listed:
                desk.say("Corrections left nothing to look at.")
                return
            question = f"{several(len(listed), 'passage')} to look at: old words, and why"
            chosen = await desk.ask(Choose(question, [_choice(each) for each in listed]))
            if chosen is not None:
                await _decide(desk, chosen)

        return look()


class PlaceHere(Command[Correcting]):
    """Place here what a correction left without a place, once you have chosen it.

    It stands on what is selected, or else on the sentence you are in.
    """

    id, keys = "place_here", "P"

    def do(self, desk: Correcting) -> Task:
        """Place what was chosen last."""
        looked_for, span = desk.placing, passage(desk)
        if looked_for is None:
            raise Refused(f"Nothing was chosen to be placed: {desk.key('corrections')} lists what there is.")
        if desk.transcript is None or desk.transcript.uid != looked_for.transcript.uid:
            raise Refused(f"{looked_for.what} is of {looked_for.transcript.name}, not of this transcript.")

        async def place() -> None:
            await desk.changed(lambda: desk.project.revisions.place(looked_for.thing, span))
            desk.placing = None
            desk.say(f"Placed: {looked_for.what}. u takes it back.")

        return place()


async def _decide(desk: Correcting, chosen: Unplaced) -> None:
    """Ask what is to be done with what a correction left, and do it."""
    revisions = desk.project.revisions
    choices = [Choice("go", "Go to where it stood, and select where it stands now")]
    if chosen.span is not None:
        choices.insert(0, Choice("leave", "It is right where it is now", _short(chosen.now)))
    choices.append(Choice("aside", "Set it aside: it has no place any more"))
    answer = await desk.ask(Choose(f"{_short(chosen.quote)}: {chosen.why}", choices))
    match answer:
        case "leave":
            await desk.changed(lambda: revisions.leave([chosen]))
            desk.say(f"Left as it is: {chosen.what}.")
        case "aside":
            await desk.changed(lambda: revisions.set_aside(chosen.thing))
            desk.say(f"Set aside: {chosen.what}. u brings it back.")
        case "go":
            desk.placing = chosen
            desk.go("reading", at=(chosen.transcript.uid, chosen.near))
            places = desk.key("place_here")
            desk.say(f"{_short(chosen.quote)} stood about here. Select its words: {places} places it.")


def _choice(each: Unplaced) -> Choice:
    more = f"{each.transcript.name}, {each.what}: {each.why}"
    return Choice(each, _short(each.quote), more)


def _short(quote: str) -> str:
    words = clip_words(drawable(" ".join(quote.split())), _QUOTED)
    return f"“{words}”" if words else "Words that were erased"


def _inner(words: str, span: Span) -> Span:
    """A passage without white space at its ends."""
    left = len(words) - len(words.lstrip())
    return Span(span.start + left, span.start + left + len(words.strip()))


def _present(desk: Correcting) -> Transcript:
    """The transcript that is open, as it is now."""
    found = desk.project.find(Transcript, desk.transcript.uid) if desk.transcript else None
    if found is None:
        raise Refused("Open a transcript first: tab goes to the list.")
    return found


CORRECTING: Sequence[Command[Correcting]] = (CorrectWords(), LookThroughCorrections(), PlaceHere())
