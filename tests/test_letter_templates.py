"""Templates of letters: the fields that are told are those that are filled, and a misspelt one is refused by name."""

import importlib.util
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docxtpl import DocxTemplate

import test_letters
import test_letters_outward
from svcctl import workspace
from svcctl.cli import main
from svcctl.i18n import Words
from svcctl.papers import letters
from svcctl.papers.letter_fields import FIELDS, Named, fields_of
from svcctl.papers.templates import Templates
from test_letters import CLAIM, refused, text_of, written
from test_letters_outward import AS_OF, TO_THE_OTHER_SIDE

claim, full = test_letters.claim, test_letters_outward.full  # fixtures
Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[1]
OWN_HOUSE = (
    ("purchaser", "payments request Y1-balance Y2-advance"),
    ("purchaser", "letter hand-over"),
    ("purchaser", "letter working-paper Y1-advance"),
    ("purchaser", "contract show --clauses"),
    ("supplier", "service scorecard --year 1"),
    ("supplier", "reports draft --year 1"),
)
NEVER_HERE = {  # lists that are empty in this store, with the fields of their items
    "payment-request": {f"more_rows.{name}" for name in ["what", "due", "amount", "before", "off", "asked"]}
    | {"behind.heading", "behind.lines"},
    "reconcile": {f"paid.{name}" for name in ["number", "what", "due", "state", "amount", "paid", "outstanding", "on"]},
}  # fmt: skip


def names(values: dict[str, Any], before: str = "") -> set[str]:
    """The names of what a template is filled with, those of lists' items behind the lists'."""
    found = {before + key for key in values}
    for key, value in values.items():
        several = isinstance(value, dict) and all(isinstance(each, dict) for each in value.values())
        items = value if isinstance(value, list) else value.values() if several else ()
        for item in items:
            found |= names(item, f"{before}{key}.") if isinstance(item, dict) else set()
    return found


def test_every_field_told_is_filled_and_the_other_way_round(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each letter of a store in which much has happened, of either side; no field but those that are told."""
    filled: dict[str, set[str]] = {}
    write = letters.letter

    def kept(template: bytes, name: str, kind: str, values: dict[str, Any], stamp: Any) -> bytes:
        filled.setdefault(kind, set()).update(names(values))
        return write(template, name, kind, values, stamp)

    monkeypatch.setattr(letters, "letter", kept)
    theirs = [(role, each) for role, found in TO_THE_OTHER_SIDE.items() for each in found]
    for role, letter in (*theirs, *OWN_HOUSE):
        args = [*letter.split(), "--role", role, *AS_OF, "-o", str(full / "x.docx")]
        assert main([*args, "--store", str(full / "s.db")]) == 0, letter
    others = sorted((ROOT / "data" / "contracts").glob("example-*.toml"))
    store = ["--store", str(full / "s.db")]  # of several contracts another template is in use
    assert main(["contract", "import", *map(str, others), *store]) == 0
    assert main(["letter", "hand-over", *AS_OF, "-o", str(full / "x.docx"), *store]) == 0
    assert filled.keys() == FIELDS.keys()
    for kind, found in filled.items():
        told = {name for name in fields_of(kind) if not name.startswith("subjects.rows.")}
        assert told - found == NEVER_HERE.get(kind, set()), kind
        assert found - {*fields_of(kind)} == set(), kind


@pytest.mark.parametrize("letter", FIELDS)
def test_what_ships_asks_for_fields_that_there_are(letter: str) -> None:
    """Of the letter itself; what a list's items have is written behind `item`."""
    path = workspace.shipped("letters") / f"{letter}.docx"
    asked = DocxTemplate(str(path)).get_undeclared_template_variables(Templates())
    assert asked <= {*fields_of(letter)}
    with zipfile.ZipFile(path) as archive:
        xml = re.sub("<[^>]*>", "", archive.read("word/document.xml").decode())
    leaves = {name.rpartition(".")[2] for name in fields_of(letter)}
    assert {*re.findall(r"\b(?:item|part|group)\.(\w+)", xml)} <= leaves


def test_every_field_is_told_in_both_languages() -> None:
    """A sentence each, and how it is written."""
    for letter in FIELDS:
        for name in fields_of(letter):
            for lang in ("zh", "en"):
                assert Named(letter, name).told(Words(lang))
    assert Named("reconcile", "paid").told(Words("en")) == "instalments that are paid in full"
    assert Named("reminder", "paid").told(Words("en")) == "what has been paid"
    assert Named("damages-statement", "groups.rows").written() == "{%tr for item in item.rows %}"
    assert Named("damages-statement", "groups.rows.open").written() == "{{ item.open }}"


def test_the_template_in_use_is_written_with_its_fields_beside(run: Run, tmp_path: Path) -> None:
    """The file as it ships, the list on the screen; names as the commands have them do as well."""
    path = tmp_path / "催告.docx"
    code, out, err = run("letter", "template", "reminder", "-o", path)
    assert (code, "outstanding  " in out, str(path) in err) == (0, True, True)
    assert path.read_bytes() == (workspace.shipped("letters") / "reminder.docx").read_bytes()
    code, out, _ = run("letter", "template", "request", "--format", "json")
    found = json.loads(out)
    assert (code, found["template"]) == (0, "payment-request")
    told = {each["field"]: each for each in found["fields"]}
    assert told["rows.asked"]["written"] == "{{ item.asked }}"
    assert told["rows"]["written"] == "{%tr for item in rows %}"
    code, out, _ = run("letter", "template", "request", "-o", path, "--format", "json")
    assert (code, json.loads(out)) == (0, found)
    listed = tmp_path / "fields.csv"
    assert run("letter", "template", "reminder", "-o", listed)[0] == 0
    assert "outstanding" in listed.read_text(encoding="utf-8")
    assert "damages-statement" in refused(run, "letter", "template", "nix")


def test_an_offices_own_layout_is_filled(claim: Path, run: Run, tmp_path: Path) -> None:
    """The template as it ships, with other words in it."""
    own = tmp_path / "own.docx"
    assert run("letter", "template", "statement", "-o", own)[0] == 0
    document = Document(str(own))
    document.add_paragraph("本单位自拟：{{ total }}")
    document.save(str(own))
    assert "本单位自拟：43,500.00" in written(run, claim, *CLAIM, "--template", str(own))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ totl }}", "fields that there are not: totl (perhaps total?)"),
        ("{% if by_wen %}{{ capitls }}{% endif %}", "by_wen, capitls (perhaps by_when, capitals?)"),
        ("{% for item in rows %}{{ item.articel }}{% endfor %}", "articel (perhaps article?)"),
        ("{{ 收款人 }}", "收款人. All of them: svcctl letter template damages-statement"),
    ],
)
def test_a_misspelt_field_is_refused_by_name(
    claim: Path, run: Run, tmp_path: Path, text: str, said: str
) -> None:
    """All of them at once, also where no sum of this letter would have come to them; with what was meant."""
    own = tmp_path / "own.docx"
    document = Document()
    document.add_paragraph(text)
    document.save(str(own))
    err = refused(run, *CLAIM, "--template", str(own), "-o", str(claim))
    assert "own.docx" in err
    assert said in err
    assert not claim.exists()


def test_the_files_that_ship_are_what_the_tool_writes(tmp_path: Path) -> None:
    """`tools/letter_templates.py` is run after each change of it."""
    spec = importlib.util.spec_from_file_location("t", ROOT / "tools" / "letter_templates.py")
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.LETTERS.keys() == FIELDS.keys()
    for name, build in tool.LETTERS.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(build().written())
        shipped = workspace.shipped("letters") / f"{name}.docx"
        assert text_of(path) == text_of(shipped), name
        with zipfile.ZipFile(path) as ours, zipfile.ZipFile(shipped) as theirs:
            assert ours.read("word/document.xml") == theirs.read("word/document.xml"), name
