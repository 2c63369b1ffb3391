"""The matrix: read across and down, and charted with the extracts beside the cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from qualcode.model.charts import Column, Extract, Matrix
from qualcode.model.errors import QualcodeError
from qualcode.model.study import SITE, Participant, Summary, Theme
from qualcode.page.cells import drawable
from qualcode.project.changes import Changed
from qualcode.tui.command import Commands, bindings
from qualcode.tui.commands.anywhere import Back, ChooseColours, Redo, ShowHelp, Undo
from qualcode.tui.commands.bringing_back import BringBack
from qualcode.tui.commands.charting import CHARTING
from qualcode.tui.commands.exporting import Export
from qualcode.tui.commands.finding import SearchAll
from qualcode.tui.commands.identifying import SeeIdentifiers
from qualcode.tui.commands.memos import SeeMemos, WriteCellMemo
from qualcode.tui.commands.saving import SaveElsewhere
from qualcode.tui.commands.wandering import WANDERING
from qualcode.tui.commands.withdrawing import WITHDRAWING
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.widgets.extracts import ExtractList
from qualcode.tui.widgets.lines import TitleLine
from qualcode.tui.widgets.matrix import MatrixView
from qualcode.tui.widgets.summary import SummaryEditor

if TYPE_CHECKING:
    from qualcode.project import Project

COMMANDS: Commands = [
    *CHARTING, WriteCellMemo(), Undo(), Redo(), Export(), BringBack(), SeeMemos(), SearchAll(),
    *WITHDRAWING, *WANDERING, SeeIdentifiers(), SaveElsewhere(), ChooseColours(),
    Back(),
    ShowHelp(),
]  # fmt: skip

_SETTLED = 0.06  # seconds on a cell, after which its extracts are fetched

WRITING = [
    ("ctrl+s", "keep"),
    ("esc", "never mind"),
    ("ctrl+r", "reference"),
    ("ctrl+t", "quotation"),
    ("tab", "keep, next panel"),
]


@dataclass
class Opened:
    """A cell whose summary may be written, the summary as it was last seen there, and the text last kept."""

    participant: Participant
    column: Column
    summary: Summary | None
    text: str


class MatrixDesk(Desk):
    """Shows one theme by its codes, or all themes; the cell's extracts and its summary beside."""

    where = "matrix"
    COMMANDS_HERE = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS),
        Binding("tab", "app.focus_next", "Next panel", show=False, id="panel_next"),
        Binding("shift+tab", "app.focus_previous", "Previous panel", show=False, id="panel_back"),
    ]
    CSS = """
    MatrixDesk #work { height: 1fr; margin-top: 1; }
    MatrixDesk #matrix { width: 1fr; height: 1fr; overflow-y: scroll; scrollbar-color: $line; }
    MatrixDesk #side { width: 46; margin-left: 1; }
    MatrixDesk #cell { height: 2; padding: 0 1; text-style: bold; }
    MatrixDesk #extracts { height: 1fr; }
    MatrixDesk #about { height: 1; padding: 0 1; color: $quiet; border-top: none; }
    MatrixDesk #summary { height: 9; }
    MatrixDesk #comment { height: auto; max-height: 4; padding: 0 1; color: $quiet; display: none; }
    MatrixDesk #comment.-said { display: block; }
    MatrixDesk #strip { height: 2; }
    MatrixDesk.-narrow #work { layout: vertical; margin-top: 0; }
    MatrixDesk.-narrow #matrix { width: 1fr; height: 9; }
    MatrixDesk.-narrow #side { width: 1fr; height: 1fr; margin-left: 0; border-top: solid $line; }
    MatrixDesk.-narrow #cell { display: none; }
    MatrixDesk.-narrow #summary { height: 4; }
    MatrixDesk.-narrow #comment { max-height: 2; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 (so declared by Textual)

    def __init__(self, project: "Project", keymap: Mapping[str, str], place: tuple[str, ...] = ()) -> None:
        """Begin at a place as `place` gives it; without one, with the first theme."""
        super().__init__(project, keymap)
        self._from = place
        self.theme: Theme | None = None
        self._waiting: Timer | None = None
        self._refused: tuple[str, ...] = ()  # what was refused last, and the cell it was wanted of

    @property
    def way_out(self) -> str:
        """Back to the transcript."""
        return "q back"

    def compose_work(self) -> ComposeResult:
        """The matrix, and beside it the cell."""
        with Horizontal(id="work"):
            yield MatrixView(id="matrix")
            with Vertical(id="side"):
                yield Static(id="cell", markup=False)
                yield ExtractList(id="extracts")
                yield Static(id="about", markup=False)
                yield SummaryEditor(id="summary")
                yield Static(id="comment", markup=False)

    def begin(self) -> None:
        """Begin with the theme and the cell one was on."""
        theme, *cell = self._from or ("", "", "")
        themes = self.project.codebook.now.ordered_themes
        self.show_theme(self._theme(theme) if self._from or not themes else themes[0], *cell)
        self.view.focus()

    def _theme(self, uid: str) -> Theme | None:
        """The theme of a uid; None where it is no longer in the codebook."""
        return next((each for each in self.project.codebook.now.ordered_themes if each.uid == uid), None)

    # What commands need

    @property
    def view(self) -> MatrixView:
        """The matrix."""
        return self.query_one("#matrix", MatrixView)

    @property
    def editor(self) -> SummaryEditor:
        """Where the summary is written."""
        return self.query_one("#summary", SummaryEditor)

    @property
    def extract(self) -> Extract | None:
        """The extract one is on, of the cell one is on."""
        self._settle()
        return self.query_one("#extracts", ExtractList).extract

    @property
    def cell_here(self) -> tuple[Participant, Column] | None:
        """The participant and the column one is on."""
        row, column = self.view.row, self.view.column
        return (self.project.all(Participant)[row.uid], column) if row and column else None

    @property
    def place(self) -> tuple[str, ...]:
        """Theme, participant and column, by uid; "" for all themes."""
        row, column = self.view.row, self.view.column
        return (self.theme.uid if self.theme else "", row.uid if row else "", column.uid if column else "")

    def show_theme(self, theme: Theme | None, row: str = "", column: str = "") -> None:
        """Show a theme's codes as columns; or, with none, all themes. On the cell of these uids, if any.

        A theme that was dropped meanwhile is none.
        """
        self.theme = self._theme(theme.uid) if theme else None
        self._refused = ()
        matrix = self._matrix()
        self._say_title(matrix)
        self.view.show(matrix, row, column)
        self._show_cell()
        self.refresh_lines()
        if not matrix.columns:
            self.say("No codes in this theme yet: g in the transcript puts codes into themes.")

    def _say_title(self, matrix: Matrix) -> None:
        theme, title = self.theme, "Matrix · all themes"
        if theme:
            number = [each.uid for each in self.project.codebook.now.ordered_themes].index(theme.uid) + 1
            title = f"Matrix · {number} {theme.name}"
        by = ", ".join(name.replace("_", " ") for name in matrix.attributes)
        of = f"{len(matrix.rows)} of {matrix.of} participants"
        self.query_one("#title", TitleLine).say(title, f"by {by} · {of}" if by else of, self.state)

    def _matrix(self) -> Matrix:
        # Participants' names say the rest; more columns of attributes leave no room for summaries.
        by = [SITE] if self.project.materials.people.has(SITE) else []
        columns = "codes" if self.theme else "themes"
        return self.project.matrix.show(columns, by=by, theme=self.theme)

    def write(self) -> None:
        """Go to the summary."""
        if self.cell_here:
            self._refused = ()
            self.editor.focus()
            self.refresh_lines()

    @property
    def is_writing(self) -> bool:
        """Whether one is in the summary."""
        return self.editor.has_focus

    def insert(self, words: str) -> None:
        """Put words where one writes."""
        editor = self.editor
        before = editor.document.get_text_range((0, 0), editor.cursor_location)
        space = " " if before and not before[-1].isspace() else ""
        editor.insert(space + words)

    def insists(self, what: str) -> bool:
        """Whether the same was wanted here just before, with nothing changed and nowhere gone since."""
        wanted = (what, *self.place)
        before, self._refused = self._refused, wanted
        return before == wanted

    def next_to_chart(self) -> None:
        """Go to the next cell to chart."""
        self.view.action_to_chart(1)

    def footer(self) -> list[tuple[str, str]]:
        """The keys of the editor while one writes."""
        return WRITING if self.editor.has_focus else super().footer()

    # What widgets say

    @on(MatrixView.Moved)
    def _moved(self) -> None:
        self.strip.hush()
        self._refused = ()
        if self._waiting is not None:
            self._waiting.stop()
        self._waiting = self.set_timer(_SETTLED, self._settle)

    def _settle(self) -> None:
        """Show the cell one came to, if it isn't shown yet."""
        here, shown = self.cell_here, self._opened
        if (
            shown is None
            or here is None
            or (shown.participant.uid, shown.column.uid) != (here[0].uid, here[1].uid)
        ):
            self._show_cell()

    @on(MatrixView.Opened)
    def _write_cell(self) -> None:
        self._show_cell()
        self.write()

    @on(ExtractList.Opened)
    def _see(self, event: ExtractList.Opened) -> None:
        self.go("reading", (event.extract.transcript, event.extract.start))

    @on(SummaryEditor.Kept)
    def _keep(self, event: SummaryEditor.Kept) -> None:
        cell = self._opened
        if cell is not None and event.text != cell.text:
            before, cell.text = cell.text, event.text
            checked = cell.summary is not None and cell.summary.progress == "checked"

            def write() -> None:
                # As it was seen: what a copy brought in while one wrote is not written over.
                cell.summary = self.project.charting.write(
                    cell.participant, cell.column, seen=cell.summary, text=event.text
                )

            async def keep() -> None:
                try:
                    await self.changed(write)
                except QualcodeError:
                    cell.text = before  # so that it can be kept again
                    raise
                self._say_kept(cell, checked)

            self.attempt(keep)
        if event.done:
            self.view.focus()

    @on(SummaryEditor.Left)
    def _leave(self) -> None:
        if self.editor.changed:
            self.attempt(self._ask_whether_kept)
        else:
            self._go_back()

    async def _ask_whether_kept(self) -> None:
        """Nothing that was written is lost without being asked for."""
        answers = [Choice("keep", "Keep it"), Choice("leave", "Leave the summary as it was")]
        keys = "↑ ↓ move · enter choose · esc go on writing"
        answer = await self.ask(Choose("Keep what you wrote?", answers, keys=keys))
        if answer == "keep":
            self.editor.action_keep()
        elif answer == "leave":
            self.editor.restore()
            self._go_back()
            self.say("The summary is as it was.")

    def _go_back(self) -> None:
        self.view.focus()
        self._show_cell()

    def _say_kept(self, cell: Opened, checked: bool) -> None:
        where = f"{cell.participant.name}, {cell.column.name}"
        if cell.summary and "text" in cell.summary.open:
            kept = f"Kept beside what somebody else wrote: {where}."
            self.say(f"{kept} “qualcode differences” settles it.", alarm=True)
        else:
            self.say(f"Kept: {where}.{' It is no longer checked.' if checked else ''}")

    def on_descendant_focus(self, _: events.DescendantFocus) -> None:
        """Show the keys of where one is."""
        self.refresh_lines()

    # Hearing what changed

    def heard(self, changed: Changed) -> None:
        """Redraw the cells that the change covers; all themes, where the one that was shown is gone."""
        self._refused = ()
        if self.theme:
            self.theme = self._theme(self.theme.uid)
        matrix = self._matrix()
        touched = [thing for thing in changed.things.values() if isinstance(thing, Summary)]
        if len(touched) == len(changed.things) == 1:
            place = (touched[0].participant, touched[0].column)
            cells = [(r.uid, c.uid) for r in matrix.rows for c in matrix.columns]
            if place in cells:
                self.view.set_cell(*place, matrix.cells[place])
        else:
            self._say_title(matrix)
            self.view.show(matrix)
        self._show_cell()

    _opened: Opened | None = None

    def _show_cell(self) -> None:
        if self.editor.has_focus and self.editor.changed:
            return
        here = self.cell_here
        self._opened = None
        head, about = self.query_one("#cell", Static), self.query_one("#about", Static)
        if here is None:
            head.update("")
            self.query_one("#extracts", ExtractList).show([])
            self.editor.show("")
            about.update("")
            return
        participant, column = here
        summary = self.project.charting.summary(participant, column)
        self._opened = Opened(participant, column, summary, summary.text if summary else "")
        row, under = drawable(participant.name), drawable(column.name)
        head.update(Content.assemble(row, "\n", (under, "$quiet not bold")))
        extracts = self.project.charting.extracts(participant, column)
        self.query_one("#extracts", ExtractList).show(extracts, with_codes=column.kind == "theme")
        self.editor.show(summary.text if summary else "")
        about.update(self._about(summary), layout=False)
        comment = self.query_one("#comment", Static)
        said = summary.comment.strip() if summary else ""
        comment.update("\n".join(map(drawable, f"Comment · {said}".split("\n"))) if said else "")
        comment.set_class(bool(said), "-said")
        if self.has_class("-narrow"):
            self.strip.rest(Content.assemble((participant.name, "bold"), (f" · {column.name}", "$quiet")))

    def _about(self, summary: Summary | None) -> Content:
        if summary is None or not summary.content:
            return Content.assemble(("Summary", "bold"), " · to chart")
        again = self.project.charting.again(summary)
        state = f"checked by {summary.checked_by}" if summary.progress == "checked" else summary.progress
        said = "" if summary.content == "charted" else f" · {summary.content}"
        return Content.assemble(
            ("Summary", "bold"), f"{said} · {state}", (f" · check again: {again}" if again else "", "$alarm")
        )

    def widgets_with_keys(self) -> list[tuple[str, Widget]]:
        """The widgets whose keys the help shows."""
        return [("Matrix", self.view), ("Extracts", self.query_one("#extracts")), ("Summary", self.editor)]
