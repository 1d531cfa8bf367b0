"""Forms that another site sends in a visitor's name are refused."""

import pytest
from flask import Flask
from werkzeug.exceptions import Forbidden

from app.platform.origin import refuse_foreign_forms

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def passes(app: Flask, method: str = "POST", **headers: str) -> bool:
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    with app.test_request_context("/en/", method=method, headers=told):
        try:
            refuse_foreign_forms()
        except Forbidden:
            return False
    return True


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_forms_pass(context: Flask, site: str) -> None:
    assert passes(context, Sec_Fetch_Site=site)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "", "nonsense"])
def test_forms_from_elsewhere_do_not(context: Flask, site: str) -> None:
    assert not passes(context, Sec_Fetch_Site=site)
    assert not passes(context, Sec_Fetch_Site=site, Origin="http://localhost")


@pytest.mark.parametrize("origin", ["http://localhost", "http://127.0.0.1:8000"])
def test_an_old_browser_says_where_it_comes_from(context: Flask, origin: str) -> None:
    assert passes(context, Origin=origin)


@pytest.mark.parametrize(
    "origin",
    ["null", "https://evil.example", "http://localhost.evil.example", "http://localhost:1", ""],
)
def test_an_old_browser_from_elsewhere_is_refused(context: Flask, origin: str) -> None:
    assert not passes(context, Origin=origin)


def test_a_browser_that_says_nothing_is_believed(context: Flask) -> None:
    assert passes(context)


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_free(context: Flask, method: str) -> None:
    assert passes(context, method, Sec_Fetch_Site="cross-site", Origin="https://evil.example")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_every_other_method_is_a_form(context: Flask, method: str) -> None:
    assert not passes(context, method, Sec_Fetch_Site="cross-site")
