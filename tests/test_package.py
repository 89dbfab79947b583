"""The package as it is installed: its rules found, its public face small, also where the machine is Windows."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

import feedbackparse as fp
from feedbackparse.rulebook.load import shipped_folder
from feedbackparse.version import VERSION

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    done = subprocess.run(list(map(str, command)), cwd=cwd, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8")


def test_version_is_said_once() -> None:
    assert PROJECT["version"] == VERSION


def test_public_face_is_under_ten_names() -> None:
    assert len(fp.__all__) < 10
    assert all(getattr(fp, name) is not None for name in fp.__all__)
    with pytest.raises(AttributeError):
        fp.nothing  # noqa: B018


def test_import_costs_nothing() -> None:
    code = "import sys, feedbackparse; print(*sys.modules)"
    loaded = run(sys.executable, "-c", code).split()
    assert not {"pandas", "lxml", "pydantic", "openpyxl", "jieba", "jinja2", "click"}.intersection(loaded)


def test_checkout_uses_its_own_rules() -> None:
    """The tests run on an editable install, which reads rules/ of the checkout."""
    assert shipped_folder() == ROOT / "rules"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT)
    (path,) = folder.glob("*.whl")
    return path


def test_wheel_ships_rules_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {Path(name).name for name in names if name.startswith("feedbackparse/rules/")}
    assert shipped == {path.name for path in (ROOT / "rules").glob("*.toml")}
    assert "feedbackparse/py.typed" in names
    assert not [name for name in names if name.startswith(("tests", "corpora"))]


def test_wheel_ships_what_the_pages_are_made_of(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    folder = ROOT / "src" / "feedbackparse" / "review"
    made_of = [*folder.glob("assets/**/*.*"), folder / "words.toml"]
    assert len(made_of) > 6
    assert {path.relative_to(ROOT / "src").as_posix() for path in made_of} <= names


def test_wheel_install_finds_its_rules_and_converts(wheel: Path, tmp_path: Path) -> None:
    """A new environment that holds only the wheel; its dependencies are those of this environment."""
    venv.create(tmp_path / "venv", with_pip=False)
    site = run(python_of(tmp_path), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    zipfile.ZipFile(wheel).extractall(site)
    here = run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip()
    (tmp_path / "报告.txt").write_text("1.关于会议记录不完整的问题。\n整改情况：已完成。\n", encoding="utf-8")
    code = (
        f"import sys; sys.path.append({here!r})\n"
        "import feedbackparse as fp\n"
        "from feedbackparse.rulebook.load import shipped_folder\n"
        "assert fp.__file__.startswith(sys.prefix), fp.__file__\n"
        "assert str(shipped_folder()).startswith(sys.prefix), shipped_folder()\n"
        "from feedbackparse.review import render_page\n"
        "assert '#n0' in render_page(fp.parse('报告.txt'))\n"
        "print(fp.convert('报告.txt', '台账.xlsx').verdicts[0].issues)"
    )
    assert run(python_of(tmp_path), "-X", "utf8", "-c", code, cwd=tmp_path).strip() == "1"
    assert (tmp_path / "台账.xlsx").exists()


def python_of(folder: Path) -> Path:
    windows = folder / "venv" / "Scripts" / "python.exe"
    return windows if windows.exists() else folder / "venv" / "bin" / "python"
