"""Word documents: the text with all changes accepted, comments with exact spans, notes after the text."""

from functools import cached_property
from pathlib import Path

from qualcode.model.text import Comment, Source
from qualcode.readers.docx_package import Package
from qualcode.readers.docx_walk import Walk, looks_of
from qualcode.readers.files import load_office
from qualcode.readers.markup import Element, attribute, local
from qualcode.readers.styles import PLAIN, Looks
from qualcode.readers.written import Written, change_warnings, many, note_paragraph, trimmed

_MOST_PARENTS = 20


def read_docx(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A Word document. It says its encoding itself, so that `encoding` changes nothing."""
    package = Package(load_office(path, ".docx"), path.name)
    walk = Walk(Styles(package).looks)
    body = next((element for element in package.main if local(element) == "body"), package.main)
    walk.blocks(body)
    text = walk.text
    notes = _notes(package, walk, text)
    written = Written(
        text,
        notes=notes,
        emphasised=walk.script.emphasised,
        comments=_comments(package, walk, text),
        properties=package.properties(),
        headers=_running(package, "header"),
        footers=_running(package, "footer"),
        warnings=(*package.warnings, *_warnings(walk)),
    )
    return written.source(path.name, "docx", layout=layout)


class Styles:
    """The looks of a document's styles, which are only read when a style is used."""

    def __init__(self, package: Package) -> None:
        self._package = package

    def looks(self, style: str) -> Looks:
        """The looks of a style, with what it takes over from the styles it is based on."""
        found = PLAIN
        for _ in range(_MOST_PARENTS):
            own, parent = self._all.get(style, (PLAIN, ""))
            found = found.over(own)
            if not parent:
                break
            style = parent
        return found

    @cached_property
    def _all(self) -> dict[str, tuple[Looks, str]]:
        found = {}
        for style in _children(self._package.part("styles"), "style"):
            parts = {local(child): child for child in style}
            own = looks_of(parts["rPr"]) if "rPr" in parts else PLAIN
            based_on = attribute(parts["basedOn"], "val") if "basedOn" in parts else ""
            found[attribute(style, "styleId")] = own, based_on
        return found


def _running(package: Package, kind: str) -> list[str]:
    """What stands at the head or foot of the pages, each wording once."""
    words = (" ".join(_plain(root).split()) for root in package.parts(kind))
    return [text for text in dict.fromkeys(words) if text]


def _notes(package: Package, walk: Walk, text: str) -> str:
    """Footnotes and endnotes as paragraphs to stand after the text, each with the words it belongs to."""
    if not walk.notes:
        return ""
    texts = {
        (kind, attribute(note, "id")): _plain(note)
        for kind in ("Footnote", "Endnote")
        for note in _children(package.part(f"{kind.lower()}s"), kind.lower())
    }
    return "".join(
        note_paragraph(kind, number, text, place, texts.get((kind, key), ""))
        for number, (kind, key, place) in enumerate(walk.notes, start=1)
    )


def _comments(package: Package, walk: Walk, text: str) -> list[Comment]:
    comments = []
    for comment in _children(package.part("comments"), "comment"):
        key = attribute(comment, "id")
        start = walk.starts.get(key, 0)
        start, end = trimmed(text, start, walk.ends.get(key, start))
        comments.append(Comment(start, end, attribute(comment, "author"), _plain(comment)))
    return comments


def _children(part: Element | None, name: str) -> list[Element]:
    return [] if part is None else [child for child in part if local(child) == name]


def _plain(element: Element) -> str:
    walk = Walk()
    walk.blocks(element)
    return walk.text.strip()


def _warnings(walk: Walk) -> list[str]:
    warnings = change_warnings(walk.insertions, walk.deletions, walk.hidden, len(walk.notes))
    if walk.unknown_symbols:
        warnings.append(f"{many(walk.unknown_symbols, 'symbol')} of an unknown font replaced by \ufffd.")
    if walk.embedded:
        warnings.append(f"{many(walk.embedded, 'embedded document')} not read; paste its text instead.")
    return warnings
