"""Captions in the dialects that meeting programs write."""

from pathlib import Path

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.model.text import Source
from qualcode.readers import read_source


def read(tmp_path: Path, text: str, name: str = "a.vtt") -> Source:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_source(tmp_path / name)


def said(source: Source) -> list[tuple[str, str, float | None]]:
    text = source.content.text
    return [(s.speaker, text[s.start : s.end], s.time) for s in source.content.segments]


def test_voice_tags_notes_styles_ids_and_entities(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "WEBVTT\nKind: captions\n\nNOTE Invented for practice.\n\nSTYLE\n::cue { color: red }\n\n"
        "8e2f-77/7-0\n00:01.500 --> 00:02.000 align:start\n"
        "<v Smith, Jane (Nurse)>Well &amp; good\n<i>yes</i></v>\n\n"
        "2\n00:00:02.000 --> 00:00:03.000\n<v.loud Smith, Jane (Nurse)>more\n\n"
        "01:00:03.250 --> 01:00:04.000\n<v Bob>So. <v Smith, Jane (Nurse)>No.\n",
    )

    assert said(source) == [
        ("Smith, Jane (Nurse)", "Well & good yes", 1.5),
        ("Smith, Jane (Nurse)", "more", 2.0),
        ("Bob", "So.", 3603.25),
        ("Smith, Jane (Nurse)", "No.", 3603.25),
    ]
    assert source.content.text == (
        "Smith, Jane (Nurse): Well & good yes\nmore\nBob: So.\nSmith, Jane (Nurse): No.\n"
    )
    assert source.warnings == ()


def test_teams_writes_unpadded_and_negative_times(tmp_path: Path) -> None:
    cues = "0:0:-6.-820 --> 0:0:8.970\n<v A B>one</v>\n\n0:1:10.20 --> 0:1:11.0\n<v A B>two</v>\n"
    source = read(tmp_path, f"WEBVTT\n\n{cues}")

    assert [time for _, _, time in said(source)] == [0.0, 70.02]


def test_zoom_names_in_front(tmp_path: Path) -> None:
    lines = ["Ann Lee: One.", "Ann Lee: See: two.", "Bob Day: Three.", "Bob Day: Four.", "Nobody said this"]
    cues = "\n\n".join(
        f"{n}\n00:00:0{n}.000 --> 00:00:0{n}.900\n{line}" for n, line in enumerate(lines, start=1)
    )
    source = read(tmp_path, f"WEBVTT\n\n{cues}\n")

    assert said(source) == [
        ("Ann Lee", "One.", 1),
        ("Ann Lee", "See: two.", 2),
        ("Bob Day", "Three.", 3),
        ("Bob Day", "Four.", 4),
        ("", "Nobody said this", 5),
    ]


def test_the_name_on_the_first_line(tmp_path: Path) -> None:
    cues = "\n\n".join(
        f"00:00:0{n}.000 --> 00:00:0{n}.900\n{name}\nwords {n}" for n, name in enumerate(["Ann", "Bob"] * 2)
    )
    source = read(tmp_path, f"WEBVTT\n\n{cues}\n")

    assert [(speaker, text) for speaker, text, _ in said(source)] == [
        ("Ann", "words 0"),
        ("Bob", "words 1"),
        ("Ann", "words 2"),
        ("Bob", "words 3"),
    ]


def test_srt_with_commas_tags_and_marks_of_uncertainty(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "1\n00:00:01,500 --> 00:00:02,000\nDoctor: <b>Hello</b> <UNSURE>you</UNSURE>\n{\\an8}there\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\nPatient: 2 < 3\n"
        "3\n00:00:05,000 --> 00:00:06,000\nDoctor: <UNIN/>\n",
        "a.srt",
    )

    assert said(source) == [
        ("Doctor", "Hello <UNSURE>you</UNSURE> there", 1.5),
        ("Patient", "2 < 3", 3.0),
        ("Doctor", "<UNIN/>", 5.0),
    ]


def test_no_words_are_lost_where_no_time_can_be_read(tmp_path: Path) -> None:
    source = read(
        tmp_path,
        "WEBVTT\n\n00:00:1x.000 --> 00:00:02.000\nfirst\n\nsecond\n\n00:00:03.000 --> 00:00:04.000\nthird\n",
    )

    assert [(text, time) for _, text, time in said(source)] == [
        ("first", None),
        ("second", None),
        ("third", 3.0),
    ]
    assert len(source.warnings) == 2


def test_an_empty_cue_does_not_swallow_the_next_id(tmp_path: Path) -> None:
    source = read(
        tmp_path, "WEBVTT\n\na-0\n00:01.000 --> 00:02.000\n\n\na-1\n00:03.000 --> 00:04.000\nwords\n"
    )

    assert said(source) == [("", "words", 3.0)]


@pytest.mark.parametrize(
    "text", ["WEBVTT\n", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "WEBVTT\n\nNOTE only\n"]
)
def test_captions_without_words_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.vtt"):
        read(tmp_path, text)


@pytest.mark.parametrize("name", ["a.vtt", "a.srt"])
def test_a_time_of_absurd_length_is_no_time(name: str, tmp_path: Path) -> None:
    source = read(tmp_path, f"WEBVTT\n\n{'9' * 5000}:00:00.000 --> 00:01.000\nSo.\n", name)

    assert said(source)[-1] == ("", "So.", None)
    assert "1 caption was kept without a time, since the time can't be read." in source.warnings


def test_a_number_of_no_character_stays_as_it_is(tmp_path: Path) -> None:
    words = f"&#{'9' * 5000}; &amp; so"

    assert said(read(tmp_path, f"WEBVTT\n\n00:00.000 --> 00:01.000\n{words}\n")) == [("", words, 0.0)]


@pytest.mark.parametrize("repeated", ["<v ", "<v.a", "<1", "<", "{\\", "&"])
def test_tags_that_never_end_are_words(repeated: str, tmp_path: Path) -> None:
    """Each is read once: tried from every place to the end, this takes hours."""
    words = repeated * 200_000
    source = read(tmp_path, f"WEBVTT\n\n00:00.000 --> 00:01.000\nWell\n{words}\n")

    assert source.content.text.startswith("Well ")


def test_more_captions_than_any_film_has(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"a\.vtt has more than 200,000 lines.*split it"):
        read(tmp_path, "WEBVTT\n\n" + "00:00.000 --> 00:01.000\na\n\n" * 70_000)


def test_labels_are_kept_as_they_are_spelt(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    names = ["Ceri Howells", "Owen Pugh", "Ceri Howels", "Owen Pugh", "Ceri Howells"]
    cues = [f"00:0{n}.000 --> 00:0{n}.900\n{name}: So {n}.\n" for n, name in enumerate(names)]
    path.write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")
    source = read_source(path)

    assert source.labels == tuple(names)
    assert source.content.speakers == ("Ceri Howells", "Owen Pugh")
