"""Ways to each screen on the practice study: for the pictures, and for tests that look at every screen.

A step of a way is a key; "@id", the key that calls the command of that id where one is; or "=text", typed.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

_TYPED = {" ": "space", "/": "slash", ".": "full_stop", "-": "minus", "_": "underscore", ",": "comma"}


class Scene(NamedTuple):
    """A screen worth looking at: its name, and the steps that lead to it from the first transcript.

    `start` scenes begin at the start screen; of `overlapping`, at a place where several codes overlap.
    """

    name: str
    steps: Sequence[str] = ()
    start: bool = False
    overlapping: bool = False


SCENES = (
    Scene("start", start=True),
    Scene("reading", overlapping=True),
    Scene("selecting", ("@reader.extend_sentence", "@reader.extend_sentence"), overlapping=True),
    Scene("picker", ("@code",), overlapping=True),
    Scene("picker-found", ("@code", "=as ho"), overlapping=True),
    Scene("picker-new", ("@code", "=brand new"), overlapping=True),
    Scene("alarm", ("@search_again",)),
    Scene("codebook", ("tab", "down", "down"), overlapping=True),
    Scene("transcripts", ("shift+tab", "down")),
    Scene("search", ("@search", "=care plan")),
    Scene("memo", ("@memo",), overlapping=True),
    Scene("themes", ("@put_in_themes", "space", "down", "space")),
    Scene("export", ("@export",)),
    Scene("help", ("@help",)),
    Scene("palette", ("ctrl+p",)),
    Scene("search-all", ("@search_all", "=care plan", "enter")),
    Scene("memos", ("@memos", "enter")),
    Scene("import", ("@add",)),
    Scene("shown", ("@show",)),
    Scene("passages", ("tab", "down", "down", "@codebook.passages"), overlapping=True),
    Scene("details", ("tab", "down", "down", "@codebook.details"), overlapping=True),
    Scene("definition", ("tab", "down", "down", "@codebook.define"), overlapping=True),
    Scene("recolour", ("tab", "down", "down", "@codebook.recolour"), overlapping=True),
    Scene("merge", ("tab", "down", "down", "@codebook.merge"), overlapping=True),
    Scene("matrix", ("@matrix", "down", "down")),
    Scene("matrix-all", ("@matrix", "@previous_theme", "down")),
    Scene("matrix-writing", ("@matrix", "down", "enter")),
    Scene("matrix-theme", ("@matrix", "@choose_theme")),
)


async def go(pilot: Pilot[Any], steps: Sequence[str]) -> None:
    """Take the steps, each when the one before has come to rest."""
    for step in steps:
        if step.startswith("=") and len(step) > 1:
            await pilot.press(*(_TYPED.get(character, character) for character in step[1:]))
        else:
            await pilot.press(key_of(pilot.app.screen, step[1:]) if step.startswith("@") else step)
        await at_rest(pilot)


def key_of(screen: Any, id: str) -> str:
    """The key that calls a command, or does what a binding of that id does, on a screen."""
    commands = {command.id: command.keys for command in getattr(screen, "COMMANDS_HERE", ())}
    bound = {
        binding.id: binding.key
        for node in (screen, *screen.walk_children())
        for _, binding in node._bindings
        if binding.id
    }
    chosen = getattr(screen, "keymap", {})
    keys: str = chosen.get(id) or commands.get(id) or bound[id]
    return keys.split(",")[0].strip()


def overlapping(desk: Any) -> tuple[Any, int]:
    """A place where the most codes overlap, of all the transcripts: the transcript, and the offset."""
    from qualcode.model.study import Coding, Transcript

    those = sorted(desk.project.all(Coding).values(), key=lambda c: (c.transcript, c.start, c.end, c.uid))
    those = [coding for coding in those if desk.project.codings.shown_code(coding)]
    names = {t.uid: t.name for t in desk.project.transcripts.all()}

    def depth(coding: Any) -> tuple[int, str, int]:
        over = {
            c.code for c in those if c.transcript == coding.transcript and c.start <= coding.start < c.end
        }
        return len(over), names[coding.transcript], -coding.start

    deepest = max(those, key=depth)
    return desk.project.all(Transcript)[deepest.transcript], deepest.start


async def begin(pilot: Pilot[Any], scene: Scene) -> None:
    """Come from the application's start to the scene, and rest there."""
    if not scene.start:
        await until(
            pilot, lambda: hasattr(pilot.app.screen, "project") and bool(pilot.app.screen.query("KeyLine"))
        )
    await at_rest(pilot)
    if scene.overlapping:
        desk: Any = pilot.app.screen
        desk.open_transcript(*overlapping(desk))
        await at_rest(pilot)
    await go(pilot, scene.steps)


async def until(pilot: Pilot[Any], holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait until something holds; fail if it doesn't."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to that"
        await pilot.pause(0.03)


async def at_rest(pilot: Pilot[Any], rounds: int = 3) -> None:
    """Wait until nothing moves: all is saved, and the screen stays as it is."""
    app, same, before = pilot.app, 0, list[Any]()
    for _ in range(300):
        for field in app.screen.query("Input, TextArea"):
            if isinstance(field, Input | TextArea):
                field.cursor_blink = False
        await pilot.pause(0.04)
        shown = [segment for strip in app.screen._compositor.render_strips(app.size) for segment in strip]
        same = same + 1 if shown == before and not any(map(_saving, app.screen_stack)) else 0
        before = shown
        if same >= rounds:
            return
    raise AssertionError("the screen doesn't come to rest")


def _saving(screen: Any) -> bool:
    project = getattr(screen, "project", None)
    return project is not None and bool(project.writing.pending)


def copied(study: Path, folder: Path) -> Path:
    """A copy of a study to play with."""
    path = folder / study.name
    path.write_bytes(study.read_bytes())
    return path
