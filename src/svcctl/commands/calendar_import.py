"""Reading a holiday notice into the store: what it settles, which dates it moves."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from svcctl import workspace
from svcctl.answers.notices import NoticeRead, NoticeTrial, read_report, taken_back
from svcctl.billing.position import CalendarDays, CalendarNotice
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.billing.terms import NATION
from svcctl.billing.years import days_off, says_the_same, years_of
from svcctl.casebook.case import case_from
from svcctl.casebook.kinds import CALENDAR_CHAIN, Fact, Retracted
from svcctl.casebook.moving import dates_moved
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective, said
from svcctl.desk import naming
from svcctl.desk.acts import Act, mention
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.looking import Look, calendars_from, looking, writing
from svcctl.desk.options import Maybe, act_options, argument, day, flag, text
from svcctl.desk.showing import check_output, show
from svcctl.intake.paper_text import text_of
from svcctl.store.journal import Journal
from svcctl.store.place import Server


class NoticeText(Record):
    """A notice as handed in: for which calendar, its name, its bytes, its day of issue."""

    calendar: str
    name: str
    content: bytes
    issued_on: str


@act_options(without=("on", "doc", "files", "note"))
def import_(
    act: Act,
    notice: Annotated[str, argument("NOTICE|-", "arg.notice")],
    region: Annotated[Maybe, text("--region", "opt.region", "CN-GX")] = None,
    issued_on: Annotated[date | None, day("--issued-on", "opt.issued-on")] = None,
    extra_days: Annotated[bool, flag("--extra-days")] = False,
) -> None:
    """Read a notice as published by the State Council or a region, and say which dates it moves."""
    from svcctl.almanac.notice import plain_text, read_notice

    desk = act.desk
    check_output(desk)
    name, content = _content(notice)
    region = region and naming.region(region, regions())
    table = _region(region)
    line = plain_text(text_of(name, content))
    _refuse_elsewhere(line, region, table)
    festivals = [each["name"] for each in table["festivals"]] if table else []
    found = read_notice(line, festivals, extra_days)
    issued = issued_on or found.issued_on
    handed_in = NoticeText(region or NATION, name, content, issued.isoformat() if issued else "")
    with writing(desk, act.dry_run) as look:
        read = _take_in(look, found, handed_in, act.dry_run)
    off = _weekdays_off(desk, read, handed_in.calendar)
    show(desk, read_report(read, off, desk.words, desk.store_option))
    if not (read.already or act.dry_run):
        _renew(desk)


def _renew(desk: Desk) -> None:
    """Lists rest on the calendar: on a server they are made anew for all who look there."""
    from svcctl.desk.bands import renew

    if isinstance(desk.store_place, Server):
        renew(desk)


# -- the text --------------------------------------------------------------------------------------


def _content(name: str) -> tuple[str, bytes]:
    if name == "-":
        return "stdin.txt", sys.stdin.buffer.read()
    path, content = read_file(name)
    return path.name, content


def _region(region: str | None) -> dict[str, Any] | None:
    """The data file of a region; Refusal for one that has none."""
    if region in (None, NATION):
        return None
    tables = _regions()
    if region not in tables:
        raise Refusal("notice.region", region=region, known=", ".join(sorted(tables)))
    return tables[region]


def regions() -> dict[str, str]:
    """The Chinese name of each calendar that ships."""
    return {NATION: "全国"} | {key: table["title"]["zh"] for key, table in _regions().items()}


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


def _take_in(look: Look, found: Any, text: NoticeText, dry_run: bool) -> NoticeRead:
    from svcctl.almanac.adopt import notice_fact

    desk, journal = look.desk, look.journal
    file = mention(Path(text.name), text.content)
    count = journal.length(CALENDAR_CHAIN)
    chain = journal.facts(CALENDAR_CHAIN)
    holding = effective(chain)
    for fact in holding:
        says = fact.says
        same = isinstance(says, CalendarNotice) and says.calendar == text.calendar
        if same and file.sha256 in [each.sha256 for each in says.files]:
            return NoticeRead(fact, already=True, dry_run=dry_run)
    before = said(holding, CalendarDays)
    known = years_of(before, text.calendar).official.get(found.year)
    _refuse_year(before, text.calendar, found.year)
    source = _source(found.number, text.issued_on) or text.name
    says = notice_fact(found, text.calendar, known, text.issued_on, source)
    undated = known is not None and not text.issued_on and not found.change
    if undated and known and not says_the_same(known, says.years[str(found.year)]):
        raise Refusal("notice.no-date", year=found.year)
    on = date.fromisoformat(text.issued_on) if text.issued_on else desk.today
    says = says._replace(on=on, files=(file,))
    now = workspace.recorded_now()
    [fact] = assumed(CALENDAR_CHAIN, len(chain), [says], desk.actor, now)
    trial = _moved(look, before, [*before, says])
    if not dry_run:
        if not _held(journal, count):
            return _take_in(look, found, text, dry_run)
        journal.keep(text.content, CALENDAR_CHAIN)
        [fact] = journal.append(CALENDAR_CHAIN, [says], desk.actor, now)
    return NoticeRead(fact, already=False, dry_run=dry_run, trial=trial)


def _held(journal: Journal, count: int) -> bool:
    """Keep others from adding to the calendars; whether none has since there were so many facts."""
    # behind what takes long with many contracts: who enters an invoice waits for this very row
    journal.hold(CALENDAR_CHAIN)
    return journal.length(CALENDAR_CHAIN) == count


def _refuse_year(facts: Sequence[CalendarDays], calendar: str, year: int) -> None:
    """A year that the calendar does not reach, before the first or after the last one estimated."""
    sources = calendars_from(facts)(calendar).sources
    if year not in sources:
        ends = {"first": min(sources), "last": max(sources)}
        raise Refusal("calendar.unknown-year", calendar=calendar, year=year, **ends)


def _source(number: str, issued: str) -> str:
    return (number or "放假通知") + f"（{issued}）" if number or issued else ""


def _moved(
    look: Look, before: Sequence[CalendarDays], after: Sequence[CalendarDays]
) -> NoticeTrial:
    """The dates that change in every contract, and those that are official now."""
    found = NoticeTrial([], [])
    named = [calendars_from(facts) for facts in (before, after)]
    chains = look.journal.contracts()
    # nothing is added to a contract: on a server the others go on recording
    with look.journal.only_reading():
        for chain in look.desk.followed(chains, lambda: len(chains), "progress.contracts"):
            holding = effective(look.journal.facts(chain, look.scope), NOBODY_KNEW_LATER)
            try:
                cases = [case_from(chain, holding, look.desk.as_of, each) for each in named]
                moved, settled = dates_moved(cases[0], cases[1])
            except Exception as error:
                from svcctl.desk.left_out import leave_out

                leave_out(look.desk, look.journal, chain, error)
                continue
            found.moved.extend(moved)
            found.settled.extend(settled)
    return found


def _weekdays_off(desk: Desk, read: NoticeRead, calendar: str) -> list[date]:
    """The days off that would be worked: weekdays, and for a region, days the nation works."""
    if calendar == NATION:
        return [each for each in days_off(read.entry) if each.weekday() < 5]
    with looking(desk) as look:
        nation = look.calendars(NOBODY_KNEW_LATER)(NATION)
    return [each for each in days_off(read.entry) if nation.is_working_day(each)]


# -- taking back -----------------------------------------------------------------------------------


def take_back(act: Act, seqs: Sequence[int], reason: str) -> None:
    """Take back notices that were read wrongly; what shipped with the store stays."""
    desk = act.desk
    check_output(desk)
    with writing(desk, act.dry_run) as look:
        facts, trial = _taken(look, act, seqs, reason)
    show(desk, taken_back(facts, trial.moved, act.dry_run, desk.words))
    if not act.dry_run:
        _renew(desk)


def _taken(
    look: Look, act: Act, seqs: Sequence[int], reason: str
) -> tuple[Sequence[Fact], NoticeTrial]:
    journal, actor = look.journal, act.desk.actor
    count = journal.length(CALENDAR_CHAIN)
    chain = journal.facts(CALENDAR_CHAIN)
    holding = {fact.seq: fact for fact in effective(chain)}
    for seq in seqs:
        if seq not in holding or not isinstance(holding[seq].says, CalendarNotice | Retracted):
            raise Refusal("retract.own-chain", event=f"{CALENDAR_CHAIN}#{seq}")
    targets = [f"{CALENDAR_CHAIN}#{seq}" for seq in seqs]
    says = [act.said(Retracted, target=target, reason=reason) for target in targets]
    now = workspace.recorded_now()
    facts = assumed(CALENDAR_CHAIN, len(chain), says, actor, now)
    after = said(effective([*chain, *facts]), CalendarDays)
    trial = _moved(look, said(holding.values(), CalendarDays), after)
    if not act.dry_run:
        if not _held(journal, count):
            return _taken(look, act, seqs, reason)
        facts = journal.append(CALENDAR_CHAIN, says, actor, now)
    return facts, trial
