"""Every command that reads answers of every contract that the tests know: no stumble, no gap in a sentence."""

import json
import re
from pathlib import Path

import pytest

from arithmetic import half_up, products
from conftest import Run
from svcctl import workspace

FILES = sorted((Path(__file__).parent / "real").glob("*.toml"))
FILES += sorted(workspace.shipped("contracts").glob("*.toml"))
READING = """
contract show
contract list
contract findings
contract readings
contract law
contract coverage
damages what-if late-payment --days 40 --amount 200000
payments due
payments due --role supplier
payments schedule
payments forecast --by month
payments plan --by quarter
reports status
damages assess
obligations list
guarantee list
assessment list
invoice list
breach list
audit log
audit late
export schedule --format csv
export obligations --format csv
export service --format csv
""".strip().splitlines()
ROWS = ["explain {name}", "payments checklist {name}", "payments request {name} -o {folder}/a.docx"]
PAPERS = """
letter reconcile -o {folder}/b.docx
letter hand-over -o {folder}/c.docx
letter ask-reports -o {folder}/d.docx
export schedule -o {folder}/e.xlsx
export schedule -o {folder}/f.html
export schedule -o {folder}/g.ics
export schedule --format ocds -o {folder}/h.json
export audit-pack -o {folder}/i.zip
""".strip().splitlines()
DAYS = [("2024-12-31", "zh"), ("2025-09-30", "zh"), ("2025-09-30", "en"), ("2028-06-01", "zh")]
# a place left open, nothing where something should stand, a key instead of its word
GAP = re.compile(r"\{[a-z_]+[}:]|\bNone\b|\[object|(?<![\w.-])[a-z]+\.[a-z-]+\.[a-z-]+(?![\w./-])")

HAN = r"[\u4e00-\u9fff]"
# a count stands between blanks or between none (第1年, 3月), and words that go on have none
CRAMPED = re.compile(rf"(?!第){HAN}\d[\d,.]* {HAN}|{HAN} \d[\d,.]*{HAN}|[后前内起于至满每] {HAN}")


def false_products(text: str) -> list[str]:
    """Calculations in a text that do not come to what they claim."""
    return [
        f"{written} = {claimed}"
        for line in text.splitlines()
        for written, worth, claimed in products(line)
        if half_up(worth) != claimed
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_command_reads_every_contract(
    path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In both languages, before the term, in it and behind it; what is refused is refused in words.

    Of four days each contract is asked of two, by turns, the shipped ones and the largest of all four.
    """
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    assert run("init", path)[0] == 0
    whole = path.parent.name == "contracts" or path.stem == "everything"
    for as_of, lang in DAYS if whole else DAYS[FILES.index(path) % 2 :: 2]:
        for line in READING:
            words = [*line.split(), "--as-of", as_of, "--lang", lang]
            code, out, err = run(*words)
            unsigned = as_of < "2026" and path.stem == "example-milestones"
            refusable = unsigned or as_of == "2024-12-31" or "what-if" in line
            assert code < 2 or (code == 2 and refusable), (words, err)
            assert not GAP.search(out), (words, GAP.search(out))
            assert not CRAMPED.search(out), (words, CRAMPED.search(out))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_and_paper_of_every_contract(
    path: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps, checklists, letters and files of the first and the last instalment, or a refusal in words."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    assert run("init", path)[0] == 0
    rows = json.loads(run("payments", "schedule", "--format", "json")[1])["instalments"]
    asked = [line.format(folder=tmp_path) for line in PAPERS]
    for name in {row["id"].split(":")[-1] for row in (rows[0], rows[-1])}:
        asked += [line.format(name=name, folder=tmp_path) for line in ROWS]
    for words in map(str.split, asked):
        code, out, err = run(*words, "--as-of", "2025-12-20", "--lang", "zh")
        assert code <= 2, (words, err)
        assert not GAP.search(out), (words, GAP.search(out))
        assert not CRAMPED.search(out), (words, CRAMPED.search(out))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("25-property", ["服务期限：2025-01-12 至 2026-01-11（第三条）", "  可续签至 2027-01-11",
                         "  各期金额：Y1-Q1-fee 至 Y1-Q4-fee 每期 105,000.00 元；Y2-Q1-fee 至 Y3-Q4-fee 每期 105,000.00 元（如续签）"]),
        ("09-dispatch", ["最高限价：3,050,456.64 元，按实结算（第二条）"]),
        ("everything", ["最高限价：100,000.00 元，按实结算（第二条）", "  单价：保安 4000.00 元/人月，暂估数量 24",
                        "  下浮率：0.35%", "款项：留存款 付还 月服务费 的预留款，服务期限届满后 10 个工作日内（第四条）"]),
    ],
)  # fmt: skip
def test_the_page_of_a_contract_tells_its_terms(
    name: str, told: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Term, renewals, unit prices, what is kept, and the rows worked out in yuan."""
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "s.db"))
    assert run("init", Path(__file__).parent / "real" / f"{name}.toml")[0] == 0
    lines = run("contract", "show", "--lang", "zh")[1].splitlines()
    assert [line for line in told if line not in lines] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("25-property", "  物业费：Y1-Q1-fee 至 Y1-Q4-fee 每期 105,000.00 元；Y2-Q1-fee 至 Y3-Q4-fee 每期 105,000.00 元（如续签）"),
        ("09-dispatch", "  服务费：Y1-M01-fee 至 Y1-M12-fee 每期 254,204.72 元"),  # 3,050,456.64 / 12
    ],
)  # fmt: skip
def test_check_prints_the_rows_in_yuan(name: str, told: str, run: Run) -> None:
    """A right file says what its instalments come to, before anything is imported."""
    path = Path(__file__).parent / "real" / f"{name}.toml"
    code, out, _ = run("contract", "check", path, "--lang", "zh")
    assert (code, told in out.splitlines()) == (0, True), out
