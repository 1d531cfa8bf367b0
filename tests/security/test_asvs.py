"""What docs/security/asvs.md names as evidence is there, and every line says how it stands."""

import re

from tests.serving import ROOT

TABLE = ROOT / "docs" / "security" / "asvs.md"
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
PLACE = re.compile(r"`((?:app|tests|docs|static|templates)/[\w./-]+|SECURITY\.md|uv\.lock)`")
STANDS = ("test: ", "document: ", "open")


def test_each_line_says_how_it_stands_and_names_what_is_there() -> None:
    rows = ROW.findall(TABLE.read_text())

    numbers = [tuple(map(int, number.split("."))) for number, _, _ in rows]

    assert numbers == sorted(set(numbers))
    assert len(rows) > 150
    assert [number for number, _, how in rows if not how.startswith(STANDS)] == []
    named = [place for _, _, how in rows for place in PLACE.findall(how)]
    assert [place for place in named if not (ROOT / place).exists()] == []
