"""Completion put into a shell, or its script shown, by Typer's own ways of doing so."""

import sys
from collections.abc import Sequence

from svcctl.billing.refusal import Refusal
from svcctl.desk.completing import SHELLS, VARIABLE
from svcctl.i18n import Words

NAME = "svcctl"


def installed(args: Sequence[str], words: Words) -> int:
    """Install the completion or show it, for the shell that is named or the one in use."""
    option, _, named = args[0].partition("=")
    shell = named or (args[1] if len(args) > 1 else "") or _in_use()
    if shell not in SHELLS:
        raise Refusal("completion.shell", shell=shell or "-", shells=", ".join(SHELLS))
    from typer._completion_shared import get_completion_script, install

    if option == "--show-completion":
        script = get_completion_script(prog_name=NAME, complete_var=VARIABLE, shell=shell)
        sys.stdout.write(script + "\n")
        return 0
    _, path = install(shell=shell, prog_name=NAME, complete_var=VARIABLE)
    sys.stdout.write(words("doctor.completion-installed", shell=shell, path=path) + "\n")
    return 0


def _in_use() -> str:
    """The shell that the command was typed in; nothing where that is not to be seen."""
    from typer._completion_shared import _get_shell_name

    return _get_shell_name() or ""
