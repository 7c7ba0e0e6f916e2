"""A rich life of several contracts, in which nearly every key and word of every JSON answer is seen, in both languages."""

import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from answer_schemas import answers, typed
from answer_service import served
from contract_papers import CONTRACT
from forms_made import misfilled, saved
from notices import Style, arranged, written
from svcctl import cli, workspace
from svcctl.cli import verb
from svcctl.i18n import Words
from test_contract_file import BONDED, CASES, MANY_CASES
from test_doubting import append
from test_likely import LIKELY

CONTRACTS = workspace.shipped("contracts")
BAD = Path(__file__).parent / "bad"
PLACES = Path(__file__).parent / "cases"
OURS = "柳州中联科技有限责任公司"
SEED, EXAMPLE = "zyfy-his-2025", "example-milestones"
TODAY = datetime(2028, 6, 1, 9, tzinfo=workspace.SHANGHAI)
STYLE = Style("周", "half", "至", True, False, 0)


class Told(NamedTuple):
    """A command line with what it answered in Chinese and in English."""

    line: str
    form: str
    zh: list[Any]
    en: list[Any]


class Life:
    """A store in a folder of its own, and all that it was asked and told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.told: list[Told] = []

    def ask(self, line: str, *more: object, stdin: str = "") -> Any:
        """The answer of a command that changes nothing, in both languages."""
        args = [*line.split(), *map(str, more)]
        zh, en = (self._said([*args, "--lang", lang], stdin) for lang in ("zh", "en"))
        return self._keep(args, zh, en)

    def act(self, line: str, *more: object) -> Any:
        """What a recording command answers when it is tried in Chinese and done in English, papers added to it."""
        args = [*line.split(), *map(str, more)]
        return self._done([*args, *self._papers(args)])

    def bare(self, line: str) -> Any:
        """The same without a paper."""
        return self._done(line.split())

    def _done(self, args: list[str]) -> Any:
        zh = self._said([*args, "--dry-run", "--lang", "zh"])
        return self._keep(args, zh, self._said([*args, "--lang", "en"]))

    def made(self, line: str, *more: object) -> Any:
        """A store made twice in one place, once in each language."""
        args, store = [*line.split(), *map(str, more)], self.folder / "store.db"
        zh = self._said([*args, "--lang", "zh"])
        store.unlink()
        return self._keep(args, zh, self._said([*args, "--lang", "en"]))

    def copied(self, line: str, *more: object, named: str = "backup", of: str = "") -> Any:
        """A copy of a store, made twice in one place; `of`: the store that it changes."""
        args, source = [*line.split(), *map(str, more)], self.folder / (of or "store.db")
        before = source.read_bytes()
        zh = self._said([*args, "--lang", "zh"])
        Path(zh[0][named]).unlink()
        if of:
            source.write_bytes(before)
        return self._keep(args, zh, self._said([*args, "--lang", "en"]))

    def _papers(self, args: Sequence[str]) -> list[str]:
        """What every recording command may be given: a document, a note, a file."""
        takes = taken(*typed(args).command.split())
        found = []
        for name, value in (
            ("--doc", "公函"),
            ("--note", "备注"),
            ("--file", self.paper("公函.pdf")),
        ):
            found += [name, str(value)] if name in takes and name not in args else []
        return found

    def _said(self, args: Sequence[str], stdin: str = "") -> list[Any]:
        out, err = io.StringIO(), io.StringIO()
        whole = [*args, *([] if "--format" in args else ["--format", "json"])]
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            patch.setattr(sys, "stdin", io.StringIO(stdin))
            code = cli.main(whole)
        assert code in (0, 1), f"{' '.join(args)}: {err.getvalue()}"
        return answers(typed(whole), out.getvalue())

    def _keep(self, args: Sequence[str], zh: list[Any], en: list[Any]) -> Any:
        form = typed([*args, *([] if "--format" in args else ["--format", "json"])]).form
        self.told.append(Told(" ".join(args), form, zh, en))
        return en[0] if len(en) == 1 else en

    def paper(self, name: str, content: bytes | None = None) -> Path:
        """A file in the folder."""
        path = self.folder / name
        if not path.exists() or content is not None:
            path.write_bytes(content or b"%PDF-1.4 " + name.encode())
        return path

    def contract(self, name: str, *changes: tuple[str, str], of: str = "zyfy-his-2025") -> Path:
        """A contract file that differs from one that ships, under an id of its own."""
        text = (CONTRACTS / f"{of}.toml").read_text(encoding="utf-8")
        for before, after in ((f'id = "{of}"', f'id = "{name}"'), *changes):
            assert before in text, before
            text = text.replace(before, after, 1)
        if 'key = "service-promise"' not in text:  # no promise can name a rule that is gone
            text = text.replace('breach = "service-promise"\n', "")
        return self.paper(f"{name}.toml", text.encode())


@cache
def taken(noun: str, name: str = "") -> set[str]:
    """The options that a command takes."""
    return {text for each in verb(noun, name, Words("en")).params for text in each.opts}


def live(folder: Path) -> list[Told]:
    """All that a life comes to; the clock stands still, so that what is tried and what is done are the same."""
    life = Life(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "now", lambda: TODAY)
        patch.setenv("SVCCTL_STORE", str(folder / "store.db"))
        for chapter in CHAPTERS:
            chapter(life)
    return life.told


# -- chapters --------------------------------------------------------------------------------------


def making_a_store(life: Life) -> None:
    """Contract files right and wrong, several contracts in one store: small, large, old, without damages, read otherwise."""
    texts = {f"one-{name}": case.text for name, case in CASES.items()}
    texts |= {f"many-{name}": case.text for name, case in MANY_CASES.items()}
    files = [life.paper(f"wrong-{name}.toml", text.encode()) for name, text in texts.items()]
    life.ask("contract check", *files, *sorted(BAD.glob("*.toml")))
    life.ask("contract check", life.paper("endless.toml", b"years = [\n" + b"1" * 5000 + b"]"))
    life.ask("contract check", life.paper("misfilled.xlsx", saved(misfilled())))
    life.ask("contract check", CONTRACTS / f"{SEED}.toml")
    given = life.paper(
        "given.toml", b'id = "made-new"\n"accounts.any" = "no"\n"office.budget_item" = "x"'
    )
    made = given.with_name("made-new.toml")
    seed = CONTRACTS / f"{SEED}.toml"
    life.ask("contract new", "--from", seed, "--answers", given, "-o", made, "--replace")
    text = (CONTRACTS / f"{SEED}.toml").read_text(encoding="utf-8")
    unsaid = life.paper("unsaid.toml", text.replace('loss = "beside"\n', "").encode())
    life.ask("contract check", unsaid)
    no_returns = re.sub(r"(?s)returns = \[.*?\n\]\n", "", BONDED)
    life.ask("contract check", life.paper("kept.toml", no_returns.encode()))
    for name, (likely, _) in LIKELY.items():
        life.ask("contract check", life.paper(f"likely-{name}.toml", likely.encode()))
    life.ask("contract draft", life.paper("draft.txt", CONTRACT.encode()))
    life.ask("contract schema")
    life.made("init --demo")
    name = f'name = "{OURS}"'
    rules = (CONTRACTS / f"{SEED}.toml").read_text(encoding="utf-8")
    rules = rules[rules.index("[[damages]]") : rules.index("[[obligations]]")]
    end = "[appraisal]"
    old = [("award_notice_on = 2025-03-03", "award_notice_on = 2018-03-05")]
    old += [("signed_on = 2025-03-05", "signed_on = 2018-03-06"), (name, f'{name}\nsize = "small"')]
    old += [('days = 15, unit = "working-day"', 'days = 1, unit = "month"')]
    by_year = ('days = 15, unit = "working-day"', 'days = 1, unit = "year"')
    checked = ('about = "payee-account"', 'about = "other"')
    files = [
        life.contract("sized", (name, f'{name}\nsize = "medium"')),
        life.contract("large", (name, f'{name}\nsize = "large"'), by_year),
        life.contract("old", *old),
        life.contract("no-damages", (name, f'{name}\nsize = "small"'), (rules, ""), checked),
        life.contract("second", (end, READINGS["second"] + end)),
        life.contract("third", (end, READINGS["third"] + end)),
        life.contract("mixed", *MIXED, of=EXAMPLE),
        life.contract("by-times", (rules, BY_TIMES)),
    ]
    life.act("contract import", CONTRACTS / f"{EXAMPLE}.toml", *files)
    life.ask("contract import", files[0])
    life.ask("contract list")


BY_TIMES = """[[damages]]
key = "late-payment"
payer = "purchaser"
for = "late-payment"
rate = "5‰"
base = "instalment"
terminate_after = { occurrences = 2, within = "24 months" }
article = "八"
[[damages]]
key = "complaint"
payer = "supplier"
for = "recorded-breach"
amount = "500.00"
cap = { amount = "1200.00", pool = "contract" }
terminate_when = "cap"
deduct = true
article = "八"
[[damages]]
key = "lapse"
payer = "supplier"
for = "recorded-breach"
rate = "5%"
base = "instalment"
article = "八"
[[damages]]
key = "absence"
payer = "supplier"
for = "recorded-breach"
amount = "200.00"
per = { days = 1, part = "whole" }
terminate_after_days = 3
article = "八"
"""
READINGS = {
    "second": """[readings]
term-start = "signing"
year-end = "day-before"
later-years = "service-year-start"
early-report = "receipt"
late-fee-start = "day-after-negotiation-failed"
late-fee-overlap = "per-instalment"
working-day = "national"
day-off = "holidays-only"
one-off = "once"
paid-when = "arrived"
return = "ignored"
receipt-proof = "delivered"
severity = "SIS"
dispatch-from = "not-solved"
waits = "stop"

""",
    "third": """[readings]
later-years = "previous-year-paid"
day-off = "no"

""",
}


MIXED = [  # a large supplier and one of unknown size; a limit of service in calendar days
    ('size = "small"', 'size = "large"'),
    ('who = "supplier"\ndue', 'who = "both"\ndue'),
    ('size = "micro"\n', ""),
    ('restore_within = "1 working-day"', 'restore_within = "2 calendar-days"'),
]


def paying(life: Life) -> None:
    """Money paid in every way, corrected and come back; the account checked or not."""
    seed = f"--contract {SEED}"
    pay = f"payments record {SEED}:"
    first = life.act(
        f"{pay}Y1-advance --amount 100000 --on 2025-03-20 --ref V-1 --voucher J-1 --slip S-1"
        " --arrived-on 2025-03-21 --override --reason urgent"
    )["recorded"][0]["event"]
    second = life.act(f"{pay}Y1-advance --amount 50000 --on 2025-04-07 --ref V-2 --confirm-account")
    second = second["recorded"][0]["event"]
    life.act(f"{pay}Y1-balance --amount 1 --on 2025-05-06 --confirm-account --confirmed-by audit")
    life.act(f"payments annotate {second} --voucher J-2 --slip S-2 --arrived-on 2025-04-08")
    life.act(f"payments refund {first} --amount 1000 --on 2025-06-03 --reason 多付")
    wrong = life.act(f"{pay}Y1-advance --amount 7 --on 2025-06-05 --ref V-3 --confirm-account")
    life.act(f"payments reverse {wrong['recorded'][0]['event']} --reason 误登")
    life.act(f"contract start {seed} --on 2025-04-01 --sent-on 2025-03-28")
    life.act("contract start --contract second --on 2025-04-01")
    life.act(f"contract start --contract {EXAMPLE} --on 2026-02-02")
    life.act("payments record third:Y3-advance --amount 10 --on 2025-06-06 --confirm-account")
    pay = "payments record large:"
    life.act(f"{pay}Y1-advance --amount 203000 --on 2026-03-02 --confirm-account")
    late = life.act(f"{pay}Y2-advance --amount 203000 --on 2027-06-01 --confirm-account")
    life.act(f"payments refund {late['recorded'][0]['event']} --amount 1 --on 2027-06-02 --bounced")
    again = "payments record no-damages:Y1-advance --amount 10 --on 2025-03-20 --confirm-account"
    life.act(again)
    life.act(f"{again} --dry-run")  # perhaps twice
    life.act(
        "payments record no-damages:Y2-advance --amount 20.3 --on 2026-03-06 "
        "--confirm-account --dry-run"  # perhaps 20.3万
    )
    life.act(f"payments record {EXAMPLE}:design --amount 10 --on 2026-02-03")
    life.ask(f"payments due --as-of 2025-03-20 {seed}")
    life.ask("payments due --as-of 2026-03-10")


def handing_in(life: Life) -> None:
    """Reports handed in, returned, received; papers, invoices, the checklist."""
    seed = f"--contract {SEED}"
    reports = f"{seed} --year 1 --document annual-report"
    late = f"reports submit {seed} --year 2 --document annual-report --on 2026-03-30 --corrected"
    event = life.act(late.replace(" --corrected", ""))["recorded"][0]["event"]
    life.act(late.replace("2026-03-30", "2026-03-31"))
    life.act(f"reports annotate {event} --delivered-on 2026-03-31 --proof 快递单")
    life.act(f"reports submit {reports} --on 2026-03-30 --delivered-on 2026-03-31 --proof 签收单")
    life.ask(f"reports status {seed} --as-of 2026-03-31 --paid-by 2026-12-31")
    life.act(f"reports receive {reports} --on 2026-04-03")
    life.act(f"reports return {reports} --on 2026-04-07 --reason 缺页")
    life.ask(f"reports status {seed} --as-of 2026-04-07")
    life.ask(f"explain {SEED}:Y1-balance --as-of 2026-04-08")
    pay = f"payments record {SEED}:Y1-balance --on 2026-04-10"
    life.act(f"{pay} --amount 10 --confirm-account")
    life.act(f"reports receive {seed} --year 1 --all --on 2026-04-14")
    life.ask(f"reports status {seed} --as-of 2026-11-23")
    life.ask(f"explain {SEED}:Y1-balance --as-of 2026-04-15")
    life.ask(f"payments checklist {SEED}:Y1-balance --as-of 2026-03-31")
    life.act(f"evidence add {SEED}:Y1-balance --kind acceptance-note --on 2026-04-14")
    life.act(
        f"evidence add {SEED}:Y1-balance --kind invoice --on 2026-04-15 --file",
        life.paper("发票.txt", b"x"),
    )
    papers = ("q1-service-note", "q1-invoice")
    for document in papers:
        life.act(
            f"reports receive --contract {EXAMPLE} --year 1 --document {document} --on 2026-04-10"
        )
    certificate = "--document acceptance-certificate --on 2026-04-10"
    life.act(f"reports receive --contract {EXAMPLE} {certificate}")
    life.act("reports receive --contract old --year 1 --all --on 2019-04-10")
    life.ask(f"payments checklist {SEED}:Y1-balance")
    life.ask(f"payments checklist {EXAMPLE}:acceptance")


def breaking(life: Life) -> None:
    """Breaches by either side, disputed, appraised; losses; what is let fall, paid, set against an instalment."""
    seed, paper = f"--contract {SEED}", life.paper("协议.pdf")
    life.act(f"breach record quality --on 2025-06-02 {seed}")
    life.act(f"breach record other-breach --on 2025-07-01 --amount 200000 --by supplier {seed}")
    life.act(f"breach record late-acceptance --on 2025-05-06 {seed}")
    life.act(f"breach record infringement --on 2025-08-01 {seed}")
    life.act(f"breach record service-promise --on 2025-08-04 {seed}")
    life.act(f"breach end B3 --on 2025-05-08 {seed}")
    life.act(f"breach contest B1 --on 2025-06-10 --reason 验收合格 {seed}")
    appraise = (
        f"breach appraise B1 --result in-order --body 鉴定中心 --fee 3000 --on 2025-07-15 {seed}"
    )
    life.act(appraise)
    life.act(f"breach contest B2 --on 2025-07-10 --reason 不属实 {seed}")
    life.act(f"damages loss B2 --amount 4000 --on 2025-09-01 {seed} --file", paper)
    life.act(f"damages loss B4 --amount 900 --on 2025-09-01 {seed} --file", paper)
    life.act(f"damages loss B5 --amount 30000 --on 2025-09-01 {seed} --file", paper)
    life.act(f"damages waive other-breach/B2 --amount 500 --on 2025-10-09 --reason 协商 {seed}")
    waived = f"damages waive late-acceptance/B3 --amount 100 --on 2025-10-09 --reason 协商 {seed}"
    life.act(waived, "--decision", "会纪〔2025〕3号", "--file", paper)
    life.act(f"damages settle infringement/B4/loss-2 --on 2025-10-13 {seed}")
    undecided = f"damages waive other-breach/B2 --on 2025-10-14 --reason 协商 {seed}"
    life.act(undecided)
    life.act(undecided, "--decision", "会纪〔2025〕4号")
    offset = f"damages offset service-promise/B5 {SEED}:Y2-advance --amount 1000 --on 2026-03-18 --agreed"
    life.act(offset, paper)
    for day in ("2025-06-02", "2025-06-09"):
        life.act(f"breach record quality --on {day} --contract second")
    life.act(f"breach record late-delivery --on 2026-02-02 --contract {EXAMPLE}")
    life.act(f"breach record late-handover --on 2026-03-02 --contract {EXAMPLE}")
    life.act(f"breach record service-shortfall --on 2026-03-03 --contract {EXAMPLE}")
    life.act(f"breach end B1 --on 2026-03-20 --contract {EXAMPLE}")
    life.act(f"breach end B2 --on 2026-04-15 --contract {EXAMPLE}")
    life.act("breach record complaint --times 3 --on 2025-06-02 --contract by-times")
    life.act("breach record lapse --times 2 --on 2025-06-03 --contract by-times")
    life.act("breach record absence --on 2025-06-04 --contract by-times")
    life.act("breach end B3 --on 2025-06-09 --contract by-times")
    life.act("damages offset by-times:complaint/B1 by-times:Y1-advance --on 2025-06-20")
    life.ask("breach list")


def negotiating(life: Life) -> None:
    """Talks opened, failed and settled, disputes, force majeure; what damages come to, line by line."""
    advance = f"{SEED}:Y1-advance"
    life.act(f"negotiation open {advance} --on 2025-04-28")
    life.ask(f"damages assess --as-of 2025-04-29 --contract {SEED}")
    life.act(f"negotiation fail {advance} --on 2025-04-30")
    life.act(f"negotiation open {SEED}:Y2-advance --on 2026-04-01")
    settle = f"negotiation settle {SEED}:Y2-advance --on 2026-04-07 --new-due 2026-06-30"
    life.act(settle)
    life.act("negotiation open second:Y1-advance --on 2025-06-03")
    life.act("negotiation fail sized:Y2-advance --on 2026-06-03")
    life.act(f"negotiation open {EXAMPLE}:Y1-q1 --on 2026-06-03")
    life.act("negotiation open no-damages:Y1-advance --on 2025-06-03")
    life.act("negotiation settle no-damages:Y1-advance --on 2025-06-10")
    life.act(f"dispute open {SEED}:Y1-balance --amount 20000 --on 2026-04-20 --reason 扣款")
    life.ask(f"payments schedule --contract {SEED} --as-of 2026-04-21")
    life.act(f"dispute settle {SEED}:Y1-balance --amount 15000 --on 2026-05-20")
    life.act("dispute open second:Y1-advance --amount 3000 --on 2026-04-20")
    fm = "force-majeure begin --on 2026-07-01 --doc 公告"
    life.act(f"{fm} --notified-on 2026-07-02 --contract {SEED}")
    life.act(f"force-majeure end FM1 --on 2026-07-09 --contract {SEED}")
    life.act(f"force-majeure begin --on 2026-07-20 --by purchaser --contract {SEED}")
    life.act(f"{fm} --contract {EXAMPLE}")
    life.ask("force-majeure list --as-of 2026-08-03")
    life.ask("damages assess --as-of 2026-08-03")
    life.ask("damages assess")
    for rule in ("late-payment", "quality", "infringement"):
        life.ask(f"damages what-if {rule} --days 3 --contract {SEED}")
    life.ask(f"damages what-if other-breach --days 3 --amount 1000 --contract {SEED}")
    life.ask(f"damages what-if late-delivery --days 70 --contract {EXAMPLE}")
    for line in (
        f"{SEED}:late-payment/Y1-advance",
        f"{SEED}:quality/B1",
        f"{SEED}:other-breach/B2",
        f"{SEED}:infringement/B4",
        f"{SEED}:infringement/B4/loss-2",
        f"{SEED}:other-breach/B2/loss-1",
        f"{SEED}:service-promise/B5/loss-3",
        f"{SEED}:appraisal/B1",
        f"{SEED}:service-promise/B5",
        f"{SEED}:late-acceptance/B3",
        "by-times:late-payment/Y2-advance",
        "by-times:complaint/B1",
        "by-times:lapse/B2",
        "by-times:absence/B3",
        "second:quality/B2",
        "second:late-payment/Y1-advance",
        f"{EXAMPLE}:late-payment/prepayment",
        f"{EXAMPLE}:late-delivery/B1",
        f"{EXAMPLE}:late-handover/B2",
    ):
        life.ask(f"explain {line}")
    for instalment in (
        advance,
        f"{SEED}:Y1-balance",
        f"{SEED}:Y2-advance",
        "third:Y2-advance",
        f"{EXAMPLE}:prepayment",
        f"{EXAMPLE}:retention",
        f"{EXAMPLE}:Y1-q1",
        "second:Y1-advance",
        "old:Y1-advance",
        "large:Y1-advance",
    ):
        life.ask(f"explain {instalment} --as-of 2026-08-03")


def invoicing(life: Life) -> None:
    """Invoices of both kinds, looked up, cancelled in whole and in part."""
    numbers = [f"2537{number:016}" for number in range(1, 7)]
    special, ordinary, cancelled, red, part, other = (f"invoice add {each}" for each in numbers)
    ours, seed = f"--for {SEED}:Y1-advance", f"--contract {SEED}"
    life.act(f"{special} {ours} --net 95000 --tax 4000 --kind special --rate 6% --on 2025-03-10")
    life.act(f"{ordinary} {ours} --amount 150000 --rate 6% --on 2025-03-11")
    life.act(f"{cancelled} {ours} --amount 900 --rate 6% --on 2025-03-12")
    life.act(f"{red} {seed} --red {numbers[2]} --on 2025-03-13")
    life.act(f"{part} {seed} --red {numbers[1]} --amount 1000 --on 2025-03-14")
    life.act(f"{other} --for {EXAMPLE}:Y1-q1 --amount 63000 --rate 6% --on 2026-04-14")
    life.act(f"invoice check {numbers[0]} {seed} --on 2025-03-20")
    life.act(f"invoice check {numbers[1]} {seed} --failed --on 2025-03-20")
    life.ask("invoice list")
    life.ask("invoice list --unpaid --as-of 2025-12-31")


def keeping(life: Life) -> None:
    """What contracts say, what was found in them, what their readings and the law come to; cash to come."""
    life.act(f"obligations done {SEED}:file-original --on 2025-03-12")
    life.act(f"obligations done {SEED}:publish-contract --on 2025-03-12")
    life.ask("obligations list --as-of 2026-08-03")
    life.ask(f"contract findings --contract {SEED}")
    life.act(f"contract findings settle payee-account --value 1 --on 2025-03-20 --contract {SEED}")
    life.ask("contract findings")
    life.ask("contract readings --as-of 2026-04-10")
    life.ask(f"contract coverage --contract {SEED}")
    wording = life.paper("合同.txt", "第二条 价款\n870000元\n第十九条 其他\n无\n".encode())
    life.ask(f"contract show {SEED} --clauses --text", wording)
    life.ask("contract law --as-of 2026-08-03")
    for by in ("month", "quarter", "year"):
        life.ask(f"payments forecast --by {by} --as-of 2026-08-03 --contract {SEED}")
    budget = life.paper("预算.csv", b"period,amount\n2026,1000\n2027,9000000\n")
    life.ask(f"payments forecast --by year --as-of 2026-08-03 --contract {SEED} --budget", budget)
    for by in ("month", "quarter"):
        life.ask(f"payments plan --by {by} --as-of 2026-08-03")
    life.ask(f"payments plan --as-of 2026-08-03 --contract {SEED} --budget", budget)
    life.ask("payments plan --as-of 2026-08-03 --supplier 公司")


def changing(life: Life) -> None:
    """Terms put right and amended, contracts ended and closed."""
    act = (
        "--signed-on 2026-09-01 --approved-on 2026-09-02 --approval-ref CZ-5 --filed-on 2026-09-03"
    )
    dearer = [('total = "870000.00"', 'total = "990000.00"')]
    dearer += [('total_in_words = "捌拾柒万元整"\n', "")]
    dearer += [('per_year = "290000.00"', 'years = ["290000.00", "340000.00", "360000.00"]')]
    event = life.act(f"contract amend {act}", life.contract(SEED, *dearer))["recorded"][0]["event"]
    life.ask(f"explain {SEED}:Y2-balance --as-of 2026-10-01")
    for row in life.ask(f"payments schedule --contract {SEED} --as-of 2026-10-01")["instalments"]:
        life.ask(f"explain {row['id']} --as-of 2026-10-01")
    numbered = ('number = ""', 'number = "HT-3"')
    life.act(
        "contract correct --reason 录入有误",
        life.contract("third", numbered, ("days = 15", "days = 16")),
    )
    life.ask("explain third:Y1-advance")
    amended = life.contract(SEED, *dearer, numbered)
    of = ("--of", event)
    life.act("contract correct --reason 录入有误", amended, *of)
    end = "contract terminate --on 2026-05-04 --reason 违约"
    life.act(f"{end} --contract second --pro-rata")
    life.act(f"{end} --contract sized")
    life.act("contract close --contract sized --override --reason 归档 --on 2026-12-01")
    for instalment in ("second:Y2-advance", "second:Y2-balance", "sized:Y3-advance"):
        life.ask(f"explain {instalment}")
    life.ask("payments schedule --as-of 2026-10-01")
    life.ask("payments schedule --as-of 2026-10-01 --group-by month --from 2026-01-01")
    life.ask("payments due --as-of 2026-10-01 --group-by department")
    life.ask("remind --as-of 2026-11-20 --days 30")
    for asked in (
        "invoice list",
        "obligations list",
        "guarantee list",
        "damages assess",
        "breach list",
        "export overdue",
        "reports status",
        "contract list",
    ):
        life.ask(f"{asked} --as-of 2026-11-20 --group-by supplier --limit 2")  # fmt: skip
    for day in (
        "2024-02-01",
        "2025-03-06",
        "2026-01-20",
        "2026-02-20",
        "2026-11-20",
        "2027-03-01",
        "2028-05-01",
    ):
        life.ask(f"contract list --as-of {day}")  # fmt: skip
    life.ask("contract list")
    for contract in (SEED, EXAMPLE, "second", "third", "sized", "old", "large"):
        life.ask(f"contract show {contract}")


def counting(life: Life) -> None:
    """Working days, and a notice that settles a year."""
    life.ask("calendar add 2026-02-10 15 --calendar CN-GX")
    life.ask("calendar add 2028-02-10 15 --calendar CN")
    life.ask("calendar add - --calendar CN", stdin="2026-02-10 15\n2028-02-10 3\n")
    life.ask("calendar between 2026-02-10 2026-03-20 --calendar CN")
    life.ask("calendar show 2026 --calendar CN-GX")
    life.ask("calendar show 2028 --calendar CN")
    life.ask("calendar status")
    notice = life.paper("通知.txt", written(2027, arranged(2027, [0] * 9), STYLE).encode())
    life.act("calendar import", notice, "--issued-on", "2026-11-10")
    life.ask("import profiles")
    life.ask("letter template payment-request")


# by when: every rule, what each waits for, and what a day off does
RULES = {
    "ahead": 'day = 25, month = "previous", after = "year-start"',
    "mid-month": 'day = 20, month = "same", after = "signing"',
    "late-year": 'day = 15, month = "next", after = "signing"',
    "before": 'working_day = 3, month = "previous", after = "year-end"',
    "first-days": 'working_day = 5, month = "same", after = "year-end"',
    "then": 'working_day = 5, month = "next", after = "year-end"',
    "midsummer": 'date = "06-30", after = "year-start"',
    "sunday": 'on = [2026-05-31], roll = "forward"',
    "friday": 'on = [2026-05-31], roll = "back"',
    "open": 'after = "receipt", agreed = false',
}
BY_WHEN = """format = 1
id = "by-when"
title = "按日期付款"
currency = "CNY"
calendar = "CN"
signed_on = 2026-01-26
price = { total = "1000.00", per_year = "1000.00", article = "一" }
term = { years = 1, starts = "signing", article = "二" }
parties = [{ role = "purchaser", name = "甲" }, { role = "supplier", name = "乙", size = "small" }]
deliverables = [{ key = "note", title = "验收单", every = "service-year", article = "三" }]
"""


def by_when(life: Life) -> None:
    """A contract with every rule of when, papers late and early."""
    needs = dict.fromkeys(("late-year", "midsummer", "open"), 'needs = ["note"]\n')
    text = BY_WHEN + "".join(
        f'[[instalments]]\nkey = "{key}"\ntitle = "{key}"\nshare = "10%"\narticle = "四"\n'
        f"{needs.get(key, '')}due = {{ {rule} }}\n"
        for key, rule in RULES.items()
    )
    file = life.paper("by-when.toml", text.encode())
    life.ask("contract check", file)
    life.act("contract import", file)
    life.act("reports receive --contract by-when --year 1 --document note --on 2026-07-08")
    for key in RULES:
        life.ask(f"explain by-when:Y1-{key}")
    life.ask("payments schedule --contract by-when")


def passing_on(life: Life) -> None:
    """Every export as JSON and line by line, a bank's list compared and taken in, the pack."""
    bank = life.paper("流水.csv", "\n".join(BANK).encode())
    life.ask("compare payments --as-of 2026-10-01", bank)
    rows = "--skip 4 --skip 5 --skip 7 --for 6=Y1-balance"
    life.act(f"import payments --confirm-account --contract {SEED} {rows}", bank)
    more = life.paper("对账.csv", "\n".join(DOUBTFUL).encode())
    life.ask("compare payments --as-of 2026-10-01", more)
    back = life.paper("退回.csv", "\n".join(BACK).encode())
    life.act(f"import payments --confirm-account --contract {SEED} --refund 2", back)
    seen = life.paper("到账.csv", "\n".join(ARRIVED).encode())
    arrived = life.act(
        f"import payments --role supplier --contract {SEED} --for 2=Y1-balance", seen
    )
    event = arrived["recorded"][0]["event"]
    life.act(f"payments annotate {event} --charged-on 2026-06-01")
    for table in ("schedule", "payments", "damages", "journal", "obligations", "service"):
        life.ask(f"export {table} --as-of 2026-10-01")
        life.ask(f"export {table} --format jsonl --as-of 2026-10-01")
    for year in (2025, 2026):
        life.ask(f"export overdue --year {year}")
    pack = life.folder / "pack.zip"
    life.ask("export audit-pack -o", pack)
    life.ask("audit check-pack", pack)


BACK = [  # what was taken in from the other list comes back
    "交易时间,借方金额（元）,贷方金额（元）,对方户名,对方账号,交易流水号",
    f"2026-05-08,,1234.56,{OURS},70702015201090002075,V-30",
]
ARRIVED = [
    "交易时间,贷方金额（元）,付款人,流水号",
    "2026-06-03,0.11,资源县妇幼保健院,V-40",  # late, were its day of charging known
]
DOUBTFUL = [
    "交易时间,借方金额（元）,贷方金额（元）,对方户名,对方账号,交易流水号",
    f"2025-04-10,50000,,{OURS},70702015201090002075,",  # near a recorded one
    "2025-05-20,77,,另一家公司,70702015201090002075,V-21",  # misnamed
    "2025-05-21,78,,柳州中联科技有限公司,,V-22",  # alike
    "2025-05-21,78,,,7.0702E+19,V-22",  # damaged
    "2025-05-22,0.37,,,,V-23",  # unknown
]
BANK = [  # a row of each kind
    "交易时间,借方金额（元）,贷方金额（元）,对方户名,对方账号,交易流水号",
    f"2025-04-07,50000,,{OURS},70702015201090002075,V-2",  # recorded
    "2025-04-08,12,,某电力公司,123,V-8",  # elsewhere
    f"2025-04-09,7,,{OURS},70702015201090002075,V-1",  # differs
    f"2025-06-03,,999,{OURS},70702015201090002075,V-9",  # returned
    f"2026-05-06,1234.56,,{OURS},70702015201090002075,V-10",  # open between several
    f"2026-05-07,5000000,,{OURS},70702015201090002075,V-11",  # unfit: so much is never owed
]


def looking_back(life: Life) -> None:
    """The journal: read, verified, what was entered late, a fact taken back."""
    last = life.act(f"obligations done {EXAMPLE}:file-copy --on 2026-02-03")
    life.act(f"audit retract {last['recorded'][0]['event']} --reason 误登")
    life.ask("export journal")
    life.ask("audit log")
    life.ask("audit late")
    found = life.ask("audit verify")
    life.ask("audit verify --head", found["store_head"])
    life.ask(f"audit prove {last['recorded'][0]['event']} --head", found["head"])
    life.ask(f"audit prove {EXAMPLE}#1 --payload")
    backup = life.copied("store backup --keep 7,4,12")["backup"]
    life.ask("store check")
    life.ask("doctor")
    life.ask("doctor --store mysql://none")
    life.ask("doctor --store", life.folder / "none.db")
    again, rescued, moved = (life.folder / f"{name}.db" for name in ("again", "rescued", "moved"))
    life.copied("store restore", backup, "--store", again, named="store")
    life.copied("store salvage --to", rescued, named="store")
    append(rescued, "payment-recorded", "[]", to=EXAMPLE)
    life.ask("audit log --store", rescued)
    life.copied("store move", moved, "--store", again, named="moved_to", of="again.db")
    book = life.folder / "book.json"
    book.write_text(json.dumps(life.ask("export facts")), encoding="utf-8")
    life.ask("compare facts", book)


def guaranteeing(life: Life) -> None:
    """Bonds lodged in money and as letters, kept in part, given back in time, early and late."""
    first, second = PLACES / "29-bond-first.toml", PLACES / "12-university-system.toml"
    life.act("contract import", first, second)
    bond = "bond-first:performance-bond"
    life.ask("guarantee list --contract bond-first --as-of 2025-11-04")
    life.ask("payments due --contract bond-first --as-of 2025-11-20 --within 900")
    life.act(f"guarantee lodge {bond} --amount 10000 --ref B1 --on 2025-11-12")
    life.ask("guarantee list --contract bond-first --as-of 2025-11-12")
    letter = f"guarantee lodge {bond} --form letter --ref L1 --on 2025-11-14"
    life.act(f"{letter} --amount 7500 --valid-until 2026-02-27")
    life.act("reports receive --contract bond-first --document invoice --on 2025-11-20")
    life.ask("explain bond-first:first --as-of 2025-11-21")
    life.ask("guarantee list --as-of 2026-02-10")
    life.act("reports receive --contract bond-first --document acceptance --on 2026-03-02")
    life.ask("payments due --contract bond-first --as-of 2026-03-10")
    life.act(
        f"guarantee claim {bond} --form cash --amount 1000 --ref C1 --on 2026-03-11 --reason 违约"
    )
    life.act(f"guarantee claim {bond} --form letter --amount 500 --on 2026-03-12")
    life.act(f"guarantee return {bond} --form cash --amount 9000 --ref R1 --on 2026-03-20")
    life.ask("payments due --contract bond-first --as-of 2026-03-23")
    life.ask("payments due --contract bond-first --as-of 2026-04-20")
    life.act(f"guarantee return {bond} --ref R2 --on 2026-04-21")
    bond = "university-system:bond"
    life.act(f"guarantee lodge {bond} --form letter --amount 40000 --on 2025-10-28")
    life.act(f"guarantee lodge {bond} --amount 70000 --on 2025-10-29 --override --reason 多交")
    life.act(f"guarantee return {bond} --form cash --amount 35000 --ref R3 --on 2025-11-20")
    for day in ("2025-11-05", "2025-11-20", "2026-03-13", "2026-04-10", "2026-04-25"):
        life.ask(f"explain bond-first:performance-bond --as-of {day}")
        life.ask(f"explain bond-first:performance-bond/1 --as-of {day}")
    life.ask(f"explain {bond}/1")
    life.ask(f"explain {bond}/2 --as-of 2026-10-30")
    life.ask("guarantee list")
    for day in ("2025-11-05", "2025-11-20", "2026-02-10", "2026-03-24", "2026-04-25"):
        life.ask(f"contract list --as-of {day}")
    for day in ("2025-11-05", "2025-11-20", "2026-04-25"):
        life.ask(f"export guarantees --as-of {day}")
    life.ask("export guarantees --format jsonl --as-of 2026-04-25")
    life.ask("payments schedule --contract university-system")
    life.ask("obligations list --contract university-system")
    life.ask("contract show university-system")
    life.ask("contract coverage --contract university-system")


def demanding(life: Life) -> None:
    """Letters that were sent, one with its proof, one whose proof came later."""
    claim = f"letter sent {SEED}:Y2-advance --means EMS"
    event = life.act(f"{claim} --on 2026-05-01")["recorded"][0]["event"]
    life.ask(f"explain {SEED}:Y2-advance --as-of 2026-05-20")
    life.act(f"letter annotate {event} --reached-on 2026-05-04 --proof 回执")
    life.ask(f"explain {SEED}:Y2-advance --as-of 2026-05-20")
    life.act(f"{claim} --on 2026-06-01 --reached-on 2026-06-03 --proof 回执")


def settling(life: Life) -> None:
    """Sums of every kind, settled in every way, kept back, shared out, renewed, cut short."""
    real = PLACES.parent / "real"
    life.act(
        "contract import", *(real / f"{name}.toml" for name in ("everything", "sums", "open-sum"))
    )
    one = "everything:Y1-M0"
    life.act(f"payments settle {one}1-fee --score 80 --on 2025-02-05")
    life.act(f"payments settle {one}2-fee --quantity guard=2 --deduct 100 --on 2025-03-05")
    life.act("assessment record everything:monthly --period Y1-M03 --score 59 --on 2025-04-02")
    life.ask("assessment list --as-of 2025-04-30")
    life.act("reports receive --contract everything --period Y1-M01 --all --on 2025-02-06")
    for name in ("1-fee.a", "2-fee.b"):
        life.ask(f"explain {one}{name} --as-of 2025-03-20")
    life.ask("explain everything:rest.a --as-of 2025-03-20")
    life.ask("payments due --contract everything --as-of 2025-03-20")
    life.act("contract renew --contract everything --on 2026-01-05 --override --reason 补签")
    life.ask("payments schedule --contract everything --as-of 2026-01-20")
    for name in ("upto", "Y1-H1-half", "Y1-Q1-quarter", "Y1-M01-month"):
        life.ask(f"explain sums:{name} --as-of 2025-04-10")
    life.act("reports receive --contract sums --period Y1-M01 --all --on 2025-02-06")
    life.ask("explain sums:Y1-Q1-quarter --as-of 2025-04-10")
    life.act("contract terminate --contract sums --on 2025-05-10 --reason 停止 --pro-rata")
    life.ask("explain sums:Y1-M05-month --as-of 2025-06-10")
    life.ask("explain open-sum:Y1-M01-meals --as-of 2025-02-10")
    life.act("payments settle open-sum:Y1-M01-meals --amount 21450 --on 2025-02-11")
    life.act("payments settle open-sum:Y1-M02-meals --list 1000 --on 2025-03-11")
    for name in ("Y1-M01", "Y1-M02"):
        life.ask(f"explain open-sum:{name}-meals --as-of 2025-04-10")
    life.act(
        "payments settle everything:Y1-M04-fee --coefficient 1.1 --on 2025-05-05 --override --reason 加班"
    )
    life.act("payments settle everything:Y1-M05-fee --deduct 50 --on 2025-06-05")
    for name in ("4-fee.a", "5-fee.a"):
        life.ask(f"explain {one}{name} --as-of 2025-07-01")
    agreement = life.paper("核减.pdf")
    life.act("payments settle sums:Y1-H1-half --amount 4000 --on 2025-07-05 --agreed", agreement)
    life.ask("reports status --contract everything --as-of 2025-03-01")
    for day in ("2024-12-20", "2025-02-01"):
        life.ask(f"contract list --as-of {day}")


def going_astray(life: Life) -> None:
    """Money to an account in no file and in another name, a transfer sent back, a date without paper."""
    life.act("contract import", life.contract("astray"))
    pay = "payments record astray:Y1-advance --on 2025-03-20"
    away = "--account 6222000011112222 --payee 另一家公司 --override --reason 误付"
    life.act(f"{pay} --amount 50000 --ref S-1 {away}")
    sent = life.act(f"{pay} --amount 300 --ref S-2 --confirm-account")["recorded"][0]["event"]
    life.act(f"payments refund {sent} --amount 300 --on 2025-03-24 --bounced --reason 退汇")
    life.act("negotiation open astray:Y1-advance --on 2025-03-21")
    life.bare("negotiation settle astray:Y1-advance --on 2025-03-22 --new-due 2025-04-30")
    life.ask("explain astray:Y1-advance --as-of 2025-04-10")
    life.ask("remind --contract astray --as-of 2025-04-10")


CHAPTERS: list[Callable[[Life], None]] = [
    making_a_store,
    paying,
    handing_in,
    breaking,
    negotiating,
    invoicing,
    keeping,
    changing,
    demanding,
    going_astray,
    guaranteeing,
    settling,
    served,
    counting,
    by_when,
    passing_on,
    looking_back,
]
