"""Screens that may be opening when the application ends."""

from textual import events
from textual.screen import Screen, ScreenResultType


class Ending(Screen[ScreenResultType]):
    """Hears nothing but its own end once the application has ended, though it be while it opens.

    Textual gives the screen its events then though its widgets are gone, or never came.
    """

    async def on_event(self, event: events.Event) -> None:
        """Let pass what comes in time, and the end."""
        if self.app.is_running or isinstance(event, events.Unmount):
            await super().on_event(event)
