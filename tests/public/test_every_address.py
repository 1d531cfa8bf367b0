"""What holds for everything that the public can ask for."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import outbox
from app.platform import i18n
from tests.makers.sites import a_site, files_of, pages_of

languages = pytest.mark.parametrize("lang", i18n.CODES)


def test_no_address_is_left_out(app: Flask) -> None:
    site = a_site(app)
    with app.app_context():
        stop = f"/en/letters/{outbox.stop_token('sara@example.org')}"
    asked = [f"/en{path}" for path in pages_of(site)] + files_of(site) + [stop]
    router = app.url_map.bind("127.0.0.1")

    known = {router.match(path.partition("?")[0])[0] for path in asked}

    public = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("public_") and "GET" in (rule.methods or ())
    }
    # Destroyed events only, and what is shown to whoever has a link.
    links = {"public_gates.screen", "public_previews.preview", "public_hosts.hosted"}
    links |= {"public_handing_over.ask"}
    assert public - known == {"public_events_files.signing_key", *links}


@languages
def test_every_page_speaks_the_language_of_its_address(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    for path in pages_of(a_site(app)):
        answer = client.get(f"/{lang}{path}")

        assert (answer.status_code, path) == (200, path)
        assert f'<html lang="{lang}" dir="{i18n.direction(lang)}">' in answer.text, path


@languages
def test_every_page_leads_to_itself_in_the_other_languages(
    app: Flask, client: FlaskClient, lang: str
) -> None:
    others = [code for code in i18n.CODES if code != lang]
    for path in pages_of(a_site(app)):
        page = client.get(f"/{lang}{path}").text

        switch = re.search(r"<nav[^>]* data-languages>.*?</nav>", page, re.DOTALL)
        assert switch, path
        escaped = path.replace("&", "&amp;")
        assert re.findall(r'href="([^"]*)"', switch[0]) == [f"/{code}{escaped}" for code in others]


def test_every_file_is_there(app: Flask, client: FlaskClient) -> None:
    for path in files_of(a_site(app)):
        assert (client.get(path).status_code, path) == (200, path)


def test_nothing_public_knows_cookies(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)
    asked = [f"/fr{path}" for path in pages_of(site)] + files_of(site) + ["/", "/nowhere"]
    for path in asked:
        answer = client.get(path, headers={"Cookie": "turnout=x; __Secure-turnout=y"})

        assert "Set-Cookie" not in answer.headers, path
        assert "cookie" not in answer.headers.get("Vary", "").lower(), path


def test_a_head_is_the_answer_without_its_body(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)
    for path in [f"/fa{path}" for path in pages_of(site)] + files_of(site):
        whole, head = client.get(path), client.head(path)

        assert (head.status_code, head.data) == (whole.status_code, b""), path
        assert set(head.headers.keys()) == set(whole.headers.keys()), path
        assert head.content_type == whole.content_type, path


def test_what_is_somebodys_own_is_kept_and_found_by_nobody(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)
    for path in [f"/en{path}" for path in pages_of(site)] + files_of(site):
        told = client.get(path).headers

        sealed = told.get("Cache-Control") == "private, no-store"
        is_own = "/p/" in path or "/v/" in path or path.endswith(("/rsvp", "/volunteer"))
        assert sealed is is_own, path
        assert ("noindex" in told.get("X-Robots-Tag", "")) is sealed, path


def test_nothing_is_sent_to_other_hosts(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)
    for path in [f"/en{path}" for path in pages_of(site)] + files_of(site):
        assert client.get(path).headers["Referrer-Policy"] == "same-origin", path
