"""What fills each letter's places: nothing is worked out that the model has not said."""

from collections.abc import Callable
from typing import Any

from svcctl.answers.explanation import explanation_lines
from svcctl.answers.instalments import label, no_date_text, status_text
from svcctl.answers.when import due_text as when_text
from svcctl.billing.capitals import capitals
from svcctl.billing.closing import Open, still_open
from svcctl.billing.damages.assessment import Line, assess
from svcctl.billing.due import sums_of
from svcctl.billing.money import ONE, grouped
from svcctl.billing.periods import ONCE
from svcctl.billing.position import Payment, Refund
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import rate_text
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_parts import chinese, common, evidence_lines, finding_lines
from svcctl.papers.provenance import Provenance

Values = dict[str, Any]
Fill = Callable[[Case, Provenance, Words], Values]


def about(short: str, name: str, sender: str, late: bool = False) -> Fill:
    """A letter about one instalment; `late`: only while it is overdue."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standing = case.named(short)
        if late and standing.status != "overdue":
            raise Refusal("letter.not-overdue", instalment=short, on=case.as_of)
        return of_instalment(case, standing, name, sender, found, words)

    return fill


def of_instalment(
    case: Case, standing: Standing, name: str, sender: str, found: Provenance, words: Words
) -> Values:
    """A letter about one instalment: sums, deadline with its steps, damages, evidence, findings."""
    instalment = standing.instalment
    subjects = {instalment.id}
    return common(case, words(f"letter.{name}"), sender, found, words) | {
        "what": label(standing, words),
        "article": instalment.article,
        "state": status_text(standing, words),
        "amount": grouped(standing.owing.amount_fen),
        "paid": grouped(standing.paid_fen),
        "outstanding": grouped(standing.outstanding_fen),
        "capitals": capitals(standing.outstanding_fen),
        "days": standing.days_overdue,
        "due": _due(standing, words),
        "payee": case.terms.payee(instalment).name,
        "account": _account(case, standing, words),
        "purchaser": case.terms.party("purchaser").name,
        "supplier": case.terms.party("supplier").name,
        "steps": _steps(case, standing, words),
        "damages": _damages(case, instalment.id, words),
        "findings": finding_lines(case, words),
        "evidence": evidence_lines(case, subjects, words),
    }


def request_of(short: str) -> Fill:
    """The application to pay: what is payable now, with the share of the price after it."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standing = case.named(short)
        payable = standing.payable_fen
        if not payable or standing.status not in ("due", "overdue"):
            raise Refusal("letter.not-due", instalment=short, on=case.as_of)
        after = sum(each.paid_fen for each in case.standings) + payable
        total = case.terms.total_fen
        return of_instalment(case, standing, "request", "purchaser", found, words) | {
            "amount": grouped(payable),
            "capitals": capitals(payable),
            "total": grouped(total),
            "after": grouped(after),
            "share": rate_text(after * 10_000 // total * (ONE // 10_000)) if total else "-",
            "papers": _papers(case, standing, words),
        }

    return fill


def _papers(case: Case, standing: Standing, words: Words) -> str:
    """The papers on file, and those that the contract asks for and are not."""
    instalment = standing.instalment
    held = {p.kind for p in case.position.papers if p.instalment == instalment.id}
    told = [
        words("letter.paper-held" if kind in held else "letter.paper-missing", kind=kind)
        for kind in dict.fromkeys((*instalment.evidence, *sorted(held)))
    ]
    return words("list.semicolon").join(told) or words("letter.no-papers")


def _due(standing: Standing, words: Words) -> str:
    if standing.due_on is None:
        return no_date_text(standing, words)
    mark = words("ics.provisional") if standing.deadline and standing.deadline.provisional else ""
    return chinese(standing.due_on) + mark


def _account(case: Case, standing: Standing, words: Words) -> str:
    """The account that holds: a settled finding's, or the only one; else it is to be confirmed."""
    about = [finding for finding in case.terms.findings if finding.about == "payee-account"]
    for finding in about:
        settled = case.position.settled.get(finding.key)
        if settled:
            return finding.values[settled.value - 1][0]
    accounts = case.terms.payee(standing.instalment).accounts
    if not accounts:
        return words("letter.no-account")
    own = f"{accounts[0].bank} {accounts[0].number}"
    return words("letter.account-open", account=own) if about else own


def _steps(case: Case, standing: Standing, words: Words) -> list[str]:
    return [line.strip() for line in explanation_lines(case, standing, words)[1:]]


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


# -- reports ---------------------------------------------------------------------------------------


def receipt_of(year: int | None) -> Fill:
    """The reports received for a year, those missing, and the deadlines that follow."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        rows, missing = _documents(case, year, words)
        if not rows:
            raise Refusal("letter.nothing-received", on=case.as_of)
        running = [s for s in case.standings if s.instalment.needs and s.clock.state == "running"]
        due = [s for s in running if s.instalment.year == year]
        return common(case, words("letter.receipt"), "purchaser", found, words) | {
            "year": year or "",
            "documents": rows,
            "missing": missing,
            "due": [f"{label(s, words)}：{_due(s, words)}" for s in due],
        }

    return fill


def asking_for(year: int) -> Fill:
    """What a year's payment waits for."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        _, missing = _documents(case, year, words)
        if not missing:
            raise Refusal("letter.nothing-missing", year=year)
        last = case.sight.years[year - 1].last
        ended = "letter.ended" if last < case.as_of else "letter.ending"
        return common(case, words("letter.asking"), "purchaser", found, words) | {
            "year": year,
            "ending": words(ended, on=chinese(last)),
            "missing": [f"{number}. {title}" for number, title in enumerate(missing, 1)],
            "counted": _counted(case, year, words),
        }

    return fill


def _check_year(case: Case, year: int | None) -> None:
    if year is not None and not 1 <= year <= len(case.sight.years):
        raise Refusal("letter.year", year=year, years=len(case.sight.years))


def _counted(case: Case, year: int, words: Words) -> str:
    """From what and for how long the days of a year's payment are counted."""
    waiting = [s for s in case.standings if s.instalment.year == year and s.instalment.needs]
    if not waiting:
        return ""
    return words("letter.counted", when=when_text(waiting[0].instalment.due, words))


def _documents(case: Case, year: int | None, words: Words) -> tuple[list[Values], list[str]]:
    """A row for each document received, and the titles of those that are not."""
    rows: list[Values] = []
    missing = []
    wanted = "service-year" if year else ONCE
    for key, (_, every) in case.terms.documents.items():
        if every != wanted:
            continue
        paper = (key, f"Y{year}" if year else None)
        title = words.title(case.terms.documents[key][0])
        on = case.sight.receipts.get(paper)
        acts = [act for act in case.position.documents.get(paper, ()) if act.act == "receive"]
        if on:
            event = acts[-1].event if acts else ""
            rows.append(
                {"number": str(len(rows) + 1), "title": title, "on": chinese(on), "event": event}
            )
        else:
            missing.append(title)
    return rows, missing


# -- the contract as a whole -----------------------------------------------------------------------


def accounts(case: Case, found: Provenance, words: Words) -> Values:
    """The accounts that the documents name for the supplier, to be confirmed under seal."""
    named = case.terms.party("supplier").accounts
    rows = [
        {"number": str(number), "source": each.source, "bank": each.bank, "account": each.number}
        for number, each in enumerate(named, 1)
    ]
    return common(case, words("letter.accounts"), "purchaser", found, words) | {"accounts": rows}


def reconciliation_by(sender: str) -> Fill:
    """Our sums, for the other side to confirm."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        subjects = {standing.instalment.id for standing in case.standings}
        money = evidence_lines(case, subjects, words, (Payment, Refund))
        head = common(case, words("letter.reconciliation"), sender, found, words)
        return head | _sums(case, words) | {"payments": money}

    return fill


def hand_over(case: Case, found: Provenance, words: Words) -> Values:
    """Everything that is open, for the colleague who takes over."""
    items = [_open_item(case, item, words) for item in still_open(case.sight)]
    years = [year for year, source in case.calendar.sources.items() if source.basis == "official"]
    head = common(case, words("letter.hand-over"), "purchaser", found, words)
    return (
        head
        | _sums(case, words)
        | {
            "purchaser": case.terms.party("purchaser").name,
            "supplier": case.terms.party("supplier").name,
            "open": [f"{number}. {text}" for number, text in enumerate(items, 1)],
            "findings": finding_lines(case, words),
            "notes": [words("foot.calendar", name=case.calendar.name, last=max(years, default=0))],
        }
    )


def _open_item(case: Case, item: Open, words: Words) -> str:
    """One open thing, with its sum where it has one."""
    text = words(f"close.{item.kind}", id=_named(case, item, words))
    return text if item.fen is None else text + words("letter.sum", amount=grouped(item.fen))


def _named(case: Case, item: Open, words: Words) -> str:
    """An open thing by the name that people know, with the short name that commands take."""
    if item.kind == "duty":
        titles = [words.title(each.title) for each in case.terms.obligations if each.key == item.id]
    elif item.kind == "finding":
        titles = [
            words(f"about.{each.about}") for each in case.terms.findings if each.key == item.id
        ]
    else:
        standing = case.standing(item.id.rpartition("/")[2])
        titles = [label(standing, words)] if standing else []
    return words("letter.named", name=titles[0], id=item.id) if titles else item.id


def _sums(case: Case, words: Words) -> Values:
    """Every instalment with its sums, and what they add up to."""
    sums = sums_of(case.standings)
    changed = sums.reduced + sums.offset - sums.added
    return {
        "rows": [_sum_row(number, each, words) for number, each in enumerate(case.standings, 1)],
        "changed": grouped(changed) if changed else "",
        "amount": grouped(sums.amount),
        "paid": grouped(sums.paid),
        "outstanding": grouped(sums.outstanding),
        "capitals": capitals(sums.outstanding),
    }


def _sum_row(number: int, standing: Standing, words: Words) -> Values:
    return {
        "number": str(number),
        "id": standing.instalment.id,
        "what": label(standing, words),
        "amount": grouped(standing.owing.amount_fen),
        "changed": grouped(-standing.owing.changed_fen),
        "paid": grouped(standing.paid_fen),
        "outstanding": grouped(standing.outstanding_fen),
    }
