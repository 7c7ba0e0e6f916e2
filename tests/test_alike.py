"""Terms that contracts by one form have in common are read once, and say what each of them says."""

import json
import tomllib
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from svcctl.billing.position import Started
from svcctl.billing.terms import DEFAULT_READINGS, SharedDocument, terms_from
from svcctl.casebook.kinds import Fact, Imported
from svcctl.contracts.form import plain
from svcctl.store.alike import MOST, Alike
from svcctl.store.chain import ChainRow
from svcctl.store.journal import Journal, open_journal

SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
NOW = "2099-01-01T00:00:00.000000Z"
SIGNED = date(2025, 3, 5)


def document() -> dict[str, Any]:
    found: dict[str, Any] = plain(tomllib.loads(SEED.read_text(encoding="utf-8")))
    found.pop("service_levels", None)
    return found


@pytest.fixture
def journal(run: Run, tmp_path: Path) -> Iterator[Journal]:
    path = tmp_path / "store.db"
    assert run("init", "--store", str(path))[0] == 0
    with closing(open_journal(path, write=True)) as found:
        yield found


def put(journal: Journal, name: str, terms: dict[str, Any], **more: Any) -> None:
    with journal.writing():
        says = [Imported(on=SIGNED, terms=terms, **more), Started(on=SIGNED)]
        journal.append(name, says, "finance", NOW)


def both(journal: Journal, names: list[str]) -> list[Fact]:
    """The first facts as a walk reads them, and each as it is read alone: they are equal."""
    with journal.snapshot():
        alone = [journal.facts(name) for name in names]
        journal.alike = Alike()
        shared = [journal.facts(name) for name in names]
    assert shared == alone
    return [facts[0] for facts in shared]


def test_contracts_by_one_form_share_all_but_the_id(journal: Journal) -> None:
    """The third is made of what was read for the second; what stands apart is the form's, too."""
    names = [f"c-{n}" for n in range(4)]
    for name in names:
        put(journal, name, document() | {"id": name})
    facts = both(journal, names)
    documents = [vars(fact.says)["terms"] for fact in facts]
    assert [each["id"] for each in documents] == names
    assert documents[3]["instalments"] is documents[2]["instalments"]
    assert documents[3]["findings"] == document()["findings"]
    assert type(documents[0]) is dict
    assert all(terms_from(each) == terms_from(dict(each)) for each in documents)
    assert terms_from(documents[3]).layers is terms_from(documents[2]).layers


def test_another_form_is_read_for_itself(journal: Journal) -> None:
    """A title, a note, what stands apart, a fact without it: nobody gets another's."""
    own = document()
    bare = {key: value for key, value in own.items() if key != "findings"}
    kinds = [own, own | {"title": "another"}, own | {"findings": own["findings"][:1]}, bare]
    names = [f"{at}-{n}" for n in range(3) for at in range(len(kinds))]
    for name in names:
        put(journal, name, kinds[int(name[0])] | {"id": name})
    for n in range(3):
        put(journal, f"n-{n}", own | {"id": f"n-{n}"}, note="spoken")
    facts = both(journal, [*names, "n-0", "n-1", "n-2"])
    assert vars(facts[-1].says)["note"] == "spoken"


def test_an_id_in_another_place_is_not_the_contracts(journal: Journal) -> None:
    """Where the chain's name stands as the id of something else, the whole text is read."""
    names = [f"c-{n}" for n in range(4)]
    for name in names:
        put(journal, name, {"id": "same", "a": {"id": name}, "signed_on": "2025-03-05"})
    for at, name in enumerate(["d-0", "d-1", "d-2"]):  # in two places, and in none
        twice = {"id": name, "a": {"id": name}, "signed_on": "2025-03-05"}
        put(journal, name, twice if at else {"signed_on": "2025-03-05"})
    for name in ("e-0", "e-1", "e-2"):  # what is apart looks as if it stood within
        put(journal, name, {"a": {"aside": "ab"}, "id": name, "signed_on": "2025-03-05"})
    both(journal, [*names, "d-0", "d-1", "d-2", "e-0", "e-1", "e-2"])


def test_only_some_forms_are_kept(journal: Journal) -> None:
    """The oldest goes; it is read again when it comes."""
    alike, read = Alike(), []

    class Reading:
        def read_anew(self, row: ChainRow, body: str, kept: object) -> Fact:
            read.append(row.chain)
            says = Imported(on=SIGNED, terms=json.loads(body)["terms"])
            return Fact(*row[:6], says, {"terms": says.terms})

    for at in (*range(MOST + 1), 0, 0, 0, MOST, MOST):
        name = f"c-{len(read)}"
        row = ChainRow(name, 1, "contract-imported", "2025-03-05", NOW, "finance", "", "", "")
        terms = {"id": name, "title": str(at)}
        fact = alike.fact(Reading(), row, json.dumps({"terms": terms}, separators=(",", ":")), {})  # type: ignore[arg-type]
        assert vars(fact.says)["terms"] == terms
    assert len(alike.forms) == MOST
    assert len(read) == MOST + 4


def test_terms_tried_under_other_readings_are_not_kept() -> None:
    """Of a shared document only what it says itself is."""
    shared = SharedDocument(document())
    one, two = shared.of("a"), shared.of("b")
    tried = terms_from(one, DEFAULT_READINGS | {"one-off": "once"})
    assert (tried.readings["one-off"], terms_from(two).readings["one-off"]) == ("once", "each")
    days = [date.fromordinal(SIGNED.toordinal() + n) for n in range(70)]
    assert all(terms_from(one, None, day) == terms_from(dict(one), None, day) for day in days)
    assert len(shared.parsed) <= 64
