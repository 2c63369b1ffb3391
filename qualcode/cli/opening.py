"""Opening a project for a command: to read it, or to change it as somebody."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode import settings
from qualcode.cli.options import ANALYSIS
from qualcode.cli.printing import as_typed
from qualcode.model.errors import NoSuchThing, QualcodeError

if TYPE_CHECKING:
    from qualcode.project import Project


class Stopped(QualcodeError):
    """Stopped by the user after something had been written."""


def coder_name(given: str | None) -> str | None:
    """Who makes the changes: as given (or in the environment), else as in the settings; None if not known."""
    return given or settings.load().coder or None


@contextlib.contextmanager
def reading(path: Path) -> Iterator["Project"]:
    """The project, open for reading: no lock is taken and nothing is written."""
    from qualcode.project import Project

    with Project.open(path, write=False) as project:
        choose_analysis(project)
        yield project


@contextlib.contextmanager
def changing(path: Path, coder: str | None, *, dry_run: bool = False) -> Iterator["Project"]:
    """The project, open for changes by a coder; with `dry_run` only for reading.

    Refused if nobody says who makes the changes, NoSuchThing if the project doesn't know them.
    """
    from qualcode.project import Project

    with Project.open(path, write=not dry_run) as project:
        sign(project, coder_name(coder))
        choose_analysis(project)
        if not dry_run:
            _ = project.coder  # Refused here, before any work is done, where nobody has signed
        with _honest_about_stopping(project):
            yield project


def choose_analysis(project: "Project") -> None:
    """Work on the analysis that --analysis names, if the command has that; NoSuchThing if there is none."""
    context = click.get_current_context(silent=True)
    if context is not None and (name := context.meta.get(ANALYSIS)) is not None:
        found = project.analyses.named(name)
        project.analyses.use(found)
        context.meta[ANALYSIS] = found.name  # as it is called, for what is printed


def sign(project: "Project", name: str | None) -> None:
    """Make the changes as the coder of a name; NoSuchThing, with what to do, if there is none."""
    if name is None:
        return
    try:
        project.sign(name)
    except NoSuchThing as error:
        if project.coders.lookup().all(name):  # several: the error says how to call each
            raise
        raise NoSuchThing(
            f"{error} Say who you are with --coder NAME, or add yourself: "
            f"qualcode coders add {as_typed(project.path)} {as_typed(name)}"
        ) from None


@contextlib.contextmanager
def _honest_about_stopping(project: "Project") -> Iterator[None]:
    """Let Ctrl-C after a first change not be reported as if nothing had been changed."""
    written: list[object] = []
    project.subscribe(written.append)
    try:
        yield
    except KeyboardInterrupt:
        if written:
            raise Stopped("Stopped; what was done before stays: “qualcode history show” lists it.") from None
        raise
