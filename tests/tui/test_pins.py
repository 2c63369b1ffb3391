"""Which codes the keys 1 to 9 put on, and that it is remembered."""

from pathlib import Path

from qualcode import settings
from qualcode.project import Project
from qualcode.tui.codes import Pins, code_entries, looks


def names(pins: Pins, project: Project) -> list[str]:
    return [code.name if code else "" for code in pins.of(project)][:5]


def test_a_code_that_is_put_on_a_number_changes_places_with_the_one_there(study: Path) -> None:
    with Project.open(study) as project:
        pins, hope = Pins(), project.codebook.code("hope")
        assert names(pins, project) == ["articulation work", "administration", "hope", "", ""]
        pins.put(1, hope.uid)
        assert names(pins, project) == ["hope", "administration", "articulation work", "", ""]
        pins.put(5, hope.uid)
        assert names(pins, project) == ["", "administration", "articulation work", "", "hope"]


def test_a_number_that_is_to_have_no_code_gets_none_and_that_is_remembered(study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ann")
        pins = Pins()
        assert names(pins, project)[1] == "administration"
        pins.put(2, "")
        assert names(pins, project) == ["articulation work", "", "hope", "", ""]
        settings.pin("a", "ann", pins.numbers)
        again = Pins(settings.pinned("a", "ann"))
        project.codebook.add_code("trust")
        assert names(again, project)[:3] == ["articulation work", "", "hope"]
        assert "trust" in names(again, project)


def test_a_letter_and_its_capital_stand_for_two_codes_only_where_no_other_is_left(study: Path) -> None:
    with Project.open(study) as project:
        project.sign("Ann")
        for name in ("h", "heap", "hp", "hhh"):
            project.codebook.add_code(name)
        marks = {look.name: look.mark for look in looks(project).values()}
        assert (marks["articulation work"], marks["hope"]) == ("a", "h")
        assert (marks["h"], marks["heap"], marks["hp"]) == ("H", "e", "p")
        entries = code_entries(project, {}, [])
        assert {entry.name: entry.mark for entry in entries} == marks


def test_what_is_remembered_is_each_coders_and_damage_to_it_forgets_it(tmp_path: Path) -> None:
    settings.pin("a", "ann", ["x"])
    settings.pin("a", "ben", ["y"])
    assert (settings.pinned("a", "ann"), settings.pinned("a", "ben")) == (["x"], ["y"])
    assert settings.pinned("b", "ann") == []
    settings._pins_file().write_text("[", encoding="utf-8")
    assert settings.pinned("a", "ann") == []
