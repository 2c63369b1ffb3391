"""How long one waits for the first hits of a search, and for 10,000 of them, with the texts in memory.

    python -m benchmarks.searching STUDY

tells, as JSON, of each query the milliseconds for the first 50 hits, for the first 10,000, and how many there
are: in one process, as at the screen, where the project is open. That the texts are read from the file, once,
stands before them. On the command line all is loaded each time: that is the job "search".
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.bench import Bench
from benchmarks.measure import Failed
from benchmarks.table import drawn
from qualcode.project import Project
from qualcode.project.search import Sought, on_the_shelf

FIRST, MANY = 50, 10_000
BOUNDS = {FIRST: 50.0, MANY: 500.0}  # milliseconds
RUNS = 5

QUERIES = (
    ("a word", Sought("medication")),
    ("a phrase", Sought("staff ward")),
    ("a word that isn't there", Sought("zebra")),
    ("any of two beginnings", Sought("med* OR trans*")),
    ("two words and not a third", Sought("medication AND transport -phone")),
    ("two words near each other", Sought("staff NEAR/3 ward")),
    ("all forms of a word", Sought("go", forms=True)),
    ("a regular expression", Sought(r"\bcare\W+plans?\b|\bward", pattern=True)),
    ("what participants say", Sought("medication", speech="participants")),
    ("what isn't coded", Sought("medication", uncoded=True)),
)


def measure(bench: Bench) -> dict[str, Any]:
    """What is told of the coded project of a bench, by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.searching", bench.project("coded")],
        capture_output=True, text=True, check=False, env=dict(bench.environment),
    )  # fmt: skip
    if done.returncode:
        raise Failed(done.stderr.strip().splitlines()[-1])
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def table(told: dict[str, Any]) -> str:
    """The measurements as a table in Markdown, with the bounds."""
    rows = [("search for", f"first {FIRST}", f"first {MANY:,}", "hits", "met")]
    for row in told["queries"]:
        met = row["first"] <= BOUNDS[FIRST] and row["many"] <= BOUNDS[MANY]
        times = (f"{row['first']:.0f} ms", f"{row['many']:.0f} ms")
        rows.append((row["name"], *times, f"{row['hits']:,}", "yes" if met else "no"))
    bounds = ", ".join(f"{hits:,} hits at most {most:g} ms" for hits, most in BOUNDS.items())
    return (
        f"{drawn(rows)}\n{told['transcripts']} transcripts, {told['characters']:,} characters, read in "
        f"{told['read']:.0f} ms; forms of words loaded in {told['forms']:.0f} ms; median of {RUNS}; {bounds}."
    )


def _measured(study: Path) -> dict[str, Any]:
    with Project.open(study, write=False) as project:
        began = perf_counter()
        contents = project.contents([transcript.content for transcript in on_the_shelf(project)])
        read = perf_counter() - began
        began = perf_counter()
        Sought("go", forms=True).search()
        loaded = perf_counter() - began
        return {
            "transcripts": len(contents),
            "characters": sum(len(content.text) for content in contents.values()),
            "read": read * 1000,
            "forms": loaded * 1000,
            "queries": [_query(project, name, sought) for name, sought in QUERIES],
        }


def _query(project: Project, name: str, sought: Sought) -> dict[str, Any]:
    first, many = (_milliseconds(project, sought, limit) for limit in (FIRST, MANY))
    return {"name": name, "first": first, "many": many, "hits": len(project.search(sought))}


def _milliseconds(project: Project, sought: Sought, limit: int) -> float:
    def once() -> float:
        began = perf_counter()
        project.search(sought, limit=limit)
        return perf_counter() - began

    return 1000 * median(once() for _ in range(RUNS))


def main(arguments: Sequence[str]) -> None:
    """Measure a project, and tell."""
    print(json.dumps(_measured(Path(arguments[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
