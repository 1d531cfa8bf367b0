"""Add, show, change, postpone and cancel events from the command line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup

from app import checkin, events, rsvps
from app.cli import exchange
from app.cli.kind import standing
from app.cli.saying import refusing, remark, told
from app.cli.typed import Day, Hour, Moment
from app.kernel.act import Act, Actor
from app.kernel.errors import Invalid
from app.platform import i18n, links
from app.platform.db import transaction
from app.platform.moment import current_act

event = AppGroup("event", help="Add, show, change, postpone and cancel events.")
event.add_command(exchange.import_)
event.add_command(exchange.export)

_CALLERS = {"en": "The organisers", "fr": "Les organisateurs", "fa": "برگزارکنندگان"}
_WORDS = tuple(events.Words.__dataclass_fields__)
_WHEN = {
    "date": "starts_on",
    "time": "starts_at",
    "timezone": "timezone",
    "end_date": "ends_on",
    "end_time": "ends_at",
}


def _said(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that describe an event."""
    for option in reversed(
        [
            click.option("--title", help="What it is called."),
            click.option("--lang", type=click.Choice(i18n.CODES), help="Language of the texts."),
            click.option("--date", type=Day(), help="The local day."),
            click.option("--time", type=Hour(), help="The local hour; without: to be announced."),
            click.option("--end-date", type=Day(), help="The last local day."),
            click.option("--end-time", type=Hour(), help="The local hour of the end."),
            click.option("--timezone", help="IANA zone.  [default: Europe/Paris]"),
            click.option("--place", help="Where it is."),
            click.option(
                "--place-for",
                type=click.Choice(list(events.Audience)),
                help="Who is told the place; nobody needs --place-from.  [default: everybody]",
            ),
            click.option(
                "--place-from", type=Moment(), help="When everybody is told; local time, or none."
            ),
            click.option("--called-by", help="Who calls for it."),
            click.option("--contact", help="A public contact."),
            click.option("--summary", help="One sentence."),
            click.option("--description", help="What it is about."),
            click.option("--directions", help="Getting there, and the way without steps."),
            click.option(
                "--access",
                multiple=True,
                metavar="FACT=ANSWER",
                help="step-free, toilets, seating, sign-language, quiet-place = yes, partly, no; "
                "metres = a number; pace = slow, walking; nothing takes it back.",
            ),
            click.option("--bring", help="What to bring."),
            click.option("--route", help="Its stops, one a line: an hour, words, (lat, lon)."),
            click.option("--programme", help="Its parts, one a line: an hour, words."),
            click.option("--capacity", type=click.IntRange(1), help="Number of places."),
            click.option("--waitlist/--no-waitlist", default=None, help="Keep a waiting list."),
            click.option("--publish", is_flag=True, help="Show it to everybody at once."),
            click.option(
                "--publish-at", type=Moment(), help="Publish the draft then; local time, or none."
            ),
            click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last."),
        ]
    ):
        command = option(command)
    return command


@event.command("add")
@_said
@click.option("--slug", default="", help="The readable part of its address; made from the title.")
@click.option("--campaign", default="", help="The campaign it belongs to, by its address.")
def add(slug: str, campaign: str, **said: Any) -> None:
    """Add an event; prints {"slug": …}."""
    for needed in ("title", "date", "place"):
        if said[needed] is None:
            raise click.UsageError(f"Say --{needed}.")
    language = said["lang"] or "en"
    schedule = events.Schedule(
        said["date"],
        said["time"] or None,
        said["timezone"] or "Europe/Paris",
        said["end_date"],
        said["end_time"] or None,
    )
    words = {name: said[name] or "" for name in _WORDS}
    words["called_by"] = words["called_by"] or _CALLERS[language]
    with refusing():
        draft = events.Draft(
            language=language,
            words=events.Words(**words),
            schedule=schedule,
            contact=said["contact"] or "",
            slug=slug,
            campaign_id=_campaign(campaign),
        )
        with transaction():
            act = _act()
            event_id = events.add(draft, act)
            rsvps.open_room(event_id, said["capacity"], said["waitlist"] is not False, act)
            _describe_access(events.get(event_id), said, act)
            _hide_place(events.get(event_id), said, act)
            _publish(events.get(event_id), said, act)
    made = events.get(event_id)
    remark(f"{made.state.value}: {links.short_event(made.slug)}")
    told({"slug": made.slug})


@event.command("show")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always printed.")
def show(slug: str, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Show how an event stands; numbers are people.

    `counted` are those who came: with a pass, as scanned, and without, as counted by hand.
    """
    del as_json
    with refusing():
        told(_standing(_found(slug)))


@event.command("list")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def list_(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """List all events, latest first."""
    del as_json
    every = events.every()
    for found in every:
        remark(f"{found.starts_on} {found.state.value:<10} {found.slug}")
    told({"events": [found.slug for found in every]})


@event.command("set")
@click.argument("slug")
@_said
@click.option("--slug", "new_slug", default="", help="Another address; the old one leads to it.")
def set_(slug: str, new_slug: str, **said: Any) -> None:
    """Change an event, or add its text in another language with --lang."""
    with refusing():
        found = _found(slug)
        with transaction():
            _change(found, said, _act())
            if new_slug:
                events.rename(found.id, new_slug, _act())
        told(_standing(events.get(found.id)))


@event.command("duplicate")
@click.argument("slug")
@click.option("--date", "day", type=Day(), required=True, help="The local day of the copy.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
def duplicate(slug: str, day: date, as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Add a draft that says the same on another day; prints {"slug": …}."""
    del as_json
    with refusing():
        found = _found(slug)
        with transaction():
            copy = events.duplicate(found.id, day, _act())
            rsvps.copy_room(found.id, copy, _act())
    told({"slug": events.get(copy).slug})


def _reasoned(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say why, in one language."""
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always printed."),
        click.option("--lang", type=click.Choice(i18n.CODES), help="Language of the reason."),
        click.option("--reason", default="", help="Why; everybody reads it."),
    ):
        command = option(command)
    return command


@event.command("postpone")
@click.argument("slug")
@click.option("--date", type=Day(), help="The new local day; without: to be announced.")
@click.option("--time", type=Hour(), help="The new local hour.  [default: as before]")
@_reasoned
def postpone(slug: str, **said: Any) -> None:
    """Put an event off, to a later day or to an open date; whoever said they come stays in."""
    if said["time"] is not None and said["date"] is None:
        raise click.UsageError("Say --date.")
    with refusing():
        found = _found(slug)
        with transaction():
            events.postpone(found.id, _later(found, said), _reason(found, said), _act())
        told(_standing(_found(slug)))


@event.command("cancel")
@click.argument("slug")
@_reasoned
def cancel(slug: str, **said: Any) -> None:
    """Call an event off; its page stays and says so."""
    with refusing():
        found = _found(slug)
        with transaction():
            events.cancel_because(found.id, _reason(found, said), _act())
        told(_standing(_found(slug)))


def _later(found: events.Event, said: dict[str, Any]) -> events.Schedule | None:
    """Return the times on another day; an event of several days stays as long."""
    if said["date"] is None:
        return None
    moved = found.schedule.moved_to(said["date"])
    return moved if said["time"] is None else replace(moved, starts_at=said["time"] or None)


def _reason(found: events.Event, said: dict[str, Any]) -> dict[str, str]:
    return {said["lang"] or found.first_language: said["reason"]}


def _change(found: events.Event, said: dict[str, Any], act: Act) -> None:
    language = said["lang"] or found.first_language
    words = {name: said[name] for name in _WORDS if said[name] is not None}
    if words:
        stands = found.text(language)
        before = {name: getattr(stands, name) for name in _WORDS}
        events.reword(found.id, language, events.Words(**{**before, **words}), act)
    when: dict[str, Any] = {  # each a field of Schedule, of its own type
        _WHEN[name]: said[name] or None for name in _WHEN if said[name] is not None
    }
    if when:
        events.reschedule(found.id, replace(found.schedule, **when), act)
    if said["contact"] is not None:
        events.set_contact(found.id, said["contact"], act)
    if said["capacity"] is not None or said["waitlist"] is not None:
        counts = rsvps.counts(found.id)
        capacity = counts.capacity if said["capacity"] is None else said["capacity"]
        waitlist = counts.waitlist if said["waitlist"] is None else said["waitlist"]
        rsvps.set_room(found.id, capacity, waitlist, act)
    _describe_access(found, said, act)
    _hide_place(found, said, act)
    _publish(found, said, act)


def _describe_access(found: events.Event, said: dict[str, Any], act: Act) -> None:
    told = [pair.partition("=") for pair in said["access"]]
    if told:
        known = {**found.access.as_data(), **{name: answer for name, _, answer in told}}
        access = events.access_of({name: answer for name, answer in known.items() if answer})
        events.describe_access(found.id, access, act)


def _hide_place(found: events.Event, said: dict[str, Any], act: Act) -> None:
    if said["place_for"] is None and said["place_from"] is None:
        return
    told = found.place_for if said["place_for"] is None else events.Audience(said["place_for"])
    until = found.place_from
    if said["place_from"] is not None:
        until = _instant(said["place_from"], found)
    events.set_embargo(found.id, events.Embargo(told, until), act)


def _instant(local: datetime | str, found: events.Event) -> datetime | None:
    return local.replace(tzinfo=ZoneInfo(found.timezone)) if isinstance(local, datetime) else None


def _publish(found: events.Event, said: dict[str, Any], act: Act) -> None:
    if said["publish_at"] is not None:
        events.publish_later(found.id, _instant(said["publish_at"], found), act)
    if said["publish"]:
        events.publish(found.id, act)


def _standing(found: events.Event) -> dict[str, object]:
    counts = rsvps.counts(found.id)
    hour = found.starts_at.isoformat("minutes") if found.starts_at else None
    return {
        "slug": found.slug,
        "title": found.text(found.first_language).title,
        "state": _state(found),
        "date": None if found.is_open else found.starts_on.isoformat(),
        "time": hour,
        "timezone": found.timezone,
        "accessibility": found.access.as_data(),
        "place_for": found.place_for.value,
        "place_from": found.place_from and found.place_from.isoformat(),
        "publish_at": found.publish_at and found.publish_at.isoformat(),
        "revision": found.revision,
        "sequence": found.sequence,
        "capacity": counts.capacity,
        "waitlist": counts.waitlist,
        "confirmed": counts.confirmed,
        "waiting": counts.waiting,
        "kinds": standing(found.id, found.first_language),
        "counted": checkin.presence(found.id).counted,
    }


def _state(found: events.Event) -> str:
    is_over = found.phase(_now()) is events.Phase.PAST
    return "past" if is_over and found.is_on else found.state.value


def _found(slug: str) -> events.Event:
    found = events.find(slug)
    if found is None:
        raise events.EventNotFound(slug)
    return found


def _campaign(slug: str) -> int | None:
    if not slug:
        return None
    campaign = events.find_campaign(slug)
    if campaign is None:
        raise Invalid("campaign", "unknown")
    return campaign.id


def _now() -> datetime:
    return _act().now


def _act() -> Act:
    return current_act(Actor.COMMAND)
