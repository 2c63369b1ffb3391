"""The terminal application."""

from pathlib import Path


def run(path: Path | None = None) -> None:
    """Start it: at the start screen, or with a project open."""
    from qualcode.tui.app import QualcodeApp

    QualcodeApp(path).run()
