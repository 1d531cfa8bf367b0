"""Furnish a site with something of everything that pages can show."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

import config
from app import accounts, checkin, create_app, events, outbox, rsvps, volunteers
from app.cli.demo import load_sample
from app.cli.schema import bring_up_to_date
from app.platform.db import transaction
from tests.makers import TODAY, a_kind, a_party, a_question, a_schedule, an_act, an_event, words
from tests.makers.volunteering import a_need, a_volunteer

_LONG = "Together for rights and dignity. "
ORGANISER = "organiser@example.org"


@dataclass(frozen=True, slots=True)
class Site:
    """A served site: its application, its address, and the secrets of people's own pages."""

    app: Flask
    url: str
    secrets: Mapping[str, str]
    """Those of parties by their state, "volunteer", a shift "handed over", a "phone" at a gate."""

    def a_party(self, slug: str = "sample-denfert-rochereau") -> str:
        """Register a party of two and return its secret."""
        with self.app.app_context():
            event = events.find(slug)
        assert event is not None
        return a_party(self.app, event, people=2)

    def need(self) -> int:
        """Return the need that the volunteer has."""
        with self.app.app_context():
            return volunteers.get(self.secrets["volunteer"]).shifts[0].id

    def kind(self) -> int:
        """Return the coach that the seated party takes."""
        with self.app.app_context():
            party = rsvps.get(self.secrets["seated"])
            return rsvps.kinds_of(party.event_id)[0].id

    def question(self) -> int:
        """Return the question that is answered in people's own words."""
        with self.app.app_context():
            party = rsvps.get(self.secrets["seated"])
            return rsvps.questions_of(party.event_id)[-1].id

    def screen(self) -> str:
        """Return the secret by which a screen shows the count of an event."""
        with self.app.app_context(), transaction():
            event = events.find("many-hands")
            assert event is not None
            return checkin.open_screen(event.id, an_act())

    def preview(self) -> str:
        """Return the secret of a link to the draft."""
        with self.app.app_context(), transaction():
            draft = events.find("draft")
            assert draft is not None
            return events.open_preview(draft.id, an_act())

    def host(self) -> str:
        """Return the secret of a link by which somebody hosts an event."""
        with self.app.app_context(), transaction():
            event = events.find("many-hands")
            assert event is not None
            return events.add_host_link(event.id, "Square", an_act())

    def stop_token(self) -> str:
        """Return what stands in the link that stops all letters to an address."""
        with self.app.app_context():
            return outbox.stop_token("sara@example.org")

    def invitation(self) -> str:
        """Return the path of a link that takes somebody into the team."""
        with self.app.app_context(), transaction():
            invite = accounts.invite(1, "mina@example.org", accounts.Role.EDITOR, an_act())
            return f"/desk/invitation/{invite}"

    def sign_in_link(self) -> str:
        """Return the path of a link that signs the organiser in."""
        with self.app.app_context(), transaction():
            return f"/desk/link/{accounts.make_link(ORGANISER, an_act())}"


def furnished(folder: Path, port: int) -> Site:
    """Make an application with the sample, events in every state, and parties in every state."""
    settings = {"DATA_DIR": str(folder), "PORT": str(port), "DEMO": "1", "LIMITS": "off"}
    app = create_app(config.load(settings))
    with app.app_context():
        bring_up_to_date()
        load_sample(an_act())
        with transaction():
            organiser = accounts.add_owner(ORGANISER, an_act())
            accounts.set_password_hash(organiser, "of a password that nobody types", an_act())
    _add_events(app)
    site = Site(app, f"http://127.0.0.1:{port}", {})
    return replace(site, secrets={**_add_parties(app, site), **_add_volunteer(app)})


def _add_events(app: Flask) -> None:
    an_event(app, published=False, slug="draft", title="Draft that nobody sees yet")
    an_event(app, capacity=2, waitlist=False, slug="no-list", title="No places, no waiting list")
    moved = an_event(app, slug="moved", place="Place de la Bastille", contact="@us")
    put_off = an_event(app, slug="put-off", title="Rally that was put off", place="Lyon")
    later = an_event(app, slug="later", title="Rally on a later day")
    secret = an_event(app, slug="secret-place", title="Vigil at a place told later")
    called_off = an_event(app, slug="called-off", title="Rally that was called off")
    several = a_schedule(ends_on=TODAY + timedelta(days=12), ends_at=a_schedule().starts_at)
    an_event(app, slug="several-days", title="Vigil of three days", schedule=several)
    an_event(app, slug="long-words", title=_LONG * 6, place=_LONG * 4, directions=_LONG * 9)
    with app.app_context(), transaction():
        events.reword(moved.id, "en", words(title="Rally that moved"), an_act())
        events.cancel_because(called_off.id, {"en": "The square is flooded."}, an_act())
        events.postpone(put_off.id, None, {}, an_act())
        to = later.schedule.moved_to(TODAY + timedelta(days=50))
        events.postpone(later.id, to, {}, an_act())
        weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[moved.starts_on.weekday()]
        events.start_series(moved.id, "weekly", f"FREQ=WEEKLY;BYDAY={weekday}", an_act())
        events.set_embargo(secret.id, events.Embargo(events.Audience.CONFIRMED), an_act())


def _add_parties(app: Flask, site: Site) -> dict[str, str]:
    full = an_event(app, capacity=2, slug="full", title="Full rally")
    parties = {
        "confirmed": site.a_party(),
        "full": a_party(app, full, people=2),
        "waiting": a_party(app, full, people=2),
        "seated": _a_coach_and_who_takes_it(app),
        "no-list": site.a_party("no-list"),
        "moved": site.a_party("moved"),
        "put-off": site.a_party("put-off"),
        "long-words": site.a_party("long-words"),
        "cancelled": site.a_party(),
    }
    with app.app_context(), transaction():
        rsvps.cancel(parties["cancelled"], an_act())
    return parties


def _a_coach_and_who_takes_it(app: Flask) -> str:
    """Add an event with a coach; return a party that has seats there, and asks for beds."""
    event = an_event(app, slug="coach", title="Rally with a coach")
    names = {
        "en": "Coach from Lyon, 7:00",
        "fr": "Car de Lyon, 7 h 00",
        "fa": "اتوبوس لیون، ساعت ۷",
    }
    coach = a_kind(app, event, rsvps.KindPlan("en", names, 50))
    beds = a_kind(app, event, rsvps.KindPlan("en", {"en": "Bed for a night"}, 2))
    a_party(app, event, people=2, seats={beds: 2})
    seated = a_party(app, event, people=4, seats={coach: 3, beds: 1})
    _ask_and_answer(app, event, seated)
    return seated


def _ask_and_answer(app: Flask, event: events.Event, secret: str) -> None:
    meals = a_question(app, event)
    words = {"en": rsvps.Wording("What would make it easier to come?", "to arrange it")}
    with app.app_context():
        asked = a_question(app, event, words)
        with transaction():
            rsvps.answer(secret, {meals: 0, asked: "A lift from the station"}, an_act())


def _add_volunteer(app: Flask) -> dict[str, str]:
    event = an_event(app, slug="many-hands", title="Rally with many hands")
    first = a_need(app, event, "steward", most=1, post="Rue Daguerre", adults_only=True)
    a_need(app, event, "interpreter", begins=3, languages=("fa", "fr"))
    a_need(app, event, "first-aid", begins=4, least=2, most=2)
    phone = _a_phone(app, event)
    volunteer = a_volunteer(app, event, first, adult=True)
    return {"volunteer": volunteer, "phone": phone, "handed over": _a_shift_handed_over(app)}


def _a_shift_handed_over(app: Flask) -> str:
    """Have a volunteer hand a shift over, and return what stands in the link."""
    event = an_event(app, slug="handed-over", title="Rally with a stand-in")
    need = a_need(app, event, "steward")
    giver = a_volunteer(app, event, need)
    with app.app_context():
        with transaction():
            volunteers.hand_over_by_link(giver, need, an_act())
        asked = volunteers.get(giver).hand_over(need)
    assert asked is not None
    return asked.secret


def _a_phone(app: Flask, event: events.Event) -> str:
    """Enrol a phone that waits to be confirmed, and return its name."""
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    with app.app_context(), transaction():
        link = checkin.make_enrolment(event.id, "Rue Daguerre", an_act(), to_confirm=True)
        return checkin.enrol(link, point, an_act()).name.hex()
