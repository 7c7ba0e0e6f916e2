"""Writes docs/service-record.md and docs/service-record.zh.md from the table of kinds of records."""

import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from svcctl.answers.matter_told import state_key, verb_text
from svcctl.delivery.nouns import NEW, NOUNS, WORDS, Noun, Option, Verb
from svcctl.i18n import Words

DOCS = Path(__file__).parents[1] / "docs"
NAMES = {"en": "service-record.md", "zh": "service-record.zh.md"}

# every promise of annex 3: where it stands, what it is, and the commands that record it
PROMISES = [
    ("9.2(2), 9.4.7.1.3", "热线和远程全天候，现场按工作时间", "a hotline and remote help at any hour, on site in working hours",
     ["incident open --via --by", "incident answer"]),
    ("9.2.1", "电话、远程解决不了的，按级别限时派人，或另行约定时间", "an engineer on the way within the level's time, or the time agreed, where phone and remote help fail",
     ["incident remote", "incident dispatch", "incident agree --until --confirmed-by"]),
    ("9.4.7.1.2", "按 SIS 级别应答、派人、恢复；重大的报技术总监", "answer, engineer and restoring by SIS level; the grave ones told to the technical director",
     ["incident open --level --fault-at", "incident arrive", "incident restore", "incident escalate --to"]),
    ("9.1.2(4)", "一级故障至少两名工程师到场；服务经理定期报告", "at least two engineers on site at level one; a service manager who reports",
     ["incident arrive --engineers", "staff add --task", "plan done"]),
    ("9.1.2(2), 9.3", "每次现场服务有签字的服务单，并回访", "a signed note after each visit, and a call back",
     ["visit carry-out", "visit sign --file --signed-by", "visit call-back"]),
    ("9.1.2(3), 9.2(3), 9.2.1(3)", "未经用户授权，不远程、不动数据库", "no remote session and no touch of the database without the user's leave",
     ["leave give --scope --from --to", "incident remote --leave", "change carry-out --leave"]),
    ("9.2(5)", "公告和补丁即时告知，附下载地址", "notices and patches told at once, with where to download them",
     ["notice issue --url", "notice tell"]),
    ("9.2(6)", "每个咨询登记：谁、何时、如何解决", "each question registered: by whom, until when, how it was solved",
     ["incident open --kind", "incident close --note"]),
    ("9.3.3", "事件逐级上报", "incidents escalated to named roles",
     ["incident escalate --to"]),
    ("9.3.4", "问题分析、评审", "problems analysed and reviewed",
     ["problem raise", "problem review --result"]),
    ("9.3.5", "变更经批准、测试，有记录", "changes approved, tested and logged",
     ["change request", "change approve", "change test --result", "change carry-out"]),
    ("9.3.6, 9.3.8.5", "月度、季度、年度巡检，覆盖全部系统；有指标表、报告、隐患跟进", "monthly, quarterly and yearly inspections of every system, with form, report and follow-up of risks",
     ["inspection carry-out --system --file", "inspection find --risk", "inspection follow --finding", "inspection report"]),
    ("9.3.6", "指定维护负责人和有资质的专家组", "a named maintenance owner and a group of certified experts",
     ["staff add --role --task --certificate", "staff renew --to"]),
    ("9.3.7", "值班：排班、替班、换班、每日交班、可查", "duty: shifts, stand-ins, swaps, daily hand-over, looked up",
     ["duty plan --role --from --to", "duty stand-in --role", "duty swap --with", "duty hand-over --note", "duty who --at"]),
    ("9.3.8.5", "重大故障：到场、专家组、值守、报告、当面说明、双方备案", "major faults: engineer, experts, watching, report, told face to face, filed by both",
     ["major declare --link", "major sent", "major experts", "major watch --from --to", "major report --file", "major told --to", "major filed"]),
    ("9.3.8.5", "用户指定的节假日和活动保障", "cover of holidays and events that the user names",
     ["cover name --from --to", "cover staff", "cover keep", "cover miss"]),
    ("9.1.2(5), 9.1.2(6), 9.3.8.2", "政策调整、年度升级、补丁，先测试后上线", "changes of policy, yearly upgrades and patches, tested before they go live",
     ["upgrade plan --patch", "upgrade test", "upgrade trial", "upgrade approve", "upgrade go-live"]),
    ("9.4.7.1.2", "文档更新、建议、季度巡检", "documents kept up to date, suggestions, the quarterly inspection",
     ["knowledge revise", "inspection find --risk", "inspection carry-out --for"]),
    ("9.4.7.1.3", "半年走访，试运行期间驻守", "a visit each half-year, watching while something new is tried",
     ["visit carry-out --for", "upgrade trial"]),
    ("9.1.2(1)", "每年服务计划和年终总结", "a service plan and a summary each year",
     ["plan done --file"]),
    ("9.4.5, 9.2.1(8)", "满意度调查", "satisfaction asked for",
     ["satisfaction ask", "satisfaction answer --score --of"]),
    ("9.4.6", "投诉受理和答复", "complaints taken and answered",
     ["complaint open", "complaint answer", "complaint close"]),
    ("9.5", "培训：计划、签到、考试、补训、三方面评估", "training: plan, attendance, test, retraining, evaluation in three ways",
     ["training plan --retrain-of", "training attend --role --number", "training test --role --passed --failed", "training evaluate --written --practical --feedback"]),
    ("附件2 1.1", "服务目录：报表、取数、接口", "the catalogue: reports, extracts, interfaces",
     ["request open --service", "request deliver", "request accept"]),
    ("9.1.4, 9.1.2(3)", "保密", "confidentiality",
     ["incident open --kind"]),
    ("合同正文", "年度验收", "acceptance of a year",
     ["acceptance open --year", "acceptance accept --file"]),
]  # fmt: skip

TEXTS = {
    "zh": {
        "title": "服务记录",
        "intro": """\
服务记录是合同登记簿里的事实：谁、何时、做了什么，凭什么。时限、逾期和考核都由这些事实算出，没有哪一项是存下来的；更正或撤销一条，所有结果随之改变。本页由 `tools/service_reference.py` 按程序中的记录种类表生成。

每类记录都用 `svcctl 记录种类 动作 [编号]` 登记：第一个动作生成记录并打印编号，其余动作先写编号。各类都有 `list`、`show 编号`、`correct 编号 条目`。先后按发生时间（`--at`）排；补记的放回它的位置，前后都要说得通，否则拒绝并列出此时可以做什么。
""",
        "promises": "合同承诺与登记命令",
        "promises-head": "| 附件3 | 承诺 | 登记命令 |\n|---|---|---|",
        "shared": "各动作共有的选项",
        "shared-head": "| 选项 | 含义 |\n|---|---|",
        "kind": "每类记录",
        "states": "状态",
        "also": "其他走法",
        "head": "| 动作 | 之前 | 之后 | 选项 | 说明 |\n|---|---|---|---|---|",
        "new": "（新）",
        "same": "不变",
        "end": "到此为止：",
        "ahead": "可写将来的时间",
        "file": "须附文件",
        "signed": "须有对方签字",
        "whose": {"purchaser": "只能是采购人的意思表示", "asker": "只能由提出方确认", "other": "只能由另一方决定"},
        "day": "本类记录要写到时分，只写日期不收。",
        "words": "各类记录都有的动作",
        "words-intro": "不改变状态，结束以后也可以登记：补材料，另一方确认或提出异议。",
        "plan": "`svcctl plan list` 列出服务计划的各期；`svcctl plan done 期次`、`svcctl plan miss 期次 --reason` 登记没有记录可依的（如服务计划、总结等材料）。有记录的，登记该类记录即可。",
        "gap": "",
        "stop": "。",
        "comma": "、",
    },
    "en": {
        "title": "The service record",
        "intro": """\
The record of the service is facts in the contract's journal: who did what, when, and what shows it. Clocks, lateness and scores follow from them and are never stored, so that a correction puts right whatever rested on the mistake. `tools/service_reference.py` writes this page from the program's table of kinds.

Each kind is recorded by `svcctl NOUN VERB [ID]`: the first verb makes a record and prints its id, every other takes the id first. All have `list`, `show ID` and `correct ID EVENT`. Acts stand in the order of `--at`; what is recorded late takes its place and must leave what came before and after possible, else it is refused, with what is allowed.
""",
        "promises": "What the contract promises, and what records it",
        "promises-head": "| Annex 3 | promise | commands |\n|---|---|---|",
        "shared": "Options that every verb has",
        "shared-head": "| option | meaning |\n|---|---|",
        "kind": "The kinds of records",
        "states": "States",
        "also": "Other ways",
        "head": "| verb | from | to | told | |\n|---|---|---|---|---|",
        "new": "(new)",
        "same": "stays",
        "end": "The end: ",
        "ahead": "may lie ahead",
        "file": "wants a paper",
        "signed": "signed by the other side",
        "whose": {"purchaser": "the purchaser's word alone", "asker": "the word of the side that asked", "other": "the word of the side that did not ask"},
        "day": "A day alone is not enough for this kind: moments only.",
        "words": "What every record has",
        "words-intro": "They change no state and are possible after the end too: further papers, and the other side's word.",
        "plan": "`svcctl plan list` shows the turns of the service plan; `svcctl plan done TURN` and `svcctl plan miss TURN --reason` record what no record stands for, such as papers. What has a record is done by recording that.",
        "gap": " ",
        "stop": ".",
        "comma": ", ",
    },
}  # fmt: skip
SHARED = ("at", "by", "side", "source", "confirmed-by", "signed-by", "link", "for", "system", "title")  # fmt: skip
Arrow = tuple[str, str, str]  # from, verb with what it was told, to


def arrows(noun: Noun) -> Iterator[Arrow]:
    """Every step from one state to another."""
    for verb in noun.verbs:
        option, by_answer = verb.by_answer
        ways = [(f" --{option} {answer}", state) for answer, state in by_answer] or [("", "")]
        for told, state in ways:
            for since in verb.since:
                to = state or verb.after
                if to and to != since:
                    yield since, verb.name + told, to


def main_way(noun: Noun) -> list[str]:
    """The longest way from the beginning to an end, each state once."""
    every = list(arrows(noun))

    def ways(path: list[str]) -> Iterator[list[str]]:
        if path[-1] in noun.ends:
            yield path
        for since, _, to in every:
            if since == path[-1] and to not in path:
                yield from ways([*path, to])

    return max(ways([NEW]), key=len)[1:]


class Page:
    """The page in one language."""

    def __init__(self, lang: str) -> None:
        self.words, self.texts = Words(lang), TEXTS[lang]
        self.lang = lang

    def text(self, key: str) -> str:
        """A text of the page."""
        return str(self.texts[key])

    def whole(self) -> str:
        """The whole page."""
        parts = [f"# {self.text('title')}", self.text("intro").rstrip(), *self._promises()]
        parts += [f"## {self.text('shared')}", self._shared(), f"## {self.text('kind')}"]
        for noun in NOUNS.values():
            parts += self._noun(noun)
        parts += [f"### plan{self._called('noun.plan')}", self.text("plan")]
        parts += [f"## {self.text('words')}", self.text("words-intro"), self._words()]
        return "\n\n".join(parts) + "\n"

    def _promises(self) -> list[str]:
        rows = [self.text("promises-head")]
        for article, zh, en, commands in PROMISES:
            where = (
                article
                if self.lang == "zh"
                else article.replace("附件2", "annex 2,").replace("合同正文", "contract")
            )
            told = "<br>".join(f"`svcctl {each}`" for each in commands)
            rows.append(f"| {where} | {zh if self.lang == 'zh' else en} | {told} |")
        return [f"## {self.text('promises')}", "\n".join(rows)]

    def _shared(self) -> str:
        rows = [f"| `--{name}` | {self.words(f'opt.service-{name}')} |" for name in SHARED]
        rows.append(f"| `--file` | {self.words('opt.file')} |")
        return "\n".join([self.text("shared-head"), *rows])

    def _noun(self, noun: Noun) -> Iterator[str]:
        yield f"### {noun.name}{self._called(f'noun.{noun.name}')} `{noun.letter}-2026-0001`"
        yield self.words(f"help-service.{noun.name}") + (
            self.text("gap") + self.text("day") if noun.to_the_minute else ""
        )
        yield f"```text\n{self._drawn(noun)}\n```"
        yield "\n".join([self.text("head"), *(self._verb(noun, verb) for verb in noun.verbs)])

    def _called(self, key: str) -> str:
        return f" {self.words(key)}" if self.lang == "zh" else ""

    def _drawn(self, noun: Noun) -> str:
        """The main way, then every other step, then the ends."""
        way = main_way(noun)
        lines = [" -> ".join(self._state(noun, state) for state in way)]
        drawn = set(pairwise(way)) | {(NEW, way[0])}
        rest: dict[tuple[str, str], list[str]] = {}
        for since, verb, to in arrows(noun):
            if (since, to) not in drawn:
                rest.setdefault((verb, to), []).append(since)
        for (verb, to), since in rest.items():
            names = self.text("comma").join(self._state(noun, each) for each in since)
            lines.append(f"{names} -> {self._state(noun, to)}: {verb}")
        ends = self.text("comma").join(self._state(noun, each) for each in noun.ends)
        return "\n".join([*lines, self.text("end") + ends])

    def _state(self, noun: Noun, state: str) -> str:
        if state == NEW:
            return self.text("new")
        return (
            f"{self.words(state_key(noun, state, self.words))} {state}"
            if self.lang == "zh"
            else state
        )

    def _verb(self, noun: Noun, verb: Verb) -> str:
        since = self.text("comma").join(self._state(noun, each) for each in verb.since)
        name = f"`{verb.name}`" + (
            f" {verb_text(verb.name, noun, self.words)}" if self.lang == "zh" else ""
        )
        cells = [name, since, self._after(noun, verb), self._told(verb), self._notes(noun, verb)]
        return f"| {' | '.join(cells)} |"

    def _after(self, noun: Noun, verb: Verb) -> str:
        by_answer = verb.by_answer[1]
        if by_answer:
            return "<br>".join(f"`{answer}`: {self._state(noun, to)}" for answer, to in by_answer)
        return self._state(noun, verb.after) if verb.after else self.text("same")

    def _told(self, verb: Verb) -> str:
        return " ".join(f"`{shown(option)}`" for option in verb.told)

    def _notes(self, noun: Noun, verb: Verb) -> str:
        """Its help, whose word it is, and what must lie with it."""
        found = [self.words(f"help-service.{noun.name}.{verb.name.partition(' ')[0]}")]
        if verb.side:
            found.append(self.texts["whose"][verb.side] + self.text("stop"))  # type: ignore[index]
        for wanted, key in ((verb.wants_file, "file"), (verb.wants_signed, "signed"), (verb.ahead, "ahead")):  # fmt: skip
            if wanted:
                found.append(self.text(key) + self.text("stop"))
        return self.text("gap").join(found).replace("|", "\\|")

    def _words(self) -> str:
        rows = [self.text("head").replace("from | to | ", "").replace("之前 | 之后 | ", "")]
        rows[0] = rows[0].replace("|---|---|---|---|---|", "|---|---|---|")
        for verb in WORDS:
            called = f" {self.words(f'verb.{verb.name}')}" if self.lang == "zh" else ""
            help = self.words(f"help-service.matter.{verb.name}").replace("|", "\\|")
            rows.append(f"| `{verb.name}`{called} | {self._told(verb)} | {help} |")
        return "\n".join(rows)


def shown(option: Option) -> str:
    """An option as it is typed; in brackets where it may be left out."""
    values = {"flag": "", "count": " N", "score": " N", "record": " ID", "level": " LEVEL", "moment": " TIME", "day": " DATE"}  # fmt: skip
    value = " " + "\\|".join(option.choices) if option.choices else values.get(option.kind, " TEXT")
    text = f"--{option.name}{value}" + (" ..." if option.several else "")
    return text if option.needed else f"[{text}]"


def reference(lang: str) -> str:
    """The page of one language."""
    return Page(lang).whole()


if __name__ == "__main__":
    for lang, name in NAMES.items():
        (DOCS / name).write_text(reference(lang), encoding="utf-8")
    sys.exit(0)
