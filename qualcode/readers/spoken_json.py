"""Transcripts in JSON: a list of turns, as speech recognition writes it, wherever in the file it stands."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qualcode.model.errors import NotATranscript, UnreadableFile
from qualcode.model.text import Source
from qualcode.readers.decoding import control_warnings, decode, without_controls
from qualcode.readers.files import LINE_LIMIT, load_text
from qualcode.readers.header import column_key
from qualcode.readers.speeches import Speech, written_down
from qualcode.readers.spoken_rows import (
    MAYBE_SPEAKER_NAMES,
    SPEAKER_NAMES,
    START_NAMES,
    TEXT_NAMES,
    read_times,
)

_DEEPEST = 8
_MOST_LISTS = 10_000
_TEXT = [column_key(name) for name in TEXT_NAMES]
_SPEAKER = [column_key(name) for name in (*SPEAKER_NAMES, *MAYBE_SPEAKER_NAMES)]
_START = [column_key(name) for name in (*START_NAMES, "timestamps", "ts")]


def read_json(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A JSON file. It says itself who speaks, so that `layout` changes nothing."""
    decoded = decode(load_text(path), path.name, encoding)
    try:
        value = json.loads(decoded.text, strict=False)
    except ValueError as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise UnreadableFile(f"{path.name} is no proper JSON{place}; export it again.") from None
    entries = _turns(value)
    if not entries:
        raise NotATranscript(
            f"{path.name} holds no transcript: it needs a list of turns, each with “speaker” and “text”."
        )
    if len(entries) > LINE_LIMIT:
        raise UnreadableFile(f"{path.name} has more than {LINE_LIMIT:,} turns, too many for a transcript.")
    times = read_times([_start(entry) for entry in entries])
    controls = 0
    speeches = []
    for entry, time in zip(entries, times, strict=True):
        words, count = without_controls(_text(entry).replace("\r\n", "\n").strip())
        speaker, more = without_controls(" ".join(_speaker(entry).split()))
        controls += count + more
        if words:
            speeches.append(Speech(speaker, words, time))
    if not speeches:
        raise UnreadableFile(f"{path.name} has turns without any words; look for the original.")
    return Source(
        file=path.name,
        format="json",
        content=written_down(speeches),
        encoding=decoded.encoding,
        layout="a list of turns",
        warnings=(*decoded.warnings, *control_warnings(controls)),
    )


def _turns(value: object) -> list[Mapping[str, object]]:
    """The first list of turns that says who speaks, else the first that says when; the outermost first."""
    timed: list[Mapping[str, object]] = []
    for found in _lists(value):
        entries = [_plain_keys(entry) for entry in found if isinstance(entry, dict)]
        turns = [entry for entry in entries if _text(entry).strip()]
        if 2 * len(turns) < len(found) or not turns:
            continue
        if any(_speaker(entry) for entry in turns):
            return turns
        if not timed and any(_start(entry) is not None for entry in turns):
            timed = turns
    return timed


def _lists(value: object) -> Iterator[list[object]]:
    """All lists in a value, the outermost first."""
    level = [value]
    seen = 0
    for _ in range(_DEEPEST):
        below: list[object] = []
        for item in level:
            if isinstance(item, list):
                yield item
            inner = item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
            below += [child for child in inner if isinstance(child, dict | list)]
        seen += len(level)
        if not below or seen > _MOST_LISTS:
            return
        level = below


def _plain_keys(entry: dict[str, object]) -> Mapping[str, object]:
    return {column_key(name): value for name, value in entry.items()}


def _first(entry: Mapping[str, object], names: Sequence[str]) -> object:
    return next((entry[name] for name in names if entry.get(name) is not None), None)


def _text(entry: Mapping[str, object]) -> str:
    """What is said; Rev writes a turn as elements that have a value each."""
    value = next((entry[name] for name in _TEXT if isinstance(entry.get(name), str)), None)
    elements = entry.get("elements")
    if value is None and isinstance(elements, list):
        pieces = [element.get("value") for element in elements if isinstance(element, dict)]
        value = "".join(piece for piece in pieces if isinstance(piece, str))
    return value if isinstance(value, str) else ""


def _speaker(entry: Mapping[str, object]) -> str:
    value = _first(entry, _SPEAKER)
    if isinstance(value, dict):
        value = value.get("name", value.get("label"))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"Speaker {value}"
    return value if isinstance(value, str) else ""


def _start(entry: Mapping[str, object]) -> object:
    value = _first(entry, _START)
    if isinstance(value, dict):
        value = value.get("from", value.get("start"))
    return value if isinstance(value, str | int | float) else None
