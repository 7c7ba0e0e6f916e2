"""What can happen to the seed contract: one feature each, as it is typed, and what the parties wrote beside it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from office import CONTRACT, Office, Said

SEED = Path(__file__).parents[1] / "data" / "contracts" / "zyfy-his-2025.toml"
TODAY = datetime(2026, 12, 1, 2, tzinfo=UTC)

# what has happened before any feature: a payment in time, both reports of year 1, a breach
LIVED = (
    "payments record Y1-advance --amount 203000 --on 2025-03-26 --ref V1 --confirm-account",
    "breach record quality --on 2025-05-01",
    "reports receive --year 1 --all --on 2026-03-10",
)
PAID, BREACH, RECEIVED = (f"{CONTRACT}#{seq}" for seq in (2, 3, 4))
AMENDED = "--signed-on 2026-06-15 --approved-on 2026-06-15 --filed-on 2026-06-15 --approval-ref R"

Changed = tuple[tuple[str, str], ...]  # what is written, and what stands there instead
PRICE = r'(?s)total = "870000.00"\n.*?per_year = "290000.00"'
PER_YEAR = 'total = "{}"\nyears = [{}]'


def priced(*years: str) -> Changed:
    """Other prices for the years."""
    total = sum(int(year) for year in years)
    listed = ", ".join(f'"{year}.00"' for year in years)
    return ((PRICE, PER_YEAR.format(f"{total}.00", listed)),)


NOTE = (
    '\n[[deliverables]]\nkey = "note"\ntitle = "验收单"\nevery = "service-year"\narticle = "七"\n'
)
BONDED = (
    '\n[[guarantees]]\nkey = "bond"\nwho = "supplier"\nshare = "5%"\n'
    'lodge = { days = 15, unit = "calendar-day", after = "signing" }\n'
    'returns = [{ share = "60%", due = { days = 9, unit = "working-day", after = "year-start" } }, '
    '{ share = "40%", due = { days = 30, unit = "calendar-day", after = "year-end" } }]\n'
    'article = "六"\n'
)
FILES: dict[str, Changed] = {
    "raised": priced("290000", "336000", "290000"),
    "lowered": priced("290000", "240000", "290000"),
    "without-year-3": (*priced("290000", "290000"), ("years = 3\n", "years = 2\n")),
    "other-keys": (('key = "advance"', 'key = "first"'), ('key = "balance"', 'key = "rest"')),
    "other-readings": ((r"\Z", '\n[readings]\nlater-years = "previous-year-paid"\n'),),
    "other-papers": (
        (r"\n\[\[deliverables\]\]\nkey = .annual-report", NOTE + r"\g<0>"),
        ('needs = ."year-end-briefing"', 'needs = ["note"'),
    ),
    "other-shares": (('share = "70%"', 'share = "60%"'), ('share = "30%"', 'share = "40%"')),
    "other-days": (("days = 15", "days = 60"),),
    "bonded": ((r"\Z", BONDED),),
    "no-duties": ((r"(?s)\[\[obligations\]\]\nkey = .file-original.*?(?=\n\[\[)", ""),),
}


def write_files(folder: Path) -> None:
    """A paper, the files that supplements and corrections name, a notice of next year's holidays."""
    from test_notices import GUANGXI

    (folder / "paper.pdf").write_text("%PDF-1.4 signed by both sides", encoding="utf-8")
    (folder / "notice.txt").write_text(GUANGXI, encoding="utf-8")
    for name, changes in FILES.items():
        text = SEED.read_text(encoding="utf-8")
        for before, after in changes:
            text, count = re.subn(before, after, text)
            assert count, (name, before)
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")


class Feature(NamedTuple):
    """Something that happens: what is typed, and what is said of it for the names of tests."""

    name: str
    commands: tuple[str, ...]


def _amended(name: str) -> Feature:
    return Feature(f"amended: {name}", (f"contract amend PAPERS/{name}.toml {AMENDED}",))


FEATURES = tuple(
    Feature(name, commands)
    for name, commands in {
        "started": ("contract start --on 2025-03-20",),
        "ended": ("contract terminate --on 2026-08-31 --reason agreed",),
        "ended in year 1": ("contract terminate --on 2025-09-05 --reason agreed",),
        "ended by days": ("contract terminate --on 2026-08-31 --reason agreed --pro-rata",),
        "paid": (
            "payments record Y1-balance --amount 87000 --on 2026-03-24 --ref V2 --confirm-account",
        ),
        "paid ahead": (
            "payments record --for Y3-advance=203000 --for Y3-balance=87000 --on 2026-10-09"
            " --ref V3 --confirm-account",
        ),
        "paid in part": (
            "payments record Y2-advance --amount 100000 --on 2026-04-09 --ref V4 --confirm-account",
        ),
        "paid too much": (
            "payments record Y1-balance --amount 100000 --on 2026-04-10 --ref V5 --override"
            " --reason gone",
        ),
        "refunded": (f"payments refund {PAID} --amount 50000 --on 2025-06-10",),
        "bounced": (f"payments refund {PAID} --amount 203000 --on 2025-04-10 --bounced",),
        "reversed": (f"payments reverse {PAID} --reason wrong",),
        "annotated": (f"payments annotate {PAID} --arrived-on 2025-03-28 --slip S1",),
        "disputed": ("dispute open Y1-balance --amount 30000 --on 2026-04-01",),
        "conceded": (
            "dispute open Y2-advance --amount 10000 --on 2026-04-02",
            "dispute settle Y2-advance --amount 6000 --on 2026-04-20",
        ),
        "offset": (
            "damages offset quality/B1 Y1-balance --agreed PAPERS/paper.pdf --on 2026-04-03",
        ),
        "settled": ("damages settle quality/B1 --amount 20000 --on 2026-04-04",),
        "waived": ("damages waive quality/B1 --amount 10000 --reason small --on 2026-04-05",),
        "lost": ("damages loss B1 --amount 5000 --file PAPERS/paper.pdf --on 2025-06-01",),
        "over": ("breach end B1 --on 2025-05-09",),
        "contested": ("breach contest B1 --reason no --on 2025-05-10",),
        "appraised": ("breach appraise B1 --result in-order --on 2025-07-01",),
        "breach retracted": (f"audit retract {BREACH} --reason wrong",),
        "returned": (
            "reports return --year 1 --document annual-report --on 2026-03-20 --reason bad",
        ),
        "returned late": (
            "reports return --year 1 --document annual-report --on 2026-03-30 --reason bad",
        ),
        "receipt retracted": (f"audit retract {RECEIVED} --reason wrong",),
        "force majeure": (
            "force-majeure begin --on 2025-07-01",
            "force-majeure end --on 2025-07-20",
        ),
        "new date": (
            "negotiation open Y1-balance --on 2026-03-20",
            "negotiation settle Y1-balance --on 2026-03-23 --new-due 2026-05-29",
        ),
        "talks failed": ("negotiation fail Y2-advance --on 2026-04-15",),
        "corrected": ("contract correct PAPERS/other-days.toml --reason typed",),
        "notice": ("calendar import PAPERS/notice.txt --region CN-GX",),
        "finding settled": (
            "contract findings settle payee-account --value 1 --doc letter --on 2026-02-02",
        ),
        "duty done": ("obligations done file-original --on 2025-03-14",),
        "paper filed": (
            "evidence add Y1-balance --kind note --file PAPERS/paper.pdf --on 2026-03-11",
        ),
        "invoiced": (
            "invoice add 25452000000012345678 --for Y1-balance=87000 --rate 6% --on 2026-03-12",
        ),
        "bond lodged": (
            f"contract amend PAPERS/bonded.toml {AMENDED}",
            "guarantee lodge bond --amount 20000 --on 2026-06-20 --ref B1",
            "guarantee lodge bond --form letter --valid-until 2026-12-20 --on 2026-06-22 --ref L1",
            "guarantee claim bond --form cash --amount 5000 --on 2026-07-01",
            "guarantee return bond --form cash --amount 6000 --on 2026-07-02",
        ),
        "demanded": ("letter sent Y2-advance --on 2026-05-06 --means EMS",),
        "handed in": (
            "reports submit --year 2 --all --on 2026-06-01",
            "reports submit --year 2 --document annual-report --on 2026-06-03 --corrected",
        ),
        "settled by a new account": (
            "contract findings settle payee-account --account 某银行1111222233334444 --doc letter"
            " --on 2026-02-02",
        ),
        "closed": ("contract close --override --reason done --on 2026-11-30",),
    }.items()
) + tuple(_amended(name) for name in FILES if name not in ("other-days",))


def happen(feature: Feature, office: Office) -> list[Said]:
    """Let a feature happen, as far as it is taken; what was answered."""
    found = []
    for command in feature.commands:
        found.append(office.run(*command.split()))
        assert found[-1].code in (0, 2), (command, found[-1])
        if found[-1].code:
            break
    return found
