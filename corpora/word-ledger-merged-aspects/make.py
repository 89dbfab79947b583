"""Makes source.docx: a ledger with 方面 cells merged over the whole row, a responsible person merged over two rows, and a header row typed twice."""
import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

HEAD = ["序号", "问题", "整改措施", "责任单位", "责任人", "完成时限", "整改进展"]
ABOVE = object()  # this cell is merged with the one above it
ROWS = [
    HEAD,
    "一、坚持党的领导方面",
    ["1", "局党组“第一议题”学习不及时，**年仅有*次跟进学习。", ["一是制定“第一议题”清单。二是将学习情况纳入年度考核。"], "办公室", "王**", "立行立改", "已完成。组织学习**次。"],
    ["2", "审计项目计划与全县中心工作结合不紧", ["1.建立项目计划征求意见机制；", "2.增加民生类审计项目。"], "业务股、法制股", "罗**", "****年*月底前", "基本完成，民生类项目占比提高到**%。"],
    ["3", "审计整改督促乏力，未整改金额达****万元", ["逐项建立销号台账，", "每季度向县委审计委员会专题报告。"], "整改督查股", ABOVE, "****年底前，长期坚持", ["正在整改。", "已督促整改到位***万元。"]],
    HEAD,
    "二、党的组织建设方面",
    ["4", "青年干部培养使用力度不够，35岁以下中层干部仅1名", ["开展“师徒结对”，选派*名青年干部到**镇蹲点锻炼。"], "人事股", "沈清如", "2024年6月30日", "已完成"],
    ["5", "党费收缴管理不规范。**支部连续*个月未按时上缴党费。", ["（1）补缴党费***元；（2）开展党务干部培训。"], "机关党支部", "方岳", "2024年3月底", "已完成。党费全部补缴到位，培训党务干部*人次。"],
]


def fill(cell, value):
    lines = value if isinstance(value, list) else [value]
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


doc = Document()
doc.add_paragraph("中共**县审计局党组巡察反馈问题整改台账")
doc.add_paragraph("填报单位：**县审计局党组")
doc.add_paragraph("填报日期：2024年5月20日")
table = doc.add_table(rows=len(ROWS), cols=len(HEAD))
table.style = "Table Grid"
for i, row in enumerate(ROWS):
    if isinstance(row, str):
        merged = table.cell(i, 0).merge(table.cell(i, len(HEAD) - 1))
        for extra in merged.paragraphs[1:]:
            extra._p.getparent().remove(extra._p)
        merged.paragraphs[0].text = row
        continue
    for j, value in enumerate(row):
        if value is ABOVE:
            for at, kind in ((i - 1, "restart"), (i, None)):
                pr = table.cell(at, j)._tc.get_or_add_tcPr()
                mark = OxmlElement("w:vMerge")
                if kind:
                    mark.set(qn("w:val"), kind)
                pr.append(mark)
        else:
            fill(table.cell(i, j), value)
head = OxmlElement("w:tblHeader")
table.rows[0]._tr.get_or_add_trPr().append(head)
doc.add_paragraph("注：本台账每月25日前更新一次，由局机关党支部负责解释。")

raw = io.BytesIO()
doc.save(raw)
with zipfile.ZipFile(raw) as old, zipfile.ZipFile(Path(__file__).with_name("source.docx"), "w", zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
