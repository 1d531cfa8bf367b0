"""Read which shift somebody takes, and what they want to be called."""

from typing import Any

from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    IntegerField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from app import events, volunteers
from app.kernel.ids import read_secret
from app.kernel.text import latin_digits, one_line
from app.platform.i18n import language_name, lazy_gettext, lazy_number
from app.public import effort
from app.public.form_token import FormToken, nonce_of

_MOST_DIGITS = 9
_WHICH = lazy_gettext("Choose a shift.")
_OF_AGE = lazy_gettext("I am 18 or over. Only shifts marked “18 or over” ask for it.")
_CALLED = lazy_gettext("Say what we should call you. A nickname is fine.")
_SHORTER = lazy_gettext(
    "Use at most %(most)s characters.", most=lazy_number(volunteers.LONGEST_HANDLE)
)


_MISSING = {
    volunteers.Objection.ADULTS_ONLY: lazy_gettext("This shift is only for people of 18 or over."),
    volunteers.Objection.TRAINED_ONLY: lazy_gettext(
        "This shift is only for people who were trained for it."
    ),
    volunteers.Objection.SPEAKERS: lazy_gettext(
        "The places that are left are kept for people who speak a language that is missing."
    ),
}


def _languages() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in volunteers.LANGUAGES]


class NeedField(IntegerField):  # type: ignore[misc] # wtforms ships no types
    """The number by which a page names a shift."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        self.data = None
        typed = latin_digits(one_line(valuelist[0])) if valuelist else ""
        if not typed.isdecimal() or len(typed) > _MOST_DIGITS:
            raise ValueError(str(_WHICH))
        self.data = int(typed)


class ShiftForm(Form):  # type: ignore[misc] # wtforms ships no types
    """A shift to take or to give back, on a volunteer's own page."""

    need = NeedField(validators=[InputRequired(message=_WHICH)])
    adult = BooleanField(_OF_AGE)

    trained = BooleanField(
        lazy_gettext("I was trained for this role. If there is a certificate, I bring it.")
    )
    speaks = SelectMultipleField(
        lazy_gettext("Which of these languages do you speak?"),
        choices=_languages,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def asked(self, *, or_wait: bool = False, link: str = "") -> volunteers.Asked:
        """Return what is asked for; only after validation."""
        return volunteers.Asked(
            self.need_id(),
            self.adult.data,
            or_wait,
            link,
            frozenset(self.speaks.data or ()),
            self.trained.data,
        )

    def blame(self, objection: volunteers.Objection) -> bool:
        """Say beside its box what is missing; tell whether a box can help at all."""
        field = {
            volunteers.Objection.ADULTS_ONLY: self.adult,
            volunteers.Objection.TRAINED_ONLY: self.trained,
            volunteers.Objection.SPEAKERS: self.speaks,
        }.get(objection)
        if field is not None:
            field.errors = [_MISSING[objection]]
        return field is not None

    def need_id(self) -> int:
        """Return which one; only after validation."""
        number = self.need.data
        assert number is not None, "InputRequired"  # noqa: S101 - for mypy; the form was valid
        return int(number)


class OwnLinkForm(ShiftForm):
    """Who takes a shift over, by the link of the page that they have already."""

    mine = StringField(lazy_gettext("The link of your page"))

    def secret(self) -> str | None:
        """Return the secret in the link, or nothing if there is none."""
        return read_secret(one_line(self.mine.data or "").partition("?")[0].rpartition("/")[2])


class ClaimForm(ShiftForm):
    """A first shift: which one, what to call them, and the token that makes it count once."""

    class Meta:
        """Use our token in place of a session's."""

        csrf = True
        csrf_class = FormToken
        csrf_field_name = "token"

    handle = StringField(
        lazy_gettext("What should we call you?"),
        filters=[lambda typed: one_line(typed or "")],
        validators=[
            InputRequired(message=_CALLED),
            Length(1, volunteers.LONGEST_HANDLE, message=_SHORTER),
        ],
    )

    effort = HiddenField()
    challenge = ""

    @classmethod
    def again(cls, event: events.Event, sent: "ClaimForm") -> "ClaimForm":
        """Return the form with what was typed, a fresh token, and an effort to be made."""
        kept = ("need", "handle", "adult", "trained", "speaks")
        typed = {name: sent[name].data for name in kept}
        form = cls(data=typed, meta={"csrf_context": f"volunteer {event.uid}"})
        form.challenge = effort.challenge()
        return form

    @classmethod
    def of(cls, event: events.Event, sent: Any = None) -> "ClaimForm":  # werkzeug's form data
        """Return the form of an event, empty or as it was sent."""
        return cls(sent, meta={"csrf_context": f"volunteer {event.uid}"})

    def wish(self, asked: volunteers.Asked) -> volunteers.Wish:
        """Return what the visitor asks for; only after validation."""
        return volunteers.Wish(asked, self.handle.data, nonce_of(self.token.data))
