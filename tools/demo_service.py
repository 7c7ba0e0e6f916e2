"""An invented first year of service of the demo contract: its entries, its papers; makes a store that lived it.

`python tools/demo_service.py` writes data/demo/service anew; `--store PATH` makes a store with the whole year.
"""

import argparse
import contextlib
import io
import shlex
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from demo_service_year import FAULTS, FIRST, KNOWN, NOTICES, QUESTIONS, REQUESTS, RISKS, SHIFTS

from svcctl import workspace
from svcctl.cli import main as svcctl
from svcctl.delivery.nouns import NOUNS

FOLDER = Path(__file__).parents[1] / "data" / "demo" / "service"
ENTRIES, PAPERS, TURNS = (FOLDER / name for name in ("year-1.txt", "papers.txt", "turns.txt"))
SEED = 20250305
PURCHASER = ("--side", "purchaser")
LAST_CALL = date(2026, 3, 2)
MADE_ON = date(2026, 3, 20)  # the day on which all of it is put in
BEFORE = (  # what happened to the money until then
    (date(2025, 3, 5), "init --demo"),
    (date(2025, 3, 6), "obligations done publish-contract"),
    (date(2025, 3, 10), f"contract start --received-on {FIRST}"),
    (date(2025, 3, 12), "contract findings settle payee-account --value 1 --doc 收款账户确认函"),
    (date(2025, 3, 24), "payments record Y1-advance --amount 203000.00 --ref 202503-0017"),
)


class Entry(NamedTuple):
    """A line to come: when, which record it makes, if any, and its words with {keys} of records."""

    at: datetime
    words: tuple[str, ...]
    makes: str


class Year:
    """The entries of a year, in any order; ids are not known until they are put in order."""

    def __init__(self) -> None:
        self.random = Random(SEED)
        self.entries: list[Entry] = []

    def add(self, command: str, at: datetime, *words: str, makes: str = "") -> datetime:
        """An entry: the command without its id, which is that of the record `{key}` in it."""
        # of one moment in the order of adding: the sort is stable
        told = (*command.split(), "--at", f"{at:%Y-%m-%d %H:%M}", *words)
        self.entries.append(Entry(at, told, makes))
        return at

    def minutes(self, least: int, most: int) -> timedelta:
        """A length by chance, most often near the lower end."""
        return timedelta(
            minutes=round(self.random.triangular(least, most, least * 0.7 + most * 0.3))
        )

    def chance(self, share: float) -> bool:
        """Whether it happens, by that share."""
        return self.random.random() < share

    def pick(self, *of: str) -> str:
        """One of them."""
        return self.random.choice(of)


def moment(text: str) -> datetime:
    """2025-10-01 08:00."""
    return datetime.fromisoformat(text)


# -- incidents -------------------------------------------------------------------------------------


def incidents(year: Year) -> None:
    """About 140 calls: faults by level and system, and questions."""
    for number in range(140):
        at = call(year)
        if number % 3 == 2:
            question(year, f"i{number}", at)
        else:
            fault(year, f"i{number}", at, number)


def call(year: Year) -> datetime:
    """The moment of a call: mostly in the hours of the outpatient clinic."""
    days = (LAST_CALL - FIRST).days
    at = datetime.combine(FIRST + timedelta(days=year.random.randrange(days)), time())
    if year.chance(0.82):
        at -= timedelta(days=max(at.weekday() - 4, 0))
        at = max(at, datetime.combine(FIRST, time()))
        hour = year.random.choices(range(8, 18), (5, 9, 9, 6, 2, 2, 4, 7, 6, 3))[0]
    else:
        hour = year.random.choice((0, 2, 6, 7, 18, 19, 20, 21, 22, 23))
    return at.replace(hour=hour, minute=year.random.randrange(60))


def opened(
    year: Year, key: str, at: datetime, level: str, case: tuple[str, str, str], *words: str
) -> None:
    """A call comes in: on which system, from where, about what."""
    system, caller, title = case
    via = year.pick("phone", "phone", "phone", "chat", "remote", "mail")
    told = ("--system", system, "--level", level, "--via", via, "--by", caller, "--title", title)
    source = year.random.choices(("ticket", "phone-bill", "chat", "word"), (6, 2, 2, 2))[0]
    side = PURCHASER if year.chance(0.15) else ()
    year.add("incident open", at, *told, "--source", source, *side, *words, makes=key)


def question(year: Year, key: str, at: datetime) -> None:
    """A question: answered, and closed on the spot or after a while; one in twelve too late."""
    opened(year, key, at, "SIS4", year.random.choice(QUESTIONS), "--kind", "question")
    late = year.chance(0.08)
    at += year.minutes(260, 500) if late else year.minutes(4, 180)
    year.add(f"incident answer {{{key}}}", at, "--by", "客服", "--source", "ticket")
    at = year.add(f"incident restore {{{key}}}", at + year.minutes(5, 90), "--by", "客服")
    closed(year, key, at)


def fault(year: Year, key: str, at: datetime, number: int) -> None:
    """A fault: answered, helped from afar with leave, else on site; some wait, some are late."""
    level = "SIS2" if number % 5 == 0 else "SIS3"
    opened(year, key, at, level, year.random.choice(FAULTS), "--kind", "fault")
    most = 55 if level == "SIS2" else 110
    late = year.chance(0.07)
    at += year.minutes(most + 15, most + 120) if late else year.minutes(3, most)
    year.add(f"incident answer {{{key}}}", at, "--by", "客服", "--source", "phone-bill")
    at += year.minutes(3, 25)
    solved = year.chance(0.7 if level == "SIS3" else 0.4)
    at = remote(year, key, at, solved)
    if year.chance(0.12):
        at = waited(year, key, at)
    if not solved:
        at = on_site(year, key, at, level)
    year.add(f"incident restore {{{key}}}", at, "--by", "工程师", *confirmed(year))
    closed(year, key, at)


def remote(year: Year, key: str, at: datetime, solved: bool) -> datetime:
    """A session from afar, by the leave of its quarter or by one given on the telephone."""
    quarter = f"leave{(at.year * 12 + at.month - 2025 * 12 - 3) // 3}"
    leave = f"{{{quarter}}}" if year.chance(0.8) else "信息科值班电话同意远程"
    year.add(f"incident remote start {{{key}}}", at, "--leave", leave, "--by", "工程师")
    at += year.minutes(8, 70)
    said = ("--solved", "yes" if solved else "no")
    return year.add(f"incident remote end {{{key}}}", at, *said, "--by", "工程师") + timedelta(
        minutes=2
    )


def waited(year: Year, key: str, at: datetime) -> datetime:
    """Work rests, and goes on."""
    reason = year.pick("user", "access", "third-party")
    year.add(f"incident wait {{{key}}}", at, "--reason", reason)
    return year.add(f"incident resume {{{key}}}", at + year.minutes(40, 600)) + timedelta(minutes=5)


def on_site(year: Year, key: str, at: datetime, level: str) -> datetime:
    """An engineer leaves, now and then too late, and arrives."""
    if level == "SIS3" and year.chance(0.15):
        until = f"{at + timedelta(days=3):%Y-%m-%d} 17:30"
        agreed = ("--until", until, "--confirmed-by", "信息科", "--reason", "科室要求错开门诊高峰")
        year.add(f"incident agree {{{key}}}", at, *agreed)
    longest = {"SIS2": 75, "SIS3": 300}[level]
    at += year.minutes(longest * 2, longest * 9) if year.chance(0.2) else year.minutes(10, longest)
    year.add(f"incident dispatch {{{key}}}", at, "--engineers", "1", "--by", "工程师")
    at = year.add(f"incident arrive {{{key}}}", at + year.minutes(60, 190), "--engineers", "1")
    return at + year.minutes(15, 150)


def confirmed(year: Year) -> Sequence[str]:
    """Whether the department that called said that it works again."""
    return ("--confirmed-by", "科室护士长") if year.chance(0.6) else ()


def closed(year: Year, key: str, at: datetime) -> None:
    """The call is closed, at once or on the next day."""
    year.add(f"incident close {{{key}}}", at + year.minutes(5, 1200), "--by", "客服")


def rare_incidents(year: Year) -> None:
    """What happens once or twice a year: levels disputed, reopened, twice reported, no leave, a leak."""
    a, open_, answer = moment, "incident open", "incident answer"
    told: tuple[str, ...] = ("--system", "outpatient", "--by", "门诊部", "--source", "ticket")
    year.add(
        open_,
        a("2025-05-14 09:05"),
        *told,
        "--level",
        "SIS3",
        "--title",
        "门诊收费窗口普遍变慢",
        makes="dispute",
    )
    year.add(f"{answer} {{dispute}}", a("2025-05-14 09:40"), "--by", "客服")
    year.add(
        "incident classify {dispute}",
        a("2025-05-14 09:50"),
        *PURCHASER,
        "--level",
        "SIS2",
        "--reason",
        "三个窗口同时排队，影响核心业务",
    )
    year.add(
        "incident classify {dispute}",
        a("2025-05-14 10:20"),
        "--level",
        "SIS3",
        "--reason",
        "只有报表查询慢，收费本身正常",
    )
    year.add("incident restore {dispute}", a("2025-05-14 13:10"), "--by", "工程师")
    year.add("incident close {dispute}", a("2025-05-20 16:30"))
    # the other side's time for its second act, the answer
    year.add(
        "incident object {dispute}",
        a("2025-05-14 10:35"),
        *PURCHASER,
        "--event",
        "2",
        "--reason",
        "收费处登记的回电时间",
    )
    year.add(
        "incident confirm {dispute}",
        a("2025-05-21 09:00"),
        *PURCHASER,
        "--event",
        "6",
        "--by",
        "门诊部",
    )
    told = ("--system", "lis", "--level", "SIS2", "--by", "检验科", "--source", "phone-bill")
    year.add(
        open_,
        a("2025-07-08 08:12"),
        *told,
        "--title",
        "检验仪器接口中断，结果不上传",
        "--fault-at",
        "2025-07-08 07:50",
        makes="again",
    )
    year.add(f"{answer} {{again}}", a("2025-07-08 08:25"), "--by", "客服")
    year.add(
        "incident escalate {again}",
        a("2025-07-08 08:30"),
        "--to",
        "技术总监",
        "--note",
        "按约定备案",
    )
    year.add("incident dispatch {again}", a("2025-07-08 09:20"), "--engineers", "1")
    year.add("incident arrive {again}", a("2025-07-08 11:45"), "--engineers", "1")
    year.add("incident restore {again}", a("2025-07-08 12:30"), "--confirmed-by", "检验科")
    year.add("incident close {again}", a("2025-07-08 17:00"))
    year.add(
        "incident reopen {again}",
        a("2025-07-09 08:20"),
        *PURCHASER,
        "--reason",
        "同一台仪器又不上传",
    )
    year.add("incident restore {again}", a("2025-07-09 11:05"), "--confirmed-by", "检验科")
    year.add("incident close {again}", a("2025-07-09 16:00"))
    year.add(
        open_,
        a("2025-07-08 08:40"),
        *told,
        *PURCHASER,
        "--title",
        "生化结果没有回来",
        makes="twice",
    )
    year.add(
        "incident close {twice}",
        a("2025-07-08 08:50"),
        "--duplicate-of",
        "{again}",
        "--note",
        "与前一通电话是同一件事",
    )
    more_rare(year)


def more_rare(year: Year) -> None:
    """A session without leave, a leak of data, the whole hospital down, one still open."""
    a = moment
    told: tuple[str, ...] = ("--system", "interfaces", "--level", "SIS3", "--by", "医保办")
    year.add(
        "incident open",
        a("2025-08-19 19:30"),
        *told,
        "--title",
        "医保结算返回超时",
        makes="noleave",
    )
    year.add(
        "incident remote start {noleave}",
        a("2025-08-19 19:50"),
        "--without-leave",
        "--reason",
        "夜间无人应答，担心次日门诊结算",
    )
    year.add("incident remote end {noleave}", a("2025-08-19 20:30"), "--solved", "yes")
    year.add("incident restore {noleave}", a("2025-08-19 20:35"))
    year.add("incident close {noleave}", a("2025-08-20 09:00"))
    told = (
        "--system",
        "operations",
        "--level",
        "SIS4",
        "--kind",
        "confidentiality",
        "--by",
        "信息科",
    )
    year.add(
        "incident open",
        a("2025-09-03 15:10"),
        *told,
        *PURCHASER,
        "--title",
        "统计报表样例发到了工作群",
        makes="leak",
    )
    year.add("incident answer {leak}", a("2025-09-03 15:25"), "--by", "服务经理")
    year.add("incident restore {leak}", a("2025-09-03 16:00"), "--note", "已撤回并清点接收人")
    year.add("incident close {leak}", a("2025-09-05 10:00"))
    told = ("--system", "core", "--level", "SIS1", "--by", "信息科", "--source", "phone-bill")
    year.add(
        "incident open",
        a("2025-11-12 08:31"),
        *told,
        "--title",
        "全院业务系统无法登录",
        "--fault-at",
        "2025-11-12 08:20",
        makes="down",
    )
    year.add("incident answer {down}", a("2025-11-12 08:36"), "--by", "客服")
    year.add("incident escalate {down}", a("2025-11-12 08:45"), "--to", "技术总监")
    year.add("incident dispatch {down}", a("2025-11-12 09:05"), "--engineers", "2")
    year.add("incident arrive {down}", a("2025-11-12 11:50"), "--engineers", "2")
    year.add("incident restore {down}", a("2025-11-12 13:40"), "--confirmed-by", "信息科")
    year.add("incident close {down}", a("2025-11-13 17:00"))
    told = ("--system", "pacs", "--level", "SIS3", "--by", "放射科")
    year.add(
        "incident open", a("2026-03-04 16:20"), *told, "--title", "胶片打印队列停住", makes="left"
    )
    year.add("incident answer {left}", a("2026-03-04 16:50"), "--by", "客服")
    year.add(
        "incident remote start {left}",
        a("2026-03-04 16:55"),
        "--leave",
        "{leave4}",
        "--by",
        "工程师",
    )
    year.add(
        "incident remote end {left}", a("2026-03-04 17:05"), "--solved", "no", "--by", "工程师"
    )
    year.add(
        "incident wait {left}",
        a("2026-03-04 17:10"),
        "--reason",
        "third-party",
        "--note",
        "等打印机厂家",
    )


# -- what recurs -----------------------------------------------------------------------------------


def leaves(year: Year) -> None:
    """Leave for help from afar, a quarter at a time; one for a change in the database; one withdrawn."""
    for quarter in range(5):
        first = date(2025 + (quarter * 3 + 2) // 12, (quarter * 3 + 2) % 12 + 1, 1)
        begin = max(first, FIRST)
        months = (first.year * 12 + first.month - 1) + 3
        last = date(months // 12, months % 12 + 1, 1)
        span = ("--scope", "remote", "--from", f"{begin} 00:00", "--to", f"{last} 00:00")
        at = datetime.combine(begin, time())
        year.add("leave give", at, *PURCHASER, *span, "--by", "信息科", makes=f"leave{quarter}")
    span = ("--scope", "remote", "--from", "2025-06-05 08:00", "--to", "2025-06-30 18:00")
    at = moment("2025-06-04 10:00")
    year.add("leave give", at, *PURCHASER, *span, "--note", "对外来维护账号", makes="short")
    year.add(
        "leave withdraw {short}", moment("2025-06-12 09:00"), *PURCHASER, "--reason", "账号收回"
    )


SKIPPED, LATE, MISSED = (
    8,
    5,
    11,
)  # turns of the monthly inspection: unrecorded, late, told as missed


def inspections(year: Year) -> None:
    """Monthly, quarterly, yearly: what was found, and what became of it."""
    for number in range(1, 13):
        if number in (SKIPPED, MISSED):
            continue
        months = FIRST.month - 1 + number
        day = date(FIRST.year + months // 12, months % 12 + 1, FIRST.day)
        last = datetime.combine(day, time(9))
        at = last + timedelta(days=6 if number == LATE else -year.random.randrange(4, 9))
        inspected(year, f"month{number}", at, f"monthly-inspection-{number}", findings=2)
    for number, day in enumerate(("2025-06-03", "2025-09-02", "2025-12-04", "2026-03-03"), 1):
        turns = [f"quarterly-inspection-{number}", "yearly-inspection-1"][: 2 if number == 4 else 1]
        inspected(year, f"quarter{number}", moment(f"{day} 09:30"), *turns, findings=3)


def inspected(year: Year, key: str, at: datetime, *turns: str, findings: int) -> None:
    """One inspection from its plan to its close."""
    serves = [word for turn in turns for word in ("--for", turn)]
    year.add(
        "inspection plan",
        at - timedelta(days=3),
        "--title",
        "例行巡检",
        "--by",
        "服务经理",
        makes=key,
    )
    year.add(f"inspection carry-out {{{key}}}", at, "--system", "all", *serves, "--by", "工程师")
    risks = year.random.sample(RISKS, findings - int(year.chance(0.5)))
    for number, risk in enumerate(risks, 1):
        until = f"{at + timedelta(days=10):%Y-%m-%d}"
        year.add(
            f"inspection find {{{key}}}",
            at + timedelta(minutes=40 * number),
            "--risk",
            risk,
            "--until",
            until,
        )
        year.add(
            f"inspection follow {{{key}}}",
            at + timedelta(days=2, hours=number),
            "--finding",
            str(number),
        )
    year.add(f"inspection report {{{key}}}", at + timedelta(days=1))
    year.add(f"inspection close {{{key}}}", at + timedelta(days=4))


def visits(year: Year) -> None:
    """Each half year, and once while a new version ran on trial; the papers are signed apart."""
    for number, at in enumerate(("2025-08-27 09:00", "2026-02-25 09:00"), 1):
        first = moment(at)
        year.add(
            "visit plan",
            first - timedelta(days=5),
            "--title",
            "半年现场巡访",
            makes=f"visit{number}",
        )
        span = ("--from", at, "--to", f"{first + timedelta(hours=7):%Y-%m-%d %H:%M}")
        year.add(
            f"visit carry-out {{visit{number}}}",
            first,
            "--engineers",
            "2",
            "--for",
            f"site-visit-{number}",
            *span,
        )
    year.add(
        "visit carry-out",
        moment("2025-12-16 08:30"),
        "--title",
        "升级后现场跟踪",
        "--engineers",
        "1",
        makes="watch",
    )
    year.add("visit call-back {visit1}", moment("2025-09-02 15:00"), "--note", "门诊部答复：满意")


def duty(year: Year) -> None:
    """The shifts of National Day's week: one stood in for, two swapped, each handed over."""
    for number, (day, begin, hours, role) in enumerate(SHIFTS):
        start = moment(f"{day} {begin}")
        end = start + timedelta(hours=hours)
        span = (
            "--role",
            role,
            "--from",
            f"{start:%Y-%m-%d %H:%M}",
            "--to",
            f"{end:%Y-%m-%d %H:%M}",
        )
        year.add("duty plan", moment("2025-09-26 10:00"), *span, makes=f"duty{number}")
        year.add(
            f"duty hand-over {{duty{number}}}",
            end,
            "--note",
            year.pick("一切正常", "有两通咨询，已答复", "备份检查通过"),
        )
    year.add(
        "duty stand-in {duty2}",
        moment("2025-10-01 17:00"),
        "--role",
        "值班工程师丙",
        "--reason",
        "家中有事",
    )
    year.add("duty swap {duty4}", moment("2025-09-29 09:00"), "--with", "{duty6}")


def staff(year: Year) -> None:
    """Who serves, with certificates: one renewed, one that lapsed, one who left."""
    people = (
        ("服务经理", "manager", "PMP", "2027-06-30"),
        ("维护责任人", "owner", "ZLCE 3", "2026-12-31"),
        ("驻场工程师甲", "engineer", "ZLCE 2", "2025-10-31"),
        ("驻场工程师乙", "engineer", "ZLCE 2", "2025-12-31"),
        ("贵宾组工程师", "vip", "ZLCE 3", "2026-09-30"),
        ("数据库专家", "expert", "ZLCE 4", "2027-03-31"),
    )
    for number, (role, task, certificate, until) in enumerate(people):
        told = ("--role", role, "--task", task, "--certificate", certificate, "--to", until)
        year.add("staff add", moment("2025-03-10 09:00"), *told, makes=f"staff{number}")
    year.add(
        "staff renew {staff2}",
        moment("2025-10-20 10:00"),
        "--certificate",
        "ZLCE 2",
        "--to",
        "2027-10-31",
    )
    year.add("staff end {staff4}", moment("2026-01-15 17:30"), "--reason", "调往其他项目")


def training(year: Year) -> None:
    """A training that three failed; taught again twice, until each had passed."""
    plans = (
        ("teach", "2025-06-18", (24, 3), ""),
        ("teach2", "2025-06-27", (2, 1), "teach"),
        ("teach3", "2025-07-04", (1, 0), "teach2"),
    )
    for key, day, (passed, failed), of in plans:
        at = moment(f"{day} 14:30")
        again = ("--retrain-of", f"{{{of}}}") if of else ()
        title = "补训" if of else "电子病历新功能培训"
        year.add("training plan", at - timedelta(days=6), "--title", title, *again, makes=key)
        year.add(f"training hold {{{key}}}", at, "--by", "实施顾问")
        year.add(
            f"training attend {{{key}}}", at, "--role", "护士", "--number", str(passed + failed)
        )
        year.add(
            f"training test {{{key}}}",
            at + timedelta(hours=2),
            "--role",
            "护士",
            "--passed",
            str(passed),
            "--failed",
            str(failed),
        )
    year.add(
        "training absent {teach}",
        moment("2025-06-18 14:30"),
        "--role",
        "护士",
        "--number",
        "2",
        "--note",
        "请假条在册",
    )
    marks = ("--written", "优", "--practical", "良", "--feedback", "希望多上机")
    year.add("training evaluate {teach}", moment("2025-06-19 10:00"), *marks)
    for key in ("teach3", "teach2", "teach"):
        year.add(f"training close {{{key}}}", moment("2025-07-08 10:00"))


# -- now and then ----------------------------------------------------------------------------------


def upgrades(year: Year) -> None:
    """The yearly version: backed out once, then tried, approved, live; and a patch of a defect."""
    a = moment
    year.add(
        "upgrade plan",
        a("2025-11-03 10:00"),
        "--title",
        "年度版本升级",
        "--for",
        "version-upgrade-1",
        makes="version",
    )
    for verb, at, *words in (
        ("test", "2025-11-20 20:00"),
        ("back-out", "2025-11-20 22:30", "--reason", "测试库结算金额不符"),
        ("test", "2025-12-02 20:00"),
        ("trial", "2025-12-08 20:00", "--note", "模拟库运行三天"),
        ("approve", "2025-12-12 16:00", *PURCHASER, "--by", "信息科"),
        ("go-live", "2025-12-15 23:00"),
        ("close", "2025-12-24 10:00"),
    ):
        year.add(f"upgrade {verb} {{version}}", a(at), *words)
    year.add(
        "upgrade plan",
        a("2025-08-01 10:00"),
        "--patch",
        "--link",
        "{problem0}",
        "--title",
        "检验接口重连补丁",
        makes="patch",
    )
    for verb, at, *words in (
        ("test", "2025-08-04 20:00"),
        ("trial", "2025-08-06 20:00"),
        ("approve", "2025-08-07 15:00", *PURCHASER),
        ("go-live", "2025-08-08 22:00"),
        ("close", "2025-08-15 10:00"),
    ):
        year.add(f"upgrade {verb} {{patch}}", a(at), *words)


def major(year: Year) -> None:
    """The whole hospital down: all six steps, the report among the papers."""
    a = moment
    year.add(
        "major declare",
        a("2025-11-12 08:45"),
        "--link",
        "{down}",
        "--title",
        "全院业务系统中断",
        makes="major",
    )
    year.add("major sent {major}", a("2025-11-12 09:05"), "--note", "两名工程师出发")
    year.add("major experts {major}", a("2025-11-12 09:15"), "--by", "数据库专家")
    year.add(
        "major watch {major}",
        a("2025-11-14 13:40"),
        "--from",
        "2025-11-12 13:40",
        "--to",
        "2025-11-14 13:40",
    )
    year.add("major told {major}", a("2025-11-17 15:00"), "--to", "分管院领导")
    year.add("major filed {major}", a("2025-11-18 10:00"), "--by", "信息科")


def covers(year: Year) -> None:
    """National Day, which was kept, and Spring Festival, when nobody came for a morning."""
    a = moment
    year.add(
        "cover name",
        a("2025-09-22 10:00"),
        *PURCHASER,
        "--title",
        "国庆中秋保障",
        "--from",
        "2025-10-01",
        "--to",
        "2025-10-08",
        makes="national",
    )
    year.add(
        "cover staff {national}",
        a("2025-09-26 10:00"),
        "--role",
        "值班工程师甲",
        "--link",
        "{duty0}",
    )
    year.add("cover keep {national}", a("2025-10-09 09:00"))
    year.add(
        "cover name",
        a("2026-02-05 10:00"),
        *PURCHASER,
        "--title",
        "春节保障",
        "--from",
        "2026-02-15",
        "--to",
        "2026-02-23",
        makes="spring",
    )
    year.add("cover staff {spring}", a("2026-02-10 10:00"), "--role", "值班工程师乙")
    year.add(
        "cover miss {spring}", a("2026-02-18 12:00"), *PURCHASER, "--reason", "初二上午电话无人接听"
    )
    year.add("cover keep {spring}", a("2026-02-24 09:00"))


def problems(year: Year) -> None:
    """Causes looked for: one solved only at the second try."""
    titles = (
        "检验接口断开后不自动重连",
        "门诊高峰数据库锁等待",
        "影像归档空间不足",
        "医保对码偶发丢失",
    )
    for number, title in enumerate(titles):
        at, key = moment("2025-07-10 09:00") + timedelta(days=52 * number), f"{{problem{number}}}"
        link = ("--link", "{again}") if number == 0 else ()
        year.add("problem raise", at, "--title", title, *link, makes=f"problem{number}")
        rounds = ("again", "ok") if number == 1 else ("ok",)
        for result in rounds:
            year.add(f"problem analyse {key}", at := at + timedelta(days=3))
            year.add(f"problem solve {key}", at := at + timedelta(days=8))
            year.add(f"problem review {key}", at := at + timedelta(days=5), "--result", result)
        if number != 3:
            year.add(f"problem close {key}", at + timedelta(days=1))


def changes(year: Year) -> None:
    """Changes: tested, untested for a reason, in the database with leave, one rejected."""
    a, by = moment, ("--by", "实施顾问")
    titles = (
        "新增检验报告模板",
        "调整挂号号源规则",
        "历史收费数据修复",
        "开放外网访问测试库",
        "新版医保目录",
    )
    for number, title in enumerate(titles):
        at, key = a("2025-04-22 10:00") + timedelta(days=61 * number), f"{{change{number}}}"
        database = ("--database",) if number == 2 else ()
        year.add("change request", at, "--title", title, *by, *database, makes=f"change{number}")
        verb = "reject" if number == 3 else "approve"
        why = ("--reason", "不符合网络安全要求") if number == 3 else ()
        year.add(f"change {verb} {key}", at + timedelta(days=1), *PURCHASER, *why)
        if number == 3:
            continue
        if number == 0:
            year.add(f"change test {key}", at + timedelta(days=2), "--result", "failed")
        done = ("--untested", "--reason", "政策次日生效") if number == 4 else ()
        if not done:
            year.add(f"change test {key}", at + timedelta(days=3), "--result", "passed")
        leave = ("--leave", "信息科书面同意改库") if number == 2 else ()
        year.add(f"change carry-out {key}", at + timedelta(days=4), *leave, *done)
        year.add(f"change close {key}", at + timedelta(days=6))


def requests(year: Year) -> None:
    """What departments asked for of the catalogue; one declined, one returned and done again."""
    for number, (service, title) in enumerate(REQUESTS):
        at, key = moment("2025-03-20 10:00") + timedelta(days=18 * number), f"{{request{number}}}"
        told = (
            "--service",
            service,
            "--title",
            title,
            "--by",
            year.pick("医务科", "财务科", "检验科"),
        )
        year.add("request open", at, *PURCHASER, *told, makes=f"request{number}")
        if number == 6:
            year.add(f"request decline {key}", at + timedelta(days=1), "--reason", "不在服务目录内")
            continue
        year.add(f"request take {key}", at + timedelta(hours=5))
        at = year.add(f"request deliver {key}", at + timedelta(days=year.random.randrange(2, 12)))
        if number == 9:
            year.add(
                f"request return {key}",
                at + timedelta(days=1),
                *PURCHASER,
                "--reason",
                "合计栏口径不对",
            )
            at = year.add(f"request deliver {key}", at + timedelta(days=3))
        year.add(f"request accept {key}", at + timedelta(days=2), *PURCHASER)


def voices(year: Year) -> None:
    """Complaints, and each quarter's question how satisfied the hospital is."""
    a = moment
    year.add(
        "complaint open",
        a("2025-08-21 10:00"),
        *PURCHASER,
        "--title",
        "未经同意远程登录",
        "--link",
        "{noleave}",
        makes="complaint",
    )
    year.add("complaint answer {complaint}", a("2025-08-22 10:00"), "--by", "服务经理")
    year.add("complaint close {complaint}", a("2025-08-25 10:00"), *PURCHASER)
    year.add(
        "complaint reopen {complaint}",
        a("2025-09-04 10:00"),
        *PURCHASER,
        "--reason",
        "整改措施未见书面答复",
    )
    year.add("complaint answer {complaint}", a("2025-09-08 10:00"), "--by", "服务经理")
    year.add("complaint close {complaint}", a("2025-09-12 10:00"), *PURCHASER)
    for quarter, score in enumerate((92, 86, 90, 94)):
        at = a("2025-06-10 09:00") + timedelta(days=91 * quarter)
        year.add("satisfaction ask", at, "--title", "季度满意度", makes=f"asked{quarter}")
        if quarter < 3:
            year.add(
                f"satisfaction answer {{asked{quarter}}}",
                at + timedelta(days=4),
                *PURCHASER,
                "--score",
                str(score),
            )
    year.add(
        "satisfaction answer {asked3}",
        a("2026-03-16 09:00"),
        *PURCHASER,
        "--score",
        "47",
        "--of",
        "50",
    )


def known(year: Year) -> None:
    """What was learned, and what had to be told at once."""
    for number, title in enumerate(KNOWN):
        at = moment("2025-04-10 11:00") + timedelta(days=40 * number)
        year.add("knowledge add", at, "--title", title, makes=f"known{number}")
    year.add(
        "knowledge revise {known0}", moment("2025-09-10 11:00"), "--note", "补充自动重连的步骤"
    )
    year.add("knowledge retire {known1}", moment("2025-12-16 11:00"), "--reason", "新版本已改")
    for number, title in enumerate(NOTICES):
        at = moment("2025-05-06 09:00") + timedelta(days=75 * number)
        year.add("notice issue", at, "--title", title, makes=f"notice{number}")
        if number < 3:
            year.add(f"notice tell {{notice{number}}}", at + timedelta(hours=2))


def accepted(year: Year) -> None:
    """The year is handed over: refused once for a missing list, then accepted; both by paper."""
    for key, at in (("refused", "2026-03-11 10:00"), ("accepted", "2026-03-16 10:00")):
        year.add(
            "acceptance open", moment(at), "--year", "1", "--title", "第一服务年验收", makes=key
        )
        year.add(f"acceptance inspect {{{key}}}", moment(at) + timedelta(hours=4), *PURCHASER)


LIVED: tuple[Callable[[Year], None], ...] = (
    incidents, rare_incidents, leaves, inspections, visits, duty, staff, training, upgrades, major,
    covers, problems, changes, requests, voices, known, accepted,
)  # fmt: skip

# -- the files -------------------------------------------------------------------------------------

# what takes a paper, which is one of this folder; the other side's words are its own
SIGNED = (
    "incident classify {dispute} --at '2025-05-20 16:00' --level SIS2 --appraised --reason 双方复核：收费核心业务受影响 --file review.txt --signed-by 信息科",
    "visit sign {visit1} --at '2025-08-27 16:30' --side purchaser --file brief-1.txt --signed-by 信息科",
    "visit sign {visit2} --at '2026-02-25 16:30' --side purchaser --file brief-2.txt --signed-by 信息科",
    "incident attach {down} --at '2025-11-13 17:30' --file note.txt --signed-by 信息科",
    "major report {major} --at '2025-11-17 09:00' --file report.txt",
    "major close {major} --at '2025-11-20 10:00'",
    "acceptance refuse {refused} --at '2026-03-12 16:00' --side purchaser --file refused.txt",
    "acceptance accept {accepted} --at '2026-03-18 16:00' --side purchaser --file accepted.txt",
)
PAPER_TEXTS = {
    "brief-1.txt": "服务简报（虚构）：2025年8月27日上门巡访，检查服务器和备份，走访门诊部。信息科签字。",
    "brief-2.txt": "服务简报（虚构）：2026年2月25日上门巡访，春节保障回顾，检查存储。信息科签字。",
    "note.txt": "服务单（虚构）：2025年11月12日全院业务系统无法登录，13时40分恢复。信息科签字。",
    "report.txt": "重大故障报告（虚构）\n原因：数据库归档空间用尽。\n经过：8时20分发生，13时40分恢复。\n结果：数据无丢失。\n预防：空间预警改为百分之七十五。",
    "review.txt": "级别复核意见（虚构）：2025年5月14日门诊收费变慢，影响收费核心业务，按 SIS2 计。信息科签字。",
    "refused.txt": "验收意见（虚构）：巡检记录缺一个月，暂不通过，补齐清单后再验。",
    "accepted.txt": "验收意见（虚构）：资料补齐，同意通过第一服务年验收；缺一次月度巡检，按合同另行处理。",
}
# turns without a record of their own
TOLD = (
    "plan done service-plan-1 --on 2025-03-28 --note 年度售后服务计划已交",
    "plan done year-end-summary-1 --on 2026-03-06",
    f"plan miss monthly-inspection-{MISSED} --on 2026-02-11 --reason 春节前工程师不足",
)


def numbered(entries: Sequence[Entry]) -> tuple[list[str], dict[str, str]]:
    """The lines in the order of time, and the id that each record gets in a store without any."""
    lines, places, ids = [], dict[str, str](), dict[str, str]()
    given: Counter[tuple[str, int]] = Counter()
    for number, entry in enumerate(sorted(entries, key=lambda each: each.at), 2):
        words = [word.format_map(places) if "{" in word else word for word in entry.words]
        if entry.makes:
            letter = NOUNS[words[0]].letter
            given[letter, entry.at.year] += 1
            places[entry.makes] = f"${number}"
            ids[entry.makes] = f"{letter}-{entry.at.year}-{given[letter, entry.at.year]:04}"
        lines.append(" ".join(map(quoted, words)))
    return lines, ids


def quoted(word: str) -> str:
    """The word as a shell needs it; ids of earlier lines bare."""
    return word if word.startswith("$") or not set(word) & set(" '\"#\\") else shlex.quote(word)


def write_files() -> None:
    """The entries of the year, what takes papers, the papers, what was said of turns."""
    year = Year()
    for part in LIVED:
        part(year)
    lines, ids = numbered(year.entries)
    FOLDER.mkdir(parents=True, exist_ok=True)
    head = "# 虚构的第一服务年：岗位、故障、请求都是编的；svcctl service record year-1.txt"
    signed = [line.format_map(ids) for line in SIGNED]
    for path, told in ((ENTRIES, [head, *lines]), (PAPERS, signed), (TURNS, TOLD)):
        path.write_text("\n".join([*told, ""]), encoding="utf-8", newline="\n")
    for name, text in PAPER_TEXTS.items():
        (FOLDER / name).write_text(f"{text}\n", encoding="utf-8", newline="\n")


# -- the store -------------------------------------------------------------------------------------


def run(store: Path, day: date, *args: str) -> str:
    """What a command prints on a day; it is refused nothing."""
    out, err = io.StringIO(), io.StringIO()
    workspace.now = lambda: datetime.combine(day, time(18), workspace.SHANGHAI)
    shared = ("--store", str(store), "--lang", "zh")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = svcctl([*args, *shared])
    if code:
        raise SystemExit(f"{day} {shlex.join(args)}: {err.getvalue()}")
    return out.getvalue()


def made(store: Path) -> None:
    """The store of the demo contract with its first year of service."""
    for day, line in BEFORE:
        run(store, day, *line.split())
    supplier = ("--role", "supplier")
    run(store, MADE_ON, "service", "record", str(ENTRIES), *supplier)
    later = [PAPERS, TURNS]  # what takes a paper, and what no record tells
    for line in [line for path in later for line in path.read_text("utf-8").splitlines()]:
        words = [str(FOLDER / word) if word in PAPER_TEXTS else word for word in shlex.split(line)]
        run(store, MADE_ON, *words, *supplier)


def main() -> int:
    """Write the files, or make a store of them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--store", type=Path, help="make this store; else the files are written")
    store = parser.parse_args().store
    write_files() if store is None else made(store)
    return 0


if __name__ == "__main__":
    sys.exit(main())
