"""Files in: one module per format, then one place for the layout, speakers and segments.

A new format is one module and one row in _READERS; somebody else's is an entry point in the group
`qualcode.readers`, named by its ending without the dot. Nothing heavy is imported here: each reader is loaded
when a file of its format is read.
"""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TypeAlias

from qualcode.model.errors import NotATranscript, QualcodeError, UnreadableFile
from qualcode.model.text import Source

Reader: TypeAlias = "Callable[[Path, str | None, str | None], Source | tuple[Source, ...]]"
"""Reads a file: path, encoding and layout (None to find out); one source, or one of each part of the file.

It raises UnreadableFile, with one sentence, for what it can't read.
"""

ENTRY_POINTS = "qualcode.readers"

_READERS = {
    ".txt": ("qualcode.readers.txt", "read_txt"),
    ".text": ("qualcode.readers.txt", "read_txt"),
    ".md": ("qualcode.readers.txt", "read_md"),
    ".docx": ("qualcode.readers.docx", "read_docx"),
    ".odt": ("qualcode.readers.odt", "read_odt"),
    ".rtf": ("qualcode.readers.rtf", "read_rtf"),
    ".pdf": ("qualcode.readers.pdf", "read_pdf"),
    ".html": ("qualcode.readers.html", "read_html"),
    ".htm": ("qualcode.readers.html", "read_html"),
    ".vtt": ("qualcode.readers.captions", "read_vtt"),
    ".srt": ("qualcode.readers.captions", "read_srt"),
    ".csv": ("qualcode.readers.spoken_tables", "read_csv"),
    ".tsv": ("qualcode.readers.spoken_tables", "read_csv"),
    ".xlsx": ("qualcode.readers.spoken_tables", "read_xlsx"),
    ".json": ("qualcode.readers.spoken_json", "read_json"),
}

FORMATS = tuple(_READERS)
"""The endings of the transcripts that can be read without a plug-in, in lower case with their dot."""

_ADVICE = {
    ".doc": "an old Word file: open it and save it as .docx",
    ".dot": "an old Word file: open it and save it as .docx",
    ".docm": "a Word file with macros: save it as .docx",
    ".pages": "a Pages file: export it as .docx",
    ".gdoc": "only a link to a Google document: download it as .docx",
    ".wpd": "a WordPerfect file: save it as .docx",
    ".xls": "an old Excel file: open it and save it as .xlsx",
    ".xlsm": "an Excel file with macros: save it as .xlsx",
    ".ods": "a Calc file: save it as .xlsx or .csv",
    ".numbers": "a Numbers file: export it as .xlsx or .csv",
    ".sbv": "captions of YouTube's: download them as .srt or .vtt",
    **dict.fromkeys(
        (".mp3", ".m4a", ".wav", ".mp4", ".mov", ".aac", ".ogg"),
        "a recording: transcribe it first, and import the transcript",
    ),
}


def formats() -> tuple[str, ...]:
    """The endings that can be read, those of plug-ins included."""
    return tuple(dict.fromkeys((*FORMATS, *_plugged_in())))


@cache
def _plugged_in() -> dict[str, Callable[[], Reader]]:
    """What loads the reader of each ending that another package brings."""
    from importlib.metadata import entry_points

    return {f".{entry.name.lstrip('.').casefold()}": entry.load for entry in entry_points(group=ENTRY_POINTS)}


def read_source(path: Path, *, encoding: str | None = None, layout: str | None = None) -> Source:
    """Read the one transcript of a file: as `read_sources`, but refusing a file that holds several."""
    sources = read_sources(path, encoding=encoding, layout=layout)
    first, *others = sources
    if others:
        raise UnreadableFile(f"{path.name} holds {len(sources)} transcripts, where one is asked for.")
    return first


def read_sources(path: Path, *, encoding: str | None = None, layout: str | None = None) -> tuple[Source, ...]:
    """Read the transcripts of a file by its ending: one, or several that stand in a table.

    `encoding` overrides what a text file's bytes look like, `layout` how the speakers seem to be marked.
    Raises UnreadableFile, with one sentence that says what, which file and what to do.
    """
    from qualcode.readers.files import load

    if path.is_dir() or not path.exists():
        load(path, 0)
    reader = _reader(path)
    try:
        sources = reader(path, encoding, layout)
    except QualcodeError:
        raise
    except (RecursionError, MemoryError):
        raise UnreadableFile(f"{path.name} is too deeply nested or too large; save it again.") from None
    except UnicodeDecodeError:  # lxml, of XML that it mended
        raise UnreadableFile(
            f"{path.name} is damaged; open it in your office program and save it again."
        ) from None
    except OSError as error:
        raise UnreadableFile(f"{path.name} can't be read: {error.strerror or error}.") from None
    found = sources if isinstance(sources, tuple) else (sources,)
    if not found:  # a plug-in's
        raise NotATranscript(f"{path.name} holds no transcript.")
    return found


def _reader(path: Path) -> Reader:
    suffix = path.suffix.lower()
    if suffix in _READERS:
        module, function = _READERS[suffix]
        built_in: Reader = getattr(import_module(module), function)
        return built_in
    if suffix in _plugged_in():
        return _foreign(path, _plugged_in()[suffix])
    if suffix in _ADVICE:
        raise UnreadableFile(f"{path.name} is {_ADVICE[suffix]}.")
    raise UnreadableFile(
        f"{path.name} is of a format that can't be read; save it as .docx or .txt ({', '.join(formats())})."
    )


def _foreign(path: Path, load: Callable[[], Reader]) -> Reader:
    """A plug-in's reader, any failure of which is told as one of its own."""

    def read(path: Path, encoding: str | None, layout: str | None) -> Source | tuple[Source, ...]:
        try:
            return load()(path, encoding, layout)
        except QualcodeError:
            raise
        except Exception as error:  # whatever a stranger's code raises
            raise UnreadableFile(
                f"{path.name} can't be read, since the plug-in for {path.suffix} files failed "
                f"({type(error).__name__}); ask its makers, or save the file as .docx."
            ) from error

    return read
