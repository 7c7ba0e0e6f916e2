"""The questions about what few contracts name: service, findings, readings, articles without sums."""

from svcctl.billing.terms import READING_CHOICES
from svcctl.contracts.form import ABOUT, FORM
from svcctl.interview.question import Question, Section

_LEVEL = FORM["service_levels"].fields or {}
_KINDS = (FORM["service_plan"].fields or {})["kind"].choices
_SIDES = (FORM["appraisal"].fields or {})["in_order"].choices
HOURS = _LEVEL["hours"].choices
_KEY = Question("key", "key", quiet=True, usual="key")
_ARTICLE = Question("article", "text", usual="article")


def _titled(name: str, *more: Question, article: bool = True) -> Section:
    """Rows that have a title, perhaps more, and an article."""
    questions = (Question("title", "title"), _KEY, *more, *((_ARTICLE,) if article else ()))
    return Section(name, name, questions, repeated=True, optional=True, gate="service")


SERVICE_LEVELS = Section("service_levels", "service_levels", (
    Question("regime", "text", usual="regime"),
    Question("level", "text"),
    Question("severity", "count", usual="severity"),
    Question("title", "title"),
    Question("answer_within", "duration", optional=True),
    Question("dispatch_within", "duration", optional=True),
    Question("restore_within", "duration", optional=True),
    Question("restore_from", "choice", (("restored", ("yes",)),),
             choices=_LEVEL["restore_from"].choices, optional=True),
    Question("hours", "choice", choices=HOURS, usual=HOURS[0]),
    Question("dispatch_hours", "choice", (("dispatched", ("yes",)),), choices=HOURS, optional=True),
    Question("waits", "texts", optional=True),
    Question("engineers", "count", optional=True),
    Question("breach", "choice", offers="breaches", optional=True),
    _ARTICLE,
), repeated=True, optional=True, gate="service")  # fmt: skip
SERVICE_PLAN = _titled(
    "service_plan",
    Question("kind", "choice", choices=_KINDS, optional=True),
    Question("every", "span", optional=True),
    Question("breach", "choice", offers="breaches", optional=True),
)
FINDINGS = Section("findings", "findings", (
    Question("about", "choice", choices=ABOUT),
    Question("key", "key", quiet=True, optional=True),
    Question("title", "title", optional=True),
    Question("values", "finding"),
    Question("severity", "choice", choices=("stop", "warn", "note"), usual="warn"),
), repeated=True, gate="findings")  # fmt: skip
APPRAISAL = Section("appraisal", "appraisal", (
    Question("in_order", "choice", choices=_SIDES, usual="purchaser"),
    Question("not_in_order", "choice", choices=_SIDES, usual="supplier"),
    Question("article", "text"),
), gate="appraisal")  # fmt: skip
READINGS = Section("readings", "readings", (
    Question("which", "choices", choices=tuple(READING_CHOICES)),
    *(
        Question(key, "choice", ((f"which:{key}", ("yes",)),), choices=choices)
        for key, choices in READING_CHOICES.items()
        if key != "severity"
    ),
    Question("severity", "text", (("which:severity", ("yes",)),)),
), gate="readings")  # fmt: skip
CLAUSES = Section("clauses", "clauses", (
    Question("article", "text"),
    Question("title", "title"),
    Question("why", "title"),
), repeated=True, gate="clauses")  # fmt: skip

SECTIONS = (
    SERVICE_LEVELS,
    SERVICE_PLAN,
    _titled("services"),
    _titled("systems", article=False),
    FINDINGS,
    APPRAISAL,
    READINGS,
    CLAUSES,
)
