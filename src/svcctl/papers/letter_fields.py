"""The fields of each letter's template, as people who write one of their own need them."""

from collections.abc import Iterator

from svcctl.answers.answer import Answer, Column, Table, rows_of
from svcctl.i18n import Words

ALL = "title headline number sender to contract_title numbers signed as_of dated year_of_date foot"
ACCOUNT = "payee bank account"
OF_ONE = "what article amount paid outstanding capitals days due steps"
ROW = "number what due state amount paid outstanding on"
LINE = "number what article period amount open"
ASKED = "what due amount before off asked"


def _items(name: str, fields: str) -> str:
    """A list and the fields of each of its items."""
    return " ".join([name, *(f"{name}.{each}" for each in fields.split())])


CONTRACTS = (
    f"count codes {_items('contracts', 'number title numbers purchaser supplier sums')} "
    f"{_items('contracts.rows', ROW)} contracts.open contracts.findings contracts.notes"
)
# what stands in the rows of one subject or another, by the columns that lists have on a screen
IN_SUBJECTS = (
    "row subject how_many sum contract_title other_side status signed_on price paid outstanding "
    "overdue next_on next_what contract_name title due_on time lacks guarantee to_lodge lodge_by "
    "lodged claimed returned held held_letter back_by obligation who by article severity finding "
    "value matter line payer state open payee bank account confirmed_how confirmed_on confirmed_by "
    "reminder calendar"
)
SUBJECTS = (
    f"{_items('subjects', 'name count rows under sums')} {_items('subjects.rows', IN_SUBJECTS)}"
)

SCORES = "number what target due done missed not_recorded open bar behind article"

FIELDS = {  # beside those of all letters; those of a list's items stand behind its name
    "reminder": f"{OF_ONE} {ACCOUNT} by_when damages evidence",
    "negotiation": f"{OF_ONE} why damages",
    "receipt": f"period {_items('documents', 'number title on')} missing due",
    "ask-reports": "year ending missing counted",
    "transmit": f"period {_items('documents', 'number title copies on')} titles counted",
    "ask-receipt": f"period {_items('documents', 'number title on delivered')} titles counted",
    "confirm-account": (
        f"{ACCOUNT} asks {_items('accounts', 'number source bank account state')} request"
    ),
    "reconcile": (
        f"whose {_items('payable', ROW)} {_items('paid', ROW)} {_items('ahead', ROW)} "
        "total capitals disputed payments"
    ),
    "damages-statement": (
        f"called total capitals by_when {ACCOUNT} {_items('groups', 'heading name rows sum')} "
        f"{_items('groups.rows', LINE)} {_items('rows', LINE)} {_items('parts', 'title lines')} "
        "contingent remarks evidence"
    ),
    "payment-request": (
        f"department numbered purpose {_items('rows', ASKED)} {_items('totals', ASKED)} "
        f"{_items('more_rows', ASKED)} price before owed off later amount capitals after share "
        f"{ACCOUNT} basis fund project budget invoices papers count remarks "
        f"{_items('behind', 'heading lines')} steps evidence findings"
    ),
    "hand-over": f"{CONTRACTS} {SUBJECTS}",
    "hand-over-office": f"{CONTRACTS} {SUBJECTS}",
    "working-paper": f"{OF_ONE} state purchaser damages findings evidence",
    "service-report": (
        f"year first last until {_items('papers', 'title chapters')} "
        f"{_items('papers.chapters', 'heading annex parts')} "
        f"{_items('papers.chapters.parts', 'text keep block')}"
    ),
    "clause-check": (f"remarks {_items('rows', 'number article words name says handled opinion')}"),
    "scorecard": f"first last legend remarks {_items('rows', SCORES)}",
}


# what means another thing in one letter than in the others
OWN = (
    *("receipt-due", "reconcile-paid", "hand-over-count", "hand-over-office-count"),
    *(
        "service-report-papers",
        "service-report-year",
        "scorecard-rows",
        "scorecard-remarks",
        "clause-check-remarks",
        "clause-check-rows",
        "payment-request-remarks",
        "payment-request-amount",
        "payment-request-capitals",
    ),
)
EXAMPLES = {
    "field": "{{ title }}",
    "begin": "{%tr for item in rows %}",
    "end": "{%tr endfor %}",
    "item": "{{ item.what }}",
}


def fields_of(letter: str) -> list[str]:
    """Every field of a letter once: those of all letters first."""
    return [*dict.fromkeys(f"{ALL} {FIELDS[letter]}".split())]


def _lists(letter: str) -> set[str]:
    """The fields that are lists of things with fields of their own."""
    return {name.rpartition(".")[0] for name in fields_of(letter)} - {""}


class Named:
    """A field of a letter, and what is said of it."""

    def __init__(self, letter: str, name: str) -> None:
        self.letter, self.name = letter, name

    @property
    def meaning(self) -> str:
        """Which sentence tells of it: most mean the same in every letter, some in theirs alone."""
        parent, _, leaf = self.name.rpartition(".")
        if parent and self.name not in _lists(self.letter):
            return f"item-{leaf}"
        own = f"{self.letter}-{leaf}"
        return own if own in OWN else leaf

    def told(self, words: Words) -> str:
        """What it holds, in a sentence; of a subject's rows the column's heading says it."""
        parent, _, leaf = self.name.rpartition(".")
        if parent == "subjects.rows":
            return words("column." + leaf.replace("_", "-"))
        return words(f"field.{self.meaning}")

    def written(self) -> str:
        """How it is written in a template."""
        parent, _, leaf = self.name.rpartition(".")
        if parent == "subjects":
            whole = f"subjects.payments.{leaf}"
            return f"{{%tr for item in {whole} %}}" if leaf == "rows" else f"{{{{ {whole} }}}}"
        if self.name == "subjects":
            return "{%p if subjects.payments.count %}"
        if self.name in _lists(self.letter):
            return f"{{%tr for item in {'item.' if parent else ''}{leaf} %}}"
        return f"{{{{ {'item.' if parent else ''}{leaf} }}}}"


COLUMNS = Table(
    name=Column("column.field", "code", cell=lambda f, _: f.name),
    written=Column("column.field-written", "code", spare=True, cell=lambda f, _: f.written()),
    about=Column("column.field-about", cell=lambda f, words: f.told(words)),
).view("name written about")


def listed(letter: str, words: Words) -> Answer:
    """The fields of a letter's template, with a sentence each."""
    found = [Named(letter, name) for name in fields_of(letter)]
    data = {"template": letter, "fields": [*_plain(found, words)]}
    return Answer(
        data=data,
        columns=COLUMNS,
        rows=lambda: list(rows_of(COLUMNS, found, words)),
        head=[words("letter.fields-head", letter=letter, count=len(found))],
        foot=[words("letter.fields-how", **EXAMPLES), words("letter.fields-use", letter=letter)],
    )


def _plain(found: list[Named], words: Words) -> Iterator[dict[str, str]]:
    for field in found:
        yield {"field": field.name, "written": field.written(), "words": field.told(words)}
