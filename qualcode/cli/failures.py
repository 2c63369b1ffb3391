"""What went wrong, in a sentence; and a record, without anybody's words, of what should never happen."""

import errno
import logging
import logging.handlers
import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path

import platformdirs

from qualcode import __version__

_SIZE = 200_000  # bytes of one log file; three are kept


def sentence(error: OSError) -> str:
    """What the operating system refused, with what to do."""
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        what, remedy = "the disk is full", "Make room"
    elif isinstance(error, PermissionError):
        what, remedy = "access is denied", "Check that the file and its folder are yours"
    else:
        what, remedy = error.strerror or str(error), "Check the path"
    told = f"{error.filename}: {what}" if error.filename else what[:1].upper() + what[1:]
    return f"{told}, so nothing was changed. {remedy} and try again."


def recorded(error: BaseException, command: str) -> Path | None:
    """Write to the log where an unexpected error came from; its file, or None if it can't be written.

    Messages of errors and values of variables stay out: they may hold words of a transcript.
    """
    path = Path(platformdirs.user_state_dir("qualcode", appauthor=False)) / "qualcode.log"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(path, maxBytes=_SIZE, backupCount=2, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("qualcode")
    log.propagate = False
    log.addHandler(handler)
    try:
        python = ".".join(map(str, sys.version_info[:3]))
        log.error(
            "qualcode %s, Python %s, %s: %s\n%s", __version__, python, sys.platform, command, _places(error)
        )
    finally:
        log.removeHandler(handler)
        handler.close()
    return path


class _PrivateFile(logging.handlers.RotatingFileHandler):
    """A log that only its owner may read."""

    def _open(self) -> TextIOWrapper:
        os.close(os.open(self.baseFilename, os.O_CREAT | os.O_WRONLY, 0o600))
        return super()._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name is logging's)
        """Say nothing where even the log can't be written; the error itself is told to the user."""


def _places(error: BaseException) -> str:
    """The kinds of the errors and the places in the code they passed, the first cause first."""
    chain: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in chain:
        chain.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return "\n".join(
        "".join(traceback.format_tb(each.__traceback__)) + type(each).__qualname__ for each in reversed(chain)
    )
