"""Two books of one contract: what both sides must agree on, held against each other; nothing is merged."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from office import Office
from test_amendments import SUPPLEMENT, supplement

CONTRACT = "zyfy-his-2025"
MOMENT = datetime(2026, 6, 1, 2, tzinfo=UTC)
Difference = dict[str, Any]


@pytest.fixture
def books(tmp_path: Path) -> tuple[Office, Office]:
    """The purchaser's book and the supplier's, of one contract."""
    both = tuple(Office(tmp_path / side, MOMENT, tmp_path) for side in ("ours", "theirs"))
    for office in both:
        office.do("init --demo")
    return both[0], both[1]


def compared(books: tuple[Office, Office], tmp_path: Path, *more: object) -> Difference:
    """Our book held against what the other side hands over."""
    ours, theirs = books
    file = tmp_path / "theirs.json"
    file.write_text(theirs.do("export facts --format json").out, encoding="utf-8")
    said = ours.run("compare", "facts", file, *more, "--format", "json")
    found: Difference = json.loads(said.out)
    assert said.code == (1 if found["differences"] else 0), said.err
    return found


def moved(each: Difference) -> list[tuple[str, str, Any, Any]]:
    return [
        (change["id"].rpartition(":")[2], change["what"], change["before"], change["after"])
        for change in each["moved"]
    ]


PAY = "payments record Y1-advance --amount 203000 --on 2025-03-26 --confirm-account --ref"


def test_the_same_money_under_other_numbers_is_the_same(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """The treasury's number and the bank's never agree; day and sum do. No note leaves the house."""
    ours, theirs = books
    ours.do(f"{PAY} G1", "--note", "秘密")
    theirs.do(f"{PAY} J9")
    for office in books:
        office.do("contract start --on 2025-03-10")
    found = compared(books, tmp_path)
    assert (found["same"], found["differences"], found["others"]) == (2, [], 0)
    assert "秘密" not in ours.do("export facts --format json").out


def test_a_receipt_two_days_apart_moves_the_deadline(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """2026-03-25 by the supplier, 03-27 by the purchaser: 04-09 and 04-13, said at both reports."""
    ours, theirs = books
    ours.do("reports receive --year 1 --all --on 2026-03-27")
    theirs.do("reports receive --year 1 --all --on 2026-03-25")
    found = compared(books, tmp_path)
    assert [each["state"] for each in found["differences"]] == ["differs", "differs"]
    for each in found["differences"]:
        assert (each["ours"]["on"], each["theirs"]["on"]) == ("2026-03-27", "2026-03-25")
        assert ("Y1-balance", "due_on", "2026-04-13", "2026-04-09") in moved(each)
    before = ours.store.read_bytes()
    said = ours.run("compare", "facts", tmp_path / "theirs.json", "--lang", "zh")
    assert "2026-04-13 -> 2026-04-09" in said.out
    assert ours.store.read_bytes() == before


def test_what_only_one_book_has(books: tuple[Office, Office], tmp_path: Path) -> None:
    """A payment that only we have, reports that only they have: what their word would move."""
    ours, theirs = books
    ours.do(f"{PAY} G1")
    theirs.do("reports receive --year 1 --all --on 2026-03-25")
    theirs.do("negotiation open Y2-advance --on 2026-04-01")
    theirs.do("force-majeure begin --on 2025-07-01 --by supplier")
    theirs.do("dispute open Y2-advance --amount 1000 --on 2026-04-02")
    found = {each["ours" if each["ours"] else "theirs"]["kind"]: each
             for each in compared(books, tmp_path)["differences"]}  # fmt: skip
    payment, received = found["payment-recorded"], found["report-received"]
    assert payment["state"] == "only-here"
    assert ("Y1-advance", "outstanding", "0.00", "203000.00") in moved(payment)
    assert (received["state"], received["event"], received["ours"]) == ("only-there", None, None)
    assert ("Y1-balance", "due_on", None, "2026-04-09") in moved(received)
    assert set(found) == {"payment-recorded", "report-received", "negotiation-opened",
                          "force-majeure-began", "dispute-opened"}  # fmt: skip
    assert found["dispute-opened"]["theirs"]["amount"] == "1000.00"


def test_sums_dates_and_days_that_differ(books: tuple[Office, Office], tmp_path: Path) -> None:
    """Less money, another date agreed on; money back of what they say was paid."""
    ours, theirs = books
    ours.do(f"{PAY} G1")
    theirs.do(
        "payments record Y1-advance --amount 200000 --on 2025-03-26 --confirm-account --ref 1"
    )
    for office, until in ((ours, "2026-05-20"), (theirs, "2026-05-10")):
        office.do("negotiation open Y2-advance --on 2026-03-20")
        office.do(f"negotiation settle Y2-advance --on 2026-03-25 --new-due {until}")
    theirs.do(f"payments refund {CONTRACT}#2 --amount 100 --on 2025-04-01")
    found = {each["theirs"]["kind"]: each for each in compared(books, tmp_path)["differences"]}
    paid = found["payment-recorded"]
    assert ("Y1-advance", "paid", "203000.00", "200000.00") in moved(paid)
    settled = found["negotiation-settled"]
    assert (settled["ours"]["until"], settled["theirs"]["until"]) == ("2026-05-20", "2026-05-10")
    assert ("Y2-advance", "due_on", "2026-05-20", "2026-05-10") in moved(settled)
    assert ("Y1-advance", "paid", "203000.00", "202900.00") in moved(found["payment-refunded"])


ENDS = [
    "contract terminate --on 2026-05-04 --reason 停止",
    "contract terminate --on 2026-05-04 --reason 停止 --pro-rata",
]
BACK = f"payments refund {CONTRACT}#2 --amount 203000 --on 2025-06-03"


@pytest.mark.parametrize("act", [*ENDS, BACK, "contract amend"])
def test_what_they_alone_have_moves_what_recording_it_moves(
    books: tuple[Office, Office], tmp_path: Path, act: str
) -> None:
    """An early end, by days served or not, money back, an amendment: the same as if we recorded it."""
    ours, theirs = books
    raised = supplement(tmp_path, ("290000.00", "336000.00", "290000.00"), "916000.00",
                        ("days = 15, unit", "days = 12, unit"))  # fmt: skip
    more = (raised, *SUPPLEMENT) if act == "contract amend" else ()
    for office in books:
        office.moment = datetime(2026, 7, 10, 2, tzinfo=UTC)
        office.do(f"{PAY} 1")
    theirs.do(act, *more)
    [found] = compared(books, tmp_path)["differences"]
    assert found["state"] == "only-there"
    assert found["moved"]
    assert found["moved"] == ours.json(act, *more)["changes"]
    assert compared(books, tmp_path)["differences"] == []


def test_money_back_of_a_payment_that_they_alone_have(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """It is tried together with the payment; without one it fits nothing that we know of."""
    _, theirs = books
    theirs.do(f"{PAY} 1")
    theirs.do(f"payments refund {CONTRACT}#2 --amount 3000 --on 2025-06-03")
    back = compared(books, tmp_path)["differences"][1]
    assert ("Y1-advance", "paid", "0.00", "200000.00") in moved(back)
    alone = json.loads((tmp_path / "theirs.json").read_text(encoding="utf-8"))
    alone["rows"] = [row for row in alone["rows"] if row["kind"] == "payment-refunded"]
    assert by_their_book(books[0], tmp_path, alone)[0]["moved"] is None


def test_ends_and_amendments_that_differ(books: tuple[Office, Office], tmp_path: Path) -> None:
    """One side pays the days served; the supplement has another price in the other's file."""
    ours, _ = books
    files = [supplement(tmp_path, ("290000.00", price, "290000.00"), total)
             for price, total in (("336000.00", "916000.00"), ("337000.00", "917000.00"))]  # fmt: skip
    for office, file, end in zip(books, files, ENDS, strict=True):
        office.moment = datetime(2026, 7, 10, 2, tzinfo=UTC)
        office.do("contract amend", file, *SUPPLEMENT)
        office.do(end.replace("2026-05-04", "2026-07-01"))
    found = {each["ours"]["kind"]: each for each in compared(books, tmp_path)["differences"]}
    assert {each["state"] for each in found.values()} == {"differs"}
    assert moved(found["contract-terminated"])
    assert moved(found["contract-amended"])
    text = ours.run("compare", "facts", tmp_path / "theirs.json", "--lang", "zh").out
    assert "合同总价 917000.00 元" in text
    assert "按实际服务天数结算" in text


def test_an_amendment_tells_nothing_that_is_ones_own(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """Readings, findings, the office and its funds stay at home, and are no difference."""
    ours, theirs = books
    raised = supplement(tmp_path, ("290000.00", "336000.00", "290000.00"), "916000.00")
    inward = tmp_path / "inward.toml"
    office = '[office]\ndepartment = "信息科"\nfund_source = "财政拨款"\n'
    inward.write_text(Path(raised).read_text(encoding="utf-8") + office, encoding="utf-8")
    for each, file in ((ours, inward), (theirs, raised)):
        each.moment = datetime(2026, 7, 10, 2, tzinfo=UTC)
        each.do("contract amend", file, *SUPPLEMENT)
    assert "信息科" not in ours.do("export facts --format json").out
    assert compared(books, tmp_path)["differences"] == []


def test_books_of_before_and_files_that_are_no_contract(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """An end that does not say how it is settled, terms that no check would let in: not guessed."""
    raised = supplement(tmp_path, ("290000.00", "336000.00", "290000.00"), "916000.00")
    books[1].moment = datetime(2026, 7, 10, 2, tzinfo=UTC)
    books[1].do("contract amend", raised, *SUPPLEMENT)
    books[1].do(ENDS[0].replace("2026-05-04", "2026-07-01"))
    told = json.loads(books[1].do("export facts --format json").out)
    amended, ended = told["rows"]
    amended["terms"]["term"]["years"] = 10**9
    del ended["by_days"]
    found = by_their_book(books[0], tmp_path, told)
    assert [each["moved"] for each in found] == [None, None]
    said = books[0].run("compare", "facts", tmp_path / "theirs.json")
    assert "cannot be worked out" in said.out
    del amended["terms"]
    assert by_their_book(books[0], tmp_path, told)[0]["moved"] is None


def by_their_book(ours: Office, tmp_path: Path, told: Difference) -> list[Difference]:
    """What differs from a book that was written by hand."""
    file = tmp_path / "theirs.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    found: list[Difference] = json.loads(
        ours.run("compare", "facts", file, "--format", "json").out
    )["differences"]
    return found


def test_a_payment_of_two_instalments_of_which_they_have_one(
    books: tuple[Office, Office], tmp_path: Path
) -> None:
    """One transfer over several is compared part by part."""
    ours, theirs = books
    ours.do("payments record --on 2026-03-26 --confirm-account --ref 1 "
            "--for Y1-advance=203000 --for Y2-advance=203000")  # fmt: skip
    theirs.do(
        "payments record Y1-advance --amount 203000 --on 2026-03-26 --confirm-account --ref 1"
    )
    [found] = compared(books, tmp_path)["differences"]
    assert (found["state"], found["ours"]["about"]) == ("only-here", "Y2-advance")
    assert {change[0] for change in moved(found) if change[1] == "paid"} == {"Y2-advance"}


def test_contracts_that_we_do_not_have(books: tuple[Office, Office], tmp_path: Path) -> None:
    """They are counted and said, no more."""
    books[1].do(
        "contract import", Path(__file__).parents[1] / "data/contracts/example-milestones.toml"
    )
    books[1].do("payments record example-milestones:prepayment --amount 384000 --on 2026-02-03 "
                "--ref 1 --confirm-account")  # fmt: skip
    found = compared(books, tmp_path)
    assert (found["same"], found["differences"], found["others"]) == (0, [], 1)
    said = books[0].run("compare", "facts", tmp_path / "theirs.json")
    assert "1 row of contracts" in said.out


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"export":"payments","rows":[]}', '{"export":"facts","rows":[1]}',
     '{"export":"facts","rows":[{"contract":1,"kind":"x","about":"","on":null,"arrived_on":null,'
     '"amount":null,"until":null}]}'],
)  # fmt: skip
def test_what_is_no_book(demo_store: Path, run: Run, tmp_path: Path, content: str) -> None:
    """Another file is refused, with the command that writes the right one."""
    file = tmp_path / "theirs.json"
    file.write_text(content, encoding="utf-8")
    code, out, err = run("compare", "facts", file)
    assert (code, out) == (2, "")
    assert "export facts" in err
