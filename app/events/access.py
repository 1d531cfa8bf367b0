"""Say how accessible an event is: facts, not prose, so that every language tells the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext

_LONGEST = 100_000
_KILOMETRE = 1000


class Fact(StrEnum):
    """What people need to know before they can come."""

    STEP_FREE = "step-free"
    TOILETS = "toilets"
    SEATING = "seating"
    SIGN_LANGUAGE = "sign-language"
    QUIET_PLACE = "quiet-place"


class Answer(StrEnum):
    """How far that is given."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Pace(StrEnum):
    """How fast a march walks."""

    SLOW = "slow"
    WALKING = "walking"


_SAID = {
    (Fact.STEP_FREE, Answer.YES): lazy_gettext("Step-free all the way"),
    (Fact.STEP_FREE, Answer.PARTLY): lazy_gettext("Partly step-free"),
    (Fact.STEP_FREE, Answer.NO): lazy_gettext("There are steps"),
    (Fact.TOILETS, Answer.YES): lazy_gettext("Accessible toilets"),
    (Fact.TOILETS, Answer.PARTLY): lazy_gettext("Toilets, not all of them accessible"),
    (Fact.TOILETS, Answer.NO): lazy_gettext("No toilets"),
    (Fact.SEATING, Answer.YES): lazy_gettext("Seats for those who need them"),
    (Fact.SEATING, Answer.PARTLY): lazy_gettext("A few seats"),
    (Fact.SEATING, Answer.NO): lazy_gettext("No seats"),
    (Fact.SIGN_LANGUAGE, Answer.YES): lazy_gettext("Interpreted in sign language"),
    (Fact.SIGN_LANGUAGE, Answer.PARTLY): lazy_gettext("Partly interpreted in sign language"),
    (Fact.SIGN_LANGUAGE, Answer.NO): lazy_gettext("Not interpreted in sign language"),
    (Fact.QUIET_PLACE, Answer.YES): lazy_gettext("A quiet place to withdraw to"),
    (Fact.QUIET_PLACE, Answer.PARTLY): lazy_gettext("A quieter place nearby"),
    (Fact.QUIET_PLACE, Answer.NO): lazy_gettext("No quiet place"),
}
_PACES = {
    Pace.SLOW: lazy_gettext("At a slow pace"),
    Pace.WALKING: lazy_gettext("At walking pace"),
}


@dataclass(frozen=True, slots=True)
class Access:
    """What is known; what is not told is not known. The length of the way is in metres."""

    facts: Mapping[Fact, Answer] = field(default_factory=dict)
    metres: int | None = None
    pace: Pace | None = None

    def said(self) -> list[str]:
        """Return what is known as sentences, in the language in force."""
        told = [str(_SAID[fact, self.facts[fact]]) for fact in Fact if fact in self.facts]
        way = [] if self.metres is None else [gettext("%(length)s to walk", length=self._length())]
        pace = [] if self.pace is None else [str(_PACES[self.pace])]
        return [*told, *way, *pace]

    def check(self) -> None:
        """Refuse a length that no march has.

        Raises:
            Invalid: that is so.
        """
        if self.metres is not None and not 1 <= self.metres <= _LONGEST:
            raise Invalid("metres", "out_of_range")

    def as_data(self) -> dict[str, str | int]:
        """Return what is known as plain data."""
        way = {"metres": self.metres, "pace": self.pace}
        known = {name: told for name, told in way.items() if told is not None}
        return {**{fact.value: answer.value for fact, answer in self.facts.items()}, **known}

    def _length(self) -> str:
        assert self.metres is not None  # noqa: S101 - for mypy; asked for a way alone
        if self.metres < _KILOMETRE:
            return gettext("%(number)s m", number=i18n.number(self.metres))
        return gettext("%(number)s km", number=i18n.number(round(self.metres / _KILOMETRE, 1)))


def access_of(told: Mapping[str, str | int]) -> Access:
    """Return what plain data tells.

    Raises:
        Invalid: there is no such fact, or no such answer.
    """
    try:
        known = {name: value for name, value in told.items() if name not in {"metres", "pace"}}
        return Access(
            {Fact(name): Answer(str(value)) for name, value in known.items()},
            int(told["metres"]) if "metres" in told else None,
            Pace(str(told["pace"])) if "pace" in told else None,
        )
    except ValueError:
        raise Invalid("access", "unknown") from None
