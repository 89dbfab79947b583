"""Automatic numbers: every format and every rule, as if typed."""

from __future__ import annotations

import pytest

from feedbackparse.intake.word.formats import FORMATS, print_custom

from .packages import codes_of, docx, lists, num, p, part, r, read, text_of

_CN = [
    ("chineseCountingThousand", "%1、"),
    ("chineseCountingThousand", "（%2）"),
    ("decimal", "%3."),
    ("decimal", "（%4）"),
]


def _num(num_id: int, overrides: str = "", abstract: int = 1) -> str:
    return f'<w:num w:numId="{num_id}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'


def _restart(level: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def _paragraphs(*marks: tuple[int, int]) -> str:
    return "".join(p("项", num(num_id, level)) for num_id, level in marks)


def _numbers(data: bytes) -> list[str]:
    return [block.number for block in read(data).blocks]


_NUMERALS = {
    "decimal": {1: "1", 101: "101"},
    "decimalZero": {1: "01", 10: "10", 100: "100"},
    "decimalFullWidth": {12: "１２"},
    "decimalEnclosedCircle": {1: "①", 20: "⑳", 21: "21"},
    "decimalEnclosedCircleChinese": {1: "①", 10: "⑩"},
    "decimalEnclosedParen": {1: "⑴", 20: "⒇"},
    "decimalEnclosedFullstop": {1: "⒈", 20: "⒛"},
    "upperRoman": {4: "IV", 1994: "MCMXCIV"},
    "lowerRoman": {9: "ix"},
    "upperLetter": {1: "A", 26: "Z", 27: "AA", 53: "AAA"},
    "lowerLetter": {28: "bb"},
    "chineseCounting": {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一○○", 101: "一○一"},
    "chineseCountingThousand": {
        10: "十",
        12: "十二",
        30: "三十",
        100: "一百",
        101: "一百〇一",
        110: "一百一十",
        1010: "一千〇一十",
    },
    "taiwaneseCountingThousand": {10_001: "一萬〇一", 23: "二十三"},
    "japaneseCounting": {10: "十", 21: "二十一", 100: "百", 111: "百十一", 1000: "千", 10_000: "一万"},
    "chineseLegal": {1: "壹", 10: "壹拾", 21: "贰拾壹", 105: "壹佰零伍"},
    "chineseLegalSimplified": {13: "壹拾叁"},
    "ideographLegalTraditional": {3: "參", 26: "貳拾陸"},
    "japaneseLegal": {3: "参", 10: "壱拾"},
    "ideographDigital": {10: "一〇", 25: "二五"},
    "taiwaneseDigital": {10: "一○"},
    "ideographTraditional": {1: "甲", 10: "癸", 11: "11"},
    "ideographZodiac": {1: "子", 12: "亥", 13: "13"},
    "ideographZodiacTraditional": {1: "甲子", 60: "癸亥", 61: "61"},
    "ideographEnclosedCircle": {1: "㊀", 10: "㊉", 11: "11"},
    "numberInDash": {3: "- 3 -"},
    "ordinal": {1: "1st", 2: "2nd", 11: "11th", 23: "23rd"},
    "cardinalText": {21: "Twenty-one", 115: "One hundred fifteen"},
    "ordinalText": {1: "First", 20: "Twentieth", 32: "Thirty-second"},
    "hex": {26: "1A"},
    "chicago": {1: "*", 5: "**"},
    "koreanCounting": {21: "이십일"},
    "koreanLegal": {11: "열하나"},
    "russianLower": {1: "а"},
    "thaiNumbers": {10: "๑๐"},
    "aiueo": {1: "ｱ"},
}


@pytest.mark.parametrize(("shape", "number"), [(shape, number) for shape, rows in _NUMERALS.items() for number in rows])
def test_format(shape: str, number: int) -> None:
    assert FORMATS[shape](number) == _NUMERALS[shape][number]


def test_every_format_prints_every_number() -> None:
    for shape in FORMATS.values():
        assert all(shape(number) for number in (*range(120), 1000, 12_345, 2**31 - 1))


def test_custom_format() -> None:
    assert print_custom(7, "001, 002, 003, ...") == "007"


@pytest.mark.parametrize(
    ("shape", "text", "numbers"),
    [
        ("chineseCounting", "%1、", ["一、", "二、"]),
        ("decimalEnclosedCircle", "%1", ["①", "②"]),
        ("ideographTraditional", "（%1）", ["（甲）", "（乙）"]),
        ("bullet", "●", ["", ""]),
        ("none", "附件", ["附件", "附件"]),
        ("none", "%1", ["", ""]),
        ("decimal", "第%1条", ["第1条", "第2条"]),
        ("decimal", "", ["", ""]),
    ],
)
def test_level(shape: str, text: str, numbers: list[str]) -> None:
    assert _numbers(docx(_paragraphs((1, 0), (1, 0)), lists([(shape, text)]))) == numbers


def test_number_stands_in_front_as_if_typed() -> None:
    body = p("加强", num(1)) + p("2024年", num(1, 2)) + p("", num(1, 1)) + p("甲", num(1, 1))
    assert text_of(docx(body, lists(_CN))) == "一、加强\n1.2024年\n（一）\n（二）甲"


def test_figures_do_not_run_together() -> None:
    assert text_of(docx(p("2024年", num(1)), lists([("decimal", "%1")]))) == "1 2024年"


def test_levels_restart_below_one_another() -> None:
    data = docx(_paragraphs((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3)), lists(_CN))
    assert _numbers(data) == ["一、", "（一）", "（二）", "1.", "二、", "（一）", "（1）"]


def test_several_levels_in_one_number() -> None:
    data = docx(_paragraphs((1, 0), (1, 1), (1, 1), (1, 0), (1, 1)), lists([("decimal", "%1"), ("decimal", "%1.%2")]))
    assert _numbers(data) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_level_above_that_was_not_used_prints_its_start() -> None:
    data = docx(_paragraphs((1, 1), (1, 1), (1, 0), (1, 1)), lists([("decimal", "%1"), ("decimal", "%1.%2")]))
    assert _numbers(data) == ["1.1", "1.2", "1", "1.1"]


def test_legal_numbers_print_all_levels_in_decimal() -> None:
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    )
    assert _numbers(docx(_paragraphs((1, 0), (1, 0), (1, 1)), lists(levels))) == ["第一章", "第二章", "2.1"]


@pytest.mark.parametrize(
    ("restart", "numbers"),
    [
        ("", ["1", "a", "i", "b", "i", "2", "a", "i"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "a", "i", "b", "ii", "2", "a", "iii"]),
        ('<w:lvlRestart w:val="1"/>', ["1", "a", "i", "b", "ii", "2", "a", "i"]),
    ],
)
def test_restart_after_a_level(restart: str, numbers: list[str]) -> None:
    shapes = ["decimal", "lowerLetter", "lowerRoman"]
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{restart if at == 2 else ""}'
        f'<w:lvlText w:val="%{at + 1}"/></w:lvl>'
        for at, shape in enumerate(shapes)
    )
    marks = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)]
    assert _numbers(docx(_paragraphs(*marks), lists(levels))) == numbers


def test_start() -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="5"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert _numbers(docx(_paragraphs((1, 0), (1, 0)), lists(levels))) == ["5.", "6."]


def test_two_lists_on_one_definition_count_on() -> None:
    data = docx(_paragraphs((1, 0), (2, 0), (1, 0)), lists(_CN, _num(1) + _num(2)))
    assert _numbers(data) == ["一、", "二、", "三、"]


def test_start_override_begins_anew_once() -> None:
    data = docx(_paragraphs((1, 0), (1, 0), (2, 0), (2, 0), (1, 0)), lists(_CN, _num(1) + _num(2, _restart(0, 3))))
    assert _numbers(data) == ["一、", "二、", "三、", "四、", "五、"]
    data = docx(_paragraphs((1, 0), (1, 0), (2, 0), (2, 0)), lists(_CN, _num(1) + _num(2, _restart(0))))
    assert _numbers(data) == ["一、", "二、", "一、", "二、"]


def test_full_override() -> None:
    level = '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    data = docx(_paragraphs((2, 0), (2, 0)), lists(_CN, _num(1) + _num(2, level)))
    assert _numbers(data) == ["1)", "2)"]


def test_custom_format_behind_alternate_content() -> None:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"'
        ' w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1号"/></w:lvl>'
    )
    assert _numbers(docx(_paragraphs((1, 0)), lists(level))) == ["001号"]


def test_an_unknown_format_is_reported() -> None:
    data = docx(_paragraphs((1, 0)), lists([("klingon", "%1.")]))
    assert _numbers(data) == ["1."]
    assert "klingon" in codes_of(data)["unknown-element"]


def _styled(styles: str, body: str, numbering: dict[str, str]) -> bytes:
    return docx(body, {"styles.xml": part("styles", styles)} | numbering)


def _style(style_id: str, properties: str, base: str = "", more: str = "") -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style w:type="paragraph" w:styleId="{style_id}"{more}><w:name w:val="{style_id}"/>{based}<w:pPr>{properties}</w:pPr></w:style>'


def _of(style: str, more: str = "") -> str:
    return f'<w:pStyle w:val="{style}"/>{more}'


_LINKED = "".join(
    f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H{at + 1}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for at, text in enumerate(("%1、", "（%2）"))
)


def test_numbers_through_styles_linked_to_levels() -> None:
    styles = _style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + _style(
        "H2", "<w:numPr><w:numId w:val='1'/></w:numPr>"
    )
    body = p("甲", _of("H1")) + p("乙", _of("H2")) + p("丙", _of("H2")) + p("丁", _of("H1"))
    assert _numbers(_styled(styles, body, lists(_LINKED))) == ["一、", "（一）", "（二）", "二、"]


def test_numbers_through_style_inheritance() -> None:
    styles = (
        _style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + _style("My", "", "H1")
        + _style("H2", '<w:numPr><w:ilvl w:val="1"/></w:numPr>', "H1")
    )
    body = p("甲", _of("My")) + p("乙", _of("H2"))
    assert _numbers(_styled(styles, body, lists(_CN))) == ["一、", "（一）"]


def test_num_id_zero_cancels() -> None:
    styles = _style("H1", '<w:numPr><w:numId w:val="1"/></w:numPr>') + _style(
        "Off", '<w:numPr><w:numId w:val="0"/></w:numPr>', "H1"
    )
    body = p("甲", _of("H1", num(0))) + p("乙", _of("Off")) + p("丙", _of("H1"))
    assert _numbers(_styled(styles, body, lists(_CN))) == ["", "", "一、"]


def test_num_style_link() -> None:
    styles = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    levels = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    )
    extra = f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{levels}</w:abstractNum>'
    numbering = lists('<w:numStyleLink w:val="L"/>', _num(1) + _num(2, abstract=2), extra)
    assert _numbers(_styled(styles, _paragraphs((1, 0), (1, 0)), numbering)) == ["一、", "二、"]


def test_a_default_style_may_number() -> None:
    styles = _style("Normal", num(1), more=' w:default="1"')
    assert _numbers(_styled(styles, p("甲") + p("乙"), lists(_CN))) == ["一、", "二、"]


def test_numbers_in_table_cells() -> None:
    cell = f"<w:tc>{p('项', num(1))}</w:tc>"
    data = docx(f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>" + p("后", num(1)), lists(_CN))
    assert _numbers(data) == ["一、", "二、", "三、"]


def test_a_deleted_paragraph_does_not_count() -> None:
    gone = f"<w:p><w:pPr>{num(1)}<w:rPr><w:del/></w:rPr></w:pPr><w:del>{r('删')}</w:del></w:p>"
    assert text_of(docx(p("甲", num(1)) + gone + p("乙", num(1)), lists(_CN))) == "一、甲\n二、乙"


def test_a_hidden_paragraph_does_not_count() -> None:
    hidden = f"<w:p><w:pPr>{num(1)}<w:rPr><w:vanish/></w:rPr></w:pPr>{r('藏', '<w:vanish/>')}</w:p>"
    assert text_of(docx(p("甲", num(1)) + hidden + p("乙", num(1)), lists(_CN))) == "一、甲\n二、乙"


def test_a_hidden_number_counts() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/><w:rPr><w:vanish/></w:rPr></w:lvl>'
    assert _numbers(docx(_paragraphs((1, 0)), lists(level))) == [""]


def test_old_numbering_in_a_change_is_not_read() -> None:
    changed = f"<w:pPrChange><w:pPr>{num(1)}</w:pPr></w:pPrChange>"
    assert _numbers(docx(p("甲", changed), lists(_CN))) == [""]


@pytest.mark.parametrize("parts", [{}, {"numbering.xml": part("numbering", "")}])
def test_a_list_that_is_missing_gives_no_number(parts: dict[str, str]) -> None:
    assert text_of(docx(p("甲", num(1)), parts)) == "甲"


def test_nonsense_in_numbering_is_no_error() -> None:
    levels = '<w:lvl w:ilvl="99"/><w:lvl w:ilvl="x"/><w:lvl><w:start w:val="-7"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%9"/></w:lvl>'
    body = _paragraphs((1, 0), (1, 8), (1, 9), (1, -1), (7, 0)) + p(
        "项", '<w:numPr><w:ilvl w:val="a"/><w:numId/></w:numPr>'
    )
    assert len(_numbers(docx(body, lists(levels)))) == 6


def test_notes_count_for_themselves() -> None:
    notes = part("footnotes", f'<w:footnote w:id="1">{p("注", num(1))}</w:footnote>')
    body = p("甲", num(1)) + '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>' + p("乙", num(1))
    assert text_of(docx(body, lists(_CN) | {"footnotes.xml": notes})) == "一、甲\n\n一、注\n二、乙"
