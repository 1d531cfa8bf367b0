"""Keep the catalogues whole: collect sentences, and refuse missing or doubtful translations."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "app" / "translations"
PYBABEL = Path(sys.executable).with_name("pybabel")
NAMED = re.compile(r"%\((\w+)\)[sd]")
KEYWORDS = ("-k", "lazy_gettext", "-k", "ngettext:1,2", "-k", "forms:1,2")


def main(deed: str) -> None:
    """Update the catalogues, or check them."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        pybabel("extract", "-F", "babel.cfg", *KEYWORDS, "-o", str(template), ".")
        wanted = catalogue(template)
    catalogues = sorted(FOLDER.glob("*/LC_MESSAGES/messages.po"))
    if deed == "update":
        for path in catalogues:
            update(path, wanted)
        pybabel("compile", "-d", str(FOLDER))
    faults = [
        f"{path.relative_to(ROOT)}: {fault}"
        for path in catalogues
        for fault in faults_of(catalogue(path), wanted)
    ]
    if faults:
        sys.exit("\n".join([*faults, f"{len(faults)} sentences want a translator."]))


def update(path: Path, wanted: Catalog) -> None:
    """Add new sentences to a catalogue and drop those that nobody says any more.

    Sorted and without line numbers, so that a change touches only the sentences it is about.
    """
    translated = catalogue(path)
    translated.update(wanted, no_fuzzy_matching=True)
    with path.open("wb") as file:
        write_po(
            file, translated, width=100, no_location=True, sort_output=True, ignore_obsolete=True
        )


def faults_of(translated: Catalog, wanted: Catalog) -> list[str]:
    """Return what is missing or cannot be right in a catalogue."""
    faults = []
    for message in wanted:
        if not message.id:
            continue
        found = translated.get(message.id, message.context)
        strings = found.string if found is not None else ""
        said = strings if isinstance(strings, (list, tuple)) else [strings]
        if found is None or found.fuzzy or not all(said):
            faults.append(f"not translated: {message.id!r}")
        elif not names_in(message.id) >= set().union(*map(names_in, said)):
            faults.append(f"other names than in the source: {message.id!r}")
    return faults


def names_in(text: object) -> set[str]:
    """Return the placeholders of a sentence, or of its singular and plural."""
    parts = text if isinstance(text, (list, tuple)) else [text]
    return {name for part in parts for name in NAMED.findall(str(part))}


def catalogue(path: Path) -> Catalog:
    """Return the sentences of a file."""
    with path.open("rb") as file:
        return read_po(file)


def pybabel(*arguments: str) -> None:
    """Run pybabel in the project's folder."""
    quiet = [str(PYBABEL), "--quiet", *arguments]
    subprocess.run(quiet, cwd=ROOT, check=True)


if __name__ == "__main__":
    main(sys.argv[1])
