"""Decisions on record, and versions of the codebook."""

import hashlib
import json
from typing import TYPE_CHECKING

from qualcode.model.study import Decision, Version
from qualcode.project.clock import today

if TYPE_CHECKING:
    from qualcode.project.project import Project


class Decisions:
    """What was decided about the analysis, and the codebook's versions."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    def all(self) -> list[Decision]:
        """The decisions, oldest first."""
        analysis = self._project.analysis.uid
        found = (d for d in self._project.all(Decision).values() if d.analysis == analysis)
        return sorted(found, key=lambda d: (d.date, d.at, d.uid))

    def record(
        self, text: str, *, reason: str = "", dissent: str = "", who: str = "", date: str = ""
    ) -> Decision:
        """Put a decision on record."""
        project = self._project
        version = self.version()
        with project.change() as draft:
            uid = draft.create(
                Decision,
                analysis=project.analysis.uid,
                date=date or today(),
                text=text,
                reason=reason,
                dissent=dissent,
                who=who or project.coder.name,
                version=version.number if version else None,
            )
        return project.all(Decision)[uid]

    def version(self) -> Version | None:
        """The latest closed version of the codebook."""
        analysis = self._project.analysis.uid
        found = [v for v in self._project.all(Version).values() if v.analysis == analysis]
        return max(found, key=lambda v: (v.number, v.at, v.uid), default=None)

    def close_version(self, note: str = "", *, date: str = "") -> Version:
        """Close a version of the codebook as it stands: number, date, digest."""
        project = self._project
        last = self.version()
        file = project.codebook.as_file()
        stand = json.dumps([list(file.themes), list(file.codes)])
        with project.change() as draft:
            uid = draft.create(
                Version,
                analysis=project.analysis.uid,
                number=(last.number if last else 0) + 1,
                date=date or today(),
                digest=hashlib.sha256(stand.encode()).hexdigest(),
                note=note,
            )
        return project.all(Version)[uid]
