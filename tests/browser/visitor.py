"""A visitor with a browser who notices whatever should not happen on a page of ours."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

_PATIENCE = 10_000


class Visitor:
    """One person's browser: its page, and what was odd about what they saw."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        context.set_default_timeout(_PATIENCE)
        self.page: Page = context.new_page()
        self.odd: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.odd.append(f"script failed: {error}"))
        context.on("request", self._see)

    def open(self, path: str) -> Response:
        """Open a page and wait until it stands, letters included."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 500, f"{path} crashed"
        self.wait_for_letters()
        return answer

    def send(self, **typed: str) -> None:
        """Type into the page's main form and send it."""
        for name, value in typed.items():
            self.page.locator(f"main [name={name}]").fill(value)
        with self.page.expect_navigation():
            self.page.locator("main form[method=post] button[type=submit]").first.click()
        self.wait_for_letters()

    def wait_for_letters(self) -> None:
        """Wait until the letters are those of the page."""
        self.page.evaluate("document.fonts.ready.then(() => true)")

    def leave(self) -> None:
        """Close the browser; nothing odd may have happened."""
        self.context.close()
        self.complain()

    def complain(self) -> None:
        """Fail if anything odd happened, and forget it."""
        odd, self.odd = self.odd, []
        assert odd == [], "\n".join(odd)

    def _hear(self, message: ConsoleMessage) -> None:
        # Chromium also complains of the status of the very page that says what is wrong.
        own = message.location.get("url") == self.page.url and "Failed to load" in message.text
        if message.type == "error" and not own:
            self.odd.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in {"127.0.0.1", "localhost", None}:
            self.odd.append(f"asked another host: {request.url}")
