"""Read who signs in, and the password they choose."""

from flask_wtf import FlaskForm
from wtforms import EmailField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.platform.i18n import lazy_gettext

_SHORTEST, _LONGEST = 12, 200
_LONGEST_CODE = 40


class LoginForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """An address and its password."""

    email = EmailField(
        lazy_gettext("E-mail address"),
        validators=[InputRequired(message=lazy_gettext("Enter your e-mail address."))],
    )
    password = PasswordField(
        lazy_gettext("Password"),
        validators=[InputRequired(message=lazy_gettext("Enter your password."))],
    )


class PasswordForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A new password."""

    password = PasswordField(
        lazy_gettext("New password"),
        validators=[
            InputRequired(message=lazy_gettext("Choose a password.")),
            Length(
                _SHORTEST,
                _LONGEST,
                message=lazy_gettext("Choose a password of at least 12 characters."),
            ),
        ],
    )


class CodeForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A code of an app, or one that stands in for it."""

    code = StringField(
        lazy_gettext("Code"),
        validators=[
            InputRequired(message=lazy_gettext("Enter the code.")),
            Length(max=_LONGEST_CODE, message=lazy_gettext("Enter the code.")),
        ],
    )


class ButtonForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A form of one button: only its token matters."""
