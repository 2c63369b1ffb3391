"""The analyses of a study: listed, made, changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, json_option, project_argument, reason_option, where_option
from qualcode.cli.printing import listed, tell, tell_json, tell_table

if TYPE_CHECKING:
    from qualcode.model.study import Participant
    from qualcode.project import Project

Where = Sequence[tuple[str, str]]

question_option = click.option("--question", metavar="TEXT", default=None, help="Its research question.")
participant_option = click.option(
    "--participant",
    "names",
    metavar="NAME",
    multiple=True,
    help="A participant it is about. May be given several times.",
)


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the analyses of a project.

    The first is the one that commands work on without --analysis.

    JSON: a list of objects with name, question, participants (names, or null for all), codes, themes, codings
    (numbers).
    """
    with reading(project) as opened:
        analyses = opened.analyses.listed()
    if as_json:
        keys = ("name", "question", "participants", "codes", "themes", "codings")
        tell_json([{key: getattr(each, key) for key in keys} for each in analyses])
        return
    tell_table(
        ["Analysis", "Participants", "Codes", "Themes", "Codings", "Question"],
        [
            [
                each.name, "all" if each.participants is None else listed(each.participants, "nobody now"),
                each.codes, each.themes, each.codings, each.question,
            ]
            for each in analyses
        ],
    )  # fmt: skip


@click.command()
@project_argument
@click.argument("name")
@question_option
@participant_option
@where_option
@click.option(
    "--codebook-of", "source", metavar="ANALYSIS", default=None, help="Copy the codebook of this analysis."
)
@coder_option
def add(
    project: Path,
    name: str,
    question: str | None,
    names: Sequence[str],
    where: Where,
    source: str | None,
    coder: str | None,
) -> None:
    """Add an analysis, with a codebook, codings, memos and summaries of its own.

    It is about all participants, unless some are chosen with --participant or --where. Its codebook is empty,
    or a copy, whose codes and themes are changed on their own from then on. Work on it with --analysis NAME.

    \b
        qualcode analyses add study "Carers" --where participant_type=carer --codebook-of "main analysis"
    """  # noqa: D301 (\b is click's sign for lines to be kept)
    with changing(project, coder) as opened:
        made = opened.analyses.add(
            name,
            question=question or "",
            participants=_chosen(opened, names, where),
            codebook_of=opened.analyses.named(source) if source else None,
        )
        [each] = [each for each in opened.analyses.listed() if each.analysis.uid == made.uid]
    about = "all participants" if each.participants is None else listed(each.participants)
    tell(f"Added the analysis {made.name}, about {about}")


@click.command()
@project_argument
@click.argument("analysis")
@click.option("--name", metavar="NAME", default=None, help="A new name.")
@question_option
@participant_option
@where_option
@click.option("--all", "everybody", is_flag=True, help="It is about all participants from now on.")
@reason_option
@coder_option
def change(
    project: Path,
    analysis: str,
    name: str | None,
    question: str | None,
    names: Sequence[str],
    where: Where,
    everybody: bool,
    reason: str,
    coder: str | None,
) -> None:
    """Change an analysis: its name, its question, whom it is about.

    Those chosen with --participant or --where take the place of those it was about. What is coded and charted
    of those who are left out stays, unseen until they are in again.
    """
    if everybody and (names or where):
        raise click.UsageError("Choose participants, or --all.")
    given = {key: value for key, value in (("name", name), ("question", question)) if value is not None}
    if not (given or everybody or names or where):
        raise click.UsageError("Say what to change: --name, --question, --participant, --where or --all.")
    with changing(project, coder) as opened:
        found = opened.analyses.named(analysis)
        people = {"participants": _chosen(opened, names, where)} if everybody or names or where else {}
        opened.analyses.change(found, reason, **given, **people)
    tell(f"Changed the analysis {given.get('name', found.name)}")


def _chosen(opened: "Project", names: Sequence[str], where: Where) -> "list[Participant] | None":
    """The participants of these names and those with these values; None, for all, where nobody is named."""
    if not names and not where:
        return None
    chosen = [opened.participants.named(name) for name in names]
    return [*chosen, *(opened.participants.with_values(where) if where else ())]
