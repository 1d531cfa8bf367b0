"""The layer before a small application of its own."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import brotli
import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient

from app.platform.page_layer import PageLayer, keep

TEXT = "I’m coming. " * 100


class Site:
    """A site whose pages say how often they were made; it can be edited, and break."""

    def __init__(self) -> None:
        self.made: Counter[str] = Counter()
        self.edition = 1
        self.broken = False
        self.until: datetime | None = None
        self.app = Flask("site", static_folder=None)
        self.app.add_url_rule("/page", view_func=self.page)
        self.app.add_url_rule("/own", view_func=self.own, methods=["GET", "POST"])
        self.app.add_url_rule("/cookie", view_func=self.cookie)
        self.app.add_url_rule("/gone", view_func=self.gone)
        self.app.add_url_rule("/long", view_func=self.long)
        self.app.add_url_rule("/tagged/<tag>", view_func=self.tagged)
        self.app.add_url_rule("/part", view_func=self.part)
        self.layer = PageLayer(self.app.wsgi_app, self.ask_edition)
        self.layer.seconds_between_looks = 0.0
        self.app.wsgi_app = self.layer  # type: ignore[method-assign] # Flask's documented way

    def ask_edition(self) -> int:
        if self.broken:
            raise ConnectionError
        return self.edition

    def page(self) -> Response:
        self.made["page"] += 1
        if self.broken:
            return Response("broken", 500)
        keep(self.until, reads=("lang",))
        lang = request.args.get("lang", "")
        return Response(f"<p>{lang} {self.made['page']} {TEXT}", mimetype="text/html")

    def own(self) -> Response:
        self.made["own"] += 1
        return Response(f"<p>{self.made['own']} {TEXT}", mimetype="text/html")

    def cookie(self) -> Response:
        keep(None)
        answer = Response(TEXT)
        answer.set_cookie("name", "value")
        return answer

    def gone(self) -> Response:
        keep(None)
        return Response(f"<p>{TEXT}", 404)

    def tagged(self, tag: str) -> Response:
        answer = Response(f"<p>{TEXT}", mimetype="text/html")
        answer.set_etag("told", weak=tag == "weak")
        answer.make_conditional(request)
        return answer

    def part(self) -> Response:
        answer = Response(f"<p>{TEXT}", mimetype="text/html")
        answer.make_conditional(request, accept_ranges=True, complete_length=len(answer.data))
        return answer

    def long(self) -> Response:
        def lines() -> Iterator[str]:
            yield from ("one,", "two")

        return Response(lines(), mimetype="text/csv")


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def browser(site: Site) -> FlaskClient:
    return site.app.test_client(use_cookies=False)


def test_a_kept_page_is_made_once(site: Site, browser: FlaskClient) -> None:
    first, second = browser.get("/page"), browser.get("/page")

    assert site.made["page"] == 1
    assert first.data == second.data
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_a_page_that_does_not_say_so_is_never_kept(site: Site, browser: FlaskClient) -> None:
    answers = [browser.get("/own").data for _ in range(3)]

    assert site.made["own"] == 3
    assert len(set(answers)) == 3


def test_an_edit_makes_it_anew(site: Site, browser: FlaskClient) -> None:
    before = browser.get("/page")
    site.edition += 1

    after = browser.get("/page")

    assert site.made["page"] == 2
    assert before.headers["ETag"] != after.headers["ETag"]


def test_time_makes_it_anew(site: Site, browser: FlaskClient) -> None:
    site.until = datetime.now(UTC) + timedelta(milliseconds=50)
    browser.get("/page")
    browser.get("/page")
    time.sleep(0.06)

    browser.get("/page")

    assert site.made["page"] == 2


def test_the_edition_is_not_asked_for_each_request(site: Site, browser: FlaskClient) -> None:
    site.layer.seconds_between_looks = 3600.0
    browser.get("/page")
    site.edition += 1

    browser.get("/page")

    assert site.made["page"] == 1


def test_each_encoding_is_made_from_one_render_and_has_a_tag_of_its_own(
    site: Site, browser: FlaskClient
) -> None:
    plain = browser.get("/page")
    packed = browser.get("/page", headers={"Accept-Encoding": "gzip"})
    smaller = browser.get("/page", headers={"Accept-Encoding": "gzip, br"})

    assert site.made["page"] == 1
    assert gzip.decompress(packed.data) == plain.data == brotli.decompress(smaller.data)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert smaller.headers["Content-Encoding"] == "br"
    assert {answer.headers["Vary"] for answer in (plain, packed, smaller)} == {"Accept-Encoding"}
    assert len({answer.headers["ETag"] for answer in (plain, packed, smaller)}) == 3


def test_a_page_that_is_not_kept_is_packed_too(browser: FlaskClient) -> None:
    answer = browser.get("/own", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(answer.data).decode() == f"<p>1 {TEXT}"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("known", ["{etag}", "W/{etag}", '"other", {etag}', "*"])
def test_who_has_the_page_is_told_so(browser: FlaskClient, known: str) -> None:
    first = browser.get("/page")

    again = browser.get(
        "/page", headers={"If-None-Match": known.format(etag=first.headers["ETag"])}
    )

    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Vary"] == first.headers["Vary"]


def test_the_tag_of_another_encoding_is_not_the_same_page(browser: FlaskClient) -> None:
    plain = browser.get("/page").headers["ETag"]

    packed = browser.get("/page", headers={"Accept-Encoding": "br", "If-None-Match": plain})

    assert packed.status_code == 200


def test_head_has_the_headers_of_get_and_no_body(browser: FlaskClient) -> None:
    asked, got = browser.head("/page"), browser.get("/page")

    assert asked.data == b""
    assert dict(asked.headers) == dict(got.headers)
    assert browser.head("/own").data == b""
    assert int(browser.head("/own").headers["Content-Length"]) > len(TEXT)


def test_parameters_that_networks_add_to_links_lead_to_the_same_page(
    site: Site, browser: FlaskClient
) -> None:
    for query in ("", "?fbclid=1", "?fbclid=2&utm_source=x"):
        browser.get(f"/page{query}")
    french = browser.get("/page?lang=fr&fbclid=3")

    assert site.made["page"] == 2
    assert french.text.startswith("<p>fr ")


def test_a_form_goes_past_the_layer(site: Site, browser: FlaskClient) -> None:
    browser.post("/own")
    browser.post("/own")

    assert site.made["own"] == 2


def test_a_page_that_sets_a_cookie_cannot_be_kept(browser: FlaskClient) -> None:
    with pytest.raises(RuntimeError, match="cookie"):
        browser.get("/cookie")


def test_what_does_not_exist_is_not_kept(browser: FlaskClient) -> None:
    answer = browser.get("/gone")

    assert answer.status_code == 404
    assert "ETag" not in answer.headers


def test_an_answer_of_unknown_length_is_passed_on_as_it_comes(browser: FlaskClient) -> None:
    answer = browser.get("/long", headers={"Accept-Encoding": "gzip"})

    assert answer.text == "one,two"
    assert "Content-Encoding" not in answer.headers


def test_while_the_database_is_stopped_kept_pages_answer(site: Site, browser: FlaskClient) -> None:
    before = browser.get("/page")
    site.broken = True

    assert browser.get("/page").data == before.data
    assert site.made["page"] == 1


def test_a_page_that_cannot_be_made_anew_answers_as_it_was(
    site: Site, browser: FlaskClient
) -> None:
    site.until = datetime.now(UTC) + timedelta(milliseconds=50)
    before = browser.get("/page")
    site.broken = True
    time.sleep(0.06)

    answers = [browser.get("/page") for _ in range(3)]

    assert [(answer.status_code, answer.data) for answer in answers] == [(200, before.data)] * 3
    assert site.made["page"] == 2, "it rests for a second before it tries again"


def test_a_page_that_was_never_made_says_what_is_wrong(site: Site, browser: FlaskClient) -> None:
    site.broken = True

    assert browser.get("/page").status_code == 500


def test_once_the_database_is_back_an_edit_shows(site: Site, browser: FlaskClient) -> None:
    before = browser.get("/page")
    site.broken = True
    browser.get("/page")
    site.broken, site.edition = False, site.edition + 1

    assert browser.get("/page").data != before.data


def test_many_who_miss_together_wait_for_one_render(site: Site) -> None:
    def slow_page() -> Response:
        time.sleep(0.05)
        return site.page()

    site.app.view_functions["page"] = slow_page
    together = threading.Barrier(8)

    def visit() -> None:
        together.wait()
        site.app.test_client(use_cookies=False).get("/page")

    _run(8, visit)

    assert site.made["page"] == 1


def test_nobody_waits_for_a_page_of_somebody_else(site: Site) -> None:
    together = threading.Barrier(4, timeout=5)

    def own_page() -> Response:
        together.wait()
        return Response("own")

    browser = site.app.test_client(use_cookies=False)
    browser.get("/own")
    site.app.view_functions["own"] = own_page

    _run(4, lambda: site.app.test_client(use_cookies=False).get("/own"))

    assert not together.broken, "all four were in the view at once"


def _run(many: int, visit: object) -> None:
    assert callable(visit)
    threads = [threading.Thread(target=visit) for _ in range(many)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_what_is_not_kept_has_the_tag_that_its_view_gave_it(site: Site) -> None:
    client = site.app.test_client()
    packed = {"Accept-Encoding": "gzip"}

    tags = [
        client.get(f"/tagged/{tag}", headers=headers).headers["ETag"]
        for tag in ("weak", "strong")
        for headers in ({}, packed)
    ]
    known = client.get("/tagged/weak", headers={**packed, "If-None-Match": tags[0]})

    assert tags == ['W/"told"', 'W/"told"', '"told"', 'W/"told"']
    assert (known.status_code, known.headers["ETag"]) == (304, 'W/"told"')


def test_a_part_of_a_page_is_not_packed_as_if_it_were_the_whole(browser: FlaskClient) -> None:
    answer = browser.get("/part", headers={"Accept-Encoding": "gzip", "Range": "bytes=3-802"})

    assert answer.status_code == 206
    assert "Content-Encoding" not in answer.headers
    assert answer.data == TEXT.encode()[:800]
