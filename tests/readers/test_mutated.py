"""Damaged files: whatever happens to a file's bytes, it is read, or refused in one clear sentence.

A few hundred mutated files a reader in the ordinary run; 10,000 with HYPOTHESIS_PROFILE=full.
"""

import json
import os
import random
import time
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from qualcode.model.errors import QualcodeError
from qualcode.readers import FORMATS, read_sources
from qualcode.readers.codebook import read_codebook
from qualcode.readers.codings import read_codings
from qualcode.readers.participants import read_participants
from qualcode.readers.summaries import read_summaries
from qualcode.writers.tables import write_xlsx
from tests.readers.opendocument import odt
from tests.readers.printed import pdf, typeset
from tests.readers.word import docx, p

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
ORDINARY = 200
DATA = Path(__file__).parents[3] / "shared" / "data"
SHARED = DATA / "consultations" / "derived" / "ten_formats"
ADVERSARIAL = DATA / "adversarial"
ENDINGS = [ending for ending in FORMATS if ending not in (".text", ".htm")]  # read as txt and html are
ARCHIVES = (".docx", ".odt", ".xlsx")
LONGEST = 5.0  # seconds of one file: as good as hanging
LARGEST = 200_000  # bytes: what is mutated stays small, so that no time is spent on size

RTF = r"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}}{\header Study}\b "
SAID = [("Interviewer", "How are you?"), ("P1", "Getting by."), ("Interviewer", "And?"), ("P1", "Fine, so.")]
CODES = [{"name": "trust", "brief": "Believing"}, {"name": "hope", "former_names": ["faith"]}]
TABLES = {
    "participants": (["participant", "transcript", "site", "since"], ["Ada", "P01", "Hazel", "2024-05-01"]),
    "codings": (["transcript", "start", "end", "code", "memo"], ["P01", "3", "12", "trust", "see"]),
    "summaries": (
        ["participant", "column", "text", "extracts"],
        ["Ada", "trust", "So", "supports | P01 | 3-9 |"],
    ),
    "codebook": (
        ["code", "theme", "definition", "status"],
        ["trust", "caring; be", "Relying", "agreed"],
    ),
}
READERS: dict[str, Callable[[Path], object]] = {
    "participants": read_participants,
    "codings": read_codings,
    "summaries": read_summaries,
    "codebook": read_codebook,
}
# What breaks parsers, beyond flipped bits.
SPLICES = [
    *(b"{\\*\\ud ", b"\\u-10179?", b"\\bin99999999 ", b"{\\footnote ", b"\\deleted ", b"}}", b"{{", b"\\'"),
    *(b"<table><tr><td>", b"</p>", b"<del>", b"endobj", b"stream\n", b"/Kids [2 0 R]", b"/Length 999999999"),
    *(b"\0", b"\x1b[2J", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\x85", b"\xed\xa0\x80", "\u202e".encode()),
    *(b"-->", b"<v ", b"<", b"{", b"[", b'"', b"'", b":", b"\n\n", b"\t", b"&#x1b;", b"&#55555;", b"&a;"),
    *(b"99999999999:99", b"00:00:99.999 --> 1:1:1:1\n", b"NOTE\n", b"- ", b"&x ", b"*x", b"!!binary ", b"~"),
    *(b"\\ud800", b"\\UFFFFFFFF", b"1e999", b"NaN", b"9" * 5_000, b"=1+1", b"#REF!", b"<!DOCTYPE a>"),
]


def mutated(data: bytes, rnd: random.Random) -> bytes:
    """The bytes with a few changes: bits flipped, parts cut, moved, doubled, and oddities put in."""
    new = bytearray(data)
    for _ in range(rnd.choice([1, 1, 1, 2, 5, 20])):
        at = rnd.randrange(len(new) + 1)
        to = min(len(new), at + rnd.randrange(1, 300))
        match rnd.randrange(7):
            case 0:
                new[at : at + 1] = bytes([rnd.randrange(256)])
            case 1:
                del new[at:]
            case 2:
                del new[at:to]
            case 3:
                new[at:at] = rnd.choice(SPLICES)
            case 4:
                new[at : at + 1] = new[at : at + 1] * rnd.choice([2, 100, 5_000])
            case 5:
                there = rnd.randrange(len(new) + 1)
                new[there:there] = new[at:to]
            case _:
                new[at:to] = data[: to - at]
    return bytes(new[:LARGEST])


def mutated_archive(data: bytes, rnd: random.Random) -> bytes:
    """An archive that is damaged, or whole with a part of it mutated, taken out, renamed or there twice."""
    if rnd.random() < 0.25:
        return mutated(data, rnd)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    place = rnd.randrange(len(parts))
    name, part = parts[place]
    match rnd.randrange(8):
        case 0:
            del parts[place]
        case 1:
            parts.append((name, mutated(part, rnd)))
        case 2:
            parts[place] = rnd.choice(["../x.xml", "/x", "C:x", name.upper(), f"{name}/", "a\x1b.xml"]), part
        case _:
            parts[place] = name, mutated(part, rnd)
    made = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", rnd.choice([0, 8])) as archive:
        warnings.simplefilter("ignore")  # of names that are there twice
        for name, part in parts:
            archive.writestr(name, part)
    return made.getvalue()


def transcripts(ending: str, folder: Path) -> list[bytes]:
    """Transcripts of a format: one made here, and the shared ones where they are."""
    path = folder / f"made{ending}"
    labelled = [f"{who}: {words}" for who, words in SAID]
    rows = [(str(n), who, words) for n, (who, words) in enumerate(SAID)]
    times = [f"00:00:0{n}.000 --> 00:00:0{n}.900\n{line}\n" for n, line in enumerate(labelled)]
    match ending:
        case ".docx":
            docx(path, "".join(p(line) for line in labelled))
        case ".odt":
            odt(path, "".join(f"<text:p>{line}<text:s/></text:p>" for line in labelled))
        case ".pdf":
            pdf(path, typeset(labelled, header="Study {}"))
        case ".xlsx":
            write_xlsx(path, ["start", "speaker", "text"], rows)
        case ".csv" | ".tsv":
            sign = "\t" if ending == ".tsv" else ","
            path.write_text("\n".join(sign.join(row) for row in [("start", "speaker", "text"), *rows]))
        case ".json":
            path.write_text(
                json.dumps([{"start": n, "speaker": who, "text": words} for n, who, words in rows])
            )
        case ".rtf":
            path.write_text(RTF + "".join(f"{line}\\par " for line in labelled) + "}")
        case ".html" | ".htm":
            path.write_text(
                "<meta charset=utf-8>" + "".join(f"<p><b>{who}:</b> {words}" for who, words in SAID)
            )
        case ".vtt" | ".srt":
            path.write_text("WEBVTT\n\n" * (ending == ".vtt") + "\n".join(times))
        case _:
            path.write_text("\n".join(labelled))
    return [path.read_bytes(), *(each.read_bytes() for each in _real(ending))]


def _real(ending: str) -> list[Path]:
    """Real files of a format that are small enough to be mutated thousands of times."""
    real = [*SHARED.glob(f"*{ending}"), *ADVERSARIAL.rglob(f"*{ending}")]
    small = sorted(path for path in real if 0 < path.stat().st_size < LARGEST)
    return [path for path in small if ending not in ARCHIVES or zipfile.is_zipfile(path)]


def table(name: str, ending: str, folder: Path) -> bytes:
    """A small table or codebook."""
    header, row = TABLES[name]
    if ending == ".json":
        return json.dumps({"codes": CODES}).encode()
    if ending == ".yaml":
        return b"themes:\n- name: caring\n  codes: [trust]\ncodes:\n- name: trust\n  brief: |\n    So\n"
    if ending == ".xlsx":
        write_xlsx(folder / "whole.xlsx", header, [row, row])
        return (folder / "whole.xlsx").read_bytes()
    return "\n".join(",".join(cells) for cells in (header, row, row)).encode()


def check_endured(
    read: Callable[[Path], object], path: Path, whole: list[bytes], first: int, last: int
) -> None:
    """Read mutated files; the number of the one that broke the reader is the seed that makes it again."""
    mutate = mutated_archive if path.suffix in ARCHIVES else mutated
    for seed in range(first, last):
        rnd = random.Random(seed)
        path.write_bytes(mutate(rnd.choice(whole), rnd))
        before = time.process_time()
        try:
            read(path)
        except QualcodeError as error:
            said = str(error)
        except Exception as error:
            raise AssertionError(f"{path.name}: seed {seed}") from error
        else:
            said = path.name
        assert path.name in said, seed
        assert time.process_time() - before < LONGEST, seed


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_damaged_transcript(ending: str, tmp_path: Path) -> None:
    check_endured(read_sources, tmp_path / f"x{ending}", transcripts(ending, tmp_path), 0, ORDINARY)


_TABLES = [
    *((name, ending) for name in TABLES for ending in (".csv", ".xlsx")),
    *(("codebook", ending) for ending in (".yaml", ".json")),
]


@pytest.mark.parametrize(("name", "ending"), _TABLES)
def test_a_damaged_table(name: str, ending: str, tmp_path: Path) -> None:
    check_endured(READERS[name], tmp_path / f"x{ending}", [table(name, ending, tmp_path)], 0, ORDINARY)


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="thousands of files: with HYPOTHESIS_PROFILE=full")
@pytest.mark.parametrize("ending", ENDINGS)
def test_thousands_of_damaged_transcripts(ending: str, tmp_path: Path) -> None:
    check_endured(read_sources, tmp_path / f"x{ending}", transcripts(ending, tmp_path), ORDINARY, 10_000)


@pytest.mark.slow
@pytest.mark.skipif(not FULL, reason="thousands of files: with HYPOTHESIS_PROFILE=full")
@pytest.mark.parametrize(("name", "ending"), _TABLES)
def test_thousands_of_damaged_tables(name: str, ending: str, tmp_path: Path) -> None:
    check_endured(READERS[name], tmp_path / f"x{ending}", [table(name, ending, tmp_path)], ORDINARY, 10_000)
