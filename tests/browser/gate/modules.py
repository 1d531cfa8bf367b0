"""Run the scanner's modules in a browser, each by itself: no server, no page."""

from typing import Any

from playwright.sync_api import Browser, Page, Route

from setup.install import ROOT

# Browsers keep their cryptography for secure addresses; all that is asked there is answered here.
_ORIGIN = "https://gate.example"
_KINDS = {"js": "text/javascript", "wasm": "application/wasm", "html": "text/html"}


class Modules:
    """A page at an empty address, where modules can be imported by their path in static/."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context()
        self.context.route(f"{_ORIGIN}/**", _answer)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{_ORIGIN}/empty.html")

    def run(self, body: str, given: object = None) -> Any:  # whatever the script returns
        """Run the body of an asynchronous function of `given`, and return what it returns."""
        return self.page.evaluate(f"async (given) => {{ {body} }}", given)


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(_ORIGIN)
    body = b"" if path == "/empty.html" else (ROOT / "static" / path.lstrip("/")).read_bytes()
    route.fulfill(body=body, content_type=_KINDS[path.rpartition(".")[2]])
