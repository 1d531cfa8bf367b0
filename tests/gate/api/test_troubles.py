"""What goes wrong is said to phones in JSON, too."""

import logging
from pathlib import Path

import pytest

from app import checkin
from tests.makers import an_event
from tests.makers.instances import an_instance, settings_for
from tests.makers.phone import a_phone


def test_who_tries_too_many_links_has_to_wait(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path, limits=True))
    browser = app.test_client(use_cookies=False)
    visitor = {"REMOTE_ADDR": "203.0.113.7"}

    answers = [
        browser.post("/gate/api/enrol", json={}, environ_overrides=visitor) for _ in range(31)
    ]

    assert {answer.status_code for answer in answers[:30]} == {422}
    assert (answers[30].status_code, answers[30].get_json()) == (429, {"error": "too many"})


def test_a_crash_is_logged_without_data_and_said_in_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app = an_instance(settings_for(tmp_path))
    phone = a_phone(app.test_client(use_cookies=False), an_event(app))

    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    app.testing = False
    monkeypatch.setattr(checkin, "bundle_for", broken)
    with caplog.at_level(logging.ERROR):
        answer = phone.get()

    assert (answer.status_code, answer.get_json()) == (500, {"error": "crashed"})
    assert "/gate/api/bundle crashed: RuntimeError" in caplog.text
    assert phone.name not in caplog.text
