"""Long and odd documents whose trees are known by construction, for load and property tests.

    python corpora/generator.py SEED [ISSUES]     prints a document and its tree

A document draws its habits once (which numbers at which level, how an issue is worded, how an answer is
labelled, how measures stand, whether an organisation part and a next part use the same marks), as an
office does, and keeps them. The words are built from small lists; the text is distinct in every issue.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field

CN = "一二三四五六七八九十"
FIELDS = ("理论学习", "议事决策", "意识形态", "选人用人", "党费收缴", "资产管理", "工程招标", "信访办理", "档案保管")
BODIES = ("中心组", "支部", "办公室", "财务股", "项目办", "工会", "后勤站", "监察室")
FAULTS = ("流于形式", "把关不严", "台账缺失", "进展缓慢", "责任不清", "监管缺位", "落实不力", "标准不高")
DEEDS = ("修订制度", "约谈责任人", "补齐台账", "开展自查", "组织培训", "公示结果", "追缴资金", "更换人员")
TIMES = ("3月底", "上半年", "7月12日", "三季度", "年内")


def numeral(value: int) -> str:
    """1 to 999 in Chinese numerals."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    head = CN[hundreds - 1] + "百" if hundreds else ""
    if tens:
        head += ("" if tens == 1 and not hundreds else CN[tens - 1]) + "十"
    elif hundreds and ones:
        head += "零"
    return head + (CN[ones - 1] if ones else "")


STYLES = {
    "dun": lambda n: f"{numeral(n)}、",
    "paren": lambda n: f"（{numeral(n)}）",
    "dot": lambda n: f"{n}.",
    "ideographic": lambda n: f"{n}、",
    "arabic-paren": lambda n: f"（{n}）",
}
LEVELS = (
    ("dun", "paren", "dot"),
    ("dun", "paren", "arabic-paren"),
    ("dun", "paren", "ideographic"),
    ("dun", "dot", "arabic-paren"),
)
WORDINGS = ("quoted", "marked", "bare")
LABELS = ("整改情况：", "整改落实情况：", "整改措施：", "【整改情况】", "")
MEASURES = ("inline", "paragraphs", "prose", "alone")


@dataclass
class Draft:
    """A document being written: its lines, and its outline as corpora/ writes it."""

    lines: list[str] = field(default_factory=list)
    outline: list[str] = field(default_factory=list)

    def node(self, depth: int, kind: str, label: str, text: str) -> None:
        self.outline.append("  " * depth + (f"{kind} {label}: {text}" if label else f"{kind}: {text}"))


@dataclass(frozen=True)
class Habits:
    """What one office does throughout a paper."""

    levels: tuple[str, str, str]
    wording: str
    label: str
    measures: str
    aspects: bool
    organisation: bool
    next_part: bool
    running: bool
    """Whether the issues' numbers run on through the aspects."""
    fields: str
    """before, behind or none: where responsible person and deadline stand."""
    half_width: bool
    slips: bool
    """Whether a number is doubled or left out now and then."""


def draw_habits(dice: random.Random) -> Habits:
    label = dice.choice(LABELS)
    measures = dice.choice(MEASURES)
    if measures == "alone" and not label.endswith("："):
        measures = "inline"
    wording = dice.choice(WORDINGS)
    return Habits(
        levels=dice.choice(LEVELS),
        wording=wording,
        label=label,
        measures=measures,
        aspects=dice.random() < 0.7,
        organisation=dice.random() < 0.6,
        next_part=dice.random() < 0.6,
        running=dice.random() < 0.3,
        fields=dice.choice(("none", "none", "before", "behind")),
        half_width=dice.random() < 0.2,
        slips=dice.random() < 0.2,
    )


def generate(seed: int, issues: int = 12) -> tuple[str, str]:
    """``(text, outline)`` of the document with this seed: about ``issues`` issues."""
    dice = random.Random(seed)
    habits = draw_habits(dice)
    draft = Draft()
    unit = dice.choice(("青禾县", "临溪市", "望江区")) + dice.choice(("水务局", "档案馆", "林业局", "医保局")) + "党组"
    title = f"{unit}关于巡察反馈意见整改情况的通报"
    draft.lines.append(title)
    draft.node(0, "title", "", title)
    opening = f"根据统一部署，巡察组对{unit}开展了巡察。现将整改情况通报如下。"
    draft.lines.append(opening)
    draft.node(0, "text", "preamble", opening)
    part = 0
    if habits.organisation:
        part += 1
        write_organisation(draft, dice, habits, part)
    part += 1
    write_findings(draft, dice, habits, part, issues)
    if habits.next_part:
        write_next(draft, dice, habits, part + 1)
    draft.lines += [f"中共{unit}", "2024年5月6日"]
    draft.node(0, "text", "signature", f"中共{unit}")
    draft.node(0, "text", "date", "2024年5月6日")
    return "\n".join(draft.lines), "\n".join(draft.outline) + "\n"


def heading(draft: Draft, depth: int, label: str, words: str) -> None:
    draft.lines.append(label + words)
    draft.node(depth, "heading", label, words)


def write_organisation(draft: Draft, dice: random.Random, habits: Habits, part: int) -> None:
    """The part on how the work was organised, with the very marks of the part on issues."""
    heading(draft, 0, STYLES[habits.levels[0]](part), "整改工作组织情况")
    for number, words in enumerate(("提高站位。", "压实责任。", "强化督办。")[: dice.randint(2, 3)], 1):
        label = STYLES[habits.levels[1]](number)
        body = f"{dice.choice(BODIES)}先后召开会议{dice.randint(2, 9)}次，逐条研究措施。"
        draft.lines.append(label + words + body)
        draft.node(1, "heading", label, words)
        draft.node(2, "text", "", body)


def write_findings(draft: Draft, dice: random.Random, habits: Habits, part: int, issues: int) -> None:
    heading(draft, 0, STYLES[habits.levels[0]](part), "反馈问题整改落实情况")
    serial = 0
    aspect = 0
    while serial < issues:
        depth, style = 1, habits.levels[1]
        count = issues
        if habits.aspects:
            aspect += 1
            words = f"“{dice.choice(FIELDS)}弱化，{dice.choice(FAULTS)}”方面"
            heading(draft, 1, STYLES[habits.levels[1]](aspect), words)
            depth, style, count = 2, habits.levels[2], dice.randint(2, 5)
        slip = 0
        for number in range(1, count + 1):
            serial += 1
            if habits.slips and number > 2 and dice.random() < 0.15:
                slip += dice.choice((-1, 1))
            value = max(2, number + slip) if number > 1 else 1
            mark = STYLES[style](serial if habits.running else value)
            write_issue(draft, dice, habits, depth, half(mark) if habits.half_width else mark, serial)
            if serial >= issues:
                break


def write_issue(draft: Draft, dice: random.Random, habits: Habits, depth: int, number: str, serial: int) -> None:
    core = f"{dice.choice(BODIES)}{dice.choice(FIELDS)}{dice.choice(FAULTS)}，第{serial}批事项{dice.choice(FAULTS)}"
    if habits.wording == "quoted":
        draft.lines.append(f"{number}关于“{core}”的问题。")
        draft.node(depth, "issue", f"{number}关于", core)
    elif habits.wording == "marked":
        draft.lines.append(f"{number}关于{core}的问题。")
        draft.node(depth, "issue", f"{number}关于", core)
    else:
        draft.lines.append(f"{number}{core}。")
        draft.node(depth, "issue", number, core + "。")
    if habits.fields == "before":
        write_fields(draft, dice, depth + 1)
    write_answer(draft, dice, habits, depth + 1, serial)
    if habits.fields == "behind":
        write_fields(draft, dice, depth + 1)


def half(mark: str) -> str:
    """The half-width form of a number: (一) for （一）."""
    return mark.replace("（", "(").replace("）", ")")


def write_fields(draft: Draft, dice: random.Random, depth: int) -> None:
    person, limit = f"{dice.choice('周吴郑王')}某某", f"2024年{dice.randint(1, 12)}月底"
    draft.lines.append(f"责任人：{person}　完成时限：{limit}")
    draft.node(depth, "field", "责任人", person)
    draft.node(depth, "field", "完成时限", limit)


def write_answer(draft: Draft, dice: random.Random, habits: Habits, depth: int, serial: int) -> None:
    label = habits.label.strip("：【】")
    deeds = [
        f"{dice.choice(TIMES)}前{dice.choice(DEEDS)}{dice.randint(2, 40)}项，涉及第{serial}批。"
        for _ in range(dice.randint(2, 4))
    ]
    words = [f"{numeral(n)}是" for n in range(1, len(deeds) + 1)]
    if habits.measures == "prose":
        draft.lines.append(habits.label + deeds[0])
        draft.node(depth, "response", label, deeds[0])
        return
    draft.node(depth, "response", label, "")
    for word, deed in zip(words, deeds, strict=True):
        draft.node(depth + 1, "item", word, deed)
    items = [word + deed for word, deed in zip(words, deeds, strict=True)]
    if habits.measures == "inline":
        draft.lines.append(habits.label + "".join(items))
    elif habits.measures == "alone":
        draft.lines += [habits.label, *items]
    else:
        draft.lines += [habits.label + items[0], *items[1:]]


def write_next(draft: Draft, dice: random.Random, habits: Habits, part: int) -> None:
    heading(draft, 0, STYLES[habits.levels[0]](part), "下一步打算")
    for number, words in enumerate(("抓常态。", "抓长效。"), 1):
        label = STYLES[habits.levels[1]](number)
        body = f"每季度{dice.choice(DEEDS)}一次。"
        draft.lines.append(label + words + body)
        draft.node(1, "heading", label, words)
        draft.node(2, "text", "", body)


if __name__ == "__main__":
    made = generate(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 12)
    sys.stdout.write("\n\n".join(made) + "\n")
