"""Take the pictures of the guide: `make pictures`.

A sample site is made in a folder of its own, some groups say that they come, and Chromium looks at
four pages as their readers do.
"""

import io
import logging
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

import config
from app import accounts, create_app, events, rsvps
from app.cli.demo import load_sample
from app.cli.schema import bring_up_to_date
from app.kernel.act import Actor
from app.platform.db import transaction
from app.platform.moment import current_act
from setup.install import ROOT, chromium_at_hand, environment_of

FOLDER = ROOT / "docs" / "guide" / "img"
RALLY = "sample-denfert-rochereau"
ORGANISER = "organiser@example.org"
ADDRESS = "https://rally.example.org"
GROUPS = (2, 1, 4, 3, 1, 2, 5, 1, 2, 2, 6, 1, 3, 2, 1, 4, 2, 1, 8, 3)
PORT = 8259
COLOURS = 48


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as somebody sees it."""

    name: str
    path: str
    language: str
    theme: Literal["light", "dark"]
    width: int
    height: int
    scale: float = 2.0


def main() -> None:
    """Take the pictures and write them, small, into the guide."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, served(Path(data)) as app, browser() as started:
        for picture in pictures(app):
            (FOLDER / f"{picture.name}.png").write_bytes(small(taken(started, picture)))


def pictures(app: Flask) -> list[Picture]:
    """Return the pages of the guide, with the secrets that lead to two of them."""
    with app.app_context(), transaction():
        act = current_act(Actor.COMMAND)
        accounts.add_owner(ORGANISER, act)
        event = events.find(RALLY)
        assert event is not None, "the sample has it"  # noqa: S101 - for mypy
        secrets = [
            rsvps.register(event.id, rsvps.Wish(people, act.entropy(16)), act) for people in GROUPS
        ]
        link = accounts.make_link(ORGANISER, act)
    return [
        Picture("event", f"/fr/e/{RALLY}", "fr", "light", 320, 720),
        Picture("pass", f"/fa/p/{secrets[3]}", "fa", "dark", 320, 720),
        Picture("desk", f"/desk/link/{link}?lang=en", "en", "light", 1280, 800, 1.0),
        Picture("agenda", "/en/events", "en", "dark", 1280, 800, 1.0),
    ]


def taken(started: Browser, picture: Picture) -> bytes:
    """Return the picture of a page."""
    page = started.new_page(
        base_url=f"http://127.0.0.1:{PORT}",
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        color_scheme=picture.theme,
        locale=picture.language,
    )
    page.goto(picture.path)
    if "/desk/" in picture.path:
        go_to_the_event(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    return page.screenshot()


def go_to_the_event(page: Page) -> None:
    """Sign in by the link at hand and open the rally on the desk."""
    page.locator("main button").click()
    page.goto(f"/desk/events/{RALLY}")


def small(picture: bytes) -> bytes:
    """Return the picture with few colours: text and lines need no more."""
    written = io.BytesIO()
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    path = chromium_at_hand() or sys.exit("Chromium is needed: install it, or set CHROMIUM=path.")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"], env=environment_of(path)
        )


@contextmanager
def served(folder: Path) -> Iterator[Flask]:
    """Serve the sample on this machine, with links as a real site has them."""
    settings = {"DATA_DIR": str(folder), "BASE_URL": ADDRESS, "DEMO": "1", "LIMITS": "off"}
    app = create_app(config.load(settings))
    with app.app_context():
        bring_up_to_date()
        load_sample(current_act(Actor.COMMAND))
    with make_server("127.0.0.1", PORT, app, threaded=True) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield app
        server.shutdown()


if __name__ == "__main__":
    main()
