"""Coding: putting codes on passages, taking them off, memos."""

from collections.abc import Sequence

from qualcode.model.errors import Refused
from qualcode.model.study import Coder, Coding
from qualcode.model.text import Span
from qualcode.page.cells import clip_words, drawable
from qualcode.project.names import key
from qualcode.project.shelves import toggle_coded
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.passages import recode
from qualcode.tui.commands.places import Reading, saying
from qualcode.tui.dialogs.choose import Choice, Choose

_LONGEST_NAME = 60  # characters of an in vivo code


class ApplyCode(Command[Reading]):
    """Code the passage: type a few letters, enter applies.

    The passage is what is selected, or else the sentence you are in. A name that isn't there yet can be made
    a code at once.
    """

    id, keys, footer = "code", "c", "code"

    def do(self, desk: Reading) -> None:
        """Open the picker on the passage."""
        desk.pick_code(passage(desk))


class ApplyPinned(Command[Reading]):
    """Put the pinned code on, or take it off again. The first speaks for all nine."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.id = f"pinned_{number}"
        self.keys = str(number)
        self.keys_shown = "1–9"
        self.listed = number == 1

    def do(self, desk: Reading) -> Task:
        """Toggle the code that has this number."""
        code = desk.pinned[self.number - 1]
        if code is None:
            raise Refused(f"No code is pinned to {self.number}. c chooses any code.")
        return desk.apply(code, passage(desk))

    def do_by_name(self, desk: Reading) -> Task:
        """Ask which."""

        async def choose() -> None:
            where = passage(desk)
            pinned = enumerate(desk.pinned, start=1)
            choices = [Choice(code, f"{number} {code.name}") for number, code in pinned if code is not None]
            code = await desk.ask(Choose("Which code goes on the passage?", choices))
            if code is not None:
                await desk.apply(code, where)

        return choose()

    def footer_at(self, desk: Reading) -> str:
        """Say it once for all nine."""
        return "pinned" if self.number == 1 and any(desk.pinned) else ""

    @property
    def title(self) -> str:
        """Name the number, after the first."""
        which = "the pinned code" if self.number == 1 else f"pinned code {self.number}"
        return f"Put {which} on the passage, or take it off"


class Repeat(Command[Reading]):
    """Code the passage with the code you used last.

    Where it is on already it stays on, so that you can go from hit to hit: d takes it off.
    """

    id, keys = "repeat", "full_stop"

    def do(self, desk: Reading) -> Task:
        """Apply the last code."""
        if desk.last_code is None:
            raise Refused("No code has been used yet. c chooses one.")
        return desk.apply(desk.last_code, passage(desk), only_on=True)


class InVivo(Command[Reading]):
    """Code the passage in vivo: its own words become the code's name.

    Long ones are shortened; r in the codebook renames it. A code of that name is used again.
    """

    id, keys = "in_vivo", "i"

    def do(self, desk: Reading) -> Task:
        """Make the code, and put it on."""
        span = passage(desk)
        name = in_words(desk.reader.content.text[span.start : span.end])
        if not name:
            raise Refused("There are no words in what is selected.")

        async def make() -> None:
            book = desk.project.codebook
            code = next((c for c in book.now.ordered_codes if key(c.name) == key(name)), None)
            if code is not None:
                await desk.apply(code, span)
            else:
                await desk.apply_new(name, span, "in vivo")

        return make()


def in_words(said: str) -> str:
    """What was said as the name of a code: one line, no marks at its ends, cut at a word."""
    return clip_words(drawable(" ".join(said.split())).strip(" .,;:!?–—-…\"'“”‘’«»()[]"), _LONGEST_NAME)


class ChangeCode(Command[Reading]):
    """Give the passage another code instead of the one it has."""

    id, keys = "recode", "r"

    def do(self, desk: Reading) -> Task:
        """Ask which passage, where there are several, and for the code."""
        here = desk.codings_here
        if not here:
            raise Refused("Nothing is coded here. n goes to the next coded passage.")

        async def change() -> None:
            chosen = await which(desk, "Which code is to be another?", here)
            if chosen is not None:
                await recode(desk, chosen)

        return change()


class RemoveCode(Command[Reading]):
    """Take a code off the passage under the cursor."""

    id, keys, footer = "remove", "d,delete", "remove"

    def footer_at(self, desk: Reading) -> str:
        """Only where there is something to remove."""
        return self.footer if desk.codings_here else ""

    def do(self, desk: Reading) -> Task:
        """Take it off; if there are several, ask which."""
        here = desk.codings_here
        if not here:
            raise Refused("Nothing is coded here. n goes to the next coded passage.")

        async def remove() -> None:
            chosen = await which(desk, "Which code comes off?", here)
            if chosen is not None:
                those = [chosen]
                code = desk.project.codings.shown_code(chosen)
                await desk.changed(lambda: desk.project.codings.remove(those))
                desk.say(f"Removed: {code.name if code else 'the code'}. u brings it back.")

        return remove()


class MarkCoded(Command[Reading]):
    """Mark this transcript as coded, or take the mark away."""

    id, keys = "coded", "f"

    def do(self, desk: Reading) -> Task:
        """Toggle the coder's mark."""
        transcript = desk.transcript
        if transcript is None:
            raise Refused("Open a transcript first: tab goes to the list.")

        def mark() -> str:
            coded = toggle_coded(desk.project, transcript)
            return "Marked as coded. o opens the next transcript." if coded else "No longer marked as coded."

        return saying(desk, mark)


def passage(desk: Reading) -> Span:
    """What a code would be put on; Refused if there is no text."""
    span = desk.reader.selection
    if desk.transcript is None or span.end <= span.start:
        raise Refused("Open a transcript first: tab goes to the list.")
    return span


async def which(desk: Reading, question: str, codings: Sequence[Coding]) -> Coding | None:
    """One of some coded passages: asked for, where there are several, by the code, then who and what."""
    if len(codings) == 1:
        return codings[0]
    choices = []
    for coding in codings:
        code = desk.project.codings.shown_code(coding)
        coder = desk.project.find(Coder, coding.coder)
        words = desk.reader.content.text[coding.start : coding.end].replace("\n", " ")
        choices.append(
            Choice(coding, code.name if code else "?", f"{coder.name if coder else ''}   “{words}”")
        )
    return await desk.ask(Choose(question, choices))


CODING: list[Command[Reading]] = [
    ApplyCode(),
    *(ApplyPinned(n) for n in range(1, 10)),
    Repeat(),
    InVivo(),
    ChangeCode(),
    RemoveCode(),
    MarkCoded(),
]
