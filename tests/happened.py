"""What happened, written in one line each for tests."""

from collections.abc import Callable
from datetime import date

from svcctl.billing import position as p
from svcctl.billing.readings import Under
from svcctl.billing.schedule import Sight, sight_of
from svcctl.billing.terms import Document, terms_from
from svcctl.billing.working_days import Calendar

Day = date | None


def HandIn(act: str, on: date, delivered_on: Day, event: str) -> p.HandIn:
    form = {"submit": p.Submitted, "receive": p.Received, "return": p.Returned}[act]
    return form(document="", on=on, delivered_on=delivered_on, event=event)


def Payment(
    event: str, on: date, arrived_on: Day, parts: p.Parts, ref: str = "", account: str = "",
    voucher: str = "", slip: str = "", override: bool = False,
) -> p.Payment:  # fmt: skip
    return p.Payment(event=event, on=on, arrived_on=arrived_on, parts=parts, ref=ref, account=account,
                     voucher=voucher, slip=slip, override=override)  # fmt: skip


def Refund(event: str, payment: str, on: date, parts: p.Parts) -> p.Refund:
    return p.Refund(event=event, payment=payment, on=on, parts=parts)


def Negotiation(act: str, on: date, new_due: Day, event: str) -> p.Negotiation:
    form = {"open": p.TalksOpened, "fail": p.TalksFailed, "settle": p.TalksSettled}[act]
    return form(on=on, new_due=new_due, event=event, subjects=())


def Breach(
    id: str, rule: str, on: date, ended_on: Day, by: str, fen: int | None,
    contested: bool = False, unfounded: bool = False, event: str = "",
) -> p.Breach:  # fmt: skip
    return p.Breach(id=id, rule=rule, on=on, ended_on=ended_on, by=by, amount_fen=fen,
                    contested=contested, unfounded=unfounded, event=event)  # fmt: skip


def Loss(id: str, subject: str, on: date, fen: int, event: str) -> p.Loss:
    return p.Loss(id=id, subject=subject, on=on, fen=fen, event=event)


def Appraisal(breach: str, on: date, in_order: bool, fee: int, event: str) -> p.Appraisal:
    return p.Appraisal(breach=breach, on=on, in_order=in_order, fee_fen=fee, event=event)


def Relief(
    act: str, line: str, on: date, fen: int, instalment: str, decision: str, event: str
) -> p.Relief:
    form = {"waive": p.Waived, "settle": p.DamagesSettled, "offset": p.Offset}[act]
    return form(line=line, on=on, fen=fen, instalment=instalment, decision=decision, event=event)


def ForceMajeure(
    id: str, by: str, on: date, ended_on: Day, notified_on: Day, proven: bool, event: str
) -> p.ForceMajeure:  # fmt: skip
    return p.ForceMajeure(id=id, by=by, on=on, ended_on=ended_on, notified_on=notified_on,
                          proven=proven, event=event)  # fmt: skip


def Dispute(
    instalment: str, on: date, fen: int, settled_on: Day, owed: int, event: str
) -> p.Dispute:
    return p.Dispute(instalment=instalment, on=on, fen=fen, settled_on=settled_on, owed_fen=owed,
                     event=event)  # fmt: skip


def Termination(on: date, reason: str, pro_rata: bool, event: str) -> p.Termination:
    return p.Termination(on=on, reason=reason, pro_rata=pro_rata, event=event)


def under(document: Document, position: p.Position, calendars: Callable[[str], Calendar]) -> Under:
    """The contract under other readings, without a journal."""

    def sight(reading: str, other: str) -> Sight:
        terms = terms_from(document, {reading: other})
        return sight_of(terms, position, calendars(terms.calendar))

    return sight
