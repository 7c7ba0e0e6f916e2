"""What the invented year of service is made of: calls, risks, requests, shifts; no names and no patients."""

from datetime import date

FIRST = date(2025, 3, 10)  # the notice to start came

# system, who calls, what is wrong
FAULTS = (
    ("outpatient", "门诊部", "门诊挂号慢"),
    ("outpatient", "门诊部", "自助机取号后排队屏不刷新"),
    ("outpatient", "收费处", "收费窗口打印发票卡纸后重复出票"),
    ("outpatient", "门诊部", "医生站叫号没有声音"),
    ("core", "住院处", "入院登记保存时报错"),
    ("core", "药房", "药房发药列表不出新处方"),
    ("core", "收费处", "日结账单合计与明细不符"),
    ("core", "信息科", "夜间备份任务失败"),
    ("clinical", "护士站", "医嘱执行单打印空白"),
    ("clinical", "护士站", "体温单曲线错位"),
    ("clinical", "产科", "产程记录时间显示不对"),
    ("emr", "儿科", "病历模板打不开"),
    ("emr", "妇科", "病历提交后仍显示未完成"),
    ("emr", "病案室", "首页质控规则误报"),
    ("lis", "检验科", "检验仪器接口中断"),
    ("lis", "检验科", "检验条码重复"),
    ("lis", "检验科", "危急值提醒延迟"),
    ("pacs", "放射科", "影像调阅慢"),
    ("pacs", "超声科", "超声报告图像缺失"),
    ("medication", "药剂科", "合理用药提示不弹出"),
    ("medtech", "心电图室", "预约时段重叠"),
    ("operations", "财务科", "成本报表数据未更新"),
    ("operations", "总务科", "库存盘点表导出失败"),
    ("interfaces", "医保办", "医保结算返回超时"),
    ("interfaces", "医保办", "医保目录下载中断"),
    ("interfaces", "公卫科", "数据上报平台拒收"),
)
QUESTIONS = (
    ("outpatient", "门诊部", "咨询退号的操作步骤"),
    ("core", "收费处", "咨询跨月冲账怎么做"),
    ("clinical", "护士站", "咨询补录医嘱的权限"),
    ("emr", "儿科", "咨询病历模板如何共享"),
    ("lis", "检验科", "咨询质控图的设置"),
    ("pacs", "放射科", "咨询历史影像如何导出"),
    ("operations", "财务科", "咨询月报表的口径"),
    ("interfaces", "医保办", "咨询医保对码的规则"),
    ("medication", "药剂科", "咨询用药规则如何停用"),
)
RISKS = (
    "数据库表空间使用率超过八成",
    "备份日志有两天告警",
    "服务器一块硬盘预警",
    "三台自助机系统补丁未装",
    "接口服务器内存占用偏高",
    "机房温度偏高",
    "归档日志未及时清理",
    "有两个停用账号未注销",
)
# service of the catalogue, what was asked for
REQUESTS = (
    ("report-new", "新增产科工作量报表"),
    ("data-extract", "提取年度门诊量数据"),
    ("lab-device", "新血球仪接口"),
    ("report-change", "住院日报表增加两列"),
    ("operation", "新员工操作指导"),
    ("insurance-adjustment", "医保接口按新规调整"),
    ("食堂系统开发", "食堂点餐系统"),
    ("imaging-device", "新超声设备接口"),
    ("data-repair", "修复重复收费记录"),
    ("report-new", "新增药占比报表"),
    ("installation", "新诊室客户端安装"),
    ("one-sided-search", "排查单边账"),
    ("one-sided-repair", "处理单边账"),
    ("policy-tool", "卫生统计直报"),
    ("test-environment", "搭建测试环境"),
    ("trial-upgrade", "模拟升级"),
    ("coding-advice", "医保对码咨询"),
    ("pacs-upkeep", "影像接口年检"),
    ("data-extract", "提取抗菌药物使用数据"),
)
KNOWN = (
    "检验仪器接口中断的处理",
    "发票重复出票的处理",
    "门诊排队屏不刷新的处理",
    "医保结算超时的排查",
    "病历模板损坏的恢复",
    "影像调阅慢的排查",
    "条码重复的处理",
    "备份失败的检查清单",
)
NOTICES = ("数据库安全补丁通告", "勒索软件防范通告", "医保接口版本通告", "操作系统停止支持通告")
# day, from, hours, who
SHIFTS = tuple(
    (f"2025-10-0{day}", begin, hours, f"值班工程师{'甲乙丙'[(day * 2 + turn) % 3]}")
    for day in range(1, 8)
    for turn, (begin, hours) in enumerate((("08:00", 12), ("20:00", 12)))
)
