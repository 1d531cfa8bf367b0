"""Every answer tells browsers what our pages may do, and redirects name no host."""

from functools import partial
from pathlib import Path

import pytest
from flask import Flask, redirect
from flask.testing import FlaskClient

from tests.makers.instances import an_instance, settings_for

ALWAYS = {
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
}
LEADS_TO = {"away": "https://other.example/x", "home": "http://localhost/en/?a=1"}


@pytest.fixture(scope="module")
def https(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder: Path = tmp_path_factory.mktemp("https")
    app = an_instance(settings_for(folder, base_url="https://rally.example.org"))
    for name, leads_to in LEADS_TO.items():
        app.add_url_rule(f"/{name}", name, partial(redirect, leads_to))
    return app


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/fa/privacy", "/nowhere", "/events.ics", "/desk/login", "/healthz"]
)
def test_every_answer_has_them(https: Flask, path: str) -> None:
    answer = https.test_client().get(path)

    assert {name for name in ALWAYS if name not in answer.headers} == set()
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_nothing_inline_and_nothing_from_elsewhere_may_run(https: Flask) -> None:
    policy = https.test_client().get("/en/").headers["Content-Security-Policy"]

    told = {part.split()[0]: part.split()[1:] for part in policy.split("; ")}

    assert told["default-src"] == told["base-uri"] == told["frame-ancestors"] == ["'none'"]
    assert told["script-src"] == told["style-src"] == told["form-action"] == ["'self'"]
    assert not [value for values in told.values() for value in values if "unsafe" in value]


@pytest.mark.parametrize(
    ("path", "policy"), [("/en/", "'none'"), ("/desk/login", "board"), ("/gate/", "gate")]
)
def test_words_become_scripts_and_markup_by_one_named_door_at_most(
    https: Flask, path: str, policy: str
) -> None:
    told = https.test_client().get(path).headers["Content-Security-Policy"].split("; ")

    assert "require-trusted-types-for 'script'" in told
    assert [part for part in told if part.startswith("trusted-types")] == [
        f"trusted-types {policy}"
    ]


@pytest.mark.parametrize(
    ("path", "camera"), [("/en/", "()"), ("/desk/login", "()"), ("/gate/", "(self)")]
)
def test_the_gate_alone_looks_through_the_camera(https: Flask, path: str, camera: str) -> None:
    allowed = https.test_client().get(path).headers["Permissions-Policy"].split(", ")

    assert f"camera={camera}" in allowed


def test_https_is_promised_where_links_begin_with_it(https: Flask, client: FlaskClient) -> None:
    for url in ("http://rally.example.org/en/", "https://rally.example.org/en/"):
        answer = https.test_client().get(url)
        assert answer.headers["Strict-Transport-Security"] == "max-age=63072000"

    assert "Strict-Transport-Security" not in client.get("/en/").headers


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("/home", "/en/?a=1"), ("/away", "https://other.example/x"), ("/en", "/en/")],
)
def test_a_redirect_at_home_names_no_host(https: Flask, path: str, leads_to: str) -> None:
    assert https.test_client().get(path).headers["Location"] == leads_to
