"""Asking a contract's questions at a terminal or taking the answers of a file: the thin shell of it."""

import re
from pathlib import Path
from typing import Any, NamedTuple

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import CalendarNamed, Case
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.files import (
    FORM,
    LARGEST_CONTRACT,
    LARGEST_FORM,
    is_form,
    refuse_bad,
    shipped_calendars,
    what_is_wrong,
)
from svcctl.i18n import Words
from svcctl.interview import removal, telling
from svcctl.interview.amiss import Amiss, amiss
from svcctl.interview.answer_file import Given, answer_lines, given_in, paths_near
from svcctl.interview.catalogue import SECTIONS
from svcctl.interview.gates import FLAGS, implied, specials_of
from svcctl.interview.opened import RETURNS, Open, by_question, opened, question_of
from svcctl.interview.question import ANY, MORE, Asked, Question
from svcctl.interview.remarks import head_of, remarks_of
from svcctl.interview.sofar import Sofar
from svcctl.interview.values import text_of
from svcctl.interview.walk import Implied, Walk, questions, rows_of, rows_there, strange, walk

LISTED = tuple(each.name for each in SECTIONS if each.optional and not each.gate)
SCREEN = 16  # answers that are shown at once, up to the end of their row
LONGEST_ID = 40
MADE_UP = re.compile(r"contract(-\d{4})?")


def sought(question: Question) -> bool:
    """Whether somebody said that the contract has it, so that leaving it out is to be asked."""
    opened = any(name.partition(":")[0] in FLAGS for name, _ in question.when)
    return opened or question.key in ("special", "assessment", "payees", "bands")


class Start(NamedTuple):
    """What one starts from: nothing, a contract file, a draft of one or a filled-in form."""

    path: str = ""
    base: dict[str, Any] = {}
    remarks: dict[str, str] = {}
    opens: tuple[Open, ...] = ()  # what it says itself is still to be answered
    made_up: str = ""  # the handle that a draft made of nothing but the year


def start_from(path: str | None, words: Words) -> Start:
    """The file that one starts from; what it lacks or has wrong is asked for."""
    if path is None:
        return Start()
    import tomllib

    from svcctl.contracts.read import BOM, read_contract

    form = path.lower().endswith(FORM)
    name, content = read_file(path, LARGEST_FORM if form else LARGEST_CONTRACT)
    if is_form(content, path):
        return _from_form(path, str(name), content, words)
    try:
        text = content.removeprefix(BOM).decode()
        base = tomllib.loads(text)
    except (ValueError, RecursionError):
        refuse_bad([read_contract(str(name), content, shipped_calendars())], words)
        raise
    opens = opened(head_of(text))
    if opens and MADE_UP.fullmatch(str(base.get("id", ""))):
        # the draft found nothing to make a handle of: the file's name says more, or the number
        return Start(path, base, remarks_of(text), opens, base.pop("id"))
    return Start(path, base, remarks_of(text), opens)


def _from_form(path: str, name: str, content: bytes, words: Words) -> Start:
    """A form as far as it is filled in; what is wrong in it is asked for where it can be."""
    from svcctl.intake.contract_form import filled_in

    base, read_as = filled_in(name, content, shipped_calendars())
    lost = [each for each in read_as.errors if not question_of(each.problem.at, base)]
    refuse_bad([read_as._replace(errors=tuple(lost))], words)
    opens = (
        Open(each.problem.at, f"{each.cell} {what_is_wrong(each, words)}".strip())
        for each in read_as.errors
    )
    return Start(path, base, {}, tuple(opens))


def calendars_named(desk: Desk) -> CalendarNamed:
    """The calendars of the store where there is one, else those that ship."""
    from svcctl.desk.looking import calendars_from, looking

    if not desk.store.startswith("postgres") and workspace.is_there(desk.store):
        with looking(desk) as look:
            return look.calendars()
    from svcctl.almanac.adopt import shipped_facts

    return calendars_from(list(shipped_facts(workspace.shipped("calendars"))))


class Interview:
    """The answers of one contract, from the first question to the whole file."""

    def __init__(self, desk: Desk, start: Start, kept: Path | None) -> None:
        self.desk, self.start, self.kept = desk, start, kept
        self.opens = by_question(start.opens, start.base)
        self.words = desk.words
        self.answers: dict[str, str] = {}
        self.clauses: dict[str, str] = {}  # the words of a row, as somebody put them in
        self.without: list[str] = []  # rows that were left out, as they were numbered then
        self.calendars = tuple(shipped_calendars())
        self.named = calendars_named(desk)
        usual = {key: self.words(f"ask.usual.{key}") for key in ("source", "bond")}
        self.sofar = Sofar(start.base, {}, self.words.lang, self.calendars, usual)

    def named_after(self, target: Path) -> None:
        """Propose a handle from the name of the file."""
        base = self.start.base
        named = [target.stem, *(str(base.get(key, "")) for key in ("number", "project_number"))]
        handles = (re.sub(r"[^a-z0-9]+", "-", each.lower()).strip("-") for each in named)
        found = next((each for each in handles if each.strip("0123456789-")), self.start.made_up)
        usual = dict(self.sofar.usual) | {"id": found[:LONGEST_ID].strip("-")}
        self.sofar = self.sofar._replace(usual=usual)

    def leave_out(self, gone: str) -> None:
        """Go on without a row of the file that one starts from."""
        path, base, remarks, opens, made_up = self.start
        self.start = Start(
            path,
            removal.base_without(base, gone),
            removal.remarks_without(remarks, base, gone),
            removal.opens_without(opens, base, gone),
            made_up,
        )
        self.without.append(gone)
        self.opens = by_question(self.start.opens, self.start.base)
        self.sofar = self.sofar._replace(base=self.start.base)

    def remove(self, gone: str) -> None:
        """Leave out a row, with what was answered of it."""
        behind = removal.is_behind(self.answers, self.start.base, gone)
        self.answers = removal.answers_without(self.answers, gone, behind)
        self.leave_out(gone)
        self.keep()

    def walk(self, implied: Implied | None = None) -> Walk:
        """How far the answers lead."""
        return walk(self.answers, self.sofar, self.label, implied)

    @property
    def renewed(self) -> bool:
        """Whether somebody said that there are renewals: each has a price of its own."""
        known = specials_of(self.start.base)
        return "renewals" in self.answers.get("special", "") and "renewals" not in known

    def opening(self, asked: Asked) -> Asked:
        """What opens other questions, with what is open or answered of those among the proposals."""
        if asked.question.key == "special":
            keys = (each.key for each in self.start.opens if not each.key.endswith(RETURNS))
            paths = [question_of(key, self.start.base) for key in keys]  # most go back at once
        else:
            paths = list(self.answers)
        opened = implied(asked.question, paths, asked.path.rpartition(".")[0])
        return asked._replace(proposed=_union(asked.choices, asked.proposed, opened))

    @property
    def listed(self) -> bool:
        """Whether it was asked what the contract has of what many have."""
        return all(f"{name}.{ANY}" in self.answers for name in LISTED)

    def parts(self, found: Walk) -> Asked:
        """What contracts have, as one question; what the file one starts from has is proposed."""
        asked = found.pending
        assert asked is not None
        known = [each.name for each in SECTIONS if rows_there(each, found.sofar)]
        if f"damages.{ANY}" in self.opens:
            known.append("damages")  # which of those clauses are rules is asked next
        proposed = ",".join(each for each in LISTED if each in known)
        return asked._replace(choices=LISTED, proposed=proposed, known=bool(known))

    def block(self, found: Walk) -> Walk:
        """The walk as far as the file that one starts from answers it, up to a screen of it."""
        seen: list[Asked] = []

        def taken(asked: Asked) -> str | None:
            new = not seen or (seen[-1].section, seen[-1].row) != (asked.section, asked.row)
            drafted = bool(self.start.remarks) and sought(asked.question)
            drafted = drafted and (asked.question.key == "special" or asked.proposed in ("", "no"))
            drafted = drafted or (asked.question.key == "split" and self.renewed)
            drafted = drafted or (asked.question.key == ANY and not self.listed)
            if asked.path in self.opens or drafted or (new and len(seen) >= SCREEN):
                return None
            free = asked.question.optional and not sought(asked.question)
            free = free and not self.fresh(asked)
            rowless = asked.question.key == MORE and bool(self.start.base.get(asked.section.place))
            named = asked.question.key == "id" and asked.proposed
            if not (asked.known or free or rowless or named or asked.question.quiet):
                return None
            seen.append(asked)
            return asked.proposed

        return self.walk(taken) if self.start.base else found

    def label(self, asked: Asked, choice: str, sofar: Sofar) -> str:
        """What a choice is called, in the language of the answers."""
        words = self.words if sofar.lang == self.words.lang else Words(sofar.lang)
        return telling.label(asked, choice, sofar, words)

    def clause(self, asked: Asked) -> str:
        """The whole words of the row that a question is about, with where they stand."""
        place = f"{asked.section.place}[{asked.row}]"
        told = self.start.remarks.get(f"{place}.key", "") if asked.section.repeated else ""
        return self.clauses.get(f"{asked.section.name}[{asked.row}]") or " ".join(told.split("\n"))

    def fresh(self, asked: Asked) -> bool:
        """Whether a question is about something that the file one starts from does not have."""
        rows = [row for row in rows_of(asked.section, self.sofar) if row]
        added = asked.section.repeated or asked.section.optional
        return added and asked.question.key not in (MORE, ANY) and asked.row >= len(rows)

    def settle(self, path: str) -> None:
        """What was open at a question was dealt with."""
        self.opens = {at: text for at, text in self.opens.items() if at != path}

    def row_called(self, asked: Asked, found: Walk) -> str:
        """What the row of a question is called, as far as it is."""
        place = asked.section.place
        rows = found.sofar.rows(place, found.document)
        if asked.row >= len(rows):
            rows = found.sofar.rows(place, self.start.base)
        row = rows[asked.row] if asked.row < len(rows) else {}
        named = row.get("title") or row.get("bank") or ""
        return text_of(named, self.words.lang)

    def amiss(self, found: Walk) -> list[Amiss]:
        """What is wrong with the answers so far."""
        return list(amiss(found, self.calendars))

    def left(self, found: Walk) -> list[Open]:
        """What was open from the start and is open still, as nothing asked for it."""
        answered = {turn.asked.path for turn in found.turns}
        answered |= {path.replace(".back-when", RETURNS) for path in answered}
        base = self.start.base
        return [each for each in self.start.opens if question_of(each.key, base) not in answered]

    def problem_text(self, found: Amiss) -> str:
        """A problem in words."""
        return self.words(found.problem.key, **found.problem.values)

    def refusal_text(self, refused: Refusal) -> str:
        """A refusal in words."""
        return self.words(f"refusal.{refused.key}", **refused.values)

    def case(self, found: Walk) -> Case:
        """The contract of a whole file."""
        from svcctl.interview.preview import preview

        return preview(found.document, self.desk.as_of, self.named)

    def keep(self) -> None:
        """Put the answers where they are found again."""
        if self.kept is None or not (self.answers or self.without):
            return
        from svcctl.desk.output import replacing

        head = self.words("ask.file-head")
        text = answer_lines(self.answers, self.start.path, head, self.without)
        with replacing(self.kept) as file:
            file.write(text.encode())

    def take_up(self) -> int:
        """The answers kept from another time; how many there are."""
        if self.kept is None or not self.kept.is_file():
            return 0
        given = given_in(str(self.kept), self.kept.read_text(encoding="utf-8-sig"))
        if given.start != self.start.path:
            there = given.start or "-"
            raise Refusal("ask.other-start", path=self.kept, there=there)
        for gone in given.without:
            self.leave_out(gone)
        self.answers = {
            path: text for path, text in given.by_path.items() if not strange({path: text})
        }
        return len(self.answers)

    def forget(self) -> None:
        """The answers are in the file now."""
        if self.kept is not None:
            self.kept.unlink(missing_ok=True)


# -- from a file -----------------------------------------------------------------------------------


def answered_by(interview: Interview, given: Given, name: str) -> Walk:
    """The walk by the answers of a file; what it leaves out takes its proposal."""
    answers = dict(given.by_path)
    for gone in given.without:
        interview.leave_out(gone)
    known = [path for path, _, _ in questions()]
    for path in strange(answers):
        raise Refusal("ask.strange", file=name, path=path, near=paths_near(path, known))
    interview.answers = answers
    groups = {path.partition(".")[0].partition("[")[0] for path in answers}
    rows = {path.rpartition(".")[0] for path in answers}
    found = interview.walk(lambda asked: _implied(asked, groups, rows, interview))
    if found.pending is None:
        return found
    if found.refused:
        text = interview.refusal_text(found.refused)
        raise Refusal("ask.answer", path=found.pending.path, text=text)
    raise _missing(found.pending, found, interview)


def _implied(asked: Asked, groups: set[str], rows: set[str], interview: Interview) -> str | None:
    """The answer that a file means by leaving a question out; None where there is none."""
    if asked.question.key == ANY and asked.section.name in groups:
        return "yes"  # its rows stand there
    if asked.question.key in FLAGS:  # what the file one starts from has, and what answers are about
        about = implied(asked.question, interview.answers, asked.path.rpartition(".")[0])
        shown = asked.proposed if asked.known else ""
        return _union(asked.choices, shown, about)
    if asked.question.key == MORE:
        if f"{asked.section.name}[{asked.row + 1}]" in rows:
            return "yes"
        if not asked.known:
            return "no"
    if asked.path in interview.opens or not (asked.proposed or asked.question.optional):
        return None
    return asked.proposed


def _union(choices: tuple[str, ...], *lists: str) -> str:
    """The choices that are in either of some lists, in their own order."""
    wanted = {each for listed in lists for each in listed.split(",")}
    return ",".join(each for each in choices if each in wanted)


def _missing(asked: Asked, found: Walk, interview: Interview) -> Refusal:
    """What to say of a question that the file leaves out and nothing answers."""
    if text := interview.opens.get(asked.path):
        return Refusal("ask.open", path=asked.path, text=text.replace("\n", " "))
    question = telling.question_text(asked, found, interview.words)
    told = telling.how(asked, interview.words)
    return Refusal("ask.missing", path=asked.path, question=question, how=told)
