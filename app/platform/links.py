"""Build every address of the site. Paths inside a page, whole addresses where they leave it."""

from urllib.parse import quote, urlencode, urlsplit

from flask import current_app


def is_loopback() -> bool:
    """Tell whether whole addresses can be opened on this machine alone."""
    return urlsplit(base_url()).hostname in {"127.0.0.1", "::1", "localhost"}


def base_url() -> str:
    """Return what whole addresses start with, without a slash at the end."""
    url: str = current_app.config["TURNOUT_SETTINGS"].base_url
    return url


def absolute(path: str) -> str:
    """Return the whole address of a path."""
    return base_url() + path


def home(lang: str) -> str:
    """Return the path of the front page."""
    return f"/{lang}/"


def agenda(lang: str, **query: str) -> str:
    """Return the path of the agenda, searched or filtered."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"/{lang}/events" + (f"?{asked}" if asked else "")


def about(lang: str) -> str:
    """Return the path of the page about this instance."""
    return f"/{lang}/about"


def privacy(lang: str) -> str:
    """Return the path of the privacy page."""
    return f"/{lang}/privacy"


def accessibility(lang: str) -> str:
    """Return the path of the accessibility declaration."""
    return f"/{lang}/accessibility"


def security() -> str:
    """Return the path where it says whom to tell of a hole."""
    return "/.well-known/security.txt"


def event(slug: str, lang: str) -> str:
    """Return the path of an event's page."""
    return f"/{lang}/e/{quote(slug)}"


def short_event(slug: str) -> str:
    """Return the whole short address of an event, for posters and sharing."""
    return absolute(f"/e/{quote(slug)}")


def event_ics(slug: str, lang: str = "") -> str:
    """Return the path of an event's calendar file."""
    return f"/e/{quote(slug)}.ics" + (f"?lang={lang}" if lang else "")


def webcal(path: str) -> str:
    """Return the whole address of a feed that makes calendar apps subscribe to it."""
    return f"webcal://{urlsplit(base_url()).netloc}{path}"


def feed_ics(lang: str = "") -> str:
    """Return the path of the calendar feed of all events."""
    return "/events.ics" + (f"?lang={lang}" if lang else "")


def feed_atom(lang: str) -> str:
    """Return the path of the news of all events, for feed readers."""
    return f"/events.atom?lang={lang}"


def campaign_atom(slug: str, lang: str) -> str:
    """Return the path of the news of a campaign's events, for feed readers."""
    return f"/c/{quote(slug)}.atom?lang={lang}"


def sitemap(part: int = 0) -> str:
    """Return the path of the list of pages for search engines, or of a part of it."""
    return f"/sitemap-{part}.xml" if part else "/sitemap.xml"


def poster(slug: str, lang: str) -> str:
    """Return the path of an event's poster."""
    return f"/{lang}/e/{quote(slug)}/poster"


def flyers(slug: str, lang: str) -> str:
    """Return the path of a sheet of an event's flyers."""
    return f"/{lang}/e/{quote(slug)}/flyers"


def qr_svg(slug: str) -> str:
    """Return the path of the QR code of an event's short address."""
    return f"/e/{quote(slug)}/qr.svg"


def signing_key(slug: str) -> str:
    """Return the path where an event's signing key is published after retention."""
    return f"/e/{quote(slug)}/signing-key.txt"


def rsvp(slug: str, lang: str) -> str:
    """Return the path of an event's RSVP form."""
    return f"/{lang}/e/{quote(slug)}/rsvp"


def party(secret: str, lang: str, said: str = "") -> str:
    """Return the path of a party's own page, with what to confirm on it."""
    return f"/{lang}/p/{secret}" + (f"?said={said}" if said else "")


def party_people(secret: str, lang: str) -> str:
    """Return where a party's new number of people is sent."""
    return f"/{lang}/p/{secret}/people"


def party_cancel(secret: str, lang: str) -> str:
    """Return where a party's cancellation is sent."""
    return f"/{lang}/p/{secret}/cancel"


def party_erase(secret: str, lang: str) -> str:
    """Return where a party's wish to be erased is sent."""
    return f"/{lang}/p/{secret}/erase"


def party_accept(secret: str, lang: str) -> str:
    """Return where a party takes the place that is offered to it."""
    return f"/{lang}/p/{secret}/accept"


def party_seats(secret: str, lang: str, kind_id: int) -> str:
    """Return where a party's wish for places of a further kind is sent."""
    return f"/{lang}/p/{secret}/seats/{kind_id}"


def party_seats_accept(secret: str, lang: str, kind_id: int) -> str:
    """Return where a party takes the places of a further kind that are offered to it."""
    return f"{party_seats(secret, lang, kind_id)}/accept"


def party_answers(secret: str, lang: str) -> str:
    """Return where a party's answers to the organisers' questions are sent."""
    return f"/{lang}/p/{secret}/answers"


def party_sure(secret: str, lang: str) -> str:
    """Return where a party says once more that it comes."""
    return f"/{lang}/p/{secret}/sure"


def party_level(secret: str, lang: str) -> str:
    """Return where a party says how much it leaves: nothing, an address once, or for updates."""
    return f"/{lang}/p/{secret}/level"


def party_keep(secret: str, lang: str) -> str:
    """Return where a party asks to be kept informed of an event that was put off for long."""
    return f"/{lang}/p/{secret}/keep"


def party_confirm(secret: str, lang: str, proof: str) -> str:
    """Return the path where the reader of a letter confirms the address."""
    return f"/{lang}/p/{secret}/confirm/{proof}"


def stop_letters(token: str, lang: str) -> str:
    """Return the path where the reader of a letter stops all letters."""
    return f"/{lang}/letters/{token}"


def ticket_svg(secret: str) -> str:
    """Return the path of a party's ticket as a vector picture."""
    return f"/p/{secret}/ticket.svg"


def ticket_png(secret: str) -> str:
    """Return the path of a party's ticket as a bitmap."""
    return f"/p/{secret}/ticket.png"


def ticket_png_discreet(secret: str) -> str:
    """Return the path of a party's code alone, that leads nowhere and says nothing."""
    return f"/p/{secret}/ticket.png?discreet=1"


def party_ics(secret: str) -> str:
    """Return the path of a party's calendar entry."""
    return f"/p/{secret}/event.ics"


def party_ics_discreet(secret: str, lang: str) -> str:
    """Return the path of a party's calendar entry without a word about what it is."""
    return f"/p/{secret}/event.ics?lang={lang}&discreet=1"


def party_data(secret: str) -> str:
    """Return the path of everything held about a party."""
    return f"/p/{secret}/data.json"


def volunteering(slug: str, lang: str, **query: str) -> str:
    """Return the path of what an event needs, filtered, or of one shift of it."""
    asked = urlencode({name: value for name, value in query.items() if value})
    return f"/{lang}/e/{quote(slug)}/volunteer" + (f"?{asked}" if asked else "")


def volunteer(secret: str, lang: str, said: str = "") -> str:
    """Return the path of a volunteer's own page, with what to confirm on it."""
    return f"/{lang}/v/{secret}" + (f"?said={said}" if said else "")


def volunteer_claim(secret: str, lang: str) -> str:
    """Return where a volunteer's wish for a further shift is sent."""
    return f"/{lang}/v/{secret}/claim"


def volunteer_wait(secret: str, lang: str) -> str:
    """Return where a volunteer's wish for a full shift is sent."""
    return f"{volunteer_claim(secret, lang)}?wait=1"


def volunteer_leave(secret: str, lang: str) -> str:
    """Return where a shift is given back."""
    return f"/{lang}/v/{secret}/leave"


def volunteer_hand_over(secret: str, lang: str) -> str:
    """Return where a volunteer says to whom a shift is handed over."""
    return f"/{lang}/v/{secret}/hand-over"


def volunteer_keep(secret: str, lang: str) -> str:
    """Return where a volunteer says that a shift is handed over to nobody."""
    return f"/{lang}/v/{secret}/keep"


def handed_over(link: str, lang: str) -> str:
    """Return the path of what a link hands over."""
    return f"/{lang}/v/hand-over/{link}"


def handed_over_to_known(link: str, lang: str) -> str:
    """Return where somebody who has a page takes over what a link hands over."""
    return f"{handed_over(link, lang)}/mine"


def volunteer_erase(secret: str, lang: str) -> str:
    """Return where a volunteer's wish to be erased is sent."""
    return f"/{lang}/v/{secret}/erase"


def volunteer_ics(secret: str, lang: str = "") -> str:
    """Return the path of a volunteer's calendar feed."""
    return f"/v/{secret}/shifts.ics" + (f"?lang={lang}" if lang else "")


def volunteer_ticket_png(secret: str) -> str:
    """Return the path of a volunteer's ticket as a bitmap."""
    return f"/v/{secret}/ticket.png"


def volunteer_data(secret: str) -> str:
    """Return the path of everything held about a volunteer."""
    return f"/v/{secret}/data.json"


def ticket_prefix() -> str:
    """Return what stands before the code in a QR ticket; the code follows as the fragment."""
    return absolute("/t#")


def campaign(slug: str, lang: str) -> str:
    """Return the path of a campaign's page."""
    return f"/{lang}/c/{quote(slug)}"


def series(slug: str, lang: str) -> str:
    """Return the path of a series' page."""
    return f"/{lang}/series/{quote(slug)}"


def series_ics(slug: str, lang: str = "") -> str:
    """Return the path of a series' calendar feed."""
    return f"/series/{quote(slug)}.ics" + (f"?lang={lang}" if lang else "")


def campaign_ics(slug: str, lang: str = "") -> str:
    """Return the path of a campaign's calendar feed."""
    return f"/c/{quote(slug)}.ics" + (f"?lang={lang}" if lang else "")


def gate_enrolment(secret: str) -> str:
    """Return the whole address that enrols a phone; its secret never leaves the browser in it."""
    return absolute(f"/gate/enrol#{secret}")


def desk(page: int = 1) -> str:
    """Return the path of the organisers' desk, or of a further page of its list."""
    return "/desk/" + (f"?page={page}" if page > 1 else "")


def desk_of_team(team_id: int) -> str:
    """Return the path of a team's desk."""
    return f"/desk/?team={team_id}"


def desk_team() -> str:
    """Return the path of who belongs to a team."""
    return "/desk/team"


def desk_deeds() -> str:
    """Return the path of what was done in a team."""
    return "/desk/team/deeds"


def desk_invite() -> str:
    """Return where an invitation is asked for."""
    return "/desk/team/invite"


def desk_set_role(organiser_id: int) -> str:
    """Return where a member's new role is sent."""
    return f"/desk/team/members/{organiser_id}/role"


def desk_remove_member(organiser_id: int) -> str:
    """Return where the wish to take a member out is sent."""
    return f"/desk/team/members/{organiser_id}/remove"


def desk_invitation_path(secret: str) -> str:
    """Return the path of an invitation."""
    return f"/desk/invitation/{secret}"


def desk_invitation(secret: str) -> str:
    """Return the whole address of an invitation, which opening does not spend."""
    return absolute(desk_invitation_path(secret))


def desk_login(wanted: str = "") -> str:
    """Return the path of the organisers' sign-in, which leads on to the page that was wanted."""
    return "/desk/login" + (f"?next={quote(wanted)}" if wanted else "")


def desk_logout() -> str:
    """Return where an organiser's sign-out is sent."""
    return "/desk/logout"


def desk_password() -> str:
    """Return the path where an organiser chooses a password."""
    return "/desk/password"


def desk_passkey(wanted: str = "") -> str:
    """Return where the answer of a passkey is sent, which leads on to the page that was wanted."""
    return "/desk/login/passkey" + (f"?next={quote(wanted)}" if wanted else "")


def desk_second() -> str:
    """Return the path where the second factor is asked for."""
    return "/desk/login/code"


def desk_account() -> str:
    """Return the path of what an organiser signs in with, and where they are signed in."""
    return "/desk/account"


def desk_start() -> str:
    """Return the path where an organiser chooses what to sign in with."""
    return "/desk/account/start"


def desk_passkeys() -> str:
    """Return where a new passkey is sent."""
    return "/desk/account/passkeys"


def desk_remove_passkey(passkey_id: int) -> str:
    """Return where the wish to remove a passkey is sent."""
    return f"/desk/account/passkeys/{passkey_id}/remove"


def desk_code_app() -> str:
    """Return the path where a code app is set up."""
    return "/desk/account/app"


def desk_remove_code_app() -> str:
    """Return where the wish to remove the code app is sent."""
    return "/desk/account/app/remove"


def desk_recovery_codes() -> str:
    """Return where the wish for new recovery codes is sent."""
    return "/desk/account/codes"


def desk_end_session(session_id: int) -> str:
    """Return where the wish to end a session is sent."""
    return f"/desk/account/sessions/{session_id}/end"


def desk_link(secret: str) -> str:
    """Return the whole address of a one-time sign-in link, which opening does not spend."""
    return absolute(f"/desk/link/{secret}")


def desk_new() -> str:
    """Return the path of the form for a new event."""
    return "/desk/events/new"


def desk_exchange() -> str:
    """Return the path where events are brought in from files, and taken out."""
    return "/desk/exchange"


def desk_check() -> str:
    """Return where a file is sent to be checked."""
    return f"{desk_exchange()}/check"


def desk_import() -> str:
    """Return where a file is sent to be taken in."""
    return f"{desk_exchange()}/import"


def desk_export(campaign: str, kind: str) -> str:
    """Return the path of a campaign's events as ics, csv or json."""
    return f"{desk_exchange()}/{quote(campaign)}.{kind}"


def desk_campaigns() -> str:
    """Return the path of the campaigns on the desk, where one is added, too."""
    return "/desk/campaigns"


def desk_campaign(slug: str, text: str = "") -> str:
    """Return the path where a campaign is edited, in one of its languages."""
    return f"{desk_campaigns()}/{quote(slug)}" + (f"?text={text}" if text else "")


def desk_remove_campaign(slug: str) -> str:
    """Return the path where a campaign is removed."""
    return f"{desk_campaigns()}/{quote(slug)}/remove"


def desk_event(slug: str) -> str:
    """Return the path of an event on the desk."""
    return f"/desk/events/{quote(slug)}"


def desk_edit(slug: str, text: str = "") -> str:
    """Return the path where an event is edited, in one of its languages."""
    return f"{desk_event(slug)}/edit" + (f"?text={text}" if text else "")


def desk_preview(slug: str, lang: str = "") -> str:
    """Return the path where an event is looked at before it is published."""
    return f"{desk_event(slug)}/preview" + (f"?lang={lang}" if lang else "")


def desk_preview_link(slug: str) -> str:
    """Return the path where a secret link to a draft is made and taken back."""
    return f"{desk_preview(slug)}/link"


def preview(secret: str, lang: str) -> str:
    """Return the path at which a draft is read by whoever has the link."""
    return f"/{lang}/preview/{secret}"


def desk_publish(slug: str) -> str:
    """Return where the wish to publish an event is sent."""
    return f"{desk_event(slug)}/publish"


def desk_duplicate(slug: str) -> str:
    """Return the path where an event is taken as the start of another one."""
    return f"{desk_event(slug)}/duplicate"


def desk_series(slug: str) -> str:
    """Return the path of the series that an event belongs to, or could begin."""
    return f"{desk_event(slug)}/series"


def desk_series_dates(slug: str) -> str:
    """Return where it is sent what is to become of a date of a series."""
    return f"{desk_series(slug)}/dates"


def desk_series_end(slug: str) -> str:
    """Return where the last day of a series is sent."""
    return f"{desk_series(slug)}/end"


def desk_later(slug: str) -> str:
    """Return the path where an organiser says when a draft is published."""
    return f"{desk_event(slug)}/later"


def desk_postpone(slug: str) -> str:
    """Return the path where an event is postponed."""
    return f"{desk_event(slug)}/postpone"


def desk_letters(slug: str) -> str:
    """Return where the wish to try an event's letters again is sent."""
    return f"{desk_event(slug)}/letters"


def desk_parties(slug: str) -> str:
    """Return the path where organisers decide about parties by hand."""
    return f"{desk_event(slug)}/parties"


def desk_kinds(slug: str) -> str:
    """Return the path of the kinds of place beside attendance, where one is added, too."""
    return f"{desk_event(slug)}/kinds"


def desk_kind(slug: str, kind_id: int) -> str:
    """Return the path where a kind of place is changed."""
    return f"{desk_kinds(slug)}/{kind_id}"


def desk_remove_kind(slug: str, kind_id: int) -> str:
    """Return the path where a kind of place is removed."""
    return f"{desk_kind(slug, kind_id)}/remove"


def desk_retention(slug: str) -> str:
    """Return the path of what is held about people at an event, and until when."""
    return f"{desk_event(slug)}/retention"


def desk_questions(slug: str) -> str:
    """Return the path of what organisers ask, and of how many answered what."""
    return f"{desk_event(slug)}/questions"


def desk_open_answers(slug: str, question_id: int) -> str:
    """Return where the wish to read what was written is sent."""
    return f"{desk_questions(slug)}/{question_id}/open"


def desk_tokens() -> str:
    """Return the path of the tokens of a team's programs."""
    return f"{desk_team()}/tokens"


def desk_revoke_token(token_id: int) -> str:
    """Return where it is sent that a token ends."""
    return f"{desk_tokens()}/{token_id}/revoke"


def desk_unlock(slug: str) -> str:
    """Return the path where organisers say why they open what is sealed."""
    return f"{desk_event(slug)}/unlock"


def desk_lock(slug: str) -> str:
    """Return where it is sent that nothing sealed is opened any more."""
    return f"{desk_event(slug)}/lock"


def desk_remove_question(slug: str, question_id: int) -> str:
    """Return the path where a question is taken back."""
    return f"{desk_questions(slug)}/{question_id}/remove"


def desk_message(slug: str) -> str:
    """Return the path where organisers write to those who get updates."""
    return f"{desk_event(slug)}/message"


def desk_needs(slug: str, view: str = "") -> str:
    """Return the path that shows which volunteers are missing, as a grid or as a list."""
    return f"{desk_event(slug)}/needs" + (f"?view={view}" if view else "")


def desk_new_needs(slug: str) -> str:
    """Return the path where an organiser says what is needed."""
    return f"{desk_needs(slug)}/new"


def desk_duty(slug: str) -> str:
    """Return the path where an organiser says how long volunteers may be on duty."""
    return f"{desk_needs(slug)}/duty"


def desk_need(slug: str, need_id: int) -> str:
    """Return the path where a need is changed."""
    return f"{desk_needs(slug)}/{need_id}"


def desk_remove_need(slug: str, need_id: int) -> str:
    """Return the path where a need is removed."""
    return f"{desk_need(slug, need_id)}/remove"


def desk_roster(slug: str) -> str:
    """Return the path of the list of who has which shift."""
    return f"{desk_event(slug)}/roster"


def desk_cancel(slug: str) -> str:
    """Return the path where an event is cancelled."""
    return f"{desk_event(slug)}/cancel"


def desk_gates(slug: str) -> str:
    """Return the path of an event's entrances on the desk."""
    return f"{desk_event(slug)}/gates"


def desk_gates_board(slug: str) -> str:
    """Return the path of what changes on the page of entrances."""
    return f"{desk_gates(slug)}/board"


def desk_gates_scanning(slug: str) -> str:
    """Return where the choice of how an event counts is sent."""
    return f"{desk_gates(slug)}/scanning"


def desk_gates_screen(slug: str) -> str:
    """Return where a link that shows the count is made or taken back."""
    return f"{desk_gates(slug)}/screen"


def desk_gates_report(slug: str) -> str:
    """Return the path of the report of the count."""
    return f"{desk_gates(slug)}/report"


def screen(secret: str, lang: str) -> str:
    """Return the path that shows the count on a screen."""
    return f"/{lang}/screen/{secret}"


def short_host(secret: str) -> str:
    """Return the address of a host's page in full, as it is handed over."""
    return absolute(f"/h/{secret}")


def host(secret: str, lang: str) -> str:
    """Return the path of a host's page."""
    return f"/{lang}/h/{secret}"


def host_phones(secret: str, lang: str) -> str:
    """Return where a host sends the entrance of a further phone."""
    return f"{host(secret, lang)}/phones"


def host_confirm(secret: str, lang: str) -> str:
    """Return where a host sends which phone may count."""
    return f"{host_phones(secret, lang)}/confirm"


def desk_count(slug: str) -> str:
    """Return where it is sent whether everybody sees how many are coming."""
    return f"{desk_event(slug)}/count"


def desk_hosts(slug: str) -> str:
    """Return the path of the page of an event's host links."""
    return f"{desk_event(slug)}/hosts"


def desk_host_end(slug: str, link_id: int) -> str:
    """Return where it is sent that a host link ends."""
    return f"{desk_hosts(slug)}/{link_id}/end"


def desk_gate_confirm(slug: str, device: str) -> str:
    """Return where the confirmation of a phone is sent."""
    return f"{desk_gates(slug)}/{device}/confirm"


def desk_gate_revoke(slug: str, device: str) -> str:
    """Return the path where a phone is shut out."""
    return f"{desk_gates(slug)}/{device}/revoke"


def gate() -> str:
    """Return the path of the scanner."""
    return "/gate/"


def gate_file(version: str, path: str) -> str:
    """Return the path of a file of the scanner as it is in a version."""
    return f"/gate/shell/{version}/{path}"


def gate_icon(size: int) -> str:
    """Return the path of the scanner's icon, so many pixels wide."""
    return f"/gate/icon-{size}.png"


def gate_manifest() -> str:
    """Return the path of what a phone needs to install the scanner."""
    return "/gate/manifest.webmanifest"
