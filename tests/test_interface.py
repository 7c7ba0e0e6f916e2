"""The Python interface: the figures of the command line as typed values, of any store."""

import copy
import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import FrozenInstanceError, asdict, fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

import svcctl
from svcctl import workspace
from svcctl.cli import main
from svcctl.interface import values
from svcctl.interface.reading import SPANS

SCHEMAS = Path(__file__).parents[1] / "data" / "schemas" / "answers"
DAY = "2026-04-09"


def told_again(value: Any) -> Any:
    """A typed value as JSON would have it."""
    if is_dataclass(value):
        own = {each.name: told_again(getattr(value, each.name)) for each in fields(value)}
        return {SPANS.get(name, name): each for name, each in own.items()}
    if isinstance(value, tuple | list):
        return [told_again(each) for each in value]
    if isinstance(value, Mapping):
        return {key: told_again(each) for key, each in value.items()}
    if isinstance(value, Decimal | StrEnum):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def differing(value: Any, row: dict[str, Any], beside: frozenset[str] = frozenset()) -> list[str]:
    """The keys of a JSON object that the typed value tells otherwise, or not at all."""
    again = told_again(value)
    return [
        f"{row.get('id')}.{key}: {again.get(key, '-')} {told}"
        for key, told in row.items()
        if key not in beside and not same(again.get(key, "-"), told)
    ]


def same(again: Any, told: Any) -> bool:
    """Objects within may have more: what JSON leaves out where there is nothing to say."""
    if isinstance(told, dict) and isinstance(again, dict):
        return all(same(again.get(key, "-"), each) for key, each in told.items())
    if isinstance(told, list) and isinstance(again, list):
        return len(told) == len(again) and all(map(same, again, told))
    return bool(again == told)


RETURNS = frozenset({"kind", "year", "added", "reduced", "offset", "overpaid", "findings", "fund_source", "budget_item"})  # fmt: skip


@pytest.fixture(params=["office", "served"])
def lived(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store in which much has happened."""
    monkeypatch.setattr(workspace, "now", lambda: datetime(2026, 6, 1, 1, 0, tzinfo=UTC))
    for name in ("STORE", "LANG", "ROLE", "ACTOR"):
        monkeypatch.delenv(f"SVCCTL_{name}", raising=False)
    original = request.getfixturevalue(f"{request.param}_original")
    return Path(shutil.copy(original, tmp_path / "store.db"))


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command line answers as JSON."""

    def call(store: Path | str, *args: str) -> Any:
        capsys.readouterr()
        assert main([*args, "--store", str(store), "--format", "json", "--lang", "zh"]) == 0
        return json.loads(capsys.readouterr().out)

    return call


def test_the_figures_are_those_of_the_command_line(lived: Path, ask: Any) -> None:
    """Row by row and total by total, at two days, of every list."""
    with svcctl.open_store(lived, lang="zh") as store:
        for on in (DAY, "2025-09-20"):
            contracts = ask(lived, "contract", "list", "--as-of", on)["contracts"]
            assert [
                fault
                for value, row in zip(store.contracts(as_of=on), contracts, strict=True)
                for fault in differing(value, row)
            ] == []
            for told, args in (
                (store.due(as_of=on, within=60), ("payments", "due", "--within", "60")),
                (store.schedule(as_of=on), ("payments", "schedule")),
            ):
                answer = ask(lived, *args, "--as-of", on)
                rows = answer.pop("instalments")
                assert differing(told, answer) == []
                instalments = [row for row in rows if row["kind"] == "instalment"]
                back = [row for row in rows if row["kind"] == "guarantee"]
                kind = frozenset({"kind"})
                assert [f for v, r in zip(told, instalments, strict=True) for f in differing(v, r, kind)] == []  # fmt: skip
                assert [f for v, r in zip(told.returns, back, strict=True) for f in differing(v, r, RETURNS)] == []  # fmt: skip
            damages = ask(lived, "damages", "assess", "--as-of", on)
            found = store.damages(as_of=on)
            assert differing(found, damages, frozenset({"of_which"})) == []
            assert len(found) == len(damages["lines"])
            duties = ask(lived, "obligations", "list", "--as-of", on)["obligations"]
            assert duties or on != DAY
            kept = store.obligations(as_of=on)
            assert [f for v, r in zip(kept, duties, strict=True) for f in differing(v, r)] == []


def test_explanations_are_those_of_the_command_line(lived: Path, ask: Any) -> None:
    """Of instalments, lines of damages and guarantees; dates are dates and sums are decimals."""
    with svcctl.open_store(lived, lang="zh") as store:
        due = store.due(as_of=DAY)
        named = [each.id for each in (*due.instalments[:12], *due.returns[:3])]
        named += [each.id for each in store.damages(as_of=DAY).lines[:4]]
        for name in named:
            told = store.explain(name, as_of=DAY)
            answer = ask(lived, "explain", name, "--as-of", DAY)
            steps = answer.get("explained") or answer["steps"]
            assert [told_again({"step": s.step, "words": s.words, **s.values}) for s in told.steps] == steps  # fmt: skip
            assert told.about is not None
            assert told.about.id == name
            assert told_again(told.answer) == answer
            assert [fault for step in told.steps for fault in wrongly_typed(step)] == []


def wrongly_typed(step: values.Step) -> Iterator[str]:
    """The values of a step that are of another type than the schema says."""
    for key, value in step.values.items():
        if refs := KINDS.get((step.step, key)):
            if isinstance(value, date) and "date" not in refs and "date-or-null" not in refs:
                yield f"{step.step}.{key}: {value!r}"
            if isinstance(value, str) and refs <= {"date", "date-or-null", "sum", "sum-or-null"}:
                yield f"{step.step}.{key}: {value!r}"


def _kinds() -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for each in json.loads((SCHEMAS / "steps.json").read_text("utf-8"))["$defs"].values():
        own = each.get("properties", {})
        name = own.get("step", {}).get("const")
        for key, value in own.items():
            if name and "$ref" in value:
                found.setdefault((name, key), set()).add(value["$ref"].rpartition("/")[2])
    return found


KINDS = _kinds()


def test_there_is_a_field_for_whatever_an_answer_can_say() -> None:
    """By the schemas of the answers, in which every key is named."""
    schema = json.loads((SCHEMAS / "common.json").read_text("utf-8"))["$defs"]
    listed = json.loads((SCHEMAS / "contract-list.json").read_text("utf-8"))
    duties = json.loads((SCHEMAS / "obligations.json").read_text("utf-8"))
    contract = listed["properties"]["contracts"]["items"]["properties"]
    for kind, keys in (
        (values.Instalment, {*schema["instalment"]["properties"]} - {"kind"}),
        (values.GuaranteeReturn, {*schema["guarantee-row"]["properties"]} - RETURNS),
        (values.DamagesLine, {*schema["line"]["properties"]}),
        (values.Span, {*schema["span"]["properties"]}),
        (values.Contract, {*listed["$defs"]["contract"]["properties"], *contract}),
        (values.Obligation, {*duties["properties"]["obligations"]["items"]["properties"]}),
    ):
        named = {SPANS.get(each.name, each.name) for each in fields(kind)}
        assert keys - named == set(), kind


def test_importing_the_package_loads_nothing_and_reading_little() -> None:
    """Commands start with the package too; reading needs no command line and no ORM."""
    code = (
        "import sys\n"
        "before = set(sys.modules)\n"
        "import svcctl\n"
        "assert set(sys.modules) - before == {'svcctl'}\n"
        "svcctl.open_store, svcctl.__version__\n"
        "import svcctl.desk.explaining\n"
        "print([m for m in ('typer', 'click', 'sqlalchemy', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    with pytest.raises(AttributeError, match="nothing"):
        _ = svcctl.nothing


def test_days_and_moments_may_be_values_or_text(
    demo_store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with svcctl.open_store(demo_store) as store:
        day = date(2026, 4, 9)
        told = store.due(as_of=day)
        assert told == store.due(as_of="2026年4月9日")
        assert told == store.due(as_of=datetime(2026, 4, 9, 12, tzinfo=UTC))
        assert told.overdue == Decimal("406000.00")
        assert [each.id for each in told] == [each.id for each in told.instalments]
        now = workspace.now()
        for moment in (now, now.astimezone(workspace.SHANGHAI).replace(tzinfo=None), now.isoformat()):  # fmt: skip
            assert store.contract("资源县", known_at=moment).total == Decimal("870000.00")
        assert capsys.readouterr() == ("", "")  # a library tells nothing beside its answers
        with pytest.raises(svcctl.Refused) as refused:
            store.contracts(known_at="2020-01-01")
        assert refused.value.key == "known-at.before-store"


def test_values_never_change(demo_store: Path) -> None:
    with svcctl.open_store(demo_store) as store:
        terms = store.terms("zyfy-his-2025", as_of=DAY)
        assert terms.rules[0].rate == "5%"
        assert not terms.findings[0].settled
        assert terms.parties[1].accounts[0].bank == "柳州银行股份有限公司三角地支行"
        with pytest.raises(FrozenInstanceError):
            terms.title = ""  # type: ignore[misc]
        with pytest.raises(TypeError):
            terms.document["price"] = 1  # type: ignore[index]
        assert isinstance(terms.document["parties"], tuple)
        # as notebooks and tables take them: copied, sent to another process, as dictionaries, in sets
        told = (terms, store.explain("Y1-advance", as_of=DAY), store.due(as_of=DAY), store.damages(as_of=DAY))  # fmt: skip
        for value in told:
            assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
            assert asdict(value)
            assert len({value, copy.copy(value)}) == 1


def test_what_is_refused_is_one_exception_with_its_sentence_in_both_languages(
    demo_store: Path, tmp_path: Path
) -> None:
    with svcctl.open_store(demo_store, lang="zh") as store:
        with pytest.raises(svcctl.Refused) as refused:
            store.schedule("nichts")
        assert str(refused.value) == refused.value.zh
        assert refused.value.zh.startswith("没有合同 nichts")
        assert refused.value.en.startswith("there is no contract")
        assert refused.value.key == "contract.unknown"
        for wrong in (
            lambda: store.due(within=-1),
            lambda: store.due(as_of="whenever"),
            lambda: store.contract("zyfy-his-2025", as_of="2020-01-01"),
            lambda: store.explain("Y9-advance"),
        ):
            with pytest.raises(svcctl.Refused):
                wrong()
    with pytest.raises(svcctl.Refused, match="关闭"):
        store.contracts()
    for missing in (tmp_path / "none.db", "mysql://there"):
        with pytest.raises(svcctl.Refused):
            svcctl.open_store(missing, lang="en")
    with pytest.raises(svcctl.Refused):
        svcctl.open_store(demo_store, role="nobody")


def test_nothing_is_written(demo_store: Path) -> None:
    """A store that nobody may write can be read."""
    before = demo_store.read_bytes()
    demo_store.chmod(0o400)
    with svcctl.open_store(demo_store) as store:
        assert store.due(as_of=DAY)
        assert store.damages(as_of=DAY)
    assert demo_store.read_bytes() == before


def test_a_store_on_a_server_answers_the_same(
    demo_store: Path, postgres: Any, demo_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.url(demo_database)
    with svcctl.open_store(demo_store) as here, svcctl.open_store(url) as there:
        assert here.due(as_of=DAY) == there.due(as_of=DAY)
        assert here.contracts(as_of=DAY) == there.contracts(as_of=DAY)
    monkeypatch.setenv("SVCCTL_STORE", url)
    with svcctl.open_store() as usual:
        assert len(usual.contracts(as_of=DAY)) == 1
