"""Coding: putting codes on passages, taking them off, memos."""

from collections.abc import Sequence

from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coder, Coding, Memo, Transcript
from qualcode.model.text import Span
from qualcode.project.shelves import toggle_coded
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Reading, saying
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.write import Write


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
    """Code the passage with the code you used last."""

    id, keys = "repeat", "full_stop"

    def do(self, desk: Reading) -> Task:
        """Apply the last code."""
        if desk.last_code is None:
            raise Refused("No code has been used yet. c chooses one.")
        return desk.apply(desk.last_code, passage(desk))


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
            chosen: Coding | None = here[0]
            if len(here) > 1:
                chosen = await desk.ask(Choose("Which code comes off?", named(desk, here)))
            if chosen is not None:
                those = [chosen]
                code = desk.project.codings.shown_code(chosen)
                await desk.changed(lambda: desk.project.codings.remove(those))
                desk.say(f"Removed: {code.name if code else 'the code'}. u brings it back.")

        return remove()


class WriteMemo(Command[Reading]):
    """Write a memo on what is coded here, or on the transcript.

    If a memo of yours is there already, you go on with it.
    """

    id, keys, footer = "memo", "m", "memo"

    def do(self, desk: Reading) -> Task:
        """Ask what it is on, where that isn't clear; then write."""

        async def write() -> None:
            about = await self._about(desk)
            if about is None:
                return
            memos = desk.project.memos
            mine = [m for m in memos.all(about) if m.coder == desk.project.coder.uid]
            before: Memo | None = mine[-1] if mine else None
            old = before.text if before else ""
            text = await desk.ask(Write(f"Memo on {self._name(desk, about)}", value=old))
            if text is None or text == old:
                return

            def keep() -> str:
                if before is None:
                    memos.add(about, text)
                elif text:
                    memos.change(before, text)
                else:
                    memos.remove(before)
                return "The memo is kept." if text else "The memo is removed. u brings it back."

            await saying(desk, keep)

        return write()

    async def _about(self, desk: Reading) -> Coding | Transcript | Code | None:
        transcript = desk.transcript
        here = desk.codings_here
        if transcript is None or not here:
            return transcript
        choices = [*named(desk, here), Choice(transcript, "the transcript", transcript.name)]
        chosen: Coding | Transcript | None = await desk.ask(Choose("A memo on what?", choices))
        return chosen

    def _name(self, desk: Reading, about: Coding | Transcript | Code) -> str:
        if isinstance(about, Coding):
            code = desk.project.codings.shown_code(about)
            return f"the passage coded “{code.name}”" if code else "the passage"
        return about.name


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


def named(desk: Reading, codings: Sequence[Coding]) -> list[Choice]:
    """Coded passages as choices: the code, then who and what."""
    found = []
    for coding in codings:
        code = desk.project.codings.shown_code(coding)
        coder = desk.project.find(Coder, coding.coder)
        words = desk.reader.content.text[coding.start : coding.end].replace("\n", " ")
        found.append(Choice(coding, code.name if code else "?", f"{coder.name if coder else ''}   “{words}”"))
    return found


CODING: list[Command[Reading]] = [
    ApplyCode(),
    *(ApplyPinned(n) for n in range(1, 10)),
    Repeat(),
    RemoveCode(),
    WriteMemo(),
    MarkCoded(),
]
