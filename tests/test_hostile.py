"""Hostile input: the smallest of each kind that once broke something, and a short run of the fuzzer."""

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from svcctl import workspace
from svcctl.almanac.notice import plain_text, read_notice
from svcctl.billing.refusal import Refusal
from svcctl.contracts.lines import DEEPEST, table_of
from svcctl.contracts.read import read_contract
from svcctl.desk.output import refuse_store
from svcctl.intake.books import read_book
from svcctl.intake.helpdesk_map import read_map
from svcctl.intake.paper_text import text_of
from svcctl.intake.profiles import read_profile

ROOT = Path(__file__).parents[1]
NESTED = "[" * 5000 + "]" * 5000
MAP = (ROOT / "data/desks/chinese-desk.toml").read_text("utf-8")


def lines_of_refusal(run: Run, *args: object) -> str:
    code, out, err = run(*args)
    assert (code, out) == (2, ""), err
    assert len(err.splitlines()) <= 2
    return err


# -- texts -----------------------------------------------------------------------------------------


def test_a_book_of_lists_in_lists_is_no_book(demo_store: Path, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "f.json"
    for text in ('{"a":' * 100_000, NESTED):
        path.write_text(text)
        assert "f.json" in lines_of_refusal(run, "compare", "facts", path)


@pytest.mark.parametrize(
    "text", [f"source = {NESTED}", f"{'a.' * (DEEPEST + 1)}a = 1", "a = " + "9" * 5000]
)
def test_a_map_or_a_profile_that_is_too_deep_is_refused_by_its_line(text: str) -> None:
    with pytest.raises(ValueError):
        table_of(text)
    with pytest.raises(Refusal, match=r"desk-map\.syntax"):
        read_map("m", "m.toml", text)
    with pytest.raises(Refusal, match=r"profile\.syntax"):
        read_profile("p", "p.toml", text, {})


def test_a_unit_that_is_a_list_is_no_unit() -> None:
    with pytest.raises(Refusal, match=r"desk-map\.length"):
        read_map("m", "m.toml", MAP + '\n[lengths]\nwaited = { column = "x", unit = [] }\n')


def test_lines_that_are_no_text_are_refused_by_their_number(
    demo_store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is piped in may be of another encoding."""
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(BytesIO(b"2025-03-05 15\n\xc8\xd5\xc6\xda\n"))
    )
    assert "2" in lines_of_refusal(run, "calendar", "add", "-")


def test_a_number_of_days_that_nobody_can_count_is_not_read() -> None:
    title = "国务院办公厅关于2027年部分节假日安排的通知"
    text = f"{title}一、元旦：1月1日放假，共{'9' * 5000}天。国务院办公厅2026年11月4日"
    with pytest.raises(Refusal, match=r"notice\.sentence"):
        read_notice(plain_text(text), [], extra_days=False)


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_document_with_entities_is_none_in_any_encoding(coding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{coding}"?><!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", xml.encode(coding))
    with pytest.raises(Refusal, match=r"notice\.not-text"):
        text_of("n.docx", made.getvalue())


@pytest.mark.parametrize("name", ["-wal", "-shm", "-journal"])
def test_a_file_named_as_what_stands_beside_a_store_is_any_file(name: str) -> None:
    refuse_store(Path(name))


def test_a_store_named_longer_than_any_file_is_not_there(run: Run) -> None:
    assert "x" * 300 in lines_of_refusal(run, "payments", "due", "--store", "x" * 300)


# -- packs -----------------------------------------------------------------------------------------


@pytest.fixture
def pack(demo_store: Path, run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "p.zip"
    assert run("export", "audit-pack", "-o", path)[0] == 0
    return path


def flaws(run: Run, path: Path) -> list[dict[str, str]]:
    code, out, err = run("audit", "check-pack", path, "--format", "json")
    assert code == 1, err
    found: list[dict[str, str]] = json.loads(out)["problems"]
    return found


def test_a_byte_that_no_digest_covers_is_told_before_tables_are_worked_out(
    pack: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A right in the archive's table of contents: of thirty contracts the tables took ten seconds."""
    content = bytearray(pack.read_bytes())
    content[content.rindex(b"PK\x01\x02") + 38] ^= 1
    pack.write_bytes(content)
    monkeypatch.setattr("svcctl.pack.rerun.worked_out", lambda *_: 1 / 0)
    assert flaws(run, pack) == [{"at": "zip", "what": "container"}]


def test_facts_that_no_rule_can_take_are_a_flaw(
    pack: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("svcctl.pack.rerun.worked_out", lambda *_: 1 / 0)
    assert flaws(run, pack) == [{"at": "journal", "what": "rerun"}]


def test_names_that_share_their_bytes_are_not_read_one_by_one(pack: Path, run: Run) -> None:
    """A small file whose thousand names stand for the same bytes would be read a thousand times."""
    content = pack.read_bytes()
    end = content.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack("<HLL", content[end + 10 : end + 20])
    more = content[start:end] * 50
    tail = bytearray(content[end:])
    tail[8:16] = struct.pack("<HHL", count * 51, count * 51, size * 51)
    pack.write_bytes(content[:end] + more + tail)
    assert {"at": "zip", "what": "container"} in flaws(run, pack)


# -- templates -------------------------------------------------------------------------------------

HAND_OVER = ("letter", "hand-over")


def own(path: Path, text: str) -> Path:
    paper = Document()
    paper.add_paragraph(text)
    paper.save(str(path))
    return path


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x'.center(9000000000) }}",
        "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(99) }}",
        "{% set n = namespace(x=7) %}{% for i in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}",
    ],
)
def test_a_template_that_takes_all_memory_or_for_ever_is_given_up(
    demo_store: Path, run: Run, tmp_path: Path, text: str
) -> None:
    """In a process of its own: nothing that happens to it happens to svcctl."""
    path, target = own(tmp_path / "own.docx", text), tmp_path / "out.docx"
    err = lines_of_refusal(run, *HAND_OVER, "--template", path, "-o", target)
    assert "own.docx cannot be used as a letter template" in err
    assert not target.exists()


def test_a_template_of_ones_own_says_what_the_one_that_ships_says(
    demo_store: Path, run: Run, tmp_path: Path
) -> None:
    """The same bytes, whichever process fills it in."""
    args = (*HAND_OVER, "--known-at", "2030-01-01")
    assert run(*args, "-o", tmp_path / "a.docx")[0] == 0
    template = workspace.shipped("letters") / "hand-over.docx"
    assert run(*args, "-o", tmp_path / "b.docx", "--template", template)[0] == 0
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()


# -- anything at all -------------------------------------------------------------------------------

TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("export", "rows", "contract", "kind", "on", "amount")), inner
        )
    ),
    max_leaves=12,
)


@given(TREES, st.binary(max_size=60))
@settings(max_examples=30)
def test_no_json_and_no_bytes_are_more_than_refused(tree: object, junk: bytes) -> None:
    """Books, contract files, papers: an answer or a refusal."""
    for content in (json.dumps({"export": "facts", "rows": [tree]}).encode(), junk):
        for read in (lambda c: read_book("f", c), lambda c: text_of("n", c)):
            with suppress(Refusal):
                read(content)
        assert read_contract("c", content, ()).errors


@pytest.mark.slow
def test_a_short_run_of_the_fuzzer_over_every_kind_breaks_nothing(tmp_path: Path) -> None:
    """`python tools/fuzz.py --inputs 100000` is the long one; each fault is told with its input."""
    command = [sys.executable, "tools/fuzz.py", "--inputs", "150", "--workers", "1", "--short"]
    done = subprocess.run(
        [*command, "--samples", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "FAULT" in done.stdout) == (0, False), done.stdout + done.stderr
    assert "150 inputs, 0 faults" in done.stdout


def test_the_same_seed_makes_the_same_input() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import fuzz_changes

    one, other = (fuzz_changes.spoilt(Random(7), b"a,b\n1,2\n" * 9) for _ in range(2))
    assert one == other
    assert re.search(rb"a|b|1|2", one)
