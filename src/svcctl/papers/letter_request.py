"""The application to pay: one form for one instalment, several, or a part of one."""

from collections.abc import Sequence

from svcctl.answers.checklist import kind_name
from svcctl.answers.instalment_words import label
from svcctl.answers.periods import paper_text
from svcctl.billing import position as p
from svcctl.billing.capitals import capitals
from svcctl.billing.checklist import missing_papers
from svcctl.billing.invoices import left_of
from svcctl.billing.money import ONE, grouped
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import rate_text
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.casebook.replay import INVOICE
from svcctl.i18n import Words
from svcctl.papers.letter_fills import doubt, due_words, steps_of
from svcctl.papers.letter_parts import (
    Fill,
    Values,
    account_of,
    account_values,
    common,
    finding_lines,
    shown_evidence,
)
from svcctl.papers.letter_words import chinese
from svcctl.papers.provenance import Provenance

BEHIND = (
    *(p.Submitted, p.Received, p.Payment, p.Refund, p.Paper, p.Invoice),
    *(p.Dispute, p.DisputeSettled, p.Offset, p.TalksSettled),
)


def request_of(shorts: Sequence[str], asked_fen: int | None) -> Fill:
    """What is payable now of those instalments, or a part of the one."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standings = [_payable(case, short) for short in shorts]
        asked = [_asked(standing, asked_fen, len(shorts)) for standing in standings]
        payees = {case.terms.payee(standing.instalment).key for standing in standings}
        if len(payees) > 1:
            names = [case.terms.payee(s.instalment).name for s in standings]
            raise Refusal("payment.two-payees", payees=", ".join(dict.fromkeys(names)))
        payee = case.terms.payee(standings[0].instalment)
        named = account_values(payee, account_of(case, payee), doubt(case, words))
        head = common(case, words("letter.request"), "purchaser", found, words)
        return head | named | _sums(case, asked) | _lists(case, standings, asked, words)

    return fill


def _payable(case: Case, short: str) -> Standing:
    standing = case.named(short)
    if not standing.payable_fen or standing.status not in ("due", "overdue"):
        raise Refusal("letter.not-due", instalment=short, on=case.as_of)
    return standing


def _asked(standing: Standing, typed: int | None, count: int) -> int:
    """What is asked for of an instalment; Refusal for more than is payable of it."""
    if typed is None:
        return standing.payable_fen
    if count > 1:
        raise Refusal("letter.amount-of-several")
    if typed > standing.payable_fen:
        sums = {"payable": grouped(standing.payable_fen), "amount": grouped(typed)}
        raise Refusal("letter.more-than-payable", instalment=standing.instalment.id, **sums)
    return typed


def _sums(case: Case, asked: Sequence[int]) -> Values:
    """What is asked for, what was paid before, and how much of the price that makes."""
    before, total = sum(each.paid_fen for each in case.standings), case.terms.total_fen
    after = before + sum(asked)
    return {
        "amount": grouped(sum(asked)),
        "capitals": capitals(sum(asked)),
        "price": grouped(total),
        "before": grouped(before),
        "after": grouped(after),
        "share": rate_text(after * 10_000 // total * (ONE // 10_000)) if total else "-",
        "fund": "",
        "budget": "",
    }


def _lists(case: Case, standings: Sequence[Standing], asked: Sequence[int], words: Words) -> Values:
    """The instalments, their invoices and papers, and what is behind them on the next page."""
    several = len(standings) > 1
    steps = []
    for standing in standings:
        steps += [label(standing, words)] if several else []
        steps += steps_of(case, standing, words, ("limitation",))
    subjects = {standing.instalment.id for standing in standings}
    purposes = [_purpose(standing, words) for standing in standings]
    papers = [paper for standing in standings for paper in _papers(case, standing, words)]
    return {
        "rows": [_row(s, fen, words) for s, fen in zip(standings, asked, strict=True)],
        "purpose": words("list.semicolon").join(purposes),
        "invoices": words("list.separator").join(_invoices(case, subjects)),
        "papers": words("list.semicolon").join(dict.fromkeys(papers)) or words("letter.no-papers"),
        "steps": steps,
        "findings": finding_lines(case, words),
        "evidence": shown_evidence(case, subjects, words, BEHIND),
    }


def _purpose(standing: Standing, words: Words) -> str:
    what = label(standing, words)
    return words("letter.purpose", what=what, article=standing.instalment.article)


def _row(standing: Standing, fen: int, words: Words) -> Values:
    owing = standing.owing
    return {
        "what": label(standing, words),
        "due": due_words(standing, words),
        "amount": grouped(owing.amount_fen + owing.added_fen),
        "before": grouped(standing.paid_fen),
        "off": grouped(owing.reduced_fen + owing.offset_fen),
        "asked": grouped(fen),
    }


def _invoices(case: Case, subjects: set[str]) -> list[str]:
    """The numbers of the valid invoices for those instalments."""
    issued = case.position.invoices
    ours = [each for each in issued if subjects & dict(each.parts).keys()]
    return [each.number for each in ours if left_of(each, issued) > 0]


def _papers(case: Case, standing: Standing, words: Words) -> list[str]:
    """What goes with the form: reports that started the days, papers on file, papers missing."""
    found = []
    for paper, on in standing.clock.received:
        title = paper_text(paper, standing.instalment, case.terms, words)
        if on:
            found.append(words("letter.paper-received", title=title, on=chinese(on)))
    iid = standing.instalment.id
    held = dict.fromkeys(each.kind for each in case.position.papers if each.instalment == iid)
    if INVOICE not in held and _invoices(case, {iid}):
        held |= {INVOICE: None}
    found += [words("letter.paper-held", kind=kind_name(kind, words)) for kind in held]
    missing = [
        kind for kind in missing_papers(standing.instalment, case.position) if kind not in held
    ]
    return found + [words("letter.paper-missing", kind=kind_name(kind, words)) for kind in missing]
