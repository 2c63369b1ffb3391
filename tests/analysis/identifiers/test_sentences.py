"""How the check does on sentences with known answers: no worse than what it promises."""

import pytest

from benchmarks.identifiers import HALVES, KINDS, score, sentences, with_model
from qualcode.analysis.identifiers import find
from qualcode.analysis.language import model


def test_there_are_300_sentences_a_third_of_them_clean() -> None:
    known = {half: list(sentences(half)) for half in HALVES}

    assert [len(known[half]) for half in HALVES] == [150, 150]
    assert [sum(s.clean for s in known[half]) for half in HALVES] == [50, 50]
    assert not any(s.marked for half in HALVES for s in known[half] if s.clean)
    assert all(s.marked for half in HALVES for s in known[half] if not s.clean)


@pytest.mark.parametrize("half", HALVES)
def test_the_rules_find_nearly_all_that_is_marked(half: str) -> None:
    told = score(half, find)

    assert told.recall() >= 0.97, told.missed
    assert told.precision >= 0.6, told.wrong
    assert told.false_per_thousand <= 8
    for kind in KINDS:
        assert told.recall(kind) >= 0.9


@pytest.mark.parametrize("half", HALVES)
def test_a_model_adds_nothing_that_spoils_it(half: str) -> None:
    if not model():
        pytest.skip("no model of English is installed")
    told, rules = score(half, with_model), score(half, find)

    assert told.recall() >= max(0.97, rules.recall()), told.missed
    assert told.precision >= 0.6, told.wrong
    assert told.false_per_thousand <= 8
