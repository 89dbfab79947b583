"""Build the folder from which feedbackparse is set up without network: python offline/build.py windows DIR.

    pyproject.toml ──uv, for the machine meant──▶ pinned names ──pip──▶ wheels ──uv, from the folder alone──▶ checked

Run it on any machine with network (``pip install uv``), carry the folder over, and run what it holds. uv
resolves, because pip evaluates conditions like ``sys_platform == "win32"`` for the machine on which it runs.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
EXTRAS = ("app", "legacy")
SOURCE_ONLY = ("jieba",)
"""Packages of pure Python that the registry has only as source: their wheel is built first."""


@dataclass(frozen=True, slots=True)
class Target:
    """A kind of machine."""

    platform: str
    """As uv names it."""
    tags: tuple[str, ...]
    """Platform tags of wheels that run there, the best first."""
    folder: str
    """Where the scripts for it are."""


def linux(machine: str) -> Target:
    """Linux with glibc 2.28 or newer: Kylin V10, UOS 20."""
    tags = (*(f"manylinux_2_{minor}_{machine}" for minor in range(28, 16, -1)), f"manylinux2014_{machine}")
    return Target(f"{machine}-manylinux_2_28", tags, "linux")


TARGETS = {
    "windows": Target("x86_64-pc-windows-msvc", ("win_amd64",), "windows"),
    "kylin-arm": linux("aarch64"),
    "kylin-x86": linux("x86_64"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the folder for an installation without network.")
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("folder", type=Path, help="is made, or made anew where it was built before")
    parser.add_argument("--python", action="append", metavar="3.12", help="version there; may be given repeatedly")
    args = parser.parse_args(arguments)
    versions = args.python or ["3.12"]
    wheels = clear_folder(args.folder)
    build_wheel(wheels, str(ROOT))
    for version in versions:
        pinned = resolve(TARGETS[args.target], version)
        for name in pinned:
            if name.split("==")[0] in SOURCE_ONLY:
                build_wheel(wheels, name)
        download(TARGETS[args.target], version, wheels, pinned)
        check(TARGETS[args.target], version, wheels)
        (wheels / f"for-python-{version}").touch()
    copy_scripts(TARGETS[args.target], args.folder)
    write_sums(args.folder)
    size = sum(path.stat().st_size for path in wheels.iterdir()) / 1024 / 1024
    print(f"{args.folder}: {len(list(wheels.glob('*.whl')))} wheels, {size:.0f} MB, Python {', '.join(versions)}")
    return 0


def clear_folder(folder: Path) -> Path:
    """An empty folder for wheels; a folder that was not built by this is left alone."""
    if folder.exists() and any(folder.iterdir()) and not (folder / "wheels").is_dir():
        raise SystemExit(f"{folder}: holds something else")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    return folder / "wheels"


def resolve(target: Target, version: str) -> list[str]:
    """Everything that is needed there, pinned, as ``name==version``."""
    command = ["uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate", str(ROOT / "pyproject.toml")]
    command += [word for extra in EXTRAS for word in ("--extra", extra)]
    command += ["--python-platform", target.platform, "--python-version", version]
    return run(command).split()


def build_wheel(wheels: Path, source: str) -> None:
    run(["pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(wheels), source])


def download(target: Target, version: str, wheels: Path, pinned: Sequence[str]) -> None:
    """The wheels that the registry has for that machine."""
    command = ["pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", str(wheels)]
    command += ["--python-version", version, *(word for tag in target.tags for word in ("--platform", tag))]
    run([*command, *(name for name in pinned if name.split("==")[0] not in SOURCE_ONLY)])


def check(target: Target, version: str, wheels: Path) -> None:
    """Install for that machine from the folder alone, to see that nothing is missing."""
    with tempfile.TemporaryDirectory() as site:
        command = ["uv", "pip", "install", "--quiet", "--no-index", "--offline", "--find-links", str(wheels)]
        command += ["--python-platform", target.platform, "--python-version", version, "--target", site]
        run([*command, f"feedbackparse[{','.join(EXTRAS)}]"])


def copy_scripts(target: Target, folder: Path) -> None:
    """What people run there, and what they read first."""
    for path in (HERE / "install.py", *sorted((HERE / target.folder).iterdir())):
        shutil.copy(path, folder / path.name)
    words = (HERE / "说明.txt").read_text(encoding="utf-8")
    (folder / "说明.txt").write_text(words, encoding="utf-8-sig", newline="\r\n")


def write_sums(folder: Path) -> None:
    """SHA256SUMS, as ``sha256sum --check`` reads it."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    sums = ((hashlib.sha256(path.read_bytes()).hexdigest(), path.relative_to(folder).as_posix()) for path in paths)
    lines = [f"{digest}  {name}\n" for digest, name in sums]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8", newline="\n")


def run(command: Sequence[str]) -> str:
    """Run a tool of this environment; its output. An error ends all."""
    done = subprocess.run([sys.executable, "-m", *command], capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:3])}:\n{done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
