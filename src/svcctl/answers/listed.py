"""Rows of a bank's or ledger's list with what each is: columns, rows, JSON and sentences."""

from collections.abc import Sequence
from typing import Any

from svcctl.answers.answer import Answer, Cell, Column
from svcctl.answers.recorded import Recorded, moved_lines, recorded_json, take_back
from svcctl.billing.money import grouped, yuan
from svcctl.i18n import Words
from svcctl.intake.listed import SETTLED, Filed, Found, Option

COLUMNS = (
    Column("column.row-number", "count"),
    Column("column.payment-on", "code"),
    Column("column.sum", "money"),
    Column("column.numbers", "code"),
    Column("column.listed-state"),
    Column("column.matched", "code"),
)

DIFFERING = ("differs", "near")
ONLY_THERE = ("new", "open", "unfit", "unknown", "misnamed", "damaged", "alike", "returned")


def _row(found: Found, words: Words, several: bool) -> list[Cell]:
    """A row of the list with what it is."""
    item = found.listed
    ref = item.ref or item.slip or item.voucher
    matched = _options(found, words, several)
    if found.of_row:
        matched = words("listed.of-row", row=found.of_row)
    shown = words("listed.event", matched=matched, event=found.event) if found.event else matched
    return [item.row, item.on.isoformat(), item.fen, ref, words(f"listed.{found.state}"), shown]


def _options(found: Found, words: Words, several: bool) -> str:
    return words("list.or").join(option_text(option, several) for option in found.options)


def option_text(option: Option, several: bool) -> str:
    """Instalments as they are typed after `--for`; part of one with its sum."""
    prefix = f"{option.contract}:" if several else ""
    return "+".join(prefix + iid for iid, _ in option.parts)


def told(found: Found, words: Words, several: bool) -> str:
    """One row in a sentence."""
    item = found.listed
    values = {"row": item.row, "on": item.on, "amount": grouped(item.fen), "event": found.event}
    options = _options(found, words, several)
    said = words(
        f"listed.why-{found.state}", options=options, name=item.name, account=item.account, **values
    )
    if found.of:
        given = words("list.or").join(given_back(each, words) for each in found.of)
        said = words("listed.gives-back", why=said, given=given)
    return said


def given_back(of: str, words: Words) -> str:
    """What money that came back is of: an event, or a row of the list."""
    return of if "#" in of else words("listed.of-row", row=int(of))


def answers_to(found: Found, words: Words) -> str:
    """The options by which a person says what the row is."""
    row = found.listed.row
    if found.state == "returned" and len(found.of) != 1:
        return words("listed.how-returned-of", row=row)
    return words(f"listed.how-{found.state}", row=row, event=found.event)


def _found_json(found: Found) -> dict[str, Any]:
    """A row of the list as scripts read it."""
    item = found.listed
    return {
        "row": item.row,
        "on": item.on.isoformat(),
        "amount": yuan(item.fen),
        "ref": item.ref or item.slip or item.voucher,
        "state": found.state,
        "event": found.event or None,
        "could_be": [
            [{"id": f"{option.contract}:{iid}", "amount": yuan(fen)} for iid, fen in option.parts]
            for option in found.options
        ],
    }


# -- what was taken in -----------------------------------------------------------------------------


def taken_in(
    path: str,
    found: Sequence[Found],
    sums: Sequence[int],
    recorded: Sequence[Recorded],
    several: bool,
    dry_run: bool,
    words: Words,
    store_option: str,
) -> Answer:
    """A list that was imported, or would be."""
    ours = [each for each in found if each.state != "elsewhere"]
    counts = {state: sum(each.state == state for each in found) for state in SETTLED}
    unknown = [each.listed.row for each in found if each.state == "unknown"]
    told = {"file": path, "rows": [_found_json(each) for each in found], "sums": list(sums)}
    return Answer(
        data=told | recorded_json(recorded, dry_run, words),
        columns=COLUMNS,
        rows=lambda: [_row(each, words, several) for each in ours],
        head=[words("listed.tried" if dry_run else "listed.done", path=path)],
        foot=[
            words("listed.counts", **counts),
            *_rows_told("listed.unknown-rows", unknown, words),
            *_rows_told("listed.sums", sums, words),
            *_moved(recorded, several, words),
            *_undo(recorded, dry_run, words, store_option),
        ],
    )


def _moved(recorded: Sequence[Recorded], several: bool, words: Words) -> list[str]:
    """What each contract's rows changed; with its name where the store has others."""
    ids = [each.terms.id if several else "" for each in recorded]
    return [
        line
        for each, contract in zip(recorded, ids, strict=True)
        for line in moved_lines(each, words, contract)
    ]


def _undo(
    recorded: Sequence[Recorded], dry_run: bool, words: Words, store_option: str
) -> list[str]:
    """How to take an import back: the one fact, or all of it in one line, however many."""
    facts = [fact for each in recorded for fact in each.facts]
    if dry_run or not facts:
        return []
    if len(facts) == 1:
        return take_back([facts[0].id], words, store_option)
    digest = facts[0].payload["list"]["sha256"][:12]
    return [words("listed.undo", digest=digest) + store_option]


def _rows_told(key: str, rows: Sequence[int], words: Words) -> list[str]:
    """The rows that were taken for sums, or for nobody's, so that a person sees one that is not."""
    if not rows:
        return []
    shown = words("list.separator").join(str(row) for row in rows)
    return [words(key, count=len(rows), rows=shown)]


# -- what was compared -----------------------------------------------------------------------------


def compared(
    data: dict[str, Any],
    ours: Sequence[Found],
    here: Sequence[Filed],
    sums: Sequence[int],
    title: str,
    several: bool,
    words: Words,
) -> Answer:
    """A list held against what is recorded: the same, only here, only there."""
    there = [each for each in ours if each.state in ONLY_THERE]
    counts = {
        "matched": sum(each.state == "recorded" for each in ours),
        "differing": sum(each.state in DIFFERING for each in ours),
        "there": len(there),
        "there_sum": grouped(sum(each.listed.fen for each in there)),
        "here": len(here),
        "here_sum": grouped(sum(each.fen for each in here)),
        "others": data["others"],
    }
    return Answer(
        data=data | {"sums": list(sums)} | _compared_json(ours, here),
        columns=COLUMNS,
        rows=lambda: [
            *(_row(each, words, several) for each in ours),
            *(_filed_row(each, words) for each in here),
        ],
        head=[title],
        foot=[words("compare.counts", **counts), *_rows_told("listed.sums", sums, words)],
    )


def _filed_row(filed: Filed, words: Words) -> list[Cell]:
    numbers = words("list.separator").join(sorted(filed.numbers)) or filed.voucher
    parts = "+".join(iid for iid, _ in filed.parts)
    matched = words("listed.event", matched=parts, event=filed.event)
    return [None, filed.on.isoformat(), filed.fen, numbers, words("listed.only-here"), matched]


def _compared_json(ours: Sequence[Found], here: Sequence[Filed]) -> dict[str, Any]:
    def in_state(*states: str) -> list[dict[str, Any]]:
        return [_found_json(each) for each in ours if each.state in states]

    return {
        "matched": in_state("recorded"),
        "differs": in_state(*DIFFERING),
        "only_there": in_state(*ONLY_THERE),
        "only_here": [_filed_json(each) for each in here],
    }


def _filed_json(filed: Filed) -> dict[str, Any]:
    return {
        "event": filed.event,
        "on": filed.on.isoformat(),
        "amount": yuan(filed.fen),
        "refs": sorted(filed.numbers),
    }
