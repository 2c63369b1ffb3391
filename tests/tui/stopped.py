"""A practice study that is the same on every machine and day: its clock and its names by chance are fixed."""

import random
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

THEN = datetime(2026, 5, 20, 9, 0, tzinfo=UTC)


class Stopped(datetime):
    """A clock that goes on by a millisecond whenever one looks, so that no two things are of one time."""

    looks = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Stopped":
        """The time then."""
        Stopped.looks += 1
        then = THEN + timedelta(milliseconds=Stopped.looks)
        there = then.astimezone(tz) if tz is not None else then.replace(tzinfo=None)
        return cls.combine(there.date(), there.timetz())


@contextmanager
def stopped() -> Iterator[None]:
    """Hold the clock, and have chance give the same names again."""
    chance = random.Random(1)
    Stopped.looks = 0
    with pytest.MonkeyPatch.context() as patch:
        for name, module in list(sys.modules.items()):
            if name.startswith("qualcode") and getattr(module, "datetime", None) is datetime:
                patch.setattr(module, "datetime", Stopped)
        patch.setattr(secrets, "token_hex", lambda size=16: chance.randbytes(size).hex())
        yield


def make_practice(folder: Path) -> Path:
    """The practice study, in a folder."""
    from qualcode.project.practice import make_study

    path = folder / "Practice study.qualcode"
    with stopped():
        make_study(path).close()
    return path
