"""Pairs of features: whatever two things happen to a contract, in either order, every answer stays right."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from features import FEATURES, LIVED, TODAY, Feature, happen, write_files
from invariants import (
    READING_COMMANDS,
    case_of,
    everything_holds,
    marks_are_right,
    no_stumble,
    sums_add_up,
    told_well,
    total_adds_up,
)
from office import Answer, Office

NOW, IN_BETWEEN = date(2026, 12, 1), date(2026, 6, 16)
A_FEW = 7
profile = settings.get_current_profile_name


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The seed contract after a payment in time, a breach, and both reports of year 1."""
    folder = tmp_path_factory.mktemp("lived")
    office = Office(folder, TODAY, folder)
    write_files(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVCCTL_LANG", "en")
        for command in ("init --demo", *LIVED):
            office.do(command)
    return office


@pytest.fixture
def office(lived: Office, tmp_path: Path) -> Office:
    """A copy of it to work on."""
    return lived.copy(tmp_path)


@pytest.mark.parametrize("feature", FEATURES, ids=lambda feature: feature.name)
def test_each_feature_alone(feature: Feature, office: Office) -> None:
    """It is taken on the contract as it is; then every command answers, in both languages."""
    assert {said.code for said in happen(feature, office)} == {0}
    for lang in ("zh", "en"):
        no_stumble(office, NOW, READING_COMMANDS, lang)
    for day in (IN_BETWEEN, NOW):
        everything_holds(office, day)
        marks_are_right(office, day)
        sums_add_up(office.json("payments due --as-of", day))
        total_adds_up(office.do("payments schedule --lang en --as-of", day).out)


def partners(first: Feature) -> list[tuple[int, Feature]]:
    """The features that come after one, each with the pair's number.

    Any two meet once, and with `thorough` in both orders.
    """
    name = profile()
    place, count = FEATURES.index(first), len(FEATURES)
    steps = range(count) if name == "thorough" else range(1, count // 2 + 1)
    numbered = [(place * count + step, FEATURES[(place + step) % count]) for step in steps]
    if name == "gate":  # every other pair: all of them are looked at under `ci`
        return numbered[place % 2 :: 2]
    return [pair for pair in numbered if name != "quick" or pair[0] % A_FEW == 0]


@pytest.mark.parametrize("first", FEATURES, ids=lambda feature: feature.name)
def test_pairs(first: Feature, office: Office, tmp_path: Path) -> None:
    """A second feature is taken or refused; every answer is right; taken back, it leaves everything as it was."""
    happen(first, office)
    known, answers = len(case_of(office, NOW).recorded), undone(office)
    for number, second in partners(first):
        both = office.copy(tmp_path / str(number))
        try:
            meet(second, both, number)
            events = [fact.id for fact in case_of(both, NOW).recorded[known:]]
            # every third pair, and with `thorough` each: it costs as much as looking at the answers
            if events and (number % 3 == 1 or profile() == "thorough"):
                both.do("audit retract --reason wrong", *events)
                assert undone(both) == answers
        except AssertionError as error:
            error.add_note(f"{first.name}, then {second.name}")
            raise
        both.store.unlink()


def meet(second: Feature, office: Office, number: int) -> None:
    """Let the second feature happen, and look at every answer."""
    for said in happen(second, office):
        told_well(said.out)
    everything_holds(office, NOW)
    if number % 3 == 0:  # enough to meet every feature with every command
        marks_are_right(office, NOW)
        lang = "zh" if number % 2 else "en"
        no_stumble(office, NOW, READING_COMMANDS[number % A_FEW :: A_FEW], lang)


def undone(office: Office) -> list[Answer]:
    """What must be as it was once a fact is taken back."""
    return [office.json(command) for command in ("payments schedule", "damages assess")]
