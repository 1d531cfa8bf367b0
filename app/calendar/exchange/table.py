"""Read and write tables of events (CSV, RFC 4180): a row for an event in one of its languages.

Tables are opened in spreadsheets, which take what begins with `=` for a formula; such a text gets
an apostrophe in front, which is taken away again when the table comes back.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time

from app import events
from app.kernel.errors import Invalid
from app.kernel.text import latin_digits

from .told import Read, Told

_WORDS = tuple(events.Words.__dataclass_fields__)
_HEAD = (
    *("uid", "slug", "state", "campaign", "language", "title", "place", "date", "time"),
    *("end_date", "end_time", "timezone", "called_by", "contact"),
    *("summary", "description", "directions", "bring", "route", "programme"),
)
_NEEDED = {"title", "date", "place"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")


def read(content: bytes) -> list[Read]:
    """Return what each row says.

    Raises:
        Invalid: there is no head, or no row under it.
    """
    text = _text(content)
    head = text.lstrip("\r\n").partition("\n")[0]
    between = max(",;\t", key=head.count)
    table = csv.DictReader(io.StringIO(text, newline=""), delimiter=between)
    names = [name.strip().lower() for name in table.fieldnames or ()]
    if not set(names) >= _NEEDED:
        raise Invalid("file", "without_head")
    table.fieldnames = names
    found = [_read(_said(row)) for row in table if any(row.values())]
    if not found:
        raise Invalid("file", "empty")
    return found


def as_table(found: Iterable[events.Event]) -> str:
    """Write events as a table, in each of their languages."""
    out = io.StringIO()
    table = csv.DictWriter(out, _HEAD)
    table.writeheader()
    for event in found:
        for language in event.languages:
            row = _row(event, language)
            table.writerow({name: _no_formula(said) for name, said in row.items()})
    return out.getvalue()


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets of western Europe still write this.
        return content.decode("cp1252", errors="replace")


def _said(row: Mapping[str, str | None]) -> dict[str, str]:
    return {
        name: _as_it_was((value or "").strip())
        for name, value in row.items()
        if name in _HEAD and isinstance(value, str | None)
    }


def _read(row: Mapping[str, str]) -> Read:
    title = row["title"]
    try:
        return title, Told(
            words={name: row.get(name, "") for name in _WORDS},
            starts_on=_day(row, "date", "starts_on") or _missing("starts_on"),
            starts_at=_hour(row, "time", "starts_at"),
            ends_on=_day(row, "end_date", "ends_on"),
            ends_at=_hour(row, "end_time", "ends_at"),
            **{
                name: row.get(name, "")
                for name in ("timezone", "language", "uid", "slug", "contact", "campaign")
            },
        )
    except Invalid as refusal:
        return title, refusal


def _day(row: Mapping[str, str], name: str, field: str) -> date | None:
    typed = latin_digits(row.get(name, ""))
    if not typed:
        return None
    for written_as in _DAYS:
        try:
            return datetime.strptime(typed, written_as).date()  # noqa: DTZ007 - a day alone
        except ValueError:
            continue
    raise Invalid(field, "malformed")


def _hour(row: Mapping[str, str], name: str, field: str) -> time | None:
    typed = latin_digits(row.get(name, ""))
    try:
        return events.local_hour(typed.zfill(5)) if typed else None
    except ValueError:
        raise Invalid(field, "malformed") from None


def _missing(field: str) -> date:
    raise Invalid(field, "missing")


def _row(event: events.Event, language: str) -> dict[str, str]:
    told = {
        "uid": event.uid,
        "slug": event.slug,
        "state": event.state.value,
        "campaign": event.campaign.slug if event.campaign else "",
        "language": language,
        "date": event.starts_on,
        "time": event.starts_at and event.starts_at.isoformat("minutes"),
        "end_date": event.ends_on,
        "end_time": event.ends_at and event.ends_at.isoformat("minutes"),
        "timezone": event.timezone,
        "contact": event.contact,
        **asdict(event.texts[language]),
    }
    return {name: str(told[name] or "") for name in _HEAD}


def _no_formula(said: str) -> str:
    return f"'{said}" if said.startswith((*_FORMULA, "'")) else said


def _as_it_was(said: str) -> str:
    return said[1:] if said[:1] == "'" and said[1:].startswith((*_FORMULA, "'")) else said
