"""Properties of every reader: what was written is what is read, whatever the words are."""

import json
import tempfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.errors import QualcodeError
from qualcode.readers import FORMATS, read_source, read_sources
from qualcode.writers.tables import write_xlsx
from tests.readers.opendocument import odt, p
from tests.readers.word import docx
from tests.readers.word import p as word_p

Said = Sequence[tuple[str, str]]

# Letters of all scripts, astral ones among them, marks that mean something to a format, and spaces.
LETTERS = st.characters(categories=("L", "M", "N", "P", "S"), exclude_characters="\u2028\u2029")
SIGNS = ["&amp;", "<b>", "{\\b", "]]>", "=1+1", '"', "-->", "😊"]
WORD = st.one_of(st.text(LETTERS, min_size=1, max_size=9), st.sampled_from(SIGNS))
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
TURNS = st.lists(st.tuples(st.sampled_from(["Interviewer", "P01"]), WORDS), min_size=1, max_size=6)


def as_docx(path: Path, said: Said) -> None:
    docx(path, "".join(word_p(escape(f"{who}: {words}")) for who, words in said))


def as_odt(path: Path, said: Said) -> None:
    odt(path, "".join(p(escape(f"{who}: {words}")) for who, words in said))


def as_html(path: Path, said: Said) -> None:
    path.write_text("".join(f"<p><b>{who}:</b> {escape(words)}</p>" for who, words in said), encoding="utf-8")


def as_rtf(path: Path, said: Said) -> None:
    path.write_text(
        r"{\rtf1\ansi\uc1 " + "".join(f"{who}: {in_rtf(words)}\\par\n" for who, words in said) + "}"
    )


def in_rtf(words: str) -> str:
    units = words.encode("utf-16-le")
    codes = (int.from_bytes(units[n : n + 2], "little", signed=True) for n in range(0, len(units), 2))
    return "".join(
        f"\\u{code}?"
        if code not in range(32, 127)
        else f"\\{chr(code)}"
        if chr(code) in "\\{}"
        else chr(code)
        for code in codes
    )


def as_txt(path: Path, said: Said) -> None:
    path.write_text("".join(f"{who}: {words}\n" for who, words in said), encoding="utf-8-sig")


WRITTEN: dict[str, Callable[[Path, Said], None]] = {
    ".txt": as_txt,
    ".docx": as_docx,
    ".odt": as_odt,
    ".html": as_html,
    ".rtf": as_rtf,
}


def plain(text: str) -> list[str]:
    return text.split()


@pytest.mark.parametrize("ending", WRITTEN)
@given(said=TURNS)
def test_all_words_of_a_written_document_are_read(ending: str, said: Said) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        WRITTEN[ending](path, said)
        content = read_source(path).content

    assert plain(content.text) == plain("\n".join(f"{who}: {words}" for who, words in said))
    for before, after in zip(content.segments, content.segments[1:], strict=False):
        assert before.start < before.end <= after.start < after.end <= len(content.text)


def as_json(path: Path, said: Said) -> None:
    path.write_text(json.dumps([{"speaker": who, "text": words} for who, words in said]))


def as_csv(path: Path, said: Said) -> None:
    cells = ((f"'{words}" if words[:1] in "=+-@'" else words).replace('"', '""') for _, words in said)
    rows = (f'{who},"{cell}"' for (who, _), cell in zip(said, cells, strict=True))
    path.write_text("\n".join(["speaker,text", *rows]) + "\n", encoding="utf-8")


def as_xlsx(path: Path, said: Said) -> None:
    write_xlsx(path, ["speaker", "text"], said)


@pytest.mark.parametrize(("ending", "write"), [(".json", as_json), (".csv", as_csv), (".xlsx", as_xlsx)])
@given(said=TURNS)
def test_every_turn_of_a_table_or_list_is_a_segment(
    ending: str, write: Callable[[Path, Said], None], said: Said
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        write(path, said)
        content = read_source(path).content

    found = [(s.speaker, content.text[s.start : s.end]) for s in content.segments]
    assert [(who, plain(words)) for who, words in found] == [(who, plain(words)) for who, words in said]


@pytest.mark.parametrize("ending", FORMATS)
@given(data=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused_in_a_sentence(ending: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_bytes(data)
        try:
            texts = [source.content.text for source in read_sources(path)]
        except QualcodeError as error:
            texts = [str(error)]
            refused = True
        else:
            refused = False

    assert not refused or (f"a{ending}" in texts[0] and "\n" not in texts[0])
    assert all(sign in "\t\n" or ord(sign) >= 32 for text in texts for sign in text)


FRAGMENTS = {
    ".rtf": [
        *("{", "}", "\\", "\\'", "\\'8", "\\u8", "\\par ", "\\*", "\\footnote ", "\\fonttbl", "\\f1", "\\v"),
        *(
            "\\fcharset2",
            "\\bin3 ",
            "\\deleted",
            "\\plain",
            "\\cell",
            "\\row",
            "\\trowd",
            "\\annotation",
            "-1",
        ),
        *(
            "\\atrfstart ",
            "a",
            " ",
            "\n",
            "é",
            "\\upr",
            "\\ud",
            "\\ansicpg",
            "99999999999",
            "\\uc9",
            "\\info",
        ),
    ],
    ".html": [
        *("<", ">", "</", "<p>", "<table>", "<tr>", "<td>", "<pre>", "<br>", "<script>", "</script>", "<!--"),
        *(
            "-->",
            "a",
            " ",
            "&amp;",
            "&#0;",
            "&#xd800;",
            "<del>",
            "<b style='display:none'>",
            "<html>",
            "<body>",
        ),
        *("<head>", "\n", "é", "<![CDATA["),
    ],
    ".json": [*"[]{}:,1\n", '"text"', '"speaker"', '"start"', '"a"', "1e999", "null", "NaN", "\\u"],
    ".csv": ["speaker", "text", "start", "a", "00:01", "=1", *",;\"\n' \t|"],
    ".vtt": ["WEBVTT", "\n", "00:01.000", " --> ", "<v A>", "</v>", "A: ", "NOTE", "a", "1", "&lt;", "-"],
}
"""What a format is made of, to be put together in any order."""


@pytest.mark.parametrize("ending", FRAGMENTS)
@given(data=st.data())
def test_any_pieces_of_a_format_are_read_or_refused(ending: str, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(st.sampled_from(FRAGMENTS[ending]), max_size=60))
    begins = {".rtf": "{\\rtf1", ".vtt": "WEBVTT\n\n"}.get(ending, "")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{ending}")
        path.write_text(begins + "".join(pieces), encoding="utf-8")
        try:
            texts = [source.content.text for source in read_sources(path)]
        except QualcodeError as error:
            texts = [str(error)]

    assert all(texts)
