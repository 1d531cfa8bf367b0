"""Read what organisers want to tell, in the languages of their event, and whom."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app import events, rsvps
from app.platform import i18n
from app.platform.i18n import lazy_gettext

_TO = {
    rsvps.To.ALL: lazy_gettext("Everybody who gets updates"),
    rsvps.To.CONFIRMED: lazy_gettext("Those who have a place"),
    rsvps.To.WAITING: lazy_gettext("Those on the waiting list"),
}
_NAMES = {language.code: language.name for language in i18n.LANGUAGES}
_SUBJECT = lazy_gettext("Enter a subject.")
_BODY = lazy_gettext("Enter what you want to say.")


class MessageForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """Whom a message is for; its words come in pairs of fields, one pair a language."""

    to = RadioField(
        lazy_gettext("Who gets it"),
        choices=[SelectChoice(to.value, said) for to, said in _TO.items()],
        default="all",
    )
    languages: tuple[str, ...] = ()

    def pairs(self) -> list[tuple[str, Any, Any]]:
        """Return the name of each language with its two fields."""
        return [
            (_NAMES[code], self[f"subject_{code}"], self[f"body_{code}"]) for code in self.languages
        ]

    def texts(self) -> dict[str, rsvps.MessageText]:
        """Return what is said, in the languages in which something is."""
        said = {
            code: rsvps.MessageText(self[f"subject_{code}"].data, self[f"body_{code}"].data)
            for code in self.languages
        }
        return {code: text for code, text in said.items() if text.subject and text.body}

    def validate(self, extra_validators: Any = None) -> bool:
        """Want the first language whole, and no other half."""
        is_valid = bool(super().validate(extra_validators))
        for number, (_, subject, body) in enumerate(self.pairs()):
            wanted = number == 0 or subject.data or body.data
            for field, missing in ((subject, _SUBJECT), (body, _BODY)):
                if wanted and not (field.data or "").strip():
                    field.errors = [missing]
                    is_valid = False
        return is_valid


def message_form(event: events.Event) -> MessageForm:
    """Return the form for the languages that an event is described in, its first one first."""
    fields: dict[str, Any] = {"languages": tuple(event.languages)}
    for code in event.languages:
        fields[f"subject_{code}"] = StringField(lazy_gettext("Subject"), [Length(max=120)])
        fields[f"body_{code}"] = TextAreaField(lazy_gettext("Message"), [Length(max=5000)])
    made: MessageForm = type("MessageFormOfEvent", (MessageForm,), fields)()
    return made
