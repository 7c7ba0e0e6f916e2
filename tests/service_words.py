"""The families of keys of the service's record, and every value that they are put together from."""

import ast
from pathlib import Path

import svcctl
from svcctl.answers.matter_told import CHOSEN
from svcctl.cli import NOUNS, verbs
from svcctl.delivery.clocks import MET, MISSED, RUNNING, STOPPED
from svcctl.delivery.nouns import NOUNS as KINDS
from svcctl.delivery.nouns import WORDS, every_verb
from svcctl.desk.service_nouns import OF_EVERY_RECORD, help_of
from svcctl.desk.serving_options import SOURCES
from svcctl.i18n import subject
from svcctl.papers import draft_ahead as ahead
from svcctl.papers import draft_incidents as incidents
from svcctl.papers import draft_lists as lists
from svcctl.papers import draft_missed as missed
from svcctl.papers import draft_report as report
from svcctl.papers import draft_silent as silent
from svcctl.papers import draft_works as works
from svcctl.papers.service_exhibits import SHEETS

RULES = Path(svcctl.__file__).parent / "delivery" / "rules.py"
SAID = subject("serving")


def refused() -> set[str]:
    """What the rules of the record refuse, by the last part of each key."""
    tree = ast.parse(RULES.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", "") == "refusal"]
    return {str(ast.literal_eval(call.args[0])) for call in named}


def told() -> set[str]:
    """Every key under which an act tells something of its own."""
    own = {option.key for _, verb in every_verb() for option in verb.told}
    shared = {"confirmed_by", "reason", "note"}
    return (own - shared) | {"waited", "when", "time"}


def of_one_kind(family: str) -> set[str]:
    """What one kind says otherwise than the others, as the catalogue has it."""
    return {
        key.partition(".")[2]
        for key in SAID
        if key.startswith(f"{family}.") and key.count(".") == 2
    }


def drafted() -> set[str]:
    """The headings of every column of the drafted report."""
    tables = (ahead.MONEY, ahead.PAPERS, ahead.AHEAD, ahead.CARRIED, incidents.LIMITS, report.CARD,
              incidents.OF_LEVELS, missed.MISSED_COLUMNS, missed.CONTESTED_COLUMNS, report.KINDS,
              silent.SILENT, works.TURNS, works.RISKS, works.SHIFTS, works.REQUESTS)  # fmt: skip
    fields = {field.key for fields in lists.LISTS.values() for field in fields}
    return fields | {key for table in tables for key, *_ in table} | {"system"}


STATES = {state for noun in KINDS.values() for state in noun.states}
MADE = (  # keys that a function makes
    {help_of(noun, verb) for noun in NOUNS for verb in ("", *(verbs(noun)))}
    | {f"export.{name}" for name in SHEETS}
    | {f"state.{state}" for state in STATES}
    | {
        f"opt.service-{each.name}"
        for verb in (*(v for _, v in every_verb()), *WORDS)
        for each in verb.told
    }
) - {"opt.service-reason", "opt.service-note"}
FAMILIES: dict[str, set[str]] = {
    "draft.col-{}": drafted(),
    "draft.h-{}": {subject.heading for subject in works.SUBJECTS},
    "draft.silent-{}": {"level", "system", "validity"},
    "draft.task-{}": {"owner", "manager", "vip", "engineer", "expert"},
    "draft.test-{}": {"passed", "failed"},
    "field-act.{}": told(),
    "matter.about-{}": {"systems", "level", "links", "turns"},
    "matter.clock-{}": {RUNNING, STOPPED, MET, MISSED},
    "matter.duty-{}": {"planned", "swapped", "stands-in"},
    "matter.fell-{}": {"restored", "closed", "level", "duplicate"},
    "matter.mark-{}": {"agreed", "inferred", "contested", "excused", "provisional"},
    "matter.missing-{}": {"signed-note", "signed-leave", "form"},
    "matter.scope-{}": {"remote", "database"},
    "matter.source-{}": set(SOURCES.split("|")),
    "matter.value-{}": {
        choice
        for _, verb in every_verb()
        for option in verb.told
        if option.key in CHOSEN and option.key != "clock"
        for choice in option.choices
    },
    "matter.wait-{}": {"user", "access", "third-party"},
    "noun.{}": {*KINDS, "plan"},
    "refusal.matter.{}": refused(),
    "score.state-{}": {"done", "missed", "not_recorded", "open"},
    "state.{}.{}": of_one_kind("state"),
    "verb.{}": {verb.name for _, verb in every_verb()}
    | {verb.name for verb in WORDS}
    | {"done", "miss", *OF_EVERY_RECORD, "remote", "who", "search", "import"},
    "verb.{}.{}": of_one_kind("verb"),
}
