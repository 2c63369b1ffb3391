"""Asking the language model in a process of its own: in this one it would keep keys waiting."""

import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Sequence

from qualcode.analysis.language import Named
from qualcode.model.errors import Refused

_ANSWER = "from qualcode.analysis.language import answer; answer()"


class Asking:
    """The process, begun when it is first asked. Nothing of what it is told goes to any disk."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._one = threading.Lock()  # one question at a time, or answers would be mixed up

    def ask(self, texts: Sequence[str]) -> list[list[Named]]:
        """What the model finds in each text; this waits for it. Refused if it can't be asked."""
        with self._one:
            return self._ask(texts)

    def _ask(self, texts: Sequence[str]) -> list[list[Named]]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 (our own Python, and our own words)
                [sys.executable, "-c", _ANSWER],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        try:
            asked.write(json.dumps(list(texts)).encode() + b"\n")
            asked.flush()
            line = told.readline()
            return [[Named(*named) for named in names] for names in json.loads(line)]
        except (OSError, ValueError) as error:
            self.close()
            raise Refused("The language model can't be asked: the rules alone have been used.") from error

    def close(self) -> None:
        """End it, whatever it is doing."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was still to be said to it
                    pipe.close()
        process.wait()
