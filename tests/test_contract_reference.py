"""What is said of each key of the contract file: complete in both languages, right by its examples, written out in docs."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from conftest import Run
from svcctl import workspace
from svcctl.billing.terms import READING_CHOICES
from svcctl.cli import main
from svcctl.contracts.check import _value
from svcctl.contracts.described import FAMILIES, Key, described, ends, keys
from svcctl.contracts.examples import EXAMPLES
from svcctl.contracts.form import DUE, FORM, Field, plain
from svcctl.contracts.kinds import AFTER, KINDS, OF_KEYS
from svcctl.contracts.read import read_contract
from svcctl.contracts.schema import json_schema
from svcctl.i18n import LANGUAGES, Words, subject

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tools"))
from contract_reference import CLAUSES, NAMES, SMALL, reference  # noqa: E402

SUBJECTS = ("keys_agreed", "keys_paid", "keys_served", "keys_values")
CALENDARS = ["CN", "CN-GX", "CN-NX"]
FILES = [
    *sorted(workspace.shipped("contracts").glob("*.toml")),
    *sorted((ROOT / "tests/real").glob("*.toml")),
    *sorted((ROOT / "tests/cases").glob("*.toml")),
]


def every(found: Any) -> Iterator[Key]:
    """Each key, and those inside it."""
    for key in found:
        yield key
        yield from every(key.inside)


# -- what is said, and of what ---------------------------------------------------------------------


def paths(fields: Any = FORM, at: str = "") -> Iterator[tuple[str, Field]]:
    """Each key of the form by its path; those of a rule of when by `due`, wherever it stands."""
    for name, field in fields.items():
        path = f"{at}.{name}".removeprefix(".")
        yield path, field
        yield from paths(field.fields or {}, "due" if field.fields is DUE else path)


def said(families: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """What the catalogues say, by key without its family."""
    pairs = [item for name in SUBJECTS for item in subject(name).items()]
    return {key.partition(".")[2]: pair for key, pair in pairs if key.partition(".")[0] in families}


def places(known: Any) -> dict[str, set[str]]:
    """For each thing said, the paths it is said of; a path of which nothing is said stands for itself."""
    found: dict[str, set[str]] = {}
    for path, _ in paths():
        end = next((end for end in ends(path) if end in known), path)
        found.setdefault(end, set()).add(path)
    return found


# what means the same wherever it stands; anything else of one name in two tables is told twice
SHARED = {
    "breach",
    "key",
    "title",
    "article",
    "due",
    "fund_source",
    "fund_source.name",
    "fund_source.share",
}


@pytest.mark.parametrize("known", [said(FAMILIES), EXAMPLES], ids=["words", "examples"])
def test_every_key_is_described_and_nothing_else_is(known: Any) -> None:
    """Each key of the form has its words and its example; no word and no example is of a key that is not there."""
    found = places(known)
    assert len(found) > 120
    assert found.keys() - known.keys() == set()
    assert known.keys() - found.keys() == set()
    shared = {end for end, of in found.items() if len(of) > 1}
    assert shared - SHARED == set()


def test_every_value_is_explained_and_nothing_else_is() -> None:
    """Each value of each enumeration has its meaning, each kind of value says how it is written."""
    known = said(("key-value",))
    events = (*AFTER, *(f"{word}:KEY" for word in OF_KEYS))
    wanted = [
        f"{path}.{value}"
        for path, field in paths()
        for value in (events if field.kind == "after" else field.choices)
    ]
    found = {next((end for end in ends(each) if end in known), each) for each in wanted}
    assert len(found) > 70
    assert found - known.keys() == set()
    assert known.keys() - found == {"severity.REGIME"}
    kinds = {field.kind for _, field in paths()}
    assert kinds | {"file"} == said(("key-kind",)).keys() - (KINDS.keys() - kinds)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_are_of_their_language(lang: str) -> None:
    """A name before the colon, a sentence after it; the Chinese is Chinese but for what is typed as it is."""
    side = LANGUAGES.index(lang)
    mark, stop = (("：", "。"), (":", "."))[side]
    for end, pair in said(FAMILIES).items():
        name, colon, text = pair[side].partition(mark)
        if not colon:  # the name says it all
            name, text = pair[side].split(stop)[0], pair[side]
        assert 1 < len(name) < 40, end
        assert text.endswith(stop), end
        chinese = re.search("[一-鿿]", pair[side]) is not None
        assert chinese == (lang == "zh"), end


def test_names_of_a_table_differ() -> None:
    """No two keys of one table have the same name in the same language."""
    for lang in LANGUAGES:
        for key in (None, *every(keys(Words(lang)))):
            inside = key.inside if key else tuple(keys(Words(lang)))
            names = Counter(each.name for each in inside)
            assert [name for name, count in names.items() if count > 1] == [], (lang, key)


# -- the examples, and the schema ------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted({path for path, _ in paths()}))
def test_an_example_is_right_where_it_stands(path: str) -> None:
    """The checker of the form has nothing against an example in its place."""
    key = next(key for key in every(keys(Words("en"))) if key.path == path)
    text = key.example if key.example.endswith("\n") else f"{key.key} = {key.example}"
    value = tomllib.loads(text)[key.key]
    assert plain(value) == key.value
    assert list(_value(value, key.field, key.path)) == []


def nodes(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each schema of a key in a schema, with the key's path."""
    for name, inner in schema.get("properties", {}).items():
        yield f"{at}.{name}".removeprefix("."), inner
    for name, inner in schema.get("properties", {}).items():
        path = f"{at}.{name}".removeprefix(".")
        yield from nodes(inner, path)
        for each in (inner, *inner.get("oneOf", ())):
            yield from nodes(each.get("items", {}), path)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_schema_tells_of_every_key(lang: str) -> None:
    """Title, description and an example that holds, at each key; a description at each value; in that language."""
    found = [
        (path, node)
        for path, node in nodes(described(json_schema(), Words(lang)))
        if path.rpartition(".")[2] not in LANGUAGES and not path.startswith("readings.")
    ]
    assert len(found) > 230
    for path, node in found:
        assert {"title", "description", "examples"} <= node.keys(), path
        assert (re.search("[一-鿿]", node["description"]) is not None) == (lang == "zh"), path
        schema = Draft202012Validator(node, format_checker=Draft202012Validator.FORMAT_CHECKER)
        for example in node["examples"]:
            assert [error.message for error in schema.iter_errors(example)] == [], path
        for value in node.get("oneOf", ()):
            assert "const" not in value or value["description"], path
        assert "enum" not in node, path


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_schema_tells_of_readings(lang: str) -> None:
    """Each reading with what it is about, its default, and what each choice means."""
    words = Words(lang)
    found = described(json_schema(), words)["properties"]["readings"]["properties"]
    assert found.keys() == READING_CHOICES.keys()
    assert found["day-off"]["default"] == "weekend-too"
    assert found["day-off"]["oneOf"][2] == {
        "const": "no",
        "description": {"zh": "不顺延", "en": "does not move"}[lang],
    }
    assert found["severity"]["type"] == "string"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_schema_takes_every_contract_of_the_project(path: Path) -> None:
    """What ships, and every real contract of the tests, is right by the schema that editors get."""
    document = plain(tomllib.loads(path.read_text(encoding="utf-8")))
    schema = Draft202012Validator(described(json_schema(), Words("zh")))
    assert [error.message for error in schema.iter_errors(document)] == []


def test_the_schema_is_in_the_language_of_the_reader(run: Run) -> None:
    """`contract schema --lang` says what it says in that language."""
    for lang, title in (("zh", "价款"), ("en", "Price")):
        code, out, _ = run("contract", "schema", "--lang", lang)
        assert (code, json.loads(out)["properties"]["price"]["title"]) == (0, title)


def test_other_commands_do_not_load_it(tmp_path: Path) -> None:
    """Checking and importing a contract file load neither the descriptions nor the examples."""
    path = tmp_path / "contract.toml"
    path.write_text(SMALL, encoding="utf-8")
    code = (
        "import sys; from svcctl.cli import main; main(['contract', 'check', sys.argv[1]]); "
        "print([name for name in sys.modules if 'described' in name or 'examples' in name or '.keys_' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


# -- the reference ---------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reference_is_what_the_form_says(lang: str) -> None:
    """docs/contract-file*.md come from the form; `python tools/contract_reference.py` writes them anew."""
    assert (ROOT / "docs" / NAMES[lang]).read_text(encoding="utf-8") == reference(lang)


def blocks(lang: str) -> list[str]:
    text = (ROOT / "docs" / NAMES[lang]).read_text(encoding="utf-8")
    return re.findall(r"```toml\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_small_contract_of_the_reference_is_right(lang: str, tmp_path: Path) -> None:
    """The contract that the page begins with is complete: `contract check` takes it, and it makes four payments."""
    path = tmp_path / "contract.toml"
    path.write_text(blocks(lang)[0], encoding="utf-8")
    assert main(["contract", "check", str(path)]) == 0
    assert tomllib.loads(blocks(lang)[0]) == tomllib.loads(SMALL)
    file = read_contract("small", SMALL.encode(), CALENDARS)
    assert (file.errors, file.reminders) == ((), ())


def test_the_tables_of_the_reference_make_one_contract() -> None:
    """Each table's example, one after the other under the small contract's beginning, is a contract without an error."""
    beginning = SMALL.partition("[price]")[0]
    tables = "\n".join(key.example for key in keys(Words("zh")) if key.example.endswith("\n"))
    file = read_contract("tables", (beginning + tables).encode(), CALENDARS)
    assert (file.errors, file.reminders) == ((), ())
    top = {key for key, field in FORM.items() if not (field.fields or field.kind == "readings")}
    assert file.document.keys() == FORM.keys() - (top - file.document.keys())


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda clause: clause[1])
def test_each_clause_of_the_reference_can_stand_in_a_file(clause: tuple[str, str, str]) -> None:
    """What the page says of a clause is taken by a contract that has the papers it names."""
    settled = clause[2].replace('assessment = "monthly"\n', "")
    text = re.sub(r'every = "quarter".*?\narticle', f"{settled}\narticle", SMALL, flags=re.DOTALL)
    share = re.search(r'share = "(\d+)%"|up_to', settled)
    if share and share[1] != "100":  # what is missing to the whole
        text += (
            '[[instalments]]\nkey = "rest"\ntitle = "余款"\nsettled = true\n'
            'due = { agreed = false, after = "term-end" }\narticle = "第七条"\n'
        )
        text = (
            text.replace('key = "rest"', 'key = "rest"\nevery = "once"')
            if "once" in settled
            else text
        )
    if "retain" in settled:
        text += (
            '[[instalments]]\nkey = "kept"\ntitle = "质保金"\nevery = "once"\ncollects = ["fee"]\n'
            'due = { days = 10, unit = "working-day", after = "term-end" }\narticle = "第七条"\n'
        )
    for paper, often in (("invoice", "quarter"), ("acceptance", "once")):
        text += f'[[deliverables]]\nkey = "{paper}"\ntitle = "单据"\nevery = "{often}"\narticle = "第六条"\n'
    text = text.replace('"360000.00"', '"100000.00"') if "amount" in settled else text
    file = read_contract("clause", text.encode(), CALENDARS)
    assert [(error.problem.at, error.problem.key) for error in file.errors] == []
