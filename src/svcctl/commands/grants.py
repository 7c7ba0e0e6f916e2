"""Who may what in a store on a server: granted to logins, listed, taken back."""

from typing import Annotated, Any

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.billing.refusal import Refusal
from svcctl.casebook.kinds import STORE_CHAIN, Granted
from svcctl.desk.desk import Desk
from svcctl.desk.options import Maybe, argument, flag, text
from svcctl.desk.showing import check_output, show
from svcctl.intake.entry import parse_actor
from svcctl.store.place import Server

OPENED = {
    "finance": "grant.done-finance",
    "vendor": "grant.done-vendor",
    "auditor": "grant.done-auditor",
}
ROLES = ("finance", "vendor", "auditor")


def grant(
    desk: Desk,
    login: Annotated[Maybe, argument("[LOGIN]", "arg.login")] = None,
    role: Annotated[
        list[str] | None, text("--role", "opt.grant-role", "finance|vendor|auditor")
    ] = None,
    contract: Annotated[list[str] | None, text("--contract", "opt.grant-contract", "ID")] = None,
    handle: Annotated[Maybe, text("--as", "opt.grant-as", "HANDLE")] = None,
    listed: Annotated[bool, flag("--list", "opt.grant-list")] = False,
    revoke: Annotated[bool, flag("--revoke", "opt.grant-revoke")] = False,
) -> None:
    """Let a login of the server in as finance, vendor or auditor; `--list` tells who was."""
    from svcctl.store.postgres_grants import Grant

    check_output(desk)
    place = desk.store_place
    if not isinstance(place, Server):
        raise Refusal("grant.file", path=place)
    if listed == bool(login):
        raise Refusal("grant.what")
    wanted = None
    if login and not revoke:
        side = _role(desk, str(role) if role else None)
        chains = tuple(dict.fromkeys(contract or ()))
        if bool(chains) != (side == "vendor"):
            raise Refusal("grant.contracts", role=side)
        wanted = Grant(login, side, parse_actor(handle or side), chains)
    found, notes = _granted(desk, place, login, wanted)
    nobody = desk.words("grant.revoked" if login else "grant.nobody", login=login or "")
    show(desk, _told(desk, found, notes, nobody, login))


def _role(desk: Desk, typed: str | None) -> str:
    """The role that was typed; one that is a side of the desk too went there."""
    found = typed or ("auditor" if desk.role == "auditor" else "")
    if found not in ROLES:
        raise Refusal("usage.choice", option="--role", value=found, choices=", ".join(ROLES))
    return found


def _granted(desk: Desk, place: Server, login: str | None, wanted: Any) -> tuple[list[Any], int]:
    """What holds now: of that login or of all, and how many notes a supplier could read."""
    from svcctl.store import postgres_grants as granting
    from svcctl.store.journal import Journal
    from svcctl.store.postgres import open_server

    driver = open_server(place)
    journal, connection = Journal(driver), driver.connection
    try:
        if driver.handle:
            raise Refusal("grant.not-keeper", path=place, role=driver.login.role)
        if login is None:
            with journal.snapshot():
                return granting.grants(connection), 0
        with journal.writing():
            if wanted is None:
                _note(journal, granting.revoke(connection, login)._replace(role="none"), desk)
                return [], 0
            there = journal.contracts()
            for chain in wanted.contracts:
                if chain not in there:
                    raise Refusal("contract.unknown", contract=chain, known=", ".join(there))
            found = granting.grant(connection, wanted)
            _note(journal, found, desk)
            return [found], granting.notes_that_show(connection, found.contracts)
    finally:
        journal.close()


def _note(journal: Any, found: Any, desk: Desk) -> None:
    """In the journal; without the login's name, which may be a person's."""
    says = Granted(on=desk.today, role=found.role, handle=found.handle, contracts=found.contracts)
    journal.append(STORE_CHAIN, [says], desk.actor, workspace.recorded_now())


def _handed_over(desk: Desk, granted: Any) -> list[str]:
    """What the login can do from now on, and what its person needs."""
    from urllib.parse import quote, urlsplit

    parts = urlsplit(str(desk.store_place))
    host = parts.netloc.rpartition("@")[2]
    address = parts._replace(netloc=f"{quote(granted.login)}@{host}").geturl()
    told = {"login": granted.login, "handle": granted.handle}
    chains = desk.words("list.separator").join(granted.contracts)
    return [
        desk.words(OPENED[granted.role], contracts=chains, **told),
        desk.words("grant.hand-over", address=address),
    ]


def _told(desk: Desk, found: list[Any], notes: int, nobody: str, login: str | None) -> Answer:
    """Each grant as the command that makes it again: roles are in no dump of a database."""
    from shlex import quote

    lines = [
        " ".join(
            [
                f"svcctl store grant {quote(each.login)} --role {each.role} --as {each.handle}",
                *(f"--contract {quote(chain)}" for chain in each.contracts),
            ]
        )
        + desk.store_option
        for each in found
    ]
    if login and found:
        lines = [*_handed_over(desk, found[0]), *lines]
    if notes:
        lines.append(desk.words("grant.notes", count=notes))
    data = [each._asdict() | {"contracts": list(each.contracts)} for each in found]
    return Answer(data={"grants": data, "notes": notes}, head=lines or [nobody])
