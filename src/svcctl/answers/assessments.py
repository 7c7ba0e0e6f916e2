"""Scores of assessments: columns, rows, JSON, and what so many below the mark allow."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from svcctl.answers.answer import Answer, Column, Table, iso, rows_of
from svcctl.answers.periods import period_text
from svcctl.billing.assessing import Score, may_terminate_from, scores_of
from svcctl.billing.record import Record
from svcctl.casebook.case import Case
from svcctl.i18n import Words


class ScoreRow(Record):
    """A score of one contract."""

    case: Case
    score: Score


COLUMNS = Table(
    contract=Column("column.contract", "code", spare=True, cell=lambda r, _: r.case.id),
    assessment=Column("column.assessment", "code", cell=lambda r, _: r.score.assessment.key),
    period=Column(
        "column.period", cell=lambda r, words: period_text(r.score.period, r.case.terms, words)
    ),
    on=Column("column.on", "date", cell=lambda r, _: iso(r.score.on)),
    score=Column("column.score", "code", cell=lambda r, _: r.score.score),
    failed=Column(
        "column.state",
        cell=lambda r, words: words("assessment.failed" if r.score.failed else "assessment.passed"),
    ),
    article=Column("column.article", spare=True, cell=lambda r, _: r.score.assessment.article),
).view("contract assessment period on score failed article")


def listed(cases: Sequence[Case], as_of: date, words: Words) -> Answer:
    """Every score of the contracts."""
    rows = [ScoreRow(case, score) for case in cases for score in scores_of(case.sight)]
    rights = [each for case in cases for each in _rights(case)]
    data: dict[str, Any] = {
        "as_of": iso(as_of),
        "scores": [_json(row) for row in rows],
        "may_terminate": [
            {"contract": case.id, "assessment": key, "from": iso(on)} for case, key, on in rights
        ],
    }
    foot = [words("assessment.may-terminate", assessment=key, on=on) for _, key, on in rights]
    return Answer(
        data=data,
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, rows, words)),
        head=[words("assessment.title", as_of=as_of)],
        foot=foot,
    )


def _rights(case: Case) -> Iterator[tuple[Case, str, date]]:
    scores = scores_of(case.sight)
    for rule in case.terms.assessments.values():
        if on := may_terminate_from(rule, scores):
            yield case, rule.key, on


def _json(row: ScoreRow) -> dict[str, Any]:
    score = row.score
    return {
        "contract": row.case.id,
        "assessment": score.assessment.key,
        "period": score.period,
        "on": iso(score.on),
        "score": score.score,
        "failed": score.failed,
        "event": score.event,
    }
