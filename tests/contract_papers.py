"""An invented contract as people hand it in: text, Word, OFD; no party, account or person is real."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZipFile

CONTRACT = """政府采购服务合同
合同编号：QS-2025-018
项目名称：青山县图书馆馆舍管理服务
项目编号：QSZC2025-C3-000118-QSXX
甲方：青山县图书馆（采购人）
乙方：山水物业服务有限公司（成交供应商）
第一条 服务内容
乙方按采购文件向甲方提供馆舍管理服务。
第二条 合同金额
合同的总金额为：（大写）肆拾捌万元整人民币（¥480000.00元），其中每年服务费金额（大写）贰拾肆万元整人民币（¥240000.00元）。
第三条 服务期限
服务期限：自签订合同之日起2年。
第四条 争议解决
协商不成的，可向南宁市青山县人民法院提起诉讼。
甲方（盖章）：青山县图书馆\t乙方（盖章）：山水物业服务有限公司
签订日期：2025年6月20日\t签订日期：2025年6月20日
开户银行：\t开户银行：青山银行城东支行
账号：\t账号：6200 1111 2222 3333 44
邮政编码：530001\t邮政编码：530002
附件1：报价函
总报价（大写）肆拾捌万伍仟元整（¥485000.00）
项目编号：QSZC2025-C3-000119-QSXX
我方承诺按照采购文件规定递交履约担保。
邮编：530003
开户银行：青山银行城西支行
账号：6200 1111 2222 3333 55
报价人（公章）：山水物业管理有限公司
报价日期：2025年6月1日
附件2：服务承诺书
1.1 响应时间
服务热线 7×24 小时受理。
一级故障：全馆停用，30 分钟内响应，2 小时内到达现场。
二级故障：部分停用，1 小时内响应，4 小时内到达现场。
每季度进行一次设施巡检。
日期：2023年6月1日
附件3：成交通知书
成交金额：肆拾捌万元整（¥480000.00）
2025年6月12日
"""
BASICS = {
    "title": "青山县图书馆馆舍管理服务",
    "project_number": "QSZC2025-C3-000118-QSXX",
    "number": "QS-2025-018",
    "calendar": "CN-GX",
    "signed_on": "2025-06-20",
    "award_notice_on": "2025-06-12",
    "price.total": "480000.00",
    "price.total_in_words": "肆拾捌万元整",
    "price.per_year": "240000.00",
    "price.article": "第二条",
    "term.years": "2",
    "term.starts": "signing",
    "term.article": "第三条",
    "parties[0].role": "purchaser",
    "parties[0].name": "青山县图书馆",
    "parties[1].role": "supplier",
    "parties[1].name": "山水物业服务有限公司",
    "parties[1].accounts[0].bank": "青山银行城东支行",
    "parties[1].accounts[0].number": "6200 1111 2222 3333 44",
    "parties[1].accounts[1].bank": "青山银行城西支行",
    "parties[1].accounts[1].number": "6200 1111 2222 3333 55",
    "service_levels[0].level": "L1",
    "service_levels[0].severity": "1",
    "service_levels[0].title": "全馆停用",
    "service_levels[0].answer_within": "30m",
    "service_levels[0].dispatch_within": "2h",
    "service_levels[0].hours": "7x24",
    "service_levels[1].answer_within": "1h",
    "service_levels[1].dispatch_within": "4h",
    "service_plan[0].title": "巡检",
    "service_plan[0].every": "3 months",
}
# about, and the values, in the order in which they are told
FINDINGS = [
    ("payee-account", ["青山银行城东支行 6200 1111 2222 3333 44", "青山银行城西支行 6200 1111 2222 3333 55"]),
    ("other", ["递交履约担保", "合同正文未约定"]),
    ("price", ["480000.00", "485000.00"]),
    ("party", ["山水物业服务有限公司", "山水物业管理有限公司"]),
    ("project-number", ["QSZC2025-C3-000118-QSXX", "QSZC2025-C3-000119-QSXX"]),
    ("date", ["2025-06-01", "2023-06-01"]),
    ("other", ["邮编 530002", "邮编 530003"]),
]  # fmt: skip


def as_word(text: str) -> bytes:
    """A Word document: lines with tabs are rows of tables."""
    import docx

    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            table = document.add_table(rows=0, cols=max(map(len, rows)), style="Table Grid")
            for cells in rows:
                for cell, said in zip(table.add_row().cells, cells, strict=False):
                    cell.text = said
            rows = []
        if line.strip():
            document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def as_ofd(pages: Sequence[str]) -> bytes:
    """An OFD of one text object a line."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {space}/>")
        for at, page in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject ID="{n}" Boundary="20 {20 + 8 * n} {4 * len(line)} 5" Size="4">'
                f'<ofd:TextCode X="0" Y="4">{line}</ofd:TextCode></ofd:TextObject>'
                for n, line in enumerate(page.replace("\t", "  ").split("\n"))
                if line
            )
            content = f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
            archive.writestr(f"Doc_0/Pages/Page_{at}/Content.xml", content)
    return written.getvalue()


def word_of(body: str, numbering: str = "") -> bytes:
    """A Word document of that body as WordprocessingML."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        if numbering:
            archive.writestr(
                "word/numbering.xml", f"<w:numbering {space}>{numbering}</w:numbering>"
            )
    return written.getvalue()
