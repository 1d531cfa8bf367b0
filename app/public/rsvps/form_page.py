"""Show the RSVP form.

An empty form is the same for everybody but for its token: it is rendered once for an edition, and
each visitor's token is put in. A crowd that opens it together would otherwise render it together.
"""

from collections.abc import Sequence

from app import events, rsvps
from app.platform import i18n, pages
from app.platform.remembered import remembered
from app.public import blueprint
from app.public.form_token import fresh_token
from app.public.rsvps.forms import RsvpForm

_STAND_IN = "the-token-of-each-visitor-stands-here"


def empty(event: events.Event) -> str:
    """Return the form with a token that nobody had before."""
    counts, kinds = rsvps.counts(event.id), kinds_of(event)
    seen = [(each.is_full, each.waitlist) for each in (counts, *(kind.counts for kind in kinds))]
    key = ("rsvp form", event.slug, i18n.current_language(), *seen)
    page = remembered(events.edition(), key, lambda: _with_stand_in(event, counts, kinds))
    assert page is not None, "it was rendered"  # noqa: S101 - for mypy
    return page.replace(_STAND_IN, fresh_token(event.uid))


def as_sent(event: events.Event, form: RsvpForm) -> str:
    """Return the form with what was typed and what is wrong with it."""
    return _page(event, form, rsvps.counts(event.id), kinds_of(event))


def kinds_of(event: events.Event) -> list[rsvps.Kind]:
    """Return the further kinds of place of an event: nobody asks twice where there are none."""
    key = ("has kinds", event.slug)
    has_any = remembered(events.edition(), key, lambda: bool(rsvps.kinds_of(event.id)))
    return rsvps.kinds_of(event.id) if has_any else []


def _with_stand_in(event: events.Event, counts: rsvps.Counts, kinds: Sequence[rsvps.Kind]) -> str:
    form = RsvpForm.of(event, kinds)
    form.token.current_token = _STAND_IN
    return _page(event, form, counts, kinds)


def _page(
    event: events.Event, form: RsvpForm, counts: rsvps.Counts, kinds: Sequence[rsvps.Kind]
) -> str:
    return pages.render(
        "public/rsvps/rsvp.html",
        event=event,
        text=event.text(i18n.current_language()),
        form=form,
        full=counts.is_full,
        waitlist=counts.waitlist,
        gone=[kind for kind in kinds if not kind.counts.may_be_asked_for],
        rules=rsvps.find_rules(event.id),
        destroy_by=rsvps.destroy_day(event),
        alternates=blueprint.alternates(f"/e/{event.slug}/rsvp"),
    )
