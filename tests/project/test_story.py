"""The history of one code, theme or memo in words."""

from pathlib import Path

from qualcode.model.study import Code, Memo, Theme
from qualcode.project import Project
from tests.project.small import codes, small


def told(project: Project, thing: Code | Theme | Memo) -> list[tuple[str, str, str, bool]]:
    """Its story: who, what, why, and whether it stands."""
    return [(c.coder, c.what, c.rationale, c.stands) for c in project.codebook.story(thing)]


def test_the_story_of_a_code_is_told_from_its_making_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        book = project.codebook
        book.change_code(codes(project)["trust"], "Clearer", name="reliance", colour="#112233")
        theme = book.add_theme("Engaging")
        book.put_in([codes(project)["reliance"]], theme)
        book.change_code(codes(project)["reliance"], full="y" * 80)
        book.merge(codes(project)["time"], codes(project)["reliance"], "The same")
        project.coders.add("Ben")
        project.sign("Ben")
        book.take_out([codes(project)["reliance"]], theme)
        project.history.undo()
        book.set_aside(codes(project)["reliance"])
        assert told(project, codes(project)["reliance"]) == [
            ("Ben", "status: “set aside”", "", True),
            ("Ben", "taken out of the theme “Engaging”", "", False),
            ("Ann", "“time” merged into it", "The same", True),
            ("Ann", f"full definition: “{'y' * 59}…”", "", True),
            ("Ann", "put in the theme “Engaging”", "", True),
            ("Ann", "renamed “trust” to “reliance”; colour: “#112233”", "Clearer", True),
            ("Ann", "made as “trust”; brief definition: “Believing what is said”", "", True),
        ]
        assert told(project, codes(project)["time"]) == [
            ("Ann", "merged into: “reliance”", "The same", True),
            ("Ann", "made as “time”", "", True),
        ]
        assert told(project, theme) == [
            ("Ben", "“reliance” taken out of it", "", False),
            ("Ann", "“reliance” put in it", "", True),
            ("Ann", "made as “Engaging”", "", True),
        ]


def test_the_story_of_a_memo_and_of_a_theme_within_another(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        memo = project.memos.add(project.study, "First")
        project.memos.change(memo, "Second\nthought")
        project.memos.remove(project.all(Memo)[memo.uid])
        assert [what for _, what, _, _ in told(project, memo)] == [
            "removed",
            "text: “Second thought”",
            "written; kind: “analytic”; text: “First”",
        ]
        outer, inner = project.codebook.add_theme("Outer"), project.codebook.add_theme("Inner")
        project.codebook.change_theme(inner, parent=outer.uid)
        project.codebook.change_theme(project.codebook.theme("Inner"), parent="")
        assert [what for _, what, _, _ in told(project, inner)] == [
            "within taken away",
            "within: “Outer”",
            "made as “Inner”",
        ]
