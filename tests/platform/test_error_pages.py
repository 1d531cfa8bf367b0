"""What goes wrong is said in the visitor's language, and nobody's data is told to the log."""

import logging
from collections.abc import Iterator

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.exceptions import ImATeapot

from app.kernel.errors import Conflict, Gone, Invalid, NotFound, Refusal, Unavailable
from app.platform.error_pages import on_crash, on_http_error, on_refusal, status_of
from app.platform.vault import KeyDestroyed

MARK = "sara@example.org"

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@pytest.fixture
def crashing(context: Flask) -> Iterator[Flask]:
    """Return the application as it runs for visitors: crashes become pages."""
    context.testing = False
    yield context
    context.testing = True


def said(answer: Response) -> str:
    return answer.get_data(as_text=True)


def crash() -> None:
    try:
        int(MARK)
    except ValueError as cause:
        raise LookupError(f"no such party: {MARK}") from cause


def crashed() -> Exception:
    with pytest.raises(LookupError, match="no such party") as caught:
        crash()
    return caught.value


def test_a_page_that_does_not_exist_speaks_the_language_of_its_address(client: FlaskClient) -> None:
    page = client.get("/fr/nowhere", headers={"Accept-Language": "fa"})

    assert page.status_code == 404
    assert "Cette page n’existe pas" in page.text


def test_the_desk_goes_on_in_the_language_chosen_there(client: FlaskClient) -> None:
    page = client.get("/desk/nowhere?lang=fa", headers={"Accept-Language": "fr"})

    assert page.status_code == 404
    assert 'lang="fa"' in page.text


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotFound(), 404),
        (Invalid("people", "out_of_range"), 422),
        (Conflict(), 409),
        (Gone(), 410),
        (KeyDestroyed("event"), 410),
        (Unavailable(), 503),
        (Refusal(), 409),
    ],
)
def test_every_refusal_has_its_status_and_a_page_that_nobody_keeps(
    context: Flask, refusal: Refusal, status: int
) -> None:
    with context.test_request_context("/en/p/SECRET"):
        answer = on_refusal(refusal)

    assert status_of(refusal) == answer.status_code == status
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "SECRET" not in said(answer)


def test_what_a_refusal_says_is_for_us_and_not_on_the_page(context: Flask) -> None:
    with context.test_request_context("/en/"):
        answer = on_refusal(NotFound(MARK))

    assert MARK not in said(answer)


def test_a_method_that_is_not_allowed_names_those_that_are(client: FlaskClient) -> None:
    answer = client.delete("/en/")

    assert answer.status_code == 405
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_an_error_we_have_no_words_for_keeps_its_status(context: Flask) -> None:
    with context.test_request_context("/en/"):
        answer = on_http_error(ImATeapot())

    assert answer.status_code == 418
    assert "This request cannot be read" in said(answer)


def test_a_crash_is_a_page_without_a_trace(crashing: Flask) -> None:
    with crashing.test_request_context("/fa/"):
        answer = on_crash(crashed())

    assert answer.status_code == 500
    assert 'dir="rtl"' in said(answer)
    assert "Traceback" not in said(answer)
    assert MARK not in said(answer)


def test_a_crash_is_logged_with_its_place_and_without_anybodys_data(
    crashing: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), crashing.test_request_context(f"/en/p/{MARK}?q={MARK}"):
        on_crash(crashed())

    assert "ValueError" in caplog.text
    assert "LookupError" in caplog.text
    assert "in crash\n" in caplog.text
    assert MARK not in caplog.text


def test_in_tests_a_crash_is_a_crash(context: Flask) -> None:
    with context.test_request_context("/en/"), pytest.raises(LookupError, match="no such party"):
        on_crash(crashed())
