"""Who logs in to a server acts in the role, and by the handle, that were granted, whatever is typed."""

from contextlib import suppress
from typing import Any

from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import Desk, desk_from
from svcctl.store.place import Server

SIDES = {"finance": "purchaser", "vendor": "supplier", "auditor": "auditor"}


def as_login(desk: Desk, told: dict[str, Any], granting: bool = False) -> Desk:
    """The desk as the store's login has it; Refusal where another role or actor was typed."""
    place = desk.store_place
    if not isinstance(place, Server):
        return desk
    from svcctl.store.postgres import login_of

    try:
        login = login_of(place)
    except Refusal:
        return desk  # a command that looks at no store needs none; the others are told
    if not login.role:
        return desk
    side, handle = SIDES[login.role], str(login.handle)
    if told.get("role") and desk.role != side:
        if granting:  # the role typed there is another's
            raise Refusal("grant.not-keeper", path=place, role=login.role)
        raise Refusal("login.role", typed=desk.role, granted=side)
    if told.get("actor") and desk.actor != handle:
        raise Refusal("login.actor", typed=desk.actor, granted=handle)
    return desk_from(**told | {"role": side, "actor": None})._replace(actor=handle)


def let_go() -> None:
    """Let go of a server that a command was to look at, and did not."""
    with suppress(ImportError):
        from svcctl.store.postgres import let_go as close

        close()
