"""The analyses of a study: each with its own codebook, codings, memos and summaries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from qualcode.analysis.codebook import Codebook
from qualcode.model.charts import Column
from qualcode.model.declare import defaults, rules
from qualcode.model.errors import Refused
from qualcode.model.study import Analysis, Code, Coding, Participant, Theme, Transcript
from qualcode.project.draft import Draft
from qualcode.project.membership import place
from qualcode.project.names import Names, by_name, key

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Listed(NamedTuple):
    """An analysis in the list of them, with how much is in it; `participants` are names, None for all.

    `codes` counts those in use, as the codebook shows them: not those merged into others or set aside.
    """

    analysis: Analysis
    name: str
    question: str
    participants: tuple[str, ...] | None
    codes: int
    themes: int
    codings: int
    in_use: bool


class Analyses:
    """The analyses of a project. What is shown and changed belongs to the one in use."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Analysis]:
        """The analyses, the first made first: that is the one in use where none is chosen."""
        return sorted(self._project.all(Analysis).values(), key=lambda a: (a.at, a.uid))

    def named(self, name: str) -> Analysis:
        """The analysis of a name; NoSuchThing if there is none, or several."""
        return Names(self._project, "analysis", by_name(self.all())).one(name)

    def listed(self) -> list[Listed]:
        """The analyses with what is in them, the first made first."""
        project = self._project
        in_use = project.analysis.uid
        themes = Counter(theme.analysis for theme in project.all(Theme).values() if not theme.dropped)
        codings = Counter(coding.analysis for coding in project.all(Coding).values() if not coding.removed)
        return [
            Listed(
                each, each.name, each.question, self._chosen(each),
                len(self._codebook(each).ordered_codes), themes[each.uid], codings[each.uid],
                each.uid == in_use,
            )
            for each in self.all()
        ]  # fmt: skip

    def _chosen(self, analysis: Analysis) -> tuple[str, ...] | None:
        if analysis.participants is None:
            return None
        people = self._project.materials.everybody
        known = [uid for uid in analysis.participants if uid in people.participants]
        return tuple(people.participants[uid].name for uid in people.ordered((), known))

    def participants(self) -> list[Participant]:
        """The participants of the analysis in use, in the usual order."""
        people = self._project.materials.people
        return [people.participants[uid] for uid in people.ordered((), people.participants)]

    def use(self, analysis: Analysis) -> None:
        """Work on this analysis from now on: what is shown is its own. Nothing is written."""
        self._project.work_on(analysis)

    def check_holds(self, transcript: Transcript) -> None:
        """Refused if a transcript is none of the analysis in use: what is coded there would not be seen."""
        if transcript.uid not in self._project.materials.transcripts:
            raise Refused(
                f"{transcript.name} is of nobody whom the analysis “{self._project.analysis.name}” is about: "
                "choose another analysis, or add its participants to this one."
            )

    def check_about(self, participant: Participant) -> None:
        """Refused if the analysis in use isn't about a participant: what is charted would not be seen."""
        if participant.uid not in self._project.materials.people.participants:
            raise Refused(
                f"The analysis “{self._project.analysis.name}” isn't about {participant.name}: "
                "choose another analysis, or add them to this one."
            )

    def check_has(self, thing: Code | Theme | Column) -> None:
        """Refused if a code or theme is none of the analysis in use: what stands under it would not be seen.

        So it is where another analysis came into use, or a code was undone, since it was chosen.
        """
        book = self._project.materials.codebook
        if thing.uid not in book.codes and thing.uid not in book.themes:
            raise Refused(
                f"“{thing.name}” isn't in the codebook of the analysis “{self._project.analysis.name}”: "
                "choose what is."
            )

    # Changing

    def add(
        self,
        name: str,
        *,
        question: str = "",
        participants: Sequence[Participant] | None = None,
        codebook_of: Analysis | None = None,
    ) -> Analysis:
        """Make an analysis about some participants, or all (None), as one change; it isn't in use yet.

        Its codebook is empty, or a copy of another analysis's, whose codes are changed on their own from then
        on. A merged code is not copied: its name is kept among the former names of the code it counts under.
        """
        self._check_new(name, self.all())
        project = self._project
        with project.change() as draft:
            uid = draft.create(Analysis, name=name, question=question, participants=_uids(participants))
            if codebook_of is not None:
                _copy(draft, self._codebook(codebook_of), uid)
        return project.all(Analysis)[uid]

    def change(self, analysis: Analysis, rationale: str = "", **fields: Any) -> None:
        """Change an analysis's `name`, `question` or `participants` (None for all).

        What is coded and charted of participants who are left out stays, unseen until they are in again.
        """
        if "name" in fields:
            self._check_new(fields["name"], (a for a in self.all() if a.uid != analysis.uid))
        if "participants" in fields:
            fields["participants"] = _uids(fields["participants"])
        with self._project.change(rationale) as draft:
            draft.set(analysis, **fields)

    def _check_new(self, name: str, others: Iterable[Analysis]) -> None:
        if any(key(other.name) == key(name) for other in others):
            raise Refused(f"There is an analysis “{name}” already: choose another name.")

    def _codebook(self, analysis: Analysis) -> Codebook:
        return self._project.materials.codebook_of(analysis)


def _uids(participants: Sequence[Participant] | None) -> list[str] | None:
    if participants is None:
        return None
    if not participants:
        raise Refused("An analysis is about somebody: choose participants, or all.")
    return sorted({participant.uid for participant in participants})


def _copy(draft: Draft, book: Codebook, analysis: str) -> None:
    """Copy a codebook into an analysis: codes that count as themselves and themes, with all they say."""
    codes = [code for code in book.codes.values() if book.finals[code.uid] == code.uid]
    uids = {code.uid: draft.create(Code, **_values(code, analysis, _names(code, book))) for code in codes}
    themes = book.ordered_themes
    uids |= {
        theme.uid: draft.create(Theme, **_values(theme, analysis, theme.former_names)) for theme in themes
    }
    for theme in themes:
        draft.complete(
            uids[theme.uid],
            parent=uids.get(theme.parent, ""),
            order=[uids[code.uid] for code in book.codes_in[theme.uid]],
        )
    for membership in book.memberships:
        if membership.member and membership.theme in uids and membership.code in uids:
            place(draft, uids[membership.code], uids[membership.theme], True)


def _values(thing: Code | Theme, analysis: str, former_names: Iterable[str]) -> Mapping[str, Any]:
    known, default = rules(type(thing)), defaults(type(thing))
    values = {name: getattr(thing, name) for name in known if getattr(thing, name) != default[name]}
    values |= {"analysis": analysis, "former_names": [*former_names]}
    if values.get("status") == "merged":  # in a circle: it counts as itself
        values["status"] = "candidate"
    values.pop("merged_into", None)
    return values


def _names(code: Code, book: Codebook) -> list[str]:
    """What a code was called, and those that were merged into it."""
    merged = book.merged_from.get(code.uid, ())
    names = (name for each in (code, *merged) for name in (*each.former_names, each.name))
    return [name for name in dict.fromkeys(names) if name != code.name]
