"""Charting: writing summaries, saying why there is none, what extracts are to them."""

from collections.abc import Sequence

from qualcode.model.charts import Column, Extract
from qualcode.model.errors import Refused
from qualcode.model.study import Link, Participant, Theme, Transcript
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Charting, saying
from qualcode.tui.dialogs.choose import Choice, Choose


class Write(Command[Charting]):
    """Write the summary of this cell. Esc or ctrl+s keeps it."""

    id, keys, footer, bound = "matrix.open", "enter", "write", False

    def do(self, desk: Charting) -> None:
        """Go to the editor."""
        desk.write()


class InsertReference(Command[Charting]):
    """Put the reference of the extract into the summary: (t12).

    While you write, ctrl+r does the same.
    """

    id, keys, footer = "reference", "r,ctrl+r", "reference"

    def do(self, desk: Charting) -> None:
        """Insert it."""
        desk.insert(f"({_extract(desk).reference})")


class InsertQuotation(Command[Charting]):
    """Put the words of the extract into the summary, in quotation marks, with their reference.

    While you write, ctrl+t does the same.
    """

    id, keys, footer = "quotation", "quotation_mark,ctrl+t", "quotation"

    def do(self, desk: Charting) -> None:
        """Insert them."""
        extract = _extract(desk)
        desk.insert(f"“{' '.join(extract.text.split())}” ({extract.reference})")


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
    """Say why there is no summary."""

    def __init__(self, id: str, keys: str, content: str) -> None:
        self.id, self.keys, self.content = id, keys, content
        self.footer = content

    def do(self, desk: Charting) -> Task:
        """Set it; the same again takes it back."""
        participant, column = _cell(desk)
        charting = desk.project.charting

        def change() -> str:
            before = charting.summary(participant, column)
            if before is not None and before.content == self.content:
                content = "charted" if before.text else ""
                charting.write(participant, column, seen=before, content=content)
                return "To chart again." if not before.text else "Charted again."
            charting.write(participant, column, seen=before, content=self.content, progress="drafted")
            return f"{self.content.capitalize()}: {participant.name}, {column.name}."

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


def _links(desk: Charting, summary: str, extract: Extract) -> list[Link]:
    """What links a summary to an extract, by overlap: a passage may be made of several codings."""
    return [
        link
        for link in desk.project.all(Link).values()
        if link.linked
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
