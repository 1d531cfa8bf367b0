"""Let a party answer what the organisers ask, on its own page."""

from functools import partial

from flask import redirect, request
from flask.typing import ResponseReturnValue

from app import rsvps
from app.kernel.act import Actor
from app.platform import i18n, limits, links
from app.platform.db import transaction
from app.platform.headers import seal
from app.platform.moment import current_act
from app.public import blueprint
from app.public.rsvps import own_page
from app.public.rsvps.answers_form import AnswersForm

pages_ = blueprint.pages("answers")
BLUEPRINTS = (pages_,)

pages_.after_request(seal)

_attendee = partial(current_act, Actor.ATTENDEE)


@pages_.post("/p/<secret:secret>/answers")
@limits.slow("60 per minute")
def answer(secret: str) -> ResponseReturnValue:
    """Keep what a party answers; what is left empty is taken back."""
    held = rsvps.get(secret)
    form = AnswersForm.of(rsvps.questions_of(held.event_id), {}, request.form)
    if not form.validate():
        return own_page.show(held, secret, form), 422
    with transaction():
        rsvps.answer(secret, form.given(), _attendee())
    here = links.party(secret, i18n.current_language(), "answered")
    return redirect(f"{here}#questions", 303)


def told(party: rsvps.Party) -> list[dict[str, object]]:
    """Return what a party answered, in words, for its own eyes."""
    answered = rsvps.answers_of(party)
    return [
        {"question": words.asks, "answer": said if isinstance(said, str) else words.choices[said]}
        for words, said in (
            (question.said(question.first_language), answered[question.id])
            for question in rsvps.questions_of(party.event_id)
            if question.id in answered
        )
    ]
