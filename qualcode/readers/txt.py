"""Plain text files, Markdown among them."""

import re
from pathlib import Path

from qualcode.model.text import Source, Span
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text
from qualcode.readers.written import Written

_MARKED = re.compile(r"(?<![\w*])(\*{1,3})(?=\S)[^*\n]{1,2000}?(?<=\S)\1(?![\w*])")


def read_txt(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A text file: the stored text is the decoded file with LF line ends, labels included."""
    decoded = decode(load_text(path), path.name, encoding)
    written = Written(decoded.text, warnings=decoded.warnings)
    return written.source(path.name, "txt", encoding=decoded.encoding, layout=layout)


def read_md(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A Markdown file, as it is written: only what it emphasises is taken note of."""
    decoded = decode(load_text(path), path.name, encoding)
    emphasised = [Span(*found.span()) for found in _MARKED.finditer(decoded.text)]
    written = Written(decoded.text, emphasised=emphasised, warnings=decoded.warnings)
    return written.source(path.name, "md", encoding=decoded.encoding, layout=layout)
