"""A list of payments over several contracts: read once, recorded as if each had been worked out from nothing."""

import csv
import random
import sqlite3
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.position import Breach, Happening, Payment, Started, TalksFailed, Termination
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, Fact, Imported
from svcctl.commands.import_profiles import Kept
from svcctl.contracts.form import plain
from svcctl.desk import acts
from svcctl.desk.looking import Look
from svcctl.store import journal
from svcctl.store.journal import open_journal
from svcctl.store.place import Server

SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
NOW = "2026-06-01T04:00:00.000000Z"
NAMES = ("c-1", "c-2", "c-3", "c-4")
Old = Callable[[], None]


def put(store: str, chain: str, *says: Happening) -> None:
    place = Server(store) if store.startswith("postgres") else Path(store)
    with closing(open_journal(place, write=True)) as there, there.writing():
        there.append(chain, says, "finance", workspace.recorded_now())


@pytest.fixture
def office(either_store: str) -> str:
    """Four contracts beside the demo's: one paid in part, one in breach, one ended, one under another reading."""
    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    part = Payment(on=date(2025, 4, 10), parts=(("Y1-advance", 10_000_000),), ref="A1")
    more: dict[str, list[Happening]] = {
        "c-1": [part, TalksFailed(on=date(2025, 7, 1), subjects=("Y1-advance",))],
        "c-2": [Breach(on=date(2025, 6, 1), id="B1", rule="quality", by="supplier")],
        "c-3": [part, Termination(on=date(2026, 1, 10), reason="x")],
        "c-4": [part._replace(ref="A2")],
    }
    for name, says in more.items():
        terms = document | {"id": name}
        if name == "c-4":
            terms |= {"readings": terms.get("readings", {}) | {"later-years": "previous-year-paid"}}
        put(either_store, name, Imported(on=date(2025, 3, 5), terms=terms), Started(on=date(2025, 3, 10)), *says)  # fmt: skip
    return either_store


Row = tuple[str, str, str, str, str]


def listed(path: Path, rows: Sequence[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("日期", "金额", "凭证号", "合同编号", "款项"), *rows])
    return path


CLEAR: list[Row] = [
    ("2025-03-20", "203000.00", "F1", "c-2", "Y1-advance"),
    ("2025-04-10", "100000.00", "A1", "c-1", "Y1-advance"),  # recorded already
    ("2025-06-02", "53000.00", "F2", "c-1", "Y1-advance"),
    ("2025-06-20", "50000.00", "F3", "c-1", "Y1-advance"),
    ("2026-03-26", "203000.00", "F4", "c-1", "Y2-advance"),
    ("2025-05-02", "103000.00", "F5", "c-4", "Y1-advance"),
    ("2026-05-02", "87000.00", "F6", "c-4", "Y1-balance"),
    ("2025-05-06", "103000.00", "F7", "c-3", ""),
    ("2026-05-06", "-50000.00", "F8", "c-1", ""),  # what row 5 had paid
]
BACK = ("--refund", "10=5")
SURE = ("--confirm-account", "--format", "json")


def generated(seed: int) -> list[Row]:
    """Rows of every sort: named or not, whole, in part, too much, twice, money that came back."""
    chosen = random.Random(seed)
    found: list[Row] = []
    for number in range(chosen.randint(1, 5)):
        day = date(2025 + chosen.randint(0, 1), chosen.randint(3, 5), chosen.randint(1, 28))
        amount = chosen.choice(["203000.00", "103000.00", "87000.00", "1000.00", "-1000.00"])
        name = chosen.choice(["", "Y1-advance", "Y1-advance", "Y2-advance", "Y1-balance"])
        ref = chosen.choice(["A1", f"G{number}", f"G{number}", ""])
        found.append((day.isoformat(), amount, ref, chosen.choice([*NAMES, *NAMES, "else"]), name))
    return found + found[: chosen.randint(0, 1)]


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> Old:
    """From here on each contract is read again under the lock, and worked out from nothing."""

    def since(before: Case, holding: Sequence[Fact], as_of: date) -> Case | None:
        return case_from(before.id, holding, as_of, before.calendar_named)

    def go() -> None:
        monkeypatch.setattr(Look, "take_over", lambda *_: None)
        monkeypatch.setattr(acts, "case_since", since)

    return go


@pytest.fixture(autouse=True)
def same_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded hangs on nothing but what is said."""
    monkeypatch.setattr(workspace, "recorded_now", lambda: NOW)
    monkeypatch.setattr("secrets.token_hex", lambda size: "0" * 2 * size)


def rows_in(store: str) -> list[Any]:
    with closing(sqlite3.connect(store)) as there:
        return [
            there.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
            for table in ("event", "payload", "chain_head")
        ]


def test_what_is_told_and_recorded_is_the_same(
    office: str, run: Run, tmp_path: Path, old: Old
) -> None:
    """Byte by byte, whether the list is taken or refused, in a trial and for good."""
    there = office.startswith("postgres")
    some = range(2 if there else 6)
    lists = [(CLEAR, BACK), (CLEAR, ()), *((generated(seed), ()) for seed in some)]
    tried = [
        ("import", "payments", listed(tmp_path / f"{at}.csv", rows), *SURE, *more, "--dry-run")
        for at, (rows, more) in enumerate(lists)
    ]
    new = [run(*each) for each in tried]
    codes = {code for code, *_ in new}
    assert codes == {0, 2}
    if there:
        old()
        assert [run(*each) for each in tried] == new
        return
    file = Path(office)
    spare = file.read_bytes()
    recorded = run(*tried[0][:-1])
    assert recorded[0] == 0
    kept = rows_in(office)
    file.write_bytes(spare)
    old()
    assert run(*tried[0][:-1]) == recorded
    assert rows_in(office) == kept
    file.write_bytes(spare)
    assert [run(*each) for each in tried] == new


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which contracts are worked out from what is read, in order."""
    found: list[str] = []
    whole = Look._worked_out

    def noted(look: Look, chain: str, *args: Any) -> Case | None:
        found.append(chain)
        return whole(look, chain, *args)

    monkeypatch.setattr(Look, "_worked_out", noted)
    return found


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """What somebody else does between the reading and the lock."""
    what: list[Callable[[], None]] = []
    reading = Kept.read

    def read(*args: Any) -> Any:
        found = reading(*args)
        while what:
            what.pop()()
        return found

    monkeypatch.setattr(Kept, "read", read)
    return what


ALL = ["c-1", "c-2", "c-3", "c-4", "zyfy-his-2025"]


@pytest.mark.parametrize("few", [1, 20])  # heads of many are asked for together
def test_nothing_is_read_again_that_nobody_touched(
    office: str, run: Run, tmp_path: Path, worked_out: list[str],
    meanwhile: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch, few: int,
) -> None:  # fmt: skip
    """A contract to which another added is; with other calendars all are."""
    monkeypatch.setattr(journal, "FEW", few)
    path = listed(tmp_path / "list.csv", CLEAR)
    tried = ("import", "payments", path, *SURE, *BACK, "--dry-run")
    assert run(*tried)[0] == 0
    assert worked_out == ALL
    worked_out.clear()
    other = Payment(on=date(2026, 4, 1), parts=(("Y1-advance", 100),), ref="Z")
    meanwhile.append(lambda: put(office, "zyfy-his-2025", other))
    assert run(*tried)[0] == 0
    assert worked_out == [*ALL, "zyfy-his-2025"]
    worked_out.clear()
    days = next(shipped_facts(SEED.parents[1] / "calendars"))._replace(on=date(2026, 5, 1))
    meanwhile.append(lambda: put(office, CALENDAR_CHAIN, days))
    assert run(*tried)[0] == 0
    assert worked_out == [*ALL, *ALL]
    worked_out.clear()
    assert run(*tried, "--known-at", "2027-01-01T00:00:00Z")[0] == 0
    assert worked_out == [*ALL, *ALL]  # what was known by then may be less than what holds


def test_what_another_records_meanwhile_is_not_recorded_twice(
    office: str, run: Run, tmp_path: Path, meanwhile: list[Callable[[], None]]
) -> None:
    """Read before it, the row was new; under the lock it is on file. One that no longer fits refuses all."""
    path = listed(tmp_path / "list.csv", CLEAR[2:3])
    same = Payment(on=date(2025, 6, 2), parts=(("Y1-advance", 5_300_000),), ref="F2")
    meanwhile.append(lambda: put(office, "c-1", same))
    code, out, err = run("import", "payments", path, "--confirm-account")
    assert code == 0, err
    assert "0 new, 0 given back, 1 recorded already" in out
    rest = Payment(on=date(2025, 6, 3), parts=(("Y1-advance", 5_000_000),), ref="F9")
    meanwhile.append(lambda: put(office, "c-1", rest))
    path = listed(tmp_path / "list.csv", CLEAR[3:4])
    code, _, err = run("import", "payments", path, "--confirm-account")
    assert code == 2
    assert err


def test_a_contract_that_came_meanwhile_is_looked_at(
    office: str, run: Run, tmp_path: Path, worked_out: list[str],
    meanwhile: list[Callable[[], None]],
) -> None:  # fmt: skip
    """It was not there when the others were read."""
    document = plain(tomllib.loads(SEED.read_text(encoding="utf-8"))) | {"id": "c-9"}
    meanwhile.append(lambda: put(office, "c-9", Imported(on=date(2025, 3, 5), terms=document)))
    path = listed(tmp_path / "list.csv", CLEAR)
    assert run("import", "payments", path, *SURE, *BACK)[0] == 0
    assert worked_out == [*ALL, "c-9"]


def test_a_list_comes_once_by_its_key(office: str, run: Run, tmp_path: Path) -> None:
    """The second time nothing is recorded, and the key is another list's no more."""
    path = listed(tmp_path / "list.csv", CLEAR)
    command = ("import", "payments", path, "--confirm-account", *BACK, "--key", "march")
    assert run(*command)[0] == 0
    before = run("audit", "log", "--format", "json")[1]
    code, out, err = run(*command)
    assert code == 0, err
    assert "march" in out + err
    assert run("audit", "log", "--format", "json")[1] == before
