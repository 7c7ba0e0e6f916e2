"""What the due list, shows and letters say is what was counted: no product, period or command that is not so."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from test_settling import HEAD, PRICE, YEAR

CONTRACT = "zyfy-his-2025"
DATA = Path(__file__).parents[1] / "data" / "contracts"
EXAMPLE = DATA / "example-milestones.toml"
REAL = Path(__file__).parents[2] / "shared" / "checks" / "real"


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything of these lives lies behind."""
    monkeypatch.setattr("svcctl.workspace.now", lambda: datetime(2028, 6, 1, 2, tzinfo=UTC))


@pytest.fixture
def do(run: Run) -> Any:
    def call(line: str) -> str:
        code, out, err = run(*line.split())
        assert code == 0, err
        return out

    return call


def notes(text: str) -> list[str]:
    return [line for line in text.splitlines() if line[:1].isdigit()]


@pytest.fixture
def paid(do: Any, demo_store: Path) -> None:
    """All that is due until 2026-12 has been paid."""
    do("reports receive --year 1 --all --on 2026-03-10")
    for number, (name, amount, day) in enumerate(
        (("Y1-advance", 203000, "2025-03-26"), ("Y1-balance", 87000, "2026-03-20"), ("Y2-advance", 203000, "2026-03-20"))
    ):  # fmt: skip
        do(f"payments record {name} --amount {amount} --on {day} --ref V{number} --confirm-account")


# -- an empty list ---------------------------------------------------------------------------------


def test_an_empty_list_keeps_its_notes(do: Any, paid: None) -> None:
    """Findings that stop a payment, unread notices, duties overdue, debts of the other side."""
    do("breach record quality --on 2026-06-01")
    said = do("payments due --as-of 2026-12-10")
    assert said.startswith("Nothing to pay as of 2026-12-10.")
    for text in (
        "different payee accounts", "holiday notice of 2027", "Obligations overdue: 2",
        "Damages owed by the supplier: 43,500.00",
    ):  # fmt: skip
        assert text in said, said
    assert said.count("Y2-balance") == 1  # what comes next is told once


def test_a_closed_file_asks_for_nothing(do: Any, paid: None) -> None:
    """Once the file is closed only money that has to come back is told."""
    do("contract terminate --on 2026-06-01 --reason agreed")
    do("contract close --on 2026-07-01 --override --reason done")
    said = do("payments due --as-of 2026-12-10")
    assert notes(said) == []


# -- dates agreed on -------------------------------------------------------------------------------


def test_a_date_agreed_on_is_not_told_as_counted(do: Any, demo_store: Path) -> None:
    """The list says what was agreed, the workbook both dates; nobody counts holidays to a date that people named."""
    do("negotiation open Y2-advance --on 2026-03-20")
    do("negotiation settle Y2-advance --on 2026-03-25 --new-due 2026-04-30")
    said = [line for line in notes(do("payments due --as-of 2026-04-01")) if "Y2-advance" in line]
    assert len(said) == 1
    assert "the parties agreed on 2026-04-30; by the contract it was 2026-03-26" in said[0]
    rows = json.loads(do("export schedule --as-of 2026-04-01 --format json"))["rows"]
    row = next(r for r in rows if r["id"] == f"{CONTRACT}:Y2-advance")
    assert (row["due_by_contract"], row["due_on"]) == ("2026-03-26", "2026-04-30")


# -- disputes --------------------------------------------------------------------------------------


def test_a_disputed_part_is_payable_nowhere(do: Any, paid: None, run: Run) -> None:
    """It has a line of its own, capitals are those of what can be paid, and the next step asks for no more."""
    do("reports receive --year 2 --all --on 2027-04-08")
    do("dispute open Y2-balance --amount 30000 --on 2027-04-10")
    _, said, _ = run("payments", "due", "--as-of", "2027-04-12", "--lang", "zh")
    lines = {line.split("（")[0].strip(): line for line in said.splitlines() if "笔）" in line}
    # 203,000.00 of Y3-advance and 57,000.00 of Y2-balance
    assert "260,000.00" in lines["现应付"]
    assert "人民币贰拾陆万元整" in lines["现应付"]
    assert lines["有分歧，暂不付"].split()[-1] == "30,000.00"
    do("payments record Y2-balance --amount 57000 --on 2027-04-12 --ref Z --confirm-account")
    _, said, _ = run("payments", "due", "--as-of", "2027-04-12")
    assert "all of the outstanding 30,000.00 is disputed" in said
    assert "payments record Y2-balance" not in said


def test_the_law_is_cited_by_its_day(do: Any, tmp_path: Path) -> None:
    """The article on disputed sums came with Order 802, in force from 2025-06-01; it is of small suppliers."""
    text = (DATA / f"{CONTRACT}.toml").read_text(encoding="utf-8")
    named = 'name = "柳州中联科技有限责任公司"'
    sized = tmp_path / "sized.toml"
    sized.write_text(text.replace(named, f'{named}\nsize = "small"', 1), encoding="utf-8")
    do(f"init {sized}")
    do("dispute open Y1-advance --amount 3000 --on 2025-03-10")
    assert "第15" not in do("payments due --as-of 2025-05-31")
    before, after = (do(f"payments due --as-of {day}") for day in ("2025-05-31", "2025-06-01"))
    assert "第十五条" not in before
    assert "国务院令第802号, 第十五条" in after


# -- periods and commands --------------------------------------------------------------------------


@pytest.fixture
def example(do: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "example.db"))
    do(f"init {EXAMPLE}")


def test_a_deadline_is_told_with_all_that_moves_it(do: Any, example: None) -> None:
    """`plus` is told where the terms are shown, and where a payment waits."""
    assert "within 15 working days of 1 year after receipt of Acceptance certificate" in do(
        "contract show"
    )
    waits = [line for line in notes(do("payments due --as-of 2026-02-01")) if "retention" in line]
    assert "within 15 working days of receipt plus 1 year" in waits[0]


def test_a_hint_names_the_papers_of_its_instalment(do: Any, example: None, run: Run) -> None:
    """The command suggested for one quarter records the papers of that quarter and no others."""
    said = do("payments due --as-of 2027-01-28")
    hint = next(line for line in said.splitlines() if "Y1-q1 lacks" in line).partition("svcctl ")[2]
    assert (
        hint
        == "reports receive --year 1 --document q1-invoice --document q1-service-note --on DATE"
    )
    do(hint.replace("DATE", "2027-01-28").strip())
    rows = json.loads(do("payments schedule --as-of 2027-01-29 --format json"))["instalments"]
    states = {row["id"].partition(":")[2]: row["status"] for row in rows}
    assert states["Y1-q1"] == "due"
    assert states["Y1-q2"] == "waiting"


def test_a_year_that_has_not_begun_is_not_forecast_into_this_one(do: Any, example: None) -> None:
    """Papers of a service year come when it is over, the second on 2028-01-26."""
    found = json.loads(do("payments forecast --by month --as-of 2026-02-01 --format json"))
    months = {row["period"]: row for row in found["periods"]}
    # four quarters each, thirty days after the year: 63,000.00 in the first, 49,000.00 in the second
    assert months["2027-02"]["provisional"] == "252000.00"
    assert months["2028-02"]["provisional"] == "196000.00"
    assert "2026-04" not in months or months["2026-04"]["provisional"] == "0.00"


# -- accounts --------------------------------------------------------------------------------------


@pytest.fixture
def settled(do: Any, demo_store: Path, tmp_path: Path) -> None:
    """The first of two accounts has been confirmed by a letter under seal."""
    letter = tmp_path / "letter.pdf"
    letter.write_text("%PDF-1.4 sealed", encoding="utf-8")
    do(
        f"contract findings settle payee-account --value 1 --on 2025-03-10 --doc 账户确认函 --file {letter}"
    )


def test_an_account_that_was_rejected_is_shown_as_such(do: Any, settled: None) -> None:
    shown = do("contract show").splitlines()
    assert [line.partition(":")[0].strip() for line in shown if "2015 20" in line] == [
        "account",
        "account not to be used (finding settled)",
    ]


@pytest.mark.parametrize("number", ["2", "6227 0000 1111 2222 333"])
def test_money_that_went_astray_is_told_until_it_came_back(
    do: Any, settled: None, run: Run, number: str
) -> None:
    """The account rejected, or one that stands in no file: with --override it is recorded where it went."""
    pay = [
        "payments",
        "record",
        "Y1-advance",
        "--amount",
        "203000",
        "--on",
        "2025-03-25",
        "--ref",
        "Z1",
    ]
    code, _, err = run(*pay, "--account", number)
    assert code == 2, err
    code, _, err = run(*pay, "--account", number, "--override", "--reason", "wrong account")
    assert code == 0, err
    said = do("payments due --as-of 2025-03-26")
    assert "203,000.00 paid on 2025-03-25 went to" in said
    if number != "2":
        assert number in said
    do(f"payments refund {CONTRACT}#3 --amount 203000 --on 2025-03-28 --bounced")
    assert "went to" not in do("payments due --as-of 2025-03-29")


@pytest.mark.parametrize("more", ["", "--role supplier"])
def test_one_person_who_records_and_checks_is_told_always(
    do: Any, settled: None, more: str
) -> None:
    """F-C: not only while the documents disagree; another person's check is no reason to warn."""
    pay = f"payments record Y1-advance --amount 100 --on 2025-03-25 --confirm-account --actor finance {more} --dry-run"
    assert "finance both records the payment and confirms the account" in do(f"{pay} --ref V1")
    other = do(f"{pay} --ref V1 --confirmed-by audit")
    assert "both records" not in other


def test_a_list_may_tell_money_gone_to_an_account_in_no_file(
    do: Any, settled: None, run: Run, tmp_path: Path
) -> None:
    """F-B1: what has happened can be recorded as it is, from a bank's list too, and is not forgotten."""
    path, number = tmp_path / "bank.csv", "62270000111122223333"
    rows = f"日期,付款金额,收款人名称,收款账号,流水号\n2025-03-25,203000,柳州中联科技有限责任公司,{number},Z1\n"
    path.write_text(rows, encoding="utf-8")
    code, _, err = run("import", "payments", path)
    assert (code, number in err) == (2, True), err
    do(f"import payments {path} --override --reason wrong-account")
    told = do("payments due --as-of 2025-03-26")
    assert "203,000.00 paid on 2025-03-25 went to" in told
    assert number in told.replace(" ", "")


def test_a_start_notice_has_the_name_of_any_contracts(do: Any, run: Run, tmp_path: Path) -> None:
    """F-C: 开展运维服务通知 is one contract's word, and this one is no maintenance of systems."""
    store = tmp_path / "cloud.db"
    do(f"init {Path(__file__).parent / 'real' / '03-cloud.toml'} --store {store}")
    said = do(f"contract start --on 2025-09-01 --lang zh --store {store}")
    assert said.startswith("已登记 cloud#2：收到服务开始通知，2025-09-01"), said
    everywhere = said + "".join(
        do(f"{read} --lang zh --store {store}") for read in ("contract show", "audit log", "payments due")
    )  # fmt: skip
    assert "运维" not in everywhere


def test_damages_that_were_paid_name_their_receipt(do: Any, demo_store: Path) -> None:
    """F-C: the number of the receipt is asked for by --doc and stands in the journal."""
    do("breach record quality --on 2025-05-01")
    do("damages settle quality/B1 --amount 43500 --on 2025-06-01 --doc 收据No.0012345")
    [row] = [line for line in do("audit log").splitlines() if "2025-06-01" in line]
    assert "收据No.0012345" in row
    assert "收据No.0012345" in do("export journal --format csv")


# -- force majeure ---------------------------------------------------------------------------------


def test_a_flood_may_hit_both_sides(do: Any, demo_store: Path, run: Run) -> None:
    """The supplier's days lengthen the term although the purchaser was hit too; a side is hit once at a time."""
    do("force-majeure begin --on 2025-07-01 --by purchaser")
    do("force-majeure begin --on 2025-07-03 --by supplier")
    code, _, err = run("force-majeure", "begin", "--on", "2025-07-05", "--by", "supplier")
    assert (code, "FM2" in err) == (2, True)
    do("force-majeure end FM1 --on 2025-07-20")
    do("force-majeure end FM2 --on 2025-07-12")
    do("reports receive --year 1 --all --on 2026-03-02")
    steps = json.loads(do("explain Y1-balance --as-of 2026-04-20 --format json"))["steps"]
    # ten days longer than to 2026-03-05: from 3 to 12 July, both included
    assert next(s for s in steps if s["step"] == "year")["last"] == "2026-03-15"


def test_a_date_agreed_on_asks_for_its_paper(do: Any, demo_store: Path, tmp_path: Path) -> None:
    """Until a paper is on file the list says which is missing; with one it is silent."""
    paper = tmp_path / "agreement.pdf"
    paper.write_text("%PDF-1.4 signed", encoding="utf-8")
    do("negotiation settle Y1-advance --on 2025-03-20 --new-due 2025-04-30")
    asks = "add it: svcctl evidence add Y1-advance --kind agreement --file FILE"
    assert asks in do("payments due --as-of 2025-04-01")
    do(asks.partition("svcctl ")[2].replace("FILE", str(paper)) + " --on 2025-03-20")
    assert "No paper" not in do("payments due --as-of 2025-04-01")


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('days = 1, unit = "calendar-day"', "2025-01-11 届满，遇休息日顺延，期限 2025-01-13。"),
        ('days = 2, unit = "calendar-day", roll = "back"', "2025-01-12 届满，遇休息日提前，期限 2025-01-10。"),
        ('days = 3, unit = "calendar-day"', "次日起算 3 天；期限 2025-01-13。"),
    ],
)  # fmt: skip
def test_days_that_a_day_off_moves_are_told_with_the_move(
    do: Any, rule: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed on Friday 10 January: the days lead to the day that the note names."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    text = HEAD.replace("2025-01-01", "2025-01-10") + YEAR + PRICE
    text += f'[[instalments]]\nkey = "fee"\ntitle = "款"\nevery = "once"\nshare = "100%"\narticle = "三"\ndue = {{ {rule}, after = "signing" }}\n'
    (tmp_path / "made.toml").write_text(text, encoding="utf-8")
    do(f"init {tmp_path / 'made.toml'}")
    assert told in do("payments due --as-of 2025-01-10 --lang zh")


def test_what_was_set_against_an_instalment_adds_up(
    do: Any, demo_store: Path, tmp_path: Path
) -> None:
    """Gross, less what was set against it and what was paid, is the net that the note tells."""
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4 both sides")
    do("breach record quality --on 2025-05-01 --amount 10000")
    do(
        f"damages offset quality/B1 Y1-advance --agreed {tmp_path / 'a.pdf'} --on 2025-06-10 --amount 1000"
    )
    do("payments record Y1-advance --amount 100000 --on 2025-06-11 --ref a --confirm-account")
    out = do("payments due --as-of 2025-06-12 --lang zh")
    assert "应付 203,000.00，已抵扣违约金 1,000.00，已付 100,000.00，净额 102,000.00。" in out


def test_a_transfer_that_bounced_came_back_whole(do: Any, demo_store: Path) -> None:
    """Without a sum all that has not come back yet, of each instalment; a second time there is nothing left."""
    paid = "payments record --for Y1-advance=203000 --for Y2-advance=1000 --on 2026-03-25 --ref A --confirm-account"
    event = json.loads(do(f"{paid} --format json"))["recorded"][0]["event"]
    do(f"payments refund {event} --for Y2-advance=400 --on 2026-03-26")
    back = do(f"payments refund {event} --bounced --on 2026-03-27")
    assert "Y1-advance" in back
    assert "203,000.00" in back
    assert "600.00" in back
    found = json.loads(do("payments schedule --as-of 2026-04-01 --format json"))
    assert all(row["paid"] == "0.00" for row in found["instalments"])
    with pytest.raises(AssertionError):
        do(f"payments refund {event} --bounced --on 2026-03-28")
