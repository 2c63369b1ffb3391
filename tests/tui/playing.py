"""Random keys, clicks and sizes, played on a project; and what must be true of it whatever was pressed.

`python -m tests.tui.playing SEED KEYS` plays on the practice study, and cuts what goes wrong down to the
moves that are needed for it.
"""

import asyncio
import os
import random
import string
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from qualcode import settings
from qualcode.model.declare import KINDS
from qualcode.model.errors import Refused
from qualcode.project import Project
from qualcode.tui.app import QualcodeApp
from qualcode.tui.desk import Desk
from qualcode.tui.dialogs.paths import cleaned
from qualcode.tui.widgets.lines import TitleLine

PLAYER = "Robin"
MOVES_OF_A_SITTING = 400  # then the application is closed and opened again
_PATIENCE = 20  # seconds
_LOOK_EVERY = 25  # moves, after which the disk is looked at

_SIZES = [(80, 24), (140, 42), (61, 17), (40, 8), (300, 100), (100, 30), (126, 42)]
_COMMON = [
    "enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup",
    "pagedown", "space", "backspace", "delete", "ctrl+s", "ctrl+w", "ctrl+u", "ctrl+p", "f1",
]  # fmt: skip
_REACHING = [
    "shift+right", "shift+left", "shift+down", "shift+up", "ctrl+right", "ctrl+left", "ctrl+down", "ctrl+up",
    "ctrl+shift+right", "ctrl+shift+left", "shift+home", "shift+end", "shift+pagedown", "shift+pageup",
]  # fmt: skip
_PASTED = ["care plan", "e\u0301🙂\u202eאבג", "a\nb\tc\x1b[31m", "[bold]x[/] “y”", ""]


class Move(NamedTuple):
    """One thing done: "keys" pressed at once, text "paste"d, a "click", "drag" or "wheel", a new "size"."""

    kind: str
    what: tuple[Any, ...]


Chooser = Callable[[App[None]], Move | None]


class Wrong(Exception):
    """What must not happen, after these moves."""

    def __init__(self, what: str, moves: Sequence[Move]) -> None:
        super().__init__(f"{what}\nafter {len(moves)} moves, the last of them: {list(moves[-12:])}")
        self.what, self.moves = what, list(moves)


def at_random(seed: int, number: int) -> Chooser:
    """Moves by chance, most of them keys that do something on the screen on top."""
    chance = random.Random(seed)
    left = [number]

    def keys(app: App[None]) -> list[str]:
        screen = app.screen
        kind = chance.random()
        if kind < 0.45:
            bound = sorted(set(screen.active_bindings) - {"ctrl+c"})
            key = chance.choice(bound)
            if "q" in key and chance.random() < 0.9:  # closing takes long and is done between sittings too
                key = "escape"
            return [key] * chance.choice([1, 1, 1, 2, 5])
        if kind < 0.65:
            return [chance.choice(_COMMON)]
        if kind < 0.75:
            return [chance.choice(_REACHING)] * chance.choice([1, 1, 3, 8])
        if kind < 0.85:
            return [chance.choice(string.digits)]
        return chance.choices([*string.ascii_lowercase, "O", "U", "N", "space", "slash", "full_stop"], k=3)

    def choose(app: App[None]) -> Move | None:
        left[0] -= 1
        if left[0] < 0:
            return None
        kind = chance.random()
        width, height = app.size
        here = (chance.randrange(max(1, width)), chance.randrange(max(1, height)))
        there = (chance.randrange(max(1, width)), chance.randrange(max(1, height)))
        if kind < 0.06:
            return Move("click", (*here, chance.choice([1, 1, 2, 3])))
        if kind < 0.08:
            return Move("drag", (*here, *there))
        if kind < 0.09:
            return Move("wheel", (*here, chance.choice([1, -1])))
        if kind < 0.11:
            return Move("size", chance.choice(_SIZES))
        if kind < 0.12:
            return Move("paste", (chance.choice(_PASTED),))
        return Move("keys", tuple(keys(app)))

    return choose


def again(moves: Sequence[Move]) -> Chooser:
    """The same moves once more."""
    rest = iter(moves)
    return lambda app: next(rest, None)


async def play(path: Path, choose: Chooser) -> list[Move]:
    """Play until the moves are at an end; everything done. Wrong if anything goes wrong on the way.

    When the project is closed by a key, or after so many moves, the application is begun anew.
    """
    played: list[Move] = []
    while await _sit(path, choose, played):
        pass
    return played


async def _sit(path: Path, choose: Chooser, played: list[Move]) -> bool:
    """Play until the project is closed; whether there is more to play."""
    app, wrong, more = QualcodeApp(path), list[BaseException](), False
    try:
        async with app.run_test(size=(140, 42)) as pilot:
            try:
                more = await _moves(pilot, choose, played, path.parent)
            except Exception as error:
                wrong.append(error)  # what ends the application after it may be a consequence
    except (Exception, asyncio.CancelledError) as error:
        wrong.append(error)
    if wrong:
        raise Wrong("".join(traceback.format_exception(wrong[0])[-6:]), played) from wrong[0]
    return more


async def _moves(pilot: Pilot[None], choose: Chooser, played: list[Move], folder: Path) -> bool:
    app = pilot.app
    await _until_open(pilot)
    for number in range(1, MOVES_OF_A_SITTING + 1):
        move = choose(app)
        if move is None:
            await _breathe(app)
            return False
        played.append(_harmless(app, move, folder))
        await do(pilot, played[-1])
        if _over(app):
            break
        if not any(isinstance(screen, Desk) for screen in app.screen_stack):
            break  # the project was closed
        if number % _LOOK_EVERY == 0:
            verify_saved(app)
    await _breathe(app)
    assert app.is_running or app._exit or app._exception, "the application ended, and nobody asked it to"
    return True


async def _until_open(pilot: Pilot[None]) -> None:
    for _ in range(600):
        if isinstance(pilot.app.screen, Desk) and pilot.app.screen.query("KeyLine"):
            return
        await pilot.pause(0.02)
    raise AssertionError("the project was not opened")


def _harmless(app: App[None], move: Move, folder: Path) -> Move:
    """The move; but files are written and read in the folder of the test alone."""
    fields = app.screen.query(Input)
    if move.kind in ("keys", "paste") and fields and set(fields.first().value) & set("/\\~."):
        try:
            place = cleaned(fields.first().value).resolve()
        except (OSError, ValueError, RuntimeError):
            place = Path("/")
        if not place.is_relative_to(folder) and {"enter", "tab", "ctrl+s"} & set(move.what):
            return Move("keys", ("escape",))
    return move


async def do(pilot: Pilot[None], move: Move) -> None:
    app = pilot.app
    match move.kind:
        case "keys":
            for key in move.what:
                _press(app, key)
        case "paste":
            app.post_message(events.Paste(move.what[0]))
        case "size":
            await pilot.resize_terminal(*move.what)
        case "click":
            x, y, times = move.what
            if x < app.size.width and y < app.size.height:
                await pilot.click(offset=(x, y), times=times)
        case "drag":
            x, y, to_x, to_y = (min(n, m - 1) for n, m in zip(move.what, [*app.size, *app.size], strict=True))
            await pilot.mouse_down(offset=(x, y))
            await pilot.hover(offset=(to_x, to_y))
            await pilot.mouse_up(offset=(to_x, to_y))
        case "wheel":
            x, y, step = move.what
            turned = events.MouseScrollDown if step > 0 else events.MouseScrollUp
            app.post_message(turned(None, x, y, 0, step, 0, False, False, False, x, y))
    await _breathe(app)


def _over(app: App[None]) -> bool:
    return app._exception is not None or not app.is_running


async def _breathe(app: App[None]) -> None:
    """Let the screen do what was asked of it. One that answers no more hangs; one that has gone doesn't."""
    if _over(app):
        return
    screen = app.screen
    for pump in (app, screen, screen.focused):
        answered = asyncio.Event()
        end = time.monotonic() + _PATIENCE
        if pump is None or not pump.call_later(answered.set):
            continue
        while not answered.is_set():
            if _over(app):
                return
            if pump is not app and (app.screen is not screen or pump not in (screen, screen.focused)):
                break
            assert time.monotonic() < end, f"{pump} answers no more"
            await asyncio.sleep(0.002)


def _press(app: App[None], key: str) -> None:
    """Press a key without waiting for what it does, as one who types ahead."""
    from textual.keys import _character_to_key

    names = {"space": " ", "slash": "/", "full_stop": "."}
    character = names.get(key) or (key if len(key) == 1 else None)
    if character is None and key in NAMED:
        character = NAMED[key]
    pressed = events.Key(_character_to_key(key) if len(key) == 1 else key, character)
    pressed.set_sender(app)
    assert app._driver is not None
    app._driver.send_message(pressed)


def _named() -> dict[str, str]:
    from textual.keys import _character_to_key

    return {_character_to_key(c): c for c in string.punctuation + " "}


NAMED = _named()

# What must be true


def everything(project: Project) -> dict[str, dict[str, Any]]:
    """All that a project holds now, by kind and uid."""
    return {kind: dict(project.all(cls)) for kind, cls in KINDS.items()}


def verify_saved(app: App[None]) -> None:
    """What is said to be saved is on the disk: another who opens the file reads the same.

    Said it is by the desk that is to be seen: the one on top.
    """
    desk = next((screen for screen in reversed(app.screen_stack) if isinstance(screen, Desk)), None)
    titles = desk.query("#title") if desk is not None else ()
    if desk is None or not titles or "Saved" not in desk.query_one("#title", TitleLine).right:
        return
    shown = everything(desk.project)
    with Project.open(desk.project.path, write=False) as on_disk:  # it may have been saved elsewhere
        stored = everything(on_disk)
    differing = {
        kind: [(shown[kind].get(uid), stored[kind].get(uid)) for uid in {*shown[kind], *stored[kind]}
               if shown[kind].get(uid) != stored[kind].get(uid)]
        for kind in shown
        if shown[kind] != stored[kind]
    }  # fmt: skip
    assert not differing, f"said to be saved, but not on the disk: {differing}"


def verify_sound(path: Path) -> None:
    """The file is whole, and its log unaltered."""
    with Project.open(path, write=False) as project:
        assert not (wrong := project.check()), wrong
        assert not (altered := project.history.verify()), altered


def undo_all(path: Path) -> int:
    """Undo everything that the player did; how much that was."""
    number = 0
    with Project.open(path, coder=PLAYER) as project:
        while True:
            try:
                project.history.undo()
            except Refused:
                return number
            number += 1


def verify_undone(path: Path, before: dict[str, dict[str, Any]]) -> int:
    """Everything can be undone, and what is then there is what was there before; how much was undone."""
    number = undo_all(path)
    with Project.open(path, write=False) as project:
        after = everything(project)
    differing = {kind: (before[kind], after[kind]) for kind in before if before[kind] != after[kind]}
    assert not differing, f"undone, but not as before: {differing}"
    verify_sound(path)
    return number


def seat_player(path: Path) -> dict[str, dict[str, Any]]:
    """Let the player take part in a project; all that is in it then."""
    settings.change(coder=PLAYER)
    with Project.open(path, coder="Ann") as project:
        project.coders.add(PLAYER)
        return everything(project)


# By hand


def _round(study: Path, choose: Chooser) -> tuple[str, list[Move]]:
    """What went wrong on a fresh copy of a study, "" if nothing did; and the moves."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HOME"] = folder
        os.chdir(folder)
        path = Path(folder).resolve() / study.name
        path.write_bytes(study.read_bytes())
        before = seat_player(path)
        try:
            played = asyncio.run(play(path, choose))
            verify_sound(path)
            verify_undone(path, before)
        except Wrong as wrong:
            return wrong.what, wrong.moves
        except AssertionError as error:
            return f"at the end: {error}", []
        return "", played


def _smaller(study: Path, moves: list[Move], wrong: str) -> list[Move]:
    """Fewer moves with the same end, found by leaving parts out."""
    last, size = wrong.strip().splitlines()[-1][:60], max(1, len(moves) // 2)
    while size:
        at = 0
        while at < len(moves):
            tried = moves[:at] + moves[at + size :]
            found, _ = _round(study, again(tried))
            if found and found.strip().splitlines()[-1][:60] == last:
                moves = tried
            else:
                at += size
        size //= 2
    return moves


def main() -> None:
    """Play, and say what went wrong and how it is repeated."""
    from qualcode.project.practice import make_study

    seed, number = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(home) / name)
        study = Path(home) / "Practice study.qualcode"
        make_study(study).close()
        wrong, moves = _round(study, at_random(seed, number))
        print(f"seed {seed}: {len(moves)} moves, {wrong or 'all well'}")
        if wrong and moves:
            for move in _smaller(study, moves, wrong):
                print("   ", move)
        os.chdir("/")


if __name__ == "__main__":
    main()
