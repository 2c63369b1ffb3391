"""Going from desk to desk, and opening and closing the project they work on."""

import asyncio
import gc
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from qualcode import settings
from qualcode.model.errors import QualcodeError
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.keys import keymap, unknown
from qualcode.tui.trail import Spot

if TYPE_CHECKING:
    from qualcode.project import Project


async def open_project(app: App[Any], path: Path, who: str, *, join: bool = False) -> str:
    """Open a project and sit down at it; a sentence if that can't be done.

    `who` is the coder's name in the settings; with `join` they are added to the project without asking.
    """
    try:
        project = await in_hand(lambda: _open(path))
    except QualcodeError as error:
        return str(error)
    signed = False
    try:
        signed = await _sign(app, project, os.environ.get("QUALCODE_CODER") or who, join)
    except QualcodeError as error:
        return str(error)
    finally:
        if not signed:  # or the application was closed meanwhile
            project.close()
    if not signed:
        return ""
    _work_on_last_analysis(project)
    from qualcode.project.clock import now

    settings.remember(project.path, project.study.name, now(), len(project.transcripts.all()))
    await sit_down(app, project)
    return ""


async def in_hand(opened: Callable[[], "Project"]) -> "Project":
    """A project that is opened or made on another thread: let go of again if nobody waits for it any more."""
    thread = ThreadPoolExecutor(1)
    opening = thread.submit(opened)
    thread.shutdown(wait=False)
    try:
        return await asyncio.wrap_future(opening)
    except asyncio.CancelledError:
        opening.add_done_callback(_let_go)
        raise


def _let_go(opening: "Future[Project]") -> None:
    if not opening.cancelled() and opening.exception() is None:
        opening.result().close()


def _work_on_last_analysis(project: "Project") -> None:
    """Use the analysis that the coder worked on last, on this machine, if it is still there."""
    from qualcode.model.study import Analysis

    last = project.find(Analysis, settings.analysis(project.study.uid, project.coder.uid))
    if last is not None:
        project.analyses.use(last)


def _open(path: Path) -> "Project":
    from qualcode.project import Project
    from qualcode.tui.screens.workspace import Workspace  # loaded while the first screen is looked at

    assert issubclass(Workspace, Desk)
    return Project.open(path)


async def sit_down(app: App[Any], project: "Project") -> None:
    """Show the workspace of an open project, which lets go of it when one leaves."""
    from qualcode.tui.screens.workspace import Workspace

    desk = Workspace(project, _keys())
    try:
        await app.push_screen(desk)
    finally:
        if not desk.is_mounted:  # the application was closed first
            project.close()
    if strangers := _strangers(desk):
        desk.say(" ".join(sentence for sentence in (desk.strip.said, *strangers[:1]) if sentence), alarm=True)
    # Collecting garbage in a large project stops the application for a tenth of a second: what is loaded
    # now stays, and is not looked through again, nor once before.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _sign(app: App[Any], project: "Project", who: str, join: bool) -> bool:
    """Sign as the coder of that name, who may be new here; False if nobody wants to."""
    coders = project.coders.all()
    known = project.coders.lookup()
    if len(known.all(who)) == 1:
        project.sign(who)
        return True
    name: str | None = who
    if not join or known.all(who):
        # Two whom copies brought together under one name are told apart by the day they came.
        choices = [
            Choice(
                sure, f"I am {coder.name}", "" if sure == coder.name else f"since {coder.at[:10]} ({sure})"
            )
            for coder in coders
            for sure in (known.sure(coder),)
        ]
        if who and not known.all(who):
            choices.insert(0, Choice(who, f"I am {who}", "new in this project"))
        choices.append(Choice("", "I am somebody else"))
        name = await app.push_screen_wait(Choose("Who is coding?", choices))
        if name == "":
            name = await app.push_screen_wait(Ask("Who is coding?", "Your name, as colleagues will see it."))
        if name is None:
            return False
    assert name
    if not known.all(name):
        project.coders.add(name)
    project.sign(name)
    return True


async def go(
    app: App[Any],
    where: str,
    at: tuple[str, int] | None = None,
    place: tuple[str, ...] | None = None,
) -> None:
    """Go to another desk of the project that is open (see `Desk.Go`); from the first one, "" closes it.

    The workspace lies below, and at most one other desk on top of it. Where one leaves is remembered.
    """
    desk = app.screen
    if not (isinstance(desk, Desk) and desk.is_ready):
        return  # it isn't drawn yet, or one is leaving it
    first = next(screen for screen in app.screen_stack if isinstance(screen, Desk))
    if where == "open" and place:
        who, path = desk.project.coder.name, Path(place[0])
        while isinstance(app.screen, Desk):
            await app.pop_screen()
        gc.unfreeze()
        sentence = await open_project(app, path, who, join=True)
        told = sentence or f"You work on {path} now."
        say = getattr(app.screen, "say", None)
        if say is not None:
            say(told, alarm=bool(sentence))
        return
    if where == "" and desk is first:
        settings.recount(desk.project.path, len(desk.project.transcripts.all()))
        await app.pop_screen()
        gc.unfreeze()
        return
    here = desk.spot
    if where in ("back", "forward"):
        found = desk.trail.back(here) if where == "back" else desk.trail.forward(here)
        if found is None:
            desk.say("There is nothing to go back to." if where == "back" else "This is where you were last.")
            return
        spot = found
    else:
        desk.trail.left(here)
        where = where or first.where
        if place is None:
            place = (at[0], str(at[1])) if at else first.places.get(where, ())
        spot = Spot(where, place)
    if desk is not first:
        first.places[desk.where] = desk.place
        await app.pop_screen()
    if spot.desk != first.where:
        there = _desk(spot.desk)(first.project, _keys(), spot.place)
        there.trail, there.places = first.trail, first.places
        await app.push_screen(there)
    elif spot.place and first.is_ready:
        first.show(spot.place)


def _desk(where: str) -> Callable[..., Desk]:
    match where:
        case "matrix":
            from qualcode.tui.screens.matrix import MatrixDesk

            return MatrixDesk
        case "search":
            from qualcode.tui.screens.search import SearchDesk

            return SearchDesk
        case "memos":
            from qualcode.tui.screens.memos import MemosDesk

            return MemosDesk
        case "identifiers":
            from qualcode.tui.screens.identifiers import IdentifiersDesk

            return IdentifiersDesk
        case "import":
            from qualcode.tui.screens.importing import ImportDesk

            return ImportDesk
        case "passages":
            from qualcode.tui.screens.passages import PassagesDesk

            return PassagesDesk
        case _:
            raise ValueError(f"there is no desk “{where}”")


def _strangers(workspace: Desk) -> list[str]:
    """A sentence for each key in the settings that is for no command of any screen."""
    own = settings.load().keys
    if not own:
        return []
    from qualcode.tui.screens.identifiers import IdentifiersDesk
    from qualcode.tui.screens.importing import ImportDesk
    from qualcode.tui.screens.matrix import MatrixDesk
    from qualcode.tui.screens.memos import MemosDesk
    from qualcode.tui.screens.passages import PassagesDesk
    from qualcode.tui.screens.search import SearchDesk
    from qualcode.tui.widgets.extracts import ExtractList
    from qualcode.tui.widgets.hits import HitList
    from qualcode.tui.widgets.identifiers import IdentifierList
    from qualcode.tui.widgets.matrix import MatrixView
    from qualcode.tui.widgets.memo_list import MemoList
    from qualcode.tui.widgets.passages import PassageList
    from qualcode.tui.widgets.planned import PlannedList
    from qualcode.tui.widgets.summary import SummaryEditor
    from qualcode.tui.widgets.transcripts import TranscriptList

    widgets = (type(widget) for _, widget in workspace.widgets_with_keys())
    owners: list[type[DOMNode]] = [
        *map(type, workspace.app.screen_stack),
        *widgets,
        ImportDesk,
        TranscriptList,
    ]
    owners += [MatrixDesk, MatrixView, ExtractList, SummaryEditor, PassagesDesk, PassageList]
    owners += [SearchDesk, HitList, MemosDesk, MemoList, PlannedList]
    owners += [IdentifiersDesk, IdentifierList]
    known = [b for owner in owners for b in owner.BINDINGS if isinstance(b, Binding)]
    return [
        f"The settings give a key to “{name}”, and no command is called that: change it there."
        for name in unknown(known, own)
    ]


def _keys() -> dict[str, str]:
    chosen = settings.load()
    return keymap(chosen.keymap, chosen.keys)
