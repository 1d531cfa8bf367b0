"""Each import contract catches what it is there for."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.serving import ROOT

# What nobody may write, by the contract that it breaks.
SEEDS = {
    "layers": ("kernel/text.py", "from app import platform"),
    "cycles": ("platform/links.py", "from app.platform import pages"),
    "no-web": ("audit/service.py", "import flask"),
    "kernel": ("kernel/ids.py", "import sqlalchemy"),
    "no-settings": ("platform/moment.py", "import config"),
}
OUTSIDE = "cli/saying.py"


def contracts() -> dict[str, str]:
    """Return the name of each contract by its id."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {kept["id"]: kept["name"] for kept in told["tool"]["importlinter"]["contracts"]}


def a_tree(folder: Path) -> Path:
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.py", "wsgi.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def broken(folder: Path) -> set[str]:
    """Return the names of the contracts that a tree breaks."""
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    found = set(re.findall(r"^(.+) BROKEN$", done.stdout, re.MULTILINE))
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return found


def seed(folder: Path, module: str, line: str) -> None:
    with (folder / "app" / module).open("a") as file:
        file.write(f"\n{line}\n")


def test_the_tree_as_it_is_breaks_no_contract(tmp_path: Path) -> None:
    assert broken(a_tree(tmp_path)) == set()


def test_every_contract_is_broken_by_what_it_forbids(tmp_path: Path) -> None:
    tree = a_tree(tmp_path)
    doors = {name.removeprefix("front-door-") for name in contracts() if name not in SEEDS}
    for module, line in SEEDS.values():
        seed(tree, module, line)
    for domain in doors:
        inner = next(path.stem for path in sorted((ROOT / "app" / domain).glob("[a-z]*.py")))
        seed(tree, OUTSIDE, f"import app.{domain}.{inner}")

    assert broken(tree) == set(contracts().values())
