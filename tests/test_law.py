"""The law beside the contract: statutory limits, late interest, damages far above a loss, the yearly disclosure."""

import json
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from svcctl import workspace
from svcctl.billing.law.statute import TEXTS, Rate, Rates, text_on

Run = Callable[..., tuple[int, str, str]]
CONTRACTS = Path(__file__).parents[1] / "data" / "contracts"
SEED = CONTRACTS / "zyfy-his-2025.toml"
NAME = 'name = "柳州中联科技有限责任公司"'


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


@pytest.fixture
def with_size(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Makes a store of the seed contract with a supplier of that size, and other changes to its text."""

    def make(size: str, *changes: tuple[str, str]) -> Path:
        text = SEED.read_text(encoding="utf-8").replace(NAME, f'{NAME}\nsize = "{size}"', 1)
        for before, after in changes:
            assert before in text
            text = text.replace(before, after, 1)
        if "[[damages]]" not in text:  # no promise can name a rule that is gone
            text = text.replace('breach = "service-promise"\n', "")
        path = tmp_path / "sized.toml"
        path.write_text(text, encoding="utf-8")
        monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "sized.db"))
        do(run, "init", str(path))
        return path

    return make


def beside(run: Run, as_of: str) -> dict[str, Any]:
    [found] = do(run, "contract", "law", "--as-of", as_of, "--contract", "zyfy-his-2025")[
        "contracts"
    ]
    return found


@pytest.mark.parametrize(
    ("day", "order"),
    [("2020-08-31", None), ("2020-09-01", "国务院令第728号"), ("2025-05-31", "国务院令第728号"),
     ("2025-06-01", "国务院令第802号")],
)  # fmt: skip
def test_the_text_in_force_on_a_day(day: str, order: str | None) -> None:
    """The 2020 text governed the signing, the 2025 text since 2025-06-01."""
    found = text_on(date.fromisoformat(day))
    assert (found.order if found else None) == order


def test_where_no_size_is_given_it_stays_silent_and_says_why(demo_store: Path, run: Run) -> None:
    """The seed contract does not say whether its supplier is a small one."""
    found = beside(run, "2026-11-23")
    assert (found["silent"], found["limits"], found["interest"]) == ("size-unknown", [], [])
    code, out, _ = run("contract", "law", "--lang", "en")
    assert code == 0
    assert "does not give the supplier's size" in out
    assert "60 days" not in out


def test_a_large_supplier_is_not_protected(with_size: Callable[..., Path], run: Run) -> None:
    """The regulation is about small and medium suppliers."""
    with_size("large")
    assert beside(run, "2026-11-23")["silent"] == "large"


def test_limits_count_from_delivery_and_an_advance_has_none(
    with_size: Callable[..., Path], run: Run
) -> None:
    """Year 1 over on 2026-03-05, reports on 04-08: 30 days end on 05-08, 60 on Sunday 06-07 and so on 06-08."""
    with_size("small")
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    found = {entry["id"].partition(":")[2]: entry for entry in beside(run, "2026-04-30")["limits"]}
    assert found["Y1-advance"]["why"] == "advance"
    assert found["Y2-balance"]["why"] == "not-delivered"
    balance = found["Y1-balance"]
    assert balance["within_30_days"] == {"raw": "2026-05-08", "on": "2026-05-08"}
    assert balance["within_60_days"] == {"raw": "2026-06-07", "on": "2026-06-08"}
    assert (balance["contract_due_on"], balance["keeps_the_limit"]) == ("2026-04-24", True)
    assert (balance["order"], balance["article"], balance["needs_lawyer"]) == (
        "国务院令第802号",
        "第九条",
        True,
    )


def test_service_and_papers_are_two_deliveries_where_the_law_names_one(
    with_size: Callable[..., Path], run: Run
) -> None:
    """V-B11: year 1 ends on 2026-03-05, its papers come on 04-08; the regulation says "delivery of the service"."""
    with_size("small")

    def balance(as_of: str) -> dict[str, Any]:
        limits = beside(run, as_of)["limits"]
        return next(each for each in limits if each["id"].endswith("Y1-balance"))

    assert "by_service" not in balance("2026-03-04")  # neither is delivered
    waiting = balance("2026-03-20")
    assert (waiting["why"], waiting["within_30_days"]) == ("not-delivered", None)
    service = {
        "delivered_on": "2026-03-05",
        "within_30_days": {"raw": "2026-04-04", "on": "2026-04-07"},  # Qingming
        "within_60_days": {"raw": "2026-05-04", "on": "2026-05-06"},  # Labour Day
        "keeps_the_limit": None,
        "order": "国务院令第802号",
        "article": "第九条",
    }
    assert waiting["by_service"] == service
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    received = balance("2026-04-30")
    assert received["by_service"] == service | {"keeps_the_limit": True}
    assert (received["delivered_on"], received["within_30_days"]["on"]) == (
        "2026-04-08",
        "2026-05-08",
    )


def test_both_deliveries_stand_in_two_rows(with_size: Callable[..., Path], run: Run) -> None:
    """Each with its days; once the 60 of the service are over, that is said though no contract date runs."""
    with_size("small")

    def rows(as_of: str) -> list[list[str]]:
        code, out, _ = run("contract", "law", "--as-of", as_of, "--lang", "zh", "--format", "csv")
        assert code == 0
        found = [line.split(",") for line in out.splitlines() if "Y1-balance" in line]
        return [[*row[2:5], row[7]] for row in found if len(row) > 7]

    assert rows("2026-03-04")[0][0] == ""
    assert rows("2026-05-07") == [
        ["服务交付", "2026-03-05", "2026-04-07（2026-04-04 遇休息日顺延）", "60日已过，合同期限尚未起算"],
        ["资料交齐", "", "", "资料未交齐，未起算"],
    ]  # fmt: skip
    told = run("contract", "law", "--as-of", "2026-05-07", "--lang", "zh")[1]
    assert "zyfy-his-2025:Y1-balance 第1年余款：国务院令第802号第九条自服务交付之日起算" in told


def test_acceptance_leaves_nothing_open(with_size: Callable[..., Path], run: Run) -> None:
    """It has an article of its own."""
    acceptance = ('key = "annual-report"', 'key = "acceptance"'), ('"annual-report"', '"acceptance"')  # fmt: skip
    with_size("small", *acceptance)
    limits = beside(run, "2026-05-07")["limits"]
    assert [each["by_acceptance"] for each in limits if each["id"].endswith("balance")] == [
        True
    ] * 3
    assert [each["id"] for each in limits if "by_service" in each] == []


def test_papers_in_time_are_delivered_with_the_service(
    with_size: Callable[..., Path], run: Run
) -> None:
    """The last day of the year is the one delivery there is."""
    with_size("small")
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-03-04")
    found = {each["id"][-10:]: each for each in beside(run, "2026-05-07")["limits"]}
    assert found["Y1-balance"]["delivered_on"] == "2026-03-05"
    assert "by_service" not in found["Y1-balance"]


@pytest.mark.parametrize(("days", "keeps"), [(60, True), (61, False)])
def test_sixty_days_are_the_longest_allowed(
    with_size: Callable[..., Path], run: Run, days: int, keeps: bool
) -> None:
    """Exactly 60 calendar days keep the limit, one more does not, and interest then counts from the limit."""
    rule = 'due = { days = %s, unit = "%s", after = "receipt" }'
    with_size("medium", (rule % (10, "working-day"), rule % (days, "calendar-day")))
    do(
        run, "reports", "receive", "--year", "1", "--all", "--on", "2026-04-09"
    )  # 60 days on is Monday 2026-06-08
    found = beside(run, "2026-06-10")
    balance = next(entry for entry in found["limits"] if entry["id"].endswith("Y1-balance"))
    assert (balance["within_60_days"]["on"], balance["keeps_the_limit"]) == ("2026-06-08", keeps)
    interest = next(entry for entry in found["interest"] if entry["id"].endswith("Y1-balance"))
    assert (interest["from"], interest["days"]) == ("2026-06-09", 2)


def test_acceptance_starts_the_limit_where_it_is_a_condition(
    tmp_path: Path, run: Run, monkeypatch: Any
) -> None:
    """The example's acceptance milestone waits for the acceptance report: article 10."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "example.db"))
    do(run, "init", str(CONTRACTS / "example-milestones.toml"))
    terms = do(run, "contract", "show")["terms"]
    table = next(t for t in terms["instalments"] if t["key"] == "acceptance")
    for key in table["needs"]:
        do(run, "reports", "receive", "--document", key, "--on", "2026-09-01")
    [found] = do(run, "contract", "law", "--as-of", "2026-09-10")["contracts"]
    entry = next(entry for entry in found["limits"] if entry["id"].endswith(":acceptance"))
    assert (entry["by_acceptance"], entry["article"], entry["delivered_on"]) == (
        True,
        "第十条",
        "2026-09-01",
    )


def test_agreed_damages_stand_beside_the_floor(with_size: Callable[..., Path], run: Run) -> None:
    """203,000.00 for 607 days at 3.10 % a year: by hand; part payments lower what it is taken of."""
    with_size("micro")
    entry = beside(run, "2026-11-23")["interest"][0]
    assert (
        entry["interest"] == f"{float(Fraction(203000 * 607 * 31, 1000 * 365)):.2f}" == "10465.35"
    )
    assert (entry["yearly_floor"], entry["order"], entry["article"]) == (
        "3.1%",
        "国务院令第728号",
        "第十五条",
    )
    assert (entry["contract_damages"], entry["contingent"]) == ("43500.00", True)
    args = ("--amount", "100000", "--on", "2025-04-05", "--ref", "p", "--confirm-account")
    do(run, "payments", "record", "Y1-advance", *args)
    entry = beside(run, "2025-04-10")["interest"][0]
    exact = Fraction((203000 * 10 + 103000 * 5) * 31, 1000 * 365)
    assert (entry["days"], entry["interest"]) == (15, f"{float(exact):.2f}")


def test_without_an_agreed_rate_it_is_half_a_permille_a_day(
    with_size: Callable[..., Path], run: Run
) -> None:
    """万分之五: 203,000.00 for 10 days are 1,015.00."""
    text = SEED.read_text(encoding="utf-8")
    start = text.index("[[damages]]")
    rules = text[start : text.index("[[obligations]]")]
    with_size("small", (rules, ""))
    entry = beside(run, "2025-04-05")["interest"][0]
    assert (entry["agreed_rate"], entry["daily"], entry["interest"]) == (False, "0.05%", "1015.00")
    _, out, _ = run("contract", "law", "--as-of", "2025-04-05", "--lang", "en")
    assert "no rate agreed, statutory interest of 0.05% a day is 1,015.00" in out


def test_a_rate_not_on_file_is_not_guessed(with_size: Callable[..., Path], run: Run) -> None:
    """Signed before the first rate on file: no floor is worked out, and the sentence says so."""
    with_size("small", ("award_notice_on = 2025-03-03", "award_notice_on = 2024-03-04"),
              ("signed_on = 2025-03-05", "signed_on = 2024-03-05"))  # fmt: skip
    entry = beside(run, "2024-06-05")["interest"][0]
    assert (entry["agreed_rate"], entry["yearly_floor"], entry["interest"]) == (True, None, None)
    _, out, _ = run("contract", "law", "--as-of", "2024-06-05", "--lang", "en")
    assert "is not on file" in out


def test_before_the_regulation_there_is_no_limit(with_size: Callable[..., Path], run: Run) -> None:
    """Delivered in 2019, when there was no such regulation."""
    with_size("small", ("award_notice_on = 2025-03-03", "award_notice_on = 2018-03-05"),
              ("signed_on = 2025-03-05", "signed_on = 2018-03-06"))  # fmt: skip
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2019-04-08")
    found = {entry["id"].partition(":")[2]: entry for entry in beside(run, "2019-04-30")["limits"]}
    assert found["Y1-balance"]["why"] == "no-text"
    assert beside(run, "2019-04-30")["order_at_signing"] is None


def test_the_whole_contract_is_delivered_at_its_end(
    with_size: Callable[..., Path], run: Run
) -> None:
    """A sum due once the contract is served has its limit from the last day of service."""
    rule = 'due = { days = 15, unit = "working-day", after = "%s" }'
    once = f'scope = "contract"\nshare = "70%"\n{rule % "year-end"}'
    with_size(
        "small",
        (f'share = "70%"\n{rule % "signing"}', once),
        ('share = "30%"', 'share = "100%"'),
        ("years = 3", "years = 1"),
        ('per_year = "290000.00"', 'per_year = "870000.00"'),
    )
    found = {entry["id"].partition(":")[2]: entry for entry in beside(run, "2026-04-30")["limits"]}
    assert found["advance"]["delivered_on"] == "2026-03-05"
    assert found["advance"]["within_60_days"]["raw"] == "2026-05-04"


def test_rates_are_those_last_published() -> None:
    """A rate holds from its publication; long after the last one looked at nothing is known."""
    rates = Rates((Rate(date(2024, 10, 21), 31), Rate(date(2025, 5, 20), 30)), date(2026, 9, 20))
    known = [
        rates.on(date.fromisoformat(day))
        for day in ("2024-10-20", "2024-10-21", "2025-05-19", "2025-05-20")
    ]
    assert [found.rate if found else None for found in known] == [None, 31, 31, 30]
    assert rates.on(date(2026, 10, 21)) is not None
    assert rates.on(date(2026, 10, 22)) is None


@pytest.mark.parametrize(("loss", "noted"), [("20076.92", True), ("20076.93", False)])
def test_damages_above_130_percent_of_a_loss_are_noted(
    demo_store: Path, run: Run, loss: str, noted: bool
) -> None:
    """26,100.00 against a loss: above 130 % is noted in the assessment too, exactly so much is not."""
    do(run, "breach", "record", "service-promise", "--on", "2025-05-01")
    do(run, "damages", "loss", "B1", "--amount", loss, "--on", "2025-05-02", "--file", str(SEED))
    over = beside(run, "2025-06-01")["over_loss"]
    assert [entry["id"] for entry in over] == (
        ["zyfy-his-2025:service-promise/B1"] if noted else []
    )
    _, out, _ = run("damages", "assess", "--as-of", "2025-06-01", "--lang", "en")
    assert ("exceed 130 %" in out) is noted
    _, out, _ = run("contract", "law", "--as-of", "2025-06-01", "--lang", "en")
    assert ("exceed 130 %" in out) is noted


def test_what_was_overdue_at_the_end_of_a_year(with_size: Callable[..., Path], run: Run) -> None:
    """One contract, 203,000.00, of which 30,000.00 disputed; the balance comes in the year after."""
    with_size("small")
    do(
        run,
        "dispute",
        "open",
        "Y1-advance",
        "--amount",
        "30000",
        "--on",
        "2025-04-01",
        "--reason",
        "scope",
    )
    do(run, "negotiation", "open", "--on", "2025-12-30")
    do(run, "reports", "receive", "--year", "1", "--all", "--on", "2026-04-08")
    found = do(run, "export", "overdue", "--year", "2025")
    assert (found["contracts"], found["overdue"], found["disputed"]) == (1, "173000.00", "30000.00")
    [entry] = found["instalments"]
    assert (entry["due_on"], entry["days_overdue"], entry["negotiation"]) == (
        "2025-03-26",
        280,
        "open",
    )
    now = do(run, "export", "overdue", "--year", "2026")
    assert [e["id"].partition(":")[2] for e in now["instalments"]] == [
        "Y1-advance",
        "Y1-balance",
        "Y2-advance",
    ]
    assert now["as_of"] == str(workspace.today())
    code, out, _ = run("export", "overdue", "--lang", "en", "--format", "table")
    assert code == 0
    assert "by 2026-03-31" in out


def test_the_year_to_make_known_is_the_one_before_the_day_asked_about(
    with_size: Callable[..., Path], run: Run
) -> None:
    """Asked in 2027 it is 2026, whatever the clock says; asked in 2026 it is 2025."""
    with_size("small")
    found = do(run, "export", "overdue", "--as-of", "2027-02-10")
    assert (found["as_of"], found["overdue"]) == ("2026-12-31", "406000.00")
    found = do(run, "export", "overdue", "--as-of", "2026-02-10")
    assert (found["as_of"], found["overdue"]) == ("2025-12-31", "203000.00")


def test_what_is_not_late_yet_is_not_told(
    with_size: Callable[..., Path], run: Run, monkeypatch: Any
) -> None:
    """Due after the end of the year: in the list of that year it does not stand."""
    with_size("small")
    monkeypatch.setattr(workspace, "today", lambda: date(2025, 3, 20))
    found = do(run, "export", "overdue", "--year", "2025")
    assert (found["contracts"], found["as_of"]) == (0, "2025-03-20")


def test_contracts_without_a_size_are_named_not_counted(demo_store: Path, run: Run) -> None:
    """Nothing is left out silently."""
    found = do(run, "export", "overdue", "--year", "2025")
    assert (found["contracts"], found["overdue"], found["size_unknown"]) == (
        0,
        "0.00",
        ["zyfy-his-2025"],
    )
    _, out, _ = run("export", "overdue", "--year", "2025", "--lang", "en")
    assert (
        "Not counted, as the supplier's size is not given: 1 more contract with overdue sums: zyfy-his-2025"
        in out
    )
    code, _, err = run("export", "overdue", "--year", "2027", "--lang", "en")
    assert code == 2
    assert "2026" in err


def test_each_text_names_its_articles() -> None:
    """Articles as the two texts number them."""
    assert [(t.limit, t.acceptance, t.interest, t.disclosure) for t in TEXTS] == [
        ("第八条", "第九条", "第十五条", "第十六条"), ("第九条", "第十条", "第十七条", "第十八条")]  # fmt: skip


def test_service_up_to_a_day_is_delivered(with_size: Callable[..., Path], run: Run) -> None:
    """A payment six months into a service year is no advance: what was served by then has been delivered."""
    due = 'due = { days = 15, unit = "working-day", after = "signing" }\narticle = "第七条"'
    assert due in SEED.read_text(encoding="utf-8")
    with_size(
        "micro", (due, due.replace('after = "signing"', 'after = "signing", plus = "6 months"'))
    )
    found = {limit["id"]: limit for limit in beside(run, "2026-11-23")["limits"]}
    advance = next(limit for name, limit in found.items() if name.endswith("Y1-advance"))
    # signed on 2025-03-05; thirty days after 2025-09-05 are 2025-10-05, in the National Day holiday
    assert (advance["why"], advance["delivered_on"]) == ("counted", "2025-09-05")
    assert advance["within_30_days"]["raw"] == "2025-10-05"


def test_the_regulation_is_cited_for_a_small_supplier_alone(demo_store: Path, run: Run) -> None:
    """V-C: of a supplier whose size nobody knows the due list does not say what Order 802 gives it."""
    assert run(*["dispute", "open", "Y1-advance", "--amount", "1000", "--on", "2025-07-02"])[0] == 0
    out = run("payments", "due", "--as-of", "2025-07-03", "--lang", "zh")[1]
    assert "1,000.00" in out
    assert "802" not in out


def test_a_settlement_is_no_acceptance(run: Run, tmp_path: Path) -> None:
    """What is paid by unit prices waits for the settlement of its sum: no limit counts from it."""
    store = tmp_path / "prices.db"
    file = SEED.with_name("example-unit-prices.toml")
    assert run("init", file, "--store", store)[0] == 0
    out = run("contract", "law", "--store", store, "--as-of", "2026-06-01", "--format", "json")[1]
    [found] = json.loads(out)["contracts"]
    assert len(found["limits"]) > 3
    assert not any(each["by_acceptance"] for each in found["limits"])
