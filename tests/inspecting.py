"""A test client that refuses any page which lacks what every page of ours must have."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_DATA = "application/ld+json"
_ELSEWHERE = {301, 302, 303, 308}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.html: dict[str, str | None] = {}
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.foreign: list[str] = []
        self.title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        if tag == "html":
            self.html = told
        if tag == "style" or (
            tag == "script" and not told.get("src") and told.get("type") != _DATA
        ):
            self.inline.append(tag)
        self.inline += [name for name in told if name == "style" or name.startswith("on")]
        if tag in {"img", "script", "link", "iframe", "source"}:
            used = told.get("src") or told.get("href") or ""
            resource = tag != "link" or told.get("rel") in {"stylesheet", "preload", "icon"}
            if resource and used.startswith(("http:", "https:", "//")):
                self.foreign.append(used)
        self._in_title = tag == "title" and "svg" not in self.tags

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data


class InspectingClient(FlaskClient):
    """Ask like a browser does, and look at what comes."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Return the answer, once its page has passed."""
        answer = super().open(*args, **kwargs)
        if answer.status_code == 304:  # stands for an answer that was inspected (RFC 9110, 15.4.5)
            return answer
        policy = answer.headers.get("Content-Security-Policy", "")
        assert policy.startswith("default-src 'none'"), "no Content-Security-Policy"
        path = answer.request.path
        if path.startswith("/gate/"):  # the scanner compiles its decoder
            policy = policy.replace("script-src 'self' 'wasm-unsafe-eval';", "", 1)
        assert "unsafe" not in policy
        if not path.startswith("/desk/"):
            assert "Set-Cookie" not in answer.headers, f"{path} sets a cookie"
            assert "cookie" not in answer.headers.get("Vary", "").lower(), f"{path} reads a cookie"
        is_page = answer.mimetype == "text/html" and answer.status_code not in _ELSEWHERE
        if is_page and answer.request.method != "HEAD":
            inspect(answer.get_data(as_text=True), path)
        return answer


def inspect(page: str, path: str) -> None:
    """Refuse a page without language, direction, title and one h1, or with anything inline."""
    seen = _Page()
    seen.feed(page)
    assert page.lstrip().lower().startswith("<!doctype html>"), path
    assert seen.html.get("lang") in {"fr", "en", "fa"}, path
    assert seen.html.get("dir") == ("rtl" if seen.html["lang"] == "fa" else "ltr"), path
    assert seen.title.strip(), f"{path} has no title"
    assert seen.tags.count("h1") == 1, f"{path} has {seen.tags.count('h1')} h1"
    assert seen.inline == [], f"{path} has inline {seen.inline}"
    assert seen.foreign == [], f"{path} asks other hosts: {seen.foreign}"
