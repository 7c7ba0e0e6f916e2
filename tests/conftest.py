"""What the tests share: surroundings of their own, a demo store, and the command line in this process."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pytest

import memory
import profiles
from answer_schemas import held
from servers import Postgres, running
from svcctl import cli, workspace

pytest_plugins = ["towns"]  # fixtures that several modules share
memory.write_there()
profiles.load()
main = cli.main = held(cli.main)  # before any test module takes it from there
# what starts other programs, writes packs, or lives whole lives: `make quick` leaves it out
SLOW = {
    "test_answer_schemas",
    "test_audit_pack",
    "test_breaches",
    "test_html",
    "test_leftovers",
    "test_long_exports",
    "test_office",
    "test_overview",
    "test_pairs",
    "test_store_refusals",
    "test_transcripts",
    "test_verify",
}
# generated lives and long walks, each line of which is run many thousand times: measuring which lines
# they run makes them take more than twice as long, so `make test` runs them apart, unmeasured
LIVES = {
    "test_amendment_auditor",
    "test_answer_schemas",
    "test_aside_lives",
    "test_arrangements",
    "test_audit_pack",
    "test_auditor",
    "test_damages_auditor",
    "test_guarantee_auditor",
    "test_list_dialects",
    "test_lists_hold",
    "test_pairs",
    "test_parts_auditor",
    "test_period_auditor",
    "test_printed_pages",
    "test_renewal_auditor",
    "test_service_lives",
    "test_service_states",
    "test_sums_auditor",
}
# of screens, papers, lists and stores as wholes: they say nothing of the core that the others do not
PAPERS = {
    "test_books",
    "test_chinese_refusals",
    "test_clause_sheet",
    "test_clauses",
    "test_commands",
    "test_completing",
    "test_contract_draft",
    "test_contract_file",
    "test_contract_form",
    "test_contract_reference",
    "test_copying",
    "test_coverage",
    "test_demo_office",
    "test_demo_service",
    "test_desk_lists",
    "test_docs",
    "test_doctor",
    "test_door",
    "test_draft",
    "test_drives",
    "test_edges",
    "test_entry",
    "test_every_contract",
    "test_everything",
    "test_export_service",
    "test_failing",
    "test_hostile",
    "test_html",
    "test_import_profiles",
    "test_imports",
    "test_interface",
    "test_letter_templates",
    "test_letters",
    "test_letters_outward",
    "test_list_dialects",
    "test_list_reading",
    "test_lists_kept",
    "test_lists_there",
    "test_long_exports",
    "test_moments",
    "test_names",
    "test_new_contract",
    "test_ocds",
    "test_office",
    "test_office_list",
    "test_other_workbooks",
    "test_output",
    "test_overview",
    "test_packages",
    "test_picking",
    "test_plan",
    "test_pooled",
    "test_printed_lists",
    "test_printed_pages",
    "test_python_pages",
    "test_reading_service",
    "test_screens",
    "test_sealing",
    "test_service_told",
    "test_shipped_contracts",
    "test_site",
    "test_store_refusals",
    "test_tables",
    "test_transcripts",
    "test_true_words",
    "test_width",
    "test_words",
}
Run = Callable[..., tuple[int, str, str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow files, of generated lives, and of papers."""
    for item in items:
        for mark, files in {"slow": SLOW, "lives": LIVES, "papers": PAPERS}.items():
            if item.path.stem in files:
                item.add_marker(mark)


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test speaks English as the purchaser, and its store is `store.db` in a folder of its own."""
    for name in [name for name in os.environ if name.startswith("SVCCTL_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SVCCTL_LANG", "en")
    monkeypatch.setenv("SVCCTL_STORE", str(tmp_path / "store.db"))
    monkeypatch.setattr("svcctl.workspace.reports_folder", lambda: tmp_path / "reports")


@pytest.fixture(scope="session")
def demo_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store made once by `init --demo`; take `demo_store`, its copy, to work on."""
    path = tmp_path_factory.mktemp("demo") / "store.db"
    assert main(["init", "--demo", "--store", str(path), "--lang", "en", "--format", "json"]) == 0
    return path


@pytest.fixture
def demo_store(demo_original: Path, tmp_path: Path, surroundings: None) -> Path:
    """The path of a fresh copy of an initialised demo store; SVCCTL_STORE names it."""
    return Path(shutil.copy2(demo_original, tmp_path / "store.db"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A server for this run (of xdist's workers each its own); where it cannot be had CI fails."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def demo_database(postgres: Postgres) -> str:
    """A database with a store made once by `init --demo`, to be copied."""
    name = postgres.database()
    assert (
        main(["init", "--demo", "--store", postgres.url(name), "--lang", "en", "--format", "json"])
        == 0
    )
    return name


@pytest.fixture(params=["file", "server"])
def either_store(
    request: pytest.FixtureRequest, surroundings: None, monkeypatch: pytest.MonkeyPatch
) -> str:
    """A fresh demo store, once in a file and once on a server; SVCCTL_STORE names it."""
    if request.param == "file":
        return str(request.getfixturevalue("demo_store"))
    server, demo = (request.getfixturevalue(name) for name in ("postgres", "demo_database"))
    url = server.url(server.database(demo))
    monkeypatch.setenv("SVCCTL_STORE", url)
    return str(url)


def made_once(factory: pytest.TempPathFactory, script: str) -> Path:
    """The store that a script of tools/ makes; of xdist's workers one makes it, the others wait."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
    workers = os.name == "posix" and "PYTEST_XDIST_WORKER" in os.environ
    folder = factory.getbasetemp().parent if workers else factory.getbasetemp()
    path = folder / f"{script}.db"
    with alone(folder / f"{script}.lock"):
        if not path.exists():
            new, now = factory.mktemp(script) / "store.db", workspace.now
            try:
                import_module(script).made(new)
            finally:
                workspace.now = now  # the script turns the clock
            new.replace(path)
    return path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """No other worker of this run at the same time."""
    with path.open("w") as file:
        if os.name == "posix":
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def office_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the invented office of thirty contracts, as it stood at the end of February 2026."""
    return made_once(tmp_path_factory, "demo_office")


@pytest.fixture
def office_store(office_original: Path, tmp_path: Path, surroundings: None) -> Path:
    """That store, for one test."""
    return Path(shutil.copy(office_original, tmp_path / "store.db"))


@pytest.fixture(scope="session")
def served_original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the demo contract with the invented first year of its service."""
    return made_once(tmp_path_factory, "demo_service")


@pytest.fixture
def served_store(served_original: Path, tmp_path: Path, surroundings: None) -> Path:
    """That store, for one test."""
    return Path(shutil.copy(served_original, tmp_path / "store.db"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], surroundings: None) -> Run:
    """Run one command in this process: its exit code, what it wrote to stdout, what to stderr."""

    def call(*args: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
