"""The report of what implements each article: complete, and naming only tests and commands that exist."""

import ast
import json
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from svcctl import workspace
from svcctl.cli import NOUNS, verbs
from svcctl.contracts.coverage import covered, without_arithmetic
from svcctl.contracts.read import read_contract

Run = Callable[..., tuple[int, str, str]]
CONTRACTS = sorted(workspace.shipped("contracts").glob("*.toml"))


def table() -> dict[str, Any]:
    return tomllib.loads((workspace.shipped("") / "coverage.toml").read_text(encoding="utf-8"))


@cache
def existing_tests() -> set[str]:
    found = set()
    for path in Path(__file__).parent.glob("test_*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {
            f"{path.name}::{node.name}" for node in tree.body if isinstance(node, ast.FunctionDef)
        }
    return found


def cited(value: Any) -> set[str]:
    """Every article in a contract file, wherever it stands."""
    if isinstance(value, list):
        return {article for item in value for article in cited(item)}
    if isinstance(value, dict):
        own = {value["article"]} if "article" in value else set()
        return own | {article for item in value.values() for article in cited(item)}
    return set()


def test_every_test_and_command_named_exists() -> None:
    """A test that was renamed or a command that is gone is noticed here."""
    named = [
        (test, command)
        for kind in table().values()
        for test in kind["tests"]
        for command in kind["commands"]
    ]
    assert {test for test, _ in named} <= existing_tests()
    known = {f"{noun} {verb}".strip() for noun in NOUNS for verb in verbs(noun)}
    assert {command for _, command in named} <= known


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: path.stem)
def test_no_article_is_left_out(path: Path) -> None:
    """What the file cites is either implemented, or named as needing no arithmetic with the reason."""
    document = read_contract(path.name, path.read_bytes(), ["CN", "CN-GX"]).document
    found = {each.article for each in covered(document, table())}
    found |= {each.article for each in without_arithmetic(document)}
    assert found == cited(document)


DAMAGES = "late-payment recorded-breach per-period once loss-only tiers cap-contract cap-breach gate terminate"


def test_every_kind_of_clause_has_its_entry() -> None:
    """Every combination of keys of a damages rule finds its kinds in the table."""
    kinds = set(table())
    assert {f"damages.{kind}" for kind in DAMAGES.split()} <= kinds
    assert {"term.start-notice", "term.signing"} <= kinds


def test_the_seed_contract_article_by_article(demo_store: Path, run: Run) -> None:
    """Articles 2 to 13 of the contract: implemented or not in need of it; what is data only says so."""
    code, out, _ = run("contract", "coverage", "--format", "json")
    assert code == 0
    found = json.loads(out)
    by_article = {entry["article"]: entry for entry in found["articles"]}
    assert by_article["第八条第三款"]["tables"] == [
        "damages.late-acceptance",
        "damages.late-payment",
    ]
    assert "negotiation fail" in by_article["第八条第三款"]["commands"]
    assert "service scorecard" in by_article["附件3 9.2.1"]["commands"]
    assert by_article["附件3 9.2.1"]["not_counted_yet"] == []
    assert [each["not_counted_yet"] for each in found["articles"] if each["not_counted_yet"]] == [
        ["service-catalogue"]
    ]
    assert {"第一条", "第六条", "第十二条"} <= {
        entry["article"] for entry in found["without_arithmetic"]
    }
    assert all(entry["why"] for entry in found["without_arithmetic"])
    for lang, sign in (("zh", "不需要计算"), ("en", "needs no arithmetic")):
        _, out, _ = run("contract", "coverage", "--lang", lang)
        assert sign in out
