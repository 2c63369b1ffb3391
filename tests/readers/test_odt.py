"""OpenDocument texts: what is read, what is left out, and what is told about it."""

from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Comment, Source
from qualcode.readers import read_source
from tests.readers.opendocument import odt, p
from tests.readers.word import zipped

BOLD = '<style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>'
CHILD = '<style:style style:name="C" style:parent-style-name="B"/>'
HIDDEN = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'


def read(tmp_path: Path, body: str, **more: str) -> Source:
    return read_source(odt(tmp_path / "a.odt", body, **more))


def text(tmp_path: Path, body: str, **more: str) -> str:
    return read(tmp_path, body, **more).content.text


def test_paragraphs_lists_and_headings_are_lines(tmp_path: Path) -> None:
    body = (
        "<text:h>Interview</text:h>"
        + p("I: Hello.")
        + f"<text:list><text:list-item>{p('one')}</text:list-item></text:list>"
    )

    assert text(tmp_path, body) == "Interview\nI: Hello.\none"


def test_white_space_is_as_the_format_means_it(tmp_path: Path) -> None:
    body = p('  I: a\n   b <text:span>  c</text:span><text:s text:c="3"/>d<text:tab/>e<text:line-break/> f')

    assert text(tmp_path, body) == "I: a b c   d\te\nf"


def test_a_table_is_a_row_a_line(tmp_path: Path) -> None:
    cells = ["00:01", "I", "How are you?"]
    row = (
        "<table:table-row>"
        + "".join(f"<table:table-cell>{p(cell)}</table:table-cell>" for cell in cells)
        + "</table:table-row>"
    )
    answer = row.replace(">I<", ">P1<").replace("How are you?", "Well.")
    source = read(tmp_path, f"<table:table>{(row + answer) * 3}</table:table>")

    assert source.content.text.splitlines()[:2] == ["00:01\tI\tHow are you?", "00:01\tP1\tWell."]
    assert source.content.speakers == ("I", "P1")


def test_deleted_words_are_dropped_and_inserted_ones_kept(tmp_path: Path) -> None:
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"<office:change-info/>{p('never said')}</text:deletion></text:changed-region>"
        '<text:changed-region text:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>'
    )
    body = changes + p(
        'I: said<text:change text:change-id="c1"/> and <text:change-start/>more<text:change-end/>'
    )
    source = read(tmp_path, body)

    assert source.content.text == "I: said and more"
    assert "1 insertion taken as accepted, 1 deletion left out" in " ".join(source.warnings)


def test_a_comment_has_the_words_it_stands_on(tmp_path: Path) -> None:
    note = (
        '<office:annotation office:name="n1"><dc:creator>Bea</dc:creator><dc:date>2026</dc:date>'
        f"{p('trust')}{p('again')}</office:annotation>"
    )
    body = p("P1: First.") + p(f'P1: I {note}relied on her<office:annotation-end office:name="n1"/>.')
    body += p("P1: Last." + note.replace(' office:name="n1"', ""))
    source = read(tmp_path, body)
    at = source.content.text.index("relied")
    end = len(source.content.text)

    assert source.comments == (
        Comment(at, at + 13, "Bea", "trust\nagain"),
        Comment(end, end, "Bea", "trust\nagain"),
    )


def test_notes_stand_after_the_text(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        f"<text:note-body>{p('A ward.')}</text:note-body></text:note>"
    )
    source = read(
        tmp_path, p(f"I: You were on Elm{note} then?") + p("P1: Yes.") + p("I: And?") + p("P1: No.")
    )

    assert source.content.text.startswith("I: You were on Elm then?\nP1: Yes.")
    assert source.content.text.endswith(
        "\n\n[Footnote 1, after “You were on Elm”] A ward.".replace("You", "You")
    )
    assert source.content.segments[-1].end == source.content.text.index("\n\n[")


def test_hidden_words_are_left_out_and_told(tmp_path: Path) -> None:
    body = p('I: Seen.<text:span text:style-name="H">secret</text:span>') + p("not seen", "H")
    body += '<text:section text:display="none"><text:p>nor this</text:p></text:section>'
    source = read(tmp_path, body, styles=HIDDEN)

    assert source.content.text == "I: Seen."
    assert "Hidden text at 3 places" in " ".join(source.warnings)


def test_frames_fields_and_controls_keep_their_words(tmp_path: Path) -> None:
    frame = f"<draw:frame><draw:text-box>{p('in a box')}</draw:text-box></draw:frame>"
    body = p(f"I: a{frame} b <text:date>3 May</text:date> <text:content-control>kept</text:content-control>")

    assert text(tmp_path, body) == "I: a b 3 May kept\nin a box"


def test_heads_and_feet_of_pages_are_properties(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        p("I: Hello."),
        master=f"<style:header>{p('Study 7')}</style:header><style:footer>{p('secret')}</style:footer>",
    )

    assert source.content.text == "I: Hello."
    assert source.properties == (
        ("creator", "Ann Other"), ("running header", "Study 7"), ("running footer", "secret"),
    )  # fmt: skip


def test_an_interviewer_in_bold_is_found_by_the_style_s_parent(tmp_path: Path) -> None:
    said = [("What happened next, then?", "C"), ("We went home and slept for a long time.", "P")] * 6
    source = read(tmp_path, "".join(p(words, style) for words, style in said), styles=BOLD + CHILD)

    assert len(source.content.segments) >= len(said)


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ({"content.xml": b"<a/>"}, "no text but another kind"),
        ({"styles.xml": b"<a/>"}, "holds no OpenDocument text"),
        ({"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}, "has a password"),
        ({"content.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "declares entities"),
        ({"content.xml": b"no xml at all"}, "is damaged"),
    ],
)
def test_what_is_no_odt_is_one_sentence(entries: dict[str, bytes], says: str, tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(zipped(entries))

    with pytest.raises(UnreadableFile, match=rf"a\.odt.*{says}"):
        read_source(tmp_path / "a.odt")


def test_a_damaged_text_is_mended_and_told(tmp_path: Path) -> None:
    odt(tmp_path / "a.odt", p("I: Well") + "<text:p>broken")
    source = read_source(tmp_path / "a.odt")

    assert source.content.text == "I: Well\nbroken"
    assert "is damaged (content.xml)" in " ".join(source.warnings)
