"""Every open reading: the choice in force, the others, what each would change."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column, iso
from svcctl.answers.named import Titles
from svcctl.answers.recorded import change_text, changes_json, worth_telling
from svcctl.billing.changes import Change
from svcctl.billing.readings import ReadingTrial, trials
from svcctl.billing.record import Record
from svcctl.billing.service import readings_of_clocks
from svcctl.casebook.case import Case
from svcctl.i18n import Words

COLUMNS = (
    Column("column.contract", "code", spare=True),
    Column("column.reading"),
    Column("column.key", "code", spare=3),
    Column("column.choice"),
    Column("column.from-where", spare=True),
    Column("column.other"),
    Column("column.effect"),
)


class Question(Record):
    """One reading of one contract: where its choice comes from, and what others would change."""

    case: Case
    key: str
    source: str
    others: Sequence[ReadingTrial]

    of_clocks: bool  # whether a clock of the service can come out otherwise by it
    moved: dict[str, list[Change]] = {}  # by another choice: the clocks of incidents that it moves

    @property
    def choice(self) -> str:
        """The choice in force."""
        return self.case.terms.readings[self.key]


def listed(cases: Sequence[Case], as_of: date, now: datetime, words: Words) -> Answer:
    """Every reading that the terms leave open."""
    found = [question for case in cases for question in _questions(case, now)]
    return Answer(
        data={"as_of": iso(as_of), "readings": [_json(each) for each in found]},
        columns=COLUMNS,
        rows=lambda: [_row(each, trial, words) for each in found for trial in each.others],
        head=[words("readings.title", as_of=as_of, count=len(found))],
    )


def _questions(case: Case, now: datetime) -> Iterator[Question]:
    sources = case.reading_sources()
    levels = case.document.get("service_levels", ())
    regimes = list(dict.fromkeys(level["regime"] for level in levels))
    of_clocks = readings_of_clocks(case.document)
    for key, others in trials(case.sight, case.under, regimes).items():
        if sources[key] != "terms":  # else the terms leave no room for another choice
            of_service = key in of_clocks
            moved = _moved(case, key, others, now) if of_service else {}
            yield Question(case, key, sources[key], others, of_service, moved)


def _moved(
    case: Case, key: str, others: Sequence[ReadingTrial], now: datetime
) -> dict[str, list[Change]]:
    """The clocks that each other choice moves."""
    # loaded where there are clocks: other contracts, and other commands, start without
    from svcctl.delivery.clocks_moved import clocks_moved
    from svcctl.delivery.matters import book_of
    from svcctl.delivery.promised import service_terms
    from svcctl.delivery.proposals import read_otherwise

    terms, book = service_terms(case.document, case.sight), book_of(case.holding, now)
    return {
        each.choice: list(clocks_moved(book, terms, read_otherwise(terms, key, each.choice), now))
        for each in others
    }


def _json(question: Question) -> dict[str, Any]:
    contract = question.case.id
    return {
        "contract": contract,
        "key": question.key,
        "choice": question.choice,
        "from": question.source,
        "harmless": not question.of_clocks and not any(each.changes for each in question.others),
        "others": [
            {
                "choice": trial.choice,
                "changes": changes_json(trial.changes, contract) + _moved_json(question, trial),
            }
            for trial in question.others
        ],
    }


def _moved_json(question: Question, trial: ReadingTrial) -> list[dict[str, Any]]:
    """The clocks that move, with moments as scripts read them."""
    plain = [
        change._replace(before=_plain(change.before), after=_plain(change.after))
        for change in question.moved.get(trial.choice, ())
    ]
    return changes_json(plain, question.case.id)


def _plain(value: Any) -> Any:
    from svcctl.answers.matter_json import stamp

    return stamp(value) if isinstance(value, datetime) else value


def _moved_text(change: Change, words: Words) -> str:
    from svcctl.answers.matter_told import at_text

    def shown(value: Any) -> str:
        if isinstance(value, datetime):
            return at_text(value)
        return words(f"matter.clock-{value}" if value else "value.none")

    before, after = shown(change.before), shown(change.after)
    return words(f"readings.moved-{change.what.replace('_', '-')}", id=change.id, before=before, after=after)  # fmt: skip


def _row(question: Question, trial: ReadingTrial, words: Words) -> list[Cell]:
    terms = question.case.terms
    named = Titles(terms, question.case.position.breaches).words(words)
    told = [change_text(change, named, terms) for change in worth_telling(trial.changes)]
    told += [_moved_text(each, words) for each in question.moved.get(trial.choice, ())]
    nothing = words("readings.clocks" if question.of_clocks else "readings.harmless")
    return [
        question.case.id,
        words(f"reading.{question.key}"),
        question.key,
        choice_text(question.key, question.choice, words),
        words(f"reading.from.{question.source}"),
        choice_text(question.key, trial.choice, words),
        words("list.semicolon").join(told) or nothing,
    ]


def choice_text(reading: str, choice: str, words: Words) -> str:
    """A choice in words; a regime of service levels by its own name."""
    key = f"reading.{reading}.{choice}"
    return words(key) if key in words else choice
