"""The keys of the words that questions about a contract are put together from."""

from svcctl.contracts.form import UNITS
from svcctl.i18n import subject
from svcctl.interview.catalogue import (
    BY_EVENT,
    DATE,
    DAY_OF_MONTH,
    NONE,
    ON,
    ONCE,
    PERIODS,
    SECTIONS,
)
from svcctl.interview.lists import LISTS
from svcctl.interview.question import KEEP, YES_NO
from svcctl.interview.rules import PASTES
from svcctl.interview.spoken import LINES, LISTED
from svcctl.interview.walk import READ, questions

OFFERED = {  # what is chosen from among what was answered before
    "when": {*BY_EVENT, DAY_OF_MONTH, DATE, ON, NONE},
    "every": {ONCE, *PERIODS},
    "split": {"whole", "per-year", "years"},
    "calendar": {"CN", "region"},
    "needs": {"settlement"},
    "paper": {"last"},
}
OWN = {"lodge-when.none", "back-when.none", "obligations.when.none"}
OWN |= {"force_majeure.who.supplier", "force_majeure.who.both"}
_ALL = [(section.name, question) for _, section, question in questions()]
_PLAIN = {"cap_of", "gate", "article"}


def bare(key: str) -> str:
    """A question's key without what tells two dates of one table apart."""
    return key.removeprefix("lodge-").removeprefix("back-")


SHARED = {"paper", "payment", "days", "unit", "day", "month", "on"}  # asked alike wherever asked
SHARED |= {"bond", "date", "since", "roll"}
WORDS = subject("asking")
# what is asked with the words that the contract file's own reference has needs none of its own
Q_OWN = {f"{name}.{question.key}" for name, question in _ALL if bare(question.key) not in SHARED}
Q_OWN = {each for each in Q_OWN if f"ask.q.{each}" in WORDS}
CHOICES = {
    f"{bare(question.key)}.{choice}"
    for _, question in _ALL
    for choice in question.choices
    if question.key not in _PLAIN and question.kind != "yes"
}
CHOICES |= {f"{key}.{choice}" for key, choices in OFFERED.items() for choice in choices}
HOW = (READ.keys() | {"yes", "choice", "choices", "article"}) | {
    "instalments.much",
    "damages.rate",
    "needs",
    "severity",
    "engineers",
}
MADE = {f"ask.choice.{each}" for each in (*CHOICES, *OWN, KEEP, *YES_NO)} & WORDS.keys()
MADE |= {f"ask.how.{each}" for each in HOW}
FAMILIES: dict[str, set[str]] = {
    "ask.choice.unit.{}": set(UNITS),
    "ask.listed.{}": {"bands", "points-off", "finding", "bank-accounts", "tiers", "years", "months"}
    | {"running", "failed"},
    "ask.choice.when.{}": OFFERED["when"],
    "ask.part.{}": {section.name for section in SECTIONS},
    "ask.has.{}": {section.name for section in SECTIONS if section.optional and not section.gate},
    "ask.line.{}.{}": {f"{name}.{key}" for name, key in {*LINES, *LISTED, PASTES}},
    "ask.q.{}": SHARED,
    "refusal.ask.{}": set(LISTS),
    "ask.q.{}.{}": Q_OWN,
    "ask.to.pool-{}": {"contract", "breach"},
    "ask.usual.{}": {"source", "bond"},
    "ask.to.{}": {"term", "term-about", "period-start", "period-end", "wait", "at-once"}
    | {"once", "once-example", "per", "per-example", "cap", "cap-example"},
}
