"""The command `phares`: arguments in, one sentence out when something is refused.

Exit codes: 0 done, 1 refused with a sentence, 2 wrong arguments, 130 interrupted. What was asked
for goes to standard output, all the rest to standard error. Nothing heavy is imported early.
"""

from __future__ import annotations

import signal
import sys
from argparse import Namespace
from importlib import import_module

from phares.config.arguments import read
from phares.config.output import drop
from phares.config.stopping import when_told_to_stop
from phares.config.terminal import speak
from phares.kernel.tongue import say

MODULES = {"import": "bring_in"}
"""Where a command cannot name its module, for Python has that word already."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code."""
    speak()
    asked = read(arguments)
    try:
        return run(asked)
    except KeyboardInterrupt:
        _leave_the_prompt()
        return 130
    except BrokenPipeError:
        drop()
        return 128 + signal.SIGPIPE
    except Exception as error:
        from phares.config.failures import sentence_of

        if isinstance(error, EOFError):
            _leave_the_prompt()
        if sentence := sentence_of(error):
            print(say("phares : {sentence}", sentence=sentence), file=sys.stderr)
            return 1
        raise


def run(asked: Namespace) -> int:
    """Each command lives in a module of its name."""
    when_told_to_stop(_stop)
    module = MODULES.get(asked.command, asked.command)
    return int(import_module(f"phares.config.commands.{module}").run(asked) or 0)


def _leave_the_prompt() -> None:
    """What is said next begins on its own line."""
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _stop(number: int) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
