"""Whose an account is by the words of its own line, where no label and no paper has told it."""

import re
from collections.abc import Iterator, Sequence

from svcctl.wording.parties import Party, side_of

# 甲方：某某银行, 结算账户（乙方）, 户名同乙方
_LETTER = re.compile(
    r"(?:^|[\s、.．;；])(?P<a>[甲乙]方)\s*[：:]|^[^：:（(]{0,12}[（(](?P<c>[甲乙]方)[）)]\s*[：:]|(?:账户|帐户)\s*[（(](?P<b>[甲乙]方)[）)]"
)
_SAME = re.compile(
    r"(?:户名|开户名称?|账户名称)(?:与|同|为|[：:])+(?P<side>[甲乙]方)(?:名称)?(?:一致|相同)?"
)
_ACCOUNT = r"(?:的|指定|收款|结算|银行)*(?:账户|帐户|账号|帐号|开户)"
# who pays to an account is not whose it is: 甲方将款项付至以下账户
_PAYS = re.compile("应|将|向|付|汇|转|由|至|拨")
_BEHIND = re.compile(r"\s*[（(](?P<name>[\w（）()]{4,40})[）)]")


def whose(text: str, number: str, sides: Sequence[Party]) -> tuple[str, str]:
    """The role and, where it is named, the name of the side; nothing where two may be meant."""
    at = text.find(number)
    before = re.split("[。；;]", text[:at])[-1]
    behind = re.split("[。；;]", text[at + len(number) :])[0]
    found = set(_told(before, behind, sides))
    roles = {role for role, _ in found}
    names = {name for _, name in found if name}
    if len(roles) != 1 or len(names) > 1:
        return "", ""
    return roles.pop(), next(iter(names), "")


def _told(before: str, behind: str, sides: Sequence[Party]) -> Iterator[tuple[str, str]]:
    for match in _LETTER.finditer(before):
        if not _PAYS.search(before, match.end()):
            yield side_of(match["a"] or match["b"] or match["c"]), ""
    if same := _SAME.search(behind):
        yield side_of(same["side"]), ""
    called = _BEHIND.match(behind)
    for side in sides:
        name = side.name.value
        if called and called["name"].startswith(name):
            yield side.role, name
        if name in before and not _PAYS.search(before, before.rfind(name) + len(name)):
            yield side.role, name
        if _calls(side, before):
            yield side.role, name


def _calls(side: Party, before: str) -> bool:
    """Whether it is called by what stands before its name in the contract: 检验机构账户."""
    label = re.split("[：:（(]", side.name.line.text)[0].strip()
    known = 2 <= len(label) <= 8 and side.name.value not in label
    return known and bool(re.search(re.escape(label) + _ACCOUNT, before))
