"""Plain text files."""

from pathlib import Path

from qualcode.model.text import Content, Source
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text, refuse_too_many_lines
from qualcode.readers.layout import find_segments


def read_txt(path: Path, encoding: str | None = None) -> Source:
    """A text file: the stored text is the decoded file with LF line ends, labels included."""
    decoded = decode(load_text(path), path.name, encoding)
    refuse_too_many_lines(decoded.text, path.name)
    found = find_segments(decoded.text)
    return Source(
        file=path.name,
        format="txt",
        content=Content(decoded.text, found.segments),
        encoding=decoded.encoding,
        layout=found.layout,
        warnings=(*decoded.warnings, *found.warnings),
    )
