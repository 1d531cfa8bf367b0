"""Numbers, dates, lists, lengths and names are written as each language writes them."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from app import events
from app.platform import i18n
from app.platform.i18n import ngettext, number, spoken_date, spoken_day, spoken_time

ONE = "Only one more person fits. Nothing was changed."
MANY = "Only %(num)s more people fit. Nothing was changed."

RALLY = date(2025, 2, 8)
MONTHS = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
]


@pytest.mark.parametrize(("language", "written"), [("fr", "5370"), ("en", "5370"), ("fa", "۵۳۷۰")])
def test_a_typed_number_has_no_separators(context: Flask, language: str, written: str) -> None:
    with i18n.speaking(language):
        assert i18n.typed_number(5370) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("fr", "français et fa"), ("en", "français and fa"), ("fa", "français و fa")],
)
def test_names_are_joined_by_a_word(context: Flask, language: str, written: str) -> None:
    with i18n.speaking(language):
        assert i18n.enumerated(["français", "fa"]) == written


def test_a_lazy_number_is_written_in_the_language_that_reads_it(context: Flask) -> None:
    most = i18n.lazy_number(20)

    with i18n.speaking("fa"):
        assert str(most) == "۲۰"


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "Only one more person fits"),
        ("en", 1200, "Only 1,200 more people fit"),
        ("fr", 1, "que pour une personne de plus"),
        ("fa", 12, "۱۲"),
    ],
)
def test_a_sentence_about_a_number_is_said_in_its_plural_and_digits(
    context: Flask, language: str, number: int, said: str
) -> None:
    with i18n.speaking(language):
        assert said in ngettext(ONE, MANY, number)


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("en", 135, "2 h 15 min"),
        ("fr", 45, "45 min"),
        ("en", 120, "2 h"),
        ("fa", 150, "۲ ساعت و ۳۰ دقیقه"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(
    context: Flask, language: str, minutes: int, said: str
) -> None:
    with i18n.speaking(language):
        assert i18n.spoken_length(timedelta(minutes=minutes)) == said


def test_a_language_has_its_name_in_each_language(context: Flask) -> None:
    names = []
    for language in i18n.CODES:
        with i18n.speaking(language):
            names.append(i18n.language_name("fa"))

    assert names == ["persan", "Persian", "فارسی"]


@pytest.mark.parametrize(
    ("language", "written"), [("fr", "5\u202f370"), ("en", "5,370"), ("fa", "۵٬۳۷۰")]
)
def test_a_number_has_the_separators_of_its_language(language: str, written: str) -> None:
    assert number(5370, language) == written


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en", "Saturday 8 February 2025", "Sat 8 Feb 2025"),
        ("fr", "samedi 8 février 2025", "sam. 8 févr. 2025"),
        ("fa", "شنبه ۲۰ بهمن ۱۴۰۳ (۸ فوریهٔ ۲۰۲۵)", "شنبه ۲۰ بهمن ۱۴۰۳"),
    ],
)
def test_a_day_is_written_in_full_and_short(language: str, long: str, short: str) -> None:
    assert spoken_date(RALLY, language) == long
    assert spoken_day(RALLY, language) == short


def test_french_counts_the_first_day_of_a_month() -> None:
    first, eleventh = date(2025, 2, 1), date(2025, 2, 11)

    assert spoken_date(first, "fr") == "samedi 1er février 2025"
    assert spoken_day(first, "fr") == "sam. 1er févr. 2025"
    assert spoken_date(eleventh, "fr") == "mardi 11 février 2025"
    assert spoken_date(first, "en") == "Saturday 1 February 2025"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(1979, 2, 11), "یکشنبه ۲۲ بهمن ۱۳۵۷"),
        (date(2024, 1, 30), "سه‌شنبه ۱۰ بهمن ۱۴۰۲"),
        (date(2025, 3, 20), "پنجشنبه ۳۰ اسفند ۱۴۰۳"),
        (date(2025, 3, 21), "جمعه ۱ فروردین ۱۴۰۴"),
        (date(2026, 3, 20), "جمعه ۲۹ اسفند ۱۴۰۴"),
        (date(2027, 9, 22), "چهارشنبه ۳۱ شهریور ۱۴۰۶"),
    ],
)
def test_persian_days_are_those_of_the_jalali_calendar(day: date, written: str) -> None:
    assert spoken_day(day, "fa") == written


@given(st.dates(date(1970, 1, 1), date(2200, 12, 31)))
def test_the_day_after_a_persian_day_is_the_next_one(day: date) -> None:
    today, tomorrow = (JalaliDate(d) for d in (day, day + timedelta(days=1)))  # type: ignore[no-untyped-call] # persiantools ships no types for it

    in_month = (tomorrow.year, tomorrow.month) == (today.year, today.month)
    assert tomorrow.day == (today.day + 1 if in_month else 1)
    assert in_month or today.day in ({31} if today.month <= 6 else {29, 30})
    assert MONTHS[today.month - 1] in spoken_date(day, "fa")


@given(st.dates(date(1970, 1, 1), date(2200, 12, 31)), st.times())
def test_persian_dates_and_hours_have_persian_digits_alone(day: date, hour: time) -> None:
    written = spoken_date(day, "fa") + spoken_day(day, "fa") + spoken_time(hour, "fa")

    assert not set(written) & set("0123456789")


@pytest.mark.parametrize(
    ("language", "afternoon", "early"),
    [
        ("en", "14:05", "09:00"),
        ("fr", "14\u00a0h\u00a005", "9\u00a0h\u00a000"),
        ("fa", "۱۴:۰۵", "۰۹:۰۰"),
    ],
)
def test_an_hour_is_written_on_the_24_hour_clock(language: str, afternoon: str, early: str) -> None:
    assert spoken_time(time(14, 5), language) == afternoon
    assert spoken_time(time(9), language) == early


@pytest.mark.parametrize(
    ("zone", "en", "fr", "fa"),
    [
        ("Europe/Paris", "Paris time", "heure de Paris", "به وقت پاریس"),
        ("Africa/Algiers", "Algiers time", "heure d’Alger", "به وقت الجزیره"),
        ("Africa/Cairo", "Cairo time", "heure du Caire", "به وقت قاهره"),
        ("Asia/Tehran", "Tehran time", "heure de Téhéran", "به وقت تهران"),
        ("UTC", "UTC time", "heure UTC", "به وقت UTC"),
    ],
)
def test_a_zone_is_named_by_its_city(context: Flask, zone: str, en: str, fr: str, fa: str) -> None:
    named = {}
    for language in i18n.CODES:
        with i18n.speaking(language):
            named[language] = i18n.zone_name(zone)

    assert named == {"en": en, "fr": fr, "fa": fa}


def test_every_zone_has_a_name_in_each_language(sqlite_app: Flask) -> None:
    with sqlite_app.app_context():
        for language in i18n.CODES:
            with i18n.speaking(language):
                assert all(map(i18n.zone_name, events.zones()))


def test_an_instant_is_shown_on_the_clocks_of_its_zone() -> None:
    noon = datetime(2025, 2, 8, 12, tzinfo=UTC)

    assert i18n.local(noon, "Asia/Tehran").isoformat() == "2025-02-08T15:30:00+03:30"


def test_speaking_a_language_ends(context: Flask) -> None:
    with i18n.speaking("fa"):
        assert i18n.current_language() == "fa"
        with i18n.speaking("fr"):
            assert i18n.gettext("Your pass") == "Votre pass"
        assert i18n.gettext("Your pass") == "کارت ورود شما"

    assert i18n.current_language() == "en"


def test_persian_alone_runs_from_right_to_left() -> None:
    assert {code: i18n.direction(code) for code in i18n.CODES} == {
        "fr": "ltr",
        "en": "ltr",
        "fa": "rtl",
    }
