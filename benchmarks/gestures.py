"""What is done at the terminal and measured, with the bounds and how others do.

Each key is written when nothing has come for a while, and waited for until the first complete frame. A key
that changes the project draws again when the change is on disk; that frame isn't waited for.
"""

import random
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.make_corpus import Size
from benchmarks.terminal import Terminal

LEFT, RIGHT, UP, DOWN = b"\x1b[D", b"\x1b[C", b"\x1b[A", b"\x1b[B"
EXTEND_DOWN, EXTEND_UP = b"\x1b[1;2B", b"\x1b[1;2A"
SENTENCE, SENTENCE_BACK = b"\x1b[1;5C", b"\x1b[1;5D"
PIN, PICK, LETTER, ENTER, ESCAPE = b"1", b"c", b"o", b"\r", b"\x1b"

MIXED = 2_000  # keys
HELD, HELD_RATE = 66, 33  # keys; keys in a second
SENTENCES, ROWS, PICKED = 25, 15, 15  # of each so many; a sentence is coded and uncoded
CHANGES = 2 * SENTENCES + ROWS + PICKED
"""How many changes are in the project at least when all is done."""

_QUIET = 0.06  # seconds: the line of status comes up to 45 ms after the text
_SAVED = 0.7  # seconds without a frame, after which a change is on disk and counted


@dataclass(frozen=True)
class Study:
    """A project of one transcript, and the terminal in which it is worked on."""

    name: str
    size: Size
    columns: int
    lines: int


STUDIES = (
    Study("small", Size(transcripts=1, words=10_000, codings=2_000), 140, 42),
    Study("large", Size(transcripts=1, words=100_000, codings=20_000), 200, 60),
)


@dataclass(frozen=True)
class Gesture:
    """One thing done again and again. `bounds` are those of each study: p50 and p95, p50 alone, or none."""

    name: str
    title: str
    bounds: Mapping[str, tuple[float, ...]]
    unit: str = "ms"
    others: str = "–"
    shares: bool = True  # whether p95 is shown too


GESTURES = (
    Gesture(
        "word",
        "move by word",
        {"small": (5, 10), "large": (6, 10)},
        others="prototype 3.5 / 6.3; TextArea 19–22; Static 131–1,004",
    ),
    Gesture(
        "line",
        "move by line, scrolling",
        {"small": (12, 18), "large": (18, 25)},
        others="prototype 10.8 / 13.5; TextArea 22",
    ),
    Gesture("sentence", "toggle a code on a sentence", {"small": (6, 12), "large": (8, 15)}),
    Gesture(
        "rows",
        "toggle a code on 30 rows",
        {"small": (15, 35), "large": (20, 45)},
        others="prototype 11.9 / 31.5; 17 / 39",
    ),
    Gesture(
        "open",
        "picker: open",
        {"small": (15,), "large": (15,)},
        others="prototype 11; command palette 33",
    ),
    Gesture("letter", "picker: a letter", {"small": (10,), "large": (12,)}, others="7; 46"),
    Gesture("apply", "picker: apply", {"small": (15,), "large": (18,)}, others="9; 123"),
    Gesture("start", "start to settled", {"small": (700,), "large": (1_300,)}, shares=False),
    Gesture("resize", "resize, settled", {"small": (120,), "large": (160,)}),
    Gesture(
        "memory",
        "resident memory",
        {"small": (100,), "large": (140,)},
        "MB",
        others="QualCoder 350 MB",
        shares=False,
    ),
    Gesture("mixed", "longest pause in 2,000 mixed keys", {"small": (80,), "large": (80,)}, shares=False),
    Gesture("held", "held key: last frame after the last key", {"small": (), "large": ()}),
)

Figures = dict[str, list[float]]  # by the name of the gesture, in its unit


def perform(terminal: Terminal, study: Study) -> Figures:
    """Do all of it in an application that was just started; what each took."""
    figures: Figures = {"start": [settle(terminal)]}
    for _ in range(study.lines):  # to where the text scrolls with each line
        _press(terminal, DOWN)
    figures["line"] = [_press(terminal, DOWN) for _ in range(150)]
    figures["word"] = [_press(terminal, RIGHT) for _ in range(200)]
    figures["sentence"] = [took for _ in range(SENTENCES) for took in _toggle_sentence(terminal)]
    figures["rows"] = [_toggle_rows(terminal) for _ in range(ROWS)]
    picked = [_pick(terminal) for _ in range(PICKED)]
    for at, name in enumerate(("open", "letter", "apply")):
        figures[name] = [took[at] for took in picked]
    figures["held"] = [_hold(terminal, DOWN) for _ in range(3)]
    figures["resize"] = list(_resizes(terminal, study))
    figures["mixed"] = list(_mixed(terminal))
    figures["memory"] = [terminal.memory()]
    return figures


def settle(terminal: Terminal) -> float:
    """Wait until an application has started; milliseconds to the last bytes that this took."""
    terminal.frame()
    return _ms(terminal.settled(1.0) - terminal.started)


def _ms(seconds: float) -> float:
    return seconds * 1_000


def _press(terminal: Terminal, key: bytes, quiet: float = _QUIET) -> float:
    """Press a key; milliseconds to the first frame. Then wait until nothing comes any more."""
    written = terminal.write(key)
    took = terminal.frame() - written
    terminal.settled(quiet)
    return _ms(took)


def _toggle_sentence(terminal: Terminal) -> tuple[float, float]:
    _press(terminal, SENTENCE)
    return _press(terminal, PIN, _SAVED), _press(terminal, PIN, _SAVED)


def _toggle_rows(terminal: Terminal) -> float:
    terminal.write(EXTEND_DOWN * 30)
    terminal.settled(_SAVED)
    took = _press(terminal, PIN, _SAVED)
    terminal.write(ESCAPE)
    terminal.settled(_SAVED)
    _press(terminal, DOWN)
    return took


def _pick(terminal: Terminal) -> tuple[float, float, float]:
    _press(terminal, SENTENCE)
    return _press(terminal, PICK), _press(terminal, LETTER), _press(terminal, ENTER, _SAVED)


def _hold(terminal: Terminal, key: bytes) -> float:
    """Hold a key; milliseconds from its last repetition to the last bytes."""
    began = written = time.perf_counter()
    for number in range(HELD):
        terminal.read_until(began + number / HELD_RATE)
        written = terminal.write(key)
    return _ms(terminal.settled(0.2) - written)


def _resizes(terminal: Terminal, study: Study) -> Iterator[float]:
    for number in range(20):
        less = 0 if number % 2 else 10
        asked = terminal.resize(study.columns - less, study.lines - less // 2)
        yield _ms(terminal.settled(0.4) - asked)


def _mixed(terminal: Terminal) -> Iterator[float]:
    """Milliseconds to the first frame of each of many keys, pressed one after the other."""
    chance = random.Random(1)
    keys = (RIGHT, LEFT, DOWN, UP, SENTENCE, SENTENCE_BACK, EXTEND_DOWN, EXTEND_UP, PIN)
    for key in chance.choices(keys, weights=(25, 20, 15, 15, 5, 5, 5, 5, 5), k=MIXED):
        yield _press(terminal, key, 0.01)


def shares(samples: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(samples)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
