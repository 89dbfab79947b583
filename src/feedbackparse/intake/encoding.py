"""Bytes of a text file -> its characters, by evidence and never by guess.

Source: RFC 3629 (UTF-8 is self-checking), GB 18030 and GB/T 2312 (level 1 holds the 3,755 frequent
characters), Big5 (frequent characters have lead bytes A4 to C6).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from feedbackparse.intake.refusals import refuse

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_SAMPLE = 1 << 16
_LONE = re.compile("[\ud800-\udfff]")
_SURE, _DOUBTFUL = 0.75, 0.5


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    encoding: str
    doubt: str = ""
    """What is not certain, in Chinese; empty where nothing is."""


def decode_text(data: bytes, place: str, encoding: str | None = None) -> Decoded:
    """The text of these bytes.

    Raises: Refusal where the encoding named is wrong, or none can be found.
    """
    if encoding:
        return _decode_as(data, place, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, place, name)
    wide = _find_wide(data)
    if wide:
        return Decoded(data.decode(wide), wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data" and error.start:
            cut = data[: error.start].decode("utf-8")
            return Decoded(cut, "utf-8", "文件末尾缺少半个字符，可能没有传完")
    return _decode_chinese(data, place)


def _decode_as(data: bytes, place: str, encoding: str) -> Decoded:
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError, TypeError) as error:
        raise refuse("wrong-encoding", place, detail=encoding) from error
    return Decoded(_LONE.sub("\ufffd", text.removeprefix("\ufeff")), encoding.lower())


def _decode_marked(data: bytes, place: str, name: str) -> Decoded:
    """The text behind a byte order mark; half a character at the end is dropped and said."""
    for cut in range(4):
        try:
            text = data[: len(data) - cut].decode(name).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
        return Decoded(text, name, "文件末尾缺少半个字符，可能没有传完" if cut else "")
    raise refuse("wrong-encoding", place, detail=name)


def _find_wide(data: bytes) -> str | None:
    """utf-16-le or utf-16-be where the bytes without a mark read as Chinese or Latin text in it."""
    if len(data) % 2 or len(data) < 4:
        return None
    best, name = 0.9, None
    for candidate in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(candidate)
        except UnicodeDecodeError:
            continue
        share = _share_of_plain(text[:_SAMPLE])
        if share > best:
            best, name = share, candidate
    return name


def _share_of_plain(text: str) -> float:
    """The share of characters that a Chinese or English text is made of; 0 where no line or comma is."""
    plain = sum(
        " " <= char <= "~"
        or char in "\t\r\n"
        or "\u4e00" <= char <= "\u9fff"
        or "\u3000" <= char <= "\u301f"
        or "\uff01" <= char <= "\uff5e"
        or "\u2010" <= char <= "\u2026"
        for char in text
    )
    marks = sum(char in " ,.;:!?\t\r\n，。；：、！？“”（）《》〔〕" for char in text)
    return plain / len(text) if marks else 0.0


def _decode_chinese(data: bytes, place: str) -> Decoded:
    """GB18030 or nothing: Big5 is named, not misread."""
    gb, big5 = _frequent_share(data, "gb18030"), _frequent_share(data, "big5hkscs")
    if big5 > gb and big5 >= _DOUBTFUL:
        raise refuse("big5-encoding", place)
    if gb < _DOUBTFUL:
        raise refuse("unknown-format" if _is_binary(data[:_SAMPLE]) else "unknown-encoding", place)
    doubt = "" if gb >= _SURE else "按 GB18030 读取，生僻字偏多"
    return Decoded(data.decode("gb18030"), "gb18030", doubt)


def _is_binary(data: bytes) -> bool:
    """Whether the bytes hold more control characters than a text in any encoding."""
    return sum(byte < 32 and byte not in b"\t\n\f\r" for byte in data) > len(data) / 50


def _frequent_share(data: bytes, encoding: str) -> float:
    """Of the characters beyond ASCII, the share that are frequent ones or punctuation of this encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    foreign = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not foreign:
        return 0.0
    narrow = "gb2312" if encoding == "gb18030" else "big5"
    last = b"\xd7\xf9" if encoding == "gb18030" else b"\xc6\x7e"
    frequent = {char for char in set(foreign) if _is_frequent(char, narrow, last)}
    return sum(char in frequent for char in foreign) / len(foreign)


def _is_frequent(char: str, encoding: str, last: bytes) -> bool:
    try:
        code = char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return code <= last and (char >= "\u4e00" or not "\u0370" <= char <= "\u2fff" or char in "—…“”‘’·①②③④⑤⑥⑦⑧⑨⑩")
