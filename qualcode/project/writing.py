"""The writer: makes changes one after another on a thread of its own, so that nobody waits for the disk."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")

_LOOK = 0.05  # seconds between two looks whether those who should take a change in have gone


class Writing:
    """The thread that makes a project's changes, for those who must not wait: a screen.

    What a change did is taken in where `post` puts it: on the thread that shows the project, which so never
    finds it half changed. The writer waits for that before it makes the next change.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="qualcode-writer")
        self._post: Callable[[Callable[[], None]], object] | None = None
        self._ident = 0
        self.pending = 0  # changes that aren't made yet
        self._counting = threading.Lock()
        self._closing = threading.Event()

    def take_in_by(self, post: Callable[[Callable[[], None]], object] | None) -> None:
        """Have changes taken in by what `post` calls later; None: where they are made."""
        self._post = post

    def do(self, call: Callable[[], Result]) -> Future[Result]:
        """Make a change after those before it."""
        with self._counting:  # both threads count, and += is no single step
            self.pending += 1
        made = self.after(call)
        made.add_done_callback(self._done)
        return made

    def after(self, call: Callable[[], Result]) -> Future[Result]:
        """Call something that changes nothing, after the changes before it."""
        return self._thread.submit(self._run, call)

    def _done(self, _: object) -> None:
        with self._counting:
            self.pending -= 1

    def _run(self, call: Callable[[], Result]) -> Result:
        self._ident = threading.get_ident()
        return call()

    def take_in(self, take: Callable[[], None]) -> None:
        """Take a change in: here, unless it was made on the writer's thread and somebody else shows it."""
        if self._post is None or threading.get_ident() != self._ident:
            take()
            return
        waiting: Future[None] = Future()

        def run() -> None:
            if not waiting.set_running_or_notify_cancel():
                return
            try:
                take()
            except BaseException as error:
                waiting.set_exception(error)
            else:
                waiting.set_result(None)

        self._post(run)
        while not waiting.done():
            try:
                waiting.result(_LOOK)
            except TimeoutError:
                # Whoever closes the project waits for this thread, on the one that should take it in.
                if self._closing.is_set() and waiting.cancel():
                    take()
                    return
        waiting.result()

    def close(self) -> None:
        """Wait until every change is made."""
        self._closing.set()
        self._thread.shutdown(wait=True)
