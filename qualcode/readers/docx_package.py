"""The parts of a docx file: which is which by relationship, and their XML, parsed with care."""

import posixpath

from qualcode.model.errors import UnreadableFile
from qualcode.readers.archives import Archive
from qualcode.readers.markup import Element, local, parse

PART_LIMIT = 24_000_000
"""Bytes of one XML part; 8,000 words take about one million."""


class Package:
    """A docx archive: parts are found by relationship, as their names are free."""

    def __init__(self, data: bytes, file: str) -> None:
        self.file = file
        self.warnings: list[str] = []
        self._relations: dict[str, dict[str, list[str]]] = {}
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
        return next(iter(self.parts(kind)), None)

    def parts(self, kind: str) -> list[Element]:
        """The XML of all parts of a kind ("header", "footer")."""
        found = [self.xml(name) for name in self._related_all(self._main_name).get(kind, ())]
        return [root for root in found if root is not None]

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
        return parse(data, self.file, name, self.warnings)

    def _related(self, source: str) -> dict[str, str]:
        """The first part of each kind that a part ("" for the whole file) refers to."""
        return {kind: names[0] for kind, names in self._related_all(source).items()}

    def _related_all(self, source: str) -> dict[str, list[str]]:
        """Names of the parts that a part refers to, by kind."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return self._relations[source]

    def _read_relations(self, source: str) -> dict[str, list[str]]:
        folder, name = posixpath.split(source)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        related: dict[str, list[str]] = {}
        for element in root if root is not None else ():
            kind = str(element.get("Type", "")).rstrip("/").rpartition("/")[2]
            target = str(element.get("Target", ""))
            if element.get("TargetMode") != "External" and target:
                place = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                related.setdefault(kind, []).append(posixpath.normpath(place))
        return related


_PROPERTIES = frozenset(
    """
    title subject creator lastModifiedBy keywords description category created modified Company Manager
    """.split()
)
