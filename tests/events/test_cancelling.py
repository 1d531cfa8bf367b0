"""Calling off says so in public, and shows nothing that nobody had seen."""

import pytest
from flask import Flask

from app import events
from app.cli.sample import campaign
from app.platform.db import transaction
from tests.makers import a_schedule, an_act, an_event, words


def test_a_cancelled_event_stays_in_sight_with_a_notice(context: Flask) -> None:
    event = an_event(context)

    with transaction():
        events.cancel(event.id, an_act())

    found = events.find_published(event.slug)
    notice = events.latest_notice(event.id)
    assert found is not None
    assert found.state is events.State.CANCELLED
    assert (found.sequence, found.revision) == (event.sequence + 1, event.revision + 1)
    assert notice is not None
    assert notice.kind is events.NoticeKind.CANCELLED


def test_a_draft_is_not_called_off_into_the_open(context: Flask) -> None:
    draft = an_event(context, published=False)

    with pytest.raises(events.EventNotPublished), transaction():
        events.cancel(draft.id, an_act())

    assert events.find_published(draft.slug) is None


def test_nothing_is_called_off_twice(context: Flask) -> None:
    event = an_event(context)
    with transaction():
        events.cancel(event.id, an_act())

    with pytest.raises(events.EventCancelled), transaction():
        events.cancel(event.id, an_act())


def test_the_sample_goes_without_the_events_that_others_put_into_it(context: Flask) -> None:
    with transaction():
        campaign_id = events.add_campaign(campaign.DRAFT, an_act())
        draft = events.Draft("en", words(), a_schedule(), slug="ours", campaign_id=campaign_id)
        events.add(draft, an_act())

    with transaction():
        events.remove_samples(an_act())

    ours = events.find("ours")
    assert ours is not None
    assert ours.campaign is None
    assert events.campaigns() == []
