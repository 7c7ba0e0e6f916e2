"""The words that could change a meaning, what each kind of them endangers, and their harmless uses."""

_FIGURE = r"(?:\d[\d.,]*|[一二三四五六七八九十百千万两半壹贰叁肆伍陆柒捌玖拾]+)"

# the first kind whose words stand at a place is taken
OPERATORS: dict[str, str] = {
    "example": "示例|举例|例如|譬如|假设|假如",
    "other": "分包|第三方|任[何意]一方|对方|员工|工人|工资|投标人|丙方|业主委员会",
    "ended": "提前(?:终止|解[除约]|退|撤|结束)|解除|解约|中止|终止|取消|停止|中断|退场|退租|撤场",
    "measured": "确[定认](?:金额|数额|价款|实付)|核实|据实|按实|实际|按比例|比例|折算|单价|系数|得分|分值|等级|考核|考评|评价|评分|绩效|审定|审计|评审|审价|核定|计量|计价|核算|清算|决算",
    "restated": "其中|即(?=[^，。；]{0,6}[\\d¥￥%壹贰叁肆伍陆柒捌玖拾])|折合|平均|合计|共计|总计|约合",
    "up": "[付给]至|付到|拨至|累计|达到",
    "borne": "应由|承担|自付|自理|自筹",
    "each": "[每各](?:个|一)?(?:项目|标段|单|件|台|家|人|名|户|车|场|项|包|车次|趟|份|亩|吨|平)|[A-Z]、?[A-Z]?项|本项|该项|分项",
    "of_what": "的(?:费用|款项)，",
    "changed": "扣除|扣减|扣款|扣留|扣罚|扣|核减|减收|减免|减半|减付|抵扣|抵销|抵减|抵|冲|退还|退回|返还|退|赔偿|赔|补偿|罚款|罚|调整|调增|调减|上浮|下浮|浮动|递增|递减|多退少补|多余|节余|结余|剩余部分|补差|补|酌|减|加价|增减|增加|追加|减少|变更|折扣|优惠|打折",
    "day_later": "(?:时间|日期|期限)[^，。；]{0,4}(?:由双方)?(?:另行)?(?:约定|协商|商定)|(?:时间|日期|期限)[^，。；]{0,10}为准",
    "later": "另行|另外|另|协商|暂停|暂缓|停付|重新|届时|视",
    "put_off": "有权|推迟|延[后迟期长]|顺延|缓付|补付|提前|分[两三]批",
    "estimate": "预算|暂定|暂估|预计|预估|估算|限价|上限|封顶|最高|最多|最低|至少|保底|不低于|不少于|不超过|左右|大约",
    "deferred": "以[^，。；]{1,12}为准|从其|变动|变化|打[^，。；]{1,2}折|暂按|分批|酌情|协议(?!签|生效|期|书|履)|商议|另议",
    "compared": "不足|不满|未满|未达|达不到|超过|超出|高于|低于|大于|小于|[≥≤><]|以上|以下|以外|部分",
    "condition": "如|若|倘|但|除非|除|否则|情况|情形|因|凡|者|的话|取其|孰",
    "negation": "不|未|无|免|非",
    "reference": "第[一二三四五六七八九十百\\d]+[条款项]|附件|附表|另见|详见|见|前款|本款|前述|同上|参照",
    "percent": rf"{_FIGURE}(?:个)?(?:%|‰|‱|百分点|成)|百分之|千分之|万分之",
    "money": rf"{_FIGURE}万?元|[¥￥]",
    "days": rf"{_FIGURE}(?:个)?(?:工作日|日历[天日]|[日天号周]|小时)|{_FIGURE}个月",
    "gone": rf"满(?:半年|{_FIGURE}(?:个)?[年月])",
    "rhythm": "每(?:个|一|[二两三四五六]个?)?[^，。；]{0,3}?(?:半年|[年月季周批次期])|[按逐]年|[按逐]月|[按逐]季|年[终末]|年度(?=考核|结算|清算|审计)|批次|隔年",
    "season": "年度|月度|季度?|(?<![上下])半年|各[年月]|首年|次年",
    "nth_month": rf"第{_FIGURE}个?月",
    "ordinal": rf"[第分]{_FIGURE}个?(?:年|月|季|期|批|次|阶段|笔)|前{_FIGURE}个?(?:年|月|季|期|批|次)(?!内)|后{_FIGURE}个?(?:年|季|期|批|次)(?!内)",
    "span": r"(?<![\d.])(?:\d{1,2}|[一二三四五六七八九十两]{1,3})年",
    "score": rf"{_FIGURE}(?:分|人|名|台|套|次|起|项|件|户|株|吨)",
}  # fmt: skip

# kinds that a reader finds for itself: one fee of several, a sum of which no word says that it is paid
OWN = ("fee", "unpaid", "unread", "whole", "first")

# the groups of keys of a table, the whole row first
KEYS: dict[str, dict[str, tuple[str, ...]]] = {
    "instalments": {
        "row": (),
        "share": ("share", "amount", "up_to", "rest", "of-rest", "retain", "collects"),
        "due": ("due", "needs"),
        "every": ("every", "year_over"),
    }
}
_PAID, _DUE = ("share",), ("due",)

# which groups of keys a kind of word endangers
TOUCHES: dict[str, dict[str, tuple[str, ...]]] = {
    "instalments": {
        "example": ("row",),
        "other": ("row",),
        "ended": ("row",),
        "measured": _PAID,
        "restated": _PAID,
        "up": _PAID,
        "borne": _PAID,
        "each": _PAID,
        "of_what": _PAID,
        "unpaid": _PAID,
        "whole": _PAID,
        "unread": ("share", "due"),
        "deferred": ("share", "due"),
        "changed": _PAID,
        "later": ("share", "due"),
        "day_later": _DUE,
        "put_off": _DUE,
        "first": _DUE,
        "gone": _DUE,
        "estimate": _PAID,
        "compared": ("share", "due"),
        "condition": ("share", "due"),
        "negation": ("share", "due"),
        "reference": ("share", "due"),
        "percent": _PAID,
        "money": _PAID,
        "days": _DUE,
        "rhythm": ("share", "due", "every"),
        "season": ("share", "due"),
        "nth_month": _DUE,
        "ordinal": ("share", "due", "every"),
        "span": ("due", "every"),
        "score": _PAID,
        "fee": _PAID,
    }
}

# what is read by nobody and changes nothing; `every` holds for all tables
HARMLESS: dict[str, tuple[str, ...]] = {
    "every": (
        "如下|如有|如数|如期|如约|如实|例如下|若干|包括但不限于",
        "不可抗力|无误|无异议|无正当理由|未尽|非现金|非税",
    ),
    "instalments": (
        "[不未]含税|含税|税率[^，。；]{0,6}%|无息|不计利息|不计息|免息",
        r"^第[^条\s]{1,5}条|^[一二三四五六七八九十]+[、.]|^\(?[\d一二三四五六七八九十]{1,2}[).、]",
        r"一次性|(?:支付|付款|结算|付费)一次|不含质保金[\d.]+%|单价[\d.]+元/[次人台件]",
        r"服务期限?(?:为|是|共|:)*[一二三四五六七八九十两\d]+(?:年|个月)",
        "[^，。；:]{0,8}先(?:付后用|用后付|服务后付[款费])|[春夏秋冬]季|供暖季|制冷季|采暖季|供热季|季节|审计(?=收?费|报告|服务|机构|事务|工作)|(?:专家)?评审(?:会)?(?:通过)?(?=后|通过)|上半年|下半年",
        r"每年的?(?=\d{1,2}月\d{1,2}[日号])|自行承担",
        r"[^。；]*奖励[\d.,]+元",
        "[^，。；]{0,6}(?:加班|差旅|材料|配件|水电|食材|零星)[^，。；]{0,4}费用?[^，。；]{0,10}(?:另行|另|据实|按实)(?:支付|计算|结算|计)",
        "(?:由|经)?(?:甲方|采购人)组织[^，。；]{0,8}(?:考核|验收|评审|评价)(?=，)",
        "差旅费用?(?:据实|按实)(?:报销|支付|列支|结算)",
        "(?:质保期?|保修期|质量保证期)满后[^，。；]{0,8}(?:退还|返还)",
        "考核[^，。；]{0,6}并?经(?:甲方|采购人)(?:核定|审定)(?=后)",
        r"(?:每个?[月季次期]度?|各期)(?:留存|预留|暂扣|扣留)[\d.,]+元",  # its release is asked
        "(?:支付|付|拨付|汇|转账?)至[^，。；%]*(?:账户|账号|账上|名下)",
        "按以下比例分别支付:",  # who is paid how much is read apart
        "(?:乙方|供应商)[^，。；甲]{0,12}(?:员工)?工资[^，。；]*",
        # what is taken off for a breach is read by the reader of damages
        "[^，。；]*[^目]的，(?:甲方|采购人)?(?:有权|可|应)?(?:每[^，。；]{0,14})?(?:从[^，。；]{0,16}中)?(?:扣除|扣减|扣罚|扣|罚)[^。；]*",
        rf"分{_FIGURE}期[^，。；]{{0,6}}，每期",
    ),
}

# words that say nothing by themselves in a piece of which nothing else was read
FRAME = "方式|进行|采用|银行|转账|账户|人民币|款项|办理|工作|[向将应由按以的等及和与给予为于在其所该并且均可即则至从]"
