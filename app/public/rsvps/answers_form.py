"""Read what a party answers to the organisers' questions; nothing has to be answered."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup
from wtforms import Form, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from app import rsvps
from app.kernel.ids import QuestionId
from app.platform import i18n
from app.platform.i18n import gettext, lazy_gettext, lazy_number

_TOO_LONG = lazy_gettext(
    "This is too long: at most %(most)s characters.", most=lazy_number(rsvps.LONGEST_ANSWER)
)


class AnswersForm(Form):  # type: ignore[misc] # wtforms ships no types
    """A field for each question of an event."""

    questions: Sequence[rsvps.Question] = ()

    @classmethod
    def of(
        cls,
        questions: Sequence[rsvps.Question],
        answered: Mapping[QuestionId, int | str],
        sent: Any = None,  # werkzeug's form data
    ) -> "AnswersForm":
        """Return the form of these questions, with what was answered before or sent now."""
        fields: dict[str, Any] = {_name(question.id): _field(question) for question in questions}
        form = type(cls.__name__, (cls,), {**fields, "questions": questions})
        data = {_name(question_id): str(said) for question_id, said in answered.items()}
        made: AnswersForm = form(sent, data=data)
        return made

    def asked(self) -> Iterator[tuple[rsvps.Question, rsvps.Wording, Any]]:
        """Yield each question with its words and its field."""
        for question in self.questions:
            words = question.said(i18n.current_language())
            yield question, words, self[_name(question.id)]

    def given(self) -> dict[QuestionId, rsvps.Answer]:
        """Return the answers; only after validation. What is left empty is taken back."""
        return {question.id: _given(question, field.data) for question, _, field in self.asked()}


def _name(question_id: QuestionId) -> str:
    return f"question_{question_id}"


def _field(question: rsvps.Question) -> RadioField | TextAreaField:
    said = question.said(i18n.current_language())
    if question.is_open:
        # Its punctuation would otherwise end up on the wrong side in a page of the other direction.
        asks = Markup("<bdi>{}</bdi>").format(said.asks)
        return TextAreaField(asks, [Length(max=rsvps.LONGEST_ANSWER, message=_TOO_LONG)])
    numbered = [SelectChoice(str(number), choice) for number, choice in enumerate(said.choices)]
    choices = [*numbered, SelectChoice("", gettext("No answer"))]
    return RadioField(said.asks, choices=choices, default="")


def _given(question: rsvps.Question, typed: str | None) -> rsvps.Answer:
    if not typed:
        return None
    return typed if question.is_open else int(typed)
