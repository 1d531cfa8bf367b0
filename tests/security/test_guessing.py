"""V2: no secret link is opened by a guess."""

import os

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import accounts, checkin, events, rsvps, volunteers
from app.kernel.ids import SECRET_LENGTH, crockford
from app.platform import moment
from tests.makers.sites import a_site

# What a verifier might take by mistake (CVE-2026-32834: a check that accepted the word "test").
CONSTANTS = ("0" * SECRET_LENGTH, "Z" * SECRET_LENGTH, ("TEST" * 7)[:SECRET_LENGTH])
FEW, MANY = 300, 1_000_000


def opened(guess: str) -> list[str]:
    """Return what a guess opens."""
    now = moment.now()
    found = {
        "party": rsvps.find(guess),
        "volunteer": volunteers.find(guess),
        "host": events.find_hosted(guess, now),
        "screen": checkin.event_on_screen(guess),
        "invitation": accounts.find_invitation(guess, now),
        "session": accounts.find_session(guess, now),
    }
    return [name for name, what in found.items() if what is not None]


@pytest.mark.parametrize(
    "guesses", [FEW, pytest.param(MANY, marks=pytest.mark.soak)], ids=["few", "many"]
)
@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
def test_nothing_is_opened_by_a_guess(app: Flask, guesses: int) -> None:
    site = a_site(app)
    with app.app_context():
        assert opened(site.confirmed) == ["party"]
        hits = [name for _ in range(guesses) for name in opened(crockford(os.urandom(16)))]
        constants = [name for guess in CONSTANTS for name in opened(guess)]

    assert (hits, constants) == ([], [])


def test_a_secret_is_all_of_its_letters(app: Flask, client: FlaskClient) -> None:
    secret = a_site(app).confirmed
    other = "1" if secret[-2] == "0" else "0"

    answers = [
        client.get(f"/en/p/{guess}").status_code
        for guess in (secret, secret[:-1], f"{secret[:-2]}{other}{secret[-1]}", f"{secret}0")
    ]

    assert answers == [200, 404, 404, 404]
