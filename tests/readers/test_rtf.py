"""RTF documents: what is read, what is left out, and what is told about it."""

from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Source
from qualcode.readers import read_source

FONTS = r"{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset2 Symbol;}{\f3\fcharset128 M;}}"


def read(tmp_path: Path, body: str | bytes) -> Source:
    data = body if isinstance(body, bytes) else body.encode("latin-1")
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1\ansi\ansicpg1252\deff0" + FONTS.encode() + b"\n" + data + b"}")
    return read_source(tmp_path / "a.rtf")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"I: One.\par R: Two.\line more\par ", "I: One.\nR: Two.\nmore"),
        ("I: broken\r\n off\\\nnext", "I: broken off\nnext"),
        (r"caf\'e9 \ldblquote so\rdblquote \emdash\~x\_y\-z", "café “so”—\xa0x\u2011yz"),
        (r"\uc1\u8364? \u-10179?\u-8694? {\uc2\u228\'E8ab}c", "€ 😊 äbc"),
        (r"\f1\'cf\'f0\'e8\f0 \'e9", "Приé"),
        (r"\f3\'82\'6c\'82r", "ＭＳ"),
        (r"{\f2 a\'62}\u-3913?", "αβ•"),
        (r"{\deleted\revauthdel1 never} said {\revised now}", " said now"),
        (r"said {\v hidden} this", "said  this"),
        (r"{\header Study 7}{\footer 1}body", "body"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}} {\*\unknown gone}{\pict 0102ff}.", "link ."),
        ("{\\upr{ansi}{\\*\\ud{uni}}}{\\*\\bkmkstart b}x{\\*\\bkmkend b}", "unix"),
        (r"{\object{\*\objdata 00}{\result seen}}{\*\shppict{\pict 00}}", "seen"),
        (r"\trowd\cellx1 \pard\intbl I\cell Hello\par you\cell\row \pard so\par", "I\tHello you\nso"),
        (r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt boxed}}{\shprslt boxed}}", "boxed"),
        (r"\{\\\}", r"{\}"),
        (r"a\bin3 \{}b", "ab"),
    ],
)
def test_words_are_read_as_a_writer_sees_them(body: str, text: str, tmp_path: Path) -> None:
    assert read(tmp_path, body).content.text == text


def test_changes_and_hidden_words_are_told(tmp_path: Path) -> None:
    warnings = " ".join(read(tmp_path, r"{\deleted a}{\revised b}{\v c} d").warnings)

    assert "1 insertion taken as accepted, 1 deletion left out" in warnings
    assert "Hidden text at 1 place" in warnings


def test_notes_stand_after_the_text(tmp_path: Path) -> None:
    source = read(
        tmp_path, r"I: On Elm{\super\chftn}{\footnote\pard\plain {\super\chftn} A ward.} ward?\par P1: Yes."
    )

    assert source.content.text == "I: On Elm ward?\nP1: Yes.\n\n[Footnote 1, after “I: On Elm”] A ward."


def test_a_comment_has_the_words_it_stands_on(tmp_path: Path) -> None:
    body = (
        r"P1: I {\*\atrfstart 1}relied on her{\*\atrfend 1}{\*\atnid AB}{\*\atnauthor Bea}\chatn"
        r"{\*\annotation{\*\atndate 1}{\*\atnref 1}\pard trust\par} so.{\*\atnauthor Cy}{\*\annotation here}"
    )
    source = read(tmp_path, body)

    assert source.content.text == "P1: I relied on her so."
    assert source.comments == (Comment(6, 19, "Bea", "trust"), Comment(23, 23, "Cy", "here"))


def test_properties_and_heads_of_pages(tmp_path: Path) -> None:
    info = r"{\info{\title An interview}{\author Ann Other}}"
    source = read(tmp_path, info + r"{\headerf Study 7}{\footer P07}I: Hello.")

    assert source.properties == (
        ("title", "An interview"), ("creator", "Ann Other"), ("running header", "Study 7"),
        ("running footer", "P07"),
    )  # fmt: skip


def test_a_file_that_breaks_off_is_read_and_told(tmp_path: Path) -> None:
    (tmp_path / "b.rtf").write_bytes(rb"{\rtf1\ansi {\b I: Well\par R: so")
    source = read_source(tmp_path / "b.rtf")

    assert source.content.text == "I: Well\nR: so"
    assert "breaks off" in " ".join(source.warnings)


def test_groups_without_end_and_a_file_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="too deeply nested"):
        read(tmp_path, "{" * 5_000)
    with pytest.raises(UnreadableFile, match="no text"):
        read(tmp_path, r"{\pict 00}")


def test_control_characters_never_come_through(tmp_path: Path) -> None:
    source = read(tmp_path, b"I: a\x1b[31mb\\'07\\u27?c\x00\\u-8704?")

    assert not any(ord(sign) < 32 and sign != "\n" for sign in source.content.text)
    source.content.text.encode()
