"""The command line: parse, call project, print."""

import os
import sys
from collections.abc import Sequence

import click

from qualcode import __version__
from qualcode.cli.lazy import LazyGroup, Target
from qualcode.model.errors import QualcodeError

# Each command by name, in the order of the help: where it stands, and its line in the help.
COMMANDS: dict[str, Target] = {}


@click.group(
    cls=LazyGroup,
    targets=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__)
def qualcode() -> None:
    """Code interviews and chart them in a framework matrix."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 refused or failed, 2 wrong usage.

    The one place where an error becomes a sentence: commands raise, and print only their results.
    """
    try:
        status = qualcode.main(args=arguments, prog_name="qualcode", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except QualcodeError as error:
        click.echo(str(error), err=True)
        return 1
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`). Python flushes once more at its end and would
        # complain there, so what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status if isinstance(status, int) else 0
