"""The kinds of records of the service: their verbs, what each verb is told, what may follow what.

A new kind is a row of `NOUNS`; commands, replay, lists, refusals and documents follow from it.
"""

from collections.abc import Iterator

from svcctl.billing.record import Record

PURCHASER, SUPPLIER = "purchaser", "supplier"
SIDES = (PURCHASER, SUPPLIER)
ASKER, OTHER = "asker", "other"  # the side that made the record, and the one that did not
NEW = ""  # the state of a record that is not made yet
ANY = "*"  # whatever the state


class Option(Record):
    """What a verb is told under a name of its own, and how that is typed."""

    name: str  # without dashes
    kind: str = "text"  # text | choice | count | moment | day | flag | record | level | clock
    choices: tuple[str, ...] = ()
    needed: bool = False
    several: bool = False
    least: int = 1  # of a count

    @property
    def key(self) -> str:
        """Its key in the journal and in JSON."""
        return self.name.replace("-", "_")


class Verb(Record):
    """What can be done to a record: from which states, to which, and who may say so."""

    name: str
    since: tuple[str, ...]  # the states that it is allowed in; NEW makes a record
    after: str = ""  # the state after it; nothing where it stays
    told: tuple[Option, ...] = ()
    side: str = ""  # purchaser | asker | other: whose word alone it is
    by_answer: tuple[str, tuple[tuple[str, str], ...]] = ("", ())  # an option, the states by value
    wants_file: bool = False
    wants_signed: bool = False
    ahead: bool = False  # it may be said of a day to come

    def leads_to(self, state: str, answer: str | None) -> str:
        """The state after it."""
        return dict(self.by_answer[1]).get(answer or "", self.after) or state


class Noun(Record):
    """A kind of record."""

    name: str
    letter: str
    verbs: tuple[Verb, ...]
    ends: tuple[str, ...]
    to_the_minute: bool = False  # a day alone is not enough
    todo: tuple[tuple[str, str, str], ...] = ()  # a state, whose turn it is, what is to be done

    def verb(self, name: str) -> Verb | None:
        """The verb of that name; those that every record has are among them."""
        return next((each for each in (*self.verbs, *WORDS) if each.name == name), None)

    def allowed(self, state: str) -> list[str]:
        """What can be done to a record in a state."""
        return [each.name for each in self.verbs if state in each.since and state != NEW]

    @property
    def states(self) -> list[str]:
        """Every state that its records can be in, in the order of the table."""
        found = [state for verb in self.verbs for state in (verb.after, *_of_answers(verb))]
        return list(dict.fromkeys(filter(None, found)))


def _of_answers(verb: Verb) -> list[str]:
    return [state for _, state in verb.by_answer[1]]


def _choice(name: str, *choices: str, needed: bool = True) -> Option:
    return Option(name, "choice", choices, needed)


def _count(name: str, needed: bool = True, least: int = 1) -> Option:
    return Option(name, "count", needed=needed, least=least)


def _span(needed: bool = True) -> tuple[Option, Option]:
    return Option("from", "moment", needed=needed), Option("to", "moment", needed=needed)


ROLE, LEVEL = Option("role", needed=True), Option("level", "level", needed=True, several=True)
LEAVE = (Option("leave"), Option("without-leave", "flag"))
NEEDS_REASON = Option("reason", needed=True)  # of the shared options, where it is not left out

# what every record has beside its own verbs
WORDS = (
    Verb("attach", (ANY,)),
    Verb("confirm", (ANY,), told=(Option("event"),)),
    Verb("object", (ANY,), told=(Option("event"), NEEDS_REASON)),
)

UNDER_WAY = ("open", "waiting")
INCIDENT = Noun(
    "incident",
    "I",
    (
        Verb(
            "open",
            (NEW,),
            "open",
            (
                LEVEL,
                Option("fault-at", "moment"),
                _choice("via", "phone", "remote", "chat", "mail", "site", needed=False),
                _choice("kind", "fault", "question", "confidentiality", needed=False),
            ),
        ),
        Verb("answer", UNDER_WAY),
        Verb("remote start", UNDER_WAY, told=LEAVE),
        Verb("remote end", UNDER_WAY, told=(_choice("solved", "yes", "no"),)),
        Verb("dispatch", UNDER_WAY, told=(_count("engineers", needed=False),)),
        Verb("arrive", UNDER_WAY, told=(_count("engineers", needed=False),)),
        Verb(
            "classify",
            (*UNDER_WAY, "restored", "closed"),
            told=(LEVEL, NEEDS_REASON, Option("appraised", "flag")),
        ),
        Verb(
            "agree",
            UNDER_WAY,
            told=(
                Option("until", "moment", needed=True),
                Option("clock", "clock", ("answer", "dispatch", "restore")),
                Option("confirmed-by", needed=True),
            ),
        ),
        Verb("escalate", (*UNDER_WAY, "restored"), told=(Option("to", needed=True),)),
        Verb("wait", ("open",), "waiting", (NEEDS_REASON,)),
        Verb("resume", ("waiting",), "open"),
        Verb("restore", UNDER_WAY, "restored"),
        Verb("close", (*UNDER_WAY, "restored"), "closed", (Option("duplicate-of", "record"),)),
        Verb("reopen", ("restored", "closed"), "open"),
    ),
    ("closed",),
    to_the_minute=True,
    todo=(
        ("open", SUPPLIER, "restore"),
        ("waiting", SUPPLIER, "resume"),
        ("restored", SUPPLIER, "close"),
    ),
)
PROBLEM = Noun(
    "problem",
    "P",
    (
        Verb("raise", (NEW,), "raised"),
        Verb("analyse", ("raised",), "analysed"),
        Verb("solve", ("analysed",), "solved"),
        Verb(
            "review",
            ("solved",),
            "reviewed",
            (_choice("result", "ok", "again"),),
            by_answer=("result", (("ok", "reviewed"), ("again", "raised"))),
        ),
        Verb("close", ("reviewed",), "closed"),
    ),
    ("closed",),
    todo=(
        ("raised", SUPPLIER, "analyse"),
        ("analysed", SUPPLIER, "solve"),
        ("solved", SUPPLIER, "review"),
        ("reviewed", SUPPLIER, "close"),
    ),
)
CHANGE = Noun(
    "change",
    "C",
    (
        Verb("request", (NEW,), "requested", (Option("database", "flag"),)),
        Verb("approve", ("requested",), "approved", side=OTHER),
        Verb("reject", ("requested",), "rejected", side=OTHER),
        Verb(
            "test",
            ("approved", "tested"),
            "tested",
            (_choice("result", "passed", "failed"),),
            by_answer=("result", (("passed", "tested"), ("failed", "approved"))),
        ),
        Verb(
            "carry-out", ("approved", "tested"), "carried-out", (*LEAVE, Option("untested", "flag"))
        ),
        Verb("close", ("carried-out",), "closed"),
    ),
    ("rejected", "closed"),
    todo=(
        ("requested", OTHER, "approve"),
        ("approved", SUPPLIER, "test"),
        ("tested", SUPPLIER, "carry-out"),
        ("carried-out", SUPPLIER, "close"),
    ),
)
LEAVES = Noun(
    "leave",
    "L",
    (
        Verb(
            "give", (NEW,), "given", (_choice("scope", "remote", "database"), *_span()), PURCHASER
        ),
        Verb("withdraw", ("given",), "withdrawn", side=PURCHASER),
    ),
    ("withdrawn",),
)
INSPECTION = Noun(
    "inspection",
    "N",
    (
        Verb("plan", (NEW,), "planned", ahead=True),
        Verb("carry-out", (NEW, "planned"), "carried-out"),
        Verb(
            "find",
            ("carried-out", "reported"),
            told=(Option("risk", needed=True), Option("until", "day")),
        ),
        Verb("follow", ("carried-out", "reported"), told=(_count("finding"),)),
        Verb("report", ("carried-out",), "reported"),
        Verb("close", ("reported",), "closed"),
    ),
    ("closed",),
    todo=(
        ("planned", SUPPLIER, "carry-out"),
        ("carried-out", SUPPLIER, "report"),
        ("reported", SUPPLIER, "close"),
    ),
)
VISIT = Noun(
    "visit",
    "V",
    (
        Verb("plan", (NEW,), "planned", ahead=True),
        Verb(
            "carry-out",
            (NEW, "planned"),
            "carried-out",
            (_count("engineers", needed=False), *_span(needed=False)),
        ),
        Verb("sign", ("carried-out",), "signed", wants_file=True, wants_signed=True),
        Verb("call-back", ("carried-out", "signed")),
    ),
    ("signed",),
    todo=(("planned", SUPPLIER, "carry-out"), ("carried-out", PURCHASER, "sign")),
)
DUTY = Noun(
    "duty",
    "D",
    (
        Verb("plan", (NEW,), "planned", (ROLE, *_span()), ahead=True),
        Verb("stand-in", ("planned",), told=(ROLE, *_span(needed=False))),
        Verb("swap", ("planned",), told=(Option("with", "record", needed=True),)),
        Verb("hand-over", ("planned",), "handed-over", (Option("note", needed=True),)),
    ),
    ("handed-over",),
    to_the_minute=True,
    todo=(("planned", SUPPLIER, "hand-over"),),
)
STAFF = Noun(
    "staff",
    "F",
    (
        Verb(
            "add",
            (NEW,),
            "active",
            (
                ROLE,
                _choice("task", "owner", "manager", "vip", "engineer", "expert"),
                Option("certificate"),
                Option("from", "day"),
                Option("to", "day"),
            ),
        ),
        Verb(
            "renew",
            ("active",),
            told=(Option("certificate"), Option("from", "day"), Option("to", "day", needed=True)),
        ),
        Verb("end", ("active",), "ended"),
    ),
    ("ended",),
)
TRAINING = Noun(
    "training",
    "T",
    (
        Verb("plan", (NEW,), "planned", (Option("retrain-of", "record"),), ahead=True),
        Verb("hold", ("planned",), "held"),
        Verb("attend", ("planned", "held", "tested"), told=(ROLE, _count("number"))),
        Verb("absent", ("planned", "held", "tested"), told=(ROLE, _count("number"))),
        Verb(
            "test",
            ("held", "tested", "evaluated"),
            "tested",
            (ROLE, _count("passed", least=0), _count("failed", least=0)),
        ),
        Verb(
            "evaluate",
            ("held", "tested"),
            "evaluated",
            (Option("written"), Option("practical"), Option("feedback")),
        ),
        Verb("close", ("tested", "evaluated"), "closed"),
    ),
    ("closed",),
    todo=(
        ("planned", SUPPLIER, "hold"),
        ("held", SUPPLIER, "test"),
        ("tested", SUPPLIER, "evaluate"),
        ("evaluated", SUPPLIER, "close"),
    ),
)
UPGRADE = Noun(
    "upgrade",
    "U",
    (
        Verb("plan", (NEW,), "planned", (Option("patch", "flag"),), ahead=True),
        Verb("test", ("planned",), "tested"),
        Verb("trial", ("tested",), "tried"),
        Verb("approve", ("tried",), "approved", side=PURCHASER),
        Verb("go-live", ("approved",), "live"),
        Verb("close", ("live",), "closed"),
        Verb("back-out", ("tested", "tried", "approved", "live"), "planned"),
    ),
    ("closed",),
    todo=(
        ("planned", SUPPLIER, "test"),
        ("tested", SUPPLIER, "trial"),
        ("tried", PURCHASER, "approve"),
        ("approved", SUPPLIER, "go-live"),
        ("live", SUPPLIER, "close"),
    ),
)
OF_A_MAJOR_FAULT = ("sent", "experts", "watch", "report", "told", "filed")
MAJOR = Noun(
    "major",
    "M",
    (
        Verb("declare", (NEW,), "declared"),
        Verb("sent", ("declared",)),
        Verb("experts", ("declared",)),
        Verb("watch", ("declared",), told=_span()),
        Verb("report", ("declared",), wants_file=True),
        Verb("told", ("declared",), told=(Option("to", needed=True),)),
        Verb("filed", ("declared",)),
        Verb("close", ("declared",), "closed"),
    ),
    ("closed",),
    todo=(("declared", SUPPLIER, "close"),),
)
COVER = Noun(
    "cover",
    "H",
    (
        Verb(
            "name",
            (NEW,),
            "named",
            (Option("from", "day", needed=True), Option("to", "day", needed=True)),
            PURCHASER,
            ahead=True,
        ),
        Verb("staff", ("named",), told=(Option("role"),)),
        Verb("miss", ("named",)),
        Verb("keep", ("named",), "kept"),
    ),
    ("kept",),
    todo=(("named", SUPPLIER, "keep"),),
)
REQUEST = Noun(
    "request",
    "R",
    (
        Verb("open", (NEW,), "asked", (Option("service", needed=True),)),
        Verb("take", ("asked",), "taken"),
        Verb("decline", ("asked",), "declined"),
        Verb("deliver", ("taken",), "delivered"),
        Verb("accept", ("delivered",), "accepted", side=ASKER),
        Verb("return", ("delivered",), "taken", side=ASKER),
    ),
    ("declined", "accepted"),
    todo=(
        ("asked", SUPPLIER, "take"),
        ("taken", SUPPLIER, "deliver"),
        ("delivered", ASKER, "accept"),
    ),
)
COMPLAINT = Noun(
    "complaint",
    "K",
    (
        Verb("open", (NEW,), "open"),
        Verb("answer", ("open",), "answered"),
        Verb("close", ("answered",), "closed"),
        Verb("reopen", ("answered", "closed"), "open"),
    ),
    ("closed",),
    todo=(("open", SUPPLIER, "answer"), ("answered", PURCHASER, "close")),
)
SATISFACTION = Noun(
    "satisfaction",
    "S",
    (
        Verb("ask", (NEW,), "asked"),
        Verb(
            "answer",
            ("asked",),
            "answered",
            (Option("score", "score", needed=True), _count("of", needed=False)),
        ),
    ),
    ("answered",),
    todo=(("asked", PURCHASER, "answer"),),
)
KNOWLEDGE = Noun(
    "knowledge",
    "W",
    (
        Verb("add", (NEW,), "current"),
        Verb("revise", ("current",)),
        Verb("retire", ("current",), "retired"),
    ),
    ("retired",),
)
NOTICE = Noun(
    "notice",
    "O",
    (Verb("issue", (NEW,), "issued", (Option("url"),)), Verb("tell", ("issued",), "told")),
    ("told",),
    todo=(("issued", SUPPLIER, "tell"),),
)
ACCEPTANCE = Noun(
    "acceptance",
    "A",
    (
        Verb("open", (NEW,), "open", (_count("year"),)),
        Verb("inspect", ("open",)),
        Verb("accept", ("open",), "accepted", side=PURCHASER, wants_file=True),
        Verb("refuse", ("open",), "refused", side=PURCHASER, wants_file=True),
    ),
    ("accepted", "refused"),
    todo=(("open", PURCHASER, "accept"),),
)

NOUNS = {
    noun.name: noun
    for noun in (
        INCIDENT,
        PROBLEM,
        CHANGE,
        LEAVES,
        INSPECTION,
        VISIT,
        DUTY,
        STAFF,
        TRAINING,
        UPGRADE,
        MAJOR,
        COVER,
        REQUEST,
        COMPLAINT,
        SATISFACTION,
        KNOWLEDGE,
        NOTICE,
        ACCEPTANCE,
    )
}
OF_LETTER = {noun.letter: noun for noun in NOUNS.values()}


def noun_of(record: str) -> Noun | None:
    """The kind of a record, by the letter of its id."""
    return OF_LETTER.get(record.partition("-")[0])


def year_and_number(record: str) -> tuple[str, int, int] | None:
    """The parts of an id, by which ids are sorted; None where it is none."""
    letter, _, rest = record.partition("-")
    year, _, number = rest.partition("-")
    plain = year.isascii() and year.isdigit() and number.isascii() and number.isdigit()
    if letter not in OF_LETTER or not plain or len(year) != 4:
        return None
    return letter, int(year), int(number)


def id_of(noun: Noun, year: int, number: int) -> str:
    """I-2026-0001."""
    return f"{noun.letter}-{year}-{number:04}"


def every_verb() -> Iterator[tuple[Noun, Verb]]:
    """Every noun with each of its own verbs."""
    for noun in NOUNS.values():
        for verb in noun.verbs:
            yield noun, verb
