"""Take each guard, token check, ownership filter and escape away in turn, and see a test go red.

The list is made from the syntax trees of the code and from the templates, so that a new guard is on
it by itself. `python -m tests.security.mutants --every 10` tries every tenth in a copy of the tree.
"""

import argparse
import ast
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.serving import ROOT

_GUARDED = (
    *("app/desk/guard.py", "app/desk/permissions.py", "app/desk/signin/", "app/accounts/"),
    *("app/platform/origin.py", "app/platform/hosts.py", "app/platform/limits.py"),
    *("app/public/form_token.py", "app/gate/api/guard.py", "app/desk/unlocking/"),
)
_HOOKS = {"before_request", "after_request", "before_app_request"}
_ESCAPES = {"escape", "one_line", "clean", "_no_formula"}
_OWNER = re.compile(r"\b(event_id|organiser_id|team_id|session_id) == ")
_PRINTED = re.compile(r"\{\{ ((?:text|said|volunteer|host|kind|gate|phone)\.\w+(?:\(lang\))?) \}\}")
# Where a fault of a part is seen first; the matrix sees what is left.
_SEEN = (
    ("app/desk/signin", ("tests/desk/signin", "tests/desk/test_guard.py")),
    ("app/desk/guard.py", ("tests/desk/test_guard.py",)),
    ("app/accounts", ("tests/accounts", "tests/desk/signin", "tests/desk/team")),
    ("app/platform", ("tests/platform", "tests/desk/test_guard.py")),
    ("templates", ("tests/public/test_hostile_words.py", "tests/public/hosts")),
)
_ALWAYS = ("tests/public/test_drafts.py", "tests/desk/unlocking", "tests/matrix")
_PATIENCE = 900


@dataclass(frozen=True, slots=True)
class Mutant:
    """A place in a file, and what stands there instead."""

    path: str
    kind: str
    start: int
    end: int
    instead: str

    def applied(self, source: str) -> str:
        """Return the file with the change in it."""
        return source[: self.start] + self.instead + source[self.end :]

    def __str__(self) -> str:
        source = (ROOT / self.path).read_text()
        line = source.count("\n", 0, self.start) + 1
        taken = " ".join(source[self.start : self.end].split())
        return f"{self.path}:{line} {self.kind}: {taken[:80]}"


def mutants() -> list[Mutant]:
    """Return all of them, in the order of files and lines."""
    of_code = [one for path in sorted(ROOT.glob("app/**/*.py")) for one in _of_code(path)]
    of_pages = [one for path in sorted(ROOT.glob("templates/**/*.html")) for one in _of_page(path)]
    return of_code + of_pages


def is_caught(mutant: Mutant, tree: Path) -> bool:
    """Tell whether a test goes red in a copy of the tree with the mutant in it."""
    file = tree / mutant.path
    source = file.read_text()
    file.write_text(mutant.applied(source))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:randomly", "-k", "not postgres"]
            + [place for place in _tests_of(mutant.path) if (tree / place).exists()],
            cwd=tree,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    finally:
        file.write_text(source)
    return done.returncode != 0


def a_copy(folder: Path) -> Path:
    """Copy what tests need, so that the tree itself stays as it is."""
    for name in ("app", "tests", "templates", "migrations"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("config.py", "wsgi.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("static", "docs", "uv.lock", "package-lock.json"):
        (folder / name).symlink_to(ROOT / name)
    return folder


def _tests_of(path: str) -> list[str]:
    near = path.replace("app/", "tests/", 1).rpartition("/")[0]
    first = [place for part, places in _SEEN if path.startswith(part) for place in places]
    return list(dict.fromkeys([*first, *([near] if near != "tests" else []), *_ALWAYS]))


def _of_code(path: Path) -> Iterator[Mutant]:
    source = _Source(path)
    for node in ast.walk(ast.parse(source.text)):
        if isinstance(node, ast.Expr) and _calls(node.value) in _HOOKS:
            yield source.change(node, "guard", "None")
        elif isinstance(node, ast.If) and source.is_guard and _refuses(node.body[-1]):
            yield source.change(node.test, "check", "False")
        elif isinstance(node, ast.BoolOp) and _calls(node.values[-1]) == "abort":
            yield source.change(node, "not found", source.said(node.values[0]))
        elif isinstance(node, ast.Call):
            yield from source.of_call(node)
        elif isinstance(node, ast.Dict) and source.name == "app/desk/permissions.py":
            yield from source.of_permissions(node)


class _Source:
    """A file of code, and what can be changed in it."""

    def __init__(self, path: Path) -> None:
        self.text = path.read_text()
        self.name = str(path.relative_to(ROOT))
        self.is_guard = self.name.startswith(_GUARDED)
        self._raw = self.text.encode()
        self._lines = [0]
        for line in self._raw.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def said(self, node: ast.expr) -> str:
        """Return the words of a node."""
        return ast.get_source_segment(self.text, node) or ""

    def change(self, node: ast.expr | ast.stmt, kind: str, instead: str) -> Mutant:
        """Put something in the place of a node; the tree counts bytes, we count letters."""
        start = self._lines[node.lineno - 1] + node.col_offset
        end = self._lines[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before, upto = (len(self._raw[:place].decode()) for place in (start, end))
        return Mutant(self.name, kind, before, upto, instead)

    def of_call(self, node: ast.Call) -> Iterator[Mutant]:
        """Show drafts, let words through as they are, or ask without saying whose."""
        called = _calls(node)
        if called == "find_published" and self.name.startswith(("app/public", "app/api")):
            yield self.change(node, "draft", self.said(node).replace("find_published", "find"))
        if called in _ESCAPES and len(node.args) == 1:
            yield self.change(node, "escape", f"({self.said(node.args[0])})")
        if called == "where" and len(node.args) > 1:
            yield from self._of_where(node)

    def of_permissions(self, node: ast.Dict) -> Iterator[Mutant]:
        """Let everybody in the team where a permission is wanted."""
        for value in node.values:
            if self.said(value).startswith("Permission.") and "SEE" not in self.said(value):
                yield self.change(value, "permission", "Permission.SEE")

    def _of_where(self, node: ast.Call) -> Iterator[Mutant]:
        wanted = [self.said(one) for one in node.args]
        for place, one in enumerate(wanted):
            if _OWNER.search(one):
                rest = ", ".join(wanted[:place] + wanted[place + 1 :])
                yield self.change(node, f"filter {one}", f"{self.said(node.func)}({rest})")


def _of_page(path: Path) -> Iterator[Mutant]:
    name = str(path.relative_to(ROOT))
    for found in _PRINTED.finditer(path.read_text()):
        yield Mutant(name, "escape", *found.span(), f"{{{{ {found[1]}|safe }}}}")


def _calls(node: ast.AST | None) -> str:
    """Return the last part of the name that a node calls."""
    if not isinstance(node, ast.Call):
        return ""
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def _refuses(node: ast.stmt) -> bool:
    return isinstance(node, ast.Raise) or (
        isinstance(node, ast.Expr) and _calls(node.value) == "abort"
    )


def main() -> None:
    """Try some or all, and print which were not caught."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--first", type=int, default=0)
    told = asked.parse_args()
    tried = mutants()[told.first :: told.every]
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        tree = a_copy(Path(folder))
        for number, mutant in enumerate(tried, 1):
            word = "caught  " if is_caught(mutant, tree) else "SURVIVED"
            print(f"{number}/{len(tried)} {word} {mutant}", flush=True)  # noqa: T201 - a report


if __name__ == "__main__":
    main()
