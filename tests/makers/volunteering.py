"""Make what tests about volunteers need."""

import os
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta

from flask import Flask, has_app_context

from app import events, volunteers
from app.kernel.ids import EventId, NeedId
from app.platform.db import transaction
from tests.makers import an_act

HOUR = timedelta(hours=1)
DAY = datetime(2027, 5, 1, tzinfo=UTC)
USUAL = volunteers.Terms()


def a_shift(
    event: events.Event, begins: float = 0, hours: float = 2, post: str = ""
) -> volunteers.Shift:
    """Return a shift of so many hours, so many hours after the event begins."""
    starts = event.schedule.begins() + HOUR * begins
    return volunteers.Shift(starts, starts + HOUR * hours, post)


def a_plan(
    shift: volunteers.Shift,
    role: str = "welcome",
    *,
    least: int = 1,
    most: int = 5,
    adults_only: bool = False,
    languages: tuple[str, ...] = (),
    terms: volunteers.Terms = USUAL,
) -> volunteers.Plan:
    """Return what an organiser says about a need."""
    numbers = volunteers.Numbers(least, most)
    role_ = volunteers.roles.get(role)
    return volunteers.Plan(role_, shift, numbers, languages, adults_only, terms)


def a_need(
    app: Flask,
    event: events.Event,
    role: str = "welcome",
    *,
    begins: float = 0,
    hours: float = 2,
    post: str = "",
    least: int = 1,
    most: int = 5,
    adults_only: bool = False,
    languages: tuple[str, ...] = (),
    terms: volunteers.Terms = USUAL,
) -> NeedId:
    """Add a need and return its id."""
    plan = a_plan(
        a_shift(event, begins, hours, post),
        role,
        least=least,
        most=most,
        adults_only=adults_only,
        languages=languages,
        terms=terms,
    )
    with _inside(app), transaction():
        return volunteers.add_need(event.id, plan, an_act())


def a_wish(
    need_id: int,
    handle: str = "Mina",
    *,
    adult: bool = False,
    or_wait: bool = False,
    link: str = "",
    nonce: bytes = b"",
    speaks: tuple[str, ...] = (),
    trained: bool = False,
) -> volunteers.Wish:
    """Return what a visitor asks for, by a form of its own."""
    asked = volunteers.Asked(need_id, adult, or_wait, link, frozenset(speaks), trained)
    return volunteers.Wish(asked, handle, nonce or os.urandom(16))


def a_volunteer(
    app: Flask,
    event: events.Event,
    need_id: int,
    handle: str = "Mina",
    *,
    now: datetime | None = None,
    adult: bool = False,
    speaks: tuple[str, ...] = (),
) -> str:
    """Have somebody take a first shift, or wait for it, and return the secret of their page."""
    wish = a_wish(need_id, handle, adult=adult, or_wait=True, speaks=speaks)
    with _inside(app), transaction():
        return volunteers.enlist(event.id, wish, an_act(now))


def a_loose_need(
    role: str = "welcome",
    begins: float = 12,
    hours: float = 2,
    *,
    post: str = "",
    most: int = 5,
    taken: int = 0,
    held: int = 0,
    handed: int = 0,
    adults_only: bool = False,
    removed: bool = False,
    terms: volunteers.Terms = USUAL,
    speakers: dict[str, int] | None = None,
) -> volunteers.Need:
    """Return a need that no database knows, so many hours into a day, for the rules."""
    starts = DAY + HOUR * begins
    return volunteers.Need(
        id=NeedId(1),
        event_id=EventId(1),
        uid="uid",
        role=volunteers.roles.get(role),
        shift=volunteers.Shift(starts, starts + HOUR * hours, post),
        numbers=volunteers.Numbers(1, most),
        taken=taken,
        held=held,
        waiting=0,
        handed=handed,
        languages=(),
        adults_only=adults_only,
        terms=terms,
        speakers=speakers or {},
        removed=removed,
        sequence=0,
        created_at=DAY,
        changed_at=DAY,
    )


def _inside(app: Flask) -> AbstractContextManager[object]:
    """Use the context at hand: another one would have a session and a view of its own."""
    return nullcontext() if has_app_context() else app.app_context()
