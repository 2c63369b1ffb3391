"""Bringing transcripts in: which files, how they are read, who speaks in them; then all of it at once."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from qualcode.model.errors import Refused
from qualcode.model.study import TRANSCRIPT_KINDS
from qualcode.project.import_plan import Plan, PlannedFile, PlannedSpeaker
from qualcode.project.names import several
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Place
from qualcode.tui.dialogs.ask import Ask
from qualcode.tui.dialogs.choose import Choice, Choose, New, Tick
from qualcode.tui.dialogs.paths import PathSuggester, cleaned

_ENCODINGS = (
    ("", "As it looks", "the file's own mark, then UTF-8, then cp1252"),
    ("utf-8", "UTF-8", "most files of today"),
    ("cp1252", "cp1252", "Windows in western Europe"),
    ("utf-16", "UTF-16", "some programs of Windows"),
    ("iso8859-15", "ISO 8859-15", "older Unix"),
    ("mac-roman", "Mac Roman", "older Macs"),
    ("cp1250", "cp1250", "Windows in central Europe"),
)
_COMMENTS = (
    ("memos", "Memos", "on the passage each stands on, by who wrote it"),
    ("codings", "Coded passages", "what a comment says is the code's name"),
    ("leave", "Nothing", "they are left out"),
)


class Planning(Place, Protocol):
    """Where it is decided what of files comes in."""

    @property
    def plan(self) -> Plan:
        """What would come in."""
        ...

    @property
    def file(self) -> PlannedFile | None:
        """The file one is on."""
        ...

    async def add(self, paths: Sequence[Path]) -> None:
        """Read more files, and all transcripts in folders."""
        ...

    async def choose(self, file: PlannedFile, **choices: Any) -> None:
        """Read a file otherwise (see `Choices`)."""
        ...

    async def join(self, table: Path | None) -> None:
        """Have a table of participants joined with the files; None: no table."""
        ...

    def settle(self, plan: Plan) -> None:
        """Plan something else."""
        ...

    def read_on(self, step: int) -> None:
        """Scroll the text of the file one is on."""
        ...

    async def bring_in(self) -> None:
        """Bring in what is planned."""
        ...


class BringIn(Command[Planning]):
    """Bring in everything that is marked +, as one change.

    Until then nothing is written. Where a file has a problem, nothing comes in before it is mended or left
    out.
    """

    id, keys, footer = "import.apply", "enter", "bring in"

    def do(self, desk: Planning) -> Task:
        """Bring it in."""
        return desk.bring_in()

    def footer_at(self, desk: Planning) -> str:
        """Say how many."""
        return f"bring in {coming(desk.plan)}" if coming(desk.plan) else ""


def coming(plan: Plan) -> str:
    """What a plan would bring in, in words; "" for nothing."""
    new = several(len(plan.new), "transcript") if plan.new else ""
    return " and ".join(
        filter(None, (new, several(len(plan.corrections), "correction") if plan.corrections else ""))
    )


class AddFiles(Command[Planning]):
    """Add files, or a folder with all transcripts in it. A file can be dropped on the window as well."""

    id, keys, footer = "import.add", "f", "add files"

    def do(self, desk: Planning) -> Task:
        """Ask where they are."""

        async def add() -> None:
            from qualcode.readers import formats

            endings = formats()
            typed = await desk.ask(
                Ask(
                    "Where are your transcripts?",
                    "A file or a folder: type, paste or drop it here; → takes what is suggested. "
                    f"Read are {', '.join(ending.removeprefix('.') for ending in endings)}.",
                    value=_usual_folder(desk),
                    suggester=PathSuggester(endings),
                    replaces=True,
                )
            )
            if typed is not None:
                await desk.add([cleaned(typed)])

        return add()


def _usual_folder(desk: Planning) -> str:
    last = desk.plan.files[-1].path.parent if desk.plan.files else None
    return f"{last}/" if last is not None and last.is_absolute() else ""


class ChooseLayout(Command[Planning]):
    """Choose another layout: another way to tell who speaks where.

    The likeliest is taken at first; what speaks for each is said beside it.
    """

    id, keys, footer = "import.layout", "l", "layout"

    def do(self, desk: Planning) -> Task:
        """Ask which."""

        async def choose() -> None:
            file = _file(desk)
            if not file.hypotheses:
                raise Refused(f"{file.name} says by itself who speaks where: there is no other layout.")
            choices = [
                Choice(each.name, each.words, f"{several(each.segments_count, 'segment')} · {each.why}")
                for each in file.hypotheses
            ]
            at = next((n for n, choice in enumerate(choices) if choice.value == file.layout), 0)
            chosen = await desk.ask(Choose(f"How is {file.name} laid out?", choices, at=at))
            if chosen is not None:
                await desk.choose(file, layout=chosen)

        return choose()


class ChooseEncoding(Command[Planning]):
    """Read the file in another encoding, where letters look wrong."""

    id, keys, footer = "import.encoding", "e", "encoding"

    def do(self, desk: Planning) -> Task:
        """Ask which."""

        async def choose() -> None:
            file = _file(desk)
            choices = [Choice(value, name, more) for value, name, more in _ENCODINGS]
            now = f"It is read as {file.encoding} now." if file.encoding else ""
            chosen = await desk.ask(Choose(f"Which encoding has {file.name}?", choices, now, new="Another"))
            if chosen is not None:
                name = chosen.name if isinstance(chosen, New) else chosen
                await desk.choose(file, encoding=name or None)

        return choose()


class ChooseKind(Command[Planning]):
    """Say what kind of source the file is: interview, joint interview, focus group, field note, document."""

    id, keys, footer = "import.kind", "k", "kind"

    def do(self, desk: Planning) -> Task:
        """Ask which."""

        async def choose() -> None:
            file = _file(desk)
            choices = [Choice(kind, kind) for kind in TRANSCRIPT_KINDS]
            at = TRANSCRIPT_KINDS.index(file.kind) if file.kind in TRANSCRIPT_KINDS else 0
            chosen = await desk.ask(Choose(f"What is {file.name}?", choices, at=at))
            if chosen is not None:
                await desk.choose(file, kind=chosen)

        return choose()


class ChooseSpeakers(Command[Planning]):
    """Say who the speakers are: an interviewer, a participant, several, or the same as another label.

    What is decided for one file is proposed for the others.
    """

    id, keys, footer = "import.speakers", "s", "speakers"

    def do(self, desk: Planning) -> Task:
        """Ask of whom, then who that is."""

        async def choose() -> None:
            file = _file(desk)
            if not file.speakers:
                raise Refused(f"Nobody speaks in {file.name}.")
            several_speak = len(file.speakers) > 1
            speaker: PlannedSpeaker | None = file.speakers[0]
            changes = None
            while changes is None:
                if several_speak:
                    choices = [Choice(each, _called(each), who_is(each)) for each in file.speakers]
                    at = file.speakers.index(speaker) if speaker else 0
                    speaker = await desk.ask(Choose("Which speaker?", choices, at=at))
                if speaker is None:
                    return
                changes = await _identify(desk, file, speaker)
                if changes is None and not several_speak:
                    return
            await desk.choose(file, **changes)

        return choose()


async def _identify(desk: Planning, file: PlannedFile, speaker: PlannedSpeaker) -> dict[str, Any] | None:
    """Ask who a speaker is; the choices that say so, None if nobody answers."""
    label, choices = speaker.label, file.choices
    known = [participant.name for participant in desk.project.participants.all()]
    others = dict.fromkeys(name for each in desk.plan.files for s in each.speakers for name in s.participants)
    names = [*known, *(name for name in others if name not in known)]
    offered = [
        Choice("interviewer", "An interviewer", "their words are not counted"),
        Choice("nobody", "A participant", "who that is can be said later"),
        *(Choice((name,), name, "participant") for name in names),
    ]
    if len(names) > 1:
        offered.insert(2, Choice("several", "Several participants", "who speak under one label"))
    same = [each for each in file.speakers if each.label != label and each.label and label]
    offered += [Choice(each, f"The same as “{each.label}”", "spelled otherwise") for each in same]
    now = "interviewer" if speaker.role == "interviewer" else speaker.participants or "nobody"
    at = next((n for n, choice in enumerate(offered) if choice.value == now), 0)
    chosen = await desk.ask(Choose(f"Who is {_called(speaker)}?", offered, at=at, new="Another participant"))
    if chosen == "several":
        ticked = await desk.ask(Tick("Who speaks there?", [Choice(name, name) for name in names]))
        chosen = tuple(ticked) if ticked is not None else None
    match chosen:
        case None:
            return None
        case PlannedSpeaker():
            return {"same": {**choices.same, **dict.fromkeys([*speaker.spellings, label], chosen.label)}}
        case New():
            name = chosen.name or await desk.ask(Ask("What is the participant called?"))
            people: tuple[str, ...] = (name,) if name else ()
        case tuple():
            people = chosen
        case _:
            people = ()
    role = "interviewer" if chosen == "interviewer" else "participant"
    return {
        "roles": {**choices.roles, label: role},
        "participants": {**choices.participants, label: people},
    }


class LeaveOut(Command[Planning]):
    """Leave the file out, or take it in again."""

    id, keys, footer = "import.leave_out", "x", "leave out"

    def do(self, desk: Planning) -> Task:
        """Toggle it."""
        file = _file(desk)
        return desk.choose(file, left_out=not file.choices.left_out)

    def footer_at(self, desk: Planning) -> str:
        """Say which of the two."""
        return "take in" if desk.file is not None and desk.file.choices.left_out else self.footer


class TakeNewTexts(Command[Planning]):
    """Take files that have changed since they were imported as corrections of their transcripts, or not.

    What is coded there moves with its words; what can't be placed is listed for you to look at.
    """

    id, keys = "import.correct", "v"

    def do(self, desk: Planning) -> None:
        """Toggle it."""
        plan = desk.plan
        if not _changed(plan):
            raise Refused("None of these files has changed since it was imported.")
        desk.settle(desk.project.importing.settled(plan.with_corrections(not plan.correct)))

    def footer_at(self, desk: Planning) -> str:
        """Only where one has changed."""
        what = "refuse new texts" if desk.plan.correct else "take new texts"
        return what if _changed(desk.plan) else ""


def _changed(plan: Plan) -> bool:
    return any(file.status in ("changed", "corrected") for file in plan.files)


class JoinParticipants(Command[Planning]):
    """Give a table of participants, with their site, type and transcripts; or write one to fill in.

    A csv or xlsx file with a column for the participant and one for the transcript.
    """

    id, keys, footer = "import.participants", "p", "participants"

    def do(self, desk: Planning) -> Task:
        """Ask whether there is one, and where."""

        async def join() -> None:
            choices = [
                Choice(False, "There is a table", "csv or xlsx: a row for each participant"),
                Choice(True, "Write one to fill in", "with a row for each transcript that is in the project"),
            ]
            writes = await desk.ask(Choose("A table of your participants", choices))
            if writes is None:
                return
            usual = _usual_folder(desk) or f"{desk.project.path.parent}/"
            typed = await desk.ask(
                Ask(
                    "Where shall it be written?" if writes else "Where is the table of your participants?",
                    "A new file that ends in .xlsx or .csv."
                    if writes
                    else "csv or xlsx, with a column for the participant and one for the transcript; "
                    "site and participant type, if you have them.",
                    value=f"{desk.project.path.parent / 'participants.xlsx'}" if writes else usual,
                    suggester=PathSuggester((".csv", ".xlsx")),
                    replaces=True,
                )
            )
            if typed is None:
                return
            path = cleaned(typed)
            if writes:
                await desk.changed(lambda: desk.project.participants.template(path))
                desk.say(f"Written: {path.resolve()}. Fill it in; then {desk.key(self.id)} brings it in.")
            else:
                await desk.join(path)

        return join()


class ChooseComments(Command[Planning]):
    """Say what comments in Word and ODT files become: memos, coded passages, or nothing."""

    id, keys = "import.comments", "c"

    def do(self, desk: Planning) -> Task:
        """Ask."""

        async def choose() -> None:
            choices = [Choice(value, name, more) for value, name, more in _COMMENTS]
            at = [value for value, *_ in _COMMENTS].index(desk.plan.comments)
            chosen = await desk.ask(Choose("What do comments become?", choices, at=at))
            if chosen is not None:
                desk.settle(desk.plan.with_comments(chosen))

        return choose()

    def footer_at(self, desk: Planning) -> str:
        """Only where there are some."""
        has = any(file.source and file.source.comments for file in desk.plan.files)
        return "comments" if has else ""


class ReadOn(Command[Planning]):
    """Read on in the text, as it would come in."""

    def __init__(self, step: int) -> None:
        self._step = step
        self.id = "import.read_on" if step > 0 else "import.read_back"
        self.keys = "right" if step > 0 else "left"
        self.footer = "read on" if step > 0 else ""

    def do(self, desk: Planning) -> None:
        """Scroll."""
        _file(desk)
        desk.read_on(self._step)

    @property
    def title(self) -> str:
        """Say which way."""
        return "Read on in the text" if self._step > 0 else "Read back in the text"


def _file(desk: Planning) -> PlannedFile:
    if desk.file is None:
        raise Refused("There is no file yet: f adds some.")
    return desk.file


def _called(speaker: PlannedSpeaker) -> str:
    return f"“{speaker.label}”" if speaker.label else "whoever isn't named"


def who_is(speaker: PlannedSpeaker) -> str:
    """Who a speaker is, in words."""
    if speaker.role == "interviewer":
        return "interviewer"
    return " and ".join(speaker.participants) or "participant"


IMPORTING: list[Command[Planning]] = [
    BringIn(),
    AddFiles(),
    ChooseSpeakers(),
    ChooseLayout(),
    ChooseEncoding(),
    ChooseKind(),
    LeaveOut(),
    TakeNewTexts(),
    JoinParticipants(),
    ChooseComments(),
    ReadOn(1),
    ReadOn(-1),
]
