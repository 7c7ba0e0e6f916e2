"""`store salvage`: every chain that a damage leaves alone is rescued whole, nothing false ever is, and all that is missing is named."""

import random
import shutil
import sqlite3
import sys
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from json import loads
from pathlib import Path
from typing import BinaryIO

import pytest

from conftest import Run
from damaged import DAMAGES, DAY, PAGE, WHO, Original, made, of, rescued, rows_of, trial
from svcctl import workspace
from svcctl.answers.audit import rescued_text
from svcctl.billing.position import Annotation
from svcctl.billing.refusal import Refusal
from svcctl.i18n import Words
from svcctl.store.chain import ChainRow, flaws
from svcctl.store.journal import open_journal
from svcctl.store.keeping import verified
from svcctl.store.pages import PageFile
from svcctl.store.salvage import salvage
from svcctl.store.verify import _after
from svcctl.store.wal import _sums, read_log
from test_journal import CONTRACT
from test_store_refusals import refused

PAY = ("payments", "record", "Y1-advance", "--on", "2025-03-20", "--confirm-account")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Original:
    return made(tmp_path_factory.mktemp("original") / "store.db")


def test_a_whole_store_is_rescued_whole(original: Original, tmp_path: Path) -> None:
    """Where nothing is missing the new store has the same rows, and no fact more."""
    found, rows = rescued(tmp_path, original.content)
    assert found
    assert found.whole
    assert rows == original.rows


@pytest.mark.parametrize("seed", range(10))
def test_single_damages(original: Original, tmp_path: Path, seed: int) -> None:
    """Whatever a single damage hits: chains beside it are whole, what is rescued is true, what is missing is told."""
    dice, told = random.Random(seed), Counter[str]()
    for _ in range(36):
        told.update(trial(original, tmp_path, dice))
    assert [key for key in told if key.startswith("WRONG")] == []
    assert told["chains left alone"] > 100
    assert told["damages that cost facts or files"] > 15


def test_a_check_of_a_damaged_file_ends(original: Original, tmp_path: Path) -> None:
    """Whatever stands in a row, and where a number should be: a check names it, or says that there is no way in."""
    dice, path = random.Random(5), tmp_path / "store.db"
    for _ in range(60):
        content = bytearray(original.content)
        dice.choice(DAMAGES[2:5])(content, dice)
        path.write_bytes(content)
        with suppress(Refusal):
            verified(path)
    row = ChainRow(*original.rows["event"][0])
    for number in (None, "1", b"x"):
        odd = row._replace(seq=number)  # type: ignore[arg-type]
        assert "link" in list(flaws((row, "", ""), odd))
        assert _after(odd.seq) == number


# -- the log beside the file -----------------------------------------------------------------------


@pytest.fixture
def logged(tmp_path: Path) -> Path:
    """A store whose last twelve facts stand in its log alone."""
    path, copy = tmp_path / "live.db", tmp_path / "store.db"
    made(path, chains=3, facts=4)
    journal = open_journal(path, write=True)
    for number in range(12):
        with journal.writing():
            said = Annotation(on=DAY, target="chain00#1", note=f"later {number} " * 40)
            journal.append("chain00", [said], "finance", f"2026-03-09T08:00:{number:02}.000000Z")
    for end in ("", "-wal"):
        shutil.copy(f"{path}{end}", f"{copy}{end}")
    journal.close()
    return copy


def in_order(path: Path, chain: str) -> list[int]:
    return [row[1] for row in rows_of(path)["event"] if row[0] == chain]


def test_what_stands_in_the_log(logged: Path, tmp_path: Path) -> None:
    """It is rescued with the rest, and the damaged store is not touched."""
    before = [path.read_bytes() for path in sorted(tmp_path.glob("store.db*"))]
    found = salvage(logged, tmp_path / "new.db", WHO)
    assert found
    assert found.whole
    assert in_order(tmp_path / "new.db", "chain00") == list(range(1, 17))
    assert [path.read_bytes() for path in sorted(tmp_path.glob("store.db*"))] == before


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_log(logged: Path, tmp_path: Path, seed: int) -> None:
    """It is read up to the damage, as SQLite reads it: what stands behind may never have been committed."""
    log = logged.with_name("store.db-wal")
    content, dice = bytearray(log.read_bytes()), random.Random(seed)
    at = dice.randrange(len(content)) if seed else 5
    content[at] ^= dice.randrange(1, 256)
    log.write_bytes(content)
    found = salvage(logged, tmp_path / "new.db", WHO)
    shutil.copy(logged, tmp_path / "read.db")
    shutil.copy(log, tmp_path / "read.db-wal")
    assert found
    assert found.verdict.broken == ()
    kept = in_order(tmp_path / "new.db", "chain00")
    assert kept == in_order(tmp_path / "read.db", "chain00")
    assert found.broken_log or kept == list(range(1, 17)) or at > len(content) - 3 * 4120
    if seed == 0:
        assert (found.broken_log, found.whole) == (True, False)
        # of facts that are gone without a trace at least that is on record
        assert [each.chain for each in found.verdict.rescued] == [""]
        assert "parts of the old file were gone" in rescued_text(
            found.verdict.rescued[0], Words("en")
        )


def test_a_log_of_another_byte_order(logged: Path, tmp_path: Path) -> None:
    """Sums over words of either order are understood: a log goes from one machine to another."""
    log = logged.with_name("store.db-wal")
    content = log.read_bytes()
    with log.open("rb") as file, read_log(log, PAGE) as told:
        assert file.read(4)[3] == (0x83 if sys.byteorder == "big" else 0x82)
        assert told.length > 0
    assert _sums(content[:8], True, (0, 0)) == (
        int.from_bytes(content[:4]),
        (int.from_bytes(content[4:8]) + int.from_bytes(content[:4])) & 0xFFFFFFFF,
    )


def test_a_log_of_nothing(original: Original, tmp_path: Path) -> None:
    """An empty log, one of another page size, half a header: the file alone is read."""
    path = tmp_path / "damaged.db"
    log = path.with_name("damaged.db-wal")
    for content in (b"", b"x" * 20):
        log.write_bytes(content)
        found, rows = rescued(tmp_path, original.content)
        assert found
        assert found.whole
        assert rows == original.rows
        assert log.read_bytes() == content
        assert path.exists()


# -- whole commands --------------------------------------------------------------------------------


def lost_tail(path: Path, chain: str, behind: int) -> None:
    """A store that lost the rows of a chain behind a fact; what they said is still there."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM event WHERE chain = ? AND seq > ?", (chain, behind))
    connection.close()


def on_day(patch: pytest.MonkeyPatch, day: int) -> None:
    moment = datetime.now(UTC) + timedelta(days=day)
    patch.setattr(workspace, "now", lambda: moment)


def test_a_store_is_used_after_its_rescue(
    demo_store: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was lost is on record: seals of before that cover it are no flaw, new ones hold, and heads of before miss it."""
    lives = []
    for day in (1, 2, 3):
        on_day(monkeypatch, day)
        paper = tmp_path / f"paper{day}.pdf"
        paper.write_bytes(b"%PDF-1.4 slip " + bytes([day]))
        reference = ("--ref", f"V{day}", "--file", paper, "--note", f"day {day}")
        assert run(*PAY, "--amount", "1000", *reference)[0] == 0
        lives.append(verified(demo_store).heads[CONTRACT])
    lost_tail(demo_store, CONTRACT, 2)
    on_day(monkeypatch, 3)  # sealed already: the chain grows to the sealed number before the next
    new = tmp_path / "new.db"
    code, out, _ = run("store", "salvage", "--to", new, "--format", "json")
    told = loads(out)
    assert (code, told["ok"], told["problems"]) == (1, False, [])
    [chain] = [each for each in told["chains"] if each["lost"]]
    assert (chain["chain"], chain["kept"], chain["known"]) == (CONTRACT, 2, 4)
    assert [each["event"] for each in chain["lost"]] == [f"{CONTRACT}#3", f"{CONTRACT}#4"]
    assert told["files"] == 4  # those of facts that are lost are kept too
    assert run("store", "check", "--store", new)[0] == 0
    for day in (3, 4, 5):
        on_day(monkeypatch, day)
        assert run(*PAY, "--amount", "500", "--ref", f"W{day}", "--store", new)[0] == 0
        code, out, _ = run("audit", "verify", "--store", new, "--format", "json")
        assert (code, loads(out)["doubts"]) == (0, [])
    assert run("audit", "verify", "--store", new, "--head", lives[0])[0] == 0
    assert run("audit", "verify", "--store", new, "--head", lives[2])[0] == 1
    with sqlite3.connect(new) as connection:  # a seal since then is held to what stands now
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET hash = 'x' WHERE chain = ? AND seq = 3", (CONTRACT,))
    connection.close()
    assert "seal" in run("audit", "verify", "--store", new, "--format", "json")[1]


def test_heads_since_a_rescue_are_told_apart(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Whoever verifies, and whoever reads a paper's foot, is told behind which fact heads are others."""
    heads = {head.split("@")[0]: head for head in verified(office_store).heads.values()}
    chain = next(each for each in heads if each not in ("store", "calendar"))
    length = int(heads[chain].split("@")[1].split(":")[0])
    lost_tail(office_store, chain, length - 1)
    new = tmp_path / "new.db"
    store = ("--store", new)
    said = {"zh": f"{chain} 原有 {length} 条", "en": f"of {length} facts of {chain} the first"}
    code, out, _ = run("store", "salvage", "--to", new, "--lang", "en")
    assert (code, said["en"] in out) == (1, True)
    paper = ("export", "schedule", "--format", "json", "--contract", chain, *store)
    assert "rescued (" not in run(*paper)[1]  # its head is one that was handed out
    target = ("audit", "retract", f"{chain}#{length - 1}", "--reason", "x", *store)
    code, _, err = run(*target)
    assert code == 0, err
    assert f"codes of {chain} behind #{length - 1} are not those" in run(*paper, "--lang", "en")[1]
    code, out, _ = run("audit", "verify", "--format", "json", *store)
    [told] = [each for each in loads(out)["rescued"] if each["chain"] == chain]
    assert (code, told["kept"], told["known"]) == (0, length - 1, length)
    assert told["event"].startswith("store#")
    for command in ("audit verify", "store check"):
        for language, words in said.items():
            assert words in run(*command.split(), *store, "--lang", language)[1]
    code, out, _ = run("audit", "verify", "--head", heads[chain], *store, "--lang", "en")
    assert (code, said["en"] in out) == (1, True)


def test_facts_behind_a_gap_are_told(office_store: Path, run: Run, tmp_path: Path) -> None:
    """Each by its kind and day, and what it said: so that it can be entered again."""
    chain = max(
        verified(office_store).heads.values(),
        key=lambda head: int(head.split("@")[1].split(":")[0]),
    )
    chain, _, length = chain.partition(":")[0].partition("@")
    with sqlite3.connect(office_store) as connection:
        connection.execute("DROP TRIGGER payload_no_delete")
        connection.execute("DELETE FROM payload WHERE chain = ? AND seq = 2", (chain,))
    connection.close()
    for language in ("zh", "en"):
        target = tmp_path / f"{language}.db"
        code, out, _ = run("store", "salvage", "--to", target, "--lang", language)
        assert code == 1
        assert f"{chain}#3" in out
        assert run("store", "check", "--store", target)[0] == 0
    code, out, _ = run("store", "salvage", "--to", tmp_path / "json.db", "--format", "json")
    [cut] = [each for each in loads(out)["chains"] if each["lost"]]
    assert (cut["kept"], cut["known"]) == (1, int(length))
    first, *behind = cut["lost"]
    assert first["payload"] is None
    assert all(each["payload"] and each["kind"] and each["recorded_at"] for each in behind)


def test_lost_files_are_named(office_store: Path, run: Run, tmp_path: Path) -> None:
    """A file whose bytes are gone is named with its fact; entered again it is there."""
    with sqlite3.connect(office_store) as connection:
        connection.execute("DROP TRIGGER evidence_no_delete")
        connection.execute(
            "DELETE FROM evidence WHERE digest IN (SELECT digest FROM evidence LIMIT 2)"
        )
    connection.close()
    new = tmp_path / "new.db"
    code, out, _ = run("store", "salvage", "--to", new, "--format", "json")
    told = loads(out)
    assert (code, len(told["files_lost"]), told["ok"]) == (1, 2, False)
    assert all("#" in each["at"] and each["name"] for each in told["files_lost"])
    assert run("store", "check", "--store", new)[0] == 0
    for language in ("zh", "en"):
        out = run("store", "salvage", "--to", tmp_path / f"{language}.db", "--lang", language)[1]
        assert told["files_lost"][0]["digest"] in out


@pytest.mark.parametrize("chain", ["store", "calendar"])
def test_a_chain_of_the_store_itself_is_gone(
    demo_store: Path, run: Run, tmp_path: Path, chain: str
) -> None:
    """The new store has one again: it can be read, recorded in, and is sound."""
    assert run(*PAY, "--amount", "1000", "--ref", "V1")[0] == 0
    lost_tail(demo_store, chain, 0)
    new = tmp_path / "new.db"
    assert run("store", "salvage", "--to", new)[0] == 1
    assert run("payments", "due", "--store", new)[0] == 0
    assert run(*PAY, "--amount", "500", "--ref", "V2", "--store", new)[0] == 0
    assert run("store", "check", "--store", new)[0] == 0


def test_a_lost_table_loses_what_it_held(demo_store: Path, run: Run, tmp_path: Path) -> None:
    """Without what the facts said no fact is whole; each is told by kind and day all the same."""
    with sqlite3.connect(demo_store) as connection:
        connection.execute("DROP TABLE payload")
        connection.execute("VACUUM")
    connection.close()
    code, out, _ = run("store", "salvage", "--to", tmp_path / "new.db", "--format", "json")
    told = {each["chain"]: each for each in loads(out)["chains"]}
    assert code == 1
    assert told[CONTRACT]["kept"] == 0
    assert told[CONTRACT]["lost"][0]["kind"] == "contract-imported"


def test_a_lost_index_loses_nothing(demo_store: Path, run: Run, tmp_path: Path) -> None:
    with sqlite3.connect(demo_store) as connection:
        connection.execute("DROP INDEX event_by_kind")
    connection.close()
    assert run("store", "salvage", "--to", tmp_path / "new.db")[0] == 0
    assert rows_of(tmp_path / "new.db") == rows_of(demo_store)


def test_nothing_to_rescue(tmp_path: Path, run: Run) -> None:
    """No file, a text, bytes of no meaning: refused, and no file is made."""
    target = tmp_path / "new.db"
    refused(run("store", "salvage", "--to", target), "no store")
    for content in ("付款\n".encode() * 3000, random.Random(1).randbytes(50_000), b""):
        (tmp_path / "store.db").write_bytes(content)
        for language, words in (("en", "not one sound fact"), ("zh", "没有写出文件")):
            code, out, err = run("store", "salvage", "--to", target, "--lang", language)
            assert (code, out, words in err) == (2, "", True)
    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]


def test_other_sizes_of_pages(tmp_path: Path) -> None:
    """However large the pages are; and where that number itself is damaged, as they usually are."""
    for size in (512, 1024, 8192, 65536):
        path = tmp_path / f"{size}.db"
        made(path, chains=3, facts=4)
        rows = rows_of(path)
        with sqlite3.connect(path) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute(f"PRAGMA page_size = {size}")
            connection.execute("VACUUM")
        connection.close()
        found = salvage(path, tmp_path / f"{size}-new.db", WHO)
        assert found
        assert found.whole
        assert rows_of(tmp_path / f"{size}-new.db") == rows


def test_a_damaged_page_size(original: Original, tmp_path: Path) -> None:
    for size in (b"\x20\x00", b"\x00\x00", b"\x00\x03", b"\x00\x01"):
        content = original.content[:16] + size + original.content[18:]
        found, rows = rescued(tmp_path, content)
        assert found
        assert rows == original.rows


def test_a_store_that_changes_meanwhile(
    original: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written to while it is read would be rescued in part: refused."""
    states = iter((1, 2))
    monkeypatch.setattr("svcctl.store.salvage.state_of", lambda _: next(states))
    with pytest.raises(Refusal) as refusal:
        rescued(tmp_path, original.content)
    assert refusal.value.key == "store.locked"


def test_pages_that_the_disk_does_not_give(
    original: Original, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that cannot be read is passed over and counted; the rest is rescued."""
    hit = max(original.pages["chain01"] - original.pages["chain04"])
    real = PageFile.page

    class Bad:
        def __init__(self, file: BinaryIO) -> None:
            self.file = file

        def seek(self, at: int, whence: int = 0) -> int:
            if at == hit * PAGE and not whence:
                raise OSError(5, "Input/output error")
            return self.file.seek(at, whence)

        def read(self, count: int) -> bytes:
            return self.file.read(count)

    def page(pages: PageFile, number: int) -> bytes:
        pages.file = Bad(pages.file) if not isinstance(pages.file, Bad) else pages.file
        return real(pages, number)

    monkeypatch.setattr(PageFile, "page", page)
    found, rows = rescued(tmp_path, original.content)
    assert found
    assert (found.missing_pages > 0, found.whole) == (True, False)
    assert of(rows, "event", "chain04") == of(original.rows, "event", "chain04")
