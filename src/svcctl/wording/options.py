"""What stands in a contract but was not agreed: options not chosen, blanks, figures written over."""

import re

from svcctl.wording.found import Line

CHOSEN, OPEN = "☑☒■√✓✔●", "□☐○◯"
OPTION = re.compile(rf"[{OPEN}][^{CHOSEN}{OPEN}\t\n；;。]*")
# a template's blank, a name left out, or a word that stands for nothing
BLANK = re.compile(
    r"[\s_＿—\-–/\\.…·*×xX＊]*|[〔\[【（(](?:姓名|手机号|邮箱|电话|账号)?[^〕\]】）)]{0,6}略[〕\]】）)]"
    r"|无|暂无|略|空白|待定|待填|待补充|[xX×*]{2,}.{0,6}"
)
AMENDED = re.compile(
    r"(?:原|由)[^。；]{0,40}?(?:改为|变更为|调整为|修改为|更正为|修订为)|(?:更改|改|变更|调整)为"
    r"|(?:由|原)[^。；]{0,40}?(?:延长|顺延|延期|缩短|提前)(?:至|到)"
)


def without_options(line: Line) -> Line:
    """The line with spaces for the options that were not chosen: every other sign keeps its place.

    A box that nobody ticked says nothing, wherever it stands.
    """
    if not any(sign in line.text for sign in OPEN):
        return line
    return line._replace(text=OPTION.sub(lambda m: " " * len(m[0]), line.text))


def is_blank(text: str) -> bool:
    """Whether what stands behind a label says nothing."""
    return BLANK.fullmatch(text.strip()) is not None


def is_amended(text: str) -> bool:
    """Whether a line tells of a figure put in another's place: neither is taken from it."""
    return AMENDED.search(text) is not None
