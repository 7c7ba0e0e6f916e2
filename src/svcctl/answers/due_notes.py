"""The notes under the due list: what stops a payment and what to know; nothing is worked out."""

import re
from collections.abc import Sequence

from svcctl.answers.damages import parts_owed
from svcctl.answers.date_notes import running_note, waiting_note
from svcctl.answers.guarantees import letter_lines
from svcctl.answers.instalment_words import papers
from svcctl.answers.note import Note
from svcctl.billing.accounts import astray, unproven
from svcctl.billing.damages.assessment import Line
from svcctl.billing.due import next_instalment
from svcctl.billing.money import grouped
from svcctl.billing.obligations import ObligationState
from svcctl.billing.readings import Alternative
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import NATION, Finding
from svcctl.casebook.case import Case
from svcctl.i18n import Words

_ACCOUNT = r"^(.*?)\s*(\d[\d ]{7,})$"


def notes_for(
    case: Case,
    rows: Sequence[Standing],
    obligations: Sequence[ObligationState],
    resting: dict[str, list[Alternative]],
    lines: Sequence[Line],
    words: Words,
) -> list[Note]:
    """Every note on one contract's rows, what stops a payment first."""
    found = [_finding_note(finding, case, words) for finding in case.open_findings("stop")]
    found += [waiting_note(row, case, words) for row in rows if row.status == "waiting"]
    found += [running_note(r, case, words) for r in rows if r.status == "due" and not r.agreed]
    found += _reading_notes(resting, words)
    found += _window_notes(rows, words)
    found += _refund_notes(case, rows, words)
    found += [note for row in rows for note in _contention_notes(row, case, words)]
    found += overpaid_notes(case, words)
    found += _misdirected_notes(case, words)
    found += _damages_notes(lines, words)
    found += _assessment_notes(case, words)
    found += _limitation_notes(case, rows, words)
    found += _force_majeure_notes(case, words)
    if case.terms.starts == "start-notice" and case.position.started_on is None:
        found.append(
            Note(
                words("note.no-start", signed=case.terms.signed_on),
                command=f"svcctl contract start --on {words('hint.on')}",
                todo="start",
            )
        )
    found += _notice_note(case, words)
    found += _next_note(case, rows, words) if rows else []
    found += letter_notes(case, words)
    found += _obligation_note(obligations, words)
    return found


def _finding_note(finding: Finding, case: Case, words: Words) -> Note:
    """A finding that is not settled, by its name where several contracts are listed."""
    note = _differing(finding, case, words)
    return note._replace(todo="findings", brief=lambda: words.title(finding.named))


def _differing(finding: Finding, case: Case, words: Words) -> Note:
    """The documents' differing values; after a payment, the account it went to is enough."""
    command = "svcctl contract findings"
    if finding.about != "payee-account":
        values = words("list.separator").join(
            f"{source} {value}" for value, source in finding.values
        )
        return Note(
            words("note.finding", about=words.title(finding.named), values=values), True, command
        )
    paid = [payment for payment in case.position.payments if payment.account]
    if paid:
        last = paid[-1]
        text = words("note.account-again", on=last.on, account=last.account)
        return Note(text, words.role != "supplier", command)
    lines = _account_lines(finding, words)
    return Note(words("note.account"), words.role != "supplier", command, lines)


def _account_lines(finding: Finding, words: Words) -> tuple[str, ...]:
    """Source, bank and number of each account by tabs, and how its length differs."""
    lines: list[str] = []
    first_digits = 0
    for value, source in finding.values:
        split = re.match(_ACCOUNT, value)
        bank, number = (split[1], split[2]) if split else (value, "")
        digits = sum(sign.isdigit() for sign in number)
        first_digits = first_digits or digits
        more = digits - first_digits
        hint = ""
        if digits and more:
            key = "note.digits-more" if more > 0 else "note.digits-fewer"
            hint = words(key, digits=digits, first=finding.values[0][1], by=abs(more))
        lines.append(f"{source}\t{bank}\t{number}\t{hint}")
    return tuple(lines)


def _reading_notes(resting: dict[str, list[Alternative]], words: Words) -> list[Note]:
    """One note a reading: which rows rest on it, and what the other choice would make of them."""
    by_reading: dict[tuple[str, str, str], list[tuple[str, Alternative]]] = {}
    for iid, found in resting.items():
        for alternative in found:
            by_reading.setdefault(
                (alternative.reading, alternative.choice, alternative.other), []
            ).append((iid, alternative))
    notes = []
    for (reading, choice, other), rows in by_reading.items():
        effects = []
        for iid, alternative in rows:
            if alternative.status == "cancelled":
                effect = words("status.cancelled")
            elif alternative.status in ("projected", "waiting") or alternative.due_on is None:
                effect = words("note.reading-not-running")
            else:
                effect = words("note.reading-on", on=alternative.due_on)
            effects.append(f"{words.value(iid)} {effect}")
        text = words(
            "note.reading",
            choice=words(f"reading.{reading}.{choice}"),
            other=words(f"reading.{reading}.{other}"),
            effects=effects,
        )
        command, ids = f"svcctl explain {rows[0][0]}", tuple(iid for iid, _ in rows)
        notes.append(Note(text, command=command, todo="readings", rows=ids))
    return notes


def _window_notes(rows: Sequence[Standing], words: Words) -> list[Note]:
    """Which deadlines can still move, between which dates; one note for all no festival moves."""
    notes, fixed = [], []
    for row in rows:
        window = row.deadline.window if row.deadline else None
        if row.deadline is None or window is None:
            continue
        if window.earliest == window.latest:
            fixed.append(row.instalment.id)
            continue
        values = {"id": row.instalment.id, "year": row.deadline.on.year}
        notes.append(
            Note(
                words("note.provisional", earliest=window.earliest, latest=window.latest, **values),
                todo="windows",
            )
        )
    text = words("note.provisional-fixed", ids=fixed)
    return notes + ([Note(text, todo="windows")] if fixed else [])


def _refund_notes(case: Case, rows: Sequence[Standing], words: Words) -> list[Note]:
    listed = {row.instalment.id for row in rows}
    return [
        Note(words("note.refund", id=iid, on=refund.on, amount=grouped(fen)), todo="changes")
        for refund in case.position.refunds
        for iid, fen in refund.parts
        if iid in listed
    ]


def _contention_notes(row: Standing, case: Case, words: Words) -> list[Note]:
    """What the parties agreed, dispute, or have set against an instalment."""
    iid, found = row.instalment.id, []
    if row.agreed:
        before = row.counted.on if row.counted else words("when.not-agreed")
        text = words("note.agreed", id=iid, on=row.due_on, before=before)
        found.append(Note(text + _unproven(row, case, words), todo="changes"))
    if row.owing.disputed_fen:
        found.append(Note(_disputed(row, case, words), todo="changes"))
    if row.owing.offset_fen:
        account = row.owing
        parts = {
            "added": account.added_fen,
            "reduced": account.reduced_fen,
            "offset": account.offset_fen,
            "paid": account.paid_fen,
        }
        # all that makes the net of the gross, so that the sentence adds up
        told = [words(f"note.net-{key}", sum=grouped(fen)) for key, fen in parts.items() if fen]
        values = {"amount": grouped(account.amount_fen), "net": grouped(account.balance_fen)}
        text = words("note.offset", id=iid, parts="".join(told), **values)
        found.append(Note(text, todo="changes"))
    return found


def _unproven(row: Standing, case: Case, words: Words) -> str:
    """What to add where no paper says that the parties agreed on another date (art. 11(2))."""
    talk = unproven(row.instalment.id, case.position)
    return words("note.agreed-unproven", id=row.instalment.id, event=talk.event) if talk else ""


def _misdirected_notes(case: Case, words: Words) -> list[Note]:
    """Payments that went to an account that no paper bears out, and did not come back."""
    found = []
    for each in astray(case):
        paid = each.payment
        values = {"on": paid.on, "amount": grouped(each.fen), "account": paid.account}
        key = "note.astray" if each.why == "unknown" else "note.misdirected"
        found.append(Note(words(key, event=paid.event, **values), todo="back"))
    return found


def _limitation_notes(case: Case, rows: Sequence[Standing], words: Words) -> list[Note]:
    """For the creditor: what can soon no longer be sued for, or cannot any more."""
    overdue = [row for row in rows if row.status == "overdue"]
    if words.role != "supplier" or not overdue:
        return []
    from svcctl.billing.law.limitation import WARNED_DAYS, limitation

    found = []
    for row in overdue:
        limit = limitation(row, case.position)
        left = limit.days_left(case.as_of) if limit else WARNED_DAYS + 1
        if limit and left <= WARNED_DAYS:
            key = "note.limitation" if left >= 0 else "note.limitation-over"
            text = words(
                key, id=row.instalment.id, last=limit.last, days=left, **limit.text._asdict()
            )
            command = f"svcctl letter sent {row.instalment.id} --on {words('hint.on')}"
            found.append(Note(text, command=command if left >= 0 else "", todo="limitation"))
    return found


def _disputed(row: Standing, case: Case, words: Words) -> str:
    """How much is disputed, and what stays due; the law that says so, where one was in force."""
    from svcctl.billing.law.statute import SMALL, text_on

    disputed = grouped(row.owing.disputed_fen)
    if not row.payable_fen:
        return words("note.disputed-all", id=row.instalment.id, disputed=disputed)
    # the regulation protects small and medium suppliers: of one whose size nobody knows it says
    # nothing
    small = case.terms.payee(row.instalment).size in SMALL
    text = text_on(row.owing.as_of) if small else None
    by_law = {"order": text.order, "article": text.undisputed} if text and text.undisputed else None
    law = words("note.by-law", **by_law) if by_law else ""
    payable = grouped(row.payable_fen)
    return words("note.disputed", id=row.instalment.id, disputed=disputed, payable=payable, law=law)


def overpaid_notes(case: Case, words: Words) -> list[Note]:
    """What was paid beyond what is owed, and is to come back."""
    return [
        Note(
            words("note.overpaid", id=row.instalment.id, amount=grouped(row.overpaid_fen)),
            todo="back",
        )
        for row in case.standings
        if row.overpaid_fen
    ]


def letter_notes(case: Case, words: Words) -> list[Note]:
    """The letters of guarantee that run out before they are to go back."""
    command = "svcctl guarantee list"
    return [Note(text, command=command, todo="letters") for text in letter_lines([case], words)]


def _damages_notes(lines: Sequence[Line], words: Words) -> list[Note]:
    """What late payment costs, or would once negotiation has failed; one note a side and gate."""
    found = []
    for contingent in (True, False):
        for party in ("purchaser", "supplier"):
            part = [
                line
                for line in lines
                if line.payer == party and line.contingent == contingent and line.open_fen
            ]
            if part:
                first = part[0]
                capped = any(
                    each.kind == "rate" and each.amount_fen < each.uncapped_fen for each in part
                )
                parts = parts_owed(lines, party, contingent, words)
                pooled = first.rule.cap is not None and first.rule.cap.pool == "contract"
                values = {
                    "party": words(f"party.{party}"),
                    "amount": grouped(sum(line.open_fen for line in part)),
                    "capped": words("note.damages-capped") if capped else "",
                    "article": first.article,
                    "pool": words("note.damages-pool" if pooled else "note.damages-no-pool"),
                }
                key = "note.damages" if contingent else "note.damages-owed"
                text = (
                    words("note.sums-owed", parts=parts, **values)
                    if parts
                    else words(key, **values)
                )
                found.append(Note(text, command="svcctl damages assess", todo="damages"))
    return found


def _assessment_notes(case: Case, words: Words) -> list[Note]:
    """That so many failures allow the contract to be ended; once it is, nothing more to say."""
    if not case.terms.assessments or case.position.termination:
        return []
    from svcctl.billing.assessing import may_terminate_from, scores_of

    scores = scores_of(case.sight)
    days = [(r, may_terminate_from(r, scores)) for r in case.terms.assessments.values()]
    return [
        Note(
            words("note.may-terminate", article=rule.article, on=on),
            command="svcctl assessment list",
            todo="ends",
        )
        for rule, on in days
        if on
    ]


def _force_majeure_notes(case: Case, words: Words) -> list[Note]:
    clause = case.terms.force_majeure
    limit = clause.negotiate_from_day if clause else None
    found = []
    for interval in case.position.force_majeure:
        days = (interval.last(case.as_of) - interval.on).days + 1
        if (
            clause
            and limit
            and days >= limit
            and f"{interval.id.lower()}-talks" not in case.position.done
        ):
            values = {"id": interval.id, "on": interval.on, "days": days, "limit": limit}
            text = words("note.force-majeure", article=clause.article, **values)
            found.append(Note(text, command="svcctl obligations list", todo="ends"))
    return found


# the month: next year's notice came between 25 October and 8 December in the past ten years
NOTICES_FROM = 11


def notice_missing(case: Case) -> list[tuple[int, Sequence[str]]]:
    """From November on: next year, and whose notices for it have not been read in yet."""
    year = case.as_of.year + 1
    if case.as_of.month < NOTICES_FROM or year not in case.calendar.sources:
        return []
    missing = case.calendar.sources[year].missing
    return [(year, missing)] if missing else []


def _notice_note(case: Case, words: Words) -> list[Note]:
    missed = notice_missing(case)
    if not missed:
        return []
    [(year, missing)] = missed
    region = "" if NATION in missing else f" --region {missing[0]}"
    text = words("note.notice", year=year, missing=list(missing))
    command = f"svcctl calendar import {words('hint.notice')}{region}"
    return [Note(text, command=command, todo="notice")]


def _next_note(case: Case, rows: Sequence[Standing], words: Words) -> list[Note]:
    listed = {row.instalment.id for row in rows}
    ahead = next_instalment(
        standing for standing in case.standings if standing.instalment.id not in listed
    )
    if ahead is None:
        return []
    text = words(
        "note.next",
        id=ahead.instalment.id,
        amount=grouped(ahead.outstanding_fen),
        on=ahead.due_on,
        how=ahead_text(ahead, words),
    )
    return [Note(text, command="svcctl payments schedule")]


def ahead_text(standing: Standing, words: Words) -> str:
    """What the estimate of an instalment ahead depends on: documents to come, or an open year."""
    if standing.clock.missing:
        return words(f"ahead.{papers(standing)}")
    provisional = standing.deadline is not None and standing.deadline.provisional
    return words("ahead.provisional" if provisional else "ahead.official")


def _obligation_note(obligations: Sequence[ObligationState], words: Words) -> list[Note]:
    # the other side's duties are the other side's to keep in mind; a purchaser watches over both
    own = [s for s in obligations if words.role != "supplier" or s.obligation.who != "purchaser"]
    late = [state for state in own if state.status == "overdue"]
    undated = [s for s in own if s.status == "open" and s.deadline is None]
    return [
        *_duties("note.duties", sorted(late, key=lambda s: -s.days_overdue), words),
        *_duties("note.undated", undated if words.role == "supplier" else [], words),
    ]


MOST_DUTIES = 3  # that are named; what falls due each month would fill the page otherwise


def _duties(key: str, states: Sequence[ObligationState], words: Words) -> list[Note]:
    def said(state: ObligationState) -> str:
        title = words.title(state.obligation.title)
        return words("note.duty", title=title, on=state.deadline.on) if state.deadline else title

    named = [*map(said, states[:MOST_DUTIES])]
    if len(states) > MOST_DUTIES:
        named.append(words("note.duties-more", count=len(states) - MOST_DUTIES))
    items = words("list.semicolon").join(named)
    text = words(key, count=len(states), items=items)
    note = Note(text, command="svcctl obligations list", todo="duties", brief=lambda: items)
    return [note] if states else []
