"""The files of other programs among those of `varied/`, made by the libraries that people's programs are made of."""

import datetime
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from tests.retrieval.documents.convert import samples

TEXTS = Path(__file__).parent / "varied"
QUESTIONS = TEXTS / "questions.jsonl"


def folder(place: Path) -> Path:
    """Return a folder of 28 documents of as many kinds."""
    shutil.copytree(TEXTS, place, ignore=shutil.ignore_patterns(QUESTIONS.name))
    for name, make in MAKERS.items():
        make(place / name)
    return place


def _workbook(path: Path) -> None:
    import openpyxl

    made: Any = openpyxl.Workbook()
    shops = made.active
    shops.title = "门店销售"
    for row in (
        ["2025年第一季度门店销售表"], ["制表：财务部"], ["门店", "销售额（万元）", "客流（千人）", "店长"],
        ["金水店", 318.5, 42, "陆明"], ["二七店", 276, 39.5, "宋佳"], ["中原店", 190.2, 28, "乔木"],
        ["惠济店", 88, 12, "苗青"], ["合计", 872.7, 121.5, ""],
    ):  # fmt: skip
        shops.append(row)
    devices = made.create_sheet("设备")
    for row in (
        ["编号", "名称", "数量", "购置日期", "单价"],
        ["SB-01", "冷柜", 12, datetime.date(2023, 5, 6), 4800],
        ["SB-02", "收银机", 8, datetime.date(2024, 1, 15), 2600],
        ["SB-03", "电子秤", 20, datetime.date(2022, 11, 30), 350],
    ):
        devices.append(row)
    people = made.create_sheet("员工")
    for row in (
        ["姓名", "岗位", "入职时间", "电话"],
        ["范晓", "采购专员", datetime.date(2021, 7, 1), "8602"],
        ["卢卡", "仓库主管", datetime.date(2019, 3, 18), "8617"],
    ):
        people.append(row)
    people["B6"] = "以上人员均已签订劳动合同。"
    made.save(path)


def _office_table(name: str, rows: Sequence[Sequence[str]]) -> Any:
    from odf import table, text

    made: Any = table.Table(name=name)
    for cells in rows:
        row = table.TableRow()
        for words in cells:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=words))
            row.addElement(cell)
        made.addElement(row)
    return made


def _office_workbook(path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet

    made: Any = OpenDocumentSpreadsheet()
    lessons = (("课程", "教师", "教室", "学时"), ("陶艺", "邵峰", "B203", "32"), ("书法", "俞静", "A101", "48"),
               ("合唱", "钟琳", "音乐厅", "24"), ("木工", "段磊", "工坊二", "40"))  # fmt: skip
    fees = (("项目", "金额（元）", "缴费截止"), ("材料费", "120", "2025-09-05"), ("保险费", "60", "2025-09-10"),
            ("校服费", "380", "2025-08-31"))  # fmt: skip
    made.spreadsheet.addElement(_office_table("课程表", lessons))
    made.spreadsheet.addElement(_office_table("收费", fees))
    made.save(str(path))


def _slides(path: Path) -> None:
    import pptx

    made: Any = pptx.Presentation()
    slides: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
        ("智慧农场项目汇报", "汇报人：郑浩\n农场位于寿光市洛城街道", "", ()),
        ("项目目标", "三年内建成六十座智能温室\n灌溉用水减少百分之四十", "", ()),
        ("投资预算", "", "", (("科目", "金额（万元）"), ("传感器", "260"), ("滴灌系统", "415"), ("培训", "35"))),
        ("进度", "2024年10月完成第一期土建\n2025年4月安装控制柜", "评审专家要求把验收提前到六月中旬。", ()),
        ("风险", "冬季寒潮可能使育苗推迟两周\n应对：增设锅炉两台", "", ()),
    )
    for title, body, notes, rows in slides:
        slide = made.slides.add_slide(made.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, body
        if rows:
            table = slide.shapes.add_table(len(rows), len(rows[0]), 0, 0, 4_000_000, 2_000_000).table
            for at, cells in enumerate(rows):
                for column, words in enumerate(cells):
                    table.cell(at, column).text = words
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    made.save(str(path))


def _word(path: Path) -> None:
    import docx

    made: Any = docx.Document()
    made.core_properties.title, made.core_properties.author = "湿地公园管理办法", "园林局"
    made.add_heading("湿地公园管理办法", 0)
    for line in (
        "# 第一章 总则", "第一条 为了保护湿地公园的生态环境，制定本办法。", "第二条 本办法适用于鹭湖湿地公园的保护、利用和管理。",
        "# 第二章 开放与游览", "第三条 公园每日六时开放，二十一时闭园。", "第四条 游客不得有下列行为：", "（一）投喂水鸟；",
        "（二）采摘芦苇；", "（三）在观鸟栈道骑行。", "第五条 团体参观应当提前三个工作日预约，预约电话为5566-7788。", "# 第三章 收费",
    ):  # fmt: skip
        made.add_heading(line[2:], 1) if line.startswith("# ") else made.add_paragraph(line)
    cells = (
        "票种",
        "价格（元）",
        "适用对象",
        "成人票",
        "30",
        "18至59周岁",
        "学生票",
        "15",
        "全日制在校学生",
        "年票",
        "120",
        "本市居民",
    )
    table = made.add_table(4, 3)
    for at, words in enumerate(cells):
        table.cell(at // 3, at % 3).text = words
    made.add_heading("附则", 1)
    made.add_paragraph("第六条 本办法自2024年5月1日起施行。")
    for line in ("巡护员每天巡查两次", "监测站每月公布水质报告"):
        made.add_paragraph(line, style="List Bullet")
    made.save(path)


def _office_text(path: Path) -> None:
    from odf import text
    from odf.opendocument import OpenDocumentText

    made: Any = OpenDocumentText()
    for line in (
        "# 社区议事会纪要", "时间：2025年2月20日下午三点", "主持人：卞红", "## 议题一 电梯加装", "三号楼加装电梯由业主按楼层分摊费用，一层不出资。",
        "施工单位确定为恒达电梯公司，工期九十天。", "## 议题二 停车位", "地面车位改为先到先得，夜间免费。",
    ):  # fmt: skip
        marks, _, words = line.rpartition("# ") if line.startswith("#") else ("", "", line)
        level = len(marks) + 1
        made.text.addElement(text.H(outlinelevel=level, text=words) if line.startswith("#") else text.P(text=line))
    listed = text.List()
    for line in ("充电桩新增十四个，由供电所安装", "访客停车限两小时"):
        item = text.ListItem()
        item.addElement(text.P(text=line))
        listed.addElement(item)
    made.text.addElement(listed)
    made.text.addElement(text.H(outlinelevel=2, text="经费"))
    rows = (("用途", "金额"), ("门禁更换", "2.4万元"), ("绿地补种", "9000元"), ("监控维修", "6500元"))
    made.text.addElement(_office_table("经费", rows))
    made.text.addElement(text.P(text="下次会议定于2025年3月15日召开。"))
    made.save(str(path))


def _book(path: Path) -> None:
    chapters = (
        "<h1>第一章 东礁灯塔</h1><p>东礁灯塔建于一九〇三年，塔身高二十七米。</p><p>第一任守塔人名叫<b>戚大海</b>，守了三十一年。</p>"
        "<blockquote>雾起时，他每隔一刻钟鸣钟一次。</blockquote>",
        "<h1>第二章 南屿灯塔</h1><h2>重建</h2><p>南屿灯塔毁于一九五六年的台风，两年后由航道局重建。</p>"
        "<ul><li>新塔的灯器购自挪威</li><li>射程十八海里</li></ul>",
        "<h1>第三章 北斗礁</h1><p>北斗礁没有淡水，补给船每十天来一次<sup>[1]</sup>。</p><table><tr><th>年份</th><th>守塔人数</th></tr>"
        "<tr><td>1970</td><td>6</td></tr><tr><td>1998</td><td>2</td></tr></table><p>二〇〇九年，北斗礁灯塔改为无人值守。</p>",
    )
    numbers = range(1, len(chapters) + 1)
    items = "".join(f'<item id="c{number}" href="t/c{number}.xhtml"/>' for number in numbers)
    spine = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    files = {
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/c.opf"/></rootfiles></container>',
        "OEBPS/c.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>海岛灯塔志</dc:title><dc:creator>蒲公</dc:creator><dc:publisher>蓝海书社</dc:publisher></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        **{
            f"OEBPS/t/c{number}.xhtml": '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>x</title><style>p{{margin:0}}</style></head><body>{chapter}</body></html>"
            for number, chapter in zip(numbers, chapters, strict=True)
        },
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def _mail(path: Path) -> None:
    made = EmailMessage()
    made["From"], made["To"] = "欧阳澜 <oy@example.com>", "采购组 <cg@example.com>"
    made["Subject"], made["Date"] = "关于桐木采购合同的修改意见", "Tue, 11 Mar 2025 09:20:00 +0800"
    made.set_content(
        "各位同事：\n\n桐木采购合同需要修改三处。\n1. 交货地点由临沂改为菏泽。\n2. 违约金比例降为百分之三。\n3. 付款期限延长到四十五天。\n\n"
        "木材含水率不得超过百分之十二，请供应商提供检测报告。\n首批货六百立方米，四月二十日前到库。\n质检由鲁信检测站负责。\n"
        "联系人：程诺，分机 3391。\n\n欧阳澜\n"
    )
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="合同草案.pdf")
    path.write_bytes(made.as_bytes())


def _pdf(path: Path) -> None:
    def page(title: str, *lines: str) -> str:
        body = (samples.drawn(72, 700 - 16 * at, line) for at, line in enumerate(lines))
        return samples.drawn(72, 740, title, 18) + "".join(body)

    cells = ("Wind", "Speed", "Action", "Gale", "17 m/s", "stop work", "Storm", "24 m/s", "lock boom")
    table = (samples.drawn(77 + at % 3 * 120, 645 - at // 3 * 20, words) for at, words in enumerate(cells))
    samples.pdf(
        path,
        page("Harbour crane manual", "The crane lifts at most ninety tonnes.", "Its boom is sixty metres long."),
        page("Maintenance", "Grease the slew ring every two hundred hours.", "Replace the hoist rope after four years."),
        samples.drawn(72, 720, "Table of limits.") + samples.grid(72, 600, 3, 3, 120) + "".join(table),
        page("Emergency", "Press the red button on the left console.", "The battery lamp lasts forty minutes."),
        page("Supplier", "The supplier is Norden Werke of Bremen.", "Spare parts arrive within three weeks.",
             "The warranty ends on 30 June 2027."),
    )  # fmt: skip


PYTHON = '''#!/usr/bin/env python
"""光伏逆变器的控制。

额定功率为五千瓦。夜间自动休眠。
"""
# 过压保护的阈值是四百三十伏
LIMIT = 430


class Inverter:
    """一台逆变器；通信地址从一到二百四十七。"""

    def start(self):
        """启动前自检需要八秒。"""
        time.sleep(8)  # 自检期间不接受命令

    def stop(self):
        # 停机顺序：先断交流侧，再断直流侧
        print("# 这不是注释")

    # TODO: 风扇在五十五度时启动，由汤池负责
    # 日志保留三十天
    # 升级固件必须在白天进行
'''

MAKERS: Mapping[str, Callable[[Path], object]] = {
    "门店.xlsx": _workbook,
    "社团.ods": _office_workbook,
    "农场.pptx": _slides,
    "湿地.docx": _word,
    "议事会.odt": _office_text,
    "灯塔.epub": _book,
    "合同.eml": _mail,
    "crane.pdf": _pdf,
    "inverter.py": lambda path: path.write_text(PYTHON, "utf-8"),
}
