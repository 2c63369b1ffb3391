"""The coded passages that stand, by transcript: kept up with every change, not looked for anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from qualcode.model.study import Code, Coding, Transcript
from qualcode.project.changes import Changed

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Coded:
    """The codings of one analysis that aren't removed, of codes and transcripts that aren't undone.

    Those that have no place in the present text of their transcript are listed for review, not here.
    """

    def __init__(
        self,
        analysis: str,
        codes: Collection[str],
        transcripts: Mapping[str, Transcript],
        codings: Iterable[Coding],
    ) -> None:
        self._analysis, self._codes, self._transcripts = analysis, codes, transcripts
        self._held: dict[str, dict[str, Coding]] = defaultdict(dict)
        self._starting: dict[str, dict[int, tuple[str, ...]]] = defaultdict(dict)  # uids by offset
        self._where: dict[str, str] = {}  # the transcript of each
        self._makers: dict[str, Counter[str]] = defaultdict(Counter)
        self._states: dict[str, object] = {}
        for coding in codings:
            self._put(coding)

    @classmethod
    def of(cls, project: "Project") -> "Coded":
        """Those of the analysis that is worked on."""
        return cls(
            project.analysis.uid,
            project.all(Code),
            project.materials.transcripts,
            project.all(Coding).values(),
        )

    def follow(self, changed: Changed) -> bool:
        """Take in what a change did to codings; False where it did more, and all must be looked for anew."""
        for uid, thing in changed.things.items():
            if isinstance(thing, Coding):
                self._drop(uid)
                self._put(thing)
            elif thing is None:
                self._drop(uid)
        return not changed.kinds & {Code.kind, Transcript.kind}

    def all(self) -> list[Coding]:
        """Every one."""
        return [coding for held in self._held.values() for coding in held.values()]

    def in_transcript(self, uid: str) -> Collection[Coding]:
        """Those of a transcript."""
        return self._held[uid].values() if uid in self._held else ()

    def at(self, uid: str, start: int, end: int) -> list[Coding]:
        """Those of a transcript on exactly this span."""
        held = self._held.get(uid, {})
        here = self._starting[uid].get(start, ()) if held else ()
        return [held[coding] for coding in here if held[coding].end == end]

    def makers(self, uid: str) -> Mapping[str, int]:
        """How many codings each coder has made in a transcript, by the coder's uid; none of none."""
        return +self._makers[uid] if uid in self._makers else {}

    def state(self, uid: str) -> object:
        """The same as before as long as the codings of a transcript are: what is made of them can be kept."""
        return self._states.setdefault(uid, object())

    def _put(self, coding: Coding) -> None:
        if coding.removed or coding.analysis != self._analysis:
            return
        transcript = self._transcripts.get(coding.transcript)
        placed = transcript is not None and transcript.content == coding.content
        if coding.code in self._codes and placed:
            self._held[coding.transcript][coding.uid] = coding
            starting = self._starting[coding.transcript]
            starting[coding.start] = (*starting.get(coding.start, ()), coding.uid)
            self._where[coding.uid] = coding.transcript
            self._makers[coding.transcript][coding.coder] += 1
            self._states.pop(coding.transcript, None)

    def _drop(self, uid: str) -> None:
        where = self._where.pop(uid, None)
        if where is not None:
            coding = self._held[where].pop(uid)
            starting = self._starting[where]
            starting[coding.start] = tuple(other for other in starting[coding.start] if other != uid)
            self._makers[where][coding.coder] -= 1
            self._states.pop(where, None)
