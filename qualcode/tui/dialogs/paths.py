"""Asking for a path: what is in the folder is suggested as one types."""

from pathlib import Path

from textual.suggester import Suggester


class PathSuggester(Suggester):
    """Completes a path with the first file or folder that fits; files only of some endings."""

    def __init__(self, endings: tuple[str, ...] = ()) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._endings = endings

    async def get_suggestion(self, value: str) -> str | None:
        """The path made longer, or None."""
        if not value:
            return None
        typed = Path(value).expanduser()
        folder, stem = (typed, "") if value.endswith(("/", "\\")) else (typed.parent, typed.name)
        try:
            names = sorted(p for p in folder.iterdir() if p.name.startswith(stem))
        except OSError:
            return None
        for path in names:
            if path.name.startswith(".") and not stem:
                continue
            if path.is_dir() or not self._endings or path.suffix.casefold() in self._endings:
                rest = path.name[len(stem) :]
                return value + rest + ("/" if path.is_dir() else "")
        return None


def cleaned(typed: str) -> Path:
    """The path that was typed or dropped: without the quotes and escapes that terminals add."""
    typed = typed.strip()
    if len(typed) > 1 and typed[0] == typed[-1] and typed[0] in "'\"":
        typed = typed[1:-1]
    elif "\\ " in typed:
        typed = typed.replace("\\ ", " ")
    return Path(typed.removeprefix("file://")).expanduser()
