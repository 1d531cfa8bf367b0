"""Short addresses, as on posters, lead to the visitor's language."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.platform import i18n
from tests.makers.sites import CAMPAIGN, a_site

SECRET = "0123456789ABCDEFGHJKMNPQRS"  # noqa: S105 - opens nothing
SHORT = (
    "/",
    "/events",
    "/about",
    "/privacy",
    "/accessibility",
    "/e/rally",
    "/e/rally/rsvp",
    "/e/rally/poster",
    f"/c/{CAMPAIGN}",
    f"/p/{SECRET}",
)


@pytest.mark.parametrize("path", SHORT)
def test_a_short_address_leads_to_the_same_one_in_a_language(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers={"Accept-Language": "fa"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/fa{path}")


def test_every_page_has_a_short_address_unless_it_is_asked_for_from_another_page(
    app: Flask, client: FlaskClient
) -> None:
    a_site(app)
    rules = {rule.rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}

    pages = {rule.removeprefix("/<lang:lang>") for rule in rules if rule.startswith("/<lang:lang>")}

    names = "/<any(about, privacy, accessibility):name>"
    letters = {"/p/<secret:secret>/confirm/<secret:proof>", "/letters/<token>"}
    linked = {"/e/<slug:slug>/flyers", "/screen/<secret:secret>", "/preview/<secret:secret>"}
    linked |= {"/v/hand-over/<secret:link>"}
    assert pages - rules == {names, *letters, *linked}


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.5", "fa"),
        ("fa-IR, en;q=0.5", "fa"),
        ("FR-CA", "fr"),
        ("en, fr", "en"),
        ("fr, en", "fr"),
        ("de, fr;q=0.1", "fr"),
        ("en;q=0.2, fr;q=0.8", "fr"),
        ("fa;q=0, fr", "fr"),
        ("de", i18n.DEFAULT),
        ("*", i18n.DEFAULT),
        ("", i18n.DEFAULT),
        ("\u2603;;q=,,", i18n.DEFAULT),
    ],
)
def test_the_language_is_the_one_that_the_browser_likes_best(
    client: FlaskClient, accepted: str, language: str
) -> None:
    answer = client.get("/", headers={"Accept-Language": accepted.encode().decode("latin-1")})

    assert answer.headers["Location"] == f"/{language}/"
    assert answer.headers["Vary"] == "Accept-Language, Accept-Encoding"


@pytest.mark.parametrize(
    "query",
    ["q=%D8%A7%D8%B9%D8%AF%D8%A7%D9%85&past=1", "q=a+b&q=c", "x=%0d%0aSet-Cookie:%20a=b", "a%26b"],
)
def test_the_query_is_kept_as_it_was(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/events?{query}")

    assert answer.headers["Location"] == f"/en/events?{query}"


@pytest.mark.parametrize(
    ("path", "cached"), [("/e/rally", "no-cache"), (f"/p/{SECRET}", "private, no-store")]
)
def test_where_a_secret_leads_is_kept_by_nobody(
    client: FlaskClient, path: str, cached: str
) -> None:
    assert client.get(path).headers["Cache-Control"] == cached


def test_a_missing_slash_is_mended_on_the_host_that_was_asked(client: FlaskClient) -> None:
    answer = client.get("/fr?x=1", headers={"Host": "localhost:8000"})

    assert (answer.status_code, answer.headers["Location"]) == (308, "/fr/?x=1")


@pytest.mark.parametrize("path", ["//evil.example/", "//evil.example", "/\\evil.example/"])
def test_no_address_leads_to_another_host(client: FlaskClient, path: str) -> None:
    answer = client.open("/", environ_overrides={"PATH_INFO": path})

    location = answer.headers.get("Location", "/")
    assert not location.startswith(("//", "/\\", "http"))
