"""A store that moved elsewhere: it may be read, and records nothing more."""

from collections.abc import Sequence

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import Fact, StoreMoved, StoreReopened
from svcctl.store.place import Place


def moved_to(store_facts: Sequence[Fact]) -> StoreMoved | None:
    """Where the store went, by its own chain; None while it lives here."""
    said = [each.says for each in store_facts if isinstance(each.says, StoreMoved | StoreReopened)]
    return said[-1] if said and isinstance(said[-1], StoreMoved) else None


def refuse_moved(store_facts: Sequence[Fact], path: Place) -> None:
    """Refusal to record in a store that lives on elsewhere."""
    if found := moved_to(store_facts):
        raise Refusal("store.moved", path=path, to=found.to, on=found.on)
