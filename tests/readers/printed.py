"""Small PDF files for tests: words at places, in Courier, whose letters are all equally wide."""

import textwrap
from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.readers.pdf_lines import Line

SIZE = 10.0
LETTER = 0.6 * SIZE
LEFT, TOP, BOTTOM, WIDTH, HEIGHT = 72.0, 720.0, 72.0, 595.0, 842.0
PER_LINE = 70
Placed = tuple[float, float, str]


def typeset(
    paragraphs: Iterable[str],
    *,
    gap: float = 6.0,
    header: str = "",
    footer: str = "",
    columns: int = PER_LINE,
    leading: float = 1.2 * SIZE,
    first: int = 0,
    rest: int = 0,
) -> list[list[Placed]]:
    """Paragraphs as an office program prints them, broken at `columns` letters, on pages.

    `first` and `rest` are how many letters the first and the other lines of a paragraph are indented.
    """
    pages: list[list[Placed]] = [[]]
    y = TOP
    for paragraph in paragraphs:
        for number, line in enumerate(
            textwrap.wrap(
                paragraph,
                columns,
                initial_indent=" " * first,
                subsequent_indent=" " * rest,
                break_long_words=False,
            )
        ):
            if y < BOTTOM:
                pages.append([])
                y = TOP
            pages[-1].append((LEFT + LETTER * (rest if number else first), y, line.strip()))
            y -= leading
        y -= gap
    for number, page in enumerate(pages, start=1):
        if header:
            page.insert(0, (LEFT, 800.0, header.format(number)))
        if footer:
            page.append((LEFT, 30.0, footer.format(number)))
    return pages


def pdf(path: Path, pages: Sequence[Sequence[Placed]], *, title: str = "") -> Path:
    """Write a PDF file."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
        f"<< /Title ({title}) >>".encode(),
    ]
    for number, page in enumerate(pages):
        words = "".join(
            f"BT /F1 {SIZE} Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in page
        ).encode("cp1252")
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%b\nendstream" % (len(words), words),
        ]
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R /Info 4 0 R >>\n" % (len(objects) + 1)
    data += b"startxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(data)
    return path


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def lines(pages: Sequence[Sequence[Placed]]) -> list[list[Line]]:
    """The lines of pages as a reader of PDF finds them; a hyphen at the end of a line is a cut."""
    return [
        [
            Line(
                number,
                text.removesuffix("-"),
                x,
                x + LETTER * len(text),
                y,
                x + LETTER * len(text.split(" ")[0]),
                cut=text.endswith("-"),
            )
            for x, y, text in page
        ]
        for number, page in enumerate(pages)
    ]
