"""`python -m benchmarks`: measure the main jobs on the standard corpus, and print a table."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.bench import Bench, corpus_in
from benchmarks.jobs import JOBS
from benchmarks.make_corpus import add_size_options, size_of
from benchmarks.table import as_object, setting, table


def main() -> int:
    """Run the jobs that are asked for; 1 if one of them failed. A bound that isn't met is no failure."""
    options = _parser().parse_args()
    size = size_of(options)
    jobs = [job for job in JOBS if not options.only or job.name in options.only]
    _tell("corpus")
    corpus = corpus_in(options.folder, size)
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        bench = Bench(corpus, Path(place))
        outcomes = [bench.run(job, options.runs, _tell) for job in jobs]
    _tell("")
    if options.json:
        print(json.dumps(as_object(outcomes, size, options.runs), ensure_ascii=False, indent=2))
    else:
        print(table(outcomes))
        print(setting(size, options.runs))
    return 1 if any(outcome.failure for outcome in outcomes) else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure the main jobs on the standard corpus, each in a fresh process.",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[job.name for job in JOBS],
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
