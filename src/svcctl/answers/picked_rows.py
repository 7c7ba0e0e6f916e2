"""What instalments and returns of guarantees are picked by, and how a list says what was picked."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from svcctl.answers import guarantees
from svcctl.answers.answer import Column
from svcctl.answers.contracts import funds_text
from svcctl.answers.guarantees import ReturnRow
from svcctl.answers.instalment_json import office_of
from svcctl.answers.instalment_row import InstalmentRow
from svcctl.answers.instalment_words import label, status_text
from svcctl.answers.instalments import Chosen, every_row
from svcctl.answers.narrowing import counts_json, group_name, refuse_unknown, told
from svcctl.answers.picking import Picked, Traits, pick
from svcctl.answers.wish import Wish
from svcctl.billing.due import sums_of
from svcctl.billing.money import yuan
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case
from svcctl.i18n import LANGUAGES, Words

LISTED = ("overdue", "due", "waiting", "projected")
SETTLED = ("paid", "paid-late", "cancelled")
# what offices write of a payment that is late, beside what the list prints
ALSO = {"逾期未付": "overdue", "逾期未收": "overdue"}


def of_instalment(words: Words) -> Callable[[InstalmentRow], Traits]:
    """The traits of instalments, their states by the words of either language."""
    tongues = _tongues(words)

    def traits(row: InstalmentRow) -> Traits:
        standing, office = row.standing, office_of(row.standing.instalment.key, row.case)
        fund = office["fund_source"]
        said = [status_text(standing, each) for each in tongues]
        return Traits(
            id=row.whole_id,
            contract=words.title(row.case.terms.title),
            supplier=row.case.terms.payee(standing.instalment).name,
            department=office["department"],
            fund=funds_text(fund, words) if fund else None,
            on=standing.due_on,
            statuses=(standing.status, *said),
            fen=standing.outstanding_fen or standing.owing.amount_fen,
            words=(label(standing, words), label(standing, words, short=True)),
        )

    return traits


def of_return(words: Words) -> Callable[[ReturnRow], Traits]:
    """The traits of returns of guarantees; they are charged to no fund."""
    tongues = _tongues(words)

    def traits(each: ReturnRow) -> Traits:
        row, office = each.row, each.case.document.get("office", {})
        said = [guarantees.status_text(row, tongue) for tongue in tongues]
        return Traits(
            id=each.whole_id,
            contract=words.title(each.case.terms.title),
            supplier=each.case.terms.party(row.guarantee.who).name,
            department=office.get("department"),
            fund=None,
            on=row.due_on,
            statuses=(row.status, *said),
            fen=row.outstanding_fen,
            words=(guarantees.label(row, words),),
        )

    return traits


def _tongues(words: Words) -> list[Words]:
    return [Words(lang, words.role) for lang in LANGUAGES]


# -- what there is to be asked for -----------------------------------------------------------------


def meant(wish: Wish, cases: Sequence[Case], keys: Sequence[str], words: Words) -> Wish:
    """The wish with its states as rows have them; Refusal for what there cannot be, with choices."""
    refuse_unknown(wish, cases, words)
    choices = [*keys, *_printed(keys, words)]
    for text in meaning(wish).statuses:
        if text not in choices:
            shown = list(dict.fromkeys(_printed(keys, words)[:: len(LANGUAGES)]))
            raise Refusal(
                "picked.status", value=text, choices=shown if words.lang == "zh" else keys
            )
    return meaning(wish)


def meaning(wish: Wish) -> Wish:
    """The wish with its states as rows have them, whether there are such or not."""
    return wish._replace(statuses=tuple(ALSO.get(text, text) for text in wish.statuses))


def _printed(keys: Sequence[str], words: Words) -> list[str]:
    """The words of the states, each in both languages, of instalments and of what goes back."""
    names = [f"status.{key}" for key in keys if key != "waiting"]
    names += [f"status.waiting-{what}" for what in ("reports", "papers") if "waiting" in keys]
    names += [f"guarantee.status.{key}" for key in keys]
    tongues = _tongues(words)
    return [each(name) for name in names for each in tongues]


# -- what is said of it ----------------------------------------------------------------------------


def picked_told(
    wish: Wish, picked: Picked[Any], words: Words, shared: int | None = None
) -> list[str]:
    """What was asked for, how many rows that are, and what is left out of the totals."""
    lines = told(wish, picked, words, "instalment")
    if shared is None:
        shared = shared_in(picked.matching, wish)
    return [*lines, words("picked.shared", count=shared)] if shared else lines


def shared_in(rows: Sequence[InstalmentRow], wish: Wish) -> int:
    """How many of the rows several sources pay for: they are listed with all of their sums."""
    return sum(map(_shared, rows)) if wish.fund else 0


def _shared(row: InstalmentRow) -> bool:
    return isinstance(office_of(row.standing.instalment.key, row.case)["fund_source"], list)


def group_column(picked: Picked[InstalmentRow], wish: Wish, words: Words) -> tuple[Column, ...]:
    """In a file each row says its group."""
    if not wish.group_by:
        return ()
    names = {
        row.whole_id: group_name(wish.group_by, name, words)
        for name, part in picked.groups
        for row in part
    }
    heading = f"column.{wish.group_by}"
    return (Column(heading, cell=lambda row, _: names.get(row.whole_id, "")),)


def picked_json(picked: Picked[InstalmentRow], wish: Wish) -> dict[str, Any]:
    """How many rows there were, and the groups with their totals, where something was asked for."""
    if not wish.asked:
        return {}
    found: dict[str, Any] = {"picked": counts_json(picked)}
    if wish.group_by:
        found["groups"] = [_group_json(name, part) for name, part in picked.groups]
    return found


def _group_json(name: str | None, rows: Iterable[InstalmentRow]) -> dict[str, Any]:
    standings = [row.standing for row in rows]
    sums = {key: yuan(fen) for key, fen in sums_of(standings)._asdict().items()}
    del sums["waiting"]
    return {"name": name, "count": len(standings), **sums}


def schedule_chosen(cases: Sequence[Case], wish: Wish, words: Words) -> Chosen:
    """The rows of the schedule narrowed, and what it says of that."""
    wish = meant(wish, cases, (*LISTED, *SETTLED), words)
    picked = pick(every_row(cases), of_instalment(words), wish)
    named = [(group_name(wish.group_by, name, words), part) for name, part in picked.groups]
    return Chosen(
        picked.shown,
        picked_told(wish, picked, words),
        group_column(picked, wish, words),
        named if wish.group_by else (),
        picked_json(picked, wish),
        bool(wish.sort),
    )
