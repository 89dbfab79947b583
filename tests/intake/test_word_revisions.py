"""Tracked changes, comments and hidden text: the final document is read, the rest is counted."""

from __future__ import annotations

import pytest

from .packages import codes_of, docx, p, part, r, text_of

_MARK = "<w:pPr><w:rPr>{}</w:rPr></w:pPr>"


def _gone(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def _row(properties: str, *texts: str) -> str:
    cells = "".join(f"<w:tc>{p(text)}</w:tc>" for text in texts)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


CASES = {
    "inserted run": (f"<w:p>{r('甲')}<w:ins>{r('乙')}</w:ins></w:p>", "甲乙", "插入 1 处"),
    "deleted run": (f"<w:p>{r('甲')}{_gone('删')}{r('乙')}</w:p>", "甲乙", "删除 1 处"),
    "deleted run that kept its text": (f"<w:p>{r('甲')}<w:del>{r('删')}</w:del></w:p>", "甲", "删除 1 处"),
    "deletion in an insertion": (f"<w:p><w:ins>{r('甲')}{_gone('删')}</w:ins></w:p>", "甲", "插入 1 处、删除 1 处"),
    "deleted paragraph": (
        p("甲") + f"<w:p>{_MARK.format('<w:del/>')}{_gone('删')}</w:p>" + p("乙"),
        "甲\n乙",
        "删除段落标记 1 处、删除 1 处",
    ),
    "deleted mark joins": (f"<w:p>{_MARK.format('<w:del/>')}{r('甲')}</w:p>" + p("乙"), "甲乙", "删除段落标记 1 处"),
    "deleted mark before a table": (
        f"<w:p>{_MARK.format('<w:del/>')}{r('甲')}</w:p><w:tbl>{_row('', '格')}</w:tbl>",
        "甲\n格",
        "删除段落标记 1 处",
    ),
    "deleted mark at the end": (f"<w:p>{_MARK.format('<w:del/>')}{r('甲')}</w:p>", "甲", "删除段落标记 1 处"),
    "inserted mark": (f"<w:p>{_MARK.format('<w:ins/>')}{r('甲')}</w:p>" + p("乙"), "甲\n乙", "插入段落标记 1 处"),
    "move": (
        f'<w:p><w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom>{r("移")}</w:moveFrom>'
        f'<w:moveFromRangeEnd w:id="1"/>{r("甲")}</w:p><w:p><w:moveTo>{r("移")}</w:moveTo></w:p>',
        "甲\n移",
        "移走 1 处、移入 1 处",
    ),
    "moved paragraph": (
        f"<w:p>{_MARK.format('<w:moveFrom/>')}<w:moveFrom>{r('移')}</w:moveFrom></w:p>"
        + p("甲")
        + f"<w:p>{_MARK.format('<w:moveTo/>')}<w:moveTo>{r('移')}</w:moveTo></w:p>",
        "甲\n移",
        "删除段落标记 1 处",
    ),
    "deleted row": (
        f"<w:tbl>{_row('', '甲')}{_row('<w:del/>', '删')}{_row('<w:ins/>', '乙')}</w:tbl>",
        "甲\n乙",
        "删除行 1 处、插入行 1 处",
    ),
    "deleted cell": (
        f"<w:tbl><w:tr><w:tc>{p('甲')}</w:tc><w:tc><w:tcPr><w:cellDel/></w:tcPr>{p('删')}</w:tc></w:tr></w:tbl>",
        "甲",
        "删除单元格 1 处",
    ),
    "changed properties": (
        f"<w:p><w:pPr><w:pPrChange><w:pPr/></w:pPrChange></w:pPr>{r('甲', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>')}</w:p>",
        "甲",
        "格式修订 2 处",
    ),
    "deleted field": (
        f'<w:p>{r("甲")}<w:del><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>{r("乙")}</w:p>',
        "甲乙",
        "删除 1 处",
    ),
    "deleted note reference": (
        '<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:footnoteReference w:id="1"/></w:r></w:del></w:p>',
        "甲",
        "删除 1 处",
    ),
    "conflict": (
        f"<w:p><w14:conflictIns>{r('甲')}</w14:conflictIns><w14:conflictDel>{r('删')}</w14:conflictDel></w:p>",
        "甲",
        "插入 1 处、删除 1 处",
    ),
    "deletion in a formula": (
        "<w:p><m:oMath><m:r><m:t>x</m:t></m:r><w:del><m:r><m:t>y</m:t></m:r></w:del></m:oMath></w:p>",
        "x",
        None,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_final_text(case: str) -> None:
    body, text, said = CASES[case]
    notes = {"footnotes.xml": part("footnotes", f'<w:footnote w:id="1">{p("注")}</w:footnote>')}
    data = docx(body, notes)
    assert text_of(data) == text
    if said is not None:
        assert codes_of(data)["tracked-changes"].startswith(f"含修订痕迹：{said}")


def test_a_joined_paragraph_is_that_of_the_mark_that_stays() -> None:
    from .packages import lists, num

    first = f"<w:p><w:pPr>{num(1)}<w:rPr><w:del/></w:rPr></w:pPr>{r('甲')}</w:p>"
    assert text_of(docx(first + p("乙"), lists([("decimal", "%1.")]))) == "甲乙"
    assert text_of(docx(first + p("乙", num(1)), lists([("decimal", "%1.")]))) == "1.甲乙"


def test_comments_are_counted() -> None:
    reference = '<w:r><w:commentReference w:id="{}"/></w:r>'
    comments = part("comments", f'<w:comment w:id="1">{p("批注文字")}</w:comment>')
    data = docx(f"<w:p>{r('甲')}{reference.format(1)}{reference.format(2)}</w:p>", {"comments.xml": comments})
    assert text_of(data) == "甲"
    assert codes_of(data)["comments"] == "含批注：批注 2 处（首处：body/p[1]）"


def _styles(content: str) -> dict[str, str]:
    return {"styles.xml": part("styles", content)}


_HIDING = '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="s"/><w:rPr><w:vanish/></w:rPr></w:style>'
_HIDING_RUN = '<w:style w:type="character" w:styleId="C"><w:name w:val="c"/><w:rPr><w:vanish/></w:rPr></w:style>'


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (p("藏", '<w:pStyle w:val="S"/>') + p("甲"), "甲"),
        ("<w:p>" + r("甲") + r("藏", '<w:rStyle w:val="C"/>') + "</w:p>", "甲"),
        (
            '<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>' + r("显", '<w:vanish w:val="false"/>') + "</w:p>" + p("甲"),
            "显甲",
        ),
        ('<w:p><w:pPr><w:pStyle w:val="S"/></w:pPr>' + r("显", '<w:rStyle w:val="C"/>') + "</w:p>" + p("甲"), "显甲"),
    ],
)
def test_hidden_through_styles(body: str, text: str) -> None:
    data = docx(body, _styles(_HIDING + _HIDING_RUN))
    assert text_of(data) == text
    assert ("藏" in body) == ("hidden-text" in codes_of(data))


def test_hidden_by_default() -> None:
    styles = _styles("<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>")
    assert text_of(docx(p("藏") + "<w:p>" + r("显", '<w:vanish w:val="0"/>') + "</w:p>", styles)) == "显"


def test_hidden_shapes_are_counted() -> None:
    box = f"<w:txbxContent>{p('藏')}</w:txbxContent>"
    body = (
        f'<w:p>{r("甲")}<w:r><w:drawing><wp:anchor><wp:docPr hidden="1"/><wps:txbx>{box}</wps:txbx></wp:anchor></w:drawing></w:r>'
        f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox>{box}</v:textbox></v:shape></w:pict></w:r></w:p>'
    )
    assert text_of(docx(body)) == "甲"
    assert "隐藏图形 2 处" in codes_of(docx(body))["hidden-text"]


@pytest.mark.parametrize("words", ["机密★1年", "秘 密", "绝密", "内部资料 注意保存", "内部"])
def test_classification_in_a_header(words: str) -> None:
    header = part("hdr", f"<w:p>{r(words[:1])}{r(words[1:])}</w:p>")
    data = docx(p("甲"), {"header1.xml": header})
    assert text_of(data) == "甲"
    assert "页眉“" in codes_of(data)["classification-mark"]
    assert codes_of(data)["left-out"].startswith("未读入正文的内容：页眉 1 处")


def test_classification_on_the_first_page() -> None:
    assert "首页“秘密★长期”" in codes_of(docx(p("秘密★长期") + p("甲")))["classification-mark"]


@pytest.mark.parametrize("words", ["第 页", "保守国家秘密工作办公室", "内部控制"])
def test_no_classification(words: str) -> None:
    data = docx(p("关于机密文件的报告"), {"header1.xml": part("hdr", p(words))})
    assert "classification-mark" not in codes_of(data)


def test_classification_in_a_watermark() -> None:
    art = '<w:p><w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r></w:p>'
    assert "classification-mark" in codes_of(docx(p("甲"), {"header1.xml": part("hdr", art)}))


def test_a_macro_is_reported() -> None:
    data = docx(p("甲"), {"vbaProject.bin": b"\0"})
    assert text_of(data) == "甲"
    assert "macro" in codes_of(data)


def test_pictures_and_field_codes_are_counted() -> None:
    body = f'<w:p>{r("甲")}<w:r><w:drawing><a:blip/></w:drawing></w:r><w:fldSimple w:instr="PAGE">{r("1")}</w:fldSimple></w:p>'
    codes = codes_of(docx(body))
    assert "图片 1 处" in codes["pictures"]
    assert "域代码 1 处" in codes["left-out"]
