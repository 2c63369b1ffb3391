"""What is kept in memory is what the file says: a project changed at random, beside one freshly opened."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qualcode.model.errors import QualcodeError
from qualcode.model.study import Code, Coding, Participant, Summary, Theme, Transcript
from qualcode.project import Project
from qualcode.project.shelves import shelves
from tests.project.small import code_quote, interviews

T = TypeVar("T")

which = st.integers(0, 7)
place = st.tuples(st.integers(0, 80), st.integers(1, 30))

LATE = "I: So?\nP5: It is so. It was so. It will be so for long, they say, and longer.\nI: Sure?\nP5: Yes.\n"


def seen(project: Project) -> dict[str, object]:
    """All that is shown of the analysis in use."""
    project.codings.memos()
    book = project.codebook.now
    return {
        "counts": project.matrix.counts(by=["site"]),
        "codes": project.matrix.show("codes", extracts=2),
        "themes": project.matrix.show(),
        "shelves": shelves(project),
        "codings": {t.name: project.codings.of(t) for t in project.transcripts.all()},
        "makers": project.codings.by_coder(),
        "codebook": (book.ordered_codes, book.ordered_themes, dict(book.codes_in), dict(book.finals)),
        "summaries": project.charting.shown(),
        "memos": project.memos.search(),
        "people": project.analyses.participants(),
        "analyses": project.analyses.listed(),
        "differences": project.copies.differences(),
        "findings": project.findings(),
        "found": project.search("they"),
    }


class Changed(RuleBasedStateMachine):
    """One project, changed through all that a user can do, with a colleague's copy that comes and goes."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="qualcode"))
        self.home: Path | None = None
        self.project = Project.new(self.folder / "study.qualcode", "Ann")
        project = self.project
        project.coders.add("Ben")
        project.transcripts.bring_in(interviews(self.folder))
        for name, source, label in (("P1", "ann", ""), ("P2", "ben", ""), ("Cat", "joint", "P3")):
            participant = project.participants.add(name)
            project.participants.link(participant, project.transcripts.named(source), label)
            project.participants.set_value(participant, "site", "Elm")
        codes = [project.codebook.add_code(name) for name in ("trust", "time")]
        project.codebook.add_theme("Engaging", codes=codes)
        code_quote(project, "trust", "ann", "They call me back.")
        self.look()

    def teardown(self) -> None:
        if hasattr(self, "project"):
            self.project.close()
            shutil.rmtree(self.folder)

    def look(self) -> None:
        """See everything, so that it is kept."""
        self.before = seen(self.project)

    def do(self, call: Callable[[Project], object], *, at_home: bool = False) -> None:
        """Change something, here or in the colleague's copy; what is refused is refused."""
        try:
            if not at_home:
                call(self.project)
            elif self.home is not None:
                with Project.open(self.home, coder="Ben") as home:
                    call(home)
        except QualcodeError:
            pass

    # What is done

    @rule(n=which, at=place, code=which, home=st.booleans())
    def code_a_passage(self, n: int, at: tuple[int, int], code: int, home: bool) -> None:
        def call(p: Project) -> object:
            return p.codings.apply(one(p, Code, code), one(p, Transcript, n), at[0], sum(at))

        self.do(call, at_home=home)

    @rule(n=which, at=place, home=st.booleans())
    def stretch(self, n: int, at: tuple[int, int], home: bool) -> None:
        self.do(lambda p: p.codings.stretch(one(p, Coding, n), at[0], sum(at)), at_home=home)

    @rule(n=which, code=which, home=st.booleans())
    def recode(self, n: int, code: int, home: bool) -> None:
        self.do(lambda p: p.codings.recode(one(p, Coding, n), one(p, Code, code)), at_home=home)

    @rule(n=which, home=st.booleans())
    def take_off(self, n: int, home: bool) -> None:
        self.do(lambda p: p.codings.remove([one(p, Coding, n)]), at_home=home)

    @rule(code=which, into=which, home=st.booleans())
    def merge(self, code: int, into: int, home: bool) -> None:
        self.do(lambda p: p.codebook.merge(one(p, Code, code), one(p, Code, into)), at_home=home)

    @rule(code=which, name=st.sampled_from(["hope", "faith"]), home=st.booleans())
    def split(self, code: int, name: str, home: bool) -> None:
        def call(p: Project) -> object:
            whole = one(p, Code, code)
            return p.codebook.split(whole, {name: p.codings.under(whole)[:1]})

        self.do(call, at_home=home)

    @rule(name=st.sampled_from(["hope", "faith", "doubt"]), home=st.booleans(), theme=which)
    def add_a_code(self, name: str, home: bool, theme: int) -> None:
        self.do(lambda p: p.codebook.add_code(name, theme=one(p, Theme, theme)), at_home=home)

    @rule(code=which, status=st.sampled_from(["agreed", "set aside"]), home=st.booleans())
    def decide_on_a_code(self, code: int, status: str, home: bool) -> None:
        self.do(lambda p: p.codebook.change_code(one(p, Code, code), status=status), at_home=home)

    @rule(code=which, theme=which, inside=st.booleans(), home=st.booleans())
    def move_a_code(self, code: int, theme: int, inside: bool, home: bool) -> None:
        def call(p: Project) -> object:
            change = p.codebook.put_in if inside else p.codebook.take_out
            change([one(p, Code, code)], one(p, Theme, theme))
            return None

        self.do(call, at_home=home)

    @rule(person=which, code=which, text=st.sampled_from(["", "Says so.", "Doesn't."]), home=st.booleans())
    def chart(self, person: int, code: int, text: str, home: bool) -> None:
        def call(p: Project) -> object:
            return p.charting.write(one(p, Participant, person), one(p, Code, code), text=text)

        self.do(call, at_home=home)

    @rule(person=which, code=which, n=which, at=place)
    def link(self, person: int, code: int, n: int, at: tuple[int, int]) -> None:
        def call(p: Project) -> object:
            who, what, where = one(p, Participant, person), one(p, Code, code), one(p, Transcript, n)
            p.charting.link(who, what, where, at[0], sum(at))
            return None

        self.do(call)

    @rule(n=which, kind=st.sampled_from([Coding, Code, Transcript, Participant, Summary]), home=st.booleans())
    def write_a_memo(self, n: int, kind: Any, home: bool) -> None:
        self.do(lambda p: p.memos.add(one(p, kind, n), "Is it?"), at_home=home)

    @rule(person=which, site=st.sampled_from(["", "Elm", "Ash"]), home=st.booleans())
    def place_a_participant(self, person: int, site: str, home: bool) -> None:
        self.do(lambda p: p.participants.set_value(one(p, Participant, person), "site", site), at_home=home)

    @rule(person=which, n=which, linked=st.booleans(), home=st.booleans())
    def say_who_speaks(self, person: int, n: int, linked: bool, home: bool) -> None:
        def call(p: Project) -> object:
            change = p.participants.link if linked else p.participants.unlink
            change(one(p, Participant, person), one(p, Transcript, n))
            return None

        self.do(call, at_home=home)

    @rule(
        label=st.sampled_from(["I", "P1", "P3", "P4"]), role=st.sampled_from(["interviewer", "participant"])
    )
    def say_who_asks(self, label: str, role: str) -> None:
        def call(p: Project) -> object:
            for transcript in p.transcripts.all():
                if label in p.transcripts.content(transcript).speakers:
                    p.transcripts.set_role(transcript, label, role)
            return None

        self.do(call)

    @rule(n=which, coded=st.booleans(), home=st.booleans())
    def mark(self, n: int, coded: bool, home: bool) -> None:
        self.do(lambda p: p.transcripts.mark(one(p, Transcript, n), read=True, coded=coded), at_home=home)

    @rule(name=st.sampled_from(["Zoe", "Max"]), home=st.booleans())
    def add_a_participant(self, name: str, home: bool) -> None:
        self.do(lambda p: p.participants.add(name), at_home=home)

    @rule(home=st.booleans())
    def bring_a_late_interview_in(self, home: bool) -> None:
        path = self.folder / "late.txt"
        path.write_text(LATE, encoding="utf-8")
        self.do(lambda p: p.transcripts.bring_in([path]), at_home=home)

    @rule(name=st.sampled_from(["paper", "thesis"]), people=st.booleans(), home=st.booleans())
    def add_an_analysis(self, name: str, people: bool, home: bool) -> None:
        def call(p: Project) -> object:
            chosen = [one(p, Participant, 0), one(p, Participant, 1)] if people else None
            return p.analyses.add(name, participants=chosen, codebook_of=p.analysis)

        self.do(call, at_home=home)

    @rule(n=which, person=which, everybody=st.booleans(), home=st.booleans())
    def say_whom_an_analysis_is_about(self, n: int, person: int, everybody: bool, home: bool) -> None:
        def call(p: Project) -> object:
            about = None if everybody else [one(p, Participant, person)]
            p.analyses.change(p.analyses.all()[n % len(p.analyses.all())], participants=about)
            return None

        self.do(call, at_home=home)

    @rule(n=which)
    def use_an_analysis(self, n: int) -> None:
        there = self.project.analyses.all()
        self.do(lambda p: p.analyses.use(there[n % len(there)]))

    @rule(anyway=st.booleans(), home=st.booleans())
    def undo(self, anyway: bool, home: bool) -> None:
        self.do(lambda p: p.history.undo(anyway=anyway), at_home=home)

    @rule()
    def undo_and_redo(self) -> None:
        group = self.project.history.to_undo()
        if group is not None:
            before = seen(self.project)
            self.project.history.undo(anyway=True)
            seen(self.project)
            self.project.history.redo()
            assert seen(self.project) == before

    @rule()
    def redo(self) -> None:
        self.do(lambda p: p.history.redo())

    @precondition(lambda self: self.home is None)
    @rule()
    def take_a_copy_home(self) -> None:
        self.home = self.project.copies.copy(self.folder / "home.qualcode", "Ben")

    @precondition(lambda self: self.home is not None)
    @rule()
    def bring_the_copy_in(self) -> None:
        assert self.home is not None
        self.project.copies.bring_in(self.home)

    @rule()
    def settle(self) -> None:
        for difference in self.project.copies.differences():
            self.do(lambda p, d=difference: p.copies.settle(d, d.side(1), "So it is"))  # type: ignore[misc]  # bound now

    # What holds

    @invariant()
    def what_is_kept_is_what_the_file_says(self) -> None:
        if not hasattr(self, "project"):
            return
        kept = seen(self.project)
        with Project.open(self.project.path, coder="Ann", write=False) as opened:
            opened.analyses.use(self.project.analysis)
            fresh = seen(opened)
        for name, shown in fresh.items():
            assert kept[name] == shown, name


def one(project: Project, cls: type[T], n: int) -> T:
    """Some thing of a kind: the same in each copy, as long as they are alike."""
    things: Sequence[Any] = sorted(project.all(cls).values(), key=lambda t: (t.at, t.uid))  # type: ignore[type-var]
    if not things:
        raise QualcodeError("none")
    return things[n % len(things)]  # type: ignore[no-any-return]


TestChanged = Changed.TestCase
TestChanged.settings = settings(
    max_examples=6, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)
