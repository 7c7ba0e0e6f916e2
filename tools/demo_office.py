"""An invented county hospital: writes its contract files, what happened, its budget; makes its store.

`python tools/demo_office.py` writes data/demo/office anew; `--store PATH` makes a store with all that happened.
"""

import argparse
import contextlib
import io
import json
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from office_contracts import CONTRACTS, ITEMS, Contract, file_of

from svcctl import workspace
from svcctl.cli import main as svcctl

FOLDER = Path(__file__).parents[1] / "data" / "demo" / "office"
HISTORY = FOLDER / "history.txt"
BUDGET = FOLDER / "budget.csv"
LAST = date(2026, 2, 27)  # the month after it is the one that docs/office-month.zh.md tells

# -- what happened -----------------------------------------------------------------------------------


class Book:
    """A store, the day it is, and every command that recorded something."""

    def __init__(self, store: Path) -> None:
        self.store, self.day, self.told = store, LAST, list[str]()
        self.seconds = 0

    def run(self, *args: str) -> str:
        """What a command prints; it is refused nothing."""
        self.seconds += 1
        moment = datetime.combine(self.day, time(9), workspace.SHANGHAI) + timedelta(
            seconds=self.seconds
        )
        out, err = io.StringIO(), io.StringIO()
        workspace.now = lambda: moment
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = svcctl([*args, "--store", str(self.store), "--lang", "zh"])
        if code:
            raise SystemExit(f"{self.day} {shlex.join(args)}: {err.getvalue()}")
        return out.getvalue()

    def record(self, *args: str) -> None:
        """Run what records a fact, and remember it."""
        if args[:2] == ("contract", "import"):
            verb = ("contract", "import") if self.store.exists() else ("init",)
            self.run(*verb, str(FOLDER / args[2]))
        else:
            self.run(*args)
        self.told.append(f"{self.day} {shlex.join(args)}")

    def due(self) -> list[dict[str, Any]]:
        """The instalments that are listed, with those of the next days."""
        text = self.run("payments", "due", "--within", "400d", "--format", "json")
        found: list[dict[str, Any]] = json.loads(text)["instalments"]
        return found


def lived(book: Book) -> None:
    """From the first signing to the end of February, in the order of days; some of it is forgotten."""
    agenda: list[tuple[date, Callable[[], None]]] = []
    for order, contract in enumerate(CONTRACTS, 1):
        agenda.append((contract.signed_on, partial(signed, book, contract)))
        if contract.bond:
            lodging = partial(lodged, book, order, contract)
            agenda.append((contract.signed_on + timedelta(days=7), lodging))
    agenda += [(day, partial(desk_day, book)) for day in desk_days()]
    reached = ("reports", "receive", "--document", "first-note", "--contract", "emr-2025")
    agenda.append((LAST - timedelta(days=2), partial(book.record, *reached)))
    for day, act in sorted(agenda, key=lambda each: each[0]):
        book.day = day
        act()


def signed(book: Book, contract: Contract) -> None:
    """The contract comes on the desk, and is made public."""
    book.record("contract", "import", f"{contract.id}.toml")
    book.record("obligations", "done", "publish-contract", "--contract", contract.id)


def desk_day(book: Book) -> None:
    """Papers and assessments that came in, then money."""
    for row in book.due():
        if row["id"] not in FORGOTTEN:
            papers(book, row)
    for row in book.due():
        open_now = row["id"] not in FORGOTTEN and row["status"] in ("due", "overdue")
        if open_now and pressing(row, book.day):
            paid(book, row)


# what the month begins with: late, or waiting for a paper
FORGOTTEN = (
    *("phone-2026:Y1-M02-fee", "metrology-2026:first", "waste-2026:Y1-M01-fee"),
    *("lis-2025:Y1-balance", "linen-2026:Y1-M02-fee", "emr-2025:middle"),
)
SCORES_OF = {"cleaning-2026": (95, 88), "transport-2026": (91, 84), "parking-2026": (93, 96)}  # fmt: skip
LETTERS = {"transport-2026": "2026-03-25", "sewage-2026": "2027-02-28"}


def desk_days() -> Iterator[date]:
    """The 10th and the 26th of each month, as offices pay."""
    for month in range(2, 14):
        year, number = 2025 + month // 12, month % 12 + 1
        for day in (10, 26):
            yield date(year, number, day)


def pressing(row: dict[str, Any], day: date) -> bool:
    """Whether it is paid on this day rather than on the next one."""
    return row["due_on"] is None or date.fromisoformat(row["due_on"]) < day + timedelta(days=18)


def lodged(book: Book, order: int, contract: Contract) -> None:
    """The bond, as money or as a bank's letter."""
    until = LETTERS.get(contract.id)
    form = ("--form", "letter", "--valid-until", until, "--ref", f"BH-{order:03}") if until else ("--ref", f"SJ-{order:03}")  # fmt: skip
    book.record("guarantee", "lodge", "performance-bond", "--contract", contract.id, *form)


def papers(book: Book, row: dict[str, Any]) -> None:
    """What the row waits for comes in, once its period is over."""
    contract = row["contract"]
    if row["status"] != "waiting" or row["year"] is None:  # stages come when they are reached
        return
    keys = {each.split()[0] for each in row["waiting_for"]}
    period = ["--period", row["period"]] if row["period"] else ["--year", str(row["year"])]
    for key in sorted(keys - {"settlement"}):
        book.record("reports", "receive", *period, "--document", key, "--contract", contract)
    if "settlement" in keys:
        month = int(row["period"][-2:]) - 1
        book.record("payments", "settle", row["id"], *settlement(contract, month))
    if "invoice" in keys:
        number = f"2600000000{10_000 + CONTRACT_ORDER[contract] * 100 + len(book.told) % 100:010}"
        book.record(
            "invoice",
            "add",
            number,
            "--for",
            row["id"],
            "--amount",
            open_sum(book, row),
            "--rate",
            "6%",
        )


CONTRACT_ORDER = {each.id: order for order, each in enumerate(CONTRACTS, 1)}


def open_sum(book: Book, row: dict[str, Any]) -> str:
    """What is open of an instalment now."""
    [now] = [each for each in book.due() if each["id"] == row["id"]]
    return str(now["outstanding"])


def settlement(contract: str, month: int) -> list[str]:
    """The month's score, or the month's quantity."""
    if contract in SCORES_OF:
        return ["--score", str(SCORES_OF[contract][month]), "--doc", f"{month + 1}月考核表"]
    key, _, _, monthly = ITEMS[contract]
    return ["--quantity", f"{key}={monthly - 1 + month * 2}", "--doc", f"{month + 1}月计量单"]


def paid(book: Book, row: dict[str, Any]) -> None:
    """The whole of a row."""
    ref = f"{book.day:%Y%m}-{len(book.told):04}"
    book.record("payments", "record", row["id"], "--amount", row["outstanding"], "--ref", ref)


# -- the files ----------------------------------------------------------------------------------------

# another department's rows stand in the sheet too, and a project that was renamed
BUDGET_ROWS = (
    ("信息系统运维", "自有资金", 350_000, ""),
    ("网络安全", "财政拨款", 90_000, ""),
    ("电子病历升级", "财政拨款", 350_000, 330_000),
    ("网络通信", "自有资金", 140_000, ""),
    ("后勤物业服务", "自有资金", 1_560_000, ""),
    ("房屋设施维修", "自有资金", 180_000, ""),
    ("安保服务", "自有资金", 900_000, ""),
    ("洗涤被服", "自有资金", 540_000, ""),
    ("医疗废物处置", "财政拨款", 210_000, ""),
    ("污水处理", "财政拨款", 150_000, 160_000),
    ("医疗设备维保", "自有资金", 920_000, ""),
    ("计量检定", "自有资金", 28_000, ""),
    ("门诊楼改造", "财政拨款", 4_200_000, ""),
    ("药品采购", "自有资金", 38_000_000, ""),
    ("人才培养", "自有资金", "", ""),
)


def write_files() -> None:
    """The contract files, what happened, the budget of the whole hospital."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for order, contract in enumerate(CONTRACTS, 1):
        (FOLDER / f"{contract.id}.toml").write_text(file_of(order, contract), encoding="utf-8")
    heads = "项目名称,资金性质,年初预算数,调整后预算数,预算年度"
    rows = [",".join(map(str, (*row, "2026" if row[2] else ""))) for row in BUDGET_ROWS]
    BUDGET.write_text("\r\n".join([heads, *rows, ""]), encoding="utf-8-sig", newline="")
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder) / "store.db")
        lived(book)
    HISTORY.write_text("\n".join([*book.told, ""]), encoding="utf-8")


def made(store: Path) -> None:
    """The store with all that had happened by the end of February 2026."""
    book = Book(store)
    for line in HISTORY.read_text(encoding="utf-8").splitlines():
        day, _, command = line.partition(" ")
        book.day = date.fromisoformat(day)
        book.record(*shlex.split(command))


def main() -> int:
    """Write the files, or make a store of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--store", type=Path, help="make this store; else the files are written")
    store = parser.parse_args().store
    write_files() if store is None else made(store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
