"""Pages on paper: where they break, what stands on a page alone, how many sheets there are."""

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

import browser
from test_html import EXAMPLE, Reader, do, exported

Run = Callable[..., tuple[int, str, str]]
SHIPPED = EXAMPLE.with_name("zyfy-his-2025.toml")
needs_paper = pytest.mark.skipif(
    not (browser.installed() and shutil.which("pdftotext")),
    reason="a browser and poppler are not at hand",
)
FIRST = {  # what has to stand below a heading, on the same page
    "合同概况": "870,000.00",
    "不一致事项": "柳州银行",
    "付款时间轴": "第1年首期款",
    "用款情况": "2025年第一季度",
    "各期款项": "Y1-advance",
    "违约金": "甲方或有违约金",
    "期限计算过程": "第1年首期款",
}


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[browser.Tab]:
    with browser.browser(tmp_path_factory.mktemp("browser")) as found:
        yield found


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, without blanks."""
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    return [re.sub("[ \t]", "", page) for page in text.split("\f")[:-1]]


@needs_paper
def test_a_page_ends_nowhere_badly(
    demo_store: Path, run: Run, tab: browser.Tab, tmp_path: Path
) -> None:
    """However far down a heading comes, what it stands over begins on the same page; a table has one total."""
    paid = "payments record Y1-advance --amount 203000 --on 2025-03-25 --ref F1 --confirm-account"
    do(run, *paid.split())
    do(run, "reports", "receive", "--all", "--year", "1", "--on", "2026-04-08")
    exported(run, tmp_path / "p.html", "schedule", "--lang", "zh")
    tab.open(tmp_path / "p.html", 760)
    tab.run("document.querySelector('main').insertAdjacentHTML('afterbegin', '<div></div>')")
    for down in range(0, 1000, 40):  # pixels: a page of A4 has about so many
        tab.run(f"document.querySelector('main > div').style.height = '{down}px'")
        tab.printed(tmp_path / "p.pdf")
        pages = pages_of(tmp_path / "p.pdf")
        for heading, below in FIRST.items():
            parts = [re.split(f"(?m)^{heading}(?:按季)?$", page) for page in pages]
            [after] = [part for _, *more in parts for part in more]
            assert below in after, (down, heading)
        lines = [line for page in pages for line in page.splitlines()]
        assert sum(line.startswith("合计") for line in lines) == 2, down


@pytest.fixture
def three(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """A contract whose file is closed, one ended early, one that runs."""
    paid = "payments record Y1-advance --amount 203000 --on 2025-03-25 --ref F1 --confirm-account"
    do(run, *paid.split())
    closed = "contract close --override --reason done --on 2026-05-20"
    do(run, *closed.split())
    do(run, "contract", "import", EXAMPLE)
    ended = "contract terminate --contract example-milestones --on 2026-05-01 --reason agreed"
    do(run, *ended.split())
    text = SHIPPED.read_text("utf-8").replace('id = "zyfy-his-2025"', 'id = "third"')
    (tmp_path / "third.toml").write_text(text, "utf-8")
    do(run, "contract", "import", tmp_path / "third.toml")


def listed(page: Reader) -> dict[str, list[str]]:
    """The rows of the list of contracts by their ids."""
    cells = [
        each["text"].split() for each in page.elements if "nav" in each["within"] and each["tag"] in ("th", "td")
    ]  # fmt: skip
    rows = [
        [part for cell in cells[at : at + 7] for part in cell] for at in range(0, len(cells), 7)
    ]
    return {row[1]: row[2:] for row in rows[1:-1]} | {"total": rows[-1][1:]}


def test_a_list_of_contracts_tells_states_and_sums(three: None, run: Run, tmp_path: Path) -> None:
    """What is agreed, paid, outstanding, payable and overdue of each and of all; a state beside each heading."""
    text = exported(run, tmp_path / "p.html", "schedule", "--lang", "zh")
    page = Reader(text)
    rows = listed(page)
    assert rows["zyfy-his-2025"][:4] == ["已结案", "870,000.00", "203,000.00", "667,000.00"]
    assert rows["third"][:4] == ["履行中", "870,000.00", "0.00", "870,000.00"]
    assert rows["example-milestones"][0] == "已解除"
    of_all = zip(*(row[1:] for key, row in rows.items() if key != "total"), strict=True)
    fen = [sum(int(re.sub("[,.]", "", each)) for each in column) for column in of_all]
    assert [int(re.sub("[,.]", "", each)) for each in rows["total"]] == fen
    assert fen[4] > 0
    states = [each["text"] for each in page.all("h2")[:-1]]
    assert [text.split()[-1] for text in states] == ["已解除", "third", "已结案"]
    page = Reader(
        exported(run, tmp_path / "p.html", "schedule", "--lang", "zh", as_of="2028-03-05")
    )
    assert listed(page)["third"][0] == "履行中"
    page = Reader(
        exported(run, tmp_path / "p.html", "schedule", "--lang", "zh", as_of="2028-03-06")
    )
    assert listed(page)["third"][0] == "已到期"


@needs_paper
def test_the_list_of_contracts_is_printed(
    three: None, run: Run, tab: browser.Tab, tmp_path: Path
) -> None:
    """On a first page of its own, before the first contract."""
    exported(run, tmp_path / "p.html", "schedule", "--lang", "zh")
    tab.open(tmp_path / "p.html", 760)
    tab.printed(tmp_path / "p.pdf")
    first, second, *_ = pages_of(tmp_path / "p.pdf")
    assert {"履行中", "已解除", "已结案"} <= set(re.findall("履行中|已解除|已结案", first))
    assert ("合同概况" in first, "合同概况" in second) == (False, True)


@needs_paper
@pytest.mark.parametrize("contracts", [1, 3])
def test_the_head_page_of_a_pack_is_one_sheet(
    contracts: int, run: Run, tab: browser.Tab, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """With room to sign and to stamp, and the last line that says how to check."""
    request.getfixturevalue("three" if contracts == 3 else "demo_store")
    do(run, "export", "audit-pack", "-o", tmp_path / "p.zip", "--as-of", "2026-06-01")
    with ZipFile(tmp_path / "p.zip") as pack:
        pack.extract("HEAD.html", tmp_path)
    tab.open(tmp_path / "HEAD.html", 900)
    tab.printed(tmp_path / "h.pdf")
    [page] = pages_of(tmp_path / "h.pdf")
    assert page.count("@") == contracts + 2  # the heads of contracts, calendars and store
    assert page.index("制作人（签字）") < page.index("日期") < page.index("怎样核对")
    tab.ask("Emulation.setEmulatedMedia", media="print")
    heights = (
        "[...document.querySelectorAll('.sign tr')].map(e => e.getBoundingClientRect().height)"
    )
    assert min(tab.run(heights)) > 38  # a centimetre
