"""The house as it is built: what imports what, and the page that describes it."""

import ast
import json
import re
import runpy
import sys
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src" / "svcctl"
# modules that are imported by a name put together at run time, which no linter sees
BY_NAME = {"svcctl.cli": "svcctl.commands", "svcctl.i18n": "svcctl.i18n.words"}


@cache
def the_graph() -> grimp.ImportGraph:
    """Who imports whom: inside functions, for types only, and by a name put together too."""
    graph = grimp.build_graph("svcctl", cache_dir=None)
    for importer, package in BY_NAME.items():
        for module in graph.find_children(package):
            graph.add_import(importer=importer, imported=module)
    return graph


def circles(graph: grimp.ImportGraph) -> list[str]:
    """The imports from which a chain of imports leads back."""
    return sorted(
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if graph.chain_exists(importer=imported, imported=importer)
    )


def test_no_module_is_imported_by_what_it_imports() -> None:
    """Not even inside a function or for its types: two modules that need each other are one."""
    assert circles(the_graph()) == []


def test_a_circle_would_be_seen() -> None:
    """A package and its own module, which the linter's contract of siblings lets pass."""
    graph = grimp.ImportGraph()
    graph.add_import(importer="a", imported="a.b")
    graph.add_import(importer="a.b", imported="c")
    graph.add_import(importer="c", imported="a")
    assert circles(graph) == ["a -> a.b", "a.b -> c", "c -> a"]


def test_every_import_by_name_is_known() -> None:
    """What imports by a name put together at run time stands in BY_NAME."""
    found = {
        str(path.relative_to(SOURCES.parent).with_suffix("")).replace("/", ".")
        for path in SOURCES.rglob("*.py")
        if re.search(r"import_module\(|__import__\(", path.read_text(encoding="utf-8"))
    }
    assert {name.removesuffix(".__init__") for name in found} == set(BY_NAME)


# -- what tools write ------------------------------------------------------------------------------


def test_schemas_of_facts_are_as_their_tool_writes_them() -> None:
    """`tools/payload_schemas.py` has been run since a kind of fact or a recording command came."""
    tool = runpy.run_path(str(ROOT / "tools" / "payload_schemas.py"))
    folder = ROOT / "data" / "schemas" / "answers"
    expected = tool["written"](tool["payload_schemas"]()) + "\n"
    assert (folder / "payloads.json").read_text(encoding="utf-8") == expected
    assert json.loads((folder / "index.json").read_text(encoding="utf-8")) == tool["index"]()


# -- the page --------------------------------------------------------------------------------------

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CITED = re.compile(r"`([\w/.]+\.py)(?::([\w.]+))?`")
# how far a figure may have moved since the page was written
GIVES = {"functions over": 3, "tokens a function": 8, "why-comments": 1.5}
GIVES_SHARE = 0.15  # of any other


def rows_below(heading: str) -> list[list[str]]:
    """The cells of the table that follows a heading, its own heading left out."""
    text = PAGE[PAGE.index(f"## {heading}") :]
    lines = text[text.index("|---") :].splitlines()[1:]
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


def layers() -> list[set[str]]:
    """The rooms as the linter has them, from the top; those in one layer together."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    [found] = [contract for contract in contracts if contract["type"] == "layers"]
    assert found["exhaustive"]
    assert found["exhaustive_ignores"] == ["__main__"]
    return [set(layer.split(" | ")) for layer in found["layers"]]


def test_the_page_has_the_linters_rooms_and_they_are_all_there_are() -> None:
    rows = [set(re.findall(r"`(\w+)`", row[0])) for row in rows_below("The rooms")]
    built = {p.stem for p in SOURCES.iterdir() if p.is_dir() or p.suffix == ".py"}
    built -= {"__init__", "__main__", "__pycache__"}
    assert rows == layers()
    assert set().union(*rows) == built


def test_the_page_has_the_libraries_of_each_room() -> None:
    graph = grimp.build_graph("svcctl", include_external_packages=True, cache_dir=None)
    used: dict[str, set[str]] = {}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            own = imported.startswith(("svcctl", "_"))  # Python's own differ by its version
            if not own and imported not in sys.stdlib_module_names:
                used.setdefault(module.split(".")[1], set()).add(imported)
    for rooms, _, libraries in rows_below("The rooms"):
        named = set(re.findall(r"`(\w+)`", rooms))
        expected = set().union(*(used.get(room, set()) for room in named))
        assert (rooms, set(re.findall(r"\w+", libraries))) == (rooms, expected)


def defined_in(path: Path) -> set[str]:
    """The functions and classes of a module, methods as CLASS.METHOD."""
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{e.name}" for e in node.body if isinstance(e, ast.FunctionDef)}
    return found


def test_every_module_and_function_that_the_page_names_is_there() -> None:
    cited = CITED.findall(PAGE)
    assert len(cited) > 30
    for name, function in cited:
        path = next((p for p in (SOURCES / name, ROOT / name) if p.is_file()), None)
        assert path is not None, name
        assert not function or function in defined_in(path), f"{name}:{function}"


def test_every_file_that_the_page_says_is_generated_is_there() -> None:
    for files, _ in rows_below("What is generated, and by what"):
        for name in re.findall(r"`([^`]+)`", files):
            assert (ROOT / name).exists() or (ROOT / "data/schemas/answers" / name).exists(), name


@pytest.mark.lives
def test_the_figures_of_the_page_are_near_those_of_the_house() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "house.py"))
    found = tool["figures"](SOURCES)
    tokens = sorted(function.tokens for function in found.functions)
    now = {
        "functions": len(tokens),
        "tokens a function, median": tokens[len(tokens) // 2],
        "tokens a function, p90": tokens[len(tokens) * 9 // 10],
        "functions over 40 lines": sum(function.lines > 40 for function in found.functions),
        "lines that are not blank": len(found.lines),
        "why-comments in 100 lines": 100 * found.comments / len(found.lines),
    }
    told = {what: float(figure) for what, figure in rows_below("Figures of the house")}
    assert told.keys() == now.keys()
    for what, figure in told.items():
        gives = next((g for start, g in GIVES.items() if what.startswith(start)), None)
        assert abs(figure - now[what]) <= (gives or figure * GIVES_SHARE), (what, now[what])
