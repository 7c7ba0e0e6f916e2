"""What comes only if renewed: 一年一签, 1+1+1, 可续签两次每次一年."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from svcctl.wording import numerals
from svcctl.wording.found import Line, Question, Value

SPOKEN = re.compile(
    r"一年一签|续签|续约|续聘|续租|可续[一1两2二三3]年|自动(?:续展|延续|延长|顺延)[^，。；]{0,4}年|(?<![\d.])[1-5]\s*[+＋]\s*[1-5](?![\d.])|一招[一二三四五六七八九十\d]年|[一二三四五六七八九十\d]年一招"
)
NEVER = re.compile(r"(?:不|不再|不予|不得|不可)(?:再)?(?:续签|续约)")
NUMBER = r"[一二两三四五1-5]"
# what each form says: so many renewals of so many years, or so many years with the first
TIMES = re.compile(
    rf"续(?:签|约)(?:不超过|最多|至多)?(?P<times>{NUMBER})次[，,、（(]?\s*(?:续签)?(?:每次|每次续签|每次续约|期限|期限为|为期|续签期限为)(?:续签)?(?:期限)?(?:不超过|为)?(?P<years>{NUMBER})年"
)
PLUS = re.compile(r"(?<![\d.+＋])1(?:\s*[+＋]\s*1){1,3}(?!\s*[+＋\d.])")
IN_ALL = re.compile(
    rf"一招(?P<all>{NUMBER})年|(?P<all2>{NUMBER})年一招|(?:总服务期限?|总期限|服务总期限|续签后总服务期限?|累计服务期限?|最长服务期限?)(?:最长)?(?:不超过|为|共)(?P<all3>{NUMBER})年"
)


def renewals(
    lines: Sequence[Line], term: Mapping[str, Value]
) -> tuple[dict[str, Value], list[Question]]:
    """The values of `term.renewals`; what is renewed, how often or for how long is asked else."""
    told = [line for line in lines if SPOKEN.search(line.text) and not NEVER.search(line.text)]
    if not told:
        return {}, []
    found = {each for line in told for each in _forms(line)}
    counts = {count for count, _ in found}
    if len(counts) == 1 and 0 not in counts and _is_a_year(term):
        count, value = min(found, key=lambda each: (each[1].line.source, each[1].words))
        return {f"term.renewals[{at}].years": value for at in range(count)}, []
    return {}, [Question("term.renewals", "wording.ask.renewals", told[0])]


def _forms(line: Line) -> list[tuple[int, Value]]:
    """How many renewals of one year each form of words means; those of other lengths mean none."""
    found: list[tuple[int, Value]] = []
    for match in TIMES.finditer(line.text):
        times, years = numerals.whole(match["times"]), numerals.whole(match["years"])
        found.append((times or 0 if years == 1 else 0, Value("1", line, match[0])))
    for match in PLUS.finditer(line.text):
        found.append((len(re.findall("1", match[0])) - 1, Value("1", line, match[0])))
    if "一年一签" in line.text:
        for match in IN_ALL.finditer(line.text):
            years = numerals.whole(match["all"] or match["all2"] or match["all3"])
            found.append(((years or 1) - 1, Value("1", line, match[0])))
    return found


def _is_a_year(term: Mapping[str, Value]) -> bool:
    """Whether the term that is agreed is one year."""
    if "term.from" in term and "term.to" in term:
        first, last = (date.fromisoformat(term[f"term.{key}"].value) for key in ("from", "to"))
        return 364 <= (last - first) / timedelta(days=1) <= 366
    return "term.years" in term and term["term.years"].value == "1"
