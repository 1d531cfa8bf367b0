"""Speak French, English and Persian: languages, numbers, dates, and which language is in force.

Babel knows neither the Jalali calendar nor Persian digits in dates, so Persian dates are put
together here: Jalali first, the Gregorian date beside it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_day_names, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask, g, has_app_context
from flask_babel import Babel, force_locale, get_domain
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel.speaklater import LazyString
from persiantools import digits
from persiantools.jdatetime import JalaliDate
from werkzeug.datastructures import LanguageAccept


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface, with its name in itself."""

    code: str
    name: str
    direction: str


LANGUAGES = (
    Language("fr", "Français", "ltr"),
    Language("en", "English", "ltr"),
    Language("fa", "فارسی", "rtl"),
)
CODES = tuple(language.code for language in LANGUAGES)
DEFAULT = "en"

_VOWELS = tuple("AEÉIÎOUÜ")
_DIRECTIONS = {language.code: language.direction for language in LANGUAGES}


def init(app: Flask) -> None:
    """Load the catalogues."""
    folder = Path(app.root_path) / "translations"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, default_locale=DEFAULT, locale_selector=current_language)


def current_language() -> str:
    """Return the code of the language in force."""
    found = g.get("language", DEFAULT) if has_app_context() else DEFAULT
    return str(found)


def speak(code: str) -> None:
    """Put a language in force for the request at hand."""
    g.language = code


def gettext(message: str, **named: object) -> str:
    """Say a sentence in the language in force."""
    return str(_gettext(message, **named))


def ngettext(one: str, many: str, num: int) -> str:
    """Say a sentence about a number, `%(num)s`, in the language in force."""
    # The library's own function knows the number by the same name, and writes it in Latin digits.
    said = get_domain().get_translations().ungettext(one, many, num)
    return str(said % {"num": number(num)})


def forms(one: str, many: str) -> tuple[str, str]:
    """Return a sentence about a number, for one and for many, with `%(num)s` left to be filled."""
    catalogue = get_domain().get_translations()
    return catalogue.ungettext(one, many, 1), catalogue.ungettext(one, many, 2)


def lazy_gettext(message: str, **named: object) -> Any:  # babel's lazy strings have no type
    """Say a sentence in the language that is in force when it is read."""
    return _lazy_gettext(message, **named)


def lazy_number(value: float) -> Any:  # as lazy_gettext
    """Write a number in the language that is in force when it is read."""
    return LazyString(number, value)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Put a language in force for a while, as for a letter."""
    before = current_language()
    g.language = code
    try:
        with force_locale(code):
            yield
    finally:
        g.language = before


def enumerated(names: Iterable[str]) -> str:
    """Join names as the language does: "a and b", « a et b », «a و b»."""
    return format_list(list(names), locale=current_language())


def isolated(name: str) -> str:
    """Keep the direction of somebody's words to themselves inside a sentence, in plain text too."""
    return f"\u2068{name}\u2069"


def direction(code: str) -> str:
    """Return "rtl" or "ltr"."""
    return _DIRECTIONS[code]


def preferred(accepted: LanguageAccept) -> str:
    """Return our language that a visitor's Accept-Language (RFC 9110, 12.5.4) likes best.

    A region is as good as its language (RFC 4647, 3.4): who asks for fa-IR before en gets Persian.
    """
    liked = sorted(accepted, key=lambda choice: choice[1], reverse=True)
    codes = (re.split("[-_]", name)[0].lower() for name, quality in liked if quality)
    return next((code for code in codes if code in CODES), DEFAULT)


def number(value: float, code: str | None = None) -> str:
    """Write a number as the language does: 5,370 / 5 370 / ۵٬۳۷۰."""
    code = code or current_language()
    written = format_decimal(value, locale=code, numbering_system="default")
    return _persian(written) if code == "fa" else written


def typed_number(value: int) -> str:
    """Write a number as people type it, without separators: 5370 / ۵۳۷۰."""
    return _persian(str(value)) if current_language() == "fa" else str(value)


def spoken_date(day: date, code: str | None = None) -> str:
    """Write a day in full: "Saturday 8 February 2025"."""
    code = code or current_language()
    if code != "fa":
        return format_date(day, _pattern("EEEE d MMMM y", day, code), locale=code)
    gregorian = _persian(format_date(day, "d MMMM y", locale="fa"))
    return f"{_jalali(day, '%A %-d %B %Y')} ({gregorian})"


def spoken_day(day: date, code: str | None = None) -> str:
    """Write a day short: "Sat 8 Feb 2025"."""
    code = code or current_language()
    if code != "fa":
        return format_date(day, _pattern("EEE d MMM y", day, code), locale=code)
    return _jalali(day, "%A %-d %B %Y")


def weekday(number: int) -> str:
    """Return the name of a day of the week; Monday is 0."""
    return str(get_day_names("wide", "stand-alone", current_language())[number])


def spoken_time(hour: time, code: str | None = None) -> str:
    """Write an hour of the 24-hour clock: "14:00", "14 h 00", «۱۴:۰۰»."""
    code = code or current_language()
    if code == "fr":
        return f"{hour.hour}\u00a0h\u00a0{hour.minute:02d}"
    written = f"{hour.hour:02d}:{hour.minute:02d}"
    return _persian(written) if code == "fa" else written


def spoken_length(length: timedelta) -> str:
    """Write how long something takes: "2 h 15 min", « 2 h 15 min », «۲ ساعت و ۱۵ دقیقه»."""
    hours, minutes = divmod(round(length.total_seconds() / 60), 60)
    if not hours:
        return gettext("%(minutes)s min", minutes=number(minutes))
    if not minutes:
        return gettext("%(hours)s h", hours=number(hours))
    return gettext("%(hours)s h %(minutes)s min", hours=number(hours), minutes=number(minutes))


def language_name(code: str) -> str:
    """Name a language, one of ours or another: "Persian", « persan », «فارسی»."""
    return str(Locale.parse(current_language()).languages[code])


def zone_name(zone: str) -> str:
    """Name a time zone by its city: "Paris time", « heure de Paris », «به وقت پاریس»."""
    city = get_timezone_location(zone, locale=current_language(), return_city=True)
    said = gettext("%(city)s time", city=city)
    return said.replace(f"de {city}", _de(city)) if current_language() == "fr" else said


def local(moment: datetime, zone: str) -> datetime:
    """Return an instant on the clocks of a zone."""
    return moment.astimezone(ZoneInfo(zone))


def _pattern(pattern: str, day: date, code: str) -> str:
    """Return a pattern in which French counts the first day: « 1er février », « 2 février »."""
    return pattern.replace("d ", "d'er' ") if code == "fr" and day.day == 1 else pattern


def _de(name: str) -> str:
    """Put « de » before a French name: « de Paris », « d’Alger », « du Caire », « UTC »."""
    if name.isupper():
        return name
    if name.startswith("Le "):
        return f"du {name.removeprefix('Le ')}"
    return f"d’{name}" if name.startswith(_VOWELS) else f"de {name}"


@lru_cache(maxsize=4096)
def _jalali(day: date, pattern: str) -> str:
    jalali = JalaliDate(day)  # type: ignore[no-untyped-call] # persiantools ships no types for it
    written = jalali.strftime(pattern.replace("%-d", str(jalali.day)), locale="fa")
    return _persian(written)


def _persian(text: str) -> str:
    written: str = digits.en_to_fa(text)
    return written
