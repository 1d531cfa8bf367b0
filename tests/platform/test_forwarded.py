"""A proxy that nobody said may be trusted is noticed, and never believed."""

import logging
from pathlib import Path

import pytest
from flask import request

from app.platform import forwarded
from tests.makers.instances import an_instance, settings_for


@pytest.mark.parametrize(("proxies", "noticed"), [(0, True), (1, False)])
def test_forwarded_addresses_are_noticed_while_no_proxy_is_trusted(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, proxies: int, *, noticed: bool
) -> None:
    app = an_instance(settings_for(tmp_path, trusted_proxies=proxies))
    browser = app.test_client()
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            browser.get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"})

    with app.app_context():
        assert forwarded.was_seen() is noticed
    said = [record.getMessage() for record in caplog.records if "TRUSTED_PROXIES" in record.message]
    assert len(said) == noticed
    assert "203.0.113.7" not in caplog.text


def test_without_a_proxy_nothing_is_noticed(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path))
    app.test_client().get("/healthz")

    with app.app_context():
        assert not forwarded.was_seen()


@pytest.mark.parametrize("proxies", [0, 1])
def test_the_host_that_a_visitor_claims_is_never_believed(tmp_path: Path, proxies: int) -> None:
    app = an_instance(settings_for(tmp_path, trusted_proxies=proxies))
    browser = app.test_client()

    @app.get("/claimed")
    def claimed() -> str:
        return request.host

    told = browser.get("/claimed", headers={"X-Forwarded-Host": "evil.example"})

    assert told.get_data(as_text=True) == "localhost"
