"""Charting: writing summaries, saying why there is none, what extracts are to them."""

from collections.abc import Sequence

from qualcode.model.charts import Column, Extract
from qualcode.model.errors import Refused
from qualcode.model.study import Link, Participant, Summary, Theme, Transcript
from qualcode.project.names import several
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Charting, saying
from qualcode.tui.dialogs.choose import Choice, Choose


class Write(Command[Charting]):
    """Write the summary of this cell.

    Ctrl+s keeps it, and so does going elsewhere; esc leaves it as it was.
    """

    id, keys, footer, bound = "matrix.open", "enter", "write", False

    def do(self, desk: Charting) -> None:
        """Go to the editor."""
        desk.write()


class InsertReference(Command[Charting]):
    """Put the reference of the extract at the end of the summary: (t12).

    While you write, ctrl+r puts it where you are.
    """

    id, keys, footer = "reference", "r,ctrl+r", "reference"

    def do(self, desk: Charting) -> Task | None:
        """Put it there."""
        extract = _extract(desk)
        return _put(desk, f"({extract.reference})", f"The reference ({extract.reference})")


class InsertQuotation(Command[Charting]):
    """Put the words of the extract at the end of the summary, quoted, with their reference.

    While you write, ctrl+t puts them where you are.
    """

    id, keys, footer = "quotation", "quotation_mark,ctrl+t", "quotation"

    def do(self, desk: Charting) -> Task | None:
        """Put them there."""
        extract = _extract(desk)
        words = f"“{' '.join(extract.text.split())}” ({extract.reference})"
        return _put(desk, words, f"The quotation ({extract.reference})")


class NextToChart(Command[Charting]):
    """Go to the next cell that is to chart or to check again."""

    id, keys, footer, bound = "matrix.to_chart_next", "n", "next to chart", False

    def do(self, desk: Charting) -> None:
        """As the matrix does; said, where there is none."""
        before = desk.cell_here
        desk.next_to_chart()
        if desk.cell_here == before:
            desk.say("No other cell is to chart here. ] shows the next theme.")


class SayContent(Command[Charting]):
    """Say why there is no summary.

    Where there is a summary, or something coded, it is asked for twice. A text that was written is kept.
    """

    def __init__(self, id: str, keys: str, content: str) -> None:
        self.id, self.keys, self.content = id, keys, content
        self.footer = content

    def do(self, desk: Charting) -> Task:
        """Set it; the same again takes it back."""
        participant, column = _cell(desk)
        charting = desk.project.charting
        key, insisted = desk.key(self.id), desk.insists(self.id)

        def change() -> str:
            before = charting.summary(participant, column)
            if before is not None and before.content == self.content:
                content = "charted" if before.text else ""
                charting.write(participant, column, seen=before, content=content)
                return "To chart again." if not before.text else "Charted again."
            there = _what_is_there(before, len(charting.extracts(participant, column)))
            if there and not insisted:
                raise Refused(
                    f"There is {there} here: nothing was changed. {key} again says “{self.content}” all the "
                    "same."
                )
            charting.write(participant, column, seen=before, content=self.content, progress="drafted")
            kept = f" Its text is kept: {key} shows it again." if before and before.text else ""
            return f"{self.content.capitalize()}: {participant.name}, {column.name}.{kept}"

        return saying(desk, change)

    @property
    def title(self) -> str:
        """Name what is said."""
        return f"Say of this cell: {self.content}"


class Check(Command[Charting]):
    """Mark the summary as checked by you."""

    id, keys, footer = "check", "k", "checked"

    def do(self, desk: Charting) -> Task:
        """Check it, or take the check back."""
        participant, column = _cell(desk)
        charting = desk.project.charting

        def change() -> str:
            before = charting.summary(participant, column)
            if before is None or not before.content:
                raise Refused("There is nothing to check yet: enter writes the summary.")
            if before.progress == "checked" and not charting.again(before):
                charting.write(participant, column, seen=before, progress="drafted")
                return "No longer checked."
            charting.write(participant, column, seen=before, progress="checked")
            return "Checked."

        return saying(desk, change)


class Relate(Command[Charting]):
    """Say what the extract is to the summary."""

    def __init__(self, relation: str, keys: str) -> None:
        self.id, self.keys, self.relation = relation, keys, relation
        self.footer = relation if relation == "contradicts" else ""

    def do(self, desk: Charting) -> Task:
        """Link it; the same again takes the link away."""
        participant, column = _cell(desk)
        extract = _extract(desk)
        charting = desk.project.charting

        def change() -> str:
            linked = _links(desk, charting.uid(participant, column), extract)
            if extract.relation == self.relation:
                charting.unlink(*linked)
                return "No longer linked to the summary."
            # A link to a part of the passage would go on saying what it said.
            place = (desk.project.all(Transcript)[extract.transcript], extract.start, extract.end)
            charting.link(participant, column, *place, self.relation, instead_of=linked)
            return f"{extract.reference} {self.relation} the summary."

        return saying(desk, change)

    @property
    def title(self) -> str:
        """Name the relation."""
        return f"The extract {self.relation} the summary"


class ChooseTheme(Command[Charting]):
    """Choose the theme to see."""

    id, keys, footer = "choose_theme", "t", "theme"

    def do(self, desk: Charting) -> Task:
        """Ask which."""

        async def choose() -> None:
            themes: Sequence[Theme] = desk.project.codebook.now.ordered_themes
            choices = [Choice("all", "All themes", "a column for each theme")]
            choices += [Choice(t, f"{n} {t.name}", t.definition) for n, t in enumerate(themes, start=1)]
            at = 1 + themes.index(desk.theme) if desk.theme in themes else 0
            chosen = await desk.ask(Choose("Which theme?", choices, at=at))
            if chosen is not None:
                desk.show_theme(chosen if isinstance(chosen, Theme) else None)

        return choose()


class StepTheme(Command[Charting]):
    """See another theme."""

    def __init__(self, step: int) -> None:
        self.step = step
        self.id = "next_theme" if step > 0 else "previous_theme"
        self.keys = "right_square_bracket" if step > 0 else "left_square_bracket"

    def do(self, desk: Charting) -> None:
        """The one after, or before; all of them stand first."""
        themes: list[Theme | None] = [None, *desk.project.codebook.now.ordered_themes]
        here = next((n for n, t in enumerate(themes) if t and desk.theme and t.uid == desk.theme.uid), 0)
        desk.show_theme(themes[(here + self.step) % len(themes)])

    @property
    def title(self) -> str:
        """Say which."""
        return "See the next theme" if self.step > 0 else "See the previous theme"


def _cell(desk: Charting) -> tuple[Participant, Column]:
    here = desk.cell_here
    if here is None:
        raise Refused("The matrix is empty: it needs participants, and codes in a theme.")
    return here


def _put(desk: Charting, words: str, what: str) -> Task | None:
    """Put words where one writes; from elsewhere at the end of the summary, as a change of its own."""
    if desk.is_writing:
        desk.insert(words)
        return None
    participant, column = _cell(desk)
    charting, undo = desk.project.charting, desk.key("undo")

    def change() -> str:
        before = charting.summary(participant, column)
        text = f"{before.text} {words}" if before and before.text else words
        charting.write(participant, column, seen=before, text=text)
        return f"{what} is at the end of the summary now{_no_longer(before)}. {undo} takes it back."

    return saying(desk, change)


def _no_longer(before: Summary | None) -> str:
    """What a summary no longer is with another text."""
    if before is None or before.content == "":
        return ""
    if before.content != "charted":
        return f", which said “{before.content}”"
    return ", which is no longer checked" if before.progress == "checked" else ""


def _what_is_there(summary: Summary | None, extracts: int) -> str:
    """What speaks against saying that there is nothing, in words; "" where it is said already."""
    if summary is not None and summary.content not in ("", "charted"):
        return ""
    text = f"a summary ({summary.progress})" if summary is not None and summary.text else ""
    return " and ".join(part for part in (text, several(extracts, "extract") if extracts else "") if part)


def _links(desk: Charting, summary: str, extract: Extract) -> list[Link]:
    """What links a summary to an extract, by overlap: a passage may be made of several codings."""
    transcript = desk.project.find(Transcript, extract.transcript)
    content = transcript.content if transcript else ""
    return [
        link
        for link in desk.project.all(Link).values()
        if link.linked
        and link.content == content
        and (link.summary, link.transcript) == (summary, extract.transcript)
        and link.start < extract.end
        and extract.start < link.end
    ]


def _extract(desk: Charting) -> Extract:
    if desk.extract is None:
        raise Refused("There is no extract in this cell.")
    return desk.extract


CHARTING: list[Command[Charting]] = [
    Write(),
    InsertReference(),
    InsertQuotation(),
    NextToChart(),
    SayContent("nothing_said", "s", "nothing said"),
    SayContent("not_asked", "a", "not asked"),
    Check(),
    ChooseTheme(),
    Relate("supports", "p"),
    Relate("complicates", "c"),
    Relate("contradicts", "x"),
    StepTheme(1),
    StepTheme(-1),
]
