"""What people call things, as svcctl calls them: by key, by title, or nearly so."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from svcctl.answers.instalment_words import label
from svcctl.billing.obligations import obligations_of
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.casebook.case import Case
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.entry import half_width

if TYPE_CHECKING:
    from svcctl.billing.instalment import Coined, Title

Names = Mapping[str, Iterable[str]]  # a key -> what else people call it
MOST = 12  # keys that a refusal lists


def instalment(case: Case, text: str, words: Words) -> str:
    """The short id of an instalment: Y1-advance, y1-advance, 第1年首期款."""
    key = text.partition("/")[0]
    if case.terms.guarantee(key) and case.terms.instalment(text) is None:
        raise Refusal("guarantee.no-payment", guarantee=key)
    return _meant(text, _instalments(case), "payment.unknown-instalment", "instalment", words)


def settled(case: Case, text: str, words: Words) -> str:
    """An instalment to be settled: a row, or all rows of one that several are paid by."""
    names = _instalments(case)
    bases: Names = {each.base: () for each in case.terms.instalments if each.base not in names}
    return _meant(text, {**names, **bases}, "payment.unknown-instalment", "instalment", words)


def document(case: Case, text: str, words: Words) -> str:
    """The key of a document: annual-report, 年运维报告."""
    names = {key: _titles(title) for key, (title, _) in case.terms.documents.items()}
    return _meant(text, names, "report.unknown", "document", words)


def paper(text: str) -> str:
    """The key of a kind of paper: acceptance-note, 验收书; as typed where it is none of ours."""
    from svcctl.answers.checklist import PAPER_KINDS

    wanted = _bare(text)
    names = {kind: (kind, *_said(f"evidence.kind-{kind}")) for kind in PAPER_KINDS}
    return next((k for k, others in names.items() if wanted in map(_bare, others)), text)


def finding(case: Case, text: str, words: Words) -> str:
    """The key of a finding: payee-account, 收款账户."""
    names = {
        each.key: _titles(each.title) if each.title else _said(f"about.{each.about}")
        for each in case.terms.findings
    }
    return _meant(text, names, "finding.unknown", "finding", words)


def obligation(case: Case, text: str, words: Words) -> str:
    """The key of an obligation: publish-contract, 合同公告."""
    kept = [state.obligation for state in obligations_of(case.sight)]
    names = {each.key: _titles(each.title) for each in kept}
    return _meant(text, names, "obligation.unknown", "obligation", words)


def guarantee(case: Case, text: str, words: Words) -> str:
    """The key of a guarantee: performance-bond, 履约保证金."""
    names = {each.key: _titles(each.title) for each in case.terms.guarantees}
    return _meant(text, names, "guarantee.unknown", "guarantee", words)


def guarantee_meant(case: Case, text: str) -> tuple[str, str] | None:
    """The guarantee and the number behind its stroke, where a text names one: 履约保证金/1."""
    name, _, number = text.partition("/")
    wanted = _bare(name)
    # a payment may bear the same name (质保金): without a number it is meant
    paid = [_bare(n) for key, others in _instalments(case).items() for n in (key, *others)]
    if (number and not number.isdecimal()) or (not number and wanted in paid):
        return None
    names = {
        each.key: [_bare(each.key), *map(_bare, _titles(each.title))]
        for each in case.terms.guarantees
    }
    whole = [key for key, others in names.items() if wanted in others]
    # a part of a title is a name where nothing else bears it: 履约 of 履约保证金
    others = [] if any(wanted in each for each in paid) else names
    parts = [key for key in others if wanted and any(wanted in each for each in names[key])]
    return next(((found[0], number) for found in (whole, parts) if len(found) == 1), None)


def part(names: Iterable[str], text: str, words: Words) -> str:
    """One of the parts in which a guarantee goes back: performance-bond/1."""
    known: Names = dict.fromkeys(names, ())
    return _meant(text, known, "guarantee.unknown", "guarantee", words)


def rule(case: Case, text: str, words: Words, late_payment: bool = True) -> str:
    """The key of a damages rule: quality, 第八条第四款; without those of late payment on demand."""
    rules = [each for each in case.terms.rules if late_payment or each.cause != LATE_PAYMENT]
    names = {each.key: [each.article] for each in rules}
    return _meant(text, names, "breach.unknown-rule", "rule", words)


def breach(case: Case, text: str, words: Words, or_instalment: bool = False) -> str:
    """The id of a breach that was recorded: B1, b1; on demand of an instalment paid late."""
    late: Names = _instalments(case) if or_instalment else {}
    names: Names = {**{each.id: () for each in case.position.breaches}, **late}
    return _meant(text, names, "breach.unknown", "breach", words)


def subject(case: Case, text: str, words: Words) -> str:
    """What can be negotiated about: an instalment or a breach."""
    names: Names = {**_instalments(case), **{each.id: () for each in case.position.breaches}}
    return _meant(text, names, "negotiation.unknown", "subject", words)


def line(names: Iterable[str], text: str, on: date, words: Words) -> str:
    """One of the lines of damages: late-payment/Y1-advance, quality/b1."""
    known: Names = dict.fromkeys(names, ())
    return _meant(text, known, "damages.unknown-line", "line", words, on=on)


def region(text: str, titles: Mapping[str, str]) -> str:
    """A calendar by its name or its region's: CN-GX, cn-gx, 广西; as typed where it is none."""
    wanted = _bare(text)
    return next((k for k, t in titles.items() if wanted == _bare(k) or t.startswith(wanted)), text)


def _instalments(case: Case) -> dict[str, list[str]]:
    return {
        each.instalment.id: [
            name
            for lang in LANGUAGES
            for whole in (label(each, Words(lang)),)
            for name in (_without_share(whole), whole, label(each, Words(lang), short=True))
        ]
        for each in case.standings
    }


def _without_share(text: str) -> str:
    return text.partition("（")[0].partition(" (")[0]


def _titles(title: "Title | Coined") -> list[str]:
    return [Words(lang).title(title) for lang in LANGUAGES]


def _said(key: str) -> list[str]:
    return [Words(lang)(key) for lang in LANGUAGES]


def _bare(text: str) -> str:
    """What matters in a name: no case, no blanks, half-width signs."""
    return "".join(half_width(text).casefold().split())


def _meant(text: str, names: Names, refusal: str, slot: str, words: Words, **more: Any) -> str:
    """The one key that was meant; Refusal with the nearest ones, else with all."""
    if text in names:
        return text
    wanted = _bare(text)
    found = [key for key, others in names.items() if wanted in map(_bare, (key, *others))]
    if len(found) == 1:
        return found[0]
    side = LANGUAGES.index(words.lang)
    listed = [_listed(key, list(names[key]), side) for key in found or _near(wanted, names)]
    raise Refusal(refusal, **{slot: text}, known=listed, **more)


def _listed(key: str, others: list[str], side: int) -> str:
    """A key with its title behind it, for who does not read the key's language."""
    title = others[side * len(others) // len(LANGUAGES)] if others else ""
    return f"{key} {title}" if title not in ("", key) else key


def _near(wanted: str, names: Names) -> list[str]:
    from difflib import get_close_matches

    keys: dict[str, str] = {}
    for key, others in names.items():
        keys |= dict.fromkeys(map(_bare, (key, *others)), key)
    near = {keys[each] for each in get_close_matches(wanted, keys, 3)}
    return [key for key in names if key in near] or list(names)[:MOST]
