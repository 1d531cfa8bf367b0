"""Read where a host's further phone counts."""

from wtforms import Form, StringField
from wtforms.validators import InputRequired, Length

from app import checkin
from app.kernel.text import one_line
from app.platform.i18n import lazy_gettext

_NAME_IT = lazy_gettext("Name the entrance where the phone counts.")


class PhoneForm(Form):  # type: ignore[misc] # wtforms ships no types
    """The name of an entrance."""

    gate = StringField(
        lazy_gettext("Entrance or meeting point"),
        filters=[lambda typed: one_line(typed or "")],
        validators=[
            InputRequired(message=_NAME_IT),
            Length(1, checkin.LONGEST_LABEL, message=_NAME_IT),
        ],
    )
