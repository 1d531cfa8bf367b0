"""Read who is invited, to which role, and what a team is called."""

from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from app.accounts import Role
from app.platform.i18n import lazy_gettext

ROLES = {
    Role.OWNER: lazy_gettext("owner: everything, and who belongs to the team"),
    Role.EDITOR: lazy_gettext("editor: events and messages, no names"),
    Role.COORDINATOR: lazy_gettext("coordinator: shifts, and what volunteers call themselves"),
    Role.GATE_LEAD: lazy_gettext("check-in lead: phones and the count"),
    Role.VIEWER: lazy_gettext("viewer: numbers alone"),
}
_LONGEST_ADDRESS, _LONGEST_NAME = 254, 100


class InviteForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """Somebody's address and role."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        validators=[
            InputRequired(message=lazy_gettext("Enter an e-mail address.")),
            Length(max=_LONGEST_ADDRESS, message=lazy_gettext("Enter an e-mail address.")),
        ],
    )
    role = SelectField(
        lazy_gettext("Role"),
        choices=[SelectChoice(role.value, words) for role, words in ROLES.items()],
        default=Role.EDITOR.value,
    )


class TeamForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A team's name."""

    name = StringField(
        lazy_gettext("Name of the team"),
        validators=[
            InputRequired(message=lazy_gettext("Enter a name.")),
            Length(max=_LONGEST_NAME, message=lazy_gettext("Enter a shorter name.")),
        ],
    )
