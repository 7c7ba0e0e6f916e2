"""What corrections changed of a contract's terms, and which instalments rest on it."""

from collections.abc import Iterator, Sequence
from typing import Any

from svcctl.billing.changes import changes
from svcctl.billing.record import Record
from svcctl.billing.schedule import Standing
from svcctl.billing.terms import Document
from svcctl.casebook.case import Case, case_from
from svcctl.casebook.kinds import Amended, Corrected, Fact
from svcctl.casebook.replay import amended_document, said, terms_document

DATED = ("amount", "due_on")


class TermChange(Record):
    """One term before and after, as text; None where there was none."""

    key: str  # its path in the contract file, tables in lists by their keys
    before: str | None
    after: str | None


class Correction(Record):
    """A correction and what it changed, term by term."""

    fact: Fact
    of: str  # the amendment that it puts right; empty for the terms first agreed
    reason: str
    changes: tuple[TermChange, ...]


def term_changes(before: Any, after: Any, at: str = "") -> Iterator[TermChange]:
    """Every term that differs between two contract documents, by its path."""
    if isinstance(before, dict) or isinstance(after, dict):
        old, new = (each if isinstance(each, dict) else {} for each in (before, after))
        if not (_none_or_table(before) and _none_or_table(after)):
            yield TermChange(at, _text(before), _text(after))
            return
        for name in dict.fromkeys((*old, *new)):
            yield from term_changes(old.get(name), new.get(name), f"{at}.{name}" if at else name)
    elif _tables(before) or _tables(after):
        olds, news = _by_name(before or []), _by_name(after or [])
        for name in dict.fromkeys((*olds, *news)):
            yield from term_changes(olds.get(name), news.get(name), f"{at}[{name}]")
    elif before != after:
        yield TermChange(at, _text(before), _text(after))


def _none_or_table(value: Any) -> bool:
    return value is None or isinstance(value, dict)


def _tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _by_name(tables: list[Any]) -> dict[str, Any]:
    """Tables of a list by what names them: their key, a party's role, else their place."""
    named = [(each.get("key") or each.get("role"), each) for each in tables]
    return {name or str(place): each for place, (name, each) in enumerate(named)}


def _text(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return ", ".join(f"{name} {_text(part)}" for name, part in value.items())
    return ", ".join(str(_text(each)) for each in value) if isinstance(value, list) else str(value)


def corrected(fact: Fact, holding: Sequence[Fact]) -> Correction | None:
    """What a correction changed of the terms that held before it was recorded."""
    if not isinstance(fact.says, Corrected):
        return None
    earlier = [each for each in holding if each.seq < fact.seq]
    amendments = [each for each in said(earlier, Amended) if each.event == fact.says.of]
    before: Document | None = (
        amended_document(amendments[0], earlier) if amendments else terms_document(earlier)
    )
    found = tuple(term_changes(before, fact.says.terms))
    return Correction(fact, fact.says.of, fact.says.reason, found)


def corrections(holding: Sequence[Fact]) -> list[Correction]:
    """The corrections that hold, in the order in which they were recorded."""
    return [found for fact in holding if (found := corrected(fact, holding))]


def resting(case: Case) -> dict[str, list[Correction]]:
    """The instalments whose date or sum a correction made, each with what it changed for them."""
    found: dict[str, list[Correction]] = {}
    for correction in corrections(case.holding):
        moved = _moved(correction, case)
        for standing in case.standings:
            if standing.instalment.id in moved:
                told = correction._replace(changes=_about(standing, correction.changes))
                found.setdefault(standing.instalment.id, []).append(told)
    return found


def _moved(correction: Correction, case: Case) -> set[str]:
    """The instalments that would have another date, sum or rule without a correction."""
    before, after = (_without(correction, case, itself) for itself in (True, False))
    ruled = {each.instalment.id: _rule(each) for each in before}
    return {change.id for change in changes(before, after) if change.what in DATED} | {
        each.instalment.id for each in after if ruled.get(each.instalment.id) != _rule(each)
    }


def _rule(standing: Standing) -> tuple[Any, ...]:
    instalment = standing.instalment
    return instalment.due, instalment.share, instalment.papers


def _without(correction: Correction, case: Case, itself: bool) -> Sequence[Standing]:
    """The instalments without later corrections of the same terms, and without the one named."""
    first = correction.fact.seq + (0 if itself else 1)

    def left_out(fact: Fact) -> bool:
        says = fact.says
        return isinstance(says, Corrected) and says.of == correction.of and fact.seq >= first

    holding = [fact for fact in case.holding if not left_out(fact)]
    found = case_from(case.id, holding, case.as_of, case.calendar_named)
    return found.standings if found else ()


def _about(standing: Standing, changed: Sequence[TermChange]) -> tuple[TermChange, ...]:
    """Of what was changed, the instalment's own terms, else those of no list, else all."""
    mine = f"instalments[{standing.instalment.key}]."
    own = [each for each in changed if each.key.startswith(mine)]
    common = [each for each in changed if "[" not in each.key]
    return tuple(own or common or changed)
