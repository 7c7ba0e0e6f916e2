"""Contracts of every shape from nothing by answers alone: what is told of one makes it again."""

import re
from datetime import date
from typing import Any

from hypothesis import given, settings

import guarantee_lives
import lives
import period_lives
import renewal_lives
from svcctl.contracts.form import plain
from svcctl.i18n import Words
from svcctl.interview import telling
from svcctl.interview.gates import FLAGS, implied
from svcctl.interview.question import ANY, KEEP, MORE, Asked
from svcctl.interview.sofar import Sofar
from svcctl.interview.walk import walk
from test_new_contract import answers_of, bare

DATES = ("signed_on", "award_notice_on", "from", "to", "on")
WORDS = Words("zh")


def dated(value: Any, key: str = "") -> Any:
    """A document as TOML has it, with dates for their ISO text."""
    if isinstance(value, dict):
        return {name: dated(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [dated(each, key) for each in value]
    is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    return date.fromisoformat(value) if is_day and key in DATES else value


def less(document: Any) -> Any:
    """A document without what says no more than leaving it out: defaults, the price of an only year."""
    made = bare(plain(document))
    for row in made["instalments"]:
        row.pop("year_over", None)
        if row.get("every") == "service-year":
            del row["every"]
    price = made["price"]
    if price.get("total") in (price.get("per_year"), *price.get("years", ())[:1]):
        price.pop("per_year", None)
        price.pop("years", None)
    return {key: value for key, value in made.items() if value != {}}


def made_of(answers: dict[str, str]) -> Any:
    """The document that the answers make, as a file of them would."""
    groups = {path.partition(".")[0].partition("[")[0] for path in answers}
    rows = {path.rpartition(".")[0] for path in answers}

    def meant(asked: Asked) -> str | None:
        key, row = asked.question.key, f"{asked.section.name}[{asked.row + 1}]"
        if key in (ANY, MORE):
            there = asked.section.name in groups if key == ANY else row in rows
            return "yes" if there else "no"
        if key in FLAGS:
            return implied(asked.question, answers, asked.path.rpartition(".")[0])
        return asked.proposed if asked.proposed or asked.question.optional else None

    def label(asked: Asked, choice: str, sofar: Sofar) -> str:
        return telling.label(asked, choice, sofar, WORDS)

    start = Sofar({}, {}, "zh", ("CN", "CN-GX", "CN-NX"), {})
    found = walk(answers, start, label, meant)
    assert found.pending is None, (found.pending, found.refused)
    return found.document


def again(document: Any) -> None:
    """What is told of a contract makes it again."""
    answers = answers_of(dated(document))
    assert KEEP not in answers.values()
    assert less(made_of(answers)) == less(document)


@settings(max_examples=15, deadline=None)
@given(lives.contracts(), period_lives.contracts())
def test_payments_of_every_shape(yearly: Any, by_periods: Any) -> None:
    """By years, months, quarters; after events, on days, in shares and sums."""
    again(yearly)
    again(by_periods)


@settings(max_examples=10, deadline=None)
@given(renewal_lives.contracts(), guarantee_lives.contracts())
def test_renewals_and_bonds_of_every_shape(renewed: Any, with_bonds: Any) -> None:
    """Renewals with prices of their own; bonds that go back in parts, by any rule."""
    again(renewed)
    again(with_bonds)
