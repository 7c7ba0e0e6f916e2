"""A walk over many chains shared out among the machine's cores, with the answer of one core."""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from svcctl.store.journal import Journal

HELPER = "svcctl.store.sharing_helper"
MOST = 8  # helpers: each has a connection, and one program writes what all of them found
Made = Callable[[Any], Any]  # a part's findings, of what pickle can carry
Work = Callable[["Journal", Any], Made]


def cores() -> int:
    """How many cores a walk may use: those of this process, or as SVCCTL_CORES says."""
    told = os.environ.get("SVCCTL_CORES", "")
    if told.isdecimal() and told.isascii():
        return max(min(int(told), MOST), 1)
    with suppress(AttributeError):  # neither macOS nor Windows has it
        return min(len(os.sched_getaffinity(0)), MOST)
    return min(os.cpu_count() or 1, MOST)


def shared(journal: "Journal", work: Work, told: Any, parts: Sequence[Any]) -> Iterator[Any]:
    """What is made of each part, in their order; inside a view of the journal.

    `work` gives what makes it, of the journal and of what is `told`; a function of a module.
    A helper that does not see the very same view is not listened to, and what it does not answer is
    worked out here: so whatever fails fails as it does on one core.
    """
    count = min(cores(), len(parts))
    own: Made | None = None
    with ExitStack() as stack:
        helpers = []
        if count > 1:
            view = journal.driver.view()
            for at in range(count):
                asked = (journal.path, view, work, told, parts[at::count])
                helpers.append(stack.enter_context(_helper(asked, view)))
            for each in filter(None, helpers):  # before whoever asked goes on to change anything
                each.look()
        for at, part in enumerate(parts):
            helper = helpers[at % count] if helpers else None
            answer = helper.answer() if helper else None
            if answer is None:
                own = own or work(journal, told)
                yield own(part)
                continue
            found, unread, relied_on = answer
            journal.unread.update(unread)
            for chain, scopes in relied_on.items():
                journal.relied_on.setdefault(chain, set()).update(scopes)
            yield found


class _Helper:
    """Another process that goes over its parts of the view, one after another."""

    def __init__(self, view: Any, said: IO[bytes]) -> None:
        self.said = said
        self.view = view
        self.away = False

    def look(self) -> None:
        """Whether it sees the view that was meant."""
        self.away = self.answer() != self.view

    def answer(self) -> Any:
        """What it says next; None where it sees another view, or failed."""
        try:
            found = None if self.away else pickle.load(self.said)
        except (EOFError, OSError, pickle.UnpicklingError):
            found = None
        self.away = self.away or found is None
        return found


@contextmanager
def _helper(asked: Any, view: Any) -> Iterator[_Helper | None]:
    """A helper that was asked; it is ended with whoever asked."""
    # -P: a module that lies in the folder where one happens to work is not the helper's
    command = [sys.executable, "-P", "-m", HELPER]
    pipe = subprocess.PIPE
    try:
        started = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    except OSError:  # no more processes, or none of Python beside this one
        yield None
        return
    with started:
        try:
            assert started.stdin
            assert started.stdout
            with suppress(OSError):
                pickle.dump(asked, started.stdin)
                started.stdin.close()
            yield _Helper(view, started.stdout)
        finally:
            started.kill()  # it is done, or whoever asked has gone
