"""Style hints: outline level, style name, centred, bold."""

from __future__ import annotations

from feedbackparse.model import PLAIN, Style

from .packages import docx, p, part, r, read

_STYLES = part(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="sub"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>',
)


def _style(body: str, styles: str = _STYLES) -> Style:
    return read(docx(body, {"styles.xml": styles})).blocks[0].style


def test_plain() -> None:
    assert _style(p("甲")) == PLAIN


def test_from_the_style() -> None:
    assert _style(p("甲", '<w:pStyle w:val="1"/>')) == Style(0, "heading 1", True, True)
    assert _style(p("甲", '<w:pStyle w:val="2"/>')) == Style(0, "sub", True, True)


def test_said_directly() -> None:
    direct = '<w:jc w:val="center"/><w:outlineLvl w:val="2"/>'
    assert _style(p("甲", direct)) == Style(2, "", True, False)
    over = '<w:pStyle w:val="1"/><w:jc w:val="left"/><w:outlineLvl w:val="9"/>'
    assert _style(p("甲", over)) == Style(None, "heading 1", False, True)


def test_bold_where_all_runs_are() -> None:
    bold, plain = r("甲", "<w:b/>"), r("乙")
    assert _style(f"<w:p>{bold}{bold}</w:p>").bold
    assert not _style(f"<w:p>{bold}{plain}</w:p>").bold
    assert not _style(f"<w:p>{plain}{bold}</w:p>").bold
    assert _style(f"<w:p>{bold}{r(' ')}</w:p>").bold
    assert not _style(p()).bold
    assert not _style("<w:p>" + r("甲", '<w:b w:val="0"/>') + "</w:p>").bold


def test_bold_through_a_character_style() -> None:
    assert _style("<w:p>" + r("甲", '<w:rStyle w:val="s"/>') + "</w:p>").bold


def test_styles_of_another_form_are_read_whole() -> None:
    other = _STYLES.replace("xmlns:w=", "xmlns:q=").replace("<w:", "<q:").replace("</w:", "</q:").replace(" w:", " q:")
    assert _style(p("甲", '<w:pStyle w:val="2"/>'), other) == Style(0, "sub", True, True)
    single = _STYLES.replace('w:styleId="2"', "w:styleId='2'")
    assert _style(p("甲", '<w:pStyle w:val="2"/>'), single) == Style(0, "sub", True, True)
    commented = _STYLES.replace("<w:style ", '<!-- <w:style w:styleId="2"></w:style> --><w:style ', 1)
    assert _style(p("甲", '<w:pStyle w:val="2"/>'), commented) == Style(0, "sub", True, True)


def test_a_style_that_is_missing_or_goes_round_in_circles() -> None:
    assert _style(p("甲", '<w:pStyle w:val="none"/>')) == PLAIN
    circle = '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="x"/></w:style>'
    assert _style(p("甲", '<w:pStyle w:val="x"/>'), part("styles", circle)) == Style(None, "x")


def test_a_default_style_far_behind() -> None:
    filler = "".join(
        f'<w:style w:type="table" w:styleId="t{at}"><w:name w:val="{"x" * 500}"/></w:style>' for at in range(300)
    )
    late = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
    assert _style(p("甲"), part("styles", filler + late)) == Style(None, "", True)
