"""What each letter's places are filled with: nothing is worked out here that the model has not said."""

from typing import Any

from svcctl.billing.capitals import capitals
from svcctl.billing.closing import Open, still_open
from svcctl.billing.damages import Line, assess
from svcctl.billing.explain import explain
from svcctl.billing.money import ONE, grouped
from svcctl.billing.rules import rate_text
from svcctl.billing.schedule import Standing
from svcctl.casefile import Case
from svcctl.export.contract_page import after_text
from svcctl.export.explanation import explanation_lines
from svcctl.export.letter_parts import chinese, common, evidence_lines, finding_lines
from svcctl.export.provenance import Provenance
from svcctl.export.views import document_titles, label, status_text
from svcctl.facts import PAID, REFUNDED
from svcctl.i18n import Words

Values = dict[str, Any]
MONEY = frozenset({PAID, REFUNDED})


def of_instalment(case: Case, standing: Standing, name: str, sender: str, found: Provenance, words: Words) -> Values:
    """A letter about one instalment: its sums, its deadline with the steps, damages, evidence, findings."""
    promise = standing.promise
    subjects = {promise.id}
    return common(case, words(f"letter.{name}"), sender, found, words) | {
        "what": label(standing, words),
        "article": promise.article,
        "state": status_text(standing, words),
        "amount": grouped(promise.amount_fen),
        "paid": grouped(standing.paid_fen),
        "outstanding": grouped(standing.outstanding_fen),
        "capitals": capitals(standing.outstanding_fen),
        "days": standing.days_overdue,
        "due": _due(standing, words),
        "payee": case.terms.payee(promise).name,
        "account": _account(case, standing, words),
        "purchaser": case.terms.party("purchaser").name,
        "supplier": case.terms.party("supplier").name,
        "steps": _steps(case, standing, words),
        "damages": _damages(case, promise.id, words),
        "findings": finding_lines(case, words),
        "evidence": evidence_lines(case, subjects, words),
    }


def request(case: Case, standing: Standing, found: Provenance, words: Words) -> Values:
    """The application to pay: what is applied for is what is payable now, with the share of the price after it."""
    payable = standing.payable_fen
    after = sum(each.paid_fen for each in case.standings) + payable
    total = case.terms.total_fen
    held = {paper.kind for paper in case.position.papers if paper.instalment == standing.promise.id}
    wanted = dict.fromkeys((*standing.promise.evidence, *sorted(held)))
    papers = [words("letter.paper-held" if kind in held else "letter.paper-missing", kind=kind) for kind in wanted]
    return of_instalment(case, standing, "request", "purchaser", found, words) | {
        "amount": grouped(payable),
        "capitals": capitals(payable),
        "total": grouped(total),
        "after": grouped(after),
        "share": rate_text(after * 10_000 // total * (ONE // 10_000)) if total else "-",
        "papers": words("list.semicolon").join(papers) or words("letter.no-papers"),
    }


def _due(standing: Standing, words: Words) -> str:
    if standing.due_on is None:
        return words("due.not-running")
    mark = words("ics.provisional") if standing.deadline and standing.deadline.provisional else ""
    return chinese(standing.due_on) + mark


def _account(case: Case, standing: Standing, words: Words) -> str:
    """The account that holds: a settled finding's, the only one; else it has to be confirmed first."""
    about = [finding for finding in case.terms.findings if finding.about == "payee-account"]
    for finding in about:
        settled = case.position.settled.get(finding.key)
        if settled:
            return finding.values[settled.value - 1][0]
    accounts = case.terms.payee(standing.promise).accounts
    if not accounts:
        return words("letter.no-account")
    own = f"{accounts[0].bank} {accounts[0].number}"
    return words("letter.account-open", account=own) if about else own


def _steps(case: Case, standing: Standing, words: Words) -> list[str]:
    told = explain(case.terms, case.position, case.calendar, standing, case.reading_sources())
    return [line.strip() for line in explanation_lines(case, standing, told, words)[1:]]


def _damages(case: Case, subject: str, words: Words) -> list[str]:
    """What lateness of this instalment costs, owed or only once negotiation has failed."""
    lines = assess(case.sight) if case.terms.rules else []
    return [
        words(
            f"letter.damages-{_standing_of(line)}",
            article=line.article,
            amount=grouped(line.open_fen),
            cap=grouped(line.cap_fen or 0),
        )
        for line in lines
        if line.subject == subject and line.kind == "rate"
    ]


def _standing_of(line: Line) -> str:
    if not line.amount_fen and line.uncapped_fen:
        return "used-up"
    if not line.open_fen:
        return "none"
    return "contingent" if line.contingent else "owed"


# -- reports ------------------------------------------------------------------------------------------


def receipt(case: Case, year: int | None, found: Provenance, words: Words) -> Values:
    """The reports received for a year, those missing, and the deadlines that follow."""
    rows, missing = _documents(case, year, words)
    due = [s for s in case.standings if s.promise.needs and s.promise.year == year and s.clock.state == "running"]
    return common(case, words("letter.receipt"), "purchaser", found, words) | {
        "year": year or "",
        "documents": rows,
        "missing": missing,
        "due": [f"{label(s, words)}：{_due(s, words)}" for s in due],
    }


def asking(case: Case, year: int, found: Provenance, words: Words) -> Values:
    """What a year's payment waits for."""
    waiting = [s for s in case.standings if s.promise.year == year and s.promise.needs]
    due = waiting[0].promise.due if waiting else None
    counted = words(f"count.{due.unit}", days=due.length) if due else ""
    _, missing = _documents(case, year, words)
    last = case.sight.years[year - 1].last
    return common(case, words("letter.asking"), "purchaser", found, words) | {
        "year": year,
        "ending": words("letter.ended" if last < case.as_of else "letter.ending", on=chinese(last)),
        "missing": [f"{number}. {title}" for number, title in enumerate(missing, 1)],
        "counted": words("letter.counted", after=after_text(due.after, words), counted=counted) if due else "",
    }


def _documents(case: Case, year: int | None, words: Words) -> tuple[list[Values], list[str]]:
    """A row for each document received, and the titles of those that are not."""
    rows: list[Values] = []
    missing = []
    for key, (_, yearly) in case.terms.documents.items():
        if yearly != (year is not None):
            continue
        [title] = document_titles([key], case.terms, words)
        on = case.sight.receipts.get((key, year))
        acts = [act for act in case.position.documents.get((key, year), ()) if act.act == "receive"]
        if on:
            event = acts[-1].event if acts else ""
            rows.append({"number": str(len(rows) + 1), "title": title, "on": chinese(on), "event": event})
        else:
            missing.append(title)
    return rows, missing


# -- the contract as a whole -----------------------------------------------------------------------------


def accounts(case: Case, found: Provenance, words: Words) -> Values:
    """The accounts that the documents name for the supplier, to be confirmed under seal."""
    named = case.terms.party("supplier").accounts
    rows = [
        {"number": str(number), "source": each.source, "bank": each.bank, "account": each.number}
        for number, each in enumerate(named, 1)
    ]
    return common(case, words("letter.accounts"), "purchaser", found, words) | {"accounts": rows}


def reconciliation(case: Case, sender: str, found: Provenance, words: Words) -> Values:
    """Our sums, for the other side to confirm."""
    subjects = {standing.promise.id for standing in case.standings}
    money = evidence_lines(case, subjects, words, MONEY)
    return common(case, words("letter.reconciliation"), sender, found, words) | _sums(case, words) | {"payments": money}


def hand_over(case: Case, found: Provenance, words: Words) -> Values:
    """Everything that is open, for the colleague who takes over."""
    items = still_open(case.sight)
    texts = [words(f"close.{item.kind}", id=_named(case, item, words)) for item in items]
    sums = ["" if item.fen is None else words("letter.sum", amount=grouped(item.fen)) for item in items]
    years = [year for year, source in case.calendar.sources.items() if source.basis == "official"]
    return common(case, words("letter.hand-over"), "purchaser", found, words) | _sums(case, words) | {
        "purchaser": case.terms.party("purchaser").name,
        "supplier": case.terms.party("supplier").name,
        "open": [f"{number}. {text}{total}" for number, (text, total) in enumerate(zip(texts, sums, strict=True), 1)],
        "findings": finding_lines(case, words),
        "notes": [words("foot.calendar", name=case.calendar.name, last=max(years, default=0))],
    }  # fmt: skip


def _named(case: Case, item: Open, words: Words) -> str:
    """An open thing by the name that people know, with the short name that commands take."""
    if item.kind == "duty":
        titles = [words.title(each.title) for each in case.terms.obligations if each.key == item.id]
    elif item.kind == "finding":
        titles = [words(f"about.{each.about}") for each in case.terms.findings if each.key == item.id]
    else:
        standing = case.standing(item.id.rpartition("/")[2])
        titles = [label(standing, words)] if standing else []
    return words("letter.named", name=titles[0], id=item.id) if titles else item.id


def _sums(case: Case, words: Words) -> Values:
    """Every instalment with its sums, and what they add up to."""
    rows = [
        {
            "number": str(number),
            "id": standing.promise.id,
            "what": label(standing, words),
            "amount": grouped(standing.promise.amount_fen),
            "paid": grouped(standing.paid_fen),
            "outstanding": grouped(standing.outstanding_fen),
        }
        for number, standing in enumerate(case.standings, 1)
    ]
    outstanding = sum(standing.outstanding_fen for standing in case.standings)
    return {
        "rows": rows,
        "amount": grouped(sum(standing.promise.amount_fen for standing in case.standings)),
        "paid": grouped(sum(standing.paid_fen for standing in case.standings)),
        "outstanding": grouped(outstanding),
        "capitals": capitals(outstanding),
    }
