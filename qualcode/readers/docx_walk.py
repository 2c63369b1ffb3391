"""The words of a Word document in reading order, as its author sees them with all changes accepted.

Measured against the usual libraries, which drop tracked insertions, tables or content controls, or fail
on Strict files: the walk goes into every element it doesn't know and leaves out only what it knows to be
no text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from qualcode.readers.markup import Element, attribute, local
from qualcode.readers.script import Script
from qualcode.readers.styles import PLAIN, Looks
from qualcode.readers.symbols import symbol

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
_ODD = re.compile("[\t\n\r\uf020-\uf07e]")
_SYMBOL_ASCII = re.compile("[\uf020-\uf07e]")


@dataclass
class Walk:
    """What a walk finds: the text so far, comments' places by id, notes with the place they stand at.

    `styles` gives the looks of a style by its id.
    """

    styles: Callable[[str], Looks] = lambda style: PLAIN
    script: Script = field(default_factory=Script)
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    unknown_symbols: int = 0
    embedded: int = 0
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    notes: list[tuple[str, str, int]] = field(default_factory=list)
    _of_paragraph: Looks = PLAIN
    _emphasised: bool = False
    _boxes: list[Element] = field(default_factory=list)
    _in_box: bool = False

    @property
    def text(self) -> str:
        """All words so far, paragraphs on lines of their own."""
        return self.script.text

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
                self._run(element)
                self.script.end(between)
            elif name == "altChunk":
                self.embedded += 1
            elif name not in _IGNORED:
                self._marker(element, name)
                self.blocks(element, between)

    def _say(self, words: str) -> None:
        self.script.say(words, emphasised=self._emphasised)

    def _paragraph(self, paragraph: Element, between: str) -> None:
        mark = next((e for e in paragraph if local(e) == "pPr"), None)
        style = "" if mark is None else _value(mark, "pStyle")
        outer, self._of_paragraph = self._of_paragraph, self.styles(style) if style else PLAIN
        self._inline(paragraph)
        self._of_paragraph = outer
        removed = mark is not None and any(
            local(change) == "del" for rpr in mark if local(rpr) == "rPr" for change in rpr
        )
        if not removed:  # with its end deleted, a paragraph runs into the next one
            self.script.end(between)
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
                    self._say("\t")
                with self.script.cell():
                    self.blocks(cell, between if number == len(cells) - 1 else " ")
            self.script.end(between)

    def _inline(self, parent: Element) -> None:
        for element in parent:
            self._one(element, local(element))

    def _one(self, element: Element, name: str) -> None:
        handler = _INLINE.get(name)
        if handler:
            handler(self, element)
        elif name in ("del", "moveFrom"):
            self.deletions += name == "del"
        elif name not in _IGNORED:
            self._marker(element, name)
            self._inline(element)

    def _run(self, run: Element) -> None:
        """Words that look alike. There are thousands: nearly all hold their properties and one text."""
        children = list(run)
        looks = self._of_paragraph
        if children and local(children[0]) == "rPr":
            own, style = _said_of(children.pop(0))
            if own is not PLAIN or style:
                looks = own.over(self.styles(style) if style else PLAIN).over(looks)
        if looks.hidden:
            self.hidden += any(local(child) in ("t", "sym") for child in children)
            return
        self._emphasised = bool(looks.emphasised)
        for child in children:
            name = local(child)
            if name == "t":
                self._words(child)
            else:
                self._one(child, name)
        self._emphasised = False

    def _marker(self, element: Element, name: str) -> None:
        if name == "ins":
            self.insertions += 1
        elif name == "commentRangeStart":
            self.starts.setdefault(attribute(element, "id"), self.script.next)
        elif name == "commentRangeEnd":
            self.ends[attribute(element, "id")] = self.script.length
        elif name == "commentReference":
            self.starts.setdefault(attribute(element, "id"), self.script.length)
            self.ends.setdefault(attribute(element, "id"), self.script.length)
        elif name in _NOTES:
            self.notes.append((_NOTES[name], attribute(element, "id"), self.script.length))

    def _words(self, element: Element) -> None:
        text = element.text or ""
        if _ODD.search(text):
            text = _SYMBOL_ASCII.sub(lambda found: chr(ord(found[0]) & 0xFF), _SPACES.sub(" ", text))
        self._say(text)

    def _character(self, element: Element) -> None:
        self._say(_CHARACTERS[local(element)])

    def _symbol(self, element: Element) -> None:
        try:
            code = int(attribute(element, "char"), 16)
        except ValueError:
            return
        known = symbol(attribute(element, "font"), code)
        if known is None and (0xE000 <= code <= 0xF8FF or not 0x20 <= code < 0xD800):
            self.unknown_symbols += 1
            known = "\ufffd"
        self._say(known or chr(code))

    def _alternative(self, element: Element) -> None:
        """The same thing twice, for newer and older programs: the first that can be read."""
        choices = [child for child in element if local(child) in ("Choice", "Fallback")]
        for choice in choices:
            before, boxes = self.script.length, len(self._boxes)
            self._inline(choice)
            if self.script.length > before or len(self._boxes) > boxes:
                return

    def _box(self, element: Element) -> None:
        self._boxes.append(element)


_INLINE: dict[str, Callable[[Walk, Element], None]] = {
    "r": Walk._run,
    "t": Walk._words,
    "sym": Walk._symbol,
    "AlternateContent": Walk._alternative,
    "txbxContent": Walk._box,
    **dict.fromkeys(_CHARACTERS, Walk._character),
}


_TOLD = ("{*}b", "{*}i", "{*}vanish", "{*}rStyle")


def looks_of(properties: Element) -> Looks:
    """What a style's properties say of its words."""
    return _said_of(properties)[0]


def _said_of(properties: Element) -> tuple[Looks, str]:
    """What a run's properties say of its words, and the style that they name."""
    emphasised = hidden = None
    style = ""
    for element in properties.iterchildren(*_TOLD):
        name, value = local(element), attribute(element, "val")
        if name == "rStyle":
            style = value
        elif name == "vanish":
            hidden = value not in _OFF
        else:
            emphasised = value not in _OFF or emphasised or False
    if emphasised is hidden is None:
        return PLAIN, style
    return Looks(emphasised, hidden), style


_OFF = ("0", "false", "off", "none")


def _value(parent: Element, name: str) -> str:
    """The `val` of a child; "" if there is no such child."""
    for child in parent:
        if local(child) == name:
            return attribute(child, "val")
    return ""


def _within(parent: Element, name: str) -> list[Element]:
    """Children of a name, also inside content controls and the like, but not inside nested tables."""
    found = []
    for child in parent:
        if local(child) == name:
            found.append(child)
        elif local(child) in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            found += _within(child, name)
    return found
