"""The agenda: what is coming, found by words in any language, by city, dates and campaign."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import events
from app.cli.demo import load_sample
from app.cli.sample import campaign
from app.platform import i18n
from app.platform.db import transaction
from tests.makers import TODAY, a_schedule, an_act, an_event, words

languages = pytest.mark.parametrize("lang", i18n.CODES)
RALLY = "paris-8-february-2025"


def found(client: FlaskClient, query: str, lang: str = "en") -> list[str]:
    """Return the slugs of the events on a page of the agenda."""
    answer = client.get(f"/{lang}/events?{query}")
    assert answer.status_code == 200
    return re.findall(rf'<h3><a[^>]* href="/{lang}/e/([^"]+)"', answer.text)


def in_days(days: int) -> events.Schedule:
    return a_schedule(TODAY + timedelta(days=days))


def test_coming_events_are_listed_soonest_first_and_past_ones_apart(
    app: Flask, client: FlaskClient
) -> None:
    for slug, days in {"later": 20, "soon": 2, "past": -2, "long-past": -20}.items():
        an_event(app, slug=slug, schedule=in_days(days))
    an_event(app, slug="draft", published=False)

    assert found(client, "") == ["soon", "later"]
    assert found(client, "past=1") == ["past", "long-past"]


@languages
def test_the_rally_of_8_february_is_found_among_past_events(
    context: Flask, client: FlaskClient, lang: str
) -> None:
    load_sample(an_act())

    assert found(client, "q=Denfert&past=1", lang) == [RALLY]
    assert found(client, "q=Denfert", lang) == ["sample-denfert-rochereau", RALLY]


@pytest.mark.parametrize(
    "typed",
    [
        "denfert",
        "DENFERT rassemblement",
        "rassemblement  denfert",
        "Déclaration",
        "declaration",
        "اعدام",
        "كارزار",
        "می‌خواهیم",
        "می خواهیم",
        "میخواهیم",
        "Rassem",
        "œuvre OEUVRE",
        "l’Iran",
        "۱۴۰۳",
        "1403",
        "100%",
        "a_b",
    ],
)
def test_words_are_found_however_they_are_typed(
    app: Flask, client: FlaskClient, typed: str
) -> None:
    texts = {
        "fr": words(
            title="Rassemblement",
            place="Denfert",
            summary="La déclaration, à 100% a_b, une œuvre de l’Iran",
        ),
        "fa": words(title="کارزار نه به اعدام", summary="می‌خواهیم ۱۴۰۳"),
    }
    event = an_event(app, slug="wanted")
    an_event(app, slug="other", title="Another", place="Elsewhere")
    with app.app_context(), transaction():
        for language, said in texts.items():
            events.reword(event.id, language, said, an_act())

    assert found(client, f"q={typed.replace('%', '%25')}", "fa") == ["wanted"]


@pytest.mark.parametrize(
    "typed",
    ["nothing", "Rally nothing", "%25", "_", "'; DROP TABLE event", "ally", 'rally" OR "', "🌹"],
)
def test_what_is_nowhere_is_not_found_and_leads_on(
    app: Flask, client: FlaskClient, typed: str
) -> None:
    an_event(app)

    page = client.get(f"/en/events?q={typed}").text

    assert found(client, f"q={typed}") == []
    assert "Nothing found" in page
    assert 'href="/en/events?past=1"' in page


def test_filters_restrict_together(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
    for slug, place, days in [("lyon", "Lyon", 5), ("paris", "Paris", 5), ("late", "Paris", 30)]:
        an_event(app, slug=slug, place=place, schedule=in_days(days))
    with app.app_context(), transaction():
        draft = events.Draft(
            "en", words(place="Paris"), in_days(6), slug="ours", campaign_id=campaign_id
        )
        events.publish(events.add(draft, an_act()), an_act())
    until = (TODAY + timedelta(days=10)).isoformat()

    assert found(client, "city=paris") == ["paris", "ours", "late"]
    assert found(client, f"city=paris&to={until}") == ["paris", "ours"]
    assert found(client, f"from={until}") == ["late"]
    assert found(client, f"campaign={campaign.DRAFT.slug}") == ["ours"]
    assert found(client, f"campaign={campaign.DRAFT.slug}&city=lyon") == []


def test_only_the_place_names_the_city(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="lyon", place="Lyon", summary="As in Paris")
    paris = an_event(app, slug="paris", place="Paris")
    with app.app_context(), transaction():
        events.reword(paris.id, "fa", words(place="پاریس"), an_act())

    assert found(client, "city=paris") == ["paris"]
    assert found(client, "city=پاريس") == ["paris"]
    assert found(client, "q=paris") == ["lyon", "paris"]


def test_those_who_read_one_language_find_what_is_described_in_it(
    app: Flask, client: FlaskClient
) -> None:
    an_event(app, slug="english")
    both = an_event(app, slug="both")
    with app.app_context(), transaction():
        events.reword(both.id, "fa", words(title="گردهمایی"), an_act())

    assert found(client, "language=fa") == ["both"]
    assert found(client, "language=en") == ["english", "both"]
    assert found(client, "language=xx") == ["english", "both"]


def test_new_words_are_found_in_place_of_the_old_ones(app: Flask, client: FlaskClient) -> None:
    event = an_event(app, title="Vigil")
    with app.app_context(), transaction():
        events.reword(event.id, "en", words(title="March"), an_act())

    assert found(client, "q=vigil") == []
    assert found(client, "q=march") == [event.slug]


def test_a_draft_is_not_found(app: Flask, client: FlaskClient) -> None:
    an_event(app, title="Vigil", published=False)

    assert found(client, "q=vigil") == []


def test_days_are_read_in_persian_digits(app: Flask, client: FlaskClient) -> None:
    an_event(app, slug="past", schedule=a_schedule(date(2025, 2, 8)))

    assert found(client, "from=۲۰۲۵-۰۲-۰۸&to=۲۰۲۵-۰۲-۰۸") == ["past"]
    assert found(client, "from=۲۰۲۵-۰۲-۰۹&to=۲۰۲۵-۰۲-۲۸") == []


@pytest.mark.parametrize(
    "query", ["from=tomorrow", "to=2025-02-31", "page=abc", "page=0", "past=x"]
)
def test_what_cannot_be_read_does_not_restrict(app: Flask, client: FlaskClient, query: str) -> None:
    an_event(app, slug="soon")

    assert found(client, query) == ["soon"]


def test_what_was_typed_is_kept(client: FlaskClient) -> None:
    page = client.get('/en/events?q="><b>&city=Lyon&from=2025-02-08&past=1').text

    assert 'name="q" type="search" value="&#34;&gt;&lt;b&gt;"' in page
    assert 'name="city" type="search" value="Lyon"' in page
    assert 'name="from" type="date" value="2025-02-08"' in page
    assert re.search(r'name="past"[^>]* checked', page)


def test_many_events_come_in_pages(app: Flask, client: FlaskClient) -> None:
    for number in range(45):
        an_event(app, slug=f"rally-{number:02}", schedule=in_days(number + 1))

    pages = [found(client, f"q=rally&page={page}") for page in (1, 2, 3, 4, 10**9)]

    assert [len(page) for page in pages] == [20, 20, 5, 0, 0]
    assert [slug for page in pages for slug in page] == [f"rally-{n:02}" for n in range(45)]
    second = client.get("/en/events?q=rally&page=2").text
    assert 'rel="prev" href="/en/events?page=1&amp;q=rally"' in second
    assert 'rel="next" href="/en/events?page=3&amp;q=rally"' in second


def test_the_front_page_shows_what_comes_next_and_what_was(app: Flask, client: FlaskClient) -> None:
    with app.app_context(), transaction():
        events.add_campaign(campaign.DRAFT, an_act())
    for days in (*range(1, 13), *range(-5, 0)):
        an_event(app, slug=f"in{days}", schedule=in_days(days))

    page = client.get("/en/").text

    listed = re.findall(r'<h3><a[^>]* href="/en/(?:e|c)/([^"]+)"', page)
    coming = [f"in{days}" for days in range(1, 11)]
    assert listed == [*coming, campaign.DRAFT.slug, "in-1", "in-2", "in-3"]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "Rien n’est annoncé pour le moment."),
        ("en", "Nothing is announced at the moment."),
        ("fa", "اکنون چیزی اعلام نشده است."),
    ],
)
def test_an_empty_site_says_so(client: FlaskClient, lang: str, said: str) -> None:
    assert said in client.get(f"/{lang}/").text
