"""What lines of damages and breaches are called, beside their ids."""

from svcctl.answers.instalment_words import label
from svcctl.answers.named import title_of
from svcctl.billing.damages.assessment import Line
from svcctl.casebook.case import Case
from svcctl.i18n import Words


def line_name(line: Line, case: Case, words: Words) -> str:
    """What a line of damages is for, as people say it."""
    standing = case.standing(line.subject)
    late = words("damages.late", what=label(standing, words)) if standing else ""
    if line.kind == "rate":
        return late or breach_name(line, case, words)
    return words(f"damages.of-{line.kind}", what=late or breach_name(line, case, words))


def line_title(line: Line, case: Case, words: Words) -> str:
    """The same for a list, where what is short is read: an instalment without its share."""
    standing = case.standing(line.subject)
    if standing is None or line.kind != "rate":
        return line_name(line, case, words)
    return words("damages.late", what=title_of(standing.instalment, words, payee=True))


def breach_name(line: Line, case: Case, words: Words) -> str:
    """A breach by the article that it broke and the day on which it began."""
    began = [breach.on for breach in case.position.breaches if breach.id == line.subject]
    return words("damages.of-breach", article=line.article, on=min(began, default=""))
