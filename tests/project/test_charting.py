"""Summaries: written, linked, checked again; files in and out."""

from pathlib import Path

import pytest

from qualcode.model.study import Link, Summary
from qualcode.model.tables import ExtractRow, SummariesFile, SummaryRow
from qualcode.model.text import Span
from tests.project.small import ANN, code_quote, codes, refused, small, unchanged
from tests.project.test_copies import taken


def test_writing_charts_the_cell_and_says_by_whom_it_was_checked(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, trust = project.participants.named("P1"), codes(project)["trust"]
        assert project.charting.summary(p1, trust) is None
        made = project.charting.write(p1, trust, text="Relies on calls (t2).")
        assert (made.content, made.progress, made.checked_by) == ("charted", "drafted", "")
        made = project.charting.write(p1, trust, progress="checked")
        assert (made.progress, made.checked_by) == ("checked", "Ann")
        made = project.charting.write(p1, trust, comment="Compare")
        assert (made.text, made.comment, made.progress) == ("Relies on calls (t2).", "Compare", "checked")
        other = project.charting.write(project.participants.named("P2"), trust, content="not asked")
        assert (other.text, other.content, other.progress) == ("", "not asked", "to do")
        said = refused(lambda: project.charting.write(p1, trust, content="said"), project)
        assert said.startswith("Content can't be 'said': it must be one of: charted, nothing said, not asked")
        assert project.check() == []


def test_what_changed_since_is_said_until_it_is_checked(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, trust = project.participants.named("P1"), codes(project)["trust"]
        ann = project.transcripts.named("ann")
        made = project.charting.write(p1, trust, text="x")
        assert project.charting.again(made) == ""
        project.codebook.change_code(trust, brief="New")
        project.charting.link(p1, trust, ann, 3, 9, "contradicts")
        made = project.all(Summary)[made.uid]
        assert project.charting.again(made) == "the definition changed, 1 linked extract was added"
        cells = project.matrix.show("codes").cells
        assert cells[p1.uid, trust.uid].again == project.charting.again(made)
        made = project.charting.write(p1, trust, progress="checked")
        assert project.charting.again(made) == ""
        (link,) = project.all(Link).values()
        project.charting.unlink(link)
        assert project.charting.again(made) == "1 linked extract was removed"
        project.history.undo()
        assert project.charting.again(made) == ""


def test_linking_makes_an_empty_summary_and_changes_how_it_bears(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, trust, ann = (
            project.participants.named("P1"),
            codes(project)["trust"],
            project.transcripts.named("ann"),
        )
        project.charting.link(p1, trust, ann, 3, 9)
        summary = project.charting.summary(p1, trust)
        assert summary is not None
        assert (summary.text, summary.content) == ("", "")
        link = project.charting.linked(p1, trust, ann, Span(3, 9))
        assert (link.relation, link.linked) == ("supports", True)
        project.charting.link(p1, trust, ann, 3, 9, "complicates")
        assert project.charting.linked(p1, trust, ann, Span(3, 9)).relation == "complicates"
        assert len(project.all(Link)) == 1
        project.charting.unlink(project.charting.linked(p1, trust, ann, Span(3, 9)))
        assert refused(lambda: project.charting.linked(p1, trust, ann, Span(3, 9)), project) == (
            "The summary of P1, trust doesn't rest on ann 3–9."
        )
        assert "Relation can't be" in refused(
            lambda: project.charting.link(p1, trust, ann, 3, 9, "proves"), project
        )


def test_the_extracts_of_a_cell_stand_linked_first(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, trust, ann = (
            project.participants.named("P1"),
            codes(project)["trust"],
            project.transcripts.named("ann"),
        )
        code_quote(project, "trust", "ann", "They call me back.")
        later = code_quote(project, "trust", "ann", "Mostly, yes.")
        project.charting.link(p1, trust, ann, later.start, later.end, "contradicts")
        column = project.codebook.now.code_column(trust)
        shown = project.charting.extracts(p1, column)
        assert [(e.text, e.relation) for e in shown] == [
            ("Mostly, yes.", "contradicts"),
            ("They call me back.", ""),
        ]


def file(*rows: SummaryRow) -> SummariesFile:
    return SummariesFile("summaries.csv", rows, ("note",))


def test_summaries_come_in_with_their_extracts_as_one_change(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        theme = project.codebook.add_theme("Engaging", codes=[codes(project)["trust"]])
        start = ANN.index("Mostly")
        given = file(
            SummaryRow(
                2,
                "p1",
                "TRUST",
                "Relies.",
                extracts=(
                    ExtractRow("supports", "ann", quote="I rely on that."),
                    ExtractRow("contradicts", "ann.txt", start, start + 6),
                ),
            ),
            SummaryRow(3, "P2", "engaging", content="nothing said"),
            SummaryRow(4, "Cat", "time", "x", "charted", "checked", "Ben", "c"),
        )
        charted = project.charting.bring_in(given)
        assert (charted.summaries, charted.links, charted.unchanged, charted.notes) == (3, 2, 0, ("note",))
        p1 = project.participants.named("P1")
        summary = project.charting.summary(p1, codes(project)["trust"])
        assert summary is not None
        assert (summary.text, summary.content, summary.progress) == ("Relies.", "charted", "drafted")
        assert project.charting.again(summary) == ""
        cat = project.charting.summary(project.participants.named("Cat"), codes(project)["time"])
        assert cat is not None
        assert (cat.checked_by, cat.comment, cat.progress) == ("Ben", "c", "checked")
        assert project.charting.summary(project.participants.named("P2"), theme) is not None
        again = unchanged(lambda: project.charting.bring_in(given), project)
        assert (again.summaries, again.unchanged) == (0, 3)  # type: ignore[attr-defined]  # `unchanged` gives back any object
        tried = unchanged(
            lambda: project.charting.bring_in(file(SummaryRow(2, "P2", "trust", "New")), dry_run=True),
            project,
        )
        assert tried.summaries == 1  # type: ignore[attr-defined]  # `unchanged` gives back any object


def test_every_bad_row_of_summaries_is_named_and_nothing_is_taken(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        given = file(
            SummaryRow(2, "P1", "trust", "fine"),
            SummaryRow(3, "P9", "trust", "x"),
            SummaryRow(4, "P1", "tryst", "x"),
            SummaryRow(5, "P1", "time", "x", extracts=(ExtractRow("supports", "nowhere", quote="x"),)),
            SummaryRow(6, "P1", "time", "x", extracts=(ExtractRow("supports", "ann", 5, 9999),)),
            SummaryRow(7, "P1", "time", "x", extracts=(ExtractRow("supports", "ann", quote="P1"),)),
        )
        assert refused(lambda: project.charting.bring_in(given), project) == (
            "summaries.csv: nothing was imported. row 3: there is no participant “P9”; "
            "row 4: there is no code or theme “tryst”; row 5: there is no transcript “nowhere”; "
            "row 6: there is no text at 5–9999; row 7: “P1” isn't, or stands more than once, in ann."
        )


def test_names_that_several_have_are_named_by_row_and_go_out_so_that_one_is_meant(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, p1 = codes(project)["trust"], project.participants.named("P1")
        with taken(project, tmp_path) as home:
            home.codebook.change_code(codes(home)["time"], name="Calls")
            other = home.participants.add("Eve")
            home.charting.write(other, codes(home)["Calls"], text="Hers at home")
            project.codebook.change_code(trust, name="calls")
            project.codebook.add_theme("calls", codes=[trust])
            project.participants.describe(project.participants.add("Eve "), {})
            project.copies.bring_in(home.path)
        given = file(SummaryRow(2, "P1", "calls", "x"), SummaryRow(3, "P1", "trust", "x"))
        said = refused(lambda: project.charting.bring_in(given), project)
        uid = trust.uid[:8]
        assert said.startswith(
            "summaries.csv: nothing was imported. "
            "row 2: there are 2 codes or themes called “calls”: call the one you mean "
        )
        assert f"{uid} (Ann" in said
        assert "row 3: there is no code or theme “trust”" in said
        project.charting.bring_in(file(SummaryRow(2, "P1", uid, "By its uid.")))
        summary = project.charting.summary(p1, trust)
        assert summary is not None
        assert summary.text == "By its uid."
        theme = project.codebook.theme("calls")
        project.charting.write(p1, theme, text="The theme's.")
        rows = {row[2]: row[1] for row in project.charting.rows()}
        assert rows["By its uid."] == uid
        assert rows["The theme's."] == theme.uid[:8]
        project.charting.export(tmp_path / "out.csv")
        back = project.charting.read(tmp_path / "out.csv")
        again = unchanged(lambda: project.charting.bring_in(back), project)
        assert again.unchanged == 3  # type: ignore[attr-defined]  # `unchanged` gives back any object


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_summaries_go_out_and_into_another_project(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"summaries.{ending}"
    (tmp_path / "other").mkdir()
    with small(tmp_path) as project, small(tmp_path / "other") as other:
        p1, trust, ann = (
            project.participants.named("P1"),
            codes(project)["trust"],
            project.transcripts.named("ann"),
        )
        project.charting.write(p1, trust, text="Relies on “calls”.\n\nTwice.", comment="=SUM(A1)")
        project.charting.link(p1, trust, ann, 3, 27)
        project.charting.write(project.participants.named("P2"), trust, content="not asked")
        project.charting.export(path)
        other.charting.bring_in(other.charting.read(path))
        assert other.charting.rows() == project.charting.rows()
        (shown,) = project.charting.shown(participant=p1)
        assert (shown.column, shown.extracts[0].quote) == ("trust", ANN[3:27].replace("\n", " "))
        assert project.charting.shown(column=codes(project)["time"]) == []


def test_who_charted_is_who_wrote_the_text_as_it_stands(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p1, trust = project.participants.named("P1"), codes(project)["trust"]

        def charted_by() -> tuple[str, ...]:
            return next(r.charted_by for r in project.matrix.charts().participants if r.name == "P1")

        project.charting.write(p1, trust, comment="Ask again")
        assert charted_by() == ()
        project.coders.add("Ben")
        with taken(project, tmp_path) as home:
            project.sign("Ben")
            project.charting.write(p1, trust, text="By Ben")
            assert charted_by() == ("Ben",)
            home.sign("Ann")
            home.charting.write(p1, trust, text="By Ann")
            project.copies.bring_in(home.path)
        assert charted_by() == ("Ann", "Ben")
