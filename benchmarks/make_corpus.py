"""Write a reproducible corpus of interviews that any tool for qualitative coding can load.

    python -m benchmarks.make_corpus FOLDER [--transcripts 200] [--words 8000] [--codings 20000] …

FOLDER/transcripts/*.txt   turns with speakers' labels ("INTERVIEWER: …", "P001: …")
FOLDER/participants.csv    participant, transcript, site, participant_type
FOLDER/codebook.csv        code, theme, definition
FOLDER/codings.csv         transcript, start, end, code, coder, memo
                           (start and end count Unicode code points, end exclusive)

Half of the codings are by "alice"; "bob" repeats four in five of hers with shifted edges.
"""

import argparse
import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

SEED = 20180823

WORDS = """the and to of a in that it was i you we they is for on have so be with as but this there what not
at do my if just like know think people really time going because would about them then out well can get when
all very need staff ward care clinic doctor nurse family support trust access wait appointment transport cost
medication information training shift workload manager team community worry relief hope barrier help follow
referral home discharge risk safety record phone letter system change funding service local""".split()
SITES = ["Artois", "Burgundy", "Champagne", "Dauphine", "Languedoc", "Provence"]
TYPES = ["Care coordinator", "Senior manager", "Senior practitioner", "Service user", "Carer"]

CodingRow = tuple[str, int, int, str, str, str]  # transcript, start, end, code, coder, memo


@dataclass(frozen=True)
class Size:
    """How large a corpus is; `words` are those of one transcript. The defaults are the standard corpus."""

    transcripts: int = 200
    words: int = 8000
    codes: int = 60
    themes: int = 12
    codings: int = 20000


def make_corpus(folder: Path, size: Size) -> None:
    """Write the corpus. The same size gives the same files."""
    rng = random.Random(SEED)
    texts = folder / "transcripts"
    texts.mkdir(parents=True, exist_ok=True)
    codes = [f"code {number:02d}" for number in range(1, size.codes + 1)]
    people: list[tuple[str, str, str, str]] = []
    codings: list[CodingRow] = []
    for number in range(size.transcripts):
        label = f"P{number + 1:03d}"
        file = f"{label}.txt"
        text = interview(rng, label, size.words)
        (texts / file).write_text(text, encoding="utf-8", newline="\n")
        people.append((label, file, SITES[number % 6], TYPES[number // 6 % 5]))
        codings += coded(rng, file, text, codes, size.codings // size.transcripts // 2)
    book = [
        (code, f"Theme {number % size.themes + 1:02d}", f"What counts as {code}.")
        for number, code in enumerate(codes)
    ]
    write(folder / "participants.csv", ["participant", "transcript", "site", "participant_type"], people)
    write(folder / "codebook.csv", ["code", "theme", "definition"], book)
    write(folder / "codings.csv", ["transcript", "start", "end", "code", "coder", "memo"], codings)


def interview(rng: random.Random, label: str, words: int) -> str:
    """One interview of about `words` words: short questions and long answers in turn."""
    turns: list[str] = []
    said = 0
    while said < words:
        asks = len(turns) % 2 == 0
        size = rng.randint(8, 25) if asks else rng.randint(30, 160)
        turns.append(f"{'INTERVIEWER' if asks else label}: {sentences(rng, size)}")
        said += size
    return "\n\n".join(turns)


def sentences(rng: random.Random, count: int) -> str:
    """`count` words as capitalised sentences of 6 to 18 words."""
    words, parts = rng.choices(WORDS, k=count), []
    while words:
        size = rng.randint(6, 18)
        parts.append(" ".join(words[:size]).capitalize() + ".")
        words = words[size:]
    return " ".join(parts)


def coded(rng: random.Random, file: str, text: str, codes: Sequence[str], pairs: int) -> list[CodingRow]:
    """The codings of one transcript: `pairs` by alice, each followed by one of bob's."""
    rows: list[CodingRow] = []
    for index in range(pairs):
        start = rng.randrange(0, len(text) - 700)
        end = start + rng.randint(80, 600)
        code = rng.choice(codes)
        rows.append((file, start, end, code, "alice", f"note {index}" if index % 10 == 0 else ""))
        if rng.random() < 0.8:
            start = max(0, start + rng.randint(-40, 40))
            end = min(len(text), end + rng.randint(-40, 40))
        else:
            start = rng.randrange(0, len(text) - 700)
            end, code = start + rng.randint(80, 600), rng.choice(codes)
        rows.append((file, start, end, code, "bob", ""))
    return rows


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    """Write one UTF-8 csv file."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


def add_size_options(parser: argparse.ArgumentParser) -> None:
    """Let a command take the size of the corpus."""
    standard = Size()
    group = parser.add_argument_group("size of the corpus")
    for name in ("transcripts", "words", "codes", "themes", "codings"):
        group.add_argument(f"--{name}", type=int, default=getattr(standard, name), metavar="N")


def size_of(options: argparse.Namespace) -> Size:
    """The size that was asked for."""
    return Size(options.transcripts, options.words, options.codes, options.themes, options.codings)


def main() -> None:
    """Write the corpus that the command line asks for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.make_corpus",
        description="Write a reproducible corpus of coded interviews.",
    )
    parser.add_argument("folder", type=Path)
    add_size_options(parser)
    options = parser.parse_args()
    make_corpus(options.folder, size_of(options))


if __name__ == "__main__":
    main()
