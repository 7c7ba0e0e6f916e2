"""What fills letters about reports: handed over, asked for, received, pressed for."""

from collections.abc import Sequence
from datetime import date

from svcctl.answers.instalment_words import label
from svcctl.answers.periods import paper_text
from svcctl.answers.when import due_text as when_text
from svcctl.billing.instalment import DocumentKey
from svcctl.billing.periods import ONCE
from svcctl.billing.position import HandIn, Submitted
from svcctl.billing.refusal import Refusal
from svcctl.billing.schedule import Standing
from svcctl.casebook.case import Case
from svcctl.i18n import Words
from svcctl.papers.letter_fills import due_words
from svcctl.papers.letter_parts import Fill, Values, common, day_text, letter_title
from svcctl.papers.letter_words import chinese
from svcctl.papers.provenance import Provenance


def receipt_of(year: int | None, number: str) -> Fill:
    """The reports received for a year, those missing, and the deadlines that follow."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        keys = _keys(case, year)
        received = [key for key in keys if key in case.sight.receipts]
        if not received:
            raise Refusal("letter.nothing-received", on=case.as_of)
        running = [s for s in case.standings if s.instalment.needs and s.clock.state == "running"]
        due = [s for s in running if s.instalment.year == year]
        return common(case, words("letter.receipt"), "purchaser", found, words, number) | {
            "period": _period(year, words),
            "documents": [_received(n, key, case, words) for n, key in enumerate(received, 1)],
            "missing": [_title(key, case, words) for key in keys if key not in received],
            "due": [f"{label(s, words)}：{due_words(s, words)}" for s in due],
        }

    return fill


def asking_for(year: int, number: str) -> Fill:
    """What a year's payment waits for."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        missing = [key for key in _keys(case, year) if key not in case.sight.receipts]
        if not missing:
            raise Refusal("letter.nothing-missing", year=year)
        last = case.sight.years[year - 1].last
        ended = "letter.ended" if last < case.as_of else "letter.ending"
        titles = [_title(key, case, words) for key in missing]
        title = letter_title("title-asking", case, "purchaser", words, year=year)
        return common(case, title, "purchaser", found, words, number) | {
            "year": year,
            "ending": words(ended, on=chinese(last)),
            "missing": [f"{place}. {each}" for place, each in enumerate(titles, 1)],
            "counted": _counted(case, year, words),
        }

    return fill


def transmittal_of(year: int | None, named: Sequence[str], number: str) -> Fill:
    """What the supplier hands in, with a slip; those not received yet, unless some are named."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        keys = [key for key in _keys(case, year) if key[0] in named or not named]
        keys = keys if named else [key for key in keys if key not in case.sight.receipts]
        if not keys:
            raise Refusal("letter.nothing-to-transmit", on=case.as_of)
        titles = [_title(key, case, words) for key in keys]
        title = letter_title("title-transmit", case, "supplier", words, titles=titles)
        rows = [
            {"number": str(place), "title": _title(key, case, words), "copies": "",
             "on": day_text(_last_day(case.position.documents.get(key, ())))}
            for place, key in enumerate(keys, 1)
        ]  # fmt: skip
        return common(case, title, "supplier", found, words, number) | {
            "period": _period(year, words),
            "documents": rows,
            "titles": words("list.separator").join(titles),
            "counted": _counted_from_receipt(case, year, words),
        }

    return fill


def pressing_of(year: int | None, number: str) -> Fill:
    """What the supplier has handed in and the purchaser has not signed for."""

    def fill(case: Case, found: Provenance, words: Words) -> Values:
        _check_year(case, year)
        open_ = [(key, handed) for key in _keys(case, year) if (handed := _unsigned(key, case))]
        if not open_:
            raise Refusal("letter.nothing-unsigned", on=case.as_of)
        titles = [_title(key, case, words) for key, _ in open_]
        title = letter_title("title-ask-receipt", case, "supplier", words, titles=titles)
        rows = [
            {"number": str(place), "title": _title(key, case, words),
             "on": chinese(handed.on), "delivered": _delivered(handed, words)}
            for place, (key, handed) in enumerate(open_, 1)
        ]  # fmt: skip
        return common(case, title, "supplier", found, words, number) | {
            "period": _period(year, words),
            "documents": rows,
            "titles": words("list.separator").join(titles),
            "counted": _counted_from_receipt(case, year, words),
        }

    return fill


def _unsigned(key: DocumentKey, case: Case) -> Submitted | None:
    """What was handed in last, where no receipt and no return came after it."""
    acts = case.position.documents.get(key, ())
    last = acts[-1] if acts else None
    received = any(act.act == "receive" for act in acts)
    return last if isinstance(last, Submitted) and not received else None


def _delivered(handed: Submitted, words: Words) -> str:
    if handed.delivered_on is None:
        return words("letter.not-proven")
    return words("letter.delivered", on=handed.delivered_on, proof=handed.proof)


def _last_day(acts: Sequence[HandIn]) -> date | None:
    return next((act.on for act in reversed(acts) if act.act == "submit"), None)


def _check_year(case: Case, year: int | None) -> None:
    if year is not None and not 1 <= year <= len(case.sight.years):
        raise Refusal("letter.year", year=year, years=len(case.sight.years))


def _period(year: int | None, words: Words) -> str:
    return words("letter.of-year", year=year) if year else ""


def _counted(case: Case, year: int | None, words: Words) -> str:
    """From what and for how long the days of a year's payment are counted."""
    waiting = _waiting(case, year)
    if not waiting:
        return ""
    return words("letter.counted", when=when_text(waiting[0].instalment.due, case.terms, words))


def _counted_from_receipt(case: Case, year: int | None, words: Words) -> str:
    """The same with the instalments that wait for it, for the letters of the supplier."""
    counted = _counted(case, year, words)
    if not counted:
        return ""
    what = words("list.separator").join(label(s, words) for s in _waiting(case, year))
    return words("letter.counted-of", what=what, counted=counted)


def _waiting(case: Case, year: int | None) -> list[Standing]:
    return [s for s in case.standings if s.instalment.year == year and s.instalment.needs]


def _keys(case: Case, year: int | None) -> list[DocumentKey]:
    """The documents of a year, or without a year those due once; of its parts those that are over."""
    if year is None:
        return [(key, None) for key, (_, every) in case.terms.documents.items() if every == ONCE]
    periods = [each for each in case.sight.periods.values() if each.year == year]
    return [
        (key, period.id)
        for key, (_, every) in case.terms.documents.items()
        for period in periods
        # nothing of a later quarter is asked for while this one runs
        if period.every == every and (every == "service-year" or period.last < case.as_of)
    ]


def _title(key: DocumentKey, case: Case, words: Words) -> str:
    part = key[1] if key[1] and "-" in key[1] else None
    return paper_text((key[0], part), None, case.terms, words)


def _received(number: int, key: DocumentKey, case: Case, words: Words) -> Values:
    return {
        "number": str(number),
        "title": _title(key, case, words),
        "on": chinese(case.sight.receipts[key]),
    }
