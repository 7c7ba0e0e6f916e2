"""Acts, as all recording commands do them: gather under the lock, check, append, tell."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from svcctl import workspace
from svcctl.answers.answer import Answer
from svcctl.answers.recorded import Caution, Recorded, recorded_json, recorded_lines
from svcctl.billing.position import File, Happening
from svcctl.billing.printable import printable
from svcctl.billing.record import Record
from svcctl.billing.refusal import Refusal
from svcctl.casebook.case import Case, case_since
from svcctl.casebook.kinds import Fact, TakenBack
from svcctl.casebook.moving import moved
from svcctl.casebook.objections import objections
from svcctl.casebook.payloads import assumed
from svcctl.casebook.replay import NOBODY_KNEW_LATER, effective
from svcctl.desk.desk import Desk, read_file
from svcctl.desk.looking import Look, writing
from svcctl.desk.showing import check_output, show
from svcctl.intake.entry import parse_text
from svcctl.store.scopes import MONEY, Scope

LARGEST_EVIDENCE = 256 * 2**20  # bytes; SQLite takes a thousand million, a reader's patience less


class Evidence(Record):
    """A file that backs a fact: what the fact says of it, and its bytes."""

    mention: File
    content: bytes


class Entry(Record):
    """What is to be recorded, and what to tell the person beside it."""

    says: Happening
    cautions: tuple[Caution, ...] = ()


H = TypeVar("H", bound=Happening)
Build = Callable[[Case], Sequence[Happening | Entry]]


class Act(Record):
    """A recording command as it was typed: the desk, and what every fact may carry."""

    desk: Desk
    on: date
    doc: str
    note: str
    files: tuple[Evidence, ...]
    dry_run: bool

    def choose(self, name: str, kind: str) -> "tuple[Act, str]":
        """The act on the contract named before a colon, and the short name behind it."""
        desk, short = self.desk.choose(name, kind)
        return self._replace(desk=desk), short

    def said(self, form: type[H], /, **values: Any) -> H:
        """What happened, with the day, document and note that were typed; None was not said."""
        told: dict[str, Any] = {"on": self.on, "doc": self.doc, "note": self.note}
        told |= {name: value for name, value in values.items() if value is not None}
        return form(**told)

    def record(self, build: Build | Happening, scope: Scope = MONEY) -> None:
        """Record what `build` makes of the one contract asked for, and show it."""
        check_output(self.desk)
        made = (lambda _: [build]) if isinstance(build, Happening) else build
        with writing(self.desk, self.dry_run, scope) as look:
            found = self.add(look, made)
        show(self.desk, told(self.desk, found))

    def record_each(
        self, plan: Callable[[Look], Mapping[str, Build]], scope: Scope = MONEY
    ) -> list[Recorded]:
        """Record for several contracts what `plan` makes of the store, all or nothing."""
        check_output(self.desk)
        with writing(self.desk, self.dry_run, scope) as look:
            return [self.add(look.at(contract), build) for contract, build in plan(look).items()]

    def add(self, look: Look, build: Build) -> Recorded:
        """Add what `build` makes of the contract looked at, inside the write lock."""
        before = look.case(NOBODY_KNEW_LATER)  # a fact is checked against everything known
        chain = before.recorded
        entries = [e if isinstance(e, Entry) else Entry(e) for e in build(before)]
        says = [self._with_files(tidied(entry.says)) for entry in entries]
        for each in says:
            if each.on > self.desk.today:
                raise Refusal("fact.future", on=each.on, today=self.desk.today)
        now = workspace.recorded_now()
        # the scope may have left out facts in between: numbers go on from the last of all
        facts = assumed(before.id, look.journal.length(before.id), says, self.desk.actor, now)
        after = checked([*chain, *facts], before, self.desk)
        if not self.dry_run:
            for file in self.files:
                look.journal.keep(file.content, before.id)
            facts = look.journal.append(before.id, says, self.desk.actor, now)
        cautions = [caution for entry in entries for caution in entry.cautions]
        shown = after or before
        return Recorded(
            facts,
            moved(before, after),
            cautions,
            self.dry_run,
            before.terms,
            shown.position.breaches,
            self._contract(before, look),
        )

    def _contract(self, case: Case, look: Look) -> str:
        """Which contract it was, where there are several: nobody may record for a wrong one."""
        if not look.journal.has_several():
            return ""
        title = self.desk.words.title(case.terms.title)
        return self.desk.words("head.contract", title=title, id=case.id)

    def _with_files(self, says: Happening) -> Happening:
        return says._replace(files=tuple(f.mention for f in self.files)) if self.files else says


def act_from(
    desk: Desk,
    on: date | None = None,
    doc: str | None = None,
    files: Sequence[str] | None = None,
    note: str | None = None,
    dry_run: bool = False,
) -> Act:
    """The act that the options of recording commands describe."""
    return Act(desk, on or desk.today, doc or "", note or "", evidence(files), dry_run)


def evidence(paths: Sequence[str] | None) -> tuple[Evidence, ...]:
    """The files named, read; Refusal where one cannot be, or is too large to keep."""
    found = []
    for text in paths or ():
        path, content = read_file(text, LARGEST_EVIDENCE)
        found.append(Evidence(mention(path, content), content))
    return tuple(found)


def mention(path: Path, content: bytes) -> File:
    """What a fact says of a file: its name, its SHA-256, its size in bytes."""
    return File(printable(path.name), sha256(content).hexdigest(), len(content))


def checked(chain: Sequence[Fact], before: Case, desk: Desk, served: bool = False) -> Case | None:
    """The contract with the new facts; Refusal where they make any fact impossible.

    `served`: whether the record of its service was looked at already.
    """
    _check_service(chain, before, desk, served)
    holding = effective(chain)
    after = case_since(before, holding, desk.as_of)
    # instalments that an amendment adds are known from it on, so the latest day decides
    now = after if desk.as_of >= desk.today else before._replace(holding=holding).on(desk.today)
    found = objections(holding, now.sight if now else before.sight)
    # most facts meet none: what was wrong before is looked for only beside what is wrong now
    there = objections(effective(before.recorded), before.sight) if found else ()
    old = {_what(each) for each in there}
    for objection in found:
        if _what(objection) not in old:
            raise objection
    return after


def _check_service(chain: Sequence[Fact], before: Case, desk: Desk, served: bool) -> None:
    """Refusal where a fact is taken back that an act on the service rests on."""
    new = chain[len(before.recorded) :]
    if served or not any(isinstance(fact.says, TakenBack) for fact in new):
        return
    from svcctl.desk.scenes import refuse_service_wrongs

    refuse_service_wrongs(before, new, desk)


def _what(objection: Refusal) -> tuple[str, str]:
    return objection.key, str(sorted(objection.values.items()))


def tidied(says: Happening) -> Happening:
    """What happened with its free texts as they are kept; Refusal for what no text should hold."""
    texts = {name: text for name, text in says._asdict().items() if type(text) is str}
    odd = {name: text for name, text in texts.items() if not text.isprintable()}
    return says._replace(**{name: parse_text(text) for name, text in odd.items()}) if odd else says


def told(desk: Desk, found: Recorded) -> Answer:
    """What was recorded, what it changed, and how to take it back."""
    lines = recorded_lines(found, desk.words, desk.store_option)
    return Answer(data=recorded_json([found], found.dry_run, desk.words), head=lines)


def is_invoice_file(content: bytes) -> bool:
    """Whether the bytes are an e-invoice's form: XML, OFD (a zip with OFD.xml) or PDF."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:5]
    return start.startswith((b"<", b"%PDF")) or (start.startswith(b"PK") and b"OFD.xml" in content)
