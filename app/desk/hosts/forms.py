"""Read what a host link is called."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app import events
from app.kernel.text import one_line
from app.platform.i18n import lazy_gettext, lazy_number


class HostForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """The organisers' own word for a link."""

    label = StringField(
        lazy_gettext("What the link is for"),
        filters=[lambda typed: one_line(typed or "")],
        validators=[
            DataRequired(message=lazy_gettext("Say what the link is for.")),
            Length(
                max=events.LONGEST_HOST,
                message=lazy_gettext(
                    "This is too long: at most %(most)s characters.",
                    most=lazy_number(events.LONGEST_HOST),
                ),
            ),
        ],
    )
