"""How a file ends that gives no rows although intake did not refuse it: the table of these verdicts.

docs/codes.md lists it.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedbackparse.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Ending:
    status: Outcome
    message: str
    """With ``{detail}`` where it says more."""
    remedy: str


_ALONE = "请单独转换此文件核对；如仍出现，请连同文件一起报告"
ENDINGS = {
    "crashed": Ending("crashed", "{detail}", "这是程序的缺陷，请连同文件一起报告"),
    "worker-crashed": Ending("crashed", "解析进程崩溃（{detail}）", _ALONE),
    "worker-lost": Ending("crashed", "工作进程未能完成（{detail}）", _ALONE),
    "timed-out": Ending(
        "timed-out",
        "超过每份文件的时限 {detail} 秒",
        "请核对此文件是否正常；确需转换时用 --timeout 延长时限",
    ),
    "memory-limit": Ending(
        "refused",
        "解析此文件所需内存超过上限 {detail}",
        "请核对此文件是否正常；确需转换时用 --memory 提高每份文件的内存上限",
    ),
    "same-file": Ending("duplicate", "与“{detail}”内容相同，只采用一份", "如无需保留，可移走其中一份"),
    "later-version": Ending("superseded", "已有新版本“{detail}”，只采用新版本", "如是不同的文件，请分别转换或改名"),
}


def end_verdict(code: str, file: str, detail: str, seconds: float | None = None, memory: int | None = None) -> Verdict:
    """The verdict of this code on a file."""
    ending = ENDINGS[code]
    message = ending.message.format(detail=detail)
    return Verdict(file, ending.status, code, message, ending.remedy, seconds=seconds, memory=memory)
