"""The practice study, made and charted in one command."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default="qualcode-practice")
@click.option(
    "--exports",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the matrices go; a folder “exports” within FOLDER if not given.",
)
def demo(folder: Path, exports: Path | None) -> None:
    """Make the practice study: a small invented study, coded, themed and charted.

    The project goes to FOLDER (“qualcode-practice” if not given); an earlier one there stays as it is.
    """
    from qualcode.project.practice import make_demo

    made = make_demo(folder, exports or folder / "exports", lambda step: click.echo(f"{step} …", err=True))
    matrix = made.exports[0]
    click.echo(
        f"Made an invented practice study: {made.transcripts} transcripts, {made.participants} participants, "
        f"{made.codes} codes in three themes, {made.passages} coded passages, charted but for "
        f"{made.to_chart} cells.\n"
        f"The project:            {made.project.resolve()}\n"
        f"The framework matrices: {matrix}\n"
        f"Beside them:            {', '.join(path.name for path in made.exports[1:])}\n"
        f'Try next:               qualcode open "{made.project.resolve()}", or open the matrices '
        "in a spreadsheet."
    )
    for note in made.notes:
        click.echo(note, err=True)
