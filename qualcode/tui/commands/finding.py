"""Finding one's way: search, the next transcript, panels, other desks."""

from dataclasses import replace

from qualcode.model.errors import Refused
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.moving import Extend, NextCoded
from qualcode.tui.commands.places import Place, Reading
from qualcode.tui.dialogs.find import Find


class Search(Command[Reading]):
    """Look for words in this transcript.

    They are marked as you type; enter goes to the next, esc takes the marks away.
    """

    id, keys, footer = "search", "slash", "search"

    def do(self, desk: Reading) -> Task:
        """Ask for the words, go to where they stand next."""

        async def search() -> None:
            if desk.transcript is None:
                raise Refused("Open a transcript first: tab goes to the list.")
            before = desk.looked_for
            words = await desk.ask(Find(before.words, lambda words: desk.mark(replace(before, words=words))))
            if words is None:
                desk.mark(before)
            elif words.strip():
                desk.trail.left(desk.spot)
                desk.next_hit(1)

        return search()


class SearchAgain(Command[Reading]):
    """Go to the next hit of what you looked for."""

    id, keys, step = "search_again", "comma", 1

    def do(self, desk: Reading) -> None:
        """Go to where they stand next."""
        if not desk.looked_for.words.strip():
            raise Refused("Nothing was looked for yet: / asks for words.")
        desk.next_hit(self.step)

    def footer_at(self, desk: Reading) -> str:
        """Only while there are marks."""
        return "next hit" if desk.looked_for.words and self.step > 0 else ""


class SearchBack(SearchAgain):
    """Go to the previous hit of what you looked for."""

    id, keys, step = "search_back", "semicolon", -1


class SearchAll(Command[Place]):
    """Look for words in all transcripts, and code what is found."""

    id, keys, footer = "search_all", "ctrl+f,F", "search all"

    def do(self, desk: Place) -> None:
        """Go there."""
        desk.go("search")


class NextTranscript(Command[Reading]):
    """Open the next transcript."""

    id, keys, footer, step = "next_transcript", "o", "next transcript", 1

    def do(self, desk: Reading) -> None:
        """The one below in the list."""
        found = desk.neighbour(self.step)
        if found is None:
            raise Refused(f"This is the {'last' if self.step > 0 else 'first'} transcript.")
        desk.trail.left(desk.spot)
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
    """Bring in transcripts, or a table of participants."""

    id, keys = "add", "a"

    def do(self, desk: Reading) -> None:
        """Go and see what would come in."""
        desk.go("import")


FINDING: list[Command[Reading]] = [
    GoToMatrix(),
    Search(),
    SearchAll(),
    NextCoded(),
    Extend(),
    SearchAgain(),
    SearchBack(),
    NextTranscript(),
    PreviousTranscript(),
    FoldTranscripts(),
    FoldCodebook(),
    AddTranscripts(),
]
