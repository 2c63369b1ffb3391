"""Putting codes on passages of the text that is open: shown at once, dimmed until they are on disk."""

import secrets
from typing import NamedTuple

from qualcode.model.errors import QualcodeError
from qualcode.model.study import Code, Coding
from qualcode.model.text import Span
from qualcode.tui.desk import Desk
from qualcode.tui.reading.text import OpenText

_RECENT = 20  # codes that the picker offers first


class Unsaved(NamedTuple):
    """A coded passage that is shown and not on disk yet."""

    uid: str
    start: int
    end: int
    code: str


class Applying:
    """Puts codes on passages, and takes them off; remembers which were used last."""

    def __init__(self, desk: Desk, text: OpenText) -> None:
        self._desk, self._text = desk, text
        self.last: Code | None = None
        self.recent: list[str] = []  # uids, the last used first

    async def toggle(self, code: Code, span: Span, *, only_on: bool = False) -> str:
        """Put a code on a passage, or take the same one off, unless `only_on`; what came of it, in words."""
        transcript, codings, reader = self._text.transcript, self._desk.project.codings, self._text.reader
        if transcript is None:
            return ""
        reader.let_go()
        self._used(code)
        uid = secrets.token_hex(16)
        there = codings.own(code, transcript, *span)
        if there is not None and only_on:
            return self._already(code)
        if there is not None:
            reader.remove_coding(there.uid)
        else:
            reader.add_coding(Unsaved(uid, *span, code.uid), saved=False)
        try:
            put = codings.apply if only_on else codings.toggle
            made = await self._desk.changed(lambda: put(code, transcript, *span, uid=uid))
        except QualcodeError:
            self._text.recode()  # as they are without it
            raise
        if made is None or made.uid != uid:  # there was one already, or one just coming
            reader.remove_coding(uid)
        if made and made.uid != uid:
            return self._already(code)
        said = f"Coded “{code.name}”." + self._uncounted(span) if made else f"“{code.name}” taken off."
        done = made or there
        return said + (self._hidden(done) if done else "")

    async def make(self, name: str, span: Span, kind: str = "") -> str:
        """Put a new code on a passage, as one change; what came of it, in words."""
        transcript, codings = self._text.transcript, self._desk.project.codings
        if transcript is None:
            return ""
        self._text.reader.let_go()
        made = await self._desk.changed(lambda: codings.apply_new(name, transcript, *span, kind=kind))
        code = self._desk.project.all(Code)[made.code]
        self._used(code)
        which = f"a new code, {kind}" if kind else "a new code"
        said = f"Coded “{code.name}”, {which}. Its definition can come later: e in the codebook."
        return said + self._uncounted(span) + self._hidden(made)

    def _uncounted(self, span: Span) -> str:
        asked = self._text.is_asked(span)
        return " Only the interviewer speaks there: it counts for nobody." if asked else ""

    def _already(self, code: Code) -> str:
        return f"Already coded “{code.name}”: {self._desk.key('remove')} takes it off."

    def _used(self, code: Code) -> None:
        self.last = code
        self.recent = [code.uid, *(uid for uid in self.recent if uid != code.uid)][:_RECENT]

    def _hidden(self, coding: Coding) -> str:
        """What is to be said of a coding that isn't shown, after it was drawn; "" if it is."""
        if self._text.shows(coding):
            return ""
        self._text.reader.remove_coding(coding.uid)
        return f" It isn't among what is shown just now: {self._desk.key('show')} shows everything."
