"""Word documents: changes, comments, tables, notes, odd files."""

import contextlib
from pathlib import Path

import pytest
from lxml import etree

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers import read_source
from qualcode.readers.docx_walk import Walk
from tests.readers.word import STRICT, document, docx, p


def read(tmp_path: Path, body: str, **more: str) -> Source:
    return read_source(docx(tmp_path / "a.docx", body, **more))


def said(source: Source) -> list[tuple[str, str]]:
    return [(s.speaker, source.content.text[s.start : s.end]) for s in source.content.segments]


def test_paragraphs_are_lines_and_labels_speakers(tmp_path: Path) -> None:
    source = read(
        tmp_path, p("Invented for practice.") + p("Interviewer: A") + p("Participant: B") + p("and more")
    )

    assert source.content.text == "Invented for practice.\nInterviewer: A\nParticipant: B\nand more"
    assert said(source) == [("Interviewer", "A"), ("Participant", "B\nand more")]
    assert source.properties == (("creator", "Ann Other"),)


def test_changes_are_accepted_and_counted(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "<w:p><w:r><w:t>I </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>"
        "<w:moveTo><w:r><w:t>said so</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>join</w:t></w:r></w:p>" + p("ed"),
    )

    assert source.content.text == "I always said so\njoined"
    assert source.warnings == (
        "The document has tracked changes: 1 insertion taken as accepted, 1 deletion left out.",
    )


def test_what_stands_inside_a_run(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
        '<w:softHyphen/><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Odd" w:char="F0FF"/>'
        "<w:instrText>HYPERLINK</w:instrText></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        f"<w:sdt><w:sdtContent>{p('block')}</w:sdtContent></w:sdt>",
    )

    assert source.content.text == "a\tb\nc\u2011dα\ufffdlinkcontrol\nblock"
    assert source.warnings == ("1 symbol of an unknown font replaced by \ufffd.",)


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('boxed')}</w:txbxContent>"
    source = read(
        tmp_path,
        "<w:p><w:r><w:t>before</w:t><mc:AlternateContent><mc:Choice><w:drawing>"
        + box
        + "</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>"
        + box
        + "</w:pict></mc:Fallback></mc:AlternateContent><w:t> after</w:t></w:r></w:p>",
    )

    assert source.content.text == "before after\nboxed"


def cell(*paragraphs: str) -> str:
    return f"<w:tc>{''.join(p(text) for text in paragraphs)}</w:tc>"


def test_a_table_of_time_speaker_and_text_has_speakers(tmp_path: Path) -> None:
    rows = [
        ("Time", "Speaker", "Text"),
        ("0:01", "Interviewer", "Well?"),
        ("0:05", "P1", "Yes."),
        ("0:09", "P1", "No."),
    ]
    body = (
        p("Title")
        + "<w:tbl>"
        + "".join(f"<w:tr>{''.join(map(cell, row))}</w:tr>" for row in rows)
        + "</w:tbl>"
    )
    source = read(tmp_path, body)

    assert source.content.text.split("\n")[:3] == ["Title", "Time\tSpeaker\tText", "0:01\tInterviewer\tWell?"]
    assert said(source) == [("Interviewer", "Well?"), ("P1", "Yes."), ("P1", "No.")]
    assert [s.time for s in source.content.segments] == [1.0, 5.0, 9.0]


def test_cells_of_a_table(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{cell('x')}{cell('y')}</w:tr></w:tbl>"
    body = (
        f"<w:tbl><w:tr>{cell('a', 'b')}{cell()}{cell('c', 'd')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('gone')}</w:tr><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>{p('end')}"
    )

    assert read(tmp_path, body).content.text == "a b\t\tc\nd\nx\ty\nend"


COMMENTED = (
    '<w:p><w:r><w:t>One </w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>two</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>three</w:t></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    '<w:r><w:t> four</w:t></w:r><w:r><w:commentReference w:id="2"/></w:r></w:p>'
)


def test_comments_have_exact_places(tmp_path: Path) -> None:
    comments = (
        f'<w:comment w:id="1" w:author="Ben">{p("Why?")}{p("Ask.")}</w:comment>'
        f'<w:comment w:id="2" w:author="Ann">{p("Here")}</w:comment>'
    )
    source = read(tmp_path, COMMENTED, comments=comments)
    text = source.content.text

    assert [(text[c.start : c.end], c.author, c.text) for c in source.comments] == [
        ("two\nthree", "Ben", "Why?\nAsk."),
        ("", "Ann", "Here"),
    ]
    assert source.comments[1].start == text.index(" four") + 5


def test_notes_stand_after_the_text_and_outside_of_speech(tmp_path: Path) -> None:
    body = p("I: A?") + (
        '<w:p><w:r><w:t>P1: My plan</w:t><w:footnoteReference w:id="2"/><w:t> is here</w:t></w:r></w:p>'
    )
    source = read(
        tmp_path, body + p("I: B?"), footnotes=f'<w:footnote w:id="2">{p("The care plan.")}</w:footnote>'
    )

    assert said(source) == [("I", "A?"), ("P1", "My plan is here"), ("I", "B?")]
    assert source.content.text.endswith("I: B?\n\n[Footnote 1, after “P1: My plan”] The care plan.")
    assert source.warnings == ("1 note stands after the text, outside of all speech.",)


def test_strict_files_and_renamed_parts(tmp_path: Path) -> None:
    assert read(tmp_path, p("strict"), namespace=STRICT).content.text == "strict"
    assert read(tmp_path, p("renamed"), main="odd/doc2.xml").content.text == "renamed"


def test_a_damaged_document_is_read_with_a_warning(tmp_path: Path) -> None:
    source = read(tmp_path, "", whole=document(p("I: A?") + "<w:p><w:r><w:t>P1: B</w:t></w:p>") + "<odd>")

    assert "P1: B" in source.content.text
    assert "damaged" in source.warnings[0]


def test_entities_are_refused(tmp_path: Path) -> None:
    whole = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + document(p("&a;"))
    with pytest.raises(UnreadableFile, match="declares entities"):
        read(tmp_path, "", whole=whole)


@pytest.mark.parametrize("depth", [200, 5_000])
def test_deep_nesting_never_breaks(depth: int, tmp_path: Path) -> None:
    body = "<w:sdt><w:sdtContent>" * depth + p("deep") + "</w:sdtContent></w:sdt>" * depth
    with contextlib.suppress(UnreadableFile):
        assert "deep" in read(tmp_path, body).content.text


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no text"):
        read(tmp_path, p(" "))


def test_a_document_of_empty_paragraphs_is_read_once(tmp_path: Path) -> None:
    source = read(tmp_path, p("Above") + "<w:p/>" * 150_000 + p("below"))

    assert source.content.text.split() == ["Above", "below"]


def test_more_tags_or_lines_than_any_transcript_has(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.docx is too large for a transcript \(word/document\.xml\)"):
        read(tmp_path, "".join(f'<w:p n="{n}"/>' for n in range(1_000_000)))
    with pytest.raises(UnreadableFile, match=r"a\.docx has more than 200,000 lines"):
        read(tmp_path, "".join(f"<w:r><w:t>{n}</w:t></w:r>" for n in range(200_100)))


@pytest.mark.parametrize(
    "body", ['<w:commentRangeStart w:id="&#xd800;"/>', "<w:r><w:t>so &#55296;</w:t></w:r>"]
)
def test_half_a_surrogate_pair_is_one_sentence(body: str, tmp_path: Path) -> None:
    """The parser mends the file, and fails once the words are asked for."""
    with pytest.raises(UnreadableFile, match=r"a\.docx is damaged; open it"):
        read(tmp_path, f"<w:p>{body}<w:r><w:t>so</w:t></w:r></w:p>")


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_hidden_words_are_left_out_and_told(tmp_path: Path) -> None:
    runs = run("I: Seen. ", "") + run("secret", "<w:vanish/>") + run("So.", '<w:vanish w:val="0"/>')
    source = read(tmp_path, f"<w:p>{runs}</w:p>")

    assert source.content.text == "I: Seen. So."
    assert "Hidden text at 1 place" in " ".join(source.warnings)


def test_styles_hide_with_what_they_are_based_on(tmp_path: Path) -> None:
    styles = (
        '<w:style w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="K"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:styleId="L"><w:basedOn w:val="L"/></w:style>'
    )
    runs = run("I: Seen.", '<w:rStyle w:val="L"/>') + run("secret", '<w:rStyle w:val="K"/>')
    body = f"<w:p>{runs}</w:p>"
    body += '<w:p><w:pPr><w:pStyle w:val="K"/></w:pPr><w:r><w:t>not seen</w:t></w:r></w:p>'

    assert read(tmp_path, body, styles=styles).content.text == "I: Seen."


def test_emphasised_stretches_are_handed_on() -> None:
    runs = run("Bold", "<w:b/>") + run(" both", "<w:b/><w:i/>")
    runs += run(" plain", '<w:b w:val="false"/>') + run("i", "<w:i/>")
    walk = Walk()
    walk.blocks(etree.fromstring(document(f"<w:p>{runs}</w:p>"))[0])

    assert walk.text == "Bold both plaini"
    assert [walk.text[start:end] for start, end in walk.script.emphasised] == ["Bold both", "i"]


def test_heads_and_feet_of_pages_are_properties(tmp_path: Path) -> None:
    source = read(tmp_path, p("I: Hello."), header=p("Study 7"), footer=p("P07"))

    assert source.content.text == "I: Hello."
    assert ("running header", "Study 7") in source.properties
    assert ("running footer", "P07") in source.properties
