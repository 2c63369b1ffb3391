"""Text files: encodings, line ends, control characters, and what is no text file."""

from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.readers import FORMATS, formats, read_source

TEXT = "Interviewer: It’s £5 – “quoted”?\n\nParticipant: Ça va, 日本語.\n\nInterviewer: Oh.\n"
WESTERN = TEXT.replace("日本語", "naïve")


def read(
    tmp_path: Path, data: bytes, name: str = "a.txt", encoding: str | None = None
) -> tuple[str, str, str]:
    path = tmp_path / name
    path.write_bytes(data)
    source = read_source(path, encoding=encoding)
    return source.content.text, source.encoding, " ".join(source.warnings)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_an_encoding_with_or_without_mark(written: str, found: str, tmp_path: Path) -> None:
    assert read(tmp_path, TEXT.encode(written)) == (TEXT, found, "")


@pytest.mark.parametrize("written", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_without_mark(written: str, tmp_path: Path) -> None:
    assert read(tmp_path, WESTERN.encode(written)) == (WESTERN, written, "")


def test_windows_western_is_a_guess_and_said_so(tmp_path: Path) -> None:
    text, encoding, warnings = read(tmp_path, WESTERN.encode("cp1252"))

    assert (text, encoding) == (WESTERN, "cp1252")
    assert "cp1252" in warnings


def test_a_named_encoding_overrides(tmp_path: Path) -> None:
    polish = "Osoba: żółć\n"

    assert read(tmp_path, polish.encode("cp1250"), encoding="cp1250")[0] == polish


@pytest.mark.parametrize("name", ["klingon", "rot13", "utf-8"])
def test_an_encoding_that_does_not_fit(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt"):
        read(tmp_path, "żółć".encode("cp1250"), encoding=name)


def test_line_ends_become_lf_and_offsets_count_the_stored_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("I: Öne\r\nR: two\rI: three\x0bfour\x0cR: five\u2028six".encode())
    content = read_source(tmp_path / "a.txt").content

    assert content.text == "I: Öne\nR: two\nI: three\nfour\nR: five\nsix"
    assert [content.text[s.start : s.end] for s in content.segments] == [
        "Öne",
        "two",
        "three\nfour",
        "five\nsix",
    ]


def test_control_characters_are_replaced_and_counted(tmp_path: Path) -> None:
    text, _, warnings = read(tmp_path, b"I: a\x00b\x1b[31m\n\nR:\tc\n")

    assert text == "I: a\ufffdb\ufffd[31m\n\nR:\tc\n"
    assert "2 control characters" in warnings


def test_a_few_damaged_bytes_do_not_turn_utf8_into_western(tmp_path: Path) -> None:
    text, encoding, warnings = read(tmp_path, TEXT.encode() * 3 + b"I: \xff\xfe.\n")

    assert encoding == "utf-8"
    assert text.startswith(TEXT)
    assert "Damaged bytes at 2 places" in warnings


def test_letters_once_saved_wrongly_are_pointed_out(tmp_path: Path) -> None:
    _, _, warnings = read(tmp_path, (TEXT * 3).encode().decode("cp1252", "replace").encode())

    assert "wrong encoding" in warnings


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "no text"),
        ("a.txt", b" \n\t\n", "no text"),
        ("a.txt", b"PK\x03\x04rest", "zip"),
        ("a.txt", b"%PDF-1.7", "PDF"),
        ("a.txt", b"{\\rtf1", "RTF"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.txt", bytes(range(1, 32)) * 40, "not a text file"),
        ("a.docx", b"I: hello", "not a .docx file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "password"),
        ("a.docx", b"PK\x03\x04garbage", "damaged"),
        ("a.doc", b"anything", "save it as .docx"),
        ("a.mp3", b"ID3", "transcribe it first"),
        ("a.xls", b"anything", "save it as .xlsx"),
        ("a.xyz", b"words", "format"),
        ("a.rtf", b"PK\x03\x04rest", "not a .rtf file but a Word"),
        ("a.pdf", b"{\\rtf1", "not a .pdf file but an RTF"),
        ("a.odt", b"I: hello", "not a .odt file"),
        ("noending", b"words", "format"),
    ],
)
def test_what_is_no_transcript_is_one_sentence(name: str, data: bytes, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=says) as error:
        read_source(tmp_path / name)

    assert name in str(error.value)


def test_a_missing_file_a_folder_and_a_huge_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="does not exist"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="is a folder"):
        read_source(tmp_path)
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(30_000_000)
    with pytest.raises(UnreadableFile, match="larger than 20 MB"):
        read_source(huge)


def test_the_formats_are_endings() -> None:
    written = {".txt", ".text", ".md", ".docx", ".odt", ".rtf", ".pdf", ".html", ".htm"}

    assert set(FORMATS) == written | {".vtt", ".srt", ".csv", ".tsv", ".xlsx", ".json"}
    assert set(FORMATS) <= set(formats())


@pytest.mark.parametrize("blank", [" ", "\t", "A" + " " * 60_000, "* ", "> "])
def test_a_line_of_little_but_white_space_is_read_once(blank: str, tmp_path: Path) -> None:
    """Patterns of labels that divide its spaces in every way would take hours."""
    line = blank * (3_000_000 // len(blank))

    assert read(tmp_path, f"{line}so\n".encode())[0] == f"{line}so\n"


def test_more_lines_than_any_interview_has(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.txt has more than 200,000 lines.*split it"):
        read(tmp_path, b"I: a\n" * 200_001)
