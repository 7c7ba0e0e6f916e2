"""The damages of a contract against an auditor that looks at every day on its own."""

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from breach_lives import START, lives
from damages_auditor import Auditor, fen, part_of_one, years_with_force_majeure
from happened import Breach, Dispute, ForceMajeure, Loss, Negotiation, Payment, Refund, Relief
from profiles import examples
from svcctl.almanac.adopt import shipped_facts
from svcctl.billing.damages.assessment import Line, assess, owed_by
from svcctl.billing.deadlines import Days, Due
from svcctl.billing.position import Position
from svcctl.billing.schedule import Sight, sight_of
from svcctl.billing.terms import DEFAULT_READINGS, Instalment, Terms, terms_from
from svcctl.billing.working_days import Calendar
from svcctl.billing.years import calendar_from

CALENDARS = Path(__file__).parents[1] / "data" / "calendars"
Table = dict[str, Any]


@cache
def calendar() -> Calendar:
    return calendar_from(list(shipped_facts(CALENDARS)), "CN")


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def prices(life: Table) -> list[int]:
    by_year = [
        sum(i["amount"] for i in life["instalments"] if i["year"] == year) for year in (1, None)
    ]
    return [fen or 1 for fen in by_year]


def terms_of(life: Table) -> Terms:
    """Terms with these rules, and instalments whose deadlines are just those of the life."""
    by_year = prices(life)
    clause = {"who": life["force_majeure"], "article": "九"} if life["force_majeure"] else None
    document = {
        "id": "made-up",
        "title": "T",
        "calendar": "CN",
        "signed_on": START.isoformat(),
        "price": {"total": yuan(sum(by_year)), "years": [yuan(fen) for fen in by_year], "article": "二"},
        "term": {"years": 2, "starts": "signing", "article": "四"},
        "parties": [{"role": "purchaser", "name": "P"}, {"role": "supplier", "name": "S"}],
        "instalments": [
            {"key": "all", "title": "A", "share": "100%", "article": "七",
             "due": {"days": 1, "unit": "calendar-day", "after": "signing"}}
        ],
        "damages": life["rules"],
        **({"force_majeure": clause} if clause else {}),
        "readings": {"day-off": "no"},
    }  # fmt: skip
    terms = terms_from(document, life["readings"])
    instalments = [
        Instalment(id=item["id"], key="i", year=item["year"], title="I", share="1%", amount_fen=item["amount"], needs=(),
                reports=True, waits_for_period=False, payee="supplier", article="七",
                due=Due(Days((item["deadline"] - START).days, "calendar-day"), "signing"))
        for item in life["instalments"]
    ]  # fmt: skip
    return terms._replace(instalments=tuple(instalments))


def position_of(life: Table) -> Position:
    """The facts that have happened, as the replayed journal would give them."""
    facts = [
        fact
        for fact in sorted(life["facts"], key=lambda fact: fact["on"])
        if fact["on"] <= life["as_of"]
    ]
    by_kind: dict[str, list[Table]] = defaultdict(list)
    for number, fact in enumerate(facts, 1):
        by_kind[fact["kind"]].append(fact | {"event": f"made-up#{number}"})
    ended = {fact["id"]: fact["on"] for fact in by_kind["breach-end"]}
    void = {fact["id"] for fact in by_kind["appraisal"] if fact["in_order"]}
    replaced = {fact["id"] for fact in by_kind["replaced"]}
    over = {fact["id"]: fact["on"] for fact in by_kind["fm-end"]}
    settled = {fact["instalment"]: fact for fact in by_kind["dispute-settle"]}
    steps: dict[str, list[Negotiation]] = defaultdict(list)
    for fact in by_kind["negotiation"]:
        for subject in fact["subjects"]:
            steps[subject].append(
                Negotiation(fact["act"], fact["on"], fact.get("new_due"), fact["event"])
            )
    return Position(
        life["as_of"],
        payments=tuple(
            Payment(f["event"], f["on"], None, ((f["instalment"], f["fen"]),), "", "", "", "", False)
            for f in by_kind["payment"]
        ),
        refunds=tuple(Refund(f["event"], "", f["on"], ((f["instalment"], f["fen"]),)) for f in by_kind["refund"]),
        negotiations={subject: tuple(found) for subject, found in steps.items()},
        breaches=tuple(
            Breach(
                f["id"], f["rule"], f.get("began", f["on"]), ended.get(f["id"]), f["by"], f["fen"], False, f["id"] in void, f["event"]
            )._replace(times=f["times"], accepted_on=f["on"] if "began" in f else None, replaced=f["id"] in replaced)
            for f in by_kind["breach"]
        ),
        losses=tuple(Loss(f["id"], f["subject"], f["on"], f["fen"], f["event"]) for f in by_kind["loss"]),
        reliefs=tuple(
            Relief(f["act"], f["line"], f["on"], f["fen"], f.get("instalment", ""), "", f["event"])
            for f in by_kind["relief"]
        ),
        force_majeure=tuple(
            ForceMajeure(f["id"], f["by"], f["on"], over.get(f["id"]), None, False, f["event"])
            for f in by_kind["fm-begin"]
        ),
        disputes=tuple(
            Dispute(f["instalment"], f["on"], f["fen"], settled.get(f["instalment"], {}).get("on"),
                    settled.get(f["instalment"], {}).get("fen", 0), f["event"])
            for f in by_kind["dispute-open"]
        ),
    )  # fmt: skip


def extending(life: Table) -> list[tuple[date, date]]:
    begun = [f for f in life["facts"] if f["kind"] == "fm-begin" and f["on"] <= life["as_of"]]
    ends = {f["id"]: f["on"] for f in life["facts"] if f["kind"] == "fm-end"}
    covered = [
        f
        for f in begun
        if life["force_majeure"] == "both" or (life["force_majeure"] and f["by"] == "supplier")
    ]
    return [(f["on"], min(ends.get(f["id"], life["as_of"]), life["as_of"])) for f in covered]


def whole(life: Table) -> Table:
    """The life as the auditor takes it: with prices, and with years that it works out itself."""
    by_year = prices(life)
    years = years_with_force_majeure(START, 2, extending(life))
    return life | {"price": sum(by_year), "year_prices": by_year, "years": years,
                   "readings": DEFAULT_READINGS | life["readings"]}  # fmt: skip


def seen(line: Line) -> Table:
    row = {
        "amount": line.amount_fen,
        "uncapped": line.uncapped_fen,
        "open": line.open_fen,
        "state": line.state,
    }
    if line.kind == "rate":
        row |= {
            "payer": line.payer,
            "reached": line.cap_reached_on,
            "periods": line.periods,
            "terminate": line.may_terminate_from,
            "by": line.right.by,
        }
    return row


def check(life: Table) -> None:
    sight: Sight = sight_of(terms_of(life), position_of(life), calendar())
    found = assess(sight)
    rows = {row["id"]: row for row in Auditor(whole(life)).lines()}
    assert {line.id for line in found} == rows.keys()
    for line in found:
        ours = seen(line)
        assert ours == {key: rows[line.id].get(key) for key in ours}, line.id
    owed = sum(row["open"] for row in rows.values() if not row["contingent"])
    assert sum(owed_by(found).values()) == owed
    assert [(year.nought, year.last) for year in sight.years] == whole(life)["years"]


@examples(300)
@given(lives())
def test_the_auditor_finds_every_line_right(life: Table) -> None:
    """Sums, periods, caps, gates, rights and what is left of each line are those of the slow day-by-day model."""
    check(life)


@examples(200)
@given(lives())
def test_no_pool_gives_more_than_its_cap_and_no_relief_is_lost(life: Table) -> None:
    """Open, paid and waived sums of a capped rule are at most its cap, or what was paid; each relief shows."""
    found = assess(sight_of(terms_of(life), position_of(life), calendar()))
    told = {(relief.event, line.id) for line in found for relief in line.reliefs}
    known = {line.id for line in found}
    for fact in position_of(life).reliefs:
        assert (fact.event, fact.line) in told or fact.line not in known
        assert (
            fact.line in known
            or fact.line.count("/") > 1
            or not fact.line.startswith("late-payment/")
        )
    price = sum(prices(life))
    for rule in life["rules"]:
        cap = rule.get("cap", {})
        if cap.get("pool") != "contract" or cap.get("of", "contract-price") != "contract-price":
            continue
        lines = [line for line in found if line.rule.key == rule["key"] and line.kind == "rate"]
        acts = ("settle", "offset") if cap.get("waiver_returns") else ("settle", "offset", "waive")
        gone = sum(line.relieved(*acts) for line in lines)
        limit = (
            fen(cap["amount"]) if "amount" in cap else int(part_of_one(cap["share"]) * price // 1)
        )
        assert sum(line.open_fen for line in lines) + gone <= max(limit, gone), rule


def together(found: dict[str, Line], loss: Line) -> int:
    """What a breach comes to, its losses and its damages."""
    of_it = [
        line for line in found.values() if (line.rule, line.subject) == (loss.rule, loss.subject)
    ]
    return sum(line.amount_fen for line in of_it if not line.contingent)


@examples(200)
@given(lives(), st.integers(1, 20))
def test_what_is_owed_never_becomes_less_by_waiting(life: Table, days: int) -> None:
    """A day later, by the same facts, no line that is owed is smaller: nothing that was true is taken back."""
    later = life | {"as_of": life["as_of"] + timedelta(days=days)}
    quiet = [fact for fact in life["facts"] if fact["on"] <= life["as_of"]]
    before, after = ({line.id: line for line in assess(sight_of(terms_of(at), position_of(at), calendar()))}
                     for at in (life | {"facts": quiet}, later | {"facts": quiet}))  # fmt: skip
    for name, line in before.items():
        # agreed damages stand for a loss: as they grow the loss beyond them shrinks, their sum does not
        if line.state != "contingent" and line.kind != "loss":
            assert after[name].amount_fen >= line.amount_fen
        if line.kind == "loss":
            assert together(after, line) >= together(before, line)
