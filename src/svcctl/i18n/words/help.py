"""What a command is for, and what was wrong with the way it was called."""

WORDS = {
    "help.svcctl": (
        "政府采购服务合同台账：要付什么、何时到期（按中国工作日）、等哪份报告、付到哪个账户，"
        "每个日期和金额都说得出由来。",
        "Public-sector service contracts in China: what is to be paid, by when in Chinese "
        "working days, after which report, to which account, and why.",
    ),
    "help.init": (
        "建立登记簿并导入合同要素文件；--demo 导入随附的合同。",
        "Make the store and load contract files; --demo loads the contract that ships.",
    ),
    "help.contract": (
        "合同：检查、导入、列表、查看、开始、更正、不一致事项。",
        "Contracts: check, load, list, show, start, correct, findings.",
    ),
    "help.contract.draft": (
        "读合同原件（docx、pdf、ofd、txt、html），拟出合同要素文件；有待确认的问题时退出码为 1。",
        "Read a contract's papers (docx, pdf, ofd, txt, html) and propose a contract file; exit 1 "
        "while something is open.",
    ),
    "help.contract.check": (
        "检查合同要素文件，列出全部错误；有错误时退出码为 1。",
        "Check contract files and print every error; exit 1 where there is one.",
    ),
    "help.contract.import": (
        "导入合同要素文件，全部导入或一个也不导入。",
        "Load contract files, all of them or none.",
    ),
    "help.contract.list": (
        "列出登记簿里的合同：状态、乙方、金额、下一期限。",
        "List the contracts in the store: state, supplier, sums, the next date.",
    ),
    "help.contract.show": (
        "查看一份合同：当事人、价款、期限、账户、款项、不一致事项；--clauses 逐条对照合同原文。",
        "Show one contract: parties, price, term, accounts, instalments; or clause by clause.",
    ),
    "help.contract.new": (
        "一问一答写出合同要素文件：每个选项说明会到哪天、是多少钱，写出前先给付款计划。",
        "Ask for a contract's terms and write the contract file: each choice says what it does to "
        "a date or a sum, the schedule is shown first; nothing is recorded.",
    ),
    "help.contract.schema": (
        "合同要素文件的 JSON Schema，供编辑器使用。",
        "The JSON Schema of the contract file, for editors.",
    ),
    "help.contract.form": (
        "合同要素表（Excel 工作簿）：空白的，或填好一份合同要素的；填好后照样检查、导入。",
        "A workbook in which a contract is filled in: blank, or with the terms of CONTRACT.",
    ),
    "help.contract.start": (
        "登记乙方收到服务开始通知之日。",
        "Record the day the supplier received the notice to start.",
    ),
    "help.contract.correct": (
        "更正录错的合同要素：自始更正，原先的只能用 --known-at 看到。",
        "Put right terms typed wrongly: right from the start, "
        "the old ones seen by --known-at only.",
    ),
    "help.contract.findings": (
        "各文件不一致之处；settle KEY 登记以哪一个为准及其依据文件。",
        "Where the documents disagree; settle KEY records which value holds "
        "and the paper that says so.",
    ),
    "help.payments": (
        "付款：应付款项、付款计划、登记付款、补记凭证、冲销、退款。",
        "Payments: what is due, the schedule, recording, annotating, reversing, refunds.",
    ),
    "help.payments.due": (
        "应付款项：逾期、待付、即将到期和待报告的款项。",
        "What is to be paid: overdue, due, coming, and what waits for reports.",
    ),
    "help.payments.schedule": ("付款计划表：各年各期款项。", "Every instalment of every year."),
    "help.payments.record": (
        "登记已付的款项；本工具不付款。",
        "Record money that was paid; svcctl itself pays nothing.",
    ),
    "help.payments.annotate": (
        "补记付款之后才有的凭证号、回单号、到账日期、附件。",
        "Add numbers, dates and papers that came after a payment.",
    ),
    "help.payments.reverse": (
        "冲销登记错误的付款或退款：视为从未发生，原记录保留。",
        "Take back a payment or refund entered wrongly: it never happened; "
        "the entry stays in the journal.",
    ),
    "help.payments.refund": (
        "登记某日退回的款项：退款此前算已付；退汇（--bounced）从未到账，视为未付。",
        "Record money that came back on a day: paid until then, or with --bounced never paid.",
    ),
    "help.payments.settle": (
        "登记某期款项的结算：按金额、系数、得分、数量或目录价，另可扣减。",
        "Record what an instalment comes to once it is assessed or counted.",
    ),
    "help.contract.renew": (
        "登记续签：确认合同约定的下一次续期。",
        "Confirm the next renewal that the contract foresees.",
    ),
    "help.assessment": (
        "考核：不直接对应付款的得分。",
        "Assessments: scores that no payment hangs on.",
    ),
    "help.assessment.record": ("登记一期考核的得分。", "Record the score of a period."),
    "help.assessment.list": (
        "列出各期考核得分。",
        "List the scores, with what was below the mark.",
    ),
    "help.reports": (
        "报告：提交、签收（自签收起算）、退回、查看。",
        "Reports: handed in, received (which starts the clock), returned, status.",
    ),
    "help.reports.submit": ("登记乙方提交报告。", "Record that the supplier handed in a report."),
    "help.reports.receive": (
        "登记甲方签收报告；乙方未在此登记提交也可以签收。",
        "Record that the purchaser received a report, whether its handing in was recorded or not.",
    ),
    "help.reports.return": (
        "登记甲方退回报告；按默认口径，退回后该次签收不再计。",
        "Record that the purchaser returned a report; by default its receipt no longer counts.",
    ),
    "help.reports.annotate": (
        "补记提交报告的送达凭证。",
        "Add the proof of delivery, which came after a document was handed in.",
    ),
    "help.reports.status": (
        "查看各年报告是否签收；--paid-by 说明最迟何时签收。",
        "Which reports are in; --paid-by says by when they must be received.",
    ),
    "help.reports.draft": (
        "从服务登记起草一个服务年度的报告和汇报（Word 文件），供修改、盖章后提交。",
        "The report and the briefing of a service year from its record, to edit, stamp and submit.",
    ),
    "help.obligations": (
        "应办事项：付款以外要按期办的事。",
        "Obligations: dates to keep that are not payments.",
    ),
    "help.obligations.list": (
        "列出应办事项及期限，含服务计划各项任务的下一次。",
        "List the obligations with their dates, and the next turn of each service plan.",
    ),
    "help.obligations.done": ("登记应办事项已办结。", "Record that an obligation was kept."),
    "help.guarantee": (
        "保证金：交纳、退还、扣收、列表；是乙方的钱，不计入应付款。",
        "Guarantees: lodged, given back, kept, listed; the supplier's money, no payment.",
    ),
    "help.guarantee.lodge": (
        "登记乙方交来的保证金或保函；不写金额的，为应交的全部。",
        "Record money or a letter that the supplier lodged; all of it unless told.",
    ),
    "help.guarantee.return": (
        "登记保证金或保函退还乙方；不写金额的，为现在应退的。",
        "Record what went back to the supplier; what is due unless told.",
    ),
    "help.guarantee.claim": (
        "登记扣收（不再退还）的保证金。",
        "Record what is kept of a guarantee for good.",
    ),
    "help.guarantee.list": (
        "列出保证金：应交、已交、现持有、何时退还。",
        "List the guarantees: to lodge, held, and what goes back by when.",
    ),
    "help.remind": (
        "近期待办：逾期和将到期的款项、要催的资料、应退的保证金、将到期的保函、"
        "未读入的放假通知、应办事项、服务计划将到期的任务、待办的服务记录；"
        "十行左右，可直接发到群里。",
        "What is to be done soon: deadlines, papers to ask for, guarantees to give back, letters "
        "that run out, notices to read in, obligations, turns of the service plan, records that "
        "wait; about ten lines for a chat.",
    ),
    "help.explain": (
        "说明某期款项、某项保证金或违约金的日期和金额怎么来的：条款、口径、逐段不计的日子及原因。",
        "How the date and sum of an instalment, a guarantee or a line of damages came about: "
        "article, readings, each run of days skipped and why.",
    ),
    "help.calendar": (
        "工作日：放假安排、推算、计数。",
        "Working days: days off, adding, counting.",
    ),
    "help.calendar.show": (
        "某年的放假日和调休上班日。",
        "The days off and made-up working days of a year.",
    ),
    "help.calendar.status": ("各年放假安排是否已公布。", "Which years are official."),
    "help.calendar.add": (
        "某日之后第 N 个工作日；用 - 从标准输入逐行读「日期 N」。",
        "The date N working days after another; - reads lines of DATE N from standard input.",
    ),
    "help.calendar.between": (
        "某日之后至另一日（含）共几个工作日。",
        "How many working days lie after a date, up to and including another.",
    ),
    "help.audit": (
        "登记簿：查看、校验、补录、撤销。",
        "The journal: read, verify, find what was recorded late, take back.",
    ),
    "help.audit.log": (
        "按登记顺序列出全部登记事项，含已撤销的。",
        "Every fact in the order recorded, those taken back included.",
    ),
    "help.audit.verify": (
        "校验登记簿是否与登记时一致；不一致时退出码为 1。",
        "Check that the store is as it was recorded; exit 1 where it is not.",
    ),
    "help.audit.seal": (
        "把各链的末位校验值写成文件，供签名、盖时间戳或交对方留存。",
        "All heads in a file, to be signed, time-stamped, or kept by the other side.",
    ),
    "help.audit.prove": (
        "证明一条登记在库外留存的末位校验值之前已有、此后未改；证明写成文件，谁都能核对。",
        "Prove that a fact lies under a head kept outside, unchanged; anybody can check the file.",
    ),
    "help.store": (
        "登记簿的维护：检查、备份、恢复、抢救、迁移、升级、重算清单、复制、授权。",
        "Care of the store: check, backup, restore, salvage, move, upgrade, lists, copy, logins.",
    ),
    "help.doctor": (
        "检查这台电脑和登记簿能否正常使用，说明怎么办；什么也不改，有问题时退出码为 1。",
        "Look at machine and store and say what to do; changes nothing, exit 1 where it is wrong.",
    ),
    "help.store.check": (
        "检查登记簿是否完好：文件、各链、附件、登记内容；有问题时退出码为 1。",
        "Check the store: file, chains, attached files, what the facts say; exit 1 where wrong.",
    ),
    "help.store.restore": (
        "把备份恢复到 --store 指明的空位置；恢复前后都校验，绝不覆盖已有文件。",
        "A store from its backup, where --store names nothing yet; verified before and after.",
    ),
    "help.store.salvage": (
        "从损坏的登记簿抢救全部完好的登记到新文件，并逐条说明缺失；有缺失时退出码为 1。",
        "Rescue all that is intact of a damaged store, and say what is missing; exit 1 if any.",
    ),
    "help.store.move": (
        "把登记簿迁到别处（另一台电脑）：校验后，原处从此只能查看。",
        "Move the store to another place or computer, verified; here it can only be read then.",
    ),
    "help.store.upgrade": (
        "升级较早版本建立的登记簿：先备份，再加上清单所需的表；登记的内容不变。",
        "Bring a store of an earlier version up to date, after a backup; what was recorded stays.",
    ),
    "help.store.rebuild": (
        "按登记簿重算全部清单；清单只为加快查询，丢了也不损失什么。",
        "Work all lists out anew from the journal; they make answers fast, and hold nothing else.",
    ),
    "help.store.copy": (
        "把登记簿复制到别处（文件到服务器，或反过来）：各链原样带过去，中断后可接着复制；"
        "两边登记不同的链不合并，退出码为 1。",
        "Copy a store to another place (a file to a server, or back): each chain goes over as it "
        "is, resumed where it stopped; chains that part are not merged, exit 1.",
    ),
    "help.store.grant": (
        "给服务器上的账号授权：finance 登记全部事项，vendor 只看、只报自己的合同，"
        "auditor 只看不写；由数据库把关。"
        "文件登记簿没有账号，谁有文件谁就能改，以存在外面的校验值为证。",
        "Let a login of a server in: finance records everything, vendor sees and adds to its own "
        "contracts, auditor sees all and writes nothing; the database enforces it. A store in a "
        "file has no logins: whoever has the file can do anything, and heads kept outside are "
        "the witness.",
    ),
    "help.store.backup": (
        "备份登记簿：含刚登记的全部事项，备份后即校验，并列出各链末位校验值。",
        "Copy the store, with all that was recorded; the copy is verified and its heads are told.",
    ),
    "help.audit.late": (
        "发生后很久才登记的事项，及其影响。",
        "Facts recorded long after they happened, and what each moved.",
    ),
    "help.audit.retract": (
        "撤销登记错误的事项；原记录保留。",
        "Take back a fact entered wrongly; it stays in the journal.",
    ),
    "help.damages": (
        "违约金：应计多少、试算、免除、结清、抵扣、损失。",
        "Damages: what is owed, what if, waive, settle, offset, losses.",
    ),
    "help.damages.assess": (
        "截至某日双方各应付多少违约金，逐行逐项列上限。",
        "What each side owes on a date, line by line, cap by cap.",
    ),
    "help.damages.what-if": (
        "试算违约若干天计多少：视同前提已满足、上限未用。",
        "What so many days of a breach would cost, the gate met and the cap unused.",
    ),
    "help.damages.waive": (
        "免除违约金；行政事业单位须有决定，没有的一直提示到补登为止。",
        "Waive a claim; a public body needs a decision, and its absence is flagged.",
    ),
    "help.damages.settle": (
        "登记违约金已付，可分次。",
        "Record that damages were paid, in whole or in part.",
    ),
    "help.damages.offset": (
        "把乙方应付的违约金抵扣某期款项，凭双方书面协议，或合同写明可以直接扣。",
        "Set what the supplier owes against an instalment, by both sides' paper or as the contract "
        "says.",
    ),
    "help.damages.loss": (
        "登记经证明的经济损失：在比例之外另计，不受上限限制。",
        "Add a proven loss beside the rate, without cap.",
    ),
    "help.breach": (
        "违约：登记、停止、异议、鉴定、列表。",
        "Breaches: record, end, contest, appraise, list.",
    ),
    "help.breach.record": (
        "登记一次违约，自发生之日起；同样的发生几次，写 --times。",
        "Record a breach from the day it began; what happened several times, with --times.",
    ),
    "help.breach.end": ("登记违约停止之日。", "Record the day a breach ended."),
    "help.breach.contest": (
        "登记对方对违约有异议。",
        "Record that the other side contests a breach.",
    ),
    "help.breach.propose": (
        "列出未兑现的承诺及依据、口径；只提示，不计违约金。",
        "Missed promises with what they rest on; nothing is recorded or charged by it.",
    ),
    "help.breach.accept": (
        "把未兑现的承诺认定为一次违约，自认定之日起计违约金。",
        "Decide that missed promises are one breach, owed from that day on.",
    ),
    "help.breach.reject": (
        "决定未兑现的承诺不作违约处理。",
        "Decide that missed promises are no breach.",
    ),
    "help.breach.appraise": (
        "登记质量鉴定结果；鉴定费由谁承担随之而定。",
        "Record an appraisal's result; who bears its fee follows.",
    ),
    "help.breach.list": ("列出已登记的违约及违约金。", "List the breaches and what they cost."),
    "help.negotiation": (
        "协商：发起、不成、达成一致；逾期付款违约金以协商不成为前提。",
        "Negotiation: opened, failed, settled; the gate of late-payment damages.",
    ),
    "help.negotiation.open": (
        "登记就所列款项发起协商；不写款项的，为当日逾期的各期。",
        "Record that negotiation began, for the instalments named, else those overdue that day.",
    ),
    "help.negotiation.fail": (
        "登记协商不成：自此计违约金。",
        "Record that negotiation failed: its damages are owed from then on.",
    ),
    "help.negotiation.settle": (
        "登记协商达成一致，可写商定的付款日期。",
        "Record an agreement, with its new date for payment.",
    ),
    "help.force-majeure": (
        "不可抗力：开始、结束、列表；按天顺延所在服务年度。",
        "Force majeure: begin, end, list; its days lengthen the service year.",
    ),
    "help.force-majeure.begin": (
        "登记不可抗力开始之日，含通知和证明。",
        "Record the first day of a force majeure, its notice and proof.",
    ),
    "help.force-majeure.end": (
        "登记不可抗力最后一日（当日计入）。",
        "Record its last day, which still counts.",
    ),
    "help.force-majeure.list": (
        "列出不可抗力及天数、通知、证明。",
        "List cases of force majeure with days, notice and proof.",
    ),
    "help.dispute": (
        "分歧：对某期款项的一部分有分歧，其余照付。",
        "Disputes about part of an instalment; the rest stays due.",
    ),
    "help.dispute.open": (
        "登记某期款项中有分歧的金额；无分歧部分照付。",
        "Record the disputed part of an instalment; the rest stays due.",
    ),
    "help.dispute.settle": (
        "登记分歧如何解决：其中多少仍应付。",
        "Record how a dispute ended: how much of it is owed.",
    ),
    "help.contract.readings": (
        "各执行口径：现行选择、其他选择，以及改后影响哪些日期和金额。",
        "Every open reading: the choice in force, the others, and what each would change.",
    ),
    "help.contract.terminate": (
        "解除合同：尚未起算的款项不再支付；双方约定的，按实际服务天数结算。",
        "End the contract: what is not yet triggered is cancelled; by days served where agreed.",
    ),
    "help.evidence": (
        "附件：付款前须齐备的验收书、发票等。",
        "Evidence: papers on file before money moves.",
    ),
    "help.evidence.add": (
        "为某期款项归档一份附件（验收书、发票等）。",
        "File a paper for an instalment: acceptance note, invoice.",
    ),
    "help.payments.checklist": (
        "付款前须齐备的材料：哪些已有（含校验值），哪些还缺。",
        "What must be on file before money moves: what is there, what is missing.",
    ),
    "help.contract.amend": (
        "登记补充协议：变更后的合同全文，签订、批复、备案齐备之日起生效。",
        "A supplementary agreement: the whole terms as amended, "
        "in force once signed, approved and filed.",
    ),
    "help.contract.close": (
        "结案归档；先列出未了事项。",
        "Close the contract's file once nothing is open in it; what is open is listed first.",
    ),
    "help.contract.law": (
        "法律对照：法定付款期限、逾期利息、违约金是否过高；不计入合同金额。",
        "The law beside the contract: statutory limits, late interest, damages far above a loss; "
        "not part of its sums.",
    ),
    "help.export": ("导出：供报送、归档用的表格。", "Exports: lists that are passed on."),
    "help.export.overview": (
        "合同总览：一页看全部合同（html），点开即各合同的页面；可打印。",
        "All contracts on a page for a director (html), each with its own page behind it.",
    ),
    "help.export.overdue": (
        "年末逾期未付中小企业款项，次年3月31日前公开。",
        "What was overdue to small and medium suppliers at a year's end, "
        "to be made known by 31 March.",
    ),
    "help.damages.statement": (
        "违约金主张函（docx）：逐项列明依据、计算过程和大写金额。",
        "A letter (docx): what one side owes, line by line, with articles, "
        "arithmetic and the sum in capitals.",
    ),
    "help.contract.coverage": (
        "条款对照：每一条由什么实现、由哪个测试证明，哪些不需要计算。",
        "Every article that the contract file cites: what implements it, "
        "which test shows it, and which need no sums.",
    ),
    "help.calendar.import": (
        "读入国务院或自治区公布的放假通知，并说明哪些日期因此变动。",
        "Read a notice as published by the State Council or a region, "
        "and say which dates it moves.",
    ),
    "help.calendar.export": (
        "导出放假和调休日历，供日历软件使用（ics）。",
        "Days off and weekend days worked for calendar programs (ics).",
    ),
    "help.export.schedule": (
        "付款计划表：审计用的各栏，期限怎么算、凭证、登记人和时间。",
        "Every instalment with an auditor's columns: how its date was counted, papers, "
        "vouchers, who entered it when.",
    ),
    "help.export.facts": (
        "双方应一致的事项（签收、付款、协商等），不含备注，供对方核对。",
        "What both sides must agree on: papers, money, talks; for the other side, without notes.",
    ),
    "help.compare.facts": (
        "核对对方的登记：一致、不同、仅本册有、仅对方有，以及各项差异影响的日期和金额；"
        "有不同时退出码为 1，什么也不登记。",
        "The other side's export facts beside our book, and what each difference moves in dates "
        "and sums; exit 1 where any differ. Nothing is recorded.",
    ),
    "help.export.payments": (
        "付款和退款，逐笔逐期。",
        "Money paid and come back, a row for each instalment of each transfer.",
    ),
    "help.export.damages": (
        "违约金，逐项。",
        "What each side owes under the contract's damages rules, line by line.",
    ),
    "help.export.journal": (
        "登记簿，按登记先后，注明是否仍然有效。",
        "Every fact in the order recorded, with whether it still holds.",
    ),
    "help.export.guarantees": (
        "保证金：应交、已交、扣收、退还、现持有。",
        "Guarantees: to be lodged, lodged, kept, given back, held.",
    ),
    "help.export.obligations": ("应办事项。", "Dates to keep that are not payments."),
    "help.letter": (
        "函件（docx）：催告、协商、签收、催交、账户确认、对账、移交、审计取证。",
        "Letters (docx) to edit, print and stamp.",
    ),
    "help.letter.reminder": (
        "催告函：乙方催付逾期款项。",
        "The supplier asks for a sum that is overdue.",
    ),
    "help.letter.negotiation": (
        "协商函：提请对方协商（甲方，或 --role supplier 时为乙方）。",
        "One side asks the other to negotiate: "
        "the purchaser, or with --role supplier the supplier.",
    ),
    "help.letter.receipt": ("报告签收单。", "The purchaser's receipt for the reports of a year."),
    "help.letter.ask-reports": (
        "催交报告的函。",
        "The purchaser asks for the reports that a year's payment waits for.",
    ),
    "help.letter.confirm-account": (
        "账户确认函：请乙方盖章确认唯一有效的收款账户。",
        "The purchaser asks for a sealed confirmation of the one account that holds.",
    ),
    "help.letter.sent": (
        "登记函件已发出（催告）：何日、何种方式、何时送达；诉讼时效由此重新计算。",
        "Record that a reminder or a claim was sent: a demand, from which limitation runs anew.",
    ),
    "help.letter.annotate": (
        "补记函件的送达凭证。",
        "Add the proof that a letter had arrived, which came after it was sent.",
    ),
    "help.letter.transmit": (
        "乙方提交报告的函，附签收回执。",
        "The supplier hands reports in, with a slip to be signed and sent back.",
    ),
    "help.letter.ask-receipt": (
        "乙方请甲方签收已提交报告的函。",
        "The supplier presses for the receipt of what it has handed in.",
    ),
    "help.letter.reconcile": (
        "对账函：只请对方确认应付未付的款项。",
        "What is due by our book, for the other side to confirm.",
    ),
    "help.letter.hand-over": (
        "移交清单：全部未了事项；-o 文件.docx、.pdf 是函件，.xlsx、.html 按事项分表。",
        "All that is open, from one colleague to the next, with a witness: "
        "a letter (.docx, .pdf) or lists by subject (.xlsx, .html).",
    ),
    "help.letter.template": (
        "取出函件模板（-o 文件.docx），列出可用的栏目。",
        "The template of a letter as a file (-o FILE.docx), with the fields that it may have.",
    ),
    "help.letter.working-paper": (
        "审计取证单。",
        "An auditor's evidence sheet on one instalment, with room for the reply.",
    ),
    "help.payments.request": (
        "付款申请单（docx）：用途、收款人、大写金额、累计比例，五人签字。",
        "The application to pay an instalment, with sums, shares, "
        "papers and places for five signatures.",
    ),
    "help.payments.forecast": (
        "用款测算：按月、按季或按预算年度，确定、暂定、或有分列。",
        "What will be paid by month, quarter or budget year: "
        "certain, provisional and contingent apart.",
    ),
    "help.payments.plan": (
        "用款计划：一个预算年度里各合同按月或按季、按资金来源的用款，可与单位预算表对照。",
        "The plan of a budget year: by contract, month or quarter and source of funds, "
        "beside the office's budget.",
    ),
    "help.import": (
        "导入：银行或账簿的付款清单。",
        "Import: a bank's or ledger's list of payments.",
    ),
    "help.import.payments": (
        "把银行或账簿的付款清单逐笔对到款项并登记；不明确的不导入，可以重复执行。",
        "Match a bank's or ledger's list of payments to instalments and record what is "
        "new, all of it or nothing.",
    ),
    "help.import.profiles": (
        "列出各银行流水的栏目方案：随附的和自存的；写名称则显示其栏目。",
        "List the profiles of banks' lists, shipped and your own; with a name, its columns.",
    ),
    "help.compare": (
        "核对：登记的和对方的清单。",
        "Compare: what is recorded with a list from elsewhere.",
    ),
    "help.compare.payments": (
        "核对付款清单和登记的付款：一致、登记簿有而清单无、清单有而登记簿无；"
        "有不一致时退出码为 1。",
        "Payments in a list beside those recorded: the same, only here, only there; "
        "exit 1 where any differ.",
    ),
    "help.invoice": (
        "发票：登记、查验、红冲、清单。",
        "Invoices: recorded, checked, cancelled by red ones, listed.",
    ),
    "help.invoice.add": (
        "登记发票；红字发票用 --red 指明被冲的发票。没有发票不影响付款期限。",
        "Record an invoice, or with --red one that cancels another; "
        "a missing one never moves a deadline.",
    ),
    "help.invoice.list": (
        "发票清单：查验、红冲、未付金额和账龄。",
        "Every invoice: checked, cancelled, how much of it is unpaid and for how long.",
    ),
    "help.invoice.check": (
        "登记发票查验结果。",
        "Record that an invoice was looked up with the tax office, and what came of it.",
    ),
    "help.export.audit-pack": (
        "审计资料包（zip）：表格、登记簿、附件、日历、清单和可以盖章的首页。",
        "Everything an auditor needs in one file: tables, journal, papers, calendars, "
        "a manifest, a page to stamp.",
    ),
    "help.audit.check-pack": (
        "核对审计资料包，不需要库；有改动、增加或缺失时退出码为 1。",
        "Check an auditor's pack without a store; "
        "exit 1 where anything was changed, added or is missing.",
    ),
    "help.export.service": (
        "合同承诺的服务和服务记录：各项承诺的履行情况，每条记录的时限、情况和凭证。",
        "The record of the service beside what was promised: what became of each promise, "
        "each record with its clocks, its state and its papers.",
    ),
    "usage.line": ("用法：{command}", "Usage: {command}"),
    "usage.command": ("命令", "COMMAND"),
    "usage.any-options": ("[选项]", "[OPTIONS]"),
    "metavar.account": ("账户", "ACCOUNT"),
    "metavar.contract": ("合同", "CONTRACT"),
    "metavar.breach": ("违约编号", "BREACH"),
    "metavar.claim": ("款项或明细", "CLAIM"),
    "metavar.backup": ("备份", "BACKUP"),
    "metavar.months": ("月数", "MONTHS"),
    "metavar.to": ("位置", "TO"),
    "metavar.weeks": ("周数", "WEEKS"),
    "metavar.date": ("日期", "DATE"),
    "metavar.days": ("天数", "DAYS"),
    "metavar.digest": ("校验值", "DIGEST"),
    "metavar.dir": ("文件夹", "DIR"),
    "metavar.event": ("登记编号", "EVENT"),
    "metavar.file": ("文件", "FILE"),
    "metavar.head": ("末位校验值", "HEAD"),
    "metavar.heading": ("表头", "HEADING"),
    "metavar.from": ("来源", "FROM"),
    "metavar.handle": ("署名", "HANDLE"),
    "metavar.login": ("账号", "LOGIN"),
    "metavar.id": ("合同", "ID"),
    "metavar.instalment": ("款项", "INSTALMENT"),
    "metavar.key": ("编号", "KEY"),
    "metavar.kind": ("种类", "KIND"),
    "metavar.line": ("明细编号", "LINE"),
    "metavar.month": ("月份", "MONTH"),
    "metavar.n": ("数", "N"),
    "metavar.name": ("名称", "NAME"),
    "metavar.map": ("对照文件", "MAP"),
    "metavar.notice": ("通知", "NOTICE"),
    "metavar.number": ("号码", "NUMBER"),
    "metavar.pack": ("资料包", "PACK"),
    "metavar.path": ("文件", "PATH"),
    "metavar.percent": ("比例", "PERCENT"),
    "metavar.prefix": ("前缀", "PREFIX"),
    "metavar.record": ("编号", "RECORD"),
    "metavar.proposal": ("承诺编号", "PROPOSAL"),
    "metavar.role": ("岗位", "ROLE"),
    "metavar.row": ("行", "ROW"),
    "metavar.rule": ("条款", "RULE"),
    "metavar.sum": ("金额", "SUM"),
    "metavar.text": ("文字", "TEXT"),
    "metavar.time": ("时间", "TIME"),
    "metavar.title": ("名称", "TITLE"),
    "metavar.item": ("单价编号", "ITEM"),
    "metavar.points": ("分数", "POINTS"),
    "metavar.quantity": ("数量", "QUANTITY"),
    "metavar.year": ("年份", "YEAR"),
    "usage.arguments": ("参数", "Arguments"),
    "usage.options": ("选项", "Options"),
    "usage.everywhere": ("各命令通用", "Options of every command"),
    "usage.commands": ("命令", "Commands"),
    "usage.required": ("（必填）", " (required)"),
    "usage.chinese": ("命令也有中文名：{names}", "Commands have Chinese names too: {names}"),
    "usage.alone": ("所有命令：svcctl --help", "All commands: svcctl --help"),
    "usage.more": (
        "查看某个命令：svcctl payments due --help",
        "One command: svcctl payments due --help",
    ),
    "usage.first": (
        "第一次用：svcctl init --demo 建立登记簿，带一份例子，再看 svcctl 应付；自己的合同从 "
        "svcctl 读合同 合同.docx、svcctl 合同要素表 -o 表.xlsx 或 svcctl 新建合同 开始。",
        "The first time: svcctl init --demo makes a store with an example, svcctl payments due "
        "shows it; for your own contract begin with svcctl contract draft CONTRACT.docx, "
        "contract form -o FORM.xlsx or contract new.",
    ),
    "usage.no-option": ("没有选项 {option}。看看：{help}", "No option {option}. See {help}"),
    "usage.no-option-near": (
        "没有选项 {option}，是不是 {near}？看看：{help}",
        "No option {option}; did you mean {near}? See {help}",
    ),
    "usage.missing": ("缺少 {name}。看看：{help}", "{name} is missing. See {help}"),
    "usage.no-value": (
        "选项 {option} 后面要有值。看看：{help}",
        "Option {option} needs a value. See {help}",
    ),
    "usage.other": ("命令写法不对：{message} 看看：{help}", "{message} See {help}"),
    "usage.number": (
        "{name} 要写数字，如 1。看看：{help}",
        "{name} takes a number, such as 1. See: {help}",
    ),
    "usage.extra-unit": (
        "多写了「{text}」。金额和单位要连着写，如 20.3{text}。看看：{help}",
        "'{text}' is too much here. Write sum and unit as one, such as 20.3{text}. See: {help}",
    ),
    "usage.extra": ("多写了「{text}」。看看：{help}", "'{text}' is too much here. See: {help}"),
    "refusal.usage.empty": (
        "{option} 后面是空的。请写上内容，或去掉这个选项。",
        "nothing stands after {option}. Say what, or leave the option out.",
    ),
    "refusal.usage.choice": (
        "{option} 不能是「{value}」，可用：{choices}。",
        '{option} cannot be "{value}"; it is one of: {choices}.',
    ),
    "refusal.usage.no-command": (
        "没有命令「{name}」。可用：{near}。",
        'there is no command "{name}"; there are: {near}.',
    ),
    "metavar.what": ("START|END", "START|END"),
    "metavar.level": ("级别", "LEVEL"),
    "metavar.length": ("时长", "LENGTH"),
    "metavar.turn": ("计划任务", "TURN"),
}
