"""Whom a row concerns: by the contract that it names, else by account and name of the other side."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize

from svcctl.billing.terms import Party
from svcctl.casebook.case import Case
from svcctl.intake.listed import Listed

SURE_DIGITS = 15  # a spreadsheet keeps so many of a number and writes noughts for the rest
SHORTENED = 6  # signs that a bank leaves of a name at the least
FORM = re.compile(r"(股份)?有限(责任)?公司$|公司$")
POWER = re.compile(r"(\d)(?:\.(\d+))?e\+?(\d+)", re.IGNORECASE)
LOOK_ALIKES = str.maketrans("OoQDlI|SsBZz", "000011155822")
PARTED = re.compile(r"[\s\-–—]+")


class Concern(NamedTuple):
    """The contracts that a row may be of, and what is not certain of that.

    `misnamed`: the account is ours, the name is not; `damaged`: what is left of the number fits
    one of ours; `alike`: the name is ours but for the company's form; `nobody`: the row names no other side.
    """

    cases: Sequence[Case]
    doubt: str = ""


class Sides:
    """The other sides of all contracts, found by name, account, number."""

    def __init__(self, cases: Sequence[Case], supplier: bool) -> None:
        self.cases = {case.id: case for case in cases}
        self.names: dict[str, set[str]] = defaultdict(set)
        self.alike: dict[str, set[str]] = defaultdict(set)  # by names without the company's form
        self.accounts: dict[str, set[str]] = defaultdict(set)
        self.numbers: dict[str, set[str]] = defaultdict(set)
        for case in cases:
            for party in _other_sides(case, supplier):
                self.names[plain(party.name)].add(case.id)
                self.alike[_bare_of_form(plain(party.name))].add(case.id)
                for account in party.accounts:
                    self.accounts[digits(account.number)].add(case.id)
            for key in ("number", "project_number"):
                self.numbers[str(case.document.get(key))].add(case.id)
            self.numbers[case.id].add(case.id)
        self.names.pop("", None)
        self.accounts.pop("", None)

    def concerned(self, item: Listed) -> Concern:
        """The contracts that a row may be of."""
        if item.contract:
            return Concern(self._named(self.numbers.get(item.contract, ())))
        if ":" in item.instalment:
            return Concern(self._named({item.instalment.partition(":")[0]}))
        if not item.name and not item.account:
            return Concern(list(self.cases.values()), "nobody")
        by_name = self._by_name(item.name)
        by_account = self.accounts.get(digits(item.account), set()) if item.account else set()
        # either will do: names are abbreviated by banks, and accounts are what the documents may
        # disagree about
        if by_account and item.name and not by_name:
            return Concern(self._named(by_account), "misnamed")
        if by_name or by_account:
            return Concern(self._named(by_name | by_account))
        left = {
            id for each, ids in self.accounts.items() if _left_of(item.account, each) for id in ids
        }
        if left:
            return Concern(self._named(left), "damaged")
        alike = self.alike.get(_bare_of_form(plain(item.name)), set())
        return Concern(self._named(alike), "alike" if alike else "")

    def _by_name(self, name: str) -> set[str]:
        bare = plain(name)
        if bare in self.names:
            return set(self.names[bare])
        if len(bare) < SHORTENED:
            return set()
        return {id for each, ids in self.names.items() if each.startswith(bare) for id in ids}

    def _named(self, ids: Iterable[str]) -> list[Case]:
        known = set(ids)
        return [case for id, case in self.cases.items() if id in known]


def _other_sides(case: Case, supplier: bool) -> list[Party]:
    if supplier:
        return [case.terms.party("purchaser")]
    return [case.terms.payee(instalment) for instalment in case.terms.instalments]


def parties(cases: Sequence[Case], supplier: bool) -> tuple[frozenset[str], frozenset[str]]:
    """Names and account numbers of whoever holds a list, and of those on the other side."""
    ours: set[str] = set()
    theirs: set[str] = set()
    for case in cases:
        for party in case.terms.parties:
            marks = {plain(party.name), *(digits(account.number) for account in party.accounts)}
            (ours if (party.role == "supplier") == supplier else theirs).update(marks)
    return frozenset(ours - {""}), frozenset(theirs - {""})


def digits(text: str) -> str:
    """An account number without the spaces that people write in it."""
    return "".join(sign for sign in re.sub(r"\.0+$", "", text.strip()) if sign.isdigit())


def plain(name: str) -> str:
    """A name without spaces, signs of either width alike."""
    return "".join(normalize("NFKC", name).split())


def _bare_of_form(name: str) -> str:
    """A company's name without its form."""
    return FORM.sub("", name)


def _left_of(written: str, account: str) -> bool:
    """Whether a number may be what a spreadsheet, a mask or a scan has left of an account."""
    bare = PARTED.sub("", normalize("NFKC", written).strip())
    if power := POWER.fullmatch(bare):
        return _rounded(power[1] + (power[2] or ""), int(power[3]) + 1, account)
    if "*" in bare:
        return bool(re.fullmatch(re.sub(r"\*+", ".*", re.sub(r"[^\d*]", "", bare)), account))
    if bare.isdigit() and len(bare) == len(account) > SURE_DIGITS:
        cut = not bare[SURE_DIGITS:].strip("0")
        return cut and _rounded(bare[:SURE_DIGITS], len(bare), account)
    return not bare.isdigit() and bare.translate(LOOK_ALIKES) == account


def _rounded(kept: str, length: int, account: str) -> bool:
    """Whether an account of that length begins so, its last digit kept rounded or cut."""
    if len(account) != length or len(kept) > length:
        return False
    return abs(int(account[: len(kept)]) - int(kept)) <= 1
