"""Every number format of Word -> the function that prints a number in it.

Source: ECMA-376 part 1 §17.18.59 (ST_NumberFormat). A format that is not here prints as decimal and is
reported by ``numbering``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from feedbackparse.intake.word import numerals as n

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_AIUEO_HALF = "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ"
_IROHA_HALF = "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ"
_GANADA, _CHOSUNG = "가나다라마바사아자차카타파하", "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_ARABIC_ALPHA, _ARABIC_ABJAD = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HINDI_VOWELS, _HINDI_CONSONANTS = "अआइईउऊऋएऐओऔ", "कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसह"
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_LEGAL = ("", "拾", "佰", "仟")
_legal_simplified = partial(n.count_chinese, digits="零壹贰叁肆伍陆柒捌玖", small=_LEGAL, bare="\0")
_legal_traditional = partial(
    n.count_chinese, digits="零壹貳參肆伍陸柒捌玖", small=_LEGAL, large=("", "萬", "億", "兆"), bare="\0"
)
_japanese = partial(n.count_chinese, large=("", "万", "億", "兆"), zero="", bare="十百千")
_japanese_legal = partial(
    n.count_chinese, digits="〇壱弐参四伍六七八九", small=("", "拾", "百", "阡"), large=("", "萬", "億", "兆"),
    zero="", bare="\0",
)  # fmt: skip
_taiwanese_thousand = partial(n.count_chinese, large=("", "萬", "億", "兆"))
_korean = partial(
    n.count_chinese, digits="영일이삼사오육칠팔구", small=("", "십", "백", "천"), large=("", "만", "억", "조"),
    zero="", bare="십백천",
)  # fmt: skip
_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")


def _cycle_sixty(number: int) -> str:
    """甲子, 乙丑 …: stem and branch."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


def _korean_legal(number: int) -> str:
    return _KOREAN_TENS[number // 10] + _KOREAN_ONES[number % 10] if 0 < number < 100 else str(number)


def _chicago(number: int) -> str:
    return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1) if 0 < number <= 400 else str(number)


def _letters(series: str) -> Callable[[int], str]:
    return partial(n.repeat_letter, letters=series)


def _ending(series: str) -> Callable[[int], str]:
    return partial(n.take_or_decimal, series=series)


def _digits(digits: str) -> Callable[[int], str]:
    return partial(n.spell_digits, digits=digits)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": "{:02d}".format,
    "numberInDash": "- {} -".format,
    "hex": "{:X}".format,
    "chicago": _chicago,
    "upperRoman": n.count_roman,
    "lowerRoman": lambda number: n.count_roman(number).lower(),
    "upperLetter": _letters(_LATIN),
    "lowerLetter": _letters(_LATIN.lower()),
    "ordinal": n.mark_ordinal,
    "cardinalText": lambda number: n.name_cardinal(number).capitalize(),
    "ordinalText": lambda number: n.name_ordinal(number).capitalize(),
    "chineseCounting": partial(n.count_to_99, zero="○"),
    "taiwaneseCounting": partial(n.count_to_99, zero="○"),
    "chineseCountingThousand": n.count_chinese,
    "taiwaneseCountingThousand": _taiwanese_thousand,
    "japaneseCounting": _japanese,
    "chineseLegal": _legal_simplified,
    "chineseLegalSimplified": _legal_simplified,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": _japanese_legal,
    "ideographDigital": _digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _digits("○一二三四五六七八九"),
    "ideographTraditional": _ending(_STEMS),
    "ideographZodiac": _ending(_BRANCHES),
    "ideographZodiacTraditional": _cycle_sixty,
    "ideographEnclosedCircle": _ending("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "decimalFullWidth": _digits("０１２３４５６７８９"),
    "decimalFullWidth2": _digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _ending(_CIRCLED),
    "decimalEnclosedCircleChinese": _ending(_CIRCLED),
    "decimalEnclosedFullstop": _ending("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _ending("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "aiueo": _letters(_AIUEO_HALF),
    "aiueoFullWidth": _letters(_AIUEO),
    "iroha": _letters(_IROHA_HALF),
    "irohaFullWidth": _letters(_IROHA),
    "ganada": _letters(_GANADA),
    "chosung": _letters(_CHOSUNG),
    "koreanDigital": _digits("영일이삼사오육칠팔구"),
    "koreanDigital2": _digits("零一二三四五六七八九"),
    "koreanCounting": _korean,
    "koreanLegal": _korean_legal,
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "thaiLetters": _letters(_THAI),
    "thaiNumbers": _digits("๐๑๒๓๔๕๖๗๘๙"),
    "hindiNumbers": _digits("०१२३४५६७८९"),
    "hindiVowels": _letters(_HINDI_CONSONANTS),
    "hindiConsonants": _letters(_HINDI_VOWELS),
    "arabicAlpha": _letters(_ARABIC_ALPHA),
    "arabicAbjad": _letters(_ARABIC_ABJAD),
    "hebrew1": _letters(_HEBREW),
    "hebrew2": _letters(_HEBREW),
}
"""Format name -> number printed. ``none`` and ``bullet`` print nothing and are not here."""


def print_custom(number: int, pattern: str) -> str:
    """A number in a custom format: ``001, 002, 003, ...`` is three digits wide."""
    width = len(pattern.partition(",")[0].strip())
    return f"{number:0{min(width, 12)}d}"
