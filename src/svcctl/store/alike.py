"""Contracts by one form: a walk over many reads terms once that are the same but for their id."""

from json.encoder import encode_basestring as quoted
from typing import Any, Protocol

from svcctl.billing.terms import SharedDocument
from svcctl.casebook.kinds import Fact
from svcctl.casebook.payloads import said_again
from svcctl.store import asides
from svcctl.store.asides import OPENING, PROMISE, text_of
from svcctl.store.chain import ChainRow

MOST = 64  # forms that are kept
ANOTHER = "\x7f"  # nobody's id
Kept = dict[str, dict[int, asides.Kept]]  # what stands apart, by chains and their facts
Key = tuple[str, str, tuple[str, ...]]  # the text before the id and behind it; what stands apart


class Read(asides.Read, Protocol):
    """The journal, as far as it is asked here."""

    def read_anew(self, row: ChainRow, body: str, kept: Kept) -> Fact:
        """The fact of a row, whatever was read before."""


class Alike:
    """The terms that were read so far. Nobody may change what a fact says: others say it too."""

    def __init__(self) -> None:
        # None for a text that came once: where no two are alike, nothing but texts is kept
        self.forms: dict[Key, Fact | None] = {}

    def fact(self, journal: Read, row: ChainRow, body: str, kept: Kept) -> Fact:
        """The fact of a row with terms, as `Journal.read_as` reads it."""
        # in canonical JSON this can only be a key and its value, and a digest is no part of terms
        before, own, behind = body.partition(f'"id":{quoted(row.chain)}')
        promise = OPENING(before)
        apart = text_of(journal, row, promise[1], kept) if promise else ()
        rest = before[promise.end() :] if promise else before
        if not own or apart is None or PROMISE in rest or PROMISE in behind:
            return journal.read_anew(row, body, kept)
        key = rest, behind, apart
        if key not in self.forms:
            if len(self.forms) >= MOST:
                del self.forms[next(iter(self.forms))]
            self.forms[key] = None
            return journal.read_anew(row, body, kept)
        form = self.forms[key]
        if form is None:
            told = f'{before}"id":"{ANOTHER}"{behind}'
            form = self.forms[key] = _form(journal.read_anew(row, told, kept))
        terms = _terms(form)
        if terms.get("id") != ANOTHER:  # that was another id than the one of the terms
            return journal.read_anew(row, body, kept)
        return said_again(form, row[:6], terms=terms.of(row.chain))


def _terms(form: Fact) -> SharedDocument:
    terms: SharedDocument = vars(form.says)["terms"]
    return terms


def _form(fact: Fact) -> Fact:
    """A fact of which those of other contracts by the same form are made."""
    terms: dict[str, Any] = vars(fact.says)["terms"]
    return fact._replace(says=fact.says._replace(terms=SharedDocument(terms)))
