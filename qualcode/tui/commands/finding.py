"""Finding one's way: search, the next transcript, panels, other desks."""

from qualcode.model.errors import Refused
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Reading
from qualcode.tui.dialogs.ask import Ask


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
        desk.reader.action_coded(1)


class Search(Command[Reading]):
    """Look for words in this transcript."""

    id, keys, footer = "search", "slash,ctrl+f", "search"

    def __init__(self) -> None:
        self.last = ""

    def do(self, desk: Reading) -> Task:
        """Ask for the words, go to where they stand next."""

        async def search() -> None:
            words = await desk.ask(Ask("Look for", value=self.last, replaces=True))
            if words:
                self.last = words
                desk.look_for(words)

        return search()


class SearchAgain(Command[Reading]):
    """Look for the same words further on."""

    id, keys = "search_again", "comma"

    def __init__(self, search: Search) -> None:
        self._search = search

    def do(self, desk: Reading) -> None:
        """Go to where they stand next."""
        if not self._search.last:
            raise Refused("Nothing was looked for yet: / asks for words.")
        desk.look_for(self._search.last)


class NextTranscript(Command[Reading]):
    """Open the next transcript."""

    id, keys, footer, step = "next_transcript", "o", "next transcript", 1

    def do(self, desk: Reading) -> None:
        """The one below in the list."""
        found = desk.neighbour(self.step)
        if found is None:
            raise Refused(f"This is the {'last' if self.step > 0 else 'first'} transcript.")
        desk.open_transcript(found)


class PreviousTranscript(NextTranscript):
    """Open the previous transcript."""

    id, keys, footer, step = "previous_transcript", "O", "", -1


class FoldTranscripts(Command[Reading]):
    """Fold the list of transcripts away, or show it."""

    id, keys = "fold_transcripts", "less_than_sign"

    def do(self, desk: Reading) -> None:
        """Toggle it."""
        desk.fold("transcripts")


class FoldCodebook(Command[Reading]):
    """Fold the codebook away, or show it."""

    id, keys = "fold_codebook", "greater_than_sign"

    def do(self, desk: Reading) -> None:
        """Toggle it."""
        desk.fold("book")


class GoToMatrix(Command[Reading]):
    """See the matrix, and chart."""

    id, keys, footer = "matrix", "x", "matrix"

    def do(self, desk: Reading) -> None:
        """Go there."""
        desk.go("matrix")


class AddTranscripts(Command[Reading]):
    """Add transcripts, or a table of participants."""

    id, keys = "add", "a"

    def do(self, desk: Reading) -> None:
        """Go and ask for them."""
        desk.go("bring_in")


_SEARCH = Search()

MOVING: list[Command[Reading]] = [Move(), SelectSentence(), SelectTurn()]
FINDING: list[Command[Reading]] = [
    GoToMatrix(),
    _SEARCH,
    NextCoded(),
    Extend(),
    SearchAgain(_SEARCH),
    NextTranscript(),
    PreviousTranscript(),
    FoldTranscripts(),
    FoldCodebook(),
    AddTranscripts(),
]
