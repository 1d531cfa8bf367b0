"""Read what a visitor looks for in the agenda, and cut the answer into pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from app import events
from app.kernel.text import latin_digits, one_line
from app.platform import i18n

_MOST = 20
_LAST_PAGE = 500
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, kept as typed; dates that cannot be read do not restrict."""

    READS: ClassVar = ("q", "city", "campaign", "language", "from", "to", "past", "page")

    q: str
    city: str
    campaign: str
    language: str
    since: str
    until: str
    past: bool
    page: int

    @classmethod
    def of(cls, args: "MultiDict[str, str]") -> "Query":
        """Read the address of the agenda."""
        typed = [
            one_line(args.get(name, ""))[:_LONGEST]
            for name in ("q", "city", "campaign", "language", "from", "to")
        ]
        page = latin_digits(args.get("page", "1"))
        number = min(int(page), _LAST_PAGE) if page.isdecimal() and int(page) else 1
        q, city, campaign, language, since, until = typed
        return cls(
            q, city, campaign, language, since, until, past=args.get("past") == "1", page=number
        )

    @property
    def most(self) -> int:
        """Return how many events a page shows."""
        return _MOST

    @property
    def skip(self) -> int:
        """Return how many events come before this page."""
        return (self.page - 1) * _MOST

    @property
    def suffix(self) -> str:
        """Return the query of this page's address."""
        fields = self.fields() | ({"page": str(self.page)} if self.page > 1 else {})
        return f"?{urlencode(fields)}" if fields else ""

    def fields(self) -> dict[str, str]:
        """Return what restricts, as it stands in the address."""
        told = {
            "q": self.q,
            "city": self.city,
            "campaign": self.campaign,
            "language": self.language,
            "from": self.since,
            "to": self.until,
            "past": "1" if self.past else "",
        }
        return {name: value for name, value in told.items() if value}

    def wanted(self) -> events.Wanted:
        """Return the question to ask."""
        return events.Wanted(
            words=self.q,
            city=self.city,
            campaign=self.campaign,
            language=self.language if self.language in i18n.CODES else "",
            since=_day(self.since),
            until=_day(self.until),
            span=self._span(),
        )

    def _span(self) -> events.Span:
        if self.past:
            return events.Span.PAST
        looking = self.q or self.since or self.until
        return events.Span.ALL if looking else events.Span.UPCOMING


def choices() -> dict[str, list[tuple[str, str]]]:
    """Return what can be chosen in the search: campaigns, and languages by their own names."""
    here = i18n.current_language()
    return {
        "campaigns": [(found.slug, found.text(here).title) for found in events.campaigns()],
        "spoken": [(language.code, language.name) for language in i18n.LANGUAGES],
    }


def page_of(query: Query, total: int) -> dict[str, Any]:
    """Return which page this is, of how many."""
    return {"page": query.page, "pages": max(1, -(-total // query.most)), "total": total}


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(latin_digits(typed))
    except ValueError:
        return None
