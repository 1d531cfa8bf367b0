"""Pages about the instance, and what machines ask it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.makers.instances import an_instance, settings_for
from tests.makers.sites import a_site, pages_of


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/fr/about", "À propos de ce site"),
        ("/en/about", "About this site"),
        ("/fa/about", "دربارهٔ این سایت"),
        ("/fr/privacy", "Vie privée"),
        ("/en/privacy", "Privacy"),
        ("/fa/privacy", "حریم خصوصی"),
        ("/fr/accessibility", "Accessibilité"),
        ("/en/accessibility", "Accessibility"),
        ("/fa/accessibility", "دسترس‌پذیری"),
    ],
)
def test_pages_about_the_instance_speak_three_languages(
    client: FlaskClient, path: str, heading: str
) -> None:
    assert f"<h1>{heading}</h1>" in client.get(path).text


def test_search_engines_are_kept_from_what_is_somebodys_own(
    app: Flask, client: FlaskClient
) -> None:
    hidden = [
        line.removeprefix("Disallow: ")
        for line in client.get("/robots.txt").text.splitlines()
        if line.startswith("Disallow")
    ]

    for path in pages_of(a_site(app)):
        for address in (path, f"/fr{path}", f"/en{path}", f"/fa{path}"):
            own = path.startswith(("/p/", "/v/"))
            assert address.startswith(tuple(hidden)) is own, address
    assert "/desk/" in hidden


def test_who_finds_a_hole_learns_whom_to_tell(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path, base_url="https://rally.example.org"))

    answer = app.test_client().get("/.well-known/security.txt")

    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    expires = datetime.fromisoformat(told.pop("Expires"))
    assert told == {
        "Contact": "mailto:security@rally.example.org",
        "Preferred-Languages": "fr, en, fa",
        "Canonical": "https://rally.example.org/.well-known/security.txt",
    }
    assert answer.mimetype == "text/plain"
    assert timedelta(days=80) < expires - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.parametrize(("path", "status"), [("/healthz", "ok"), ("/readyz", "ready")])
def test_machines_are_told_that_all_is_well(client: FlaskClient, path: str, status: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.get_json()) == (200, {"status": status})
    assert answer.headers["Cache-Control"] == "no-store"
