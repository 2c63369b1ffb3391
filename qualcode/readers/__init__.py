"""Files in: one module per format, then one place for the layout, speakers and segments.

Nothing heavy is imported here: each reader is loaded when a file of its format is read.
"""

from importlib import import_module
from pathlib import Path

from qualcode.model.errors import QualcodeError, UnreadableFile
from qualcode.model.text import Source

_READERS = {
    ".txt": ("qualcode.readers.txt", "read_txt"),
    ".text": ("qualcode.readers.txt", "read_txt"),
    ".docx": ("qualcode.readers.docx", "read_docx"),
    ".vtt": ("qualcode.readers.captions", "read_vtt"),
    ".srt": ("qualcode.readers.captions", "read_srt"),
}

FORMATS = tuple(_READERS)
"""The endings of the transcripts that can be read, in lower case with their dot."""


def read_source(path: Path, *, encoding: str | None = None) -> Source:
    """Read a transcript by its ending. `encoding` overrides what a text file's bytes look like.

    Raises UnreadableFile, with one sentence that says what, which file and what to do.
    """
    from qualcode.readers.files import load, ole_sentence

    if path.is_dir() or not path.exists():
        load(path, 0)
    if path.suffix.lower() not in _READERS:
        if path.suffix.lower() == ".doc":
            raise UnreadableFile(ole_sentence(path.name))
        raise UnreadableFile(
            f"{path.name} is of a format that can't be read; save it as .docx or .txt ({', '.join(FORMATS)})."
        )
    module, function = _READERS[path.suffix.lower()]
    try:
        source = getattr(import_module(module), function)(path, encoding)
    except (RecursionError, MemoryError):
        raise UnreadableFile(f"{path.name} is too deeply nested or too large; save it again.") from None
    except UnicodeDecodeError:  # lxml, of XML that it mended
        raise UnreadableFile(
            f"{path.name} is damaged; open it in your office program and save it again."
        ) from None
    except (QualcodeError, OSError) as error:
        if isinstance(error, QualcodeError):
            raise
        raise UnreadableFile(f"{path.name} can't be read: {error.strerror or error}.") from None
    assert isinstance(source, Source)
    return source
