"""What is right in a contract file but likely not meant is told apart from errors, with what to write; what to write where it is wrong."""

import json
import re
from pathlib import Path

import pytest

from conftest import Run
from svcctl import workspace
from svcctl.contracts.form import FORM
from svcctl.contracts.kinds import AFTER
from svcctl.contracts.meant import CALLED, SAID, slip, such
from svcctl.contracts.read import read_contract
from svcctl.i18n import Words
from test_contract_file import CALENDARS, CASES, INSTALMENT, SHORT, fields_of, read, several

YEAR = SHORT.replace("years = 2", "years = 1").replace('"100.00"', '"360000.00"')
YEAR = YEAR.replace('per_year = "50.00"\n', "")
DATED = YEAR.replace('years = 1\nstarts = "signing"', "from = 2026-01-12\nto = 2026-12-31")
BY_MONTH = DATED.replace('share = "100%"', 'every = "month"\nshare = "100%"')
BY_MONTH = BY_MONTH.replace('after = "signing"', 'after = "period-end"')
CALENDAR = BY_MONTH.replace("[term]\n", '[term]\nperiods = "calendar"\n')
QUARTERLY = (
    BY_MONTH.replace('"month"', '"quarter"')
    .replace("2026-01-12", "2026-01-01")
    .replace("due = {", 'needs = ["q1-check", "q2-check", "q3-check", "q4-check"]\ndue = {')
)


def paid(shares: list[str], often: str = "") -> str:
    """A year's contract for 360,000.00 paid by these shares."""
    instalments = several(shares).replace("share =", f"{often}share =")
    return YEAR.replace(INSTALMENT, instalments)


def papers(names: list[str], titles: list[str] | None = None) -> str:
    """Papers of the year."""
    return "".join(
        f'\n[[deliverables]]\nkey = "{name}"\ntitle = "{title}"\nevery = "service-year"\narticle = "第六条"\n'
        for name, title in zip(names, titles or names, strict=True)
    )


QUARTERS = [f"q{number}-check" for number in range(1, 5)]
EACH_ITS_OWN = YEAR.replace(
    INSTALMENT,
    "\n".join(
        INSTALMENT.replace('"fee"', f'"fee-{name}"')
        .replace("100%", "25%")
        .replace("due = {", f'needs = ["{name}"]\ndue = {{')
        for name in QUARTERS
    ),
)
LISTED = ", ".join(['"8.33%"'] * 11 + ['"8.37%"'])
# 361/31 months, so that a month is 31,000.00 and the 20 days of January are 20,000.00
BY_DAYS = CALENDAR.replace("360000.00", "361000.00")
HALF_YEAR_MORE = YEAR.replace("years = 1", "months = 18").replace("360000.00", "180000.00")

LIKELY: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "twelfths": (
        paid(["8.33%"] * 11 + ["8.37%"]),
        [
            (
                "instalments[0].share",
                "even-shares every=month whole=100% first=29988.00 last=30132.00",
            )
        ],
    ),
    "twelfths-after-an-advance": (
        paid(["30%"] + ["5.83%"] * 11 + ["5.87%"]),
        [
            (
                "instalments[1].share",
                "even-shares every=month whole=70% first=20988.00 last=21132.00",
            )
        ],
    ),
    "twelfths-listed": (
        BY_MONTH.replace("2026-01-12", "2026-01-01").replace(
            'share = "100%"', f"shares = [{LISTED}]"
        ),
        [
            (
                "instalments[0].shares",
                "even-shares every=month whole=100% first=29988.00 last=30132.00",
            )
        ],
    ),
    "two-years-of-months": (
        paid(["4.17%"] * 23 + ["4.09%"], 'every = "once"\n').replace("years = 1", "years = 2"),
        [
            (
                "instalments[0].share",
                "even-shares every=month whole=100% first=15012.00 last=14724.00",
            )
        ],
    ),
    "thirds": (
        paid(["33.33%", "33.33%", "33.34%"], 'every = "once"\n'),
        [("instalments[0].share", "even-sums first=119988.00 last=120024.00")],
    ),
    "thirds-agreed": (paid(["33%", "33%", "34%"]), []),
    "quarters": (paid(["25%"] * 4), []),
    "renewals-without-days": (
        re.sub("due = {.*}", "due = { on = [2026-06-30] }", YEAR).replace(
            "years = 1\n", "years = 1\nrenewals = [{ years = 2 }]\n"
        ),
        [("instalments[0].due.on", "renewals-without-days key=fee rows=2")],
    ),
    "renewals-with-days": (
        re.sub("due = {.*}", "due = { on = [2026-06-30, 2027-06-30, 2028-06-30] }", YEAR).replace(
            "years = 1\n", "years = 1\nrenewals = [{ years = 2 }]\n"
        ),
        [],
    ),
    "part-of-a-month-whole": (
        CALENDAR.replace('share = "100%"', 'amount = "30000.00"'),
        [
            (
                "instalments[0].amount",
                "short-paid-whole period=Y1-M01 from=2026-01-12 to=2026-01-31 amount=30000.00",
            )
        ],
    ),
    "part-of-a-month-by-days": (
        BY_DAYS,
        [("instalments[0]", "short-period period=Y1-M01 first=20000.00 last=31000.00")],
    ),
    "part-at-the-end": (
        HALF_YEAR_MORE,
        [
            (
                "instalments[0]",
                "short-period period=Y2 from=2027-01-27 to=2027-07-26 first=120000.00 last=60000.00",
            )
        ],
    ),
    "sums-of-their-own": (
        CALENDAR.replace('share = "100%"', "amounts = [" + ", ".join(['"30000.00"'] * 12) + "]"),
        [],
    ),
    "papers-of-quarters": (
        QUARTERLY + papers(QUARTERS),
        [
            (
                "deliverables[0].every",
                "papers-by-year first=q1-check last=q4-check count=4 every=quarter",
            )
        ],
    ),
    "papers-by-title": (
        QUARTERLY.replace(
            '["q1-check", "q2-check", "q3-check", "q4-check"]', '["a", "b", "c", "d"]'
        )
        + papers(["a", "b", "c", "d"], [f"第{number}季度检查表" for number in "一二三四"]),
        [("deliverables[0].every", "papers-by-year first=a last=d every=quarter")],
    ),
    "papers-of-months": (
        YEAR + papers([f"m{number:02}-sheet" for number in range(1, 13)]),
        [("deliverables[0].every", "papers-by-year count=12 every=month")],
    ),
    "papers-by-month": (
        YEAR
        + papers(
            [f"s{number}" for number in range(12)], [f"{number}月考核表" for number in range(1, 13)]
        ),
        [("deliverables[0].every", "papers-by-year count=12 every=month")],
    ),
    "papers-of-halves": (
        YEAR + papers(["first", "second"], ["上半年考核表", "下半年考核表"]),
        [("deliverables[0].every", "papers-by-year count=2 every=half-year")],
    ),
    "papers-that-wait-for-the-year": (
        EACH_ITS_OWN + papers(QUARTERS),
        [("deliverables[0].every", "papers-by-year count=4 every=quarter")],
    ),
    "papers-each-with-its-instalment": (
        EACH_ITS_OWN.replace("needs =", "year_over = false\nneeds =") + papers(QUARTERS),
        [],
    ),
    "papers-that-come-once": (YEAR + papers(QUARTERS).replace('"service-year"', '"once"'), []),
    "three-papers": (QUARTERLY.replace(', "q4-check"', "") + papers(QUARTERS[:3]), []),
    "papers-of-another-kind": (YEAR + papers(["plan", "report", "briefing", "q1-check"]), []),
}


@pytest.mark.parametrize("name", LIKELY)
def test_what_is_likely_not_meant_is_told(name: str) -> None:
    """Such a file has no error; the note stands at its key, with the sums worked out by hand, and can be told."""
    text, expected = LIKELY[name]
    file = read(text)
    assert file.errors == ()
    assert len(file.reminders) == len(expected)
    for reminder, (at, told) in zip(file.reminders, expected, strict=True):
        key, *values = told.split()
        assert (reminder.problem.at, reminder.problem.key) == (at, f"file.{key}")
        assert reminder.line is not None
        for value in values:
            name, _, right = value.partition("=")
            assert str(reminder.problem.values[name]) == right, name
        for lang in workspace.LANGUAGES:
            assert "{" not in Words(lang)(reminder.problem.key, **reminder.problem.values)


def test_a_note_is_no_error(run: Run, tmp_path: Path) -> None:
    """`contract check` exits 0 where there are only notes; in JSON they stand under `reminders`."""
    path = tmp_path / "contract.toml"
    path.write_text(LIKELY["papers-of-quarters"][0], encoding="utf-8")
    code, out, _ = run("contract", "check", path, "--format", "json")
    found = json.loads(out)
    assert (code, found["ok"], found["errors"]) == (0, True, [])
    [note] = found["reminders"]
    assert (note["key"], note["error"]) == ("deliverables[0].every", "papers-by-year")
    code, out, _ = run("contract", "check", path, "--lang", "zh")
    assert code == 0
    assert '写成一份 every = "quarter"' in out


@pytest.mark.parametrize("name", ["zyfy-his-2025.toml", "example-milestones.toml"])
def test_what_ships_says_what_it_means(name: str) -> None:
    """The contracts that ship have no note."""
    content = (workspace.shipped("contracts") / name).read_bytes()
    assert read_contract(name, content, CALENDARS).reminders == ()


# -- what to write where a file is wrong -----------------------------------------------------------

TOLD = {  # of the cases of test_contract_file: what the sentence offers, to write as it stands
    "syntax-sign": 'write "',
    "syntax-key": "share",
    "syntax-value": 'share = "100%"',
    "syntax-open": 'share = "100%"',
    "missing-table": "[term]  from = 2026-01-01  to = 2026-12-31",
    "missing-inline": 'unit = "working-day"',
    "missing-article": 'article = "',
    "unknown-key-elsewhere": "cap",
    "unknown-key-top": "at the top of the file",
    "unknown-key-called": 'plus = "3 months"',
    "misspelt-required": 'share = "',
    "unknown-key-inline": "plus, roll",
    "choice-said": 'unit = "working-day"',
    "calendar-said": 'calendar = "CN-GX"',
    "after-said": 'after = "signing"',
    "boolean-said": "settled = true",
    "table": 'due = { days = 15, unit = "working-day", after = "signing" }',
    "no-purchaser": 'role = "purchaser"',
    "shares-of-period": 'write share = "100%", not "8.33%"',
    "shares-rounded": 'every = "month"',
    "shares-rounded-sums": "amount",
    "shares-beside-once": "(10%) comes off",
}


@pytest.mark.parametrize("name", TOLD)
def test_what_to_write_is_told(name: str) -> None:
    """An error names what to write, as it is written."""
    [error, *_] = read(CASES[name].text).errors
    assert TOLD[name] in Words("en")(error.problem.key, **error.problem.values)


@pytest.mark.parametrize(
    ("line", "key", "write"),
    [
        ("title = “办公楼”", "syntax-sign", '"'),
        ('title = "办公楼”', "syntax-sign", '"'),
        ('share ＝ "30%"', "syntax-sign", "="),
        ('needs = ["a"，"b"]', "syntax-sign", ","),
        ("【price】", "syntax-sign", "["),
        ('title = "服务费"；', "syntax-sign-out", ""),
        ("unit = 工作日", "syntax-value", 'unit = "working-day"'),
        ("signed_on = 2025年3月5日", "syntax-value", "signed_on = 2025-03-05"),
        ("signed_on = 2025/3/5", "syntax-value", "signed_on = 2025-03-05"),
        ("total = 870,000.00  # 元", "syntax-value", 'total = "870000.00"'),
        ("settled = 是", "syntax-value", "settled = true"),
        ("settled = True", "syntax-value", "settled = true"),
        ("deduct = 否", "syntax-value", "deduct = false"),
    ],
)
def test_a_line_that_is_no_toml_is_written_right(line: str, key: str, write: str) -> None:
    """Chinese signs, values without quotes, dates and sums as people write them: the line as TOML has it."""
    found = slip(line)
    assert found is not None
    assert (found.key, found.values["such"]) == (f"file.{key}", write)


@pytest.mark.parametrize(
    "line",
    [
        "years = 3",
        'title = "「服务」，合同。"',
        "years =",
        "signed_on = 2025-02-30",
        "# 备注：『无』",
        "[price",
        "",
    ],
)
def test_nothing_is_made_up_for_a_line(line: str) -> None:
    """A line that is right by itself, or wrong in a way that tells nothing, gets no advice."""
    assert slip(line) is None


def test_all_that_is_offered_there_is() -> None:
    """Keys and values that are offered are the format's own; nobody calls one thing by two keys of one table."""
    names = {path.rpartition(".")[2] for path, _ in fields_of(FORM)}
    assert CALLED.keys() - names == set()
    choices = {choice for _, field in fields_of(FORM) for choice in field.choices}
    offered = choices | {*AFTER, "CN", "CN-GX", "CN-NX", "true", "false"}
    assert SAID.keys() - offered == set()
    for _, field in fields_of(FORM):
        said = [name for choice in field.choices for name in SAID.get(choice, "").split()]
        assert len(said) == len(set(said))


def test_an_example_is_offered_for_every_key_that_can_be_missing() -> None:
    """Whatever key is missing, there is something to write."""
    for path, _ in fields_of(FORM):
        assert such(path).strip(), path
