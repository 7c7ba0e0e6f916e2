"""From the answers so far to the next question and to the contract file: pure, and the same each time."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from svcctl.billing.refusal import Refusal
from svcctl.interview import lists, typed
from svcctl.interview.catalogue import BY_EVENT, SECTIONS, WHEN
from svcctl.interview.due import LAST, PLUS, Table
from svcctl.interview.gates import opened_by
from svcctl.interview.question import (
    ANY,
    KEEP,
    MORE,
    NO,
    YES,
    Answers,
    Asked,
    Question,
    Section,
    Turn,
)
from svcctl.interview.returned import read_returns
from svcctl.interview.rows import built, told
from svcctl.interview.sofar import MEMBERS, ROLES, Sofar

Labels = Callable[[Asked, str, Sofar], str]  # what a choice is called
Implied = Callable[[Asked], str | None]  # the answer that leaving a question out means
ASK_ANY = Question(ANY, "yes")
ASK_MORE = Question(MORE, "yes")


class Walk(NamedTuple):
    """How far the answers lead: what was answered, what is asked next, what they make."""

    turns: tuple[Turn, ...]
    pending: Asked | None  # None when everything is answered
    sofar: Sofar
    finished: frozenset[str]  # sections that are answered to their end
    refused: Refusal | None = None  # what is wrong with the answer that is kept for what is asked
    unused: tuple[str, ...] = ()

    @property
    def document(self) -> Table:
        """The contract file as far as it is answered."""
        return self.sofar.document


class _Open(Exception):
    def __init__(self, asked: Asked, refused: Refusal | None = None) -> None:
        super().__init__(asked.path)
        self.asked = asked
        self.refused = refused


class _Walker:
    """One walk through the questions; its document grows with the answers."""

    def __init__(
        self, answers: Answers, sofar: Sofar, labels: Labels, implied: Implied | None
    ) -> None:
        self.answers, self.sofar, self.labels, self.implied = answers, sofar, labels, implied
        self.turns: list[Turn] = []
        self.finished: set[str] = set()
        self.flags: dict[str, str] = {}  # what the contract was said to have

    def walk(self) -> None:
        for section in SECTIONS:
            self._section(section)
            self.finished.add(section.name)

    def _section(self, section: Section) -> None:
        before = rows_of(section, self.sofar)
        if section.gate and f"special:{section.gate}" not in self.flags:
            self._put(section, [])
            return
        if section.optional:
            known = any(before)
            if self._ask(section, ASK_ANY, 0, YES if known else NO, known) == NO:
                self._put(section, [])
                return
        rows: list[Table] = []
        while True:
            row = len(rows)
            rows.append(self._row(section, rows, before[row] if row < len(before) else {}))
            if not section.repeated:
                return
            more = row + 1 < len(before)
            usual = YES if more or self._unshared(section) else NO
            if self._ask(section, ASK_MORE, row, usual, bool(before)) == NO:
                return

    def _unshared(self, section: Section) -> bool:
        """Whether the instalments so far do not make the whole yet."""
        rows = self.sofar.document.get("instalments", [])
        last = rows[-1] if rows else {}
        return (
            section.name == "instalments"
            and "share" in last
            and bool(
                self.sofar.proposal(
                    "rest", "instalments", len(rows), {"every": last.get("every", "")}
                )
            )
        )

    def _row(self, section: Section, rows: list[Table], before: Table) -> Table:
        given: dict[str, str] = {}
        known = told(section.name, before, self.sofar.lang)
        row = len(rows)
        table: Table = {}
        for question in section.questions:
            now = self.flags | given | derived(self.flags | given)
            if not question.asked(now):
                continue
            asked = self._asked(section, question, row, now, known)
            if asked is None:
                continue
            given[question.key] = self._answered(asked)
            table = built(section.name, given, before, self.sofar.lang)
            self._put(section, [*rows, table])
        table = built(section.name, given, before, self.sofar.lang)
        self._put(section, [*rows, table])
        if section.name == "contract":
            self.flags = opened_by(given) | derived_of_whole(given)
        return table

    def _asked(
        self, section: Section, question: Question, row: int, given: Answers, known: Answers
    ) -> Asked | None:
        sofar, choices = self.sofar, question.choices
        if question.offers:
            choices = sofar.choices(question.offers, section.name, row, given)
            kept = known.get(question.key, "")
            if kept == KEEP or (kept and question.kind == "choice" and kept not in choices):
                choices = (*choices, kept)
            if not choices:
                return None
        at = known.get(question.key, "")
        if question.offers and question.kind == "choices":  # one of them may have been left out
            at = ",".join(each for each in at.split(",") if each in choices)
        fresh = not at and question.usual
        usual = sofar.proposal(question.usual, section.name, row, given) if fresh else ""
        if question.kind == "choice" and choices and usual not in choices:
            usual = ""  # what is usual is not among what there is here
        path = f"{section.name}[{row}]" if section.repeated else section.name
        path = f"{path}.{question.key}" if section.name != "contract" else question.key
        return Asked(path, section, row, question, choices, at or usual, bool(at))

    def _ask(self, section: Section, question: Question, row: int, usual: str, known: bool) -> str:
        many = f"{section.name}[{row}]" if question.key == MORE else section.name
        path = f"{many}.{question.key}"
        return self._answered(Asked(path, section, row, question, (YES, NO), usual, known))

    def _answered(self, asked: Asked) -> str:
        """The answer to a question; else the walk ends there."""
        text = self.answers.get(asked.path)
        alone = len(asked.choices) == 1 and asked.question.kind == "choice"
        if alone and asked.question.offers and not asked.question.optional:
            return asked.choices[0]  # nothing to choose
        one_paper = asked.question.offers == "paper" and len(asked.choices) == 2
        one_paper = one_paper and LAST in asked.choices  # that one, or all of that one
        if text is None and (asked.question.quiet or one_paper):
            text = asked.proposed
        if text is None and self.implied:
            text = self.implied(asked)
        if text is None:
            raise _Open(asked)
        if text not in asked.choices and _known(asked, text):
            asked = asked._replace(choices=(*asked.choices, text))
        try:
            value = read(asked, text, self.labels, self.sofar)
        except Refusal as refused:
            raise _Open(asked, refused) from None
        self.turns.append(Turn(asked, value))
        return value

    def _put(self, section: Section, rows: list[Table]) -> None:
        self.sofar = self.sofar._replace(document=put(self.sofar, section, rows))


def _known(asked: Asked, text: str) -> bool:
    """Whether the file may say so, though it is seldom meant and not offered."""
    offers = asked.question.offers
    if offers.endswith("when"):
        return text in WHEN
    return offers in ("paper", "payment") and KEYED.fullmatch(text) is not None


KEYED = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def walk(answers: Answers, sofar: Sofar, labels: Labels, implied: Implied | None = None) -> Walk:
    """As far as the answers lead from the start, with those that are `implied` by their absence."""
    walker = _Walker(answers, sofar, labels, implied)
    pending, refused = None, None
    try:
        walker.walk()
    except _Open as open_:
        pending, refused = open_.asked, open_.refused
    seen = {turn.asked.path for turn in walker.turns}
    unused = tuple(path for path in answers if path not in seen)
    done = frozenset(walker.finished)
    return Walk(tuple(walker.turns), pending, walker.sofar, done, refused, unused)


def read(asked: Asked, text: str, labels: Labels, sofar: Sofar) -> str:
    """What was typed as the answer to a question; Refusal where it is none."""
    question, bare = asked.question, text.strip()
    if question.optional and (not bare or bare.casefold() in typed.SKIPPED):
        return ""
    if bare == KEEP and asked.proposed == KEEP:
        return KEEP
    if not bare:
        raise Refusal("ask.text")
    if question.kind == "yes":
        return typed.yes_or_no(bare)
    if asked.choices and question.kind == "payees":
        return _payees(asked, bare, labels, sofar)
    if asked.choices:
        chosen = _chosen(asked, bare, labels, sofar)
        if not chosen and not question.optional:
            raise Refusal("ask.text")
        return chosen
    found = READ[question.kind](bare)
    if question.kind == "much" and found == "rest":
        if not asked.proposed:
            raise Refusal("ask.no-rest")
        return READ[question.kind](asked.proposed)
    return found


READ = typed.READ | lists.READ | {"returns": read_returns}


def _chosen(asked: Asked, text: str, labels: Labels, sofar: Sofar) -> str:
    """A choice, or several; a file of answers may name them in the other language."""
    reader = typed.choices_of if asked.question.kind == "choices" else typed.choice_of
    other = sofar._replace(lang="en" if sofar.lang == "zh" else "zh")
    refused: list[Refusal] = []
    for each in (sofar, other):
        called = {value: labels(asked, value, each) for value in asked.choices}
        try:
            return reader(text, asked.choices, called)
        except Refusal as problem:
            refused.append(problem)
    raise refused[0]


def _payees(asked: Asked, text: str, labels: Labels, sofar: Sofar) -> str:
    """Suppliers by their keys, numbers or names, each with its share; one alone without."""
    called = {value: labels(asked, value, sofar) for value in asked.choices}
    rows = lists.read_rows("payees", text)
    parties = [typed.choice_of(row["party"], asked.choices, called) for row in rows]
    named = [row | {"party": party} for row, party in zip(rows, parties, strict=True)]
    return lists.tell_rows("payees", named)


def derived(given: Answers) -> dict[str, str]:
    """What follows from answers for the questions after them."""
    rate, cap, much = (given.get(key, "") for key in ("rate", "cap", "much"))
    needs = given.get("needs") or given.get("when") == "receipt"
    waits = given.get("when") not in ("on", "date", "period-start", "year-start")
    facts = {
        "late": bool(needs) and waits,
        "rated": rate == KEEP or rate[-1:] in ("%", "‰"),
        "paid": bool(rate),
        "capped": bool(rate),
        "has_cap": bool(cap),
        "cap_share": cap[-1:] in ("%", "‰"),
        "long": given.get("per", "once") not in ("once", "1"),
        "priced": bool(given.get("total")),
        "splits": bool(given.get("total")) or "open-total" in given,
        "graded": bool(given.get("full_from")),
        "collected": much == "collects",
        "estimated": much not in ("", "settled"),
        "proved": bool(given.get("evidence")),
        "restored": bool(given.get("restore_within")),
        "dispatched": bool(given.get("dispatch_within")),
    }
    facts |= {key: holds for prefix in PREFIXES for key, holds in _of_due(given, prefix)}
    return opened_by(given) | {key: YES for key, holds in facts.items() if holds}


PREFIXES = ("", "lodge-", "back-")


def _of_due(given: Answers, prefix: str) -> Iterator[tuple[str, bool]]:
    """What follows from the answers about one date."""
    days, when = given.get(f"{prefix}days", ""), given.get(f"{prefix}when", "")
    bare = days.rpartition(PLUS)[2]
    yield f"{prefix}bare", bare.isdigit()
    worked = "working-day" in (
        days + given.get(f"{prefix}day", "") + given.get(f"{prefix}unit", "")
    )
    fixed = when in ("on", "date", "day-of-month")
    yield f"{prefix}rolls", (fixed or when in BY_EVENT) and not worked


def derived_of_whole(given: Answers) -> dict[str, str]:
    """What follows for every part from what the contract has."""
    special = set(given.get("special", "").split(","))
    facts = {
        "open-total": bool({"items", "settled"} & special),
        "special:settled": "assessments" in special,  # a score finds a sum
    }
    return {key: YES for key, holds in facts.items() if holds}


# -- the document ----------------------------------------------------------------------------------


def rows_of(section: Section, sofar: Sofar) -> list[Table]:
    """What the file that one starts from has of a section."""
    if section.name in ROLES:
        return [sofar.party(section.name, sofar.base)]
    return sofar.rows(section.place, sofar.base) if section.place else [sofar.base]


def rows_there(section: Section, sofar: Sofar) -> bool:
    """Whether the file that one starts from has anything of a section."""
    return bool(section.place) and any(rows_of(section, sofar))


def put(sofar: Sofar, section: Section, rows: list[Table]) -> Table:
    """The document with the rows of a section in their place."""
    document = dict(sofar.document)
    if not section.place:
        tables = {key for each in SECTIONS for key in [each.place.partition(".")[0]] if key}
        own = {key: value for key, value in rows[0].items() if key not in tables}
        return {key: value for key, value in document.items() if key in tables} | own
    if section.place.startswith("parties"):
        document["parties"] = _parties(sofar, section, rows)
    elif rows and rows != [{}]:
        document[section.place] = rows if section.repeated else rows[0]
    else:
        document.pop(section.place, None)
    return document


def _parties(sofar: Sofar, section: Section, rows: list[Table]) -> list[Table]:
    """The parties, some of them as they are answered now; those that nobody asks for stay."""
    there = {"parties": sofar.document.get("parties", [])}
    mains = {role: sofar.party(role, there) for role in ROLES}
    members = sofar.rows(MEMBERS, there)
    if section.name in ROLES:
        kept = mains[section.name].get("accounts")
        mains[section.name] = {"role": section.name} | rows[0]
        if kept:
            mains[section.name]["accounts"] = kept
    elif section.place == MEMBERS:
        members = rows
    else:
        bare = {key: value for key, value in mains["supplier"].items() if key != "accounts"}
        mains["supplier"] = bare | ({"accounts": rows} if rows else {})
    return [each for each in _in_order(sofar, mains, list(members)) if each]


def _in_order(sofar: Sofar, mains: dict[str, Table], members: list[Table]) -> Iterator[Table]:
    """The parties as the file that one starts from has them, then the others."""
    left = dict(mains)
    for party in sofar.base.get("parties", []):
        role = party.get("role", "")
        if party is sofar.party(role, sofar.base) and role in left:
            yield left.pop(role)
        elif role == "supplier" and members:
            yield members.pop(0)
        elif role != "supplier":
            yield party
    yield from left.values()
    yield from members


def questions() -> Iterator[tuple[str, Section, Question]]:
    """Every question there is, by its path without the numbers of rows."""
    for section in SECTIONS:
        if section.optional:
            yield f"{section.name}.{ANY}", section, ASK_ANY
        for question in section.questions:
            path = question.key if section.name == "contract" else f"{section.name}.{question.key}"
            yield path, section, question
        if section.repeated:
            yield f"{section.name}.{MORE}", section, ASK_MORE


def strange(answers: Mapping[str, str]) -> list[str]:
    """The paths that no question has."""
    known = {path for path, _, _ in questions()}
    return [path for path in answers if re.sub(r"\[\d+\]", "", path) not in known]
