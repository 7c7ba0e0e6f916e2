"""What a login of a supplier may have added to a store by SQL: facts that no svcctl would record."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from svcctl.casebook.kinds import KINDS, Fact, Granted

if TYPE_CHECKING:
    from svcctl.store.driver import Driver


def of_many(driver: "Driver", own: Iterable[Fact]) -> bool:
    """Whether logins of suppliers added to the store, or to the one that it was copied from."""
    return driver.by_many or any(isinstance(fact.says, Granted) for fact in own)


def by_a_supplier(kind: str) -> bool:
    """Whether a login of a supplier may add facts of a kind."""
    return kind in KINDS and KINDS[kind].vendor == "appends"
