"""The words of an RTF document in reading order, with all changes accepted.

Our own walk. striprtf keeps deleted and hidden words, drops footnotes and comments, and raises on files that
Word reads.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from qualcode.model.text import Comment
from qualcode.readers.rtf_fonts import Fonts
from qualcode.readers.rtf_words import (
    CHARACTERS,
    FOOTERS,
    HEADERS,
    INFORMATION,
    NO_TEXT,
    PARAGRAPHS,
    ROWS,
    SIGNS,
)
from qualcode.readers.script import Script

_TOKEN = re.compile(
    r"\\(?:(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|'(?P<byte>[0-9a-fA-F]{2})|(?P<sign>[\s\S]))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+"
)
_DEEPEST = 2_000


@dataclass(frozen=True)
class State:
    """What holds within a group: where its words go (`None`: nowhere), how they look and are encoded."""

    to: "Script | None"
    font: int | None = None
    skip: int = 1
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    deleted: bool = False
    in_table: bool = False
    names_fonts: bool = False


@dataclass
class Found:
    """What a walk finds."""

    script: Script = field(default_factory=Script)
    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    notes: list[tuple[str, int, Script]] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    information: list[tuple[str, Script]] = field(default_factory=list)
    headers: list[Script] = field(default_factory=list)
    footers: list[Script] = field(default_factory=list)
    complete: bool = True


class Walk:
    """A walk through an RTF text, given as characters that stand for its bytes (latin-1)."""

    def __init__(self, text: str) -> None:
        self.found = Found()
        self._text = text
        self._state = State(self.found.script)
        self._groups: list[State] = []
        self._fonts = Fonts()
        self._bytes = bytearray()
        self._units: list[int] = []
        self._to_skip = 0
        self._may_ignore = False
        self._was_hidden = False
        self._tabs = 0
        self._reference = ""
        self._starts: dict[str, int] = {}
        self._ends: dict[str, int] = {}
        self._author = Script()
        self._closing: dict[int, list[Callable[[], None]]] = {}

    def walk(self) -> Found:
        """Read it all. What a damaged file leaves open is closed at its end."""
        text, position = self._text, 0
        while position < len(text):
            token = _TOKEN.match(text, position)
            if token is None:  # a backslash at the very end
                break
            position = token.end()
            kind = token.lastgroup
            if kind == "text":
                self._plain(token["text"])
            elif kind == "byte":
                self._byte(int(token["byte"], 16))
            elif kind == "brace":
                if token["brace"] == "{":
                    self._begin()
                else:
                    self._end()
            elif kind == "sign":
                self._sign(token["sign"])
            elif kind is not None:
                number = token["number"]
                position = self._word(token["word"], None if number is None else int(number), position)
        self.found.complete = not self._groups
        while self._groups:
            self._end()
        self._flush()
        return self.found

    # Groups

    def _begin(self) -> None:
        self._flush()
        if len(self._groups) > _DEEPEST:
            raise RecursionError
        self._groups.append(self._state)
        self._to_skip = 0

    def _end(self) -> None:
        self._flush()
        for close in self._closing.pop(len(self._groups), ()):
            close()
        if self._groups:
            self._state = self._groups.pop()
        self._to_skip = 0
        self._may_ignore = False

    def _when_closed(self, close: Callable[[], None]) -> None:
        self._closing.setdefault(len(self._groups), []).append(close)

    # Words

    def _plain(self, text: str) -> None:
        if self._to_skip:
            skipped = min(self._to_skip, len(text))
            self._to_skip -= skipped
            text = text[skipped:]
        self._may_ignore = False
        if text:
            self._flush(units_only=True)
            self._bytes += text.encode("latin-1")

    def _byte(self, value: int) -> None:
        if self._to_skip:
            self._to_skip -= 1
        else:
            self._flush(units_only=True)
            self._bytes.append(value)

    def _sign(self, sign: str) -> None:
        if sign == "*":
            self._may_ignore = True
        elif sign in "\r\n":
            self._paragraph()
        elif self._to_skip:
            self._to_skip -= 1
        else:
            self._say(SIGNS.get(sign, ""))

    def _say(self, words: str) -> None:
        self._flush()
        self._put(words)

    def _put(self, words: str) -> None:
        state = self._state
        if state.names_fonts:
            self._fonts.name(state.font, words)
        if not words or state.to is None or state.deleted:
            return
        if state.hidden:
            self.found.hidden += not self._was_hidden
            self._was_hidden = True
            return
        self._was_hidden = False
        if self._tabs and state.to is self.found.script:
            state.to.say("\t" * self._tabs)
            self._tabs = 0
        state.to.say(words, emphasised=state.bold or state.italic)

    def _flush(self, *, units_only: bool = False) -> None:
        """Write down what has been gathered of bytes and of UTF-16 units, whose pairs come one by one."""
        if self._units:
            units = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            self._put(self._fonts.shown(units.decode("utf-16-le", "replace"), self._state.font))
        if self._bytes and not units_only:
            data = bytes(self._bytes)
            self._bytes.clear()
            named = self._state.names_fonts
            self._put(data.decode("latin-1") if named else self._fonts.decoded(data, self._state.font))

    def _paragraph(self) -> None:
        self._flush()
        if self._state.to is not None and not self._state.deleted:
            self._state.to.end(" " if self._state.in_table else "\n")

    def _row(self) -> None:
        self._flush()
        self._tabs = 0
        if self._state.to is not None and not self._state.deleted:
            self._state.to.end()

    # Control words

    def _word(self, word: str, number: int | None, position: int) -> int:
        """Do what a control word says; where to read on."""
        ignorable, self._may_ignore = self._may_ignore, False
        if word == "bin":
            return position + max(0, number or 0)
        if word == "u" and number is not None:
            self._flush_bytes()
            self._units.append(number % 65_536)
            self._to_skip = self._state.skip
            return position
        if self._to_skip and (word in CHARACTERS or word in PARAGRAPHS):
            self._to_skip -= 1
            return position
        self._flush()
        if word in CHARACTERS:
            self._put(CHARACTERS[word])
        elif word in PARAGRAPHS:
            self._paragraph()
        elif word in ROWS:
            self._row()
        elif word in _FLAGS:
            on: Any = {_FLAGS[word]: number != 0}
            self._state = replace(self._state, **on)
        elif word in _SETTINGS:
            _SETTINGS[word](self, number)
        elif word in _DESTINATIONS:
            _DESTINATIONS[word](self, word)
        elif word in NO_TEXT or ignorable:
            self._state = replace(self._state, to=None)
        return position

    def _flush_bytes(self) -> None:
        if self._bytes:
            self._flush()

    def _cell(self, number: int | None) -> None:
        """The end of a cell. The tab is written once something comes after it in the row."""
        if self._state.to is self.found.script and not self._state.deleted:
            self._tabs += 1

    def _out_of_table(self, number: int | None) -> None:
        self._state = replace(self._state, in_table=False)

    def _code_page(self, number: int | None) -> None:
        self._fonts.code_page(number)

    def _skip(self, number: int | None) -> None:
        self._state = replace(self._state, skip=min(max(number or 0, 0), 8))

    def _default_font(self, number: int | None) -> None:
        self._fonts.usual = number
        self._state = replace(self._state, font=number)

    def _font(self, number: int | None) -> None:
        self._state = replace(self._state, font=number)

    def _charset(self, number: int | None) -> None:
        self._fonts.charset(self._state.font, number or 0)

    def _font_page(self, number: int | None) -> None:
        self._fonts.code_page(number, self._state.font)

    def _delete(self, number: int | None) -> None:
        self._state = replace(self._state, deleted=number != 0)
        self.found.deletions += number != 0 and self._state.to is not None

    def _insert(self, number: int | None) -> None:
        self.found.insertions += number != 0 and self._state.to is not None

    def _as_usual(self, number: int | None) -> None:
        self._state = replace(
            self._state, bold=False, italic=False, hidden=False, deleted=False, font=self._fonts.usual
        )

    # Destinations

    def _font_table(self, word: str) -> None:
        self._state = replace(self._state, to=None, names_fonts=True)

    def _nowhere_but(self, word: str) -> Script:
        """A script of its own for the words of this group."""
        script = Script()
        self._state = replace(self._state, to=script, hidden=False, bold=False, italic=False)
        return script

    def _note(self, word: str) -> None:
        outer = self._state.to
        script = self._nowhere_but(word)
        if outer is self.found.script and not self._state.deleted:
            self.found.notes.append(("Footnote", self.found.script.length, script))

    def _running(self, word: str) -> None:
        (self.found.headers if word in HEADERS else self.found.footers).append(self._nowhere_but(word))

    def _information(self, word: str) -> None:
        if self._groups and self._groups[-1].to is None:  # elsewhere, as in \subject of a list, it is nothing
            self.found.information.append((INFORMATION[word], self._nowhere_but(word)))

    def _range_begins(self, word: str) -> None:
        script, place = self._nowhere_but(word), self.found.script.next
        self._when_closed(lambda: self._note_place(self._starts, script, place))

    def _range_ends(self, word: str) -> None:
        script, place = self._nowhere_but(word), self.found.script.length
        self._when_closed(lambda: self._note_place(self._ends, script, place))

    def _note_place(self, places: dict[str, int], script: Script, place: int) -> None:
        places.setdefault(script.text.strip(), place)

    def _commenter(self, word: str) -> None:
        self._author = self._nowhere_but(word)

    def _comment(self, word: str) -> None:
        outer = self._state.to
        script, author, place = self._nowhere_but(word), self._author, self.found.script.length
        self._author = Script()

        def close() -> None:
            start = self._starts.get(self._reference, place)
            end = max(start, self._ends.get(self._reference, place if self._reference else start))
            self._reference = ""
            if outer is self.found.script:
                self.found.comments.append(Comment(start, end, author.text.strip(), script.text.strip()))

        self._when_closed(close)

    def _reference_begins(self, word: str) -> None:
        script = self._nowhere_but(word)

        def close() -> None:
            self._reference = script.text.strip()

        self._when_closed(close)

    def _words_after_all(self, word: str) -> None:
        """Words within what is none: in a box, or the half of a pair of writings that is in Unicode."""
        below = next((state.to for state in reversed(self._groups) if state.to is not None), None)
        self._state = replace(self._state, to=below)


_FLAGS = {"b": "bold", "i": "italic", "v": "hidden", "mvf": "deleted", "intbl": "in_table"}
"""Words that switch something on, or off with a 0. What was moved away (`mvf`) stands elsewhere, too."""

_SETTINGS: dict[str, Callable[[Walk, "int | None"], None]] = {
    "ansicpg": Walk._code_page,
    "uc": Walk._skip,
    "deff": Walk._default_font,
    "f": Walk._font,
    "fcharset": Walk._charset,
    "cpg": Walk._font_page,
    "deleted": Walk._delete,
    "revised": Walk._insert,
    "cell": Walk._cell,
    "nestcell": Walk._cell,
    "pard": Walk._out_of_table,
    "plain": Walk._as_usual,
}

_DESTINATIONS: dict[str, Callable[[Walk, str], None]] = {
    "fonttbl": Walk._font_table,
    "footnote": Walk._note,
    **dict.fromkeys((*HEADERS, *FOOTERS), Walk._running),
    **dict.fromkeys(INFORMATION, Walk._information),
    "atrfstart": Walk._range_begins,
    "atrfend": Walk._range_ends,
    "atnauthor": Walk._commenter,
    "annotation": Walk._comment,
    "atnref": Walk._reference_begins,
    "shptxt": Walk._words_after_all,
    "ud": Walk._words_after_all,
}
