"""Levels over the web, and the messages as they leave."""

import email
import email.policy
import re
from datetime import UTC, datetime, time, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events, rsvps
from app.cli.courier import deliver
from app.platform.db import transaction
from tests.makers import TODAY, a_party, a_schedule, an_act, an_event, words

ONE_DAY = timedelta(days=1)
ADDRESS = "sara@example.org"


def delivered(app: Flask, box: Path) -> list[EmailMessage]:
    """Deliver what is owed; return all messages, oldest first."""
    with app.app_context():
        deliver()
    files = sorted((box / "new").iterdir(), key=lambda path: path.stat().st_mtime_ns)
    return [
        email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files
    ]


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def post_level(client: FlaskClient, secret: str, lang: str = "fr", **form: str) -> str:
    answer = client.post(f"/{lang}/p/{secret}/level", data=form)
    return f"{answer.status_code} {answer.headers.get('Location', '')}"


def link_in(message: EmailMessage, part: str) -> str:
    found = re.search(rf"http://127\.0\.0\.1:8000(/\S*{part}\S*)", text_of(message))
    assert found, text_of(message)
    return found[1]


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_the_pass_arrives_with_picture_and_calendar_entry(
    app: Flask, client: FlaskClient, box: Path, lang: str
) -> None:
    secret = a_party(app, an_event(app, language=lang))

    told = post_level(client, secret, lang, level="1", email=ADDRESS)
    (message,) = delivered(app, box)

    assert told == f"303 /{lang}/p/{secret}?said=sent#letters"
    names = [part.get_filename() for part in message.iter_attachments()]
    assert names == ["pass.png", "rally.ics"]
    assert message["To"] == ADDRESS
    assert message["Content-Language"] == lang
    assert f"/{lang}/p/{secret}" in text_of(message)


def test_the_calendar_entry_in_a_letter_is_not_personal(
    app: Flask, client: FlaskClient, box: Path
) -> None:
    secret = a_party(app, an_event(app))
    post_level(client, secret, level="1", email=ADDRESS)

    (message,) = delivered(app, box)

    entry = next(part for part in message.iter_attachments() if part.get_filename() == "rally.ics")
    content = entry.get_content()
    assert entry.get_content_type() == "text/calendar"
    assert secret not in content
    assert ADDRESS not in content
    assert len(icalendar.Calendar.from_ical(content).walk("VEVENT")) == 1


def test_an_address_is_confirmed_by_a_button_and_then_hears_of_changes(
    app: Flask, client: FlaskClient, box: Path
) -> None:
    event = an_event(app, language="fr")
    secret = a_party(app, event)
    asked = post_level(client, secret, level="2", email=ADDRESS, consent="y")
    (question,) = delivered(app, box)
    link = link_in(question, "confirm")

    looked = client.get(link)
    unchanged = client.get(f"/fr/p/{secret}").get_data(as_text=True)
    pressed = client.post(link)
    with app.app_context(), transaction():
        events.reword(event.id, "fr", words(place="Place de la République"), an_act())
    change = delivered(app, box)[-1]

    assert asked == f"303 /fr/p/{secret}?said=asked#letters"
    assert looked.status_code == 200
    assert "Nous écrivons à votre adresse" not in unchanged
    assert pressed.headers["Location"] == f"/fr/p/{secret}?said=confirmed#letters"
    assert change["Subject"] == "Le lieu a changé"
    assert "Avant : Place Denfert-Rochereau" in text_of(change)
    assert "Maintenant : Place de la République" in text_of(change)


def test_a_cancelled_event_is_written_about(app: Flask, client: FlaskClient, box: Path) -> None:
    event = an_event(app)
    secret = a_party(app, event)
    post_level(client, secret, "en", level="2", email=ADDRESS, consent="y")
    client.post(link_in(delivered(app, box)[0], "confirm"))

    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    assert delivered(app, box)[-1]["Subject"] == "This event is cancelled"


def test_an_address_is_forgotten_by_a_button(app: Flask, client: FlaskClient, box: Path) -> None:
    secret = a_party(app, an_event(app))
    post_level(client, secret, level="2", email=ADDRESS, consent="y")

    told = post_level(client, secret, level="0")

    assert told == f"303 /fr/p/{secret}?said=forgotten#letters"
    page = client.get(f"/fr/p/{secret}?said=forgotten").get_data(as_text=True)
    assert "Votre adresse est oubliée" in page


@pytest.mark.parametrize(
    "address", ["", "sara", "a@b@c", "sara@example.org\r\nBcc: x@y.zz", "@x.y"]
)
def test_what_is_no_address_is_refused_and_kept_in_the_form(
    app: Flask, client: FlaskClient, box: Path, address: str
) -> None:
    secret = a_party(app, an_event(app))

    answer = client.post(
        f"/en/p/{secret}/level", data={"level": "2", "email": address, "consent": "y"}
    )

    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "Enter an e-mail address like name@example.org." in page
    assert "checked" in page


def test_without_a_tick_no_address_is_kept(app: Flask, client: FlaskClient, box: Path) -> None:
    secret = a_party(app, an_event(app))

    assert post_level(client, secret, level="2", email=ADDRESS).startswith("422")


def test_without_a_mail_server_nothing_is_offered(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, an_event(app))

    page = client.get(f"/en/p/{secret}").get_data(as_text=True)

    assert 'name="email"' not in page
    assert post_level(client, secret, level="1", email=ADDRESS).startswith("409")


def test_all_letters_stop_by_the_link_in_any_of_them(
    app: Flask, client: FlaskClient, box: Path
) -> None:
    secret = a_party(app, an_event(app))
    post_level(client, secret, "en", level="1", email=ADDRESS)
    (message,) = delivered(app, box)
    link = link_in(message, "letters")

    looked = client.get(link).get_data(as_text=True)
    stopped = client.post(link).get_data(as_text=True)
    post_level(client, secret, level="1", email=ADDRESS)
    after_stop = len(delivered(app, box))
    client.post(link, data={"again": "1"})
    post_level(client, secret, level="1", email=ADDRESS)

    assert message["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    assert ADDRESS not in link
    assert "Never write to me again?" in looked
    assert "You get no more messages" in stopped
    assert (after_stop, len(delivered(app, box))) == (1, 2)


def test_a_forged_stop_link_stops_nothing(app: Flask, client: FlaskClient) -> None:
    for token in ("x", "A" * 44, "%00"):
        assert client.get(f"/en/letters/{token}").status_code == 404


def test_an_html_message_asks_nothing_of_any_host(
    app: Flask, client: FlaskClient, box: Path
) -> None:
    hostile = "<img src=//evil.example/x.png onerror=alert(1)>"
    secret = a_party(app, an_event(app, title=hostile, place=hostile, slug="rally"))
    post_level(client, secret, "fa", level="1", email=ADDRESS)

    (message,) = delivered(app, box)

    seen = _Tags()
    seen.feed(text_of(message, "html"))
    assert seen.tags.isdisjoint({"img", "script", "link", "iframe", "style"})
    assert 'lang="fa" dir="rtl"' in text_of(message, "html")


@pytest.mark.parametrize("lang", ["fr", "en", "fa"])
def test_every_kind_of_letter_reads_in_every_language(
    app: Flask, client: FlaskClient, box: Path, lang: str
) -> None:
    event = an_event(app, language="fr", capacity=1, schedule=a_schedule(TODAY + ONE_DAY))
    holder = a_party(app, event)
    waiting = a_party(app, event)
    post_level(client, waiting, lang, level="2", email=ADDRESS, consent="y")
    client.post(link_in(delivered(app, box)[0], "confirm"))
    noon = datetime.combine(TODAY, time(13), UTC)
    with app.app_context():
        with transaction():
            rsvps.cancel(holder, an_act())
        rsvps.write_the_day_before(an_act(noon))
        with transaction():
            text = rsvps.MessageText("Eau", "Prenez de l’eau.\n\n<b>Merci</b>")
            rsvps.add_message(event.id, rsvps.To.ALL, "fr", {"fr": text}, an_act())
            rsvps.send_test(event.id, "desk@example.org", lang, text, an_act())
        with transaction():
            events.cancel(event.id, an_act())

    messages = delivered(app, box)

    subjects = [str(message["Subject"]) for message in messages]
    assert len(subjects) == 4
    for message in messages:
        assert message["Content-Language"] == lang
        assert message["To"] in {ADDRESS, "desk@example.org"}
        assert text_of(message).strip()
        assert "<b>" not in text_of(message, "html")
        assert "None" not in text_of(message)


def test_a_party_says_again_that_it_comes(app: Flask, client: FlaskClient) -> None:
    secret = a_party(app, an_event(app, schedule=a_schedule(TODAY, time(23, 59))))

    before = client.get(f"/en/p/{secret}").get_data(as_text=True)
    told = client.post(f"/en/p/{secret}/sure")
    after = client.get(f"/en/p/{secret}").get_data(as_text=True)

    assert "Are you still coming?" in before
    assert told.status_code == 303
    assert "Thank you, we count on you." in after


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)
