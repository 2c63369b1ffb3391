"""Web pages: the words as a browser shows them, blocks on lines of their own, scripts and styles left out."""

import re
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text
from qualcode.readers.html_walk import Walk
from qualcode.readers.markup import TAG_LIMIT
from qualcode.readers.written import Written, change_warnings

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I
)
_DECLARED_WITHIN = 4_096
_PROPERTIES = frozenset(["author", "creator", "description", "keywords", "date", "dc.creator", "dc.date"])


def read_html(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A web page, by the encoding it says it has unless another is given."""
    data = load_text(path)
    if data.count(b"<") > TAG_LIMIT:
        raise UnreadableFile(f"{path.name} is too large for a transcript; split it.")
    decoded = decode(data, path.name, encoding or _declared(data))
    root = _parsed(decoded.text)
    if root is None:
        raise UnreadableFile(f"{path.name} has no text in it; look for the original.")
    walk = Walk()
    body = root.find("body")
    walk.blocks(body if body is not None else root)
    written = Written(
        walk.script.text,
        emphasised=walk.script.emphasised,
        properties=_properties(root),
        warnings=(*decoded.warnings, *change_warnings(walk.insertions, walk.deletions, walk.hidden)),
    )
    return written.source(path.name, "html", encoding=decoded.encoding, layout=layout)


def _declared(data: bytes) -> str | None:
    """The encoding that a page says it has; None if it says nothing, or what can't be.

    A mark at the very beginning (BOM) goes before it, and so does UTF-8 that is whole.
    """
    found = _CHARSET.search(data[:_DECLARED_WITHIN])
    if not found or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:3] == b"\xef\xbb\xbf":
        return None
    name = found[1].decode("ascii")
    if name.casefold().replace("-", "") in ("latin1", "iso88591", "usascii", "ascii"):
        name = "cp1252"  # as browsers take it
    try:
        data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return name


def _parsed(text: str) -> etree._Element | None:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _properties(root: etree._Element) -> list[tuple[str, str]]:
    found = [("title", " ".join((title.text or "").split())) for title in root.iterfind("head/title")]
    for meta in root.iterfind("head/meta"):
        name = (meta.get("name") or "").casefold()
        if name in _PROPERTIES:
            found.append((name, " ".join((meta.get("content") or "").split())))
    return [(name, value) for name, value in found if value]
