"""What the documents say about the project stays true."""

import json
import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

import config

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/guide/*.md"), *ROOT.glob("docs/adr/*.md")])
MOST_BYTES = 100_000

_LINK = re.compile(r"\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_NAME = re.compile(r"^[A-Za-z0-9-]+")


def test_the_readme_names_every_setting() -> None:
    rows = re.findall(r"^\| `([A-Z_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)

    assert sorted(rows) == sorted(config.NAMES)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    links = [link or picture for link, picture in _LINK.findall(document.read_text())]
    own = [link.partition("#")[0] for link in links if "://" not in link]

    assert [link for link in own if not (document.parent / link).exists()] == []


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs" / "guide" / "img").glob("*.png"))

    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []


def test_every_dependency_has_a_reason() -> None:
    reasons = (ROOT / "docs" / "dependencies.md").read_text().casefold()

    assert [name for name in _dependencies() if name not in reasons] == []


def _dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    browser = json.loads((ROOT / "package.json").read_text())
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    wanted = chain(project["project"]["dependencies"], *extras.values(), *groups.values())
    python = [found[0] for line in wanted if (found := _NAME.match(line))]
    plugins = [name.removeprefix("pytest-").casefold() for name in python]
    return [*plugins, *browser["dependencies"], *browser["devDependencies"]]
