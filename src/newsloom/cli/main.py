"""Entry of the `newsloom` command: runs a command, turns errors into one line each and an exit status."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from newsloom.errors import NewsloomError

OK, SOME_FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 some inputs failed, 2 wrong usage or nothing usable."""
    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


def run(arguments: list[str]) -> int:
    """Run the command line, give the exit status."""
    from newsloom.cli.commands import app

    debug = "--debug" in arguments
    arguments = [argument for argument in arguments if argument != "--debug"]
    try:
        status = int(app(arguments, standalone_mode=False, prog_name="newsloom") or OK)
        return _stopped() if status == INTERRUPTED else status  # typer makes an exit status of Ctrl-C
    except (KeyboardInterrupt, typer.Abort):
        return _stopped()
    except BrokenPipeError:  # the reader of our output (head, less) went away: not an error
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except NewsloomError as error:
        return _fail(str(error), debug)
    except Exception as error:
        if hasattr(error, "show") and hasattr(error, "exit_code"):  # wrong usage: click's, or that of the click inside typer
            error.show(sys.stderr)
            return UNUSABLE
        return _fail(f"internal error: {type(error).__name__}: {error}; run again with --debug for the details", debug)


def _stopped() -> int:
    print("newsloom: stopped; what was reported as added is kept", file=sys.stderr)  # noqa: T201
    return INTERRUPTED


def _fail(message: str, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    from newsloom.cli import output

    output.say(f"newsloom: {message}")
    return UNUSABLE
