"""Frames are counted right however the terminal cuts them."""

import pytest

from benchmarks.terminal import Frames

WRITTEN = b"\x1b[?2026$p\x1b[?2026hone\x1b[?2026l\x1b[?2026htwo\x1b[?2026l between \x1b[?2026hthree"


@pytest.mark.parametrize("size", range(1, len(WRITTEN) + 1))
def test_each_frame_and_each_question_is_counted_once(size: int) -> None:
    frames = Frames()
    ended = asked = 0
    for start in range(0, len(WRITTEN), size):
        ended += frames.ended_in(WRITTEN[start : start + size])
        asked += frames.asks
    assert (ended, asked) == (2, 1)
