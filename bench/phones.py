"""Put a phone at the gate of a running instance: a browser with a slow processor before a film."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from app import checkin, events, tickets
from app.platform.db import transaction
from app.platform.vault import vault
from bench import film
from bench.serving import Instance, turnout
from bench.sowing import an_act, opened, sow_event
from setup.install import chromium_at_hand, environment_of

_PATIENCE = 60_000
_SHELL = "document.querySelector('script[type=module]').src.replace(/[^/]*$/, '')"


@dataclass(frozen=True, slots=True)
class Phone:
    """The page of an enrolled phone, what its camera sees, and passes that are good there."""

    page: Page
    reel: Path
    passes: list[str]

    def slow_down(self, rate: int) -> None:
        """Give it a processor that is so many times slower."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def film(self, scenes: Sequence[tuple[str, float]]) -> None:
        """Hold passes before the camera, each for so many seconds."""
        film.shoot(self.reel, scenes)

    def run(self, body: str, given: object = None) -> object:
        """Run the body of a function that imports the scanner's modules from `base`."""
        return self.page.evaluate(f"async (given) => {{ const base = {_SHELL}; {body} }}", given)


@contextmanager
def enrolled(instance: Instance, passes: int) -> Iterator[Phone]:
    """Run an instance with an event that is on, and enrol a phone for it."""
    reel = instance.folder / "reel.mjpeg"
    secret, codes = _rally(instance, passes)
    film.shoot(reel, [("", 0.1)])
    path = chromium_at_hand()
    arguments = ["--no-sandbox", *film.arguments(reel)]
    with turnout(instance), sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=path, args=arguments, env=environment_of(path)
        )
        page = browser.new_page(base_url=f"http://127.0.0.1:{instance.port}", locale="en")
        page.set_default_timeout(_PATIENCE)
        page.goto(f"/gate/enrol#{secret}")
        page.click("#enrol-button")
        page.wait_for_selector("#start")
        yield Phone(page, reel, codes)
        browser.close()


def _rally(instance: Instance, passes: int) -> tuple[str, list[str]]:
    """Return the secret of an enrolment link of an event that is on, and codes of passes for it."""
    now = datetime.now(UTC)
    with opened(instance):
        event = events.get(sow_event(schedule=events.Schedule(now.date(), time(now.hour), "UTC")))
        with transaction():
            secret = checkin.make_enrolment(event.id, "North", an_act(), to_confirm=False)
        key, kind = tickets.key_of(event.uid), tickets.TicketClass.ATTENDEE
        return secret, [
            tickets.issue(key, vault().instance_id, f"{number:026}", people=1, ticket_class=kind)
            for number in range(passes)
        ]
