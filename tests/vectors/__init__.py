"""Make the vectors that hold Python and JavaScript together; `python -m tests.vectors` writes them.

Everything in them follows from fixed keys, so that a change of the format shows as a change here.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.vectors import codes, ledger, parcels, wire

FOLDER = Path(__file__).parent
Vectors = dict[str, Any]

MAKERS: dict[str, Callable[[], Vectors]] = {
    "codes": codes.made,
    "ledger": ledger.made,
    "parcels": parcels.made,
    "wire": wire.made,
}


def read(name: str) -> Vectors:
    """Return vectors as they are kept."""
    kept: Vectors = json.loads((FOLDER / f"{name}.json").read_text())
    return kept


def written(name: str) -> str:
    """Return vectors as they should be kept."""
    return json.dumps(MAKERS[name](), indent=1, ensure_ascii=False) + "\n"
