"""The systems that a contract serves."""

from svcctl.desk.desk import Desk


def list_(desk: Desk) -> None:
    """Every system that the contract serves."""
    from svcctl.answers.systems import listed
    from svcctl.desk.looking import read_cases
    from svcctl.desk.showing import show
    from svcctl.store.scopes import MONEY

    show(desk, listed(read_cases(desk, MONEY), desk.as_of, desk.words))


VERBS = {"list": list_}
