"""Make entries that are hard to write: hostile texts, nights in which clocks change, far zones."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from app import calendar

SOLIDUS = "\\"
HOSTILE = {
    "punctuation": f'a, b; c: d "e" {SOLIDUS} f ^n ^^ g',
    "escapes": f"{SOLIDUS}n {SOLIDUS}{SOLIDUS}n {SOLIDUS}, {SOLIDUS};",
    "lines": "one\ntwo\n\nthree",
    "carriage returns": "one\r\nATTENDEE:mailto:evil@example.org\rEND:VEVENT",
    "persian": "گردهمایی، «نه به اعدام» در میدان: ۱۴۰۳؛",
    "joiner": "می‌آیم " * 40,
    "emoji": "✊🏽👩‍👩‍👧🇮🇷 " * 30,
    "long": "Nous nous retrouvons, ensemble ; « ici » : là. " * 220,
    "one long word": "ی" * 5_000,
    "overrides": "Place \u202eeuqilbupéR\u202c \u2066x\u2069",
    "surrogates": "lone \ud800 surrogate",
    "controls": "bell \x07 null \x00 escape \x1b next \x85 line \u2028 end",
    "like a fold": "word\n word\n\tword",
}


def an_entry(summary: str = "Rally", description: str = "", **said: Any) -> calendar.Entry:
    """Return an entry of a July afternoon in Paris, unless said otherwise."""
    zone = said.pop("timezone", "Europe/Paris")
    starts = said.pop("starts", datetime(2027, 7, 3, 14, 30, tzinfo=ZoneInfo(zone)))
    stamp = datetime(2026, 11, 1, 10, tzinfo=UTC)
    usual: dict[str, Any] = {
        "uid": "3b1f@turnout",
        "url": "https://turnout.example/fr/e/rally",
        "location": "Place de la République, 75003 Paris; métro",
        "language": "fr",
        "starts": starts,
        "ends": starts + (timedelta(hours=3) if isinstance(starts, datetime) else timedelta(1)),
        "timezone": zone,
        "status": calendar.Status.CONFIRMED,
        "sequence": 0,
        "created": stamp,
        "changed": stamp,
    }
    return calendar.Entry(summary=summary, description=description or "x", **{**usual, **said})


def a_feed(name: str = "Rallies", *, personal: bool = False) -> calendar.Feed:
    """Return what a feed says about itself."""
    address = "https://turnout.example/events.ics?lang=fr"
    return calendar.Feed(name, name, address, "fr", timedelta(hours=4), personal=personal)


def at(zone: str, day: date, hour: time, fold: int = 0) -> datetime:
    """Return a local time; `fold=1` is the second of two."""
    return datetime.combine(day, hour, ZoneInfo(zone)).replace(fold=fold)
