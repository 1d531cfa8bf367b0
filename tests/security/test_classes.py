"""Each of the twenty kinds of hole has tests by name, and they are there."""

import ast
import re

from tests.serving import ROOT

TABLE = ROOT / "docs" / "security" / "classes.md"
ROW = re.compile(r"^\| (V\d+) \|.*\|([^|]*)\|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[^`]+)`")


def names_in(path: str) -> set[str]:
    """Return the names of the tests in a file or below a folder."""
    place = ROOT / path
    files = [place] if place.is_file() else list(place.rglob("test_*.py"))
    trees = [ast.parse(file.read_text()) for file in files]
    return {
        node.name
        for tree in trees
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def is_there(named: str) -> bool:
    """Tell whether a test exists, or a file that has some."""
    path, _, name = named.partition("::")
    return name in names_in(path) if name else bool(names_in(path))


def test_each_class_has_tests_and_they_are_there() -> None:
    rows = ROW.findall(TABLE.read_text())

    named = {kind: NAMED.findall(tests) for kind, tests in rows}

    assert list(named) == [f"V{number}" for number in range(1, 21)]
    assert [kind for kind, tests in named.items() if not tests] == []
    assert [test for tests in named.values() for test in tests if not is_there(test)] == []
