"""The known answer: the standard corpus, imported and exported, against a few lines of independent code.

Everything expected is worked out from the corpus's own csv and txt files; nothing of `qualcode` is used.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from benchmarks.make_corpus import SITES, TYPES, Size, make_corpus
from qualcode.project import Project

SIZES = {"small": Size(24, 1500, 60, 12, 1200), "standard": Size()}
EXTRACTS = 3


@dataclass(frozen=True)
class Passage:
    """What the csv files say of one passage: codings of one code that overlap."""

    code: str
    person: str
    start: int
    end: int
    coders: frozenset[str]
    codings: int


@dataclass(frozen=True)
class Corpus:
    """The corpus as its files are."""

    folder: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def texts(self) -> Mapping[str, str]:
        return {p.stem: p.read_text(encoding="utf-8") for p in (self.folder / "transcripts").iterdir()}

    @cached_property
    def turns(self) -> Mapping[str, list[tuple[bool, int, int]]]:
        """For each person's text its turns: whether the interviewer's, start and end of the speech."""
        found: dict[str, list[tuple[bool, int, int]]] = {}
        for person, text in self.texts.items():
            at = 0
            found[person] = []
            for block in text.split("\n\n"):
                label = block.partition(": ")[0]
                found[person].append((label == "INTERVIEWER", at + len(label) + 2, at + len(block)))
                at += len(block) + 2
        return found

    @cached_property
    def people(self) -> Mapping[str, tuple[str, str]]:
        """Site and type of each person, in the order of the matrix's rows."""
        given = {r["participant"]: (r["site"], r["participant_type"]) for r in self.rows("participants")}
        by = sorted(given, key=lambda p: (*given[p], p))
        return {person: given[person] for person in by}

    @cached_property
    def themes(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.rows("codebook"):
            found[row["theme"]].append(row["code"])
        return found

    @cached_property
    def passages(self) -> Mapping[tuple[str, str], list[Passage]]:
        """Passages by person and code, in order; those in which only the interviewer speaks left out."""
        marked: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for row in self.rows("codings"):
            person = row["transcript"].removesuffix(".txt")
            marked[person, row["code"]].append((int(row["start"]), int(row["end"]), row["coder"]))
        found = {}
        for (person, code), those in marked.items():
            heaps: list[list[tuple[int, int, str]]] = []
            for one in sorted(those):
                if heaps and one[0] < max(end for _, end, _ in heaps[-1]):
                    heaps[-1].append(one)
                else:
                    heaps.append([one])
            joined = [
                Passage(
                    code,
                    person,
                    heap[0][0],
                    max(e for _, e, _ in heap),
                    frozenset(c for _, _, c in heap),
                    len(heap),
                )
                for heap in heaps
            ]
            found[person, code] = [p for p in joined if self.is_heard(p)]
        return found

    def is_heard(self, passage: Passage) -> bool:
        return any(
            not asks and start < passage.end and passage.start < end
            for asks, start, end in self.turns[passage.person]
        )

    def under(self, person: str, codes: list[str]) -> list[Passage]:
        found = [p for code in codes for p in self.passages.get((person, code), [])]
        return sorted(found, key=lambda p: p.start)

    def spoke(self, codes: list[str], site: str = "", kind: str = "") -> int:
        """How many people of a site and type (of any, if not given) spoke about some codes."""
        return sum(
            bool(self.under(person, codes))
            for person, (its_site, its_kind) in self.people.items()
            if site in ("", its_site) and kind in ("", its_kind)
        )

    def text(self, passage: Passage) -> str:
        return self.texts[passage.person][passage.start : passage.end]

    def turn(self, passage: Passage) -> int:
        """The number of the turn in which a passage begins; of the next one if it begins between two."""
        ends = [end for _, _, end in self.turns[passage.person]]
        return next(number for number, end in enumerate(ends, start=1) if end > passage.start)

    def question(self, passage: Passage) -> str:
        asked = [(s, e) for asks, s, e in self.turns[passage.person] if asks and s < passage.start]
        return self.texts[passage.person][slice(*asked[-1])] if asked else "No question before it"

    def quoted(self, passages: list[Passage]) -> list[str]:
        return [f"“{self.text(p)}” (t{self.turn(p)})" for p in passages[:EXTRACTS]]


def is_cell_of(cell: str, quoted: list[str], passages: int) -> bool:
    """Whether a cell holds the first extracts, three or (of long ones) fewer, and how many more."""
    if not quoted:
        return cell == "No extracts"
    for shown in range(len(quoted), 0, -1):
        text, _, rest = cell.partition("\nand ")
        if text == "\n".join(quoted[:shown]):
            return rest.split(" ")[0] == (f"{passages - shown}" if passages > shown else "")
    return False


@pytest.fixture(
    scope="module",
    params=["small", pytest.param("standard", marks=pytest.mark.slow)],
    ids=["small", "standard"],
)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    make_corpus(folder, SIZES[request.param])
    return Corpus(folder)


@pytest.fixture(scope="module")
def project(corpus: Corpus) -> Iterator[Project]:
    with Project.new(corpus.folder / "study.qualcode", "alice") as made:
        made.transcripts.bring_in([corpus.folder / "transcripts"])
        made.participants.bring_in(made.participants.read(corpus.folder / "participants.csv"))
        made.codebook.bring_in(made.codebook.read(corpus.folder / "codebook.csv"))
        taken = made.codings.bring_in(made.codings.read(corpus.folder / "codings.csv"))
        assert (taken.codings, taken.new_coders) == (len(corpus.rows("codings")), ("bob",))
        yield made


Sheets = Mapping[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def sheets(corpus: Corpus, project: Project) -> Sheets:
    """The workbook, each sheet as rows of values."""
    path = corpus.folder / "matrix.xlsx"
    project.matrix.export(path, extracts=EXTRACTS)
    book = load_workbook(path, read_only=True)
    found = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    book.close()
    return found


def test_every_transcript_has_its_words_turns_and_speakers(corpus: Corpus, project: Project) -> None:
    listed = {row.name: row for row in project.transcripts.listed()}
    assert listed.keys() == corpus.texts.keys()
    for person, text in corpus.texts.items():
        row = listed[person]
        assert (row.turns, row.segments) == (len(corpus.turns[person]),) * 2
        assert row.speakers == ("INTERVIEWER", person)
        assert row.words == sum(len(text[start:end].split()) for _, start, end in corpus.turns[person])
        assert row.participants == (person,)


def test_every_count_by_site_and_type(corpus: Corpus, project: Project) -> None:
    rows = {(r.code, *r.group): r.count for r in project.matrix.counts(by=["site", "participant_type"])}
    groups = dict.fromkeys(corpus.people.values())
    codes = [code for theme in corpus.themes.values() for code in theme]
    assert list(rows) == [(code, *group) for code in codes for group in groups]
    for (code, *group), count in rows.items():
        members = [p for p, its in corpus.people.items() if its == tuple(group)]
        those = [corpus.passages.get((person, code), []) for person in members]
        assert count.participants == sum(map(bool, those))
        assert count.of == len(members)
        assert count.passages == sum(map(len, those))
        assert count.codings == sum(p.codings for passages in those for p in passages)


def test_every_cell_of_every_themes_extracts(corpus: Corpus, sheets: Sheets) -> None:
    seen = short = 0
    for number, (theme, codes) in enumerate(corpus.themes.items(), start=1):
        rows = sheets[f"{number} {theme} – extracts"][2:]
        assert rows[0][: 3 + len(codes)] == ("Participant", "Site", "Participant type", *codes)
        assert [row[:3] for row in rows[1:]] == [(p, *its) for p, its in corpus.people.items()]
        for row in rows[1:]:
            for code, cell in zip(codes, row[3:], strict=False):
                passages = corpus.under(row[0], [code])
                quoted = corpus.quoted(passages)
                assert is_cell_of(cell, quoted, len(passages)), cell
                seen += bool(passages)
                short += cell.count("” (t") < len(quoted)
    assert seen == sum(map(bool, corpus.passages.values()))
    assert short * 4 < seen  # most cells show all that was asked for


def test_every_cell_of_the_themes_as_columns(corpus: Corpus, project: Project) -> None:
    matrix = project.matrix.show("themes", extracts=EXTRACTS)
    assert [column.name for column in matrix.columns] == list(corpus.themes)
    assert [(row.name, *row.attributes) for row in matrix.rows] == [
        (p, *its) for p, its in corpus.people.items()
    ]
    for row in matrix.rows:
        for column in matrix.columns:
            passages = corpus.under(row.name, corpus.themes[column.name])
            cell = matrix.cell(row, column)
            assert cell.passages == len(passages)
            assert [f"“{e.text}” ({e.reference})" for e in cell.extracts] == corpus.quoted(passages)


def test_every_summary_is_still_to_chart(corpus: Corpus, sheets: Sheets) -> None:
    for number, (theme, codes) in enumerate(corpus.themes.items(), start=1):
        rows = sheets[f"{number} {theme}"][3:]
        assert [row[0] for row in rows] == list(corpus.people)
        assert {cell for row in rows for cell in row[3 : 3 + len(codes)]} == {"To chart"}


def test_every_participants_by_code(corpus: Corpus, sheets: Sheets) -> None:
    header, *rows = sheets["Participants by code"][2:]
    sites = [site for site in sorted(SITES) if site in {s for s, _ in corpus.people.values()}]
    types = [kind for kind in sorted(TYPES) if kind in {t for _, t in corpus.people.values()}]
    sizes = [("All", len(corpus.people))]
    sizes += [(site, sum(site == s for s, _ in corpus.people.values())) for site in sites]
    sizes += [(kind, sum(kind == t for _, t in corpus.people.values())) for kind in types]
    assert header == ("Theme", "Code", *(f"{name} (N = {n})" for name, n in sizes))
    assert rows == [
        (
            theme,
            code,
            corpus.spoke([code]),
            *(corpus.spoke([code], site=site) for site in sites),
            *(corpus.spoke([code], kind=kind) for kind in types),
        )
        for theme, codes in corpus.themes.items()
        for code in codes
    ]


def test_every_group(corpus: Corpus, sheets: Sheets) -> None:
    rows = sheets["Groups"][3:]
    groups = dict.fromkeys(corpus.people.values())
    assert [row[:2] for row in rows] == list(groups)
    for row in rows:
        assert row[2] == sum(its == row[:2] for its in corpus.people.values())
        assert row[4::3][: len(corpus.themes)] == tuple(
            corpus.spoke(codes, *row[:2]) for codes in corpus.themes.values()
        )


def test_every_extract(corpus: Corpus, sheets: Sheets) -> None:
    rows = [row[:12] for row in sheets["Extracts"][3:]]
    expected = [
        (
            person,
            *corpus.people[person],
            theme,
            code,
            corpus.question(p),
            corpus.text(p),
            f"{person}, t{corpus.turn(p)}",
            p.coders,
        )
        for theme, codes in corpus.themes.items()
        for code in codes
        for person in sorted(corpus.people)
        for p in corpus.passages.get((person, code), [])
    ]
    told = [(*row[1:9], frozenset(row[10].split("; "))) for row in rows]
    assert told == expected
    assert [row[0] for row in rows] == list(range(1, len(expected) + 1))


def test_every_code_of_the_codebook_sheet(corpus: Corpus, sheets: Sheets) -> None:
    rows = sheets["Codebook"][3:]
    assert [(row[0], row[1], row[-2], row[-1]) for row in rows] == [
        (
            theme,
            code,
            corpus.spoke([code]),
            sum(len(corpus.passages.get((p, code), [])) for p in corpus.people),
        )
        for theme, codes in corpus.themes.items()
        for code in codes
    ]


def test_every_participant_has_their_own_words_counted(corpus: Corpus, sheets: Sheets) -> None:
    rows = sheets["Participants"][3:]
    assert [(row[0], row[3], row[4], row[6]) for row in rows] == [
        (
            person,
            person,
            sum(len(corpus.texts[person][s:e].split()) for asks, s, e in corpus.turns[person] if not asks),
            "alice; bob",
        )
        for person in corpus.people
    ]


def test_the_project_is_sound(project: Project) -> None:
    assert project.check() == []
