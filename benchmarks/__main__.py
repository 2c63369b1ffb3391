"""`python -m benchmarks`: measure the main jobs on the standard corpus, and print a table."""

import argparse
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.at_terminal import keys_object, keys_table, work
from benchmarks.bench import Bench, corpus_in
from benchmarks.gestures import STUDIES
from benchmarks.jobs import JOBS, Job
from benchmarks.make_corpus import add_size_options, size_of
from benchmarks.measure import Failed
from benchmarks.table import as_object, setting, table

TERMINAL = "terminal"
IDENTIFIERS = "identifiers"
SEARCHING = "searching"


def main() -> int:
    """Run the jobs that are asked for; 1 if one of them failed. A bound that isn't met is no failure."""
    options = _parser().parse_args()
    wanted = options.only or [*(job.name for job in JOBS), TERMINAL, IDENTIFIERS, SEARCHING]
    told: dict[str, Any] = {}
    failed = False
    if jobs := [job for job in JOBS if job.name in wanted]:
        failed = _run_jobs(jobs, options, told)
    if TERMINAL in wanted:
        failed = _run_terminal(options, told) or failed
    if SEARCHING in wanted:
        failed = _run_searching(options, told) or failed
    if IDENTIFIERS in wanted:
        _run_identifiers(options, told)
    if options.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    return 1 if failed else 0


def _run_jobs(jobs: Sequence[Job], options: argparse.Namespace, told: dict[str, Any]) -> bool:
    """Run jobs and print or tell of them; whether one failed."""
    size = size_of(options)
    _tell("corpus")
    corpus = corpus_in(options.folder, size)
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        bench = Bench(corpus, Path(place))
        outcomes = [bench.run(job, options.runs, _tell) for job in jobs]
    _tell("")
    told.update(as_object(outcomes, size, options.runs))
    if not options.json:
        print(table(outcomes))
        print(setting(size, options.runs))
    return any(outcome.failure for outcome in outcomes)


def _run_terminal(options: argparse.Namespace, told: dict[str, Any]) -> bool:
    """Work at the terminal and print or tell of it; whether that failed."""
    try:
        worked = [work(study, options.folder, _tell) for study in STUDIES]
    except Failed as failure:
        _tell("")
        print(f"at the terminal: {failure}", file=sys.stderr)
        return True
    _tell("")
    told["terminal"] = [keys_object(each) for each in worked]
    if not options.json:
        print(keys_table(worked))
    return False


def _run_searching(options: argparse.Namespace, told: dict[str, Any]) -> bool:
    """Search an open project and print or tell of it; whether that failed."""
    from benchmarks.searching import measure, table  # loads what the other jobs load by themselves

    _tell(SEARCHING)
    corpus = corpus_in(options.folder, size_of(options))
    try:
        with tempfile.TemporaryDirectory(dir=options.folder) as place:
            told[SEARCHING] = measure(Bench(corpus, Path(place)))
    except Failed as failure:
        _tell("")
        print(f"searching: {failure}", file=sys.stderr)
        return True
    _tell("")
    if not options.json:
        print(table(told[SEARCHING]))
    return False


def _run_identifiers(options: argparse.Namespace, told: dict[str, Any]) -> None:
    """Score the check for what identifies, and print or tell of it."""
    from benchmarks.identifiers import measure, table  # the model it loads would count to others' memory

    told[IDENTIFIERS] = measure(_tell)
    _tell("")
    if not options.json:
        print(table(told[IDENTIFIERS]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the main jobs, each in a fresh process, and keys at a terminal.",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[*(job.name for job in JOBS), TERMINAL, IDENTIFIERS, SEARCHING],
        help="run this job alone; may be repeated",
    )
    parser.add_argument("--runs", type=int, default=3, metavar="N", help="runs of each job (3)")
    parser.add_argument("--json", action="store_true", help="print JSON with every sample")
    parser.add_argument(
        "--folder",
        type=Path,
        default=Path(tempfile.gettempdir()) / "qualcode-benchmarks",
        help="where the corpus is kept for the next time, and where the jobs work",
    )
    add_size_options(parser)
    return parser


def _tell(what: str) -> None:
    """Say on one line of standard error what is being done."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
