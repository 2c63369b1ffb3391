"""Participants in order, filtered, and cited."""

import pytest

from qualcode.analysis.participants import People, heading, key_of, natural
from qualcode.model.errors import NoSuchThing
from qualcode.model.study import Attribute, Participant, Value


def people(attributes: list[Attribute], **given: dict[str, str]) -> People:
    return People(
        {name: Participant(name, name=name) for name in given},
        {a.uid: a for a in attributes},
        [
            Value(f"{p}|{a}", participant=p, attribute=a, value=v)
            for p, held in given.items()
            for a, v in held.items()
        ],
    )


def attribute(name: str, **more: object) -> Attribute:
    return Attribute(name, name=name, **more)  # type: ignore[arg-type]  # any field


STANDARD = [
    attribute("number", position=5),
    attribute("participant_type", position=20, categories=("Service user", "Carer")),
    attribute("site", position=10, categories=("Rowan", "Elm")),
    attribute("Country", position=1),
]


def test_the_usual_order_is_country_site_type_number_name() -> None:
    made = people(
        STANDARD,
        a={"Country": "Wales", "site": "Elm"},
        b={"Country": "England", "site": "Elm", "participant_type": "Carer", "number": "10"},
        c={"Country": "England", "site": "Elm", "participant_type": "Carer", "number": "9"},
        d={"Country": "England", "site": "Elm", "participant_type": "Service user"},
        e={"Country": "England", "site": "Rowan"},
        f={"site": "Rowan"},
        g={},
    )
    # Sites and types stand in their categories' order, unknown values last.
    assert made.ordered((), reversed("abcdefg")) == ["e", "d", "c", "b", "a", "f", "g"]


def test_attributes_asked_for_come_first() -> None:
    age = attribute("age", type="integer")
    made = people(
        [age, attribute("site")],
        p10={"age": "41", "site": "A"},
        p9={"age": "41", "site": "A"},
        p1={"age": "9"},
        p2={"site": "Z"},
    )
    assert made.ordered([age], made.participants) == ["p1", "p9", "p10", "p2"]
    assert [row.attributes for row in made.rows([age], ["p2", "p1"])] == [("9",), ("",)]


def test_values_stand_by_category_then_number_then_text_and_the_unknown_last() -> None:
    rating = attribute("rating", categories=("low", "high"))
    made = people(
        [rating],
        **{f"p{n}": {"rating": v} for n, v in enumerate(["b10", "high", "7", "b9", "", "low", "12.5", "-3"])},
    )
    assert made.values_of(rating, made.participants) == ("low", "high", "-3", "7", "12.5", "b9", "b10", "")


@pytest.mark.parametrize("value", ["nan", "inf", "-Infinity", "NaN"])
def test_words_that_python_takes_for_numbers_are_words(value: str) -> None:
    """Else one participant called “nan” would put all others in any order."""
    name = attribute("nickname")
    made = people(
        [name], a={"nickname": "zoe"}, b={"nickname": value}, c={"nickname": "2"}, d={"nickname": "1"}
    )
    assert made.ordered([name], "abcd")[:2] == ["d", "c"]


@pytest.mark.parametrize(
    "name", ["participant_type", "Participant type", " participant-type", "PARTICIPANT – TYPE"]
)
def test_an_attribute_is_found_however_it_is_spelt(name: str) -> None:
    made = people(STANDARD, a={"participant_type": "Carer"})
    assert made.attribute(name).name == "participant_type"
    assert made.named("a", name) == "Carer"
    assert made.has(name)


def test_an_attribute_that_is_not_there_is_refused_with_those_there_are() -> None:
    with pytest.raises(NoSuchThing) as refusal:
        people(STANDARD, a={}).attribute("age")
    assert (
        str(refusal.value)
        == "There is no attribute “age”: choose from Country, number, site, participant_type."
    )
    with pytest.raises(NoSuchThing, match="choose from none yet"):
        people([]).attribute("age")
    assert people(STANDARD, a={}).named("a", "age") == ""
    assert not people(STANDARD, a={}).has("site")
    assert not people(STANDARD, a={}).has("age")


def test_filters_are_alternatives_within_an_attribute_and_hold_together_across() -> None:
    made = people(
        STANDARD,
        a={"site": "Elm", "participant_type": "Carer"},
        b={"site": "Rowan", "participant_type": "Carer"},
        c={"site": "Elm", "participant_type": "Service user"},
        d={"participant_type": "Carer"},
    )
    assert made.chosen([]) == ["a", "b", "c", "d"]
    assert made.chosen([("site", "elm")]) == ["a", "c"]
    assert made.chosen([("Site", "Elm"), ("site", "Rowan")]) == ["a", "b", "c"]
    assert made.chosen([("site", "Elm"), ("participant type", "carer")]) == ["a"]
    assert made.chosen([("site", "")]) == ["d"]


def test_a_filter_that_fits_nobody_is_refused_with_what_there_is() -> None:
    made = people(STANDARD, a={"site": "Elm"}, b={})
    with pytest.raises(NoSuchThing) as refusal:
        made.chosen([("site", "Oak")])
    assert str(refusal.value) == "No participant has site “Oak”: there are Elm, (none)."


@pytest.mark.parametrize(
    ("given", "cited"),
    [
        (
            {"participant_type": "Carer", "number": "3", "site": "Hazel", "Country": "Wales"},
            "Carer 3, Hazel (Wales)",
        ),
        ({"participant_type": "Carer", "number": "3", "site": "Hazel"}, "Carer 3, Hazel"),
        ({"participant_type": "Carer", "number": "3", "Country": "Wales"}, "Carer 3, Wales"),
        ({"participant_type": "Carer", "number": "3"}, "Carer 3"),
        ({"participant_type": "Carer", "site": "Hazel"}, "P7"),
        ({"number": "3"}, "P7"),
    ],
)
def test_a_participant_is_cited_by_type_and_stored_number_never_a_computed_one(
    given: dict[str, str], cited: str
) -> None:
    assert people(STANDARD, P7=given).attribution("P7") == cited


def test_names_are_compared_sorted_and_shown() -> None:
    assert key_of(" Years in – service ") == "years_in_service"
    assert sorted(["P10", "p9", "P1"], key=natural) == ["P1", "p9", "P10"]
    assert heading("participant_type") == "Participant type"
    assert heading("") == ""
