"""Searching the project: how words are looked for, among what, and in which order hits stand."""

from dataclasses import replace
from typing import Any

from qualcode.model.errors import Refused
from qualcode.model.study import Transcript
from qualcode.project.among import circles
from qualcode.project.names import several
from qualcode.project.search import on_the_shelf
from qualcode.project.shelves import heading
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.searching import Searching
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.query import ORDER_NAMES, ORDERS, SPEECH, Way


class Toggle(Command[Searching]):
    """Look for words in another way."""

    def __init__(self, way: Way, keys: str, footer: str, title: str) -> None:
        self.id, self.keys, self.footer = f"search.{way}", keys, footer
        self._way: Way = way
        self._title = title

    def do(self, desk: Searching) -> None:
        """Toggle it, and look again."""
        desk.look_for(desk.sought.turned(self._way))

    @property
    def title(self) -> str:
        """Say which."""
        return self._title


class WhoseSpeech(Command[Searching]):
    """Look in all speech, in participants' only, or in interviewers'."""

    id, keys, footer = "search.speech", "p", "whose speech"

    def do(self, desk: Searching) -> None:
        """The next of the three."""
        number = SPEECH.index(desk.sought.speech)
        desk.look_for(replace(desk.sought, speech=SPEECH[(number + 1) % len(SPEECH)]))


class Narrowing(Command[Searching]):
    """Asks for one of several ways to narrow a search: each is what changes in the query."""

    question = ""

    def choices(self, desk: Searching) -> list[Choice]:
        """The ways, the first of them not to."""
        raise NotImplementedError

    def do(self, desk: Searching) -> Task:
        """Ask which, and look again."""

        async def choose() -> None:
            choices = self.choices(desk)
            sought = desk.sought
            at = next((n for n, each in enumerate(choices) if replace(sought, **each.value) == sought), 0)
            chosen: dict[str, Any] | None = await desk.ask(Choose(self.question, choices, at=at))
            if chosen is not None:
                desk.look_for(replace(desk.sought, **chosen))

        return choose()


class WhichParticipants(Narrowing):
    """Look only at a site, among a participant type, or in what one participant says."""

    id, keys, footer = "search.among", "f", "site, type"
    question = "Among whom?"

    def choices(self, desk: Searching) -> list[Choice]:
        """Everybody, the sites and types, each participant."""
        project = desk.project
        people = project.materials.people
        if not people.participants:
            raise Refused("No participant is known yet: a in a transcript brings in a table of them.")
        found = [Choice({"where": (), "participants": ()}, "Everybody")]
        found += [
            Choice({"where": (where,), "participants": ()}, words, several(many, "participant"))
            for where, words, many in circles(project)
        ]
        named = people.ordered((), people.participants)
        return found + [
            Choice({"where": (), "participants": (uid,)}, people.participants[uid].name) for uid in named
        ]


class WhichTranscript(Narrowing):
    """Look only in one transcript."""

    id, keys = "search.transcript", "t"
    question = "In which transcript?"

    def choices(self, desk: Searching) -> list[Choice]:
        """All, or one of them."""

        def called(transcript: Transcript) -> str:
            return heading(desk.project, transcript)

        return [
            Choice({"transcripts": ()}, "All transcripts"),
            *(Choice({"transcripts": (t.uid,)}, called(t)) for t in on_the_shelf(desk.project)),
        ]


class WhichCodes(Narrowing):
    """Look only in passages that have a code, in those that don't, or where no code is."""

    id, keys, footer = "search.coded", "k", "coded or not"
    question = "In which passages?"

    def choices(self, desk: Searching) -> list[Choice]:
        """All, those without any code, with each code, without each."""
        codes = desk.project.codebook.now.ordered_codes
        plain: dict[str, Any] = {"coded": (), "not_coded": (), "uncoded": False}
        return [
            Choice(plain, "All passages"),
            Choice({**plain, "uncoded": True}, "Not coded at all"),
            *(Choice({**plain, "coded": (code.uid,)}, f"Coded {code.name}") for code in codes),
            *(Choice({**plain, "not_coded": (code.uid,)}, f"Not coded {code.name}") for code in codes),
        ]


class WhichOrder(Narrowing):
    """Put the hits in another order: by the words before or after, by transcript, by turn."""

    id, keys, footer = "search.order", "o", "order"
    question = "In which order?"

    def choices(self, desk: Searching) -> list[Choice]:
        """The orders."""
        return [Choice({"order": order}, ORDER_NAMES[order].capitalize()) for order in ORDERS]


NARROWING: list[Command[Searching]] = [
    Toggle("whole", "w", "whole words", "Whole words only"),
    Toggle("forms", "l", "all forms", "All forms of each English word: go finds goes, went, gone"),
    Toggle("case", "i", "case", "Tell capitals from small letters"),
    Toggle("pattern", "r", "pattern", "Take the words as a regular expression"),
    Toggle("everything", "e", "memos too", "Look in memos and summaries, too"),
    WhoseSpeech(),
    WhichParticipants(),
    WhichCodes(),
    WhichTranscript(),
    WhichOrder(),
]
