"""Bring events in from a file, and take a campaign's out, from the command line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext

from app import calendar, events, rsvps
from app.cli.saying import refusing, remark, told
from app.kernel.act import Act, Actor
from app.kernel.errors import Conflict, Invalid
from app.platform import i18n
from app.platform.db import done, rehearsed
from app.platform.moment import current_act

_EVERY = 50

Deed = Callable[[events.Draft], events.Arrival]


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(i18n.CODES), default="en", show_default=True)
@click.option("--timezone", default="Europe/Paris", show_default=True)
@click.option("--called-by", default="The organisers", show_default=True)
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and stop.")
@click.option("--publish", is_flag=True, help="Publish what is new.")
@click.option("--json", "as_json", is_flag=True, help="Accepted; JSON is always last.")
@with_appcontext
def import_(file: Path, lang: str, timezone: str, called_by: str, **said: bool) -> None:
    """Bring events in from a calendar file or a table; a row with a problem spoils no other.

    Prints how many were added, got a text in a further language, or were there, and which rows
    were refused.
    """
    act = current_act(Actor.COMMAND)
    known = {campaign.slug: campaign.id for campaign in events.campaigns()}
    with refusing():
        given = calendar.Given(lang, timezone, called_by, known)
        told(_taken(file.read_bytes(), given, _deed(act, **said)))


@click.command("export")
@click.argument("campaign")
@with_appcontext
def export(campaign: str) -> None:
    """Print a campaign and all its events, drafts too, as JSON."""
    with refusing():
        found = events.find_campaign(campaign)
        if found is None:
            raise events.EventNotFound(campaign)
        its = [events.as_data(event) for event in events.of_campaign(campaign)]
        told({"campaign": events.campaign_as_data(found), "events": its})


def _taken(content: bytes, given: calendar.Given, deed: Deed) -> dict[str, object]:
    counts = dict.fromkeys(events.Arrival, 0)
    refused: list[dict[str, object]] = []
    for row in calendar.rows(content, given):
        problem = row.problem
        try:
            if row.draft is not None:
                counts[deed(row.draft)] += 1
        except Invalid as refusal:
            problem = refusal
        except Conflict:
            problem = Invalid("state", "cancelled")
        if problem is not None:
            remark(f"Row {row.number} ({row.title}): {problem}")
            refused.append({"row": row.number, "field": problem.field, "reason": problem.reason})
        if row.number % _EVERY == 0:
            remark(f"{row.number} rows")
    return {**{arrival.value: count for arrival, count in counts.items()}, "refused": refused}


def _deed(act: Act, *, dry_run: bool, publish: bool, **_: bool) -> Deed:
    if dry_run:
        return lambda draft: rehearsed(lambda: events.bring_in(draft, act)[0])
    return lambda draft: done(partial(_bring_in, draft, act, publish=publish))


def _bring_in(draft: events.Draft, act: Act, *, publish: bool) -> events.Arrival:
    arrival, event_id = events.bring_in(draft, act)
    rsvps.open_room(event_id, None, True, act)  # noqa: FBT003 - with a waitlist
    if publish and arrival is events.Arrival.ADDED:
        events.publish(event_id, act)
    return arrival
