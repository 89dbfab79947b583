"""check_table.py DIR ... : check_gold.py for a ledger, without any parser.

check_gold.py wants every label of a field or response in the text right before its value, and a node for every paragraph. In a ledger
table the labels are column names and the header rows (and a caption) belong to the table node, so it cannot pass an outline that
follows outline.md. This checks the rest: a temporary copy of the case, in which the column names are taken from the nodes under a
table and the lines that the outline names in `# the table owns: a | b | c` comments (in order) from visible.txt, goes through check_gold.py.
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECK = "/work/shared/check_gold.py"
worst = 0
for folder in map(Path, sys.argv[1:]):
    owned, out, table = [], [], None
    for raw in (folder / "gold.outline").read_text(encoding="utf-8").splitlines():
        depth = len(raw) - len(raw.lstrip(" "))
        if raw.lstrip().startswith("# the table owns:"):
            owned += [cell.strip() for cell in raw.partition(":")[2].split("|")]
        if raw.strip() and not raw.lstrip().startswith("#"):
            if table is not None and depth <= table:
                table = None
            if raw.lstrip().startswith("table"):
                table = depth
            elif table is not None:
                raw = re.sub(r"^( *)(field|response) [^:]*:", r"\1\2:", raw)
        out.append(raw)
    lines, kept = (folder / "visible.txt").read_text(encoding="utf-8").splitlines(), []
    for line in lines:
        if owned and line == owned[0]:
            owned.pop(0)
        else:
            kept.append(line)
    if owned:
        sys.exit(f"{folder}: not found in order: {owned[:3]}")
    with tempfile.TemporaryDirectory() as tmp:
        copy = Path(tmp) / folder.name
        copy.mkdir()
        (copy / "gold.outline").write_text("\n".join(out) + "\n", encoding="utf-8")
        (copy / "visible.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
        if (folder / "gold.masks").exists():
            shutil.copy(folder / "gold.masks", copy)
        worst |= subprocess.run([sys.executable, CHECK, str(copy)]).returncode
sys.exit(worst)
