"""What was found in texts, kept for the next time: places and kinds only, never a word of the texts.

It lies among the user's caches, by the hash of each text: without the text it says nothing about anybody.
"""

import contextlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import platformdirs

from qualcode import __version__
from qualcode.analysis.identifiers import KINDS, Identifier
from qualcode.analysis.language import Named
from qualcode.model.text import Content, Span

RULES = 2
"""Raised when the rules find other things than before."""


class Cache:
    """Findings by the hash of a text. What can't be read or written is as if it weren't there."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = (
            folder or Path(platformdirs.user_cache_dir("qualcode", appauthor=False)) / "identifiers"
        )
        self._kept: dict[tuple[str, str], list[Identifier]] = {}

    def rules(self, content: Content) -> list[Identifier] | None:
        """What the rules found in a text."""
        return self._get(content, self._mark)

    def keep_rules(self, content: Content, found: Sequence[Identifier]) -> None:
        """Keep what the rules found."""
        self._kept[content.hash, self._mark] = list(found)
        rows = [[KINDS.index(hit.kind), *hit.span, hit.why] for hit in found]
        self._write(content.hash, self._mark, rows)

    def model(self, content: Content, model: str) -> list[Named] | None:
        """What a model of the language found in a text."""
        rows = self._read(content.hash, model)
        return None if rows is None else [Named(*row) for row in rows]

    def keep_model(self, content: Content, model: str, found: Sequence[Named]) -> None:
        """Keep what a model found."""
        self._write(content.hash, model, [list(named) for named in found])

    @property
    def _mark(self) -> str:
        return f"rules-{RULES}-{__version__}"

    def _get(self, content: Content, mark: str) -> list[Identifier] | None:
        key = (content.hash, mark)
        if key not in self._kept:
            rows = self._read(*key)
            if rows is None:
                return None
            self._kept[key] = [
                Identifier(KINDS[kind], Span(start, end), content.text[start:end], why)
                for kind, start, end, why in rows
            ]
        return self._kept[key]

    def _file(self, hash_: str, mark: str) -> Path:
        return self._folder / f"{hash_[:40]}.{mark}.json"

    def _read(self, hash_: str, mark: str) -> list[list[Any]] | None:
        try:
            rows = json.loads(self._file(hash_, mark).read_bytes())
        except (OSError, ValueError):
            return None
        return rows if isinstance(rows, list) else None

    def _write(self, hash_: str, mark: str, rows: object) -> None:
        path = self._file(hash_, mark)
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = path.with_suffix(f".{os.getpid()}")
            beside.write_text(json.dumps(rows, separators=(",", ":")), encoding="utf-8")
            beside.replace(path)
