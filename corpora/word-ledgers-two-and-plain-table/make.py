"""Makes source.docx: two ledgers of different columns with captions (方面 merged downwards in the first), and a table that is no ledger."""
import io
import zipfile
from pathlib import Path

from docx import Document

FIRST = [
    ["方面", "反馈问题", "责任单位", "整改落实情况", "完成时限", "销号情况"],
    ["责任落实方面", "网格员巡河记录代签、补签", "沿河各乡镇", ["更换不称职网格员4名。", "启用电子打卡，9月以来有效巡河率97%。"], "2023年9月底", "已销号"],
    ["", "河长制联席会议连续两个季度没有召开", "县河长办", "一是补开联席会议2次；二是将会议召开情况纳入年度考核。", "2023年8月15日", "已销号"],
    ["工程管理方面", "清水河护岸工程未按图施工", "县水利建设服务中心", "施工单位已返工，返工费用36.5万元由其自行承担。", "2023年12月底", "未销号"],
    ["", "白洋渡闸启闭记录缺失", "县水利建设服务中心", "已补齐记录并实行双人签字。", "立行立改", "已销号"],
]
SECOND = [
    ["编号", "反馈问题", "牵头股室", "时限要求", "整改落实情况", "销号情况"],
    ["Ⅱ-1", "取水许可证到期未延续的取水户31家。", "水资源股", "2024年6月底", "已为28家办理延续手续，剩余3家依法注销。", "申请销号"],
    ["Ⅱ-2", "水资源费应收未收", "水政股；财务股", "长期坚持", ["①追缴水资源费52.8万元；②建立季度对账机制。"], "持续推进"],
]
PLAIN = [
    ["项目", "金额（万元）", "备注"],
    ["电子打卡系统", "12.6", "县级财政"],
    ["水质监测", "8.0", "上级补助"],
    ["合计", "20.6", "无"],
]


def table(rows, merge_first=False):
    t = doc.add_table(rows=len(rows), cols=len(rows[0]))
    t.style = "Table Grid"
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            lines = value if isinstance(value, list) else [value]
            t.cell(i, j).paragraphs[0].text = lines[0]
            for line in lines[1:]:
                t.cell(i, j).add_paragraph(line)
    if merge_first:
        for top, below in ((1, 2), (3, 4)):
            merged = t.cell(top, 0).merge(t.cell(below, 0))
            for extra in merged.paragraphs[1:]:
                extra._p.getparent().remove(extra._p)


doc = Document()
doc.add_paragraph("陇溪县水利局关于县委河湖治理专项巡察整改情况的报告")
doc.add_paragraph("县委巡察办：")
doc.add_paragraph("县委专项巡察组反馈的6个问题，我局已逐项整改。现将有关情况报告如下。")
doc.add_paragraph("一、集中整改事项")
doc.add_paragraph("集中整改期内应当完成的4个问题，已销号3个。")
doc.add_paragraph("表1　集中整改事项台账")
table(FIRST, merge_first=True)
doc.add_paragraph("二、分阶段整改事项")
doc.add_paragraph("表2　分阶段整改事项台账")
table(SECOND)
doc.add_paragraph("三、经费保障")
doc.add_paragraph("整改所需经费由局机关统筹安排，不足部分另行申请。")
doc.add_paragraph("表3　整改经费安排")
table(PLAIN)
doc.add_paragraph("中共陇溪县水利局党组")
doc.add_paragraph("2024年1月25日")

raw = io.BytesIO()
doc.save(raw)
with zipfile.ZipFile(raw) as old, zipfile.ZipFile(Path(__file__).with_name("source.docx"), "w", zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
