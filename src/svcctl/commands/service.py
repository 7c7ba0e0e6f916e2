"""The record of the service as a whole: what became of its promises."""

from typing import Annotated

from svcctl.desk.desk import Desk
from svcctl.desk.options import Maybe, Template, service_year, text

Year = Annotated[int | None, service_year("opt.service-year")]
Month = Annotated[Maybe, text("--month", "opt.month", "2026-04")]


def scorecard_(
    desk: Desk, year: Year = None, month: Month = None, template: Template = None
) -> None:
    """What became of each promise in a service year or a calendar month."""
    from svcctl.desk.scoring import show_scorecard

    show_scorecard(desk, year, month, template)


VERBS = {"scorecard": scorecard_}
