"""A contract on a page: its JSON and its sentences."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from svcctl.answers.answer import Answer, iso
from svcctl.answers.corrected import correction_lines, corrections_json
from svcctl.answers.findings import finding_text
from svcctl.answers.rules import rule_text
from svcctl.answers.when import due_text, table_text
from svcctl.billing.accounts import rejected, settled_account
from svcctl.billing.amending import added_by, beyond_a_tenth
from svcctl.billing.closing import keep_until
from svcctl.billing.due import sums_of
from svcctl.billing.instalment import Instalment
from svcctl.billing.money import fen, grouped, yuan
from svcctl.billing.periods import ONCE, every_of
from svcctl.billing.terms import Amendment, Guarantee, Terms
from svcctl.casebook.case import Case
from svcctl.casebook.corrections import corrections
from svcctl.i18n import Words, plain_title


def shown(case: Case, words: Words) -> Answer:
    """One contract: what is agreed, and where the documents disagree."""
    lines = [*about_lines(case, words), *(finding_text(f, words) for f in case.open_findings())]
    found = corrections(case.holding)
    told = {"corrections": corrections_json(found)} if found else {}
    lines += correction_lines(found, case.document, words)
    return Answer(data=contract_json(case) | {"terms": case.document} | told, head=lines)


def contract_json(case: Case) -> dict[str, Any]:
    """A contract in short, as scripts read it."""
    terms = case.terms
    return {
        "id": case.id,
        "title": plain_title(terms.title),
        "signed_on": iso(terms.signed_on),
        "total": yuan(terms.total_fen),
        "paid": yuan(sums_of(case.standings).paid),
        "calendar": case.document["calendar"],
        "started_on": iso(case.position.started_on),
        "notice_on": iso(case.position.notice_on or case.position.started_on),
        "open_findings": [finding.key for finding in case.open_findings()],
    } | _only_where_it_is(case)


def _only_where_it_is(case: Case) -> dict[str, Any]:
    """What few contracts have: amendments, an early end, a closed file."""
    position = case.position
    found: dict[str, Any] = {}
    if case.terms.amendments:
        found["amendments"] = [_amendment_json(amendment) for amendment in case.terms.amendments]
    if position.termination:
        found["terminated_on"] = iso(position.termination.on)
    if position.closed_on:
        found["closed_on"] = iso(position.closed_on)
    return found


def _amendment_json(amendment: Amendment) -> dict[str, Any]:
    return {
        "number": amendment.number,
        "event": amendment.event,
        "in_force_on": iso(amendment.since),
        "signed_on": iso(amendment.signed_on),
        "approved_on": iso(amendment.approved_on),
        "approval_ref": amendment.approval_ref,
        "filed_on": iso(amendment.filed_on),
        "added": yuan(amendment.added_fen),
    }


def about_lines(case: Case, words: Words) -> list[str]:
    """Title, numbers, parties with their accounts, price, term, rules of deadlines and damages."""
    return [
        words("head.contract", title=case.terms.title, id=case.id),
        *_agreed(case, words),
        *_parties(case, words),
        *_instalments(case, words),
        *_guarantees(case, words),
        *_office(case, words),
        *(rule_text(rule, words) for rule in case.terms.rules),
        *_changes(case, words),
    ]


def numbers(case: Case, words: Words) -> str:
    """The contract's numbers, as far as it has any."""
    document = case.document
    kept = [key for key in ("project_number", "number", "plan_number") if document.get(key)]
    found = [words(f"show.{key}", value=document[key]) for key in kept]
    return words("list.semicolon").join(found) or case.id


def _agreed(case: Case, words: Words) -> Iterator[str]:
    terms, document = case.terms, case.document
    for key in ("project_number", "number", "plan_number"):
        if key in document:
            yield words(f"show.{key}", value=document[key] or words("show.blank"))
    yield words("show.signed", signed=terms.signed_on)
    if terms.starts == "start-notice":
        yield _started(case, words)
    yield from _price(case, words)
    yield from _term(case, words)
    yield words("show.calendar", calendar=case.calendar.name)


def _started(case: Case, words: Words) -> str:
    """When the start notice came, and from what other day service counts."""
    begins, notice = case.position.started_on, case.position.notice_on
    if begins is None:
        return words("note.no-start", signed=case.terms.signed_on)
    if notice is None:
        return words("show.started", on=begins)
    return words("show.started-other", on=notice, begins=begins)


def _price(case: Case, words: Words) -> Iterator[str]:
    """The price or its ceiling, the unit prices and the parts that it is made of."""
    price, table = case.terms.price, case.document["price"]
    kind = "ceiling" if price.ceiling else "price"
    kind = kind if "total" in table or price.total_fen else "no-total"
    total = grouped(case.terms.total_fen)
    yield words(f"show.{kind}", total=total, article=table["article"])
    for item in table.get("items", ()):
        known = {key: item.get(key, "-") for key in ("title", "unit", "unit_price", "estimate")}
        yield words("show.item-year" if item.get("per") == "year" else "show.item", **known)
    if "discount" in table:
        yield words("show.discount", share=table["discount"])
    for part in table.get("parts", ()):
        # what a part comes to by year or as a whole, as the file writes it
        sums = part.get("years") or [part.get("total") or part.get("per_year")]
        told = words("list.separator").join(grouped(fen(text)) for text in sums)
        yield words("show.part", part=part["key"], sums=told)


def _term(case: Case, words: Words) -> Iterator[str]:
    table = case.document.get("term")
    if table is None:
        yield words("show.term-open")
        return
    values = {key: table[key] for key in ("from", "to", "years", "months") if key in table}
    kind = "dates" if "from" in table else "months" if "months" in table else "years"
    yield words(f"show.term-{kind}", article=table["article"], **values)
    if table.get("periods") == "calendar":
        yield words("show.term-calendar")
    for renewal in table.get("renewals", ()):
        [(length, value)] = renewal.items()
        yield words(f"show.renewal-{length}", **{length: value})


def _parties(case: Case, words: Words) -> Iterator[str]:
    for party in case.terms.parties:
        yield words(f"show.{party.role}", name=party.name)
        for account in party.accounts:
            key = "show.account-rejected" if rejected(account, case, party) else "show.account"
            yield words(key, **account._asdict())
        new = settled_account(case, party)
        if new and new not in party.accounts:
            yield words("show.account", **new._asdict())


def _instalments(case: Case, words: Words) -> Iterator[str]:
    titles = {table["key"]: table["title"] for table in case.document["instalments"]}
    for table in case.document["instalments"]:
        yield words(
            "show.instalment",
            title=table["title"],
            share=how_much(table, titles, words),
            when=table_text(table["due"], case.terms, words),
            article=table["article"],
        )
        rows = [row for row in case.terms.instalments if row.key == table["key"]]
        if len(rows) > 1:
            yield words("show.rows", rows=words("list.semicolon").join(rows_told(rows, words)))


def how_much(table: dict[str, Any], titles: dict[str, str], words: Words) -> str:
    """How the file gives the sum of an instalment, and what is kept back of it."""
    keys = ("share", "shares", "amount", "amounts", "up_to", "collects")
    key = next((each for each in keys if each in table), "settled")
    values = table.get(key, "")
    values = [values] if isinstance(values, (str, bool)) else values
    told = words("list.separator").join(words.value(titles.get(each, str(each))) for each in values)
    found = told if key == "share" else words(f"show.how-{key}", how=told)
    every = every_of(table)
    if every not in (ONCE, "service-year"):
        found = words(f"show.every-{every}", how=found)
    if table.get("settled") and key != "settled":
        found += words("show.how-also-settled")
    return found + (words("show.how-kept", kept=table["retain"]) if "retain" in table else "")


UNKNOWN = ("show.row-unknown", "show.rows-alike-unknown")  # nothing says yet how much


def worked_out(terms: Terms, words: Words) -> Iterator[str]:
    """Each instalment of the file with its rows in yuan."""
    for _, same in groupby(sorted(terms.instalments, key=lambda row: row.place), lambda r: r.place):
        rows = list(same)
        told = words("list.semicolon").join(rows_told(rows, words))
        yield words("check.rows", title=words.title(rows[0].title), rows=told)


def rows_told(rows: Sequence[Instalment], words: Words) -> Iterator[str]:
    """The rows in yuan, payee by payee, those of one sum together; renewals by themselves."""
    by_payee = sorted(rows, key=lambda row: row.id.partition(".")[2])
    alike = groupby(
        by_payee, lambda r: (r.amount_fen, r.known, r.id.partition(".")[2], r.renewal is not None)
    )
    for (amount, known, _, renewed), same in alike:
        ids = [row.id for row in same]
        values = {"first": ids[0], "last": ids[-1], "amount": grouped(amount)}
        one, several = ("show.row", "show.rows-alike") if known else UNKNOWN
        told = words(one if len(ids) == 1 else several, **values)
        yield told + (words("show.if-renewed") if renewed else "")


def _guarantees(case: Case, words: Words) -> Iterator[str]:
    """What is lodged, by when, and when which part of it goes back."""
    for guarantee in case.terms.guarantees:
        share = words("show.guarantee-share", share=guarantee.share) if guarantee.share else ""
        yield words(
            "show.guarantee",
            title=guarantee.title,
            amount=grouped(guarantee.amount_fen) + share,
            by=_lodged_by(guarantee, case, words),
            article=guarantee.article,
        )
        for part in guarantee.returns:
            yield words(
                "show.guarantee-return", share=part.share, by=due_text(part.due, case.terms, words)
            )


def _lodged_by(guarantee: Guarantee, case: Case, words: Words) -> str:
    due = guarantee.lodge
    return due_text(due, case.terms, words) if due else words("duty.no-date")


def _office(case: Case, words: Words) -> Iterator[str]:
    """Department, source of funds, budget item and project: nothing follows from them."""
    office = case.document.get("office", {})
    for key in ("department", "fund_source", "budget_item", "budget_project"):
        if key in office:
            yield words(f"show.{key}", value=funds_text(office[key], words))
    for table in case.document["instalments"]:
        if "fund_source" in table:
            value = funds_text(table["fund_source"], words)
            yield words("show.fund-of", title=table["title"], value=value)


def funds_text(value: str | list[dict[str, str]], words: Words) -> str:
    """A text, or several sources of funds with their shares."""
    if isinstance(value, str):
        return value
    return words("list.separator").join(f"{each['name']} {each['share']}" for each in value)


def _changes(case: Case, words: Words) -> Iterator[str]:
    """Amendments, an early end, the closing of the file."""
    layers, end, closed = case.terms.layers, case.position.termination, case.position.closed_on
    for amendment in case.terms.amendments:
        values = amendment._asdict() | {"added": grouped(amendment.added_fen)}
        yield words("show.amendment", **values)
    if beyond_a_tenth(layers):
        yield words("show.beyond-a-tenth", added=grouped(added_by(layers)))
    if end:
        yield words("show.terminated", on=end.on, reason=end.reason)
    if closed:
        yield words("show.closed", on=closed, until=keep_until(closed))
