"""Settings in TOML, projects opened last, pins, analyses in use, places: what is kept outside of projects.

Settings are read by the command line and the screens, and handed down as values. Nothing of a project's
texts is ever kept here.
"""

import contextlib
import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

from qualcode.model.errors import Refused

RECENT = 8


@dataclass(frozen=True)
class Settings:
    """What a user has chosen.

    `coder` is the name under which changes are made where no other is given; `theme` the colours of the
    screens; `keymap` "arrows" or "vi"; `keys` maps the id of a command to the keys that call it;
    `terminal_cursor` whether the terminal's own cursor is shown and follows the reading word, for braille
    displays and screen readers.
    """

    coder: str = ""
    theme: str = "qualcode-dark"
    keymap: str = "arrows"
    keys: dict[str, str] = field(default_factory=dict)
    terminal_cursor: bool = False


def settings_file() -> Path:
    """Where the settings are kept."""
    return Path(platformdirs.user_config_dir("qualcode", appauthor=False)) / "settings.toml"


def load() -> Settings:
    """The settings; the defaults where there is no file. Refused, naming the line, if it can't be read."""
    path = settings_file()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        raise Refused(f"{path} can't be read ({error}): mend it or remove it.") from error
    settings = Settings()
    for name, value in found.items():
        if not hasattr(settings, name):
            continue
        if type(value) is not type(getattr(settings, name)):
            raise Refused(f"{path}: “{name}” can't be {value!r}.")
        settings = replace(settings, **{name: value})
    return settings


def change(**values: Any) -> Settings:
    """Keep some settings; comments and what else stands in the file stay."""
    import tomlkit

    path = settings_file()
    before = tomlkit.parse(path.read_text(encoding="utf-8")) if path.exists() else tomlkit.document()
    before.update(values)
    _write_private(path, tomlkit.dumps(before))
    return load()


@dataclass(frozen=True)
class Recent:
    """A project opened before: where it is, its name, when it was opened (ISO 8601), its transcripts."""

    path: Path
    name: str
    opened: str
    transcripts: int = 0


def recent(*, missing: bool = False) -> list[Recent]:
    """The projects opened last that are still there (or, if `missing`, all of them), latest first."""
    try:
        found = json.loads(_recent_file().read_text(encoding="utf-8"))
        entries = [
            Recent(Path(e["path"]), str(e["name"]), str(e["opened"]), int(e.get("transcripts", 0)))
            for e in found
        ]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [entry for entry in entries if missing or entry.path.exists()]


def remember(path: Path, name: str, opened: str, transcripts: int = 0) -> None:
    """Put a project first among the recent ones. Failing to is no failure."""
    here = path.resolve()
    others = (e for e in recent(missing=True) if e.path != here)
    _keep([Recent(here, name, opened, transcripts), *others])


def recount(path: Path, transcripts: int) -> None:
    """Keep how many transcripts a recent project has by now."""
    here = path.resolve()
    found = recent(missing=True)
    _keep([replace(entry, transcripts=transcripts) if entry.path == here else entry for entry in found])


def forget(path: Path) -> None:
    """Drop a project from the recent ones; the file itself stays."""
    _keep([entry for entry in recent(missing=True) if entry.path != path])


def _keep(entries: Sequence[Recent]) -> None:
    told = [
        {"path": str(e.path), "name": e.name, "opened": e.opened, "transcripts": e.transcripts}
        for e in entries[:RECENT]
    ]
    with contextlib.suppress(OSError):
        _write_private(_recent_file(), json.dumps(told, ensure_ascii=False, indent=1))


def toured() -> bool:
    """Whether the tour was seen, or left."""
    return _tour_file().exists()


def tour_seen() -> None:
    """Remember that the tour was seen. Failing to is no failure."""
    with contextlib.suppress(OSError):
        _write_private(_tour_file(), "")


def _tour_file() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "toured"


def pinned(analysis: str, coder: str) -> list[str]:
    """The codes that a coder chose for the keys 1 to 9 in an analysis, all by uid; [] if they never did."""
    found = _remembered(_pins_file()).get(f"{analysis} {coder}", [])
    return [str(uid) for uid in found] if isinstance(found, list) else []


def pin(analysis: str, coder: str, codes: Sequence[str]) -> None:
    """Keep which codes the keys 1 to 9 put on. Failing to is no failure."""
    _remember(_pins_file(), f"{analysis} {coder}", list(codes))


def analysis(study: str, coder: str) -> str:
    """The analysis that a coder worked on last in a study, all by uid; "" if they never chose one."""
    return str(_remembered(_analyses_file()).get(f"{study} {coder}", ""))


def use_analysis(study: str, coder: str, analysis: str) -> None:
    """Keep which analysis a coder works on. Failing to is no failure."""
    _remember(_analyses_file(), f"{study} {coder}", analysis)


def place(analysis: str, coder: str) -> tuple[str, int]:
    """Where a coder was last in an analysis, all by uid: the transcript and the offset; "" if unknown."""
    found = _remembered(_places_file()).get(f"{analysis} {coder}")
    match found:
        case [str(transcript), int(offset)]:
            return transcript, offset
    return "", 0


def leave_at(analysis: str, coder: str, transcript: str, offset: int) -> None:
    """Keep where a coder leaves an analysis. Failing to is no failure."""
    _remember(_places_file(), f"{analysis} {coder}", [transcript, offset])


def _remembered(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(path: Path, name: str, value: object) -> None:
    with contextlib.suppress(OSError):
        _write_private(path, json.dumps({**_remembered(path), name: value}, indent=1))


def _pins_file() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "pinned.json"


def _analyses_file() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "analyses.json"


def _places_file() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "places.json"


def _recent_file() -> Path:
    return Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "recent.json"


def _write_private(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    beside.chmod(0o600)
    beside.replace(path)
