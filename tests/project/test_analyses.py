"""Several analyses in one project: each with its own codebook, codings, memos and summaries."""

from pathlib import Path

from qualcode.model.study import Analysis, Code, Participant, Transcript
from qualcode.model.text import Span
from qualcode.project import Project
from qualcode.project.shelves import shelves
from tests.project.small import code_quote, codes, refused, small


def work(project: Project) -> None:
    """Some work in the analysis in use: codings everywhere, a memo, a summary, a theme, a decision."""
    code_quote(project, "trust", "ann", "They call me back.")
    code_quote(project, "trust", "ben", "Trust takes years.")
    code_quote(project, "trust", "joint", "I do. We both do.")
    code_quote(project, "trust", "joint", "She does, I don't.")
    trust = project.codebook.code("trust")
    project.codebook.add_theme("Engaging", codes=[trust, project.codebook.code("time")])
    project.memos.add(trust, "Wide")
    project.charting.write(project.participants.named("P1"), trust, text="Relies on them")
    project.decisions.record("Keep it")
    project.decisions.close_version()
    project.transcripts.mark(project.transcripts.named("ann"), read=True, coded=True)


def seen(project: Project) -> tuple[object, ...]:
    """All that is shown of the analysis in use."""
    book = project.codebook.now
    entries = [(e.label, e.progress) for shelf in shelves(project) for e in shelf.entries]
    return (
        [c.name for c in book.ordered_codes],
        [t.name for t in book.ordered_themes],
        len(project.codings.all()),
        [m.text for m in project.memos.all()],
        [s.summary.text for s in project.charting.shown()],
        [d.text for d in project.decisions.all()],
        project.decisions.version() is not None,
        [(row.name) for row in project.matrix.show().rows],
        [(row.code, row.count.participants, row.count.of) for row in project.matrix.counts()],
        entries,
    )


def test_each_analysis_sees_its_own_work(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        work(project)
        first, before = project.analysis, seen(project)
        made = project.analyses.add("Second", question="And the carers?")
        assert seen(project) == before  # made, but not in use
        heard: list[frozenset[str]] = []
        project.subscribe(lambda changed: heard.append(changed.kinds))
        project.analyses.use(made)
        assert heard == [frozenset({"analysis"})]
        assert project.analysis.question == "And the carers?"
        assert seen(project)[:7] == ([], [], 0, [], [], [], False)
        assert [label for label, progress in seen(project)[-1] if progress != "new"] == []  # type: ignore[attr-defined]  # a list of pairs
        project.codebook.add_code("trust")
        code_quote(project, "trust", "ann", "Mostly, yes.")
        assert len(project.codings.all()) == 1
        project.analyses.use(first)
        assert seen(project) == before
        assert [a.name for a in project.analyses.all()] == ["main analysis", "Second"]
        assert [(a.name, a.codes, a.codings, a.in_use) for a in project.analyses.listed()] == [
            ("main analysis", 2, 4, True), ("Second", 1, 1, False),
        ]  # fmt: skip
        assert project.check() == []
    with Project.open(tmp_path / "study.qualcode", write=False) as again:
        assert seen(again) == before


def test_an_analysis_is_used_as_it_is_now_not_as_it_was_seen(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = project.analyses.add("Second")
        project.analyses.change(made, name="Care")
        project.analyses.use(made)
        assert project.analysis.name == "Care"
        assert dict(project.all(Analysis)) == project.store.load(Analysis.kind)
        project.analyses.change(project.analysis, name="Carers")
        assert project.copies.differences() == []
        gone = project.analyses.add("Third")
        project.history.undo()
        said = refused(lambda: project.analyses.use(gone), project)
        assert said == "The analysis “Third” isn't there any more: choose another."
        assert [a.name for a in project.analyses.all()] == ["main analysis", "Carers"]
        assert project.analysis.name == "Carers"


def test_names_of_analyses_are_their_own(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        made = project.analyses.add("Second")
        assert project.analyses.named("second").uid == made.uid
        assert refused(lambda: project.analyses.add(" SECOND"), project) == (
            "There is an analysis “ SECOND” already: choose another name."
        )
        assert "Did you mean “Second”?" in refused(lambda: project.analyses.named("secnd"), project)
        assert "choose another" in refused(
            lambda: project.analyses.change(made, name="Main analysis"), project
        )
        project.analyses.change(made, name="Carers", question="Why?")
        assert [(a.name, a.question) for a in project.analyses.all()][1] == ("Carers", "Why?")
        assert "choose participants" in refused(lambda: project.analyses.add("x", participants=[]), project)


def test_a_codebook_is_copied_whole_and_then_goes_its_own_way(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        book = project.codebook
        trust, time = codes(project)["trust"], codes(project)["time"]
        faith, hope, old = (book.add_code(name) for name in ("faith", "hope", "old"))
        outer = book.add_theme("Outer", short="Out", definition="All of it")
        inner = book.add_theme("Inner", codes=[time, trust], parent=outer.uid, status="agreed")
        book.put_in([hope], outer)
        book.drop_theme(book.add_theme("Gone", codes=[trust]))
        book.change_code(trust, name="reliance", colour="#112233", full="Full", status="agreed")
        book.change_code(faith, name="belief")
        book.merge(codes(project)["belief"], codes(project)["reliance"])
        book.set_aside(old)
        code_quote(project, "reliance", "ann", "They call me back.")
        groups = len(project.store.groups())
        made = project.analyses.add("Copy", codebook_of=project.analysis)
        assert len(project.store.groups()) == groups + 1
        assert [one.codes for one in project.analyses.listed()] == [3, 3]  # those in use
        project.analyses.use(made)
        now = book.now
        assert [c.name for c in now.ordered_codes] == ["hope", "time", "reliance"]
        copied = book.code("reliance")
        assert (copied.full, copied.colour, copied.status) == ("Full", "#112233", "agreed")
        assert copied.brief == "Believing what is said"
        assert copied.former_names == ("trust", "faith", "belief")  # what was merged into it is called so too
        assert copied.uid != trust.uid
        assert book.any_code("old").status == "set aside"
        assert len(now.codes) == 4
        assert [(t.name, t.short, t.definition, t.status) for t in now.ordered_themes] == [
            ("Outer", "Out", "All of it", "candidate"), ("Inner", "", "", "agreed"),
        ]  # fmt: skip
        assert [c.name for c in now.codes_in[book.theme("Inner").uid]] == ["time", "reliance"]
        assert book.theme("Inner").parent == book.theme("Outer").uid
        assert {book.theme("Inner").uid, book.theme("Outer").uid}.isdisjoint({inner.uid, outer.uid})
        assert book.findings() == []
        assert project.codings.all() == []
        book.change_code(copied, full="Otherwise")
        assert project.all(Code)[trust.uid].full == "Full"
        project.history.undo()
        assert sorted(project.history.undo().split(", ")) == ["1 analysis", "4 codes"]
        assert [a.name for a in project.analyses.all()] == ["main analysis"]
        assert project.analysis.name == "main analysis"  # the one in use is gone
        assert [c.name for c in project.codebook.now.ordered_codes] == ["hope", "time", "reliance"]
        assert len(project.codings.all()) == 1
        project.history.redo()
        assert project.analysis.name == "Copy"
        assert project.check() == []


def test_an_analysis_of_some_participants_sees_them_and_their_transcripts(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        work(project)
        people = project.participants
        chosen = [people.named("P1"), people.named("Cat")]
        made = project.analyses.add("Elm", participants=chosen, codebook_of=project.analysis)
        assert project.analyses.listed()[1].participants == ("Cat", "P1")
        project.analyses.use(made)
        for transcript, quote in (
            ("ann", "They call me back."), ("joint", "I do. We both do."), ("joint", "She does, I don't."),
        ):  # fmt: skip
            code_quote(project, "trust", transcript, quote)
        assert [row.name for row in project.matrix.show().rows] == ["Cat", "P1"]
        assert project.matrix.show().of == 2
        counts = {row.code: row.count for row in project.matrix.counts()}
        assert (counts["trust"].participants, counts["trust"].of, counts["trust"].passages) == (2, 2, 2)
        assert [e.label for shelf in shelves(project) for e in shelf.entries] == ["Cat", "P1"]
        assert {hit.match for hit in project.search("call")} == {"call"}
        assert len(project.search("call")) == 1  # and not in ben
        ben = project.transcripts.named("ben")
        assert "choose another analysis" in refused(lambda: project.analyses.check_holds(ben), project)
        assert [e.text for e in project.matrix.extracts()] == ["They call me back.", "I do. We both do."]
        assert len(people.all()) == 4  # the study's


def test_the_question_is_the_one_before_who_is_asked_though_another_answers_first(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        chosen = [project.participants.named("Dan")]
        project.analyses.use(project.analyses.add("Dan", participants=chosen, codebook_of=project.analysis))
        code_quote(project, "trust", "joint", "Look at them.")
        code_quote(project, "trust", "joint", "She does, I don't.")
        asked = {e.text: e.question for e in project.matrix.extracts()}
        assert asked == {"She does, I don't.": "Both?", "Look at them.": "Why?"}


def test_participants_come_and_go_and_what_is_coded_of_them_stays(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        work(project)
        p1, p2 = project.participants.named("P1"), project.participants.named("P2")
        whole = seen(project)
        project.analyses.change(project.analysis, participants=[p1])
        assert len(project.codings.all()) == 1
        assert [s.participant for s in project.charting.shown()] == ["P1"]
        project.participants.link(p1, project.transcripts.named("ben"), "P2")
        assert {e.label for shelf in shelves(project) for e in shelf.entries} == {"P1", "   interview 2"}
        assert len(project.codings.all()) == 2
        project.history.undo()
        project.analyses.change(project.analysis, participants=[p2])
        assert project.charting.shown() == []
        new = project.participants.add("Eve")
        assert [p.name for p in project.analyses.participants()] == ["P2"]
        project.participants.set_value(new, "site", "Oak")
        assert refused(lambda: project.participants.add("p1"), project) == (
            "There is a participant “p1” already."
        )
        project.history.undo()
        project.history.undo()
        project.analyses.change(project.analysis, participants=None)
        assert seen(project) == whole


def test_a_table_of_participants_finds_those_whom_the_analysis_is_not_about(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("participant,transcript,site\nP2,ben,Oak\nEve,,Oak\n", encoding="utf-8")
    with small(tmp_path) as project:
        project.analyses.change(project.analysis, participants=[project.participants.named("P1")])
        joined = project.participants.bring_in(project.participants.read(table))
        assert (joined.participants, joined.new) == (2, 1)
        assert project.participants.values(project.participants.named("P2")) == {"site": "Oak"}


def test_undo_takes_back_the_last_change_whichever_analysis_it_was_in(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        first = project.analysis
        second = project.analyses.add("Second", codebook_of=first)
        code_quote(project, "trust", "ann", "They call me back.")
        project.analyses.use(second)
        code_quote(project, "trust", "ann", "Mostly, yes.")
        assert project.history.undo() == "“trust” on “Mostly, yes.”"
        assert project.codings.all() == []
        assert project.history.undo() == "“trust” on “They call me back.” (analysis “main analysis”)"
        project.analyses.use(first)
        assert project.codings.all() == []
        project.analyses.use(second)
        project.history.redo()
        assert project.codings.all() == []
        project.history.redo()
        assert len(project.codings.all()) == 1
        project.analyses.use(first)
        assert len(project.codings.all()) == 1
        assert project.check() == []


def test_analyses_of_two_copies_come_together(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        project.coders.add("Ben")
        p1, p2 = project.participants.named("P1"), project.participants.named("P2")
        project.copies.copy(tmp_path / "ben.qualcode", "Ben")
        with Project.open(tmp_path / "ben.qualcode", coder="Ben") as ben:
            his = ben.analyses.add("His", codebook_of=ben.analysis)
            ben.analyses.use(his)
            code_quote(ben, "trust", "ann", "Mostly, yes.")
            ben.analyses.change(next(iter(ben.analyses.all())), participants=[p2])
        project.analyses.change(project.analysis, participants=[p1])
        project.copies.bring_in(tmp_path / "ben.qualcode")
        assert [a.name for a in project.analyses.all()] == ["main analysis", "His"]
        assert project.analysis.name == "main analysis"
        project.analyses.use(project.analyses.named("His"))
        assert len(project.codings.all()) == 1
        [difference] = project.copies.differences()
        assert difference.label == "Participants"
        assert sorted(difference.shown) == [("Ann", "P1"), ("Ben", "P2")]
        project.copies.settle(
            difference, list(project.all(Analysis)[difference.thing.uid].participants or ()), "x"
        )
        assert project.copies.differences() == []


def test_what_was_chosen_in_another_analysis_or_undone_since_is_refused(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        trust, ann, p1 = codes(project)["trust"], *_ann(project)
        coding = code_quote(project, "trust", "ann", "Mostly")
        gone = project.codebook.add_code("gone")
        project.history.undo()
        second = project.analyses.add("Second")
        for code, used in ((gone, project.analysis), (trust, second)):
            project.analyses.use(used)
            isnt = f"“{code.name}” isn't in the codebook of the analysis “{used.name}”"
            for call in (
                lambda code=code: project.codings.apply(code, ann, 3, 8),
                lambda code=code: project.codings.apply_all(code, [(ann, Span(3, 8))]),
                lambda code=code: project.codings.recode(coding, code),
                lambda code=code: project.charting.write(p1, code, text="Unseen"),
                lambda code=code: project.charting.link(p1, code, ann, 3, 8),
            ):
                assert refused(call, project).startswith(isnt)


def _ann(project: Project) -> tuple[Transcript, Participant]:
    return project.transcripts.named("ann"), project.participants.named("P1")


def test_nothing_is_charted_of_those_whom_the_analysis_is_not_about(tmp_path: Path) -> None:
    with small(tmp_path) as project:
        p2, ben = project.participants.named("P2"), project.transcripts.named("ben")
        trust = project.codebook.code("trust")
        project.analyses.change(project.analysis, participants=[project.participants.named("P1")])
        isnt = "The analysis “main analysis” isn't about P2"
        assert refused(lambda: project.charting.write(p2, trust, text="Unseen"), project).startswith(isnt)
        assert refused(lambda: project.charting.link(p2, trust, ben, 12, 30), project).startswith(isnt)


def test_summaries_of_those_whom_the_analysis_is_not_about_are_refused_by_row(tmp_path: Path) -> None:
    file = tmp_path / "summaries.csv"
    file.write_text("participant,column,text\nP1,trust,Yes\nP2,trust,No\n", encoding="utf-8")
    with small(tmp_path) as project:
        project.analyses.change(project.analysis, participants=[project.participants.named("P1")])
        said = refused(lambda: project.charting.bring_in(project.charting.read(file)), project)
        assert said == "summaries.csv: nothing was imported. row 3: the analysis isn't about P2."
