"""The application to pay: one form for one instalment, several, or a part of one."""

from collections.abc import Iterator, Sequence

from svcctl.answers.checklist import kind_name
from svcctl.answers.instalment_json import office_of
from svcctl.answers.instalment_words import label
from svcctl.answers.periods import paper_text
from svcctl.answers.width import cut_to
from svcctl.billing import position as p
from svcctl.billing.accounts import confirmation
from svcctl.billing.capitals import capitals
from svcctl.billing.checklist import missing_papers
from svcctl.billing.invoices import left_of
from svcctl.billing.money import ONE, cut, grouped, parse_share
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import rate_text
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Account, Party
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
    in_doubt,
    shown_evidence,
)
from svcctl.papers.letter_words import chinese
from svcctl.papers.provenance import Provenance
from svcctl.papers.request_page import HALF, MOST_ROWS, Place, beginning, lines_of, page_of

BEHIND = (
    *(p.Submitted, p.Received, p.Payment, p.Refund, p.Paper, p.Invoice),
    *(p.Dispute, p.DisputeSettled, p.Offset, p.TalksSettled),
)
SIDE_BY_SIDE = (("project", "budget"), ("sender", "department"))
Asked = Sequence[tuple[Standing, int]]  # what is asked for of each instalment


def request_of(shorts: Sequence[str], asked_fen: int | None, number: str = "") -> Fill:
    """What is payable now of those instalments, or a part of the one."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        standings = [_payable(case, short) for short in shorts]
        asked = [(each, _asked(each, asked_fen, len(shorts))) for each in standings]
        payee = _payee(case, standings)
        account = account_of(case, payee)
        head = common(case, words("letter.request"), "purchaser", found, words, number)
        named = account_values(payee, account, doubt(case, words))
        values = head | named | _sums(case, asked) | _office(case, asked, words)
        values["basis"] = _basis(case, account, words)
        return _fitted(case, asked, values, words)

    return fill


def _payee(case: Case, standings: Sequence[Standing]) -> Party:
    """The one that all of them are paid to; Refusal for two."""
    payees = {case.terms.payee(each.instalment).key: each for each in standings}
    if len(payees) > 1:
        rows = (f"{s.instalment.id} {case.terms.payee(s.instalment).name}" for s in standings)
        raise Refusal("letter.two-payees", payees=[*rows])
    return case.terms.payee(standings[0].instalment)


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


def _sums(case: Case, asked: Asked) -> Values:
    """What is due and asked for, what came off, what was paid before and how much that makes."""
    before, total = sum(each.paid_fen for each in case.standings), case.terms.total_fen
    fen = sum(fen for _, fen in asked)
    off = sum(_off(standing) for standing, _ in asked)
    owed = sum(standing.outstanding_fen for standing, _ in asked) + off
    after = before + fen
    return {
        "amount": grouped(fen),
        "capitals": capitals(fen),
        "owed": grouped(owed),
        "off": grouped(off),
        "later": grouped(owed - off - fen) if owed - off - fen else "",
        "price": grouped(total),
        "before": grouped(before),
        "after": grouped(after),
        "share": _share(after, total),
    }


def _share(part: int, whole: int) -> str:
    """How much of a sum another is, in hundredths of a percent, half up."""
    if not whole:  # a contract whose sum is open
        return "-"
    return rate_text((part * 20_000 + whole) // (2 * whole) * (ONE // 10_000))


def _off(standing: Standing) -> int:
    """What was taken off an instalment, or set against it."""
    return standing.owing.reduced_fen + standing.owing.offset_fen


# -- what the office has filed it under ------------------------------------------------------------


def _office(case: Case, asked: Asked, words: Words) -> Values:
    """Department, sources of funds with their sums, project and item of the budget."""
    office = case.document.get("office", {})
    funds: dict[str, int] = {}
    for standing, fen in asked:
        for name, part in _funds(office_of(standing.instalment.key, case)["fund_source"], fen):
            funds[name] = funds.get(name, 0) + part
    told = [words("letter.fund", name=name, amount=grouped(fen)) for name, fen in funds.items()]
    return {
        "department": office.get("department", ""),
        "fund": words("list.semicolon").join(told if len(funds) > 1 else funds),
        "project": office.get("budget_project", ""),
        "budget": office.get("budget_item", ""),
    }


def _funds(source: str | list[dict[str, str]] | None, fen: int) -> list[tuple[str, int]]:
    """A sum by the sources of funds that it is paid from."""
    if not source:
        return []
    if isinstance(source, str):
        return [(source, fen)]
    parts = cut(fen, [parse_share(each["share"]) for each in source])
    return [(each["name"], part) for each, part in zip(source, parts, strict=True)]


def _basis(case: Case, account: Account | None, words: Words) -> str:
    """Which paper says that this is the account, and of which day."""
    paper = confirmation(case)
    if paper:
        doc = words("letter.by-doc", doc=paper.doc) if paper.doc else ""
        return words("letter.basis-settled", on=paper.on, doc=doc)
    if account is None:
        return words("letter.basis-none")
    key = "open" if in_doubt(case) else "file"
    return words(f"letter.basis-{key}", source=account.source)


# -- the page and what is behind it ----------------------------------------------------------------


def _fitted(case: Case, asked: Asked, values: Values, words: Words) -> Values:
    """The form filled so that it is one page, and the annex."""
    rows = [_row(standing, fen, words) for standing, fen in asked]
    total = _total(rows, asked, words)
    if len(rows) > MOST_ROWS:
        brief = total | {"what": words("letter.rows-behind", count=len(rows))}
        values |= {"rows": [brief], "totals": [], "more_rows": [*rows, total]}
    else:
        values |= {"rows": rows, "totals": [total] if len(rows) > 1 else [], "more_rows": []}
    values["remarks"] = words("list.semicolon").join(_remarks(asked, words))
    page = page_of(_places(case, asked, values, words), *_taken(values))
    values["rows"] = [row | {"what": cut_to(row["what"], page.name)} for row in values["rows"]]
    subjects = {standing.instalment.id for standing, _ in asked}
    behind = page.behind.items()
    return values | page.texts | {
        "count": sum(number for _, number in _papers(case, asked, words)),
        "behind": [{"heading": words(f"letter.behind-{n}"), "lines": each} for n, each in behind],
        "steps": _steps(case, asked, words),
        "findings": finding_lines(case, words),
        "evidence": shown_evidence(case, subjects, words, BEHIND),
    }  # fmt: skip


def _taken(values: Values) -> tuple[int, list[str]]:
    """The lines that give no way, and the names of the instalments in the table."""
    lines = sum(lines_of(values[name]) for name in ("bank", "basis", "remarks"))
    halves = [max(lines_of(values[name], HALF) for name in pair) - 1 for pair in SIDE_BY_SIDE]
    return lines + sum(halves) + len(values["totals"]), [row["what"] for row in values["rows"]]


def _places(case: Case, asked: Asked, values: Values, words: Words) -> dict[str, Place]:
    """The places of the form that may be too long for it."""
    semicolon, subjects = words("list.semicolon"), {s.instalment.id for s, _ in asked}
    purposes = [_purpose(standing, words) for standing, _ in asked]
    numbers = _invoices(case, subjects)
    told = _papers(case, asked, words)
    papers, title = [text for text, _ in told], values["contract_title"]
    # what is missing stays on the page that is signed
    missing = "".join(words("letter.also-missing", paper=text) for text, count in told if not count)
    return {
        "contract_title": Place(title, beginning(title, words)),
        "numbered": Place(words("letter.numbered", **values)),
        "payee": Place(values["payee"]),
        "fund": Place(values["fund"]),
        "purpose": Place(
            semicolon.join(purposes),
            words("letter.purpose-behind", first=label(asked[0][0], words), count=len(asked)),
            purposes,
        ),
        "invoices": Place(
            words("letter.number-separator").join(numbers),
            words("letter.invoices-behind", count=len(numbers)),
            numbers,
        ),
        "papers": Place(
            semicolon.join(papers) or words("letter.no-papers"),
            words("letter.papers-behind", missing=missing),
            papers,
        ),
    }


def _steps(case: Case, asked: Asked, words: Words) -> list[str]:
    """How each date and sum was counted, under the instalment's name where there are several."""
    steps = []
    for standing, _ in asked:
        steps += [label(standing, words)] if len(asked) > 1 else []
        steps += steps_of(case, standing, words, ("limitation",))
    return steps


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
        "off": grouped(_off(standing)),
        "asked": grouped(fen),
    }


def _total(rows: Sequence[Values], asked: Asked, words: Words) -> Values:
    """The row of sums, in the places of the others."""
    owings = [(standing.owing, _off(standing), fen) for standing, fen in asked]
    return {
        "what": words("letter.total"),
        "due": rows[0]["due"] if len({row["due"] for row in rows}) == 1 else "",
        "amount": grouped(sum(owing.amount_fen + owing.added_fen for owing, _, _ in owings)),
        "before": grouped(sum(owing.paid_fen for owing, _, _ in owings)),
        "off": grouped(sum(off for _, off, _ in owings)),
        "asked": grouped(sum(fen for _, _, fen in owings)),
    }


def _remarks(asked: Asked, words: Words) -> Iterator[str]:
    """What is not paid this time, and sums that are estimates still."""
    disputed = sum(standing.owing.disputed_fen for standing, _ in asked)
    if disputed:
        yield words("letter.remark-disputed", amount=grouped(disputed))
    left = sum(standing.payable_fen - fen for standing, fen in asked)
    if left:
        yield words("letter.remark-later", amount=grouped(left))
    if any(standing.owing.estimate for standing, _ in asked):
        yield words("letter.remark-estimate")


def _invoices(case: Case, subjects: set[str]) -> list[str]:
    """The numbers of the valid invoices for those instalments."""
    issued = case.position.invoices
    ours = [each for each in issued if subjects & dict(each.parts).keys()]
    return [each.number for each in ours if left_of(each, issued) > 0]


def _papers(case: Case, asked: Asked, words: Words) -> list[tuple[str, int]]:
    """What goes with the form with how many of it: reports, papers on file, papers missing (0)."""
    held, missing = _on_file(case, asked)
    found = [*dict.fromkeys(_received(case, asked, words))]
    for kind, number in held.items():
        key = "letter.papers-held" if number > 1 else "letter.paper-held"
        found.append((words(key, kind=kind_name(kind, words), number=number), number))
    for kind, number in missing.items():
        key = "letter.papers-missing" if len(asked) > 1 else "letter.paper-missing"
        found.append((words(key, kind=kind_name(kind, words), number=number), 0))
    return found


def _received(case: Case, asked: Asked, words: Words) -> Iterator[tuple[str, int]]:
    """The reports that started the days."""
    for standing, _ in asked:
        for paper, on in standing.clock.received:
            if on:
                title = paper_text(paper, standing.instalment, case.terms, words)
                yield words("letter.paper-received", title=title, on=chinese(on)), 1


def _on_file(case: Case, asked: Asked) -> tuple[dict[str, int], dict[str, int]]:
    """How many papers of each kind are on file, and of how many instalments one is missing."""
    held: dict[str, int] = {}
    missing: dict[str, int] = {}
    for standing, _ in asked:
        iid = standing.instalment.id
        for paper in case.position.papers:
            if paper.instalment == iid:
                held[paper.kind] = held.get(paper.kind, 0) + 1
        for kind in missing_papers(standing.instalment, case.position):
            if kind != INVOICE or not _invoices(case, {iid}):
                missing[kind] = missing.get(kind, 0) + 1
    numbers = _invoices(case, {standing.instalment.id for standing, _ in asked})
    return held | ({INVOICE: len(numbers)} if numbers else {}), missing
