"""What commands that care for the store share: who acts, how long backups stay, a disk that fails."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk
from svcctl.store.keeping import Ages, Who

AGES = re.compile(r"([1-9]\d{0,3})[,，](\d{1,4})[,，](\d{1,4})", re.ASCII)


def who_keeps(desk: Desk) -> Who:
    """Who acts, and when."""
    return Who(actor=desk.actor, now=workspace.recorded_now(), today=desk.today)


def ages_of(typed: str) -> Ages:
    """DAYS,WEEKS,MONTHS, all three: what is left out by mistake would remove backups."""
    found = AGES.fullmatch(typed.strip())
    if found is None:
        raise Refusal("backup.keep", text=typed)
    days, weeks, months = map(int, found.groups())
    return Ages(days=days, weeks=weeks, months=months)


@contextmanager
def writing_to(target: Path) -> Iterator[None]:
    """What the system says of a file that cannot be made, as a refusal."""
    try:
        yield
    except FileExistsError:  # two of one second
        raise Refusal("store.place-taken", path=target) from None
    except OSError as error:
        raise Refusal("output.failed", path=target, error=error) from None
