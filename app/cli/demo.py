"""Load the sample rally into an empty instance, and take it away again."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import click
from flask.cli import AppGroup, with_appcontext

from app import events, rsvps, tickets, volunteers
from app.cli.sample import campaign, rallies, shifts
from app.cli.saying import remark
from app.kernel.act import Act, Actor
from app.platform.db import transaction
from app.platform.moment import current_act

_PARIS = "Europe/Paris"
_SATURDAY = 5
_WEEK = 7
_RALLY_DAY = date(2025, 2, 8)
_WITH_SHIFTS = "sample-denfert-rochereau"


@click.group("demo", cls=AppGroup, invoke_without_command=True)
@click.pass_context
@with_appcontext
def demo(context: click.Context) -> None:
    """Load the sample rally, campaign and upcoming events; `demo remove` takes them away."""
    if context.invoked_subcommand is None:
        loaded = load_sample(current_act(Actor.COMMAND), into_any=True)
        remark("The sample is loaded." if loaded else "The sample is there already.")


@demo.command("remove")
def remove() -> None:
    """Delete all sample events and campaigns, with their RSVPs and keys."""
    uids = [event.uid for event in events.every() if event.sample]
    with transaction():
        gone = events.remove_samples(current_act(Actor.COMMAND))
    for uid in uids:
        tickets.destroy_key(uid)
        rsvps.destroy_contact_key(uid)
        volunteers.destroy_keys(uid)
    remark(f"{len(gone)} sample events removed.")


def load_sample(act: Act, *, into_any: bool = False) -> bool:
    """Load the sample into an empty instance (or any that lacks it); tell whether it was loaded."""
    if events.has_any_sample() or (events.has_any() and not into_any):
        return False
    with transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, act)
        for sample in _samples(act.now):
            _add(sample, campaign_id, act)
        _ask_for_hands(act)
    return True


def _samples(now: datetime) -> list[rallies.Sample]:
    soon, later = _saturday(now, weeks=3), _saturday(now, weeks=6)
    return [
        rallies.Sample("paris-8-february-2025", _at(_RALLY_DAY, None), None, rallies.PAST),
        rallies.Sample(_WITH_SHIFTS, _at(soon, time(14)), 200, rallies.DENFERT),
        rallies.Sample("sample-march", _at(later, None), None, rallies.MARCH),
    ]


def _add(sample: rallies.Sample, campaign_id: int, act: Act) -> None:
    first = rallies.FIRST_LANGUAGE
    event_id = events.add(
        events.Draft(
            language=first,
            words=sample.words[first],
            schedule=sample.schedule,
            contact=rallies.CONTACT,
            slug=sample.slug,
            campaign_id=campaign_id,
            sample=True,
        ),
        act,
    )
    for language, words in sample.words.items():
        events.reword(event_id, language, words, act)
    rsvps.open_room(event_id, sample.capacity, True, act)  # noqa: FBT003 - with a waitlist
    events.publish(event_id, act)


def _ask_for_hands(act: Act) -> None:
    """Say what the invented rally needs, and let some invented people have it."""
    event = events.find(_WITH_SHIFTS)
    assert event is not None, "added above"  # noqa: S101 - for mypy
    found = count(1)
    for sample in shifts.DENFERT:
        need_id = volunteers.add_need(event.id, _plan(sample, event), act)
        for _ in range(sample.found):
            handle = shifts.HANDLE.format(number=next(found))
            asked = volunteers.Asked(need_id, adult=True)
            wish = volunteers.Wish(asked, handle, act.entropy(16))
            volunteers.enlist(event.id, wish, act)


def _plan(sample: shifts.SampleNeed, event: events.Event) -> volunteers.Plan:
    role = volunteers.roles.get(sample.role)
    starts, ends = (
        datetime.combine(event.starts_on, hour, ZoneInfo(_PARIS)).astimezone(UTC)
        for hour in (sample.starts, sample.ends)
    )
    return volunteers.Plan(
        role,
        volunteers.Shift(starts, ends, sample.post),
        volunteers.Numbers(sample.least, sample.most),
        sample.languages,
        role.adults,
    )


def _at(day: date, hour: time | None) -> events.Schedule:
    return events.Schedule(day, hour, _PARIS)


def _saturday(now: datetime, *, weeks: int) -> date:
    """Return the Saturday so many weeks ahead."""
    to_saturday = (_SATURDAY - now.weekday()) % _WEEK
    return now.date() + timedelta(days=to_saturday, weeks=weeks)
