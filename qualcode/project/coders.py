"""The people who code."""

from typing import TYPE_CHECKING

from qualcode.model.errors import Refused
from qualcode.model.study import Coder
from qualcode.project.names import Names, by_name, key

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Coders:
    """The coders of a project."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Coder]:
        """Everybody, by name."""
        return sorted(self._project.all(Coder).values(), key=lambda c: (c.name.casefold(), c.uid))

    def named(self, name: str) -> Coder:
        """The coder of a name; NoSuchThing if there is none, or several."""
        return self.lookup().one(name)

    def lookup(self) -> Names[Coder]:
        """The coders by name."""
        return Names(self._project, "coder", by_name(self.all()))

    def add(self, name: str) -> Coder:
        """Add somebody. Before anybody has said who they are, they add themselves."""
        wanted = " ".join(name.split())
        self._check_new(wanted, self.all())
        project = self._project
        with project.change() as draft:
            uid = draft.create(Coder, name=wanted)
            project.sign_unless_signed(uid)
        return project.all(Coder)[uid]

    def rename(self, coder: Coder, name: str) -> None:
        """Give somebody another name, such as one of two who were added under one name in two copies."""
        wanted = " ".join(name.split())
        self._check_new(wanted, [c for c in self.all() if c.uid != coder.uid])
        with self._project.change() as draft:
            draft.set(coder, name=wanted)

    def _check_new(self, name: str, others: list[Coder]) -> None:
        if any(key(c.name) == key(name) for c in others):
            raise Refused(f"There is a coder “{name}” already: two people need two names.")
