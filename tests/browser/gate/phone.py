"""A phone at the gate, with somebody who holds passes before its camera and presses its buttons."""

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from app import checkin, events
from bench import film
from tests.browser.site import Site
from tests.makers.phone import an_enrolment

A_BETTER_CAMERA = """
const track = MediaStreamTrack.prototype;
const zoom = { min: 1, max: 4, step: 0.5 };
track.getCapabilities = () => ({ torch: true, zoom });
track.applyConstraints = async ({ advanced }) => { window.applied = advanced; };
const back = { kind: "videoinput", deviceId: "back" };
navigator.mediaDevices.enumerateDevices = async () => [back, { ...back, deviceId: "front" }];
"""
"""Has a page believe that the camera has a light, a zoom, and another one beside it."""

_PATIENCE = 20_000
_WHILE = 2.0


def link(site: Site, event: events.Event, gate: str = "North", *, to_confirm: bool = False) -> str:
    """Return the path of an enrolment link."""
    return f"/gate/enrol#{an_enrolment(site.app, event, gate, to_confirm=to_confirm)}"


def presence(site: Site, event: events.Event) -> checkin.GateCount:
    """Return whom the server has counted at the only gate."""
    with site.app.app_context():
        [gate] = checkin.presence(event.id).gates
    return gate


class GatePhone:
    """The scanner in a browser whose camera sees a film."""

    def __init__(self, context: BrowserContext, reel: Path) -> None:
        self.context = context
        context.set_default_timeout(_PATIENCE)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.odd.append(str(error)))
        self.reel = reel
        self.odd: list[str] = []

    def open(self, path: str = "/gate/") -> None:
        """Open the scanner."""
        self.page.goto(path)

    def enrol(self, link: str) -> None:
        """Open an enrolment link and spend it."""
        self.open(link)
        self.page.click("#enrol-button")

    def enrol_at_once(self, link: str) -> None:
        """Enrol by a link that needs no organiser's word, and have the scanner before us."""
        self.enrol(link)
        expect(self.page.locator("#start")).to_be_visible()

    def wait_until_kept(self) -> None:
        """Wait until the scanner would open without a network."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def show(self, *codes: str, before: float = 0.0) -> None:
        """Hold passes before the camera, one after the other, after an empty wall."""
        scenes = [(code, _WHILE) for code in codes]
        film.shoot(self.reel, [("", before), *scenes])
        self.page.click("[data-tab=tally]")
        self.page.click("[data-tab=scan]")
        self.page.click("#start")

    def type(self, code: str) -> None:
        """Read a pass as a hand scanner does: by typing it."""
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def verdict(self) -> str:
        """Return the kind of the verdict on the screen, once there is one."""
        expect(self.page.locator("#verdict")).to_be_visible()
        return self.page.locator("#verdict").get_attribute("data-kind") or ""

    def said(self) -> str:
        """Return everything that the verdict says."""
        return " ".join(self.page.locator("#verdict :is(h2, p)").all_inner_texts())

    def answer(self) -> None:
        """Count as many of a party as are proposed."""
        self.page.click("#verdict-count")
        expect(self.page.locator("#verdict")).to_have_attribute("data-kind", "counted")

    def next(self) -> None:
        """Put the verdict away, and with it the camera."""
        self.page.click("#verdict-next")
        self.page.click("[data-tab=tally]")

    def tally(self, change: int) -> None:
        """Press a button of the tally."""
        self.page.click("[data-tab=tally]")
        self.page.click(f"[data-change='{change}']")

    def wait_until_sent(self) -> None:
        """Wait until the server holds everything."""
        expect(self.page.locator("#pending")).to_have_text("✓")

    def leave(self) -> None:
        """Switch the phone off; nothing odd may have happened on it."""
        self.context.close()
        assert self.odd == []
