"""RTF documents: all changes accepted, comments with exact spans, notes after the text."""

from pathlib import Path

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Source
from qualcode.readers.files import TEXT_LIMIT, load, what_else
from qualcode.readers.rtf_walk import Found, Walk
from qualcode.readers.script import Script
from qualcode.readers.written import Written, change_warnings, note_paragraph, trimmed


def read_rtf(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """An RTF document. It says its encodings itself, so that `encoding` changes nothing."""
    data = load(path, TEXT_LIMIT)
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        raise UnreadableFile(what_else(data, path.name, ".rtf"))
    found = Walk(data.decode("latin-1")).walk()
    text = found.script.text
    written = Written(
        text,
        notes="".join(
            note_paragraph(kind, number, text, place, script.text.strip())
            for number, (kind, place, script) in enumerate(found.notes, start=1)
        ),
        emphasised=found.script.emphasised,
        comments=[
            Comment(*trimmed(text, comment.start, comment.end), comment.author, comment.text)
            for comment in found.comments
        ],
        properties=[(name, said) for name, script in found.information if (said := _line(script))],
        headers=_lines(found.headers),
        footers=_lines(found.footers),
        warnings=_warnings(found),
    )
    return written.source(path.name, "rtf", layout=layout)


def _line(script: Script) -> str:
    return " ".join(script.text.split())


def _lines(scripts: list[Script]) -> list[str]:
    return [line for line in dict.fromkeys(_line(script) for script in scripts) if line]


def _warnings(found: Found) -> list[str]:
    warnings = change_warnings(found.insertions, found.deletions, found.hidden, len(found.notes))
    if not found.complete:
        warnings.append("The document breaks off before its end; compare it with the original.")
    return warnings
