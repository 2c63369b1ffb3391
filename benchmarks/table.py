"""The outcomes as a table, and as JSON."""

import os
import platform
from collections.abc import Sequence
from typing import Any

from benchmarks.bench import Outcome
from benchmarks.jobs import MEMORY, TOOLS
from benchmarks.make_corpus import Size
from benchmarks.measure import median

HEADER = ("job", "wall", "CPU", "memory", "at most", "met", *TOOLS)


def table(outcomes: Sequence[Outcome]) -> str:
    """The table, in Markdown, with the failures below it."""
    failures = [f"{outcome.job.title}: {outcome.failure}" for outcome in outcomes if outcome.failure]
    return "\n".join([drawn([HEADER, *(_row(outcome) for outcome in outcomes)]), *failures])


def drawn(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as a table in Markdown, the first as its header."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rule = tuple("-" * width for width in widths)
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], rule, *rows[1:])
    )


def _row(outcome: Outcome) -> tuple[str, ...]:
    job = outcome.job
    bound = "–" if job.seconds is None else f"{job.seconds:g} s"
    others = [job.others.get(tool, "–") for tool in TOOLS]
    if outcome.failure:
        return job.title, "–", "–", "–", bound, "failed", *others
    wall, cpu, memory = median(outcome.samples)
    return job.title, f"{wall:.2f} s", f"{cpu:.2f} s", f"{memory:.0f} MB", bound, met(outcome), *others


def met(outcome: Outcome) -> str:
    """Whether the bounds are met, in words. Over the time, but not by its own work: "CPU yes"."""
    wall, cpu, memory = median(outcome.samples)
    bound = outcome.job.seconds
    over = []
    if bound is not None and wall > bound:
        over.append("time" if cpu > bound else "time (CPU yes)")
    if memory > MEMORY:
        over.append("memory")
    return f"no: {', '.join(over)}" if over else "yes"


def setting(size: Size, runs: int) -> str:
    """What was measured, and on what, in two lines."""
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{size.transcripts} transcripts of {size.words:,} words, {size.codes} codes, {size.themes} themes, "
        f"{size.codings:,} codings; median of {runs}, memory the highest, at most {MEMORY:g} MB.\n"
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load at the end {load}."
    )


def as_object(outcomes: Sequence[Outcome], size: Size, runs: int) -> dict[str, Any]:
    """The outcomes, with every sample, as they stand in JSON. Times in seconds, memory in megabytes."""
    return {
        "corpus": vars(size),
        "runs": runs,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
        "memory_at_most": MEMORY,
        "jobs": [_object(outcome) for outcome in outcomes],
    }


def _object(outcome: Outcome) -> dict[str, Any]:
    job = outcome.job
    told: dict[str, Any] = {"name": job.name, "title": job.title, "seconds_at_most": job.seconds}
    if outcome.failure:
        return {**told, "failure": outcome.failure}
    return {
        **told,
        "median": median(outcome.samples)._asdict(),
        "met": met(outcome),
        "samples": [each._asdict() for each in outcome.samples],
        "others": dict(job.others),
    }
