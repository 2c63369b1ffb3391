"""What every test starts from: settings of its own, and Hypothesis in one of three profiles."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# What runs in the background of a script starts with Ctrl-C ignored, and so would all that tests start.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadline: a slow machine is no defect, and speed has tests of its own.
settings.register_profile("dev", deadline=None, max_examples=50)
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "full", deadline=None, max_examples=1000, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let pictures of screens be taken anew."""
    parser.addoption("--update", action="store_true", help="keep the pictures of screens as they are now")


_PLACES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
_CHOICES = ("QUALCODE_CODER", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES")


def _settle(patch: pytest.MonkeyPatch, places: pytest.TempPathFactory) -> None:
    home = places.mktemp("home")
    for name in _PLACES:
        patch.setenv(name, str(home / name.lower()))
    for name in _CHOICES:
        patch.delenv(name, raising=False)


@pytest.fixture(scope="session", autouse=True)
def _session_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures of a whole session, made before the first test's own, off the user's settings."""
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, tmp_path_factory)
        yield


@pytest.fixture(autouse=True)
def _own_settings(
    _session_settings: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Give each test empty settings, so that no test sees another's or the user's."""
    _settle(monkeypatch, tmp_path_factory)
