"""Merging a code shows before what it will move; splitting one gives its passages to new codes."""

from functools import partial
from pathlib import Path

from qualcode.project import Project
from tests.project.small import code_quote, codes, refused, small, unchanged


def coded(project: Project) -> None:
    """Six codings by two coders under trust and time, three of which overlap."""
    code_quote(project, "trust", "ann", "They call me back.")
    code_quote(project, "trust", "ann", "Mostly, yes.")
    code_quote(project, "time", "ann", "call me back. I rely")
    code_quote(project, "time", "ben", "Trust takes years.")
    project.coders.add("Ben")
    project.sign("Ben")
    code_quote(project, "trust", "ann", "me back. I rely on that.")
    code_quote(project, "trust", "joint", "We both do.\nP4: She does")


def names(project: Project, *wanted: str) -> dict[str, list[str]]:
    """The quotes under each code, in order of transcripts and place."""
    text = {t.uid: project.transcripts.content(t).text for t in project.transcripts.all()}
    every = sorted(project.codings.all(), key=lambda c: (project.all(type(c))[c.uid].transcript, c.start))
    return {
        name: [text[c.transcript][c.start : c.end] for c in every if c.code == codes(project)[name].uid]
        for name in wanted
    }


def test_a_merge_is_shown_before_and_is_then_as_shown(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        trust, time = codes(project)["trust"], codes(project)["time"]
        project.codebook.add_theme("Engaging", codes=[trust])
        project.codebook.add_theme("Both", codes=[trust, time])
        project.charting.write(project.participants.named("P1"), trust, text="Relies on them")
        shown = project.codebook.merging(trust, time)
        assert (shown.code, shown.into) == ("trust", "time")
        assert (shown.codings, shown.passages, shown.overlapping, shown.after) == (4, 3, 1, 4)
        assert shown.participants == ("Cat", "Dan", "P1")
        assert shown.coders == (("Ann", 2), ("Ben", 2))
        assert shown.themes == ("Engaging",)
        assert shown.summaries == 1
        assert shown.sentences == (
            "3 passages of 3 participants will count under “time”, which then has 4.",
            "1 overlaps with one of “time” and will be one with it.",
            "Coded by Ann 2, Ben 2.",
            "“trust” leaves “Engaging”, where “time” does not stand.",
            "1 summary is charted under “trust”.",
        )
        project.codebook.merge(trust, time)
        material = project.materials.material(text=False)
        assert len(material.passages_by_code[time.uid]) == shown.after
        assert sum(len(p.codings) for p in material.passages_by_code[time.uid]) == 6
        project.history.undo()
        assert project.codebook.merging(codes(project)["trust"], codes(project)["time"]) == shown


def test_what_was_merged_before_moves_on(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        faith, hope = project.codebook.add_code("faith"), project.codebook.add_code("hope")
        project.codebook.merge(codes(project)["trust"], faith)
        shown = project.codebook.merging(codes(project)["faith"], codes(project)["time"])
        assert (shown.codings, shown.passages, shown.overlapping, shown.after) == (4, 3, 1, 4)
        nothing = project.codebook.merging(hope, codes(project)["time"])
        assert (nothing.codings, nothing.passages, nothing.overlapping, nothing.after) == (0, 0, 0, 2)
        assert (
            refused(lambda: project.codebook.merging(faith, codes(project)["trust"]), project)
            == "“faith” can't be merged into itself."
        )


def test_a_code_is_split_into_new_ones_in_its_themes_in_one_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        trust, time = codes(project)["trust"], codes(project)["time"]
        theme = project.codebook.add_theme("Engaging", codes=[trust, time])
        those = {
            c.start: c for c in project.codings.of(project.transcripts.named("ann")) if c.code == trust.uid
        }
        first, second, third = (those[start] for start in sorted(those))
        before = len(project.store.groups())
        made = project.codebook.split(
            trust, {"reliance": [first, second], "hesitation": [third]}, "Two things in one"
        )
        assert [code.name for code in made] == ["reliance", "hesitation"]
        assert names(project, "trust", "reliance", "hesitation") == {
            "trust": ["We both do.\nP4: She does"],
            "reliance": ["They call me back.", "me back. I rely on that."],
            "hesitation": ["Mostly, yes."],
        }
        book = project.codebook.now
        assert [c.name for c in book.codes_in[theme.uid]] == ["trust", "reliance", "hesitation", "time"]
        assert len(project.store.groups()) == before + 1
        assert project.history.all(last=1)[0].rationale == "Two things in one"
        project.history.undo()
        assert len(names(project, "trust")["trust"]) == 4
        assert "reliance" not in codes(project)
        assert project.check() == []


def test_passages_of_merged_codes_can_be_split_off_too(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        project.codebook.merge(codes(project)["time"], codes(project)["trust"])
        years = next(c for c in project.codings.all() if c.code == codes(project)["time"].uid)
        project.codebook.split(codes(project)["trust"], {"years": [years]})
        assert len(names(project, "years")["years"]) == 1


def test_a_split_is_refused_as_a_whole(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        coded(project)
        trust = codes(project)["trust"]
        mine = next(c for c in project.codings.all() if c.code == trust.uid)
        other = next(c for c in project.codings.all() if c.code != trust.uid)
        split = project.codebook.split
        assert "name a new code" in refused(lambda: split(trust, {}), project)
        assert "already" in refused(lambda: split(trust, {"Time": [mine]}), project)
        assert "a name of its own" in refused(lambda: split(trust, {"a": [mine], "A ": []}), project)
        assert "one part only" in refused(lambda: split(trust, {"a": [mine], "b": [mine]}), project)
        assert "choose among its own" in refused(lambda: split(trust, {"a": [other]}), project)
        assert unchanged(lambda: project.codebook.merging(trust, codes(project)["time"]), project)


def test_a_code_is_recoloured_and_nothing_but_a_colour_is_taken(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.codebook.change_code(codes(project)["trust"], colour=" #1F77B4")
        assert codes(project)["trust"].colour == "#1f77b4"
        for wrong in ("blue", "#12345", "1f77b4", "#1f77b4aa"):
            recolour = partial(project.codebook.change_code, codes(project)["trust"], colour=wrong)
            said = refused(recolour, project)
            assert f"“{wrong}” is no colour" in said
        assert "no colour" in refused(lambda: project.codebook.add_code("hope", colour="red"), project)
        project.codebook.change_code(codes(project)["trust"], colour="")
        assert codes(project)["trust"].colour == ""


def test_a_code_moves_from_one_theme_and_stays_in_a_third(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust = codes(project)["trust"]
        one, two, three = (
            project.codebook.add_theme(n, codes=[trust][:k]) for n, k in (("A", 1), ("B", 0), ("C", 1))
        )
        before = len(project.store.groups())
        project.codebook.move(trust, two, out_of=one)
        assert [t.name for t in project.codebook.now.themes_of[trust.uid]] == ["B", "C"]
        assert len(project.store.groups()) == before + 1
        project.codebook.move(trust, three)
        assert [t.name for t in project.codebook.now.themes_of[trust.uid]] == ["C"]


def test_a_table_says_what_a_code_is_split_into(tmp_path: Path) -> None:
    table = tmp_path / "split.csv"
    with small(tmp_path) as project:
        coded(project)
        trust = codes(project)["trust"]
        table.write_text(
            "transcript,start,end,code,coder,quote\n"
            "ann.txt,,,reliance,,They call me back.\n"
            'ann.txt,,,Trust,Ann,"Mostly, yes."\n'
            "joint.txt,7,40,reliance,Ben,\n",
            encoding="utf-8",
        )
        joint = next(
            c
            for c in project.codings.all()
            if c.code == trust.uid and c.transcript == project.transcripts.named("joint").uid
        )
        said = refused(lambda: project.codebook.parts(trust, project.codings.read(table)), project)
        assert said.endswith("row 4: this is no passage of “trust”.")
        text = table.read_text(encoding="utf-8").replace("7,40", f"{joint.start},{joint.end}")
        table.write_text(text, encoding="utf-8")
        parts = project.codebook.parts(trust, project.codings.read(table))
        assert {name: len(codings) for name, codings in parts.items()} == {"reliance": 2}
        project.codebook.split(trust, parts)
        quotes = names(project, "reliance")["reliance"]
        assert sorted(quotes) == ["They call me back.", "We both do.\nP4: She does"]
