"""The words of a web page in reading order.

Our own walk: what libraries call the text of a page glues the words of neighbouring blocks together, or cuts
words at tags.
"""

import re
from dataclasses import dataclass, field, replace

from qualcode.readers.markup import Element
from qualcode.readers.script import Script

_NO_TEXT = frozenset(
    """
    head script style template noscript title meta link svg math canvas iframe object embed audio video map
    select option datalist textarea button rp rt param source track noframes
    """.split()
)
_BLOCKS = frozenset(
    """
    html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section
    summary ul caption frameset
    """.split()
)
_APART = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"])
_EMPHASIS = frozenset(["b", "strong", "i", "em", "cite"])
_GROUPS = frozenset(["thead", "tbody", "tfoot"])
_SPACES = re.compile(r"[ \t\r\n\f]+")
_STYLES = (
    (re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I), "hidden"),
    (
        re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)|font-style\s*:\s*(italic|oblique)", re.I),
        "emphasised",
    ),
    (re.compile(r"font-weight\s*:\s*(normal|[1-5]00)", re.I), "plain"),
    (re.compile(r"white-space\s*:\s*(pre|break)", re.I), "kept"),
)


@dataclass(frozen=True)
class _Looks:
    emphasised: bool = False
    kept: bool = False


@dataclass
class Walk:
    """What a walk finds: the text so far, and how much was inserted, deleted or hidden."""

    script: Script = field(default_factory=Script)
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    _looks: _Looks = _Looks()
    _space: bool = False
    _fresh: bool = True
    _said: int = 0

    def blocks(self, element: Element) -> None:
        """The words of an element and all in it."""
        self._inside(element)
        self._break()

    def _inside(self, parent: Element) -> None:
        self._words(parent.text)
        for element in parent:
            self._element(element)
            self._words(element.tail)

    def _element(self, element: Element) -> None:
        name = element.tag.casefold() if isinstance(element.tag, str) else ""
        styles = self._styles(element)
        if not name or name in _NO_TEXT:
            return
        if "hidden" in styles or element.get("hidden") is not None:
            self.hidden += 1
        elif name == "del":
            self.deletions += 1
        elif name == "br":
            self._end()
        elif name == "img" or name == "input":
            self._space = True
        elif name == "table":
            self._table(element)
        else:
            self.insertions += name == "ins"
            self._within(element, name, styles)

    def _within(self, element: Element, name: str, styles: set[str]) -> None:
        outer = self._looks
        if name in _EMPHASIS or "emphasised" in styles:
            self._looks = replace(self._looks, emphasised=True)
        elif "plain" in styles:
            self._looks = replace(self._looks, emphasised=False)
        if name == "pre" or "kept" in styles:
            self._looks = replace(self._looks, kept=True)
        if name in _BLOCKS:
            self._break()
            self._inside(element)
            self._break(blank=name in _APART)
        else:
            self._inside(element)
        self._looks = outer

    def _styles(self, element: Element) -> set[str]:
        style = element.get("style")
        return {name for pattern, name in _STYLES if pattern.search(style)} if style else set()

    def _words(self, text: str | None) -> None:
        if not text:
            return
        if self._looks.kept:
            for number, line in enumerate(text.split("\n")):
                if number:
                    self._end()
                self._say(line.rstrip("\r"))
            return
        words = _SPACES.sub(" ", text)
        self._space = self._space or words[0] == " "
        if words != " ":
            self._say(words.strip(" "))
            self._space = words[-1] == " "

    def _say(self, words: str) -> None:
        if words:
            gap = " " if self._space and not self._fresh else ""
            if gap:
                self.script.say(gap, emphasised=self._looks.emphasised)
            self.script.say(words, emphasised=self._looks.emphasised)
            self._space = self._fresh = False

    def _end(self) -> None:
        """End a line."""
        self.script.end()
        self._fresh, self._space = True, False
        self._said = self.script.length

    def _break(self, *, blank: bool = False) -> None:
        """End a block: no second line end after one, and a blank line where browsers leave room."""
        if not self._fresh:
            self._end()
            if blank:
                self.script.end()

    def _table(self, table: Element) -> None:
        """One row a line, tabs between cells; blocks of the last cell keep their lines."""
        self._break()
        for row in _rows(table):
            cells = [cell for cell in row if cell.tag in ("td", "th")]
            for number, cell in enumerate(cells):
                if number:
                    self.script.say("\t")
                if number == len(cells) - 1:
                    self._fresh, self._space = True, False
                    with self.script.cell():
                        self._within(cell, "td", self._styles(cell))
                else:
                    self._cell(cell)
            self._fresh = False
            self._break()

    def _cell(self, cell: Element) -> None:
        """A cell that isn't the last: on one line, whatever is in it."""
        walk = Walk(_looks=self._looks)
        walk._within(cell, "td", walk._styles(cell))
        self.insertions, self.deletions = self.insertions + walk.insertions, self.deletions + walk.deletions
        self.hidden += walk.hidden
        words = " ".join(walk.script.text.split())
        bold = any(True for _ in walk.script.emphasised)
        self.script.say(words, emphasised=bold)


def _rows(table: Element) -> list[Element]:
    """The rows of a table, those of its parts included, but not of tables in it."""
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in _GROUPS:
            rows += [row for row in child if row.tag == "tr"]
    return rows
