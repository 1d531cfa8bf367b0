"""Read what organisers say to everybody, in each language that their event is described in."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import TextAreaField
from wtforms.validators import Length

from app import events
from app.platform import i18n
from app.platform.i18n import lazy_gettext, lazy_number

_MOST = events.MOST_CHARACTERS["said"]
_NAMES = {language.code: language.name for language in i18n.LANGUAGES}
_TOO_LONG = lazy_gettext("This is too long: at most %(most)s characters.", most=lazy_number(_MOST))


class SaidForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A form that has a field of prose for each language of an event."""

    languages: tuple[str, ...] = ()

    def fields_said(self) -> list[tuple[str, Any]]:
        """Return each language with its field."""
        return [(code, self[f"said_{code}"]) for code in self.languages]

    def said(self) -> Mapping[str, str]:
        """Return what is said, by language."""
        return {code: field.data or "" for code, field in self.fields_said()}


def in_languages(form: type[SaidForm], event: events.Event, **given: Any) -> Any:  # a form's kind
    """Return a form with a field for each language of an event, its first one first."""
    fields: dict[str, Any] = {"languages": tuple(event.languages)}
    for code in event.languages:
        label = lazy_gettext("What everybody reads (%(language)s)", language=_NAMES[code])
        fields[f"said_{code}"] = TextAreaField(label, [Length(max=_MOST, message=_TOO_LONG)])
    return type(f"{form.__name__}OfEvent", (form,), fields)(**given)
