"""Read how an action comes back."""

from dataclasses import replace

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from app import events
from app.desk.events.fields import DayField
from app.kernel.errors import Invalid
from app.kernel.ids import SLUG
from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext

_ADDRESS = lazy_gettext("Use small letters from a to z, digits and hyphens.")
_SAID = {
    "taken": lazy_gettext("Another series has this address."),
    "not_on_the_first_day": lazy_gettext("The last day is before the first one."),
}
_WEEK = range(7)


class SeriesForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """How often, until when, and of which series; `seen` is the rule whose dates were shown."""

    rhythm = SelectField(lazy_gettext("How often"))
    also = SelectMultipleField(
        lazy_gettext("If weekly, also on"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    until = DayField(lazy_gettext("Last day"), validators=[Optional()])
    series = SelectField(lazy_gettext("Which series"), default="")
    slug = StringField(
        lazy_gettext("Address of the series"),
        validators=[
            InputRequired(message=_ADDRESS),
            Regexp(rf"^{SLUG.pattern}$", message=_ADDRESS),
        ],
    )
    seen = HiddenField()

    @classmethod
    def of(cls, event: events.Event, others: list[events.Series]) -> "SeriesForm":
        """Return the form for an event that is to be the first, with what was sent."""
        form = cls(data={"slug": event.slug, "also": []})
        rules = events.rhythms(event.starts_on)
        form.rhythm.choices = [(rule.written(), events.rhythm(rule)) for rule in rules]
        rest = [day for day in _WEEK if day != event.starts_on.weekday()]
        form.also.choices = [(day, i18n.weekday(day)) for day in rest]
        lang = i18n.current_language()
        known = [(series.slug, series.text(lang).title) for series in others]
        form.series.choices = [("", gettext("a new one")), *known]
        return form

    def rule(self) -> events.Rule:
        """Return how often, and until when; only after validation."""
        rule = events.read_rule(self.rhythm.data)
        days = rule.weekdays if rule.nth else tuple(sorted({*rule.weekdays, *self.also.data}))
        return replace(rule, weekdays=days, until=self.until.data)

    def can_be(self, event: events.Event) -> bool:
        """Tell whether the action could come back so, and say what is wrong if not."""
        if not self.validate():
            return False
        try:
            self.rule().check(event.starts_on)
        except Invalid as refusal:
            self.blame(refusal)
            return False
        return True

    def blame(self, refusal: Invalid) -> None:
        """Show a refusal beside the field that it is about."""
        field = self.slug if refusal.field == "slug" else self.until
        field.errors = [_SAID.get(refusal.reason, lazy_gettext("This cannot be used."))]


class EndForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """The last day of a series; left empty, it has none."""

    last = DayField(lazy_gettext("Last day"), validators=[Optional()])


class DateForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A day of a series, and what is to become of it."""

    day = DayField(validators=[InputRequired()])
    deed = SelectField(choices=["leave out", "take up", "make"])
