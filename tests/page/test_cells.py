import unicodedata

from hypothesis import given

from qualcode.page.cells import clip, clip_words, clusters, drawable, fit, is_plain, width
from tests.page_texts import texts


def test_widths_are_those_of_the_library_that_composes_the_screen() -> None:
    from rich.cells import cell_len

    assigned = [chr(n) for n in range(0x20, 0x20000) if unicodedata.category(chr(n)) not in ("Cn", "Cs")]
    drawn = [character for character in assigned if drawable(character) == character]

    assert [c for c in drawn if width(c) != cell_len(c)] == []
    for text in ("👍🏽", "🇬🇧", "👨‍👩‍👧", "❤️", "e\u0301", "कि", "1️⃣", "각"):
        assert width(text) == cell_len(text)


def test_nothing_is_drawn_that_moves_or_turns_the_rest() -> None:
    drawn = drawable("a\x1b[31m\r\n\t\x00\x7f\x9b\u202e\u2028\ud800")

    assert len(drawn) == len("a\x1b[31m\r\n\t\x00\x7f\x9b\u202e\u2028\ud800")
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl") or c == "\u202e" for c in drawn)


@given(texts)
def test_clusters_cover_a_text(text: str) -> None:
    drawn = drawable(text)
    parts = list(clusters(drawn))

    assert "".join(drawn[start:end] for start, end, _ in parts) == drawn
    assert len(drawn) == len(text)
    if is_plain(drawn):
        assert all(cells == 1 for _, _, cells in parts)


@given(texts)
def test_a_text_fits_its_room(text: str) -> None:
    drawn = drawable(text)

    for room in (0, 1, 2, 7, 30):
        assert width(clip(drawn, room)) <= room
        assert width(fit(drawn, room)) == room


def test_a_text_is_shortened_at_a_word() -> None:
    undo = "1 place in a theme, 1 theme changed"
    assert clip_words(undo, 30) == "1 place in a theme, 1 theme…"
    assert clip_words(undo, 28) == "1 place in a theme, 1 theme…"
    assert clip_words(undo, 20) == "1 place in a theme…"
    assert clip_words(undo, len(undo)) == undo
    assert clip_words("Donaudampfschiff", 8) == "Donauda…"
