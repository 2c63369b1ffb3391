"""What operating systems do differently: private files, locks, and knowing a file again."""

import contextlib
import errno
import getpass
import hashlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import IO

from qualcode.model.errors import Locked, Refused

SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "mobile documents")


def create_private(path: Path) -> None:
    """Make an empty file that only its owner may read; FileExistsError if there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def discard(path: Path) -> None:
    """Remove a database that came to nothing, with the journal it may have left."""
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)


@contextlib.contextmanager
def built_beside(path: Path, mark: str) -> Iterator[Path]:
    """A private empty file beside `path`, to be filled: at the end it takes the path, after an error it goes.

    Whoever is killed meanwhile leaves nothing at the path, only a hidden file that nobody reads. Refused
    if something stands at the path, or nothing can.
    """
    beside = _begun(path, mark)
    try:
        yield beside
        put_in_place(beside, path)
    except FileExistsError:
        discard(beside)
        raise _taken(path) from None
    except BaseException:  # Ctrl-C, for one
        discard(beside)
        raise


def refuse_unmakeable(path: Path) -> None:
    """Raise Refused if something stands at the path, or nothing can; nothing is left there."""
    discard(_begun(path, "try"))


def _begun(path: Path, mark: str) -> Path:
    if os.path.lexists(path):
        raise _taken(path)
    beside = path.with_name(f".{path.name}.{mark}-{secrets.token_hex(4)}")
    try:
        create_private(beside)
    except OSError as error:
        raise Refused(f"{path} can't be made ({error.strerror}): choose another folder.") from error
    return beside


def _taken(path: Path) -> Refused:
    return Refused(f"{path} exists already: choose another name.")


def put_in_place(beside: Path, path: Path) -> None:
    """Give a file its name, over nothing; FileExistsError if something has that name by now."""
    if sys.platform == "win32":
        beside.rename(path)
        return
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a drive without hard links: hold the name with an empty file, then replace that
        create_private(path)
        beside.replace(path)
    else:
        beside.unlink()


def private_folder(path: Path) -> Path:
    """Make a folder that only its owner may look into, if it isn't there."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def home_of(path: Path, file: Path | None = None) -> str:
    """A mark of this very file at this place on this machine: a file copied or moved gets another.

    Of a file that has yet to be put at its place, `file` is where it is now.
    """
    found = (file or path).stat()
    place = f"{socket.gethostname()}|{path.resolve()}|{found.st_dev}|{found.st_ino}"
    return hashlib.sha256(place.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def warning_about(path: Path) -> str:
    """A sentence if the file lies where a sync client or a network may spoil it; else ""."""
    parts = [part.casefold() for part in path.resolve().parts]
    if any(part.startswith(SYNCED) for part in parts):
        return (
            f"{path.name} lies in a folder that is synchronised: let it finish before opening it elsewhere."
        )
    if str(path).startswith(("\\\\", "//")):
        return f"{path.name} lies on a network drive: keep it on this machine while you work."
    return ""


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until what is being written is written: afterwards it is as if it came then."""
    before = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        yield
        return
    pressed: list[tuple[int, FrameType | None]] = []
    signal.signal(signal.SIGINT, lambda number, frame: pressed.append((number, frame)))
    try:
        yield
    finally:  # after an error too: who pressed Ctrl-C wants to stop
        signal.signal(signal.SIGINT, before)
        if pressed:
            before(*pressed[-1])


class Lock:
    """Held by whoever may write to a project. It is the operating system's: a killed process leaves none."""

    def __init__(self, project: Path) -> None:
        self.path = project.with_name(project.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Take the lock; Locked, naming who has it, if another process does."""
        while self._file is None:
            try:
                file = os.fdopen(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600), "r+", encoding="utf-8")
            except OSError as error:
                raise Refused(
                    f"{self.path} can't be made ({error.strerror or error}): "
                    "copy the project to a folder of your own."
                ) from error
            try:
                ours = _lock(file)
            except OSError as error:
                file.close()
                raise Refused(
                    f"{self.path.parent} is on a drive that knows no locks ({error.strerror or error}), "
                    "so that two programs could write at once: copy the project to a folder on this machine."
                ) from error
            if not ours:
                told = _holder(file)
                file.close()
                raise Locked(
                    f"{self.path.stem} is open for writing elsewhere ({told}): close it there and try again."
                )
            if _same_file(file, self.path):
                self._file = file
            else:  # its holder removed it between our opening and locking it
                file.close()
        holder = {"user": _user(), "host": socket.gethostname(), "since": f"{datetime.now():%Y-%m-%d %H:%M}"}
        # Past the file's buffer, which on a full disk would fail once more when the file is closed.
        with contextlib.suppress(OSError):
            os.ftruncate(self._file.fileno(), 0)
            os.write(self._file.fileno(), json.dumps(holder).encode())

    def release(self) -> None:
        """Give the lock back and remove its file."""
        if self._file is not None:
            with contextlib.suppress(OSError):  # Windows doesn't remove a file that is open
                self.path.unlink()
            self._file.close()
            self._file = None
            with contextlib.suppress(OSError):
                if sys.platform == "win32":
                    self.path.unlink()


def _same_file(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _holder(file: IO[str]) -> str:
    try:
        told = json.load(file)
        return f"{told['user']} on {told['host']}, since {told['since']}"
    except (ValueError, KeyError, TypeError, OSError):
        return "by another program"


# What the systems say where a lock is held; anything else is the drive's own trouble with locks.
_HELD = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> bool:
        # A byte far behind the text, so that others may still read who holds it.
        file.seek(1 << 30)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        finally:
            file.seek(0)
        return True

else:
    import fcntl

    def _lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _HELD and _lock_as_posix(file)
        return True

    def _lock_as_posix(file: IO[str]) -> bool:
        """The other kind of lock, which some network drives know alone. Two of one process don't exclude."""
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in _HELD:
                return False
            raise
        return True
