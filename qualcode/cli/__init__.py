"""The command line: parse, call project, print."""

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence

import click

from qualcode import __version__
from qualcode.cli.commands import COMMANDS
from qualcode.cli.lazy import LazyGroup
from qualcode.model.errors import QualcodeError


@click.group(
    cls=LazyGroup,
    targets=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    invoke_without_command=True,
    epilog="“qualcode COMMAND --help” says more about each.",
)
@click.version_option(__version__)
@click.pass_context
def qualcode(context: click.Context) -> None:
    """Code interviews and chart them in a framework matrix.

    Without a command, the interface starts.
    """
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            from qualcode.tui import run

            run(path=None)
        else:
            click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status: 0 done, 1 refused or failed, 2 wrong usage.

    The one place where an error becomes a sentence: commands raise, and print only their results.
    """
    # What a command reads it needs to its end: looking through all of it for garbage, again and again, and
    # once more at the end, would take a fifth of its time.
    gc.set_threshold(50_000, 50, 50)
    atexit.register(gc.freeze)
    _let_any_text_be_printed()
    try:
        status = qualcode.main(args=arguments, prog_name="qualcode", standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        _say(_usage(error))
        return error.exit_code
    except QualcodeError as error:
        _say(str(error))
        return 1
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped; nothing was changed.")
        return 1
    except BrokenPipeError:
        # Whoever read the output has gone (`| head`). Python flushes once more at its end and would
        # complain there, so what is left goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        from qualcode.cli.failures import sentence

        _explain(error, sentence(error))
        return 1
    except Exception as error:
        from qualcode.cli.failures import recorded

        path = recorded(error, _command(sys.argv[1:] if arguments is None else arguments))
        where = (
            f"what happened, without any of your texts, is written in {path}" if path else "no log was kept"
        )
        _explain(error, f"Something went wrong that should not have. Please report it: {where}.")
        return 1
    return status if isinstance(status, int) else 0


def _command(arguments: Sequence[str]) -> str:
    """The names of commands among the arguments: nothing else of them is ever written down."""
    known = {*COMMANDS, *(name for nested in COMMANDS.values() for name in getattr(nested, "commands", ()))}
    return " ".join(argument for argument in arguments[:2] if argument in known) or "(no command)"


def _usage(error: click.ClickException) -> str:
    """What click would print itself, control characters of the arguments included."""
    shown = io.StringIO()
    error.show(shown)
    return shown.getvalue().rstrip("\n")


def _say(sentence: str) -> None:
    from qualcode.cli.printing import say

    say(sentence)


def _explain(error: Exception, sentence: str) -> None:
    """Say the sentence; those who develop see where it came from."""
    if os.environ.get("QUALCODE_DEBUG"):
        import traceback

        traceback.print_exception(error)
    _say(sentence)


def _let_any_text_be_printed() -> None:
    """Let a character that the terminal's encoding lacks be printed as “?” rather than end the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
