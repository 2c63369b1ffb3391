"""Make the pictures of README and docs from the running application, on the practice study.

`python scripts/screenshots.py [FOLDER]` writes PNG files to docs/images, or to another folder.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import resvg_py


class Picture(NamedTuple):
    """A picture: its name, colours, size in cells, and the keys that lead to it ("…" waits)."""

    name: str
    theme: str
    size: tuple[int, int]
    keys: Sequence[str]
    start: bool = False


WIDE, NARROW = (140, 42), (80, 24)

PICTURES = (
    Picture("start", "dark", (100, 26), (), start=True),
    Picture("reading", "dark", WIDE, ("shift+tab", "home", "enter", "…", *["n"] * 5)),
    Picture("reading-light", "light", WIDE, ("shift+tab", "home", "enter", "…", *["n"] * 5)),
    Picture("reading-contrast", "contrast", WIDE, ("shift+tab", "home", "enter", "…", *["n"] * 5)),
    Picture("reading-narrow", "dark", NARROW, [*["n"] * 3]),
    Picture("picker", "dark", WIDE, ("shift+tab", "home", "enter", "…", *["n"] * 8, "s", "c", "r", "i", "s")),
    Picture("picker-narrow", "light", NARROW, ("n", "n", "c", "h", "o", "p")),
    Picture("matrix", "dark", WIDE, ("x", "…", "]", "…", "down", "down", "…")),
    Picture("matrix-light", "light", WIDE, ("x", "…", "]", "…", "down", "down", "…")),
    Picture("matrix-narrow", "dark", NARROW, ("x", "…", "down", "down", "…")),
    Picture("themes", "dark", (110, 34), ("g", "…", "space", "down", "space")),
    Picture("help", "light", (110, 34), ("question_mark", "…")),
)

_KEYS = {"]": "right_square_bracket", "[": "left_square_bracket", "<": "less_than_sign"}


async def take(picture: Picture, study: Path, folder: Path) -> None:
    """Drive the application to a picture, and save it."""
    from qualcode import settings
    from qualcode.tui.app import QualcodeApp

    settings.change(coder="Ann", theme=f"qualcode-{picture.theme}")
    app = QualcodeApp(None if picture.start else study)
    async with app.run_test(size=picture.size) as pilot:
        for _ in range(100):
            await pilot.pause(0.05)
            if picture.start or type(app.screen).__name__ == "Workspace":
                break
        await pilot.pause(0.3)
        for key in picture.keys:
            if key == "…":
                await pilot.pause(0.4)
            else:
                await pilot.press(_KEYS.get(key, key))
        await pilot.pause(0.5)
        drawing = app.export_screenshot(title="Qualcode")
        app.exit()
    # The drawing asks a server for its font; nothing here may.
    drawing = re.sub(r"@font-face\s*\{.*?\}", "", drawing, flags=re.DOTALL)
    drawing = drawing.replace("Fira Code", "DejaVu Sans Mono")
    (folder / f"{picture.name}.png").write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=drawing)))


def main() -> None:
    """Make the practice study in a folder of its own and take every picture."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[1] / "docs" / "images")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            os.environ[name] = str(Path(home) / name)
        os.environ.pop("NO_COLOR", None)
        from qualcode.project.practice import make_study

        study = Path(home) / "Practice study.qualcode"
        make_study(study).close()
        for picture in PICTURES:
            asyncio.run(take(picture, study, folder))
            print(folder / f"{picture.name}.png")


if __name__ == "__main__":
    main()
