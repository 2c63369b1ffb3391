"""What copies say differently: listed and settled."""

from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import coder_option, json_option, project_argument
from qualcode.cli.printing import as_typed, counted, say, tell, tell_json


@click.command("list")
@project_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List what copies say differently.

    Until a difference is settled, the first side is the one that is shown elsewhere. What else is to be
    looked at is said as well: names that several have, and work on what was undone.

    JSON: a list of objects with id, about (the kind of thing), name (of the thing), field, label, sides (a
    list of objects with side, coder, value).
    """
    with reading(project) as opened:
        differences = opened.copies.differences()
        findings = opened.findings()
    if as_json:
        tell_json(
            [
                {
                    "id": each.id,
                    "about": each.thing.label.lower(),
                    "name": each.name,
                    "field": each.field,
                    "label": each.label,
                    "sides": [
                        {"side": number, "coder": coder, "value": value}
                        for number, (coder, value) in enumerate(each.shown, start=1)
                    ],
                }
                for each in differences
            ]
        )
        return
    for each in differences:
        tell(f"{each.id}  {each.label} of {each.thing.label.lower()} {each.name}".rstrip())
        for number, (coder, value) in enumerate(each.shown, start=1):
            tell(f"  {number}  {coder}: {value if value != '' else '(empty)'}")
    tell(f"{counted(len(differences), 'difference')}.")
    for finding in findings:
        say(f"To look at: {finding}")
    if differences:
        say(f"To settle one: qualcode differences settle {as_typed(project)} ID --take SIDE --reason TEXT")


@click.command()
@project_argument
@click.argument("id_", metavar="ID")
@click.option(
    "--take", type=click.IntRange(min=1), metavar="SIDE", help="The number of the side that stands."
)
@click.option("--value", metavar="TEXT", help="A wording of your own, for a field of text.")
@click.option(
    "--reason", metavar="TEXT", required=True, help="Why; it is kept with the change in the history."
)
@coder_option
def settle(
    project: Path, id_: str, take: int | None, value: str | None, reason: str, coder: str | None
) -> None:
    """Settle a difference.

    ID and SIDE are those that “qualcode differences” lists. Give --take or --value.
    """
    if (take is None) == (value is None):
        raise click.UsageError(
            "Give the side that stands with --take, or a wording of your own with --value."
        )
    with changing(project, coder) as opened:
        difference = opened.copies.difference(id_)
        opened.copies.settle(difference, difference.side(take) if take is not None else value, reason)
    tell(f"Settled: {difference.label} of {difference.thing.label.lower()} {difference.name}".rstrip())
