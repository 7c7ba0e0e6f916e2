"""What svcctl understood of each term of a contract, in plain sentences."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from svcctl.answers.checklist import kind_name
from svcctl.answers.contracts import funds_text, how_much, rows_told
from svcctl.answers.findings import value_text
from svcctl.answers.instalment_words import basis_text, due_text, label
from svcctl.answers.periods import paper_text
from svcctl.answers.rules import further, rule_name
from svcctl.answers.rules import how_much as rate_told
from svcctl.answers.service import period_text
from svcctl.answers.when import table_text
from svcctl.billing.dates import parse_period
from svcctl.billing.guarantees import guarantee_rows
from svcctl.billing.money import fen, grouped, share_of
from svcctl.billing.obligations import obligations_of
from svcctl.billing.periods import every_of
from svcctl.billing.rules import Rule
from svcctl.billing.service import CLOCKS, service_limits, turns
from svcctl.casebook.case import Case
from svcctl.contracts.described import Key, keys
from svcctl.i18n import Words

Table = dict[str, Any]
Tell = Callable[[Case, Table, Words], Iterator[str]]
HANDLES = ("key", "title", "article")  # what a row is called, and where it stands


def told(case: Case, name: str, table: Table, words: Words) -> list[str]:
    """One table of the contract file in sentences: its own, then each key that they leave out."""
    tell, said = TELLERS.get(name, (_nothing, ()))
    left = {key: value for key, value in table.items() if key not in (*said, *HANDLES)}
    rest = [named(f"{name}.{key}", value, words) for key, value in left.items()]
    return [*tell(case, table, words), *rest]


# -- any key by its name ---------------------------------------------------------------------------


def named(path: str, value: Any, words: Words) -> str:
    """A key by what it is called, with its value in words: `计费方式：固定`."""
    known = _known(words.lang).get(path)
    name = known.name if known else path.rpartition(".")[2]
    return words("clauses.named", name=name, value=_value(path, value, words))


def _value(path: str, value: Any, words: Words) -> str:
    known = _known(words.lang).get(path)
    if isinstance(value, bool):
        return words("clauses.yes" if value else "clauses.no")
    if isinstance(value, Mapping):
        if set(value) <= {"zh", "en"}:
            return str(words.value(value))
        inside = [named(f"{path}.{key}", each, words) for key, each in value.items()]
        return words("list.semicolon").join(inside)
    if isinstance(value, list):
        tables = any(isinstance(each, Mapping) for each in value)
        mark = "clauses.next" if tables else "list.separator"
        return words(mark).join(_value(path, each, words) for each in value)
    meanings = dict(known.values) if known else {}
    return str(meanings.get(value, words.value(value)))


@cache
def _known(lang: str) -> dict[str, Key]:
    """Every key of the form by its path."""

    def walk(found: Iterator[Key] | Sequence[Key], at: str) -> Iterator[tuple[str, Key]]:
        for each in found:
            path = f"{at}.{each.key}".removeprefix(".")
            yield path, each
            yield from walk(each.inside, path)

    return dict(walk(keys(Words(lang)), ""))


# -- table by table --------------------------------------------------------------------------------


def _nothing(_case: Case, _table: Table, _words: Words) -> Iterator[str]:
    return iter(())


def _price(case: Case, table: Table, words: Words) -> Iterator[str]:
    if "total" in table:
        kind = "clauses.ceiling" if table.get("kind") == "ceiling" else "clauses.total"
        yield words(kind, total=grouped(fen(table["total"])))
    else:
        yield words("show.no-total", total=grouped(case.terms.total_fen), article=table["article"])
    if "total_in_words" in table:
        yield words("clauses.in-words", text=table["total_in_words"])
    if "per_year" in table:
        yield words("clauses.per-year", amount=grouped(fen(table["per_year"])))
    if "years" in table:
        sums = words("list.separator").join(grouped(fen(each)) for each in table["years"])
        yield words("clauses.by-year", sums=sums)


def _term(case: Case, table: Table, words: Words) -> Iterator[str]:
    if "from" in table:
        yield words("clauses.term-dates", first=table["from"], last=table["to"])
    else:
        unit = "years" if "years" in table else "months"
        count = words(f"count.{unit[:-1]}", days=table[unit])
        began = case.position.started_on
        yield words(f"clauses.term-{table['starts']}", count=count)
        if began:
            yield words("clauses.started", on=began)
    years = case.sight.years
    yield words("clauses.years", count=len(years), first=years[0].first, last=years[-1].last)


def _party(_case: Case, table: Table, words: Words) -> Iterator[str]:
    yield words(f"show.{table['role']}", name=table["name"])
    for place, account in enumerate(table.get("accounts", ()), 1):
        known = {"bank": account["bank"], "source": account["source"]}
        yield words("clauses.account", place=place, account=account["number"], **known)


def _document(case: Case, table: Table, words: Words) -> Iterator[str]:
    yield words("clauses.handed-in", every=_value("deliverables.every", table["every"], words))
    rows = case.document["instalments"]
    waiting = [row["title"] for row in rows if _waits_for(row, table["key"])]
    if waiting:
        yield words("clauses.waited-for", titles=_titles(waiting, words))


def _waits_for(row: Table, key: str) -> bool:
    return key in row.get("needs", ()) or row["due"].get("after") == f"receipt:{key}"


def _titles(titles: Sequence[Any], words: Words) -> str:
    return words("list.separator").join(words.value(title) for title in titles)


def _instalment(case: Case, table: Table, words: Words) -> Iterator[str]:
    titles = {row["key"]: row["title"] for row in case.document["instalments"]}
    how = how_much(table, titles, words)
    yield words("clauses.pays", payee=_payee(case, table, words), how=_of_what(table, how, words))
    rows = [row for row in case.terms.instalments if row.key == table["key"]]
    if rows:
        yield words("clauses.sums", rows=words("list.semicolon").join(rows_told(rows, words)))
    if needs := table.get("needs"):
        each = [paper_text((key, None), None, case.terms, words) for key in needs]
        papers = words("list.separator").join(each)
        whole = table.get("year_over", True) and every_of(table) != "once"
        yield words("clauses.needs-and-year" if whole else "clauses.needs", papers=papers)
    elif table.get("year_over") is not None:
        yield named("instalments.year_over", table["year_over"], words)
    yield words("clauses.by", when=table_text(table["due"], case.terms, words))
    yield from _first_row(case, table["key"], words)
    if "evidence" in table:
        papers = words("list.separator").join(kind_name(each, words) for each in table["evidence"])
        strict = table.get("require_evidence")
        yield words("clauses.evidence-strict" if strict else "clauses.evidence", papers=papers)
    if "fund_source" in table:
        yield words("clauses.fund", fund=funds_text(table["fund_source"], words))


def _of_what(table: Table, how: str, words: Words) -> str:
    """A bare share with what it is a share of."""
    if "share" not in table:
        return how
    whole = every_of(table) == "once"
    return words("clauses.share-of-price" if whole else "clauses.share-of-fee", share=how)


def _payee(case: Case, table: Table, words: Words) -> str:
    """Who is paid: the supplier, the one named, or each with its share."""
    names = {party.key: party.name for party in case.terms.parties}
    if "payees" in table:
        told = [
            words("clauses.payee-share", name=names[each["party"]], share=each.get("share", ""))
            for each in table["payees"]
        ]
        return words("list.separator").join(each.strip() for each in told)
    return names.get(table.get("payee", ""), words("party.supplier"))


def _first_row(case: Case, key: str, words: Words) -> Iterator[str]:
    """The first of its rows with its date, and what the date rests on."""
    standing = next((each for each in case.standings if each.instalment.key == key), None)
    if standing is None:
        return
    values = {"label": label(standing, words), "on": due_text(standing, words)}
    if standing.due_on is None:
        guess = standing.expected_on
        yield words("clauses.first-open", **values)
        if guess:
            yield words("clauses.first-guess", on=guess)
    else:
        yield words("clauses.first", basis=basis_text(standing.deadline, words), **values)


def _rule(case: Case, table: Table, words: Words) -> Iterator[str]:
    rule = next((each for each in case.terms.rules if each.key == table["key"]), None)
    if rule is None:
        return
    yield words(f"clauses.owes-{rule.payer}")
    yield words(f"clauses.for-{rule.cause}", rule=rule.key)
    yield words("clauses.rate", how=rate_told(rule, words))
    yield from further(rule, words)
    yield from _in_yuan(rule, case, words)


def _in_yuan(rule: Rule, case: Case, words: Words) -> Iterator[str]:
    """What the rate and the cap come to, where they are of the price."""
    total = case.terms.total_fen
    if rule.rate and rule.base == "contract-price" and total:
        yield words("clauses.rate-yuan", amount=grouped(share_of(total, rule.rate)))
    cap = rule.cap
    if cap and cap.amount_fen is None and cap.of == "contract-price" and total:
        yield words("clauses.cap-yuan", amount=grouped(share_of(total, cap.share)))


def _obligation(case: Case, table: Table, words: Words) -> Iterator[str]:
    yield words("clauses.must", who=words(f"party.{table['who']}"), what=table["title"])
    if "every" in table:
        yield named("obligations.every", table["every"], words)
    if "due" not in table:
        yield words("clauses.no-date")
        return
    yield words("clauses.by", when=table_text(table["due"], case.terms, words))
    states = [
        s for s in obligations_of(case.sight) if s.obligation.key.split(".")[0] == table["key"]
    ]
    known = next((state.deadline for state in states if state.deadline), None)
    if known:
        yield words("clauses.first-day", on=known.on, basis=basis_text(known, words))


def _guarantee(case: Case, table: Table, words: Words) -> Iterator[str]:
    found = case.terms.guarantee(table["key"])
    if found is None:
        return
    share = words("clauses.of-price", share=found.share) if found.share else ""
    yield words("clauses.lodges", amount=grouped(found.amount_fen), share=share)
    lodged = table_text(table["lodge"], case.terms, words) if "lodge" in table else ""
    yield words("clauses.lodged-by", when=lodged or words("duty.no-date"))
    for each in table.get("returns", ()):
        when = table_text(each["due"], case.terms, words)
        yield words("clauses.returned", share=each["share"], when=when)
    if "returns" not in table:
        yield words("clauses.never-returned")
    rows = [row for row in guarantee_rows(case.sight) if row.guarantee.key == table["key"]]
    if rows and rows[0].due_on:
        yield words("clauses.first-back", on=rows[0].due_on)


def _level(case: Case, table: Table, words: Words) -> Iterator[str]:
    mine = (table["regime"], table["level"])
    yield words("clauses.level", regime=mine[0], level=mine[1], severity=table["severity"])
    for limit in service_limits(case.document):
        if (limit.regime, limit.level) == mine:
            within = words(f"within.{limit.since}", within=period_text(limit.within, words))
            listed = words("list.separator").join(limit.hours)
            hours = words("clauses.in-hours", hours=listed) if limit.hours else "7x24"
            clock = words(f"clock.{limit.clock}")
            yield words("clauses.clock", clock=clock, within=within, hours=hours)
    if not any(f"{clock}_within" in table for clock in CLOCKS):
        yield words("clauses.no-clock", hours=table["hours"])
    if "engineers" in table:
        yield words("clauses.engineers", count=table["engineers"])
    yield from _breach(case, table, words)


def _breach(case: Case, table: Table, words: Words) -> Iterator[str]:
    if "breach" in table:
        rule = next((each for each in case.terms.rules if each.key == table["breach"]), None)
        named = {"rule": rule_name(rule, words), "article": rule.article} if rule else {}
        yield words("clauses.if-missed", **{"rule": table["breach"], "article": "", **named})


def _plan(case: Case, table: Table, words: Words) -> Iterator[str]:
    if "every" in table:
        every = period_text(parse_period(table["every"]), words)
        yield words("promise.every", every=every)
        mine = [turn for turn in turns(case.document, case.terms, case.position)
                if turn.key == table["key"]]  # fmt: skip
        if mine:
            yield words("clauses.turns", count=len(mine), first=mine[0].first, last=mine[0].last)
    else:
        yield words("clauses.no-rhythm")
    yield from _breach(case, table, words)


def _finding(case: Case, table: Table, words: Words) -> Iterator[str]:
    key = str(table.get("key", table["about"]))
    finding = next(each for each in case.terms.findings if each.key == key)
    yield words(f"clauses.finding-{finding.severity}", about=words.title(finding.named))
    for value, source in finding.values:
        yield words("clauses.says", source=source, value=value_text(finding, value, words))
    settled = case.position.settled.get(key)
    yield words("clauses.settled", doc=settled.doc) if settled else words("clauses.unsettled")


def _force_majeure(_case: Case, table: Table, words: Words) -> Iterator[str]:
    yield words(f"clauses.force-majeure-{table['who']}")
    if "negotiate_from_day" in table:
        yield words("clauses.negotiate", day=table["negotiate_from_day"])


def _appraisal(_case: Case, table: Table, words: Words) -> Iterator[str]:
    for key in ("in_order", "not_in_order"):
        yield words(f"clauses.appraisal-{key}", who=words(f"party.{table[key]}"))


def _plain(_case: Case, table: Table, words: Words) -> Iterator[str]:
    yield words("clauses.not-modelled", why=words.value(table["why"]))


def _head(case: Case, table: Table, words: Words) -> Iterator[str]:
    for key in ("project_number", "number", "plan_number"):
        if key in table:
            yield words(f"show.{key}", value=table[key] or words("show.blank"))
    yield words("show.signed", signed=case.terms.signed_on)
    if "award_notice_on" in table:
        yield words("clauses.award", on=table["award_notice_on"])
    yield words("show.calendar", calendar=table["calendar"])
    yield words("clauses.currency", currency=_value("currency", table["currency"], words))


_HOW_MUCH = ("share", "shares", "amount", "amounts", "up_to", "collects", "settled", "retain")
# by table: what tells it, and the keys that are in those sentences
TELLERS: Mapping[str, tuple[Tell, Sequence[str]]] = {
    "": (_head, ("project_number", "number", "plan_number", "signed_on", "award_notice_on",
                 "calendar", "currency")),
    "price": (_price, ("kind", "total", "total_in_words", "per_year", "years")),
    "term": (_term, ("years", "months", "starts", "from", "to")),
    "parties": (_party, ("role", "name", "accounts")),
    "deliverables": (_document, ("every",)),
    "instalments": (_instalment, (*_HOW_MUCH, "every", "scope", "needs", "year_over", "due",
                                  "evidence", "require_evidence", "fund_source", "payee", "payees")),
    "damages": (_rule, ("payer", "for", "rate", "amount", "tiers", "per", "base", "cap", "gate",
                        "terminate_after_days", "terminate_when", "terminate_after", "deduct",
                        "loss")),
    "obligations": (_obligation, ("who", "every", "due")),
    "guarantees": (_guarantee, ("who", "share", "amount", "lodge", "returns")),
    "service_levels": (_level, ("regime", "level", "severity", "restore_from", "hours",
                                "dispatch_hours", "engineers", "breach",
                                *(f"{clock}_within" for clock in CLOCKS))),
    "service_plan": (_plan, ("every", "breach")),
    "findings": (_finding, ("about", "values", "severity")),
    "force_majeure": (_force_majeure, ("who", "negotiate_from_day")),
    "appraisal": (_appraisal, ("in_order", "not_in_order")),
    "clauses": (_plain, ("why",)),
}  # fmt: skip
