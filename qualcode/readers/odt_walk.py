"""The words of an OpenDocument text in reading order, with all changes accepted.

Our own walk: libraries keep what was deleted while changes were tracked, or lose content controls. It goes
into every element it doesn't know and leaves out only what it knows to be no text.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qualcode.model.text import Comment
from qualcode.readers.markup import Element, attribute, local
from qualcode.readers.script import Script
from qualcode.readers.styles import PLAIN, Looks

_IGNORED = frozenset(
    """
    sequence-decls variable-decls user-field-decls dde-connection-decls forms scripts note-citation ruby-text
    title desc object object-ole applet plugin table-of-content-source illustration-index-source
    table-index-source object-index-source user-index-source alphabetical-index-source bibliography-source
    event-listeners image-map
    """.split()
)
_BLOCKS = frozenset(["p", "h"])
_SPACES = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000


@dataclass
class Walk:
    """What a walk finds: the text so far, comments, notes with the place they stand at, and counts.

    `styles` gives the looks of a style by its name, `hidden` counts what is not to be seen.
    """

    styles: Mapping[str, Looks]
    script: Script = field(default_factory=Script)
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    notes: list[tuple[str, int, str]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    _open: dict[str, int] = field(default_factory=dict)
    _looks: Looks = PLAIN
    _blank: bool = True
    _boxes: list[Element] = field(default_factory=list)
    _in_box: bool = False

    def blocks(self, parent: Element, between: str = "\n") -> None:
        """Paragraphs, lists and tables of a body, cell, note or text box."""
        for element in parent:
            name = local(element)
            if name in _BLOCKS:
                self._paragraph(element, between)
            elif name == "table":
                self._table(element, between)
            elif name == "tracked-changes":
                self._changes(element)
            elif name in ("frame", "custom-shape", "rect", "text-box"):
                self._boxed(element, between)
            elif name == "section" and attribute(element, "display") == "none":
                self.hidden += 1
            elif name in ("annotation", "annotation-end"):
                _INLINE[name](self, element)
            elif name not in _IGNORED:
                self.blocks(element, between)

    def _changes(self, changes: Element) -> None:
        """What is noted of changes; deleted words are kept there, outside of the text."""
        for region in changes:
            for change in region:
                self.insertions += local(change) == "insertion"
                self.deletions += local(change) == "deletion"

    def _paragraph(self, paragraph: Element, between: str) -> None:
        outer, self._looks = self._looks, self._styled(paragraph, PLAIN)
        self._blank = True
        self._inline(paragraph)
        self._looks = outer
        self.script.end(between)
        if not self._in_box:
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self._boxed(box, between)

    def _boxed(self, box: Element, between: str) -> None:
        outer, self._in_box = self._in_box, True
        self.blocks(box, between)
        self._in_box = outer

    def _table(self, table: Element, between: str) -> None:
        """One row a line, tabs between cells; paragraphs of the last cell keep their lines."""
        for row in _within(table, ("table-row",)):
            cells = _within(row, ("table-cell", "covered-table-cell"))
            for number, cell in enumerate(cells):
                if number:
                    self.script.say("\t")
                with self.script.cell():
                    self.blocks(cell, between if number == len(cells) - 1 else " ")
            self.script.end(between)

    def _inline(self, parent: Element) -> None:
        self._words(parent.text)
        for element in parent:
            name = local(element)
            handler = _INLINE.get(name)
            if handler:
                handler(self, element)
            elif name not in _IGNORED:
                self._inline(element)
            self._words(element.tail)

    def _words(self, text: str | None) -> None:
        """Words as the format means them: white space is one space, and none at the start of a paragraph."""
        if not text:
            return
        if self._looks.hidden:
            self.hidden += bool(text.strip())
            return
        words = _SPACES.sub(" ", text)
        if self._blank:
            words = words.removeprefix(" ")
        if words:
            self._say(words)
            self._blank = words[-1] == " "

    def _say(self, words: str) -> None:
        self._blank = False
        if not self._looks.hidden:
            self.script.say(words, emphasised=bool(self._looks.emphasised))

    def _span(self, span: Element) -> None:
        outer, self._looks = self._looks, self._styled(span, self._looks)
        self._inline(span)
        self._looks = outer

    def _styled(self, element: Element, around: Looks) -> Looks:
        return self.styles.get(attribute(element, "style-name"), PLAIN).over(around)

    def _space(self, element: Element) -> None:
        count = attribute(element, "c")
        self._say(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))

    def _tab(self, element: Element) -> None:
        self._say("\t")

    def _line_break(self, element: Element) -> None:
        self._say("\n")
        self._blank = True

    def _note(self, note: Element) -> None:
        kind = "Endnote" if attribute(note, "note-class") == "endnote" else "Footnote"
        body = next((child for child in note if local(child) == "note-body"), note)
        self.notes.append((kind, self.script.length, plain(body, self.styles)))

    def _annotation(self, annotation: Element) -> None:
        parts = {local(child): child.text or "" for child in annotation if local(child) in ("creator",)}
        words = plain([child for child in annotation if local(child) in ("p", "h", "list")], self.styles)
        name = attribute(annotation, "name")
        if name:
            self._open[name] = len(self.comments)
        place = self.script.next if name else self.script.length
        self.comments.append(Comment(place, place, parts.get("creator", ""), words))

    def _annotation_end(self, element: Element) -> None:
        number = self._open.pop(attribute(element, "name"), None)
        if number is not None:
            comment = self.comments[number]
            end = max(comment.start, self.script.length)
            self.comments[number] = Comment(comment.start, end, comment.author, comment.text)

    def _hidden(self, element: Element) -> None:
        """Text that a condition hides or shows."""
        if attribute(element, "is-hidden") != "false":
            self.hidden += 1
        else:
            self._inline(element)

    def _box(self, element: Element) -> None:
        self._boxes.append(element)

    def _nothing(self, element: Element) -> None:
        pass


_INLINE: dict[str, Callable[[Walk, Element], None]] = {
    "span": Walk._span,
    "s": Walk._space,
    "tab": Walk._tab,
    "line-break": Walk._line_break,
    "note": Walk._note,
    "annotation": Walk._annotation,
    "annotation-end": Walk._annotation_end,
    "hidden-text": Walk._hidden,
    "hidden-paragraph": Walk._hidden,
    "frame": Walk._box,
    "custom-shape": Walk._box,
    "tracked-changes": Walk._nothing,
}


def plain(elements: "Element | list[Element]", styles: Mapping[str, Looks]) -> str:
    """The words of a note or comment."""
    walk = Walk(styles)
    walk.blocks(elements)  # type: ignore[arg-type]  # a list of elements is walked like their parent
    return walk.script.text.strip()


def _within(parent: Element, names: tuple[str, ...]) -> list[Element]:
    """Children of these names, also inside groups of rows, but not inside nested tables."""
    found = []
    for child in parent:
        if local(child) in names:
            found.append(child)
        elif local(child) in ("table-header-rows", "table-rows", "table-row-group"):
            found += _within(child, names)
    return found
