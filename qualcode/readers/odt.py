"""OpenDocument texts (LibreOffice): all changes accepted, comments with exact spans, notes after the text."""

from pathlib import Path

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Source
from qualcode.readers.archives import Archive
from qualcode.readers.files import load_office
from qualcode.readers.markup import Element, attribute, local, parse
from qualcode.readers.odt_walk import Walk, plain
from qualcode.readers.styles import PLAIN, Looks
from qualcode.readers.written import Written, change_warnings, note_paragraph, trimmed

PART_LIMIT = 24_000_000
_MOST_PARENTS = 20
_PROPERTIES = frozenset(
    "title subject description keyword creator initial-creator creation-date date printed-by".split()
)


def read_odt(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """An OpenDocument text. It says its encoding itself, so that `encoding` changes nothing."""
    parts = _Parts(load_office(path, ".odt"), path.name)
    content, styled = parts.root("content.xml"), parts.root("styles.xml")
    if content is None:
        raise UnreadableFile(f"{path.name} holds no OpenDocument text; save it as .odt again.")
    body = _find(content, "body")
    document = next((child for child in body if local(child) == "text"), None) if body is not None else None
    if document is None:
        raise UnreadableFile(f"{path.name} is no text but another kind of OpenDocument; save it as .odt.")
    styles = _styles(*(root for root in (styled, content) if root is not None))
    walk = Walk(styles)
    walk.blocks(document)
    text = walk.script.text
    written = Written(
        text,
        notes="".join(
            note_paragraph(kind, number, text, place, words)
            for number, (kind, place, words) in enumerate(walk.notes, start=1)
        ),
        emphasised=walk.script.emphasised,
        comments=[
            Comment(*trimmed(text, comment.start, comment.end), comment.author, comment.text)
            for comment in walk.comments
        ],
        properties=parts.properties(),
        headers=_running(styled, "header", styles),
        footers=_running(styled, "footer", styles),
        warnings=(
            *parts.warnings,
            *change_warnings(walk.insertions, walk.deletions, walk.hidden, len(walk.notes)),
        ),
    )
    return written.source(path.name, "odt", layout=layout)


class _Parts:
    """The parts of an odt file, which has them under fixed names."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.warnings: list[str] = []
        self._archive = Archive(data, file)
        self._archive.refuse_declarations(PART_LIMIT)
        manifest = self._archive.read("META-INF/manifest.xml", PART_LIMIT) or b""
        if b"encryption-data" in manifest:
            raise UnreadableFile(f"{file} has a password; open it and save it without.")

    def root(self, name: str) -> Element | None:
        data = self._archive.read(name, PART_LIMIT)
        return None if data is None else parse(data, self.file, name, self.warnings)

    def properties(self) -> list[tuple[str, str]]:
        """What the document says about itself: title, creator, dates."""
        root = self.root("meta.xml")
        meta = None if root is None else _find(root, "meta")
        return [
            (local(element), " ".join(element.text.split()))
            for element in (meta if meta is not None else ())
            if local(element) in _PROPERTIES and element.text and element.text.strip()
        ]


def _find(root: Element, name: str) -> Element | None:
    return next((child for child in root if local(child) == name), None)


def _styles(*roots: Element) -> dict[str, Looks]:
    """The looks of all styles by name, with what they take over from their parents."""
    own: dict[str, tuple[Looks, str]] = {}
    for root in roots:
        for group in root:
            if local(group) in ("styles", "automatic-styles"):
                for style in group:
                    if local(style) == "style":
                        parent = attribute(style, "parent-style-name")
                        own[attribute(style, "name")] = _looks(style), parent
    return {name: _inherited(name, own) for name in own}


def _looks(style: Element) -> Looks:
    properties = _find(style, "text-properties")
    if properties is None:
        return PLAIN
    weight, slant = attribute(properties, "font-weight"), attribute(properties, "font-style")
    bold = weight == "bold" or (weight.isdecimal() and int(weight) >= 600)
    emphasised = bold or slant in ("italic", "oblique") if weight or slant else None
    display = attribute(properties, "display")
    return Looks(emphasised, display == "none" if display else None)


def _inherited(name: str, own: dict[str, tuple[Looks, str]]) -> Looks:
    looks = PLAIN
    for _ in range(_MOST_PARENTS):
        if name not in own:
            break
        mine, name = own[name]
        looks = looks.over(mine)
    return looks


def _running(styled: Element | None, kind: str, styles: dict[str, Looks]) -> list[str]:
    """What stands at the head or foot of the pages, each wording once."""
    masters = None if styled is None else _find(styled, "master-styles")
    pages = [page for page in masters if local(page) == "master-page"] if masters is not None else []
    words = (
        " ".join(plain(part, styles).split())
        for page in pages
        for part in page
        if local(part).startswith(kind)
    )
    return [text for text in dict.fromkeys(words) if text]
