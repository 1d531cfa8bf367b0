"""Read a question of the organisers, in each language."""

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from app import events, rsvps
from app.kernel.errors import Invalid
from app.platform import i18n
from app.platform.i18n import lazy_gettext, lazy_number

_MOST_LETTERS = 2_000
_SAID = {
    ("asks", "missing"): lazy_gettext("Enter the question."),
    ("asks", "too_many"): lazy_gettext("Few questions are answered: five are the most."),
    ("purpose", "missing"): lazy_gettext("Say what you need the answer for."),
    ("choices", "out_of_range"): lazy_gettext("Enter two to six choices, or none."),
    ("choices", "other_number"): lazy_gettext("Enter as many choices as in the first language."),
}


def _line(label: Any) -> StringField:  # a lazy text
    said = lazy_gettext(
        "This is too long: at most %(most)s characters.", most=lazy_number(rsvps.LONGEST_QUESTION)
    )
    return StringField(label, [Length(max=rsvps.LONGEST_QUESTION, message=said)])


class QuestionForm(FlaskForm):  # type: ignore[misc] # flask-wtf ships no types
    """A question; three fields for each language are added below."""

    def parts(self, event: events.Event) -> Iterator[tuple[i18n.Language, Any, Any, Any]]:
        """Yield each language with its fields; the event's first one comes first."""
        first = event.first_language
        for language in sorted(i18n.LANGUAGES, key=lambda each: each.code != first):
            yield language, *(self[f"{name}_{language.code}"] for name in _FIELDS)

    def wordings(self) -> dict[str, rsvps.Wording]:
        """Return the question as it is put in each language; only after validation."""
        return {code: self._wording(code) for code in i18n.CODES}

    def blame(self, event: events.Event, refusal: Invalid) -> None:
        """Show a refusal beside the field that it is about."""
        name, _, code = refusal.field.partition("_")
        said = _SAID.get((name, refusal.reason), lazy_gettext("This cannot be used."))
        self[f"{name}_{code or event.first_language}"].errors = [said]

    def _wording(self, code: str) -> rsvps.Wording:
        asks, purpose, choices = (self[f"{name}_{code}"].data or "" for name in _FIELDS)
        return rsvps.Wording(asks, purpose, tuple(choices.splitlines()))


_FIELDS = ("asks", "purpose", "choices")

for _code in i18n.CODES:
    setattr(QuestionForm, f"asks_{_code}", _line(lazy_gettext("Question")))
    setattr(QuestionForm, f"purpose_{_code}", _line(lazy_gettext("What you need the answer for")))
    setattr(
        QuestionForm,
        f"choices_{_code}",
        TextAreaField(lazy_gettext("Choices, one on each line"), [Length(max=_MOST_LETTERS)]),
    )
