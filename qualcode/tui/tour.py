"""The tour of a minute: one thing to do after another, each done before the next is said."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol


class Toured(Protocol):
    """What the tour looks at."""

    @property
    def has_selected(self) -> bool:
        """Whether something is selected that isn't the interviewer's alone."""
        ...

    @property
    def coded(self) -> int:
        """How many coded passages there are in the transcript."""
        ...

    @property
    def is_in_codebook(self) -> bool:
        """Whether one is in the codebook."""
        ...


class Step(NamedTuple):
    """What to do, and whether it was done: by how things were when it was said, and are now."""

    says: str
    done: Callable[["State", "State"], bool]


class State(NamedTuple):
    """How things are."""

    moves: int
    has_selected: bool
    coded: int
    is_in_codebook: bool


STEPS: Sequence[Step] = (
    Step(
        "The arrows move through the text. Go some words to the right, and down.",
        lambda before, now: now.moves > before.moves + 3,
    ),
    Step(
        "Go to what the participant says: s selects the sentence you are in. Shift+arrows: more, less.",
        lambda before, now: now.has_selected,
    ),
    Step(
        "c codes the participant's words, which count: type “hope”, then enter. It stands beside the text.",
        lambda before, now: now.coded > before.coded,
    ),
    Step(
        "Every change is saved, and u takes it back. Press u.",
        lambda before, now: now.coded < before.coded,
    ),
    Step(
        "tab goes to the codebook. ↓ goes through the first theme: what its codes mean stands below.",
        lambda before, now: now.is_in_codebook and now.moves > before.moves + 1,
    ),
    Step(
        "x shows the matrix: participants by the codes of one theme. q comes back, ? has all keys.",
        lambda before, now: False,  # going there ends the tour
    ),
)


class Tour:
    """Where one is in the tour."""

    def __init__(self, toured: Toured) -> None:
        self._toured = toured
        self._moves = 0
        self.number = 0
        self._before = self._now()

    def _now(self) -> State:
        toured = self._toured
        return State(self._moves, toured.has_selected, toured.coded, toured.is_in_codebook)

    @property
    def says(self) -> str:
        """What to do now."""
        return f"Tour {self.number + 1} of {len(STEPS)} · {STEPS[self.number].says}  (esc leaves the tour)"

    @property
    def is_at_its_end(self) -> bool:
        """Whether this is the last step."""
        return self.number == len(STEPS) - 1

    @property
    def wants_selection(self) -> bool:
        """Whether a participant's words are to be selected."""
        return self.number == 1

    def look(self, *, moved: bool = False) -> bool:
        """Go on if the step was done; whether it was. `moved` where one has just moved."""
        self._moves += moved
        now = self._now()
        if not STEPS[self.number].done(self._before, now):
            return False
        self.number += 1
        self._before = now
        return True
