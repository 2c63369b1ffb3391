"""Deciding about what may identify someone, hit by hit; pseudonyms in its place."""

from collections.abc import Mapping
from typing import Protocol

from qualcode.analysis.identifiers.replacing import Replacing
from qualcode.model.errors import Refused
from qualcode.model.study import Participant, Transcript
from qualcode.project.erasing import OUTSIDE
from qualcode.project.identifier_decisions import Decision, Scope
from qualcode.project.identifiers import Found
from qualcode.project.names import several
from qualcode.project.replacing import Replacement
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose

SCOPES: tuple[Scope, ...] = ("transcript", "project", "here")
FOR: Mapping[Scope, str] = {
    "here": "this place alone",
    "transcript": "the same words in this transcript",
    "project": "the same words in all transcripts",
}


class SeeIdentifiers(Command[Place]):
    """See what may still identify someone: names, places, numbers."""

    id, keys = "identifiers", "f5"

    def do(self, desk: Place) -> None:
        """Go there."""
        desk.go("identifiers")


class Identifying(Place, Protocol):
    """Where what may identify someone is listed."""

    @property
    def hit(self) -> Found | None:
        """The hit one is on."""
        ...

    @property
    def scope(self) -> Scope:
        """How far a decision goes."""
        ...

    @scope.setter
    def scope(self, scope: Scope) -> None: ...

    @property
    def shows_all(self) -> bool:
        """Whether what has been decided is listed too."""
        ...

    def show_all(self, shows: bool) -> None:
        """List what has been decided too, or not."""
        ...

    @property
    def pseudonyms(self) -> Mapping[str, tuple[str, Scope, Found]]:
        """The words marked to be replaced: by what, how far, and the hit they were marked at."""
        ...

    def mark(self, words: str, pseudonym: str, scope: Scope, hit: Found) -> None:
        """Mark words to be replaced; with no pseudonym, not any more."""
        ...

    def forget(self) -> None:
        """Mark nothing any more."""
        ...

    def next_undecided(self) -> None:
        """Go to the next hit that nobody has decided about."""
        ...


def _here(desk: Identifying) -> Found:
    if desk.hit is None:
        raise Refused("There is nothing here to decide about.")
    return desk.hit


def _decide(desk: Identifying, decision: Decision) -> Task:
    """Decide about the hit one is on, and go on to the next."""

    async def decide() -> None:
        hit, scope = _here(desk), desk.scope
        await desk.changed(lambda: desk.project.identifiers.decide([hit], decision, scope))
        desk.say(f"“{hit.words}”: {decision}, for {FOR[scope]}. u takes that back.")

    return decide()


class Leave(Command[Identifying]):
    """Leave these words as they are, though they identify somebody or something."""

    id, keys, footer = "identifiers.leave", "l", "leave"

    def do(self, desk: Identifying) -> Task:
        """Decide so."""
        return _decide(desk, "leave")


class IdentifiesNobody(Command[Identifying]):
    """Say that these words identify nobody."""

    id, keys, footer = "identifiers.nobody", "n", "identifies nobody"

    def do(self, desk: Identifying) -> Task:
        """Decide so."""
        return _decide(desk, "not an identifier")


class Open(Command[Identifying]):
    """Take a decision back: the words are to be decided about again."""

    id, keys = "identifiers.undecided", "d,delete"

    def do(self, desk: Identifying) -> Task:
        """Decide so."""
        return _decide(desk, "undecided")


class Replace(Command[Identifying]):
    """Mark these words to be replaced by a [pseudonym].

    Nothing is replaced before you say so for all that is marked. Names and pseudonyms are nowhere kept.
    """

    id, keys, footer = "identifiers.replace", "r", "replace"

    def do(self, desk: Identifying) -> Task:
        """Ask for the pseudonym."""

        async def ask() -> None:
            hit = _here(desk)
            if hit.part:
                raise Refused(
                    "This stands in no transcript's text: change it where it stands, or replace the words "
                    "everywhere (qualcode identifiers replace --besides)."
                )
            before = desk.pseudonyms.get(hit.same)
            pseudonym = await desk.ask(
                Ask(
                    f"What stands for “{hit.words}”?",
                    "It is put in [brackets]: another name, or what it is, such as “town”. Empty: nothing.",
                    value=before[0] if before else "",
                    empty=True,
                    replaces=True,
                )
            )
            if pseudonym is None:
                return
            if pseudonym.strip():
                Replacement(desk.project, [Replacing(hit.words, pseudonym)])  # Refused if that can't be
            desk.mark(hit.words, pseudonym.strip("[] "), desk.scope, hit)

        return ask()


class ReplaceMarked(Command[Identifying]):
    """Replace all that is marked, and erase the older texts. It can't be undone."""

    id, keys, footer = "identifiers.apply", "w", "replace marked"

    def do(self, desk: Identifying) -> Task:
        """Say what will come of it, and do it."""

        async def replace() -> None:
            wanted = dict(desk.pseudonyms)
            if not wanted:
                raise Refused("Nothing is marked: r marks the words one is on.")
            chosen = await desk.ask(
                Choose(
                    f"Replace {several(len(wanted), 'word')}?",
                    [Choice(False, "Not yet"), Choice(True, "Replace, and erase the older texts for good")],
                    "It can't be undone. Coded passages stay with their words. Backups beside the project "
                    f"that hold the older texts are deleted. {OUTSIDE}",
                )
            )
            if not chosen:
                return
            times = await desk.changed(lambda: _replace(desk, wanted))
            desk.forget()
            desk.say(f"Replaced in {several(times, 'place')}. The older texts are erased.")

        return replace()


def _replace(desk: Identifying, wanted: Mapping[str, tuple[str, Scope, Found]]) -> int:
    """Replace words, those of one scope together."""
    project = desk.project
    times = 0
    everywhere = [Replacing(hit.words, other) for other, scope, hit in wanted.values() if scope == "project"]
    if everywhere:
        times += Replacement(project, everywhere).everywhere().times
    for other, scope, hit in wanted.values():
        transcript = project.find(Transcript, hit.transcript)
        if scope == "project" or transcript is None:
            continue
        one = Replacement(project, [Replacing(hit.words, other)])
        if scope == "transcript":
            times += one.everywhere([transcript]).times
        else:
            now = [each for each in project.identifiers.in_(transcript) if _is_same(each, hit)]
            times += one.here(now[:1]).times if now else 0
    return times


def _is_same(one: Found, other: Found) -> bool:
    return (one.same, one.before[-12:]) == (other.same, other.before[-12:])


class ChooseScope(Command[Identifying]):
    """Decide for the same words in this transcript, in all, or for this place alone."""

    id, keys, footer = "identifiers.scope", "s", "how far"

    def do(self, desk: Identifying) -> None:
        """The next one."""
        desk.scope = SCOPES[(SCOPES.index(desk.scope) + 1) % len(SCOPES)]
        desk.say(f"Decisions are for {FOR[desk.scope]}.")


class ShowDecided(Command[Identifying]):
    """Show what has been decided too, or only what hasn't."""

    id, keys, footer = "identifiers.all", "v", "decided too"

    def do(self, desk: Identifying) -> None:
        """The other way round."""
        desk.show_all(not desk.shows_all)
        desk.say(
            "What has been decided is listed too." if desk.shows_all else "Listed is what isn't decided yet."
        )


class SeeInPlace(Command[Identifying]):
    """See the words in their transcript."""

    id, keys, footer, bound = "identifiers.open", "enter", "see it", False

    def do(self, desk: Identifying) -> None:
        """Go there."""
        hit = _here(desk)
        if hit.part and hit.thing_kind != Participant.kind and not hit.transcript:
            raise Refused(f"{hit.heading}: {hit.words}. It stands in no transcript.")
        if hit.transcript:
            desk.go("reading", (hit.transcript, 0 if hit.part else hit.span.start))
        else:
            raise Refused(f"{hit.heading}. It stands in no transcript.")


IDENTIFYING = [
    SeeInPlace(), Leave(), IdentifiesNobody(), Replace(), ReplaceMarked(), ChooseScope(), ShowDecided(),
    Open(),
]  # fmt: skip
