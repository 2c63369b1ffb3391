"""Decisions about the analysis, on record."""

from datetime import datetime
from pathlib import Path

import click

from qualcode.cli.opening import changing, reading
from qualcode.cli.options import analysis_argument, coder_option, json_option
from qualcode.cli.printing import counted, tell, tell_json

_KEYS = ("date", "text", "reason", "dissent", "who", "version")


@click.command()
@analysis_argument
@click.argument("text")
@click.option("--reason", metavar="TEXT", default="", help="Why it was decided.")
@click.option("--dissent", metavar="TEXT", default="", help="Who disagreed, and with what.")
@click.option("--who", metavar="NAMES", default="", help="Who decided (else the coder).")
@click.option("--date", metavar="YYYY-MM-DD", type=click.DateTime(["%Y-%m-%d"]), help="When (else today).")
@coder_option
def add(
    project: Path, text: str, reason: str, dissent: str, who: str, date: datetime | None, coder: str | None
) -> None:
    """Put a decision on record.

    It keeps the latest closed version of the codebook, if there is one.
    """
    day = f"{date:%Y-%m-%d}" if date else ""
    with changing(project, coder) as opened:
        made = opened.decisions.record(text, reason=reason, dissent=dissent, who=who, date=day)
    tell(f"Decision of {made.date} by {made.who}")


@click.command("list")
@analysis_argument
@json_option
def list_(project: Path, as_json: bool) -> None:
    """List the decisions on record.

    JSON: a list of objects with date, text, reason, dissent, who, version (of the codebook, or null).
    """
    with reading(project) as opened:
        decisions = opened.decisions.all()
    if as_json:
        tell_json([{key: getattr(decision, key) for key in _KEYS} for decision in decisions])
        return
    for decision in decisions:
        version = f", codebook version {decision.version}" if decision.version else ""
        tell(f"{decision.date} {decision.who}{version}")
        tell(f"  {decision.text}")
        if decision.reason:
            tell(f"  Reason: {decision.reason}")
        if decision.dissent:
            tell(f"  Disagreement: {decision.dissent}")
    tell(f"{counted(len(decisions), 'decision')}.")
