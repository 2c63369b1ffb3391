"""Texts that have been trouble: wide, joined, turned, unbroken, empty."""

from hypothesis import strategies as st

from qualcode.model.text import Content, Segment

PIECES = [
    *("word", " ", "  ", "\n", "\n\n", "\t", "e.g. ", "Dr. ", "“Yes.” ", "don't ", "…", "—"),
    *("👍🏽", "👩\u200d👩\u200d👧", "🇬🇧", "❤\ufe0f", "1\ufe0f\u20e3", "e\u0301", "Ω", "क्षि "),
    *(
        "你好",
        "한국어",
        "שלום ",
        "مرحبا ",
        "\u202e",
        "\x07",
        "\x1b[31m",
        "\u200b",
        "\ufffd",
        "\xad",
        "\ud800",
    ),
    *("a" * 50, "漢" * 30),
]

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=40).map("".join)
speech = texts.filter(lambda text: bool(text))


@st.composite
def contents(draw: st.DrawFn) -> Content:
    """A transcript: some lines that are nobody's, and segments with and without speakers."""
    text, segments = draw(st.sampled_from(["", "Interview 3\n\n", "WEBVTT\n"])), []
    for _ in range(draw(st.integers(0, 6))):
        speaker = draw(st.sampled_from(["", "I", "Ann", "Care coordinator 2"]))
        text += f"{speaker}: " if speaker else ""
        said = draw(speech)
        segments.append(Segment(speaker, len(text), len(text) + len(said)))
        text += said + draw(st.sampled_from(["\n", "\n\n", "\n[pause in recording]\n"]))
    return Content(text, tuple(segments))
