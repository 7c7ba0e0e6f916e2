"""What letters have in common: parties, numbers, dates, accounts, evidence, the foot."""

from collections.abc import Callable, Iterator, Set
from datetime import date
from typing import Any

from svcctl.answers.contracts import numbers
from svcctl.answers.damages_names import breach_name, line_name
from svcctl.answers.facts import describe, outward
from svcctl.answers.findings import finding_text, unsettled
from svcctl.answers.instalment_words import label
from svcctl.billing.damages.assessment import assess
from svcctl.billing.position import Happening
from svcctl.billing.terms import NATION, Account, Party
from svcctl.casebook.about import about, awaited, starts_days
from svcctl.casebook.accounts import settled_account
from svcctl.casebook.case import Case
from svcctl.casebook.kinds import Fact, WithTerms
from svcctl.i18n import Words
from svcctl.papers.letter_words import PaperWords, chinese
from svcctl.papers.provenance import Provenance, foot_lines

Values = dict[str, Any]
Fill = Callable[[Case, Provenance, PaperWords], Values]
UNBROKEN = "\N{NO-BREAK SPACE}"


def common(case: Case, title: str, sender: str, found: Provenance, words: Words) -> Values:
    """The head, the numbers, the signature and the foot of a letter."""
    receiver = "supplier" if sender == "purchaser" else "purchaser"
    return {
        "title": title,
        "sender": case.terms.party(sender).name,
        "to": case.terms.party(receiver).name,
        "contract_title": words.title(case.terms.title),
        "numbers": numbers(case, words),
        "signed": chinese(case.terms.signed_on),
        "as_of": chinese(case.as_of),
        "dated": chinese(case.as_of),
        "year_of_date": case.as_of.year,
        "foot": "\n".join(foot_lines(found, PaperWords(words.role), letter=True)),
    }


def letter_title(key: str, case: Case, sender: str, words: Words, **values: Any) -> str:
    """A title as official letters have it: office, matter, kind."""
    return words(f"letter.{key}", sender=case.terms.party(sender).name, **values)


def names_of(case: Case, words: Words) -> dict[str, str]:
    """What people call the contract's instalments, breaches, lines of damages and calendar."""
    found = {s.instalment.id: label(s, words) for s in case.standings}
    for line in assess(case.sight) if case.terms.rules else ():
        found[line.id] = line_name(line, case, words)
        found.setdefault(line.subject, breach_name(line, case, words))
    region = "letter.calendar-region" if case.calendar.name != NATION else "letter.calendar"
    found[case.calendar.name] = words(region)
    return found


# -- accounts --------------------------------------------------------------------------------------


def unbroken(number: str) -> str:
    """An account's number in its groups, none of which begins a new line."""
    return UNBROKEN.join(number.split())


def account_of(case: Case, party: Party) -> Account | None:
    """The account that holds: a settled finding's, else the first that the contract names."""
    return settled_account(case, party) or (party.accounts[0] if party.accounts else None)


def account_values(party: Party, account: Account | None, doubt: str = "") -> Values:
    """Whom to pay, at which bank, to which number; blanks where the contract names none."""
    return {
        "payee": party.name,
        "bank": account.bank if account else "",
        "account": unbroken(account.number) + doubt if account else "",
    }


def in_doubt(case: Case) -> bool:
    """Whether the papers disagree about the account and nobody has settled it."""
    return any(finding.about == "payee-account" for finding in case.open_findings())


# -- findings and evidence -------------------------------------------------------------------------


def finding_lines(case: Case, words: Words) -> list[str]:
    """Where the documents disagree and nobody has settled it: in papers of our own house alone."""
    return [finding_text(finding, words) for finding in unsettled(case)]


def evidence_lines(
    case: Case, subjects: Set[str], words: Words, forms: tuple[type[Happening], ...] = (Happening,)
) -> list[str]:
    """The facts about those instalments and breaches, with their files and SHA-256: all of them."""
    found = [
        f for f in _by_then(case, forms) if isinstance(f.says, WithTerms) or _on(f, case, subjects)
    ]
    return [_entry_line(number, fact, case, words) for number, fact in enumerate(found, 1)]


def shown_evidence(
    case: Case, subjects: Set[str], words: Words, forms: tuple[type[Happening], ...]
) -> list[str]:
    """The facts of those forms as the other side may read them, by time."""
    # what is shown to the other side is chosen, not left over: a form that is not named, a note, a
    # reason, who checked what, and the place in a bank's list stay at home
    found = sorted(
        (fact for fact in _by_then(case, forms) if _on(fact, case, subjects)),
        key=lambda fact: (fact.happened_on, fact.seq),
    )
    return [
        words("list.semicolon").join([_shown(number, fact, case, words), *_digests(fact)])
        for number, fact in enumerate(found, 1)
    ]


def _on(fact: Fact, case: Case, subjects: Set[str]) -> bool:
    return about(fact, subjects) or starts_days(fact, awaited(case, subjects))


def _by_then(case: Case, forms: tuple[type[Happening], ...]) -> Iterator[Fact]:
    by_then = case.as_of.isoformat()
    return (f for f in case.holding if f.happened_on <= by_then and isinstance(f.says, forms))


def _digests(fact: Fact) -> list[str]:
    return [f"SHA-256 {file.sha256}" for file in fact.says.files]


def _shown(number: int, fact: Fact, case: Case, words: Words) -> str:
    detail = outward(fact, words, case.terms)
    key = "letter.shown" if detail else "letter.shown-bare"
    what = words(f"letter.fact-{fact.kind}")
    return words(key, number=number, on=fact.happened_on, what=what, detail=detail)


def _entry_line(number: int, fact: Fact, case: Case, words: Words) -> str:
    text = words(
        "letter.evidence",
        number=number,
        on=fact.happened_on,
        what=words(f"kind.{fact.kind}"),
        detail=describe(fact, words, case.terms),
        entry=fact.id,
    )
    return words("list.semicolon").join([text, *_digests(fact)])


def day_text(day: date | None) -> str:
    """A day, or nothing where there is none."""
    return chinese(day) if day else ""
