"""Only those are answered who ask for this site by its name."""

from pathlib import Path

import pytest

from app.platform.hosts import KnownHosts
from tests.makers.instances import an_instance, settings_for

NOWHERE = Path("/nowhere")
OURS = "https://rally.example.org"


def hosts(base_url: str) -> KnownHosts:
    return KnownHosts(lambda _environ, _start: [], settings_for(NOWHERE, base_url=base_url))


@pytest.mark.parametrize(
    "host",
    [
        "rally.example.org",
        "RALLY.example.org:443",
        "127.0.0.1:8000",
        "[::1]:8000",
        "localhost",
        "",
    ],
)
def test_our_names_are_known(host: str) -> None:
    assert hosts(OURS).knows(host)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "rally.example.org.evil.example",
        "evil.rally.example.org",
        "rally.example.org@evil.example",
        "evil.example@rally.example.org",
        "rally.example.org:443:1",
        "rally.example.org/x",
        "rally.example.org\r\nX: y",
        "192.0.2.7",
        "[2001:db8::7]",
        "[rally.example.org]",
        " ",
    ],
)
def test_no_other_is(host: str) -> None:
    assert not hosts(OURS).knows(host)


def test_a_phone_may_ask_by_number_before_there_is_a_name() -> None:
    before = hosts("http://127.0.0.1:8000")

    assert before.knows("192.168.1.7:8000")
    assert not before.knows("evil.example")


def test_an_unknown_name_reaches_neither_form_nor_kept_page(tmp_path: Path) -> None:
    client = an_instance(settings_for(tmp_path, base_url=OURS)).test_client()
    assert client.get("/en/", base_url=OURS).status_code == 200

    for method, path in (("GET", "/en/"), ("GET", "/healthz"), ("POST", "/desk/login")):
        answer = client.open(path, method=method, base_url="https://evil.example")

        assert (answer.status_code, answer.text) == (400, "This host is not served here.\n")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
