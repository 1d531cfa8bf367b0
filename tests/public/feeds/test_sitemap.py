"""Search engines find every public page in each of its languages."""

from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.events import feeds
from tests.makers import an_event
from tests.makers.sites import CAMPAIGN, a_site

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
HOST = "http://127.0.0.1:8000"


def read(client: FlaskClient, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
    return ET.fromstring(answer.data)  # noqa: S314 - our own


def places(client: FlaskClient, path: str) -> list[str]:
    found = [place.text or "" for place in read(client, path).iter(f"{MAP}loc")]
    assert all(place.startswith(HOST) for place in found)
    return [place.removeprefix(HOST) for place in found]


def every_place(client: FlaskClient) -> list[str]:
    return [place for part in places(client, "/sitemap.xml") for place in places(client, part)]


def test_what_is_public_is_listed_in_every_language(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)

    found = every_place(client)

    for path in (site.coming, site.past, site.cancelled):
        assert {f"/{lang}/e/{path}" for lang in ("fr", "en", "fa")} <= set(found)
    assert f"/fa/c/{CAMPAIGN}" in found
    assert "/fr/series/weekly" in found
    assert "/fr/events" in found
    assert len(found) == len(set(found))


def test_nothing_else_is(app: Flask, client: FlaskClient) -> None:
    site = a_site(app)

    found = " ".join(every_place(client))

    for hidden in (site.draft, "/p/", "/v/", "/desk", "/gate", "rsvp", site.confirmed):
        assert hidden not in found


def test_every_page_that_is_listed_is_there(app: Flask, client: FlaskClient) -> None:
    a_site(app)

    for path in every_place(client):
        assert client.get(path).status_code == 200, path


def test_each_page_names_its_other_languages(app: Flask, client: FlaskClient) -> None:
    slug = an_event(app).slug

    urls = read(client, places(client, "/sitemap.xml")[-1]).iter(f"{MAP}url")

    (url,) = [url for url in urls if url.findtext(f"{MAP}loc") == f"{HOST}/fa/e/{slug}"]
    told = {link.get("hreflang"): link.get("href") for link in url.iter(f"{XHTML}link")}
    assert told == {
        **{code: f"{HOST}/{code}/e/{slug}" for code in ("fr", "en", "fa")},
        "x-default": f"{HOST}/e/{slug}",
    }


def test_many_events_come_in_parts(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "_PART", 2)
    slugs = [an_event(app).slug for _ in range(5)]

    found = every_place(client)

    assert {path.rpartition("/")[2] for path in found if "/e/" in path} == set(slugs)
    assert client.get("/sitemap-9999999.xml").status_code == 404


def test_an_empty_site_has_its_general_pages(client: FlaskClient) -> None:
    assert "/fr/" in every_place(client)


def test_robots_are_told_where_it_is(client: FlaskClient) -> None:
    assert f"Sitemap: {HOST}/sitemap.xml" in client.get("/robots.txt").text
