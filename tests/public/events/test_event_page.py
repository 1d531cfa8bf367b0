"""An event's page: facts first, then one action, in whatever state the event is."""

import gzip
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.platform import i18n, moment
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event, words

languages = pytest.mark.parametrize("lang", i18n.CODES)
IN_2025 = datetime(2025, 1, 20, tzinfo=UTC)
RALLY_DAY = date(2025, 2, 8)


def plain(page: str) -> str:
    """Return the words of a page's main part as they are read."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub("<[^>]*>", " ", main).split())


def described(page: str) -> dict[str, Any]:  # from JSON
    """Return what a page tells machines."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


@pytest.fixture
def in_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: IN_2025)


@pytest.mark.usefixtures("in_2025")
@pytest.mark.parametrize(
    ("lang", "when", "zone"),
    [
        ("fr", "samedi 8 février 2025 à 14\u00a0h\u00a030", "heure de Paris"),
        ("en", "Saturday 8 February 2025 at 14:30", "Paris time"),
        ("fa", "شنبه ۲۰ بهمن ۱۴۰۳ (۸ فوریهٔ ۲۰۲۵)، ساعت ۱۴:۳۰", "پاریس"),
    ],
)
def test_the_date_is_said_in_the_readers_calendar_with_its_zone(
    app: Flask, client: FlaskClient, lang: str, when: str, zone: str
) -> None:
    event = an_event(app, schedule=a_schedule(RALLY_DAY, time(14, 30)))

    page = client.get(f"/{lang}/e/{event.slug}").text

    assert f">{when}</time>" in page
    assert '<time datetime="2025-02-08T14:30">' in page
    assert zone in page


@pytest.mark.usefixtures("in_2025")
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "L’heure sera annoncée ici."),
        ("en", "The hour will be announced here."),
        ("fa", "ساعت همین‌جا اعلام می‌شود."),
    ],
)
def test_an_hour_to_be_announced_is_said_as_such(
    app: Flask, client: FlaskClient, lang: str, said: str
) -> None:
    event = an_event(app, schedule=a_schedule(RALLY_DAY, None))

    page = client.get(f"/{lang}/e/{event.slug}").text

    assert said in page
    assert '<time datetime="2025-02-08">' in page


def test_every_fact_is_shown(app: Flask, client: FlaskClient) -> None:
    said: dict[str, Any] = {
        "title": "Rally for life",
        "place": "Place de la Bastille",
        "called_by": "Collective 21",
        "summary": "In one sentence.",
        "description": "First.\n\nSecond.",
        "directions": "Line 1, lift at exit 3",
        "bring": "Water",
    }
    event = an_event(app, contact="https://example.org/ask", **said)

    page = client.get(f"/en/e/{event.slug}").text

    shown = plain(page)
    for value in said.values():
        for line in value.split("\n\n"):
            assert line in shown
    assert re.search('<a href="https://example.org/ask" rel="noreferrer"[^>]*>https://', page)


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("us@example.org", 'href="mailto:us%40example.org"'),
        ("javascript:alert(1)", ""),
        ("@us on the network", ""),
        ("+33 1 23 45 67 89", ""),
    ],
)
def test_a_contact_is_a_link_only_where_it_is_an_address(
    app: Flask, client: FlaskClient, contact: str, link: str
) -> None:
    event = an_event(app, contact=contact)

    page = client.get(f"/en/e/{event.slug}").text

    assert contact in plain(page)
    assert (link in page) if link else (f'href="{contact}' not in page)


def test_a_missing_text_falls_back_visibly_and_is_marked_as_what_it_is(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, language="fa", title="گردهمایی")

    page = client.get(f"/fr/e/{event.slug}").text

    assert "n’existe que dans cette langue\u00a0: فارسی" in page
    assert '<h1><bdi lang="fa">گردهمایی</bdi></h1>' in page


def test_a_translated_text_is_shown_in_its_language(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, title="Rally")
    with app.app_context(), transaction():
        events.reword(event.id, "fr", words(title="Rassemblement"), an_act())

    assert "<h1><bdi>Rassemblement</bdi></h1>" in client.get(f"/fr/e/{event.slug}").text
    assert "<h1><bdi>Rally</bdi></h1>" in client.get(f"/en/e/{event.slug}").text


@languages
def test_a_past_event_offers_no_rsvp(app: Flask, client: FlaskClient, lang: str) -> None:
    event = an_event(app, schedule=a_schedule(TODAY - timedelta(days=2)))

    page = client.get(f"/{lang}/e/{event.slug}").text

    assert "/rsvp" not in page
    assert f'href="/{lang}/events"' in page


def test_an_event_is_past_from_its_end_on_without_an_edit(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = an_event(app)
    before = client.get(f"/en/e/{event.slug}").text
    over = event.schedule.over()
    monkeypatch.setattr(moment, "now", lambda: over)

    after = client.get(f"/en/e/{event.slug}").text

    assert "/rsvp" in before
    assert "/rsvp" not in after
    assert "This event took place." in after


@languages
def test_a_cancelled_event_says_so_and_stays(app: Flask, client: FlaskClient, lang: str) -> None:
    event = an_event(app)
    with app.app_context(), transaction():
        events.cancel(event.id, an_act())

    answer = client.get(f"/{lang}/e/{event.slug}")

    cancelled = {"fr": "Annulé", "en": "Cancelled", "fa": "لغو شد"}[lang]
    assert answer.status_code == 200
    assert f"<title>{cancelled}" in answer.text
    assert "/rsvp" not in answer.text
    assert described(answer.text)["eventStatus"] == "https://schema.org/EventCancelled"


@languages
@pytest.mark.parametrize("part", ["", "/rsvp", "/poster"])
def test_a_draft_is_not_there(app: Flask, client: FlaskClient, lang: str, part: str) -> None:
    event = an_event(app, published=False)

    assert client.get(f"/{lang}/e/{event.slug}{part}").status_code == 404


def test_a_change_of_place_and_hour_is_announced(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, schedule=a_schedule(hour=time(14)))
    with app.app_context(), transaction():
        events.reschedule(event.id, a_schedule(hour=time(15)), an_act())

    page = plain(client.get(f"/en/e/{event.slug}").text)

    assert "The time has changed" in page
    assert re.search(r"Before: \w+ \d+ \w+ \d+ at 14:00 Now: \w+ \d+ \w+ \d+ at 15:00", page)


@pytest.mark.usefixtures("in_2025")
@pytest.mark.parametrize(
    ("schedule", "starts", "ends"),
    [
        (a_schedule(RALLY_DAY, None), "2025-02-08", None),
        (a_schedule(RALLY_DAY, time(14)), "2025-02-08T14:00:00+01:00", None),
        (
            a_schedule(RALLY_DAY, time(22), ends_at=time(2)),
            "2025-02-08T22:00:00+01:00",
            "2025-02-09T02:00:00+01:00",
        ),
    ],
)
def test_machines_are_told_what_schema_org_asks_for(
    app: Flask,
    client: FlaskClient,
    schedule: events.Schedule,
    starts: str,
    ends: str | None,
) -> None:
    event = an_event(app, schedule=schedule, title="Rally", summary="Short.")

    told = described(client.get(f"/en/e/{event.slug}").text)

    assert told.get("endDate") == ends
    assert {name: value for name, value in told.items() if name != "endDate"} == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Rally",
        "description": "Short.",
        "inLanguage": "en",
        "startDate": starts,
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Place Denfert-Rochereau",
            "address": "Place Denfert-Rochereau",
        },
        "organizer": {"@type": "Organization", "name": "Us"},
        "isAccessibleForFree": True,
        "url": f"http://127.0.0.1:8000/en/e/{event.slug}",
    }


def test_networks_and_search_engines_find_what_they_ask_for(
    app: Flask, client: FlaskClient
) -> None:
    event = an_event(app, title="Rally", summary="Short.")

    page = client.get(f"/fr/e/{event.slug}").text

    assert '<meta property="og:title" content="Rally">' in page
    assert f'<meta property="og:url" content="http://127.0.0.1:8000/e/{event.slug}">' in page
    assert '<meta name="description" content="Short.">' in page
    for code in i18n.CODES:
        address = f"http://127.0.0.1:8000/{code}/e/{event.slug}"
        assert f'<link rel="alternate" hreflang="{code}" href="{address}">' in page


def test_the_short_link_can_be_copied_and_passed_on(app: Flask, client: FlaskClient) -> None:
    event = an_event(app)

    page = client.get(f"/en/e/{event.slug}").text

    assert f"http://127.0.0.1:8000/e/{event.slug}</code>" in page.replace("<wbr>", "")
    assert f'data-share="http://127.0.0.1:8000/e/{event.slug}"' in page
    assert f'href="/e/{event.slug}.ics?lang=en"' in page
    assert f'href="/en/e/{event.slug}/poster"' in page


@languages
def test_the_poster_carries_the_short_address_as_text_and_as_a_code(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    event = an_event(app, title="Rally")

    page = client.get(f"/{lang}/e/{event.slug}/poster").text
    code = client.get(f"/e/{event.slug}/qr.svg")

    assert f"http://127.0.0.1:8000/e/{event.slug}</p>" in page.replace("<wbr>", "")
    assert code.mimetype == "image/svg+xml"
    assert code.text in page


@languages
def test_page_and_style_are_small(app: Flask, client: FlaskClient, lang: str) -> None:
    text = "Ce rassemblement demande la fin des exécutions en Iran. " * 30
    event = an_event(app, language=lang, description=text, summary=text[:200], bring=text[:100])
    page = client.get(f"/{lang}/e/{event.slug}")
    style = re.search(r'<link rel="stylesheet" href="([^"]*)">', page.text)
    assert style

    sent = gzip.compress(page.data) + gzip.compress(client.get(style[1]).data)

    assert page.text.count('rel="stylesheet"') == 1
    assert len(sent) <= 14_000
