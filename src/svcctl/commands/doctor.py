"""Whether machine and store are in order, and what to do where they are not."""

from svcctl.desk.desk import Desk
from svcctl.desk.showing import check_output, show


def doctor(desk: Desk) -> int:
    """Look at machine and store, changing nothing; exit 1 where something is to be mended."""
    from svcctl.answers.doctor import PROBLEM, listed
    from svcctl.desk import examining_machine, examining_store

    check_output(desk)
    found = [*examining_store.examined(desk), *examining_machine.examined(desk)]
    show(desk, listed(found, desk.words))
    return 1 if any(each.state == PROBLEM for each in found) else 0


VERBS = {"": doctor}
