"""A small study of real files, and ways to drive the application."""

import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from textual.pilot import Pilot

from qualcode.project import Project
from qualcode.tui.desk import Desk

COORDINATOR = """Interviewer: And what does a typical week look like?

Participant: Half my week is the phone. I ring housing, the pharmacy, her sister. It all carries on.

Interviewer: Who else is involved?

Participant: Nobody rings anybody. Some weeks it is all forms.
"""
CARER = """Interviewer: Who rings you?

Participant: Nobody. I do it myself, e.g. the pharmacy. I was told afterwards.
"""
PARTICIPANTS = """participant,transcript,site,participant_type,number
"Care coordinator 1, Hazel",coordinator.txt,Hazel,care coordinator,1
"Carer 1, Alder",carer.txt,Alder,carer,1
"""

Driven = AbstractAsyncContextManager[Pilot[None]]


def make_study(folder: Path) -> Path:
    """Two transcripts, two participants, three codes, two themes, a coded passage of Ben's with its memo."""
    files = folder / "files"
    files.mkdir()
    (files / "coordinator.txt").write_text(COORDINATOR, encoding="utf-8")
    (files / "carer.txt").write_text(CARER, encoding="utf-8")
    (folder / "people.csv").write_text(PARTICIPANTS, encoding="utf-8")
    path = folder / "Study.qualcode"
    with Project.new(path, "Ben", name="Study") as project:
        project.transcripts.bring_in([files])
        project.participants.bring_in(project.participants.read(folder / "people.csv"))
        phone = project.codebook.add_code("articulation work", brief="Making others' work fit.")
        forms = project.codebook.add_code("administration", brief="Forms and chasing.")
        project.codebook.add_theme("Connecting", codes=[phone, forms])
        project.codebook.add_theme("Adjusting")
        project.codebook.add_code("hope")
        transcript = project.transcripts.named("coordinator.txt")
        start = COORDINATOR.index("Half my week")
        coding = project.codings.apply(phone, transcript, start, start + len("Half my week is the phone."))
        project.memos.add(coding, "The phone is the work.")
        project.coders.add("Ann")
    return path


async def saved(pilot: Pilot[None]) -> None:
    """Wait until everything is on disk and on the screen."""
    desks = [screen for screen in pilot.app.screen_stack if isinstance(screen, Desk)]
    for desk in desks:
        while not desk.is_at_rest:
            await pilot.pause(0.01)
    await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail if it doesn't within half a minute, on a machine with much to do."""
    last = time.monotonic() + 30
    while not holds():
        if time.monotonic() > last:
            raise AssertionError("it did not come to that")
        await pilot.pause(0.03)


async def type_in(pilot: Pilot[None], text: str) -> None:
    """Type a text, key by key."""
    names = {" ": "space", "/": "slash", ".": "full_stop", "-": "minus", "_": "underscore"}
    await pilot.press(*(names.get(character, character) for character in text))
