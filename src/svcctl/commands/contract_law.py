"""The law beside the contract: statutory limits, late interest, damages far above a loss."""

from typing import Any

from svcctl import workspace
from svcctl.casefile import Case
from svcctl.commands.desk import Desk, iso
from svcctl.export.report import Report


def law(desk: Desk) -> None:
    """The law beside the contract, never mixed into its sums: statutory limits, late interest, what exceeds a loss."""
    from svcctl.export.law_page import LAW_COLUMNS, governing, limit_row, silent

    words = desk.words
    cases = desk.read_cases()
    found = [(case, *_beside(case)) for case in cases]
    speaking = [entry for entry in found if not silent(entry[1])]
    several = len(speaking) > 1 or desk.format == "csv"
    head = [words("law.title", as_of=desk.as_of) + desk.known_mark]
    head += [f"{case.id}: {governing(case, words)}" for case, *_ in speaking]
    foot = [text for case, *parts in found for text in _sentences(case, parts, words)]
    desk.show(
        Report(
            data={"as_of": iso(desk.as_of), "contracts": [_json(case, parts) for case, *parts in found]},
            columns=LAW_COLUMNS if speaking else (),
            rows=lambda: [
                limit_row(limit, case.id if several else "", words) for case, part, *_ in speaking for limit in part
            ],
            head=head,
            foot=[f"{n}. {text}" for n, text in enumerate(foot, 1)] + [words("law.apart")],
        )
    )


def lpr() -> Any:
    """The published one-year loan prime rates that ship."""
    import tomllib

    from svcctl.billing.money import parse_share
    from svcctl.billing.statute import Rate, Rates

    path = workspace.shipped("law") / "lpr.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    rates = tuple(Rate(each["published"], parse_share(each["rate"])) for each in table["rates"])
    return Rates(rates, table["known_until"])


def _beside(case: Case) -> tuple[Any, Any, Any]:
    from svcctl.billing.damages import assess
    from svcctl.billing.statute import excesses, interests, limits

    lines = assess(case.sight) if case.terms.rules else []
    return limits(case.sight), interests(case.sight, lines, lpr()), excesses(lines)


def _sentences(case: Case, parts: list[Any], words: Any) -> list[str]:
    """What cannot stand in the table: why it is silent, interest, what exceeds a loss."""
    from svcctl.export.law_page import excess_text, interest_text, silent

    limits, interests, excesses = parts
    why = silent(limits)
    texts = [words(f"law.silent-{why}", id=case.id)] if why else []
    texts += [interest_text(each, case.id, words) for each in interests]
    return texts + [excess_text(each, case.id, words) for each in excesses]


def _json(case: Case, parts: list[Any]) -> dict[str, Any]:
    from svcctl.billing.statute import text_on
    from svcctl.export.law_page import excess_json, interest_json, limit_json, silent

    limits, interests, excesses = parts
    signed, now = text_on(case.terms.signed_on), text_on(case.as_of)
    return {
        "contract": case.id,
        "silent": silent(limits),
        "order_at_signing": signed.order if signed else None,
        "order_now": now.order if now else None,
        "limits": [] if silent(limits) else [limit_json(each, case.id) for each in limits],
        "interest": [interest_json(each, case.id) for each in interests],
        "over_loss": [excess_json(each, case.id) for each in excesses],
    }
