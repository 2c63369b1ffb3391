"""Make the pictures of README and docs from the running application, on the practice study.

`python -m scripts.screenshots [FOLDER]` writes each as SVG and PNG to docs/images, or to another folder; and
as text, by which `python -m scripts.screenshots --check` says, without fonts and versions having a say,
whether they show the application as it is now.
"""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from scripts.scenes import Scene, at_rest, begin
from tests.tui.stopped import stopped

IMAGES = Path(__file__).parents[1] / "docs" / "images"


class Picture(NamedTuple):
    """A picture: its name, colours, size in cells, and the scene."""

    name: str
    theme: str
    size: tuple[int, int]
    scene: Scene


WIDE, NARROW = (140, 42), (80, 24)


def _reading(*steps: str) -> Scene:
    return Scene("reading", steps, overlapping=True)


PICTURES = (
    Picture("start", "dark", (100, 26), Scene("start", start=True)),
    Picture("reading", "dark", WIDE, _reading()),
    Picture("reading-light", "light", WIDE, _reading()),
    Picture("reading-contrast", "contrast", WIDE, _reading()),
    Picture("reading-narrow", "dark", NARROW, _reading()),
    Picture("picker", "dark", WIDE, _reading("@reader.select_sentence", "@code", "=as ho")),
    Picture("picker-narrow", "light", NARROW, _reading("@code", "=hop")),
    Picture("codebook", "dark", WIDE, _reading("tab", "down", "down")),
    Picture("memo", "dark", WIDE, _reading("@memo", "=Says it as if it were nothing.")),
    Picture("search", "light", WIDE, Scene("search", ("@search_all", "=care plan", "enter"))),
    Picture("matrix", "dark", WIDE, Scene("matrix", ("@matrix", "@next_theme", "down", "down"))),
    Picture("matrix-light", "light", WIDE, Scene("matrix", ("@matrix", "@next_theme", "down", "down"))),
    Picture("matrix-narrow", "dark", NARROW, Scene("matrix", ("@matrix", "down", "down"))),
    Picture("themes", "dark", (110, 34), Scene("themes", ("@put_in_themes", "space", "down", "space"))),
    Picture("help", "light", (110, 34), Scene("help", ("@help",))),
)


async def take(picture: Picture, study: Path) -> tuple[str, str]:
    """Drive the application to a picture: what it says, and the drawing."""
    from qualcode import settings
    from qualcode.tui.app import QualcodeApp

    settings.change(coder="Ann", theme=f"qualcode-{picture.theme}")
    app: Any = QualcodeApp(None if picture.scene.start else study)
    async with app.run_test(size=picture.size) as pilot:
        await begin(pilot, picture.scene)
        await at_rest(pilot)
        strips = app.screen._compositor.render_strips(app.size)
        text = "".join(f"{strip.text.rstrip()}\n" for strip in strips)
        drawing = app.export_screenshot(title="Qualcode")
        app.exit()
    # The drawing asks a server for its font; nothing here may. Its names are by chance, and would differ.
    drawing = re.sub(r"@font-face\s*\{.*?\}", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r"terminal-\d+-", "terminal-", drawing)
    return text, drawing.replace("Fira Code", "DejaVu Sans Mono")


def taken(pictures: Sequence[Picture] = PICTURES) -> dict[str, tuple[str, str]]:
    """Pictures by name, of a practice study that is the same every day: what each says, and the drawing."""
    from qualcode.project.practice import make_study

    found = {}
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
            os.environ[name] = home if name == "HOME" else str(Path(home) / name)
        os.environ.pop("NO_COLOR", None)
        os.environ.pop("QUALCODE_CODER", None)
        with stopped():
            study = Path(home) / "Practice study.qualcode"
            make_study(study).close()
            untouched = study.read_bytes()
            for picture in pictures:
                study.write_bytes(untouched)
                _remember(study)
                found[picture.name] = asyncio.run(take(picture, study))
    return found


def _remember(study: Path) -> None:
    from qualcode import settings

    settings.remember(study, "Practice study", "2026-05-20T08:00:00Z")


def outdated(folder: Path = IMAGES) -> list[str]:
    """The names of the pictures that no longer say what the application says."""
    return [
        name
        for name, (text, _) in taken().items()
        if not (kept := folder / f"{name}.txt").exists() or kept.read_text(encoding="utf-8") != text
    ]


def main() -> int:
    """Take every picture, or check that they are current."""
    if "--check" in sys.argv:
        names = outdated()
        if names:
            print(f"Not current: {', '.join(names)}. `python -m scripts.screenshots` takes them anew.")
        return 1 if names else 0
    import resvg_py

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES
    folder.mkdir(parents=True, exist_ok=True)
    for name, (text, drawing) in taken().items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.svg").write_text(drawing, encoding="utf-8")
        (folder / f"{name}.png").write_bytes(bytes(resvg_py.svg_to_bytes(svg_string=drawing)))
        print(folder / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
