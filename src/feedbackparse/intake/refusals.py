"""The one table of refusals: code -> what is wrong and what to do, both in Chinese.

Source: design.md §10: bad input is a verdict with a remedy.
"""

from __future__ import annotations

from feedbackparse.errors import Refusal

REFUSALS: dict[str, tuple[str, str]] = {
    "unreadable-file": ("文件打不开（{detail}）", "请确认文件存在、未被其他程序占用，且有读取权限"),
    "empty-file": ("文件是空的", "请向报送单位重新索取文件"),
    "file-too-large": ("文件有 {size}，超过 {limit} 的上限", "请压缩文档中的图片后重新保存，或调高上限"),
    "unknown-format": ("不是可识别的文档，内容与任何已知格式都不符", "请用 Word 或 WPS 打开确认后另存为 .docx"),
    "unread-format": ("是{detail}，程序不读取这种格式", "{remedy}"),
    "cut-short": ("文件不完整，可能没有传完（{detail}）", "请重新下载或向报送单位重新索取文件"),
    "broken-package": ("文件包已损坏（{detail}）", "请用 Word 或 WPS 打开并修复，另存为 .docx 后重试"),
    "broken-markup": ("{detail} 的内容已损坏，不是完整的 XML", "请用 Word 或 WPS 打开并修复，另存为 .docx 后重试"),
    "missing-part": ("文件包里没有文档正文", "请用 Word 或 WPS 打开并修复，另存为 .docx 后重试"),
    "duplicate-entry": (
        "文件包里有重名的部件 {detail}，以哪一个为准无法判定",
        "请用 Word 或 WPS 打开核对后另存为 .docx",
    ),
    "unsafe-path": ("文件包里有指向包外的路径 {detail}", "请确认来源可靠，用 Word 或 WPS 打开后另存为 .docx"),
    "encrypted-document": ("文档设有打开密码", "请先用密码打开，取消加密后另存为 .docx"),
    "encrypted-archive": ("压缩包设有密码", "请先用密码解压，再转换里面的文件"),
    "inflation-bomb": (
        "压缩包展开后有 {size}，超过 {limit} 的上限，疑似恶意文件",
        "请确认来源可靠；确需读取时调高上限",
    ),
    "part-too-large": ("部件 {detail} 展开后有 {size}，超过 {limit} 的上限", "请确认来源可靠；确需读取时调高上限"),
    "too-many-entries": ("压缩包里有 {size} 个条目，超过 {limit} 个的上限", "请分批压缩，或解压后转换文件夹"),
    "too-many-tags": ("{detail} 的标记有 {size} 处，超过 {limit} 处的上限", "请把文档拆成几份；确需读取时调高上限"),
    "too-many-lines": ("文字超过 {limit} 行", "请把文档拆成几份；确需读取时调高上限"),
    "too-deep": ("{detail} 嵌套过深，超过 {limit} 层", "请把嵌套的表格或文本框拆开后另存为 .docx"),
    "dtd": (
        "{detail} 带有 DTD（文档类型定义），正常的 Word 文件没有，疑似恶意文件",
        "请确认来源可靠，用 Word 或 WPS 打开后另存为 .docx",
    ),
    "unknown-encoding": ("文本的编码不能确定", "请用 --encoding 指明编码，如 --encoding gb18030"),
    "big5-encoding": ("文本像是 Big5（繁体）编码", "请加上 --encoding big5 重试"),
    "wrong-encoding": ("不能按指定的编码 {detail} 读取", "请核对 --encoding 的值，如 utf-8、gb18030、big5、utf-16"),
    "no-converter": (
        "是{detail}，需要转换程序才能读取，本机没有找到",
        "请用 WPS 或 Word 打开此文件，点“文件”“另存为”，文件类型选“{suffix}”，再转换另存的文件；"
        "或安装 LibreOffice 后直接转换",
    ),
    "conversion-failed": ("是{detail}，转换没有得到结果", "请用 Word 或 WPS 打开确认后另存为 .docx"),
    "conversion-timeout": ("是{detail}，转换超过 {limit} 秒未完成", "请用 Word 或 WPS 打开后另存为 .docx"),
    "archive-without-document": ("压缩包里没有可读取的文档", "请核对压缩包内容，或解压后转换文件夹"),
    "archive-of-many": ("是压缩包，里面有 {size} 个文档，不是一个文档", "请解压后转换文件夹"),
    "archive-in-archive": ("是压缩包里的压缩包", "请解压后转换文件夹"),
}


def refuse(code: str, place: str, **detail: object) -> Refusal:
    """The Refusal of this code; ``detail`` fills its message and remedy."""
    message, remedy = REFUSALS[code]
    return Refusal(code, place, message.format(**detail), remedy.format(**detail))


def print_size(size: int) -> str:
    """A number of bytes as people read it."""
    return f"{size / 1024 / 1024:.1f} MB" if size >= 1024 * 1024 else f"{size / 1024:.1f} KB"
