"""Give tests a real browser and a served site with something of everything on it."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from werkzeug.serving import make_server

from app.platform.i18n import CODES
from bench import film
from setup.install import chromium_at_hand, environment_of
from tests.browser.site import Site, furnished
from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as wanting a browser."""
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Return a served site, one for each test process."""
    with make_server("127.0.0.1", 0, _not_yet, threaded=True) as server:
        made = furnished(tmp_path_factory.mktemp("site"), server.server_port)
        server.app = made.app
        serving = threading.Thread(target=server.serve_forever, daemon=True)
        serving.start()
        yield made
        server.shutdown()
        serving.join()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Return what drives the browser."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def reel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the film that the browser's camera sees; tests may shoot another over it."""
    path = tmp_path_factory.mktemp("film") / "reel.mjpeg"
    film.shoot(path, [("", 0.1)])
    return path


@pytest.fixture(scope="session")
def browser(playwright: Playwright, reel: Path) -> Iterator[Browser]:
    """Return the browser, one for each test process."""
    path = chromium_at_hand()
    assert path, "No Chromium is on this machine. Install it, or name it: CHROMIUM=/path/to/it"
    # Only our own pages are opened, and containers seldom allow a sandbox.
    started = playwright.chromium.launch(
        executable_path=path,
        args=["--no-sandbox", *film.arguments(reel)],
        env=environment_of(path),
    )
    yield started
    started.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Callable[..., Visitor]]:
    """Return how to make visitors; after the test, nothing odd may have happened to any of them."""
    visitors: list[Visitor] = []

    def make(**context: object) -> Visitor:
        visitors.append(Visitor(browser.new_context(base_url=site.url, **context)))  # type: ignore[arg-type] # Playwright's own options
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.leave()


@pytest.fixture(scope="session")
def _readers(browser: Browser, site: Site) -> Iterator[dict[str, Visitor]]:
    readers = {code: Visitor(browser.new_context(base_url=site.url, locale=code)) for code in CODES}
    yield readers
    for reader in readers.values():
        reader.leave()


@pytest.fixture
def reader(_readers: dict[str, Visitor], lang: str) -> Iterator[Visitor]:
    """Return a visitor who reads the language of the test, and goes on reading in other tests."""
    yield _readers[lang]
    _readers[lang].complain()


@pytest.fixture(scope="session")
def _signed_in(browser: Browser, site: Site) -> Iterator[Visitor]:
    organiser = Visitor(browser.new_context(base_url=site.url))
    organiser.open(site.sign_in_link())
    organiser.send()
    yield organiser
    organiser.leave()


@pytest.fixture
def organiser(_signed_in: Visitor) -> Iterator[Visitor]:
    """Return an organiser who is signed in, and stays so in other tests."""
    yield _signed_in
    _signed_in.page.goto("about:blank")  # a page that asks for numbers would go on asking
    _signed_in.complain()


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    """Return a visitor on a small phone who reads English."""
    return visit(locale="en", viewport={"width": 320, "height": 640})


def _not_yet(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    raise AssertionError("the site is asked before it stands")
