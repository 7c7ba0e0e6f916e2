"""Letting logins in: groups of the server, who was granted what in this store, and what would show."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import KINDS
from svcctl.store.postgres_guards import OWNER

if TYPE_CHECKING:
    from psycopg import Connection

# a login that idles in a transaction keeps its contracts from everybody
IDLE = "60s"


class Grant(NamedTuple):
    """What a login was granted."""

    login: str
    role: str
    handle: str
    contracts: tuple[str, ...]  # of a supplier; the others see all


def grants(connection: "Connection[Any]") -> list[Grant]:
    """Every login that was granted this store."""
    found = connection.execute(
        "SELECT login, role, handle, array(SELECT chain FROM grantee_chain c"
        " WHERE c.login = g.login ORDER BY chain) FROM grantee g ORDER BY login"
    )
    return [Grant(login, role, handle, tuple(chains)) for login, role, handle, chains in found]


def grant(connection: "Connection[Any]", wanted: Grant) -> Grant:
    """Let a login in, with these contracts besides those it has; Refusal where it cannot be."""
    login, role, handle, chains = wanted
    _refuse_wrong(connection, login)
    had = next((each for each in grants(connection) if each.login == login), None)
    if had and (had.role, had.handle) != (role, handle):
        # rights add up, and facts of one login bear one handle
        raise Refusal("grant.other", login=login, role=had.role, handle=had.handle)
    _run(connection, "GRANT {} TO {}", f"svcctl_{role}", login)
    _run(connection, f"ALTER ROLE {{}} SET idle_in_transaction_session_timeout = '{IDLE}'", login)
    if not had:
        connection.execute("INSERT INTO grantee VALUES (%s, %s, %s)", (login, role, handle))
    for chain in chains:
        connection.execute(
            "INSERT INTO grantee_chain VALUES (%s, %s) ON CONFLICT DO NOTHING", (login, chain)
        )
    return next(each for each in grants(connection) if each.login == login)


def revoke(connection: "Connection[Any]", login: str) -> Grant:
    """Let a login in no longer; Refusal where it was not."""
    had = next((each for each in grants(connection) if each.login == login), None)
    if had is None:
        raise Refusal("grant.none", login=login)
    # its group stays: it is of the whole server, and another store there may have granted it too
    connection.execute("DELETE FROM grantee_chain WHERE login = %s", (login,))
    connection.execute("DELETE FROM grantee WHERE login = %s", (login,))
    return had


NOTES = """
SELECT count(DISTINCT (chain, seq)) FROM event JOIN payload USING (chain, seq)
JOIN kind_right r USING (kind) JOIN unnest(%s::text[], %s::text[]) AS i (kind, key) USING (kind)
WHERE chain = ANY (%s) AND r.role = 'vendor' AND r.reads AND strpos(body, i.key) > 0
AND actor NOT IN (SELECT handle FROM grantee WHERE role = 'vendor')
"""


def notes_that_show(connection: "Connection[Any]", chains: Sequence[str]) -> int:
    """How many facts of these contracts a supplier may read that say what is the office's own.

    They were recorded before that stood apart.
    """
    keys = [
        (name, f'"{path.rpartition(".")[2]}":')
        for name, kind in KINDS.items()
        for path in kind.internal
    ]
    kinds, texts = map(list, zip(*keys, strict=True))
    found = connection.execute(NOTES, (kinds, texts, list(chains))).fetchone()
    return int(found[0]) if found else 0


def _refuse_wrong(connection: "Connection[Any]", login: str) -> None:
    row = connection.execute(
        "SELECT rolcanlogin, pg_has_role(oid, %s, 'MEMBER') FROM pg_roles WHERE rolname = %s",
        (OWNER, login),
    ).fetchone()
    if row is None or not row[0]:
        raise Refusal("grant.no-login", login=login)
    if row[1]:
        raise Refusal("grant.keeper", login=login)


def _run(connection: "Connection[Any]", statement: str, *names: str) -> None:
    from psycopg.sql import SQL, Identifier

    connection.execute(SQL(statement).format(*map(Identifier, names)))
