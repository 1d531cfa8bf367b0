"""What the invented rally needs: sensible numbers for 200 people, some of them found already."""

from dataclasses import dataclass
from datetime import time


@dataclass(frozen=True, slots=True)
class SampleNeed:
    """A need of the sample, on the day of the rally; `found` people have it already."""

    role: str
    starts: time
    ends: time
    least: int
    most: int
    post: str = ""
    languages: tuple[str, ...] = ()
    found: int = 0


_METRO = "Métro Denfert-Rochereau"
_AVENUE = "Avenue du Général-Leclerc"

DENFERT = (
    SampleNeed("setup", time(11), time(13, 15), 4, 6, found=4),
    SampleNeed("steward", time(13, 30), time(16), 4, 6, _AVENUE, found=1),
    SampleNeed("welcome", time(13, 30), time(16), 2, 4, _METRO),
    SampleNeed("first-aid", time(13, 30), time(18), 2, 4, found=2),
    SampleNeed("legal-observer", time(13, 30), time(18), 2, 2, found=2),
    SampleNeed("interpreter", time(14), time(18), 2, 3, languages=("fr", "fa"), found=1),
    SampleNeed("accessibility", time(13, 30), time(18), 1, 2, _METRO),
    SampleNeed("steward", time(16), time(18, 30), 4, 6, _AVENUE),
    SampleNeed("counting", time(15), time(16), 2, 2),
    SampleNeed("setup", time(18), time(19, 30), 4, 6),
)

# Nobody's name: the roster shows that these are invented, too.
HANDLE = "Exemple {number}"
