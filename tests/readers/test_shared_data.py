"""Real files with known answers, and hostile ones: a value or one sentence, in time and memory."""

import hashlib
import json
import re
import sys
import time
from collections.abc import Iterator

import pytest

from qualcode.model.errors import QualcodeError
from qualcode.model.text import Content
from qualcode.readers import FORMATS, read_source
from qualcode.readers.tables import read_table
from tests.readers.shared import DATA, needs_shared_data

pytestmark = needs_shared_data


def spoken(content: Content) -> Iterator[tuple[str, str]]:
    """Speakers and words, without the marks of uncertainty, which differ by format."""
    for s in content.segments:
        words = re.sub(r"<[^>]*>|\[[^\]]*\] ?", "", content.text[s.start : s.end])
        yield s.speaker, " ".join(words.split())


def test_the_consultations_have_exactly_the_known_segments() -> None:
    known = json.loads((DATA / "consultations/KNOWN_turns.json").read_text())
    files = sorted((DATA / "consultations/derived/txt").glob("*.txt"))
    found = {}
    for path in files:
        content = read_source(path).content
        count = {name: sum(s.speaker == name for s in content.segments) for name in ("Doctor", "Patient")}
        found[path.stem] = {
            "turns": len(content.segments),
            "words": content.words,
            "doctor": count["Doctor"],
            "patient": count["Patient"],
        }

    assert found == known
    assert sum(content["turns"] for content in found.values()) == 7108


@pytest.mark.parametrize("number", range(1, 6))
def test_ten_formats_hold_the_same(number: int) -> None:
    folder = DATA / "consultations/derived/ten_formats"
    files = sorted(folder.glob(f"day1_consultation0{number}.*"))
    known = json.loads((DATA / "consultations/KNOWN_turns.json").read_text())[f"day1_consultation0{number}"]
    spoken_in = {path.suffix: list(spoken(read_source(path).content)) for path in files}
    txt = spoken_in[".txt"]

    assert len(spoken_in) == 10
    assert len(txt) == known["turns"]
    assert [ending for ending, found in spoken_in.items() if found != txt] == []


def test_captions_have_the_known_words_and_speakers() -> None:
    known = json.loads((DATA / "captions/KNOWN.json").read_text())
    for path in sorted((DATA / "captions").glob("*.vtt")):
        content, expected = read_source(path).content, known[path.name]
        labels = sum(2 for s in content.segments if s.speaker) if expected["prefix_speakers"] else 0
        names = expected["voice_tag_speakers"] + expected["prefix_speakers"]

        assert sorted(content.speakers) == sorted(names)
        assert content.words + labels == expected["words"]
        assert expected["cues"] - len(content.segments) in (0, 1)  # one cue of one file is empty


@pytest.mark.parametrize("name", ["zoom_transcript", "teams_transcript"])
def test_captions_have_the_known_turns(name: str) -> None:
    lines = (DATA / f"captions/{name}_correct.txt").read_text().splitlines()[1:]
    expected: list[tuple[str, str]] = []
    for _, speaker, words in (line.split("\t") for line in lines):
        words = " ".join(words.replace("---", " ").split())
        if expected and expected[-1][0] == speaker:
            words = f"{expected.pop()[1]} {words}"
        expected.append((speaker, words))
    content = read_source(DATA / f"captions/{name}.vtt").content

    assert [(t.speaker, " ".join(content.text[t.start : t.end].split())) for t in content.turns] == expected


def test_encodings_give_the_known_text() -> None:
    folder = DATA / "adversarial/encodings"
    named = {"hungarian_cp1250.txt": "cp1250", "hungarian_iso8859_2.txt": "iso8859-2"}
    wrong = []
    for entry in json.loads((folder / "MANIFEST.json").read_text()):
        name = entry["file"]
        if not entry.get("decoded_sha256_utf8_lf") or not (folder / name).read_bytes().strip(
            b"\xef\xbb\xbf \r\n\t"
        ):
            continue
        text = read_source(folder / name, encoding=named.get(name)).content.text
        if hashlib.sha256(text.encode()).hexdigest() != entry["decoded_sha256_utf8_lf"]:
            wrong.append(name)

    assert wrong == []


def pandoc_words(native: str) -> str:
    """All letters of pandoc's native format, without white space; notes are read apart."""
    strings = re.findall(r'\bStr "((?:[^"\\]|\\.)*)"', native)
    escape = re.compile(r"\\(\d+|&|.)")
    plain = (
        escape.sub(lambda m: chr(int(m[1])) if m[1].isdigit() else "" if m[1] == "&" else m[1], s)
        for s in strings
    )
    return "".join("".join(plain).split())


@pytest.mark.parametrize(
    "name",
    [
        "alternate_document_path",
        "drop_cap",
        "i18n_blocks",
        "lists",
        "nested_sdt",
        "nested_smart_tags",
        "paragraph_insertion_deletion",
        "sdt_elements",
        "table_with_list_cell",
        "tables",
        "tabs",
        "unused_anchors",
        "track_changes_deletion",
        "track_changes_insertion",
        "track_changes_move",
    ],
)
def test_docx_agrees_with_pandoc(name: str) -> None:
    folder = DATA / "adversarial/docx_expected"
    expected = next(
        path for path in (folder / f"{name}_accept.native", folder / f"{name}.native") if path.exists()
    )
    text = read_source(DATA / f"adversarial/docx/pandoc_{name}.docx").content.text

    assert "".join(text.split()) == pandoc_words(expected.read_text())


def test_every_hostile_file_is_a_value_or_one_sentence() -> None:
    slow, odd = [], []
    for path in sorted(path for path in (DATA / "adversarial").rglob("*") if path.is_file()):
        before = time.process_time()
        for read in (read_source, read_table):
            try:
                value = read(path)
            except QualcodeError as error:
                if "\n" in str(error) or not str(error).endswith("."):
                    odd.append((path.name, str(error)))
            else:
                if read is read_source and path.suffix.lower() not in FORMATS:
                    odd.append((path.name, str(value)[:80]))
        if time.process_time() - before > 5:
            slow.append(path.name)

    assert (slow, odd) == ([], [])
    if sys.platform != "win32":
        import resource

        unit = 1 if sys.platform == "darwin" else 1024
        assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit < 600_000_000  # the whole test run's
