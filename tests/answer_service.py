"""The chapter of the rich life in which a contract is served: every kind of record, every state."""

from typing import Any

from svcctl.delivery.names import NAMES

SERVED = "served"
# one line a fact; $N is the record that line N made
LINES = """
incident open --system lis --system emr --level SIS1 --fault-at "2025-06-02 09:00" --at "2025-06-02 09:10" --via phone --kind fault --title 检验停 --by 检验科 --side purchaser
incident answer $2 --at "2025-06-02 09:20" --by 服务台 --source phone-bill --confirmed-by 检验科
incident remote start $2 --at "2025-06-02 09:25" --leave "信息科 9:22 同意"
incident remote end $2 --at "2025-06-02 10:00" --solved no
incident agree $2 --at "2025-06-02 10:05" --until "2025-06-02 12:00" --confirmed-by 信息科
incident classify $2 --at "2025-06-02 10:10" --level SIS2 --reason 可手工登记
incident wait $2 --at "2025-06-02 10:20" --reason user
incident resume $2 --at "2025-06-02 10:40"
incident dispatch $2 --at "2025-06-02 11:00" --engineers 1
incident arrive $2 --at "2025-06-02 12:30" --engineers 1
incident escalate $2 --at "2025-06-02 13:00" --to 技术总监
incident restore $2 --at "2025-06-02 18:30"
incident reopen $2 --at "2025-06-02 19:00"
incident restore $2 --at "2025-06-02 19:30"
incident close $2 --at "2025-06-03 08:00"
incident open --system his --system other --level SIS2 --at "2025-06-05 15:00" --via chat --title 慢
incident remote start $17 --at "2025-06-05 15:10" --without-leave --reason 联系不上
incident remote end $17 --at "2025-06-05 15:40" --solved yes
incident close $17 --at "2025-06-05 16:00" --duplicate-of $2
incident open --system emr --level SIS3 --at "2025-06-06 16:00" --via mail --title 报表错
incident dispatch $21 --at "2025-06-06 16:30"
incident open --system emr --level SIS2 --at "2025-06-07 16:00" --via site --title 卡顿
incident remote start $23 --at "2025-06-07 16:10" --leave "值班 16:05 同意"
incident remote end $23 --at "2025-06-07 16:20" --solved no
incident restore $23 --at "2025-06-07 16:40"
incident open --system emr --level SIS1 --at "2025-06-08 16:00" --via remote --title 升降级
incident classify $27 --at "2025-06-08 16:30" --level SIS2 --side purchaser --reason 复核
incident open --level SIS4 --system emr --at "2025-06-09 22:00" --title 咨询 --kind question
incident open --level SIS1 --system core --at "2025-06-09 08:50" --title 停机
incident open --level SIS2 --system core --at "2025-06-09 21:00" --title 等用户
incident agree $31 --at "2025-06-09 21:10" --until "2025-06-09 21:20" --confirmed-by 总值班 --clock answer
incident dispatch $31 --at "2025-06-09 21:30"
problem raise --link $2 --title 接口超时 --on 2025-06-04
problem analyse $34 --on 2025-06-05
problem solve $34 --on 2025-06-06
problem review $34 --result again --on 2025-06-07
problem raise --on 2025-07-01 --title 二
problem analyse $38 --on 2025-07-02
problem solve $38 --on 2025-07-03
problem review $38 --result ok --on 2025-07-04
problem close $38 --on 2025-07-05
change request --title 改参数 --database --on 2025-07-10
change approve $43 --side purchaser --on 2025-07-11
change test $43 --result passed --on 2025-07-12
leave give --scope database --from "2025-07-13 20:00" --to "2025-07-13 23:00" --on 2025-07-12 --side purchaser
change carry-out $43 --at "2025-07-13 21:00" --leave $46
change close $43 --on 2025-07-14
change request --on 2025-07-15 --title 否
change reject $49 --side purchaser --on 2025-07-16
change request --on 2025-07-17 --title 待批
change request --on 2025-07-18 --title 已批
change approve $52 --side purchaser --on 2025-07-19
leave give --scope remote --from "2025-07-20 08:00" --to "2025-07-20 18:00" --on 2025-07-19 --side purchaser
leave withdraw $54 --on 2025-07-20 --side purchaser
inspection plan --on 2025-04-01 --for monthly-inspection-1
inspection carry-out --system all --on 2025-04-03 --for monthly-inspection-1
inspection find $57 --risk 磁盘将满 --until 2025-05-01 --on 2025-04-03
inspection follow $57 --finding 1 --on 2025-04-20
inspection report $57 --on 2025-04-21
inspection close $57 --on 2025-04-22
inspection carry-out --system lis --on 2025-05-03
inspection report $62 --on 2025-05-04
visit plan --on 2025-08-01
visit carry-out $64 --on 2025-08-02 --engineers 2
visit plan --on 2025-09-01
duty plan --role 甲岗 --from "2028-03-01 08:00" --to "2028-03-01 20:00" --at "2028-02-20 10:00"
duty plan --role 乙岗 --from "2028-03-01 08:00" --to "2028-03-01 20:00" --at "2028-02-20 10:00"
duty plan --role 丙岗 --from "2028-03-01 08:00" --to "2028-03-01 20:00" --at "2028-02-20 10:00"
duty stand-in $67 --role 丁岗 --at "2028-02-21 10:00"
duty plan --role 戊岗 --from "2028-03-02 08:00" --to "2028-03-02 20:00" --at "2028-02-20 10:00"
duty swap $68 --with $71 --at "2028-02-21 11:00"
duty hand-over $69 --note 无事 --at "2028-03-01 08:30"
staff add --role 驻场 --task owner --certificate "ZLCE 3" --from 2025-01-01 --to 2026-12-31 --on 2025-03-06
staff end $74 --on 2026-12-31
staff add --role 专家 --task expert --on 2025-03-06
training plan --title 操作培训 --on 2025-04-01
training hold $77 --on 2025-04-10
training attend $77 --role 护士 --number 20 --on 2025-04-10
training absent $77 --role 护士 --number 2 --on 2025-04-10
training test $77 --role 护士 --passed 19 --failed 1 --on 2025-04-11
training plan --retrain-of $77 --on 2025-04-12
training hold $82 --on 2025-04-13
training test $82 --role 护士 --passed 1 --failed 0 --on 2025-04-13
training evaluate $77 --written 好 --practical 好 --feedback 好 --on 2025-04-14
training close $77 --on 2025-04-15
training plan --on 2025-10-01
training hold $87 --on 2025-10-02
training evaluate $87 --written 好 --on 2025-10-03
training plan --on 2025-11-01
training hold $90 --on 2025-11-02
upgrade plan --title 二版 --on 2025-09-01
upgrade test $92 --on 2025-09-02
upgrade trial $92 --on 2025-09-03
upgrade approve $92 --side purchaser --on 2025-09-04
upgrade go-live $92 --on 2025-09-05
upgrade close $92 --on 2025-09-06
upgrade plan --patch --link $34 --on 2025-09-10
upgrade test $98 --on 2025-09-11
upgrade plan --on 2025-09-12
upgrade test $100 --on 2025-09-12
upgrade trial $100 --on 2025-09-13
upgrade plan --on 2025-09-14
upgrade test $103 --on 2025-09-14
upgrade trial $103 --on 2025-09-15
upgrade approve $103 --side purchaser --on 2025-09-16
upgrade plan --on 2025-09-17
upgrade test $107 --on 2025-09-17
upgrade trial $107 --on 2025-09-18
upgrade approve $107 --side purchaser --on 2025-09-19
upgrade go-live $107 --on 2025-09-20
major declare --link $2 --on 2025-06-02 --title 全院停
major sent $112 --on 2025-06-02
cover name --from 2025-10-01 --to 2025-10-08 --side purchaser --on 2025-09-20
cover staff $114 --role 驻场 --on 2025-10-01
cover keep $114 --on 2025-10-08
cover name --from 2026-10-01 --to 2026-10-08 --side purchaser --on 2026-09-20
request open --service 统计报表 --side purchaser --on 2025-05-06 --title 报表
request take $118 --on 2025-05-07
request deliver $118 --on 2025-05-08
request return $118 --side purchaser --on 2025-05-09
request open --service 导数据 --side purchaser --on 2025-05-10
request decline $122 --on 2025-05-11
request open --service 接口 --side purchaser --on 2025-05-12
request take $124 --on 2025-05-13
request deliver $124 --on 2025-05-14
request accept $124 --side purchaser --on 2025-05-15
request open --service 接口二 --side purchaser --on 2025-05-12
request take $128 --on 2025-05-13
request deliver $128 --on 2025-05-14
request open --service 接口三 --side purchaser --on 2025-05-12
complaint open --title 态度 --side purchaser --on 2025-05-20
complaint answer $132 --on 2025-05-21
complaint close $132 --on 2025-05-22
complaint reopen $132 --on 2025-05-23
complaint open --title 慢 --side purchaser --on 2025-05-24
complaint answer $136 --on 2025-05-25
satisfaction ask --on 2025-12-01
satisfaction answer $138 --score 96 --of 100 --on 2025-12-05
satisfaction ask --on 2025-12-01
knowledge add --title 重启连接池 --link $2 --on 2025-06-10
knowledge add --title 旧 --on 2025-06-10
knowledge retire $142 --on 2025-07-10
notice issue --title 补丁 --url https://example.com/p --on 2025-06-11
notice tell $144 --on 2025-06-12
notice issue --title 补丁二 --on 2025-06-13
acceptance open --year 1 --on 2026-03-10
problem raise --on 2025-08-01 --title 三
problem analyse $148 --on 2025-08-02 --source signed
problem raise --on 2025-08-01 --title 四
problem analyse $150 --on 2025-08-02 --source chat
problem solve $150 --on 2025-08-03 --source ticket
problem raise --on 2025-08-01 --title 五
problem analyse $153 --on 2025-08-02
problem solve $153 --on 2025-08-03
problem review $153 --result ok --on 2025-08-04
incident open --level SIS2 --system core --at "2026-01-05 09:00" --title 重复
incident answer $157 --at "2026-01-05 09:05"
incident agree $157 --at "2026-01-05 09:06" --until "2026-01-06 09:00" --confirmed-by 信息科
incident close $157 --at "2026-01-05 09:30" --duplicate-of $2
incident open --level SIS2 --system core --at "2026-01-06 09:00" --title 关闭
incident agree $161 --at "2026-01-06 09:06" --until "2026-01-07 09:00" --confirmed-by 信息科
incident close $161 --at "2026-01-06 09:30"
incident open --level SIS2 --system core --at "2028-03-01 09:00" --title 等待
incident agree $164 --at "2028-03-01 09:06" --until "2029-01-07 09:00" --confirmed-by 信息科
incident wait $164 --at "2028-03-01 09:10" --reason user
incident open --level SIS2 --system core --at "2028-03-02 09:00" --title 停表
incident remote start $167 --at "2028-03-02 09:01" --leave 同意
incident remote end $167 --at "2028-03-02 09:02" --solved no
incident wait $167 --at "2028-03-02 09:10" --reason user
incident open --level 9.2.1/L3 --system core --at "2028-02-25 17:00" --title 跨年
incident dispatch $171 --at "2028-03-01 09:00"
""".strip()


def served(life: Any) -> None:
    """A contract whose service is recorded, asked about in every way."""
    life.act(
        "contract import",
        life.contract(
            SERVED, ('dispatch_within = "24h"', 'dispatch_within = "24h"\nwaits = ["user"]')
        ),
    )
    lines = life.paper(
        "服务.txt", ("\n" + LINES.replace("--system his ", "--system core ")).encode()
    )
    at = f"--contract {SERVED} --role supplier"
    life.act(f"service record {at}", lines)
    slip = life.paper("服务单.pdf")
    for line in (
        f"incident classify I-2025-0005 --at 2025-06-08T16:40 --level SIS2 --reason 鉴定 --appraised {at} --file {slip}",
        f"visit sign V-2025-0001 --on 2025-08-03 --signed-by 信息科 {at} --file {slip}",
        f"acceptance accept A-2026-0001 --side purchaser --on 2026-03-12 {at} --file {slip}",
        f"acceptance open --year 2 --on 2027-03-12 {at}",
        f"acceptance refuse A-2027-0001 --side purchaser --on 2027-03-12 {at} --file {slip}",
        f"acceptance open --year 3 --on 2028-03-01 {at}",
        f"incident attach I-2025-0001 --at 2025-06-04T09:00 --signed-by 检验科 {at} --file {slip}",
        f"incident object I-2025-0001 --event 2 --side purchaser --reason 通话记录 --at 2025-06-02T10:20 {at}",
        f"incident confirm I-2025-0003 --side purchaser {at}",
        f"incident correct I-2025-0003 2 --at 2025-06-06T16:40 --reason 看错 {at}",
        f"plan done service-plan-1 --on 2026-03-01 {at}",
        f"plan miss year-end-summary-1 --reason 忘了 --on 2026-03-05 {at}",
    ):
        life.bare(line)
    here = f"--contract {SERVED}"
    for noun in NAMES:
        life.ask(f"{noun} list {here}")
    for record in (
        "I-2025-0001",
        "I-2025-0002",
        "I-2025-0003",
        "I-2025-0004",
        "I-2025-0005",
        "L-2025-0004",
    ):
        noun = "incident" if record.startswith("I") else "leave"
        life.ask(f"{noun} show {record} {here}")
    life.ask(f"incident show I-2025-0001 {here} --as-of 2025-06-02")
    life.ask(f"incident list --at-risk {here}")
    life.ask(f"incident list {here} --status closed --group-by month")
    life.ask(f"knowledge search 连接池 {here}")
    life.ask(f"duty who --at 2028-03-01T12:00 {here}")
    life.ask(f"service todo {here}")
    life.ask(f"plan list {here}")
    life.ask(f"plan list {here} --as-of 2025-04-10 --status open --group-by month")
    life.bare(f"plan done manager-report --on 2026-03-01 {at}")
    life.ask(f"system list {here}")
    life.ask(f"service scorecard --year 1 {here}")
    proposing(life, here)
    importing(life, here)


def proposing(life: Any, here: str) -> None:
    """What was missed is proposed, decided both ways, and explained."""
    life.ask(f"breach propose --year 1 {here}")
    life.act(f"breach accept I-2025-0001/restore I-2025-0005/answer --reason 查实 {here}")
    life.act(f"breach reject I-2025-0007/answer --reason 有通话记录 {here}")
    life.ask(f"breach propose --year 1 --group-by month {here}")
    for name in ("I-2025-0001/restore", "I-2025-0007/answer", "monthly-inspection-4"):
        life.ask(f"explain {name} {here}")
    life.ask(f"explain service-promise/B1 {here}")


MAP = """source = "desk"
side = "supplier"
number = "单号"
title = "标题"
zone = "Asia/Shanghai"
dates = "%Y-%m-%d %H:%M"
[times]
opened = "受理"
answered = "响应"
restored = "完成"
[level]
column = "级别"
values = { "急" = "SIS2" }
[system]
column = "系统"
values = { "检验" = "lis" }
"""
HEAD = "单号,标题,受理,响应,完成,级别,系统"
ROW = "A1,慢,2025-09-01 09:00,2025-09-01 09:{minute},2025-09-01 11:00,急,检验"
ODD = "A2,坏,不知道,2025-09-01 09:20,2025-09-01 11:00,急,检验"


def importing(life: Any, here: str) -> None:
    """A list of a help desk, and the same list changed."""
    desk = life.paper("desk.toml", MAP.encode())
    for minute, option in ((10, "--leave-out"), (20, "--leave-out --take-changed")):
        text = "\n".join((HEAD, ROW.format(minute=minute), ODD))
        path = life.paper("单.csv", text.encode())
        life.bare(f"incident import {path} --map {desk} {option} {here} --role supplier")
