"""What is known while the questions are asked: what was answered, what one starts from, what is usual."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from svcctl.billing.money import fen, yuan
from svcctl.billing.periods import every_of
from svcctl.billing.promises import SETTLEMENT
from svcctl.interview.catalogue import BY_EVENT, DATE, DAY_OF_MONTH, NONE, ON, ONCE, PERIODS
from svcctl.interview.due import LAST, Table
from svcctl.interview.question import KEEP, NO, YES, Answers
from svcctl.interview.rows import rest_of
from svcctl.interview.values import text_of

LONGEST_YEAR = 366
# choices that are the keys of other tables
OF_TABLES = {
    "earlier": "instalments",
    "parts": "parts",
    "assessments": "assessments",
    "suppliers": "suppliers",
    "breaches": "damages",
}
ROLES = ("purchaser", "supplier")
MEMBERS = "parties.members"  # the suppliers beside the first
# what papers and sums are called, and their keys in the commands: the first that is in the title
CALLED = {
    "首期": "advance", "首付": "advance", "预付": "advance", "余款": "balance", "尾款": "balance",
    "质保": "retention", "进度": "progress", "验收": "acceptance", "发票": "invoice",
    "年度报告": "annual-report", "年报": "annual-report", "季度报告": "quarterly-report",
    "季报": "quarterly-report", "月报": "monthly-report", "考核": "assessment", "报告": "report",
    "服务费": "fee", "维护费": "fee", "运维费": "fee", "物业费": "fee", "履约": "performance-bond",
    "保证金": "bond", "备案": "filing", "公告": "notice", "公示": "notice",
}  # fmt: skip
PLAIN = {
    "deliverables": "paper",
    "instalments": "payment",
    "damages": "breach",
    "guarantees": "bond",
    "obligations": "duty",
    "assessments": "assessment",
    "service_plan": "promise",
    "services": "service",
    "systems": "system",
}


class Sofar(NamedTuple):
    """What a question is put with."""

    base: Table  # what one starts from; empty for nothing
    document: Table  # what was answered so far
    lang: str
    calendars: tuple[str, ...]
    usual: Mapping[str, str]  # proposals that come from outside: id, source, bond

    def rows(self, place: str, of: Table) -> list[Table]:
        """The tables at a place of a document."""
        if place == "parties.accounts":
            supplier = self.party("supplier", of)
            found: Any = supplier.get("accounts", []) if supplier else []
        elif place == MEMBERS:
            found = [each for each in of.get("parties", ()) if each.get("role") == "supplier"][1:]
        else:
            found = of.get(place, [])
        return [found] if isinstance(found, dict) else list(found)

    @staticmethod
    def party(role: str, of: Table) -> Table:
        """The first party of that role; empty where there is none."""
        return next((each for each in of.get("parties", ()) if each.get("role") == role), {})

    # -- choices that come from what was answered -------------------------------------------------

    def choices(self, offers: str, section: str, row: int, given: Answers) -> tuple[str, ...]:
        """What there is to choose from, by the name of the offer."""
        if offers == "calendars":
            return self.calendars
        if offers == "rhythms":
            return (ONCE, *PERIODS) if self.document.get("term") else (ONCE,)
        if offers == "split":
            return self._splits(given)
        if offers == "payment":
            before = row if section == "instalments" else None
            return tuple(self.titles("instalments"))[:before]
        if offers in ("papers", "paper"):
            return self._papers(given) if offers == "papers" else self._paper(given)
        if offers == "suppliers" and len(self.titles(offers)) < 2:
            return ()  # only one to be paid
        if offers in OF_TABLES:
            return tuple(self.titles(OF_TABLES[offers]))[: row if offers == "earlier" else None]
        return self._events(offers, section, row, given)

    def _papers(self, given: Answers) -> tuple[str, ...]:
        settled = given.get("much") in ("settled", KEEP) or given.get("settled") == YES
        return (*self.titles("deliverables"), *((SETTLEMENT,) if settled else ()))

    def _paper(self, given: Answers) -> tuple[str, ...]:
        """Which of the papers a deadline may go by."""
        found = given.get("needs", "").split(",")
        return (LAST, *found) if found != [""] else self._papers(given)

    def _splits(self, given: Answers) -> tuple[str, ...]:
        term = self.document.get("term", {})
        several = term.get("years", 0) > 1 or term.get("months", 0) > 12 or "renewals" in term
        if "from" in term and "to" in term:
            several = several or (term["to"] - term["from"]).days > LONGEST_YEAR
        several = several or "open-total" in given
        return ("whole", "per-year", "years") if several else ("whole",)

    def _events(self, offers: str, section: str, row: int, given: Answers) -> tuple[str, ...]:
        """From what a day may be counted, for something that comes so often."""
        every = given.get("every", ONCE) if section != "guarantees" else ONCE
        own = {"service-year": ("year-start", "year-end"), ONCE: ()}
        periods = own.get(every, ("period-start", "period-end"))
        yearly = every in (ONCE, "service-year")
        paid = section == "instalments"
        open_ = {
            "signing": yearly,
            "award-notice": "award_notice_on" in self.document and yearly,
            "start-notice": self.document.get("term", {}).get("starts") == "start-notice"
            and yearly,
            "term-end": bool(self.document.get("term")) and every == ONCE,
            "receipt": paid and bool(given.get("needs") or self._papers(given)),
            "payment": section == "guarantees" or (row > 0 and paid),
            "lodged": "special:lodged-first" in given,
        }
        if offers == "lodge-when":
            open_ |= dict.fromkeys(("receipt", "payment", "term-end", "lodged"), False)
        elif section == "guarantees" and self.titles("deliverables"):
            open_["receipt"] = True
        found = [each for each in BY_EVENT if open_.get(each, each in periods)]
        return (*found, *self._days(section, every), NONE)

    def _days(self, section: str, every: str) -> tuple[str, ...]:
        """Which days by the calendar there may be."""
        months = (DAY_OF_MONTH,) if every in PERIODS[1:] else ()
        return (*months, DATE, ON) if section in ("instalments", "obligations") else ()

    def titles(self, place: str) -> dict[str, str]:
        """What the tables of a list are called, by their keys."""
        rows: list[Table] = self.document.get(place, [])
        if place == "suppliers":
            rows = [each for each in self.document.get("parties", ()) if "key" in each]
            rows = [each for each in rows if each["role"] == "supplier"]
        if place == "parts":
            rows = self.document.get("price", {}).get("parts", [])
        if place == "damages":
            rows = [each for each in rows if each.get("for") == "recorded-breach"]
        return {row["key"]: self._called(row) for row in rows if "key" in row}

    def _called(self, row: Table) -> str:
        return text_of(row.get("title") or row.get("name") or row["key"], self.lang)

    # -- what is usual ----------------------------------------------------------------------------

    def proposal(self, usual: str, section: str, row: int, given: Answers) -> str:
        """What is proposed where the file that one starts from says nothing."""
        if usual in self.usual:
            return self.usual[usual]
        made: dict[str, Callable[[], str]] = {
            "per-year": self._per_year,
            "article": lambda: self._article(section),
            "key": lambda: self._key(section, row, given),
            "every": lambda: self._every(section, row),
            "rest": lambda: rest_of(self._before(section, row), given.get("every", "")),
            "what": lambda: "late-payment" if row == 0 else "other-breach",
            "what-key": lambda: self._free(given.get("what", "breach"), "damages", row),
            "payer": lambda: "purchaser" if given.get("what") == "late-payment" else "supplier",
            "kept": lambda: ",".join(
                each["key"] for each in self._before(section, row) if "retain" in each
            ),
            "payees": lambda: self._last("instalments", "payee"),
            "settles": lambda: YES if self.titles("assessments") else NO,
            "regime": lambda: self._last("service_levels", "regime"),
            "severity": lambda: str(row + 1),
            "member": lambda: f"member-{row + 1}" if row else "member",
            "per": lambda: "1" if given.get("what", "").startswith("late") else "once",
        }
        return made[usual]() if usual in made else usual

    def _before(self, section: str, row: int) -> list[Table]:
        rows: list[Table] = self.document.get(section, [])
        return rows[:row]

    def _per_year(self) -> str:
        term, price = self.document.get("term", {}), self.document.get("price", {})
        years = term.get("years", 1)
        total = fen(price["total"]) if "total" in price else 0
        return yuan(total // years) if total and total % years == 0 else ""

    def _article(self, section: str) -> str:
        rows = [row for row in self.document.get(section, []) if row.get("article")]
        return str(rows[-1]["article"]) if rows else ""

    def _last(self, section: str, key: str) -> str:
        rows = self.document.get(section, [])
        return str(next((row[key] for row in reversed(rows) if key in row), ""))

    def _every(self, section: str, row: int) -> str:
        if not self.document.get("term"):
            return ONCE
        rows = self._before(section, row)
        whole = [row for row in rows if row.get("key")]
        return every_of(whole[-1]) if whole else "service-year"

    def _key(self, section: str, row: int, given: Answers) -> str:
        title = given.get("title", "")
        bare = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""
        called = next((key for words, key in CALLED.items() if words in title), bare)
        return self._free(called or f"{PLAIN[section]}-{row + 1}", section, row)

    def _free(self, key: str, section: str, row: int) -> str:
        taken = {each.get("key") for each in self._before(section, row)}
        made, number = key[:50].strip("-"), 2
        while made in taken:
            made, number = f"{key[:50].strip('-')}-{number}", number + 1
        return made
