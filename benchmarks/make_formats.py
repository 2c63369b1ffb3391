"""Write the interviews of a corpus as Word and PDF files, as office programs write them.

    python -m benchmarks.make_formats CORPUS

CORPUS/docx/*.docx   a paragraph a turn: the label in bold, a run a sentence, each with its properties
CORPUS/pdf/*.pdf     lines of 90 letters in Courier, with a running header and page numbers
"""

import argparse
import re
import textwrap
import zipfile
import zlib
from collections.abc import Sequence
from html import escape
from pathlib import Path

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
_SIZE = '<w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB"/>'
_LETTERS, _LINES, _LEADING, _POINTS = 90, 56, 12, 8


def make_formats(corpus: Path) -> None:
    """Write each transcript of a corpus once more in each format."""
    for kind, write in (("docx", write_docx), ("pdf", write_pdf)):
        folder = corpus / kind
        folder.mkdir(exist_ok=True)
        for path in sorted((corpus / "transcripts").glob("*.txt")):
            write(folder / f"{path.stem}.{kind}", path.read_text(encoding="utf-8").split("\n\n"))


def write_docx(path: Path, turns: Sequence[str]) -> None:
    """A Word document of turns."""
    body = "".join(_paragraph(number, turn) for number, turn in enumerate(turns))
    main = f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    relation = f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>')
        archive.writestr("word/document.xml", main)


def _paragraph(number: int, turn: str) -> str:
    label, _, speech = turn.partition(": ")
    runs = _run(f"{label}: ", "<w:b/>") + "".join(
        _run(part, "") for part in re.findall(r"[^.]+\.\s*", speech)
    )
    spacing = '<w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
    return f'<w:p w:rsidR="00{number:06X}" w:rsidRDefault="00AB12CD">{spacing}{runs}</w:p>'


def _run(text: str, bold: str) -> str:
    properties = f"<w:rPr>{_FONT}{bold}{_SIZE}</w:rPr>"
    return f'<w:r w:rsidRPr="00AB12CD">{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def write_pdf(path: Path, turns: Sequence[str]) -> None:
    """A PDF file of turns, with a blank line between them."""
    lines = [line for turn in turns for line in (*textwrap.wrap(turn, _LETTERS), "")]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        placed = [(810, f"Interview {path.stem}"), (30, str(number + 1))]
        placed += [(770 - _LEADING * place, line) for place, line in enumerate(page) if line]
        words = "".join(f"BT /F1 {_POINTS} Tf 60 {y} Td ({_escaped(line)}) Tj ET\n" for y, line in placed)
        packed = zlib.compress(words.encode("cp1252"))
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed),
        ]
    data = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(data)


def _escaped(line: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", line)


def main() -> None:
    """Write the files of the corpus that the command line names."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.make_formats",
        description="Write the interviews of a corpus as Word and PDF files.",
    )
    parser.add_argument("corpus", type=Path)
    make_formats(parser.parse_args().corpus)


if __name__ == "__main__":
    main()
