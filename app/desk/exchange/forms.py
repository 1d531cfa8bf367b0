"""Read a file of events, and what holds where it says nothing."""

import base64
import binascii
from typing import Any

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from app import calendar, events
from app.platform import i18n
from app.platform.i18n import lazy_gettext


class ImportForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A file, as it is sent first, or its content, as it comes back once it was checked."""

    file = FileField(lazy_gettext("File"))
    content = HiddenField()
    language = SelectField(
        lazy_gettext("Language of the texts"),
        choices=[SelectChoice(language.code, language.name) for language in i18n.LANGUAGES],
    )
    timezone = StringField(lazy_gettext("Time zone"), default="Europe/Paris")
    called_by = StringField(
        lazy_gettext("Called by"),
        validators=[InputRequired(lazy_gettext("Say who calls for these events."))],
    )
    publish = BooleanField(lazy_gettext("Publish all of them at once"))

    def validate_file(self, field: Any) -> None:  # wtforms' own signature
        """Want a file or its content."""
        if not field.data and not self.content.data:
            raise ValidationError(lazy_gettext("Choose a file."))

    def validate_timezone(self, field: Any) -> None:  # wtforms' own signature
        """Want a zone that there is."""
        if field.data not in events.zones():
            raise ValidationError(lazy_gettext("Choose a time zone such as Europe/Paris."))

    def read(self) -> bytes:
        """Return the content of the file, which is sent on with the report."""
        if self.file.data:
            with self.file.data.stream as sent:
                self.content.data = base64.b64encode(sent.read()).decode()
        try:
            return base64.b64decode(self.content.data, validate=True)
        except binascii.Error:
            return b""

    def given(self) -> calendar.Given:
        """Return what holds where a row says nothing."""
        known = {campaign.slug: campaign.id for campaign in events.campaigns()}
        return calendar.Given(self.language.data, self.timezone.data, self.called_by.data, known)
