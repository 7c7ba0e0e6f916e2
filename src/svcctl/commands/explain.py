"""How a date or a sum came about, step by step."""

from typing import Annotated

from svcctl.desk.desk import Desk
from svcctl.desk.explaining import explained
from svcctl.desk.options import argument
from svcctl.desk.showing import show


def explain_(desk: Desk, what: Annotated[str, argument("INSTALMENT", "arg.explained")]) -> None:
    """The steps from the article to the date: event, reading, each day skipped and why."""
    show(*explained(desk, what))


VERBS = {"": explain_}
