"""Read how many people come, in Latin, Persian or Arabic digits."""

from collections.abc import Iterator, Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import BooleanField, EmailField, Form, HiddenField, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app import events, rsvps
from app.kernel.text import latin_digits, one_line
from app.platform import i18n
from app.platform.i18n import lazy_gettext, lazy_number
from app.public import effort
from app.public.form_token import FormToken, nonce_of
from app.public.rsvps.seats_form import SeatsField

_MOST_DIGITS = 6
_NO_ADDRESS = lazy_gettext("Enter an e-mail address like name@example.org.")
_ADDRESS = lazy_gettext("E-mail address")
_HOW_MANY = lazy_gettext(
    "Enter the number of people, from 1 to %(most)s.", most=lazy_number(rsvps.LARGEST_PARTY)
)


class PeopleField(IntegerField):  # type: ignore[misc] # wtforms ships no types
    """A whole number in any of the digits our visitors type; what was typed is kept."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        self.data = None
        if not valuelist:
            return
        typed = latin_digits(one_line(valuelist[0]))
        if not typed.isdecimal() or len(typed) > _MOST_DIGITS:
            raise ValueError(str(_HOW_MANY))
        self.data = int(typed)

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else i18n.typed_number(self.data or 1)


class PeopleForm(Form):  # type: ignore[misc] # wtforms ships no types
    """How many people a party is now."""

    people = PeopleField(
        lazy_gettext("How many people are coming, you included?"),
        validators=[
            InputRequired(message=_HOW_MANY),
            NumberRange(1, rsvps.LARGEST_PARTY, message=_HOW_MANY),
        ],
    )

    def number(self) -> int:
        """Return how many people; only after validation."""
        number = self.people.data
        assert number is not None, "InputRequired"  # noqa: S101 - for mypy; the form was valid
        return number


class PassForm(Form):  # type: ignore[misc] # wtforms ships no types
    """An address that the pass is sent to, once."""

    email = EmailField(_ADDRESS, id="email-once")

    def validate_email(self, field: EmailField) -> None:
        """Refuse what is no address; nobody is asked whether it exists."""
        field.data = _address(field.data or "")


class UpdatesForm(PassForm):
    """An address to keep, and the word of its owner."""

    email = EmailField(_ADDRESS)
    consent = BooleanField(
        lazy_gettext(
            "Yes, write to this address when something changes: another hour or place, a "
            "cancellation, a place that becomes free. It is kept sealed, used for nothing else, "
            "and destroyed after the event. I can take this back on this page at any time."
        ),
        validators=[InputRequired(message=lazy_gettext("Tick the box, or no address is kept."))],
    )


class RsvpForm(PeopleForm):
    """The RSVP: how many people, and the token that makes it count once."""

    class Meta:
        """Use our token in place of a session's."""

        csrf = True
        csrf_class = FormToken
        csrf_field_name = "token"

    effort = HiddenField()

    challenge = ""

    @classmethod
    def of(
        cls,
        event: events.Event,
        kinds: Sequence[rsvps.Kind],
        sent: Any = None,  # werkzeug's form data
    ) -> "RsvpForm":
        """Return the form of an event and its kinds of place, empty or as it was sent."""
        return _asking_for(kinds)(sent, meta={"csrf_context": event.uid})

    def again(self, event: events.Event) -> "RsvpForm":
        """Return the form with what was typed, a fresh token, and an effort to be made."""
        form = type(self)(data=self.data, meta={"csrf_context": event.uid})
        form.challenge = effort.challenge()
        return form

    def seats(self) -> Iterator[SeatsField]:
        """Yield the fields for places of further kinds; most events have none."""
        return (field for field in self if isinstance(field, SeatsField))

    def validate(self, extra_validators: Any = None) -> bool:  # wtforms' own signature
        """Ask for no more places of a kind than there are people."""
        valid = bool(super().validate(extra_validators))
        return valid and all(field.fits(self.number()) for field in self.seats())

    def wish(self) -> rsvps.Wish:
        """Return what the visitor asks for; only after validation."""
        seats = {field.kind_id: field.data for field in self.seats() if field.data}
        return rsvps.Wish(self.number(), nonce_of(self.token.data), seats)


def _asking_for(kinds: Sequence[rsvps.Kind]) -> type[RsvpForm]:
    """Return the form, with a field for each kind of place that can be had or waited for."""
    asked = {f"seats_{kind.id}": SeatsField(kind) for kind in kinds if kind.counts.may_be_asked_for}
    return type(RsvpForm.__name__, (RsvpForm,), asked) if asked else RsvpForm


def _address(typed: str) -> str:
    try:
        checked = validate_email(one_line(typed), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        raise ValidationError(_NO_ADDRESS) from None
    return checked.normalized
