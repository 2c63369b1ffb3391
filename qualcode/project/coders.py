"""The people who code."""

from typing import TYPE_CHECKING

from qualcode.model.errors import Refused
from qualcode.model.study import Coder
from qualcode.project.names import only

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
        """The coder of a name; NoSuchThing if there is none."""
        wanted = " ".join(name.split()).casefold()
        coders = self.all()
        return only(
            [c for c in coders if c.name.casefold() == wanted], "coder", name, [c.name for c in coders]
        )

    def add(self, name: str) -> Coder:
        """Add somebody. Before anybody has said who they are, they add themselves."""
        wanted = " ".join(name.split()).casefold()
        if any(c.name.casefold() == wanted for c in self.all()):
            raise Refused(f"There is a coder “{name}” already: two people need two names.")
        project = self._project
        with project.change() as draft:
            uid = draft.create(Coder, name=name)
            project.sign_unless_signed(uid)
        return project.all(Coder)[uid]
