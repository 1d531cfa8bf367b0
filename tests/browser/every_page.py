"""List every page that people see: a line here, and a new page is looked at like all others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.browser.site import Site

Where = Callable[[Site, str], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its name, where it is, and what its form is sent with, if it is to be sent."""

    name: str
    path: Where
    sent: Mapping[str, str] | None = None


def _at(path: str) -> Where:
    return lambda _, lang: path.format(lang=lang)


def _party(state: str, query: str = "") -> Where:
    return lambda site, lang: f"/{lang}/p/{site.secrets[state]}{query}"


def _handed_over(site: Site, lang: str) -> str:
    return f"/{lang}/v/hand-over/{site.secrets['handed over']}"


def _volunteer(query: str = "") -> Where:
    return lambda site, lang: f"/{lang}/v/{site.secrets['volunteer']}{query}"


def _need(below: str) -> Where:
    return lambda site, lang: f"/desk/events/many-hands/needs/{site.need()}{below}?lang={lang}"


def _revoke(site: Site, lang: str) -> str:
    return f"/desk/events/many-hands/gates/{site.secrets['phone']}/revoke?lang={lang}"


def _kind(below: str) -> Where:
    return lambda site, lang: f"/desk/events/coach/kinds/{site.kind()}{below}?lang={lang}"


def _question(site: Site, lang: str) -> str:
    return f"/desk/events/coach/questions/{site.question()}/remove?lang={lang}"


def _event(slug: str, below: str = "") -> Where:
    return _at(f"/{{lang}}/e/{slug}{below}")


PUBLIC = (
    Shown("front page", _at("/{lang}/")),
    Shown("agenda", _at("/{lang}/events")),
    Shown("past events", _at("/{lang}/events?past=1")),
    Shown("nothing found", _at("/{lang}/events?q=nowhere")),
    Shown("event", _event("sample-denfert-rochereau")),
    Shown("event without an hour", _event("sample-march")),
    Shown("event of several days", _event("several-days")),
    Shown("past event", _event("paris-8-february-2025")),
    Shown("moved event", _event("moved")),
    Shown("cancelled event", _event("called-off")),
    Shown("poster", _event("sample-denfert-rochereau", "/poster")),
    Shown("flyers", _event("sample-denfert-rochereau", "/flyers")),
    Shown("form", _event("sample-denfert-rochereau", "/rsvp")),
    Shown("form with a problem", _event("sample-march", "/rsvp"), sent={"people": "0"}),
    Shown("form for the waiting list", _event("full", "/rsvp")),
    Shown("form with a coach", _event("coach", "/rsvp")),
    Shown("no place left", _event("no-list", "/rsvp")),
    Shown("form of a past event", _event("paris-8-february-2025", "/rsvp")),
    Shown("party with a place", _party("confirmed")),
    Shown("party whose event moved", _party("moved")),
    Shown("party whose event has no date yet", _party("put-off")),
    Shown("event without a date yet", _event("put-off")),
    Shown("event on a later day", _event("later")),
    Shown("event at a hidden place", _event("secret-place")),
    Shown("poster without a date yet", _event("put-off", "/poster")),
    Shown("waiting party", _party("waiting")),
    Shown("party with seats", _party("seated")),
    Shown("cancelled party", _party("cancelled")),
    Shown("cancel?", _party("confirmed", "?confirm=cancel")),
    Shown("erase?", _party("confirmed", "?confirm=erase")),
    Shown("erased", lambda site, lang: f"/{lang}/p/{site.a_party()}?confirm=erase", sent={}),
    Shown("confirm an address", _party("confirmed", f"/confirm/{'0' * 26}")),
    Shown("stop letters?", lambda site, lang: f"/{lang}/letters/{site.stop_token()}"),
    Shown("letters stopped", lambda site, lang: f"/{lang}/letters/{site.stop_token()}", sent={}),
    Shown("what is needed", _event("many-hands", "/volunteer")),
    Shown("what is needed with a problem", _event("many-hands", "/volunteer"), sent={}),
    Shown("nothing needed", _event("moved", "/volunteer")),
    Shown("volunteer", _volunteer()),
    Shown("erase a volunteer?", _volunteer("?erase=1")),
    Shown("take a shift over", _handed_over),
    Shown("hand a shift over?", lambda site, lang: _volunteer(f"?over={site.need()}")(site, lang)),
    Shown("give a shift back?", lambda site, lang: _volunteer(f"?leave={site.need()}")(site, lang)),
    Shown("campaign", _at("/{lang}/c/no-to-executions")),
    Shown("series", _at("/{lang}/series/weekly")),
    Shown("about", _at("/{lang}/about")),
    Shown("privacy", _at("/{lang}/privacy")),
    Shown("accessibility", _at("/{lang}/accessibility")),
    Shown("screen with the count", lambda site, lang: f"/{lang}/screen/{site.screen()}"),
    Shown("draft by its link", lambda site, lang: f"/{lang}/preview/{site.preview()}"),
    Shown("host", lambda site, lang: f"/{lang}/h/{site.host()}"),
    Shown("ticket opened by a camera", lambda _, __: "/t"),
    Shown("no such page", _at("/{lang}/nowhere")),
)

SIGNED_OUT = (
    Shown("sign in", _at("/desk/login?lang={lang}")),
    Shown("sign in with a problem", _at("/desk/login?lang={lang}"), sent={}),
    Shown("sign in by link", lambda site, lang: f"{site.sign_in_link()}?lang={lang}"),
    Shown("spent link", _at("/desk/link/00000000000000000000000000?lang={lang}"), sent={}),
)

DESK = (
    Shown("desk", _at("/desk/?lang={lang}")),
    Shown("new event", _at("/desk/events/new?lang={lang}")),
    Shown("new event with problems", _at("/desk/events/new?lang={lang}"), sent={}),
    Shown("import and export", _at("/desk/exchange?lang={lang}")),
    Shown("import with problems", _at("/desk/exchange?lang={lang}"), sent={"called_by": ""}),
    Shown("event on the desk", _at("/desk/events/full?lang={lang}")),
    Shown("draft on the desk", _at("/desk/events/draft?lang={lang}")),
    Shown("cancelled event on the desk", _at("/desk/events/called-off?lang={lang}")),
    Shown("parties", _at("/desk/events/full/parties?lang={lang}")),
    Shown("retention", _at("/desk/events/full/retention?lang={lang}")),
    Shown("who is missing", _at("/desk/events/many-hands/needs?lang={lang}")),
    Shown("who is missing, a list", _at("/desk/events/many-hands/needs?view=list&lang={lang}")),
    Shown("nothing needed on the desk", _at("/desk/events/full/needs?lang={lang}")),
    Shown("how long on duty", _at("/desk/events/many-hands/needs/duty?lang={lang}")),
    Shown("add needs", _at("/desk/events/many-hands/needs/new?lang={lang}")),
    Shown(
        "add needs with a problem",
        _at("/desk/events/many-hands/needs/new?lang={lang}"),
        sent={},
    ),
    Shown("need", _need("")),
    Shown("need with problems", _need(""), sent={"starts_at": "", "most": "0"}),
    Shown("remove need?", _need("/remove")),
    Shown("roster", _at("/desk/events/many-hands/roster?lang={lang}")),
    Shown("parties and seats", _at("/desk/events/coach/parties?lang={lang}")),
    Shown("kinds of place", _at("/desk/events/coach/kinds?lang={lang}")),
    Shown("kinds with a problem", _at("/desk/events/coach/kinds?lang={lang}"), sent={}),
    Shown("kind of place", _kind("")),
    Shown("call a kind off?", _kind("/remove")),
    Shown("questions", _at("/desk/events/coach/questions?lang={lang}")),
    Shown("questions with problems", _at("/desk/events/full/questions?lang={lang}"), sent={}),
    Shown("unlock", _at("/desk/events/coach/unlock?lang={lang}")),
    Shown("unlock with a problem", _at("/desk/events/coach/unlock?lang={lang}"), sent={}),
    Shown("take a question back?", _question),
    Shown("message", _at("/desk/events/full/message?lang={lang}")),
    Shown("gates", _at("/desk/events/many-hands/gates?lang={lang}")),
    Shown("gates with a problem", _at("/desk/events/full/gates?lang={lang}"), sent={"gate": ""}),
    Shown("report of the count", _at("/desk/events/many-hands/gates/report?lang={lang}")),
    Shown("gate link", _at("/desk/events/full/gates?lang={lang}"), sent={"gate": "North"}),
    Shown("hosts", _at("/desk/events/many-hands/hosts?lang={lang}")),
    Shown("host link", _at("/desk/events/full/hosts?lang={lang}"), sent={"label": "Square"}),
    Shown("shut a phone out?", _revoke),
    Shown("edit", _at("/desk/events/sample-denfert-rochereau/edit?lang={lang}")),
    Shown("review", _at("/desk/events/moved/edit?lang={lang}"), sent={"place": "Nation"}),
    Shown("postpone?", _at("/desk/events/full/postpone?lang={lang}")),
    Shown("postpone with a problem", _at("/desk/events/full/postpone?lang={lang}"), sent={}),
    Shown("publish later?", _at("/desk/events/draft/later?lang={lang}")),
    Shown("event without a date yet on the desk", _at("/desk/events/put-off?lang={lang}")),
    Shown("campaigns on the desk", _at("/desk/campaigns?lang={lang}")),
    Shown("campaigns with a problem", _at("/desk/campaigns?lang={lang}"), sent={}),
    Shown("campaign on the desk", _at("/desk/campaigns/no-to-executions?lang={lang}")),
    Shown(
        "campaign with a problem",
        _at("/desk/campaigns/no-to-executions?lang={lang}"),
        sent={"title": "", "figures-0-source": ""},
    ),
    Shown("remove a campaign?", _at("/desk/campaigns/no-to-executions/remove?lang={lang}")),
    Shown("series on the desk", _at("/desk/events/moved/series?lang={lang}")),
    Shown("make a series", _at("/desk/events/full/series?lang={lang}")),
    Shown("make a series?", _at("/desk/events/full/series?lang={lang}"), sent={}),
    Shown("duplicate", _at("/desk/events/full/duplicate?lang={lang}")),
    Shown("cancel event?", _at("/desk/events/full/cancel?lang={lang}")),
    Shown("cancel event with a problem", _at("/desk/events/full/cancel?lang={lang}"), sent={}),
    Shown("preview", _at("/desk/events/draft/preview?lang={lang}")),
    Shown("link to a draft", _at("/desk/events/draft/preview/link?lang={lang}")),
    Shown(
        "link to a draft that was made",
        _at("/desk/events/draft/preview/link?lang={lang}"),
        sent={},
    ),
    Shown("password", _at("/desk/password?lang={lang}")),
    Shown("team", _at("/desk/team?lang={lang}")),
    Shown("tokens", _at("/desk/team/tokens?lang={lang}")),
    Shown("tokens with problems", _at("/desk/team/tokens?lang={lang}"), sent={}),
    Shown("what was done in a team", _at("/desk/team/deeds?lang={lang}")),
    Shown("invitation", lambda site, lang: f"{site.invitation()}?lang={lang}"),
    Shown("spent invitation", _at(f"/desk/invitation/{'0' * 26}?lang={{lang}}")),
    Shown("account", _at("/desk/account?lang={lang}")),
    Shown("choose what to sign in with", _at("/desk/account/start?lang={lang}")),
    Shown("code app", _at("/desk/account/app?lang={lang}")),
    Shown("code app with a problem", _at("/desk/account/app?lang={lang}"), sent={}),
    Shown("enter a code", _at("/desk/login/code?lang={lang}")),
    Shown("enter a code with a problem", _at("/desk/login/code?lang={lang}"), sent={}),
    Shown("no such page on the desk", _at("/desk/nowhere?lang={lang}")),
)
