"""`Project`: one study, open; it hands out what can be done with each subject."""

import contextlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualcode.model.declare import Entity, pair_uid
from qualcode.model.errors import NotAProject, Refused, Unshown
from qualcode.model.hits import Hit, Noted
from qualcode.model.operations import Authorship
from qualcode.model.study import (
    PARTICIPANT_TYPE,
    SITE,
    Analysis,
    Attribute,
    Coder,
    Erasure,
    Study,
    Transcript,
)
from qualcode.model.text import Content
from qualcode.project.changes import Changed
from qualcode.project.clock import now
from qualcode.project.draft import Draft
from qualcode.project.placing import PLACED, Placing
from qualcode.store import Store
from qualcode.store.database import located
from qualcode.store.machine import uninterrupted, warning_about

if TYPE_CHECKING:
    from qualcode.project.analyses import Analyses
    from qualcode.project.charting import Charting
    from qualcode.project.codebook import CodebookOf
    from qualcode.project.coders import Coders
    from qualcode.project.codings import Codings
    from qualcode.project.copies import Copies
    from qualcode.project.decisions import Decisions
    from qualcode.project.erasing import Erasing
    from qualcode.project.history import History
    from qualcode.project.identifiers import Identifiers
    from qualcode.project.importing import Importing
    from qualcode.project.materials import Materials
    from qualcode.project.matrix import Matrices
    from qualcode.project.memos import Memos
    from qualcode.project.participants import Participants
    from qualcode.project.revisions import Revisions
    from qualcode.project.search import Order, Sought
    from qualcode.project.transcripts import Transcripts
    from qualcode.project.withdrawal import Withdrawals
    from qualcode.project.writing import Writing

E = TypeVar("E", bound=Entity)

ERASED = Content("", ())  # what is shown of a text that was erased


class Project:
    """One study in one file. Reading needs no coder; every change has one."""

    def __init__(self, store: Store, coder: str = "") -> None:
        self.store = store
        self._coder = coder
        self._analysis = ""  # uid of the one in use; "" for the first
        self._things: dict[str, dict[str, Entity]] = {}
        self._contents: dict[str, Content] = {}
        self._listeners: list[Callable[[Changed], None]] = []
        self.placing = Placing(self)

    # Opening

    @classmethod
    def new(cls, path: Path, coder: str, *, name: str = "") -> "Project":
        """Make a project file with its first coder and an empty analysis, and open it."""
        if not coder.strip():
            raise Refused("A project needs somebody who codes: name the first coder.")
        draft = Draft(lambda cls, uid: None)
        first = draft.create(Coder, name=coder)
        draft.create(Study, name=name or located(path).stem)
        draft.create(Analysis, name="main analysis")
        for position, attribute in enumerate((SITE, PARTICIPANT_TYPE), start=1):
            uid = pair_uid("attribute", attribute)
            draft.create(Attribute, uid, name=attribute, type="categories", position=position * 10)
        author = Authorship(first, now(), secrets.token_hex(16))
        return cls(Store.create(path, draft.changes, author), first)

    @classmethod
    def open(cls, path: Path, *, coder: str | None = None, write: bool = True) -> "Project":
        """Open a project. `coder` names who makes the changes; NoSuchThing if nobody is called so."""
        project = cls(Store.open(path, write=write))
        try:
            if coder is not None:
                project.sign(coder)
        except BaseException:
            project.close()
            raise
        return project

    def close(self) -> None:
        """Let go of the file, when all that was begun is written."""
        if "writing" in self.__dict__:
            self.writing.close()
        self.store.close()

    def __enter__(self) -> "Project":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def sign(self, coder: str) -> None:
        """Make the changes from now on as the coder of a name."""
        self._coder = self.coders.named(coder).uid

    def sign_unless_signed(self, uid: str) -> None:
        """Let a coder who is just being added make the change, where nobody has signed yet."""
        self._coder = self._coder or uid

    # What is in it

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.store.path

    @property
    def study(self) -> Study:
        """What the project is about."""
        return next(iter(self._some(Study)))

    @property
    def analysis(self) -> Analysis:
        """The analysis that is worked on: the first one, unless another is in use (`analyses.use`)."""
        in_use = self.all(Analysis).get(self._analysis)
        return in_use or min(self._some(Analysis), key=lambda a: (a.at, a.uid))

    def work_on(self, analysis: Analysis) -> None:
        """Show and change another analysis from now on; those who listen hear that it did.

        Refused if it was undone since it was seen.
        """
        now = self.find(Analysis, analysis.uid)  # what was seen may have been changed since
        if now is None:
            raise Refused(f"The analysis “{analysis.name}” isn't there any more: choose another.")
        self._analysis = now.uid
        self.took_in({now.uid: now})

    def _some(self, cls: type[E]) -> Iterable[E]:
        """The things of a kind of which every project has one; NotAProject if this has none."""
        found = self.all(cls).values()
        if not found:
            raise NotAProject(
                f"{self.path.name} was never finished (there is no {cls.label.lower()} in it): "
                "make a project with “qualcode new”, or restore a backup."
            )
        return found

    @property
    def coder(self) -> Coder:
        """Who makes the changes."""
        found = self.all(Coder).get(self._coder)
        if found is None:
            names = ", ".join(c.name for c in self.coders.all())
            raise Refused(f"Say who you are: --coder NAME (there are {names}), or “qualcode coders add”.")
        return found

    def all(self, cls: type[E]) -> Mapping[str, E]:
        """All things of a kind by uid, as they are now."""
        if cls.kind not in self._things:
            things = self.store.load(cls.kind)
            self._things[cls.kind] = self.placing.all_placed(things) if cls.kind in PLACED else things
        return self._things[cls.kind]  # type: ignore[return-value]  # under a kind, things of its class

    def known(self, cls: type[E]) -> Mapping[str, E]:
        """The things of a kind that somebody has asked for; none if nobody has."""
        return self._things.get(cls.kind, {})  # type: ignore[return-value]  # as above

    def find(self, cls: type[E], uid: str) -> E | None:
        """The thing of a uid, if there is one now."""
        return self.all(cls).get(uid)

    def content(self, hash_: str) -> Content:
        """A text with its segments."""
        return self.contents([hash_])[hash_]

    def contents(self, hashes: list[str]) -> Mapping[str, Content]:
        """Texts with their segments, by hash; kept in memory once read. One that was erased is empty."""
        missing = [h for h in hashes if h not in self._contents]
        if missing:
            there = self.store.contents([h for h in missing if h])  # of what is erased, the hash may be
            self._contents.update(dict.fromkeys(missing, ERASED) | there)
        return self._contents

    def search(
        self,
        sought: "Sought | str",
        *,
        among: Sequence[Transcript] | None = None,
        order: "Order" = "place",
        limit: int | None = None,
        room: int = 40,
    ) -> list[Hit]:
        """Where something stands in what is said and noted in the transcripts, in the order of the shelf.

        Words alone are a query (`analysis/query.py` has its language), in any case of letters, also as parts
        of longer words; `Sought` says otherwise, and among what they are looked for. Refused where they can't
        be read, or take too long. `among` are the transcripts to search (those of the analysis). After
        `limit` hits it is enough; up to `room` characters are given before each, and after it.
        """
        from qualcode.project.search import Sought, search

        meant = Sought(sought) if isinstance(sought, str) else sought
        return search(self, meant, among=among, order=order, limit=limit, room=room)

    def noted(self, sought: "Sought | str", *, room: int = 40) -> list[Noted]:
        """Where something stands in memos and in summaries, as `search` finds it in transcripts."""
        from qualcode.project.search import Sought, noted

        return noted(self, Sought(sought) if isinstance(sought, str) else sought, room)

    # Care

    @property
    def warning(self) -> str:
        """A sentence if the file lies where a sync client or a network may spoil it; else ""."""
        return warning_about(self.path)

    def check(self) -> list[str]:
        """All that is wrong with the file, a sentence each: its pages, its history, what is shown of it."""
        return self.store.check()

    def findings(self) -> list[str]:
        """What people should look at, a sentence each: names that several have, work on what was undone."""
        from qualcode.project.findings import findings

        return findings(self)

    def back_up(self, path: Path) -> Path:
        """Copy the project, verified, to a new file; its path."""
        return self.store.back_up(located(path))

    # Changing it

    @contextlib.contextmanager
    def change(self, rationale: str = "", *, time: str = "", unless: str = "") -> Iterator[Draft]:
        """Gather changes into one group: written together at the end, or, after an error, not at all.

        `unless` is the uid of the coder who makes it where nobody has signed.
        """
        draft = Draft(self.find)
        yield draft
        self.write(draft, rationale, time=time, unless=unless)

    def write(self, draft: Draft, rationale: str = "", *, time: str = "", unless: str = "") -> None:
        """Write a draft, and tell those who listen what changed. An empty draft writes nothing."""
        if not draft.changes:
            return
        author = self.authorship(rationale, time=time, unless=unless)
        with uninterrupted():  # or Ctrl-C might say that nothing was changed when it was
            folded = self.store.commit(draft.changes, author, draft.contents)
            self.took_in(folded)
            if any(isinstance(thing, Erasure) for thing in folded.values()):
                self.erasing.finish()

    def authorship(self, rationale: str = "", *, time: str = "", unless: str = "") -> Authorship:
        """Who makes a change, when and why, for a group of its own; `unless` as in `change`."""
        coder = self._coder or unless or self.coder.uid
        return Authorship(coder, time or now(), secrets.token_hex(16), rationale)

    def took_in(self, folded: Mapping[str, Entity | None]) -> None:
        """Follow what the store says has changed, and tell those who listen."""
        self.writing.take_in(lambda: self._follow(folded))

    def _follow(self, folded: Mapping[str, Entity | None]) -> None:
        kinds = set()
        for uid, thing in folded.items():
            if thing is not None:
                kinds.add(thing.kind)
                if thing.kind in self._things:
                    self._things[thing.kind][uid] = thing
            else:
                kinds.update(kind for kind, things in self._things.items() if things.pop(uid, None))
        if Erasure.kind in kinds:
            self._contents.clear()
        elsewhere = self.placing.follow(frozenset(kinds), folded)
        for uid, thing in elsewhere.items():
            kinds.add(thing.kind)
            self._things.get(thing.kind, {})[uid] = thing
        changed = Changed({**folded, **elsewhere}, frozenset(kinds))
        self.materials.follow(changed)
        failed: list[Exception] = []
        for listener in list(self._listeners):
            try:
                listener(changed)
            except Exception as error:  # whatever it is: the change is on disk, and others listen
                failed.append(error)
        if failed:
            raise Unshown(
                "Saved; but it can't be shown as it is now: close the project and open it again."
            ) from failed[0]

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Hear of every change. Call what comes back to stop.

        A listener that raises doesn't keep others from hearing; whoever made the change gets an `Unshown`.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    # What can be done, by subject

    @cached_property
    def coders(self) -> "Coders":
        """The people who code."""
        from qualcode.project.coders import Coders

        return Coders(self)

    @cached_property
    def analyses(self) -> "Analyses":
        """The analyses of the study, and which one is in use."""
        from qualcode.project.analyses import Analyses

        return Analyses(self)

    @cached_property
    def transcripts(self) -> "Transcripts":
        """Bringing transcripts in, and reading them."""
        from qualcode.project.transcripts import Transcripts

        return Transcripts(self)

    @cached_property
    def importing(self) -> "Importing":
        """Plans of what would come of files, with choices; and bringing them in."""
        from qualcode.project.importing import Importing

        return Importing(self)

    @cached_property
    def revisions(self) -> "Revisions":
        """Correcting transcripts."""
        from qualcode.project.revisions import Revisions

        return Revisions(self)

    @cached_property
    def participants(self) -> "Participants":
        """Participants and their attributes."""
        from qualcode.project.participants import Participants

        return Participants(self)

    @cached_property
    def codebook(self) -> "CodebookOf":
        """Codes and themes."""
        from qualcode.project.codebook import CodebookOf

        return CodebookOf(self)

    @cached_property
    def codings(self) -> "Codings":
        """Coded passages."""
        from qualcode.project.codings import Codings

        return Codings(self)

    @cached_property
    def memos(self) -> "Memos":
        """Memos."""
        from qualcode.project.memos import Memos

        return Memos(self)

    @cached_property
    def charting(self) -> "Charting":
        """Summaries and the extracts they rest on."""
        from qualcode.project.charting import Charting

        return Charting(self)

    @cached_property
    def matrix(self) -> "Matrices":
        """Matrices, counts and extracts, shown and exported."""
        from qualcode.project.matrix import Matrices

        return Matrices(self)

    @cached_property
    def identifiers(self) -> "Identifiers":
        """What may still identify someone."""
        from qualcode.project.identifiers import Identifiers

        return Identifiers(self)

    @cached_property
    def decisions(self) -> "Decisions":
        """Decisions on record, and versions of the codebook."""
        from qualcode.project.decisions import Decisions

        return Decisions(self)

    @cached_property
    def erasing(self) -> "Erasing":
        """Taking texts and values out for good."""
        from qualcode.project.erasing import Erasing

        return Erasing(self)

    @cached_property
    def withdrawal(self) -> "Withdrawals":
        """Participants who withdraw."""
        from qualcode.project.withdrawal import Withdrawals

        return Withdrawals(self)

    @cached_property
    def history(self) -> "History":
        """Who changed what; undo and redo."""
        from qualcode.project.history import History

        return History(self)

    @cached_property
    def copies(self) -> "Copies":
        """Copies taken home and brought together."""
        from qualcode.project.copies import Copies

        return Copies(self)

    @cached_property
    def writing(self) -> "Writing":
        """The thread that makes changes for those who must not wait for them."""
        from qualcode.project.writing import Writing

        return Writing()

    @cached_property
    def materials(self) -> "Materials":
        """What analysis works on."""
        from qualcode.project.materials import Materials

        return Materials(self)
