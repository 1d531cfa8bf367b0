"""Make what tests need, with words that show only what matters to them."""

import os
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Flask

from app import events, rsvps
from app.kernel.act import Act, Actor, By
from app.kernel.ids import KindId, QuestionId
from app.platform.db import transaction

TODAY = datetime.now(UTC).date()


def an_act(now: datetime | None = None, actor: Actor = Actor.COMMAND) -> Act:
    """Return the circumstances of a deed."""
    return Act(now or datetime.now(UTC), By(actor), os.urandom)


def words(**said: str) -> events.Words:
    """Return what is said about an event."""
    return events.Words(
        **{"title": "Rally", "place": "Place Denfert-Rochereau", "called_by": "Us", **said}
    )


def a_schedule(
    day: date | None = None, hour: time | None = time(14), **more: Any
) -> events.Schedule:
    """Return a schedule, in ten days at 14:00 in Paris unless said otherwise."""
    return events.Schedule(day or TODAY + timedelta(days=10), hour, "Europe/Paris", **more)


def an_event(
    app: Flask,
    *,
    capacity: int | None = None,
    waitlist: bool = True,
    published: bool = True,
    language: str = "en",
    schedule: events.Schedule | None = None,
    slug: str = "",
    team_id: int = 1,
    **said: str,
) -> events.Event:
    """Add an event with a room, published unless said otherwise."""
    contact = said.pop("contact", "")
    draft = events.Draft(
        language,
        words(**said),
        schedule or a_schedule(),
        contact=contact,
        slug=slug,
        team_id=team_id,
    )
    with app.app_context():
        with transaction():
            event_id = events.add(draft, an_act())
            rsvps.open_room(event_id, capacity, waitlist, an_act())
            if published:
                events.publish(event_id, an_act())
        return events.get(event_id)


def a_party(
    app: Flask, event: events.Event, people: int = 1, seats: Mapping[KindId, int] | None = None
) -> str:
    """Register a party and return its secret."""
    with app.app_context(), transaction():
        wish = rsvps.Wish(people, os.urandom(16), seats or {})
        return rsvps.register(event.id, wish, an_act())


def a_kind(app: Flask, event: events.Event, plan: rsvps.KindPlan | None = None) -> KindId:
    """Add a kind of place, a coach with two seats unless said otherwise, and return its id."""
    with app.app_context(), transaction():
        coach = rsvps.KindPlan("en", {"en": "Coach from Lyon"}, capacity=2)
        return rsvps.add_kind(event.id, plan or coach, an_act())


def a_question(
    app: Flask, event: events.Event, wordings: Mapping[str, rsvps.Wording] | None = None
) -> QuestionId:
    """Ask something with three choices, unless said otherwise, and return the question's id."""
    meals = {"en": rsvps.Wording("Do you eat with us?", "to cook enough", ("Yes", "Some", "No"))}
    with app.app_context(), transaction():
        return rsvps.add_question(event.id, event.first_language, wordings or meals, an_act())


def token_in(page: str) -> str:
    """Return the token of the RSVP form on a page."""
    found = re.search(r'name="token"[^>]*value="([^"]+)"', page)
    assert found, "no token on the page"
    return found[1]
