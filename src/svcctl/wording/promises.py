"""What the supplier promises: by when faults are answered, what comes again and again, on what."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from svcctl.wording import numerals
from svcctl.wording.cites import Told
from svcctl.wording.found import Line, Question, Row, Value
from svcctl.wording.reserved import is_unlike

LEVEL = re.compile(
    r"^\s*(?:[a-zA-Z\d][)）.、]|[（(][\d一二三四][)）])?\s*(?P<level>(?P<han>[一二三四1-4])\s*级\s*(?:问题|故障|事件|响应)?"
    r"|(?P<code>[A-Z]{1,5}[- ]?(?P<number>[1-4])(?!\d)(?:\s*级)?)|(?P<way>特别?重大|重大|严重|紧急|一般|轻微|较大)(?:问题|故障|事件))"
    r"(?:\s*[（(][^）)]{0,20}[）)])?\s*[：:\t]"
)
LENGTH = rf"(?P<length>半个?小时|{numerals.NUMBER}\s*个?\s*(?P<unit>分钟|小时|工作日|天|日))"
# each clock, by what must be done within it
CLOCKS = {
    "answer_within": rf"{LENGTH}\s*(?:之?内)?[^，。；\d]{{0,6}}(?:应答|响应|回复|答复|受理|回应)",
    "dispatch_within": rf"{LENGTH}\s*(?:之?内)?[^，。；\d]{{0,6}}(?:派出?|出发|到达|到场|赶到|赴|抵达)",
    "restore_within": rf"(?P<before>故障(?:发生)?后\s*)?{LENGTH}\s*(?:之?内)?[^，。；\d]{{0,8}}(?:恢复|解决|修复|排除|处理完毕|恢复正常)",
}
HOURS = re.compile(r"(?P<seven>7\s*[×xX*＊]\s*24)|(?P<five>5\s*[×xX*＊]\s*8)")
ENGINEERS = re.compile(
    rf"(?P<level>[一二三四])级(?:问题|故障)[^。；]{{0,30}}?(?:不少于|不低于|至少)\s*(?P<count>{numerals.NUMBER})\s*(?:人|名)"
)
UNSOLVED = re.compile(r"\s*(?:之?内)?(?:无法|不能|未能|没有|未)")
SEVERITY = {"一": 1, "二": 2, "三": 3, "四": 4}


class Level(NamedTuple):
    """One line or row that says what is done within what time for faults of a level."""

    code: str
    regime: str
    severity: int
    told: Told
    words: str
    clocks: Mapping[str, Value]
    from_fault: Value | None
    title: Value | None


def levels(lines: Sequence[Told]) -> list[Row]:
    """The service levels by regime, in the order of the text."""
    found = [level for each in lines if (level := _level(each))]
    titles = {(level.regime, level.severity): level.title for level in found if level.title}
    rows: dict[tuple[str, str], Row] = {}
    for level in found:
        name = (level.regime, level.code)
        if not level.clocks or name in rows:
            continue
        rows[name] = _row(level, titles.get((level.regime, level.severity)), lines)
    return list(rows.values())


def _level(each: Told) -> Level | None:
    match = LEVEL.match(each.line.text)
    if not match:
        return None
    said = match["number"] or match["han"] or ""
    severity = SEVERITY.get(said) or (int(said) if said.isdecimal() else 0)
    if not severity:
        return None
    letters = re.sub(r"\W|\d|级", "", match["code"] or "")
    code = re.sub(r"\s|级", "", match["code"]) if match["code"] else f"L{severity}"
    regime = letters or each.section or each.article
    clocks, fault = _clocks(each, match.end())
    title = _title(each.line, match.end())
    return Level(code, regime, severity, each, match["level"].strip(), clocks, fault, title)


def _clocks(each: Told, start: int) -> tuple[dict[str, Value], Value | None]:
    """The clocks of a line; its last word may stand at the head of the next."""
    clocks: dict[str, Value] = {}
    fault = None
    line = each.line
    text = line.text if line.text.endswith(("。", "；")) else line.text + each.following[:4]
    for key, pattern in CLOCKS.items():
        found = [m for m in re.finditer(pattern, text) if start <= m.start() < len(line.text)]
        found = [m for m in found if not _is_of_several(text, m.start("length"))]
        kept = [m for m in found if not UNSOLVED.match(text[m.end("length") :])]
        spans = {duration(match["length"]) for match in kept}
        if len(spans) != 1 or None in spans:
            continue
        [span] = spans
        clocks[key] = Value(span or "", line, kept[0]["length"])
        if key == "restore_within" and kept[0]["before"]:
            fault = Value("fault", line, kept[0]["before"].strip())
    return clocks, fault


def _is_of_several(text: str, at: int) -> bool:
    """Whether another time stands before with no deed of its own: 市区1小时、郊区2小时内到场."""
    before = re.split("[，。；：:\\t]", text[:at])[-1]
    other = re.search(rf"{numerals.NUMBER}\s*个?\s*(?:分钟|小时)(?P<rest>.*)$", before)
    return bool(other and not re.search("响应|应答|答复|到|赶|修|恢复|解决|派|受理", other["rest"]))


def duration(text: str) -> str | None:
    """半小时 as 30m, 2 小时 as 2h, 1 个工作日 as 1 working-day; calendar days as hours."""
    bare = re.sub(r"\s|个", "", text)
    if bare.startswith("半"):
        return "30m"
    match = re.fullmatch(r"(.+?)(分钟|小时|工作日|天|日)", bare)
    count = numerals.whole(match[1]) if match else None
    if match is None or not count:
        return None
    if match[2] == "工作日":
        return f"{count} working-day"
    if match[2] == "分钟":
        return f"{count}m" if count % 60 else f"{count // 60}h"
    return f"{count}h" if match[2] == "小时" else f"{count * 24}h"


def _title(line: Line, start: int) -> Value | None:
    """What a fault of this level is, by the words behind its name."""
    rest = line.text[start:]
    if "\t" in line.text[:start]:
        first = re.split(r"[。；\n]|(?<=.)\s*-(?=\D)", rest.strip(" -"))[0]
    else:
        first = re.split(r"[，。；]", rest)[0]
    first = first.strip(" -\t")
    known = re.search(r"\d|小时|应答|维护请求", first)
    return Value(first, line, first) if 2 < len(first) <= 60 and not known else None


def _row(level: Level, title: Value | None, lines: Sequence[Told]) -> Row:
    said = Value(level.code, level.told.line, level.words)
    values = {"level": said, "severity": said._replace(value=str(level.severity))}
    made = {"regime": level.regime, "article": level.told.article}
    if title:
        values["title"] = title
    else:
        made["title"] = level.words
    values |= level.clocks
    if level.from_fault:
        values["restore_from"] = level.from_fault
    hours = _hours(level, lines)
    if hours:
        values["hours"] = hours
    engineers = _engineers(level, lines)
    if engineers:
        values["engineers"] = engineers
    return Row("service_levels", values, made)


def _hours(level: Level, lines: Sequence[Told]) -> Value | None:
    """The hours named last before the level in its own section; for answers the hotline's."""
    named: list[Value] = []
    own: list[Value] = []
    for each in lines:
        if each.line is level.told.line:
            break
        if each.article == level.told.article:
            for match in HOURS.finditer(each.line.text):
                value = Value("7x24" if match["seven"] else "5x8", each.line, match[0])
                levels_said = _levels_beside(each.line.text, match.start())
                if level.words in levels_said:
                    own.append(value)
                elif not levels_said:
                    named.append(value)
    if own:  # P2级为5×8受理: of this level alone
        return own[-1] if len({each.value for each in own}) == 1 else None
    if "answer_within" in level.clocks:
        named = [each for each in named if each.value == "7x24"] or named
    return named[-1] if named else None


def _levels_beside(text: str, at: int) -> set[str]:
    """The levels that the words of one piece name before its hours."""
    piece = re.split("[；;。]", text[:at])[-1]
    return set(re.findall(r"[A-Z]{1,5}[- ]?[1-4](?!\d)级?|[一二三四]级(?:问题|故障|事件)?", piece))


def _engineers(level: Level, lines: Sequence[Told]) -> Value | None:
    """How many come, where the words name the level as this regime does."""
    if not level.words.startswith(tuple(SEVERITY)):
        return None
    for each in lines:
        for match in ENGINEERS.finditer(each.line.text):
            count = numerals.whole(match["count"])
            if SEVERITY[match["level"]] == level.severity and count:
                return Value(str(count), each.line, match[0])
    return None


# -- what comes again and again --------------------------------------------------------------------

EVERY = {
    "week": "7 days",
    "month": "1 month",
    "quarter": "3 months",
    "half": "6 months",
    "year": "1 year",
}
RHYTHM = (
    r"(?:(?P<week>每个?(?:周|星期)(?![二三四五六日天末]|一(?!次)))|(?P<month>每个?月(?:度)?|按月)|(?P<quarter>每个?季度|每季|按季度?)|(?P<half>每半年(?:度)?)"
    r"|(?P<year>每年(?:度)?|每一年|按年度?|年终)"
    rf"|(?P<months>每(?:隔)?(?P<count>{numerals.NUMBER})个月(?:度)?)"
    rf"|(?P<days>每(?P<apart>隔)?(?P<day_count>{numerals.NUMBER})\s*[日天](?![之以]?[内前后])))"
)
# what is promised: its name in the text, the kind of promise, the handle that is made of it
THINGS: tuple[tuple[str, str, str], ...] = (
    (r"现场巡访|巡访|回访|走访", "visit", "site-visit"),
    (r"巡检|巡查|检查维护", "inspection", "inspection"),
    (r"养护|保养", "", "upkeep"),
    (r"清洗", "", "cleaning"),
    (r"(?:系统)?版本升级|系统升级", "upgrade", "version-upgrade"),
    (r"(?:售后)?服务计划", "", "service-plan"),
    (r"(?:售后)?服务工作总结|年终总结|年度总结", "", "year-end-summary"),
    (r"培训", "training", "training"),
    (r"应急演练|演练", "", "drill"),
    (r"满意度(?:调查|回访)?", "satisfaction", "satisfaction"),
)
PLANS = re.compile(
    r"按(?P<said>月(?:度)?、季(?:度)?、年(?:度)?)[^，。；]{0,6}(?P<thing>巡检|巡查)计划"
)
RHYTHM_NAMES = {
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "half": "half-yearly",
    "year": "yearly",
}
SEVERAL = re.compile(
    r"不少于|至少|不低于|(?<!第)(?:[两二三四五六七八九十2-9]|\d{2,3})\s*次|[一二三四两\d]+[至到~-]\s*[一二三四两\d]"
)
# 每年清洗空调末端滤网两次; 每年清洗滤网，共两次
_COUNTED = r"(?:[两二三四五六七八九十2-9]|\d{2,3}|[一1]\s*[至到~-]\s*[\d两二三四])\s*次"
TIMES = re.compile(rf"(?<!第){_COUNTED}")
AFTERWARDS = re.compile(
    rf"[^，。；\n]{{0,20}}，(?:共计?|合计|全年|次数|为|计|不少于|至少|不低于)+{_COUNTED}"
)
MAYBE = re.compile(
    "如有|视情况|如需|必要时|根据需要|按需|除外|除非|前[一二三四五六两\\d]+个?[年月周]|[之此以]后每|后续每|首[年月]|第[一二三四五\\d]年|初期|后期|(?:特殊|重点|重大|重要)[^，。；]{0,6}(?:时期|时段|期间|活动|保障)|[雨旱汛旺淡冬夏春秋暑寒][季期假]|节假?日|可(?:适当)?(?:减少|增加|调整)"
)
ONCE = re.compile(r"(?:进行|开展|组织|安排|各|为)?\s*(?:一|1)?\s*次?\s*$")
LOOSELY = re.compile("(?:不定期|定期|适时|经常)[^，。；\\n\\d]{0,12}?$")
# 提交巡查月报: of the thing a paper, not the thing
_PAPER = "(?!(?:情况|工作|服务|调查|回访)?(?:月报|季报|年报|报告|报表|记录|台账|资料|材料|结果|总结|方案|制度|费|人员|单|表|时间))"
ALL = "|".join(f"(?:{thing}){_PAPER}" for thing, _, _ in THINGS)


def plan(lines: Sequence[Told]) -> list[Row]:
    """What is promised in a rhythm that the words name, and after it what is promised in none."""
    kept: dict[str, Row] = {}
    for each in lines:
        for row in _plans(each) + _rhythms(each)[0]:
            kept.setdefault(row.made["key"], row)
    known = {row.values["title"].value for row in kept.values()}
    for each in lines:
        for row in _loose(each):
            if not any(row.values["title"].value in title for title in known):
                kept.setdefault(row.made["key"], row)
    return list(kept.values())


def asked_of(lines: Iterable[Told]) -> list[Question]:
    """How far apart things are that are promised several times a period, or only as need be."""
    return [question for each in lines for question in _rhythms(each)[1]]


ANSWERED = re.compile(
    rf"(?:报告|报修|通知|来电|电话|故障|报警|求助)[^。；\n]{{0,20}}?{numerals.NUMBER}\s*个?\s*(?:分钟|小时)"
    r"\s*(?:之?内)[^，。；\d]{0,6}(?:应答|响应|回复|到达|到场|赶到|抵达|修复|恢复|排除)"
)


# 困人故障：…, 停梯故障：… : times by kinds of faults, which are no levels of a name that is known
KINDS = re.compile(
    rf"(?P<kind>[\u4e00-\u9fff]{{2,6}}(?:故障|问题|事件))\s*[：:，,]?[^。；\n\d]{{0,8}}?{numerals.NUMBER}\s*个?\s*(?:分钟|小时)"
)


def unlevelled(lines: Iterable[Told], levels: Sequence[Row]) -> list[Question]:
    """How fast faults are answered where no levels of them are told: which, and by what hours."""
    if levels:
        return []
    lines = list(lines)
    kinds = {match["kind"]: each for each in lines for match in KINDS.finditer(each.line.text)}
    if len(kinds) > 1:
        told = {"kinds": "、".join(kinds)}
        first = next(iter(kinds.values())).line
        return [Question("service_levels", "asked.response-kinds", first, told)]
    found = ((each, ANSWERED.search(each.line.text)) for each in lines)
    asks = [
        Question("service_levels", "asked.response-time", each.line, {"words": match[0]})
        for each, match in found
        if match
    ]
    return asks[:1]


def _plans(each: Told) -> list[Row]:
    """按月、季度、年度生成巡检计划: one promise for each rhythm."""
    rows = []
    for match in PLANS.finditer(each.line.text):
        for sign, name in (("月", "month"), ("季", "quarter"), ("年", "year")):
            at = match.start("said") + match["said"].index(sign)
            said = re.match(r"[月季年]度?", each.line.text[at:])
            every = Value(EVERY[name], each.line, said[0] if said else sign)
            kind = ("inspection", "inspection")
            rows.append(_promise(RHYTHM_NAMES[name], match["thing"], kind, every, each.article))
    return rows


def _rhythms(each: Told) -> tuple[list[Row], list[Question]]:
    rows, questions = [], []
    text = each.line.text
    found = list(re.finditer(RHYTHM, text))
    for match in found:
        thing = _promised(text, match, [other.start() for other in found])
        if thing is None:
            continue
        at, several = thing
        sentence = _sentence(text, match.start())
        asks = "asked.promise-needed" if _is_loose(sentence) else ""
        asks = asks or ("asked.promise-times" if several or match["apart"] else "")
        if asks:
            said = {"thing": text[slice(*at)]}
            questions.append(Question("service_plan", asks, each.line, said))
        elif every := _every(match):
            rows.append(_rhythmic(each, match, every, at))
    return rows, questions


def _is_loose(sentence: str) -> bool:
    """Whether a rhythm holds only at times, or is the purchaser's own: 甲方每月进行满意度调查."""
    theirs = re.match("[^，。；]{0,4}?(?:甲方|采购人)(?:应|将|可|有权|负责)?(?:于|在)?每", sentence)
    return bool(MAYBE.search(sentence) or is_unlike(sentence) or theirs)


def _sentence(text: str, at: int) -> str:
    start = max((text.rfind(sign, 0, at) for sign in "。；\n\t"), default=-1)
    return re.split("[。；\n\t]", text[start + 1 :])[0]


def _promised(
    text: str, match: re.Match[str], rhythms: Sequence[int]
) -> tuple[tuple[int, int], bool] | None:
    """Where the thing stands that comes in a rhythm, and whether it comes several times in each."""
    start = max(text.rfind(sign, 0, match.start()) for sign in "，。；、\n\t") + 1
    piece = re.split("[，。；、\n\t]", text[match.end() :])[0]
    before = re.search(f"(?:{ALL})[^，。；]{{0,4}}$", text[start : match.start()])
    several = SEVERAL.search(piece)
    if before and (ONCE.match(piece) or several):  # 巡检每季度一次
        thing = re.search(ALL, before[0])
        assert thing is not None
        at = start + before.start() + thing.start()
        return (at, at + len(thing[0])), bool(several)
    rest = re.split(r"[，。；\n\t]|并在?年终", text[match.end() : match.end() + 40])[0]
    after = [at for at in rhythms if at > match.start()]
    if after:  # what stands beside another rhythm is its own
        rest = rest[: max(0, after[0] - match.end())]
        own = max(rest.rfind("，"), rest.rfind("、"))
        rest = rest[:own] if own >= 0 and len(rest) == after[0] - match.end() else rest
    found = re.search(ALL, rest)
    if not found:
        return None
    at = match.end() + found.start()
    return (at, at + len(found[0])), _is_several(rest, found.end(), text[at:])


def _is_several(rest: str, end: int, said: str) -> bool:
    """Whether a number of times stands before the thing, at it, or behind all that it is of."""
    beside = SEVERAL.search(rest[: end + 4]) or TIMES.search(rest, end)
    return bool(beside or AFTERWARDS.match(said))


def _every(match: re.Match[str]) -> str:
    if match["days"]:
        count = numerals.whole(match["day_count"])
        return f"{count} day{'s' if count > 1 else ''}" if count else ""
    if not match["months"]:
        name = next(key for key in EVERY if match[key])
        return EVERY[name]
    count = numerals.whole(match["count"])
    return f"{count} month{'s' if count > 1 else ''}" if count else ""


def _rhythmic(each: Told, match: re.Match[str], every: str, at: tuple[int, int]) -> Row:
    words = each.line.text[slice(*at)]
    kind = next((kind, key) for thing, kind, key in THINGS if re.fullmatch(thing, words))
    name = next((key for key in EVERY if match[key]), "")
    called = RHYTHM_NAMES.get(name, f"every-{every.replace(' ', '-')}")
    return _promise(called, words, kind, Value(every, each.line, match[0]), each.article)


def _loose(each: Told) -> list[Row]:
    """定期回访: promised by the supplier, with no period at all."""
    rows = []
    for match in re.finditer(ALL, each.line.text):
        piece = re.split("[，。；、\n\t]", each.line.text[: match.start()])[-1]
        loosely = LOOSELY.search(piece)
        if not loosely or re.search(RHYTHM, piece) or not re.search("乙方|供应商", piece):
            continue
        _, kind, key = next(each for each in THINGS if re.fullmatch(each[0], match[0]))
        title = Value(match[0], each.line, match[0])
        made = {"key": key, "article": each.article} | ({"kind": kind} if kind else {})
        rows.append(Row("service_plan", {"title": title}, made))
    return rows


def _promise(name: str, thing: str, kind: tuple[str, str], every: Value, article: str) -> Row:
    values = {"title": every._replace(value=thing, words=thing), "every": every}
    made = {"key": f"{name}-{kind[1]}", "article": article}
    return Row("service_plan", values, made | ({"kind": kind[0]} if kind[0] else {}))


# -- what is kept up, and what may be asked for ----------------------------------------------------

LISTS: tuple[tuple[str, str, str], ...] = (
    (
        "systems",
        r"货物名称|系统名称|模块名称|软件名称|维护系统|系统模块|软件系统",
        r"模块|系统|软件|维护|运维",
    ),
    ("services", r"服务内容|服务项目|服务名称", r"服务内容|服务目录|服务清单"),
)


def lists(cited: Sequence[Told]) -> list[Row]:
    """The systems that are maintained and the services of the catalogue, from their tables.

    The same list is often there again in the supplier's papers: the first one counts.
    """
    found: list[Row] = []
    lines = [each.line for each in cited]
    for table, heading, about in LISTS:
        for at, line in enumerate(lines):
            cells = [cell.strip() for cell in line.text.split("\t")]
            column = next((n for n, cell in enumerate(cells) if re.fullmatch(heading, cell)), -1)
            if column < 0 or len(cells) < 2 or not _is_about(lines, at, about):
                continue
            numbered, article = cells[0] == "序号", cited[at].article
            rows = list(_listed(lines[at + 1 :], table, column, numbered, article))
            if len(rows) > 1:  # of one row nobody knows whether the table goes on
                found += rows
                break
    return found


def _is_about(lines: Sequence[Line], at: int, about: str) -> bool:
    """Whether the last words above a table say that it is such a list."""
    above = next((line.text for line in reversed(lines[:at]) if line.text.strip()), "")
    return "\t" not in above and re.search(about, above) is not None


def _listed(
    lines: Iterable[Line], table: str, column: int, numbered: bool, article: str
) -> Iterator[Row]:
    """The names in a column until the table ends: blank lines and broken pages do not end it."""
    seen: set[str] = set()
    for line in lines:
        if not line.text.strip():
            continue
        cells = [cell.strip() for cell in line.text.split("\t")]
        if len(cells) < 2:
            return
        if column >= len(cells) or (numbered and not cells[0].isdecimal()):
            continue
        name = cells[column]
        if 1 < len(name) <= 30 and name not in seen:
            seen.add(name)
            made = {"key": f"{'system' if table == 'systems' else 'service'}-{len(seen)}"}
            if table == "services":
                made["article"] = article or name
            yield Row(table, {"title": Value(name, line, name)}, made)


WORKING = re.compile(
    r"(?:工作|服务|办公|上班)时间[^。；]{0,20}?(?P<first>\d{1,2}[:：]\d{2}\s*[-—~至到]+\s*\d{1,2}[:：]\d{2})"
    r"(?:[^\d。；]{1,6}(?P<second>\d{1,2}[:：]\d{2}\s*[-—~至到]+\s*\d{1,2}[:：]\d{2}))?"
)


def working_hours(lines: Iterable[Line]) -> dict[str, Value]:
    """The hours of a working day, where the text names them."""
    for line in lines:
        match = WORKING.search(line.text)
        spans = [_span(match[name]) for name in ("first", "second") if match and match[name]]
        if match and re.search("午休|休息|夏|冬|周[六日末]", line.text):
            return {}
        if match and spans and all(spans):
            words = [match["first"], match["second"]]
            return {
                f"working_hours[{at}]": Value(span, line, words[at] or "")
                for at, span in enumerate(spans)
            }
    return {}


def _span(text: str) -> str:
    found = re.findall(r"(\d{1,2})[:：](\d{2})", text)
    times = [
        f"{int(hour):02}:{minute}" for hour, minute in found if int(hour) <= 24 and int(minute) < 60
    ]
    return "-".join(times) if len(times) == 2 and times[0] < times[1] else ""
