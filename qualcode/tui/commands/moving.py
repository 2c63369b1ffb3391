"""Moving and selecting in the text, moves that select, ends of coded passages."""

from qualcode.model.errors import Refused
from qualcode.model.study import Coding
from qualcode.model.text import Span
from qualcode.page.walk import Unit
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.coding import which
from qualcode.tui.commands.places import Reading

# What the footer says while moves select, or move an end.
HOLDING = [
    ("all moves", "select"),
    ("c", "code"),
    ("v", "stop selecting"),
    ("Y", "other end"),
    ("+ −", "a character"),
    ("esc", "select nothing"),
]
ADJUSTING = [
    ("enter", "keep"),
    ("all moves", "move this end"),
    ("Y", "other end"),
    ("+ −", "a character"),
    ("esc", "leave as it was"),
]


class SelectSentence(Command[Reading]):
    """Select the sentence."""

    id, keys, footer, bound = "reader.select_sentence", "s", "sentence", False

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.action_select("sentence")


class SelectTurn(Command[Reading]):
    """Select the turn."""

    id, keys, footer, bound = "reader.select_turn", "t", "turn", False

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.action_select("turn")


class Move(Command[Reading]):
    """Move by word and line."""

    id, keys, footer, bound, keys_shown = "reader.word_next", "right", "move", False, "arrows"

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.action_move("word", 1)


class Extend(Command[Reading]):
    """Select more, or less."""

    id, keys, footer, bound, keys_shown = "reader.extend_word", "shift+right", "selects", False, "shift"

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.action_extend("word", 1)


class NextCoded(Command[Reading]):
    """Go to the next coded passage."""

    id, keys, footer, bound = "reader.coded_next", "n", "next coded", False

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.action_move("coded", 1)


class Step(Command[Reading]):
    """A move of the reader, to be found by its name."""

    bound = False
    unit: Unit
    step = 1

    def do(self, desk: Reading) -> None:
        """As the reader does; say so, if there is nowhere to go."""
        before = desk.reader.cursor
        desk.reader.action_move(self.unit, self.step)
        desk.reader.focus()
        if desk.reader.cursor == before:
            desk.say(self.nowhere)

    nowhere = "There is no other one."


class NextUncoded(Step):
    """Go to what participants said next that no code lies on.

    What codes are shown counts: with one theme shown, to what that theme hasn't.
    """

    id, keys, unit = "reader.uncoded_next", "z", "uncoded"
    nowhere = "No code is missing from here on."


class PreviousUncoded(NextUncoded):
    """Go back to what participants said before that no code lies on."""

    id, keys, step = "reader.uncoded_back", "Z", -1
    nowhere = "No code is missing before this place."


class NextCharacter(Step):
    """Go a character on; or move the end of what is selected by one."""

    id, keys, unit = "reader.character_next", "plus", "character"


class PreviousCharacter(NextCharacter):
    """Go a character back; or move the end of what is selected by one."""

    id, keys, step = "reader.character_back", "minus", -1


class Hold(Command[Reading]):
    """Have moves select, without shift, until v or esc.

    Then all of them do: by word and line, to the next hit, coded passage or uncoded words.
    """

    id, keys, bound = "reader.hold", "v", False

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        desk.reader.focus()
        desk.reader.action_hold()


class OtherEnd(Command[Reading]):
    """Go to the other end of what is selected, and move that one."""

    id, keys, bound = "reader.other_end", "Y", False

    def do(self, desk: Reading) -> None:
        """As the reader does."""
        if desk.reader.selected is None:
            raise Refused("Nothing is selected: s selects the sentence, shift with the arrows more or less.")
        desk.reader.focus()
        desk.reader.action_turn_round()


class Adjust(Command[Reading]):
    """Move the ends of a coded passage.

    All moves then move its end, + and − by a character; Y goes to its other end. Enter keeps it, esc leaves
    it as it was.
    """

    id, keys, footer = "adjust", "E", ""

    def footer_at(self, desk: Reading) -> str:
        """Only where there is a passage."""
        return "ends" if desk.codings_here else ""

    def do(self, desk: Reading) -> Task:
        """Begin; if there are several passages, ask which."""
        mine = desk.project.coder.uid
        here = sorted(desk.codings_here, key=lambda c: (c.coder != mine, c.end - c.start))
        if not here:
            raise Refused("Nothing is coded here. n goes to the next coded passage.")

        async def begin() -> None:
            chosen = await which(desk, "Which one's ends?", here)
            if chosen is not None:
                desk.reader.focus()
                desk.reader.adjust(chosen.uid)
                code = desk.project.codings.shown_code(chosen)
                desk.say(
                    f"Where does “{code.name if code else '?'}” end? Enter keeps it, Y is its beginning."
                )

        return begin()


async def keep_ends(desk: Reading, uid: str, span: Span) -> None:
    """Have a coding reach over another span."""
    coding = desk.project.find(Coding, uid)
    if coding is None:
        raise Refused("This coded passage isn't there any more.")
    made = await desk.changed(lambda: desk.project.codings.stretch(coding, span.start, span.end))
    code = desk.project.codings.shown_code(made)
    same = (made.start, made.end) == (coding.start, coding.end)
    name = f"“{code.name}”" if code else "The code"
    desk.say(f"{name} reaches as far as before." if same else f"{name} reaches as far as this now.")


MOVING: list[Command[Reading]] = [Move(), SelectSentence(), SelectTurn()]
BY_NAME: list[Command[Reading]] = [
    NextUncoded(),
    PreviousUncoded(),
    NextCharacter(),
    PreviousCharacter(),
    Hold(),
    OtherEnd(),
    Adjust(),
]
