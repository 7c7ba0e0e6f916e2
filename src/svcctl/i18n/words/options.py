"""What each option and argument of a command takes."""

WORDS = {
    "opt.from-file": (
        "从这份合同要素文件或草稿开始，里面的值作为提出的答案",
        "start from that contract file or draft; its values are proposed",
    ),
    "opt.answers": (
        "答案在这个文件里（- 为标准输入），不再提问",
        "the answers stand in that file (-: standard input); nothing is asked",
    ),
    "opt.replace": ("已有同名文件时替换它", "replace a file of that name"),
    "opt.on": (
        "发生日期（默认今天），如 2026-04-08、20260408、2026年4月8日、今天",
        "when it happened (today unless given): 2026-04-08, 20260408, 2026年4月8日, today",
    ),
    "opt.note": ("备注", "a note"),
    "opt.file": (
        "附件，按 SHA-256 保存；可写多次",
        "evidence, kept by SHA-256; may be given several times",
    ),
    "opt.dry-run": ("只试算，不登记", "show what would change, record nothing"),
    "opt.reason": ("原因", "why"),
    "opt.doc": ("文件名称或文号", "title or number of the document"),
    "opt.calendar": (
        "用哪个日历（默认合同所用，否则 CN）",
        "which calendar (the contract's, else CN)",
    ),
    "opt.store": ("登记簿文件（或 SVCCTL_STORE）", "the store's file (or SVCCTL_STORE)"),
    "opt.as-of": ("截至某日（默认今天）", "the world on that date (today unless given)"),
    "opt.known-at": (
        "按当时已登记的看，供审计用",
        "only what had been recorded by then, for auditors",
    ),
    "opt.contract": (
        "合同编号、名称或供应商；只有一份合同时不用写",
        "which contract, by id, name or supplier; not needed for one",
    ),
    "opt.format": (
        "输出格式：终端默认 table，管道默认 plain；列表另有 xlsx、html、pdf",
        "table on a terminal, plain in a pipe unless given; lists also xlsx, html, pdf",
    ),
    "opt.lang": ("语言（或 SVCCTL_LANG）", "language (or SVCCTL_LANG)"),
    "opt.role": (
        "使用方（或 SVCCTL_ROLE，默认 purchaser）",
        "whose side (or SVCCTL_ROLE; purchaser unless given)",
    ),
    "opt.actor": (
        "登记人，写岗位不写姓名（或 SVCCTL_ACTOR）",
        "who records this: a role, not a person's name (or SVCCTL_ACTOR)",
    ),
    "opt.output": (
        "写入文件，按结尾定格式：列表可用 .xlsx .html .pdf .csv",
        "write to a file, in the format of its ending: lists in .xlsx .html .pdf .csv",
    ),
    "opt.pick-supplier": (
        "供应商名称里有这些字的，可以多次",
        "whose supplier's name has this in it",
    ),
    "opt.pick-department": ("归口科室里有这些字的，可以多次", "whose department has this in it"),
    "opt.pick-fund": ("资金来源里有这些字的，可以多次", "whose source of funds has this in it"),
    "opt.pick-month": ("期限在这个月的：2026-03", "due in this month: 2026-03"),
    "opt.pick-from": ("期限不早于这天的", "due on this day or later"),
    "opt.pick-to": ("期限不晚于这天的", "due on this day or earlier"),
    "opt.pick-status": (
        "状态，如逾期、待付、待资料，可以多次",
        "in this state: overdue, due, waiting, ...; several times for several",
    ),
    "opt.pick-search": (
        "合同、供应商、款项或编号里有这些字的",
        "whose contract, supplier, instalment or id has this in it",
    ),
    "opt.pick-sort": (
        "按期限、金额（从大到小）或合同排序",
        "sort by date, by amount (the largest first) or by contract",
    ),
    "opt.pick-group": (
        "按供应商、归口科室、资金来源或月份分组，各有小计",
        "put in groups with sub-totals",
    ),
    "opt.pick-month-any": ("日期在这个月的：2026-03", "of this month: 2026-03"),
    "opt.pick-from-any": ("日期不早于这天的", "of this day or later"),
    "opt.pick-to-any": ("日期不晚于这天的", "of this day or earlier"),
    "opt.pick-status-any": (
        "表里「状态」「情况」「查验」栏的词，可以多次",
        "in this state, by its key or its word; several times for several",
    ),
    "opt.pick-search-any": (
        "合同、供应商、名称或编号里有这些字的",
        "whose contract, supplier, name or id has this in it",
    ),
    "opt.pick-sort-any": ("排序（金额从大到小）", "sort; by amount the largest first"),
    "opt.pick-group-any": ("分组，各有小计", "put in groups with sub-totals"),
    "opt.pick-limit": ("至多列出几笔", "list so many rows at most"),
    "opt.remind-days": (
        "今后多少天内的（含最后一天），默认 7",
        "what is to be done within so many days, the last included (7)",
    ),
    "opt.fail-if-any": ("有待办时退出码为 1", "exit 1 where anything is to be done"),
    "opt.within": (
        "列出今后多少天内到期的（含最后一天），默认 30d",
        "list what comes within so many days, the last included (30d)",
    ),
    "opt.fail-if-overdue": ("有逾期时退出码为 1", "exit 1 where something is overdue"),
    "opt.amount": (
        "金额（元），如 203000、203,000.00、20.3万",
        "sum in yuan: 203000, 203,000.00, 20.3万",
    ),
    "opt.ref": ("付款凭证号（如国库集中支付凭证号）", "number of the payment voucher"),
    "opt.for": (
        "一笔付款对应几期：款项=金额，可写多次",
        "one transfer over several instalments: INSTALMENT=SUM, several times",
    ),
    "opt.account": (
        "付到哪个账户：序号、账号或出处（默认合同本身所载）",
        "which documented account was paid: its number in the list, its digits or its source "
        "(the contract's own unless given)",
    ),
    "opt.confirm-account": ("表示已有人核对收款账户", "a person has checked the payee account"),
    "opt.confirmed-by": (
        "核对账户的岗位（默认登记人）",
        "the role that checked it (who records, unless given)",
    ),
    "opt.voucher": ("记账凭证号", "number of the accounting voucher"),
    "opt.slip": ("银行回单号", "number of the bank slip"),
    "opt.charged-on": (
        "付款方账户扣款的日期（只知道到账日期的付款）",
        "the day the payer's account was charged, of a payment seen arriving alone",
    ),
    "opt.arrived-on": ("到账日期", "the day the money arrived"),
    "opt.bounced": (
        "退汇：银行退回、从未到账，视为未曾付款；不写金额即全部退回",
        "the bank sent it back, all of it unless a sum is given: it never counted as paid",
    ),
    "opt.override": (
        "款已付出，照登并标记（须写 --reason）",
        "the money is gone: record it all the same, marked (needs --reason)",
    ),
    "opt.period": (
        "服务期间，如 Y1-Q3、第1年第3季度",
        "which service period, such as Y1-Q3 or Y1-M07",
    ),
    "opt.year": ("服务年度，第几年", "which service year"),
    "opt.document": ("报告编号或名称，如 annual-report", "which report, such as annual-report"),
    "opt.clauses": (
        "逐条列出合同原文和系统的理解，供第二人核对（-o 核对表.docx 打印签字）",
        "clause by clause, the contract's words beside what was understood, to be checked",
    ),
    "opt.text": (
        "合同原文（txt、md、docx），可写几次",
        "the contract's own text (txt, md, docx); may be given several times",
    ),
    "opt.all": ("该年全部报告", "every report of that year"),
    "opt.delivered-on": ("有凭证的送达日期", "the day it was delivered with proof"),
    "opt.proof": ("送达凭证，如快递单号", "proof of delivery, such as a parcel number"),
    "opt.paid-by": (
        "要在此日前付款，报告最迟何时签收",
        "say by when reports must be received for payment by that date",
    ),
    "opt.received-on": (
        "收到通知的日期（默认同 --on；--on 在今天之后的，默认今天）",
        "the day the notice was received (that of --on; today where that lies ahead)",
    ),
    "opt.sent-on": ("通知发出日期", "the day the notice was sent"),
    "opt.value": ("以第几项为准", "which value holds, by its number"),
    "opt.head": ("以前记下的末位校验值，逗号分隔", "heads noted down earlier, comma-separated"),
    "opt.backup-to": ("备份放在哪个文件夹（默认与库同处）", "the folder (that of the store)"),
    "opt.backup-keep": (
        "旧备份的保留：最近若干天的全部，每周一份若干周，每月一份若干月，如 14,8,24；其余删除",
        "remove older backups but all of so many days, one a week, one a month: 14,8,24",
    ),
    "arg.form-of": (
        "登记簿里的合同，或合同要素文件（.toml、.xlsx）；不写即空白表",
        "a contract of the store, or a contract file (.toml, .xlsx); default: a blank form",
    ),
    "arg.backup": ("备份文件", "the backup's file"),
    "arg.move-to": ("新位置：文件或文件夹", "the new place: a file or a folder"),
    "opt.salvage-to": ("抢救到哪个新文件", "the new file to rescue to"),
    "opt.reopen": ("已迁走的登记簿，在这里重新启用", "take a store that had moved into use again"),
    "arg.copy-from": ("来源：文件或 postgresql://", "a path, or postgresql://"),
    "arg.copy-to": ("去处，没有就建立", "a path, or postgresql://; made where there is none"),
    "opt.key": (
        "脚本自定的编号：同一编号只登记一次",
        "a key of the script's own: sent twice, recorded once",
    ),
    "arg.login": ("服务器上的账号", "a login of the server"),
    "opt.grant-role": ("账号的角色", "the role of the login"),
    "opt.grant-contract": (
        "供应商可看的合同，可重复",
        "a contract that a vendor sees; can be repeated",
    ),
    "opt.grant-as": ("登记时的署名（默认同角色）", "what its facts are signed with (the role)"),
    "opt.grant-list": ("列出已授权的账号", "list who was let in"),
    "opt.grant-revoke": ("收回授权", "let it in no longer"),
    "opt.hashes": ("只核对链和附件，不逐条复核", "check chains and files only, replay nothing"),
    "opt.seal-key": (
        "用这把 Ed25519 私钥签名（ssh-keygen 或 openssl 生成的文件）",
        "sign with this Ed25519 key (a file of ssh-keygen or openssl)",
    ),
    "opt.seal-hash": (
        "sm3：另按国密 SM3 算各链（默认只有 SHA-256）",
        "sm3: heads by the Chinese SM3 too (SHA-256 alone)",
    ),
    "opt.proof-seal": ("证明接到这份封存文件", "lead the proof to this seal"),
    "opt.proof-head": (
        "证明接到以前记下的末位校验值，逗号分隔的取最近的",
        "lead the proof to a head noted down; of several to the nearest",
    ),
    "opt.proof-payload": ("证明里带上登记的内容", "put what the fact says into the proof"),
    "opt.proof-hash": (
        "按哪种算法证明；sm3 要 --seal（默认 sha256）",
        "by which hash; sm3 takes --seal (sha256)",
    ),
    "opt.seal": ("audit seal 写出的封存文件", "a seal that audit seal wrote"),
    "opt.signers": (
        "签名人及其公钥的名单（OpenSSH 的 allowed signers 文件）",
        "whose keys sign (an allowed signers file of OpenSSH)",
    ),
    "opt.over": ("超过多少个工作日（默认 5）", "more than so many working days (5)"),
    "opt.demo": ("导入随附的示例合同", "load the contract that ships"),
    "opt.days": ("延误天数", "days of delay"),
    "opt.decision": ("决定文号或会议纪要号", "number of the decision"),
    "opt.agreed": (
        "双方书面协议的文件；合同写明可以直接扣（deduct）的可不写",
        "the file of both sides' agreement; not needed where the contract says deduct",
    ),
    "opt.times": ("同一违约发生的次数，默认 1", "how many times it happened, 1 by default"),
    "opt.settled-amount": ("核定的金额（元）", "the sum that was found"),
    "opt.deduct": ("扣减的金额（元）", "what is deducted"),
    "opt.coefficient": ("考核系数，如 0.96 或 5/6", "a coefficient such as 0.96 or 5/6"),
    "opt.score": (
        "考核得分；payments settle 可写 scorecard，按履行情况扣分",
        "the score; `payments settle` takes `scorecard` for what the record gives",
    ),
    "opt.quantity": ("单价编号=实际数量，可重复", "unit price=quantity, repeatable"),
    "opt.list-sum": (
        "按目录价计的金额（元），下浮前",
        "the sum at list prices, before the discount",
    ),
    "opt.assessed-period": (
        "考核的期间，如 Y1-M03、第1年第3个月",
        "the period assessed, such as Y1-M03",
    ),
    "opt.breach-amount": ("违约款额（元）", "the amount in breach"),
    "opt.list-day": ("日期在哪一栏（表头原文）", "which heading is the day"),
    "opt.list-profile": (
        "按存好的栏目方案读，不再询问（svcctl import profiles 列出）",
        "read by a profile of columns, without asking (svcctl import profiles lists them)",
    ),
    "opt.save-profile": (
        "把这份清单的栏目存为 --profile 所写的方案",
        "keep the columns of this list as the profile named",
    ),
    "arg.template": (
        "函件模板，如 reminder、payment-request",
        "which template, such as reminder, payment-request",
    ),
    "arg.profile": ("栏目方案", "a profile"),
    "opt.by-period": (
        "按月、按季或按预算年度列出（默认按年度）",
        "by month, by quarter or by budget year (the default)",
    ),
    "opt.by": (
        "违约方（条款写明由违约方承担时必填）",
        "who is in breach, where the rule leaves it open",
    ),
    "opt.fm-by": ("哪一方遭遇不可抗力（默认 supplier）", "whom it hit (default supplier)"),
    "opt.notified-on": ("通知对方的日期", "the day the other side was notified"),
    "opt.result": ("鉴定结果：符合或不符合要求", "what the appraisal found"),
    "opt.body": ("鉴定机构", "the body that appraised"),
    "opt.fee": ("鉴定费（元）", "the appraisal's fee"),
    "opt.new-due": ("商定的付款日期", "the new date agreed for payment"),
    "opt.disputed": ("有分歧的金额（元）", "the disputed sum"),
    "opt.owed": ("其中仍应付的金额（元），可为 0", "how much of it is owed; may be 0"),
    "opt.pro-rata": ("双方约定按实际服务天数结算", "the parties settle by days served"),
    "opt.kind": (
        "附件种类，如 invoice、acceptance-note",
        "kind of paper, such as invoice or acceptance-note",
    ),
    "opt.of": (
        "更正哪一份：导入或补充协议的登记编号",
        "which terms are put right: the event of the import or of an amendment",
    ),
    "opt.signed-on": ("补充协议签订日期", "when the supplement was signed"),
    "opt.new-account": (
        "盖章文件确认的、各文件都没有的新账户：开户银行 账号",
        "a new account that no document has, confirmed under seal: bank and number",
    ),
    "opt.reached-on": ("送达对方的日期", "when it arrived at the other side"),
    "opt.means": ("送达方式，如 EMS、当面送交", "how it was sent, such as EMS or by hand"),
    "opt.corrected": (
        "乙方自行提交的更正版，不经退回",
        "a corrected version at the supplier's own wish, without a return",
    ),
    "arg.claims": (
        "催告的款项或违约金明细，如 Y1-advance、late-payment/Y1-advance",
        "what is demanded: instalments or lines of damages, such as Y1-advance",
    ),
    "opt.pay-by": ("请对方不迟于哪一天支付", "by when the other side is asked to pay"),
    "opt.approved-on": ("财政部门批复日期", "when the finance department approved it"),
    "opt.approval-ref": ("批复文号", "number of the approval"),
    "opt.filed-on": ("财政部门备案日期", "when it was filed with the finance department"),
    "opt.close-override": (
        "尚有未了事项也结案（须说明理由）",
        "close although something is open (needs a reason)",
    ),
    "opt.overdue-year": ("年度（不写为上一年）", "the year (last year unless given)"),
    "opt.payer": ("由哪一方承担", "the side that owes"),
    "opt.letter-number": (
        "本函文号或本单编号（不写则留空）",
        "the paper's own number (left blank unless given)",
    ),
    "opt.payee-name": (
        "银行回单上的收款人户名，与合同不一致时提醒",
        "the payee's name as the bank's slip has it; a warning where it is another one",
    ),
    "opt.template": ("自己的函件模板（docx）", "your own template (docx)"),
    "opt.region": (
        "自治区的通知：写明日历，如 CN-GX",
        "a region's notice: its calendar, such as CN-GX",
    ),
    "opt.issued-on": (
        "印发日期（原文没有时）",
        "the day it was issued, where the text does not say",
    ),
    "opt.extra-days": (
        "通知给的天数多于或少于法定假日时也读入",
        "read it although it gives more or fewer days than the law",
    ),
    "opt.calendar-year": (
        "只要一年（不写为今年起已公布的各年）",
        "one year only (else from this year on, as far as official)",
    ),
    "opt.proposal-rule": (
        "按哪一条认定（合同文件没有写 breach 时必填）",
        "under which rule; needed where the contract file names none",
    ),
    "opt.month": ("自然月，如 2026-04", "a calendar month"),
    "opt.service-year": ("第几个服务年度", "which service year"),
    "opt.budget": (
        "预算数的表格（xlsx、xls、ods 或 csv，列：预算年度、预算金额）",
        "the budget (xlsx, xls, ods or csv with the columns period and amount)",
    ),
    "opt.office-budget": (
        "单位预算表（xlsx、xls、ods 或 csv，列：项目名称、预算年度、预算金额，或每年一列）",
        "the office's budget (xlsx, xls, ods or csv with the columns project, year and amount, "
        "or a column a year)",
    ),
    "opt.plan-year": (
        "哪个预算年度（默认截至日所在年）",
        "which budget year (that of --as-of unless given)",
    ),
    "opt.fail-if-over": ("超出预算时退出码为 1", "exit 1 where the budget is exceeded"),
    "opt.row-for": (
        "某一行付的是哪笔款项：5=Y1-advance，几笔一起付的 5=Y1-balance+Y2-advance，可以多次",
        "what a row pays: 5=Y1-advance, or 5=Y1-balance+Y2-advance; may be given several times",
    ),
    "opt.row-same": (
        "某一行就是已登记的哪一笔：5=hetong#2，可以多次",
        "a row is a payment on file: 5=CONTRACT#2; may be given several times",
    ),
    "opt.row-new": (
        "某一行不是已登记的那一笔，可以多次",
        "a row is none of those on file; may be given several times",
    ),
    "opt.row-refund": (
        "某一行是退回的款项：5，或写明退哪一笔 5=hetong#2、5=行号，可以多次",
        "a row is money that came back: 5, or of what: 5=CONTRACT#2, 5=ROW; several times",
    ),
    "opt.row-skip": ("略过某一行，可以多次", "leave a row out; may be given several times"),
    "opt.import": (
        "整次撤销一份清单的导入：清单的 SHA-256，至少前 8 位",
        "take back one import whole: the SHA-256 of its list, 8 digits at the least",
    ),
    "opt.list-out": (
        "支出怎么记：negative 负数，positive 正数，debit 借方，credit 贷方；看不出来时才问",
        "what left the account: sums below nought (negative) or above (positive), debit or credit; "
        "asked for where the list does not tell",
    ),
    "opt.list-sheet": ("读哪张工作表", "which sheet of the workbook"),
    "opt.ignore-balance": (
        "不用余额核对各行（清单只是摘出的几行时）",
        "do not hold the balances against the rows (for an extract)",
    ),
    "opt.from": (
        "从哪天起（默认清单的第一天）",
        "from this day on (the list's first unless given)",
    ),
    "opt.to": ("到哪天止（默认清单的最后一天）", "up to this day (the list's last unless given)"),
    "opt.invoice-for": (
        "开给哪笔款项，几笔的各写金额：Y1-advance=203000，可以多次",
        "the instalment it is for; with several each with its sum: Y1-advance=203000",
    ),
    "opt.invoice-kind": (
        "专用发票（special）或普通发票（ordinary，默认）",
        "special or ordinary VAT invoice (ordinary unless given)",
    ),
    "opt.invoice-amount": ("价税合计", "the sum with tax"),
    "opt.rate": ("税率：6%", "the tax rate: 6%"),
    "opt.net": ("不含税金额", "the sum without tax"),
    "opt.tax": ("税额", "the tax"),
    "opt.red": (
        "本发票是红字发票，冲的是这个号码；不写金额则全额冲",
        "this is a red invoice that cancels the one of that number, "
        "the whole of it unless a sum is given",
    ),
    "opt.check-failed": ("查验不一致或查无此票", "the tax office does not know it, or it differs"),
    "opt.invoice-unpaid": ("只列未付的", "only those not paid in full"),
    "opt.pack-head": (
        "盖章首页上的 SHA-256，或记下的末位校验值；几个用逗号分开",
        "the digest printed on the stamped page, or heads noted down; several joined by commas",
    ),
    "opt.ocid-prefix": (
        "OCDS：向 Open Contracting Partnership 登记的前缀，如 ocds-a1b2c3",
        "OCDS: the prefix registered with the Open Contracting Partnership, such as ocds-a1b2c3",
    ),
    "opt.publisher": (
        "OCDS：发布机构（采购人不止一家时须写明）",
        "OCDS: who publishes (needed where there are several purchasers)",
    ),
    "arg.instalment": (
        "款项编号或名称，如 Y1-advance、第1年首期；几份合同都有的写 合同:第1年首期",
        "an instalment by id or name, such as Y1-advance; CONTRACT:Y1-advance where several "
        "contracts have it",
    ),
    "arg.explained": (
        "款项编号，如 Y1-advance；保证金写 performance-bond（交存）或 "
        "performance-bond/1（第1次退还）；违约金写 late-payment/Y1-advance；多份合同时前面加 合同:",
        "an instalment such as Y1-advance; a guarantee such as performance-bond (its lodging) or "
        "performance-bond/1 (what goes back first); a line of damages such as "
        "late-payment/Y1-advance; CONTRACT: before it where there are several contracts",
    ),
    "arg.instalments": (
        "一笔或几笔款项，如 Y1-advance、第1年首期款",
        "one or several instalments, such as Y1-advance",
    ),
    "arg.event": ("登记编号，如 zyfy-his-2025#3", "an event such as zyfy-his-2025#3"),
    "arg.papers": (
        "合同及附件：docx、pdf、ofd、txt、md、html；- 为标准输入",
        "the contract and its annexes: docx, pdf, ofd, txt, md, html; - is standard input",
    ),
    "arg.files": ("合同要素文件（TOML）", "contract files (TOML)"),
    "arg.file": ("更正后的合同要素文件（TOML）", "the corrected contract file (TOML)"),
    "arg.obligation": (
        "应办事项编号或名称，如 file-original",
        "an obligation such as file-original",
    ),
    "arg.guarantee": (
        "保证金编号或名称，如 performance-bond",
        "a guarantee such as performance-bond",
    ),
    "opt.form": ("现金还是保函（默认现金）", "money or a bank's letter (money unless told)"),
    "opt.valid-until": ("保函有效期的最后一天", "the letter's last day"),
    "arg.settle": (
        "settle：登记核实结果；不写则列出",
        "settle: record which value holds; without it they are listed",
    ),
    "arg.finding": ("不一致事项编号或名称，如 payee-account", "a finding such as payee-account"),
    "arg.assessment": ("考核编号", "the assessment's key"),
    "arg.year": ("年份，如 2026", "a year such as 2026"),
    "arg.start": ("起算日；- 表示从标准输入读", "the day to count from; - reads standard input"),
    "arg.count": ("工作日数", "how many working days"),
    "arg.from": ("起算日，当日不计", "the day to count from, itself not counted"),
    "arg.to": ("截止日，当日计入", "the day to count to, itself counted"),
    "arg.line": (
        "违约金编号，如 late-payment/Y1-advance",
        "a line of damages, such as late-payment/Y1-advance",
    ),
    "arg.rule": (
        "违约条款编号或条款号，如 quality、第八条第一款",
        "a damages rule, such as quality",
    ),
    "arg.breach": (
        "违约编号 B1，或逾期的款项",
        "a breach such as B1, or the instalment that is late",
    ),
    "arg.subjects": (
        "款项或违约编号；不写则为当日逾期的各期",
        "instalments or breaches; else those overdue that day",
    ),
    "arg.force-majeure": ("不可抗力编号，如 FM1", "a force majeure, such as FM1"),
    "arg.amended-file": ("变更后的合同文件", "the contract file as amended"),
    "arg.notice": (
        "通知原文（txt、docx 或网页），- 为标准输入",
        "the notice's text (txt, docx or a saved page); - reads standard input",
    ),
    "arg.facts": (
        "对方用 export facts --format json 写出的文件",
        "what the other side's export facts --format json wrote",
    ),
    "arg.list": ("付款清单（xlsx、xls、ods 或 csv）", "a list of payments (xlsx, xls, ods or csv)"),
    "arg.invoice": (
        "发票号码（20 位）；其他发票为代码接号码",
        "the invoice's number (20 digits); of an older one its code and number",
    ),
    "arg.pack": ("审计资料包（zip）", "an auditor's pack (zip)"),
    "opt.service-at": (
        "发生时间，如 14:30、昨天 9:00、2026-04-16 16:30（默认此刻）",
        "when it happened: 14:30, 昨天 9:00, 2026-04-16 16:30 (now unless given)",
    ),
    "opt.service-by": (
        "经办岗位（不写姓名）；报修时为报修人岗位",
        "the role that did it, no name; on a call the caller's",
    ),
    "opt.service-side": ("以哪一方的名义（默认 --role）", "whose word it is (--role unless given)"),
    "opt.service-source": (
        "时间的依据（默认一方所述 word）",
        "what the time rests on (one side's word unless given)",
    ),
    "opt.service-confirmed-by": ("对方确认人的岗位", "the other side's role that agrees"),
    "opt.service-signed-by": (
        "对方签字人的岗位，须附 --file",
        "the other side's role that signed the paper, with --file",
    ),
    "opt.service-link": (
        "关联的记录编号；可写多次",
        "a record it refers to; may be given several times",
    ),
    "opt.service-for": (
        "完成的计划任务，如 monthly-inspection-7；可写多次",
        "the planned turn it fulfils: monthly-inspection-7; may be given several times",
    ),
    "opt.service-system": (
        "系统的 KEY（都不是写 other）；可写多次",
        "a system's key, `other` where none fits; may be given several times",
    ),
    "opt.service-title": ("名称", "what it is called"),
    "opt.service-level": (
        "级别，如 SIS2；可另写一套分级的级别",
        "the level: SIS2; one of another regime beside it",
    ),
    "opt.service-fault-at": (
        "故障发生时间（默认同报修）",
        "when the fault began (the call unless given)",
    ),
    "opt.service-via": ("报修渠道", "how the call came in"),
    "opt.service-kind": ("类别", "what kind of incident"),
    "opt.service-leave": (
        "授权编号，或用文字写何人何时同意",
        "the id of the leave, or in words who gave it and when",
    ),
    "opt.service-without-leave": (
        "未经同意即进行（须写原因）",
        "it was done without leave (give the reason)",
    ),
    "opt.service-solved": ("是否解决", "whether that solved it"),
    "opt.service-engineers": ("人数", "how many engineers"),
    "opt.service-appraised": ("按鉴定结果", "what was found on appraisal"),
    "opt.service-until": ("期限", "until when"),
    "opt.service-clock": ("哪个时限（默认 dispatch）", "which clock (dispatch unless given)"),
    "opt.service-to": ("至，或对象岗位", "to when, or to whom"),
    "opt.service-from": ("自", "from when"),
    "opt.service-duplicate-of": ("重复于哪个事件", "the incident that it repeats"),
    "opt.service-result": ("结果", "the result"),
    "opt.service-database": ("涉及数据库", "it touches the database"),
    "opt.service-untested": ("未经测试（须写原因）", "without a passed test (give the reason)"),
    "opt.service-scope": ("授权范围", "what the leave is for"),
    "opt.service-risk": ("隐患内容", "what was found"),
    "opt.service-finding": ("隐患编号", "the number of the finding"),
    "opt.service-role": ("岗位", "the role"),
    "opt.service-with": ("对换的班次编号", "the shift it is swapped with"),
    "opt.service-task": ("职责", "what the role does"),
    "opt.service-certificate": ("资质名称及级别", "the certificate and its grade"),
    "opt.service-retrain-of": ("补训的是哪次培训", "the training that it repeats"),
    "opt.service-number": ("人数", "how many"),
    "opt.service-passed": ("通过人数", "how many passed"),
    "opt.service-failed": ("未通过人数", "how many failed"),
    "opt.service-written": ("书面评估", "the written evaluation"),
    "opt.service-practical": ("实操评估", "the practical evaluation"),
    "opt.service-feedback": ("反馈", "the feedback"),
    "opt.service-patch": ("补丁", "it is a patch"),
    "opt.service-service": ("服务目录的 KEY，或文字", "a key of the catalogue, or words"),
    "opt.service-score": ("评分", "the score"),
    "opt.service-of": ("满分（默认 100）", "out of how many (100 unless given)"),
    "opt.service-url": ("下载地址", "where to download it"),
    "opt.why-corrected": ("为何更正", "why it is corrected"),
    "opt.because": (
        "更正这一步自己的原因（如等待、改级的原因）",
        "the reason of the act itself, put right (of a wait, of another level)",
    ),
    "opt.service-event": (
        "针对哪一步：show 里的序号即可，也可写 CHAIN#SEQ",
        "about which act: its number in `show` is enough, or CHAIN#SEQ",
    ),
    "opt.system-of": ("只列该系统", "only those of a system"),
    "opt.level-of": ("只列该级别", "only those of a level"),
    "opt.turn-of": ("只列完成该计划任务的", "only those that fulfil a planned turn"),
    "opt.missing": ("只列缺材料的", "only those that still want a paper"),
    "opt.at-risk": (
        "只列将要超时和已超时未办的",
        "those that break next, and those that ran out unmet",
    ),
    "opt.within-of": ("多长时间内到期，如 4h", "that run out within: 4h"),
    "opt.duty-at": ("哪一时刻（默认此刻）", "at which moment (now unless given)"),
    "arg.proposals": (
        "未兑现承诺的编号，如 I-2026-0001/restore",
        "missed promises such as I-2026-0001/restore",
    ),
    "arg.turn": (
        "计划任务，如 monthly-inspection-7",
        "a turn of the plan, such as monthly-inspection-7",
    ),
    "arg.record": ("记录编号，如 I-2026-0001", "a record: I-2026-0001"),
    "arg.act": (
        "要更正的一步：CHAIN#SEQ，或 show 里的序号",
        "the act: CHAIN#SEQ, or its number in `show`",
    ),
    "arg.remote": ("start 或 end", "start or end"),
    "arg.entries": (
        "命令文件或列表，- 为标准输入",
        "a file of commands or a list; - for what is piped in",
    ),
    "opt.todo-side": ("只列该方的", "only what this side has to do"),
    "arg.desk-list": ("工单系统导出的清单", "the list exported from a help desk"),
    "opt.desk-map": (
        "对照文件，或自带的 glpi、itop、erpnext、zammad、chinese-desk",
        "the map: a file, or glpi, itop, erpnext, zammad, chinese-desk",
    ),
    "opt.leave-out": (
        "看不懂的行列出来，其余照登",
        "list the rows that are not understood and record the others",
    ),
    "opt.take-changed": ("有变更的按清单更正", "correct by the list what changed"),
    "opt.keep-changed": ("有变更的保留原样", "keep what changed as it was"),
    "arg.search": ("要找的文字", "words to look for"),
}
