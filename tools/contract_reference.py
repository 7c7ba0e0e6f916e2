"""Writes docs/contract-file.md and docs/contract-file.zh.md from what the form and its words say."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from svcctl.contracts.described import Key, keys, readings
from svcctl.contracts.examples import EXAMPLES
from svcctl.contracts.form import DUE
from svcctl.i18n import Words

DOCS = Path(__file__).parents[1] / "docs"
COMMON = ("key", "title", "article")  # of nearly every table
NAMES = {"en": "contract-file.md", "zh": "contract-file.zh.md"}

SMALL = """\
format = 1
id = "office-care"
title = "办公楼物业服务合同"
currency = "CNY"
calendar = "CN"
signed_on = 2025-12-20

[price]
total = "360000.00"
article = "第三条"

[term]
from = 2026-01-01
to = 2026-12-31
article = "第四条"

[[parties]]
role = "purchaser"
name = "某县人民医院"

[[parties]]
role = "supplier"
name = "某物业服务有限公司"

[[deliverables]]
key = "check-sheet"
title = "月考核表"
every = "month"
article = "第六条"

[[instalments]]
key = "fee"
title = "季度服务费"
every = "quarter"
share = "100%"
needs = ["check-sheet"]
due = { days = 15, unit = "working-day", after = "receipt" }
article = "第七条"
"""

# what stands in a contract, and how a file says it: keys of [[instalments]]
CLAUSES = [
    (
        "签订后 15 个工作日内付合同总价的 30%",
        "30 % of the price within 15 working days of the signing",
        'every = "once"\nshare = "30%"\n'
        'due = { days = 15, unit = "working-day", after = "signing" }',
    ),
    (
        "每年付当年价款的 70%，服务年度开始后 10 日内付",
        "70 % of each year's price within 10 days of the year's start",
        'share = "70%"\ndue = { days = 10, unit = "calendar-day", after = "year-start" }',
    ),
    (
        "按季付款，每季度各付四分之一，收到发票后 10 个工作日内付",
        "quarterly, a quarter each, within 10 working days of the invoice",
        'every = "quarter"\nshare = "100%"\nneeds = ["invoice"]\n'
        'due = { days = 10, unit = "working-day", after = "receipt" }',
    ),
    (
        "每月 20 日前付上月服务费",
        "by the 20th of each month for the month before",
        'every = "month"\nshare = "100%"\ndue = { day = 20, month = "next", after = "period-end" }',
    ),
    (
        "每月前 5 个工作日内付上月服务费",
        "within the first five working days of the next month",
        'every = "month"\nshare = "100%"\n'
        'due = { working_day = 5, month = "next", after = "period-end" }',
    ),
    (
        "每半年付 50000 元，6 月 30 日、12 月 15 日各付一次",
        "50,000 yuan each half-year, on 30 June and 15 December",
        'every = "half-year"\namount = "50000.00"\ndue = { on = [2026-06-30, 2026-12-15] }',
    ),
    (
        "每年 6 月 30 日前付",
        "by 30 June of each year",
        'share = "100%"\ndue = { date = "06-30", after = "year-start" }',
    ),
    (
        "经考核结算后 10 个工作日内付，按得分扣减",
        "within 10 working days of the settlement, less by the score",
        'every = "month"\nshare = "100%"\nsettled = true\nassessment = "monthly"\n'
        'needs = ["settlement"]\n'
        'due = { days = 10, unit = "working-day", after = "receipt:settlement" }',
    ),
    (
        "验收合格后付至 80%",
        "after acceptance up to 80 %",
        'every = "once"\nup_to = "80%"\nneeds = ["acceptance"]\n'
        'due = { days = 10, unit = "working-day", after = "receipt:acceptance" }',
    ),
    (
        "每季度留 5% 作质保金（另写一期 collects 付出）",
        "5 % of each quarter kept back (another instalment collects it)",
        'every = "quarter"\nshare = "100%"\nretain = "5%"\n'
        'due = { days = 10, unit = "working-day", after = "period-end" }',
    ),
    (
        "验收满一年后 10 个工作日内付清余下的 5%",
        "the last 5 % within 10 working days, a year after acceptance",
        'every = "once"\nshare = "5%"\n'
        'due = { after = "receipt:acceptance", plus = "1 year", days = 10, unit = "working-day" }',
    ),
    (
        "收到发票后付款，没有写多少天",
        "after the invoice, no number of days agreed",
        'every = "quarter"\nshare = "100%"\nneeds = ["invoice"]\n'
        'due = { agreed = false, after = "receipt:invoice" }',
    ),
]

TEXTS = {
    "zh": {
        "title": "合同要素文件",
        "intro": """\
一份合同写成一个文本文件，记下合同约定了什么、写在哪一条；日期和金额都由它和登记的事实算出。本页由 `tools/contract_reference.py` 生成，与程序一致；各表按写合同的先后排列。

## 怎样写
1. 把下面的小合同存成 `合同.toml`，用记事本一类的纯文本编辑器改，编码选 UTF-8。
2. 一行一项：`键 = 值`。键是英文，照写；文字、金额、比例用半角双引号括起，日期、整数和 `true`、`false` 不加引号。引号、等号、逗号、方括号都用半角，不用中文标点。
3. 金额以元为单位，两位小数，不分节：`"870000.00"`。比例带百分号：`"70%"`。日期：`2025-03-05`。
4. `[price]` 这样的单方括号是一个表，只写一次；`[[instalments]]` 这样的双方括号可以写多个，一项一个。`{ … }` 是写在一行里的小表。不属于哪个表的项，都写在第一个方括号之前。
5. 选填的项用不到就不写。`#` 之后到行末是备注，程序不读。
6. 检查：`svcctl 检查合同 合同.toml`，所有错误一次列出，逐条写明第几行、怎样改。没有错误再导入：`svcctl 导入合同 合同.toml`。

编辑器提示：`svcctl contract schema -o contract.schema.json` 写出 JSON Schema；在合同要素文件第一行写 `#:schema ./contract.schema.json`，支持它的编辑器（如 VS Code 的 Even Better TOML）会提示各项的含义和可选的值。
""",
        "small": "一份完整的小合同",
        "small-intro": "全年 36 万元，按季付；三个月的考核表都收到后 15 个工作日内付。",
        "clauses": "合同里的话怎样写",
        "clauses-intro": "以下都写在 `[[instalments]]` 里，另有 `key`、`title`、`article` 三项必填。",
        "top": "开头：不属于任何表的项",
        "common": "各表共有的项",
        "see-common": "见[各表共有的项](#各表共有的项)",
        "and": "、",
        "gap": "",
        "example": "例：",
        "required": "必填",
        "optional": "选填",
        "colon": "：",
        "semicolon": "；",
        "see-due": "见 [due](#due)。",
        "default": "默认",
    },
    "en": {
        "title": "The contract file",
        "intro": """\
A contract is written as one text file: what was agreed, and in which article; dates and sums follow from it and from the facts recorded. `tools/contract_reference.py` writes this page from the program; the tables stand in the order in which one writes a contract.

## How to write one
1. Save the small contract below as `contract.toml` and change it in any editor of plain text, as UTF-8.
2. One thing a line: `key = value`. Text, sums and shares stand in straight double quotes; dates, whole numbers, `true` and `false` do not. Chinese punctuation is text only.
3. Sums are yuan with two decimals, not grouped: `"870000.00"`. A share has its sign: `"70%"`. A date: `2025-03-05`.
4. `[price]`, in single brackets, is a table and stands once; `[[instalments]]`, in double ones, may stand several times. `{ … }` is a small table on one line. What belongs to no table stands before the first bracket.
5. Leave out whatever is optional and not needed. After `#` follows a remark that is not read.
6. Check: `svcctl contract check contract.toml` tells every error at once, with its line and what to do. Then load: `svcctl contract import contract.toml`.

In an editor: `svcctl contract schema -o contract.schema.json` writes a JSON Schema; with `#:schema ./contract.schema.json` as the file's first line, editors that know it (such as VS Code with Even Better TOML) show what keys and values mean.
""",
        "small": "A small contract, complete",
        "small-intro": "360,000 yuan a year, paid by the quarter within 15 working days of the third month's sheet.",
        "clauses": "What contracts say, and how to write it",
        "clauses-intro": "All of these are keys of `[[instalments]]`, beside `key`, `title` and `article`.",
        "top": "The beginning: what belongs to no table",
        "common": "Keys that most tables have",
        "see-common": ": see [above](#keys-that-most-tables-have)",
        "and": ", ",
        "gap": " ",
        "example": " Example: ",
        "required": "required",
        "optional": "optional",
        "colon": ": ",
        "semicolon": "; ",
        "see-due": " See [due](#due).",
        "default": "default",
    },
}


class Page:
    """One language's page, piece by piece."""

    def __init__(self, lang: str) -> None:
        self.words = Words(lang)
        self.said = TEXTS[lang]
        self.side = 0 if lang == "zh" else 1
        self.keys = tuple(keys(self.words))

    def whole(self) -> str:
        """The page."""
        return "\n".join("\n".join([*part, ""]) for part in self._parts())

    def _parts(self) -> Iterator[list[str]]:
        said = self.said
        yield [f"# {said['title']}", said["intro"].rstrip()]
        yield [f"## {said['small']}", said["small-intro"], "", *_block(self._told(SMALL))]
        yield [f"## {said['clauses']}", said["clauses-intro"]]
        for clause in CLAUSES:
            yield [f"**{clause[self.side]}**", "", *_block(clause[2])]
        bare = [key for key in self.keys if not key.example.endswith("\n")]
        yield [f"## {said['top']}", *self._each(bare, True)]
        common = {key.key: key for table in self.keys for key in table.inside if _shared(key)}
        yield [f"## {said['common']}", *self._each([common[name] for name in COMMON], False)]
        for key in self.keys:
            if key not in bare:
                yield self._table(key)
                yield from self._rule(key)

    def _told(self, text: str) -> str:
        """A contract with the name of each key beside it."""
        lines, inside = [], self.keys
        for line in text.splitlines():
            name = line.strip("[]") if line.startswith("[") else line.partition(" = ")[0]
            found = {key.key: key for key in (self.keys if line.startswith("[") else inside)}
            if line.startswith("["):
                inside = found[name].inside
            lines.append(f"{line}  # {found[name].name}" if line else line)
        return "\n".join(lines)

    def _table(self, key: Key) -> list[str]:
        """A table of the top level: what it is, an example, its keys."""
        mark = f"[[{key.key}]]" if key.field.kind == "tables" else f"[{key.key}]"
        head = f"## `{mark}` {key.name}{self._within(self._needed(key))}"
        inside = self._readings() if key.key == "readings" else self._list(key.inside)
        return [head, _text(key), "", *_block(key.example), "", *inside]

    def _rule(self, key: Key) -> Iterator[list[str]]:
        """After the instalments, when they are due: the same rule wherever one stands."""
        for inner in key.inside if key.key == "instalments" else ():
            if inner.field.fields is DUE:
                yield [
                    "## due",
                    f"{_text(inner)}{self._example(inner)}",
                    "",
                    *self._list(inner.inside),
                ]

    def _list(self, found: Sequence[Key], depth: int = 0) -> Iterator[str]:
        space, common = "  " * depth, [key for key in found if _shared(key)]
        if common:
            names = [f"**`{key.key}`**{self._within(self._needed(key))}" for key in common]
            yield f"{space}- {self.said['and'].join(names)}{self.said['see-common']}"
        for key in found:
            if key not in common:
                yield from self._one(key, space)
                if key.field.fields is not DUE:
                    yield from self._list(key.inside, depth + 1)

    def _each(self, found: Sequence[Key], needed: bool) -> list[str]:
        return [line for key in found for line in self._one(key, "", needed)]

    def _one(self, key: Key, space: str, needed: bool = True) -> Iterator[str]:
        """A key, with its values below it."""
        marks = [self._needed(key), key.written] if needed else [key.written]
        how = self._within(self.said["semicolon"].join(marks))
        due = self.said["see-due"] if key.field.fields is DUE else ""
        text = f"{self.said['gap']}{key.text}{due}{self._example(key)}"
        yield f"{space}- **`{key.key}`**{how}{text}"
        for value, meaning in key.values:
            yield f'{space}  - `"{value}"`{self.said["colon"]}{meaning}'

    def _needed(self, key: Key) -> str:
        return self.said["required" if key.field.required else "optional"]

    def _within(self, text: str) -> str:
        return f"（{text}）" if self.side == 0 else f" ({text})"

    def _example(self, key: Key) -> str:
        return f"{self.said['example']}`{key.key} = {key.example}`"

    def _readings(self) -> Iterator[str]:
        for key, about, default, choices in readings(self.words):
            yield f"- **`{key}`**{self.said['colon']}{about}"
            for choice, meaning in choices:
                mark = self._within(self.said["default"]) if choice == default else ""
                yield f'  - `"{choice}"`{self.said["colon"]}{meaning}{mark}'


def _shared(key: Key) -> bool:
    """Whether a key means the same in every table: its words are those of its name alone."""
    return key.key in COMMON and key.example == EXAMPLES[key.key]


def _text(key: Key) -> str:
    """What a key means, without the name that stands above."""
    text = key.text[len(key.name) :].lstrip("：: ")
    return text[:1].upper() + text[1:]


def _block(text: str) -> list[str]:
    return ["```toml", *text.rstrip().splitlines(), "```"]


def reference(lang: str) -> str:
    """The whole reference in one language."""
    return Page(lang).whole()


if __name__ == "__main__":
    for lang, name in NAMES.items():
        (DOCS / name).write_text(reference(lang), encoding="utf-8")
    sys.exit(0)
