"""One's own settings, outside of any project."""

import click

from qualcode import settings
from qualcode.cli.options import json_option
from qualcode.cli.printing import say, tell, tell_json

_NAMES = ("coder", "theme", "keymap")


@click.command()
@json_option
def show(as_json: bool) -> None:
    """Show the settings.

    JSON: an object with coder, theme, keymap.
    """
    now = settings.load()
    values = {name: getattr(now, name) for name in _NAMES}
    if as_json:
        tell_json(values)
        return
    for name, value in values.items():
        tell(f"{name}: {value or '(not set)'}")
    say(f"Kept in {settings.settings_file()}")


@click.command("set")
@click.argument("name", type=click.Choice(_NAMES))
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Change a setting.

    coder is your name, as it stands beside your changes; theme the colours of the interface; keymap "arrows"
    or "vi".
    """
    if name == "keymap" and value not in ("arrows", "vi"):
        raise click.BadParameter("the keymap is arrows or vi.")
    settings.change(**{name: " ".join(value.split())})
    tell(f"{name}: {value}")
