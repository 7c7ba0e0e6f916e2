"""Reading a holiday notice into the store: what it settles, which dates it moves, and the text kept as evidence."""

import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Any, NamedTuple

import typer

from svcctl import workspace
from svcctl.billing.changes import Change
from svcctl.billing.obligations import duties
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION
from svcctl.billing.years import years_of
from svcctl.casefile import Case, case_from
from svcctl.commands.desk import Desk, iso, read_file
from svcctl.commands.options import DryRun, Maybe
from svcctl.entry import optional, parse_date
from svcctl.export.report import Column, Report
from svcctl.facts import CALENDAR_CHAIN, CALENDAR_NOTICE, RETRACTED, Event
from svcctl.ledger import NOBODY_KNEW_LATER, effective
from svcctl.store.journal import Draft, Journal


class Read(NamedTuple):
    """What became of a notice: the fact recorded (or to be), what it moves, and what it merely settles."""

    event: Event
    already: bool
    dry_run: bool
    moved: list[Change]
    settled: list[tuple[str, date]]


def import_(
    desk: Desk,
    notice: Annotated[str, typer.Argument(metavar="NOTICE|-", help="arg.notice")],
    region: Annotated[Maybe, typer.Option("--region", metavar="CN-GX", help="opt.region")] = None,
    issued_on: Annotated[Maybe, typer.Option("--issued-on", metavar="DATE", help="opt.issued-on")] = None,
    extra_days: Annotated[bool, typer.Option("--extra-days", help="opt.extra-days")] = False,
    dry_run: DryRun = False,
) -> None:
    """Read a notice as published by the State Council or a region, and say which dates it moves."""
    from svcctl.almanac.notice import plain_text, read_notice

    name, content = _content(notice)
    table = _region(region)
    line = plain_text(_decoded(content, name))
    _refuse_elsewhere(line, region, table)
    found = read_notice(line, [each["name"] for each in table["festivals"]] if table else [], extra_days)
    issued = iso(day) if (day := optional(parse_date, issued_on) or found.issued_on) else ""
    journal = desk.open(write=not dry_run)
    try:
        with journal.snapshot() if dry_run else journal.writing():
            read = _take_in(desk, journal, found, (region or NATION, name, content, issued), dry_run)
    finally:
        journal.close()
    desk.show(_report(desk, read, region or NATION))


# -- the text --------------------------------------------------------------------------------------


def _content(name: str) -> tuple[str, bytes]:
    if name == "-":
        return "stdin.txt", sys.stdin.buffer.read()
    path, content = read_file(name)
    return path.name, content


def _decoded(content: bytes, name: str) -> str:
    """The text; pages of the years before 2010 are often in GB 18030."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("notice.not-text", file=name)


def _region(region: str | None) -> dict[str, Any] | None:
    """The data file of a region; Refusal for one that has none."""
    if region in (None, NATION):
        return None
    tables = _regions()
    if region not in tables:
        raise Refusal("notice.region", region=region, known=", ".join(sorted(tables)))
    return tables[region]


def _regions() -> dict[str, dict[str, Any]]:
    import tomllib

    paths = sorted(workspace.shipped("calendars").glob("CN-*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in paths}


def _refuse_elsewhere(line: str, region: str | None, table: dict[str, Any] | None) -> None:
    """A region's notice is read for that region, the State Council's for the nation."""
    title = line.partition("的通知")[0]
    if table is None:
        for name, other in _regions().items():
            if other["title"]["zh"] in title:
                raise Refusal("notice.of-region", title=other["title"]["zh"], region=name)
    elif table["title"]["zh"] not in line:
        raise Refusal("notice.not-of-region", title=table["title"]["zh"], region=region)


# -- the store -------------------------------------------------------------------------------------


def _take_in(desk: Desk, journal: Journal, found: Any, text: tuple[str, str, bytes, str], dry_run: bool) -> Read:
    from svcctl.almanac.adopt import notice_fact

    calendar, name, content, issued = text
    digest = sha256(content).hexdigest()
    chain = journal.facts(CALENDAR_CHAIN)
    holding = effective(chain)
    for event in holding:
        files = [file["sha256"] for file in event.payload.get("files", ())]
        if event.kind == CALENDAR_NOTICE and event.payload["calendar"] == calendar and digest in files:
            return Read(event, True, dry_run, [], [])
    payloads = [event.payload for event in holding if "years" in event.payload]
    known = years_of(payloads, calendar).official.get(found.year)
    _refuse_year(desk, journal, payloads, calendar, found.year)
    source = _source(found.number, issued) or name
    payload = notice_fact(found, calendar, known, issued, source)
    if known is not None and not issued and not found.change and not _says_the_same(known, payload, found.year):
        raise Refusal("notice.no-date", year=found.year)
    payload["files"] = [{"name": name, "sha256": digest, "size": len(content)}]
    now = workspace.recorded_now()
    event = Event(CALENDAR_CHAIN, len(chain) + 1, CALENDAR_NOTICE, issued or iso(desk.today), now, desk.actor, payload)
    moved, settled = _moved(desk, journal, payloads, [*payloads, payload])
    if not dry_run:
        journal.keep(content)
        [event] = journal.append([Draft(event.chain, event.kind, event.happened_on, payload)], desk.actor, now)
    return Read(event, False, dry_run, moved, settled)


def _refuse_year(desk: Desk, journal: Journal, payloads: list[dict[str, Any]], calendar: str, year: int) -> None:
    """A year that the calendar does not reach, before the first or after the last one estimated."""
    sources = desk.calendars_from(journal, payloads)(calendar).sources
    if year not in sources:
        raise Refusal("calendar.unknown-year", calendar=calendar, year=year, first=min(sources), last=max(sources))


def _source(number: str, issued: str) -> str:
    return (number or "放假通知") + f"（{issued}）" if number or issued else ""


def _says_the_same(known: dict[str, Any], payload: dict[str, Any], year: int) -> bool:
    """Whether a notice without a date of issue tells what was known: the same weekdays off and weekend days worked."""
    entry = payload["years"][str(year)]
    weekdays = [_weekdays_off(each) for each in (known, entry)]
    return weekdays[0] == weekdays[1] and sorted(known["worked"]) == sorted(entry["worked"])


def _weekdays_off(entry: dict[str, Any]) -> set[date]:
    return {day for day in _days_off(entry) if day.weekday() < 5}


def _days_off(entry: dict[str, Any]) -> list[date]:
    """Every day off of an entry, weekend days included."""
    runs = [(date.fromisoformat(text).toordinal(), count) for text, count, _ in entry["off"]]
    return sorted(date.fromordinal(first + i) for first, count in runs for i in range(count))


# -- what moved ------------------------------------------------------------------------------------


def _moved(
    desk: Desk, journal: Journal, before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> tuple[list[Change], list[tuple[str, date]]]:
    """The instalments and obligations whose dates change, and those whose provisional dates are official now."""
    moved: list[Change] = []
    settled: list[tuple[str, date]] = []
    calendars = [desk.calendars_from(journal, payloads) for payloads in (before, after)]
    chains = journal.contracts()
    for chain in desk.followed(chains, lambda: len(chains), "progress.contracts"):
        holding = effective(journal.facts(chain), NOBODY_KNEW_LATER)
        cases = [case_from(chain, holding, desk.as_of, named) for named in calendars]
        found = [_dates(case) if case else {} for case in cases]
        for name, (was, provisional) in found[0].items():
            now, still = found[1].get(name, (None, False))
            if was != now:
                moved.append(Change(name, "due_on", iso(was) if was else None, iso(now) if now else None))
            elif now and provisional and not still:
                settled.append((name, now))
    return moved, settled


def _dates(case: Case) -> dict[str, tuple[date | None, bool]]:
    """Each instalment's and obligation's date, and whether it is provisional; what is paid or done cannot move."""
    found: dict[str, tuple[date | None, bool]] = {}
    for standing in case.standings:
        if standing.status != "cancelled":
            found[f"{case.id}:{standing.promise.id}"] = (standing.due_on, _provisional(standing.deadline))
    for duty in duties(case.terms, case.position, case.calendar):
        on = duty.deadline.on if duty.deadline else None
        found[f"{case.id}:{duty.obligation.key}"] = (on, _provisional(duty.deadline))
    return found


def _provisional(deadline: Any) -> bool:
    return bool(deadline and deadline.provisional)


# -- the answer ------------------------------------------------------------------------------------


def _report(desk: Desk, read: Read, calendar: str) -> Report:
    words = desk.words
    [(year, entry)] = read.event.payload["years"].items()
    off, worked = _off_days(desk, entry, calendar), [date.fromisoformat(text) for text in entry["worked"]]
    key = "notice.already" if read.already else "notice.would" if read.dry_run else "notice.done"
    values = {"calendar": calendar, "year": year, "source": entry["source"], "event": read.event.id}
    foot = [words("notice.worked", days=", ".join(map(iso, worked)))] if worked else []
    for change in read.moved:
        values_moved = {"id": change.id, "before": change.before or "-", "after": change.after or "-"}
        foot.append(words("notice.moved", **values_moved))
    foot += [words("notice.settled", id=name, on=on) for name, on in read.settled]
    if not read.moved and not read.already:
        foot.append(words("notice.nothing-moved"))
    if not read.already and not read.dry_run:
        foot += [
            words("recorded.take-back"),
            f'  svcctl audit retract {read.event.id} --reason "..."' + desk.store_option,
        ]
    data = {
        "calendar": calendar,
        "year": int(year),
        "number": read.event.payload.get("number"),
        "issued_on": read.event.payload.get("issued_on"),
        "basis": "official",
        "days_off": [iso(day) for day in off],
        "working_weekends": [iso(day) for day in worked],
        "source": entry["source"],
        "already": read.already,
        "dry_run": read.dry_run,
        "event": None if read.dry_run and not read.already else read.event.id,
        "moved": [change._asdict() for change in read.moved],
        "settled": [{"id": name, "due_on": iso(on)} for name, on in read.settled],
    }
    return Report(
        data=data,
        columns=(Column("column.festival"), Column("column.from", "code"), Column("column.to", "code"),
                 Column("column.days-off", "count")),
        rows=lambda: [
            [words.festival(name), text, iso(date.fromordinal(date.fromisoformat(text).toordinal() + days - 1)), days]
            for text, days, name in entry["off"]
        ],
        head=[words(key, **values)],
        foot=foot,
    )  # fmt: skip


def _off_days(desk: Desk, entry: dict[str, Any], calendar: str) -> list[date]:
    """The days off that would be worked: weekdays, and for a region the weekend days that the nation works."""
    if calendar == NATION:
        return [day for day in _days_off(entry) if day.weekday() < 5]
    journal = desk.open()
    try:
        with journal.snapshot():
            nation = desk.calendars(journal, NOBODY_KNEW_LATER)(NATION)
    finally:
        journal.close()
    return [day for day in _days_off(entry) if nation.is_working_day(day)]


# -- taking back -----------------------------------------------------------------------------------


def take_back(desk: Desk, seqs: Sequence[int], payload: dict[str, Any], on: date, dry_run: bool) -> None:
    """Take back notices that were read wrongly, by further facts; what shipped with the store stays."""
    journal = desk.open(write=not dry_run)
    try:
        with journal.snapshot() if dry_run else journal.writing():
            chain = journal.facts(CALENDAR_CHAIN)
            holding = {event.seq: event for event in effective(chain)}
            for seq in seqs:
                if seq not in holding or holding[seq].kind not in (CALENDAR_NOTICE, RETRACTED):
                    raise Refusal("retract.own-chain", event=f"{CALENDAR_CHAIN}#{seq}")
            drafts = [
                Draft(CALENDAR_CHAIN, RETRACTED, iso(on), {"event": f"{CALENDAR_CHAIN}#{seq}"} | payload)
                for seq in seqs
            ]
            now = workspace.recorded_now()
            events = [
                Event(d.chain, len(chain) + i, d.kind, d.happened_on, now, desk.actor, d.payload)
                for i, d in enumerate(drafts, 1)
            ]
            after = [event.payload for event in effective([*chain, *events]) if "years" in event.payload]
            moved, _ = _moved(desk, journal, [e.payload for e in holding.values() if "years" in e.payload], after)
            if not dry_run:
                events = journal.append(drafts, desk.actor, now)
    finally:
        journal.close()
    words = desk.words
    done = "recorded.would" if dry_run else "recorded.done"
    lines = [
        words(
            done, event=e.id, what=words(f"kind.{e.kind}"), on=e.happened_on, actor=e.actor, detail=e.payload["event"]
        )
        for e in events
    ]
    lines += [words("notice.moved", id=c.id, before=c.before or "-", after=c.after or "-") for c in moved]
    recorded = [event.id for event in events]
    data = {"dry_run": dry_run, "recorded": [] if dry_run else recorded, "moved": [c._asdict() for c in moved]}
    desk.show(Report(data=data, head=lines or [words("notice.nothing-moved")]))
