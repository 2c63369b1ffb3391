"""The language model, asked in a process of its own."""

import pytest

from qualcode.analysis import language
from qualcode.model.errors import Refused
from qualcode.project import asking
from qualcode.project.asking import Asking

needs_a_model = pytest.mark.skipif(not language.model(), reason="no model of English is installed")


@needs_a_model
def test_it_says_of_each_text_what_the_model_finds() -> None:
    texts = ["I saw Margaret Hill in Wrexham.", "", "Nobody rings anybody."]
    asked = Asking()
    try:
        found = asked.ask(texts)
        assert found == list(language.entities(texts))
        assert asked.ask(texts[:1]) == found[:1]
        assert [texts[0][name.start : name.end] for name in found[0]] == ["Margaret Hill", "Wrexham"]
    finally:
        asked.close()


def test_what_cannot_be_asked_is_said_so_and_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_ANSWER", "import sys; sys.exit(3)")
    asked = Asking()

    with pytest.raises(Refused, match="rules alone"):
        asked.ask(["Margaret"])
    assert asked._process is None
    asked.close()
