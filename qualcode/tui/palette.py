"""The command palette: everything that can be done here, found by name."""

from collections.abc import Iterator
from functools import partial

from textual import events, work
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.widgets import Button, Input

from qualcode import settings
from qualcode.tui.desk import Desk
from qualcode.tui.ending import hears
from qualcode.tui.keys import shown
from qualcode.tui.own_keys import give_key
from qualcode.tui.themes import THEMES


class Palette(CommandPalette):
    """Textual's palette, which also stands keys that come before it is drawn or when it is gone."""

    async def on_event(self, event: events.Event) -> None:
        """Let pass what comes in time, and the end."""
        if hears(self, event):
            await super().on_event(event)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        if self.is_mounted and self.query(CommandList):
            await super()._gather_commands.__wrapped__(self, search_value)  # type: ignore[attr-defined]  # by @work

    def _action_command_list(self, action: str) -> None:
        if self.query_one(CommandList).scrollable_content_region:  # it knows no lines before
            super()._action_command_list(action)

    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        if self.is_current:  # only the first of several answers counts
            super()._select_or_command(event)

    def _action_escape(self) -> None:
        if self.is_current:
            super()._action_escape()


class CommandsHere(Provider):
    """The commands of the desk, and the colours."""

    async def discover(self) -> Hits:
        """Everything, before anything is typed."""
        for name, call, help in self._all():
            yield DiscoveryHit(name, call, help=help)

    async def search(self, query: str) -> Hits:
        """What fits the letters typed."""
        matcher = self.matcher(query)
        for name, call, help in self._all():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, matcher.highlight(name), call, help=help)

    def _all(self) -> Iterator[tuple[str, partial[None], str]]:
        desk = self.screen
        if isinstance(desk, Desk):
            for command in desk.COMMANDS_HERE:
                if not command.listed:
                    continue
                key = command.keys_shown or shown(desk.keymap.get(command.id, command.keys))
                key = f"{key} {command.keys_where}".rstrip()
                more = " ".join(command.help.split("\n")[1:]).strip()
                yield f"{command.title}  ({key})", partial(desk.do_by_name, command), more or "\u200b"
            yield "Keys of your own", partial(self._give_key, desk), "Give a command another key."
        for theme in THEMES:
            name = theme.name.removeprefix("qualcode-")
            yield f"Colours: {name}", partial(self._colours, theme.name), "Kept for the next time."

    def _give_key(self, desk: Desk) -> None:
        desk.attempt(lambda: give_key(self.app, desk))

    def _colours(self, name: str) -> None:
        self.app.theme = name
        settings.change(theme=name)
