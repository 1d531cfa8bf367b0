"""Say from the command line which places an event has beside attendance, as seats in a coach."""

from typing import Any

import click
from flask.cli import AppGroup

from app import events, rsvps
from app.cli.saying import refusing, remark, told
from app.kernel.act import Actor
from app.platform import i18n
from app.platform.db import transaction
from app.platform.moment import current_act

kind = AppGroup("kind", help="Say which further places an event has, as seats in a coach.")


@kind.command("add")
@click.argument("slug")
@click.option("--name", required=True, help="What it is called, in the event's first language.")
@click.option("--name-fr", default="", help="What it is called in French.")
@click.option("--name-en", default="", help="What it is called in English.")
@click.option("--name-fa", default="", help="What it is called in Persian.")
@click.option("--capacity", type=click.IntRange(1), help="Number of places; without: no limit.")
@click.option("--waitlist/--no-waitlist", default=True, help="Keep a waiting list.")
@click.option("--by-offer", is_flag=True, help="Ask the first in line before they get a place.")
@click.option("--smaller-pass", is_flag=True, help="Let smaller groups pass larger ones.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def add(slug: str, name: str, **said: Any) -> None:  # what click reads
    """Add a kind of place; prints {"kind": id}. On a published event it is open at once."""
    with refusing():
        event = _found(slug)
        names = {code: said[f"name_{code}"] for code in i18n.CODES}
        plan = rsvps.KindPlan(
            first_language=event.first_language,
            names={**names, event.first_language: name},
            capacity=said["capacity"],
            waitlist=said["waitlist"],
            by_offer=said["by_offer"],
            smaller_pass=said["smaller_pass"],
        )
        with transaction():
            kind_id = rsvps.add_kind(event.id, plan, current_act(Actor.COMMAND))
    remark(f"{name}: {plan.capacity or 'no limit'}")
    told({"kind": kind_id})


def standing(event_id: int, language: str) -> list[dict[str, object]]:
    """Return how the kinds of place of an event stand; numbers are people."""
    return [
        {
            "kind": found.id,
            "name": found.name(language),
            "capacity": found.counts.capacity,
            "waitlist": found.counts.waitlist,
            "confirmed": found.counts.confirmed,
            "held": found.counts.held,
            "waiting": found.counts.waiting,
        }
        for found in rsvps.kinds_of(event_id)
    ]


def _found(slug: str) -> events.Event:
    event = events.find(slug)
    if event is None:
        raise events.EventNotFound(slug)
    return event
