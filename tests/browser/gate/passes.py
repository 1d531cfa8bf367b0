"""Passes as people hold them before the camera: good ones, and those that count for nothing."""

from collections.abc import Callable

from flask import Flask

from app import events, rsvps, tickets
from app.platform.db import transaction
from app.platform.vault import vault
from tests.makers import a_party, an_act, an_event
from tests.vectors.codes import flipped

Made = Callable[[Flask, events.Event], str]


def a_pass(app: Flask, event: events.Event, people: int = 1) -> str:
    """Register a party and return the code of its pass."""
    return pass_of(app, event, a_party(app, event, people), people)


def a_cancelled_pass(app: Flask, event: events.Event) -> str:
    """Register a party that cancels, and return the code of its pass."""
    secret = a_party(app, event)
    code = pass_of(app, event, secret)
    with app.app_context(), transaction():
        rsvps.cancel(secret, an_act())
    return code


def a_forged_pass(app: Flask, event: events.Event) -> str:
    """Return a pass whose last bit somebody changed."""
    return flipped(a_pass(app, event), 607)


def a_pass_for_another_event(app: Flask, event: events.Event) -> str:
    """Return a good pass of another event."""
    del event
    return a_pass(app, an_event(app, title="Another rally"))


def a_poster(app: Flask, event: events.Event) -> str:
    """Return the code of something else that hangs about."""
    del app, event
    return "POSTER"


def pass_of(app: Flask, event: events.Event, secret: str, people: int = 1) -> str:
    """Return the code of a party's pass."""
    kind = tickets.TicketClass.ATTENDEE
    with app.app_context():
        key, instance = tickets.key_of(event.uid), vault().instance_id
        return tickets.issue(key, instance, secret, people=people, ticket_class=kind)
