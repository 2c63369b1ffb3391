"""The terminal application."""

from pathlib import Path


def run(path: Path | None = None) -> None:
    """Start it: at the start screen, or with a project open."""
    from qualcode.tui.app import QualcodeApp

    if path is not None:  # else while the first screen is looked at
        import qualcode.tui.screens.workspace  # noqa: F401 (only loaded)

    QualcodeApp(path).run()
