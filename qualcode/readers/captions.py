"""Captions of recorded meetings, vtt and srt, in the dialects of Teams, Zoom, Stream and others.

The stored text has one line a cue, with the speaker's label where the speaker changes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers.cues import Cue, Parsed, parse
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text, refuse_too_many_lines
from qualcode.readers.labels import believed, is_role, may_be_name, tidy
from qualcode.readers.speeches import Speech, written_down

_VOICES = "captions with the speaker in voice tags"
_PREFIXES = "captions with the speaker and a colon in front"
_FIRST_LINES = "captions with the speaker on the first line"
_NOBODY = "captions without speakers; each caption is a segment"


def read_vtt(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A WebVTT file."""
    return _read(path, "vtt", encoding)


def read_srt(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A SubRip file."""
    return _read(path, "srt", encoding)


def _read(path: Path, kind: str, encoding: str | None) -> Source:
    decoded = decode(load_text(path), path.name, encoding)
    refuse_too_many_lines(decoded.text, path.name)
    parsed = parse(decoded.text, kind)
    if not parsed.cues:
        raise UnreadableFile(f"{path.name} has no captions in it; look whether it is a .{kind} file.")
    speeches, labels, layout, warnings = _with_speakers(parsed)
    if not speeches:
        raise UnreadableFile(f"{path.name} has captions without any words; look for the original.")
    return Source(
        file=path.name,
        format=kind,
        content=written_down(speeches),
        encoding=decoded.encoding,
        layout=layout,
        warnings=(*decoded.warnings, *parsed.warnings, *warnings),
        labels=tuple(labels),
    )


class _Spoken(NamedTuple):
    speeches: list[Speech]
    labels: list[str]  # as they are spelt
    layout: str
    warnings: tuple[str, ...] = ()


def _with_speakers(parsed: Parsed) -> _Spoken:
    """The speech of each cue, by voice tags if there are any, else by names in the captions' words."""
    speeches = [Speech(cue.speaker, _joined(cue), cue.time) for cue in parsed.cues if _joined(cue)]
    voices = [speech.speaker for speech in speeches]
    if any(voices):
        return _Spoken(speeches, voices, _VOICES)
    for split, layout in ((_after_colon, _PREFIXES), (_after_first_line, _FIRST_LINES)):
        pairs = [split(cue) for cue in parsed.cues]
        labels = believed([label for label, _ in pairs if label], len(parsed.cues))
        if labels.speakers:
            return _Spoken(*_named(parsed.cues, pairs, labels.speakers), layout, labels.warnings)
    return _Spoken(speeches, voices, _NOBODY)


def _named(
    cues: Sequence[Cue], pairs: Sequence[tuple[str, str]], speakers: dict[str, str]
) -> tuple[list[Speech], list[str]]:
    """Cues with their speakers, and the label of each as it is spelt.

    Where most cues have a name, one without is of an unknown speaker (Zoom knew nobody for it); where few
    have, names stand at changes only, and it continues the cue before it.
    """
    speeches: list[Speech] = []
    spelt: list[str] = []
    at_changes = 2 * sum(label in speakers for label, _ in pairs) < len(cues)
    current = ""
    for cue, (label, rest) in zip(cues, pairs, strict=True):
        text = _joined(cue)
        if label in speakers:
            current, text = label, rest
        elif not at_changes:
            current = ""
        if text:
            speeches.append(Speech(speakers.get(current, ""), text, cue.time))
            spelt.append(current)
    return speeches, spelt


def _joined(cue: Cue) -> str:
    return " ".join(" ".join(cue.lines).split(" ")).strip()


def _after_colon(cue: Cue) -> tuple[str, str]:
    """Zoom's `Name: text`."""
    text = _joined(cue)
    label, colon, rest = text.partition(":")
    label = tidy(label) if len(label) <= 60 else ""
    fits = colon and label and (not rest or rest[0].isspace()) and (is_role(label) or may_be_name(label))
    return (label, rest.strip()) if fits else ("", text)


def _after_first_line(cue: Cue) -> tuple[str, str]:
    """The name on the first line of the caption, the words below."""
    text = " ".join(cue.lines[1:]).strip()
    label = tidy(cue.lines[0]) if text and len(cue.lines[0]) <= 60 else ""
    return (label, text) if label and (is_role(label) or may_be_name(label)) else ("", _joined(cue))
