"""PDF files that have text in them: lines joined to paragraphs, running headers and page numbers apart."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers.files import ARCHIVE_LIMIT, load, what_else
from qualcode.readers.pdf_lines import Line, read_pages
from qualcode.readers.written import Written, many

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

MOST_PAGES = 2_000
MOST_CHARACTERS = 10_000_000
_HEADER_WITHIN = 1_024
_BREAK = re.compile("\r\n|[\r\n\x02\ufffe]")  # the last two are a hyphen at the end of a line
_WORD = re.compile(r"\s*\S+")
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\xad": ""}
)
_PROPERTIES = {"Title": "title", "Author": "creator", "Subject": "subject", "Keywords": "keywords",
    "CreationDate": "created", "ModDate": "modified"}  # fmt: skip
_PARAGRAPHS = "Paragraphs were put together from the lines of the pages; compare some with the original."
_BY_HAND = (1, 3, 9, 10, 11, 12)  # the kinds of annotation that hold a reader's words: notes and marked text
_EMPTY = 2  # bytes of a text of nothing
_ONE_AT_A_TIME = Lock()  # the library may only be used by one thread


def read_pdf(path: Path, encoding: str | None = None, layout: str | None = None) -> Source:
    """A PDF file. It says its encoding itself, so that `encoding` changes nothing."""
    data = load(path, ARCHIVE_LIMIT)
    if b"%PDF" not in data[:_HEADER_WITHIN]:
        raise UnreadableFile(what_else(data, path.name, ".pdf"))
    with _ONE_AT_A_TIME:
        document = _open(data, path.name)
        try:
            pages, height, unread, comments = _pages(document, path.name)
            properties = _properties(document)
        finally:
            document.close()
    found = read_pages(pages, height)
    if not any(paragraph.strip() for paragraph in found.paragraphs):
        raise UnreadableFile(
            f"{path.name} was scanned: it holds pictures of text, no text; "
            "have the text recognised (OCR), or type it."
        )
    warnings = []
    if unread:
        count = "1 page" if unread == 1 else f"{unread} pages"
        warnings.append(f"{count} can't be read and were left out; compare with the original.")
    if comments:
        warnings.append(f"{many(comments, 'comment')} in its margins left out; see the original.")
    written = Written(
        "\n".join(found.paragraphs),
        properties=properties,
        headers=found.headers,
        footers=found.footers,
        warnings=warnings,
    )
    source = written.source(path.name, "pdf", layout=layout)
    return source if source.content.speakers else replace(source, warnings=(*source.warnings, _PARAGRAPHS))


def _open(data: bytes, file: str) -> "PdfDocument":
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise UnreadableFile(f"{file} has a password; open it and save it without.") from None
        raise UnreadableFile(
            f"{file} is damaged or incomplete; look for the original, or save it as .docx."
        ) from None


def _pages(document: "PdfDocument", file: str) -> tuple[list[list[Line]], float, int, int]:
    """The lines of each page, a page's height, how many pages are unread and how many comments."""
    import pypdfium2

    count = len(document)
    if count > MOST_PAGES:
        raise UnreadableFile(f"{file} has {count:,} pages, too many for a transcript; split it.")
    pages: list[list[Line]] = []
    height = 0.0
    unread = characters = comments = 0
    for number in range(count):
        lines: list[Line] = []
        try:
            page = document[number]
            height = height or page.get_height()
            text_page = page.get_textpage()
            characters += text_page.count_chars()
            if characters > MOST_CHARACTERS:
                raise UnreadableFile(f"{file} is too large for a transcript; split it.")
            lines = list(_lines(text_page, number))
            comments += _comments(page)
            text_page.close()
            page.close()
        except pypdfium2.PdfiumError:
            unread += 1
        pages.append(lines)
    return pages, height, unread, comments


def _comments(page: "PdfPage") -> int:
    """How many notes with words in them readers have put on a page."""
    from pypdfium2 import raw

    found = 0
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        if note:
            by_hand = raw.FPDFAnnot_GetSubtype(note) in _BY_HAND
            found += by_hand and raw.FPDFAnnot_GetStringValue(note, b"Contents", None, 0) > _EMPTY
            raw.FPDFPage_CloseAnnot(note)
    return found


def _lines(page: "PdfTextPage", number: int) -> Iterator[Line]:
    text = _text(page)
    start = 0
    for found in (*_BREAK.finditer(text), None):
        end = found.start() if found else len(text)
        words = text[start:end]
        if words.strip():
            first = start + len(words) - len(words.lstrip())
            last = start + len(words.rstrip()) - 1
            word = _WORD.match(text, start, end)
            left, right = _sides(page, first), _sides(page, last)
            after = _sides(page, word.end() - 1) if word else right
            yield Line(
                number,
                words.translate(_LIGATURES),
                min(left[0], right[0]),
                max(left[1], right[1]),
                _base(page, first),
                after[1] if after[1] > left[0] else right[1],
                found is not None and found[0] in "\x02\ufffe",
            )
        start = found.end() if found else end


def _text(page: "PdfTextPage") -> str:
    """The text of a page, each character at its index; most often it is there at once."""
    from pypdfium2 import raw

    count = page.count_chars()
    text = str(page.get_text_range()) if count else ""
    if len(text) == count:
        return text
    codes = (raw.FPDFText_GetUnicode(page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)


def _sides(page: "PdfTextPage", index: int) -> tuple[float, float]:
    """Where a character begins and ends from left to right, in points, with the room it takes around it."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(page, index, box)
    return box.left, box.right


def _base(page: "PdfTextPage", index: int) -> float:
    """The height of the line that a character stands on, in points from the bottom."""
    from pypdfium2 import raw

    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    return y.value


def _properties(document: "PdfDocument") -> list[tuple[str, str]]:
    import pypdfium2

    try:
        known = document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeError):
        return []
    return [(name, _said(known[key])) for key, name in _PROPERTIES.items() if key in known]


def _said(value: str) -> str:
    """A property as people write it: a time in the form of PDF ("D:20261122091038Z") as a date."""
    date = _DATE.match(value)
    return "-".join(date.groups()) if date else " ".join(value.split())
