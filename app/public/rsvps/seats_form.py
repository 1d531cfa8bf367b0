"""Read how many places of a further kind somebody wants: chosen from a list, never typed."""

from typing import Any

from markupsafe import Markup
from wtforms import Form, SelectField
from wtforms.fields.choices import SelectChoice

from app import rsvps
from app.kernel.ids import KindId
from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext

_HOW_MANY = lazy_gettext("How many of you?")


def _up_to(most: int) -> list[SelectChoice]:
    numbers = [SelectChoice(number, i18n.number(number)) for number in range(1, most + 1)]
    return [SelectChoice(0, gettext("none")), *numbers]


class SeatsField(SelectField):  # type: ignore[misc] # wtforms ships no types
    """How many places of a kind, beside one's own; none, unless something is chosen."""

    def __init__(self, kind: rsvps.Kind, **more: Any) -> None:  # what wtforms adds
        self.kind_id: KindId = kind.id
        self.full = kind.counts.is_full
        name = Markup("<bdi>{}</bdi>").format(kind.name(i18n.current_language()))
        super().__init__(name, coerce=int, choices=_up_to(rsvps.LARGEST_PARTY), default=0, **more)

    def fits(self, people: int) -> bool:
        """Tell whether a party of so many can want so many, and say so beside the field."""
        if self.data <= people:
            return True
        self.errors = [gettext("Choose no more places than people.")]
        return False


class SeatsForm(Form):  # type: ignore[misc] # wtforms ships no types
    """How many places of a kind a party has now."""

    people = SelectField(_HOW_MANY, coerce=int)

    @classmethod
    def of(cls, kind_id: KindId, party: rsvps.Party, has: int, sent: Any = None) -> "SeatsForm":
        """Return the form of a kind of place on a party's page; `sent` is werkzeug's form data."""
        form = cls(sent, data={"people": has})
        form.people.choices = _up_to(party.people)
        form.people.id = f"seats-{kind_id}"
        return form

    def number(self) -> int:
        """Return how many; only after validation."""
        number: int = self.people.data
        return number
