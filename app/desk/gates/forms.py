"""Read which entrance a phone is for."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app import checkin
from app.kernel.text import one_line
from app.platform.i18n import lazy_gettext, lazy_number


def _cleaned(typed: str | None) -> str:
    return one_line(typed or "")


class GateForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """The name of an entrance."""

    gate = StringField(
        lazy_gettext("Entrance or meeting point"),
        filters=[_cleaned],
        validators=[
            DataRequired(message=lazy_gettext("Name the entrance where the phone counts.")),
            Length(
                max=checkin.LONGEST_LABEL,
                message=lazy_gettext(
                    "This is too long: at most %(most)s characters.",
                    most=lazy_number(checkin.LONGEST_LABEL),
                ),
            ),
        ],
    )
