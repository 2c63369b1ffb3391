"""Web pages: words as a browser shows them."""

from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers import read_source


def read(tmp_path: Path, html: str | bytes, name: str = "a.html", **more: str) -> Source:
    (tmp_path / name).write_bytes(html if isinstance(html, bytes) else html.encode())
    return read_source(tmp_path / name, **more)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>I: One.</p><p>R: Two.</p>", "I: One.\n\nR: Two."),
        ("<div>I: One.<div>R: Two.</div>more</div>", "I: One.\nR: Two.\nmore"),
        ("<p>I: wo<b>r</b>ds in\n  <i>many</i> <span>tags</span>.", "I: words in many tags."),
        ("I: a<br>R: b<br/>c", "I: a\nR: b\nc"),
        ("<ul><li>one<li>two</ul>x", "one\ntwo\nx"),
        ("<script>x</script><style>y</style>I: a<noscript>z</noscript><!-- no -->", "I: a"),
        ("<select><option>no</select><textarea>no</textarea><svg><text>no</text></svg>yes", "yes"),
        ("<pre>I: a\n  b</pre>c", "I: a\n  b\n\nc"),
        ("I: a &amp; b&nbsp;&lt;c&gt; &#8212;", "I: a & b\xa0<c> —"),
        ("<p>said <del>never</del><ins>now</ins></p>", "said now"),
        ('<p>a<span style="display: none">hidden</span>b<i hidden>too</i></p>', "ab"),
        ("<table><tr><td>00:01<td><p>I</p><p>x</p><td><p>Hello</p></table>after", "00:01\tI x\tHello\nafter"),
        ("<table><thead><tr><th>A<th>B</thead><tr><td><td>b</table>", "A\tB\n\tb"),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢字"),
    ],
)
def test_words_are_as_a_browser_shows_them(html: str, text: str, tmp_path: Path) -> None:
    assert read(tmp_path, html).content.text == text


def test_speakers_and_what_the_page_says_of_itself(tmp_path: Path) -> None:
    turns = "<p><b>Interviewer:</b> And then?</p><p><b>P1:</b> Then <em>nothing</em>.</p>" * 4
    head = '<head><title> A  talk </title><meta name="Author" content="Ann"></head>'
    source = read(tmp_path, f"<html>{head}<body>{turns}</body></html>", "a.htm")

    assert source.content.speakers == ("Interviewer", "P1")
    assert len(source.content.segments) == 8
    assert source.properties[:2] == (("title", "A talk"), ("author", "Ann"))
    assert source.format == "html"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ('<meta charset="iso-8859-1"><p>café'.encode("latin-1"), "cp1252"),
        (
            '<meta http-equiv="x" content="text/html; charset=windows-1250"><p>café ő'.encode("cp1250"),
            "cp1250",
        ),
        ("<p>café".encode(), "utf-8"),
        ('<meta charset="utf-8"><p>café'.encode("cp1252"), "cp1252"),
        ('<meta charset="nonsense"><p>café'.encode(), "utf-8"),
        ("<p>café".encode("utf-16"), "utf-16"),
    ],
)
def test_the_encoding_is_the_page_s_own_if_it_fits(data: bytes, encoding: str, tmp_path: Path) -> None:
    source = read(tmp_path, data)

    assert source.content.text.startswith("café")
    assert source.encoding == encoding


def test_an_encoding_that_is_given_goes_before_the_page_s(tmp_path: Path) -> None:
    source = read(tmp_path, '<meta charset="iso-8859-1"><p>ő'.encode("cp1250"), encoding="cp1250")

    assert source.content.text == "ő"


def test_no_entity_and_no_address_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("never read")
    page = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><p>I: &x; <img src="http://no.invalid/a">so'

    assert "never read" not in read(tmp_path, page).content.text


@pytest.mark.parametrize("html", ["<html></html>", "<!-- only -->", "<script>x</script>", "<p> </p>"])
def test_a_page_without_words(html: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.html has no text"):
        read(tmp_path, html)


def test_too_deep_a_page_is_read_or_refused(tmp_path: Path) -> None:
    try:
        text = read(tmp_path, "<div>" * 100_000 + "I: deep").content.text
    except UnreadableFile as error:
        text = str(error)

    assert "a.html" in text or "deep" in text
