"""Transcripts in csv, xlsx and json: a row a turn, a row a participant, a list of turns."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest

from qualcode.model.errors import BadTable, NotATranscript, UnreadableFile
from qualcode.model.text import Source
from qualcode.readers import read_source, read_sources
from qualcode.readers.answers import is_free_text
from qualcode.readers.spoken_rows import read_times

LONG = "I never knew whom to ring, and when I did ring, nobody knew who I was."
SURVEY = [
    ("respondent", "age", "site", "What helped?", "Anything else"),
    ("P1", "34", "Hazel", LONG, "No."),
    ("P2", "51", "Hazel", "", "They were kind to me, and I would like somebody to know about that, really."),
    ("P3", "62", "Rowan", f"{LONG}\nAnd nobody wrote.", ""),
    ("P4", "62", "Rowan", "", ""),
]


def csv(path: Path, rows: Sequence[Sequence[str]], sign: str = ",") -> Path:
    quoted = (sign.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    path.write_text("\n".join(quoted) + "\n", encoding="utf-8")
    return path


def xlsx(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def spoken(source: Source) -> list[tuple[str, str, float | None]]:
    text = source.content.text
    return [(s.speaker, text[s.start : s.end], s.time) for s in source.content.segments]


# A row a turn

TURNS = [
    ("Start", "Speaker", "Text"),
    ("00:01", "I", "How?"),
    ("0:00:02.5", "P1", "=So, “well”"),
    ("", "P1", "Yes"),
]


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|")])
def test_each_row_is_a_segment(name: str, sign: str, tmp_path: Path) -> None:
    source = read_source(csv(tmp_path / name, TURNS, sign))

    assert spoken(source) == [("I", "How?", 1.0), ("P1", "=So, “well”", 2.5), ("P1", "Yes", None)]
    assert source.content.text == "I: How?\nP1: =So, “well”\nYes\n"
    assert source.layout == "a row a turn, by the columns “Speaker”, “Text”, “Start”"


@pytest.mark.parametrize(
    "header",
    [
        ("who", "utterance"), ("Name", "Speech"), ("role", "content"), ("Speaker Label", "transcript"),
        ("voice", "What was said"), ("participant", "text"),
    ],
)  # fmt: skip
def test_columns_are_known_by_many_names(header: tuple[str, str], tmp_path: Path) -> None:
    rows = [header, ("I", "How?"), ("P1", "Well."), ("I", "And?")]

    assert [who for who, *_ in spoken(read_source(csv(tmp_path / "a.csv", rows)))] == ["I", "P1", "I"]


def test_a_column_of_transcripts_makes_several(tmp_path: Path) -> None:
    rows = [("interview", "speaker", "text"), ("A", "I", "One"), ("B", "I", "Two"), ("A", "P", "Three")]
    first, second = read_sources(csv(tmp_path / "a.csv", rows))

    assert (first.part, first.content.text) == ("A", "I: One\nP: Three\n")
    assert (second.part, second.content.text) == ("B", "I: Two\n")
    with pytest.raises(UnreadableFile, match=r"a\.csv holds 2 transcripts"):
        read_source(tmp_path / "a.csv")


def test_sheets_of_a_workbook(tmp_path: Path) -> None:
    turns = [("speaker", "text"), ("I", "How?"), ("P1", "3.0")]
    path = xlsx(
        tmp_path / "a.xlsx", One=turns, Two=[*turns, ("P1", 3.0)], Codes=[("code", "definition"), ("a", "b")]
    )
    one, two = read_sources(path)

    assert (one.part, two.part) == ("One", "Two")
    assert spoken(two)[-1] == ("P1", "3", None)
    assert "Sheet “Codes” left aside" in " ".join(one.warnings)


def test_times_are_seconds_or_milliseconds() -> None:
    assert read_times(["1.5", "2,5", "00:01:02,250", "none", "", "3 s"]) == [1.5, 2.5, 62.25, None, None, 3.0]
    assert read_times(["9" * 5_000 + ":00", "00:" + "9" * 5_000, "1:2:3"]) == [None, None, 3723.0]
    assert read_times([1_500, 3_600_000.0, None, True, float("nan")]) == [1.5, 3600.0, None, None, None]


# A row a participant


def test_free_text_is_a_document_and_the_rest_attributes(tmp_path: Path) -> None:
    first, second, third = read_sources(csv(tmp_path / "a.csv", SURVEY))

    assert first.content.text == f"What helped?\n{LONG}\n\nAnything else\nNo.\n\n"
    assert [words for _, words, _ in spoken(first)] == [LONG, "No."]
    assert {who for source in (first, second, third) for who, *_ in spoken(source)} == {""}
    assert [source.participant for source in (first, second, third)] == ["P1", "P2", "P3"]
    assert (first.part, first.kind, first.attributes) == (
        "P1",
        "document",
        (("age", "34"), ("site", "Hazel")),
    )
    assert spoken(third) == [("", f"{LONG}\nAnd nobody wrote.", None)]
    assert "1 row has no answer in words and were left out: P4" in " ".join(first.warnings)


def test_a_participant_with_two_rows_has_two_documents(tmp_path: Path) -> None:
    rows = [
        ("participant", "answer"),
        ("P1", LONG),
        ("P2", LONG[:40]),
        ("P1", f"{LONG} Again."),
        ("P3", "so " * 9),
    ]
    sources = read_sources(csv(tmp_path / "a.csv", rows))

    assert [source.part for source in sources] == ["P1", "P2", "P1 (2)", "P3"]
    assert [source.participant for source in sources] == ["P1", "P2", "P1", "P3"]


def test_an_anonymous_survey_goes_by_rows(tmp_path: Path) -> None:
    rows = [("What was it like?",), (LONG,), ("It was fine, thank you very much.",)]

    assert [source.part for source in read_sources(csv(tmp_path / "a.csv", rows))] == ["row 2", "row 3"]


@pytest.mark.parametrize(
    ("name", "values", "free"),
    [
        ("site", ["Hazel", "Rowan", "Hazel"], False),
        ("agreed", ["I agree with all of what stands above here"] * 9, False),
        ("Why?", ["It was too far", "She never came back", "no idea at all"], True),
        ("Why?", ["yes", "no", "maybe"], False),
        ("Comments", ["It was too far", "never came", "no idea at all"], True),
        ("town", ["Stoke on Trent", "Newcastle upon Tyne", "Stow on the Wold"], False),
        ("Q7", ["Strongly agree", "Neither of the two", "Strongly agree"] * 3, False),
        ("note", [LONG, "yes", "no"], True),
        ("empty", [], False),
    ],
)
def test_what_is_free_text(name: str, values: list[str], free: bool) -> None:
    assert is_free_text(name, values) is free


# What is neither


@pytest.mark.parametrize(
    ("header", "says"),
    [
        (("participant", "site", "age"), "participants import"),
        (("code", "definition", "theme"), "codebook import"),
        (("transcript", "start", "end", "code", "quote"), "codings import"),
        (("participant", "column", "text", "extracts"), "summaries import"),
    ],
)
def test_other_tables_are_told_where_they_belong(header: tuple[str, ...], says: str, tmp_path: Path) -> None:
    path = csv(
        tmp_path / "a.csv",
        [header, [LONG if name in ("definition", "text", "quote") else "1" for name in header]],
    )

    with pytest.raises(NotATranscript, match=rf"a\.csv.*qualcode {says}"):
        read_sources(path)


def test_a_bad_header_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="two columns have the name “text”"):
        read_sources(csv(tmp_path / "a.csv", [("text", "text"), ("a", "b")]))
    with pytest.raises(BadTable, match="two columns have the name"):
        read_sources(xlsx(tmp_path / "a.xlsx", One=[("text", "text"), ("a", "b")]))
    with pytest.raises(NotATranscript, match="holds no transcript"):
        read_sources(xlsx(tmp_path / "b.xlsx", One=[("speaker", "text")]))


# JSON


def turns(tmp_path: Path, value: object) -> list[tuple[str, str, float | None]]:
    (tmp_path / "a.json").write_text(json.dumps(value), encoding="utf-8")
    return spoken(read_source(tmp_path / "a.json"))


ENTRIES = [{"speaker": "I", "text": "How? ", "start": 1.5}, {"speaker": "P1", "text": "Well\x00", "start": 2}]


@pytest.mark.parametrize(
    "value",
    [
        ENTRIES,
        {"segments": ENTRIES, "language": "en"},
        {
            "results": {
                "utterances": [
                    {"speaker": e["speaker"], "transcript": e["text"], "start": e["start"]} for e in ENTRIES
                ]
            }
        },
        {"words": [{"word": "How?"}], "items": [[], ENTRIES]},
        [
            {"Speaker": {"name": e["speaker"]}, "Text": e["text"], "Start Time": f"00:00:0{e['start']}"}
            for e in ENTRIES
        ],
    ],
)
def test_a_list_of_turns_is_found(value: object, tmp_path: Path) -> None:
    assert turns(tmp_path, value) == [("I", "How?", 1.5), ("P1", "Well\ufffd", 2.0)]


def test_what_speech_recognition_writes(tmp_path: Path) -> None:
    whisper = {"text": " Hello.", "segments": [{"id": 0, "start": 0.0, "end": 2.0, "text": " Hello."}]}
    assembly = {"utterances": [{"speaker": "A", "text": "Hi", "start": 90_000_500}]}
    rev = {"monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Hi"}, {"value": " you"}]}]}
    cpp = {"transcription": [{"timestamps": {"from": "00:00:01,000"}, "text": "Hi"}]}

    assert turns(tmp_path, whisper) == [("", "Hello.", 0.0)]
    assert turns(tmp_path, assembly) == [("A", "Hi", 90_000.5)]
    assert turns(tmp_path, rev) == [("Speaker 0", "Hi you", None)]
    assert turns(tmp_path, cpp) == [("", "Hi", 1.0)]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "no proper JSON (line 1)"),
        ('{"codes": [{"name": "trust", "brief": "Believing"}]}', "holds no transcript"),
        ('["a", "b"]', "holds no transcript"),
        ("[" * 100_000, "too deeply nested"),
        ("9" * 5_000, "no proper JSON"),
        ('[{"speaker": "I", "text": "a", "start": ' + "9" * 400 + "}]", ""),
    ],
)
def test_what_is_no_list_of_turns(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(text)
    try:
        said = str(read_sources(tmp_path / "a.json")[0].content.text and "")
    except UnreadableFile as error:
        said = str(error)

    assert says in said
    assert (says == "") == (said == "")
