"""Volunteers are gone thirty days after the event, by themselves, and their numbers stay."""

from datetime import timedelta

import pytest
from flask import Flask

from app import privacy, volunteers
from app.kernel.act import Actor
from app.platform.db import database
from app.platform.vault import KeyDestroyed
from tests.makers import an_act, an_event
from tests.makers.volunteering import a_need, a_volunteer

DAY = timedelta(days=1)


def test_volunteers_are_destroyed_with_their_keys_and_not_a_day_before(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    secrets = [a_volunteer(context, event, need, handle) for handle in ("Mina", "Omid")]
    due = event.schedule.over() + volunteers.RETENTION

    early = privacy.keep_house(an_act(due - DAY, Actor.HOUSEKEEPING))
    handles = [volunteers.get(secret).handle for secret in secrets]
    report = privacy.keep_house(an_act(due, Actor.HOUSEKEEPING))

    assert handles == ["Mina", "Omid"]
    assert (early.volunteers, report.volunteers) == (0, 2)
    assert [volunteers.find(secret) for secret in secrets] == [None, None]
    assert not volunteers.has_keys(event.uid)
    assert volunteers.get_need(event.id, need).taken == 2
    assert privacy.keep_house(an_act(due + DAY, Actor.HOUSEKEEPING)).volunteers == 0


def test_once_the_keys_are_gone_nobody_can_be_added(context: Flask) -> None:
    event = an_event(context)
    need = a_need(context, event)
    volunteers.destroy_keys(event.uid)

    with pytest.raises(KeyDestroyed):
        a_volunteer(context, event, need)


def test_a_copy_of_the_rows_cannot_be_opened_once_the_keys_are_gone(context: Flask) -> None:
    event = an_event(context)
    a_volunteer(context, event, a_need(context, event))
    volunteers.destroy_keys(event.uid)

    with pytest.raises(KeyDestroyed):
        volunteers.roster(event.id)


def test_every_column_about_volunteers_is_classified(context: Flask) -> None:
    tables = privacy.columns()

    for name in ("rota", "shift", "need", "volunteer", "assignment"):
        assert set(tables[name]) == set(database.metadata.tables[name].columns.keys())
    assert tables["volunteer"]["handle"].protected.startswith("sealed")
