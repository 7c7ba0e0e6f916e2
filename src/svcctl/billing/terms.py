"""The terms of one contract as data: what the parties wrote, each with the article it stands in."""

from datetime import date
from typing import Any

from svcctl.billing.deadlines import Due, due_from
from svcctl.billing.money import cut, fen, parse_share, portions, share_of
from svcctl.billing.record import Record
from svcctl.billing.rules import Rule, rules_from
from svcctl.billing.working_days import Deadline

Title = str | dict[str, str]
Document = dict[str, Any]  # a contract file's content: strings, integers, booleans, lists, tables

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
}


class Coined(Record):
    """A title that no paper gives: the key of its words, and the values that they take."""

    key: str
    values: dict[str, Any] = {}


class Alteration(Record):
    """What an amendment made of an instalment: since when, and which terms count its date."""

    number: int
    since: date  # the amendment in force; nothing that it adds is late before
    of: str  # the instalment that this one is an increase of, or nothing
    layers: int | None  # it had fallen due, and stays by the terms that had so many layers
    ahead: Deadline | None  # by the old terms, where it had not


class Instalment(Record):
    """One instalment of one year, or of the contract, with its amount worked out."""

    id: str  # Y1-advance, or the key alone where the scope is the contract
    key: str
    year: int | None
    title: Title | Coined
    share: str
    amount_fen: int
    needs: tuple[str, ...]  # the documents that must be in, those of `receipt:KEY` included
    reports: bool  # what is needed are reports, not other papers
    waits_for_year: bool
    due: Due
    payee: str  # the key of the party that is paid
    article: str
    evidence: tuple[str, ...] = ()  # papers on file before money moves
    require_evidence: bool = False
    amended: Alteration | None = None
    lowered: tuple[
        tuple[date, int], ...
    ] = ()  # what amendments took off, by the day they came into force

    def owed_on(self, day: date) -> int:
        """The amount by the terms of a day."""
        return self.amount_fen + sum(fen for since, fen in self.lowered if since > day)


class Obligation(Record):
    """A date to keep that is not a payment."""

    key: str
    title: Title | Coined
    who: str
    due: Due | None
    article: str


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
    years: int
    starts: str
    parties: tuple[Party, ...]
    documents: dict[
        str, tuple[Title, bool]
    ]  # key -> (title, whether one is due every service year)
    instalments: tuple[Instalment, ...]
    obligations: tuple[Obligation, ...]
    findings: tuple[Finding, ...]
    readings: dict[str, str]
    layers: tuple[Layer, ...]  # the last one is in force
    force_majeure: ForceMajeureClause | None
    appraisal: AppraisalClause | None
    guarantees: tuple[Guarantee, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    former: "Terms | None" = None  # those before the last amendment

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The damages rules in force."""
        return self.layers[-1].rules

    def layer_on(self, day: date) -> Layer:
        """The price and the rules in force on a day."""
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


def terms_from(document: Document, readings: dict[str, str] | None = None) -> Terms:
    """The terms that a checked contract file states; `readings` overrides choices, to try one."""
    chosen = (
        DEFAULT_READINGS
        | _settled_by_terms(document)
        | document.get("readings", {})
        | (readings or {})
    )
    parties = tuple(_party(table) for table in document["parties"])
    term = document["term"]
    return Terms(
        id=document["id"],
        title=document["title"],
        calendar=_calendar(document, chosen),
        signed_on=date.fromisoformat(document["signed_on"]),
        award_notice_on=_date(document.get("award_notice_on")),
        total_fen=fen(document["price"]["total"]),
        years=term["years"],
        starts=term["starts"],
        parties=parties,
        documents={
            d["key"]: (d["title"], d["every"] == "service-year")
            for d in document.get("deliverables", ())
        },
        instalments=_promises(document),
        obligations=tuple(_obligation(table) for table in document.get("obligations", ())),
        findings=tuple(_finding(table) for table in document.get("findings", ())),
        readings=chosen,
        layers=(
            Layer(
                date.fromisoformat(document["signed_on"]),
                fen(document["price"]["total"]),
                year_prices(document),
                rules_from(document),
            ),
        ),
        force_majeure=_force_majeure(document.get("force_majeure")),
        appraisal=AppraisalClause(**document["appraisal"]) if "appraisal" in document else None,
        guarantees=tuple(_guarantee(table, document) for table in document.get("guarantees", ())),
    )


def chosen_under(terms: Terms, document: Document, readings: dict[str, str]) -> Terms:
    """The same terms under other choices of readings."""
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
    # a contract that says itself from when the term runs leaves nothing to read: the default would
    # put a day there that it does not know
    if document["term"]["starts"] == "signing":
        settled["term-start"] = "signing"
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


def _finding(table: dict[str, Any]) -> Finding:
    values = tuple((value["value"], value["source"]) for value in table["values"])
    return Finding(table.get("key", table["about"]), table["about"], values, table["severity"])


def _obligation(table: dict[str, Any]) -> Obligation:
    due = due_from(table["due"]) if "due" in table else None
    return Obligation(table["key"], table["title"], table["who"], due, table["article"])


def _guarantee(table: dict[str, Any], document: Document) -> Guarantee:
    share = table.get("share", "")
    price = fen(document["price"]["total"])
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


def is_report(title: Title) -> bool:
    """Whether a document is called a report (报告, 汇报): it is 待报告 then, not 待资料."""
    text = title if isinstance(title, str) else " ".join(title.values())
    return "报告" in text or "汇报" in text or "report" in text.lower()


def year_prices(document: Document) -> tuple[int, ...]:
    """The price of each service year in fen; an even cut where the file gives none."""
    price, years = document["price"], int(document["term"]["years"])
    if "years" in price:
        return tuple(fen(text) for text in price["years"])
    if "per_year" in price:
        return tuple([fen(price["per_year"])] * years)
    # the last year takes the odd fen, so that the years add up to the price on the signature page
    return cut(fen(price["total"]), [1] * years)


def _promises(document: Document) -> tuple[Instalment, ...]:
    """Every instalment's amount: contract scope takes its share, the years divide the rest."""
    total = fen(document["price"]["total"])
    tables = document["instalments"]
    once = [table for table in tables if table.get("scope") == "contract"]
    yearly = [table for table in tables if table.get("scope") != "contract"]
    once_shares = [parse_share(table["share"]) for table in once]
    # where years follow, they take what rounding leaves; where there are none, the last instalment
    # does: either way the sum is the price
    once_parts = portions(total, once_shares) if yearly else cut(total, once_shares)
    titles = {table["key"]: table["title"] for table in document.get("deliverables", ())}
    found = [
        _promise(table, None, amount, titles)
        for table, amount in zip(once, once_parts, strict=True)
    ]
    if yearly:
        year_parts = cut(total - sum(once_parts), year_prices(document))
        for year, part in enumerate(year_parts, 1):
            amounts = cut(part, [parse_share(table["share"]) for table in yearly])
            found += [
                _promise(table, year, amount, titles)
                for table, amount in zip(yearly, amounts, strict=True)
            ]
    return tuple(found)


def _promise(
    table: dict[str, Any], year: int | None, amount_fen: int, titles: dict[str, Title]
) -> Instalment:
    due = due_from(table["due"], (year or 1) - 1)
    needs = list(table.get("needs", ()))
    _, _, named = due.after.partition("receipt:")
    # what starts the days is needed too, whether or not the file says it twice
    if named and named not in needs:
        needs.append(named)
    return Instalment(
        id=table["key"] if year is None else f"Y{year}-{table['key']}",
        key=table["key"],
        year=year,
        title=table["title"],
        share=table["share"],
        amount_fen=amount_fen,
        needs=tuple(needs),
        reports=all(is_report(titles[key]) for key in needs),
        # article 7 asks for the year to be over only where it asks for reports: the first 70 % of a
        # year waits for neither
        # nor does what is paid once a guarantee is in: the later of that day and the papers counts
        waits_for_year=bool(needs)
        and year is not None
        and table.get("year_over", True)
        and not due.after.startswith("lodged:"),
        due=due,
        payee=table.get("payee", "supplier"),
        article=table["article"],
        evidence=tuple(table.get("evidence", ())),
        require_evidence=table.get("require_evidence", False),
    )
