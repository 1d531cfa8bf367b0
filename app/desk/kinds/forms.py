"""Read what organisers say about a kind of place: its name in each language, and how many."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, StringField
from wtforms.validators import Length, NumberRange, Optional

from app import events, rsvps
from app.desk.events.fields import NumberField
from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.i18n import lazy_gettext, lazy_number

_MOST_PLACES = 1_000_000
_SAID = {
    "missing": lazy_gettext("Say what it is called."),
    "too_many": lazy_gettext("There are enough kinds of place for one event."),
}


class KindForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A kind of place; a name field for each language is added below."""

    capacity = NumberField(
        lazy_gettext("Number of places"),
        validators=[
            Optional(),
            NumberRange(
                1, _MOST_PLACES, message=lazy_gettext("Enter 1 or more, or leave this empty.")
            ),
        ],
    )
    waitlist = BooleanField(lazy_gettext("Keep a waiting list when places are gone"))
    by_offer = BooleanField(
        lazy_gettext("Ask the first in line before they get a free place (12 hours to answer)")
    )
    smaller_pass = BooleanField(
        lazy_gettext("Let a smaller group pass when there are too few places for the first one")
    )
    overfull = BooleanField(lazy_gettext("Keep everybody who has a place, and admit nobody new"))

    @classmethod
    def of(cls, kind: rsvps.Kind) -> "KindForm":
        """Return the form filled with what stands, or with what was sent."""
        names = {f"name_{code}": name for code, name in kind.plan.names.items()}
        return cls(data={**asdict(kind.plan), **names})

    def names(self, event: events.Event) -> Iterator[tuple[Any, bool]]:
        """Yield each field for a name, with whether it may stay empty: the first one may not."""
        others = [code for code in i18n.CODES if code != event.first_language]
        for code in (event.first_language, *others):
            yield self._fields[f"name_{code}"], code != event.first_language

    def plan(self, event: events.Event) -> rsvps.KindPlan:
        """Return what is said; only after validation."""
        names = {code: self._fields[f"name_{code}"].data or "" for code in i18n.CODES}
        return rsvps.KindPlan(
            first_language=event.first_language,
            names=names,
            capacity=self.capacity.data,
            waitlist=self.waitlist.data,
            by_offer=self.by_offer.data,
            smaller_pass=self.smaller_pass.data,
        )

    def blame(self, event: events.Event, refusal: Invalid) -> None:
        """Show a refusal beside the field that it is about."""
        name = "capacity" if refusal.field == "capacity" else f"name_{event.first_language}"
        said = _SAID.get(refusal.reason, lazy_gettext("This cannot be used."))
        self._fields[name].errors = [said]


for _language in i18n.LANGUAGES:
    setattr(
        KindForm,
        f"name_{_language.code}",
        StringField(
            lazy_gettext("Name in this language: %(language)s", language=_language.name),
            validators=[
                Length(
                    max=rsvps.LONGEST_NAME,
                    message=lazy_gettext(
                        "This is too long: at most %(most)s characters.",
                        most=lazy_number(rsvps.LONGEST_NAME),
                    ),
                )
            ],
        ),
    )
