"""Show the RSVP form.

An empty form is the same for everybody but for its token: it is rendered once for an edition, and
each visitor's token is put in. A crowd that opens it together would otherwise render it together.
"""

from app import events, rsvps
from app.platform import i18n, pages
from app.platform.remembered import remembered
from app.public import blueprint
from app.public.form_token import fresh_token
from app.public.rsvps.forms import RsvpForm

_STAND_IN = "the-token-of-each-visitor-stands-here"


def empty(event: events.Event) -> str:
    """Return the form with a token that nobody had before."""
    counts = rsvps.counts(event.id)
    seen = (_is_full(counts), counts.waitlist)
    key = ("rsvp form", event.slug, i18n.current_language(), *seen)
    page = remembered(events.edition(), key, lambda: _with_stand_in(event, counts))
    assert page is not None, "it was rendered"  # noqa: S101 - for mypy
    return page.replace(_STAND_IN, fresh_token(event.uid))


def as_sent(event: events.Event, form: RsvpForm) -> str:
    """Return the form with what was typed and what is wrong with it."""
    return _page(event, form, rsvps.counts(event.id))


def _with_stand_in(event: events.Event, counts: rsvps.Counts) -> str:
    form = RsvpForm.of(event)
    form.token.current_token = _STAND_IN
    return _page(event, form, counts)


def _page(event: events.Event, form: RsvpForm, counts: rsvps.Counts) -> str:
    return pages.render(
        "public/rsvps/rsvp.html",
        event=event,
        text=event.text(i18n.current_language()),
        form=form,
        full=_is_full(counts),
        waitlist=counts.waitlist,
        rules=rsvps.find_rules(event.id),
        destroy_by=rsvps.destroy_day(event),
        alternates=blueprint.alternates(f"/e/{event.slug}/rsvp"),
    )


def _is_full(counts: rsvps.Counts) -> bool:
    return counts.left == 0 or counts.waiting > 0
