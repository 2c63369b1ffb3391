"""Each of the layouts that transcribers use: found, said why, and read as it was written."""

from pathlib import Path

import pytest

from qualcode.model.text import Segment
from qualcode.readers import read_source
from qualcode.readers.layout import find_segments
from tests.readers.layout_fixtures import LAYOUTS, Fixture


@pytest.mark.parametrize("fixture", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_the_segments_of_a_layout(fixture: Fixture, tmp_path: Path) -> None:
    segments: tuple[Segment, ...]
    if fixture.format == "txt":
        text = fixture.text
        found = find_segments(text, emphasised=fixture.emphasised)
        segments = found.segments
        best, second = found.hypotheses[:2]
        assert best.name == fixture.layout
        assert (best.segments_count, best.score >= second.score) == (len(fixture.segments), True)
        assert found.document == fixture.document
    else:
        path = tmp_path / f"captions.{fixture.format}"
        path.write_text(fixture.text, encoding="utf-8")
        content = read_source(path).content
        text, segments = content.text, content.segments

    assert [(s.speaker, text[s.start : s.end], s.time) for s in segments] == fixture.segments
