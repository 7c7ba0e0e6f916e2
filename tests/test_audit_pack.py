"""The auditor's pack: reproducible, checked with standard tools, and no change to it goes unseen."""

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image, ImageDraw

from profiles import examples
from svcctl.billing.refusal import Refusal
from svcctl.pack.check import check_pack
from svcctl.pack.container import READABLE, seal_block, write_pack

Run = Callable[..., tuple[int, str, str]]
MOMENT = "2040-06-01T00:00:00.000000+08:00"  # all that was recorded, whenever the tests run
AS_OF = ("--as-of", "2026-06-01", "--known-at", MOMENT)


@pytest.fixture
def pack(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    """A pack of a store with payments, reports, an invoice as XML and a notice in it."""
    paper = tmp_path / "发票.xml"
    paper.write_text("<invoice/>", encoding="utf-8")
    for args in (
        ("payments", "record", "Y1-advance", "--amount", "100000", "--on", "2025-04-01", "--ref", "F1",
         "--confirm-account", "--file", str(paper)),
        ("reports", "receive", "--all", "--year", "1", "--on", "2026-04-08"),
    ):  # fmt: skip
        code, _, err = run(*args)
        assert code == 0, err
    return packed(run, tmp_path / "资料包.zip")


def packed(run: Run, path: Path, *args: str) -> Path:
    code, _, err = run("export", "audit-pack", "-o", str(path), *(args or AS_OF))
    assert code == 0, err
    return path


def verdict(run: Run, path: Path, *args: str) -> dict[str, Any]:
    code, out, err = run("audit", "check-pack", str(path), *args, "--format", "json")
    found: dict[str, Any] = json.loads(out)
    assert code == (0 if found["ok"] else 1), err
    return found


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rebuilt(path: Path, content: dict[str, bytes]) -> Path:
    """The pack with other members, written as svcctl writes them: its zip is in order, whatever is in it."""
    with zipfile.ZipFile(path) as archive:
        stamp = datetime(*archive.infolist()[0].date_time)  # noqa: DTZ001
    made = path.with_name("rebuilt.zip")
    with made.open("wb") as file:
        write_pack(file, content.items(), stamp)
    return made


def test_the_same_bytes_for_the_same_question(pack: Path, run: Run, tmp_path: Path) -> None:
    """In any language and at any hour; another date is another pack; nothing half written is left behind."""
    again = packed(run, tmp_path / "again.zip", *AS_OF, "--lang", "en")
    assert again.read_bytes() == pack.read_bytes()
    assert (
        packed(run, tmp_path / "other.zip", "--as-of", "2026-06-02").read_bytes()
        != pack.read_bytes()
    )
    assert not list(tmp_path.glob("*.part"))


def test_sha256sum_checks_it(pack: Path, tmp_path: Path) -> None:
    """The manifest in the form that sha256sum reads; everything but itself and the head page."""
    content = members(pack)
    folder = tmp_path / "unpacked"
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(folder)
    lines = content["MANIFEST.sha256"].decode().splitlines()
    listed = {line[66:]: line[:64] for line in lines}
    assert set(listed) == set(content) - {"MANIFEST.sha256", "HEAD.html"}
    assert all(sha256(content[name]).hexdigest() == digest for name, digest in listed.items())
    if shutil.which("sha256sum"):
        subprocess.run(
            ["sha256sum", "--strict", "--quiet", "-c", "MANIFEST.sha256"], cwd=folder, check=True
        )


def test_the_chain_is_checked_by_hashing_files(pack: Path, run: Run) -> None:
    """As the read-me says: each fact's file hashes to what the next one ends with, the last to the printed head."""
    content = members(pack)
    for chain in ("zyfy-his-2025", "calendar"):
        events = [
            content[name]
            for name in sorted(content)
            if re.fullmatch(rf"journal/{chain}/\d+\.event", name)
        ]
        payloads = [
            content[name]
            for name in sorted(content)
            if re.fullmatch(rf"journal/{chain}/\d+\.payload", name)
        ]
        before = "0" * 64
        for event, payload in zip(events, payloads, strict=True):
            assert event[-67:].decode() == f'"{before}"]'
            assert json.loads(event)[-2] == sha256(payload).hexdigest()
            before = sha256(event).hexdigest()
        assert f"{chain}@{len(events)}:{before}" in content["HEAD.html"].decode()
    _, out, _ = run("audit", "verify", "--format", "json")
    assert json.loads(out)["head"] in content["HEAD.html"].decode()
    assert (
        json.loads(content["journal/zyfy-his-2025/000002.payload"].partition(b"\n")[2])["ref"]
        == "F1"
    )


def test_every_part_is_there(pack: Path, run: Run) -> None:
    """Tables that agree with the commands, papers by their digests, calendars, readings."""
    content = members(pack)
    for name in ("schedule", "payments", "damages", "obligations", "journal"):
        assert f"tables/{name}.csv" in content
        assert load_workbook(BytesIO(content[f"tables/{name}.xlsx"])).worksheets
    _, out, _ = run("export", "schedule", "--format", "csv", *AS_OF, "--lang", "zh")
    assert content["tables/schedule.csv"].decode("utf-8-sig").splitlines() == out.splitlines()
    paper = sha256(b"<invoice/>").hexdigest()
    assert content[f"evidence/{paper}.xml"] == b"<invoice/>"
    [contract] = [name for name in content if name.startswith("contracts/")]
    assert content[contract] == Path("data/contracts/zyfy-his-2025.toml").read_bytes()
    years = {each["year"]: each for each in json.loads(content["calendars/CN-GX.json"])}
    _, out, _ = run("calendar", "show", "2026", "--calendar", "CN-GX", "--format", "json")
    assert years[2026] == json.loads(out)
    assert json.loads(content["readings.json"])["zyfy-his-2025"]["later-years"]["from"] == "default"


def test_the_notices_that_were_read_are_in_it(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """With their text as it was published."""
    source = tmp_path / "n.txt"
    source.write_text(NOTICE, encoding="utf-8")
    code, _, err = run("calendar", "import", str(source))
    assert code == 0, err
    content = members(packed(run, tmp_path / "p.zip"))
    [name] = [name for name in content if name.startswith("notices/")]
    assert content[name] == source.read_bytes()


def test_which_file_is_which_paper(pack: Path, run: Run, tmp_path: Path) -> None:
    """Each file's own name, its place and digest, the fact it belongs to; also of notices, and of what was taken back."""
    notice, note = tmp_path / "通知.txt", tmp_path / "验收单.PDF"
    notice.write_text(NOTICE, encoding="utf-8")
    note.write_bytes(b"%PDF-1.4 note")
    for args in (
        ("calendar", "import", notice, "--issued-on", "2025-11-04"),
        ("evidence", "add", "Y1-balance", "--kind", "acceptance-note", "--on", "2026-04-14", "--file", note),
        ("audit", "retract", "zyfy-his-2025#5", "--reason", "wrong paper"),
    ):  # fmt: skip
        code, _, err = run(*args)
        assert code == 0, err
    content = members(packed(run, tmp_path / "p.zip"))
    text = content["evidence.csv"].decode("utf-8-sig")
    heads, *rows = [row for row in csv.reader(StringIO(text)) if not row[0].startswith("#")]
    assert heads[:4] == ["文件名", "包内位置", "SHA-256", "登记编号"]
    kept = {name for name in content if name.split("/")[0] in ("evidence", "notices", "contracts")}
    assert {row[1] for row in rows} == kept
    assert all(sha256(content[place]).hexdigest() == digest for _, place, digest, *_ in rows)
    told = {
        name: (place.split("/")[0], place[-4:], event, *rest)
        for name, place, _, event, *rest in rows
    }
    assert told["发票.xml"][:4] == ("evidence", ".xml", "zyfy-his-2025#2", "2025-04-01")
    assert told["验收单.PDF"][:4] == ("evidence", ".pdf", "zyfy-his-2025#5", "2026-04-14")
    assert (told["发票.xml"][-1], told["验收单.PDF"][-1]) == ("有效", "已撤销")
    assert "Y1-balance" in told["验收单.PDF"][-2]
    assert told["通知.txt"][0] == "notices"
    assert told["zyfy-his-2025.toml"][:3] == ("contracts", "toml", "zyfy-his-2025#1")
    assert "<code>evidence.csv</code>" in content["READ-ME.html"].decode()


def test_the_head_page_is_checked_by_a_line_of_the_read_me(pack: Path, tmp_path: Path) -> None:
    """`sed` takes the figure and the code out; what is left hashes to what HEAD.json says, and a changed page does not."""
    with zipfile.ZipFile(pack) as archive:
        archive.extractall(tmp_path)
    [lines] = re.findall(
        r'(?s)<pre class="head-page">(.*?)</pre>', (tmp_path / "READ-ME.html").read_text("utf-8")
    )
    line = unescape(lines).splitlines()[0].removeprefix("Linux:").strip()
    if not (shutil.which("sed") and shutil.which("sha256sum")):
        pytest.skip("sed and sha256sum are not at hand")
    wanted = json.loads((tmp_path / "HEAD.json").read_text("utf-8"))["head_page_sha256"]

    def hashed() -> str:
        done = subprocess.run(
            line, shell=True, cwd=tmp_path, check=True, capture_output=True, text=True
        )
        return done.stdout[:64]

    assert hashed() == wanted
    page = (tmp_path / "HEAD.html").read_text("utf-8")
    (tmp_path / "HEAD.html").write_text(page.replace("柳州中联", "柳州某某"), "utf-8")
    assert hashed() != wanted


NOTICE = """国务院办公厅关于2026年部分节假日安排的通知

国办发明电〔2025〕7号

经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。

一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。

国务院办公厅
2025年11月4日
"""


# -- days ------------------------------------------------------------------------------------------


def test_days_give_the_same_deadlines_elsewhere(pack: Path) -> None:
    """By numpy's counting with the list of days off, and by the csv's ones and noughts."""
    content = members(pack)
    book = load_workbook(BytesIO(content["days.xlsx"]), data_only=True)
    again, listed = book.worksheets
    off = [
        np.datetime64(row[0], "D")
        for row in listed.iter_rows(min_row=2, max_col=1, values_only=True)
    ]
    every_day = np.busdaycalendar(weekmask="1111111", holidays=off)
    rows = list(again.iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == [
        f"Y{year}-{key}" for year in (1, 2, 3) for key in ("advance", "balance")
    ]
    worked = {
        row[1]
        for row in csv.reader(StringIO(content["days.csv"].decode("utf-8-sig")))
        if row[3] == "1"
    }
    for _, _, _, start, days, on, *_ in rows:
        counted = np.busday_offset(
            np.datetime64(start, "D"), days, roll="backward", busdaycal=every_day
        )
        assert counted == np.datetime64(on, "D")
        between = np.arange(np.datetime64(start, "D") + 1, np.datetime64(on, "D") + 1)
        assert sum(str(day) in worked for day in between) == days


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not at hand")
def test_libreoffice_counts_the_same(pack: Path, tmp_path: Path) -> None:
    """Its own WORKDAY.INTL and NETWORKDAYS.INTL, with no value kept in the file."""
    book = load_workbook(
        BytesIO(members(pack)["days.xlsx"])
    )  # openpyxl writes formulas without their values
    path = tmp_path / "days.xlsx"
    book.save(path)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--convert-to", "csv",
         "--outdir", str(tmp_path), str(path)], check=True, capture_output=True,
    )  # fmt: skip
    rows = list(csv.reader((tmp_path / "days.csv").read_text("utf-8").splitlines()))[1:]
    assert len(rows) == 6
    for row in rows:
        assert (row[5], row[4], row[8]) == (row[6], row[7], "TRUE")


# -- the head page ---------------------------------------------------------------------------------


class Page(HTMLParser):
    """A page's drawing and its addresses."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.path, self.box, self.links = "", 0, list[str]()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [value or "" for key, value in attrs if key in ("src", "href", "action")]
        if tag == "svg":
            self.box = int((given["viewbox"] or "").split()[2])
        if tag == "path":
            self.path = given["d"] or ""
        assert tag != "script"


def test_a_telephone_reads_the_code_on_the_page(pack: Path) -> None:
    """Another program's decoder finds the manifest's digest and the heads in what is drawn."""
    page = Page(members(pack)["HEAD.html"].decode())
    assert page.links == []
    scale = 6
    image = Image.new("L", (page.box * scale, page.box * scale), 255)
    draw = ImageDraw.Draw(image)
    for x, y in re.findall(r"M(\d+) (\d+)h", page.path):
        left, top = int(x) * scale, int(y) * scale
        draw.rectangle((left, top, left + scale - 1, top + scale - 1), fill=0)
    [code] = zxingcpp.read_barcodes(image)
    digest = sha256(members(pack)["MANIFEST.sha256"]).hexdigest()
    assert code.text.split("\n")[:2] == ["svcctl", digest]
    assert code.text.split("\n")[2].startswith("zyfy-his-2025@4:")


def test_many_heads_still_fit(pack: Path) -> None:
    """Beyond what is readable the code holds the digest alone, which covers the heads."""
    heads = [f"contract-{n}@1:{n:064}" for n in range(40)]
    assert len("".join(heads)) > READABLE
    assert seal_block("a" * 64, heads) == seal_block("a" * 64, heads[1:])
    assert seal_block("a" * 64, heads[:2]) != seal_block("a" * 64, heads[:1])


def test_names_in_the_head_page_are_text(run: Run, surroundings: None, tmp_path: Path) -> None:
    """A contract's title is no markup."""
    text = Path("data/contracts/zyfy-his-2025.toml").read_text("utf-8")
    source = tmp_path / "c.toml"
    source.write_text(
        text.replace("资源县妇幼保健院医院信息系统运维项目", "<script>1</script>&"),
        encoding="utf-8",
    )
    store = ("--store", str(tmp_path / "s.db"))
    code, _, err = run("init", str(source), *store)
    assert code == 0, err
    path = packed(run, tmp_path / "p.zip", *AS_OF, *store)
    page = members(path)["HEAD.html"].decode()
    assert "&lt;script&gt;1&lt;/script&gt;&amp;" in page
    Page(page)
    assert check_pack(path).broken == ()


# -- checking --------------------------------------------------------------------------------------


def test_a_sound_pack_is_sound_and_says_what_to_hold_it_against(pack: Path, run: Run) -> None:
    """Without a store; with the digest or a head from paper; a head of earlier still holds."""
    found = verdict(run, pack, "--store", str(pack.with_name("no-such.db")))
    assert (found["ok"], found["problems"], found["rerun"]) == (True, [], True)
    digest = sha256(members(pack)["MANIFEST.sha256"]).hexdigest()
    assert found["manifest"] == digest
    earlier = json.loads(members(pack)["journal/zyfy-his-2025/000003.event"])[-1]
    noted = f"{digest}, {found['head']}, zyfy-his-2025@2:{earlier}"
    assert verdict(run, pack, "--head", noted)["ok"]
    assert verdict(
        run,
        pack,
        "--head",
        noted.upper()
        .replace("ZYFY-HIS", "zyfy-his")
        .replace("CALENDAR", "calendar")
        .replace("STORE", "store"),
    )["ok"]
    code = "\n".join(["svcctl", digest, *found["head"].split(",")])  # as a telephone reads it
    assert verdict(run, pack, "--head", code)["ok"]
    assert not verdict(run, pack, "--head", code.replace(digest, digest[::-1]))["ok"]
    for wrong in (
        "0" * 64,
        "zyfy-his-2025@2:" + "0" * 64,
        "zyfy-his-2025@9:" + "0" * 64,
        "x@1:" + "0" * 64,
    ):
        assert not verdict(run, pack, "--head", wrong)["ok"]
    code, _, err = run("audit", "check-pack", str(pack), "--head", "nonsense", "--lang", "en")
    assert (code, "nonsense" in err) == (2, True)
    _, out, _ = run("audit", "check-pack", str(pack), "--lang", "zh")
    assert "须与盖章首页核对才能发现" in out


def test_a_pack_made_anew_passes_but_for_the_paper(
    pack: Path, run: Run, tmp_path: Path, demo_original: Path
) -> None:
    """Somebody pays less in a store of their own and packs that: only the figure on paper tells."""
    paper = verdict(run, pack)["manifest"]
    other = tmp_path / "other.db"
    shutil.copy2(demo_original, other)
    forged = packed(run, tmp_path / "forged.zip", *AS_OF, "--store", str(other))
    assert verdict(run, forged)["ok"]
    assert verdict(run, forged, "--head", paper)["problems"] == [
        {"at": "MANIFEST.sha256", "what": "head"}
    ]


ZEROS = b"0" * 32 + b"<"
SIDES = ("甲方".encode(), "乙方".encode())
PARTY = ("柳州中联".encode(), "柳州某某".encode())
CHANGES: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "dropped": lambda found: {name: found[name] for name in found if name != "tables/schedule.csv"},
    "added": lambda found: found | {"tables/more.csv": b"x"},
    "changed": lambda found: found | {"tables/schedule.csv": found["tables/schedule.csv"] + b" "},
    "swapped": lambda found: found | {"days.csv": found["tables/schedule.csv"]},
    "no manifest line": lambda found: found | {"MANIFEST.sha256": found["MANIFEST.sha256"][66:]},
    "a digest on the page": lambda found: (
        found | {"HEAD.html": re.sub(rb"[0-9a-f]{32}<", ZEROS, found["HEAD.html"])}
    ),
    "a word on the page": lambda found: found | {"HEAD.html": found["HEAD.html"].replace(*SIDES)},
    "no seal": lambda found: found | {"HEAD.html": b"<html></html>"},
    "no text": lambda found: found | {"HEAD.html": b"\xff\xfe"},
    "claims": lambda found: found | {"HEAD.json": b"{}"},
    "out of the folder": lambda found: found | {"../x": b""},
    "the order": lambda found: dict(sorted(found.items(), reverse=True)) | {},
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_pack_is_told(pack: Path, run: Run, change: str) -> None:
    """Even where its zip is in order."""
    found = verdict(run, rebuilt(pack, CHANGES[change](members(pack))))
    if change == "the order":
        assert found["ok"]  # nothing in it is other than it was
    else:
        assert not found["ok"]


def remade(found: dict[str, bytes]) -> dict[str, bytes]:
    """The members with claims, manifest and page made anew over them, as a forger with svcctl's code would."""
    from svcctl.pack.container import BLOCK, with_seal

    claims = {
        key: value
        for key, value in json.loads(found["HEAD.json"]).items()
        if key != "head_page_sha256"
    }
    own = {"HEAD.json", "HEAD.html", "MANIFEST.sha256"}
    page = BLOCK.sub("<!--seal--><!--/seal-->", found["HEAD.html"].decode())
    return dict(with_seal(((name, found[name]) for name in found if name not in own), claims, page))


def with_cell(book: bytes) -> bytes:
    """A workbook with another figure in one cell, its other parts as they were."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>203000</v>", b"<v>303000</v>"))
    assert changed.getvalue().count(b"<v>303000</v>")
    return changed.getvalue()


EVENT, PAYLOAD = "journal/zyfy-his-2025/000002.event", "journal/zyfy-his-2025/000002.payload"
TABLE = "tables/schedule.csv"
FORGERIES: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "payload": lambda found: found | {PAYLOAD: found[PAYLOAD].replace(b"10000000", b"20000000")},
    "no payload": lambda found: {name: found[name] for name in found if name != PAYLOAD},
    "link": lambda found: found | {EVENT: found[EVENT].replace(b"2025-04-01", b"2025-03-01")},
    "not canonical": lambda found: found | {EVENT: found[EVENT].replace(b",", b", ", 1)},
    "not a fact": lambda found: found | {EVENT: b"[]"},
    "cut off": lambda found: {
        name: found[name] for name in found if "000004" not in name or "calendar" in name
    },
    "a chain less": lambda found: {
        name: found[name] for name in found if "journal/calendar" not in name
    },
    "evidence": lambda found: (
        found | {name: b"<other/>" for name in found if name.startswith("evidence/")}
    ),
    "no evidence": lambda found: {
        name: found[name] for name in found if not name.startswith("evidence/")
    },
    "a table": lambda found: found | {TABLE: found[TABLE].replace(b"103000.00", b"104000.00")},
    "a calendar": lambda found: found | {"calendars/CN-GX.json": b"[]\n"},
    "readings": lambda found: found | {"readings.json": b"{}\n"},
    "more evidence": lambda found: found | {"evidence/" + "0" * 64: b"x"},
    "a table more": lambda found: found | {"tables/more.csv": b"x"},
    "a payload more": lambda found: found | {"journal/other/000001.payload": b"x"},
    "no days": lambda found: {name: found[name] for name in found if name != "days.xlsx"},
    "a workbook": lambda found: found | {"tables/schedule.xlsx": found["tables/payments.xlsx"]},
    "no workbook": lambda found: found | {"tables/schedule.xlsx": b"PK"},
    "a cell": lambda found: (
        found | {"tables/schedule.xlsx": with_cell(found["tables/schedule.xlsx"])}
    ),
    "the read-me": lambda found: (
        found | {"READ-ME.html": found["READ-ME.html"].replace(b"sha256sum", b"true")}
    ),
    "a name on the page": lambda found: found | {"HEAD.html": found["HEAD.html"].replace(*SIDES)},
    "another party": lambda found: (
        found | {name: found[name].replace(*PARTY) for name in ("HEAD.html", "HEAD.json")}
    ),
    "a paper's name": lambda found: (
        found | {"evidence.csv": found["evidence.csv"].replace("发票".encode(), "收据".encode())}
    ),
    "no table of papers": lambda found: {
        name: found[name] for name in found if name != "evidence.csv"
    },
    "nested": lambda found: found | {EVENT: b"[" * 200_000},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_journal_is_told_even_with_a_new_manifest(
    pack: Path, run: Run, forgery: str
) -> None:
    """The chain and the papers it names have to agree with the heads; remade and not forged it is sound."""
    assert verdict(run, rebuilt(pack, remade(members(pack))))["ok"]
    assert not verdict(run, rebuilt(pack, remade(FORGERIES[forgery](members(pack)))))["ok"]


def test_compressed_or_twice_named_members_are_told_unread(
    pack: Path, run: Run, tmp_path: Path
) -> None:
    """A pack stores its members as they are, so that nothing in it can swell."""
    content = members(pack)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    assert verdict(run, bomb)["problems"] == [{"at": "zip", "what": "container"}]
    twice = tmp_path / "twice.zip"
    shutil.copy2(pack, twice)
    with zipfile.ZipFile(twice, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("days.csv", content["days.csv"])
    assert {"at": "days.csv", "what": "twice"} in verdict(run, twice)["problems"]


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all"])
def test_what_is_no_pack_is_refused(run: Run, tmp_path: Path, content: bytes) -> None:
    """Exit 2: neither sound nor unsound."""
    path = tmp_path / "p.zip"
    path.write_bytes(content)
    code, out, err = run("audit", "check-pack", str(path), "--lang", "en")
    assert (code, out) == (2, "")
    assert "p.zip" in err
    assert run("audit", "check-pack", str(tmp_path / "none.zip"))[0] == 2
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x", "y")
    assert "no auditor's pack" in run("audit", "check-pack", str(path), "--lang", "en")[2]


def test_a_list_of_members_that_ends_early_is_damage(run: Run, pack: Path) -> None:
    """One length in it changed so that every later member is swallowed: what is left names no manifest."""
    content = bytearray(pack.read_bytes())
    first = content.rindex(b"PK\x05\x06")
    at = int.from_bytes(content[first + 16 : first + 20], "little")
    content[at + 29] ^= 0x80  # the high byte of the length of the first member's name
    changed = pack.with_name("changed.zip")
    changed.write_bytes(content)
    assert {flaw["what"] for flaw in verdict(run, changed)["problems"]} == {"missing"}


@pytest.mark.parametrize("name", [b"MANIFEST.sha256", b"HEAD.html", b"HEAD.json"])
def test_a_pack_whose_list_of_members_is_changed_is_damaged(
    run: Run, pack: Path, name: bytes
) -> None:
    """Not "no pack": each byte of the names by which a pack is known, in the zip's own list at its end."""
    content = pack.read_bytes()
    first = content.rindex(name)
    for at in range(first, first + len(name)):
        changed = pack.with_name("changed.zip")
        changed.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        assert check_pack(changed).broken
    assert verdict(run, changed)["problems"]


def test_where_to_has_to_be_said_and_has_to_be_there(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """Nothing half done."""
    assert run("export", "audit-pack")[0] == 2
    assert run("export", "audit-pack", "-o", str(tmp_path / "no" / "p.zip"))[0] == 2
    assert (
        run("export", "audit-pack", "-o", str(tmp_path / "p.zip"), "--as-of", "2020-01-01")[0] == 2
    )
    assert not list(tmp_path.glob("*.zip*"))


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return [tmp_path_factory.mktemp("fuzz") / "damaged.zip"]


@examples(150)
@given(data=st.data())
def test_no_byte_can_be_changed_unseen(data: st.DataObject, pack: Path, kept: list[Path]) -> None:
    """Any byte of the file, headers and checksums included; cut short or made longer at either end."""
    content = bytearray(pack.read_bytes())
    how = data.draw(st.sampled_from(["flip", "flip near the end", "cut", "longer", "before"]))
    if how == "cut":
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    elif how == "longer":
        content += data.draw(st.binary(min_size=1, max_size=40))
    elif how == "before":
        content[:0] = data.draw(st.binary(min_size=1, max_size=40))
    else:
        first = 0 if how == "flip" else len(content) - 6000
        at = data.draw(st.integers(first, len(content) - 1))
        content[at] ^= data.draw(st.integers(1, 255))
    kept[0].write_bytes(content)
    if len(content) < 4:  # no zip any more
        with pytest.raises(Refusal):
            check_pack(kept[0])
    else:
        assert check_pack(kept[0]).broken


def test_another_version_does_not_work_the_tables_out_again(
    pack: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words or columns may have changed; everything else is checked, and the answer says so."""
    monkeypatch.setattr("svcctl.pack.check.__version__", "9.9.9")
    assert verdict(run, pack)["rerun"] is False
    _, out, _ = run("audit", "check-pack", str(pack), "--lang", "en")
    assert "another version" in out


def test_another_spreadsheet_library_does_not_make_a_pack_unsound(
    pack: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same cells in other bytes: the workbooks are left out and the answer says so, the csv are worked out."""
    monkeypatch.setattr("xlsxwriter.__version__", "0.0.1")
    found = verdict(run, pack)
    assert (found["ok"], found["rerun"], found["workbooks"]) == (True, True, False)
    assert "xlsxwriter" in run("audit", "check-pack", str(pack), "--lang", "en")[1]
    more = rebuilt(pack, remade(members(pack) | {"tables/more.xlsx": b"x"}))
    assert verdict(run, more)["problems"] == [{"at": "tables/more.xlsx", "what": "added"}]


def test_a_file_beside_the_pack_is_left_alone(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Whatever it is called, and nothing half written stays."""
    (tmp_path / "p.zip.part").write_text("mine")
    packed(run, tmp_path / "p.zip")
    assert (tmp_path / "p.zip.part").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.glob("*p.zip*")) == ["p.zip", "p.zip.part"]


def test_what_was_known_then_is_packed_and_worked_out_again(
    pack: Path, run: Run, tmp_path: Path
) -> None:
    """With --known-at the later facts are not in it."""
    _, out, _ = run("audit", "log", "--format", "json")
    moments = [event["recorded_at"] for event in json.loads(out)["events"]]
    early = packed(
        run, tmp_path / "early.zip", *AS_OF, "--known-at", moments[0], "--role", "supplier"
    )
    assert "journal/zyfy-his-2025/000002.event" not in members(early)
    assert verdict(run, early)["rerun"]


def test_a_damaged_manifest_is_told(pack: Path, run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(pack) as archive:
        manifest = archive.read("MANIFEST.sha256")
    content = pack.read_bytes()
    changed = tmp_path / "changed.zip"
    changed.write_bytes(content.replace(manifest, b"x" + manifest[1:]))
    assert run("audit", "check-pack", str(changed))[0] == 1


@pytest.mark.parametrize("claims", [b"[]", b"1", b"[" * 100_000])
def test_claims_that_are_no_claims_are_told(
    pack: Path, run: Run, tmp_path: Path, claims: bytes
) -> None:
    with zipfile.ZipFile(pack) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | {"HEAD.json": claims}
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    code, out, err = run("audit", "check-pack", str(changed))
    assert (code, err) == (1, "")
    assert "HEAD.json" in out


def test_a_store_that_lost_a_file_makes_no_pack(
    pack: Path, demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The guard taken off and a paper deleted: refused, and nothing is left behind."""
    connection = sqlite3.connect(demo_store)
    connection.executescript("DROP TRIGGER evidence_no_delete; DELETE FROM evidence;")
    connection.close()
    code, out, err = run("export", "audit-pack", "-o", str(tmp_path / "lost.zip"))
    assert (code, out) == (1, "")
    assert "is lost or changed" in err
    assert not list(tmp_path.glob("lost*"))
