"""Sources are slowed without anybody knowing who they are."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app.platform import limits
from app.platform.limits import source
from tests.makers.instances import an_instance, settings_for

DAY = date(2025, 2, 8)


@pytest.fixture
def limited(tmp_path: Path) -> Flask:
    app = an_instance(settings_for(tmp_path, limits=True))

    @app.get("/slow")
    @limits.slow("2 per minute")
    def slow() -> str:
        return "done"

    @app.get("/within")
    def within() -> str:
        return str(limits.within("deed", "2 per minute"))

    return app


def asked(app: Flask, path: str, address: str) -> list[str]:
    client = app.test_client(use_cookies=False)
    answers = [client.get(path, environ_base={"REMOTE_ADDR": address}) for _ in range(4)]
    return [answer.text if answer.status_code == 200 else answer.status for answer in answers]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("203.0.113.7", "203.0.113.250"),
        ("2001:db8:1:2::7", "2001:db8:1:2:ffff::9"),
        ("203.0.113.7", "::ffff:203.0.113.7"),
        ("fe80::1%eth0", "fe80::1%wlan0"),
        ("unknown", "203.0.113.7:443"),
    ],
)
def test_neighbours_are_one_source(one: str, other: str) -> None:
    assert source(one, DAY) == source(other, DAY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("203.0.113.7", "203.0.114.7"),
        ("2001:db8:1:2::7", "2001:db8:1:3::7"),
        ("::ffff:203.0.113.7", "::ffff:198.51.100.7"),
    ],
)
def test_other_networks_are_other_sources(one: str, other: str) -> None:
    assert source(one, DAY) != source(other, DAY)


def test_a_source_does_not_tell_its_address() -> None:
    pseudonym = source("203.0.113.7", DAY)

    assert len(pseudonym) == 64
    assert not {"203", "cb0071"} & {pseudonym[at : at + 6] for at in range(58)}


def test_the_next_day_nobody_is_known_any_more() -> None:
    today = source("203.0.113.7", DAY)

    tomorrow = source("203.0.113.7", DAY + timedelta(days=1))

    assert today != tomorrow
    assert source("203.0.113.7", DAY) != today, "the salt of that day is gone"


def test_a_source_that_sends_too_much_is_told_to_wait(limited: Flask) -> None:
    assert asked(limited, "/slow", "203.0.113.7") == [
        "done",
        "done",
        "429 TOO MANY REQUESTS",
        "429 TOO MANY REQUESTS",
    ]
    assert asked(limited, "/slow", "198.51.100.7")[0] == "done"


def test_a_view_can_count_by_itself(limited: Flask) -> None:
    assert asked(limited, "/within", "203.0.113.7") == ["True", "True", "False", "False"]


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", ""])
@pytest.mark.parametrize("path", ["/slow", "/within"])
def test_this_machine_is_never_a_source(limited: Flask, path: str, address: str) -> None:
    assert set(asked(limited, path, address)) <= {"done", "True"}


def test_a_page_for_those_who_wait_says_so(limited: Flask) -> None:
    client = limited.test_client(use_cookies=False)
    for _ in range(3):
        answer = client.get("/slow", environ_base={"REMOTE_ADDR": "203.0.113.9"})

    assert "Too many tries" in answer.text
    assert "203.0.113" not in answer.text


def test_what_was_seen_once_is_not_taken_twice(limited: Flask) -> None:
    with limited.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.7"}):
        first = limits.once("work", "value", "1 per hour")
        again = limits.once("work", "value", "1 per hour")
        other = limits.once("work", "another", "1 per hour")

    assert (first, again, other) == (True, False, True)


def test_switched_off_they_slow_nobody(tmp_path: Path) -> None:
    app = an_instance(settings_for(tmp_path, limits=False))

    with app.test_request_context(environ_base={"REMOTE_ADDR": "203.0.113.7"}):
        assert all(limits.within("deed", "1 per minute") for _ in range(3))
