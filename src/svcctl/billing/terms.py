"""The terms of one contract as data: what the parties wrote, each with the article it stands in."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from svcctl.billing.deadlines import Due, due_from
from svcctl.billing.instalment import Coined, Instalment, Title
from svcctl.billing.money import decimal, fen, parse_share, share_of
from svcctl.billing.periods import ONCE, ServicePeriod, Term, months_of, term_from, term_table
from svcctl.billing.prices import QUANTITY, Price, parts_of, price_from, year_prices_of
from svcctl.billing.promises import promises
from svcctl.billing.record import Record
from svcctl.billing.rules import Rule, rules_from
from svcctl.billing.sums import Cut, cut_of

Document = dict[str, Any]  # a contract file's content: strings, integers, booleans, lists, tables


class SharedDocument(dict[str, Any]):
    """The content of a file of which contracts by one form have all but the id; nobody changes it."""

    def __init__(self, document: Document, parsed: "dict[str | None, Terms] | None" = None) -> None:
        super().__init__(document)
        # the terms without their id, by the day on which they began
        self.parsed: dict[str | None, Terms] = {} if parsed is None else parsed

    def of(self, contract: str) -> "SharedDocument":
        """The document of one of the contracts."""
        found = SharedDocument(self, self.parsed)
        found["id"] = contract
        return found


NATION = "CN"

DEFAULT_READINGS = {
    "term-start": "start-notice",
    "year-end": "corresponding-date",
    "later-years": "anniversary-of-signing",
    "early-report": "year-end",
    "late-fee-start": "day-after-deadline",
    "late-fee-overlap": "once-a-day",
    "working-day": "regional",
    "day-off": "weekend-too",
    "one-off": "each",
    "paid-when": "charged",
    "return": "stops",
    "receipt-proof": "signed",
    "severity": "stricter",
    "dispatch-from": "call",
    "waits": "run",
}
READING_CHOICES: dict[str, tuple[str, ...]] = {
    "term-start": ("start-notice", "signing"),
    "year-end": ("corresponding-date", "day-before"),
    "later-years": ("anniversary-of-signing", "service-year-start", "previous-year-paid"),
    "early-report": ("year-end", "receipt"),
    "late-fee-start": ("day-after-deadline", "day-after-negotiation-failed"),
    "late-fee-overlap": ("once-a-day", "per-instalment"),
    "working-day": ("regional", "national"),
    "day-off": ("weekend-too", "holidays-only", "no"),
    "one-off": ("each", "once"),
    "paid-when": ("charged", "arrived"),
    "return": ("stops", "ignored"),
    "receipt-proof": ("signed", "delivered"),
    "severity": ("stricter",),  # or the name of one of the file's regimes
    "dispatch-from": ("call", "not-solved"),
    "waits": ("run", "stop"),
}


class Obligation(Record):
    """A date to keep that is not a payment."""

    key: str
    title: Title | Coined
    who: str
    due: Due | None
    article: str
    period: str = ""  # Y1-Q3, where it is owed in each of its periods


class Return(Record):
    """A part of a guarantee that goes back: its share, and by when."""

    share: str
    due: Due


class Guarantee(Record):
    """Money or a letter that the supplier lodges (履约保证金, 质保金), and when it goes back."""

    key: str
    title: Title | Coined
    who: str
    share: str  # of the price without renewals; nothing where the file has a sum
    amount_fen: int  # what is to be lodged
    lodge: Due | None
    returns: tuple[Return, ...]  # none: it goes back at no date
    article: str

    @property
    def weights(self) -> tuple[int, ...]:
        """The shares of its returns, to cut a sum by."""
        return tuple(parse_share(each.share) for each in self.returns)


class Account(Record):
    """A bank account that one of the documents names for a party."""

    bank: str
    number: str
    source: str


class Party(Record):
    """One side of the contract."""

    role: str
    key: str
    name: str
    accounts: tuple[Account, ...]
    size: str = ""  # micro | small | medium | large, where the file says so


class Finding(Record):
    """Where the documents disagree: the values they give, and how much it matters."""

    key: str
    about: str
    values: tuple[tuple[str, str], ...]  # (value, source)
    severity: str
    title: Title = ""

    @property
    def named(self) -> Title | Coined:
        """Its own title, or what it is about."""
        return self.title or Coined(f"about.{self.about}", {})


class ForceMajeureClause(Record):
    """Whose force majeure extends the term, and from which of its days on both negotiate."""

    who: str  # supplier | both
    negotiate_from_day: int | None
    article: str


class AppraisalClause(Record):
    """Who pays for an appraisal of the service, by what it finds."""

    in_order: str
    not_in_order: str
    article: str


class Assessment(Record):
    """How a score decides a fee (考核): points in millionths, shares in units of 10^-10."""

    key: str
    every: str
    full_from: int | None
    less_share: int | None  # for each point missing
    less_fen: int | None
    bands: tuple[tuple[int, int], ...]  # (from, pay), the highest first
    fail_below: int | None
    terminate_after: tuple[tuple[int, bool], ...]  # (failed, in a row)
    article: str
    points_off: tuple[tuple[str, int], ...] = ()  # (promise, for each miss)


class Layer(Record):
    """What damages go by from a day on: the signing, or an amendment's coming into force."""

    since: date
    total_fen: int
    year_fens: tuple[int, ...]
    rules: tuple[Rule, ...]


class Amendment(Record):
    """A supplementary agreement, in force from the last of its signing, approval and filing."""

    number: int
    since: date
    signed_on: date
    approved_on: date
    approval_ref: str
    filed_on: date
    added_fen: int  # to the price; less than nothing where it was lowered
    event: str


class Terms(Record):
    """One contract's terms, as far as dates and payments follow from them."""

    id: str
    title: Title
    calendar: str
    signed_on: date
    award_notice_on: date | None
    total_fen: int
    price: Price
    term: Term
    periods: dict[
        str, ServicePeriod
    ]  # by id, as cut from the day that the term was thought to begin
    parties: tuple[Party, ...]
    documents: dict[str, tuple[Title, str]]  # key -> (title, how often one is due)
    instalments: tuple[Instalment, ...]
    obligations: tuple[Obligation, ...]
    findings: tuple[Finding, ...]
    readings: dict[str, str]
    layers: tuple[Layer, ...]  # the last one is in force
    force_majeure: ForceMajeureClause | None
    appraisal: AppraisalClause | None
    guarantees: tuple[Guarantee, ...] = ()
    assessments: dict[str, Assessment] = {}
    amendments: tuple[Amendment, ...] = ()
    former: "Terms | None" = None  # those before the last amendment

    @property
    def years(self) -> int:
        """How many years of service it has, renewals left out; the last may be shorter."""
        own = {each.year for each in self.periods.values() if each.renewal is None}
        return max(own)

    @property
    def months(self) -> int:
        """The weight of its months (WHOLE_MONTH each), renewals left out."""
        years = (each for each in self.periods.values() if each.every == "service-year")
        return sum(each.weight for each in years if each.renewal is None)

    @property
    def elastic(self) -> bool:
        """Whether what a row comes to can depend on another: a ceiling, or sums kept back."""
        return self.price.ceiling or any(each.collects for each in self.instalments)

    @property
    def starts(self) -> str:
        """What starts the term: start-notice, signing, or the dates that the contract names."""
        return self.term.starts

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The damages rules in force."""
        return self.layers[-1].rules

    def layer_on(self, day: date) -> Layer:
        """The price and the rules in force on a day."""
        if len(self.layers) == 1:  # never amended
            return self.layers[0]
        return next(
            (layer for layer in reversed(self.layers) if layer.since <= day), self.layers[0]
        )

    def instalment(self, short_id: str) -> Instalment | None:
        """The instalment of that short id."""
        return next(
            (instalment for instalment in self.instalments if instalment.id == short_id), None
        )

    def guarantee(self, key: str) -> Guarantee | None:
        """The guarantee of that key."""
        return next((each for each in self.guarantees if each.key == key), None)

    def party(self, role: str) -> Party:
        """The first party in that role."""
        return next(party for party in self.parties if party.role == role)

    def payee(self, instalment: Instalment) -> Party:
        """The supplier that an instalment is paid to: the one it names, else the only one."""
        # joint suppliers (联合体) may be paid apart, each for its own instalments
        suppliers = [party for party in self.parties if party.role == "supplier"]
        return next((party for party in suppliers if party.key == instalment.payee), suppliers[0])


def terms_from(
    document: Document, readings: dict[str, str] | None = None, started_on: date | None = None
) -> Terms:
    """The terms that a checked contract file states; `readings` overrides choices, to try one.

    `started_on`: where the calendar cuts a term that begins with a notice, its day.
    """
    # a store has many contracts by one form, and an entry looks at one contract before and after:
    # what is parsed is kept by the text of the document, its id left out
    from marshal import dumps

    begun = started_on.isoformat() if started_on else None
    shared = document.parsed if isinstance(document, SharedDocument) and not readings else {}
    found = shared.get(begun)
    if found is None:
        found = _parsed(dumps((document | {"id": ""}, readings, begun), 2))
        if len(shared) < BEGINNINGS:
            shared[begun] = found
    return found._replace(id=document["id"])


BEGINNINGS = 64  # of contracts by one form that are kept


@lru_cache(maxsize=64)
def _parsed(text: bytes) -> Terms:
    """Terms without their id, by document, readings tried and start."""
    from marshal import loads

    document, readings, begun = loads(text)
    started_on = _date(begun)
    written = _settled_by_terms(document) | document.get("readings", {})
    chosen = DEFAULT_READINGS | written | (readings or {})
    term, signed_on = term_from(document), date.fromisoformat(document["signed_on"])
    begin = _begin(term, chosen, signed_on, started_on)
    cutting = cut_of(document, months_of(term, begin, chosen["year-end"] == "day-before"))
    price = price_from(document, cutting.years)
    total = price.total_fen or 0
    layer = Layer(signed_on, total, _year_sums(document, cutting, price), rules_from(document))
    return Terms(
        id=document["id"],
        title=document["title"],
        calendar=_calendar(document, chosen),
        signed_on=signed_on,
        award_notice_on=_date(document.get("award_notice_on")),
        total_fen=total,
        price=price,
        term=term,
        periods={p.id: p for each in cutting.periods.values() for p in each},
        parties=tuple(_party(table) for table in document["parties"]),
        documents={d["key"]: (d["title"], d["every"]) for d in document.get("deliverables", ())},
        instalments=promises(document, cutting, price),
        obligations=_all_obligations(document, cutting, term),
        findings=tuple(_finding(table) for table in document.get("findings", ())),
        readings=chosen,
        layers=(layer,),
        force_majeure=_force_majeure(document.get("force_majeure")),
        assessments={t["key"]: assessment_from(t) for t in document.get("assessments", ())},
        appraisal=AppraisalClause(**document["appraisal"]) if "appraisal" in document else None,
        guarantees=tuple(_guarantee(table, total) for table in document.get("guarantees", ())),
    )


def _all_obligations(document: Document, cutting: Cut, term: Term) -> tuple[Obligation, ...]:
    tables = document.get("obligations", ())
    return tuple(each for table in tables for each in _obligations(table, cutting, term.calendar))


def _begin(term: Term, readings: dict[str, str], signed_on: date, started_on: date | None) -> date:
    """Day nought of the term as far as it is known; its first day where dates name it."""
    if term.first:
        return term.first
    by_notice = readings["term-start"] == "start-notice"
    return started_on if by_notice and started_on else signed_on


def _year_sums(document: Document, cutting: Cut, price: Price) -> tuple[int, ...]:
    """The price of each year of service, all parts together."""
    parts = parts_of(document, price).values()
    by_part = [year_prices_of(part, cutting.years, cutting.as_ever) for part in parts]
    return tuple(sum(sums) for sums in zip(*by_part, strict=True))


def chosen_under(
    terms: Terms, document: Document, readings: dict[str, str], started_on: date | None
) -> Terms:
    """The same terms under other choices of readings."""
    # the readings move the pieces that the calendar cuts, and dates leave some of them no room
    if terms.term.calendar or terms.term.first:
        return terms_from(document, readings, started_on)
    return terms._replace(readings=readings, calendar=_calendar(document, readings))


def _calendar(document: Document, readings: dict[str, str]) -> str:
    """Whose holidays count (reading working-day)."""
    name: str = document["calendar"]
    return NATION if readings["working-day"] == "national" else name


def _force_majeure(table: dict[str, Any] | None) -> ForceMajeureClause | None:
    return (
        ForceMajeureClause(table["who"], table.get("negotiate_from_day"), table["article"])
        if table
        else None
    )


def _settled_by_terms(document: Document) -> dict[str, str]:
    """Readings that the terms leave no room for."""
    settled = {}
    term = term_table(document)
    # a contract that says itself from when the term runs leaves nothing to read: the default would
    # put a day there that it does not know
    if term.get("starts") == "signing":
        settled["term-start"] = "signing"
    if "from" in term:  # both days are included
        settled |= {"term-start": "signing", "year-end": "day-before"}
    if document["calendar"] == NATION:
        settled["working-day"] = "national"
    return settled


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _party(table: dict[str, Any]) -> Party:
    accounts = tuple(
        Account(a["bank"], a["number"], a["source"]) for a in table.get("accounts", ())
    )
    return Party(
        table["role"],
        table.get("key", table["role"]),
        table["name"],
        accounts,
        table.get("size", ""),
    )


def assessment_from(table: dict[str, Any]) -> Assessment:
    """An assessment rule as a checked contract file states it."""
    less = table.get("less_per_point", "")
    in_share = less[-1:] in ("%", "％", "‰") and bool(less)
    bands = [(each["from"] * QUANTITY, parse_share(each["pay"])) for each in table.get("bands", ())]
    return Assessment(
        key=table["key"],
        every=table.get("every", ""),
        full_from=table["full_from"] * QUANTITY if "full_from" in table else None,
        less_share=parse_share(less) if in_share else None,
        less_fen=fen(less) if less and not in_share else None,
        bands=tuple(sorted(bands, reverse=True)),
        fail_below=table["fail_below"] * QUANTITY if "fail_below" in table else None,
        terminate_after=tuple(
            (each["failed"], each.get("in_a_row", False))
            for each in table.get("terminate_after", ())
        ),
        article=table["article"],
        points_off=tuple((p["promise"], decimal(p["points"])) for p in table.get("points_off", ())),
    )


def _finding(table: dict[str, Any]) -> Finding:
    values = tuple((value["value"], value["source"]) for value in table["values"])
    key, title = table.get("key", table["about"]), table.get("title", "")
    return Finding(key, table["about"], values, table["severity"], title)


def _obligations(table: dict[str, Any], cutting: Cut, calendar: bool) -> Iterator[Obligation]:
    """An obligation: once, or one for each of its periods."""
    for row, period in enumerate(cutting.of({"every": ONCE} | table)):
        due = due_from(table["due"], row) if "due" in table else None
        found = Obligation(table["key"], table["title"], table["who"], due, table["article"])
        if period is not None:
            letter = period.id.partition("-")[2][:1] or "Y"
            values = {"title": table["title"], "number": period.number}
            values |= {"year": period.last.year if calendar else period.year}
            title = Coined(f"obligation.{f'calendar-{letter}' if calendar else letter}", values)
            key = f"{period.id}-{found.key}"
            found = found._replace(key=key, title=title, period=period.id)
        yield found


def _guarantee(table: dict[str, Any], price: int) -> Guarantee:
    share = table.get("share", "")
    return Guarantee(
        key=table["key"],
        title=table.get("title") or Coined("guarantee.title"),
        who=table["who"],
        share=share,
        amount_fen=share_of(price, parse_share(share)) if share else fen(table["amount"]),
        lodge=due_from(table["lodge"]) if "lodge" in table else None,
        returns=tuple(Return(r["share"], due_from(r["due"])) for r in table.get("returns", ())),
        article=table["article"],
    )
