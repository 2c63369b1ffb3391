"""One's own settings, outside of any project."""

import click

from qualcode import settings
from qualcode.cli.options import json_option
from qualcode.cli.printing import say, tell, tell_json

_NAMES = ("coder", "theme", "keymap", "terminal_cursor")
_TRUTH = {"yes": True, "no": False}


@click.command()
@json_option
def show(as_json: bool) -> None:
    """Show the settings.

    JSON: an object with coder, theme, keymap and terminal_cursor.
    """
    now = settings.load()
    values = {name: getattr(now, name) for name in _NAMES}
    if as_json:
        tell_json(values)
        return
    for name, value in values.items():
        tell(f"{name}: {_shown(value)}")
    say(f"Kept in {settings.settings_file()}")


@click.command("set")
@click.argument("name", type=click.Choice(_NAMES))
@click.argument("value")
def set_(name: str, value: str) -> None:
    """Change a setting.

    coder is your name, as it stands beside your changes; theme the colours of the interface: dark, light,
    contrast or another of Textual's; keymap "arrows" or "vi". terminal_cursor "yes" has the terminal's own
    cursor follow the word you are on, for braille displays and screen readers.

    Keys of your own are given in the application: ctrl+p there, then “Keys of your own”. They stand under
    “keys” in the file that “settings show” names: the command's id = "its keys".
    """
    if name == "theme":
        value = _theme(value)
    if name == "keymap" and value not in ("arrows", "vi"):
        raise click.BadParameter("the keymap is arrows or vi.")
    if name == "terminal_cursor":
        if value not in _TRUTH:
            raise click.BadParameter("terminal_cursor is yes or no.")
        settings.change(terminal_cursor=_TRUTH[value])
    else:
        settings.change(**{name: " ".join(value.split())})
    tell(f"{name}: {value}")


def _theme(name: str) -> str:
    from qualcode.tui.themes import THEMES, named

    if full := named(" ".join(name.split())):
        return full
    ours = ", ".join(theme.name.removeprefix("qualcode-") for theme in THEMES)
    raise click.BadParameter(f"there are no colours “{name}”. There are {ours}, and Textual's own.")


def _shown(value: str | bool) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value or "(not set)"
