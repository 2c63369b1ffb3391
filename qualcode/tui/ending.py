"""Screens that may be opening when the application ends."""

from typing import Any

from textual import events
from textual.screen import Screen, ScreenResultType


class Ending(Screen[ScreenResultType]):
    """Hears nothing but its own end once the application has ended, though it be while it opens.

    Textual gives the screen its events then though its widgets are gone, or never came.
    """

    async def on_event(self, event: events.Event) -> None:
        """Let pass what comes in time, and the end."""
        if hears(self, event):
            await super().on_event(event)


def hears(screen: Screen[Any], event: events.Event) -> bool:
    """Whether an event is for a screen: not once the application has ended, but for the screen's own end."""
    return screen.app.is_running or isinstance(event, events.Unmount)
