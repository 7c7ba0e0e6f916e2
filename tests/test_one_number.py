"""An invoice's number is entered once in the whole store, also where two enter it for two contracts at one moment."""

import json
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from conftest import Run
from damaged import DAY
from servers import Postgres
from svcctl import workspace
from svcctl.billing.position import Happening, Invoice
from svcctl.cli import main
from svcctl.commands import calendar_import
from svcctl.store import postgres_waiting
from svcctl.store.journal import open_journal
from svcctl.store.place import Server
from test_journal import CONTRACT
from test_notices import newest

OTHER = "example-milestones"
NUMBER = "25452000000000000001"
ADD = ("invoice", "add", NUMBER, "--on", "2025-03-18", "--rate", "6%", "--amount", "1000", "--for")
FOR_OTHER = (*ADD, f"{OTHER}:prepayment")
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"


def invoice() -> Happening:
    """The invoice that somebody enters for the hospital's contract."""
    parts = (("Y1-advance", 100_000),)
    return Invoice(
        on=DAY,
        number=NUMBER,
        kind="ordinary",
        net_fen=94_340,
        tax_fen=5_660,
        parts=parts,
        rate="6%",
    )


@pytest.fixture
def two(postgres: Postgres, demo_database: str) -> tuple[Postgres, str]:
    """A store on a server with two contracts, as two logins of finance have it before them."""
    name = postgres.database(demo_database)
    keeper = ("--store", postgres.url(name))
    example = workspace.shipped("contracts") / f"{OTHER}.toml"
    assert main(["contract", "import", str(example), *keeper]) == 0
    for login, *role in (("fin", "finance"), ("fin2", "finance"), ("ven", "vendor")):
        postgres.login(login)
        mine = ("--contract", OTHER) if login == "ven" else ()
        assert main(["store", "grant", login, "--role", *role, *mine, *keeper]) == 0
    return postgres, name


def test_two_at_one_moment(
    two: tuple[Postgres, str], run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who comes second waits for the first, is refused, and is told where the number stands; payments go on."""
    server, name = two
    store = ("--store", server.url(name, "fin2"), "--lang", "en")
    pay = ("payments", "record", f"{OTHER}:prepayment", "--amount", "100", "--on", "2026-02-20")
    codes: list[int] = []
    second = Thread(target=lambda: codes.append(main([*FOR_OTHER, *store])))
    first = open_journal(Server(server.url(name, "fin")), write=True)
    with first.writing():
        first.rows(CONTRACT)
        first.hold_numbers()
        first.append(CONTRACT, [invoice()], "finance", workspace.recorded_now())
        code, _, err = run(*pay, "--confirm-account", *store)
        assert code == 0, err
        second.start()
        while second.is_alive() and server.sql(WAITING) == [(0,)]:
            time.sleep(0.01)
        assert codes == []
    second.join()
    first.close()
    assert codes == [2]
    assert f"{CONTRACT}#2" in capsys.readouterr().err
    assert run("audit", "verify", "--store", server.url(name, "fin"))[0] == 0


def test_what_a_supplier_cannot_see_is_told_to_who_verifies(
    two: tuple[Postgres, str], run: Run
) -> None:
    """It holds nothing and is told nothing of another contract; of two with one number the later is in doubt."""
    server, name = two
    fin, ven = (("--store", server.url(name, login)) for login in ("fin", "ven"))
    assert run(*ADD, f"{CONTRACT}:Y1-advance", *fin)[0] == 0
    code, _, err = run(*FOR_OTHER, *ven)
    assert code == 0, err
    code, out, _ = run("audit", "verify", "--format", "json", *fin)
    assert (code, json.loads(out)["doubts"]) == (0, [{"at": f"{OTHER}#2", "what": "impossible"}])
    for language in ("en", "zh"):
        out = run("audit", "verify", "--lang", language, *fin)[1]
        assert f"{CONTRACT}#2" in out.splitlines()[-1]


Meanwhile = list[Callable[[], None]]


def silently(*command: str) -> int:
    """What another does: its answer is not ours."""
    with redirect_stdout(StringIO()):
        return main([*command])


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """What others do while the dates that a notice moves are worked out."""
    what: Meanwhile = []
    working_out = calendar_import._moved

    def moved(*args: Any) -> Any:
        while what:
            what.pop()()
        return working_out(*args)

    monkeypatch.setattr(calendar_import, "_moved", moved)
    return what


def notice(folder: Path) -> tuple[str, ...]:
    """Reading the newest notice."""
    path = folder / "notice.txt"
    path.write_text(newest(), encoding="utf-8")
    return ("calendar", "import", str(path), "--issued-on", "2026-11-20")


def test_an_invoice_waits_for_no_notice_that_is_read(
    two: tuple[Postgres, str], run: Run, tmp_path: Path, meanwhile: Meanwhile
) -> None:
    """Long as that takes with many contracts: only what is about to be added holds the row."""
    server, name = two
    store = ("--store", server.url(name))
    their = ("--store", server.url(name, "fin2"))
    added: list[int] = []
    meanwhile.append(lambda: added.append(silently(*FOR_OTHER, *their)))
    before = time.monotonic()
    code, _, err = run(*notice(tmp_path), *store)
    assert (code, added) == (0, [0]), err
    assert time.monotonic() - before < postgres_waiting.PATIENCE / 2


def test_a_notice_that_comes_second_is_read_again(
    two: tuple[Postgres, str], run: Run, tmp_path: Path, meanwhile: Meanwhile
) -> None:
    """Two read one, and two take it back: the second is told, and nothing stands twice."""
    server, name = two
    store = ("--store", server.url(name), "--format", "json")
    read, codes = (*notice(tmp_path), *store), list[int]()
    meanwhile.append(lambda: codes.append(silently(*read)))
    code, out, err = run(*read)
    assert code == 0, err
    found = json.loads(out)
    assert found["already"] is True
    back = ("audit", "retract", found["event"], "--reason", "x", *store)
    meanwhile.append(lambda: codes.append(silently(*back)))
    code, _, err = run(*back)
    assert (code, codes, found["event"] in err) == (2, [0, 0], True)
    assert run("audit", "verify", *store)[0] == 0
