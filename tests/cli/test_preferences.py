"""One's own settings by command."""

from qualcode import settings
from tests.cli.conftest import Runner


def test_the_terminals_cursor_is_asked_for_and_given_up(ok: Runner, run: Runner) -> None:
    assert "terminal_cursor: yes" in ok("settings", "set", "terminal_cursor", "yes").out
    assert settings.load().terminal_cursor is True
    assert ok("settings", "show", "--json").json["terminal_cursor"] is True
    ok("settings", "set", "terminal_cursor", "no")
    assert settings.load().terminal_cursor is False
    refused = run("settings", "set", "terminal_cursor", "perhaps")
    assert refused.status != 0
    assert "yes or no" in refused.err


def test_only_colours_that_there_are_can_be_chosen(ok: Runner, run: Runner) -> None:
    ok("settings", "set", "theme", "light")
    assert settings.load().theme == "qualcode-light"
    ok("settings", "set", "theme", "nord")
    assert settings.load().theme == "nord"
    refused = run("settings", "set", "theme", "lihgt")
    assert refused.status == 2
    assert "dark, light, contrast" in refused.err
    assert settings.load().theme == "nord"
