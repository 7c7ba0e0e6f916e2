"""Contracts as Open Contracting Data Standard 1.1 releases: what may be published, no more."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from svcctl.answers.documents import periods_named
from svcctl.answers.facts import subject
from svcctl.answers.instalment_words import basis_text, label, status_text
from svcctl.answers.periods import paper_text, paper_texts
from svcctl.billing.money import FEN_PER_YUAN, grouped
from svcctl.billing.obligations import ObligationState, obligations_of
from svcctl.billing.position import Paper, Received, Submitted
from svcctl.billing.promises import is_report
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Amendment, Party
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import OWN_CHAINS, Amended, Fact, WithTerms
from svcctl.i18n import Words
from svcctl.papers.provenance import Provenance, foot_lines

Table = dict[str, Any]
VERSION = "1.1"
MEDIA = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".toml": "application/toml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
}


def package(releases: Sequence[Table], publisher: str, found: Provenance) -> Table:
    """Several releases in one file; its address is a name made from theirs."""
    return {
        "uri": uuid5(
            NAMESPACE_URL, " ".join(f"{each['ocid']}/{each['id']}" for each in releases)
        ).urn,
        "version": VERSION,
        "publishedDate": found.stamp.isoformat(),
        "publisher": {"name": publisher},
        "releases": list(releases),
    }


def release(case: Case, prefix: str, found: Provenance, words: Words) -> Table:
    """All that may be known of one contract; `prefix` is the publisher's registered one, or ""."""
    told = {
        "ocid": f"{prefix}-{case.id}" if prefix else case.id,
        "date": found.stamp.isoformat(),
        "tag": _tags(case),
        "initiationType": "tender",
        "language": words.lang,
        "parties": [_organisation(party, case) for party in case.terms.parties],
        "buyer": _named(case.terms.party("purchaser"), case),
        "awards": [_award(case, words)],
        "contracts": [_contract(case, found, words)],
    }
    # two different releases of one contract never share an id, and the same one has it again
    digest = sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    return told | {"id": f"{found.as_of.isoformat()}-{digest[:16]}"}


def _tags(case: Case) -> list[str]:
    tags = ["award", "contract", "implementation"]
    tags += ["contractAmendment"] if case.terms.amendments else []
    return tags + (["contractTermination"] if case.position.termination else [])


# -- the parties, the award, the contract ----------------------------------------------------------


def _organisation(party: Party, case: Case) -> Table:
    roles = ["buyer", "payer"] if party.role == "purchaser" else ["supplier", "payee"]
    return _named(party, case) | {"roles": roles}


def _named(party: Party, case: Case) -> Table:
    """A reference to a party; a supplier's carries the contract's id, as it differs by contract."""
    return {"id": f"{case.id}-{party.key}", "name": party.name}


def _award(case: Case, words: Words) -> Table:
    """The award at the price first agreed."""
    terms = case.terms
    told: Table = {
        "id": _award_id(case),
        "title": words.title(terms.title),
        "status": "active",
        "value": _value(terms.layers[0].total_fen),
        "suppliers": [_named(party, case) for party in terms.parties if party.role == "supplier"],
    }
    return told | _known(date=_start(terms.award_notice_on))


def _award_id(case: Case) -> str:
    return f"{case.id}-award"


def _contract(case: Case, found: Provenance, words: Words) -> Table:
    terms = case.terms
    told = {
        "id": case.id,
        "awardID": _award_id(case),
        "title": words.title(terms.title),
        "description": "\n".join(_description(case, found, words)),
        "status": "terminated"
        if case.position.termination or case.position.closed_on
        else "active",
        "value": _value(terms.total_fen),
        "dateSigned": _start(terms.signed_on),
        "implementation": _known(
            transactions=list(_transactions(case)),
            milestones=list(_milestones(case, found, words)),
            documents=list(_documents(case, words, with_terms=False)),
        ),
    }
    return told | _known(
        period=_period(case),
        documents=list(_documents(case, words, with_terms=True)),
        amendments=[_amendment(each, words) for each in terms.amendments],
    )


def _description(case: Case, found: Provenance, words: Words) -> Iterator[str]:
    """Its numbers, where the documents disagree, and by which facts this was written."""
    for key in ("project_number", "number", "plan_number"):
        if case.document.get(key):
            yield words(f"show.{key}", value=case.document[key])
    for finding in case.open_findings():
        if finding.severity != "note":
            # an account stays among the parties: what is published names the papers only
            told = [
                (s if finding.about == "payee-account" else f"{s} {v}") for v, s in finding.values
            ]
            values = words("list.semicolon").join(told)
            severity, about = words(f"severity.{finding.severity}"), words.title(finding.named)
            yield words("show.finding", severity=severity, about=about, values=values)
    heads = tuple(head for head in found.heads if head.partition("@")[0] in (case.id, *OWN_CHAINS))
    yield from foot_lines(found._replace(heads=heads, calendars=(case.calendar,)), words)


def _period(case: Case) -> Table:
    """The term of service; left out while the notice that starts it has not come."""
    if case.terms.readings["term-start"] == "start-notice" and not case.position.started_on:
        return {}
    years = case.sight.years
    return {"startDate": _start(years[0].nought), "endDate": _end(case.sight.ends_on)}


def _amendment(amendment: Amendment, words: Words) -> Table:
    values = amendment._asdict() | {"added": grouped(amendment.added_fen)}
    return {
        "id": str(amendment.number),
        "date": _start(amendment.since),
        "description": words("show.amendment", **values),
    }


# -- what was promised, and kept -------------------------------------------------------------------


def _milestones(case: Case, found: Provenance, words: Words) -> Iterator[Table]:
    """Instalments, papers to hand in, and dates to keep, as they stand on the release's day."""
    for standing in case.standings:
        yield _instalment(standing, case, words) | _known(dateModified=found.stamp.isoformat())
    for told in _reports(case, words):
        yield told | _known(dateModified=found.stamp.isoformat())
    for state in obligations_of(case.sight):
        yield _obligation_milestone(state, words) | _known(dateModified=found.stamp.isoformat())


def _instalment(standing: Standing, case: Case, words: Words) -> Table:
    instalment = standing.instalment
    told = [
        words(
            "ocds.instalment",
            amount=grouped(standing.owing.amount_fen),
            paid=grouped(standing.paid_fen),
            outstanding=grouped(standing.outstanding_fen),
            state=status_text(standing, words),
            article=instalment.article,
        )
    ]
    told += (
        [words("ocds.basis", basis=basis_text(standing.deadline, words))]
        if standing.deadline
        else []
    )
    waiting = paper_texts(standing.waiting_for, standing.instalment, case.terms, words)
    told += [words("ocds.waiting", documents=waiting)] if waiting else []
    return {
        "id": f"instalment/{instalment.id}",
        "type": "payment",
        "title": label(standing, words),
        "description": words("list.semicolon").join(told),
        "status": _standing_status(standing),
    } | _known(dueDate=_end(standing.due_on), dateMet=_start(standing.paid_on))


def _standing_status(standing: Standing) -> str:
    if standing.status in ("paid", "paid-late"):
        return "met"
    if standing.status == "cancelled":
        return "notMet"
    if standing.outstanding_fen < standing.owing.amount_fen:
        return "partiallyMet"
    return "notMet" if standing.status == "overdue" else "scheduled"


def _reports(case: Case, words: Words) -> Iterator[Table]:
    """Each paper of each year; the contract gives them no date of their own."""
    for table in case.document.get("deliverables", ()):
        for period in periods_named(case, table["every"]):
            paper = (table["key"], period)
            on = case.sight.receipts.get(paper)
            yield {
                "id": f"document/{period}-{table['key']}" if period else f"document/{table['key']}",
                "type": "reporting",
                "title": paper_text(paper, None, case.terms, words),
                "description": words("ocds.article", article=table["article"]),
                "status": "met" if on else "scheduled",
            } | _known(dateMet=_start(on))


def _obligation_milestone(state: ObligationState, words: Words) -> Table:
    deadline = state.deadline
    told = words(
        "ocds.duty",
        who=words(f"party.{state.obligation.who}"),
        state=words(f"duty.{state.status}", days=state.days_overdue),
        article=state.obligation.article,
    )
    if deadline and deadline.provisional:
        told += words("ics.provisional")
    return {
        "id": f"obligation/{state.obligation.key}",
        "type": "delivery",
        "title": words.title(state.obligation.title),
        "description": told,
        "status": "met"
        if state.done_on
        else "notMet"
        if state.status == "overdue"
        else "scheduled",
    } | _known(dueDate=_end(deadline.on if deadline else None), dateMet=_start(state.done_on))


# -- money -----------------------------------------------------------------------------------------


def _transactions(case: Case) -> Iterator[Table]:
    """Each transfer to each party paid by it; what came back is negative, between the same two."""
    moves = [(p.on, p.event, p.parts, 1) for p in case.position.payments]
    moves += [(r.on, r.event, r.parts, -1) for r in case.position.refunds]
    for on, event, parts, sign in sorted(moves):
        sums = _by_payee(parts, case)
        for payee, fen in sums.items():
            yield {
                "id": event if len(sums) == 1 else f"{event}/{payee.key}",
                "date": _start(on),
                "value": _value(sign * fen),
                "payer": _named(case.terms.party("purchaser"), case),
                "payee": _named(payee, case),
            }


def _by_payee(parts: Iterable[tuple[str, int]], case: Case) -> dict[Party, int]:
    sums: dict[Party, int] = {}
    for iid, fen in parts:
        instalment = case.terms.instalment(iid)
        payee = case.terms.payee(instalment) if instalment else case.terms.party("supplier")
        sums[payee] = sums.get(payee, 0) + fen
    return sums


def _value(fen: int) -> Table:
    """Yuan as a number: whole, or with decimals that a double holds to the fen below 10^13."""
    return {
        "amount": fen / FEN_PER_YUAN if fen % FEN_PER_YUAN else fen // FEN_PER_YUAN,
        "currency": "CNY",
    }


# -- papers ----------------------------------------------------------------------------------------


def _documents(case: Case, words: Words, with_terms: bool) -> Iterator[Table]:
    """The files behind the facts by what they are and their SHA-256.

    Their names, and what was noted of them, may name people: they stay in the store.
    """
    by_then = case.as_of.isoformat()
    for fact in case.holding:
        if fact.happened_on > by_then or isinstance(fact.says, WithTerms) is not with_terms:
            continue
        for file in {file.sha256: file for file in fact.says.files}.values():
            suffix = PurePath(file.name).suffix.lower()
            # the terms as data, not the paper that was signed
            of_terms = suffix == ".toml" and with_terms
            yield {
                "id": f"{fact.id}/{file.sha256[:16]}",
                "title": words("ocds.contract-file") if of_terms else _title(fact, case, words),
                "description": words("ocds.paper", on=fact.happened_on, digest=file.sha256),
            } | _known(
                documentType="contractSummary" if of_terms else _kind_of(fact, case),
                format=MEDIA.get(suffix),
            )


def _title(fact: Fact, case: Case, words: Words) -> str:
    """What a paper is about; nothing that somebody wrote about it."""
    standing = case.standing(getattr(fact.says, "instalment", ""))
    what = subject(fact, words, case.terms)
    what += [label(standing, words)] if standing else []
    what += [fact.says.kind] if isinstance(fact.says, Paper) else []
    return words(f"kind.{fact.kind}") + (words("ocds.about", what=what) if what else "")


def _kind_of(fact: Fact, case: Case) -> str:
    """The codelist's word for a paper, where it has one."""
    match fact.says:
        case Amended():
            return "contractAnnexe"
        case Submitted(document=key) | Received(document=key):
            title, _ = case.terms.documents.get(key, ("", False))
            return "physicalProgressReport" if is_report(title) else ""
        case Paper(kind=kind) if kind.startswith("accept"):
            return "completionCertificate"
    return ""


# -- dates, and what there is ----------------------------------------------------------------------


def _start(day: date | None) -> str | None:
    """A day as a moment: its first, in China."""
    return f"{day.isoformat()}T00:00:00+08:00" if day else None


def _end(day: date | None) -> str | None:
    """A day up to which something lasts or may be done: its last moment, in China."""
    return f"{day.isoformat()}T23:59:59+08:00" if day else None


def _known(**values: Any) -> Table:
    """What there is: the standard leaves out what is empty."""
    return {name: value for name, value in values.items() if value}
