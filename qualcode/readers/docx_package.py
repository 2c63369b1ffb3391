"""The parts of a docx file: which is which by relationship, and their XML, parsed with care."""

import posixpath
from typing import TypeAlias

from lxml import etree

from qualcode.model.errors import UnreadableFile
from qualcode.readers.archives import Archive

PART_LIMIT = 24_000_000
"""Bytes of one XML part; 8,000 words take about one million."""

TAG_LIMIT = 1_000_000
"""Tags of one XML part: each takes some hundred bytes of memory, and as few as six in the file."""

Element: TypeAlias = etree._Element


class Package:
    """A docx archive: parts are found by relationship, as their names are free."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.warnings: list[str] = []
        self._archive = Archive(data, file)
        self._archive.refuse_declarations(PART_LIMIT)
        main = self._related("").get("officeDocument")
        root = self.xml(main) if main else None
        if main is None or root is None:
            raise UnreadableFile(f"{file} holds no Word document; save it as .docx again.")
        self.main = root
        self._main_name = main

    def part(self, kind: str) -> Element | None:
        """The XML of a part of the main document, by kind ("comments", "footnotes", "endnotes")."""
        name = self._related(self._main_name).get(kind)
        return self.xml(name) if name else None

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Document properties that say something: title, creator, dates."""
        found = []
        for kind in ("core-properties", "extended-properties"):
            name = self._related("").get(kind)
            root = self.xml(name) if name else None
            for element in root if root is not None else ():
                value = (element.text or "").strip() if isinstance(element.tag, str) else ""
                if value and local(element) in _PROPERTIES:
                    found.append((local(element), " ".join(value.split())))
        return tuple(found)

    def xml(self, name: str) -> Element | None:
        """The root of an XML part, None if there is no such part; what is broken is mended with a warning."""
        data = self._archive.read(name, PART_LIMIT)
        if data is None:
            return None
        if data.count(b"<") > TAG_LIMIT:
            raise UnreadableFile(f"{self.file} is too large for a transcript ({name}); split it.")
        try:
            return etree.fromstring(data, _parser(recover=False))
        except etree.XMLSyntaxError:
            pass
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except etree.XMLSyntaxError:
            root = None
        if root is None:
            raise UnreadableFile(f"{self.file} is damaged ({name}); open it in Word and save it again.")
        self.warnings.append(
            f"The document is damaged ({name}); what could be read was. Compare it with the original."
        )
        return root

    def _related(self, source: str) -> dict[str, str]:
        """Names of the parts that a part ("" for the whole file) refers to, by kind."""
        folder, name = posixpath.split(source)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        related: dict[str, str] = {}
        for element in root if root is not None else ():
            kind = str(element.get("Type", "")).rstrip("/").rpartition("/")[2]
            target = str(element.get("Target", ""))
            if element.get("TargetMode") != "External" and target:
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                related.setdefault(kind, posixpath.normpath(place))
        return related


_PROPERTIES = frozenset(
    """
    title subject creator lastModifiedBy keywords description category created modified Company Manager
    """.split()
)


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )


def local(element: Element) -> str:
    """An element's name without its namespace: Strict files have other ones."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """An attribute by its name without namespace; "" if it isn't there."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
