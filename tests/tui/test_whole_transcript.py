"""A whole practice transcript coded in a real terminal by keys alone; the database holds just that."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.model.study import Code, Coding, Transcript
from qualcode.page.shown import Shown
from qualcode.project import Project
from qualcode.tui.codes import Pins
from qualcode.tui.screens.workspace import Workspace
from scripts.scenes import copied
from tests.tui.playing import PLAYER, seat_player
from tests.tui.real_terminal import Terminal

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux"),
]

CODINGS, UNDONE, STEP = 60, 10, 2  # every second sentence
NEW = ["seen from the first", "what the kettle knows", "a promise of Tuesday"]
MEMOS = [f"A thought of mine, number {number}." for number in range(1, 6)]

_TMUX = {"ctrl+right": "C-Right", "full_stop": ".", "ctrl+s": "C-s", "home": "Home", "left": "Left"}


def key(id: str) -> str:
    """The usual key of a command, by tmux's name."""
    from qualcode.tui.widgets.reader_keys import READER_KEYS

    keys = {c.id: c.keys for c in Workspace.COMMANDS_HERE} | {b.id: b.key for b in READER_KEYS}  # type: ignore[union-attr]
    first = keys[id].split(",")[0]
    return _TMUX.get(first, first)


@pytest.fixture
def terminal(tmp_path: Path, practice: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    path = copied(practice, tmp_path)
    seat_player(path)
    it = Terminal(tmp_path / "tmux", "open", str(path), size=(140, 42))
    yield it
    it.kill()


def test_a_transcript_is_coded_by_keys_alone(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "Practice study.qualcode"
    it = terminal
    it.until(lambda shown: f"{PLAYER} · Saved · q close" in shown and " 1 " in shown)
    on, next_sentence = [key("reader.sentence_next")] * STEP, key("reader.sentence_next")

    # Sixty codings: the first three with codes that are new, the others with the pinned ones in turn.
    it.press(key("reader.first"))
    for name in NEW:
        it.press(key("code"))
        it.type_in(name)
        it.until(lambda shown, name=name: f"make new code “{name}”" in shown)  # type: ignore[misc]
        it.press("Enter")
        it.until(lambda shown, name=name: f"Coded “{name}”" in shown)  # type: ignore[misc]
        it.press(*on)
    for number in range(len(NEW), CODINGS):
        it.press_at_once(str(number % 9 + 1), *on)
    it.until(lambda shown: f"{PLAYER} · Saved" in shown)

    for _ in range(UNDONE):
        it.press(key("undo"))
        it.until(lambda shown: "Undone" in shown and f"{PLAYER} · Saved" in shown)

    # A merge, found by its name.
    it.press("C-p")
    it.until(lambda shown: "Search for commands" in shown)
    it.type_in("Merge the code into another")
    it.until(lambda shown: shown.count("Merge the code into another") > 1)
    it.press("Enter")
    for name, question in ((NEW[0], "Merge which code?"), (NEW[1], "into which code?")):
        it.until(lambda shown, question=question: question in shown)  # type: ignore[misc]
        it.type_in(name)
        it.until(lambda shown, name=name: f"{name}" in shown)  # type: ignore[misc]
        it.press("Enter")
    it.until(lambda shown: f"Merge “{NEW[0]}” into “{NEW[1]}”?" in shown)
    it.press("Enter")
    it.until(lambda shown: f"“{NEW[0]}” merged into “{NEW[1]}”" in shown)

    # Five memos, on the first passages.
    it.press(key("reader.first"))
    for memo in MEMOS:
        it.press(key("memo"))
        it.until(lambda shown: "Memo on" in shown)
        it.type_in(memo)
        it.until(lambda shown, memo=memo: memo in shown)  # type: ignore[misc]
        it.press("C-s")
        it.until(lambda shown: "ctrl+s keep" not in shown and f"{PLAYER} · Saved" in shown)
        it.press(*on)
    assert next_sentence

    it.press(key("coded"))
    it.until(lambda shown: "Marked as coded" in shown)
    it.press("q")
    it.until(lambda shown: "practice study" in shown.lower() and "q close" in shown)
    it.press("q")
    assert it.ends()

    verify_database(path)


def verify_database(path: Path) -> None:
    """What the script says is there, no more and no less; and another process finds it so too."""
    with Project.open(path, coder=PLAYER) as project:
        me = project.coder.uid
        mine = [c for c in project.all(Coding).values() if c.coder == me and not c.removed]
        (uid,) = {coding.transcript for coding in mine}
        transcript = project.all(Transcript)[uid]
        content = project.transcripts.content(transcript)
        pinned = [code for code in Pins().of(project) if code is not None]
        sentences = _sentences(Shown(content))
        names = [*NEW, *(pinned[number % 9].name for number in range(len(NEW), CODINGS))]
        wanted = {(name, *sentences[number * STEP]) for number, name in enumerate(names[: CODINGS - UNDONE])}
        codes = project.all(Code)
        assert {(codes[c.code].name, c.start, c.end) for c in mine} == wanted
        assert len(mine) == CODINGS - UNDONE
        merged = project.codebook.any_code(NEW[0])
        assert project.codebook.now.finals[merged.uid] == project.codebook.code(NEW[1]).uid
        assert {c.name for c in codes.values() if c.by == me or c.name in NEW} >= set(NEW)
        memos = [memo for memo in project.memos.all() if memo.coder == me]
        assert sorted(memo.text for memo in memos) == MEMOS
        changes = [change for change in project.history.all() if change.coder == PLAYER]
        assert sum(not change.stands for change in changes) == UNDONE
        assert project.history.verify() == []
    told = subprocess.run(
        [sys.executable, "-m", "qualcode", "check", str(path)], capture_output=True, text=True, check=True
    )
    assert told.stdout


def _sentences(shown: Shown) -> list[tuple[int, int]]:
    """The sentences, in order."""
    found = []
    at: int | None = 0
    while at is not None:
        span = shown.sentences.at(at)
        found.append((span.start, span.end))
        at = shown.sentences.next_start(span.start)
    return found
