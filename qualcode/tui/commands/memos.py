"""Memos: written beside what they are on, found again in one place."""

from collections.abc import Sequence
from typing import Protocol

from qualcode.model.declare import Entity
from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coding, Memo, Participant, Source, Theme, Transcript
from qualcode.model.text import Span
from qualcode.page.cells import clip_words, drawable
from qualcode.project import Project
from qualcode.project.about import ABOUT, Found
from qualcode.project.shelves import heading
from qualcode.tui.command import Command, Task
from qualcode.tui.commands.places import Charting, Place, Reading
from qualcode.tui.dialogs.choose import Choice, Choose
from qualcode.tui.dialogs.memo import MemoPage, Topic

_QUOTED = 40  # cells


class WriteMemo(Command[Reading]):
    """Write a memo on what is coded here, or on the transcript.

    Shift+tab goes on: to what is selected, the sentence, the code, the participant, the project. On the
    codebook it is on the code or theme. A memo of yours that is there already is gone on with.
    """

    id, keys, footer = "memo", "m", "memo"

    def do(self, desk: Reading) -> Task:
        """Ask for it, and keep it."""

        async def write() -> None:
            topics = _topics_here(desk)
            desk.keep_in_sight(MemoPage.LINES)
            await keep(desk, MemoPage(topics))

        return write()


class WriteCellMemo(Command[Charting]):
    """Write a memo on this cell.

    Shift+tab goes on: to the code or theme, the participant, the project.
    """

    id, keys, footer = "memo", "m", "memo"

    def do(self, desk: Charting) -> Task:
        """Ask for it, and keep it."""

        async def write() -> None:
            if desk.cell_here is None:
                raise Refused("The matrix is empty: it needs participants, and codes in a theme.")
            participant, column = desk.cell_here
            project = desk.project
            head = project.find(Code, column.uid) or project.find(Theme, column.uid)
            topics = []
            if head is not None:
                cell = project.memos.cell(participant, head)
                topics = [
                    topic(project, f"the cell “{participant.name}”, “{column.name}”", cell),
                    named(project, head),
                ]
            topics += [named(project, participant), topic(project, "the project", project.study)]
            await keep(desk, MemoPage(topics))

        return write()


class SeeMemos(Command[Place]):
    """See all memos, and search them."""

    id, keys = "memos", "M"

    def do(self, desk: Place) -> None:
        """Go there."""
        desk.go("memos")


# Where memos are listed


class Remembering(Place, Protocol):
    """Where memos are listed."""

    @property
    def memo(self) -> Found | None:
        """The memo one is on."""
        ...

    @property
    def kind(self) -> str:
        """The kind that is shown; "" for all."""
        ...

    @property
    def on(self) -> str:
        """What the memos are on that are shown; "" for anything."""
        ...

    @property
    def by(self) -> str:
        """Whose are shown; "" for everybody's."""
        ...

    def show_only(self, *, kind: str | None = None, on: str | None = None, by: str | None = None) -> None:
        """Show those of a kind, on some kind of thing, or by a coder."""
        ...

    def write_words(self) -> None:
        """Go to the line where words are typed."""
        ...


class SeePlace(Command[Remembering]):
    """See what the memo is on, in its place."""

    id, keys, footer, bound = "memos.open", "enter", "see it", False

    def do(self, desk: Remembering) -> None:
        """Go there."""
        found = _here(desk)
        memo = found.memo
        if found.transcript:
            desk.go("reading", (found.transcript, found.start or 0))
        elif found.about in ("code", "theme"):
            desk.go("reading", place=("codebook", memo.about))
        elif found.about == "cell":
            desk.go("matrix", place=cell_place(desk.project, memo.about))
        elif found.about == "participant" and (first := _first_of(desk.project, memo.about)):
            desk.go("reading", (first, 0))
        else:
            raise Refused(f"A memo on {found.on} has no place to go to. e edits it.")


class EditMemo(Command[Remembering]):
    """Edit the memo, or change its kind."""

    id, keys, footer = "memos.edit", "e", "edit"

    def do(self, desk: Remembering) -> Task:
        """Write on it."""

        async def edit() -> None:
            found = _here(desk)
            if found.memo.coder != desk.project.coder.uid:
                raise Refused(f"This is {found.coder}'s memo: only its writer changes it.")
            there = Topic(found.on, desk.project.study, None, found.memo)
            await keep(desk, MemoPage([there]))

        return edit()


class RemoveMemo(Command[Remembering]):
    """Remove the memo."""

    id, keys, footer = "memos.remove", "d,delete", "remove"

    def do(self, desk: Remembering) -> Task:
        """Take it away; undo brings it back."""

        async def remove() -> None:
            found = _here(desk)
            if found.memo.coder != desk.project.coder.uid:
                raise Refused(f"This is {found.coder}'s memo: only its writer removes it.")
            await desk.changed(lambda: desk.project.memos.remove(found.memo))
            desk.say("The memo is removed. u brings it back.")

        return remove()


class OfKind(Command[Remembering]):
    """Show analytic, methodological or reflexive memos only."""

    id, keys, footer = "memos.kind", "k", "kind"

    def do(self, desk: Remembering) -> None:
        """The next kind; after the last, all."""
        kinds = ("", "analytic", "methodological", "reflexive")
        desk.show_only(kind=kinds[(kinds.index(desk.kind) + 1) % len(kinds)])


class OnWhat(Command[Remembering]):
    """Show memos on one kind of thing only: codes, passages, transcripts, cells."""

    id, keys, footer = "memos.on", "o", "on what"

    def do(self, desk: Remembering) -> Task:
        """Ask which."""

        async def choose() -> None:
            choices = [Choice("", "Anything"), *(Choice(about, about) for about in ABOUT)]
            at = next((n for n, choice in enumerate(choices) if choice.value == desk.on), 0)
            chosen = await desk.ask(Choose("Memos on what?", choices, at=at))
            if chosen is not None:
                desk.show_only(on=chosen)

        return choose()


class ByWhom(Command[Remembering]):
    """Show one coder's memos only."""

    id, keys, footer = "memos.by", "w", "whose"

    def do(self, desk: Remembering) -> Task:
        """Ask whose."""

        async def choose() -> None:
            coders = desk.project.coders
            choices = [Choice("", "Everybody's")]
            choices += [Choice(coders.lookup().sure(coder), coder.name) for coder in coders.all()]
            at = next((n for n, choice in enumerate(choices) if choice.value == desk.by), 0)
            chosen = await desk.ask(Choose("Whose memos?", choices, at=at))
            if chosen is not None:
                desk.show_only(by=chosen)

        return choose()


class OtherWords(Command[Remembering]):
    """Type words to find memos by."""

    id, keys, footer = "memos.words", "slash", "search"

    def do(self, desk: Remembering) -> None:
        """Go to the line."""
        desk.write_words()


class WriteProjectMemo(Command[Remembering]):
    """Write a memo on the project."""

    id, keys, footer = "memos.new", "m", "new, on the project"

    def do(self, desk: Remembering) -> Task:
        """Ask for it, and keep it."""

        async def write() -> None:
            there = Topic("the project", desk.project.study)
            await keep(desk, MemoPage([there]))

        return write()


REMEMBERING: list[Command[Remembering]] = [
    SeePlace(), OtherWords(), EditMemo(), RemoveMemo(), OfKind(), OnWhat(), ByWhom(), WriteProjectMemo(),
]  # fmt: skip


# What they share


async def keep(desk: Place, page: MemoPage) -> None:
    """Keep what is written on a page, if anything is, and say so. A memo emptied is removed."""
    written = await desk.ask(page)
    if written is None:
        return
    memos, (topic, kind, text) = desk.project.memos, written
    before = topic.memo
    if before is None:
        if not text:
            return
        await desk.changed(lambda: memos.add(topic.about, text, kind, topic.span))
    elif not text:
        await desk.changed(lambda: memos.remove(before))
        desk.say("The memo is removed. u brings it back.")
        return
    elif (text, kind) == (before.text, before.kind_of_memo):
        return
    else:
        await desk.changed(lambda: memos.change(before, text, kind))
    desk.say(f"The memo is kept: {kind}, on {topic.name}.")


def topic(project: Project, name: str, about: Entity, span: Span | None = None) -> Topic:
    """Something a memo may be on, with the coder's own that is there, the latest."""
    mine = [memo for memo in _on(project, about, span) if memo.coder == project.coder.uid]
    return Topic(name, about, span, mine[-1] if mine else None)


def named(project: Project, about: Code | Theme | Participant | Transcript) -> Topic:
    """Something with a name that a memo may be on."""
    name = heading(project, about) if isinstance(about, Transcript) else about.name
    return topic(project, f"the {about.kind} “{name}”", about)


def cell_place(project: Project, summary: str) -> tuple[str, ...]:
    """Where the matrix shows the cell of a summary: theme, participant, column; the theme "" for all."""
    from qualcode.model.study import Summary

    cell = project.find(Summary, summary)
    if cell is None:
        raise Refused("That cell is no longer there.")
    if project.find(Theme, cell.column):
        return "", cell.participant, cell.column
    themes = project.codebook.now.themes_of.get(cell.column, ())
    return (themes[0].uid if themes else ""), cell.participant, cell.column


def _on(project: Project, about: Entity, span: Span | None) -> list[Memo]:
    if span is None:
        return project.memos.all(about)
    found = project.memos.search(about_kind="passage")
    return [f.memo for f in found if (f.transcript, f.start, f.end) == (about.uid, span.start, span.end)]


def _here(desk: Remembering) -> Found:
    if desk.memo is None:
        raise Refused("There is no memo here: m in a transcript writes one.")
    return desk.memo


def _first_of(project: Project, participant: str) -> str:
    sources = (s for s in project.all(Source).values() if s.linked and s.participant == participant)
    return next((s.transcript for s in sorted(sources, key=lambda s: (s.position, s.uid))), "")


def _topics_here(desk: Reading) -> Sequence[Topic]:
    """What a memo may be on at the place one is at, the likeliest first."""
    project, transcript = desk.project, desk.transcript
    found: list[Topic] = []
    pointed = desk.pointed
    if pointed is not None:
        found.append(named(project, pointed))
    whole = topic(project, "the project", project.study)
    if transcript is None:
        return [*found, whole]
    text, selected = desk.reader.content.text, desk.reader.selected
    coded = [_coded(project, coding) for coding in desk.codings_here]
    place = selected or desk.reader.selection
    words = clip_words(drawable(" ".join(text[place.start : place.end].split())), _QUOTED)
    passage = [topic(project, f"“{words}”", transcript, place)] if place.end > place.start else []
    here = named(project, transcript)
    found += [*passage, *coded, here] if selected else [*coded, here, *passage]
    shown = {c.uid: c for coding in desk.codings_here if (c := project.codings.shown_code(coding))}
    found += [named(project, code) for code in shown.values()]
    people = project.materials.people.participants
    speaking = {
        s.participant for s in project.all(Source).values() if s.linked and s.transcript == transcript.uid
    }
    found += [named(project, people[uid]) for uid in sorted(speaking) if uid in people]
    return [*{(t.about.uid, t.span): t for t in [*found, whole]}.values()]


def _coded(project: Project, coding: Coding) -> Topic:
    code = project.codings.shown_code(coding)
    return topic(project, f"the passage coded “{code.name}”" if code else "the coded passage", coding)
