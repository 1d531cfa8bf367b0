"""Say of every route what it is about and who may use it: a new route needs a line here."""

from dataclasses import dataclass
from enum import StrEnum


class About(StrEnum):
    """The thing that a route's address names."""

    NOTHING = "nothing"
    EVENT = "public event"
    CAMPAIGN = "campaign"
    DESK_CAMPAIGN = "campaign on the desk"
    SERIES = "series"
    PARTY = "party"
    SEATS = "party and a kind of place"
    CONFIRMATION = "party and the proof of an address"
    STOP_TOKEN = "token that stops letters"  # noqa: S105 - a name
    VOLUNTEER = "volunteer"
    HANDED_OVER = "link that hands a shift over"
    DESK_EVENT = "event on the desk"
    WAITING = "party that waits for an event on the desk"
    NEED = "need of an event on the desk"
    KIND = "kind of place of an event on the desk"
    QUESTION = "question of an event on the desk"
    PHONE = "phone of an event on the desk"
    PASSKEY = "passkey of an organiser"
    MEMBER = "member of a team"
    PROGRAM = "token of a team's program"
    SESSION = "session of an organiser"
    SCREEN = "screen that shows an event's count"
    PREVIEW = "link to a draft"
    HOSTED = "event by a host's link"
    HOSTED_PHONE = "phone of an event by a host's link"
    HOST_LINK = "host link of an event on the desk"
    FILE = "file of the site or of the scanner"


class Audience(StrEnum):
    """Who may use a route; everybody may ask."""

    ANYBODY = "anybody"
    ORGANISER = "organisers, whatever their teams"
    SEER = "everybody in the team"
    EDITOR = "editors and owners"
    COORDINATOR = "coordinators and owners"
    GATE_LEAD = "check-in leads and owners"
    OWNER = "owners"
    DEVICE = "phones that were enrolled"
    PROGRAM = "programs with a token of the team"


@dataclass(frozen=True, slots=True)
class Row:
    """What a route is about and who may use it."""

    about: About
    audience: Audience = Audience.ANYBODY
    rare: bool = False
    """Whether those who may are not let in in the usual case."""


_DESK = Audience.ORGANISER
_SEE, _EDIT, _ROTA = Audience.SEER, Audience.EDITOR, Audience.COORDINATOR
_GATES, _OWN = Audience.GATE_LEAD, Audience.OWNER

ROWS: dict[str, Row] = {
    "static": Row(About.FILE),
    # the public
    **{
        f"short {path}": Row(About.NOTHING)
        for path in ("/", "/events", "/about", "/privacy", "/accessibility")
    },
    # Short addresses lead on without asking whether there is anything.
    **{
        f"short {path}": Row(About.NOTHING)
        for path in (
            "/e/<slug:slug>",
            "/e/<slug:slug>/rsvp",
            "/e/<slug:slug>/volunteer",
            "/e/<slug:slug>/poster",
            "/c/<slug:slug>",
            "/series/<slug:slug>",
            "/p/<secret:secret>",
            "/v/<secret:secret>",
            "/h/<secret:secret>",
        )
    },
    "public_site.about": Row(About.NOTHING),
    "public_site_files.security": Row(About.NOTHING),
    "public_site_files.alive": Row(About.NOTHING),
    "public_site_files.ready": Row(About.NOTHING),
    "public_site_files.robots": Row(About.NOTHING),
    "public_tickets_files.shown": Row(About.NOTHING),
    "public_events.home": Row(About.NOTHING),
    "public_events.agenda": Row(About.NOTHING),
    "public_events.event": Row(About.EVENT),
    "public_events.poster": Row(About.EVENT),
    "public_events.flyers": Row(About.EVENT),
    "public_events_files.qr": Row(About.EVENT),
    "public_events_files.signing_key": Row(About.EVENT, rare=True),
    "public_calendar_files.feed": Row(About.NOTHING),
    "public_calendar_files.event": Row(About.EVENT),
    "public_calendar_files.campaign_feed": Row(About.CAMPAIGN),
    "public_feeds_files.news": Row(About.NOTHING),
    "public_feeds_files.campaign_news": Row(About.CAMPAIGN),
    "public_feeds_files.sitemap": Row(About.NOTHING),
    "public_feeds_files.part_of_sitemap": Row(About.FILE),
    "public_calendar_files.series_feed": Row(About.SERIES),
    "public_series.series": Row(About.SERIES),
    "public_campaigns.campaign": Row(About.CAMPAIGN),
    "public_rsvps.ask": Row(About.EVENT),
    "public_rsvps.rsvp": Row(About.EVENT),
    "public_rsvps.party": Row(About.PARTY),
    "public_rsvps.people": Row(About.PARTY),
    "public_rsvps.cancel": Row(About.PARTY),
    "public_rsvps.erase": Row(About.PARTY),
    "public_rsvps.accept": Row(About.PARTY),
    "public_rsvps.sure": Row(About.PARTY),
    "public_answers.answer": Row(About.PARTY),
    "public_seats.change": Row(About.SEATS),
    "public_seats.accept": Row(About.SEATS),
    "public_rsvps_files.ticket_svg": Row(About.PARTY),
    "public_rsvps_files.ticket_png": Row(About.PARTY),
    "public_rsvps_files.calendar_entry": Row(About.PARTY),
    "public_rsvps_files.data": Row(About.PARTY),
    "public_letters.level": Row(About.PARTY),
    "public_letters.keep": Row(About.PARTY),
    "public_letters.ask": Row(About.CONFIRMATION),
    "public_letters.confirm": Row(About.CONFIRMATION),
    "public_letters.stop_page": Row(About.STOP_TOKEN),
    "public_letters.stop": Row(About.STOP_TOKEN),
    "public_volunteers.ask": Row(About.EVENT),
    "public_volunteers.enlist": Row(About.EVENT),
    "public_volunteers.own": Row(About.VOLUNTEER),
    "public_volunteers.claim": Row(About.VOLUNTEER),
    "public_volunteers.leave": Row(About.VOLUNTEER),
    "public_volunteers.erase": Row(About.VOLUNTEER),
    "public_handing_over.hand_over": Row(About.VOLUNTEER),
    "public_handing_over.keep": Row(About.VOLUNTEER),
    "public_handing_over.ask": Row(About.HANDED_OVER),
    "public_handing_over.take_over": Row(About.HANDED_OVER),
    "public_handing_over.take_over_as_known": Row(About.HANDED_OVER),
    "public_volunteers_files.shifts": Row(About.VOLUNTEER),
    "public_volunteers_files.ticket_svg": Row(About.VOLUNTEER),
    "public_volunteers_files.ticket_png": Row(About.VOLUNTEER),
    "public_volunteers_files.data": Row(About.VOLUNTEER),
    "public_gates.screen": Row(About.SCREEN),
    "public_previews.preview": Row(About.PREVIEW),
    "public_hosts.hosted": Row(About.HOSTED),
    "public_hosts.add_phone": Row(About.HOSTED),
    "public_hosts.confirm": Row(About.HOSTED_PHONE),
    # the desk
    "desk.signin.login": Row(About.NOTHING),
    "desk.signin.link": Row(About.NOTHING),
    "desk.signin.passkey": Row(About.NOTHING),
    "desk.signin.second": Row(About.NOTHING, _DESK),
    # It leads to the sign-in, and whoever signed out is somebody else: tests/desk/signin has it.
    "desk.signin.logout": Row(About.NOTHING, _DESK, rare=True),
    "desk.account.account": Row(About.NOTHING, _DESK),
    "desk.account.start": Row(About.NOTHING, _DESK),
    "desk.account.app": Row(About.NOTHING, _DESK),
    "desk.account.remove_app": Row(About.NOTHING, _DESK),
    "desk.account.codes": Row(About.NOTHING, _DESK),
    "desk.account.add_passkey": Row(About.NOTHING, _DESK),
    "desk.account.remove_passkey": Row(About.PASSKEY, _DESK),
    "desk.account.end_session": Row(About.SESSION, _DESK),
    "desk.signin.password": Row(About.NOTHING, _DESK),
    "desk.events.index": Row(About.NOTHING, _DESK),
    "desk.events.new": Row(About.NOTHING, _EDIT),
    "desk.events.add": Row(About.NOTHING, _EDIT),
    "desk.events.show": Row(About.DESK_EVENT, _SEE),
    "desk.events.duplicate": Row(About.DESK_EVENT, _EDIT),
    "desk.editing.edit": Row(About.DESK_EVENT, _EDIT),
    "desk.campaigns.campaigns": Row(About.NOTHING, _EDIT),
    "desk.campaigns.add": Row(About.NOTHING, _EDIT),
    "desk.campaigns.edit": Row(About.DESK_CAMPAIGN, _EDIT),
    "desk.campaigns.remove": Row(About.DESK_CAMPAIGN, _EDIT),
    "desk.series.series": Row(About.DESK_EVENT, _EDIT),
    "desk.series.start": Row(About.DESK_EVENT, _EDIT, rare=True),
    "desk.series.change_date": Row(About.DESK_EVENT, _EDIT, rare=True),
    "desk.series.end": Row(About.DESK_EVENT, _EDIT, rare=True),
    "desk.standing.publish": Row(About.DESK_EVENT, _EDIT),
    "desk.standing.publish_later": Row(About.DESK_EVENT, _EDIT),
    "desk.standing.postpone": Row(About.DESK_EVENT, _EDIT),
    "desk.standing.cancel": Row(About.DESK_EVENT, _EDIT),
    "desk.retention.retention": Row(About.DESK_EVENT, _SEE),
    "desk.events.preview": Row(About.DESK_EVENT, _SEE),
    "desk.previews.link": Row(About.DESK_EVENT, _EDIT, rare=True),
    "desk.events.try_letters_again": Row(About.DESK_EVENT, _EDIT),
    "desk.team.team": Row(About.NOTHING, _OWN),
    "desk.team.add": Row(About.NOTHING, _OWN),
    "desk.team.invite": Row(About.NOTHING, _OWN),
    "desk.tokens.tokens": Row(About.NOTHING, _OWN),
    "desk.tokens.add": Row(About.NOTHING, _OWN),
    "desk.tokens.revoke": Row(About.PROGRAM, _OWN),
    "desk.team.deeds": Row(About.NOTHING, _OWN),
    "desk.team.set_role": Row(About.MEMBER, _OWN),
    "desk.team.remove": Row(About.MEMBER, _OWN),
    "desk.invitations.invitation": Row(About.NOTHING),
    "desk.exchange.exchange": Row(About.NOTHING, _OWN),
    "desk.exchange.check": Row(About.NOTHING, _OWN),
    "desk.exchange.import_": Row(About.NOTHING, _OWN),
    "desk.exchange.export": Row(About.CAMPAIGN, _OWN),
    "desk.parties.parties": Row(About.DESK_EVENT, _EDIT),
    "desk.parties.decide": Row(About.WAITING, _EDIT),
    "desk.kinds.kinds": Row(About.DESK_EVENT, _EDIT),
    "desk.kinds.edit": Row(About.KIND, _EDIT),
    "desk.kinds.remove": Row(About.KIND, _EDIT),
    "desk.messages.write": Row(About.DESK_EVENT, _EDIT),
    "desk.messages.send": Row(About.DESK_EVENT, _EDIT),
    "desk.needs.show": Row(About.DESK_EVENT, _ROTA),
    "desk.needs.new": Row(About.DESK_EVENT, _ROTA),
    "desk.needs.duty": Row(About.DESK_EVENT, _ROTA),
    "desk.needs.roster": Row(About.DESK_EVENT, _ROTA),
    "desk.needs.edit": Row(About.NEED, _ROTA),
    "desk.needs.remove": Row(About.NEED, _ROTA),
    "desk.gates.gates": Row(About.DESK_EVENT, _GATES),
    "desk.gates.numbers": Row(About.DESK_EVENT, _GATES),
    "desk.gates.add": Row(About.DESK_EVENT, _GATES),
    "desk.gates.scanning": Row(About.DESK_EVENT, _GATES),
    "desk.gates.confirm": Row(About.PHONE, _GATES),
    "desk.gates.revoke": Row(About.PHONE, _GATES),
    "desk.questions.questions": Row(About.DESK_EVENT, _EDIT),
    "desk.questions.open_answers": Row(About.QUESTION, _OWN),
    "desk.unlocking.unlock": Row(About.DESK_EVENT, _OWN),
    "desk.unlocking.lock": Row(About.DESK_EVENT, _OWN),
    "desk.questions.remove": Row(About.QUESTION, _EDIT),
    "desk.standing.show_count": Row(About.DESK_EVENT, _EDIT),
    "desk.hosts.hosts": Row(About.DESK_EVENT, _GATES),
    "desk.hosts.add": Row(About.DESK_EVENT, _GATES),
    "desk.hosts.end": Row(About.HOST_LINK, _GATES),
    "desk.gates.screen": Row(About.DESK_EVENT, _GATES),
    "desk.gates.report": Row(About.DESK_EVENT, _GATES),
    # programs
    "api.nothing": Row(About.NOTHING, rare=True),
    "api.nowhere": Row(About.NOTHING, rare=True),
    "api.description": Row(About.NOTHING),
    "api.listed": Row(About.NOTHING),
    "api.event": Row(About.EVENT),
    # A token opens them, no session does: tests/api/test_team.py.
    "api_team.listed": Row(About.NOTHING, Audience.PROGRAM),
    "api_operations.metrics": Row(About.NOTHING, Audience.PROGRAM),
    "api_team.numbers": Row(About.EVENT, Audience.PROGRAM),
    "api.campaigns": Row(About.NOTHING),
    "api.campaign": Row(About.CAMPAIGN),
    # the gate
    "gate_scanner.app": Row(About.NOTHING),
    "gate_scanner.drawn": Row(About.FILE),
    "gate_scanner.file": Row(About.FILE),
    "gate_scanner.manifest": Row(About.NOTHING),
    "gate_scanner.spoken": Row(About.FILE),
    "gate_scanner.worker": Row(About.NOTHING),
    "gate_api.enrol": Row(About.NOTHING),
    "gate_api.bundle": Row(About.NOTHING, Audience.DEVICE),
    "gate_api.records": Row(About.NOTHING, Audience.DEVICE),
    "gate_api.carried": Row(About.NOTHING, Audience.DEVICE),
    "gate_api.nothing": Row(About.NOTHING, rare=True),
}
