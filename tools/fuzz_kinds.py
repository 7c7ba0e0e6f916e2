"""What is fuzzed: for each kind of input good samples, and how a draw makes a hostile case of them."""

import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import fuzz_changes as change

from svcctl import workspace
from svcctl.cli import NOUNS, verb, verbs
from svcctl.i18n import Words

Args = tuple[str, ...]
ROOT = Path(__file__).parents[1]
AS_OF = ("--as-of", "2026-03-20")


class Case(NamedTuple):
    """A command with hostile input, its surroundings, and what is asked of the store afterwards."""

    args: Args
    files: Mapping[str, bytes] = {}
    store: str = "demo"  # which sample, or "" for none
    env: Mapping[str, str] = {}
    stdin: bytes = b""
    after: Sequence[Args] = ()


# -- what is asked afterwards ----------------------------------------------------------------------

READERS: tuple[Args, ...] = tuple(
    tuple(line.split())
    for line in """payments due
payments schedule --format table
payments due --format json
payments due -o out.xlsx
payments due -o out.html
payments due -o out.csv
contract list
contract show
contract show -o out.html
contract findings
contract readings
payments forecast --by month
payments plan
payments checklist
damages assess
damages statement -o out.docx
explain Y1-advance
explain Y1-balance --format json
obligations list
guarantee list
audit log
audit log --format csv
audit log -o out.xlsx
audit late
remind
export schedule -o out.xlsx
export schedule -o out.html
export schedule -o out.ics
export payments -o out.csv
export payments -o out.json
export damages -o out.html
export journal -o out.xlsx
export journal -o out.csv
export journal -o out.html
export overview -o out.html
export facts -o out.json
export service -o out.xlsx
export overdue -o out.html
export obligations -o out.ics
export schedule -o out.ocds
letter hand-over -o out.docx
letter reconcile -o out.docx
letter working-paper Y1-advance -o out.docx
payments request Y1-advance -o out.docx
incident list
incident list -o out.xlsx
service scorecard --year 1
service record
export audit-pack -o out.zip
evidence add
invoice list""".splitlines()
)


def asked(draw: Random) -> tuple[Args, ...]:
    """Some of what shows what was recorded."""
    return tuple(draw.sample(READERS, draw.choice((0, 0, 1, 1, 2))))


# -- files -----------------------------------------------------------------------------------------


@cache
def contracts() -> list[bytes]:
    """Contract files that ship."""
    paths = [*(ROOT / "data/contracts").glob("*.toml"), *(ROOT / "data/demo/office").glob("*.toml")]
    return [path.read_bytes() for path in sorted(paths)]


def _contract_file(draw: Random) -> bytes:
    content = contracts()[0] if draw.random() < 0.2 else draw.choice(contracts())
    if draw.random() < 0.4:
        return change.spoilt(draw, content)
    document = tomllib.loads(content.decode())
    return change.toml(change.tree(draw, document))


def contract(draw: Random, _: Mapping[str, bytes]) -> Case:
    """A contract file: checked, loaded, corrected, amended."""
    files = {"c.toml": _contract_file(draw)}
    check: Args = ("contract", "check", "c.toml")
    ours = contracts()[-1]
    how = draw.randrange(8)
    if how < 2:
        return Case((*check, *_form(draw)), files, "")
    if how < 6:
        verb = draw.choice((("init",), ("contract", "import")))
        return Case((*verb, "c.toml"), files, "", after=asked(draw))
    document = tomllib.loads((ROOT / "data/contracts/zyfy-his-2025.toml").read_text("utf-8"))
    files = {"c.toml": change.toml(change.tree(draw, document))}
    if how == 6:
        return Case(("contract", "correct", "c.toml", "--reason", "x"), files, after=asked(draw))
    signed = (
        "--signed-on 2025-06-01 --approved-on 2025-06-02 --approval-ref A --filed-on 2025-06-03"
    )
    args = ("contract", "amend", "c.toml", *signed.split(), *AS_OF)
    return Case(args, files | {"x": ours}, after=asked(draw))


NAMED = (
    "zh",
    "en",
    "title",
    "name",
    "note",
    "text",
    "label",
    "bank",
    "source",
    "summary",
    "department",
)


def titled(draw: Random, _: Mapping[str, bytes]) -> Case:
    """A good contract with formulas and markup for names, and some of all that shows them."""
    document = tomllib.loads((ROOT / "data/contracts/zyfy-his-2025.toml").read_text("utf-8"))
    waiting = [document]
    while waiting:
        table = waiting.pop()
        for key, value in table.items():
            if isinstance(value, dict):
                waiting.append(value)
            elif isinstance(value, list):
                waiting += [each for each in value if isinstance(each, dict)]
            elif key in NAMED and isinstance(value, str) and draw.random() < 0.5:
                table[key] = draw.choice((*change.FORMULAS, *change.MARKUP)).strip()
    after = tuple(draw.sample(READERS, 4))
    return Case(("init", "c.toml"), {"c.toml": change.toml(document)}, "", after=after)


NOTICE = """国务院办公厅关于2027年部分节假日安排的通知
国办发明电〔2026〕7号
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（农历腊月二十九、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月14日（周日）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）、5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）至17日（周五）放假调休，共3天。9月19日（周日）、9月26日（周日）上班。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
国务院办公厅
2026年11月4日
"""


def notice(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A calendar notice as text, page or document of Word."""
    content = NOTICE.encode(draw.choice(("utf-8", "utf-8", "gb18030")))
    kind = draw.randrange(5)
    name = draw.choice(("n.txt", "n.html", "n"))
    if kind == 0:
        lines = "".join(f"<p>{line}</p>" for line in NOTICE.splitlines())
        content = change.spoilt(draw, f"<html><body>{lines}</body></html>".encode())
    elif kind == 1:
        name, content = "n.docx", change.archive(draw, samples["notice.docx"])
    else:
        content = change.spoilt(draw, content)
    args: Args = ("calendar", "import", name, *draw.choice(((), (), ("--extra-days",))))
    if draw.random() < 0.1:
        return Case(("calendar", "import", "-"), stdin=content, after=asked(draw))
    more = ("--issued-on", "2026-11-04") if draw.random() < 0.3 else ()
    region = (
        ("--region", draw.choice(("CN-GX", "CN", change.short(draw))))
        if draw.random() < 0.1
        else ()
    )
    return Case((*args, *more, *_clean(region)), {name: content}, after=asked(draw))


LISTS: dict[str, change.Rows] = {
    "bank": [
        ["柳州银行交易明细"],
        ["交易时间", "借方金额（元）", "贷方金额（元）", "余额", "对方户名", "对方账号", "交易流水号", "摘要"],
        ["2025-03-24", "203,000.00", "", "9797000.00", "柳州中联科技有限责任公司", "70702015201090002075", "202503-0017", "首期款"],
        ["2025-03-27", "500.00", "", "9796500.00", "柳州中联科技有限责任公司", "70702015201090002075", "202503-0018", ""],
        ["2025-03-28", "", "12.00", "9796512.00", "柳州中联科技有限责任公司", "70702015201090002075", "202503-0019", "退"],
        ["合计", "9", "", "", "", "", "", ""],
    ],
    "ledger": [
        ["日期", "金额", "合同", "款项", "凭证号"],
        ["2025-03-25", "203000.00", "zyfy-his-2025", "", "记-1"],
        ["2025-03-26", "87000", "zyfy-his-2025", "Y1-balance", "记-2"],
        ["2025-03-27", "0.3", "", "zyfy-his-2025:Y2-advance", "记-3"],
        ["", "1000", "", "", "合计"],
    ],
    "budget": [
        ["项目名称", "资金性质", "年初预算数", "调整后预算数", "预算年度"],
        ["信息系统运维", "自有资金", "350000", "", "2026"],
        ["网络安全", "财政拨款", "90000", "", "2026"],
    ],
    "desk": [
        ["工单号", "标题", "受理时间", "故障时间", "响应时间", "派工时间", "到场时间", "完成时间", "关闭时间", "挂起", "恢复", "等待", "级别", "系统"],
        ["A-1", "检验不出报告", "2026-04-16 16:30", "2026-04-16 16:10", "2026-04-16 16:35", "2026-04-16 16:40", "2026-04-16 17:10", "2026-04-16 18:05", "2026-04-17 09:00", "2026-04-16 17:20", "2026-04-16 17:50", "", "紧急", "检验"],
        ["A-2", "慢", "2026-04-18 08:00", "", "2026-04-18 08:10", "", "", "", "", "", "", "", "特急", "病历"],
    ],
}  # fmt: skip
MAP = """source = "desk"
side = "supplier"
number = "工单号"
title = "标题"
zone = "Asia/Shanghai"
dates = "%Y-%m-%d %H:%M"
[times]
opened = "受理时间"
fault = "故障时间"
answered = "响应时间"
dispatched = "派工时间"
arrived = "到场时间"
restored = "完成时间"
closed = "关闭时间"
wait_from = "挂起"
wait_to = "恢复"
[lengths]
waited = { column = "等待", unit = "m" }
[level]
column = "级别"
values = { "特急" = "SIS1", "紧急" = "SIS2" }
[system]
column = "系统"
values = { "检验" = "lis", "病历" = "emr" }
"""


def _of_list(draw: Random, what: str, name: str, content: bytes) -> Case:
    files = {name: content}
    if what == "budget":
        return Case(("payments", "plan", "--budget", name, "--year", "2026", *_form(draw)), files)
    if what == "desk":
        taken = ("--leave-out",) if draw.random() < 0.7 else ()
        files["m.toml"] = MAP.encode()
        args: Args = ("incident", "import", name, "--map", "m.toml", "--role", "supplier", *taken)
        return Case((*args, "--as-of", "2026-05-01"), files, after=asked(draw))
    how = draw.randrange(4)
    if how == 0:
        return Case(("compare", "payments", name, *_form(draw)), files)
    sure = draw.choice((("--confirm-account",), ("--confirm-account", "--ignore-balance"), ()))
    rows = draw.choice(
        ((), ("--for", "2=Y1-balance", "--new", "3"), ("--skip", "5", "--refund", "5"))
    )
    out = draw.choice(((), ("--out", "debit"), ("--profile", "icbc")))
    return Case(("import", "payments", name, *sure, *rows, *out), files, after=asked(draw))


def listed(draw: Random, _: Mapping[str, bytes]) -> Case:
    """A list of payments, a budget, a help desk's list: text or an xlsx."""
    what = draw.choice(("bank", "bank", "ledger", "budget", "desk"))
    rows = change.rows(draw, LISTS[what])
    if draw.random() < 0.5:
        name = draw.choice(("l.csv", "l.csv", "l.txt", "l.xls", "l.tsv"))
        return _of_list(draw, what, name, change.csv_bytes(draw, rows))
    return _of_list(draw, what, "l.xlsx", change.xlsx(draw, rows))


def workbook(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A workbook that another program wrote: xlsx, and now and then one that is read apart."""
    if draw.random() < 0.9:
        name = draw.choice(("ours.xlsx", "openpyxl.xlsx"))
        content = change.archive(draw, samples[name])
    else:
        name = draw.choice(("list.xls", "list.xls", "list.xlsb", "list.ods"))
        archive = name != "list.xls" and draw.random() < 0.7
        content = (change.archive if archive else change.spoilt)(draw, samples[name])
    return _of_list(
        draw, draw.choice(("bank", "budget", "desk")), name.replace("list", "l"), content
    )


def mapped(draw: Random, _: Mapping[str, bytes]) -> Case:
    """A map of a help desk's columns, or a profile of a bank's."""
    rows = LISTS["desk"]
    plain = "\n".join(",".join(row) for row in rows).encode()
    if draw.random() < 0.6:
        found = change.toml(change.tree(draw, tomllib.loads(MAP)))
        made = found if draw.random() < 0.7 else change.spoilt(draw, MAP.encode())
        args = (
            "incident",
            "import",
            "l.csv",
            "--map",
            "m.toml",
            "--role",
            "supplier",
            "--leave-out",
        )
        return Case(
            (*args, "--as-of", "2026-05-01"), {"l.csv": plain, "m.toml": made}, after=asked(draw)
        )
    profile = (ROOT / "data/profiles/icbc.toml").read_bytes()
    if draw.random() < 0.5:
        profile = change.toml(change.tree(draw, tomllib.loads(profile.decode())))
    else:
        profile = change.spoilt(draw, profile)
    bank = "\n".join(",".join(f'"{cell}"' for cell in row) for row in LISTS["bank"]).encode()
    files = {"home/.config/svcctl/profiles/p.toml": profile, "l.csv": bank}
    if draw.random() < 0.3:
        return Case(("import", "profiles", *draw.choice(((), ("p",))), *_form(draw)), files)
    return Case(("import", "payments", "l.csv", "--profile", "p", "--confirm-account"), files)


def book(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """The other side's facts as JSON."""
    found = change.tree(draw, json.loads(samples["facts.json"]))
    content = change.json_bytes(draw, found)
    if draw.random() < 0.3:
        content = change.spoilt(draw, samples["facts.json"])
    return Case(("compare", "facts", "f.json", *_form(draw)), {"f.json": content})


# -- templates, packs, seals, stores ---------------------------------------------------------------

BIG = "1000000000"
EXPRESSIONS = (
    "{% for i in range(10**9) %}x{% endfor %}",
    f"{{% for i in range({BIG}) %}}x{{% endfor %}}",
    "{% for i in range(99999) %}{% for j in range(99999) %}x{% endfor %}{% endfor %}",
    "{% for i in range(99999) %}" + "long " * 200 + "{% endfor %}",
    f"{{{{ 'x' * {BIG} }}}}",
    f"{{{{ 'x'.center({BIG}) }}}}",
    f"{{{{ 'x'|center({BIG}) }}}}",
    f"{{{{ 'x'.ljust({BIG}) }}}}",
    f"{{{{ 'a\\tb'.expandtabs({BIG}) }}}}",
    f"{{{{ '%{BIG}d'|format(1) }}}}",
    f"{{{{ '%{BIG}d' % 1 }}}}",
    f"{{{{ '{{:{BIG}}}'.format(1) }}}}",
    f"{{{{ 'x\\ny'|indent({BIG}) }}}}",
    f"{{{{ [1]|batch({BIG}, 'x')|list }}}}",
    f"{{{{ [1]|slice({BIG})|list }}}}",
    "{{ lipsum(n=1000000) }}",
    f"{{{{ range({BIG})|list }}}}",
    "{{ range(99999)|join('x' * 99999) }}",
    "{{ ('x' * 999999).replace('x', 'y' * 999999) }}",
    "{{ ('x' * 999999)|replace('x', 'y' * 999999) }}",
    "{% set ns = namespace(x='x') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x='x') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=7) %}{% for i in range(99) %}{% set ns.x = ns.x * ns.x %}{% endfor %}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}",
    "{{ 2 ** 99999999 }}",
    "{{ 9**9**9 }}",
    "{{ title.__class__.__mro__ }}",
    "{{ ''.__class__ }}",
    "{{ title|attr('__class__') }}",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.format_map({}) }}",
    "{{ '{0.__class__}'.format(title) }}",
    "{{ '%s'|format(title.__class__) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as x %}",
    "{% extends 'base' %}",
    "{{ title|map(attribute='__class__')|list }}",
    "{{ dict(a=1).update(b=2) }}",
    "{{ [].append(1) }}",
    "{{ 1/0 }}",
    "{{ 'x' + 1 }}",
    "{{ nobody }}",
    "{{ title.nobody }}",
    "{% if %}",
    "{{",
    "{% raw %}",
    "{{ title|nofilter }}",
    "{{ (((((((((( 1 )))))))))) }}",
    "{{ " + "(" * 500 + "1" + ")" * 500 + " }}",
    "{{ " + "-" * 3000 + "1 }}",
    "{{ " + "[" * 200 + "]" * 200 + " }}",
    "{% filter upper %}" * 50 + "x" + "{% endfilter %}" * 50,
    "{% for i in range(9) %}" * 25 + "x" + "{% endfor %}" * 25,
    f"{{{{ '<{change.MARK}>'|safe }}}}",
    "{{ title|urlize }}",
    "{{ ('a@' * 499999)|urlize }}",
    "{{ ('(' * 499999)|urlize }}",
    "{{ ('<' * 999999)|striptags }}",
    "{{ ('<!--' * 199999)|striptags }}",
    "{{ ('a ' * 499999)|wordwrap(1) }}",
    "{{ ('a ' * 499999)|title }}",
    "{{ [[[[1]]]]|tojson }}",
    "{{ range(99999)|list|pprint }}",
    "{{ range(99999)|list|unique|list|length }}",
    "{% set x = [] %}{% for i in range(9) %}{% set _ = x.append(x) %}{% endfor %}{{ x }}",
    "{{p title }}",
    "{{r title }}",
    "{%tr for i in range(99999) %}",
    "{%p for i in range(5) %}",
    "{%tc for i in range(5) %}",
    "{% cellbg title %}",
    "{% colspan 10000000 %}",
    "{% vm %}",
    "{% hm %}",
)
LETTERS: tuple[Args, ...] = (
    ("letter", "reminder", "Y1-advance", "--role", "supplier"),
    ("letter", "reconcile"),
    ("payments", "request", "Y1-advance"),
    ("letter", "hand-over"),
)
TEMPLATES = ("reminder", "reconcile", "payment-request", "hand-over")


def _with_expression(draw: Random, content: bytes) -> bytes:
    """The template with an expression typed into one of its texts."""
    found = change.members(content)
    at = next(at for at, (name, _) in enumerate(found) if name == "word/document.xml")
    document = found[at][1].decode()
    parts = document.split("</w:t>")
    typed = draw.choice(EXPRESSIONS) if draw.random() < 0.9 else change.text(draw)
    parts[draw.randrange(len(parts) - 1)] += change.escape(change.NOT_XML.sub("", typed))
    found[at] = (found[at][0], "</w:t>".join(parts).encode("utf-8", "replace"))
    return change.zipped(found)


def template(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A letter's template with expressions of an attacker, or damaged as an archive."""
    at = draw.randrange(len(LETTERS))
    content = samples[f"{TEMPLATES[at]}.docx"]
    spoil = _with_expression if draw.random() < 0.6 else change.archive
    files = {"t.docx": spoil(draw, content)}
    args = (*LETTERS[at], "--template", "t.docx", "-o", "out.own.docx", "--as-of", "2025-06-01")
    return Case(args, files, "small")


def pack(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """An auditor's pack, damaged or made anew over other facts."""
    name = draw.choice(("pack.zip", "small.zip"))
    content = samples[name]
    if draw.random() < 0.4:
        made = change.spoilt(draw, content)
    elif draw.random() < 0.4:
        made = _resealed(draw, content)
    else:
        made = change.archive(draw, content, stored=True)
    head = ("--head", change.short(draw)) if draw.random() < 0.1 else ()
    form = draw.choice(((), ("--format", "json")))
    return Case(("audit", "check-pack", "p.zip", *_clean(head), *form), {"p.zip": made}, "")


def _resealed(draw: Random, content: bytes) -> bytes:
    """A pack whose facts were changed and whose chains, manifest and pages hold all the same."""
    from fuzz_forging import forged

    return forged(draw, content)


def seal(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A seal's file, its signature, the file of signers; heads that are typed."""
    files = {name: samples[name] for name in ("seal.txt", "seal.txt.sig", "signers")}
    if draw.random() < 0.4:
        heads = change.spoilt(draw, samples["seal.txt"].splitlines()[-1]).decode("utf-8", "replace")
        return Case(_clean(("audit", "verify", "--head", heads)), {}, "sealed")
    name = draw.choice(("seal.txt", "seal.txt", "seal.txt", "seal.txt.sig", "signers"))
    files[name] = change.spoilt(draw, files[name])
    signed = ("--signers", "signers") if name != "seal.txt" or draw.random() < 0.05 else ()
    hashes = ("--hashes",) if draw.random() < 0.5 else ()
    return Case(("audit", "verify", "--seal", "seal.txt", *signed, *hashes), files, "sealed")


STORE_ASKED: tuple[Args, ...] = (
    ("audit", "verify"),
    ("audit", "verify", "--hashes"),
    ("payments", "due"),
    ("payments", "schedule"),
    ("contract", "list"),
    ("audit", "log"),
    ("export", "journal", "-o", "out.html"),
    ("payments", "record", "Y1-advance", "--amount", "5", "--on", "2025-03-20", "--confirm-account"),
    ("store", "backup", "--to", "."),
    ("explain", "Y1-advance"),
    ("damages", "assess"),
    ("calendar", "show", "2026"),
)  # fmt: skip


def store(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A store's file with flipped bytes, cut short, or none at all."""
    content = samples["small.db"]
    kind = draw.randrange(8)
    if kind < 6:
        content = change.spoilt(draw, content)
    elif kind == 6:
        content = content[: draw.choice((0, 1, 16, 100, 4096, 8192))]
    else:
        content = draw.choice((b"", b"x", change.text(draw).encode("utf-8", "surrogatepass")))
    args = draw.choice(STORE_ASKED)
    return Case((*args, "--store", "bad.db"), {"bad.db": content}, "")


# -- arguments and environment ---------------------------------------------------------------------

SKIPPED = {("store", "restore"), ("store", "move")}
PATHS = ("--store", "--output", "-o", "--to")
GOOD = (
    "Y1-advance", "Y1-balance", "Y2-advance", "zyfy-his-2025", "zyfy-his-2025:Y1-advance", "2025-03-20",
    "2026-04-10", "203000", "1", "2", "0", "quality", "B1", "zyfy-his-2025#2", "I-2025-0001", "CN-GX",
    "2026", "x.pdf", "annual-report", "今天", "30d", "debit", "json", "zh", "en", "auditor", "late-payment",
    "l.csv", "c.toml",
)  # fmt: skip


@cache
def every_verb() -> tuple[tuple[str, str], ...]:
    """Each command that there is."""
    found = [(noun, name) for noun in NOUNS for name in verbs(noun)]
    return tuple(each for each in found if each not in SKIPPED)


@cache
def parameters(noun: str, name: str) -> tuple[tuple[str, bool, str], ...]:
    """Of each parameter of a command its option ("" for an argument), whether a flag, its metavar."""
    found = []
    for each in verb(noun, name, Words("en")).params:
        option = next((o for o in each.opts if o.startswith("-")), "")
        found.append((option, bool(getattr(each, "is_flag", False)), str(each.metavar or "")))
    return tuple(found)


def _value(draw: Random, option: str, metavar: str) -> str:
    if option in PATHS:
        wild = change.short(draw).replace("/", "_").replace("~", "_").replace("..", "_")
        return draw.choice(("out.csv", "out.html", "out.xlsx", "out.json", "s2.db", wild or "out"))
    if "|" in metavar and draw.random() < 0.7:
        return draw.choice(metavar.split("|"))
    if draw.random() < 0.5:
        return draw.choice(GOOD)
    if metavar in ("DATE", "TIME"):
        return draw.choice(change.DATES)
    if metavar in ("SUM", "N", "DAYS", "YEAR", "ROW"):
        return draw.choice(change.NUMBERS)
    return change.text(draw)


def _clean(args: Sequence[str]) -> Args:
    """Arguments as a system can hand them over: no nought in them, bytes that are no UTF-8 as halves."""

    def typed(text: str) -> str:
        encoded = text.replace("\0", "").encode("utf-8", "surrogatepass")
        return encoded.decode("utf-8", "surrogateescape")

    return tuple(typed(text) for text in args)


def _form(draw: Random) -> Args:
    return draw.choice(((), (), ("--format", "json"), ("--format", "csv"), ("--format", "table"),
                        ("-o", "out.xlsx"), ("-o", "out.html"), ("--lang", "en")))  # fmt: skip


def arguments(draw: Random, _: Mapping[str, bytes]) -> Case:
    """Any command with any options, some good and some hostile."""
    noun, name = draw.choice(every_verb())
    args = [noun, name] if name and noun not in ("init", "explain", "remind") else [noun]
    for option, flag, metavar in parameters(noun, name):
        if not option:
            if draw.random() < 0.95:
                args += [_value(draw, "", metavar)] * draw.choice((1, 1, 1, 2))
        elif draw.random() < (0.02 if option in ("--help", "--store") else 0.18):
            args += [option] if flag else [option, _value(draw, option, metavar)]
            args += (
                [option, _value(draw, option, metavar)] if draw.random() < 0.02 and not flag else []
            )
    if draw.random() < 0.15:
        args.insert(draw.randrange(len(args) + 1), change.short(draw).replace("/", "_"))
    files = {"x.pdf": b"%PDF", "l.csv": b"a,b\n1,2\n", "c.toml": contracts()[0]}
    whose = "served" if draw.random() < 0.2 and args[:2] != ["audit", "late"] else "demo"
    return Case(_clean(args), files, whose, after=asked(draw))


def recorded(draw: Random, _: Mapping[str, bytes]) -> Case:
    """Hostile texts in facts that are recorded, then shown by every reader."""
    note, doc = change.short(draw), change.short(draw)
    told: Args = ("--note", note, "--doc", doc)
    name = draw.choice(
        ("x.pdf", "=1+1.pdf", "<b>.pdf", "a\u202eb.pdf", "a\x1b[2K.pdf", "\udcff.pdf", "'.pdf")
    )
    on = ("--on", "2025-03-20")
    acts: tuple[Args, ...] = (
        (
            "payments",
            "record",
            "Y1-advance",
            "--amount",
            "5",
            *on,
            "--confirm-account",
            "--ref",
            note,
        ),
        ("breach", "record", "quality", *on),
        ("dispute", "open", "Y2-advance", "--amount", "10", *on, "--reason", note),
        ("evidence", "add", "Y1-advance", "--kind", draw.choice(("invoice", note)), *on),
        ("reports", "receive", "--document", "annual-report", "--year", "1", *on),
        ("negotiation", "open", "Y1-advance", *on),
        ("force-majeure", "begin", *on),
        ("obligations", "done", "publish-contract", *on),
        ("invoice", "add", "--number", note, "--amount", "5", *on),
    )
    args = (*draw.choice(acts), *told, "--file", name)
    actor = ("--actor", change.short(draw)) if draw.random() < 0.2 else ()
    return Case(_clean((*args, *actor)), {name: b"%PDF"}, after=asked(draw))


def opened(draw: Random, _: Mapping[str, bytes]) -> Case:
    """Acts on the record of the service with hostile texts, over a year of it."""
    title = change.short(draw)
    at = ("--at", draw.choice(("2026-03-10 10:00", *change.DATES)))
    acts: tuple[Args, ...] = (
        ("incident", "open", "--system", "emr", "--level", "SIS2", "--title", title, *at),
        ("incident", "close", draw.choice(("I-2025-0001", title)), *at),
        ("complaint", "open", "--title", title, *at),
        ("problem", "raise", "--title", title, *at),
        ("request", "open", "--title", title, *at),
        ("knowledge", "add", "--title", title, *at),
        ("knowledge", "search", title),
        ("incident", "show", title),
        ("incident", "list", "--search", title),
    )
    return Case(
        _clean((*draw.choice(acts), "--side", "purchaser")), {}, "served", after=asked(draw)
    )


VARIABLES = ("SVCCTL_LANG", "SVCCTL_ROLE", "SVCCTL_ACTOR", "SVCCTL_STORE", "LANG", "LC_ALL", "COLUMNS", "LINES",
             "TERM", "NO_COLOR", "TZ", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")  # fmt: skip
PLACES = ("SVCCTL_STORE", "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")


def environment(draw: Random, _: Mapping[str, bytes]) -> Case:
    """What the surroundings say, hostile."""
    env: dict[str, str] = {}
    for name in draw.sample(VARIABLES, draw.choice((1, 2, 4))):
        value = _clean([change.text(draw)])[0][:100_000]
        if name in PLACES:
            value = value.replace("/", "_").replace("~", "_").replace("..", "_")
        env[name] = value
    args = draw.choice(
        ((), *READERS[:20], ("init", "--demo"), ("store", "backup"), ("import", "profiles"))
    )
    given = draw.choice(((), ("--format", "json"), ("--lang", "zh")))
    return Case((*args, *given), {}, "demo", env, after=asked(draw))


def lines(draw: Random, _: Mapping[str, bytes]) -> Case:
    """Lines on standard input."""
    found = "".join(f"{draw.choice((*change.DATES, '2025-03-05'))} {draw.choice((*change.NUMBERS, '15'))}\n"
                    for _ in range(draw.choice((1, 3, 30))))  # fmt: skip
    content = change.spoilt(draw, found.encode())
    return Case(("calendar", "add", "-", *_form(draw)[:2]), stdin=content)


def papers(draw: Random, samples: Mapping[str, bytes]) -> Case:
    """A contract's papers: text, a page, Word, OFD or PDF, its lines cut, doubled and shuffled."""
    text = samples["contract.txt"].decode()
    kind = draw.choice(("txt", "txt", "md", "html", "docx", "ofd", "pdf"))
    name = f"c.{kind}"
    if kind in ("docx", "ofd"):
        content = change.archive(draw, samples[f"contract.{kind}"])
    elif kind == "pdf":
        content = change.spoilt(draw, samples.get("contract.pdf", b"%PDF-1.7"))
    else:
        rows = text.split("\n")
        for _ in range(draw.randrange(4)):
            at = draw.randrange(len(rows))
            rows[at:at] = draw.sample(rows, draw.randrange(1, 9))
            end = draw.randrange(len(rows))
            del rows[end : end + draw.randrange(4)]
            rows = rows or [""]
        if draw.random() < 0.3:
            draw.shuffle(rows)
        content = "\n".join(rows).encode(draw.choice(("utf-8", "gb18030", "utf-16")))
        content = change.spoilt(draw, content) if draw.random() < 0.7 else content
    form = draw.choice(((), ("--format", "json"), ("-o", "c.toml"), ("--lang", "en")))
    if draw.random() < 0.1:
        return Case(("contract", "draft", "-", *form), stdin=content)
    return Case(("contract", "draft", name, *form), {name: content})


KINDS: dict[str, tuple[Callable[[Random, Mapping[str, bytes]], Case], int]] = {
    "contract": (contract, 16),
    "titled": (titled, 3),
    "notice": (notice, 10),
    "papers": (papers, 8),
    "list": (listed, 14),
    "workbook": (workbook, 6),
    "map": (mapped, 6),
    "book": (book, 8),
    "template": (template, 2),
    "pack": (pack, 5),
    "seal": (seal, 4),
    "store": (store, 16),
    "arguments": (arguments, 14),
    "recorded": (recorded, 3),
    "service": (opened, 2),
    "environment": (environment, 4),
    "lines": (lines, 5),
}


def case_of(kind: str, seed: int, samples: Mapping[str, bytes]) -> Case:
    """The case that a seed makes: the same one each time."""
    return KINDS[kind][0](Random(f"{kind} {seed}"), samples)


def made_samples(folder: Path, service: bool = True) -> None:
    """Good samples of everything, by svcctl itself; workspace's folders are left as they are."""
    from fuzz_samples import made

    made(folder, workspace.shipped("letters"), NOTICE, LISTS, service)
