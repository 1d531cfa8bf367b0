"""Name the roles of a demonstration, and suggest how many people each wants. Pure but for words.

Only the ratio of stewards has a source (one for 50 people, TUC 2011); the others are rules of thumb
to start from. Organisers decide bottom-up, from posts and breaks.
"""

from dataclasses import dataclass
from typing import Any

from app.kernel.errors import Invalid
from app.platform.i18n import lazy_gettext

_PAIR = 2


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody does: its name, its lead's title, and what it asks of people.

    `people_each` is how many people in the crowd one of them is for; without it the number does not
    depend on the crowd. Who is `independent` holds no other role at the same event.
    """

    key: str
    name: Any  # babel's lazy strings have no type
    lead: Any  # as above
    task: Any  # as above
    fewest: int
    people_each: int = 0
    pairs: bool = False
    adults: bool = False
    independent: bool = False

    def suggested(self, crowd: int) -> tuple[int, int]:
        """Return the least and the most people to ask for, for a crowd of that size."""
        for_crowd = -(-crowd // self.people_each) if self.people_each else 0
        least = self._whole(max(self.fewest, for_crowd))
        return least, self._whole(least + -(-least // 4)) if self.people_each else least

    def _whole(self, people: int) -> int:
        return people + people % _PAIR if self.pairs else people


_ROLES = (
    Role(
        "steward",
        lazy_gettext("Steward"),
        lazy_gettext("lead steward"),
        lazy_gettext("You keep the way free, answer questions and stay calm, in pairs."),
        fewest=2,
        people_each=50,
        pairs=True,
        adults=True,
    ),
    Role(
        "first-aid",
        lazy_gettext("First aid"),
        lazy_gettext("first-aid lead"),
        lazy_gettext("You help whoever is hurt or unwell, in pairs. You have been trained for it."),
        fewest=2,
        people_each=250,
        pairs=True,
    ),
    Role(
        "legal-observer",
        lazy_gettext("Legal observer"),
        lazy_gettext("lead legal observer"),
        lazy_gettext("You watch and take notes. You stay independent: no other role beside it."),
        fewest=2,
        people_each=500,
        pairs=True,
        independent=True,
    ),
    Role(
        "interpreter",
        lazy_gettext("Interpreter"),
        lazy_gettext("lead interpreter"),
        lazy_gettext(
            "You make people understand each other: on the stage, at first aid, anywhere."
        ),
        fewest=2,
        people_each=1000,
    ),
    Role(
        "de-escalation",
        lazy_gettext("De-escalation"),
        lazy_gettext("de-escalation lead"),
        lazy_gettext("You talk to people before a quarrel grows, in pairs."),
        fewest=2,
        people_each=250,
        pairs=True,
    ),
    Role(
        "welcome",
        lazy_gettext("Welcome and counting in"),
        lazy_gettext("welcome lead"),
        lazy_gettext("You greet people, scan their passes and count who comes without one."),
        fewest=2,
        people_each=150,
    ),
    Role(
        "accessibility",
        lazy_gettext("Accessibility help"),
        lazy_gettext("accessibility lead"),
        lazy_gettext("You show the way without steps, find a seat, and keep room for wheelchairs."),
        fewest=1,
        people_each=250,
    ),
    Role(
        "counting",
        lazy_gettext("Crowd counting"),
        lazy_gettext("counting lead"),
        lazy_gettext("You count the crowd from a fixed point, two people at each point."),
        fewest=2,
        pairs=True,
    ),
    Role(
        "welfare",
        lazy_gettext("Water and care"),
        lazy_gettext("care lead"),
        lazy_gettext(
            "You hand out water, look after children who are lost, and keep a calm corner."
        ),
        fewest=1,
        people_each=300,
    ),
    Role(
        "setup",
        lazy_gettext("Setting up and clearing away"),
        lazy_gettext("set-up lead"),
        lazy_gettext("You carry, build up, and leave the square clean."),
        fewest=4,
        people_each=500,
    ),
    Role(
        "sound",
        lazy_gettext("Sound"),
        lazy_gettext("sound lead"),
        lazy_gettext("You look after microphones, loudspeakers and power."),
        fewest=1,
    ),
    Role(
        "banner",
        lazy_gettext("Banners and signs"),
        lazy_gettext("banner lead"),
        lazy_gettext("You carry the banner in front and hand out signs."),
        fewest=4,
    ),
)
_BY_KEY = {role.key: role for role in _ROLES}
KEYS = tuple(_BY_KEY)


def every() -> tuple[Role, ...]:
    """Return all roles, in the order in which organisers think of them."""
    return _ROLES


def get(key: str) -> Role:
    """Return a role.

    Raises:
        Invalid: there is no such role.
    """
    if key not in _BY_KEY:
        raise Invalid("role", "unknown")
    return _BY_KEY[key]
