import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model.sentences import sentences, words


def _sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def _words(text: str) -> list[str]:
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I do. She doesn't.", ["I do.", "She doesn't."]),
        ("Tea, e.g. with Dr. Smith. Then home.", ["Tea, e.g. with Dr. Smith.", "Then home."]),
        ("No. I never did. At No. 10 I did.", ["No.", "I never did.", "At No. 10 I did."]),
        ("i.e. the ward, Mr. Jones. Yes.", ["i.e. the ward, Mr. Jones.", "Yes."]),
        ("He said “no.” I left.", ["He said “no.”", "I left."]),
        ("Well… you know… Then it stopped.", ["Well… you know…", "Then it stopped."]),
        ("At 3 p.m. we left, at 4 p.m. They came.", ["At 3 p.m. we left, at 4 p.m.", "They came."]),
        ("J. Bloggs and I. Then nobody.", ["J. Bloggs and I.", "Then nobody."]),
        ("yeah. and then?! ok", ["yeah.", "and then?!", "ok"]),
        ("one\n\ntwo", ["one", "two"]),
        ("他来了。我走了。", ["他来了。", "我走了。"]),
        ("It cost 3.50 at www.example.org today.", ["It cost 3.50 at www.example.org today."]),
        ("   ", []),
    ],
)
def test_sentences_end_where_a_reader_would_say_so(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


def test_words_keep_what_joins_them() -> None:
    assert _words("She didn't re-read “it”—now, café!") == ["She", "didn't", "re-read", "it", "now", "café"]
    assert _words("ke\u0301 你好") == ["ke\u0301", "你", "好"]
    assert max(map(len, _words("a" * 5000))) <= 2200


@given(st.text(alphabet="aB.?…\" \n'”No1", max_size=80))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    place = 0
    for start, end in sentences(text):
        assert text[place:start].strip() == ""
        assert start < end
        assert text[start:end] == text[start:end].strip()
        place = end
    assert text[place:].strip() == ""
