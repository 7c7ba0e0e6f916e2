"""What people call things, as svcctl calls them: by key, by title, or nearly so."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from svcctl.answers.instalment_words import label
from svcctl.answers.periods import instalment_period
from svcctl.billing.obligations import obligations_of
from svcctl.billing.refusal import Refusal
from svcctl.billing.rules import LATE_PAYMENT
from svcctl.casebook.case import Case
from svcctl.desk.desk import Desk
from svcctl.desk.meaning import Names, fitting, meant, taken
from svcctl.i18n import LANGUAGES, Words
from svcctl.intake.alike import bare

if TYPE_CHECKING:
    from svcctl.billing.instalment import Coined, Title
    from svcctl.billing.schedule import Standing


def instalment(case: Case, text: str, desk: Desk) -> str:
    """The short id of an instalment: Y1-advance, y1-advance, 第1年首期款."""
    key = text.partition("/")[0]
    if case.terms.guarantee(key) and case.terms.instalment(text) is None:
        raise Refusal("guarantee.no-payment", guarantee=key)
    if case.terms.instalment(taken(text, desk)):  # a list names hundreds so: no other name is asked
        return taken(text, desk)
    return meant(text, instalments(case), "payment.unknown-instalment", "instalment", desk)


def settled(case: Case, text: str, desk: Desk) -> str:
    """An instalment to be settled: a row, or all rows of one that several are paid by."""
    return meant(text, to_settle(case), "payment.unknown-instalment", "instalment", desk)


def document(case: Case, text: str, desk: Desk) -> str:
    """The key of a document: annual-report, 年运维报告."""
    return meant(text, documents(case), "report.unknown", "document", desk)


def paper(text: str) -> str:
    """The key of a kind of paper: acceptance-note, 验收书; as typed where it is none of ours."""
    from svcctl.answers.checklist import PAPER_KINDS

    wanted = bare(text)
    names = {kind: (kind, *_said(f"evidence.kind-{kind}")) for kind in PAPER_KINDS}
    return next((k for k, others in names.items() if wanted in map(bare, others)), text)


def finding(case: Case, text: str, desk: Desk) -> str:
    """The key of a finding: payee-account, 收款账户."""
    return meant(text, findings(case), "finding.unknown", "finding", desk)


def obligation(case: Case, text: str, desk: Desk) -> str:
    """The key of an obligation: publish-contract, 合同公告."""
    return meant(text, obligations(case), "obligation.unknown", "obligation", desk)


def guarantee(case: Case, text: str, desk: Desk) -> str:
    """The key of a guarantee: performance-bond, 履约保证金."""
    return meant(text, guarantees(case), "guarantee.unknown", "guarantee", desk)


def guarantee_meant(case: Case, text: str, desk: Desk) -> tuple[str, str] | None:
    """The guarantee and the number behind its stroke, where a text names one: 履约保证金/1."""
    name, _, number = returned(case, taken(text, desk)).partition("/")
    # a payment may bear the same name (质保金): without a number it is meant
    paid = fitting(name, instalments(case))
    if number and not number.isdecimal():
        return None
    found = fitting(name, guarantees(case))
    # a part of a title is a name where nothing else bears it: 履约 of 履约保证金
    whole = bare(name) in map(bare, (found[0], *guarantees(case)[found[0]])) if found else False
    if len(found) != 1 or (paid and not (number and whole)):
        return None
    return found[0], number


def returned(case: Case, text: str) -> str:
    """A part in which a guarantee goes back, as lists call it, by its id; else the text."""
    from svcctl.answers.guarantees import label as part_label
    from svcctl.billing.guarantees import guarantee_rows

    wanted = bare(text)
    rows = [row for row in guarantee_rows(case.sight) if len(row.guarantee.returns) > 1]
    named = [r.id for r in rows if wanted in (bare(part_label(r, Words(x))) for x in LANGUAGES)]
    return named[0] if len(named) == 1 else text


def claim(case: Case, text: str, desk: Desk) -> str:
    """What a letter demands: an instalment or a line of damages."""
    return meant(text, claims(case), "name.no-claim", "claim", desk)


def is_line(case: Case, text: str) -> bool:
    """Whether a text is the name of a line of damages, and of no instalment."""
    return not fitting(text, instalments(case)) and bool(fitting(text, lines(case)))


def part(names: Iterable[str], text: str, desk: Desk) -> str:
    """One of the parts in which a guarantee goes back: performance-bond/1."""
    return meant(text, dict.fromkeys(names, ()), "guarantee.unknown", "guarantee", desk)


def rule(case: Case, text: str, desk: Desk, late_payment: bool = True) -> str:
    """The key of a damages rule: quality, 第八条第四款; without those of late payment on demand."""
    names = rules(case) if late_payment else recorded_rules(case)
    return meant(text, names, "breach.unknown-rule", "rule", desk)


def breach(case: Case, text: str, desk: Desk, or_instalment: bool = False) -> str:
    """The id of a breach that was recorded: B1, b1; on demand of an instalment paid late."""
    late: Names = instalments(case) if or_instalment else {}
    return meant(text, {**breaches(case), **late}, "breach.unknown", "breach", desk)


def subject(case: Case, text: str, desk: Desk) -> str:
    """What can be negotiated about: an instalment or a breach."""
    return meant(text, subjects(case), "negotiation.unknown", "subject", desk)


def line(names: Names, text: str, on: date, desk: Desk) -> str:
    """One of the lines of damages: late-payment/Y1-advance, quality/b1."""
    return meant(text, names, "damages.unknown-line", "line", desk, on=on)


def assessment(case: Case, text: str, desk: Desk) -> str:
    """The key of an assessment."""
    return meant(text, assessments(case), "assessment.unknown", "assessment", desk)


def item(case: Case, text: str, desk: Desk) -> str:
    """The key of a unit price: surface-water, 地表水采样."""
    return meant(text, items(case), "settle.no-item", "item", desk)


def region(text: str, titles: Mapping[str, str]) -> str:
    """A calendar by its name or its region's: CN-GX, cn-gx, 广西; as typed where it is none."""
    wanted = bare(text)
    return next((k for k, t in titles.items() if wanted == bare(k) or t.startswith(wanted)), text)


# -- what there is, by key, with what else it is called --------------------------------------------


def instalments(case: Case) -> Names:
    """Every instalment: with its payee and share, without them, as lists shorten it."""
    return {
        each.instalment.id: [name for lang in LANGUAGES for name in _of(each, Words(lang))]
        for each in case.standings
    }


def _of(standing: "Standing", words: Words) -> list[str]:
    row = standing.instalment
    plain = instalment_period(row, words) + words.title(row.title)
    payee = words("label.payee", name=row.payee_name) if row.payee_name else ""
    whole, short = label(standing, words), label(standing, words, short=True)
    return [plain + payee, whole, plain, plain.removesuffix("款"), short]


def to_settle(case: Case) -> Names:
    """The instalments; of several payees, what is settled for all of them has the plain name."""
    names = dict(instalments(case))
    for each in case.standings:
        row = each.instalment
        if row.base not in names:
            names[row.base] = [
                instalment_period(row, words) + words.title(row.title)
                for words in map(Words, LANGUAGES)
            ]
        if row.base != row.id:
            with_payee = [label(each, Words(lang)) for lang in LANGUAGES]
            names[row.id] = with_payee
    return names


def documents(case: Case) -> Names:
    """Reports and other papers that the contract asks for."""
    return {key: titles(title) for key, (title, _) in case.terms.documents.items()}


def findings(case: Case) -> Names:
    """Where the documents disagree: by its title, else by what it is about."""
    return {
        each.key: titles(each.title) if each.title else _said(f"about.{each.about}")
        for each in case.terms.findings
    }


def obligations(case: Case) -> Names:
    """Dates to keep that are not payments."""
    kept = [state.obligation for state in obligations_of(case.sight)]
    return {each.key: titles(each.title) for each in kept}


def guarantees(case: Case) -> Names:
    """Bonds and deposits."""
    return {each.key: titles(each.title) for each in case.terms.guarantees}


def rules(case: Case) -> Names:
    """Damages rules, by their articles."""
    return {each.key: [each.article] for each in case.terms.rules}


def recorded_rules(case: Case) -> Names:
    """Damages rules of what is recorded: all but those of late payment."""
    late = {each.key for each in case.terms.rules if each.cause == LATE_PAYMENT}
    return {key: names for key, names in rules(case).items() if key not in late}


def breaches(case: Case) -> Names:
    """Breaches that were recorded, by their rules and articles too."""
    articles = rules(case)
    return {
        each.id: [" ".join((each.rule, *articles.get(each.rule, ())))]
        for each in case.position.breaches
    }


def subjects(case: Case) -> Names:
    """Instalments and breaches."""
    return {**instalments(case), **breaches(case)}


def assessments(case: Case) -> Names:
    """Assessments (考核), by their articles."""
    return {key: [each.article] for key, each in case.terms.assessments.items()}


def lines(case: Case) -> Names:
    """Lines of damages, as they are titled in lists."""
    from svcctl.answers.damages_names import line_name, line_title
    from svcctl.billing.damages.assessment import assess

    found = assess(case.sight) if case.terms.rules else ()
    calls = (line_title, line_name)
    return {
        each.id: [call(each, case, Words(lang)) for lang in LANGUAGES for call in calls]
        for each in found
    }


def items(case: Case) -> Names:
    """Unit prices."""
    return {each.key: titles(each.title) for each in case.terms.price.items}


def force_majeure(case: Case) -> Names:
    """What was recorded of it, by its id."""
    return dict.fromkeys((each.id for each in case.position.force_majeure), ())


def explained(case: Case) -> Names:
    """What can be explained: instalments and guarantees."""
    return {**guarantees(case), **instalments(case)}


def claims(case: Case) -> Names:
    """What can be demanded: instalments and lines of damages."""
    return {**instalments(case), **lines(case)}


def records(case: Case) -> Names:
    """The records of its service, as far as they were read."""
    from svcctl.billing.service_acts import ServiceAct

    acts = (fact.says for fact in case.holding if isinstance(fact.says, ServiceAct))
    return {act.record: (act.record, act.title) for act in acts if act.title}


KINDS: Mapping[str, Callable[[Case], Names]] = {
    "instalment": instalments,
    "to-settle": to_settle,
    "document": documents,
    "finding": findings,
    "obligation": obligations,
    "guarantee": guarantees,
    "rule": rules,
    "recorded-rule": recorded_rules,
    "breach": breaches,
    "subject": subjects,
    "line": lines,
    "assessment": assessments,
    "force-majeure": force_majeure,
    "explained": explained,
    "claim": claims,
    "record": records,
}


def titles(title: "Title | Coined") -> list[str]:
    """A title in each language."""
    return [Words(lang).title(title) for lang in LANGUAGES]


def _said(key: str) -> list[str]:
    return [Words(lang)(key) for lang in LANGUAGES]
