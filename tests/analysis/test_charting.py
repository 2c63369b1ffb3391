"""What a summary rests on, and what is to be checked again since."""

from dataclasses import replace
from typing import Any

import pytest

from qualcode.analysis.charting import basis_of, check_again
from qualcode.analysis.codebook import Codebook
from qualcode.model.study import Code, Link, Theme
from tests.analysis.studies import codebook, merged, summary

CODE = Code("trust", name="trust", brief="b", full="f", use="u", avoid="a")
BEFORE = codebook([CODE, "time"], {"engaging": ["trust"]}, Theme("engaging", name="engaging", definition="d"))
LINKS = [Link("k1", start=1, end=5), Link("k2", start=7, end=9)]


def again(after: Codebook, links: list[Link] = LINKS, column: str = "trust") -> str:
    basis = basis_of(BEFORE, column, LINKS)
    return check_again(summary("P1", column, text="Written.", basis=basis), basis_of(after, column, links))


def with_code(**fields: Any) -> Codebook:
    return replace(BEFORE, codes={**BEFORE.codes, "trust": replace(CODE, **fields)})


def test_nothing_changed() -> None:
    assert again(BEFORE) == ""
    assert again(BEFORE, column="engaging") == ""


@pytest.mark.parametrize("field", ["brief", "full", "use", "avoid"])
def test_another_definition(field: str) -> None:
    assert again(with_code(**{field: "other"})) == "the definition changed"


@pytest.mark.parametrize("field", ["name", "example", "colour", "source"])
def test_what_does_not_touch_the_meaning(field: str) -> None:
    assert again(with_code(**{field: "other"})) == ""


def test_a_code_merged_into_it_or_it_into_another() -> None:
    assert (
        again(replace(BEFORE, codes={**BEFORE.codes, "time": merged("time", "trust")})) == "a code was merged"
    )
    assert again(with_code(status="merged", merged_into="time")) == "a code was merged"


def test_a_theme_defined_anew_or_with_other_codes() -> None:
    theme = replace(BEFORE.themes["engaging"], definition="other")
    assert again(replace(BEFORE, themes={"engaging": theme}), column="engaging") == "the definition changed"
    more = codebook([CODE, "time"], {"engaging": ["trust", "time"]}, BEFORE.themes["engaging"])
    assert again(more, column="engaging") == "the codes of the theme changed"


def test_a_theme_within_it_with_other_codes() -> None:
    inner = Theme("inner", name="inner", parent="engaging")
    more = codebook(
        [CODE, "time"], {"engaging": ["trust"], "inner": ["time"]}, BEFORE.themes["engaging"], inner
    )
    assert again(more, column="engaging") == "the codes of the theme changed"


def test_linked_extracts_added_removed_and_changed() -> None:
    assert again(BEFORE, [*LINKS, Link("k3")]) == "1 linked extract was added"
    assert again(BEFORE, [LINKS[0], replace(LINKS[1], linked=False)]) == "1 linked extract was removed"
    assert again(BEFORE, []) == "2 linked extracts were removed"
    assert (
        again(BEFORE, [LINKS[0], replace(LINKS[1], relation="contradicts")]) == "1 linked extract was changed"
    )
    assert again(with_code(brief="x"), [Link("k3"), Link("k4"), LINKS[0]]) == (
        "the definition changed, 2 linked extracts were added, 1 linked extract was removed"
    )


def test_what_is_not_written_is_not_checked_again() -> None:
    now = basis_of(with_code(brief="x"), "trust", [])
    basis = basis_of(BEFORE, "trust", [])
    assert check_again(summary("P1", "trust", content="nothing said", basis=basis), now) == ""
    assert check_again(summary("P1", "trust", text="Written."), now) == ""


def test_a_column_that_is_gone_rests_on_its_extracts_alone() -> None:
    assert basis_of(BEFORE, "gone", LINKS) == {"link k1": "1-5 supports", "link k2": "7-9 supports"}
