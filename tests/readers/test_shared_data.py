"""Real files with known answers, and hostile ones: a value or one sentence, in time and memory."""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from qualcode.model.errors import QualcodeError, UnreadableFile
from qualcode.model.text import Content
from qualcode.readers import FORMATS, read_source, read_sources
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
    """All letters of pandoc's native format, without white space and what it says about the document."""
    if native.startswith("Pandoc"):
        native = native.partition("\n  [ " if "\n  [ " in native else "})")[2]
    strings = re.findall(r'\b(?:Str|Code \([^()]*\)) "((?:[^"\\]|\\.)*)"', " ".join(native.split()))
    escape = re.compile(r"\\(\d+|&|.)")
    plain = (
        escape.sub(lambda m: chr(int(m[1])) if m[1].isdigit() else "" if m[1] == "&" else m[1], s)
        for s in strings
    )
    return "".join("".join(plain).split())


AGREEING = [
    *(("docx", path.stem) for path in sorted((DATA / "adversarial/docx_expected").glob("*.native"))),
    *(("rtf", path.stem) for path in sorted((DATA / "adversarial/rtf_expected").glob("*.native"))),
    *(
        ("odt", path.stem)
        for path in sorted((DATA / "adversarial/odt/pandoc_expected_native").glob("*.native"))
    ),
]
ELSEWHERE = {"comments", "notes", "footnote", "simpleTableWithCaption"}
"""Files with words that we keep in another place than pandoc does: notes, comments, a table's caption."""

NOT_WORDS = {"image", "track_changes_scrubbed_metadata"}
"""A picture alone, which is refused; changes shown, neither accepted nor rejected."""

OTHERWISE = {
    "special_punctuation": ("\xad", ""),  # a soft hyphen is no letter
    "unicode": ("\uf0b7", "•"),  # as the font Symbol shows it
    "formatting": ("FORMATTING", "formatting"),  # shown in capitals, written in small letters
    "imageIndex": ("Abbildung1:", "AbbildungsverzeichnisAbbildung1:Imagecaption1Abbildung1:"),
    "referenceToChapter": (
        "referenceto.",
        "referencetoAnotherchapter.",
    ),  # and the name of what is referred to
}
"""What we read otherwise than pandoc: its words and ours."""


def place_of(kind: str, stem: str) -> Path:
    """The file that pandoc's words are of; changes are taken as accepted."""
    folder = {"odt": "odt/pandoc", "docx": "docx", "rtf": "rtf"}[kind]
    name = f"pandoc_{stem.removesuffix('_accept')}" if kind == "docx" else stem
    return DATA / f"adversarial/{folder}/{name}.{kind}"


@pytest.mark.parametrize(
    ("kind", "stem"), [each for each in AGREEING if not each[1].endswith(("_all", "_reject"))]
)
def test_words_agree_with_pandoc_s(kind: str, stem: str) -> None:
    path = place_of(kind, stem)
    if not path.exists() or stem in NOT_WORDS:
        pytest.skip("there is no such file, or no word in it")
    folder = {"odt": "odt/pandoc_expected_native", "docx": "docx_expected", "rtf": "rtf_expected"}[kind]
    expected = pandoc_words((DATA / f"adversarial/{folder}/{stem}.native").read_text())
    theirs, ours = OTHERWISE.get(stem, ("", ""))
    source = read_source(path)
    said = re.sub(r"\[(Foot|End)note \d+, after “[^”]*”\] ", "", source.content.text)

    if stem in ELSEWHERE:
        said += " ".join(comment.text for comment in source.comments)
        assert sorted("".join(said.split())) == sorted(expected.replace("¶", ""))
    else:
        assert "".join(said.split()) == (expected.replace(theirs, ours) if theirs else expected)


def test_a_table_of_experts_has_a_document_each() -> None:
    sources = read_sources(DATA / "experts/transcripts.csv")
    answers = sum(len(source.content.segments) for source in sources)

    assert len(sources) == len({source.part for source in sources}) == 57
    assert answers == 57 * 5 - 7  # seven were left blank
    assert {source.encoding for source in sources} == {"cp1252"}
    assert [name for name, _ in sources[0].attributes] == [
        "RecordingDate", "Gender", "Location", "Field", "FamiliarWisdom", "Position", "Seniority",
    ]  # fmt: skip
    assert not any("\ufffd" in source.content.text for source in sources)


def test_sessions_in_odt_have_their_words() -> None:
    known = json.loads((DATA / "usability/KNOWN.json").read_text())
    files = sorted((DATA / "usability/transcripts_odt").glob("*.odt"))
    words = sum(len(read_source(path).content.text.split()) for path in files)

    assert (len(files), words) == (known["documents"], known["transcript_words_odfpy"])


def test_what_has_a_password_is_refused_with_advice() -> None:
    said: dict[str, bool | str] = {}
    for path in sorted(
        (*(DATA / "adversarial/encrypted").iterdir(), *(DATA / "adversarial/pdf").glob("r*.pdf"))
    ):
        try:
            said[path.name] = bool(read_sources(path)[0].content.text)
        except UnreadableFile as error:
            said[path.name] = next(
                (word for word in ("no transcript", "old Word file", "password") if word in str(error)),
                str(error),
            )

    assert said == {
        "ecma376standard_password.docx": "password",
        "ecma376standard_password_plain.docx": True,
        "example.docx": True,
        "example.xlsx": "no transcript",
        "example_password.docx": "password",
        "example_password.xlsx": "password",
        "plain.doc": "old Word file",
        "r2-user-password.pdf": "password",
        "r4-aes-user-password.pdf": "password",
        "r6-empty-password.pdf": True,
        "r6-user-password.pdf": "password",
        "rc4cryptoapi_password.doc": "old Word file",
    }


def test_comments_and_paragraphs_of_a_pdf_are_told() -> None:
    plain, commented = (
        read_source(DATA / f"adversarial/pdf/{name}.pdf") for name in ("crazyones", "commented")
    )

    known = unicodedata.normalize("NFKC", (DATA / "adversarial/pdf/crazyones.txt").read_text())

    assert plain.content == commented.content
    assert plain.content.text.split() == known.split()
    assert "compare some with the original" in " ".join(plain.warnings)
    assert "2 comments in its margins left out" in " ".join(commented.warnings)


@pytest.mark.slow
def test_a_thousand_transcripts_have_the_known_words() -> None:
    known = json.loads((DATA / "scale/KNOWN.json").read_text())
    files = words = segments = silent = 0
    with tarfile.open(DATA / "scale/changelog_1000x5000w.tar.xz") as archive, TemporaryDirectory() as folder:
        for member in archive:
            data = archive.extractfile(member)
            if data is None or not member.name.endswith(".txt"):
                continue
            path = Path(folder) / Path(member.name).name
            path.write_bytes(data.read())
            content = read_source(path).content
            files += 1
            words += len(content.text.split())
            segments += len(content.segments)
            silent += len(
                re.findall(r"^[A-Z][a-z]+: \[[\d:]+\]$", content.text, re.MULTILINE)
            )  # "Break: [11:37]"
            path.unlink()

    assert (files, words) == (known["files"], known["words"])
    assert abs(segments + silent - known["labelled_turns"]) < 0.01 * known["labelled_turns"]


def test_every_hostile_file_is_a_value_or_one_sentence() -> None:
    slow, odd = [], []
    for path in sorted(path for path in (DATA / "adversarial").rglob("*") if path.is_file()):
        before = time.process_time()
        for read in (read_sources, read_table):
            try:
                value = read(path)
            except QualcodeError as error:
                said = str(error)
                if "\n" in said or not said.endswith("."):
                    odd.append((path.name, said))
            else:
                if read is read_sources and path.suffix.lower() not in FORMATS:
                    odd.append((path.name, str(value)[:80]))
                said = "".join(told(path)) if read is read_sources else ""
            if any((ord(sign) < 32 and sign not in "\t\n") or 127 <= ord(sign) < 160 for sign in said):
                odd.append((path.name, "a raw control character"))
        if time.process_time() - before > 5:
            slow.append(path.name)

    assert (slow, odd) == ([], [])


def told(path: Path) -> Iterator[str]:
    """Everything that comes of a file and may be shown."""
    for source in read_sources(path):
        yield from (source.content.text, source.part, source.layout, source.participant, *source.warnings)
        yield from (text for pair in (*source.properties, *source.attributes) for text in pair)
        yield from (text for comment in source.comments for text in (comment.author, comment.text))
        yield from source.content.speakers


MEMORY = """
import resource, sys
from pathlib import Path
from qualcode.model.errors import QualcodeError
from qualcode.readers import read_sources

files = sorted(path for path in Path(sys.argv[1]).rglob("*") if path.is_file())
for path in files:
    try:
        read_sources(path)
    except QualcodeError:
        pass
status = Path("/proc/self/status")
if status.exists():  # what the kernel otherwise tells of a child counts its parent's memory in
    most = next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if "VmHWM" in line)
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(len(files), most)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="memory is asked for otherwise there")
def test_no_hostile_file_takes_much_memory() -> None:
    run = subprocess.run(
        [sys.executable, "-c", MEMORY, str(DATA / "adversarial")], capture_output=True, text=True, check=True
    )
    files, most = map(int, run.stdout.split())

    assert files > 200
    assert most < 300_000_000
