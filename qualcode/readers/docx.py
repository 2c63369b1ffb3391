"""Word documents: the text with all changes accepted, comments with exact spans, notes after the text."""

from pathlib import Path

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Content, Source
from qualcode.readers.decoding import control_warnings, without_controls
from qualcode.readers.docx_package import Element, Package, attribute, local
from qualcode.readers.docx_walk import Walk
from qualcode.readers.files import load_office, refuse_too_many_lines
from qualcode.readers.layout import find_segments

_LINE_ENDS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", "\n"))


def read_docx(path: Path, encoding: str | None = None) -> Source:
    """A Word document. It says its encoding itself, so that `encoding` changes nothing."""
    package = Package(load_office(path, ".docx"), path.name)
    walk = Walk()
    body = next((element for element in package.main if local(element) == "body"), package.main)
    walk.blocks(body)
    text, controls = _cleaned(walk.text)
    if not text.strip():
        raise UnreadableFile(f"{path.name} has no text in it; if it holds a picture of text, type it.")
    refuse_too_many_lines(text, path.name)
    found = find_segments(text)
    notes, note_controls = _cleaned(_notes(package, walk, text))
    comments = _comments(package, walk, text)
    return Source(
        file=path.name,
        format="docx",
        content=Content(text + notes, found.segments),
        layout=found.layout,
        comments=comments,
        properties=package.properties(),
        warnings=(
            *package.warnings,
            *_warnings(walk),
            *control_warnings(controls + note_controls),
            *found.warnings,
        ),
    )


def _cleaned(text: str) -> tuple[str, int]:
    """The text, as long as before (places of comments count on it), without control characters."""
    return without_controls(text.translate(_LINE_ENDS))


def _notes(package: Package, walk: Walk, text: str) -> str:
    """Footnotes and endnotes as paragraphs to stand after the text, each with the words it belongs to."""
    texts = {
        (kind, attribute(note, "id")): _plain(note)
        for kind in ("Footnote", "Endnote")
        for note in _children(package.part(f"{kind.lower()}s"), kind.lower())
    }
    paragraphs = []
    for number, (kind, key, place) in enumerate(walk.notes, start=1):
        before = text[max(0, place - 60) : place].rpartition("\n")[2].split()[-4:]
        after = f", after “{' '.join(before)}”" if before else ""
        paragraphs.append(f"\n\n[{kind} {number}{after}] {texts.get((kind, key), '')}")
    return "".join(paragraphs)


def _comments(package: Package, walk: Walk, text: str) -> tuple[Comment, ...]:
    comments = []
    for comment in _children(package.part("comments"), "comment"):
        key = attribute(comment, "id")
        start = walk.starts.get(key, 0)
        end = max(start, walk.ends.get(key, start))
        while start < end and text[start].isspace():
            start += 1
        words, _ = _cleaned(_plain(comment))
        comments.append(Comment(start, end, attribute(comment, "author"), words))
    return tuple(comments)


def _children(part: Element | None, name: str) -> list[Element]:
    return [] if part is None else [child for child in part if local(child) == name]


def _plain(element: Element) -> str:
    walk = Walk()
    walk.blocks(element)
    return walk.text.strip()


def _warnings(walk: Walk) -> list[str]:
    warnings = []
    if walk.insertions or walk.deletions:
        warnings.append(
            f"The document has tracked changes: {_many(walk.insertions, 'insertion')} taken as accepted, "
            f"{_many(walk.deletions, 'deletion')} left out."
        )
    if walk.notes:
        stand = "stands" if len(walk.notes) == 1 else "stand"
        warnings.append(f"{_many(len(walk.notes), 'note')} {stand} after the text, outside of all speech.")
    if walk.unknown_symbols:
        warnings.append(f"{_many(walk.unknown_symbols, 'symbol')} of an unknown font replaced by \ufffd.")
    if walk.embedded:
        warnings.append(f"{_many(walk.embedded, 'embedded document')} not read; paste its text instead.")
    return warnings


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
