"""Read why something sealed is to be opened."""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from app.accounts import Why
from app.platform.i18n import lazy_gettext

_REASONS = {
    Why.PREPARE: lazy_gettext("to prepare the event"),
    Why.SAFETY: lazy_gettext("somebody may be in danger"),
    Why.RIGHTS: lazy_gettext("somebody asked what is held about them"),
}


class UnlockForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A reason from the list."""

    why = RadioField(
        lazy_gettext("Why you open it"),
        choices=[SelectChoice(why.value, said) for why, said in _REASONS.items()],
        validators=[InputRequired(message=lazy_gettext("Choose a reason."))],
    )
