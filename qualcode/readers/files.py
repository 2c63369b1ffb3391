"""The bytes of a file, or one sentence that says why not."""

from pathlib import Path

from qualcode.model.errors import UnreadableFile

TEXT_LIMIT = 20_000_000
ARCHIVE_LIMIT = 100_000_000
LINE_LIMIT = 200_000
"""Lines of one transcript; a long interview has some thousands."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = {
    b"%PDF": "a PDF file",
    b"{\\rtf": "an RTF file",
    b"SQLite format 3\0": "a database",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"ID3": "a sound recording",
    b"RIFF": "a sound recording or film",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}


def load(path: Path, limit: int) -> bytes:
    """All bytes of a file of at most `limit` bytes.

    Raises UnreadableFile for a missing path, a folder, a file that can't be opened, is empty or too large.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} is a folder; give a file in it.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path} is not an ordinary file.")
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise UnreadableFile(f"{path} does not exist; check the name and the folder.") from None
    except PermissionError:
        raise UnreadableFile(f"{path} may not be read; ask for the right to read it.") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"{path} can't be read: {getattr(error, 'strerror', '') or error}.") from None
    if not data:
        raise UnreadableFile(f"{path.name} is empty (0 bytes); look for the original.")
    if len(data) > limit:
        millions = limit // 1_000_000
        raise UnreadableFile(f"{path.name} is larger than {millions} MB; look whether it is the right file.")
    return data


def load_text(path: Path) -> bytes:
    """The bytes of a text file; one that is really something else is refused."""
    data = load(path, TEXT_LIMIT)
    if data.startswith(_ZIP):
        raise UnreadableFile(
            f"{path.name} is not a text file but a Word, Excel or zip file; "
            "give it its proper ending, such as .docx or .xlsx."
        )
    if data.startswith(_OLE):
        raise UnreadableFile(ole_sentence(path.name))
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFile(f"{path.name} is not a text file but {what}; save it as .docx or .txt.")
    return data


def load_office(path: Path, ending: str) -> bytes:
    """The bytes of a docx or xlsx file (`ending` with its dot); anything but a zip archive is refused."""
    data = load(path, ARCHIVE_LIMIT)
    if data.startswith(_OLE) or not data.startswith(b"PK"):
        raise UnreadableFile(what_else(data, path.name, ending))
    return data


def what_else(data: bytes, name: str, ending: str) -> str:
    """What a file is that isn't what its ending says, and what to do about it."""
    if data.startswith(_OLE):
        return ole_sentence(name, ending)
    known = {_ZIP: "a Word, Excel or zip file", **_SIGNATURES}
    for signature, what in known.items():
        if data.startswith(signature):
            return (
                f"{name} is not a {ending} file but {what}; "
                f"give it its proper ending, or save it as {ending}."
            )
    return (
        f"{name} is not a {ending} file, whatever its name says; "
        f"if it is plain text, name it .txt, else save it as {ending} again."
    )


def refuse_too_many_lines(text: str, file: str) -> None:
    """Raise UnreadableFile for what is no transcript: each line would become a segment."""
    if text.count("\n") > LINE_LIMIT:
        raise UnreadableFile(
            f"{file} has more than {LINE_LIMIT:,} lines, too many for a transcript; "
            "look whether it is the right file, or split it."
        )


def ole_sentence(name: str, ending: str = ".docx") -> str:
    """What to do about the signature that old Office files share with password-protected new ones."""
    return (
        f"{name} is an old Office file or has a password; "
        f"open it, save it as {ending}, or take off the password."
    )
