"""Read how accessible an event is."""

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import NumberRange, Optional

from app import events
from app.desk.events.fields import NumberField
from app.platform.i18n import lazy_gettext

_UNKNOWN = SelectChoice("", lazy_gettext("not known"))
_ANSWERS = [
    _UNKNOWN,
    SelectChoice(events.Answer.YES.value, lazy_gettext("yes")),
    SelectChoice(events.Answer.PARTLY.value, lazy_gettext("partly")),
    SelectChoice(events.Answer.NO.value, lazy_gettext("no")),
]
_PACES = [
    _UNKNOWN,
    SelectChoice(events.Pace.SLOW.value, lazy_gettext("slow")),
    SelectChoice(events.Pace.WALKING.value, lazy_gettext("walking pace")),
]
_LENGTH = lazy_gettext("Enter a length between 1 and 100000 metres.")


class AccessForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """What people need to know before they can come; what is left out is not known."""

    step_free = SelectField(lazy_gettext("Step-free"), choices=_ANSWERS)
    toilets = SelectField(lazy_gettext("Accessible toilets"), choices=_ANSWERS)
    seating = SelectField(lazy_gettext("Seats"), choices=_ANSWERS)
    sign_language = SelectField(lazy_gettext("Sign language"), choices=_ANSWERS)
    quiet_place = SelectField(lazy_gettext("A quiet place"), choices=_ANSWERS)
    metres = NumberField(
        lazy_gettext("Length of the way, in metres"),
        validators=[Optional(), NumberRange(1, 100_000, message=_LENGTH)],
    )
    pace = SelectField(lazy_gettext("Pace"), choices=_PACES)

    def access(self) -> events.Access:
        """Return what is known."""
        told = {fact: self[_field(fact)].data for fact in events.Fact}
        return events.Access(
            {fact: events.Answer(answer) for fact, answer in told.items() if answer},
            self.metres.data,
            events.Pace(self.pace.data) if self.pace.data else None,
        )


def fields_of(access: events.Access) -> dict[str, object]:
    """Return what stands, by field."""
    facts = {_field(fact): answer.value for fact, answer in access.facts.items()}
    return {**facts, "metres": access.metres, "pace": access.pace or ""}


def _field(fact: events.Fact) -> str:
    return fact.value.replace("-", "_")
