"""What explanations claim is true: every sum and day in them is read and worked out anew, over whole lives."""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import breach_lives
import guarantee_lives
import lives
import period_lives
import test_guarantee_auditor
import test_period_auditor
import written_lives
from arithmetic import DAY, LANGUAGES, SUM, Known, guarantee, instalment, line, read
from journal_facts import IMPORTED, fact
from profiles import examples
from svcctl.answers.damages_steps import explained as explained_line
from svcctl.answers.explanation import explanation
from svcctl.answers.guarantee_steps import explained_lodging, explained_return
from svcctl.billing.damages.assessment import assess
from svcctl.billing.guarantees import guarantee_rows
from svcctl.billing.schedule import sight_of
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import Fact
from svcctl.casebook.replay import effective
from svcctl.contracts.form import plain
from svcctl.i18n import Words
from test_auditor import calendars, events, working_days
from test_damages_auditor import calendar, position_of, terms_of

Table = dict[str, Any]
Life = tuple[Table, list[Table], date]
Judge = Callable[[Sequence[str], str, Known], list[str]]


def lived(contract: Table, facts: Sequence[Fact], as_of: date) -> Case:
    """The contract and its facts as the journal would hold them."""
    signed = contract["signed_on"]
    imported = fact(
        "made-up", 0, IMPORTED, signed.isoformat(), "2025", "tester", {"terms": plain(contract)}
    )
    case = case_from("made-up", effective([imported, *facts]), max(as_of, signed), calendars())
    assert case
    return case


def explained(case: Case) -> list[str]:
    """What is wrong with the explanations of all instalments, in both languages."""
    worked = working_days(case.terms.calendar)
    days = {each.id: date.fromisoformat(each.happened_on) for each in case.holding}
    wrong = []
    for standing in case.standings:
        for language in LANGUAGES:
            answer = explanation(case, standing, Words(language))
            words = [step["words"] for step in answer.data["steps"]]
            found = instalment(words, language, Known(worked, answer.data, days))
            wrong += [f"{standing.instalment.id} {language}: {each}" for each in found]
            if found:
                wrong += words
    return wrong


def shown(wrong: Sequence[str]) -> str:
    return "\n".join(wrong)


LIVES = {"lives": lives.cases(), "ended": lives.ended_cases(), "disputed": lives.disputed_cases()}
PERIOD_LIVES = {"periods": period_lives.cases(), "ended periods": period_lives.ended_cases()}


def wrong_of(kind: str, life: Life) -> list[str]:
    """What is wrong with all that is told of a life."""
    contract, facts, as_of = life
    if kind in LIVES:
        return explained(lived(contract, events(facts), as_of))
    told = [test_period_auditor.told(seq, each) for seq, each in enumerate(facts, 1)]
    return explained(lived(contract, told, as_of))


@pytest.mark.parametrize("kind", [*LIVES, *PERIOD_LIVES])
@examples(80)
@given(data=st.data())
def test_what_is_told_of_generated_lives_is_so(kind: str, data: st.DataObject) -> None:
    """Every sentence of every instalment's explanation, in both languages, is read and holds."""
    wrong = wrong_of(kind, data.draw((LIVES | PERIOD_LIVES)[kind]))
    assert not wrong, shown(wrong)


def guarantees_explained(case: Case) -> list[str]:
    """What is wrong with the explanations of all guarantees, in both languages."""
    worked = working_days(case.terms.calendar)
    wrong = []
    for language in LANGUAGES:
        words = Words(language)
        keys = [each.key for each in case.terms.guarantees]
        answers = [explained_lodging(case, key, words) for key in keys]
        answers += [explained_return(case, row, words) for row in guarantee_rows(case.sight)]
        for each in answers:
            told = [step["words"] for step in each.data["steps"]]
            found = guarantee(told, language, Known(worked, each.data))
            wrong += [f"{each.head[0]} {language}: {one}" for one in found]
            wrong += told if found else []
    return wrong


@examples(60)
@given(guarantee_lives.cases())
def test_what_is_told_of_guarantees_is_so(life: Life) -> None:
    """What was lodged, kept and given back, the share of it, the day by which it goes back."""
    contract, facts, as_of = life
    case = lived(contract, test_guarantee_auditor.recorded(facts), as_of)
    assert not (wrong := guarantees_explained(case)), shown(wrong)


@examples(40)
@given(written_lives.lives(lived, test_period_auditor.told))
def test_what_is_told_of_contracts_as_they_were_written_is_so(
    life: tuple[Table, list[Fact], date],
) -> None:
    """The shipped contracts and the real clauses, with papers, settlements and payments."""
    assert not (wrong := explained(lived(*life))), shown(wrong)


def lines_explained(life: Table) -> list[str]:
    """What is wrong with the explanations of all lines of damages, in both languages."""
    position = position_of(life)
    looked_at: Any = SimpleNamespace(id="made-up", as_of=life["as_of"], position=position)
    wrong = []
    for each in assess(sight_of(terms_of(life), position, calendar())):
        for language in LANGUAGES:
            data = explained_line(each, looked_at, Words(language)).data
            words = [step["words"] for step in data["explained"]]
            found = line(words, language, Known(calendar().is_working_day, data))
            wrong += [f"{each.id} {language}: {one}" for one in found]
            wrong += words if found else []
    return wrong


@examples(200)
@given(breach_lives.lives())
def test_what_is_told_of_damages_is_so(life: Table) -> None:
    """Periods by the day, rates, what a cap leaves, what was settled, in both languages."""
    assert not (wrong := lines_explained(life)), shown(wrong)


# -- the reader itself -----------------------------------------------------------------------------

FIGURE = re.compile(f"{DAY}|{SUM}")
# what a sentence says that neither its page nor the facts beside it can contradict, or not always:
# days and sums that are given and not worked out, names of sources, what another step makes irrelevant
GIVEN = {
    "instalment": "arrived date disputed event event-ahead fee found month-day open period plus plus-first-day "
    "put-off-papers put-off-year put-off-signing put-off-amendment received returned served served-period skipped "
    "source start window worked working-day year less less-all conceded amended lowered limitation demand refund "
    "on-its-way offset payee kept up-to",
    "damages": "cap-breach cap-contract gate-met loss loss-beyond loss-alone right-cap right-days right-times "
    "settled waived talks span once each appraisal above-cap",
}


def altered(text: str, figure: re.Match[str]) -> str:
    """A sentence with one of its figures wrong by a hundred yuan and a fen, or by a week."""
    told = figure.group()
    if re.fullmatch(DAY, told):
        wrong = (date.fromisoformat(told) + timedelta(7)).isoformat()
    else:
        wrong = f"{Decimal(told.replace(',', '')) + Decimal('100.01'):,.2f}"
    return text[: figure.start()] + wrong + text[figure.end() :]


def unnoticed(kind: str, words: list[str], known: Known, judge: Judge) -> list[str]:
    """Figures that can be wrong, and nobody who reads the page finds out."""
    found = []
    for at, text in enumerate(words):
        told = read(kind, "en", text)
        if told is None or told.name in GIVEN[kind].split():
            continue
        for figure in FIGURE.finditer(text):
            wrong = altered(text, figure)
            if not judge([*words[:at], wrong, *words[at + 1 :]], "en", known):
                found.append(wrong)
    return found


@examples(30)
@given(data=st.data())
def test_a_wrong_figure_is_found(data: st.DataObject) -> None:
    """Each figure that a page works out, wrong once: the reader of this file says so."""
    contract, facts, as_of = data.draw(lives.cases())
    case = lived(contract, events(facts), as_of)
    worked = working_days(case.terms.calendar)
    days = {each.id: date.fromisoformat(each.happened_on) for each in case.holding}
    for standing in case.standings[:3]:
        answer = explanation(case, standing, Words("en")).data
        words = [step["words"] for step in answer["steps"]]
        assert unnoticed("instalment", words, Known(worked, answer, days), instalment) == []


@examples(30)
@given(breach_lives.lives())
def test_a_wrong_figure_of_damages_is_found(life: Table) -> None:
    """The same for lines of damages."""
    position = position_of(life)
    looked_at: Any = SimpleNamespace(id="made-up", as_of=life["as_of"], position=position)
    for each in assess(sight_of(terms_of(life), position, calendar()))[:3]:
        data = explained_line(each, looked_at, Words("en")).data
        words = [step["words"] for step in data["explained"]]
        known = Known(calendar().is_working_day, data)
        assert unnoticed("damages", words, known, line) == []
