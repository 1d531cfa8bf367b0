"""The scanner is one page with all it needs, small enough to fetch on the way to the square."""

import io
import json
import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from PIL import Image

from app.platform.i18n import CODES
from setup.install import ROOT

_MOST = 450_000
_STATIC = ROOT / "static"
_ADDRESS = re.compile(r"/gate/shell/\w+/([\w./-]+)")


def _kept(client: FlaskClient) -> list[str]:
    """Return the addresses that a phone keeps."""
    worker = client.get("/gate/sw.js").get_data(as_text=True)
    found = re.match(r"const KEPT = (.*);", worker)
    assert found is not None
    addresses: list[str] = json.loads(found[1])["files"]
    return addresses


def test_the_page_may_use_the_camera_and_webassembly_and_nothing_else_new(
    client: FlaskClient,
) -> None:
    ordinary, scanner = client.get("/en/").headers, client.get("/gate/").headers

    assert "camera=()" in ordinary["Permissions-Policy"]
    assert scanner["Permissions-Policy"] == ordinary["Permissions-Policy"].replace(
        "camera=()", "camera=(self)"
    )
    assert "wasm" not in ordinary["Content-Security-Policy"]
    more = (
        ("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
        ("trusted-types 'none'", "trusted-types gate; worker-src 'self'"),
    )
    policy = ordinary["Content-Security-Policy"]
    for before, after in more:
        policy = policy.replace(before, after)
    assert scanner["Content-Security-Policy"] == policy


def test_the_decoders_worker_may_compile_webassembly(client: FlaskClient) -> None:
    [worker] = [path for path in _kept(client) if path.endswith("/js/gate/decoder.js")]

    assert "'wasm-unsafe-eval'" in client.get(worker).headers["Content-Security-Policy"]


@pytest.mark.parametrize("code", CODES)
def test_the_page_speaks_the_language_of_the_browser(client: FlaskClient, code: str) -> None:
    page = client.get("/gate/enrol", headers={"Accept-Language": code})

    assert f'<html lang="{code}"' in page.get_data(as_text=True)
    assert "Accept-Language" in page.headers["Vary"]


def test_everything_that_phones_keep_is_there_and_fits(client: FlaskClient) -> None:
    addresses = _kept(client)

    answers = [client.get(path, headers={"Accept-Encoding": "br"}) for path in addresses[1:]]

    assert [answer.status_code for answer in answers] == [200] * len(answers)
    page = brotli.compress(client.get(addresses[0]).data)
    assert len(page) + sum(len(answer.data) for answer in answers) <= _MOST


def test_what_is_kept_may_be_kept_for_ever_but_the_page(client: FlaskClient) -> None:
    kept = {path: client.get(path).headers["Cache-Control"] for path in _kept(client)}

    assert kept.pop("/gate/") == "no-cache"
    assert set(kept.values()) == {"public, max-age=31536000, immutable"}


def test_scripts_import_nothing_that_phones_do_not_keep(client: FlaskClient) -> None:
    kept = {found[1] for path in _kept(client) if (found := _ADDRESS.fullmatch(path))}
    scripts = [path for path in kept if path.endswith(".js")]

    imported = {
        Path(_STATIC / path).parent.joinpath(name).resolve().relative_to(_STATIC).as_posix()
        for path in scripts
        for name in re.findall(r"""(?:from|import\() ?["'](\.[^"']+)""", _text(path))
    }

    assert imported
    assert imported <= kept


def test_another_version_is_not_found(client: FlaskClient) -> None:
    [script] = [path for path in _kept(client) if path.endswith("/js/gate/app.js")]
    other = re.sub(r"/shell/\w+/", "/shell/000000000000/", script)

    assert client.get(other).status_code == 404
    assert client.get(other.replace("js/gate/app.js", "words/fr.json")).status_code == 404


def test_no_file_beside_the_scanner_is_served_under_its_version(client: FlaskClient) -> None:
    [script] = [path for path in _kept(client) if path.endswith("/js/gate/app.js")]

    assert client.get(script.replace("js/gate/app.js", "css/site.css")).status_code == 404


def test_phones_can_install_the_scanner(client: FlaskClient) -> None:
    answer = client.get("/gate/manifest.webmanifest", headers={"Accept-Language": "fa"})
    told = json.loads(answer.data)

    assert answer.mimetype == "application/manifest+json"
    assert (told["start_url"], told["scope"], told["display"]) == ("/gate/", "/gate/", "standalone")
    assert (told["lang"], told["dir"]) == ("fa", "rtl")
    for icon in told["icons"]:
        picture = Image.open(io.BytesIO(client.get(icon["src"]).data))
        assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert client.get("/gate/icon-7.png").status_code == 404


def _text(path: str) -> str:
    return (_STATIC / path).read_text(encoding="utf-8")
