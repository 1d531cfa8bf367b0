"""Write the vectors."""

from tests.vectors import FOLDER, MAKERS, written

for name in MAKERS:
    (FOLDER / f"{name}.json").write_text(written(name))
