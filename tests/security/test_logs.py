"""V18: every test listens to what our code logs; the listener hears what it has to."""

import logging

import pytest

from tests.logs import Listener


@pytest.mark.parametrize(
    ("line", "heard"),
    [
        ("sent to sara@example.org", ["sara@example.org"]),
        ("GET /en/p/0123456789ABCDEFGHJKMNPQRS", ["0123456789ABCDEFGHJKMNPQRS"]),
        ("from 203.0.113.7", ["203.0.113.7"]),
        ("/<lang>/p/<secret> crashed: ValueError", []),
    ],
)
def test_an_address_a_secret_and_a_source_are_heard(line: str, heard: list[str]) -> None:
    listener = Listener()

    listener.handle(logging.LogRecord("app", logging.ERROR, __file__, 1, line, (), None))

    assert listener.canaries() == heard
