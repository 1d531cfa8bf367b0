"""Compose a party's own page."""

from dataclasses import dataclass
from datetime import datetime

from flask import request
from markupsafe import Markup
from wtforms import Form

from app import events, rsvps, tickets
from app.kernel.errors import Refusal
from app.platform import i18n, links, mail, moment, pages
from app.platform.i18n import gettext, ngettext
from app.public import blueprint
from app.public.rsvps.answers_form import AnswersForm
from app.public.rsvps.forms import PassForm, PeopleForm, UpdatesForm
from app.public.rsvps.seats_form import SeatsForm

_SAID = {
    "changed",
    "cancelled",
    "sent",
    "asked",
    "confirmed",
    "kept",
    "forgotten",
    "sure",
    "accepted",
    "ended",
    "seats",
    "answered",
}


@dataclass(frozen=True, slots=True)
class _Beside:
    """A further kind of place, what the party has of it, and how to change that."""

    kind: rsvps.Kind
    has: rsvps.Seats | None
    until: datetime | None
    form: SeatsForm


def show(party: rsvps.Party, secret: str, *sent: Form) -> str:
    """Render the page: state, ticket, how to keep it, what can be changed; with forms as sent."""
    forms = {type(form): form for form in sent}
    seats_form = next((form for form in sent if isinstance(form, SeatsForm)), None)
    answers_form = next((form for form in sent if isinstance(form, AnswersForm)), None)
    event = rsvps.event_of(party)
    language = i18n.current_language()
    said = request.args.get("said", "")
    updates = rsvps.updates_of(party)
    return pages.render(
        "public/rsvps/party.html",
        event=event,
        text=event.text(language),
        notice=events.shown_notice(event),
        party=party,
        secret=secret,
        form=forms.get(PeopleForm) or PeopleForm(data={"people": party.people}),
        pass_form=forms.get(PassForm) or PassForm(),
        updates_form=forms.get(UpdatesForm) or UpdatesForm(),
        beside=[_beside(party, event, *each, seats_form) for each in rsvps.kinds_beside(party)],
        seats_form=seats_form or {},
        answers_form=answers_form or _answers_form(party),
        rules=rsvps.find_rules(event.id),
        is_asked=rsvps.is_asked(event, moment.now()),
        can_write=mail.can_send(),
        updates=updates,
        forgotten_on=updates
        and updates.ends_at
        and i18n.local(updates.ends_at, event.timezone).date(),
        qr=_picture(party, secret),
        short_code=rsvps.short_code_of(party, secret) if _has_ticket(party) else "",
        private_url=links.absolute(links.party(secret, language)),
        destroy_by=rsvps.destroy_day(event),
        ends_on=i18n.local(party.ends_at, event.timezone) if party.ends_at else None,
        said=said if said in _SAID else "",
        alternates=blueprint.alternates(f"/p/{secret}"),
    )


def _answers_form(party: rsvps.Party) -> AnswersForm:
    questions = rsvps.questions_of(party.event_id)
    return AnswersForm.of(questions, rsvps.answers_of(party) if questions else {})


def _beside(
    party: rsvps.Party,
    event: events.Event,
    kind: rsvps.Kind,
    has: rsvps.Seats | None,
    sent: SeatsForm | None,
) -> _Beside:
    fresh = SeatsForm.of(kind.id, party, has.people if has else 0)
    until = i18n.local(has.ends_at, event.timezone) if has and has.ends_at else None
    return _Beside(kind, has, until, sent if sent and sent.people.id == fresh.people.id else fresh)


def confirm(party: rsvps.Party, secret: str, deed: str) -> str:
    """Render the question that comes before giving up places, or everything."""
    event = events.get(party.event_id)
    return pages.render(
        "public/rsvps/confirm.html",
        event=event,
        text=event.text(i18n.current_language()),
        party=party,
        secret=secret,
        deed=deed,
        alternates=blueprint.alternates(f"/p/{secret}?confirm={deed}"),
    )


def why_not(refusal: Refusal) -> str:
    """Say why a party cannot be that many, and what is possible instead."""
    if isinstance(refusal, rsvps.Full) and refusal.left:
        return ngettext(
            "Only one more person fits. Nothing was changed.",
            "Only %(num)s more people fit. Nothing was changed.",
            refusal.left,
        )
    if isinstance(refusal, rsvps.TooLarge):
        return gettext(
            "This event has %(places)s places in all. Nothing was changed.",
            places=i18n.number(refusal.capacity),
        )
    if isinstance(refusal, rsvps.Full):
        return gettext("There are no more places. Nothing was changed.")
    return gettext("This cannot be changed any more.")


def _has_ticket(party: rsvps.Party) -> bool:
    return party.state is rsvps.PartyState.CONFIRMED


def _picture(party: rsvps.Party, secret: str) -> Markup | None:
    if not _has_ticket(party):
        return None
    picture = tickets.svg(rsvps.code_of(party, secret), links.ticket_prefix())
    return Markup(picture)  # noqa: S704 - made by us from a code of 41 characters  # nosec B704
