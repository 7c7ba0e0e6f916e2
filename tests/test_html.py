"""Pages read back by the standard library's parser, and looked at, typed at and printed in a headless Chromium."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import browser
from svcctl.billing.damages.assessment import Line, assess
from svcctl.billing.damages.caps import cap_use
from svcctl.billing.money import fen, grouped
from svcctl.desk.desk import desk_from
from svcctl.desk.looking import read_case
from svcctl.i18n import Words

Run = Callable[..., tuple[int, str, str]]
KINDS = ("schedule", "payments", "damages", "journal", "obligations")
VOID = {"meta", "br", "hr", "img", "input", "link", "path", "rect", "circle", "line"}
LATER = "2026-06-01"
KNOWN = ("--known-at", "2040-06-01T00:00:00.000000+08:00")  # all that was recorded
NASTY = "<script>alert(1)</script>&\"'"
NASTY_TOML = NASTY.replace('"', '\\"')
CASH = ("paid", "certain", "provisional", "waiting", "contingent")
EXAMPLE = Path(__file__).parents[1] / "data" / "contracts" / "example-milestones.toml"


class Reader(HTMLParser):
    """A page as its elements: each with its attributes, its text and what it stands in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[dict[str, Any]] = []
        self.elements: list[dict[str, Any]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), (tag, attrs)
        within = [each["tag"] for each in self.open]
        element = {
            "tag": tag,
            "text": "",
            "within": within,
            **{name: value or "" for name, value in attrs},
        }
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append({"tag": tag, "text": "", "within": [], **dict(attrs)})

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()["tag"] == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element["text"] += data

    def all(self, tag: str, **attributes: str) -> list[dict[str, Any]]:
        found = [each for each in self.elements if each["tag"] == tag]
        return [
            each
            for each in found
            if all(each.get(key.strip("_")) == value for key, value in attributes.items())
        ]

    def labelled(self, label: str) -> list[str]:
        """The cells under a heading, as the page names them on a phone."""
        return [each["text"].strip() for each in self.elements if each.get("data-label") == label]


def do(run: Run, *args: str) -> dict[str, Any]:
    code, out, err = run(*args, "--format", "json")
    assert code in (0, 1), err
    return json.loads(out)


def exported(run: Run, path: Path, kind: str = "schedule", *args: str, as_of: str = LATER) -> str:
    code, out, err = run(
        "export", kind, "--format", "html", "-o", str(path), "--as-of", as_of, *KNOWN, *args
    )
    assert (code, out) == (0, ""), err
    return path.read_bytes().decode()


@pytest.fixture
def lived(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """Part payments, money back, one paid late, two overdue, talks that failed, a waiver, a breach by the supplier."""
    for line in (
        "payments record Y1-advance --amount 100000 --on 2025-04-01 --ref 019 --confirm-account",
        "payments record Y1-advance --amount 103000 --on 2025-04-10 --ref 020 --confirm-account",
        "payments refund zyfy-his-2025#3 --amount 3000 --on 2025-04-20",
        "payments record Y1-advance --amount 3000 --on 2025-05-20 --ref 021 --confirm-account",
        "payments record Y2-advance --amount 50000 --on 2026-05-02 --ref 022 --confirm-account",
        "reports receive --year 1 --all --on 2026-04-08",
        "negotiation open Y1-advance --on 2025-03-27",
        "negotiation fail Y1-advance --on 2025-03-28",
        "damages waive late-payment/Y1-advance --amount 500 --on 2025-05-01 --reason goodwill --decision 3",
        "breach record service-promise --on 2025-05-02",
    ):
        code, _, err = run(*line.split())
        assert code == 0, err
    return tmp_path


# -- what the page says ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_stands_alone(lived: Path, run: Run, kind: str, lang: str) -> None:
    """Well formed, in its language, headings in order, no script, nothing from elsewhere, the foot of every export."""
    text = exported(run, lived / "p.html", kind, "--lang", lang)
    page = Reader(text)
    assert page.all("html")[0]["lang"] == {"zh": "zh-CN", "en": "en"}[lang]
    assert text.startswith("<!doctype html>")
    policy = next(each["content"] for each in page.all("meta") if "http-equiv" in each)
    assert (
        policy
        == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    assert not {each["tag"] for each in page.elements} & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "base",
        "form",
    }
    assert re.findall(r"https?://|//[a-z]|@import|url\((?!#)|javascript:", text) == []
    assert not any(name.startswith("on") for each in page.elements for name in each)
    levels = [int(each["tag"][1]) for each in page.elements if re.fullmatch("h[1-6]", each["tag"])]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(each.get("scope") in ("col", "row") for each in page.all("th"))
    assert len(page.all("caption")) == len(page.all("table"))
    foot = page.all("footer")[0]["text"]
    assert all(
        line in foot
        for line in do(run, "export", kind, "--as-of", LATER, "--lang", lang, *KNOWN)["provenance"][
            "words"
        ]
    )


@pytest.mark.parametrize("as_of", ["2025-03-10", "2026-03-20", LATER, "2029-01-01"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_numbers_are_the_models(lived: Path, run: Run, as_of: str, lang: str) -> None:
    """Sums, instalments, their states and deadlines as `payments schedule` has them."""
    page = Reader(exported(run, lived / "p.html", "schedule", "--lang", lang, as_of=as_of))
    found = do(run, "payments", "schedule", "--as-of", as_of)
    ids = [each["text"] for each in page.all("span", class_="muted code")]
    rows = sorted(found["instalments"], key=lambda row: ids.index(row["id"].partition(":")[2]))
    label = Words(lang)("column.outstanding")
    shown = page.labelled(label)
    assert shown == [
        *(grouped(fen(row["outstanding"])) for row in rows),
        grouped(fen(found["outstanding"])),
    ]
    marks = [
        each for each in page.all("svg") if each.get("overflow") == "visible" and "class" in each
    ]
    assert [each["class"].removeprefix("is-").split()[0] for each in marks] == [
        row["status"] for row in rows
    ]
    text = page.all("main")[0]["text"]
    assert all(row["due_on"] in text for row in rows if row["due_on"])


@pytest.mark.parametrize("as_of", ["2025-03-10", "2026-03-20", LATER, "2029-01-01"])
def test_every_fen_of_the_cash_flow(lived: Path, run: Run, as_of: str) -> None:
    """Bars as `payments forecast` has them from then on, what waits for papers apart; paid as in the schedule."""
    page = Reader(exported(run, lived / "p.html", as_of=as_of))
    by = next(
        by
        for by in ("month", "quarter", "year")
        if Words("en")(f"by.{by}") in page.all("main")[0]["text"]
    )
    periods = do(run, "payments", "forecast", "--by", by, "--as-of", as_of)["periods"]
    words = Words("en")
    last = {
        kind: fen((page.labelled(words(f"page.cash-{kind}")) or ["0.00"])[-1].replace(",", ""))
        for kind in CASH
    }
    assert last["certain"] == sum(fen(each["certain"]) for each in periods)
    assert last["provisional"] + last["waiting"] == sum(
        fen(each["provisional"]) for each in periods
    )
    assert last["contingent"] == sum(fen(each["contingent"]) for each in periods)
    schedule = do(run, "payments", "schedule", "--as-of", as_of)
    waiting = sum(
        fen(row["outstanding"]) for row in schedule["instalments"] if row["status"] == "waiting"
    )
    assert last["waiting"] == waiting
    assert last["paid"] == sum(fen(row["paid"]) for row in schedule["instalments"])
    assert {each["period"] for each in periods} <= {
        each["text"] for each in page.all("th", role="rowheader")
    }


def test_money_that_came_back_in_a_later_period(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """It stands below nought in the period in which it came; the bars go on, the sum is what was paid."""
    for line in (
        "payments record Y1-advance --amount 203000 --on 2025-03-20 --ref 1 --confirm-account",
        "payments refund zyfy-his-2025#2 --amount 3000 --on 2025-08-01",
    ):
        assert run(*line.split())[0] == 0
    page = Reader(exported(run, tmp_path / "p.html"))
    assert [each for each in page.labelled("paid") if each] == [
        "203,000.00",
        "-3,000.00",
        "200,000.00",
    ]


def test_damages_with_their_caps(lived: Path, run: Run) -> None:
    """Each line with its article, its arithmetic, and what is used and left of the cap that it shares."""
    page = Reader(exported(run, lived / "p.html"))
    lines = do(run, "damages", "assess", "--as-of", LATER)["lines"]
    ids = [each["text"] for each in page.all("span", class_="muted") if each["within"][-1] == "h4"]
    assert ids == [line["id"].partition(":")[2] for line in lines]
    text = page.all("main")[0]["text"]
    assert text.count("Cap of the whole contract 43,500.00, used 43,500.00, left 0.00.") == 4
    for line in lines:
        assert line["article"] in text
        _, out, _ = run("explain", line["id"], "--as-of", LATER)
        assert all(step.partition(". ")[2] in text for step in out.splitlines()[1:])


def test_how_a_cap_is_used(lived: Path) -> None:
    """A waived sum stays used, unless the contract gives it back; each breach has its own cap where it says so."""

    def use(lines: list[Line]) -> list[tuple[int, int, int] | None]:
        found = [cap_use(line, lines) for line in lines]
        return [each and (each.cap_fen, each.used_fen, each.left_fen) for each in found]

    def under(**changes: Any) -> list[Line]:
        caps = [line.rule.cap and line.rule.cap._replace(**changes) for line in lines]
        return [
            line._replace(rule=line.rule._replace(cap=cap))
            for line, cap in zip(lines, caps, strict=True)
        ]

    lines = assess(read_case(desk_from(as_of=date.fromisoformat(LATER))).sight)
    assert use(lines) == [(43500_00, 43500_00, 0)] * 4 + [None]
    assert use(under(waiver_returns=True)) == [(43500_00, 43000_00, 500_00)] * 4 + [None]
    assert use(under(pool="breach")) == [
        (43500_00, 43500_00, 0),
        *[(43500_00, 0, 43500_00)] * 3,
        None,
    ]
    lines = [line._replace(amount_fen=0) for line in lines]
    assert use(lines) == [(43500_00, 500_00, 43000_00)] * 4 + [None]


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_other_exports_are_their_tables(lived: Path, run: Run, kind: str, lang: str) -> None:
    """Each row and cell as in the CSV, sums with their thousands, totals of the money columns."""
    _, out, _ = run("export", kind, "--as-of", LATER, "--lang", lang, "--format", "csv")
    rows = [row for row in csv.reader(io.StringIO(out)) if not row[0].startswith("#")][1:]
    rows = [[cell.strip("\t") for cell in row] for row in rows]
    page = Reader(exported(run, lived / "p.html", kind, "--lang", lang))
    cells = [
        each["text"].strip() for each in page.all("td", role="cell") if "tbody" in each["within"]
    ]
    wanted = [cell.removeprefix("'") or "-" for row in rows for cell in row]
    assert [cell.replace(",", "") for cell in cells] == [cell.replace(",", "") for cell in wanted]
    if kind == "payments":
        assert page.labelled(Words(lang)("column.sum"))[-1] == "253,000.00"


def test_an_account_that_was_rejected_is_marked(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Once the finding is settled the other account is still told, as one not to be used."""
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"%PDF-1.4")
    settle = "contract findings settle payee-account --value 1 --on 2025-03-10 --doc 1 --file"
    assert run(*settle.split(), paper)[0] == 0
    page = Reader(exported(run, tmp_path / "p.html", "schedule", "--lang", "zh"))
    told = [each["text"] for each in page.all("div") if "dl" in each["within"]]
    assert [text.split("柳州银行")[0].strip() for text in told if "7070 2015 2070" in text] == [
        "经核实不用的账户"
    ]
    assert [text.split("柳州银行")[0].strip() for text in told if "7070 2015 2010" in text] == [
        "收款账户"
    ]


def test_how_far_a_day_is_moved_before_days_are_counted(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The money kept back comes a year and 15 working days after the certificate, not 15 days after."""
    assert run("contract", "import", EXAMPLE)[0] == 0
    page = exported(run, tmp_path / "p.html", "schedule", "--lang", "zh")
    assert "签收满 1 年后 15 个工作日内（第六条第四款）" in page


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_twice(lived: Path, run: Run, kind: str) -> None:
    """By the same store, --as-of and language."""
    assert exported(run, lived / "a.html", kind) == exported(run, lived / "b.html", kind)


def test_names_are_text_and_nothing_else(run: Run, tmp_path: Path, demo_store: Path) -> None:
    """A title, a party, a reason and a reference that would be code stay what they are, in every export."""
    text = EXAMPLE.read_text(encoding="utf-8").replace("示例市数据资源中心", NASTY_TOML)
    text = text.replace('zh = "示例市数据共享平台建设与运行服务项目"', f'zh = "{NASTY_TOML}"')
    (tmp_path / "nasty.toml").write_text(text, encoding="utf-8")
    code, _, err = run("contract", "import", tmp_path / "nasty.toml")
    assert code == 0, err
    pay = (
        "payments",
        "record",
        "zyfy-his-2025:Y1-advance",
        "--amount",
        "1000",
        "--on",
        "2025-03-20",
    )
    code, _, err = run(*pay, "--ref", NASTY, "--note", NASTY, "--confirm-account")
    assert code == 0, err
    for kind in KINDS:
        page = exported(run, tmp_path / "p.html", kind, "--lang", "zh")
        assert "<script" not in page
        assert kind in ("damages", "obligations") or NASTY in Reader(page).all("main")[0]["text"]


def test_every_contract_has_its_section(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Several contracts stand one below the other with a list of them; --contract chooses one; none is said."""
    assert run("contract", "import", EXAMPLE)[0] == 0
    page = Reader(exported(run, tmp_path / "p.html"))
    assert len(page.all("article")) == 2
    marks = [
        each for each in page.all("svg") if each.get("overflow") == "visible" and "class" in each
    ]
    assert len(marks) == len(do(run, "payments", "schedule", "--as-of", LATER)["instalments"])
    targets = {each["href"] for each in page.all("a")}
    assert targets == {"#" + each["id"] for each in page.all("article")}
    ids = [each["id"] for each in page.elements if each.get("id")]
    assert len(ids) == len(set(ids))
    page = Reader(
        exported(run, tmp_path / "p.html", "schedule", "--contract", "example-milestones")
    )
    assert (len(page.all("article")), page.all("nav")) == (1, [])
    assert "Nothing to list" in exported(run, tmp_path / "p.html", as_of="2020-01-01")


def long_contract(folder: Path, years: int) -> Path:
    """A contract of so many years, paid in quarters, the last of them long after the year."""
    text = f"""
format = 1
id = "long"
title = "保洁服务"
currency = "CNY"
calendar = "CN"
signed_on = 2024-01-31
price = {{ total = "{years * 1000}.00", per_year = "1000.00", article = "1" }}
term = {{ years = {years}, starts = "signing", article = "2" }}
parties = [{{ role = "purchaser", name = "甲" }}, {{ role = "supplier", name = "乙" }}]
"""
    for quarter in range(1, 5):
        plus = f', plus = "{(3, 6, 24)[quarter - 2]} months"' if quarter > 1 else ""
        text += f"""
[[instalments]]
key = "q{quarter}"
title = "第{quarter}季"
share = "25%"
due = {{ days = 10, unit = "working-day", after = "signing"{plus} }}
article = "3"
"""
    path = folder / "long.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("years", [1, 10])
def test_contracts_of_any_length(run: Run, demo_store: Path, tmp_path: Path, years: int) -> None:
    """One year or ten: every mark within the picture, no more labels than there is room for, no more bars either."""
    long = long_contract(tmp_path, years)
    assert run("contract", "import", long)[0] == 0
    page = Reader(exported(run, tmp_path / "p.html", "schedule", "--contract", "long"))
    places = [float(value.removesuffix("%")) for each in page.elements for key, value in each.items()
              if key in ("x", "x1", "cx") and str(value).endswith("%")]  # fmt: skip
    assert min(places) >= 0
    assert max(places) <= 100
    assert len([each for each in page.elements if each["tag"] == "text"]) <= 8 + 1 + years
    assert 0 < len(page.all("svg", class_="bars")) <= 16
    assert len(page.all("details", class_="fold")) == 4 * years


def test_a_page_is_a_file(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Without -o nothing is written to the screen; a folder that is not there is said in a line."""
    for kind in KINDS:
        code, out, err = run("export", kind, "--format", "html")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert "-o FILE.html" in err
    code, out, err = run("export", "schedule", "-o", tmp_path / "missing" / "p.html")
    assert (code, out, err.count("\n")) == (2, "", 1)


# -- what people see ---------------------------------------------------------------------------------------

needs_browser = pytest.mark.skipif(
    browser.installed() is None, reason="no Chromium (or Chrome) on the path"
)
WIDTHS = (1280, 768, 375)
BOXES = """
(() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest('.hidden, thead')?.getBoundingClientRect().width <= 1) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects())
      if (box.width && box.height) found.push([node.data.trim(), box.left, box.top, box.right, box.bottom]);
  }
  return found;
})()
"""
CONTRASTS = """
(() => {
  const part = c => { const v = c / 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 };
  const light = c => 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  const colour = text => { const c = text.match(/[0-9.]+/g).map(Number); return c.length < 4 || c[3] ? c : null };
  const named = name => {
    const probe = document.createElement('i');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const found = colour(getComputedStyle(probe).color);
    probe.remove();
    return found;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = colour(getComputedStyle(at).backgroundColor);
      if (found) return [found];
    }
    return [[255, 255, 255]];
  };
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const grounds = [named('--card'), named('--stripe')];
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim()) continue;
    const svg = element.closest('svg');
    const ink = colour(getComputedStyle(element)[svg ? 'fill' : 'color']);
    for (const ground of svg ? grounds : behind(element)) {
      const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
      found.push([(a + 0.05) / (b + 0.05), element.outerHTML.slice(0, 80)]);
    }
  }
  return found;
})()
"""


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


def overlaps(boxes: list[list[Any]]) -> list[tuple[str, str]]:
    """The texts that stand on one another by more than a pixel each way."""
    found = []
    boxes = sorted(boxes, key=lambda box: box[2])
    for at, (text, left, _, right, bottom) in enumerate(boxes):
        for other, left2, top2, right2, _ in boxes[at + 1 :]:
            if top2 >= bottom - 2:
                break
            if min(right, right2) - max(left, left2) > 1:
                found.append((text, other))
    return found


@needs_browser
@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_as_people_see_it(
    lived: Path, run: Run, tab: browser.Tab, lang: str, width: int, dark: bool
) -> None:
    """Nothing said on the console, nothing fetched, nothing wider than the screen, no text on another, all legible."""
    assert run("contract", "import", EXAMPLE)[0] == 0
    for kind in KINDS:
        path = lived / f"{kind}.html"
        exported(run, path, kind, "--lang", lang)
        tab.complaints.clear()
        tab.asked_for.clear()
        tab.open(path, width, dark)
        assert tab.complaints == []
        assert tab.asked_for == [path.as_uri()]
        assert tab.run(
            "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
        )
        tab.run("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert overlaps(tab.run(BOXES)) == []
        poor = [each for each in tab.run(CONTRASTS) if each[0] < 4.5]
        assert poor == []
        assert tab.run("matchMedia('(prefers-color-scheme: dark)').matches") is dark


@needs_browser
def test_without_a_mouse(lived: Path, run: Run, tab: browser.Tab) -> None:
    """Tab reaches everything that unfolds, with a ring around it that can be seen; Enter unfolds it."""
    exported(run, lived / "p.html")
    tab.open(lived / "p.html", 1280)
    count = tab.run("document.querySelectorAll('summary').length")
    assert count == 11
    for at in range(count):
        tab.press("Tab")
        assert tab.run("document.activeElement.tagName") == "SUMMARY"
        assert tab.run(f"document.activeElement === document.querySelectorAll('summary')[{at}]")
        assert tab.run("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2
        tab.press("Enter")
        assert tab.run("document.activeElement.parentElement.open")


@needs_browser
def test_on_paper(lived: Path, run: Run, tab: browser.Tab) -> None:
    """Light colours, and every step printed although none was unfolded; A4."""
    exported(run, lived / "p.html")
    tab.open(lived / "p.html", 760, dark=True)
    tab.ask(
        "Emulation.setEmulatedMedia",
        media="print",
        features=[{"name": "prefers-color-scheme", "value": "dark"}],
    )
    assert tab.run("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    heights = tab.run(
        "[...document.querySelectorAll('details li')].map(each => each.getBoundingClientRect().height)"
    )
    assert len(heights) > 40
    assert min(heights) > 5
    assert overlaps(tab.run(BOXES)) == []
    tab.printed(lived / "p.pdf")
    sizes = set(re.findall(rb"/MediaBox \[([0-9. ]+)\]", (lived / "p.pdf").read_bytes()))
    assert {tuple(round(float(part)) for part in size.split()) for size in sizes} == {
        (0, 0, 595, 842)
    }
