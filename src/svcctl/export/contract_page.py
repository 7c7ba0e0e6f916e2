"""One contract on one page, for people."""

from svcctl.billing.amending import added_by, beyond_a_tenth
from svcctl.billing.closing import keep_until
from svcctl.billing.money import grouped
from svcctl.casefile import Case
from svcctl.i18n import Words


def contract_lines(case: Case, words: Words) -> list[str]:
    """What is agreed, and where the documents disagree."""
    return about_lines(case, words) + [
        words(
            "show.finding",
            severity=words(f"severity.{finding.severity}"),
            about=words(f"about.{finding.about}"),
            values=words("list.semicolon").join(f"{source} {value}" for value, source in finding.values),
        )
        for finding in case.open_findings()
    ]


def about_lines(case: Case, words: Words) -> list[str]:
    """Title, numbers, parties with their accounts, price, term, deadline rules."""
    terms, document = case.terms, case.document
    lines = [words("head.contract", title=terms.title, id=case.id)]
    for key in ("project_number", "number", "plan_number"):
        if key in document:
            lines.append(words(f"show.{key}", value=document[key] or words("show.blank")))
    lines.append(words("show.signed", signed=terms.signed_on))
    if terms.starts == "start-notice":
        started = case.position.started_on
        lines.append(words("show.started", on=started) if started else words("note.no-start", signed=terms.signed_on))
    lines.append(words("show.price", total=grouped(terms.total_fen), article=document["price"]["article"]))
    lines.append(words("show.term", years=terms.years, article=document["term"]["article"]))
    lines.append(words("show.calendar", calendar=case.calendar.name))
    for party in terms.parties:
        lines.append(words(f"show.{party.role}", name=party.name))
        lines += [
            words("show.account", bank=account.bank, number=account.number, source=account.source)
            for account in party.accounts
        ]
    for table in document["instalments"]:
        due = table["due"]
        lines.append(
            words(
                "show.instalment",
                title=table["title"],
                share=table["share"],
                counted=words(f"count.{due['unit']}", days=due["days"]),
                after=after_text(due["after"], words),
                article=table["article"],
            )
        )
    for amendment in terms.amendments:
        values = amendment._asdict() | {"added": grouped(amendment.added_fen)}
        lines.append(words("show.amendment", **values))
    if beyond_a_tenth(terms.layers):
        lines.append(words("show.beyond-a-tenth", added=grouped(added_by(terms.layers))))
    end, closed = case.position.termination, case.position.closed_on
    lines += [words("show.terminated", on=end.on, reason=end.reason)] if end else []
    lines += [words("show.closed", on=closed, until=keep_until(closed))] if closed else []
    return lines


def after_text(after: str, words: Words) -> str:
    """What a deadline is counted from, in words."""
    name, _, key = after.partition(":")
    return words(f"event.{name}-of", key=key) if key else words(f"event.{name}")
