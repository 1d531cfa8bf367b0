"""Read what a token is for, what it may read, and for how long."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.accounts import Scope
from app.platform.i18n import lazy_gettext

_LASTS = {
    7: lazy_gettext("a week"),
    30: lazy_gettext("a month"),
    90: lazy_gettext("three months"),
    365: lazy_gettext("a year"),
}


class TokenForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A token to be made."""

    label = StringField(
        lazy_gettext("What the token is for"),
        validators=[InputRequired(message=lazy_gettext("Say what the token is for."))],
    )
    events = BooleanField(lazy_gettext("The team’s events, drafts too"))
    numbers = BooleanField(lazy_gettext("How many people are expected and counted"))
    metrics = BooleanField(lazy_gettext("How this instance does, at /metrics"))
    days = SelectField(
        lazy_gettext("How long it lasts"),
        coerce=int,
        choices=[SelectChoice(days, said) for days, said in _LASTS.items()],
        default=30,
    )

    def scopes(self) -> frozenset[Scope]:
        """Return what it may read."""
        wanted = {
            Scope.EVENTS: self.events.data,
            Scope.NUMBERS: self.numbers.data,
            Scope.METRICS: self.metrics.data,
        }
        return frozenset(scope for scope, is_wanted in wanted.items() if is_wanted)
