"""What a server's failures mean, by SQLSTATE: refusals without the password that stands in an address."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from svcctl.billing.refusal import Refusal
from svcctl.store.place import Server

if TYPE_CHECKING:
    import psycopg

# by SQLSTATE, its class where the whole is not named (postgresql.org, appendix A)
FAILURES = {
    "08": "store.server-gone",
    "0A": "store.failed",
    "23": "store.refused",
    "25006": "store.server-read-only",
    "28": "store.no-right",
    "40": "store.contended",
    "40002": "store.refused",
    "23505": "store.contended",
    "42501": "store.no-right",
    "42P01": "store.not-a-store",
    "42703": "store.not-a-store",
    "42883": "store.not-a-store",
    "53": "store.server-busy",
    "53100": "store.full",
    "55P03": "store.locked",
    "57014": "store.locked",
    "57": "store.server-gone",
    "58": "store.disk",
    "XX": "store.damaged",
}


# what keeps one from connecting has words and no code; of a server that says it otherwise they are shown
TOLD_ON_CONNECTING = [
    (re.compile(said), key)
    for said, key in (
        (r'database ".*" does not exist', "store.no-database"),
        (r'role ".*" does not exist', "store.no-role"),
        (r"no password supplied|password authentication failed", "store.no-password"),
        (r"[Cc]onnection refused|could not translate host|No such file|timeout", "store.no-host"),
    )
]


GREW = "append-only: event"  # what the server's guard says of a row that is not the next one


def failure(sqlstate: str) -> str:
    """The key of the words for what a failure means."""
    return FAILURES.get(sqlstate) or FAILURES.get(sqlstate[:2], "store.failed")


class Contended(Refusal):
    """Another came first: the command can be begun again."""


@contextmanager
def refusing(place: Server, connecting: bool = False, committing: bool = False) -> Iterator[None]:
    """A server's failures as refusals: what is wrong with which store, and what to do."""
    try:
        yield
    except ImportError:
        raise Refusal("store.no-driver", path=place) from None
    except UnicodeEncodeError:
        raise Refusal("store.not-text", path=place) from None
    except Exception as error:
        import psycopg

        if not isinstance(error, psycopg.Error):
            raise
        # the failure itself may quote the address: it is in no traceback either
        raise refusal_of(error, place, connecting, committing) from None


@contextmanager
def behind_another(place: Server) -> Iterator[None]:
    """Adding to a chain: one that grew since it was read is no fault, somebody else was first.

    A chain that is there is locked when it is read; of one that is not yet there is nothing to lock.
    """
    try:
        yield
    except Exception as error:
        if getattr(error, "sqlstate", None) == "23000" and GREW in str(error):
            raise Contended("store.contended", path=place) from None
        raise


def refusal_of(
    error: "psycopg.Error", place: Server, connecting: bool = False, committing: bool = False
) -> Refusal:
    """What a failure means for whoever asked."""
    import psycopg

    state = error.sqlstate or ""
    told = bare(str(error), place)
    if connecting:
        # libpq has no code for what keeps it from connecting
        if isinstance(error, psycopg.ProgrammingError):
            return Refusal("store.bad-address", path=place)
        why = told.rpartition(" failed: ")[2].rstrip(".")
        key = next((key for said, key in TOLD_ON_CONNECTING if said.search(why)), "store.no-server")
        return Refusal(key, path=place, **({"error": why} if key == "store.no-server" else {}))
    if committing and (not state or failure(state) == "store.server-gone"):
        return Refusal("store.unknown-end", path=place)
    if not state and isinstance(error, psycopg.OperationalError):
        return Refusal("store.server-gone", path=place)
    key = failure(state)
    form = Contended if key == "store.contended" else Refusal
    return form(key, path=place, error=told)


def bare(text: str, place: Server) -> str:
    """The last thing that a failure says, in one line, without what nobody should read."""
    from urllib.parse import parse_qsl, unquote, urlsplit

    try:
        parts = urlsplit(place.url)
        secrets = {parts.password or "", unquote(parts.password or "")}
        secrets |= {value for key, value in parse_qsl(parts.query) if key.endswith("password")}
    except ValueError:
        secrets = {place.url}
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = lines[0] if lines else ""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        told = told.replace(secret, "***")
    return told
