"""Set up feedbackparse for this user from the wheels beside this file, without network.

Only the standard library, and no grammar that Python 3.8 does not read: an old Python is told, not a traceback.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"
EXTRAS = "feedbackparse[app,legacy]"
SHORTCUTS = {
    "feedbackparse-window": ("整改台账（窗口）", "serve", "true"),
    "feedbackparse-drop": ("整改台账（把文件拖到这里）", "drop %F", "true"),
}
"""Of Linux desktops: file -> (what is shown, command, in a terminal)."""


def main() -> int:
    """Exit code 0 where it is set up."""
    prepare_console()
    here = "{}.{}".format(*sys.version_info[:2])
    wanted = sorted(path.name.replace("for-python-", "") for path in WHEELS.glob("for-python-*"))
    if here not in wanted:
        say("现在的 Python 是 {}，此安装包供 Python {} 使用（64 位）。".format(here, "、".join(wanted)))
        say("请先安装其中一种 Python，再重新运行安装。做法见“说明.txt”。")
        return 1
    home = find_home()
    say(f"正在安装到 {home} ……")
    venv.create(str(home), with_pip=True, clear=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-index", "--find-links", str(WHEELS), EXTRAS]
    if subprocess.run(command, check=False).returncode:
        say("安装没有完成，原因见上。请确认安装包是完整复制的（SHA256SUMS 可供核对）。")
        return 1
    if os.name != "nt":
        add_shortcuts(home)
    where = "可以使用“2-拖到这里”和“3-打开窗口”了。" if os.name == "nt" else "开始菜单中有“整改台账”。"
    say(f"安装完成。{where}")
    return 0


def find_home() -> Path:
    """Where programs of one user lie."""
    if os.name == "nt":
        return Path(os.environ["LOCALAPPDATA"]) / "feedbackparse"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "feedbackparse"


def add_shortcuts(home: Path) -> None:
    """Entries of the start menu; on the second files can be dropped."""
    folder = home.parent / "applications"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (shown, command, terminal) in SHORTCUTS.items():
        words = f'Exec="{home}/bin/feedbackparse" {command}'
        lines = ["[Desktop Entry]", "Type=Application", "Name=" + shown, words, "Terminal=" + terminal]
        (folder / (name + ".desktop")).write_text("\n".join([*lines, "Categories=Office;", ""]), encoding="utf-8")


def prepare_console() -> None:
    """What a console cannot show is shown as something else."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]


def say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
