"""Makes source.docx: automatic numbers (一、（一）1. linked through styles; （1） with a restart), tracked changes, fields."""
import io
import zipfile
from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

W = nsdecls("w")
WHO = 'w:author="经办人" w:date="2023-11-18T09:00:00Z"'
serial = iter(range(900, 2000))


def r(text, extra=""):
    return f'<w:r><w:rPr>{extra}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def ins(text):
    return f'<w:ins w:id="{next(serial)}" {WHO}>{r(text)}</w:ins>'


def dele(text):
    return f'<w:del w:id="{next(serial)}" {WHO}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def field(code, result):
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def p(*inner, style=None, num=None, mark=None):
    pr = ""
    if style:
        pr += f'<w:pStyle w:val="{style}"/>'
    if num:
        pr += f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>'
    if mark:
        pr += f'<w:rPr><w:{mark} w:id="{next(serial)}" {WHO}/></w:rPr>'
    return f"<w:p {W}><w:pPr>{pr}</w:pPr>{''.join(inner)}</w:p>"


def abstract(n, levels):
    out = f'<w:abstractNum {W} w:abstractNumId="{n}"><w:multiLevelType w:val="multilevel"/>'
    for k, (fmt, text, suff, style) in enumerate(levels):
        link = f'<w:pStyle w:val="{style}"/>' if style else ""
        out += (
            f'<w:lvl w:ilvl="{k}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{link}'
            f'<w:suff w:val="{suff}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        )
    return out + "</w:abstractNum>"


doc = Document()
body = doc.element.body
for child in list(body):
    if child.tag != qn("w:sectPr"):
        body.remove(child)

numbering = doc.part.numbering_part.element
for child in list(numbering):
    numbering.remove(child)
main = [
    ("chineseCountingThousand", "%1、", "nothing", "Part"),
    ("japaneseCounting", "（%2）", "nothing", "Aspect"),
    ("decimal", "%3.", "tab", "Finding"),
]
for xml in (
    abstract(1, main),
    abstract(2, [("decimal", "（%1）", "space", None)]),
    abstract(3, [("bullet", "\uf06c", "tab", None)]),
    f'<w:num {W} w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    f'<w:num {W} w:numId="2"><w:abstractNumId w:val="2"/></w:num>',
    f'<w:num {W} w:numId="3"><w:abstractNumId w:val="3"/></w:num>',
    f'<w:num {W} w:numId="4"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
):
    numbering.append(parse_xml(xml))
for level, name in enumerate(("Part", "Aspect", "Finding")):
    doc.styles.element.append(
        parse_xml(
            f'<w:style {W} w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        )
    )

moved = "整改期间，馆党组共召开专题会议6次。"
paragraphs = [
    p(r("云岭市档案馆党组关于市委巡察反馈意见"), r("整改落实情况的报告")),
    p(r("市委巡察工作领导小组：")),
    p(
        r("2023年3月"), dele("1"), ins("7"), r("日至5月26日，市委第六巡察组对市档案馆党组开展了"),
        dele("常规"), ins("机动式"), r("巡察，7月14日进行了反馈。现将整改落实情况报告如下。"),
    ),
    p(r("加强组织领导，确保整改有序"), style="Part"),
    p(r("压实整改责任。"), r("党组书记带头认领任务，班子成员按分工包抓。"), style="Aspect"),
    p(f'<w:moveFromRangeStart w:id="801" w:name="m1" {WHO}/>',
      f'<w:moveFrom w:id="{next(serial)}" {WHO}>{r(moved)}</w:moveFrom>',
      '<w:moveFromRangeEnd w:id="801"/>', mark="moveFrom"),
    p(r("完善推进机制。"), r("建立周调度、月通报制度，反馈的4个问题整改完成率"), field("=3/4*100", "75%"), r("。"), style="Aspect"),
    p(f'<w:moveToRangeStart w:id="802" w:name="m1" {WHO}/>',
      f'<w:moveTo w:id="{next(serial)}" {WHO}>{r(moved)}</w:moveTo>',
      '<w:moveToRangeEnd w:id="802"/>', mark="moveTo"),
    p(r("聚焦反馈问题，逐条整改到位"), style="Part"),
    p(r("党的建设方面"), style="Aspect"),
    p(r("关于“党组理论学习中心组学习"), dele("不认真"), ins("研讨不深入"), r("”的问题。"), style="Finding"),
    p(r("整改情况：一是修订学习制度，明确每次研讨发言不少于3人。二是"), ins("邀请市委党校教师"), r("作辅导报告2场。")),
    p(dele("关于“机关食堂管理不规范”的问题。"), style="Finding", mark="del"),
    p(dele("整改情况：已整改。"), mark="del"),
    p(r("关于“支部书记述职走过场”的问题。"), style="Finding"),
    p(r("整改情况：已完成整改，"), mark="del"),
    p(r("重新组织述职并现场测评。")),
    p(r("述职材料由机关党委逐份审核"), r("（送审稿，勿外传）", "<w:vanish/>"), r("。"), num=(3, 0)),
    p(r("档案主业方面"), style="Aspect"),
    p(r("关于“馆藏档案数字化进度滞后”的问题。"), style="Finding"),
    p(r("整改情况：")),
    p(r("追加预算86万元，数字化外包服务已签订合同；"), num=(2, 0)),
    p(r("完成扫描、著录112万页，挂接率98.6%。"), num=(2, 0)),
    p(r("关于“库房安全隐患排查不彻底”的问题。"), style="Finding", mark="ins"),
    p(r("整改进展："), r("正在推进，预计12月底前完成。")),
    p(r("更换老化线路1400米；"), num=(4, 0)),
    p(r("气体灭火系统改造"), '<w:r><w:noBreakHyphen/></w:r>', r("监测一体化工程已完成招标。"), num=(4, 0)),
    p(r("下一步工作安排"), style="Part"),
    f'<w:sdt {W}><w:sdtContent>' + p(r("坚持目标不变、标准不降，对未完成的事项一盯到底。")) + "</w:sdtContent></w:sdt>",
    p(r("中共云岭市档案馆党组"), "<w:r><w:br/></w:r>", r("2023年11月20日")),
]
for xml in paragraphs:
    body.insert(len(body) - 1, parse_xml(xml))
doc.sections[0].header.paragraphs[0].text = "内部资料"
doc.sections[0].footer.paragraphs[0].text = "第1页"

raw = io.BytesIO()
doc.save(raw)
with zipfile.ZipFile(raw) as old, zipfile.ZipFile(Path(__file__).with_name("source.docx"), "w", zipfile.ZIP_DEFLATED) as new:
    for name in old.namelist():
        new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
