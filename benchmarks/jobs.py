"""The jobs that are measured: the command of each, what it starts from, its bounds, and how others do.

`STUDY` stands for the project, `CORPUS` for the folder of the corpus, `OUT` for a folder to write to.

A framework matrix as xlsx is always a whole workbook: `qualcode matrix export STUDY FILE.xlsx --extracts 3`
writes all themes by all participants, for each theme a sheet of its codes by all participants and another
with three extracts in each cell, then groups, every extract, counts, codebook and participants. So the job
"codes" holds 12 themes by 200 participants as well as 60 codes by 200 participants, and a good deal
more, in one call. The job "themes" has the themes as columns, once with summaries and once with extracts,
and all the other sheets.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

STUDY, CORPUS, OUT = "STUDY", "CORPUS", "OUT"

MEMORY = 200.0
"""Megabytes: what no job may take more of."""

TOOLS = ("QualCoder 4.0b", "qc 1.7", "Taguette 1.5")
"""Measured by others on the same corpus and the like hardware, for comparison."""

State = Literal["none", "empty", "ready", "coded"]
"""What a job's project holds: there is none; nothing; all but codings; everything."""


@dataclass(frozen=True)
class Job:
    """One command, run in a fresh process on a fresh copy of its project.

    A fresh copy has no backup yet: what is measured of a command that writes includes a verified one.
    `seconds` is the bound on its time, None where there is none. `says` must stand in what it prints; if it
    draws a screen (`screen`), all of `shows` must stand on the screen, and only the time until they do is
    measured.
    """

    name: str
    title: str
    starts_from: State
    command: tuple[str, ...]
    seconds: float | None = None
    says: str = ""
    screen: bool = False
    shows: tuple[str, ...] = ()
    others: Mapping[str, str] = field(default_factory=dict)


IMPORT = Job(
    "transcripts",
    "import the transcripts",
    "empty",
    ("import", STUDY, f"{CORPUS}/transcripts"),
    seconds=3,
    says="Imported",
    others={"QualCoder 4.0b": "0.9–4.7 s", "qc 1.7": "4.5 s", "Taguette 1.5": "151 s"},
)
IMPORT_DOCX = Job(
    "docx",
    "import the transcripts as Word documents",
    "empty",
    ("import", STUDY, f"{CORPUS}/docx"),
    seconds=5,
    says="Imported",
)
IMPORT_PDF = Job(
    "pdf",
    "import the transcripts as PDF",
    "empty",
    ("import", STUDY, f"{CORPUS}/pdf"),
    seconds=12,
    says="Imported",
)
PARTICIPANTS = Job(
    "participants",
    "import the participants",
    "empty",
    ("participants", "import", STUDY, f"{CORPUS}/participants.csv"),
    says="Imported",
)
CODEBOOK = Job(
    "codebook",
    "import the codebook",
    "empty",
    ("codebook", "import", STUDY, f"{CORPUS}/codebook.csv"),
    says="Imported",
)
CODINGS = Job(
    "codings",
    "import the codings",
    "ready",
    ("codings", "import", STUDY, f"{CORPUS}/codings.csv"),
    seconds=3,
    says="Imported",
    others={"qc 1.7": "59 s", "Taguette 1.5": "12.3 s"},
)

JOBS = (
    IMPORT,
    IMPORT_DOCX,
    IMPORT_PDF,
    PARTICIPANTS,
    CODEBOOK,
    CODINGS,
    Job(
        "themes",
        "matrix of themes, 3 extracts a cell (xlsx)",
        "coded",
        ("matrix", "export", STUDY, f"{OUT}/themes.xlsx", "--columns", "themes", "--extracts", "3"),
        seconds=3,
        says="Wrote",
        others={"QualCoder 4.0b": "28 s"},
    ),
    Job(
        "codes",
        "matrices of themes and of codes, 3 extracts a cell (xlsx)",
        "coded",
        ("matrix", "export", STUDY, f"{OUT}/matrix.xlsx", "--extracts", "3"),
        seconds=6,
        says="Wrote",
        others={"QualCoder 4.0b": "69–87 s"},
    ),
    Job(
        "page",
        "matrices of themes and of codes, every extract with its turns (html)",
        "coded",
        ("matrix", "export", STUDY, f"{OUT}/matrix.html"),
        says="Wrote",
    ),
    Job(
        "counts",
        "counts of codes by site and participant type",
        "coded",
        ("codings", "counts", STUDY, "--by", "site", "--by", "participant_type", "--json"),
        seconds=0.7,
        says='"code 01"',
        others={"qc 1.7": "2.9 s (by document)"},
    ),
    Job(
        "extracts",
        "all extracts (xlsx)",
        "coded",
        ("extracts", "export", STUDY, f"{OUT}/extracts.xlsx"),
        seconds=4,
        says="Wrote",
        others={"QualCoder 4.0b": "2.3 s after a 13 s report", "Taguette 1.5": "4.2 s"},
    ),
    Job(
        "search",
        "search: the first 10,000 hits, sorted by what stands before",
        "coded",
        ("search", STUDY, "med* OR transport", "--order", "left", "--limit", "10000"),
        seconds=3,
        says="10,000 hits in",
    ),
    Job(
        "forms",
        "search: all forms of a word, in 50 lines",
        "coded",
        ("search", STUDY, "going", "--forms", "--limit", "50"),
        seconds=1.5,
        says="50 hits in",
    ),
    Job(
        "help",
        "qualcode --help",
        "none",
        ("--help",),
        seconds=0.15,
        says="Usage",
        others={"qc 1.7": "1.4–3 s"},
    ),
    Job(
        "small",
        "a small command: coders list",
        "coded",
        ("coders", "list", STUDY),
        seconds=0.6,
        says="alice",
        others={"qc 1.7": "1.4–3 s"},
    ),
    Job(
        "open",
        "first screen of a project",
        "coded",
        ("open", STUDY),
        seconds=1.2,
        screen=True,
        shows=("P001", "INTERVIEWER", "code 01", "Saved"),
    ),
    Job(
        "start",
        "first screen without a project",
        "none",
        (),
        seconds=1.2,
        screen=True,
        shows=("practice study",),
    ),
)
