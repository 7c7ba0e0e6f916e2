"""Which contract is meant: by what it is called, or because it alone has what was named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from svcctl.billing.refusal import Refusal, Several
from svcctl.casebook.case import Case
from svcctl.casebook.replay import effective, terms_document
from svcctl.desk.desk import Desk
from svcctl.desk.meaning import (
    CONTRACT,
    NAME,
    SHORTEST,
    Names,
    fitting,
    listed,
    near,
    say,
    several,
    title,
    titled,
)
from svcctl.desk.naming import KINDS, instalment, lines
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.alike import bare
from svcctl.store.journal import Journal
from svcctl.store.scopes import MONEY

BETWEEN = "的,.-/"  # what may stand between a contract's name and what it has
MOST_NEAR = 5  # things that a refusal says may be meant
NUMBERS = ("number", "project_number", "plan_number")
Offer = tuple[Case, str, str]  # a contract, the key of what it has, its title


def contract_named(text: str, chains: Sequence[str], journal: Journal, desk: Desk) -> str:
    """The id of the contract that is called so: title, number, parties, or a part of one."""
    if CONTRACT + text in desk.chosen:
        return desk.chosen[CONTRACT + text]
    facts = {chain: journal.facts(chain, MONEY) for chain in chains if chain not in desk.left_out}
    documents = {chain: terms_document(effective(each)) for chain, each in facts.items()}
    called = {chain: _titles(each) for chain, each in documents.items() if each}
    found = _contracts(text, called, {k: d for k, d in documents.items() if d})
    if len(found) == 1:
        say(desk, text, titled(found[0], called, desk))
        desk.chosen[CONTRACT + text] = found[0]
        return found[0]
    offers = [(key, title(called[key], desk)) for key in found or near(text, called)]
    what = desk.words("name.contract")
    if found:
        raise several(CONTRACT + text, offers, desk, what=what, text=text)
    if offers:
        raise Refusal("name.near", what=what, text=text, near=listed(offers, desk))
    every = [(key, title(names, desk)) for key, names in called.items()]
    raise Refusal("contract.unknown", contract=text, known=listed(every, desk))


def _contracts(text: str, called: Names, documents: Mapping[str, Any]) -> list[str]:
    """By what they are called themselves, else by who supplies, else by whose they are."""
    own = {
        key: [*called[key], *(each[name] for name in NUMBERS if each.get(name))]
        for key, each in documents.items()
    }
    sides = [
        {
            key: [p["name"] for p in each["parties"] if (p["role"] == "purchaser") == ours]
            for key, each in documents.items()
        }
        for ours in (False, True)
    ]
    tries = (fitting(text, names) for names in (own, *sides))
    return next((found for found in tries if found), [])


def _titles(document: Any) -> list[str]:
    return [Words(lang).title(document["title"]) for lang in LANGUAGES]


# -- by what it has --------------------------------------------------------------------------------


def case_meant(cases: Sequence[Case], desk: Desk) -> Case:
    """The one contract that has all that was named; Refusal where several have, or none."""
    if not desk.names:
        offers = [(case.id, desk.words.title(case.terms.title)) for case in cases]
        raise Several("contract.which", CONTRACT, offers, known=listed(offers, desk))
    found = [_offers(kind, text, cases, desk) for kind, text in desk.names]
    for (kind, text), mine in zip(desk.names, found, strict=True):
        if not mine:
            raise _nowhere(kind, text, cases, desk)
    having = [[case for case, *_ in mine] for mine in found]
    common = [case for case in cases if all(_has(case, each) for each in having)]
    if not common:
        raise Refusal("contract.two", first=found[0][0][0].id, second=found[-1][0][0].id)
    for (kind, text), every in zip(desk.names, found, strict=True):
        shown = _shown([offer for offer in every if _has(offer[0], common)], desk)
        if len(shown) > 1:
            raise several(NAME + text, shown, desk, what=desk.words(f"name.{kind}"), text=text)
        desk.chosen[NAME + text] = shown[0][0]
        say(desk, text, " ".join(shown[0]))
    return common[0]


def _has(case: Case, cases: Sequence[Case]) -> bool:
    return any(each is case for each in cases)  # comparing them would look at all they hold


def _offers(kind: str, text: str, cases: Sequence[Case], desk: Desk) -> list[Offer]:
    """What the text may mean in the whole store: by whole names, with a contract's before, parts."""
    named, _, behind = text.partition("/")
    numbered = kind in ("guarantee", "explained") and behind.isdecimal()
    wanted, suffix = (named, f"/{behind}") if numbered else (text, "")
    found = _search(wanted, [(case, KINDS[kind](case)) for case in cases], suffix, desk)
    if not found and kind == "explained":  # lines take a second to work out, and are seldom meant
        found = _search(text, [(case, lines(case)) for case in cases], "", desk)
    return found


def _search(text: str, names: Sequence[tuple[Case, Names]], suffix: str, desk: Desk) -> list[Offer]:
    for fits in (_by_whole, _whole_behind, _by_part, _part_behind):
        found = [
            (case, key + suffix, title(known[key], desk))
            for case, known in names
            for key in fits(text, case, known)
        ]
        if found:
            return found
    return []


def _by_whole(text: str, _: Case, names: Names) -> Sequence[str]:
    wanted = bare(text)
    return [key for key, others in names.items() if wanted in map(bare, (key, *others))]


def _whole_behind(text: str, case: Case, names: Names) -> Sequence[str]:
    """What is named behind a part of the contract's own name: 信息系统第1年首期款."""
    _, rest = _parted(text, case)
    return next((found for each in rest if (found := _by_whole(each, case, names))), [])


def _part_behind(text: str, case: Case, names: Names) -> Sequence[str]:
    """The same by a part of a title, behind the longest part of the contract's: 绿化第2季度."""
    front, rest = _parted(text, case)
    return fitting(rest[0], names) if front and len(rest[0]) > SHORTEST else []


def _parted(text: str, case: Case) -> tuple[str, Sequence[str]]:
    """The longest part of the contract's name that a text begins with, and what may be behind one."""
    wanted = bare(text)
    titles = [bare(each) for each in _titles(case.document)]
    fronts = [
        wanted[:at]
        for at in range(len(wanted) - 1, 1, -1)
        if any(wanted[:at].rstrip(BETWEEN) in each for each in titles)
    ]
    return (fronts or [""])[0], [wanted[len(front) :].lstrip(BETWEEN) for front in fronts]


def _by_part(text: str, _: Case, names: Names) -> Sequence[str]:
    return fitting(text, names)


def _shown(offers: Sequence[Offer], desk: Desk) -> list[tuple[str, str]]:
    """Whole ids, each with the contract's title and its own."""
    words = desk.words
    return [
        (f"{case.id}:{key}", " ".join(filter(None, (words.title(case.terms.title), name))))
        for case, key, name in offers
    ]


def _nowhere(kind: str, text: str, cases: Sequence[Case], desk: Desk) -> Refusal:
    """No contract has it: what of a contract named is meant, what is called nearly so, or all."""
    values = {"what": desk.words(f"name.{kind}"), "text": text}
    titles = {case.id: _titles(case.document) for case in cases}
    alone = [case for case in cases if case.id in fitting(text, titles)]
    if alone:  # only a contract was named: what it has is offered, and never taken
        return several(NAME + text, _shown(_all_of(kind, text, alone, desk), desk), desk, **values)
    # who begins with a contract's name is in that contract
    fronts = {case.id: _parted(text, case)[0] for case in cases}
    longest = max(fronts.values(), key=len)
    inside = [case for case in cases if len(fronts[case.id]) == len(longest)]
    every = _all_of(kind, text, inside, desk)
    called = enumerate(_named(kind, text, inside))
    names = {str(at): (key, *others) for at, (_, key, others) in called}
    close = [every[int(at)] for at in near(bare(text)[len(longest) :], names)[:MOST_NEAR]]
    if close:
        return Refusal("name.near", near=listed(_shown(close, desk), desk), **values)
    if longest and len(inside) == 1:
        return Refusal("name.not-in", known=listed(_shown(every, desk), desk), **values)
    known = listed([(c.id, desk.words.title(c.terms.title)) for c in cases], desk)
    return Refusal("name.nowhere", known=known, **values)


def _named(
    kind: str, text: str, cases: Sequence[Case]
) -> Iterator[tuple[Case, str, Sequence[str]]]:
    """All of that kind that the contracts have; behind a stroke a line of damages was meant."""
    for case in cases:
        names = lines(case) if "/" in text and kind == "explained" else KINDS[kind](case)
        for key, others in names.items():
            yield case, key, others


def _all_of(kind: str, text: str, cases: Sequence[Case], desk: Desk) -> list[Offer]:
    return [(case, key, title(others, desk)) for case, key, others in _named(kind, text, cases)]


# -- for the rows of lists -------------------------------------------------------------------------


def instalments_meant(text: str, cases: Sequence[Case], desk: Desk) -> str:
    """The instalments that a row pays, `A+B`, by ids; what is an id already is left to the match."""
    return "+".join(_instalment_meant(each.strip(), cases, desk) for each in text.split("+"))


def _instalment_meant(text: str, cases: Sequence[Case], desk: Desk) -> str:
    front, mark, short = text.replace("：", ":").rpartition(":")
    titles = {case.id: _titles(case.document) for case in cases}
    fits = [front] if front in titles else fitting(front, titles)
    mine = [case for case in cases if not mark or case.id in fits]
    if not mine:
        every = [(key, title(names, desk)) for key, names in titles.items()]
        raise Refusal("contract.unknown", contract=front, known=listed(every, desk))
    known = any(case.terms.instalment(short) for case in mine)
    if known and (not mark or front in titles):
        return text
    asked = desk._replace(names=(("instalment", short),))
    case = mine[0] if len(mine) == 1 else case_meant(mine, asked)
    key = instalment(case, short, desk)
    return f"{case.id}:{key}" if len(cases) > 1 else key
