"""A whole story in French and in Persian, with links and forms alone: no JavaScript, no cookie."""

import re
from html import unescape

import pytest
import vobject
from flask import Flask
from flask.testing import FlaskClient

from app import volunteers
from tests.makers import an_event, token_in
from tests.makers.volunteering import a_need


def page(client: FlaskClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return unescape(answer.get_data(as_text=True))


def link(text: str, part: str) -> str:
    """Return the address of the link on a page that has a part in it."""
    found = re.search(rf'href="([^"]*{part}[^"]*)"', text)
    assert found, f"no link with {part}"
    return found[1]


@pytest.mark.parametrize(
    ("lang", "hand", "steward", "thanks", "lead", "clash", "gone"),
    [
        (
            "fr",
            "Donner un coup de main",
            "Service d’ordre",
            "Le créneau est à vous",
            "responsable du service d’ordre",
            "En même temps qu’un de vos créneaux",
            "Tout est effacé",
        ),
        (
            "fa",
            "کمک کنید",
            "انتظامات",
            "نوبت مال شماست",
            "مسئول انتظامات",
            "هم‌زمان با یکی از نوبت‌های شماست",
            "همه چیز پاک شد",
        ),
    ],
)
def test_finding_taking_and_giving_back_shifts(  # noqa: PLR0917 - a row of words a language
    app: Flask,
    client: FlaskClient,
    lang: str,
    hand: str,
    steward: str,
    thanks: str,
    lead: str,
    clash: str,
    gone: str,
) -> None:
    event = an_event(app)
    first = a_need(app, event, "steward", adults_only=True)
    overlapping = a_need(app, event, "sound", begins=1)
    later = a_need(app, event, "welcome", begins=3)

    # From the event's page to what is needed: one tap.
    start = page(client, f"/{lang}/e/{event.slug}")
    call = link(start, "volunteer")
    listed = page(client, call)
    assert hand in start
    assert steward in listed

    # A shift with a handle alone: the second tap.
    form = {"token": token_in(listed), "handle": "مینا", "adult": "y", "need": first}
    answer = client.post(call, data=form)
    own = answer.headers["Location"]
    mine = page(client, own)
    assert answer.status_code == 303
    for said in (thanks, "مینا", steward, lead):
        assert said in mine

    # The feed, in the language of the page.
    feed = link(mine, "shifts.ics")
    assert feed.endswith(f"?lang={lang}")
    (entry,) = vobject.readOne(page(client, feed)).contents["vevent"]
    assert steward not in str(entry)

    # A second shift that fits, and one that does not.
    claim = link(mine.replace("action=", "href="), "/claim")
    refused = client.post(claim, data={"need": overlapping})
    taken = client.post(claim, data={"need": later})
    assert (refused.status_code, taken.status_code) == (409, 303)
    assert clash in unescape(refused.get_data(as_text=True))

    # One is given back, after a question.
    question = page(client, link(page(client, taken.headers["Location"]), f"leave={first}"))
    left = client.post(link(question.replace("action=", "href="), "/leave"), data={"need": first})
    assert left.status_code == 303
    with app.app_context():
        assert volunteers.get_need(event.id, first).taken == 0
        assert volunteers.get_need(event.id, later).taken == 1

    # Everything is erased, after a question.
    question = page(client, link(page(client, left.headers["Location"]), "erase=1"))
    erased = client.post(link(question.replace("action=", "href="), "/erase"))
    assert gone in unescape(erased.get_data(as_text=True))
    assert client.get(own).status_code == 404
    with app.app_context():
        assert volunteers.get_need(event.id, later).taken == 0
