"""Measure how many pictures of passes the scanner reads, in a browser, by the decoders it uses.

    python -m bench.frames --seed 7 --each 120

ends with 1 if fewer than 97 of 100 are read, or any is read as something else.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from playwright.sync_api import Browser, Page, Route, sync_playwright

from app import tickets
from bench.camera import CONDITIONS, frame
from setup.install import ROOT, chromium_at_hand, environment_of

LEAST = 0.97
ZXING, SMALL = "zxing", "qr"
_ORIGIN = "https://gate.example"
_KINDS = {".js": "text/javascript", ".wasm": "application/wasm"}
_START = """async (wasm) => {
  const { Reader } = await import("/js/gate/reader.js");
  window.reader = new Reader(wasm);
  while (!reader.decoder) await new Promise((done) => setTimeout(done, 20));
  return reader.decoder;
}"""
_READ = """async (address) => {
  const picture = await (await fetch(address)).blob();
  const asked = performance.now();
  const text = await window.reader.read(picture);
  return [text, performance.now() - asked];
}"""
# Where it is not found, the big decoder never comes, as where WebAssembly is forbidden.
_WASM = {ZXING: "/vendor/zxing/zxing_reader.wasm", SMALL: "/none.wasm"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, and the code on it."""

    code: str
    picture: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of the pictures of one condition; `milliseconds` from a picture to its text."""

    shown: int
    read: int
    wrong: int
    milliseconds: float


def draw(seed: int, each: int) -> dict[str, list[Shown]]:
    """Draw so many pictures of passes in each condition."""
    random = np.random.default_rng(seed)
    key = tickets.new_event_key("0" * 32, random.bytes)
    return {
        condition: [_drawn(key, condition, random) for _ in range(each)] for condition in CONDITIONS
    }


def show(browser: Browser, decoder: str, pictures: Mapping[str, list[Shown]]) -> dict[str, Seen]:
    """Show pictures to a decoder."""
    with _page(browser) as (page, tray):
        if page.evaluate(_START, _WASM[decoder]) != decoder:
            raise RuntimeError(f"the browser could not start {decoder}")
        return {condition: _seen(page, tray, shown) for condition, shown in pictures.items()}


def share(seen: Mapping[str, Seen]) -> float:
    """Return the share of all pictures that was read."""
    return sum(it.read for it in seen.values()) / sum(it.shown for it in seen.values())


def wrong(seen: Mapping[str, Seen]) -> int:
    """Return how many pictures were read as something else than they show."""
    return sum(it.wrong for it in seen.values())


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Start a browser."""
    path = chromium_at_hand()
    with sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=path, args=["--no-sandbox"], env=environment_of(path)
        )
        yield browser
        browser.close()


def _drawn(key: tickets.EventKey, condition: str, random: np.random.Generator) -> Shown:
    code = tickets.issue(
        key,
        bytes(16),
        random.bytes(16).hex(),
        people=int(random.integers(1, 64)),
        ticket_class=tickets.TicketClass.ATTENDEE,
    )
    return Shown(code, frame(code, condition, random))


def _seen(page: Page, tray: list[bytes], pictures: list[Shown]) -> Seen:
    read, wrong_, took = 0, 0, []
    for shown in pictures:
        tray[:] = [shown.picture]
        text, milliseconds = page.evaluate(_READ, "/picture.png")
        code = text and text.rpartition("#")[2]
        read += code == shown.code
        wrong_ += bool(text) and code != shown.code
        took.append(milliseconds)
    return Seen(len(pictures), read, wrong_, float(np.median(took)))


@contextmanager
def _page(browser: Browser) -> Iterator[tuple[Page, list[bytes]]]:
    """Open an empty page with the scanner's modules beside it, and a tray for one picture."""
    tray: list[bytes] = []

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(_ORIGIN)
        found = ROOT / f"static{path}"
        if path == "/":
            route.fulfill(body="", content_type="text/html")
        elif path == "/picture.png":
            route.fulfill(body=tray[0], content_type="image/png")
        elif found.is_file():
            route.fulfill(body=found.read_bytes(), content_type=_KINDS[found.suffix])
        else:
            route.fulfill(status=404)

    context = browser.new_context()
    context.route(f"{_ORIGIN}/**", answer)
    page = context.new_page()
    page.goto(f"{_ORIGIN}/")
    yield page, tray
    context.close()


def main() -> None:
    """Read the command line, measure and judge."""
    parser = argparse.ArgumentParser(prog="python -m bench.frames", description=__doc__)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--each", type=int, default=120, help="pictures of each condition")
    told = parser.parse_args()
    pictures = draw(told.seed, told.each)
    with a_browser() as browser:
        found = {decoder: show(browser, decoder, pictures) for decoder in (ZXING, SMALL)}
    print(f"seed {told.seed}, {told.each} pictures of each")
    for condition in CONDITIONS:
        figures = (
            f"{it[condition].read / it[condition].shown:7.1%} {it[condition].milliseconds:6.1f} ms"
            for it in found.values()
        )
        print(f"{condition:28}", *figures)
    print(f"{'all':28}", *(f"{share(it):7.1%}          " for it in found.values()))
    misread = sum(map(wrong, found.values()))
    print(f"read as something else: {misread}")
    sys.exit(share(found[ZXING]) < LEAST or misread > 0)


if __name__ == "__main__":
    main()
