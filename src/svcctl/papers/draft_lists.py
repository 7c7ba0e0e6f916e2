"""Lists of a year's records in its report: a row each, columns by kind."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from svcctl.answers.matter_told import state_text
from svcctl.delivery.matters import Matter
from svcctl.i18n import Words
from svcctl.papers.draft_blocks import Col, Table
from svcctl.papers.draft_year import Year, runs_of

CellOf = Callable[[Matter, Year, Words], str]
NONE = "-"


class Field(NamedTuple):
    """A column of such a list: its heading's key, its width in centimetres, what stands in it."""

    key: str
    width: float
    cell: CellOf
    side: str = "left"


def listing(noun: str, matters: Iterable[Matter], year: Year, words: Words) -> Table:
    """The records of a kind, a row each."""
    fields = LISTS[noun]
    return Table(
        words("draft.list", kind=words(f"noun.{noun}")),
        tuple(Col(words(f"draft.col-{f.key}"), f.width, f.side) for f in fields),
        tuple(tuple(f.cell(each, year, words) or NONE for f in fields) for each in matters),
    )


def names_text(names: Iterable[str], words: Words) -> str:
    """Ids, those one after another by the first and the last."""
    told = [
        first if first == last else words("draft.run", first=first, last=last)
        for first, last in runs_of(names)
    ]
    return words("list.separator").join(told)


def system_text(key: str, year: Year, words: Words) -> str:
    """What a system is called; what names none of them is about another."""
    title = year.tally.terms.systems.get(key)
    return words.title(title) if title else words("draft.other-system")


def turn_text(name: str, year: Year, words: Words) -> str:
    """A turn as people say it: 月度巡检第 5 次; a record by its id."""
    turn = year.tally.terms.turn(name)
    return words("draft.turn", title=turn.title, number=turn.number) if turn else name


# -- cells -----------------------------------------------------------------------------------------


def _id(matter: Matter, *_: object) -> str:
    return matter.id


def _id_and_title(matter: Matter, *_: object) -> str:
    return "\n".join(filter(None, (matter.id, matter.title)))


def _title(matter: Matter, *_: object) -> str:
    return matter.title


def _state(matter: Matter, _: Year, words: Words) -> str:
    return state_text(matter, words)


def _turns(matter: Matter, year: Year, words: Words) -> str:
    return "\n".join(turn_text(name, year, words) for name in matter.turns)


def _links(matter: Matter, year: Year, words: Words) -> str:
    """What it refers to, and what refers to it."""
    return names_text([*matter.links, *year.tally.book.linked(matter.id)], words)


def _systems(matter: Matter, year: Year, words: Words) -> str:
    if set(year.tally.terms.systems) <= set(matter.systems):
        return words("draft.every-system")
    told = [system_text(key, year, words) for key in matter.systems]
    return words("list.separator").join(told)


def _on(*verbs: str) -> CellOf:
    """The day on which that was last done."""

    def cell(matter: Matter, *_: object) -> str:
        done = matter.done(*verbs)
        return done[-1].moment.date().isoformat() if done else ""

    return cell


def _first_on(matter: Matter, *_: object) -> str:
    return matter.first.moment.date().isoformat()


def _times(verb: str) -> CellOf:
    """How often that was done."""
    return lambda matter, *_: str(len(matter.done(verb)))


def _total(verb: str, name: str) -> CellOf:
    """What was told with each, added up."""
    return lambda matter, *_: str(sum(step.act.told(name, 0) for step in matter.done(verb)))


def _last(name: str, *verbs: str) -> CellOf:
    """What was last told under a name."""

    def cell(matter: Matter, *_: object) -> str:
        told = [step.act.told(name) for step in matter.done(*verbs)]
        return next((str(each) for each in reversed(told) if each), "")

    return cell


def _roles(verb: str) -> CellOf:
    """The roles named, each once."""

    def cell(matter: Matter, _: Year, words: Words) -> str:
        roles = dict.fromkeys(step.act.told("role") for step in matter.done(verb))
        return words("list.separator").join(filter(None, roles))

    return cell


def _is_there(verb: str) -> CellOf:
    """Whether it was done, as yes or no."""
    return lambda matter, _, words: words("draft.yes" if matter.done(verb) else "draft.no")


def _paper(matter: Matter, _: Year, words: Words) -> str:
    there = any(step.act.files for step in matter.steps)
    return words("draft.yes" if there else "draft.no")


def _signed(matter: Matter, _: Year, words: Words) -> str:
    return words("draft.yes" if matter.is_signed() else "draft.no")


# -- what only some kinds have ---------------------------------------------------------------------


def _decision(matter: Matter, _: Year, words: Words) -> str:
    """Approved or rejected, and when."""
    for step in matter.done("approve", "reject"):
        day = step.moment.date().isoformat()
        return f"{words(f'verb.{step.verb}')}\n{day}"
    return ""


def _tested(matter: Matter, _: Year, words: Words) -> str:
    """How the last test came out; what was carried out without one says so."""
    if any(step.act.told("untested") for step in matter.done("carry-out")):
        return words("draft.untested")
    done = matter.done("test")
    return words(f"draft.test-{done[-1].act.told('result')}") if done else ""


def _database(matter: Matter, _: Year, words: Words) -> str:
    return words("draft.yes" if matter.told("database") else "draft.no")


def _asked_by(matter: Matter, _: Year, words: Words) -> str:
    return words(f"party.{matter.first.act.side}")


def _watched(matter: Matter, _: Year, words: Words) -> str:
    """From when to when somebody watched on the site."""
    told = []
    for step in matter.done("watch"):
        first, last = (datetime.fromisoformat(step.act.told(key)) for key in ("from", "to"))
        told.append(words("draft.span", first=f"{first:%m-%d %H:%M}", last=f"{last:%m-%d %H:%M}"))
    return "\n".join(told)


def _span(name: str) -> CellOf:
    def cell(matter: Matter, *_: object) -> str:
        return str(matter.told(name, ""))[:10]

    return cell


def _task(matter: Matter, _: Year, words: Words) -> str:
    task = matter.told("task")
    return words(f"draft.task-{task}") if task else ""


def _valid(matter: Matter, year: Year, words: Words) -> str:
    """Until when the certificate holds, and whether it did at the end of the year or now."""
    if matter.is_over:
        return words("draft.left", on=matter.steps[-1].moment.date())
    until = _last("to", "add", "renew")(matter, year, words)
    if not until:
        return words("draft.no-validity")
    day = min(year.tally.last, year.now.date()).isoformat()
    return words("draft.valid" if until >= day else "draft.expired")


def _role(matter: Matter, *_: object) -> str:
    return str(matter.told("role", ""))


def _score(matter: Matter, _: Year, words: Words) -> str:
    done = matter.done("answer")
    if not done:
        return ""
    act = done[-1].act
    return words("draft.score", score=str(act.told("score")), of=str(act.told("of", 100)))


def _reason(*verbs: str) -> CellOf:
    """What was given as the reason, or noted with it."""

    def cell(matter: Matter, _: Year, words: Words) -> str:
        told = [text for s in matter.done(*verbs) for text in (s.act.reason, s.act.note) if text]
        return words("list.semicolon").join(dict.fromkeys(told))

    return cell


def _evaluation(matter: Matter, _: Year, words: Words) -> str:
    told = [
        words("matter.told", name=words(f"field-act.{key}"), value=value)
        for step in matter.done("evaluate")
        for key, value in (step.act.says or {}).items()
    ]
    return words("list.semicolon").join(told)


def _retrains(matter: Matter, *_: object) -> str:
    return str(matter.told("retrain_of", ""))


ID, TITLE = Field("record", 2.6, _id), Field("title", 4.0, _title)
A_DAY, STATE = 2.2, Field("state", 1.8, _state, "center")
LISTS = {
    "inspection": (
        ID,
        Field("carried", A_DAY, _on("carry-out")),
        Field("turns", 4.0, _turns),
        Field("systems", 3.6, _systems),
        Field("risks", 1.3, _times("find"), "center"),
        Field("form", 1.5, _paper, "center"),
        STATE,
    ),
    "visit": (
        ID,
        TITLE._replace(width=3.4),
        Field("on", A_DAY, _on("carry-out")),
        Field("engineers", 1.2, _last("engineers", "carry-out"), "center"),
        Field("turns", 3.1, _turns),
        Field("signed", 1.5, _signed, "center"),
        Field("called-back", 1.2, _times("call-back"), "center"),
        STATE,
    ),
    "problem": (
        ID,
        TITLE._replace(width=3.5),
        Field("raised", A_DAY, _first_on),
        Field("links", 3.0, _links),
        Field("solved", A_DAY, _on("solve")),
        Field("review", 1.7, _times("review"), "center"),
        STATE,
    ),
    "change": (
        ID,
        TITLE._replace(width=3.2),
        Field("asked-by", 1.4, _asked_by, "center"),
        Field("database", 1.7, _database, "center"),
        Field("decision", A_DAY, _decision, "center"),
        Field("test", 1.9, _tested, "center"),
        Field("carried", A_DAY, _on("carry-out")),
        STATE,
    ),
    "upgrade": (
        ID,
        TITLE._replace(width=2.6),
        Field("tested", A_DAY, _on("test")),
        Field("tried", A_DAY, _on("trial")),
        Field("approved", A_DAY, _on("approve")),
        Field("live", A_DAY, _on("go-live")),
        Field("backed-out", 1.2, _times("back-out"), "center"),
        STATE,
    ),
    "major": (
        ID._replace(width=3.2, cell=_id_and_title),
        Field("sent", A_DAY, _on("sent")),
        Field("experts", A_DAY, _on("experts")),
        Field("watch", 2.6, _watched),
        Field("report", A_DAY, _on("report")),
        Field("told", A_DAY, _on("told")),
        Field("filed", A_DAY, _on("filed")),
    ),
    "training": (
        ID,
        TITLE._replace(width=2.6),
        Field("held", A_DAY, _on("hold")),
        Field("attended", 1.1, _total("attend", "number"), "center"),
        Field("absent", 1.1, _total("absent", "number"), "center"),
        Field("passed", 1.1, _total("test", "passed"), "center"),
        Field("failed", 1.4, _total("test", "failed"), "center"),
        Field("retrain-of", 2.6, _retrains),
        Field("evaluation", 2.5, _evaluation),
    ),
    "staff": (
        ID,
        Field("role", 3.6, _role),
        Field("task", 2.6, _task),
        Field("certificate", 3.0, _last("certificate", "add", "renew")),
        Field("valid-to", A_DAY, _last("to", "add", "renew")),
        Field("valid", 3.0, _valid),
    ),
    "cover": (
        ID,
        TITLE._replace(width=3.3),
        Field("from", A_DAY, _span("from")),
        Field("to", A_DAY, _span("to")),
        Field("staffed", 3.3, _roles("staff")),
        Field("not-there", 1.6, _times("miss"), "center"),
        STATE,
    ),
    "complaint": (
        ID,
        TITLE._replace(width=3.7),
        Field("opened", A_DAY, _first_on),
        Field("answered", A_DAY, _on("answer")),
        Field("answer", 2.9, _reason("answer", "close")),
        Field("reopened", 1.6, _times("reopen"), "center"),
        STATE,
    ),
    "satisfaction": (
        ID,
        TITLE._replace(width=4.8),
        Field("asked", 2.4, _first_on),
        Field("answered", 2.4, _on("answer")),
        Field("score", 2.6, _score, "center"),
        STATE._replace(width=2.2),
    ),
    "acceptance": (
        ID,
        TITLE._replace(width=4.4),
        Field("opened", A_DAY, _first_on),
        Field("decided", A_DAY, _on("accept", "refuse")),
        Field("remark", 3.8, _reason("accept", "refuse", "inspect")),
        STATE,
    ),
    "knowledge": (
        ID,
        TITLE._replace(width=5.7),
        Field("added", A_DAY, _first_on),
        Field("revised", 1.7, _times("revise"), "center"),
        Field("links", 3.0, _links),
        STATE,
    ),
    "notice": (
        ID,
        TITLE._replace(width=7.8),
        Field("issued", 2.3, _first_on),
        Field("was-told", 2.3, _on("tell")),
        STATE._replace(width=2.0),
    ),
}
