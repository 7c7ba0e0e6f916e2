"""What office programs make of it: workbooks and letters as LibreOffice prints them, where it is at hand."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]
pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice and poppler are not at hand",
)
A4 = (595, 842)  # points
SHIPPED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"


@pytest.fixture
def printed(tmp_path: Path) -> Callable[[Path], tuple[list[str], list[tuple[int, int]]]]:
    """A document as PDF: the text of its pages and their sizes; LibreOffice has to convert it without a word."""

    def convert(path: Path) -> tuple[list[str], list[tuple[int, int]]]:
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=180)
        said = [
            line for line in (done.stdout + done.stderr).splitlines() if "java" not in line
        ]  # Calc needs none
        assert [line for line in said if "warn" in line.lower() or "error" in line.lower()] == []
        pdf = str(path.with_suffix(".pdf"))
        text = subprocess.run(
            ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        info = subprocess.run(
            ["pdfinfo", "-l", "99", pdf], check=True, capture_output=True, encoding="utf-8"
        ).stdout
        sizes = [
            line.split()[3:6:2]
            for line in info.splitlines()
            if "size:" in line and line.startswith("Page ")
        ]
        pages = text.split("\f")[:-1]
        return pages, [(round(float(width)), round(float(height))) for width, height in sizes]

    return convert


@pytest.mark.parametrize(
    "noun", ["schedule", "payments", "damages", "obligations", "journal", "service"]
)
def test_a_workbook_prints_on_a4_landscape(
    noun: str, demo_store: Path, run: Run, tmp_path: Path,
    printed: Callable[[Path], tuple[list[str], list[tuple[int, int]]]],
) -> None:  # fmt: skip
    """No page but A4 across, the headings on each page of the table, the whole title and foot, no ####."""
    code, _, err = run("payments", "record", "Y1-advance", "--amount", "100000", "--on", "2025-04-01", "--ref", "F1",
                       "--confirm-account")  # fmt: skip
    assert code == 0, err
    path = tmp_path / f"{noun}.xlsx"
    code, _, err = run("export", noun, "-o", str(path), "--as-of", "2026-06-01")
    assert code == 0, err
    pages, sizes = printed(path)
    text = "\n".join(pages)
    assert set(sizes) == {(A4[1], A4[0])}
    assert len(pages) <= (8 if noun == "service" else 6)  # the record has four sheets
    assert "###" not in text
    for part in ("制表人", "复核人", "审批人", "svcctl"):
        assert part in text, part
    assert ("单位：元" in text) is (
        noun in ("schedule", "payments", "damages")
    )  # where there are sums


def test_a_schedule_prints_on_one_page_across(
    demo_store: Path, run: Run, tmp_path: Path,
    printed: Callable[[Path], tuple[list[str], list[tuple[int, int]]]],
) -> None:  # fmt: skip
    """Title, contract, rows, total and signatures of six instalments on the first; what is folded on none."""
    path = tmp_path / "s.xlsx"
    code, _, err = run("export", "schedule", "-o", str(path), "--as-of", "2026-06-01")
    assert code == 0, err
    pages, _ = printed(path)
    for part in ("付款计划表", "供应商：柳州中联科技有限责任公司", "编制单位：资源县妇幼保健院", "款项", "凭证号",
                 "合计", "870,000.00", "审批人", "svcctl"):  # fmt: skip
        assert part in pages[0], part
    assert not any("登记时间" in page for page in pages)
    assert "期限计算过程" not in pages[0]
    assert (
        "依据：合同第七条" in pages[1]
    )  # the next sheet begins here: the table has no second page


@pytest.mark.parametrize("letter", [("payments", "request", "Y1-balance"), ("letter", "reminder", "Y1-advance", "--role", "supplier"),
                                    ("letter", "hand-over"), ("letter", "working-paper", "Y1-advance")])  # fmt: skip
def test_a_letter_prints_on_a4(
    letter: tuple[str, ...], demo_store: Path, run: Run, tmp_path: Path,
    printed: Callable[[Path], tuple[list[str], list[tuple[int, int]]]],
) -> None:  # fmt: skip
    """On two pages at most, its foot on each."""
    code, _, err = run("reports", "receive", "--all", "--year", "1", "--on", "2026-04-08")
    assert code == 0, err
    path = tmp_path / "letter.docx"
    code, _, err = run(*letter, "-o", str(path), "--as-of", "2026-04-15")
    assert code == 0, err
    pages, sizes = printed(path)
    assert set(sizes) == {A4}
    assert len(pages) <= 2
    assert all("zyfy-his-2025@" in page for page in pages)


@pytest.fixture
def first(demo_store: Path, run: Run) -> tuple[str, str]:
    """The first instalment of all; no paper is on file."""
    return "Y1-advance", "2025-03-12"


@pytest.fixture
def last(run: Run, tmp_path: Path) -> tuple[str, str]:
    """The last balance of a contract that began in 2022: all before it paid, a part of it disputed and settled."""
    text = SHIPPED.read_text("utf-8")
    text = text.replace("2025-03-05", "2022-03-04").replace("2025-03-03", "2022-03-02")
    (tmp_path / "c.toml").write_text(text, "utf-8")
    lines = [f"init {tmp_path / 'c.toml'}"]
    for year in (1, 2, 3):
        pay = (
            f"payments record Y{year}-{{}} --amount {{}} --on {{}}-03-20 --ref F --confirm-account"
        )
        lines.append(pay.format("advance", 203000, 2021 + year))
        lines.append(f"reports receive --all --year {year} --on {2022 + year}-03-10")
        lines.append(pay.format("balance", 87000, 2022 + year))
    lines[-1] = "dispute open Y3-balance --amount 8000 --on 2025-03-11"
    lines.append("dispute settle Y3-balance --amount 2000 --on 2025-03-12")
    lines.append(
        "invoice add 25452000000012345678 --amount 87000 --rate 6% --on 2025-03-12 --for Y3-balance"
    )
    for line in lines:
        code, _, err = run(*line.split())
        assert code == 0, err
    return "Y3-balance", "2025-03-13"


@pytest.mark.parametrize("instalment", ["first", "last"])
def test_an_application_to_pay_is_one_sheet(
    instalment: str, run: Run, tmp_path: Path, request: pytest.FixtureRequest,
    printed: Callable[[Path], tuple[list[str], list[tuple[int, int]]]],
) -> None:  # fmt: skip
    """All that is filled in and signed on the first page; findings and steps on a second, as an annex."""
    name, day = request.getfixturevalue(instalment)
    path = tmp_path / "form.docx"
    code, _, err = run("payments", "request", name, "-o", str(path), "--as-of", day)
    assert code == 0, err
    pages, sizes = printed(path)
    assert sizes == [A4, A4]
    form, annex = pages
    for part in (
        "付款申请单",
        "付款凭证号",
        "经办人",
        "部门负责人",
        "财务负责人",
        "复核人",
        "单位负责人",
    ):
        assert part in form, part
    assert ("期限计算过程" in form, "期限计算过程" in annex) == (False, True)
    assert annex.strip().startswith("付款申请单附页")
    asked = {"first": "203,000.00", "last": "81,000.00"}[
        instalment
    ]  # of 8,000 disputed 2,000 are owed
    assert f"￥{asked}" in form.replace(" ", "")
