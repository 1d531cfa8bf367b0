"""Read what a program asks for; unlike a person, it is told what cannot be read."""

from collections.abc import Mapping
from datetime import date

from app import events
from app.kernel.errors import Invalid
from app.platform import i18n

READS = ("q", "city", "campaign", "language", "from", "to", "past", "page")
ON_A_PAGE = 50
_LAST_PAGE = 1000


def wanted(args: Mapping[str, str]) -> events.Wanted:
    """Return the question to ask.

    Raises:
        Invalid: a parameter is unknown or cannot be read.
    """
    for name in args:
        if name not in READS:
            raise Invalid(name, "unknown")
    if args.get("language", "") not in {"", *i18n.CODES}:
        raise Invalid("language", "unknown")
    return events.Wanted(
        words=args.get("q", ""),
        city=args.get("city", ""),
        campaign=args.get("campaign", ""),
        language=args.get("language", ""),
        since=_day(args, "from"),
        until=_day(args, "to"),
        span=_span(args),
    )


def page_number(args: Mapping[str, str]) -> int:
    """Return which page is asked for.

    Raises:
        Invalid: there is no such page.
    """
    told = args.get("page", "1")
    if not (told.isascii() and told.isdecimal() and 1 <= int(told[:9]) <= _LAST_PAGE):
        raise Invalid("page", "out_of_range")
    return int(told)


def _span(args: Mapping[str, str]) -> events.Span:
    if args.get("past", "") not in {"", "0", "1"}:
        raise Invalid("past", "unknown")
    if args.get("past") == "1":
        return events.Span.PAST
    looking = any(args.get(name) for name in ("q", "from", "to"))
    return events.Span.ALL if looking else events.Span.UPCOMING


def _day(args: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(args[name]) if args.get(name) else None
    except ValueError:
        raise Invalid(name, "malformed") from None
