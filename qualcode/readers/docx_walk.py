"""The words of a Word document in reading order, as its author sees them with all changes accepted.

Measured against the usual libraries, which drop tracked insertions, tables or content controls, or fail
on Strict files: the walk goes into every element it doesn't know and leaves out only what it knows to be
no text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qualcode.readers.docx_package import Element, attribute, local

_IGNORED = frozenset(
    """
    pPr rPr sectPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr instrText delInstrText delText proofErr ffData
    fldData annotationRef footnoteRef endnoteRef separator continuationSeparator object oleObject rt del
    moveFrom tblPrEx tblPrExChange pPrChange rPrChange lastRenderedPageBreak docPartObj txPr posOffset
    """.split()
)
_CHARACTERS = {"noBreakHyphen": "\u2011", "tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n"}
_NOTES = {"footnoteReference": "Footnote", "endnoteReference": "Endnote"}
_SPACES = re.compile(r"[\t\n\r]+")
_SYMBOL_ASCII = re.compile("[\uf020-\uf07e]")
_MOST_BLANK = 1_000  # line ends between two paragraphs; what is beyond is a damaged or made-up file
_BULLET = "•"
_SYMBOLS = {
    ("symbol", 0xB7): _BULLET,
    **{("symbol", code): letter for code, letter in enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", start=0x41)},
    **{("symbol", code): letter for code, letter in enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", start=0x61)},
    ("symbol", 0xD9): "∧",
    ("symbol", 0xDA): "∨",
    ("symbol", 0xAE): "→",
    ("symbol", 0xAC): "←",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB1): "±",
    ("wingdings", 0x4A): "🙂",
    ("wingdings", 0xA7): _BULLET,
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
}


@dataclass
class Walk:
    """What a walk finds: the text so far, comments' places by id, notes with the place they stand at."""

    length: int = 0
    insertions: int = 0
    deletions: int = 0
    unknown_symbols: int = 0
    embedded: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _gap: str = ""
    _boxes: list[Element] = field(default_factory=list)
    _in_box: bool = False

    @property
    def text(self) -> str:
        """All words so far, paragraphs on lines of their own."""
        return "".join(self._parts)

    def blocks(self, parent: Element, between: str = "\n") -> None:
        """Paragraphs and tables of a body, cell, note or text box; `between` is put between paragraphs."""
        for element in parent:
            name = local(element)
            if name == "p":
                self._paragraph(element, between)
            elif name == "tbl":
                self._table(element, between)
            elif name in ("ins", "moveTo"):
                self.blocks(element, between)
            elif name in ("del", "moveFrom"):
                self.deletions += name == "del"
            elif name == "r":  # a run outside any paragraph: damaged, but said
                self._inline(element)
                self._end(between)
            elif name == "altChunk":
                self.embedded += 1
            elif name not in _IGNORED:
                self._marker(element, name)
                self.blocks(element, between)

    def _emit(self, text: str) -> None:
        if text:
            if self.length:
                self._parts.append(self._gap)
                self.length += len(self._gap)
            self._gap = ""
            self._parts.append(text)
            self.length += len(text)

    def _paragraph(self, paragraph: Element, between: str) -> None:
        self._inline(paragraph)
        mark = next((e for e in paragraph if local(e) == "pPr"), None)
        removed = mark is not None and any(
            local(change) == "del" for rpr in mark if local(rpr) == "rPr" for change in rpr
        )
        if not removed:  # with its end deleted, a paragraph runs into the next one
            self._end(between)
        if not self._in_box:
            boxes, self._boxes = self._boxes, []
            self._in_box = True
            for box in boxes:
                self.blocks(box, between)
            self._in_box = False

    def _table(self, table: Element, between: str) -> None:
        """One row a line, tabs between cells; paragraphs of the last cell keep their lines."""
        for row in _within(table, "tr"):
            if any(local(change) == "del" for pr in row if local(pr) == "trPr" for change in pr):
                self.deletions += 1
                continue
            cells = _within(row, "tc")
            for number, cell in enumerate(cells):
                if number:
                    self._emit("\t")
                length, gap = self.length, self._gap
                self.blocks(cell, between if number == len(cells) - 1 else " ")
                self._gap = gap if self.length == length else ""
            self._end(between)

    def _end(self, between: str) -> None:
        if len(self._gap) < _MOST_BLANK:
            self._gap += between

    def _inline(self, parent: Element) -> None:
        for element in parent:
            name = local(element)
            handler = _INLINE.get(name)
            if handler:
                handler(self, element)
            elif name in ("del", "moveFrom"):
                self.deletions += name == "del"
            elif name not in _IGNORED:
                self._marker(element, name)
                self._inline(element)

    def _marker(self, element: Element, name: str) -> None:
        if name == "ins":
            self.insertions += 1
        elif name == "commentRangeStart":
            self.starts.setdefault(attribute(element, "id"), self.length and self.length + len(self._gap))
        elif name == "commentRangeEnd":
            self.ends[attribute(element, "id")] = self.length
        elif name == "commentReference":
            self.starts.setdefault(attribute(element, "id"), self.length)
            self.ends.setdefault(attribute(element, "id"), self.length)
        elif name in _NOTES:
            self.notes.append((_NOTES[name], attribute(element, "id"), self.length))

    def _words(self, element: Element) -> None:
        text = _SPACES.sub(" ", element.text or "")
        self._emit(_SYMBOL_ASCII.sub(lambda found: chr(ord(found[0]) & 0xFF), text))

    def _character(self, element: Element) -> None:
        self._emit(_CHARACTERS[local(element)])

    def _symbol(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        known = _SYMBOLS.get((attribute(element, "font").casefold(), code & 0xFF if code >= 0xF000 else code))
        if known is None and (0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0xD800):
            self.unknown_symbols += 1
            known = "\ufffd"
        self._emit(known or chr(code))

    def _alternative(self, element: Element) -> None:
        """The same thing twice, for newer and older programs: the first that can be read."""
        choices = [child for child in element if local(child) in ("Choice", "Fallback")]
        for choice in choices:
            before, boxes = self.length, len(self._boxes)
            self._inline(choice)
            if self.length > before or len(self._boxes) > boxes:
                return

    def _box(self, element: Element) -> None:
        self._boxes.append(element)


_INLINE: dict[str, Callable[[Walk, Element], None]] = {
    "t": Walk._words,
    "sym": Walk._symbol,
    "AlternateContent": Walk._alternative,
    "txbxContent": Walk._box,
    **dict.fromkeys(_CHARACTERS, Walk._character),
}


def _within(parent: Element, name: str) -> list[Element]:
    """Children of a name, also inside content controls and the like, but not inside nested tables."""
    found = []
    for child in parent:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            found += _within(child, name)
    return found
