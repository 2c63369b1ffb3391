"""What is looked for in a project, and how: as the screens keep it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from typing import Any, Literal, get_args

from qualcode.model.hits import Hit
from qualcode.model.study import Code, Participant, Transcript
from qualcode.project import Project
from qualcode.project.search import Order, Sought, Speech, names_of, ordered

SPEECH: tuple[Speech, ...] = get_args(Speech)
ORDERS: tuple[Order, ...] = get_args(Order)
ORDER_NAMES = {
    "place": "as they stand", "left": "by the words before", "right": "by the words after",
    "transcript": "by transcript", "turn": "by turn",
}  # fmt: skip

Way = Literal["whole", "case", "pattern", "forms", "everything"]


@dataclass(frozen=True)
class Query(Sought):
    """What is looked for, in which transcripts (uids; () for all), and in which order hits are shown.

    With `everything` also in memos and summaries.
    """

    transcripts: tuple[str, ...] = ()
    order: Order = "place"
    everything: bool = False

    def said(self, project: Project) -> list[str]:
        """How it differs from looking for words anywhere, in a few words each."""
        how = [
            "whole words" if self.whole else "",
            "all forms" if self.forms else "",
            "capitals matter" if self.case else "",
            "regular expression" if self.pattern else "",
            "" if self.speech == "all" else f"{self.speech}' speech",
            *(value for _, value in self.where),
            *(_name(project, Participant, uid) for uid in self.participants),
            *(_name(project, Transcript, uid) for uid in self.transcripts),
            *(f"coded {_name(project, Code, uid)}" for uid in self.coded),
            *(f"not coded {_name(project, Code, uid)}" for uid in self.not_coded),
            "not coded" if self.uncoded else "",
            "memos and summaries too" if self.everything and not self.is_of_speech else "",
            "" if self.order == "place" else ORDER_NAMES[self.order],
        ]
        return [word for word in how if word]

    def hits(self, project: Project, among: Sequence[Transcript]) -> list[Hit]:
        """Where it stands in some transcripts."""
        return project.search(self, among=among)

    def ordered(self, project: Project) -> Callable[[Sequence[Hit]], list[Hit]]:
        """What brings hits into their order, on any thread."""
        return partial(ordered, order=self.order, names=names_of(project))

    def turned(self, way: Way) -> "Query":
        """Taken in another way, or not so any more. A pattern has no forms: one puts an end to the other."""
        alone = {"pattern": False, "forms": False} if way in ("pattern", "forms") else {}
        ways: dict[str, Any] = {**alone, way: not getattr(self, way)}
        return replace(self, **ways)

    def packed(self) -> tuple[str, ...]:
        """As strings, to be found again."""
        return (json.dumps(asdict(self)),)

    @classmethod
    def unpacked(cls, packed: tuple[str, ...]) -> "Query":
        """From what `packed` gave."""
        if not packed:
            return cls()
        known = json.loads(packed[0])
        tuples = {
            name: tuple(tuple(each) if isinstance(each, list) else each for each in value)
            for name, value in known.items()
            if isinstance(value, list)
        }
        return cls(**{each.name: {**known, **tuples}[each.name] for each in fields(cls)})


def _name(project: Project, cls: type[Code] | type[Participant] | type[Transcript], uid: str) -> str:
    thing = project.find(cls, uid)
    return thing.name if thing else "somebody" if cls is Participant else "what isn't there any more"
