"""Read the hidden fields of a form."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("type") == "hidden":
            self.found[told["name"] or ""] = told.get("value") or ""


def hidden_of(page: str) -> dict[str, str]:
    """Return the hidden fields of a page; of those of one name the last, as of its last form."""
    fields = _Fields()
    fields.feed(page)
    return fields.found
