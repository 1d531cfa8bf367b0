"""Furnish a site in which everything exists four times: ours, somebody else's, deleted, a draft."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask import Flask

from app import accounts, checkin, events, outbox, rsvps, volunteers
from app.cli.sample import campaign
from app.kernel.ids import OrganiserId, crockford
from app.platform.db import transaction
from tests.makers import a_kind, a_party, a_question, an_act, an_event
from tests.makers.gate import a_device
from tests.makers.volunteering import a_need, a_volunteer
from tests.matrix.rows import About

OURS, THEIRS = "sara@example.org", "theirs@example.org"

Values = dict[str, str | int]
_SERIES = "weekly"


class Whose(StrEnum):
    """Which of the things is asked for."""

    OWN = "own"
    FOREIGN = "foreign"
    DELETED = "deleted"
    DRAFT = "draft"
    NEVER = "never was"


@dataclass(frozen=True, slots=True)
class World:
    """Events that have everything, a draft, and events in which every party waits."""

    app: Flask
    ours: events.Event
    theirs: events.Event
    draft: events.Event
    full: events.Event
    full_of_theirs: events.Event
    their_team: int

    def named(self, about: About, whose: Whose) -> Values | None:
        """Return what the address of such a thing is made of; nothing if there is no such thing."""
        return _NAMED[about](self, whose) if about in _NAMED else None

    def party(self, event: events.Event) -> str:
        """Register a party and return its secret."""
        return a_party(self.app, event)

    def erased_party(self) -> str:
        """Return the secret of a party that erased itself."""
        secret = self.party(self.ours)
        with self.app.app_context(), transaction():
            rsvps.erase(secret, an_act())
        return secret

    def need(self, event: events.Event) -> int:
        """Add a need, at a post of its own."""
        return a_need(self.app, event, post=os.urandom(8).hex())

    def volunteer(self, event: events.Event) -> str:
        """Enlist a volunteer and return their secret."""
        return a_volunteer(self.app, event, self.need(event))

    def erased_volunteer(self) -> str:
        """Return the secret of a volunteer who erased themselves."""
        secret = self.volunteer(self.ours)
        with self.app.app_context(), transaction():
            volunteers.erase(secret, an_act())
        return secret

    def handed_over(self) -> str:
        """Return the secret of a link that hands a shift over."""
        secret = self.volunteer(self.ours)
        with self.app.app_context(), transaction():
            volunteers.hand_over_by_link(secret, volunteers.get(secret).shifts[0].id, an_act())
        with self.app.app_context():
            return volunteers.get(secret).hand_overs[0].secret

    def removed_need(self) -> int:
        """Return a need that was removed."""
        need = self.need(self.ours)
        with self.app.app_context(), transaction():
            volunteers.remove_need(self.ours.id, need, an_act())
        return need

    def kind(self, event: events.Event) -> int:
        """Add a kind of place."""
        return a_kind(self.app, event)

    def removed_kind(self) -> int:
        """Return a kind of place that was called off."""
        kind = a_kind(self.app, self.ours)
        with self.app.app_context(), transaction():
            rsvps.remove_kind(self.ours.id, kind, an_act())
        return kind

    def question(self, event: events.Event) -> int:
        """Ask something, if there are not enough questions yet, and return what was asked last."""
        with self.app.app_context():
            asked = rsvps.questions_of(event.id)
        return asked[-1].id if len(asked) > 3 else a_question(self.app, event)

    def removed_question(self) -> int:
        """Return a question that was taken back."""
        question = a_question(self.app, self.ours)
        with self.app.app_context(), transaction():
            rsvps.remove_question(self.ours.id, question, an_act())
        return question

    def phone(self, event: events.Event) -> str:
        """Enrol a phone and return its name."""
        with self.app.app_context():
            return a_device(event, to_confirm=True).name.hex()

    def screen(self, event: events.Event) -> str:
        """Return the secret by which a screen shows an event's count."""
        with self.app.app_context(), transaction():
            return checkin.open_screen(event.id, an_act())

    def closed_screen(self) -> str:
        """Return a secret that was taken back."""
        secret = self.screen(self.ours)
        with self.app.app_context(), transaction():
            checkin.close_screen(self.ours.id, an_act())
        return secret

    def preview(self) -> str:
        """Return the secret of a link to the draft."""
        with self.app.app_context(), transaction():
            return events.open_preview(self.draft.id, an_act())

    def closed_preview(self) -> str:
        """Return a secret that was taken back."""
        secret = self.preview()
        with self.app.app_context(), transaction():
            events.close_preview(self.draft.id, an_act())
        return secret

    def host(self, event: events.Event) -> str:
        """Return the secret of a host link to an event."""
        with self.app.app_context(), transaction():
            return events.add_host_link(event.id, "Square", an_act())

    def host_link(self, event: events.Event) -> int:
        """Make a host link to an event and return its number."""
        self.host(event)
        with self.app.app_context():
            return events.host_links(event.id)[-1].id

    def ended_host(self) -> str:
        """Return the secret of a host link that was taken back."""
        secret = self.host(self.ours)
        with self.app.app_context(), transaction():
            last = events.host_links(self.ours.id)[-1]
            events.end_host_link(self.ours.id, last.id, an_act())
        return secret

    def campaign(self) -> str:
        """Add a campaign that may be removed, and return its slug."""
        draft = events.CampaignDraft(os.urandom(8).hex(), "en", {"en": ("Ours", "", "")})
        with self.app.app_context(), transaction():
            events.add_campaign(draft, an_act())
        return draft.slug

    def waiting(self, event: events.Event) -> int:
        """Register a party that has to wait and return its number."""
        a_party(self.app, event)
        with self.app.app_context():
            return rsvps.listed(event.id, rsvps.PartyState.WAITING, 0)[-1].id

    def passkey(self, email: str) -> int:
        """Add a passkey to an organiser who has others, and return its number."""
        with self.app.app_context(), transaction():
            organiser_id = self._organiser(email)
            for _ in range(2):
                accounts.add_passkey(organiser_id, os.urandom(16), b"key", 0, an_act())
            return accounts.passkeys_of(organiser_id)[-1].id

    def token(self, team_id: int) -> int:
        """Make a token for a team's program and return its number."""
        with self.app.app_context(), transaction():
            scopes = frozenset(accounts.Scope)
            accounts.make_api_token(team_id, "Site", scopes, 30, an_act())
            return accounts.api_tokens_of(team_id)[-1].id

    def session(self, email: str) -> int:
        """Have an organiser sign in elsewhere, and return that session's number."""
        with self.app.app_context(), transaction():
            organiser_id = self._organiser(email)
            accounts.begin(organiser_id, accounts.Stage.FULL, an_act())
            return accounts.sessions_of(organiser_id, an_act().now)[0].id

    def member(self, team_id: int) -> int:
        """Take somebody new into a team and return their number."""
        with self.app.app_context(), transaction():
            number = accounts.add(f"{os.urandom(8).hex()}@example.org", an_act())
            accounts.join(team_id, number, accounts.Role.VIEWER)
            return number

    def _organiser(self, email: str) -> OrganiserId:
        found = accounts.find(email)
        return found.id if found else accounts.add(email, an_act())

    def stop_token(self) -> str:
        """Return the token that stops letters to somebody."""
        with self.app.app_context():
            return outbox.stop_token("mina@example.org")


def furnished(app: Flask) -> World:
    """Make the events, a campaign, and a series."""
    weekly = an_event(app, title="Weekly")
    weekday = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[weekly.starts_on.weekday()]
    with app.app_context(), transaction():
        events.add_campaign(campaign.DRAFT, an_act())
        events.start_series(weekly.id, _SERIES, f"FREQ=WEEKLY;BYDAY={weekday}", an_act())
        their_owner = accounts.add(THEIRS, an_act())
        their_team = accounts.add_team("Theirs", their_owner, an_act())
    return World(
        app,
        ours=an_event(app, title="Ours"),
        theirs=an_event(app, title="Theirs", team_id=their_team),
        draft=an_event(app, title="Draft", published=False),
        full=_full(app, "Full"),
        full_of_theirs=_full(app, "Theirs is full, too"),
        their_team=their_team,
    )


def _full(app: Flask, title: str) -> events.Event:
    event = an_event(app, title=title, capacity=1)
    a_party(app, event)
    return event


def a_secret() -> str:
    """Return a secret that opens nothing."""
    return crockford(os.urandom(16))


def _event(world: World, whose: Whose) -> Values | None:
    slugs = {
        Whose.OWN: world.ours.slug,
        Whose.DRAFT: world.draft.slug,
        Whose.NEVER: "never-was",
    }
    return {"slug": slugs[whose]} if whose in slugs else None


def _campaign(_world: World, whose: Whose) -> Values | None:
    slugs = {Whose.OWN: campaign.DRAFT.slug, Whose.NEVER: "never-was"}
    return {"slug": slugs[whose]} if whose in slugs else None


def _desk_campaign(world: World, whose: Whose) -> Values | None:
    if whose is Whose.OWN:
        return {"slug": world.campaign()}
    return {"slug": "never-was"} if whose is Whose.NEVER else None


def _series(_world: World, whose: Whose) -> Values | None:
    slugs = {Whose.OWN: _SERIES, Whose.NEVER: "never-was"}
    return {"slug": slugs[whose]} if whose in slugs else None


def _party(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: lambda: world.party(world.ours),
        Whose.FOREIGN: lambda: world.volunteer(world.ours),
        Whose.DELETED: world.erased_party,
        Whose.NEVER: a_secret,
    }
    return {"secret": made[whose]()} if whose in made else None


def _confirmation(world: World, whose: Whose) -> Values | None:
    party = _party(world, whose)
    return None if party is None else {**party, "proof": a_secret()}


def _stop_token(world: World, whose: Whose) -> Values | None:
    if whose is Whose.OWN:
        return {"token": world.stop_token()}
    if whose is Whose.FOREIGN:  # of the right length, sealed by nobody
        return {"token": "A" * len(world.stop_token())}
    return {"token": "never-was"} if whose is Whose.NEVER else None


def _volunteer(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: lambda: world.volunteer(world.ours),
        Whose.FOREIGN: lambda: world.party(world.ours),
        Whose.DELETED: world.erased_volunteer,
        Whose.NEVER: a_secret,
    }
    return {"secret": made[whose]()} if whose in made else None


def _screen(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: lambda: world.screen(world.ours),
        Whose.FOREIGN: lambda: world.party(world.ours),
        Whose.DELETED: world.closed_screen,
        Whose.NEVER: a_secret,
    }
    return {"secret": made[whose]()} if whose in made else None


def _preview(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: world.preview,
        Whose.FOREIGN: lambda: world.party(world.ours),
        Whose.DELETED: world.closed_preview,
        Whose.NEVER: a_secret,
    }
    return {"secret": made[whose]()} if whose in made else None


def _hosted(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: lambda: world.host(world.ours),
        Whose.FOREIGN: lambda: world.party(world.ours),
        Whose.DELETED: world.ended_host,
        Whose.DRAFT: lambda: world.host(world.draft),
        Whose.NEVER: a_secret,
    }
    return {"secret": made[whose](), "gate": "North"}


def _hosted_phone(world: World, whose: Whose) -> Values | None:
    phones = {Whose.FOREIGN: world.theirs, Whose.OWN: world.ours}
    if whose not in {*phones, Whose.NEVER}:
        return None
    device = world.phone(phones[whose]) if whose in phones else os.urandom(8).hex()
    return {"secret": world.host(world.ours), "device": device}


def _host_link(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.host_link(world.ours),
        Whose.FOREIGN: lambda: world.host_link(world.theirs),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    if whose is Whose.DRAFT:
        return {"slug": world.draft.slug, "link_id": world.host_link(world.draft)}
    return {"slug": world.ours.slug, "link_id": made[whose]()} if whose in made else None


def _handed_over(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: world.handed_over,
        Whose.FOREIGN: lambda: world.volunteer(world.ours),
        Whose.NEVER: a_secret,
    }
    return {"link": made[whose]()} if whose in made else None


def _need(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.need(world.ours),
        Whose.FOREIGN: lambda: world.need(world.theirs),
        Whose.DELETED: world.removed_need,
        Whose.NEVER: lambda: 2_000_000_000,
    }
    if whose is Whose.DRAFT:
        return {"slug": world.draft.slug, "need_id": world.need(world.draft)}
    return {"slug": world.ours.slug, "need_id": made[whose]()}


def _kind(world: World, whose: Whose) -> Values | None:
    if whose is Whose.DRAFT:
        return {"slug": world.draft.slug, "kind_id": world.kind(world.draft)}
    return {"slug": world.ours.slug, "kind_id": _kind_of(world, whose)}


def _seats(world: World, whose: Whose) -> Values | None:
    if whose is Whose.DRAFT:
        return None
    return {"secret": world.party(world.ours), "kind_id": _kind_of(world, whose)}


def _kind_of(world: World, whose: Whose) -> int:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.kind(world.ours),
        Whose.FOREIGN: lambda: world.kind(world.theirs),
        Whose.DELETED: world.removed_kind,
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return made[whose]()


def _question(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.question(world.ours),
        Whose.FOREIGN: lambda: world.question(world.theirs),
        Whose.DELETED: world.removed_question,
        Whose.NEVER: lambda: 2_000_000_000,
    }
    if whose is Whose.DRAFT:
        return {"slug": world.draft.slug, "question_id": world.question(world.draft)}
    return {"slug": world.ours.slug, "question_id": made[whose]()}


def _phone(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], str]] = {
        Whose.OWN: lambda: world.phone(world.ours),
        Whose.FOREIGN: lambda: world.phone(world.theirs),
        Whose.NEVER: lambda: os.urandom(8).hex(),
    }
    return {"slug": world.ours.slug, "device": made[whose]()} if whose in made else None


def _waiting(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.waiting(world.full),
        Whose.FOREIGN: lambda: world.waiting(world.full_of_theirs),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return {"slug": world.full.slug, "party": made[whose]()} if whose in made else None


def _passkey(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.passkey(OURS),
        Whose.FOREIGN: lambda: world.passkey(THEIRS),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return {"passkey_id": made[whose]()} if whose in made else None


def _session(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.session(OURS),
        Whose.FOREIGN: lambda: world.session(THEIRS),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return {"session_id": made[whose]()} if whose in made else None


def _desk_event(world: World, whose: Whose) -> Values | None:
    return {"slug": world.theirs.slug} if whose is Whose.FOREIGN else _event(world, whose)


def _token(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.token(accounts.FIRST_TEAM),
        Whose.FOREIGN: lambda: world.token(world.their_team),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return {"token_id": made[whose]()} if whose in made else None


def _member(world: World, whose: Whose) -> Values | None:
    made: dict[Whose, Callable[[], int]] = {
        Whose.OWN: lambda: world.member(accounts.FIRST_TEAM),
        Whose.FOREIGN: lambda: world.member(world.their_team),
        Whose.NEVER: lambda: 2_000_000_000,
    }
    return {"organiser_id": made[whose]()} if whose in made else None


_NAMED: dict[About, Callable[[World, Whose], Values | None]] = {
    About.EVENT: _event,
    About.CAMPAIGN: _campaign,
    About.DESK_CAMPAIGN: _desk_campaign,
    About.SERIES: _series,
    About.PARTY: _party,
    About.SEATS: _seats,
    About.CONFIRMATION: _confirmation,
    About.STOP_TOKEN: _stop_token,
    About.VOLUNTEER: _volunteer,
    About.HANDED_OVER: _handed_over,
    About.DESK_EVENT: _desk_event,
    About.MEMBER: _member,
    About.PROGRAM: _token,
    About.WAITING: _waiting,
    About.PASSKEY: _passkey,
    About.SESSION: _session,
    About.NEED: _need,
    About.KIND: _kind,
    About.SCREEN: _screen,
    About.PREVIEW: _preview,
    About.QUESTION: _question,
    About.HOSTED: _hosted,
    About.HOSTED_PHONE: _hosted_phone,
    About.HOST_LINK: _host_link,
    About.PHONE: _phone,
}
