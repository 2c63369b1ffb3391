"""Zip archives from strangers: everything is checked before anything is unpacked, and nothing to disk."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from qualcode.model.errors import UnreadableFile

MAX_ENTRIES = 5_000
MAX_TOTAL = 200_000_000
MAX_RATIO = 200
RATIO_MATTERS_FROM = 5_000_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    KeyError,
)
_DECLARATIONS = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Archive:
    """The parts of an office file, each read up to a bound.

    Raises UnreadableFile for a broken archive, one with too many or too large parts, or with a part whose
    name leads out of it.
    """

    def __init__(self, data: bytes, file: str, *, total: int = MAX_TOTAL) -> None:
        self.file = file
        with self._clearly():
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableFile(f"{file} has {len(entries)} parts, too many for a document; save it again.")
        for entry in entries:
            self._check(entry)
        if sum(entry.file_size for entry in entries) > total:
            raise UnreadableFile(
                f"{file} would unpack to more than {total // 1_000_000} MB; it wasn't opened. "
                "If you trust it, take the pictures out and save it again."
            )
        self.names = tuple(entry.filename for entry in entries)
        self._by_name = {name.casefold(): name for name in reversed(self.names)}

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename.replace("\\", "/")
        if name.startswith("/") or ".." in name.split("/") or ":" in name:
            raise UnreadableFile(f"{self.file} has a part that leads out of it; it wasn't opened.")
        large = entry.file_size > RATIO_MATTERS_FROM
        if large and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise UnreadableFile(
                f"{self.file} would unpack to more than {MAX_RATIO} times its size; it wasn't opened."
            )
        if entry.flag_bits & 1:
            raise UnreadableFile(f"{self.file} has a password; save it without.")

    def read(self, name: str, limit: int) -> bytes | None:
        """A part's bytes, of at most `limit`; None if there is no such part (upper and lower case apart)."""
        known = self._by_name.get(name.casefold())
        if known is None:
            return None
        with self._clearly(), self._zip.open(known) as part:
            data = part.read(limit + 1)
        if len(data) > limit:
            raise UnreadableFile(f"{self.file} has a part of more than {limit // 1_000_000} MB; split it.")
        return data

    def refuse_declarations(self, limit: int) -> None:
        """Raise UnreadableFile if any XML part declares entities, which no office program writes."""
        for name in self.names:
            if name.endswith((".xml", ".rels", ".vml")):
                data = self.read(name, limit) or b""
                if any(mark in data for mark in _DECLARATIONS):
                    raise UnreadableFile(
                        f"{self.file} declares entities, which no office program writes; it wasn't opened. "
                        "Open it in your office program and save it again."
                    )

    @contextmanager
    def _clearly(self) -> Iterator[None]:
        try:
            yield
        except UnreadableFile:
            raise
        except _BROKEN:
            raise UnreadableFile(
                f"{self.file} is damaged or incomplete; open it in your office program and save it again."
            ) from None
