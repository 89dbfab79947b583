"""One feature of Word each, and the text that a reader sees."""

from __future__ import annotations

import pytest

from .packages import codes_of, docx, p, part, r, read, text_of

_TEXT_BOX = "<w:txbxContent><w:p><w:r><w:t>框内</w:t></w:r></w:p></w:txbxContent>"
_SHAPE = f"<wps:wsp><wps:txbx>{_TEXT_BOX}</wps:txbx></wps:wsp>"
_VML = f"<w:pict><v:shape><v:textbox>{_TEXT_BOX}</v:textbox></v:shape></w:pict>"
_BOTH = f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_SHAPE}</w:drawing></mc:Choice><mc:Fallback>{_VML}</mc:Fallback></mc:AlternateContent>'


def _field(code: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


CASES = {
    "plain": (p("一、甲") + p("乙"), "一、甲\n乙"),
    "empty paragraph": (p("甲") + p() + p("乙"), "甲\n\n乙"),
    "runs split inside a marker": (f"<w:p>{r('一')}{r('、')}{r('针', '<w:b/>')}{r('对甲')}</w:p>", "一、针对甲"),
    "beyond the BMP": (p("𠮷田𪚥"), "𠮷田𪚥"),
    "tab": ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:ptab/><w:t>丙</w:t></w:r></w:p>", "甲\t乙\t丙"),
    "soft break": ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:cr/><w:t>丙</w:t></w:r></w:p>", "甲\n乙\n丙"),
    "page break ends a line": ('<w:p><w:r><w:t>甲</w:t><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>', "甲\n乙"),
    "page break at the edge": ('<w:p><w:r><w:br w:type="page"/><w:t>乙</w:t></w:r></w:p>', "乙"),
    "line end in the markup": ("<w:p><w:r><w:t>甲\n  乙\r丙</w:t></w:r></w:p>", "甲 乙 丙"),
    "space not preserved": ("<w:p><w:r><w:t> 甲 </w:t></w:r></w:p>", "甲"),
    "space preserved": (p("　 甲 "), "　 甲 "),
    "non-breaking hyphen": (
        "<w:p><w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>1</w:t><w:softHyphen/></w:r></w:p>",
        "2024-1",
    ),
    "hyperlink": (f'<w:p>{r("见")}<w:hyperlink r:id="x">{r("附件")}</w:hyperlink></w:p>', "见附件"),
    "simple field": (
        f'<w:p>{r("完成率")}<w:fldSimple w:instr=" DOCPROPERTY x ">{r("95%")}</w:fldSimple></w:p>',
        "完成率95%",
    ),
    "complex field": (f"<w:p>{r('完成率')}{_field(' = 19/20 ', r('95%'))}{r('。')}</w:p>", "完成率95%。"),
    "nested field": (f"<w:p>{_field(' IF ' + _field('PAGE', r('7')) + ' = 1 ', r('甲'))}{r('乙')}</w:p>", "甲乙"),
    "field over paragraphs": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/>'
        '<w:t>一、甲</w:t></w:r></w:p><w:p><w:r><w:t>二、乙</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "一、甲\n二、乙",
    ),
    "field without end": ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + p("甲"), "\n甲"),
    "enclosed character": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>eq \\o\\ac(○,3)</w:instrText>'
        '<w:fldChar w:fldCharType="end"/><w:t>甲</w:t></w:r></w:p>',
        "③甲",
    ),
    "symbol field": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> SYMBOL 254 \\f Wingdings \\s 12 </w:instrText>'
        '<w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "☑",
    ),
    "check box of a form": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>'
        "</w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "☒",
    ),
    "list of a form": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="未完成"/>'
        '<w:listEntry w:val="已完成"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        "已完成",
    ),
    "symbol": (
        '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r></w:p>',
        "☑□",
    ),
    "symbol of a text font": ('<w:p><w:r><w:sym w:font="宋体" w:char="25A1"/></w:r></w:p>', "□"),
    "typed in a symbol font": ("<w:p>" + r("\uf0fe", '<w:rFonts w:ascii="Wingdings"/>') + "</w:p>", "☑"),
    "ruby": (
        f"<w:p><w:r><w:ruby><w:rubyPr/><w:rt>{r('pin')}</w:rt><w:rubyBase>{r('拼')}</w:rubyBase></w:ruby></w:r></w:p>",
        "拼",
    ),
    "smart tag": (f'<w:p><w:smartTag w:element="date"><w:smartTagPr/>{r("2024年")}</w:smartTag></w:p>', "2024年"),
    "custom XML in a line": (f"<w:p><w:customXml w:element='x'><w:customXmlPr/>{r('甲')}</w:customXml></w:p>", "甲"),
    "custom XML around": (f"<w:customXml w:element='x'>{p('甲')}{p('乙')}</w:customXml>", "甲\n乙"),
    "content control, block": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", "甲"),
    "content control, inline": (
        f"<w:p>{r('甲')}<w:sdt><w:sdtPr/><w:sdtContent>{r('乙')}</w:sdtContent></w:sdt></w:p>",
        "甲乙",
    ),
    "direction": (f'<w:p><w:dir w:val="ltr"><w:bdo w:val="ltr">{r("甲")}</w:bdo></w:dir></w:p>', "甲"),
    "math": ("<w:p><m:oMathPara><m:oMath><m:r><m:t>a+b=c</m:t></m:r></m:oMath></m:oMathPara></w:p>", "a+b=c"),
    "fraction": (
        "<w:p><m:oMath><m:f><m:fPr/><m:num><m:r><m:t>19</m:t></m:r></m:num><m:den><m:r><m:t>20</m:t></m:r></m:den></m:f></m:oMath></w:p>",
        "19/20",
    ),
    "brackets of a formula": ("<w:p><m:oMath><m:d><m:e><m:r><m:t>x</m:t></m:r></m:e></m:d></m:oMath></w:p>", "(x)"),
    "text box, both branches": (f"<w:p>{r('正文')}<w:r>{_BOTH}</w:r></w:p>{p('后文')}", "正文\n框内\n后文"),
    "text box in the middle": (f"<w:p>{r('正')}<w:r>{_BOTH}</w:r>{r('文')}</w:p>", "正文\n框内"),
    "text box, VML": (f"<w:p>{r('正文')}<w:r>{_VML}</w:r></w:p>", "正文\n框内"),
    "text box in a group": (
        f"<w:p><w:r><w:drawing><wpg:wgp>{_SHAPE}{_SHAPE}</wpg:wgp></w:drawing></w:r></w:p>",
        "\n框内\n框内",
    ),
    "text box, branch not understood": (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="x"><x:y/></mc:Choice><mc:Fallback>{_VML}</mc:Fallback></mc:AlternateContent></w:r></w:p>',
        "\n框内",
    ),
    "empty text box": (f"<w:p>{r('正文')}<w:r>{_BOTH.replace('<w:t>框内</w:t>', '')}</w:r></w:p>", "正文"),
    "alternate runs": (
        f'<w:p><mc:AlternateContent><mc:Choice Requires="w14">{r("甲")}</mc:Choice><mc:Fallback>{r("乙")}</mc:Fallback></mc:AlternateContent></w:p>',
        "甲",
    ),
    "alternate blocks": (
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("甲")}</mc:Choice><mc:Fallback>{p("乙")}</mc:Fallback></mc:AlternateContent>',
        "乙",
    ),
    "shape of a canvas": (
        "<w:p><w:r><w:drawing><a:txBody><a:p><a:r><a:t>框</a:t></a:r></a:p></a:txBody></w:drawing></w:r></w:p>",
        "\n框",
    ),
    "WordArt": (
        '<w:p><w:r><w:pict><v:shape><v:textpath string="整改报告"/></v:shape></w:pict></w:r></w:p>',
        "\n整改报告",
    ),
    "style separator": (
        p("标题。", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>") + p("正文") + p("下一段"),
        "标题。正文\n下一段",
    ),
    "hidden run": ("<w:p>" + r("甲") + r("藏", "<w:vanish/>") + r("乙", '<w:vanish w:val="0"/>') + "</w:p>", "甲乙"),
    "hidden paragraph": (
        f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{r('藏', '<w:vanish/>')}</w:p>" + p("乙"),
        "乙",
    ),
    "web-hidden is seen": (f"<w:p>{r('7', '<w:webHidden/>')}</w:p>", "7"),
    "comment": (
        f'<w:p><w:commentRangeStart w:id="1"/>{r("甲")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>',
        "甲",
    ),
    "run without paragraph": (r("甲"), "甲"),
    "formula without paragraph": ("<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>", "x"),
    "unknown around text": (f"<w:p><w:novelty>{r('甲')}</w:novelty></w:p>", "甲"),
    "unknown around paragraphs": (f"<w:novelty>{p('甲')}</w:novelty>", "甲"),
    "proofing and bookmarks": (
        f'<w:p><w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="x"/>{r("甲")}<w:bookmarkEnd w:id="0"/></w:p>',
        "甲",
    ),
    "rendered page break": ("<w:p><w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r></w:p>", "甲"),
}


@pytest.mark.parametrize("case", CASES)
def test_text(case: str) -> None:
    body, text = CASES[case]
    assert text_of(docx(body)) == text


def test_soft_break_keeps_place() -> None:
    blocks = read(docx("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>" + p("丙"))).blocks
    assert [block.place for block in blocks] == ["body/p[1]", "body/p[1]", "body/p[2]"]


def test_space_preserved_at_the_root() -> None:
    body = "<w:p><w:r><w:t> 甲</w:t></w:r></w:p>"
    assert text_of(docx(body, attributes='xml:space="preserve"')) == " 甲"


def test_footnotes_follow_their_paragraph() -> None:
    notes = part(
        "footnotes",
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> 注一</w:t></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="3">{p("注二")}{p("续")}</w:footnote>',
    )
    ends = part("endnotes", f'<w:endnote w:id="2">{p("尾注")}</w:endnote>')
    body = (
        f'<w:p>{r("甲")}<w:r><w:footnoteReference w:id="2"/></w:r>{r("乙")}<w:r><w:endnoteReference w:id="2"/></w:r></w:p>'
        f'<w:p>{r("丙")}<w:r><w:footnoteReference w:id="3" w:customMarkFollows="1"/><w:t>*</w:t></w:r></w:p>{p("丁")}'
    )
    data = docx(body, {"footnotes.xml": notes, "endnotes.xml": ends})
    assert text_of(data) == "甲乙\n注一\n尾注\n丙\n注二\n续\n丁"
    assert [block.place for block in read(data).blocks][1] == "footnote[2]/p[1]"


def test_a_note_that_is_missing_is_no_error() -> None:
    assert text_of(docx('<w:p><w:r><w:footnoteReference w:id="2"/><w:t>甲</w:t></w:r></w:p>')) == "甲"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chunk1.html", "<html><meta charset=utf-8><p>块一</p><p>块二</p></html>".encode()),
        ("chunk1.txt", "块一\r\n块二\r\n".encode()),
        ("chunk1.docx", docx(p("块一") + p("块二"))),
        (
            "chunk1.mht",
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=gb2312\r\n\r\n" + "<p>块一<p>块二".encode("gbk"),
        ),
    ],
)
def test_chunk_in_its_place(name: str, content: bytes) -> None:
    data = docx(p("前") + f'<w:altChunk r:id="r-{name}"/>' + p("后"), {name: content})
    assert text_of(data) == "前\n块一\n块二\n后"


def test_chunk_that_cannot_be_read_is_reported() -> None:
    data = docx(p("前") + '<w:altChunk r:id="none"/>')
    assert text_of(data) == "前"
    assert "unknown-element" in codes_of(data)


def test_diagram() -> None:
    points = "<dgm:pt><dgm:t><a:p><a:r><a:t>工作</a:t></a:r><a:r><a:t>专班</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt/>"
    data = docx(
        '<w:p><w:r><w:drawing><dgm:relIds r:dm="r-data1.xml"/></w:drawing></w:r></w:p>',
        {"data1.xml": part("x", f"<dgm:ptLst>{points}</dgm:ptLst>")},
    )
    assert text_of(data) == "\n工作专班"


def test_unknown_elements_are_counted() -> None:
    data = docx(p("甲") + "<w:p><w:novelty/><w:novelty/><w:r><x:y/></w:r></w:p>")
    assert codes_of(data)["unknown-element"] == "含未识别元素：w:novelty 2 处、x:y 1 处（首处：body/p[2]）"


def test_an_ignorable_element_is_left_out_and_reported() -> None:
    data = docx(f"<w:p>{r('甲')}<x:y>{r('乙')}</x:y></w:p>", attributes='mc:Ignorable="x"')
    assert text_of(data) == "甲"
    assert "x:y" in codes_of(data)["unknown-element"]
