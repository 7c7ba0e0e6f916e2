"""Several answers in one line, as people say them: 三年，自签订之日起，第四条; each to its own question."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.contracts.form import BASES
from svcctl.intake.entry import half_width
from svcctl.interview import lists, typed
from svcctl.interview.moments import moment
from svcctl.interview.question import Asked
from svcctl.interview.sofar import Sofar

Said = dict[str, str]  # by the questions of the same table
_PARTS = re.compile(r"[；;，、]\s*|,(?!\d{3}(?:\D|$))\s*")
_ARTICLE = re.compile(
    r"^(.*?)[，,、；;\s]*((?:第[一二三四五六七八九十百零\d.]+条|附件|article\s?\d|annex\s?\d)[^，,；;]*"
    # 三、金额: an article of a contract that has no 第三条
    r"|(?<=[，,、；;\s])[一二三四五六七八九十]{1,3}(?:、[^，,；;\d]{0,12})?)$",
    re.IGNORECASE | re.DOTALL,
)
_CAPITALS = re.compile(r"(?:人民币)?[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正]{2,}")
# how often something comes, in the words that a title may have behind or in it
RHYTHMS = {
    "half-year": r"每?半年度?|half-year(?:ly)?",
    "quarter": r"每?个?季度?|quarter(?:ly)?",
    "month": r"(?:每|按)个?月|月付|monthly|each month",
    "service-year": r"每个?(?:服务)?年度?|按年|年付|yearly|each year",
    "once": r"(?:整份合同)?一次性?|once",
}


class Line(NamedTuple):
    """Questions of one table that one line answers, and how it is read."""

    covers: tuple[str, ...]
    read: "Callable[[str, Asked, Sofar], Said]"


def parts_of(text: str) -> list[str]:
    """What stands between the commas of a line."""
    return [part.strip() for part in _PARTS.split(text) if part.strip()]


def with_article(text: str) -> tuple[str, Said]:
    """A line without the article at its end, and that article."""
    found = _ARTICLE.match(text.strip())
    return (found[1].strip(), {"article": found[2].strip()}) if found else (text.strip(), {})


def _succeeds(read: Callable[[str], str], text: str) -> bool:
    try:
        return bool(read(text))
    except (Refusal, ValueError):
        return False


# -- the contract ----------------------------------------------------------------------------------


def _numbers(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    """Numbers and the day of the award, in any order; a number may say whose it is."""
    found = {"project_number": "", "number": "", "award_notice_on": ""}
    names = (
        ("plan_number", "采购计划编号"),
        ("project_number", "项目编号"),
        ("number", "合同编号"),
    )
    for part in parts_of(text):
        if part in typed.SKIPPED:
            continue
        label = next((each for each in names if part.startswith(each[1])), None)
        bare = part.removeprefix(label[1]).strip(" :：") if label else part
        if label is None and _succeeds(typed.READ["date"], _day(part)):
            found["award_notice_on"] = _day(part)
            continue
        free = next((key for key in ("number", "project_number") if not found[key]), None)
        if (label is None and free is None) or not bare:
            raise Refusal("ask.numbers", text=part)
        found[label[0] if label else str(free)] = bare
    return found


def _day(text: str) -> str:
    return re.sub(r"^(成交|中标)?(通知书)?\s*[:：]?", "", text)


def _supplier(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    sizes = {"微型": "micro", "小型": "small", "中型": "medium", "大型": "large"}
    name, _, last = re.sub(r"[，,]\s*", "，", text).rpartition("，")
    size = next((size for word, size in sizes.items() if last.startswith(word)), "")
    size = size or (last.strip() if last.strip() in sizes.values() else "")
    return {"name": name if size else text, "size": size}


def _accounts(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    cells = [cell.strip() for cell in re.split(r"[，,、；;]", text) if cell.strip()]
    if len(cells) < 2 or not re.search(r"\d{6}", cells[1].replace(" ", "")):
        return {}
    return dict(zip(("bank", "number", "source"), cells, strict=False)) | {"more": "no"}


def _term(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    bare, article = with_article(text)
    ends = re.split(r"\s*(?:至|到|—|～|~| to | until )\s*", re.sub(r"^自|起(?=至)|止$", "", bare))
    if len(ends) == 2 and all(_succeeds(typed.READ["date"], each) for each in ends):
        return {"how": "dates", "from": ends[0], "to": ends[1]} | article
    how = "start-notice" if re.search(r"通知|notice", bare) else ""
    how = how or ("signing" if re.search(r"签|生效|sign", bare) else "")
    pattern = r"\d+\s*个?(?:年|月|years?|months?)|[一二两三四五六七八九十]+个?(?:年|月)"
    length = re.search(pattern, bare)
    return {"how": how, "length": length[0]} | article if how and length else {}


def _price(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    bare, article = with_article(text)
    words = _CAPITALS.search(bare)
    rest = bare.replace(words[0], "") if words else bare
    rest = re.sub(r"[（(]?(大写)?[:：]?[）)]?", "", rest).strip("，,、；; ¥￥")
    if words and not rest:
        return {"total": words[0], "total_in_words": words[0]} | article
    if not _succeeds(typed.READ["money"], rest):
        return {}
    return {"total": rest, "total_in_words": words[0] if words else ""} | article


# -- rows ------------------------------------------------------------------------------------------


def rhythm(text: str) -> str:
    """How often something comes, by its words; empty where they do not say."""
    return next((key for key, words in RHYTHMS.items() if re.search(words, text)), "")


def _often(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    """How often and how much: 每季度 100%, 一次 30%."""
    bare, article = with_article(text)
    sizes = [part for part in re.split(r"[，,、\s]+", bare) if part]
    much = [part for part in sizes if _succeeds(typed.READ["much"], part)]
    often = rhythm(bare)
    return {"every": often, "much": much[0]} | article if often and len(much) == 1 else {}


def _when(text: str, asked: Asked, sofar: Sofar) -> Said:
    """By when, in words, or as the number of a choice with its days."""
    bare, article = with_article(text)
    prefix = asked.question.key.removesuffix("when")
    if numbered := re.fullmatch(r"(\d{1,2})(?:\s*[，,、]\s*|\s+(?=\d))(\S.*)", bare):
        days = {f"{prefix}days": numbered[2]}
        return {f"{prefix}when": numbered[1]} | days | article
    if not bare or half_width(bare).isdigit():
        return {}
    found = {
        f"{prefix}{key}": text for key, text in moment(bare, sofar.titles("deliverables")).items()
    }
    return _possible(found, asked, prefix) | article


def _possible(found: Said, asked: Asked, prefix: str) -> Said:
    """An event that nothing offers here is none that was meant."""
    when = found[f"{prefix}when"]
    if when in asked.choices:
        return found
    whole = {"year-start": "period-start", "year-end": "period-end"}
    twin = whole.get(when) or next((k for k, v in whole.items() if v == when), "")
    if twin not in asked.choices:
        raise Refusal("ask.not-here")
    return found | {f"{prefix}when": twin}


def _damages(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    """A rule as the contract has it: 每日按逾期金额的万分之五，累计不超过合同总价的5%."""
    bare, article = with_article(text)
    found = damages_said(re.sub(r"(?<=\d),(?=\d{3})", "", bare))
    return found | article if found else {}


def damages_said(bare: str) -> Said:
    """How much a rule is, for how many days, of what, up to what limit; nothing where unclear."""
    before, mark, limit = limit_in(bare)
    told = mark + limit
    sums = sums_in(before)
    if len(sums) != 1 or (mark and len(sums_in(limit)) != 1):
        return {}
    share = {} if sums[0].endswith("元") else _base(before, "base")
    found = {"rate": sums[0], "per": _per(before)} | share
    if mark:
        pool = {"pool": "breach"} if re.search(r"每次|单次|一次|each", told) else {}
        pool = pool or ({"pool": "contract"} if re.search(r"累计|总计|合计|总额|共", bare) else {})
        whose = re.split(r"[\d百千万]", limit, maxsplit=1)[
            0
        ]  # what it is a share of stands before it
        found |= {"cap": sums_in(limit)[0]} | _base(whose, "cap_of") | pool
    else:
        found["cap"] = ""
    return found | _beside(bare)


def _beside(text: str) -> Said:
    """What else a rule says, for the question that asks whether it says anything else."""
    found: Said = {}
    if grace := re.search(r"自?第\s*(\d+)\s*[日天]起", text):
        found["grace"] = str(int(grace[1]) - 1)
    if re.search(r"从.{0,8}款.{0,4}(?:扣|抵)", text):
        found["deduct"] = "yes"
    if re.search(r"协商不成", text):
        found["gate"] = "yes"
    return found


def limit_in(text: str) -> tuple[str, str, str]:
    """What stands before and behind the words for a limit."""
    found = re.search(
        r"(?:累计|总计|合计|每次|单次|一次)?(?:最多|不超过|不得超过|上限为?|封顶|以(?=[^，。；;]{0,24}为限)|at most|up to)",
        text,
    )
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def sums_in(text: str) -> list[str]:
    """The rates and sums of a text."""
    pattern = (
        r"\d+(?:\.\d+)?\s*[%‰％]|[百千万]分之[\d.零一二三四五六七八九十点]+|\d+(?:\.\d+)?\s*[万]?元"
    )
    return [half_width(each).replace(" ", "") for each in re.findall(pattern, text)]


def _per(text: str) -> str:
    found = re.search(
        r"(?:每|按)(?:逾期|延误|迟延|延期|延迟|推迟|拖延|超过|迟)?(?:一)?(\d*)(?:个)?(日|天|周|星期)",
        text,
    )
    if found is None:
        return "day" if re.search(r"daily|a day|per day", text) else "once"
    return str(int(found[1] or 1) * (7 if found[2] in "周星期" else 1))


def _base(text: str, key: str) -> Said:
    """Of what a rate or a limit is, where the words say so."""
    words = {
        "amount-overdue": r"逾期(?:未付)?(?:的)?(?:金额|款|部分)|(?:应付|未付|延付|欠付)(?:的)?(?:金额|款|额|未付)"
        r"|overdue",
        "instalment": r"当期|当月|当季|该期|本期|该笔",
        "year-price": r"年度?(?:价款|合同价|服务费)|当年|每年",
        "amount-in-breach": r"违约(?:所涉)?(?:部分|金额)|所涉",
        "contract-price": r"合同总|合同(?:价|金额|款|额)|合同的|总价|总金额|成交价|contract price",
    }
    assert set(words) == set(BASES)
    found = next((base for base, pattern in words.items() if re.search(pattern, text)), "")
    return {key: found} if found else {}


def _bond(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    bare, article = with_article(text)
    found = re.fullmatch(
        r"(\D+?)[，,、\s]*(?:合同(?:总价|金额|总金额)的)?(\d\S*|[百千万]分之\S+)", bare
    )
    if found is None or not _succeeds(typed.READ["much"], found[2]):
        return {"title": bare} | article if article else {}
    return {"title": found[1], "much": found[2]} | article


def _duty(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    bare, article = with_article(text)
    first, *rest = parts_of(bare)
    who = next((who for who, name in WHO.items() if re.fullmatch(name, first)), "")
    if not who or not rest:
        return {"who": who} | article if who and article else {}
    return {"who": who} | moment("，".join(rest), sofar.titles("deliverables")) | article


WHO = {"purchaser": "甲方|采购人", "supplier": "乙方|供应商", "both": "双方|甲乙双方"}


def _force_majeure(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    bare, article = with_article(text)
    found: Said = {}
    for part in parts_of(bare):
        who = next((k for k, name in WHO.items() if re.fullmatch(f"{name}|任何一方", part)), "")
        if _succeeds(typed.READ["count"], part) and len(found) == 1:
            found["negotiate_from_day"] = part
        else:
            found["who"] = who or part
    return {"negotiate_from_day": ""} | found | article if len(found) > 1 or article else {}


def _office(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    keys = ("department", "fund_source", "budget_item", "budget_project")
    found = parts_of(text)
    if len(found) > len(keys):
        raise Refusal("ask.too-many", text=text)
    said = dict(zip(keys, found, strict=False))
    return dict.fromkeys(keys, "") | {k: "" if v in typed.SKIPPED else v for k, v in said.items()}


def _unit(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    """A unit with its number, where the number was typed alone before."""
    number, unit = typed.measured(text)
    if not number or not unit:
        return {}
    key = asked.question.key
    return {key.removesuffix("unit") + "days": text, key: unit}


def _bands(text: str, asked: Asked, sofar: Sofar) -> Said:  # noqa: ARG001 (as the others)
    """Bands where a score for all was asked for: then nothing goes by the point."""
    of_point = asked.question.key == "less_per_point"
    if of_point and text.strip().casefold() in typed.SKIPPED:
        return {"full_from": ""}
    bare, article = with_article(text)
    if not _succeeds(READ_BANDS, bare) or len(READ_BANDS(bare).split("；")) < 2:
        return {}
    return {"full_from": "", "bands": bare} | article


READ_BANDS = lists.READ["bands"]
_NUMBERS = ("project_number", "number", "award_notice_on")
LINES: dict[tuple[str, str], Line] = {
    ("contract", "project_number"): Line(_NUMBERS, _numbers),
    ("supplier", "name"): Line(("name", "size"), _supplier),
    ("accounts", "bank"): Line(("bank", "number", "source"), _accounts),
    ("term", "how"): Line(("how",), _term),
    ("price", "total"): Line(("total", "total_in_words", "article"), _price),
    ("assessments", "full_from"): Line(("full_from",), _bands),
    ("assessments", "less_per_point"): Line(("less_per_point",), _bands),
    ("instalments", "every"): Line(("every", "much"), _often),
    ("instalments", "when"): Line(("when",), _when),
    ("obligations", "when"): Line(("when",), _when),
    ("guarantees", "lodge-when"): Line(("lodge-when",), _when),
    ("guarantees", "back-when"): Line(("back-when",), _when),
    ("damages", "rate"): Line(("rate", "per", "base", "cap", "cap_of", "pool"), _damages),
    ("guarantees", "title"): Line(("title", "much"), _bond),
    ("obligations", "who"): Line(("who", "when"), _duty),
    ("force_majeure", "who"): Line(("who", "negotiate_from_day", "article"), _force_majeure),
    ("office", "department"): Line(
        ("department", "fund_source", "budget_item", "budget_project"), _office
    ),
}


def said(asked: Asked, text: str, sofar: Sofar) -> dict[str, str]:
    """The answers that a line gives, by their paths; nothing where it answers just what is asked."""
    line = LINES.get((asked.section.name, asked.question.key))
    if asked.question.key in ("unit", "lodge-unit", "back-unit"):
        line = Line((asked.question.key,), _unit)
    if asked.question.optional and line and line.read is not _damages and _skips(text):
        found = dict.fromkeys(line.covers, "")
    else:
        found = line.read(text, asked, sofar) if line else _plain(asked, text)
    at = asked.path.removesuffix(asked.question.key)
    return {f"{at}{key}": value for key, value in found.items()}


def _skips(text: str) -> bool:
    return not text.strip() or text.strip().casefold() in typed.SKIPPED


def _plain(asked: Asked, text: str) -> Said:
    """An answer with its article behind it."""
    kinds = ("text", "title", "blank", "id", "key", "yes", "article")
    keys = {question.key for question in asked.section.questions}
    if asked.question.kind in kinds or "article" not in keys or asked.question.key == "article":
        return {}
    bare, article = with_article(text)
    return {asked.question.key: bare} | article if article and bare else {}


# -- several rows ----------------------------------------------------------------------------------


def rows_said(asked: Asked, text: str, choices: Mapping[str, str]) -> dict[str, str]:
    """The first answers of several rows that one line names: 首付款、季度服务费、尾款."""
    name, key = asked.section.name, asked.question.key
    if asked.row or (name, key) not in LISTED:
        return {}
    bare, article = with_article(text)
    found: dict[str, str] = {}
    parts = parts_of(bare)
    for row, part in enumerate(parts):
        at = f"{name}[{row}]"
        found |= {f"{at}.{each}": value for each, value in _row_said(name, part, choices).items()}
        found |= {f"{at}.{each}": value for each, value in article.items()}
        found[f"{at}.more"] = "yes" if row + 1 < len(parts) else "no"
    return found


LISTED = {("deliverables", "title"), ("instalments", "title"), ("obligations", "title"),
          ("damages", "what")}  # fmt: skip


def _row_said(name: str, part: str, choices: Mapping[str, str]) -> Said:
    if name == "damages":
        return {"what": typed.choice_of(part, tuple(choices), choices)}
    if name != "deliverables":
        return {"title": part}
    bare = re.sub(r"[（(\s]+(每.*?|一次性?)[)）]?$", "", part)
    often = rhythm(part[len(bare) :])
    return {"title": bare} | ({"every": often} if often else {})
