"""Help of the record of the service: a line a verb."""

WORDS = {
    "help-service.incident": (
        "事件：报修、各时点、定级、时限、关闭。",
        "Incidents: calls, moments, levels, clocks, closing.",
    ),
    "help-service.incident.open": (
        "登记报修，打印编号和各时限；--at 为报修时间。",
        "Record a call; prints the id and every clock. --at is the time of the call.",
    ),
    "help-service.incident.answer": ("登记应答。", "Record that the call was answered."),
    "help-service.incident.remote": (
        "登记远程开始（start，须有用户授权）或结束（end --solved yes|no）。",
        "A remote session: `start` (with the user's leave) or `end --solved yes|no`.",
    ),
    "help-service.incident.dispatch": ("登记派出工程师。", "Record that engineers were sent."),
    "help-service.incident.arrive": ("登记工程师到场。", "Record that engineers arrived."),
    "help-service.incident.classify": (
        "一方定级，或按鉴定结果定级（--appraised）；之前的时间按原级别计算。",
        "One side's level, or what was found (--appraised); "
        "earlier time counts under the level then in force.",
    ),
    "help-service.incident.agree": (
        "与对方约定时间，代替时限。",
        "A time agreed with the other side, in place of a limit.",
    ),
    "help-service.incident.escalate": ("登记升级上报给谁。", "Record to whom it was escalated."),
    "help-service.incident.wait": (
        "开始等待（user|access|third-party 或文字）；合同允许的才停表。",
        "A wait begins (user|access|third-party or words); "
        "it stops a clock only where the contract says so.",
    ),
    "help-service.incident.resume": ("等待结束。", "The wait is over."),
    "help-service.incident.restore": ("登记恢复。", "Record that service was back."),
    "help-service.incident.close": (
        "关闭；没有对方签字的服务单则列入待办。",
        "Close it; without a signed service note it stands in the list until that is there.",
    ),
    "help-service.incident.reopen": (
        "重新打开：时间接着算，已超时的不复原。",
        "Reopen it: time goes on, a missed clock stays missed.",
    ),
    "help-service.incident.import": (
        "按对照文件导入工单系统的清单（csv、xlsx）：只取时间，不取其结论；重复导入不变。",
        "Take in a help desk's list (csv, xlsx) by a map: its times, never its verdicts; "
        "the same list again changes nothing.",
    ),
    "help-service.problem": (
        "问题：提出、分析、解决、评审、关闭。",
        "Problems: raise, analyse, solve, review, close.",
    ),
    "help-service.problem.raise": (
        "提出问题，可用 --link 关联事件。",
        "Raise a problem; --link names its incidents.",
    ),
    "help-service.problem.analyse": ("登记原因分析。", "Record its analysis."),
    "help-service.problem.solve": ("登记解决办法。", "Record its solution."),
    "help-service.problem.review": (
        "登记评审结论：ok 通过，again 重来。",
        "Record the review: ok, or again.",
    ),
    "help-service.problem.close": ("关闭已评审的问题。", "Close a reviewed problem."),
    "help-service.change": (
        "变更：申请、批准、测试、实施、关闭。",
        "Changes: request, approve, test, carry out, close.",
    ),
    "help-service.change.request": (
        "申请变更；涉及数据库的写 --database。",
        "Request a change; --database where it touches the database.",
    ),
    "help-service.change.approve": ("另一方批准。", "The other side approves."),
    "help-service.change.reject": ("另一方驳回。", "The other side rejects."),
    "help-service.change.test": ("登记测试结果。", "Record the test's result."),
    "help-service.change.carry-out": (
        "登记实施；数据库变更须有授权。",
        "Record that it was carried out; a database change needs leave.",
    ),
    "help-service.change.close": ("关闭变更。", "Close the change."),
    "help-service.leave": (
        "用户授权：远程、数据库。",
        "The user's leave for remote sessions and the database.",
    ),
    "help-service.leave.give": (
        "登记采购人授权及起止。",
        "Record the purchaser's leave, from and to.",
    ),
    "help-service.leave.withdraw": ("登记撤回授权。", "Record that leave was withdrawn."),
    "help-service.inspection": (
        "巡检：计划、实施、隐患、跟踪、报告。",
        "Inspections: plan, carry out, findings, follow-ups, report.",
    ),
    "help-service.inspection.plan": ("计划一次巡检。", "Plan an inspection."),
    "help-service.inspection.carry-out": (
        "登记巡检已做（有计划的写编号，没有的直接登记）；--system 写 KEY 或 all。",
        "Record that it was done, with the id of its plan or without one; --system KEY or all.",
    ),
    "help-service.inspection.find": (
        "登记一项隐患，从 1 编号。",
        "Record a hidden risk; they are numbered from 1.",
    ),
    "help-service.inspection.follow": (
        "登记某项隐患已处理。",
        "Record the follow-up of a finding.",
    ),
    "help-service.inspection.report": (
        "登记巡检报告已提交。",
        "Record that its report was handed in.",
    ),
    "help-service.inspection.close": (
        "关闭；隐患须已跟踪，或写 --reason。",
        "Close it; findings are followed, or --reason says why not.",
    ),
    "help-service.visit": (
        "现场服务：计划、实施、签字、回访。",
        "Visits: plan, carry out, sign, call back.",
    ),
    "help-service.visit.plan": ("计划一次现场服务。", "Plan a visit."),
    "help-service.visit.carry-out": (
        "登记现场服务已做（有计划的写编号）。",
        "Record that it was made, with the id of its plan or without one.",
    ),
    "help-service.visit.sign": ("用户在服务单上签字。", "The user signed the service note."),
    "help-service.visit.call-back": ("登记回访。", "Record the call back."),
    "help-service.duty": (
        "值班：排班、替班、换班、交班、查询。",
        "Duty: shifts, stand-ins, swaps, hand-over, who is on.",
    ),
    "help-service.duty.plan": ("排一个班次。", "Plan a shift."),
    "help-service.duty.stand-in": ("登记替班人的岗位。", "Record who stands in."),
    "help-service.duty.swap": ("与另一班次对换。", "Swap it with another shift."),
    "help-service.duty.hand-over": ("登记交班说明。", "Record the hand-over note."),
    "help-service.duty.who": ("某一时刻谁在值班。", "Who is on at a moment."),
    "help-service.staff": (
        "服务人员：岗位、资质及有效期（不记姓名）。",
        "Staff: roles, certificates and their validity, no names.",
    ),
    "help-service.staff.add": ("登记一个岗位及资质。", "Record a role with its certificate."),
    "help-service.staff.renew": ("登记资质续期。", "Record that a certificate was renewed."),
    "help-service.staff.end": ("登记离岗。", "Record that a role ended."),
    "help-service.training": (
        "培训：计划、举办、签到、考试、补训、评估。",
        "Training: plan, hold, attendance, test, retrain, evaluate.",
    ),
    "help-service.training.plan": (
        "计划一次培训；补训写 --retrain-of。",
        "Plan a training; --retrain-of for those who failed.",
    ),
    "help-service.training.hold": ("登记培训已举办。", "Record that it was held."),
    "help-service.training.attend": ("按岗位登记参加人数。", "Record how many of a role attended."),
    "help-service.training.absent": (
        "按岗位登记缺席（请假）人数。",
        "Record how many of a role were absent.",
    ),
    "help-service.training.test": (
        "按岗位登记通过和未通过人数。",
        "Record how many of a role passed and failed.",
    ),
    "help-service.training.evaluate": (
        "登记书面、实操、反馈三种评估。",
        "Record the evaluation in three ways.",
    ),
    "help-service.training.close": (
        "关闭；未通过的须补训通过。",
        "Close it; whoever failed has passed in a retraining.",
    ),
    "help-service.upgrade": (
        "升级和补丁：计划、测试、试运行、上线。",
        "Upgrades and patches: plan, test, trial, go live.",
    ),
    "help-service.upgrade.plan": (
        "计划一次升级；补丁写 --patch。",
        "Plan an upgrade; --patch for a patch.",
    ),
    "help-service.upgrade.test": (
        "登记测试环境已测试。",
        "Record the test in the test environment.",
    ),
    "help-service.upgrade.trial": ("登记试运行。", "Record the trial."),
    "help-service.upgrade.approve": ("采购人批准上线。", "The purchaser approves."),
    "help-service.upgrade.go-live": ("登记正式上线。", "Record that it went live."),
    "help-service.upgrade.close": ("关闭升级。", "Close the upgrade."),
    "help-service.upgrade.back-out": ("登记回退，重新计划。", "Record that it was backed out."),
    "help-service.major": (
        "重大故障：派人、专家组、值守、报告、当面说明、备案。",
        "Major faults: sent, experts, watch, report, told, filed.",
    ),
    "help-service.major.declare": (
        "认定重大故障，--link 写事件。",
        "Declare a major fault; --link names the incident.",
    ),
    "help-service.major.sent": ("登记工程师已派出。", "Record that an engineer was sent."),
    "help-service.major.experts": ("登记专家组已组成。", "Record the expert group."),
    "help-service.major.watch": ("登记现场值守起止。", "Record the watch on site, from and to."),
    "help-service.major.report": ("登记故障报告。", "Record its report."),
    "help-service.major.told": ("登记已当面说明。", "Record that it was told face to face."),
    "help-service.major.filed": ("登记双方已备案。", "Record that both sides filed it."),
    "help-service.major.close": ("六项齐了才能关闭。", "Close it once all six are there."),
    "help-service.cover": ("节假日及重要时段保障。", "Cover of holidays and events."),
    "help-service.cover.name": ("采购人指定时段。", "The purchaser names a period."),
    "help-service.cover.staff": ("登记安排的岗位。", "Record who covers it."),
    "help-service.cover.miss": ("登记有人未到岗。", "Record that somebody was missing."),
    "help-service.cover.keep": ("登记时段已保障。", "Record that the period was covered."),
    "help-service.request": (
        "服务目录内的请求：提出、接单、交付、验收。",
        "Requests of the catalogue: open, take, deliver, accept.",
    ),
    "help-service.request.open": (
        "提出请求，--service 写目录的 KEY 或文字。",
        "Open a request; --service is a key of the catalogue, or words.",
    ),
    "help-service.request.take": ("登记接单。", "Record that it was taken."),
    "help-service.request.decline": ("登记不予受理。", "Record that it was declined."),
    "help-service.request.deliver": ("登记交付。", "Record that it was delivered."),
    "help-service.request.accept": ("提出方确认。", "The side that asked accepts."),
    "help-service.request.return": ("提出方退回。", "The side that asked returns it."),
    "help-service.complaint": ("投诉：登记、答复、关闭。", "Complaints: open, answer, close."),
    "help-service.complaint.open": ("登记投诉。", "Record a complaint."),
    "help-service.complaint.answer": ("登记答复。", "Record its answer."),
    "help-service.complaint.close": ("关闭投诉。", "Close it."),
    "help-service.complaint.reopen": ("重新打开投诉。", "Open it again."),
    "help-service.satisfaction": ("满意度：发出、评分。", "Satisfaction: ask, answer."),
    "help-service.satisfaction.ask": ("发出满意度调查。", "Record that it was asked."),
    "help-service.satisfaction.answer": ("登记评分。", "Record the score."),
    "help-service.knowledge": (
        "知识库：登记、修订、停用、检索。",
        "Knowledge base: add, revise, retire, search.",
    ),
    "help-service.knowledge.add": (
        "登记一条知识，可关联事件。",
        "Add an entry; --link names its incidents.",
    ),
    "help-service.knowledge.revise": ("登记修订。", "Record a revision."),
    "help-service.knowledge.retire": ("停用。", "Retire it."),
    "help-service.knowledge.search": ("按文字检索。", "Search by words."),
    "help-service.notice": ("安全和版本通告：发布、告知。", "Notices and patches: issue, tell."),
    "help-service.notice.issue": (
        "登记发布的通告及下载地址。",
        "Record a notice and its download.",
    ),
    "help-service.notice.tell": ("登记已告知用户。", "Record that the user was told."),
    "help-service.acceptance": (
        "年度验收：发起、检查、通过或不通过。",
        "Acceptance of a year: open, inspect, accept or refuse.",
    ),
    "help-service.acceptance.open": (
        "发起某服务年度的验收。",
        "Open the acceptance of a service year.",
    ),
    "help-service.acceptance.inspect": ("登记检查情况。", "Record an inspection of it."),
    "help-service.acceptance.accept": (
        "采购人验收通过，附验收单。",
        "The purchaser accepts, with the paper.",
    ),
    "help-service.acceptance.refuse": (
        "采购人验收不通过，附书面意见。",
        "The purchaser refuses, with the paper.",
    ),
    "help-service.plan": (
        "服务计划的各次任务：列出、办结、未做。",
        "The turns of the service plan: list, done, miss.",
    ),
    "help-service.plan.list": (
        "列出各次任务及完成情况。",
        "The turns of the plan and what became of them.",
    ),
    "help-service.plan.done": (
        "登记没有专门记录的任务已办（服务计划、总结等文件）。",
        "Record that a turn without a record of its own was done: papers.",
    ),
    "help-service.plan.miss": (
        "登记某次任务未做及原因。",
        "Record that a turn was missed, and why.",
    ),
    "help-service.service": (
        "服务履行：评分表、待办、成批登记。",
        "The service record: scorecard, what is to do, entries in bulk.",
    ),
    "help-service.service.scorecard": (
        "各项服务承诺在服务年度（--year）或自然月（--month）内的履行情况；-o 存文件。",
        "What became of each promise in a service year (--year) or a calendar month (--month); "
        "-o FILE.xlsx, .html, .docx or .pdf.",
    ),
    "help-service.service.todo": (
        "各方还要签、要认、要答、要批、要办的。",
        "What each side still has to sign, confirm, answer, approve, do.",
    ),
    "help-service.service.record": (
        "按行登记命令（文件或 -），全部或全不；$1 是第 1 行生成的编号。",
        "Commands line by line from a file or -, all or nothing; $1 is the id that line 1 made.",
    ),
    "help-service.system": ("合同维护的系统。", "The systems that the contract serves."),
    "help-service.system.list": ("列出维护系统。", "List them."),
    "help-service.matter.list": ("列出记录。", "List the records."),
    "help-service.matter.show": ("显示一条记录及其全部经过。", "Show a record with all its steps."),
    "help-service.matter.attach": (
        "补充材料；对方签过字的写 --signed-by。",
        "Add papers; --signed-by where the other side has signed.",
    ),
    "help-service.matter.confirm": (
        "对方确认该记录，或其中一步（--event）。",
        "The other side confirms the record, or one act (--event).",
    ),
    "help-service.matter.object": (
        "对方提出异议；--at 写对方所称的时间。",
        "The other side objects; --at is the time that it gives.",
    ),
    "help-service.matter.correct": (
        "更正一步：撤销原登记，同时按新值重登。",
        "Correct an act: it is taken back and entered anew in one go.",
    ),
}
